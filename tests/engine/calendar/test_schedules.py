"""The times of waits and schedules: `monday at T`, `2 weeks on tuesday`, `month on day 31`, `year on DATE` (S5.10)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies

from jdsl.machine.calendar_layout import (
    DAY_MS,
    EVERY_DAY,
    ON_DATE,
    ON_DAYS,
    ON_MONTH,
    ON_WEEKS,
    ON_YEAR,
    UNIT_DAY,
    UNIT_MONTH,
    UNIT_WEEKDAY,
    WEEKDAYS,
    days_mask,
)
from jdsl.machine.values import MISSING, NEVER_MS
from tests.engine.calendar.tables import ZONES, Tables, at, clock, number, tables, told, wall

MONDAY, TUESDAY, THURSDAY, SUNDAY = (days_mask([weekday]) for weekday in (0, 1, 3, 6))
PRAGUE = "Europe/Prague"


def next_time(zone: str, days: int, time: str, now: str) -> str:
    return told(tables().next_time_on(tables().zones[zone], tables().holidays, days, clock(time), at(now)))


@pytest.mark.parametrize(
    ("zone", "days", "time", "now", "expected"),
    [
        ("UTC", EVERY_DAY, "09:00", "2026-03-04 08:59:59.999", "2026-03-04 09:00"),
        ("UTC", EVERY_DAY, "09:00", "2026-03-04 09:00", "2026-03-04 09:00"),
        ("UTC", EVERY_DAY, "09:00", "2026-03-04 09:00:00.001", "2026-03-05 09:00"),
        ("UTC", EVERY_DAY, "00:00", "2026-03-04 00:00", "2026-03-04 00:00"),
        ("UTC", EVERY_DAY, "00:00", "2026-03-04 00:00:00.001", "2026-03-05 00:00"),
        (PRAGUE, EVERY_DAY, "00:30", "2026-03-04 22:00", "2026-03-04 23:30"),
        # 02:30 is skipped on 29 March: it is 03:00.
        (PRAGUE, EVERY_DAY, "02:30", "2026-03-29 00:59", "2026-03-29 01:00"),
        (PRAGUE, EVERY_DAY, "02:30", "2026-03-29 01:00", "2026-03-29 01:00"),
        (PRAGUE, EVERY_DAY, "02:30", "2026-03-29 01:00:00.001", "2026-03-30 00:30"),
        # 02:30 comes twice on 25 October: the first.
        (PRAGUE, EVERY_DAY, "02:30", "2026-10-25 00:30", "2026-10-25 00:30"),
        (PRAGUE, EVERY_DAY, "02:30", "2026-10-25 00:30:00.001", "2026-10-26 01:30"),
        (PRAGUE, EVERY_DAY, "02:30", "2026-10-25 01:15", "2026-10-26 01:30"),
        # A midnight that is skipped is 01:00; one minute before midnight, an hour comes again.
        ("Asia/Beirut", EVERY_DAY, "00:00", "2026-03-28 21:00", "2026-03-28 22:00"),
        ("Asia/Beirut", EVERY_DAY, "23:30", "2026-10-24 20:45", "2026-10-25 21:30"),
        ("America/St_Johns", EVERY_DAY, "00:00", "2010-11-07 02:30:30", "2010-11-08 03:30"),
        ("America/St_Johns", EVERY_DAY, "23:30", "2010-11-07 02:45", "2010-11-08 03:00"),
        # The 30th was skipped, so its times are all the first instant of the 31st.
        ("Pacific/Apia", EVERY_DAY, "09:00", "2011-12-29 19:00:00.001", "2011-12-30 10:00"),
        ("Pacific/Apia", EVERY_DAY, "09:00", "2011-12-30 10:00", "2011-12-30 10:00"),
        ("Pacific/Apia", EVERY_DAY, "09:00", "2011-12-30 10:00:00.001", "2011-12-30 19:00"),
        ("UTC", MONDAY, "09:00", "2026-03-02 09:00", "2026-03-02 09:00"),
        ("UTC", MONDAY, "09:00", "2026-03-02 09:00:00.001", "2026-03-09 09:00"),
        ("UTC", MONDAY, "09:00", "2026-03-08 23:59", "2026-03-09 09:00"),
        (PRAGUE, MONDAY, "00:00", "2026-03-08 23:00", "2026-03-08 23:00"),
        ("UTC", MONDAY | THURSDAY, "09:00", "2026-03-02 10:00", "2026-03-05 09:00"),
        ("UTC", MONDAY | THURSDAY, "09:00", "2026-03-05 10:00", "2026-03-09 09:00"),
        ("UTC", WEEKDAYS, "10:00", "2026-03-06 10:00", "2026-03-06 10:00"),
        ("UTC", WEEKDAYS, "10:00", "2026-03-06 10:01", "2026-03-09 10:00"),
        ("UTC", WEEKDAYS, "10:00", "2026-04-02 10:01", "2026-04-07 10:00"),
        ("UTC", EVERY_DAY & ~WEEKDAYS, "10:00", "2026-03-06 10:01", "2026-03-07 10:00"),
    ],
)
def test_times_on_days(zone: str, days: int, time: str, now: str, expected: str) -> None:
    assert next_time(zone, days, time, now) == told(at(expected))


@settings(deadline=None)  # the first call may compile
@given(
    strategies.sampled_from(ZONES),
    strategies.sampled_from([EVERY_DAY, WEEKDAYS, MONDAY, THURSDAY | SUNDAY]),
    strategies.integers(0, 47),
    strategies.integers(at("2026-01-01") // 1_800_000, at("2027-01-01") // 1_800_000),
    strategies.sampled_from([-1, 0, 1]),
)
def test_times_on_days_are_the_first_of_all(zone: str, days: int, half_hours: int, now: int, beside: int) -> None:
    place, time_ms, from_ms = tables().zones[zone], half_hours * 1_800_000, now * 1_800_000 + beside
    instants: list[int] = []
    for number_of_day in range(from_ms // DAY_MS - 3, from_ms // DAY_MS + 12):
        if tables().is_among(tables().holidays, days, number_of_day):
            instants.append(tables().instant_of(place, number_of_day * DAY_MS + time_ms))
    expected = min(instant for instant in instants if instant >= from_ms)
    assert tables().next_time_on(place, tables().holidays, days, time_ms, from_ms) == expected


NONE = MISSING  # no time has come yet


def scheduled(now: str, kind: int, *, days: int = 0, every: int = 0, time: str, of: str = "1970-01-01") -> str:
    made = Tables()
    schedule = made.add(kind, days, every, number(date.fromisoformat(of)), clock(time), 0, 0)
    found, mark = made.next_scheduled(made.zones[PRAGUE], made.holidays, schedule, MISSING, at(now), NONE)
    assert mark == (NONE if found == NEVER_MS else made.day_at(made.zones[PRAGUE], found))
    return told(found)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-01-01 00:00", "2026-03-03 08:00"),  # not before the date
        ("2026-03-03 08:00", "2026-03-03 08:00"),
        ("2026-03-03 08:00:00.001", "2026-03-17 08:00"),
        ("2026-03-17 08:00", "2026-03-17 08:00"),
        ("2026-03-17 09:00", "2026-03-31 07:00"),
    ],
)
def test_every_other_week(now: str, expected: str) -> None:
    """From Sunday 22 February 2026, the last day of a week: its Tuesday is past, the next comes after two weeks."""
    assert scheduled(now, ON_WEEKS, days=TUESDAY, every=2, time="09:00", of="2026-02-22") == told(at(expected))


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("2026-03-02", "2026-03-03 08:00"),  # Monday
        ("2026-03-03", "2026-03-03 08:00"),
        ("2026-03-04", "2026-03-24 08:00"),  # the Tuesday of its week is past: three weeks on
        ("2026-03-08", "2026-03-24 08:00"),
        ("2026-03-09", "2026-03-10 08:00"),
    ],
)
def test_the_week_of_the_date_is_the_first(of: str, expected: str) -> None:
    assert scheduled("2026-01-01", ON_WEEKS, days=TUESDAY, every=3, time="09:00", of=of) == told(at(expected))


@settings(deadline=None)  # the first call may compile
@given(
    strategies.dates(date(2025, 1, 1), date(2027, 12, 31)),
    strategies.dates(date(2025, 1, 1), date(2027, 12, 31)),
    strategies.integers(1, 9),
    strategies.sets(strategies.integers(0, 6), min_size=1),
)
def test_weeks_are_counted_one_by_one(of: date, start: date, every: int, weekdays: set[int]) -> None:
    monday = of - timedelta(of.weekday())
    expected = max(of, start)
    while expected.weekday() not in weekdays or (expected - monday).days // 7 % every:
        expected += timedelta(1)
    found = tables().next_of_weeks(days_mask(sorted(weekdays)), every, number(of), number(start))
    assert found == number(expected)


@pytest.mark.parametrize(
    ("every", "now", "expected"),
    [
        (1, "2026-02-01 08:00", "2026-02-01 08:00"),
        (1, "2026-02-01 08:00:00.001", "2026-03-01 08:00"),
        (1, "2026-12-02 00:00", "2027-01-01 08:00"),
        (31, "2026-01-31 09:00", "2026-02-28 08:00"),
        (31, "2026-02-28 09:00", "2026-03-31 07:00"),
        (31, "2026-03-31 09:00", "2026-04-30 07:00"),
        (30, "2028-02-01 09:00", "2028-02-29 08:00"),
        (29, "2027-02-01 09:00", "2027-02-28 08:00"),
        (31, "2026-12-31 09:00", "2027-01-31 08:00"),
    ],
)
def test_days_of_the_month(every: int, now: str, expected: str) -> None:
    assert scheduled(now, ON_MONTH, every=every, time="09:00") == told(at(expected))


@settings(deadline=None)  # the first call may compile
@given(strategies.dates(date(2025, 1, 1), date(2032, 12, 31)), strategies.integers(1, 31))
def test_a_day_of_the_month_is_the_first_of_all(start: date, every: int) -> None:
    expected = start
    while expected.day != every and not ((expected + timedelta(1)).day == 1 and expected.day < every):
        expected += timedelta(1)
    assert tables().next_of_month(every, number(start)) == number(expected)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("1970-01-01 00:00", "2026-11-27 08:00"),
        ("2026-11-27 07:59", "2026-11-27 08:00"),
        ("2026-11-27 08:00", "2026-11-27 08:00"),
        ("2026-11-27 08:00:00.001", "never"),
    ],
)
def test_one_date(now: str, expected: str) -> None:
    assert scheduled(now, ON_DATE, time="09:00", of="2026-11-27") == told(at(expected))


def test_weekdays() -> None:
    assert scheduled("2026-04-02 10:01", ON_DAYS, days=WEEKDAYS, time="09:00") == told(at("2026-04-07 07:00"))


@pytest.mark.parametrize(
    ("kind", "every"), [(ON_DAYS, 0), (ON_WEEKS, 1), (ON_WEEKS, 5000), (ON_MONTH, 1), (ON_YEAR, 0)]
)
def test_nothing_comes_after_2100_began(kind: int, every: int) -> None:
    for zone, midnight in (("UTC", "2100-01-01 00:00"), (PRAGUE, "2099-12-31 23:00")):
        made = Tables()
        of = number(date(2026, 1, 1))
        schedule = made.add(kind, EVERY_DAY, every, of, 0, UNIT_DAY, 0)
        arguments = made.zones[zone], made.holidays, schedule, of
        last, _ = made.next_scheduled(*arguments, at(midnight), NONE)
        assert last == (NEVER_MS if every == 5000 else at(midnight))
        beyond = at("2100-01-01 00:00:00.001")
        assert made.next_scheduled(*arguments, beyond, NONE) == (NEVER_MS, NONE)
        assert made.next_time_on(*arguments[:2], EVERY_DAY, clock("00:00"), beyond) == NEVER_MS
        assert made.next_time_on(*arguments[:2], EVERY_DAY, clock("00:00"), at(midnight)) == at(midnight)


def test_a_date_comes_once() -> None:
    """Whose clock is moved to another zone has its date's time only if that date has not come (S5.10)."""
    made = Tables()
    schedule = made.add(ON_DAYS, EVERY_DAY, 0, 0, clock("09:00"), 0, 0)
    tokyo, new_york = made.zones["Asia/Tokyo"], made.zones["America/New_York"]
    first, mark = made.next_scheduled(tokyo, 0, schedule, MISSING, at("2026-03-03 20:00"), NONE)
    assert (told(first), mark) == (told(at("2026-03-04 00:00")), number(date(2026, 3, 4)))
    for come, expected in ((NONE, "2026-03-04 14:00"), (mark, "2026-03-05 14:00"), (mark + 3, "2026-03-08 13:00")):
        found, _ = made.next_scheduled(new_york, 0, schedule, MISSING, first + 1, come)
        assert told(found) == told(at(expected))


def test_a_date_that_was_skipped_comes_at_the_instant_after_it() -> None:
    made = Tables()
    schedule = made.add(ON_DAYS, EVERY_DAY, 0, 0, clock("09:00"), 0, 0)
    found: list[tuple[str, str]] = []
    now, mark = at("2011-12-29 00:00"), NONE
    for _ in range(4):
        now, mark = made.next_scheduled(made.zones["Pacific/Apia"], 0, schedule, MISSING, now + 1, mark)
        found.append((told(now)[:16], str(date(1970, 1, 1) + timedelta(mark))))
    assert found == [
        ("2011-12-29 19:00", "2011-12-29"),
        ("2011-12-30 10:00", "2011-12-30"),
        ("2011-12-30 19:00", "2011-12-31"),
        ("2011-12-31 19:00", "2012-01-01"),
    ]


def yearly(now: str, of: str, unit: int = UNIT_DAY, count: int = 0, mark: int = NONE) -> tuple[str, int]:
    made = Tables()
    schedule = made.add(ON_YEAR, 0, 0, 0, clock("09:00"), unit, count)
    of_day = number(date.fromisoformat(of))
    found, year = made.next_scheduled(made.zones[PRAGUE], made.holidays, schedule, of_day, at(now), mark)
    return told(found), year


@pytest.mark.parametrize(
    ("now", "of", "expected", "year"),
    [
        ("2026-05-01 00:00", "1990-05-12", "2026-05-12 07:00", 2026),
        ("2026-05-12 07:00", "1990-05-12", "2026-05-12 07:00", 2026),
        ("2026-05-12 07:00:00.001", "1990-05-12", "2027-05-12 07:00", 2027),
        ("2026-01-01 00:00", "1992-02-29", "2026-02-28 08:00", 2026),
        ("2028-01-01 00:00", "1992-02-29", "2028-02-29 08:00", 2028),
        ("2028-02-28 09:00", "1992-02-29", "2028-02-29 08:00", 2028),
        ("2026-01-01 00:00", "1990-12-31", "2026-12-31 08:00", 2026),
        ("2026-12-31 23:30", "1990-01-01", "2027-01-01 08:00", 2027),
        ("2026-01-01 00:00", "2031-05-12", "2031-05-12 07:00", 2031),  # not before the date's own year
    ],
)
def test_every_year(now: str, of: str, expected: str, year: int) -> None:
    assert yearly(now, of) == (told(at(expected)), year)


@pytest.mark.parametrize(
    ("now", "of", "unit", "count", "expected", "year"),
    [
        ("2026-05-01 00:00", "1990-05-12", UNIT_DAY, -7, "2026-05-05 07:00", 2026),
        ("2026-05-05 08:00", "1990-05-12", UNIT_DAY, -7, "2027-05-05 07:00", 2027),
        ("2026-12-26 00:00", "1990-01-02", UNIT_DAY, -7, "2026-12-26 08:00", 2027),  # the year of the date
        ("2026-12-27 00:00", "1990-01-02", UNIT_DAY, -7, "2027-12-26 08:00", 2028),
        ("2027-01-01 00:00", "1990-12-31", UNIT_DAY, 7, "2027-01-07 08:00", 2026),
        ("2026-01-01 00:00", "1992-02-29", UNIT_DAY, 1, "2026-03-01 08:00", 2026),
        ("2028-01-01 00:00", "1992-02-29", UNIT_MONTH, -1, "2028-01-29 08:00", 2028),
        ("2026-03-01 00:00", "1990-04-07", UNIT_WEEKDAY, -1, "2026-04-02 07:00", 2026),
        ("2026-01-01 00:00", "1990-05-12", UNIT_DAY, -800, "2026-03-04 08:00", 2028),
        ("2026-01-01 00:00", "1990-05-12", UNIT_MONTH, 30, "2026-11-12 08:00", 2024),
        ("2026-01-01 00:00", "2026-05-12", UNIT_MONTH, 30, "2028-11-12 08:00", 2026),
    ],
)
def test_before_and_after_the_day_of_the_year(
    now: str, of: str, unit: int, count: int, expected: str, year: int
) -> None:
    assert yearly(now, of, unit, count) == (told(at(expected)), year)


def test_a_year_comes_once_whatever_becomes_of_the_date() -> None:
    assert yearly("2026-05-13 00:00", "1990-05-20", mark=2025) == (told(at("2026-05-20 07:00")), 2026)
    assert yearly("2026-05-13 00:00", "1990-05-20", mark=2026) == (told(at("2027-05-20 07:00")), 2027)
    assert yearly("2026-05-13 00:00", "1990-05-20", mark=2029) == (told(at("2030-05-20 07:00")), 2030)


@pytest.mark.parametrize(("of", "mark"), [("9999-12-31", NONE), ("0001-01-01", 2099), ("2100-01-02", NONE)])
def test_a_year_that_never_comes(of: str, mark: int) -> None:
    assert yearly("2026-01-01 00:00", of, mark=mark) == (told(NEVER_MS), mark)
    assert yearly("2026-01-01 00:00", of, UNIT_MONTH, 1200, mark=mark) == (told(NEVER_MS), mark)


def test_without_a_date_no_year_comes() -> None:
    made = Tables()
    schedule = made.add(ON_YEAR, 0, 0, 0, clock("09:00"), UNIT_DAY, 0)
    assert made.next_scheduled(0, 0, schedule, MISSING, at("2026-01-01"), 2020) == (NEVER_MS, 2020)


@settings(deadline=None)  # the first call may compile
@given(
    strategies.dates(date(1930, 1, 1), date(2026, 12, 31)),
    strategies.integers(-500, 500),
    strategies.integers(at("2026-01-01"), at("2029-01-01")),
)
def test_a_year_is_the_first_of_all(of: date, days: int, from_ms: int) -> None:
    times: list[tuple[int, int]] = []
    for year in range(max(of.year, 2020), 2035):
        is_kept = (of.month, of.day) != (2, 29) or (year % 4 == 0 and year % 100 != 0)
        day = of.replace(year=year) if is_kept else date(year, 2, 28)
        times.append((wall(str(day + timedelta(days))), year))
    made = Tables(zones=())
    schedule = made.add(ON_YEAR, 0, 0, 0, 0, UNIT_DAY, days)
    found = made.next_scheduled(0, 0, schedule, number(of), from_ms, NONE)
    assert found == min(pair for pair in times if pair[0] >= from_ms)
