"""Times of day, days, moments and schedules; and the values among which moments are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from jdsl.syntax.ast.words import (
    CalendarLength,
    Clock,
    Count,
    Date,
    DateTime,
    Duration,
    Name,
    Now,
    Number,
    Text,
    Today,
    YesNo,
)
from jdsl.text.span import Span


class LongUnit(StrEnum):
    """The units that a length from data may have."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    WEEKDAYS = "weekdays"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class DataLength:
    """`gap days`: a length whose number comes from data."""

    name: Name
    unit: LongUnit
    span: Span


Length: TypeAlias = Duration | CalendarLength | DataLength
"""How long to wait, or how long before or after; windows are of a `Duration` alone."""


@dataclass(frozen=True, slots=True)
class At:
    """`at T [in contact time]`; in a MOMENT and in a schedule too. `span` is that of all its words."""

    clock: Clock
    in_contact_time: bool
    span: Span


class Weekday(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class Days:
    """`weekdays` (`weekday` after `every` and `until`), or days of the week by name, at least one."""

    weekdays: bool
    days: tuple[Weekday, ...]
    span: Span


class Side(StrEnum):
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Moment:
    """`[LENGTH before | LENGTH after] DATE[, at T]`.

    `length` and `side` are None together. As an alternative of a trigger without them: `DATE comes[, at T]`.
    """

    length: Length | None
    side: Side | None
    date: Name | Now | Today
    at: At | None
    span: Span


@dataclass(frozen=True, slots=True)
class Daily:
    """`day at T`."""

    at: At
    span: Span


@dataclass(frozen=True, slots=True)
class OnDays:
    """`weekday at T`, `monday, thursday at T`."""

    days: Days
    at: At
    span: Span


@dataclass(frozen=True, slots=True)
class EveryWeeks:
    """`2 weeks on tuesday at T from DATE`; the days have names."""

    weeks: Count
    days: Days
    at: At
    starting: Date
    span: Span


@dataclass(frozen=True, slots=True)
class Monthly:
    """`month on day N at T`; `day` None: `month on the last day at T`."""

    day: Count | None
    at: At
    span: Span


@dataclass(frozen=True, slots=True)
class Yearly:
    """`year on NAME at T`, `year LENGTH before NAME at T`, or `after`; `length` and `side` are None together."""

    length: Duration | CalendarLength | None
    side: Side | None
    date: Name
    at: At
    span: Span


Schedule: TypeAlias = Daily | OnDays | EveryWeeks | Monthly | Yearly


class Operation(StrEnum):
    PLUS = "plus"
    MINUS = "minus"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Sum:
    """`X plus Y`, `X minus Y`, `X times Y`: of two numbers. A name is an attribute, a property or remembered."""

    left: Name | Number
    operation: Operation
    right: Name | Number
    span: Span


Constant: TypeAlias = Name | Text | Number | YesNo | Date | DateTime
"""What `changed … from`, `given` and a list of options hold: a bare name is a value of a `one of`."""


Value: TypeAlias = Name | Text | Number | YesNo | Date | DateTime | Now | Today | Moment | Sum
"""What stands beside `is`, `<`, `to`: a bare name is a value of a `one of`, an attribute, a property or remembered."""
