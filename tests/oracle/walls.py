"""Clocks on walls and the calendar: what a zone's clocks show, and when they show it.

By `zoneinfo` over the files of the package `tzdata`, never those of the machine. Dates are days since 1970-01-01,
times of day milliseconds after 00:00, instants milliseconds since 1970-01-01T00:00Z.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from jdsl.model.model import Days, Zone

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
HORIZON_MS = 4_102_444_800_000  # §14.15: 2100-01-01T00:00Z
UNSET = "Factory"  # in the package, the clock that nobody has set yet


@cache
def zone_names() -> dict[str, str]:
    """Every zone by its name in small letters (§14.1)."""
    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return {name.casefold(): name for name in listed if name != UNSET}


@cache
def _rules(zone: str) -> ZoneInfo:
    with files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=zone)


@cache
def _offset_of_second(zone: str, second: int) -> int:
    offset = datetime.fromtimestamp(second, _rules(zone)).utcoffset()
    assert offset is not None
    return offset // timedelta(milliseconds=1)


def offset_ms(zone: str, at_ms: int) -> int:
    """How far the zone's clocks are ahead of UTC (§14.2: before 1970 and after 2100 as at those instants)."""
    return _offset_of_second(zone, min(max(at_ms, 0), HORIZON_MS) // 1000)


def wall_ms(zone: str, at_ms: int) -> int:
    """What the zone's clocks show, as if they showed UTC."""
    return at_ms + offset_ms(zone, at_ms)


def date_at(zone: str, at_ms: int) -> int:
    """The date that the zone's clocks show."""
    return wall_ms(zone, at_ms) // DAY_MS


@cache
def instant_of(zone: str, date: int, clock_ms: int) -> int:
    """The first instant at which the zone's clocks show that time on that date, or any later one (§14.2)."""
    wanted_ms = date * DAY_MS + clock_ms
    start_ms = wanted_ms - 26 * HOUR_MS  # no zone is ever that far from UTC
    for hour_ms in range(start_ms, start_ms + 52 * HOUR_MS, HOUR_MS):
        for from_ms, to_ms in _steady(zone, hour_ms, hour_ms + HOUR_MS):
            at_ms = max(from_ms, wanted_ms - offset_ms(zone, from_ms))
            if at_ms < to_ms:
                return at_ms
    raise AssertionError("a zone's clocks show every date's end within a day")


def _steady(zone: str, from_ms: int, to_ms: int) -> Iterator[tuple[int, int]]:
    """The parts of a span with one change at most, in which the zone's clocks are not changed."""
    if offset_ms(zone, from_ms) == offset_ms(zone, to_ms - 1):
        yield from_ms, to_ms
        return
    before_ms, after_ms = from_ms, to_ms - 1
    while after_ms - before_ms > 1:
        middle_ms = (before_ms + after_ms) // 2
        if offset_ms(zone, middle_ms) == offset_ms(zone, from_ms):
            before_ms = middle_ms
        else:
            after_ms = middle_ms
    yield from_ms, after_ms
    yield after_ms, to_ms


@cache
def _changes(zone: str) -> tuple[tuple[int, int], ...]:
    """From when on its clocks are how far ahead, from 1970 to 2100; no day has two changes."""
    return tuple(
        (from_ms, offset_ms(zone, from_ms))
        for day_ms in range(0, HORIZON_MS, DAY_MS)
        for from_ms, _ in (_steady(zone, day_ms, day_ms + DAY_MS) if _differs(zone, day_ms) else ())
    ) or ((0, offset_ms(zone, 0)),)


def _differs(zone: str, day_ms: int) -> bool:
    return offset_ms(zone, day_ms) != offset_ms(zone, day_ms + DAY_MS - 1)


def is_same_clock(first: str | None, second: str | None) -> bool:
    """Whether two zones are names of one clock (§14.14); None is no zone."""
    if first is None or second is None:
        return first == second
    return first == second or _changes(first) == _changes(second)


def is_one_of(days: Days, holidays: tuple[int, ...], date: int) -> bool:
    """Whether the date is one of the days, of a workspace with those holidays (§14.7)."""
    return (date + 3) % 7 in days.days and not (days.without_holidays and date in holidays)


def zone_of_contact(written: object) -> str | None:
    """The zone that the attribute `timezone` names, letter case aside; None if it names none (§14.1)."""
    return zone_names().get(written.casefold()) if isinstance(written, str) else None


def by_clock_of(zone: Zone, contact_zone: str | None) -> str:
    """By whose clock: the contact's, where that is meant and known (§14.1)."""
    return contact_zone if zone.in_contact_time and contact_zone is not None else zone.name
