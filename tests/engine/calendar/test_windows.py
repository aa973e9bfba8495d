"""Windows: when they are open, when they open and close next, several at once (S6.1, S7.4)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies

from jdsl.machine.calendar_layout import (
    DAY_MS,
    EVERY_DAY,
    NO_ZONE,
    SEARCH_MS,
    WEEKDAYS,
    WINDOW_WORDS,
    days_mask,
    window_words,
)
from jdsl.machine.values import NEVER_MS
from tests.engine.calendar.tables import ZONES, Tables, at, clock, told

FRIDAY, SATURDAY, SUNDAY = (days_mask([weekday]) for weekday in (4, 5, 6))
PRAGUE = "Europe/Prague"

Window = tuple[str, str, int, str]
"""From, to, which days, and the zone, or `contact`."""


def laid(*windows: Window) -> tuple[Tables, int, int]:
    """The tables, and where the windows stand."""
    made = Tables()
    lo = hi = made.add()
    for start, end, days, zone in windows:
        of_contact = zone == "contact"
        words = window_words(
            days, clock(start), clock(end), made.zones["Asia/Kolkata" if of_contact else zone],
            in_contact_time=of_contact,
        )  # fmt: skip
        hi = made.add(*words) + WINDOW_WORDS
    return made, lo, hi


def first_open(windows: tuple[Window, ...], now: str, contact: str = "UTC") -> str:
    made, lo, hi = laid(*windows)
    zone = NO_ZONE if contact == "none" else made.zones[contact]
    found = made.first_open(zone, made.holidays, lo, hi, at(now), at(now) + SEARCH_MS)
    return told(found)


DAILY: Window = ("08:00", "18:00", EVERY_DAY, "UTC")
OFFICE: Window = ("08:00", "18:00", WEEKDAYS, PRAGUE)
NIGHT: Window = ("22:00", "06:00", FRIDAY, "UTC")
LATE: Window = ("20:00", "24:00", EVERY_DAY, "UTC")


@pytest.mark.parametrize(
    ("window", "now", "expected"),
    [
        # 2026-03-06 is a Friday.
        (DAILY, "2026-03-04 07:59:59.999", "2026-03-04 08:00"),
        (DAILY, "2026-03-04 08:00", "2026-03-04 08:00"),
        (DAILY, "2026-03-04 17:59:59.999", "2026-03-04 17:59:59.999"),
        (DAILY, "2026-03-04 18:00", "2026-03-05 08:00"),
        (OFFICE, "2026-03-06 16:59:59.999", "2026-03-06 16:59:59.999"),
        (OFFICE, "2026-03-06 17:00", "2026-03-09 07:00"),
        (OFFICE, "2026-03-08 12:00", "2026-03-09 07:00"),
        (OFFICE, "2026-04-02 16:00", "2026-04-07 06:00"),  # over Easter
        (OFFICE, "2026-04-03 12:00", "2026-04-07 06:00"),  # Good Friday itself
        (OFFICE, "2026-03-28 12:00", "2026-03-30 06:00"),  # summer time began in between
        # It belongs to Friday, and is open into Saturday.
        (NIGHT, "2026-03-06 05:00", "2026-03-06 22:00"),
        (NIGHT, "2026-03-06 21:59:59.999", "2026-03-06 22:00"),
        (NIGHT, "2026-03-06 22:00", "2026-03-06 22:00"),
        (NIGHT, "2026-03-07 00:00", "2026-03-07 00:00"),
        (NIGHT, "2026-03-07 05:59:59.999", "2026-03-07 05:59:59.999"),
        (NIGHT, "2026-03-07 06:00", "2026-03-13 22:00"),
        (NIGHT, "2026-03-07 22:00", "2026-03-13 22:00"),
        (LATE, "2026-03-06 23:59:59.999", "2026-03-06 23:59:59.999"),
        (LATE, "2026-03-07 00:00", "2026-03-07 20:00"),
        (("00:00", "24:00", SATURDAY, "UTC"), "2026-03-08 00:00", "2026-03-14 00:00"),
        (("00:00", "24:00", SATURDAY, "UTC"), "2026-03-07 23:59:59.999", "2026-03-07 23:59:59.999"),
        (("00:00", "00:01", EVERY_DAY, "UTC"), "2026-03-07 00:01", "2026-03-08 00:00"),
        # A night on weekdays: opened on Thursday, it is open on the holiday; on the holiday it does not open.
        (("22:00", "06:00", WEEKDAYS, "UTC"), "2026-04-03 05:00", "2026-04-03 05:00"),
        (("22:00", "06:00", WEEKDAYS, "UTC"), "2026-04-03 06:00", "2026-04-07 22:00"),
    ],
)
def test_one_window(window: Window, now: str, expected: str) -> None:
    assert first_open((window,), now) == told(at(expected))


@pytest.mark.parametrize(
    ("window", "now", "expected"),
    [
        # On 29 March 02:00 to 03:00 is skipped in Prague.
        (("02:15", "02:45", EVERY_DAY, PRAGUE), "2026-03-29 00:30", "2026-03-30 00:15"),  # all of it skipped
        (("02:15", "02:45", EVERY_DAY, PRAGUE), "2026-03-29 01:00", "2026-03-30 00:15"),
        (("02:30", "04:00", EVERY_DAY, PRAGUE), "2026-03-29 00:59:59.999", "2026-03-29 01:00"),
        (("01:00", "02:30", EVERY_DAY, PRAGUE), "2026-03-29 00:59:59.999", "2026-03-29 00:59:59.999"),
        (("01:00", "02:30", EVERY_DAY, PRAGUE), "2026-03-29 01:00", "2026-03-29 23:00"),
        # On 25 October it comes twice: from the first 02:15 on, to the first 02:45.
        (("02:15", "02:45", EVERY_DAY, PRAGUE), "2026-10-25 00:15", "2026-10-25 00:15"),
        (("02:15", "02:45", EVERY_DAY, PRAGUE), "2026-10-25 00:45", "2026-10-26 01:15"),
        (("02:15", "02:45", EVERY_DAY, PRAGUE), "2026-10-25 01:20", "2026-10-26 01:15"),
        (("02:30", "04:00", EVERY_DAY, PRAGUE), "2026-10-25 00:29:59.999", "2026-10-25 00:30"),
        (("02:30", "04:00", EVERY_DAY, PRAGUE), "2026-10-25 01:15", "2026-10-25 01:15"),
        (("02:30", "04:00", EVERY_DAY, PRAGUE), "2026-10-25 02:59:59.999", "2026-10-25 02:59:59.999"),
        (("01:00", "03:00", EVERY_DAY, PRAGUE), "2026-10-25 01:59:59.999", "2026-10-25 01:59:59.999"),
        (("01:00", "03:00", EVERY_DAY, PRAGUE), "2026-10-25 02:00", "2026-10-26 00:00"),
        # Where midnight is skipped, Saturday ends when Sunday begins, at 01:00.
        (("00:00", "24:00", SATURDAY, "Asia/Beirut"), "2026-03-28 21:59:59.999", "2026-03-28 21:59:59.999"),
        (("00:00", "24:00", SATURDAY, "Asia/Beirut"), "2026-03-28 22:00", "2026-04-03 21:00"),
        # No Friday, 30 December 2011: its window opens and closes in one instant.
        (("08:00", "18:00", FRIDAY, "Pacific/Apia"), "2011-12-29 20:00", "2012-01-05 18:00"),
        (("22:00", "06:00", FRIDAY, "Pacific/Apia"), "2011-12-29 20:00", "2011-12-30 10:00"),
    ],
)
def test_a_window_over_a_clock_change(window: Window, now: str, expected: str) -> None:
    assert first_open((window,), now) == told(at(expected))


@pytest.mark.parametrize(
    ("windows", "now", "expected"),
    [
        ((), "2026-03-04 03:00", "2026-03-04 03:00"),
        ((DAILY, LATE), "2026-03-04 03:00", "never"),
        ((DAILY, ("17:00", "20:00", EVERY_DAY, "UTC")), "2026-03-04 09:00", "2026-03-04 17:00"),
        ((("17:00", "20:00", EVERY_DAY, "UTC"), DAILY), "2026-03-04 18:00", "2026-03-05 17:00"),
        ((DAILY, ("18:00", "20:00", EVERY_DAY, "UTC")), "2026-03-04 09:00", "never"),  # half-open
        ((NIGHT, ("05:00", "07:00", SATURDAY, "UTC")), "2026-03-04 09:00", "2026-03-07 05:00"),
        ((NIGHT, ("05:00", "07:00", FRIDAY, "UTC")), "2026-03-04 09:00", "never"),
        ((OFFICE, ("09:00", "10:00", EVERY_DAY, "America/New_York")), "2026-03-06 15:00", "2026-03-09 13:00"),
        # For three weeks in March New York is an hour nearer to Prague.
        ((OFFICE, ("12:30", "13:00", EVERY_DAY, "America/New_York")), "2026-03-01 15:00", "2026-03-09 16:30"),
        ((OFFICE, ("12:30", "13:00", EVERY_DAY, "America/New_York")), "2026-03-27 17:00", "2026-10-26 16:30"),
        ((DAILY, ("08:00", "18:00", SUNDAY, "UTC"), ("17:30", "19:00", EVERY_DAY, "UTC")),
         "2026-03-04 09:00", "2026-03-08 17:30"),
    ],
)  # fmt: skip
def test_several_must_all_be_open(windows: tuple[Window, ...], now: str, expected: str) -> None:
    for given_in in (windows, windows[::-1]):
        assert first_open(given_in, now) == told(at(expected))


def test_contact_time() -> None:
    window: Window = ("08:00", "18:00", EVERY_DAY, "contact")
    assert first_open((window,), "2026-07-01 03:00", PRAGUE) == told(at("2026-07-01 06:00"))
    assert first_open((window,), "2026-07-01 03:00", "America/New_York") == told(at("2026-07-01 12:00"))
    assert first_open((window,), "2026-07-01 03:00") == told(at("2026-07-01 08:00"))
    assert first_open((window,), "2026-07-01 03:00", "none") == told(at("2026-07-01 03:00"))  # that of the row
    both = (window, ("08:00", "18:00", EVERY_DAY, PRAGUE))
    assert first_open(both, "2026-07-01 03:00", "America/New_York") == told(at("2026-07-01 12:00"))
    assert first_open(both, "2026-07-01 03:00", "Asia/Tokyo") == told(at("2026-07-01 06:00"))


@pytest.mark.parametrize(("within_ms", "is_found"), [(-1, False), (0, False), (1, True)])
def test_an_opening_at_the_end_of_the_search_is_none(within_ms: int, is_found: bool) -> None:
    made, lo, hi = laid(DAILY)
    opens_ms = at("2026-03-05 08:00")
    for now in (at("2026-03-04 18:00"), opens_ms):
        found = made.first_open(0, 0, lo, hi, now, opens_ms + within_ms)
        assert found == made.next_opening(0, 0, lo, now, opens_ms + within_ms) == (opens_ms if is_found else NEVER_MS)


@pytest.mark.parametrize(
    ("window", "now", "expected"),
    [
        (DAILY, "2026-03-04 07:59", "2026-03-04 08:00"),
        (DAILY, "2026-03-04 08:00", "2026-03-04 18:00"),
        (DAILY, "2026-03-04 17:59:59.999", "2026-03-04 18:00"),
        (DAILY, "2026-03-04 18:00", "2026-03-05 08:00"),
        (NIGHT, "2026-03-06 22:00", "2026-03-07 06:00"),
        (NIGHT, "2026-03-07 03:00", "2026-03-07 06:00"),
        (LATE, "2026-03-06 20:00", "2026-03-07 00:00"),
        # One day after the other, without a break.
        (("00:00", "24:00", FRIDAY | SATURDAY, "UTC"), "2026-03-06 12:00", "2026-03-08 00:00"),
        (("00:00", "24:00", EVERY_DAY, PRAGUE), "2026-03-06 12:00", "never"),
        (("20:00", "20:00", FRIDAY | SATURDAY, "UTC"), "2026-03-06 21:00", "2026-03-08 20:00"),
        (("02:30", "04:00", EVERY_DAY, PRAGUE), "2026-10-25 00:30", "2026-10-25 03:00"),
        (("01:00", "02:30", EVERY_DAY, PRAGUE), "2026-10-25 00:15", "2026-10-25 00:30"),
        (("01:00", "02:30", EVERY_DAY, PRAGUE), "2026-03-29 00:15", "2026-03-29 01:00"),
    ],
)
def test_flips(window: Window, now: str, expected: str) -> None:
    made, lo, _ = laid(window)
    found = made.next_flip(0, made.holidays, lo, at(now))
    assert found == at(expected)


@settings(max_examples=200, deadline=None)
@given(
    strategies.sampled_from(ZONES),
    strategies.tuples(strategies.integers(0, 47), strategies.integers(1, 48)),
    strategies.sampled_from([EVERY_DAY, WEEKDAYS, FRIDAY, SATURDAY | SUNDAY]),
    strategies.integers(at("2026-01-01") // 900_000, at("2027-01-01") // 900_000),
    strategies.sampled_from([-1, 0, 1]),
)
def test_a_window_is_open_from_instant_to_instant(
    zone: str, span: tuple[int, int], days: int, quarter: int, beside: int
) -> None:
    made = Tables()
    place, from_ms, to_ms, now = made.zones[zone], span[0] * 1_800_000, span[1] * 1_800_000, quarter * 900_000 + beside
    window = made.add(*window_words(days, from_ms, to_ms, 0, in_contact_time=True))
    to_ms += 0 if to_ms > from_ms else DAY_MS
    spans: list[tuple[int, int]] = []
    for day in range(now // DAY_MS - 3, now // DAY_MS + 15):
        if made.is_among(made.holidays, days, day):
            spans.append(tuple(made.instant_of(place, day * DAY_MS + time_ms) for time_ms in (from_ms, to_ms)))
    assert made.is_open(place, made.holidays, window, now) == any(lo <= now < hi for lo, hi in spans)
    expected = min(max(now, lo) for lo, hi in spans if now < hi and lo < hi)
    assert made.next_opening(place, made.holidays, window, now, NEVER_MS) == expected
    flip = made.next_flip(place, made.holidays, window, now)
    if flip != NEVER_MS:
        before, after = (made.is_open(place, made.holidays, window, instant) for instant in (flip - 1, flip))
        assert made.is_open(place, made.holidays, window, now) == before != after
