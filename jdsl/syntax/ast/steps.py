"""Steps: what is done, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from jdsl.syntax.ast.asking import Condition
from jdsl.syntax.ast.times import At, Days, Length, Moment, Value
from jdsl.syntax.ast.words import Count, Date, Duration, Name, Percent, Phrase, Text
from jdsl.text.span import Span


@dataclass(frozen=True, slots=True)
class Send:
    """`send NAME [after LENGTH] [at T]`."""

    message: Name
    after: Length | None
    at: At | None
    span: Span


@dataclass(frozen=True, slots=True)
class Notify:
    """`notify TEAM ["text"]`; a team, or an attribute that holds an address."""

    target: Name
    text: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class Wait:
    """`wait LENGTH [at T]`; `wait` alone (`duration` None, `at` None) has no end."""

    duration: Length | None
    at: At | None
    span: Span


@dataclass(frozen=True, slots=True)
class WaitUntil:
    """`wait until 09:00`, `wait until weekday at T`, `wait until monday, thursday at T`; `days` None: of any day."""

    days: Days | None
    at: At
    span: Span


@dataclass(frozen=True, slots=True)
class WaitUntilDate:
    """`wait until 2026-12-24 at T [else STEP]`; `otherwise` has at most one step, which ends the line."""

    date: Date
    at: At
    otherwise: tuple[Step, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class WaitUntilMoment:
    """`wait until MOMENT [else STEP]`; `otherwise` has at most one step, which ends the line."""

    moment: Moment
    otherwise: tuple[Step, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class WaitUpToUntil:
    """`wait up to LENGTH until COND [else STEP]`; `otherwise` has at most one step, which ends the line."""

    duration: Length
    condition: Condition
    otherwise: tuple[Step, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class WaitUpTo:
    """`wait up to LENGTH`, with arms below."""

    duration: Length
    span: Span


@dataclass(frozen=True, slots=True)
class If:
    """`if COND [then STEP …]`."""

    condition: Condition
    steps: tuple[Step, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Move:
    stage: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Reach:
    goal: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Exit:
    reason: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class Set:
    attribute: Name
    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Add:
    """`add VALUE to NAME`."""

    value: Value
    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Take:
    """`take VALUE from NAME`."""

    value: Value
    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Remember:
    """`remember VALUE [as NAME]`."""

    value: Value
    name: Name | None
    span: Span


@dataclass(frozen=True, slots=True)
class Tag:
    """`tag NAME` after `then`, `else` or `otherwise`; on a line of its own it is a `TagLine`."""

    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Untag:
    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Subscribe:
    channel: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    channel: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Hold:
    """`hold CHANNEL [for D]`; `channel` None: `hold everything`."""

    channel: Name | None
    duration: Duration | None
    span: Span


@dataclass(frozen=True, slots=True)
class Release:
    """`release CHANNEL`; `channel` None: `release everything`."""

    channel: Name | None
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`call WEBHOOK`."""

    webhook: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Announce:
    """`announce VERB [SUBJECT]`."""

    phrase: Phrase
    span: Span


@dataclass(frozen=True, slots=True)
class Start:
    journey: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Do:
    """`do NAME`: the lines of `steps NAME`."""

    piece: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Split:
    """`split NAME [was NAME, NAME]`, with arms below."""

    name: Name
    was: tuple[Name, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Repeat:
    """`repeat N times`, `repeat at most N times until COND`, with steps below; without a `condition` just N times."""

    times: Count
    condition: Condition | None
    span: Span


Step: TypeAlias = (
    Send | Notify | Wait | WaitUpTo | WaitUntil | WaitUntilDate | WaitUntilMoment | WaitUpToUntil | If
    | Move | Reach | Exit | Set | Add | Take | Remember | Tag | Untag | Subscribe | Unsubscribe | Hold | Release
    | Call | Announce | Start | Do | Split | Repeat
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StepsLine:
    """`STEP [then STEP …]` on a line of its own."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ElseIfLine:
    """`else if COND [then STEP …]`."""

    condition: Condition
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ElseLine:
    """`else [STEP then STEP …]`, with the steps on the line or below."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ArmLine:
    """`P% NAME [was NAME, NAME] [then STEP …]` under a split: an arm with the steps on the line, below, or none."""

    share: Percent
    name: Name
    steps: tuple[Step, ...]
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class OtherwiseLine:
    """`otherwise [STEP then STEP …]` under `wait up to`."""

    steps: tuple[Step, ...]
