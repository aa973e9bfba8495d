"""Places, types and values; and what values are reckoned with: zones, times of day, lengths, moments.

Durations and instants are whole milliseconds, the latter since 1970-01-01T00:00Z; dates are days since 1970-01-01;
numbers are whole millionths; times of day are milliseconds after 00:00 by a clock on a wall.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is written: the file as the workspace names it, the line from 1, and offsets in the file."""

    file: str
    line: int
    start: int
    end: int


# --- types ---


@dataclass(frozen=True, slots=True)
class NumberType:
    pass


@dataclass(frozen=True, slots=True)
class TextType:
    pass


@dataclass(frozen=True, slots=True)
class YesNoType:
    pass


@dataclass(frozen=True, slots=True)
class DateType:
    """A day of the calendar, 0001-01-01 to 9999-12-31, without a zone (§14.9)."""


@dataclass(frozen=True, slots=True)
class MomentType:
    """An instant, to the millisecond (§14.9)."""


@dataclass(frozen=True, slots=True)
class OneOfType:
    values: tuple[str, ...]


Type: TypeAlias = NumberType | TextType | YesNoType | DateType | MomentType | OneOfType


# --- clocks on walls ---


@dataclass(frozen=True, slots=True)
class Zone:
    """By whose clock (§14.1): that of the zone `name`, which is one of `tzdata`.

    `in_contact_time`: that of the contact's attribute `timezone`, and of `name` if that is missing or no zone.
    """

    name: str
    in_contact_time: bool


@dataclass(frozen=True, slots=True)
class At:
    """`at T [in contact time]`: milliseconds after 00:00, 00:00 to 23:59:59 (§14.2, §14.3)."""

    clock_ms: int
    zone: Zone


@dataclass(frozen=True, slots=True)
class Days:
    """Which dates: days of the week, 0 for Monday to 6 for Sunday, ascending (§14.11, §15.2).

    `weekdays` is Monday to Friday with `without_holidays`: a date of `Model.holidays` is then none (§14.7).
    """

    days: tuple[int, ...]
    without_holidays: bool


ALL_DAYS = Days((0, 1, 2, 3, 4, 5, 6), without_holidays=False)
WEEKDAYS = Days((0, 1, 2, 3, 4), without_holidays=True)


# --- lengths ---


class CalendarUnit(StrEnum):
    """What a calendar counts in; weeks are 7 days, years 12 months."""

    DAYS = "days"
    WEEKDAYS = "weekdays"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Exact:
    """So many milliseconds, 0 included (§2.6)."""

    ms: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """So many units on the calendar, 0 included (§14.5).

    With an `at`, or from a date: that many on (or back) from the date. Otherwise from an instant: from its date by the
    clock of `zone`, the journey's, at the same time of day; 0 is that instant itself. `2d` with an `at` or from a date
    is 2 DAYS, otherwise it is `Exact`.
    """

    count: int
    unit: CalendarUnit
    zone: str


@dataclass(frozen=True, slots=True)
class FromData:
    """`gap weeks` (§14.8): n = `value` rounded down, at most 10,000,000; negative or missing is no length.

    Then it is `Exact(n * each)` where `unit` is None (`each` in ms), else `Calendar(n * each, unit, zone)`.
    """

    value: Value  # a number: an attribute, a property at hand, or remembered
    each: int
    unit: CalendarUnit | None
    zone: str


Length: TypeAlias = Exact | Calendar | FromData


# --- values ---


@dataclass(frozen=True, slots=True)
class Constant:
    """A written value: `int` millionths of a number, a date's day or a moment's instant; `str` a text or a value of a
    `one of`; `bool` yes or no."""

    value: int | str | bool
    type: Type


@dataclass(frozen=True, slots=True)
class AttributeValue:
    """What the contact's attribute holds when it is looked at."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class PropertyValue:
    """A property: in a `where`, of the event that is matched; elsewhere, of the event at hand (S4.10)."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class RememberedValue:
    """What this visit remembers under the name; missing until then (§8.22). Of a journey per P, P among it (§17.6)."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class ScoreValue:
    """What is left of a score now: a number that is never missing (§16.9). It stands on the left alone (§16.10)."""

    name: str

    @property
    def type(self) -> Type:
        return NumberType()


@dataclass(frozen=True, slots=True)
class DeclaredMoment:
    """A `moment` or a `webinar` of the catalog: the same instant for everyone, set for ever (§3.8)."""

    name: str
    at_ms: int

    @property
    def type(self) -> Type:
        return MomentType()


@dataclass(frozen=True, slots=True)
class Now:
    """The instant that is being handled: a moment."""

    @property
    def type(self) -> Type:
        return MomentType()


@dataclass(frozen=True, slots=True)
class Today:
    """The date of now by the clock of `zone`, the journey's (§14.4)."""

    zone: str

    @property
    def type(self) -> Type:
        return DateType()


Source: TypeAlias = AttributeValue | RememberedValue | DeclaredMoment | Now | Today | Constant
"""What a `Moment` counts from: of type date or moment. A constant is `wait until 2026-12-24 at T` alone."""


@dataclass(frozen=True, slots=True)
class Moment:
    """MOMENT: `[D before | D after] DATE[, at T]` (§14.10). Missing if `source` or a length from data is.

    `sign` is -1 for `before`, else 1. `type` is that of the result. With `at`: the date of `source` (of a moment that
    by the clock of `at.zone`), `length` on or back by the calendar, at T. Without `at`: of a date a date, `length` on
    or back by the calendar; of a moment an instant, by an `Exact` that many ms, else as `Calendar` says.
    """

    source: Source
    length: Length | None
    sign: int
    at: At | None
    type: Type


class Operation(StrEnum):
    PLUS = "plus"
    MINUS = "minus"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`X plus Y`: of two numbers, a number; missing if one of them is, or if it leaves the range (§19.6).

    Neither side is itself `Arithmetic`, a `ScoreValue` or of another type. `times` goes to the nearest millionth,
    halves to the even one.
    """

    left: Value
    operation: Operation
    right: Value

    @property
    def type(self) -> Type:
        return NumberType()


Value: TypeAlias = (
    Constant | AttributeValue | PropertyValue | RememberedValue | ScoreValue | DeclaredMoment | Now | Today | Moment
    | Arithmetic
)  # fmt: skip
"""VALUE (§10.10); a bare name of the catalog or of an attribute is itself, not a `Moment` around it."""
