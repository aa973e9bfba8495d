"""Lines of a journey: its header, its stages and its rules.

`was` are the names that something had before, the latest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jdsl.syntax.ast.asking import Condition, Plain, Trigger
from jdsl.syntax.ast.steps import Step
from jdsl.syntax.ast.times import At, Days, Length, Schedule
from jdsl.syntax.ast.words import Clock, Count, Date, Duration, Name, Percent, Phrase, Text
from jdsl.text.span import Span


@dataclass(frozen=True, slots=True)
class JourneyLine:
    name: Name
    title: Text | None
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class EnterWhen:
    """`enter when TRIGGER [per PROPERTY[, newest only]] [if COND]`."""

    trigger: Trigger
    condition: Condition | None
    per: Name | None
    newest_only: bool


@dataclass(frozen=True, slots=True)
class EnterEvery:
    """`enter every SCHEDULE [if COND]`."""

    schedule: Schedule
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class EnterOn:
    """`enter on DATE at T [if COND]`."""

    date: Date
    at: At
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class ReenterNever:
    pass


@dataclass(frozen=True, slots=True)
class ReenterAlways:
    pass


@dataclass(frozen=True, slots=True)
class ReenterAfter:
    """`reenter after LENGTH [from entering]`."""

    duration: Length
    from_entering: bool


@dataclass(frozen=True, slots=True)
class ReenterAtMost:
    """`reenter at most N times`."""

    times: Count


@dataclass(frozen=True, slots=True)
class NotWhileIn:
    """`not while in JOURNEY`."""

    journey: Name


@dataclass(frozen=True, slots=True)
class OnChange:
    """`on change keep`, `on change follow`."""

    follow: bool


@dataclass(frozen=True, slots=True)
class ExitWhen:
    trigger: Trigger
    condition: Condition | None
    reason: Text | None


@dataclass(frozen=True, slots=True)
class GoalLine:
    """`goal NAME [was NAME, NAME] [within D] [when TRIGGER [if COND]] [and stay]`."""

    name: Name
    within: Duration | None
    trigger: Trigger | None
    condition: Condition | None
    and_stay: bool
    was: tuple[Name, ...]


class MessageUnit(StrEnum):
    """What a limit counts; of one, `email` and `message` are read too."""

    EMAILS = "emails"
    SMS = "sms"
    PUSH = "push"
    MESSAGES = "messages"

    @classmethod
    def _missing_(cls, value: object) -> MessageUnit | None:
        return {"email": cls.EMAILS, "message": cls.MESSAGES}.get(str(value))


@dataclass(frozen=True, slots=True)
class LimitLine:
    """`limit N [CHANNEL] emails per D [else delay]`; either `per` or `per_day`."""

    most: Count
    channel: Name | None
    unit: MessageUnit
    per: Duration | None
    per_day: bool
    else_delay: bool


@dataclass(frozen=True, slots=True)
class SendBetween:
    """`send between T and T [on DAYS] [in contact time]`; `days` None: on all days."""

    opens: Clock
    closes: Clock
    days: Days | None
    in_contact_time: bool


@dataclass(frozen=True, slots=True)
class HoldOut:
    """`hold out 10%`."""

    share: Percent


@dataclass(frozen=True, slots=True)
class GuaranteeAtMost:
    """`guarantee at most N [CHANNEL] emails within D`."""

    most: Count
    channel: Name | None
    unit: MessageUnit
    within: Duration


@dataclass(frozen=True, slots=True)
class GuaranteeLeaves:
    """`guarantee every contact leaves within D`."""

    within: Duration


@dataclass(frozen=True, slots=True)
class GuaranteeNever:
    """`guarantee never send MESSAGE after TRIGGER`; `what` is a name, `any KIND` or `any CHANNEL KIND`."""

    what: Phrase
    after: Plain


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """`priority N`; N may be negative."""

    value: int
    span: Span


@dataclass(frozen=True, slots=True)
class OwnerLine:
    owner: Text


@dataclass(frozen=True, slots=True)
class VersionLine:
    version: Text


@dataclass(frozen=True, slots=True)
class LabelsLine:
    """`labels nurture, b2b`."""

    labels: tuple[Name | Text, ...]


@dataclass(frozen=True, slots=True)
class PieceLine:
    """`steps NAME`, with the steps below that `do NAME` stands for."""

    name: Name


@dataclass(frozen=True, slots=True)
class StageLine:
    name: Name
    title: Text | None
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class MeanwhileLine:
    pass


@dataclass(frozen=True, slots=True)
class WhenLine:
    """`when TRIGGER [if COND] [then STEP …]`: a rule, or an arm under `wait`."""

    trigger: Trigger
    condition: Condition | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class WheneverLine:
    """`whenever TRIGGER [if COND] [, starting over] [, at most once per D | , at most once per day] [then STEP …]`."""

    trigger: Trigger
    condition: Condition | None
    starting_over: bool
    at_most_once_per: Duration | None
    at_most_once_per_day: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class AfterLine:
    """`after LENGTH [at T] [then STEP …]`: a rule by the clock."""

    duration: Length
    at: At | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class EveryLine:
    """`every SCHEDULE [if COND] [then STEP …]`: a rule by the calendar."""

    schedule: Schedule
    condition: Condition | None
    steps: tuple[Step, ...]
