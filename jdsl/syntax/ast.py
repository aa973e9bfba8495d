"""What one logical line says, and how lines nest.

A file is a tree of `Line`s. Each holds one `Statement`, which the grammar rule of the same name in
`grammar/journey.lark` makes from the text of that line alone. Spans count from the first character of
the logical line (`Line.start`), so a tree can be kept while lines above it change.

Nothing here is resolved: a phrase is a run of names, and the catalog knows which of them is the verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from jdsl.text.span import Span

# --- words ---


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


@dataclass(frozen=True, slots=True)
class YesNo:
    value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of names: `registered for spring_webinar`, `clicked any email`, `clicked a link b`."""

    words: tuple[Name, ...]
    span: Span


Value: TypeAlias = Name | Text | Number | YesNo
"""What stands beside `is`, `<`, `to`: a bare name is a value of a `one of`, an attribute or a property."""


# --- triggers ---


@dataclass(frozen=True, slots=True)
class Happening:
    """`PHRASE [where COND] [at least N times [within D]]`: what a trigger or `has` is about."""

    phrase: Phrase
    where: Condition | None
    at_least: Count | None
    within: Duration | None
    span: Span


@dataclass(frozen=True, slots=True)
class Changed:
    """`changed [ATTRIBUTE] [from V] [to V] [at least N times [within D]]`."""

    attribute: Name | None
    from_value: Value | None
    to_value: Value | None
    at_least: Count | None
    within: Duration | None
    span: Span


@dataclass(frozen=True, slots=True)
class Quiet:
    """`not PHRASE [where COND] for D`: silence that long."""

    phrase: Phrase
    where: Condition | None
    duration: Duration
    span: Span


Alternative: TypeAlias = Happening | Changed | Quiet


@dataclass(frozen=True, slots=True)
class Trigger:
    """Alternatives joined by `or`; never empty. `clicked a or b` has the lone phrase `b` second."""

    alternatives: tuple[Alternative, ...]
    span: Span


# --- conditions ---


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
    options: tuple[Value, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class IsSet:
    """`A is [not] set`."""

    left: Name
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Has:
    """`has [not] PHRASE [where …] [at least N times | at most N times] [in the last D | since entering]`."""

    negated: bool
    what: Phrase | Changed
    where: Condition | None
    at_least: Count | None
    at_most: Count | None
    in_the_last: Duration | None
    since_entering: bool
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
class Bare:
    """A value alone: a yes/no attribute (`if vip`), or one more option after `or` (`is CZ or DE`)."""

    value: Value
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


Operand: TypeAlias = Comparison | OneOf | IsSet | Has | Tagged | SubscribedTo | InJourney | Bare | Not | Group


@dataclass(frozen=True, slots=True)
class Condition:
    """A flat chain: one joiner fewer than operands. What the joiners mean is settled by the model."""

    operands: tuple[Operand, ...]
    joiners: tuple[Joiner, ...]
    span: Span


# --- statements: the catalog ---


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """`channel NAME ["title"]` at the top; under a message, the channel that it goes through."""

    name: Name
    title: Text | None


@dataclass(frozen=True, slots=True)
class MessageLine:
    """`email NAME ["subject"]`, `sms NAME ["text"]`, `push NAME ["text"]`; `kind` is the first word."""

    kind: str
    name: Name
    text: Text | None


@dataclass(frozen=True, slots=True)
class IdLine:
    """`id "…"` under a message: what provider events call it."""

    id: Text


@dataclass(frozen=True, slots=True)
class LinkLine:
    """`link NAME ["url"]` under a message."""

    name: Name
    url: Text | None


@dataclass(frozen=True, slots=True)
class PageLine:
    name: Name
    pattern: Text | None


@dataclass(frozen=True, slots=True)
class FormLine:
    name: Name


@dataclass(frozen=True, slots=True)
class ProductLine:
    name: Name


@dataclass(frozen=True, slots=True)
class TeamLine:
    name: Name
    address: Text


@dataclass(frozen=True, slots=True)
class TagLine:
    """`tag NAME`: at the top of a file a declaration, elsewhere a step."""

    name: Name


class TypeName(StrEnum):
    NUMBER = "number"
    TEXT = "text"
    YES_NO = "yes/no"


@dataclass(frozen=True, slots=True)
class OneOfType:
    """`one of A, B, "55-64"`."""

    values: tuple[Name | Text, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class AttributeLine:
    name: Name
    type: TypeName | OneOfType


@dataclass(frozen=True, slots=True)
class PropertyLine:
    """`property NAME TYPE` under an event."""

    name: Name
    type: TypeName | OneOfType


@dataclass(frozen=True, slots=True)
class EventLine:
    """`event PHRASE [a KIND]`: `words` is all that follows `event`, the resolver finds ` a KIND`."""

    words: Phrase


# --- statements: the header of a journey ---


@dataclass(frozen=True, slots=True)
class JourneyLine:
    name: Name
    title: Text | None


@dataclass(frozen=True, slots=True)
class EnterWhen:
    trigger: Trigger
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class ReenterNever:
    pass


@dataclass(frozen=True, slots=True)
class ReenterAlways:
    pass


@dataclass(frozen=True, slots=True)
class ReenterAfter:
    duration: Duration


@dataclass(frozen=True, slots=True)
class ReenterAtMost:
    """`reenter at most N times`."""

    times: Count


@dataclass(frozen=True, slots=True)
class ExitWhen:
    trigger: Trigger
    condition: Condition | None
    reason: Text | None


@dataclass(frozen=True, slots=True)
class GoalLine:
    """`goal NAME [when TRIGGER [if COND]] [and stay]`."""

    name: Name
    trigger: Trigger | None
    condition: Condition | None
    and_stay: bool


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


# --- statements: stages and rules ---


@dataclass(frozen=True, slots=True)
class StageLine:
    name: Name
    title: Text | None


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
    """`whenever TRIGGER [if COND] [, starting over] [, at most once per D] [then STEP …]`."""

    trigger: Trigger
    condition: Condition | None
    starting_over: bool
    at_most_once_per: Duration | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class AfterLine:
    """`after D [then STEP …]`: a rule by the clock."""

    duration: Duration
    steps: tuple[Step, ...]


# --- statements: steps ---


@dataclass(frozen=True, slots=True)
class Send:
    message: Name
    after: Duration | None
    span: Span


@dataclass(frozen=True, slots=True)
class Notify:
    """`notify TEAM ["text"]`; a team, or an attribute that holds an address."""

    target: Name
    text: Text | None
    span: Span


@dataclass(frozen=True, slots=True)
class Wait:
    """`wait D`; `wait` alone (`duration` None) has no end."""

    duration: Duration | None
    span: Span


@dataclass(frozen=True, slots=True)
class WaitUpTo:
    """`wait up to D`, with arms below."""

    duration: Duration
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
class Announce:
    """`announce VERB [SUBJECT]`."""

    phrase: Phrase
    span: Span


@dataclass(frozen=True, slots=True)
class Start:
    journey: Name
    span: Span


Step: TypeAlias = (
    Send | Notify | Wait | WaitUpTo | If | Move | Reach | Exit | Set | Add | Take
    | Tag | Untag | Subscribe | Unsubscribe | Announce | Start
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
class OtherwiseLine:
    """`otherwise [STEP then STEP …]` under `wait up to`."""

    steps: tuple[Step, ...]


# --- statements: scenarios ---


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date, `2026-03-02`."""

    year: int
    month: int
    day: int
    span: Span


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as milliseconds after midnight: `09:00`, `09:00:30`."""

    ms: int
    span: Span


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """`scenario "title" [for JOURNEY, JOURNEY] [starting DATE]`."""

    title: Text
    journeys: tuple[Name, ...]
    starting: Date | None


@dataclass(frozen=True, slots=True)
class GivenLine:
    """`given country is CZ, subscribed to product_news, tagged vip, not subscribed to x, vip`."""

    facts: tuple[Comparison | SubscribedTo | Tagged | Bare | Not, ...]


@dataclass(frozen=True, slots=True)
class SetAttribute:
    """`set country to DE` on a `day` line: an event that changes the attribute."""

    attribute: Name
    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Occurs:
    """`clicked product_teaser [where amount is 120 and …] [by a machine]` on a `day` line."""

    phrase: Phrase
    where: tuple[Comparison, ...]
    by_machine: bool
    span: Span


class ExpectKind(StrEnum):
    """Kinds of effect that `expect` names; the word is the one that is written."""

    SEND = "send"
    WITHHELD = "withheld"
    NOTIFY = "notify"
    SET = "set"
    TAG = "tag"
    UNTAG = "untag"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    ANNOUNCE = "announce"
    ENTER = "enter"
    REFUSED = "refused"
    STAGE = "stage"
    REACH = "reach"
    COMPLETE = "complete"
    EXIT = "exit"


@dataclass(frozen=True, slots=True)
class ExpectEffect:
    """`expect send whitepaper`, `expect withheld x "limit"`, `expect set country to DE`, `expect exit "bored"`.

    `name`: what follows the kind (of `subscribe to C` the channel; of `enter`, `refused`, `complete` and `exit` none);
    of `announce` the phrase. `text`: a reason or a notice's text. `value`: of `set`.
    """

    kind: ExpectKind
    name: Name | Phrase | None
    text: Text | None
    value: Value | None
    span: Span


@dataclass(frozen=True, slots=True)
class ExpectCondition:
    """`expect tagged vip_lead`: judged after all that happens at that instant."""

    condition: Condition
    span: Span


@dataclass(frozen=True, slots=True)
class DayLine:
    """`day N [at T] WHAT`."""

    day: int
    at: Clock | None
    what: Occurs | SetAttribute | ExpectEffect | ExpectCondition


@dataclass(frozen=True, slots=True)
class ExpectNothingElse:
    """`expect nothing else`."""


# --- the tree ---


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that could not be read. `kind` is its first word; `name` what it declares, as far as that was told."""

    kind: str
    name: Name | None


Statement: TypeAlias = (
    ChannelLine | MessageLine | IdLine | LinkLine | PageLine | FormLine | ProductLine | TeamLine | TagLine
    | AttributeLine | PropertyLine | EventLine
    | JourneyLine | EnterWhen | ReenterNever | ReenterAlways | ReenterAfter | ReenterAtMost | ExitWhen | GoalLine
    | PriorityLine | OwnerLine | VersionLine | LabelsLine
    | StageLine | MeanwhileLine | WhenLine | WheneverLine | AfterLine
    | StepsLine | ElseIfLine | ElseLine | OtherwiseLine
    | ScenarioLine | GivenLine | DayLine | ExpectNothingElse
    | Broken
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line and what stands under it."""

    statement: Statement
    start: int  # offset in the file of the line's first character that is no white space
    text: str  # the source from there to the end of the last line that was joined to it, comments in between included
    comments: tuple[str, ...]  # whole comment lines right above, without `#`; "" is a blank line that is kept
    comment: str | None  # the comment at the end of the line, without `#`
    children: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A parsed file: its top-level lines, and the comments below the last of them."""

    path: str
    source: str
    lines: tuple[Line, ...]
    trailing_comments: tuple[str, ...]
