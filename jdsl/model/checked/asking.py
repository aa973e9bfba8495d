"""Triggers and conditions: what is listened for, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from jdsl.model.checked.values import Constant, Days, Moment, Value, Zone

# --- triggers ---


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which events match: the verb, the subject, then link, `where`, `from` and `to`.

    `subjects` None: any, also one that the catalog does not know, or none at all; else the event's subject must be
    one of these (`any email` is all emails). A subject is a name of the verb's kind; of `changed` an attribute, of
    `entered`, `completed` and `exited` a journey, of `reached` a goal. `W answers` and `W fails` are `answered` and
    `failed` about W, `any webhook answers` and `joined any segment` have no subjects.
    """

    verb: str
    subjects: frozenset[str] | None
    link: str | None = None
    where: Condition | None = None  # over `PropertyValue`, `Constant`, `Now` and `Today` alone
    from_value: Constant | None = None  # of `changed` alone
    to_value: Constant | None = None
    counting_machines: bool = False  # machines' events match too; else they are not seen (§9.11)


@dataclass(frozen=True, slots=True)
class Plain:
    """At each match."""

    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Counted:
    """`X at least N times [within D]` (S5.2)."""

    pattern: Pattern
    times: int  # 1 to 255
    within_ms: int | None


@dataclass(frozen=True, slots=True)
class Silence:
    """`not X for D` (S5.4)."""

    pattern: Pattern
    for_ms: int


@dataclass(frozen=True, slots=True)
class Comes:
    """`7d before trial_ends`, `DATE comes, at T`: a moment, of type moment (§9.10)."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Crosses:
    """`NAME reaches N` (`upwards`), `NAME falls below N`: judged once at each change and each fading (§16.7, §16.9)."""

    score: str
    millionths: int  # above 0
    upwards: bool


Single: TypeAlias = Plain | Crosses
"""What one event, or what it brought about, matches by itself."""


@dataclass(frozen=True, slots=True)
class Followed:
    """`A followed by B [within D]`, a sequence (§9.12): alone in its trigger."""

    first: Single
    then: Single
    within_ms: int | None  # None: no end


@dataclass(frozen=True, slots=True)
class Ignored:
    """`ignored X for D` (`in_a_row` 1), `ignored N emails in a row for D` (§9.13): by the clock, nothing at hand.

    `messages` is the set whose sends are watched: one message, or all of a kind (and channel) that are not
    transactional. Their latest 32 sends are kept together. `opened` and `clicked` answer; machines' with
    `counting_machines` alone.
    """

    messages: frozenset[str]
    in_a_row: int  # 1 to 32
    for_ms: int
    counting_machines: bool


Alternative: TypeAlias = Plain | Counted | Silence | Comes | Crosses | Followed | Ignored
Trigger: TypeAlias = tuple[Alternative, ...]
"""Alternatives joined by `or`, in source order; never empty."""


# --- conditions ---


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    part: Condition


@dataclass(frozen=True, slots=True)
class Equals:
    """False if either side is missing. Text without regard to case (NFC, case folded), `one of` exactly (S7.1).

    Dates and moments are compared by `ComparesDates`.
    """

    left: Value
    right: Value


class Order(StrEnum):
    LESS = "<"
    LESS_OR_EQUAL = "<="
    MORE = ">"
    MORE_OR_EQUAL = ">="


@dataclass(frozen=True, slots=True)
class Compares:
    """Numbers alone; false if either side is missing."""

    left: Value
    order: Order
    right: Value


class DateOrder(StrEnum):
    IS = "is"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class ComparesDates:
    """`A is V`, `A is before V`, `A is after V` of dates and moments; false if either side is missing (§10.7).

    Two moments by the millisecond. `as_dates`, where one side at least is a date: by the calendar, and a moment's date
    is that by the clock of `zone`, the journey's.
    """

    left: Value
    order: DateOrder
    right: Value
    as_dates: bool
    zone: str


@dataclass(frozen=True, slots=True)
class IsWithin:
    """`A is within the next D`, or (`ahead` False) `within the last D`; false if A is missing (§10.8).

    Of a moment: now <= A < now + D, now - D < A <= now. Of a date, where `ms` is whole days: the same with the date of
    now by the clock of `zone`, the journey's.
    """

    value: Value
    ahead: bool
    ms: int
    zone: str


@dataclass(frozen=True, slots=True)
class Window:
    """From `opens_ms` to `closes_ms` of each date that is one of `days`, the latter not included (§15.2).

    Both are times of day after 00:00 of the opening date; a `closes_ms` of 24 hours or more is on the date after it, at
    that minus 24 hours. Each is made an instant by §14.2 for itself.
    """

    opens_ms: int
    closes_ms: int
    days: Days
    zone: Zone


@dataclass(frozen=True, slots=True)
class NowIsBetween:
    """`now is between T and T`: the window is open now (§10.9)."""

    window: Window


@dataclass(frozen=True, slots=True)
class NowIsOn:
    """`now is on weekdays`: the date of now by the clock of `zone` is one of the days (§10.9)."""

    days: Days
    zone: Zone


@dataclass(frozen=True, slots=True)
class Contains:
    left: Value
    text: str  # compared like `Equals` compares text


@dataclass(frozen=True, slots=True)
class StartsWith:
    left: Value
    text: str


@dataclass(frozen=True, slots=True)
class IsSet:
    value: Value


class SpanUnit(StrEnum):
    DAY = "today"
    WEEK = "this week"  # from Monday
    MONTH = "this month"
    YEAR = "this year"


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """From the beginning of the day, week, month or year that it is now, by the clock of `zone` (§14.4)."""

    unit: SpanUnit
    zone: str


@dataclass(frozen=True, slots=True)
class Has:
    """`has X at least N times`, `at most N times`: exactly one of the bounds is given (plain `has X`: at least 1).

    At most one of `in_the_last_ms`, `since_entering` and `calendar_span` is given (§10.5).
    """

    pattern: Pattern
    at_least: int | None
    at_most: int | None
    in_the_last_ms: int | None
    since_entering: bool
    calendar_span: CalendarSpan | None = None


@dataclass(frozen=True, slots=True)
class Tagged:
    tag: str


@dataclass(frozen=True, slots=True)
class SubscribedTo:
    channel: str


@dataclass(frozen=True, slots=True)
class InJourney:
    journey: str
    stage: str | None


@dataclass(frozen=True, slots=True)
class InSegment:
    """The segment's condition, judged now (§16.2)."""

    segment: str


@dataclass(frozen=True, slots=True)
class InArm:
    """`SPLIT is ARM`: the contact's draw falls into the arm, whether or not it has come by the split (§19.4)."""

    split: str
    arm: str


Condition: TypeAlias = (
    And | Or | Not | Equals | Compares | ComparesDates | IsWithin | NowIsBetween | NowIsOn | Contains | StartsWith
    | IsSet | Has | Tagged | SubscribedTo | InJourney | InSegment | InArm
)  # fmt: skip
"""`is not` is `Not(Equals)`, `is one of` is `Or` of `Equals` (one option: `Equals`), `has not` is `Not(Has)`.

Of a split `InArm` stands where `Equals` would.

Every other negation is a `Not` as well: `is not before`, `now is not on`.
"""
