"""Dates and moments as files write them (S6.5)."""

from __future__ import annotations

import pytest

from jdsl.almanac.zones import instant_of, zone_table
from jdsl.machine.values import ValueKind, ValueType, date_written, moment_written
from jdsl.machine.vocabulary import Slot
from jdsl.replay.cells import cell_readings
from jdsl.replay.dates import day_of, instant_on, moment_reading

DAY_MS = 86_400_000
PRAGUE = zone_table("Europe/Prague")


@pytest.mark.parametrize(
    ("written", "day"),
    [("1970-01-01", 0), ("2026-05-01", 20_574), ("0001-01-01", -719_162), ("9999-12-31", 2_932_896)],
)
def test_a_date_is_a_day(written: str, day: int) -> None:
    assert day_of(written) == day
    assert date_written(day) == written


@pytest.mark.parametrize(
    "value", ["2026-02-29", "2026-5-1", "0000-01-01", "01.05.2026", "2026-05-01 ", "", 20_574, True, None, ["x"]]
)
def test_what_is_no_date(value: object) -> None:
    with pytest.raises(ValueError, match=r"is no date|no calendar has"):
        day_of(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-05-01T09:00:00Z", "2026-05-01T09:00:00.000Z"),
        ("2026-05-01T09:00:00.25+02:00", "2026-05-01T07:00:00.250Z"),
        (1_772_442_000_000, "2026-03-02T09:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        # by the clock of the workspace
        ("2026-05-01 09:00", "2026-05-01T07:00:00.000Z"),
        ("2026-05-01T09:00", "2026-05-01T07:00:00.000Z"),
        ("2026-01-01 09:00:30", "2026-01-01T08:00:30.000Z"),
        ("2026-03-29 02:30", "2026-03-29T01:00:00.000Z"),  # skipped
        ("2026-10-25 02:30", "2026-10-25T00:30:00.000Z"),  # twice: the first
        ("2150-07-01 12:00", "2150-07-01T11:00:00.000Z"),
        ("0001-01-02 00:00", "0001-01-01T23:00:00.000Z"),
    ],
)
def test_a_moment_is_an_instant(value: object, expected: str) -> None:
    assert moment_written(moment_reading(PRAGUE)(value)) == expected


def test_without_a_zone_it_is_utc() -> None:
    assert moment_reading(())("2026-05-01 09:00") == moment_reading(())("2026-05-01T09:00:00Z")


@pytest.mark.parametrize(
    "value",
    ["2026-05-01", "2026-05-01 24:00", "2026-05-01 9:00", "2026-05-01 09:00:60", "2026-02-30 09:00", "soon", 1.5, None,
     True, 10**18, "0001-01-01 00:30"],
)  # fmt: skip
def test_what_is_no_moment(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        moment_reading(PRAGUE)(value)


def test_the_clock_reads_as_the_almanac_does() -> None:
    for wall_ms in range(1_700_000_000_000, 1_800_000_000_000, 1_800_000 * 7):
        assert instant_on(PRAGUE, wall_ms) == instant_of("Europe/Prague", wall_ms)


def test_cells_are_read_alike() -> None:
    slots = {"day": Slot(1, ValueType(ValueKind.DATE)), "at": Slot(2, ValueType(ValueKind.MOMENT))}
    read = cell_readings(slots, PRAGUE)
    assert read["day"][1](" 2026-05-01") == 20_574
    assert read["at"][1]("2026-05-01 09:00") == 20_574 * DAY_MS + 7 * 3_600_000
    assert read["at"][1](" 1772442000000 ") == 1_772_442_000_000
    with pytest.raises(ValueError, match="is no date"):
        read["day"][1]("1.5.2026")
