"""The checked model: names resolved, types known, nothing left to look up.

This is what the compiler lowers and what the oracle in `tests/oracle` evaluates, so it says everything that
decides what happens, and nothing about how. Durations are whole milliseconds. Numbers are whole millionths. Whatever
looks at a clock on a wall carries its zone: defaults of journey and workspace are filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

from jdsl.model.checked.asking import (
    Alternative,
    And,
    CalendarSpan,
    Comes,
    Compares,
    ComparesDates,
    Condition,
    Contains,
    Counted,
    Crosses,
    DateOrder,
    Equals,
    Followed,
    Has,
    Ignored,
    InArm,
    InJourney,
    InSegment,
    IsSet,
    IsWithin,
    Not,
    NowIsBetween,
    NowIsOn,
    Or,
    Order,
    Pattern,
    Plain,
    Silence,
    Single,
    SpanUnit,
    StartsWith,
    SubscribedTo,
    Tagged,
    Trigger,
    Window,
)
from jdsl.model.checked.catalog import (
    Catalog,
    DeclaredSplit,
    Kind,
    Medium,
    Message,
    Page,
    Renamed,
    Share,
    Verb,
    Webhook,
)
from jdsl.model.checked.guarantees import AtMostWithin, EveryoneLeaves, Guarantee, NeverSend
from jdsl.model.checked.journeys import (
    Entry,
    EveryWeeks,
    ExitWhen,
    Goal,
    HoldOut,
    Journey,
    Limit,
    Monthly,
    NotWhileIn,
    Once,
    OnChange,
    OnDays,
    Per,
    Reenter,
    ReenterKind,
    Rule,
    RuleKind,
    Schedule,
    SendBetween,
    Stage,
    Yearly,
)
from jdsl.model.checked.scenarios import (
    Expectation,
    ExpectCondition,
    ExpectEffect,
    ExpectNothingElse,
    Given,
    GivenArm,
    GivenAttribute,
    GivenHeldOut,
    GivenSubscription,
    GivenTag,
    Occurs,
    Scenario,
)
from jdsl.model.checked.standing import Score, ScoreLine, Segment
from jdsl.model.checked.steps import (
    Add,
    AddRemembered,
    Announce,
    Arm,
    Call,
    Exit,
    Hold,
    If,
    Move,
    Notify,
    Reach,
    Release,
    Remember,
    Repeat,
    Send,
    Set,
    Split,
    SplitArm,
    Start,
    Step,
    Subscription,
    Tag,
    Wait,
    WaitFor,
    WaitUntilCondition,
    WaitUntilMoment,
    WaitUntilTime,
)
from jdsl.model.checked.values import (
    ALL_DAYS,
    WEEKDAYS,
    Arithmetic,
    At,
    AttributeValue,
    Calendar,
    CalendarUnit,
    Constant,
    DateType,
    Days,
    DeclaredMoment,
    Exact,
    FromData,
    Length,
    Moment,
    MomentType,
    Now,
    NumberType,
    OneOfType,
    Operation,
    Place,
    PropertyValue,
    RememberedValue,
    ScoreValue,
    Source,
    TextType,
    Today,
    Type,
    Value,
    YesNoType,
    Zone,
)

__all__ = [
    "ALL_DAYS", "WEEKDAYS", "Add", "AddRemembered", "Alternative", "And", "Announce", "Arithmetic", "Arm", "At",
    "AtMostWithin", "AttributeValue", "Calendar", "CalendarSpan", "CalendarUnit", "Call", "Catalog", "Comes",
    "Compares", "ComparesDates", "Condition", "Constant", "Contains", "Counted", "Crosses", "DateOrder", "DateType",
    "Days", "DeclaredMoment", "DeclaredSplit", "Entry", "Equals", "EveryWeeks", "EveryoneLeaves", "Exact", "Exit",
    "ExitWhen", "ExpectCondition", "ExpectEffect", "ExpectNothingElse", "Expectation", "Followed", "FromData", "Given",
    "GivenArm", "GivenAttribute", "GivenHeldOut", "GivenSubscription", "GivenTag", "Goal", "Guarantee", "Has", "Hold",
    "HoldOut", "If", "Ignored", "InArm", "InJourney", "InSegment", "IsSet", "IsWithin", "Journey", "Kind", "Length",
    "Limit", "Medium", "Message", "Model", "Moment", "MomentType", "Monthly", "Move", "NeverSend", "Not", "NotWhileIn",
    "Notify", "Now", "NowIsBetween", "NowIsOn", "NumberType", "Occurs", "OnChange", "OnDays", "Once", "OneOfType",
    "Operation", "Or", "Order", "Page", "Pattern", "Per", "Place", "Plain", "PropertyValue", "Reach", "Reenter",
    "ReenterKind", "Release", "Remember", "RememberedValue", "Renamed", "Repeat", "Rule", "RuleKind", "Scenario",
    "Schedule", "Score", "ScoreLine", "ScoreValue", "Segment", "Send", "SendBetween", "Set", "Share", "Silence",
    "Single", "Source", "SpanUnit", "Split", "SplitArm", "Stage", "Start", "StartsWith", "Step", "SubscribedTo",
    "Subscription", "Tag", "Tagged", "TextType", "Today", "Trigger", "Type", "Value", "Verb", "Wait", "WaitFor",
    "WaitUntilCondition", "WaitUntilMoment", "WaitUntilTime", "Webhook", "Window", "Yearly", "YesNoType", "Zone",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """A checked workspace. `journeys` are in the order in which they look: highest priority first, then name (S1.6).

    `zone` is the workspace's, UTC without a line. `holidays` are the dates of its countries together, in days since
    1970-01-01, ascending (§14.7). `windows` and `limits` are the workspace's, which hold for every journey. `segments`
    are in the order in which they are taken stock of: by depth, then by name (§16.3). `scores` are in the order of
    their names; it tells nothing. `guarantees` are those of all journeys together.
    """

    catalog: Catalog
    journeys: tuple[Journey, ...]
    scenarios: tuple[Scenario, ...]
    zone: str = "UTC"
    holidays: tuple[int, ...] = ()
    windows: tuple[SendBetween, ...] = ()
    limits: tuple[Limit, ...] = ()
    segments: tuple[Segment, ...] = ()
    scores: tuple[Score, ...] = ()
    guarantees: tuple[Guarantee, ...] = ()
