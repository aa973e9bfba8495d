"""Schedules: when next, each date once (S5.10)."""

from __future__ import annotations

from jdsl.engine.calendar import next_scheduled
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.wall_clock import FAR_MS, day_at
from jdsl.engine.zones import zone_for
from jdsl.machine.calendar_layout import (
    EVERY_ATTRIBUTE,
    EVERY_DATE_ZONE,
    EVERY_IN_CONTACT_TIME,
    EVERY_IS_DATE,
    EVERY_MARK,
    EVERY_MARK_OF_CONTACT,
    EVERY_SCHEDULE,
    EVERY_SLOT,
    EVERY_ZONE,
)
from jdsl.machine.layout import H_HOLIDAYS, K_KNOWN
from jdsl.machine.values import MISSING


@kernel
def mark_slot(memory: Words, base: int, offset: int, every: int) -> int:
    """Where the mark stands of the latest time that has come; its slots are those of the record at `offset`."""
    return memory[every + EVERY_MARK] + (base if memory[every + EVERY_MARK_OF_CONTACT] == 1 else offset)


@kernel
def next_time(memory: Words, state: Words, base: int, offset: int, every: int, from_ms: int) -> tuple[int, int]:
    """The first time not before `from_ms` that has not come, and its mark; `NEVER_MS` if none is left."""
    zone = zone_for(memory, state, base, memory[every + EVERY_ZONE], memory[every + EVERY_IN_CONTACT_TIME])
    attribute = memory[every + EVERY_ATTRIBUTE]
    date = MISSING if attribute == 0 else state[base + attribute]
    if date != MISSING and memory[every + EVERY_IS_DATE] == 0:
        date = day_at(memory, memory[every + EVERY_DATE_ZONE], date)
    mark = state[mark_slot(memory, base, offset, every)]
    return next_scheduled(memory, zone, memory[H_HOLIDAYS], memory[every + EVERY_SCHEDULE], date, from_ms, mark)


@kernel
def arm_schedule(memory: Words, state: Words, base: int, offset: int, every: int, from_ms: int) -> int:
    """Wait for the first time not before `from_ms`; when that is."""
    at_ms, _ = next_time(memory, state, base, offset, every, from_ms)
    state[offset + memory[every + EVERY_SLOT]] = at_ms
    return at_ms


@kernel
def pass_times(memory: Words, state: Words, base: int, every: int, from_ms: int) -> None:
    """Times of a schedule of `enter` before the run are used up (S1.7)."""
    slot = base + memory[every + EVERY_SLOT]
    at_ms = state[slot]
    if memory[every + EVERY_ATTRIBUTE] == 0:  # only dates that another zone could let come again need a mark
        at_ms = max(at_ms, from_ms - 2 * FAR_MS)
    at_ms, mark = next_time(memory, state, base, base, every, at_ms)
    while at_ms < from_ms:
        state[mark_slot(memory, base, base, every)] = mark
        at_ms, mark = next_time(memory, state, base, base, every, at_ms + 1)
    state[slot] = at_ms


@kernel
def use_up_time(memory: Words, state: Words, base: int, offset: int, every: int, now_ms: int) -> bool:
    """A time is due: its date has come, and the next one is waited for. False if it had come by the same line already.

    A time that lies before now was past when the contact was heard of (S1.4).
    """
    slot = mark_slot(memory, base, offset, every)
    at_ms, mark = next_time(memory, state, base, offset, every, now_ms)
    comes = at_ms == now_ms or state[slot] == MISSING
    if at_ms != now_ms:
        _, mark = next_time(memory, state, base, offset, every, state[base + K_KNOWN] + 1)
    if comes:
        state[slot] = mark
    arm_schedule(memory, state, base, offset, every, now_ms + 1)
    return comes
