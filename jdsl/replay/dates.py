"""Dates and moments as files write them: `2026-05-01`; and an instant, or what the workspace's clock shows then."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from jdsl.machine.calendar_layout import DAY_MS, FIRST_DAY, LAST_DAY
from jdsl.replay.times import instant_of_any_year

Clock = Sequence[tuple[int, int]]
"""Pairs of an instant and the offset from UTC from then on, in ms, ascending; none at all is UTC."""

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_ON_THE_WALL = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
_NO_DATE = "is no date: write 2026-05-01"


def day_of(value: object) -> int:
    """The days since 1970-01-01 of a date. Raises ValueError, which says how the value is none."""
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(_NO_DATE)
    year, month, day = map(int, found.groups())
    try:
        return date(year, month, day).toordinal() - _EPOCH_DAY
    except ValueError:
        raise ValueError("is a day that no calendar has") from None


def moment_reading(clock: Clock) -> Callable[[object], int]:
    """How a moment is read: one without an offset is what that clock shows."""

    def moment_of(value: object) -> int:
        found = _ON_THE_WALL.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            at_ms = instant_of_any_year(value)
        else:
            hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
            if hours > 23 or minutes > 59 or seconds > 59:
                raise ValueError("is a time that no clock shows")
            wall_ms = day_of(found[1]) * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1000
            at_ms = instant_on(clock, wall_ms)
        if not FIRST_DAY * DAY_MS <= at_ms < (LAST_DAY + 1) * DAY_MS:
            raise ValueError("does not lie in the years 1 to 9999")
        return at_ms

    return moment_of


def instant_on(clock: Clock, wall_ms: int) -> int:
    """When a clock first shows that or, where a change skips it, a later time (S7.4)."""
    for place, (from_ms, offset_ms) in enumerate(clock):
        if place + 1 == len(clock) or clock[place + 1][0] + offset_ms > wall_ms:
            return max(from_ms, wall_ms - offset_ms)
    return wall_ms
