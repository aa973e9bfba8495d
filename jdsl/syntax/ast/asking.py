"""Triggers and conditions: what a line listens for, and what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from jdsl.syntax.ast.times import Constant, Days, Moment, Value
from jdsl.syntax.ast.words import Clock, Count, Duration, Name, Number, Phrase
from jdsl.text.span import Span


@dataclass(frozen=True, slots=True)
class Happening:
    """`PHRASE [counting machines] [where COND] [at least N times [within D]]`: what a trigger is about.

    Of a webhook the verb stands behind what it is about: the phrase is `crm answers`, or `any webhook fails`.
    """

    phrase: Phrase
    counting_machines: bool
    where: Condition | None
    at_least: Count | None
    within: Duration | None
    span: Span


@dataclass(frozen=True, slots=True)
class Changed:
    """`changed [ATTRIBUTE] [from V] [to V] [at least N times [within D]]`."""

    attribute: Name | None
    from_value: Constant | None
    to_value: Constant | None
    at_least: Count | None
    within: Duration | None
    span: Span


@dataclass(frozen=True, slots=True)
class Quiet:
    """`not PHRASE [counting machines] [where COND] for D`: silence that long."""

    phrase: Phrase
    counting_machines: bool
    where: Condition | None
    duration: Duration
    span: Span


@dataclass(frozen=True, slots=True)
class Reaches:
    """`SCORE reaches N`."""

    score: Name
    number: Number
    span: Span


@dataclass(frozen=True, slots=True)
class FallsBelow:
    """`SCORE falls below N`."""

    score: Name
    number: Number
    span: Span


@dataclass(frozen=True, slots=True)
class Ignored:
    """`ignored MESSAGE [counting machines] for D`; `what` is a name, `any KIND` or `any CHANNEL KIND`."""

    what: Phrase
    counting_machines: bool
    duration: Duration
    span: Span


@dataclass(frozen=True, slots=True)
class IgnoredInARow:
    """`ignored N [CHANNEL] emails in a row [counting machines] for D`."""

    count: Count
    channel: Name | None
    counting_machines: bool
    duration: Duration
    span: Span


Plain: TypeAlias = Happening | Changed | Reaches | FallsBelow
"""One event, not counted: what may stand in a sequence, and after `never send … after`."""


@dataclass(frozen=True, slots=True)
class FollowedBy:
    """`A followed by B [within D]`: the only alternative of its trigger. A and B are not counted."""

    first: Plain
    second: Plain
    within: Duration | None
    span: Span


Alternative: TypeAlias = (
    Happening | Changed | Quiet | Moment | Reaches | FallsBelow | Ignored | IgnoredInARow | FollowedBy
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Alternatives joined by `or`; never empty. `clicked a or b` has the lone phrase `b` second."""

    alternatives: tuple[Alternative, ...]
    span: Span


class Joiner(StrEnum):
    AND = "and"
    OR = "or"


class Operator(StrEnum):
    IS = "is"
    IS_NOT = "is not"
    LESS = "<"
    LESS_OR_EQUAL = "<="
    MORE = ">"
    MORE_OR_EQUAL = ">="
    CONTAINS = "contains"
    STARTS_WITH = "starts with"
    IS_BEFORE = "is before"
    IS_NOT_BEFORE = "is not before"
    IS_AFTER = "is after"
    IS_NOT_AFTER = "is not after"


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Name
    operator: Operator
    right: Value
    span: Span


@dataclass(frozen=True, slots=True)
class OneOf:
    """`A is [not] one of X, Y`."""

    left: Name
    negated: bool
    options: tuple[Constant, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class IsSet:
    """`A is [not] set`."""

    left: Name
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class IsWithin:
    """`A is [not] within the next D`; `ahead` False: `within the last D`."""

    left: Name
    negated: bool
    ahead: bool
    duration: Duration
    span: Span


@dataclass(frozen=True, slots=True)
class NowIsOn:
    """`now is [not] on weekdays`, `now is on saturday, sunday`."""

    negated: bool
    days: Days
    in_contact_time: bool
    span: Span


@dataclass(frozen=True, slots=True)
class NowIsBetween:
    """`now is [not] between 08:00 and 18:00 [in contact time]`."""

    negated: bool
    opens: Clock
    closes: Clock
    in_contact_time: bool
    span: Span


class CalendarSpan(StrEnum):
    """So far of the day, week, month or year that it is now."""

    TODAY = "today"
    THIS_WEEK = "this week"
    THIS_MONTH = "this month"
    THIS_YEAR = "this year"


@dataclass(frozen=True, slots=True)
class Has:
    """`has [not] PHRASE [counting machines] [where …] [at least N times | at most N times] [HOW LONG AGO]`.

    HOW LONG AGO is `in the last D`, `since entering`, or a span of the calendar. Of a webhook the verb stands behind
    what it is about: the phrase is `crm answered`; `answered crm` is read, too.
    """

    negated: bool
    what: Phrase | Changed
    counting_machines: bool
    where: Condition | None
    at_least: Count | None
    at_most: Count | None
    in_the_last: Duration | None
    since_entering: bool
    calendar_span: CalendarSpan | None
    span: Span


@dataclass(frozen=True, slots=True)
class Tagged:
    tag: Name
    span: Span


@dataclass(frozen=True, slots=True)
class SubscribedTo:
    channel: Name
    span: Span


@dataclass(frozen=True, slots=True)
class InJourney:
    journey: Name
    stage: Name | None
    span: Span


@dataclass(frozen=True, slots=True)
class InSegment:
    segment: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Bare:
    """A value alone: a yes/no attribute (`if vip`), or one more option after `or` (`is CZ or DE`)."""

    value: Constant
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    operand: Operand
    span: Span


@dataclass(frozen=True, slots=True)
class Group:
    """A condition in parentheses."""

    condition: Condition
    span: Span


Operand: TypeAlias = (
    Comparison | OneOf | IsSet | IsWithin | NowIsOn | NowIsBetween | Has | Tagged | SubscribedTo | InJourney
    | InSegment | Bare | Not | Group
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """A flat chain: one joiner fewer than operands. What the joiners mean is settled by the model."""

    operands: tuple[Operand, ...]
    joiners: tuple[Joiner, ...]
    span: Span
