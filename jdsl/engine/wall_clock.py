"""What clocks on the wall show, and when they show it, by the zones in a program's tables (S7.4)."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.machine.calendar_layout import CHANGE_AT, CHANGE_OFFSET, CHANGE_WORDS, DAY_MS, UTC, ZONE_HI, ZONE_LO
from jdsl.machine.values import NEVER_MS

FAR_MS = 2 * DAY_MS  # no clock is that far from UTC, and none was ever put back as much


@kernel
def change_at(memory: Words, zone: int, at_ms: int) -> int:
    """Where the latest change of a zone stands that is not after an instant."""
    lo = memory[zone + ZONE_LO]
    hi = memory[zone + ZONE_HI]
    # INVARIANT: the change at `lo` is not after the instant, the one at `hi` is, or is beyond the last.
    while hi - lo > CHANGE_WORDS:
        middle = lo + (hi - lo) // (2 * CHANGE_WORDS) * CHANGE_WORDS
        if memory[middle + CHANGE_AT] <= at_ms:
            lo = middle
        else:
            hi = middle
    return lo


@kernel
def wall_at(memory: Words, zone: int, at_ms: int) -> int:
    """What clocks in a zone show at an instant."""
    if zone == UTC:
        return at_ms
    return at_ms + memory[change_at(memory, zone, at_ms) + CHANGE_OFFSET]


@kernel
def next_clock_change(memory: Words, zone: int, at_ms: int) -> int:
    """When clocks in a zone are next put forward or back after an instant; `NEVER_MS` if they never are."""
    if zone == UTC:
        return NEVER_MS
    following = change_at(memory, zone, at_ms) + CHANGE_WORDS
    return memory[following + CHANGE_AT] if following < memory[zone + ZONE_HI] else NEVER_MS


@kernel
def latest_wall(memory: Words, zone: int, at_ms: int) -> int:
    """The latest wall time that clocks in a zone have shown up to an instant.

    It is what they show then, or the end of the hour that is being repeated. `instant_of(wall) <= at` just when
    `wall <= latest_wall(at)`.
    """
    if zone == UTC:
        return at_ms
    change = change_at(memory, zone, at_ms)
    latest = at_ms + memory[change + CHANGE_OFFSET]
    while change > memory[zone + ZONE_LO] and memory[change + CHANGE_AT] > at_ms - FAR_MS:
        latest = max(latest, memory[change + CHANGE_AT] - 1 + memory[change - CHANGE_WORDS + CHANGE_OFFSET])
        change -= CHANGE_WORDS
    return latest


@kernel
def instant_of(memory: Words, zone: int, wall_ms: int) -> int:
    """The first instant at which clocks in a zone show a wall time or, where a change skips it, a later one (S7.4)."""
    if zone == UTC:
        return wall_ms
    change = change_at(memory, zone, wall_ms - FAR_MS)
    last = memory[zone + ZONE_HI] - CHANGE_WORDS
    while change < last and memory[change + CHANGE_WORDS + CHANGE_AT] + memory[change + CHANGE_OFFSET] <= wall_ms:
        change += CHANGE_WORDS
    return max(memory[change + CHANGE_AT], wall_ms - memory[change + CHANGE_OFFSET])


@kernel
def day_at(memory: Words, zone: int, at_ms: int) -> int:
    """The calendar day in a zone at an instant."""
    return wall_at(memory, zone, at_ms) // DAY_MS


@kernel
def day_start(memory: Words, zone: int, day: int) -> int:
    """When a calendar day begins in a zone."""
    return instant_of(memory, zone, day * DAY_MS)
