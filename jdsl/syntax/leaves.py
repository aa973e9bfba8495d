"""What the words themselves say: texts, numbers, lengths of time, dates. The values are in the units of the AST."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from jdsl.syntax import ast
from jdsl.text.span import Span

MILLIONTHS_MOST = 9_200_000_000_000_000_000
"""The largest number, as millionths: what the machine adds up stays within 64 bits."""

UNIT_MS = {"s": 1_000, "min": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}
"""The length of each unit in milliseconds, by the way it is written shortest."""

LONG_UNITS = {
    "second": "s", "seconds": "s", "minute": "min", "minutes": "min", "hour": "h", "hours": "h",
    "day": "d", "days": "d", "week": "w", "weeks": "w",
}  # fmt: skip
"""Units as they may be written out, and their short form."""

DURATION_MOST_MS = 36_525 * UNIT_MS["d"]
"""A hundred years of 365.25 days."""

COUNT_MOST = 1_000_000_000

_CALENDAR_MOST = {
    ast.CalendarUnit.WEEKDAYS: 26_000,
    ast.CalendarUnit.MONTHS: 1_200,
    ast.CalendarUnit.YEARS: 100,
}

_PART = re.compile(r"(\d+)\s*([a-z]+)")
_SHORT_UNITS: dict[str, str] = {**{unit: unit for unit in UNIT_MS}, **LONG_UNITS}


class OutOfRange(Exception):  # noqa: N818 # a verdict on a word, caught where the line is read
    """`word`, as written, is more than there can be; `message` says it in the writer's words."""

    def __init__(self, word: str, message: str, span: Span = Span(0, 0)) -> None:  # noqa: B008 # a value
        super().__init__(message)
        self.word = word
        self.message = message
        self.span = span

    def at(self, text: str) -> OutOfRange:
        """The same, with the place of the word in the line `text`."""
        pattern = r"\s+".join(re.escape(part) for part in self.word.split())
        found = re.search(rf"(?<![-\w.:]){pattern}(?![-\w.:])", text)
        return OutOfRange(self.word, self.message, Span(*found.span()) if found else Span(0, len(text)))


def as_written(word: str) -> str:
    """A name is what is written."""
    return word


def text_value(word: str) -> str:
    r"""What a text says, without its quotes: `\"` and `\\` are `"` and `\`, other backslashes stand for themselves."""
    inside = word[1:-1]
    return re.sub(r'\\(["\\])', r"\1", inside) if "\\" in inside else inside


def millionths(word: str) -> int:
    """A decimal number times 10**6. Raises OutOfRange for more than six places, or more than 64 bits hold."""
    whole, _, places = word.partition(".")
    if len(places) > 6:
        raise OutOfRange(word, f"`{word}` has more than six decimal places")
    if len(whole) > 20:
        raise OutOfRange(word, f"`{_short(word)}` is too large a number")
    value = int(whole + places.ljust(6, "0"))
    if abs(value) > MILLIONTHS_MOST:
        raise OutOfRange(word, f"`{word}` is too large a number")
    return value


def whole_number(word: str) -> int:
    """A whole number. Raises OutOfRange for one beyond a billion."""
    if len(word) > 20 or abs(int(word)) > COUNT_MOST:
        raise OutOfRange(word, f"`{_short(word)}` is too large a number")
    return int(word)


def ms_and_parts(word: str) -> tuple[int, tuple[tuple[int, str], ...]]:
    """A length of time in milliseconds, and the counts and short units it is made of, as in `2w 36h`.

    Raises OutOfRange beyond a hundred years.
    """
    parts = tuple(
        (int(count if len(count) < 19 else "9" * 18), _SHORT_UNITS[unit]) for count, unit in _PART.findall(word)
    )
    total = sum(count * UNIT_MS[unit] for count, unit in parts)
    if total > DURATION_MOST_MS:
        raise OutOfRange(word, f"`{_short(word)}` is longer than a hundred years")
    return total, parts


def calendar_length(word: str) -> tuple[int, ast.CalendarUnit]:
    """A length that is counted on the calendar. Raises OutOfRange beyond a hundred years."""
    found = _PART.fullmatch(word)
    assert found is not None  # the terminal of the grammar says the same
    count, unit = int(found[1][:19]), ast.CalendarUnit(found[2].removesuffix("s") + "s")
    if count > _CALENDAR_MOST[unit]:
        raise OutOfRange(word, f"`{_short(word)}` is longer than a hundred years")
    return count, unit


def hundredths(word: str) -> int:
    """A share in hundredths of a percent. Raises OutOfRange for more than two places, or more than all."""
    number = word.removesuffix("%").rstrip()
    whole, _, places = number.partition(".")
    if len(places) > 2:
        raise OutOfRange(word, f"`{word}` has more than two decimal places")
    value = int(whole[:19] + places.ljust(2, "0"))
    if value > 10_000:
        raise OutOfRange(word, f"`{_short(word)}` is more than there is")
    return value


def is_yes(word: str) -> bool:
    """`yes` is true, `no` is not."""
    return word == "yes"


def clock_ms(word: str) -> int:
    """A time of day as milliseconds after midnight. Raises OutOfRange for one that no clock shows."""
    if word == "24:00":  # the grammar has it at the end of a span of hours alone
        return UNIT_MS["d"]
    hours, minutes, seconds = (int(part) for part in (word + ":00").split(":")[:3])
    if hours > 23 or minutes > 59 or seconds > 59:
        raise OutOfRange(word, f"no clock shows `{word}`")
    return (hours * 3600 + minutes * 60 + seconds) * 1000


def year_month_day(word: str) -> tuple[int, int, int]:
    """A date, 0001-01-01 to 9999-12-31. Raises OutOfRange for one that no calendar has."""
    try:
        found = date.fromisoformat(word)
    except ValueError:
        raise OutOfRange(word, f"no calendar has the date `{word}`") from None
    return found.year, found.month, found.day


def _short(word: str) -> str:
    return word if len(word) <= 30 else word[:27] + "…"


LEAVES: dict[type, Callable[[str], Any]] = {
    ast.Name: as_written,
    ast.Text: text_value,
    ast.Number: millionths,
    ast.Count: whole_number,
    ast.Duration: ms_and_parts,
    ast.CalendarLength: calendar_length,
    ast.Percent: hundredths,
    ast.Zone: as_written,
    ast.YesNo: is_yes,
    ast.Clock: clock_ms,
    ast.Date: year_month_day,
}
"""Classes of the AST that are made from their words, and what makes the fields before their span."""
