"""What clocks show and when they show it (S7.4), beside Python's own `zoneinfo` over the same files."""

from __future__ import annotations

from datetime import timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
import tzdata
from hypothesis import example, given, settings, strategies

from jdsl.almanac.zones import zone_table
from jdsl.engine.wall_clock import FAR_MS
from jdsl.machine.calendar_layout import UTC, zone_words
from tests.engine.calendar.tables import ZONES, at, tables, told, utc, wall

INSTANTS = strategies.integers(at("1970-01-01"), at("2099-12-31"))
# Hours, and a millisecond to either side: clocks change then.
EDGES = strategies.builds(
    lambda hour, half, beside: (hour * 2 + half) * 1_800_000 + beside,
    strategies.integers(at("1970-01-03") // 3_600_000, at("2099-12-31") // 3_600_000),
    strategies.sampled_from([0, 1]),
    strategies.sampled_from([-1, 0, 1]),
)


def pythons(name: str) -> ZoneInfo:
    with files(tzdata).joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
        return ZoneInfo.from_file(stream)


@pytest.mark.parametrize(
    ("zone", "shown", "instant"),
    [
        ("UTC", "2026-03-29 02:30", "2026-03-29 02:30"),
        ("Asia/Tokyo", "2026-03-29 02:30", "2026-03-28 17:30"),
        ("Asia/Kolkata", "2026-03-29 02:30", "2026-03-28 21:00"),
        ("Etc/GMT+12", "2026-03-29 02:30", "2026-03-29 14:30"),
        # Clocks go from 02:00 to 03:00.
        ("Europe/Prague", "2026-03-29 01:59:59.999", "2026-03-29 00:59:59.999"),
        ("Europe/Prague", "2026-03-29 02:00", "2026-03-29 01:00"),
        ("Europe/Prague", "2026-03-29 02:30", "2026-03-29 01:00"),
        ("Europe/Prague", "2026-03-29 02:59:59.999", "2026-03-29 01:00"),
        ("Europe/Prague", "2026-03-29 03:00", "2026-03-29 01:00"),
        ("Europe/Prague", "2026-03-29 03:00:00.001", "2026-03-29 01:00:00.001"),
        # From 03:00 to 02:00.
        ("Europe/Prague", "2026-10-25 01:59:59.999", "2026-10-24 23:59:59.999"),
        ("Europe/Prague", "2026-10-25 02:00", "2026-10-25 00:00"),
        ("Europe/Prague", "2026-10-25 02:59:59.999", "2026-10-25 00:59:59.999"),
        ("Europe/Prague", "2026-10-25 03:00", "2026-10-25 02:00"),
        # Winter is the exception there, by an hour less.
        ("Europe/Dublin", "2026-03-29 01:30", "2026-03-29 01:00"),
        ("Europe/Dublin", "2026-10-25 01:30", "2026-10-25 00:30"),
        ("Europe/Dublin", "2026-10-25 02:00", "2026-10-25 02:00"),
        # Half an hour, from 02:00 to 02:30 and back.
        ("Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "2026-10-04 02:30", "2026-10-03 15:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:30", "2026-04-04 14:30"),
        ("Australia/Lord_Howe", "2026-04-05 01:59", "2026-04-04 14:59"),
        ("Australia/Lord_Howe", "2026-04-05 02:00", "2026-04-04 15:30"),
        # There was no 30 December.
        ("Pacific/Apia", "2011-12-29 23:59", "2011-12-30 09:59"),
        ("Pacific/Apia", "2011-12-30 00:00", "2011-12-30 10:00"),
        ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 10:00"),
        ("Pacific/Apia", "2011-12-31 00:00", "2011-12-30 10:00"),
        ("Pacific/Apia", "2011-12-31 00:01", "2011-12-30 10:01"),
        ("Pacific/Kwajalein", "1993-08-21 12:00", "1993-08-21 12:00"),
        # Two hours.
        ("Antarctica/Troll", "2026-03-29 02:59", "2026-03-29 01:00"),
        ("Antarctica/Troll", "2026-10-25 02:30", "2026-10-25 00:30"),
        # Midnight is skipped, and the last minute before midnight comes twice.
        ("Asia/Beirut", "2026-03-29 00:00", "2026-03-28 22:00"),
        ("Asia/Beirut", "2026-10-24 23:30", "2026-10-24 20:30"),
        ("America/St_Johns", "2010-11-06 23:30", "2010-11-07 02:00"),
        ("America/St_Johns", "2010-11-07 00:00:59", "2010-11-07 02:30:59"),
        ("America/St_Johns", "2010-11-07 00:01", "2010-11-07 03:31"),
        # The rule goes on to 2100, and then its offset; before 1970 that of 1970.
        ("Europe/Prague", "2099-03-29 02:30", "2099-03-29 01:00"),
        ("Europe/Prague", "2099-10-25 02:30", "2099-10-25 00:30"),
        ("Europe/Prague", "2100-07-01 12:00", "2100-07-01 11:00"),
        ("Pacific/Apia", "2100-07-01 12:00", "2100-06-30 23:00"),
        ("Europe/Prague", "1945-07-01 12:00", "1945-07-01 11:00"),
        ("Africa/Monrovia", "1900-07-01 12:00", "1900-07-01 12:44:30"),
    ],
)  # fmt: skip
def test_when_clocks_show_a_time(zone: str, shown: str, instant: str) -> None:
    assert told(tables().instant_of(tables().zones[zone], wall(shown))) == told(at(instant))


@pytest.mark.parametrize(
    ("zone", "instant", "shown", "latest"),
    [
        ("UTC", "2026-10-25 00:30", "2026-10-25 00:30", "2026-10-25 00:30"),
        ("Europe/Prague", "2026-10-25 00:59:59.999", "2026-10-25 02:59:59.999", "2026-10-25 02:59:59.999"),
        ("Europe/Prague", "2026-10-25 01:00", "2026-10-25 02:00", "2026-10-25 02:59:59.999"),
        ("Europe/Prague", "2026-10-25 01:59:59.999", "2026-10-25 02:59:59.999", "2026-10-25 02:59:59.999"),
        ("Europe/Prague", "2026-10-25 02:00", "2026-10-25 03:00", "2026-10-25 03:00"),
        ("Europe/Prague", "2026-03-29 01:00", "2026-03-29 03:00", "2026-03-29 03:00"),
        ("America/St_Johns", "2010-11-07 02:31", "2010-11-06 23:01", "2010-11-07 00:00:59.999"),
    ],
)
def test_what_clocks_show(zone: str, instant: str, shown: str, latest: str) -> None:
    place = tables().zones[zone]
    assert told(tables().wall_at(place, at(instant))) == told(wall(shown))
    assert told(tables().latest_wall(place, at(instant))) == told(wall(latest))


def test_zones_stand_in_the_tables_once() -> None:
    prague = zone_table("Europe/Prague")
    named = {"Etc/UTC": zone_table("Etc/UTC"), "Europe/Bratislava": prague, "Europe/Prague": prague}
    words, places = zone_words(named, 100)
    assert places == {"Etc/UTC": UTC, "Europe/Bratislava": 100, "Europe/Prague": 100}
    assert words[:4] == [102, 102 + 2 * len(prague), *prague[0]]
    assert len(words) == 2 + 2 * len(prague)


@settings(deadline=None)  # the first call may compile
@given(strategies.sampled_from(ZONES), INSTANTS | EDGES)
def test_clocks_show_what_python_says(zone: str, at_ms: int) -> None:
    offset = utc(at_ms).astimezone(pythons(zone)).utcoffset()
    assert offset is not None
    assert tables().wall_at(tables().zones[zone], at_ms) == at_ms + offset // timedelta(milliseconds=1)


@settings(deadline=None)  # the first call may compile
@given(strategies.sampled_from(ZONES), INSTANTS | EDGES)
def test_a_time_that_is_shown_once_is_shown_then(zone: str, wall_ms: int) -> None:
    """Of a time that comes twice Python says the first; one that is skipped it reads by the offset before."""
    local = utc(wall_ms).replace(tzinfo=pythons(zone))
    instant = local.astimezone(utc(0).tzinfo)
    found = tables().instant_of(tables().zones[zone], wall_ms)
    if instant.astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None):
        assert utc(found) == instant
    else:
        assert utc(found) <= instant
        before, after = (utc(found + beside).astimezone(local.tzinfo).replace(tzinfo=None) for beside in (-1, 0))
        assert before < local.replace(tzinfo=None) < after


@settings(deadline=None)  # the first call may compile
@given(strategies.sampled_from(ZONES), INSTANTS | EDGES, strategies.integers(-FAR_MS, FAR_MS))
@example("Europe/Prague", at("2026-10-25 01:30"), 0)
def test_the_latest_wall_time_is_the_last_that_has_come(zone: str, at_ms: int, beside: int) -> None:
    place = tables().zones[zone]
    latest = tables().latest_wall(place, at_ms)
    assert latest >= tables().wall_at(place, at_ms)
    assert tables().instant_of(place, latest) <= at_ms < tables().instant_of(place, latest + 1)
    assert (tables().instant_of(place, at_ms + beside) <= at_ms) == (at_ms + beside <= latest)
