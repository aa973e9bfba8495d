"""The zone of a contact: what the attribute `timezone` says (S7.4)."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.machine.calendar_layout import NO_ZONE
from jdsl.machine.layout import H_TEXT_WORDS, H_TIMEZONE_SLOT, S_TEXTS
from jdsl.machine.values import MISSING


@kernel
def zone_of_text(memory: Words, text: int) -> int:
    """The zone that a text names, letter case aside; `NO_ZONE` if it names none, or is missing.

    INVARIANT: where something is in contact time, the row of a text ends with that.
    """
    if text == MISSING:
        return NO_ZONE
    width = memory[H_TEXT_WORDS]
    return memory[memory[S_TEXTS] + (text + 1) * width - 1]


@kernel
def contact_zone(memory: Words, state: Words, base: int) -> int:
    """The contact's own zone; `NO_ZONE` if none is known, or nobody asks."""
    slot = memory[H_TIMEZONE_SLOT]
    return NO_ZONE if slot == 0 else zone_of_text(memory, state[base + slot])


@kernel
def zone_for(memory: Words, state: Words, base: int, zone: int, in_contact_time: int) -> int:
    """The zone by whose clocks something goes: that one or, in contact time, the contact's if there is one."""
    if in_contact_time == 0:
        return zone
    own = contact_zone(memory, state, base)
    return zone if own == NO_ZONE else own
