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
    DateOrder,
    Equals,
    Has,
    InJourney,
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
    SpanUnit,
    StartsWith,
    SubscribedTo,
    Tagged,
    Trigger,
    Window,
)
from jdsl.model.checked.catalog import (
    Catalog,
    Kind,
    Medium,
    Message,
    Page,
    Verb,
)
from jdsl.model.checked.journeys import (
    Entry,
    EveryWeeks,
    ExitWhen,
    Goal,
    HoldOut,
    Journey,
    Limit,
    Monthly,
    Once,
    OnDays,
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
    GivenAttribute,
    GivenHeldOut,
    GivenSubscription,
    GivenTag,
    Occurs,
    Scenario,
)
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
    Send,
    Set,
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
    Place,
    PropertyValue,
    RememberedValue,
    Source,
    TextType,
    Today,
    Type,
    Value,
    YesNoType,
    Zone,
)

__all__ = [
    "ALL_DAYS", "WEEKDAYS", "Add", "AddRemembered", "Alternative", "And", "Announce", "Arm", "At", "AttributeValue",
    "Calendar", "CalendarSpan", "CalendarUnit", "Call", "Catalog", "Comes", "Compares", "ComparesDates",
    "Condition", "Constant", "Contains", "Counted", "DateOrder", "DateType", "Days", "DeclaredMoment", "Entry",
    "Equals", "EveryWeeks", "Exact", "Exit", "ExitWhen", "ExpectCondition", "ExpectEffect", "ExpectNothingElse",
    "Expectation", "FromData", "Given", "GivenAttribute", "GivenHeldOut", "GivenSubscription", "GivenTag", "Goal",
    "Has", "Hold", "HoldOut", "If", "InJourney", "IsSet", "IsWithin", "Journey", "Kind", "Length", "Limit",
    "Medium", "Message", "Model", "Moment", "MomentType", "Monthly", "Move", "Not", "Notify", "Now", "NowIsBetween",
    "NowIsOn", "NumberType", "Occurs", "OnDays", "Once", "OneOfType", "Or", "Order", "Page", "Pattern", "Place",
    "Plain", "PropertyValue", "Reach", "Reenter", "ReenterKind", "Release", "Remember", "RememberedValue", "Rule",
    "RuleKind", "Scenario", "Schedule", "Send", "SendBetween", "Set", "Silence", "Source", "SpanUnit", "Stage",
    "Start", "StartsWith", "Step", "SubscribedTo", "Subscription", "Tag", "Tagged", "TextType", "Today", "Trigger",
    "Type", "Value", "Verb", "Wait", "WaitFor", "WaitUntilCondition", "WaitUntilMoment", "WaitUntilTime", "Window",
    "Yearly", "YesNoType", "Zone",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Model:
    """A checked workspace. `journeys` are in the order in which they look: highest priority first, then name (S1.6).

    `zone` is the workspace's, UTC without a line. `holidays` are the dates of its countries together, in days since
    1970-01-01, ascending (§14.7). `windows` and `limits` are the workspace's, which hold for every journey.
    """

    catalog: Catalog
    journeys: tuple[Journey, ...]
    scenarios: tuple[Scenario, ...]
    zone: str = "UTC"
    holidays: tuple[int, ...] = ()
    windows: tuple[SendBetween, ...] = ()
    limits: tuple[Limit, ...] = ()
