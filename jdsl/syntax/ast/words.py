"""Words, texts, numbers, lengths of time and dates: what one word says, or a few that belong together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jdsl.text.span import Span


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text, `value` without quotes and escapes."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Number:
    """An exact decimal: `millionths` is the value times 10**6."""

    millionths: int
    span: Span


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number that counts something, as in `at least 3 times`."""

    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class Duration:
    """`2d 12h`. `ms` is its length in milliseconds, `parts` are the counts and short units that were written."""

    ms: int
    parts: tuple[tuple[int, str], ...]
    span: Span


class CalendarUnit(StrEnum):
    WEEKDAYS = "weekdays"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class CalendarLength:
    """`3 weekdays`, `1 month`: a length that is counted on the calendar."""

    count: int
    unit: CalendarUnit
    span: Span


@dataclass(frozen=True, slots=True)
class YesNo:
    value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Percent:
    """`10%`, `2.5%`: so many hundredths of a percent."""

    hundredths: int
    span: Span


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date, `2026-03-02`."""

    year: int
    month: int
    day: int
    span: Span


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as milliseconds after midnight: `09:00`, `09:00:30`; `24:00` is the end of the day."""

    ms: int
    span: Span


@dataclass(frozen=True, slots=True)
class DateTime:
    """`2026-05-01 09:00`: a moment as it is written, by the clock of whoever reads it."""

    date: Date
    clock: Clock
    span: Span


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone by its name: `Europe/Prague`, `UTC`."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of names: `registered for spring_webinar`, `clicked any email`, `clicked a link b`."""

    words: tuple[Name, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Now:
    """The instant that is being handled."""

    span: Span


@dataclass(frozen=True, slots=True)
class Today:
    """Its day of the calendar."""

    span: Span
