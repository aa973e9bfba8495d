"""Who may come back: what `reenter` says in its seldom forms, and `not while in` (S3.1)."""

from __future__ import annotations

from jdsl.engine.conditions import in_journey
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.moments import later_than
from jdsl.machine.calendar_layout import MOMENT_ZONE
from jdsl.machine.layout import (
    J_CONTACT,
    J_REENTER,
    J_REENTER_ARGUMENT,
    JC_VISIT,
    REENTER_AFTER,
    REENTER_ALWAYS,
    REENTER_LATER,
    REENTER_NEVER,
    REENTER_UNUSUAL,
    REENTRY_ARGUMENT,
    REENTRY_BARRED_HI,
    REENTRY_BARRED_LO,
    REENTRY_FROM,
    REENTRY_KIND,
    S_NOW,
)
from jdsl.machine.values import MISSING


@kernel
def may_come_back(memory: Words, state: Words, base: int, from_ms: int, moment: int) -> int:
    """From when on `reenter after D` lets in; a length from data that is missing counts as 0 (S3.1)."""
    at_ms = later_than(memory, state, base, 0, moment, from_ms, memory[moment + MOMENT_ZONE])
    return from_ms if at_ms == MISSING else at_ms


@kernel
def lets_in(memory: Words, state: Words, base: int, kind: int, argument: int, visits: int, from_ms: int) -> bool:
    """What a kind of `reenter` says after so many visits, of a contact or a value; `after` counts from `from_ms`."""
    if visits == 0 or kind == REENTER_ALWAYS:
        return True
    if kind == REENTER_NEVER:
        return False
    if kind == REENTER_AFTER:
        return memory[S_NOW] >= from_ms + argument
    if kind == REENTER_LATER:
        return memory[S_NOW] >= may_come_back(memory, state, base, from_ms, argument)
    return visits <= argument


@kernel
def is_barred(memory: Words, state: Words, base: int, row: int) -> bool:
    """Whether the contact is in a journey that `not while in` names."""
    for pointer in range(memory[row + REENTRY_BARRED_LO], memory[row + REENTRY_BARRED_HI]):
        if in_journey(memory, state, base, memory[pointer], -1):
            return True
    return False


@kernel
def may_enter_unusually(memory: Words, state: Words, words: int, contact_words: int, row: int) -> bool:
    """What a row of REENTRY_WORDS says of a contact."""
    base = contact_words - memory[words + J_CONTACT]
    visits = state[contact_words + JC_VISIT]
    from_ms = state[contact_words + memory[row + REENTRY_FROM]]
    kind = memory[row + REENTRY_KIND]
    if not lets_in(memory, state, base, kind, memory[row + REENTRY_ARGUMENT], visits, from_ms):
        return False
    return not is_barred(memory, state, base, row)


@kernel
def kind_of(memory: Words, words: int) -> int:
    """Which kind of `reenter` a journey has."""
    kind = memory[words + J_REENTER]
    return memory[memory[words + J_REENTER_ARGUMENT] + REENTRY_KIND] if kind == REENTER_UNUSUAL else kind


@kernel
def argument_of(memory: Words, words: int) -> int:
    """And its argument."""
    argument = memory[words + J_REENTER_ARGUMENT]
    return memory[argument + REENTRY_ARGUMENT] if memory[words + J_REENTER] == REENTER_UNUSUAL else argument
