"""Days, months, weekdays, holidays, lengths, spans (S7.2, S7.3), beside Python's own dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies

from jdsl.machine.calendar_layout import (
    COUNT_LIMIT,
    DAY_MS,
    EVERY_DAY,
    SAME_TIME,
    SPAN_DAY,
    SPAN_MONTH,
    SPAN_WEEK,
    SPAN_YEAR,
    UNIT_DAY,
    UNIT_MONTH,
    UNIT_MS,
    UNIT_WEEKDAY,
    WEEKDAYS,
    days_mask,
    holiday_words,
)
from jdsl.machine.values import MILLION, MISSING, NEVER_MS
from tests.engine.calendar.tables import HOLIDAYS, ZONES, at, clock, number, tables, told, wall

THIS_YEAR = strategies.dates(date(2025, 11, 1), date(2027, 2, 28))
FIRST = number(date(1, 1, 1))


def day(text: str) -> int:
    return number(date.fromisoformat(text))


def shown(number_of_day: int) -> str:
    return date.fromordinal(number_of_day - FIRST + 1).isoformat()


def test_a_day_has_the_date_and_weekday_of_the_calendar() -> None:
    """Each day of 400 years, after which the calendar begins anew."""
    day_number, date_of, weekday = (tables().day_number, tables().date_of, tables().weekday)
    for ordinal in range(date(1901, 1, 1).toordinal(), date(2301, 1, 1).toordinal()):
        of = date.fromordinal(ordinal)
        of_day = ordinal - date(1970, 1, 1).toordinal()
        assert day_number(of.year, of.month, of.day) == of_day
        assert date_of(of_day) == (of.year, of.month, of.day)
        assert weekday(of_day) == of.weekday()


@settings(deadline=None)  # the first call may compile
@given(strategies.integers(-COUNT_LIMIT * 31, COUNT_LIMIT * 31))
def test_dates_go_on_for_ever(of: int) -> None:
    year, month, of_month = tables().date_of(of)
    assert 1 <= month <= 12
    assert 1 <= of_month <= 31
    assert tables().day_number(year, month, of_month) == of


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2026-01-31", 3, "2026-04-30"),
        ("2026-02-28", 1, "2026-03-28"),  # the last of a month is no more than its number
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-01-31", -2, "2025-11-30"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2028-02-29", -12, "2027-02-28"),
        ("2096-02-29", 48, "2100-02-28"),  # no leap year
        ("1999-12-31", 12 * 101, "2100-12-31"),
        ("2026-05-31", 0, "2026-05-31"),
    ],
)
def test_a_month_keeps_the_day_or_takes_its_last(start: str, months: int, end: str) -> None:
    assert shown(tables().add_months(day(start), months)) == end


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-03-06", 1, "2026-03-09"),  # from Friday
        ("2026-03-07", 1, "2026-03-09"),  # from Saturday
        ("2026-03-08", 1, "2026-03-09"),
        ("2026-03-09", 1, "2026-03-10"),
        ("2026-03-06", 5, "2026-03-13"),
        ("2026-03-07", 5, "2026-03-13"),
        ("2026-03-06", 6, "2026-03-16"),
        ("2026-03-09", -1, "2026-03-06"),
        ("2026-03-08", -1, "2026-03-06"),
        ("2026-03-07", -1, "2026-03-06"),
        ("2026-03-13", -5, "2026-03-06"),
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-04-03", 1, "2026-04-07"),  # from Good Friday
        ("2026-04-05", 1, "2026-04-07"),
        ("2026-04-06", 1, "2026-04-07"),
        ("2026-04-07", -1, "2026-04-02"),
        ("2026-04-06", -1, "2026-04-02"),
        ("2026-04-02", 20, "2026-05-05"),  # over Easter and 1 May
        ("2026-05-05", -20, "2026-04-02"),
        ("2026-12-23", 1, "2026-12-28"),
        ("2025-12-30", 1, "2025-12-31"),  # before the first holiday that is known
        ("2025-12-31", 1, "2026-01-02"),
        ("2026-12-28", -1, "2026-12-23"),
        ("2026-03-07", 0, "2026-03-07"),
        ("2026-04-03", 0, "2026-04-03"),
    ],
)
def test_weekdays_skip_saturday_sunday_and_holidays(start: str, count: int, end: str) -> None:
    assert shown(tables().add_weekdays(tables().holidays, day(start), count)) == end


def test_without_declared_holidays_there_are_none() -> None:
    assert shown(tables().add_weekdays(0, day("2026-04-02"), 1)) == "2026-04-03"


@settings(deadline=None)  # the first call may compile
@given(THIS_YEAR, strategies.integers(-300, 300))
def test_weekdays_are_stepped_one_by_one(start: date, count: int) -> None:
    expected, left = start, abs(count)
    while left:
        expected += timedelta(1 if count > 0 else -1)
        left -= expected.weekday() < 5 and expected not in HOLIDAYS
    assert tables().add_weekdays(tables().holidays, number(start), count) == number(expected)


@settings(deadline=None)  # the first call may compile
@given(THIS_YEAR, strategies.sets(strategies.integers(0, 6), min_size=1))
def test_which_days(of: date, weekdays: set[int]) -> None:
    mask = days_mask(sorted(weekdays))
    assert tables().is_among(tables().holidays, mask, number(of)) == (of.weekday() in weekdays)
    expected = of.weekday() < 5 and of not in HOLIDAYS
    assert tables().is_among(tables().holidays, WEEKDAYS, number(of)) == expected
    assert tables().is_among(tables().holidays, EVERY_DAY, number(of))
    found = tables().next_among(tables().holidays, WEEKDAYS, number(of))
    assert found - number(of) <= 5
    assert found == tables().add_weekdays(tables().holidays, number(of) - 1, 1)


def test_holidays_on_a_weekend_are_left_out() -> None:
    days = (day("2026-12-26"), day("2026-12-25"), day("2026-12-27"), day("2026-12-24"), day("2026-12-25"))
    assert holiday_words(days, 7) == [9, 11, day("2026-12-24"), day("2026-12-25")]


# --- lengths ---


@pytest.mark.parametrize(
    ("zone", "of", "time", "is_missing"),
    [
        ("America/New_York", "9999-12-31", "18:59", False),
        ("America/New_York", "9999-12-31", "19:00", True),  # in UTC it is the year 10,000
        ("Asia/Tokyo", "0001-01-01", "09:00", False),
        ("Asia/Tokyo", "0001-01-01", "08:59", True),
    ],
)
def test_instants_are_of_the_years_1_to_9999(zone: str, of: str, time: str, is_missing: bool) -> None:
    found = tables().moment_of_day(tables().zones[zone], 0, day(of), UNIT_DAY, 0, clock(time))
    assert (found == MISSING) == is_missing


@pytest.mark.parametrize(
    ("zone", "start", "unit", "count", "time", "end"),
    [
        # Summer time begins on 29 March, ends on 25 October. What is exact does not know.
        ("Europe/Prague", "2026-03-28 09:00", UNIT_MS, 2 * DAY_MS, None, "2026-03-30 09:00"),
        ("Europe/Prague", "2026-03-28 08:30", UNIT_DAY, 2, "09:00", "2026-03-30 07:00"),
        ("Europe/Prague", "2026-03-28 23:30", UNIT_DAY, 2, "09:00", "2026-03-31 07:00"),  # it is the 29th there
        ("Europe/Prague", "2026-03-28 08:30", UNIT_DAY, 0, "09:00", "2026-03-28 08:00"),
        ("Europe/Prague", "2026-03-28 08:30", UNIT_DAY, 1, "02:30", "2026-03-29 01:00"),
        ("Europe/Prague", "2026-03-28 08:30", UNIT_DAY, 7, "09:00:30", "2026-04-04 07:00:30"),
        ("Europe/Prague", "2026-03-28 08:30", UNIT_DAY, -7, "09:00", "2026-03-21 08:00"),
        ("Europe/Prague", "2026-02-28 01:30", UNIT_MONTH, 1, None, "2026-03-28 01:30"),
        ("Europe/Prague", "2026-02-28 01:30:00.123", UNIT_MONTH, 2, None, "2026-04-28 00:30:00.123"),
        ("Europe/Prague", "2026-01-31 08:00", UNIT_MONTH, 1, "10:00", "2026-02-28 09:00"),
        ("Europe/Prague", "2026-01-30 23:30", UNIT_MONTH, 1, "10:00", "2026-02-28 09:00"),
        ("Europe/Prague", "2026-04-30 22:30", UNIT_MONTH, -1, "10:00", "2026-04-01 08:00"),
        ("Europe/Prague", "2028-02-29 08:00", UNIT_MONTH, 12, "10:00", "2029-02-28 09:00"),
        ("Europe/Prague", "2026-03-28 10:15", UNIT_WEEKDAY, 1, None, "2026-03-30 09:15"),  # Saturday, to Monday
        ("Europe/Prague", "2026-04-02 10:15", UNIT_WEEKDAY, 1, None, "2026-04-07 10:15"),
        ("Europe/Prague", "2026-04-02 10:15", UNIT_WEEKDAY, 1, "08:00", "2026-04-07 06:00"),
        ("UTC", "2026-02-28 23:59:59.999", UNIT_MONTH, 1, None, "2026-03-28 23:59:59.999"),
        # The second time that 02:30 is shown.
        ("Europe/Prague", "2026-10-25 01:30", UNIT_MONTH, 0, None, "2026-10-25 01:30"),
        ("Europe/Prague", "2026-10-25 01:30", UNIT_DAY, 0, "02:30", "2026-10-25 00:30"),
        ("Europe/Prague", "2026-09-25 00:30", UNIT_MONTH, 1, None, "2026-10-25 00:30"),
        ("Pacific/Apia", "2011-12-29 20:00", UNIT_DAY, 1, "09:00", "2011-12-30 10:00"),  # no such day
        ("Pacific/Apia", "2011-12-29 20:00", UNIT_DAY, 2, "09:00", "2011-12-30 19:00"),
    ],
)
def test_lengths(zone: str, start: str, unit: int, count: int, time: str | None, end: str) -> None:
    time_ms = SAME_TIME if time is None else clock(time)
    found = tables().shift(tables().zones[zone], tables().holidays, at(start), unit, count, time_ms)
    assert told(found) == told(at(end))


@pytest.mark.parametrize(
    ("zone", "of", "unit", "count", "time", "end"),
    [
        ("Europe/Prague", "2026-03-29", UNIT_DAY, 0, "09:00", "2026-03-29 07:00"),
        ("Europe/Prague", "2026-03-29", UNIT_DAY, -7, "09:00", "2026-03-22 08:00"),
        ("Europe/Prague", "2026-03-29", UNIT_DAY, 0, "02:30", "2026-03-29 01:00"),
        ("Europe/Prague", "2028-02-29", UNIT_MONTH, 12, "00:00", "2029-02-27 23:00"),
        ("UTC", "2026-04-07", UNIT_WEEKDAY, -3, "24:00", "2026-04-01 00:00"),
    ],
)
def test_moments_of_dates(zone: str, of: str, unit: int, count: int, time: str, end: str) -> None:
    found = tables().moment_of_day(tables().zones[zone], tables().holidays, day(of), unit, count, clock(time))
    assert told(found) == told(at(end))


@pytest.mark.parametrize(
    ("value", "units"),
    [
        (0, 0),
        (MILLION - 1, 0),
        (MILLION, 1),
        (2 * MILLION + 999_999, 2),
        (-1, MISSING),
        (-MILLION, MISSING),
        (MISSING, MISSING),
        (9_200_000_000_000_000_000, COUNT_LIMIT),
    ],
)
def test_lengths_from_data_are_whole(value: int, units: int) -> None:
    assert tables().whole_units(value) == units


@pytest.mark.parametrize("unit", [UNIT_DAY, UNIT_WEEKDAY, UNIT_MONTH])
@pytest.mark.parametrize("count", [-(2**62), -COUNT_LIMIT, COUNT_LIMIT, 2**62])
def test_the_longest_lengths_are_missing(unit: int, count: int) -> None:
    place, holidays = tables().zones["Europe/Prague"], tables().holidays
    assert tables().shift(place, holidays, at("2026-03-28 09:00"), unit, count, SAME_TIME) == MISSING
    assert tables().shift_day(holidays, day("2026-03-28"), unit, count) == MISSING
    assert tables().moment_of_day(place, holidays, day("2026-03-28"), unit, count, 0) == MISSING


@pytest.mark.parametrize(
    ("start", "unit", "count", "end"),
    [
        ("9999-12-30", UNIT_DAY, 1, "9999-12-31"),
        ("9999-12-31", UNIT_DAY, 1, None),
        ("0001-01-02", UNIT_DAY, -1, "0001-01-01"),
        ("0001-01-01", UNIT_DAY, -1, None),
        ("9999-11-30", UNIT_MONTH, 1, "9999-12-30"),
        ("9999-12-01", UNIT_MONTH, 1, None),
        ("9999-12-30", UNIT_WEEKDAY, 1, "9999-12-31"),
        ("9999-12-31", UNIT_WEEKDAY, 1, None),
        ("0001-01-01", UNIT_WEEKDAY, -1, None),
    ],
)
def test_dates_are_of_the_years_1_to_9999(start: str, unit: int, count: int, end: str | None) -> None:
    found = tables().shift_day(tables().holidays, day(start), unit, count)
    assert (None if found == MISSING else shown(found)) == end
    if unit == UNIT_DAY:
        found = tables().shift(0, 0, wall(start), UNIT_MS, count * DAY_MS, SAME_TIME)
        assert found == (MISSING if end is None else wall(end))


# --- spans ---


@pytest.mark.parametrize(
    ("zone", "now", "span", "start", "end"),
    [
        ("UTC", "2026-03-29 00:00", SPAN_DAY, "2026-03-29", "2026-03-30"),
        ("UTC", "2026-03-29 23:59:59.999", SPAN_DAY, "2026-03-29", "2026-03-30"),
        ("Europe/Prague", "2026-03-29 09:00", SPAN_DAY, "2026-03-28 23:00", "2026-03-29 22:00"),
        ("Europe/Prague", "2026-03-29 22:00", SPAN_DAY, "2026-03-29 22:00", "2026-03-30 22:00"),
        ("Europe/Prague", "2026-03-29 21:59:59.999", SPAN_WEEK, "2026-03-22 23:00", "2026-03-29 22:00"),
        ("Europe/Prague", "2026-03-29 22:00", SPAN_WEEK, "2026-03-29 22:00", "2026-04-05 22:00"),
        ("Europe/Prague", "2026-03-31 21:59:59.999", SPAN_MONTH, "2026-02-28 23:00", "2026-03-31 22:00"),
        ("Europe/Prague", "2026-12-31 22:59:59.999", SPAN_YEAR, "2025-12-31 23:00", "2026-12-31 23:00"),
        ("Europe/Prague", "2026-12-31 23:00", SPAN_YEAR, "2026-12-31 23:00", "2027-12-31 23:00"),
        ("UTC", "2028-02-29 12:00", SPAN_MONTH, "2028-02-01", "2028-03-01"),
        ("UTC", "2028-02-29 12:00", SPAN_YEAR, "2028-01-01", "2029-01-01"),
        ("Asia/Beirut", "2026-03-29 09:00", SPAN_DAY, "2026-03-28 22:00", "2026-03-29 21:00"),  # begins at 01:00
        ("America/Havana", "2025-11-02 05:30", SPAN_DAY, "2025-11-02 04:00", "2025-11-03 05:00"),  # its 00:30 again
        # For a minute it is Sunday, then again the last hour of Saturday; 6 November 2010 is one.
        ("America/St_Johns", "2010-11-07 02:30", SPAN_DAY, "2010-11-07 02:30", "2010-11-07 02:31"),
        ("America/St_Johns", "2010-11-07 02:31", SPAN_DAY, "2010-11-06 02:30", "2010-11-07 03:30"),
        ("America/St_Johns", "2010-11-07 03:30", SPAN_DAY, "2010-11-07 02:30", "2010-11-08 03:30"),
        ("America/St_Johns", "2010-11-07 02:31", SPAN_WEEK, "2010-11-01 02:30", "2010-11-08 03:30"),
        ("Pacific/Apia", "2011-12-29 20:00", SPAN_DAY, "2011-12-29 10:00", "2011-12-30 10:00"),
        ("Pacific/Apia", "2011-12-30 10:00", SPAN_WEEK, "2011-12-26 10:00", "2012-01-01 10:00"),
    ],
)
def test_spans(zone: str, now: str, span: int, start: str, end: str) -> None:
    place = tables().zones[zone]
    assert told(tables().span_start(place, at(now), span)) == told(at(start))
    assert told(tables().next_span(place, at(now), span)) == told(at(end))


@settings(deadline=None)  # the first call may compile
@given(
    strategies.sampled_from(ZONES),
    strategies.integers(wall("1970-01-01"), wall("2099-12-31")),
    strategies.sampled_from([SPAN_DAY, SPAN_WEEK, SPAN_MONTH, SPAN_YEAR]),
)
def test_a_span_is_left_where_the_next_begins(zone: str, at_ms: int, span: int) -> None:
    place = tables().zones[zone]

    def first(instant: int) -> int:
        return tables().first_day(tables().day_at(place, instant), span)

    start, end = tables().span_start(place, at_ms, span), tables().next_span(place, at_ms, span)
    assert start <= at_ms < end
    assert first(end - 1) == first(at_ms) != first(end)


@settings(deadline=None)  # the first call may compile
@given(
    strategies.sampled_from(ZONES),
    strategies.sampled_from([WEEKDAYS, days_mask([5, 6]), days_mask([0])]),
    strategies.integers(at("2026-01-01"), at("2027-01-01")),
)
def test_which_days_it_is_on_changes_at_midnight(zone: str, days: int, at_ms: int) -> None:
    place, holidays = tables().zones[zone], tables().holidays
    was = tables().is_on(place, holidays, days, at_ms)
    assert was == tables().is_among(holidays, days, tables().day_at(place, at_ms))
    change = tables().next_change_of_days(place, holidays, days, at_ms)
    assert tables().is_on(place, holidays, days, change) != was
    assert all(
        tables().is_on(place, holidays, days, instant) == was for instant in range(change - 1, at_ms, -3_600_000)
    )
    assert tables().wall_at(place, change) % DAY_MS == 0 or tables().next_clock_change(place, change - 1) == change


@pytest.mark.parametrize("days", [EVERY_DAY, 0])
def test_what_is_always_so_never_changes(days: int) -> None:
    place = tables().zones["Europe/Prague"]
    assert tables().next_change_of_days(place, 0, days, at("2026-03-28 09:00")) == NEVER_MS
