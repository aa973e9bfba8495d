"""Zones as tables: from the pinned package alone, right for every zone and change."""

from __future__ import annotations

import csv
import hashlib
import os
import struct
import subprocess
import sys
from bisect import bisect_right
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzdata

from jdsl.almanac import zones
from jdsl.almanac.posix_rule import clock_changes
from jdsl.almanac.zones import EVER_MS, HORIZON_MS, instant_of, wall_at, zone_names, zone_table
from tests.tidy.source import ROOT

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HOUR_MS = 3_600_000
WALL_TIMES = ROOT.parent / "shared" / "data" / "timezones" / "wall_times.csv"

DIGEST = """
import hashlib
from jdsl.almanac.zones import version, zone_names, zone_table
print(version(), hashlib.sha256(repr([(name, zone_table(name)) for name in zone_names()]).encode()).hexdigest())
"""


def ms(text: str) -> int:
    return (datetime.fromisoformat(text).replace(tzinfo=UTC) - EPOCH) // timedelta(milliseconds=1)


def pythons(name: str) -> ZoneInfo:
    with files(tzdata).joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
        return ZoneInfo.from_file(stream)


def pythons_offset(zone: ZoneInfo, at_ms: int) -> int:
    offset = (EPOCH + timedelta(milliseconds=at_ms)).astimezone(zone).utcoffset()
    assert offset is not None
    return offset // timedelta(milliseconds=1)


def test_the_names() -> None:
    assert len(zone_names()) > 590
    assert list(zone_names()) == sorted(set(zone_names()))
    assert {"UTC", "Europe/Prague", "Europe/Kyiv", "Europe/Kiev", "Asia/Calcutta", "US/Eastern"} <= set(zone_names())
    assert "Factory" not in zone_names()


def test_no_two_names_differ_in_letter_case_alone() -> None:
    assert len({name.casefold() for name in zone_names()}) == len(zone_names())


@pytest.mark.parametrize("name", ["europe/prague", "Prague", "", "../zones", "Europe", "Factory", "/etc/localtime"])
def test_no_other_name_is_a_zone(name: str) -> None:
    with pytest.raises(KeyError):
        zone_table(name)


def test_an_alias_has_the_table_of_its_zone() -> None:
    assert zone_table("Europe/Kiev") == zone_table("Europe/Kyiv")
    assert zone_table("Etc/UTC") == zone_table("UTC") == ((EVER_MS, 0),)


def test_the_changes_of_a_year() -> None:
    first, last = ms("2026-01-01"), ms("2026-12-31")
    assert [change for change in zone_table("Europe/Prague") if first < change[0] < last] == [
        (ms("2026-03-29T01:00"), 2 * HOUR_MS),
        (ms("2026-10-25T01:00"), HOUR_MS),
    ]


FILES = {files(tzdata).joinpath("zoneinfo", *name.split("/")).read_bytes(): name for name in reversed(zone_names())}
"""One name for each file; aliases are copies."""


@pytest.mark.parametrize("name", sorted(FILES.values()))
def test_a_zone_is_what_python_makes_of_the_same_file(name: str) -> None:
    table, zone = zone_table(name), pythons(name)
    assert table[0] == (EVER_MS, pythons_offset(zone, 0))
    assert all(one[0] < other[0] and one[1] != other[1] for one, other in pairwise(table))
    assert all(0 < at_ms <= HORIZON_MS for at_ms, _ in table[1:])
    for (_, before), (at_ms, after) in pairwise(table):
        assert (pythons_offset(zone, at_ms - 1), pythons_offset(zone, at_ms)) == (before, after)
    # And no change was left out: what one does, no other undoes within four weeks.
    instants = [at_ms for at_ms, _ in table]
    for at_ms in range(0, HORIZON_MS + 1, 27 * 24 * HOUR_MS):
        assert pythons_offset(zone, at_ms) == table[bisect_right(instants, at_ms) - 1][1]


@pytest.mark.skipif(not WALL_TIMES.exists(), reason="the list of wall times is not here")
def test_wall_times_around_every_clock_change() -> None:
    with WALL_TIMES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 2000
    for row in rows:
        wall_ms, at_ms = ms(row["wall"]), ms(row["utc"].removesuffix("Z"))
        assert instant_of(row["zone"], wall_ms) == at_ms, row
        assert (wall_at(row["zone"], at_ms) == wall_ms) == (row["kind"] != "skipped"), row


@pytest.mark.parametrize(
    ("name", "wall", "instant"),
    [
        ("UTC", "2026-03-29T02:30", "2026-03-29T02:30"),
        ("Europe/Prague", "2026-03-29T02:30", "2026-03-29T01:00"),
        ("Europe/Prague", "2026-10-25T02:30", "2026-10-25T00:30"),
        ("Europe/Prague", "2026-10-25T03:00", "2026-10-25T02:00"),
        ("Europe/Prague", "1940-07-01T12:00", "1940-07-01T11:00"),  # before 1970, the offset of 1970
        ("Europe/Prague", "2150-07-01T12:00", "2150-07-01T11:00"),
        ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00"),
    ],
)
def test_when_clocks_show_a_time(name: str, wall: str, instant: str) -> None:
    assert instant_of(name, ms(wall)) == ms(instant)


def test_the_machines_own_rules_are_not_asked(tmp_path: Path) -> None:
    """Another database on the machine, in which every zone is five hours behind."""
    header = struct.pack(">4sc15x6l", b"TZif", b"2", 0, 0, 0, 0, 1, 4)
    strange = (header + struct.pack(">lBB4s", -18_000, 0, 0, b"XXX\0")) * 2 + b"\nXXX5\n"
    for name in zone_names():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(strange)
    asked = f"from zoneinfo import ZoneInfo\nprint(ZoneInfo('Europe/Prague').utcoffset(None))\n{DIGEST}"
    said = [
        subprocess.run(
            [sys.executable, "-c", asked if "PYTHONTZPATH" in more else DIGEST],
            capture_output=True, text=True, cwd=ROOT, env={**os.environ, **more, "PYTHONPATH": str(ROOT)}, check=True,
        ).stdout.splitlines()
        for more in ({"PYTHONTZPATH": str(tmp_path), "TZ": "Asia/Tokyo"}, {"TZ": "UTC"})
    ]  # fmt: skip
    assert said[0][0] == "-1 day, 19:00:00"
    here = hashlib.sha256(repr([(name, zone_table(name)) for name in zone_names()]).encode()).hexdigest()
    assert said[0][1:] == said[1] == [f"{zones.version()} {here}"]


# --- the rule at a file's end ---


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("CET-1CEST,M3.5.0,M10.5.0/3", [("2026-03-29T01:00", 2.0), ("2026-10-25T01:00", 1.0)]),
        ("EST5EDT,M3.2.0,M11.1.0", [("2026-03-08T07:00", -4.0), ("2026-11-01T06:00", -5.0)]),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", [("2026-03-29T01:00", 1.0), ("2026-10-25T01:00", 0.0)]),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", [("2026-04-04T15:00", 10.5), ("2026-10-03T15:30", 11.0)]),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", [("2026-03-29T01:00", -1.0), ("2026-10-25T01:00", -2.0)]),
        ("IST-2IDT,M3.4.4/26,M10.5.0", [("2026-03-27T00:00", 3.0), ("2026-10-24T23:00", 2.0)]),
        ("AAA0BBB,J60/0,J365/0", [("2026-03-01T00:00", 1.0), ("2026-12-30T23:00", 0.0)]),
        ("AAA0BBB,59/0,364/0", [("2026-03-01T00:00", 1.0), ("2026-12-30T23:00", 0.0)]),
        (
            "AAA0:30:15BBB-1,M1.1.1/0:00:45,M2.1.1",
            [("2026-01-05T00:31", 1.0), ("2026-02-02T01:00", -0.5041666666666667)],
        ),
    ],
)
def test_a_rule_for_every_year(rule: str, changes: list[tuple[str, float]]) -> None:
    expected = [(ms(at), round(hours * HOUR_MS)) for at, hours in changes]
    assert clock_changes(rule, ms("2026-01-01"), ms("2026-12-31")) == expected


def test_days_of_a_rule_in_a_leap_year() -> None:
    """`J60` is always 1 March, `59` the 60th day of the year, here 29 February."""
    assert clock_changes("AAA0BBB,J60/0,J365/0", ms("2028-01-01"), ms("2028-12-31"))[0][0] == ms("2028-03-01")
    assert clock_changes("AAA0BBB,59/0,364/0", ms("2028-01-01"), ms("2028-12-31"))[0][0] == ms("2028-02-29")


def test_a_rule_without_summer_time_is_one_offset() -> None:
    assert clock_changes("<+0545>-5:45", 7, HORIZON_MS) == [(8, round(5.75 * HOUR_MS))]
