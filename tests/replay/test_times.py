"""Instants are read as RFC 3339 has them, and written the one way."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdsl.replay.times import LAST_MS, duration_written, instant_ms, written


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01t00:00:00z", 0),
        ("1970-01-01 00:00:00+00:00", 0),
        ("1970-01-01T00:00:00-00:00", 0),
        ("1970-01-01T01:00:00.25+01:00", 250),
        ("1970-01-01T00:00:01.9999Z", 1999),
        ("1969-12-31T23:00:00-01:00", 0),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ("2024-02-29T12:00:00.001Z", 1_709_208_000_001),
        ("2100-01-01T00:00:00Z", LAST_MS),
        (0, 0),
        (1_709_208_000_001, 1_709_208_000_001),
    ],
)
def test_is_read(text: object, ms: int) -> None:
    assert instant_ms(text) == ms


@pytest.mark.parametrize(
    ("value", "cause"),
    [
        ("2024-02-30T00:00:00Z", "no calendar"),
        ("2024-01-01T24:00:00Z", "no time"),
        ("2024-01-01T00:60:00Z", "no time"),
        ("2024-01-01T00:00:61Z", "no time"),
        ("2024-01-01T00:00:00", "which zone"),
        ("2024-01-01T00:00:00.5", "which zone"),
        ("2024-01-01T00:00:00+24:00", "no time"),
        ("2024-01-01T00:00:00 Z", "no time"),
        ("2024-01-01T00:00Z", "no time"),
        ("20240101T000000Z", "no time"),
        ("\uff12024-01-01T00:00:00Z", "no time"),
        ("2024-01-01", "no time"),
        ("", "no time"),
        ("yesterday", "no time"),
        ("1969-12-31T23:59:59.999Z", "between 1970 and 2100"),
        ("2100-01-01T00:00:00.001Z", "between 1970 and 2100"),
        (-1, "between 1970 and 2100"),
        (LAST_MS + 1, "between 1970 and 2100"),
        (True, "no time"),
        (1.5, "no time"),
        (None, "no time"),
    ],
)
def test_is_no_instant(value: object, cause: str) -> None:
    with pytest.raises(ValueError, match=cause):
        instant_ms(value)


@given(st.integers(0, LAST_MS), st.integers(-23 * 60, 23 * 60))
def test_agrees_with_the_standard_library(ms: int, offset_minutes: int) -> None:
    there = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
    there = there.astimezone(timezone(timedelta(minutes=offset_minutes)))
    assert instant_ms(there.isoformat(timespec="milliseconds")) == ms
    assert instant_ms(written(ms)) == ms


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "0s"),
        (999, "999ms"),
        (1000, "1s"),
        (60_000, "1min"),
        (61_000, "1min 1s"),
        (86_400_000, "1d"),
        (86_400_000 + 59_000, "1d"),
        (2 * 86_400_000 + 3 * 3_600_000 + 4 * 60_000, "2d 3h"),
        (40 * 86_400_000, "40d"),
    ],
)
def test_lengths_are_told_in_two_units(ms: int, text: str) -> None:
    assert duration_written(ms) == text
