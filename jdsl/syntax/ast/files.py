"""A file: a tree of lines, each with what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from jdsl.syntax.ast.catalog import (
    AddWhen,
    AnswersWithinLine,
    AttributeLine,
    ChannelLine,
    EventLine,
    FormLine,
    HalveLine,
    HolidaysLine,
    IdLine,
    LinkLine,
    MessageLine,
    MomentLine,
    PageLine,
    ProductLine,
    PropertyLine,
    ScoreLine,
    SegmentLine,
    TagLine,
    TakeWhen,
    TeamLine,
    TemplateLine,
    TimezoneLine,
    TransactionalLine,
    WebhookLine,
    WebinarLine,
)
from jdsl.syntax.ast.journeys import (
    AfterLine,
    EnterEvery,
    EnterOn,
    EnterWhen,
    EveryLine,
    ExitWhen,
    GoalLine,
    GuaranteeAtMost,
    GuaranteeLeaves,
    GuaranteeNever,
    HoldOut,
    JourneyLine,
    LabelsLine,
    LimitLine,
    MeanwhileLine,
    NotWhileIn,
    OnChange,
    OwnerLine,
    PieceLine,
    PriorityLine,
    ReenterAfter,
    ReenterAlways,
    ReenterAtMost,
    ReenterNever,
    SendBetween,
    StageLine,
    VersionLine,
    WheneverLine,
    WhenLine,
)
from jdsl.syntax.ast.scenarios import DayLine, ExpectNothingElse, GivenLine, ScenarioLine
from jdsl.syntax.ast.steps import ArmLine, ElseIfLine, ElseLine, OtherwiseLine, StepsLine
from jdsl.syntax.ast.words import Name


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that could not be read. `kind` is its first word; `name` what it declares, as far as that was told."""

    kind: str
    name: Name | None


Statement: TypeAlias = (
    ChannelLine | MessageLine | IdLine | TransactionalLine | LinkLine | PageLine | FormLine | ProductLine | TeamLine
    | TagLine | AttributeLine | PropertyLine | EventLine | WebinarLine | MomentLine | WebhookLine
    | AnswersWithinLine | TemplateLine | SegmentLine | ScoreLine | AddWhen | TakeWhen | HalveLine
    | TimezoneLine | HolidaysLine
    | JourneyLine | EnterWhen | EnterEvery | EnterOn | ReenterNever | ReenterAlways | ReenterAfter | ReenterAtMost
    | NotWhileIn | OnChange | ExitWhen | GoalLine | LimitLine | SendBetween | HoldOut | PriorityLine | OwnerLine
    | VersionLine | LabelsLine | GuaranteeAtMost | GuaranteeLeaves | GuaranteeNever | PieceLine
    | StageLine | MeanwhileLine | WhenLine | WheneverLine | AfterLine | EveryLine
    | StepsLine | ElseIfLine | ElseLine | OtherwiseLine | ArmLine
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
