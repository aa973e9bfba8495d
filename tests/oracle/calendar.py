"""Dates on the calendar: months, weekdays, holidays, days of a span; and instants so many of them on.

A date that lies outside the years 1 to 9999 is None: missing (§14.9).
"""

from __future__ import annotations

from datetime import date, timedelta

from jdsl.model.model import At, CalendarUnit, Days, SpanUnit, Window
from tests.oracle.walls import DAY_MS, HORIZON_MS, by_clock_of, date_at, instant_of, is_one_of, wall_ms

Holidays = tuple[int, ...]
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
FIRST_DAY, LAST_DAY = 1 - EPOCH_ORDINAL, date(9999, 12, 31).toordinal() - EPOCH_ORDINAL
FIRST_MS, LAST_MS = FIRST_DAY * DAY_MS, (LAST_DAY + 1) * DAY_MS - 1
MOST_UNITS = 4_000_000
"""More of any unit than there are days from year 1 to 9999."""


def of_day(day: int) -> date:
    return date.fromordinal(day + EPOCH_ORDINAL)


def to_day(when: date) -> int:
    return when.toordinal() - EPOCH_ORDINAL


def last_of_month(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def shifted(day: int, count: int, unit: CalendarUnit, holidays: Holidays) -> int | None:
    """So many units on from a date, or back if `count` is negative (§14.5, §14.7)."""
    match unit:
        case CalendarUnit.DAYS:
            there = day + count
            return there if FIRST_DAY <= there <= LAST_DAY else None
        case CalendarUnit.MONTHS:
            when = of_day(day)
            year, month = divmod(when.year * 12 + when.month - 1 + count, 12)
            if not 1 <= year <= 9999:
                return None
            length = 31 if (year, month + 1) == (9999, 12) else last_of_month(year, month + 1)
            return to_day(date(year, month + 1, min(when.day, length)))
        case CalendarUnit.WEEKDAYS:
            if abs(count) > MOST_UNITS:
                return None
            step = 1 if count > 0 else -1
            for _ in range(abs(count)):
                day += step
                while FIRST_DAY <= day <= LAST_DAY and (of_day(day).weekday() > 4 or day in holidays):
                    day += step
                if not FIRST_DAY <= day <= LAST_DAY:
                    return None
            return day


def later(at_ms: int, count: int, unit: CalendarUnit, zone: str, holidays: Holidays) -> int | None:
    """So many units on from an instant, or back: its date shifted, at the same time of day; of 0 the same instant."""
    if count == 0:
        return at_ms
    day = shifted(date_at(zone, at_ms), count, unit, holidays)
    return None if day is None else instant_of(zone, day, wall_ms(zone, at_ms) % DAY_MS)


def first_day_of(unit: SpanUnit, day: int) -> int:
    """The first date of the day, week, month or year (§14.4)."""
    when = of_day(day)
    match unit:
        case SpanUnit.DAY:
            return day
        case SpanUnit.WEEK:
            return day - when.weekday()
        case SpanUnit.MONTH:
            return to_day(when.replace(day=1))
        case SpanUnit.YEAR:
            return to_day(when.replace(month=1, day=1))


def next_time(days: Days, at: At, contact_zone: str | None, from_ms: int, holidays: Holidays) -> int | None:
    """The first instant, not before `from_ms`, at which it is that time on such a day (§8.18)."""
    zone = by_clock_of(at.zone, contact_zone)
    day = date_at(zone, from_ms) - 2
    while day * DAY_MS < HORIZON_MS + 2 * DAY_MS:
        if is_one_of(days, holidays, day):
            at_ms = instant_of(zone, day, at.clock_ms)
            if at_ms >= from_ms:
                return at_ms
        day += 1
    return None


def is_open(window: Window, contact_zone: str | None, at_ms: int, holidays: Holidays) -> bool:
    """Whether the span of some date holds that instant (§15.2)."""
    zone = by_clock_of(window.zone, contact_zone)
    today = date_at(zone, at_ms)
    for day in range(today - 3, today + 3):
        if is_one_of(window.days, holidays, day):
            overnight, closes_ms = divmod(window.closes_ms, DAY_MS)
            if instant_of(zone, day, window.opens_ms) <= at_ms < instant_of(zone, day + overnight, closes_ms):
                return True
    return False
