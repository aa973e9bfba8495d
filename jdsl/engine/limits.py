"""Limits: how much may go out to one contact, in any so many days or hours, or in a day of the calendar (S6.3)."""

from __future__ import annotations

from jdsl.engine.calendar import next_day_change, span_start
from jdsl.engine.history import keep_latest
from jdsl.engine.kernel import Words, kernel
from jdsl.machine.calendar_layout import SPAN_DAY
from jdsl.machine.layout import LIMIT_DELAYS, LIMIT_MS, LIMIT_SLOT, LIMIT_TIMES, LIMIT_ZONE
from jdsl.machine.values import NEVER_MS

NONE_FULL = 0
FULL = 1  # one that does not delay
DELAYING = 2  # all that are full delay


@kernel
def oldest_counted(memory: Words, state: Words, base: int, limit: int) -> int:
    """When the Nth latest went of those that a limit of N counts; `MISSING` if there were fewer."""
    return state[base + memory[limit + LIMIT_SLOT] + memory[limit + LIMIT_TIMES] - 1]


@kernel
def is_full(memory: Words, limit: int, oldest_ms: int, at_ms: int) -> bool:
    """Whether a limit is full at an instant, if what it counts by then is what it has counted now."""
    within_ms = memory[limit + LIMIT_MS]
    if within_ms == 0:
        return oldest_ms >= span_start(memory, memory[limit + LIMIT_ZONE], at_ms, SPAN_DAY)
    return oldest_ms > at_ms - within_ms  # S1.1


@kernel
def room_from(memory: Words, limit: int, oldest_ms: int, at_ms: int, end_ms: int) -> int:
    """The first instant not before `at_ms` at which a limit is not full; `NEVER_MS` if that is not before `end_ms`."""
    within_ms = memory[limit + LIMIT_MS]
    if within_ms != 0:
        at_ms = max(at_ms, oldest_ms + within_ms)
    else:
        while at_ms < end_ms and is_full(memory, limit, oldest_ms, at_ms):
            at_ms = next_day_change(memory, memory[limit + LIMIT_ZONE], at_ms)
    return at_ms if at_ms < end_ms else NEVER_MS


@kernel
def fullness(memory: Words, state: Words, base: int, lo: int, hi: int, now_ms: int) -> int:
    """What the limits from `lo` to `hi` say now of one more: `NONE_FULL`, `DELAYING` or `FULL`."""
    found = NONE_FULL
    for pointer in range(lo, hi):
        limit = memory[pointer]
        if is_full(memory, limit, oldest_counted(memory, state, base, limit), now_ms):
            if memory[limit + LIMIT_DELAYS] == 0:
                return FULL
            found = DELAYING
    return found


@kernel
def room_in_all(memory: Words, state: Words, base: int, lo: int, hi: int, at_ms: int, end_ms: int) -> int:
    """The first instant not before `at_ms` at which no limit is full; `NEVER_MS` if that is not before `end_ms`."""
    settled_ms = NEVER_MS
    while settled_ms != at_ms:  # until a whole round changes nothing
        settled_ms = at_ms
        for pointer in range(lo, hi):
            limit = memory[pointer]
            oldest_ms = oldest_counted(memory, state, base, limit)
            at_ms = room_from(memory, limit, oldest_ms, at_ms, end_ms)
            if at_ms == NEVER_MS:
                return NEVER_MS
    return at_ms


@kernel
def count_sent(memory: Words, state: Words, base: int, lo: int, hi: int, now_ms: int) -> None:
    """Something went out, or would have to a contact who is held out: the limits count it."""
    for pointer in range(lo, hi):
        limit = memory[pointer]
        keep_latest(state, base + memory[limit + LIMIT_SLOT], memory[limit + LIMIT_TIMES], now_ms)
