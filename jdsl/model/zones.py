"""Zones and dates as they are written: which there are, and when their clocks show what."""

from __future__ import annotations

from datetime import date
from functools import cache

from jdsl.almanac.zones import instant_of, wall_at, zone_names
from jdsl.syntax import ast

DAY_MS = 86_400_000
_EPOCH = date(1970, 1, 1)


@cache
def _zones() -> frozenset[str]:
    return frozenset(zone_names())


def is_zone(name: str) -> bool:
    """Whether it is the exact name of a zone (§14.1)."""
    return name in _zones()


def day_of(written: ast.Date) -> int:
    """A date in days since 1970-01-01."""
    return (date(written.year, written.month, written.day) - _EPOCH).days


def instant_of_written(zone: str, written: ast.DateTime) -> int:
    """When clocks in the zone show what is written (§14.2)."""
    return instant(zone, day_of(written.date), written.clock.ms)


def wall(zone: str, at_ms: int) -> tuple[int, int]:
    """What clocks in the zone show at an instant: the date in days since 1970-01-01, and the time of day in ms."""
    return divmod(wall_at(zone, at_ms), DAY_MS)


def instant(zone: str, day: int, clock_ms: int) -> int:
    """When clocks in the zone show that time of that date, both as whole numbers (§14.2)."""
    return instant_of(zone, day * DAY_MS + clock_ms)
