"""Windows of time, `between 08:00 and 18:00 on weekdays`: whether they are open, and when next (S6.1, S7.4).

A window opens at an instant and closes at one, each that of a wall time; so an hour that a clock change repeats does
not open it a second time, and one of which all is skipped does not open at all.
"""

from __future__ import annotations

from jdsl.engine.calendar import is_among, next_among
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.wall_clock import instant_of, latest_wall
from jdsl.machine.calendar_layout import (
    DAY_MS,
    NO_ZONE,
    SEARCH_MS,
    WINDOW_DAYS,
    WINDOW_FROM,
    WINDOW_IN_CONTACT_TIME,
    WINDOW_TO,
    WINDOW_WORDS,
    WINDOW_ZONE,
)
from jdsl.machine.values import NEVER_MS


@kernel
def window_zone(memory: Words, window: int, contact_zone: int) -> int:
    """The zone by whose clocks a window opens; `contact_zone` may be `NO_ZONE`."""
    if memory[window + WINDOW_IN_CONTACT_TIME] == 1 and contact_zone != NO_ZONE:
        return contact_zone
    return memory[window + WINDOW_ZONE]


@kernel
def opened_on(memory: Words, holidays: int, window: int, wall_ms: int) -> int:
    """The day on which a window opened that is open at a wall time, the later of two; `NEVER_MS` if it is closed."""
    day = wall_ms // DAY_MS
    time_ms = wall_ms - day * DAY_MS
    days = memory[window + WINDOW_DAYS]
    to_ms = memory[window + WINDOW_TO]
    if memory[window + WINDOW_FROM] <= time_ms < to_ms and is_among(memory, holidays, days, day):
        return day
    if time_ms + DAY_MS < to_ms and is_among(memory, holidays, days, day - 1):
        return day - 1
    return NEVER_MS


@kernel
def is_open(memory: Words, zone: int, holidays: int, window: int, at_ms: int) -> bool:
    """Whether a window is open at an instant. `zone`: the contact's, or `NO_ZONE`."""
    wall_ms = latest_wall(memory, window_zone(memory, window, zone), at_ms)
    return opened_on(memory, holidays, window, wall_ms) != NEVER_MS


@kernel
def next_opening(memory: Words, zone: int, holidays: int, window: int, at_ms: int, end_ms: int) -> int:
    """The first instant not before `at_ms` at which a window is open; `NEVER_MS` if that is not before `end_ms`."""
    own_zone = window_zone(memory, window, zone)
    wall_ms = latest_wall(memory, own_zone, at_ms)
    if opened_on(memory, holidays, window, wall_ms) != NEVER_MS:
        return at_ms if at_ms < end_ms else NEVER_MS
    day = wall_ms // DAY_MS
    days = memory[window + WINDOW_DAYS]
    while True:
        day = next_among(memory, holidays, days, day)
        opening = day * DAY_MS + memory[window + WINDOW_FROM]
        if opening > wall_ms:
            opens_ms = instant_of(memory, own_zone, opening)
            if opens_ms >= end_ms:
                return NEVER_MS
            # A change of the clock may have skipped the whole of it.
            if latest_wall(memory, own_zone, opens_ms) < day * DAY_MS + memory[window + WINDOW_TO]:
                return opens_ms
        day += 1


@kernel
def first_open(memory: Words, zone: int, holidays: int, lo: int, hi: int, at_ms: int, end_ms: int) -> int:
    """The first instant not before `at_ms` at which all windows are open; `NEVER_MS` if that is not before `end_ms`."""
    settled_ms = NEVER_MS
    while settled_ms != at_ms:  # until a whole round changes nothing
        settled_ms = at_ms
        for window in range(lo, hi, WINDOW_WORDS):
            at_ms = next_opening(memory, zone, holidays, window, at_ms, end_ms)
            if at_ms == NEVER_MS:
                return NEVER_MS
    return at_ms


@kernel
def next_flip(memory: Words, zone: int, holidays: int, window: int, at_ms: int) -> int:
    """When a window that is closed at an instant opens, or one that is open closes; `NEVER_MS` if not in 400 days."""
    end_ms = at_ms + SEARCH_MS
    own_zone = window_zone(memory, window, zone)
    day = opened_on(memory, holidays, window, latest_wall(memory, own_zone, at_ms))
    if day == NEVER_MS:
        return next_opening(memory, zone, holidays, window, at_ms, end_ms)
    while day != NEVER_MS:
        at_ms = instant_of(memory, own_zone, day * DAY_MS + memory[window + WINDOW_TO])
        if at_ms >= end_ms:
            return NEVER_MS
        day = opened_on(memory, holidays, window, latest_wall(memory, own_zone, at_ms))
    return at_ms
