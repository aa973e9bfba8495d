"""What single words say, and how they are written again."""

import pytest

from jdsl.syntax import ast, format_source
from jdsl.syntax.leaves import (
    DURATION_MOST_MS,
    OutOfRange,
    calendar_length,
    clock_ms,
    hundredths,
    millionths,
    ms_and_parts,
    text_value,
    whole_number,
    year_month_day,
)
from jdsl.syntax.printed_times import clock_in_words, duration_in_words
from jdsl.text.written import number_in_words, text_in_quotes

DAY = 86_400_000


@pytest.mark.parametrize(
    ("written", "ms", "printed"),
    [
        ("2d", 2 * DAY, "2d"),
        ("2 days", 2 * DAY, "2d"),
        ("2d 12h", 2 * DAY + 12 * 3_600_000, "2d 12h"),
        ("36h", 36 * 3_600_000, "36h"),
        ("90min", 5_400_000, "90min"),
        ("1 week", 7 * DAY, "1w"),
        ("2w", 14 * DAY, "2w"),
        ("1 minute 5 seconds", 65_000, "1min 5s"),
        ("0s", 0, "0s"),
        ("0 days", 0, "0d"),
        ("1h 1h", 7_200_000, "1h 1h"),
        ("12h 07d", 7 * DAY + 12 * 3_600_000, "12h 7d"),
    ],
)
def test_durations(written: str, ms: int, printed: str) -> None:
    found, parts = ms_and_parts(written)
    assert found == ms
    assert duration_in_words(parts) == printed
    assert ms_and_parts(printed) == (ms, parts)


def test_a_length_may_touch_its_unit() -> None:
    assert format_source("a", "wait 12days") == "wait 12d\n"
    assert format_source("a", "wait 12months") == "wait 12 months\n"


def test_a_duration_is_at_most_a_hundred_years() -> None:
    assert ms_and_parts("36525d") == (DURATION_MOST_MS, ((36_525, "d"),))
    for written in ("36526d", "36525d 1s", "9" * 5_000 + "s"):
        with pytest.raises(OutOfRange):
            ms_and_parts(written)


@pytest.mark.parametrize(
    ("written", "value", "printed"),
    [
        ("0", 0, "0"),
        ("3", 3_000_000, "3"),
        ("3.5", 3_500_000, "3.5"),
        ("3.50", 3_500_000, "3.5"),
        ("-2.5", -2_500_000, "-2.5"),
        ("-0.25", -250_000, "-0.25"),
        ("-0", 0, "0"),
        ("0.000001", 1, "0.000001"),
        ("007", 7_000_000, "7"),
        ("9200000000000", 9_200_000_000_000_000_000, "9200000000000"),
    ],
)
def test_numbers(written: str, value: int, printed: str) -> None:
    assert millionths(written) == value
    assert number_in_words(value) == printed
    assert millionths(printed) == value


@pytest.mark.parametrize("written", ["9200000000000.000001", "-9200000000001", "0.1234567", "9" * 10_000])
def test_numbers_that_there_are_not(written: str) -> None:
    with pytest.raises(OutOfRange):
        millionths(written)


def test_counts() -> None:
    assert whole_number("0255") == 255
    for written in ("1000000001", "9" * 10_000):
        with pytest.raises(OutOfRange):
            whole_number(written)


@pytest.mark.parametrize(
    ("written", "value"),
    [('""', ""), (r'"a \"b\" \\ c"', r'a "b" \ c'), (r'"\d+"', r"\d+"), (r'"\\\\"', r"\\"), (r'"\\d"', r"\d")],
)
def test_texts(written: str, value: str) -> None:
    assert text_value(written) == value
    assert text_value(text_in_quotes(value)) == value


def test_lengths_on_the_calendar() -> None:
    assert calendar_length("3 weekdays") == (3, ast.CalendarUnit.WEEKDAYS)
    assert calendar_length("1 month") == calendar_length("1months") == (1, ast.CalendarUnit.MONTHS)
    assert calendar_length("100 years") == (100, ast.CalendarUnit.YEARS)
    for written in ("101 years", "1201 months", "26001 weekdays", "9" * 5_000 + " months"):
        with pytest.raises(OutOfRange):
            calendar_length(written)


def test_shares() -> None:
    assert hundredths("10%") == 1_000
    assert hundredths("0.25 %") == 25
    assert hundredths("100.00%") == 10_000
    for written in ("100.01%", "1.234%", "9" * 5_000 + "%"):
        with pytest.raises(OutOfRange):
            hundredths(written)


def test_clocks_and_dates() -> None:
    assert clock_ms("09:00") == clock_ms("9:00") == 9 * 3_600_000
    assert clock_in_words(clock_ms("9:05:07")) == "09:05:07"
    assert clock_in_words(clock_ms("23:59")) == "23:59"
    assert year_month_day("2028-02-29") == (2028, 2, 29)
    for written in ("24:01", "25:00", "12:60", "12:00:60"):
        with pytest.raises(OutOfRange):
            clock_ms(written)
    for written in ("2026-02-29", "2026-13-01", "2100-02-29", "0000-01-01"):
        with pytest.raises(OutOfRange):
            year_month_day(written)
