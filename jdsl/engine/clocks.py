"""Clocks of one instance that go by the calendar: moments, schedules, and `after` that is no exact length (S5.10)."""

from __future__ import annotations

from jdsl.engine.dues import due_at
from jdsl.engine.ignoring import arm_ignored
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.moments import moment_zone, reckon, reckon_from, to_come
from jdsl.engine.schedules import arm_schedule
from jdsl.machine.calendar_layout import EVERY_LISTENER
from jdsl.machine.layout import (
    A_MS,
    A_OWNER,
    A_SLOT,
    D_ARGUMENT,
    D_KIND,
    D_SLOT,
    DUE_AFTER,
    DUE_IGNORED,
    DUE_MOMENT,
    DUE_SCHEDULE,
    DUE_WORDS,
    G_DUES_HI,
    G_DUES_LO,
    I_ENTERED,
    I_STAY,
    L_AFTER,
    L_SPENT_MASK,
    L_SPENT_SLOT,
    L_STAGED,
    S_NOW,
)
from jdsl.machine.values import MISSING, NEVER_MS


@kernel
def arm_moment(memory: Words, state: Words, base: int, offset: int, alternative: int) -> int:
    """Reckon a moment that is listened for anew: it comes if it is after now. When; `offset` is its record."""
    instance = 0 if offset == base else offset
    at_ms = to_come(reckon(memory, state, base, instance, memory[alternative + A_MS]), memory[S_NOW] + 1)
    state[offset + memory[alternative + A_SLOT]] = at_ms
    return at_ms


@kernel
def arm_after(memory: Words, state: Words, base: int, instance: int, slot: int, listener: int, from_ms: int) -> int:
    """Reckon the instant of an `after`, in a slot, anew: one before `from_ms` spends the rule (S4.3). When."""
    moment = memory[listener + L_AFTER]
    begun_ms = state[instance + (I_STAY if memory[listener + L_STAGED] == 1 else I_ENTERED)]
    at_ms = reckon_from(memory, state, base, instance, moment, begun_ms, moment_zone(memory, state, base, moment))
    if at_ms != MISSING and at_ms < from_ms:
        state[instance + memory[listener + L_SPENT_SLOT]] |= memory[listener + L_SPENT_MASK]
    state[instance + slot] = to_come(at_ms, from_ms)
    return state[instance + slot]


@kernel
def arm_clock(memory: Words, state: Words, base: int, instance: int, due: int, staged: int) -> int:
    """Begin with one due time of a stage, if it goes by the calendar and belongs to what begins now. When it is due."""
    argument = memory[due + D_ARGUMENT]
    kind = memory[due + D_KIND]
    now_ms = memory[S_NOW]
    if kind == DUE_MOMENT:
        if memory[memory[argument + A_OWNER] + L_STAGED] == staged:
            return arm_moment(memory, state, base, instance, argument)
    elif kind == DUE_SCHEDULE:
        if memory[memory[argument + EVERY_LISTENER] + L_STAGED] == staged:
            return arm_schedule(memory, state, base, instance, argument, now_ms + 1)
    elif kind == DUE_IGNORED:
        if memory[memory[argument + A_OWNER] + L_STAGED] == staged:
            return arm_ignored(memory, state, instance, argument, now_ms)
    elif kind == DUE_AFTER and memory[argument + L_AFTER] != 0 and memory[argument + L_STAGED] == staged:
        return arm_after(memory, state, base, instance, memory[due + D_SLOT], argument, now_ms)
    return NEVER_MS


@kernel
def arm_clocks(memory: Words, state: Words, base: int, instance: int, row: int, staged: int) -> None:
    """Begin to listen by the calendar in the stage at `row`: what is staged, or what stands above the stages."""
    earliest = NEVER_MS
    for due in range(memory[row + G_DUES_LO], memory[row + G_DUES_HI], DUE_WORDS):
        earliest = min(earliest, arm_clock(memory, state, base, instance, due, staged))
    due_at(memory, state, instance, earliest)


@kernel
def is_past(memory: Words, state: Words, base: int, instance: int, alternative: int) -> bool:
    """Whether a moment has come, or is past as it stands: not missing, and not due now with its timer to go off."""
    at_ms = reckon(memory, state, base, instance, memory[alternative + A_MS])
    now_ms = memory[S_NOW]
    return at_ms != MISSING and at_ms <= now_ms and state[instance + memory[alternative + A_SLOT]] != now_ms
