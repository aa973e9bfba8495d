"""The checked model: names resolved, types known, nothing left to look up.

This is what the compiler lowers and what the oracle in `tests/oracle` evaluates, so it says everything that
decides what happens, and nothing about how. Durations are whole milliseconds. Numbers are whole millionths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something is written: the file as the workspace names it, the line from 1, and offsets in the file."""

    file: str
    line: int
    start: int
    end: int


# --- types and values ---


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
class OneOfType:
    values: tuple[str, ...]


Type: TypeAlias = NumberType | TextType | YesNoType | OneOfType


@dataclass(frozen=True, slots=True)
class Constant:
    """A written value: `int` millionths of a number, `str` a text or a value of a `one of`, `bool` yes or no."""

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


Value: TypeAlias = Constant | AttributeValue | PropertyValue


# --- the catalog ---


class Kind(StrEnum):
    """What a name of the catalog can be; the words that stand after `a` in `event attended a webinar`."""

    MESSAGE = "message"  # email, sms or push
    CHANNEL = "channel"
    PAGE = "page"
    FORM = "form"
    WEBINAR = "webinar"
    PRODUCT = "product"
    SEGMENT = "segment"
    ATTRIBUTE = "attribute"
    TAG = "tag"
    JOURNEY = "journey"
    GOAL = "goal"
    WEBHOOK = "webhook"


class Medium(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class Message:
    name: str
    medium: Medium
    text: str | None  # the subject of an email, the text of an sms or push
    channel: str | None
    provider_id: str | None
    links: tuple[str, ...]
    link_addresses: Mapping[str, str] = field(default_factory=dict[str, str])  # address -> link name


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    pattern: str | None  # a path; `*` stands for any characters


@dataclass(frozen=True, slots=True)
class Verb:
    """`name` is the whole phrase, `registered for`; `bare` is how it is said without a subject, `registered`."""

    name: str
    bare: str
    kind: Kind | None  # what it is about; None: nothing in particular
    properties: Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every declared or inferred name, by kind. Mappings are in order of declaration."""

    messages: Mapping[str, Message]
    channels: tuple[str, ...]
    pages: Mapping[str, Page]
    forms: tuple[str, ...]
    products: tuple[str, ...]
    teams: Mapping[str, str]  # name -> address
    tags: tuple[str, ...]
    attributes: Mapping[str, Type]
    verbs: Mapping[str, Verb]  # by `Verb.name`


# --- triggers ---


@dataclass(frozen=True, slots=True)
class Pattern:
    """Which events match: the verb, the subject, then link, `where`, `from` and `to`.

    `subjects` None: any, also one that the catalog does not know, or none at all; else the event's subject must be
    one of these (`any email` is all emails). A subject is a name of the verb's kind; of `changed` an attribute, of
    `entered`, `completed` and `exited` a journey, of `reached` a goal.
    """

    verb: str
    subjects: frozenset[str] | None
    link: str | None = None
    where: Condition | None = None  # over `PropertyValue`s and `Constant`s alone
    from_value: Constant | None = None  # of `changed` alone
    to_value: Constant | None = None


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


Alternative: TypeAlias = Plain | Counted | Silence
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
    """False if either side is missing. Text without regard to case (NFC, case folded), `one of` exactly (S7.1)."""

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


@dataclass(frozen=True, slots=True)
class Has:
    """`has X at least N times`, `at most N times`: exactly one of the bounds is given (plain `has X`: at least 1)."""

    pattern: Pattern
    at_least: int | None
    at_most: int | None
    in_the_last_ms: int | None
    since_entering: bool


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


Condition: TypeAlias = (
    And | Or | Not | Equals | Compares | Contains | StartsWith | IsSet | Has | Tagged | SubscribedTo | InJourney
)
"""`is not` is `Not(Equals)`, `is one of` is `Or` of `Equals` (one option: `Equals`), `has not` is `Not(Has)`."""


# --- steps ---


@dataclass(frozen=True, slots=True)
class Send:
    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Notify:
    """To a team, or to the address that an attribute holds: exactly one of the two is given."""

    team: str | None
    attribute: str | None
    text: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Wait:
    """`wait D`; `send x after D` is this and then the `Send`."""

    ms: int
    place: Place


@dataclass(frozen=True, slots=True)
class Arm:
    trigger: Trigger
    condition: Condition | None
    steps: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class WaitFor:
    """`wait up to D` and bare `wait` (`ms` None: no end) with their arms, in source order."""

    ms: int | None
    arms: tuple[Arm, ...]
    otherwise: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class If:
    """The first branch whose condition holds, else `otherwise`; then the next step follows."""

    branches: tuple[tuple[Condition, tuple[Step, ...]], ...]
    otherwise: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Move:
    stage: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reach:
    goal: str
    place: Place


@dataclass(frozen=True, slots=True)
class Exit:
    reason: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Set:
    attribute: str
    value: Value
    place: Place


@dataclass(frozen=True, slots=True)
class Add:
    """`add V to A`; `take V from A` has `sign` -1."""

    attribute: str
    value: Value
    sign: int
    place: Place


@dataclass(frozen=True, slots=True)
class Tag:
    tag: str
    on: bool  # False: `untag`
    place: Place


@dataclass(frozen=True, slots=True)
class Subscription:
    channel: str
    on: bool  # False: `unsubscribe from`
    place: Place


@dataclass(frozen=True, slots=True)
class Announce:
    """`subject` is None for a verb about nothing, or said without its subject."""

    verb: str
    subject: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Start:
    journey: str
    place: Place


Step: TypeAlias = (
    Send | Notify | Wait | WaitFor | If | Move | Reach | Exit | Set | Add | Tag | Subscription | Announce | Start
)


# --- journeys ---


class RuleKind(StrEnum):
    WHEN = "when"
    WHENEVER = "whenever"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Rule:
    kind: RuleKind
    trigger: Trigger | None  # None: of `after`
    after_ms: int | None  # of `after` alone
    condition: Condition | None
    starting_over: bool
    at_most_once_per_ms: int | None
    steps: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    title: str | None
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """An `enter when` line, or (`rule` given) a rule that is also an entry (S3.3).

    `rule` is the index in `Journey.rules + Journey.stages[0].rules`.
    """

    trigger: Trigger
    condition: Condition | None
    rule: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class ExitWhen:
    trigger: Trigger
    condition: Condition | None
    reason: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Goal:
    name: str
    trigger: Trigger | None  # None: a step `reach` says so
    condition: Condition | None
    and_stay: bool
    place: Place


class ReenterKind(StrEnum):
    NEVER = "never"
    ALWAYS = "always"
    AFTER = "after"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Reenter:
    kind: ReenterKind
    after_ms: int | None = None  # of AFTER, from leaving
    times: int | None = None  # of AT_MOST: N re-entries


@dataclass(frozen=True, slots=True)
class Journey:
    """`stages` is never empty: a journey without a `stage` line has one, of the journey's name and place.

    `rules` are those above the stages. All is in source order.
    """

    name: str
    title: str | None
    priority: int
    owner: str | None
    version: str | None
    labels: tuple[str, ...]
    entries: tuple[Entry, ...]
    reenter: Reenter
    exits: tuple[ExitWhen, ...]
    goals: tuple[Goal, ...]
    rules: tuple[Rule, ...]
    stages: tuple[Stage, ...]
    place: Place


# --- scenarios ---


@dataclass(frozen=True, slots=True)
class GivenAttribute:
    attribute: str
    value: Constant


@dataclass(frozen=True, slots=True)
class GivenSubscription:
    channel: str
    on: bool


@dataclass(frozen=True, slots=True)
class GivenTag:
    tag: str


Given: TypeAlias = GivenAttribute | GivenSubscription | GivenTag


@dataclass(frozen=True, slots=True)
class Occurs:
    """An event of the scenario's contact; `verb` None is one that only sets attributes."""

    at_ms: int
    verb: str | None
    subject: str | None
    link: str | None
    properties: Mapping[str, Constant]
    sets: Mapping[str, Constant]
    machine: bool
    place: Place


@dataclass(frozen=True, slots=True)
class ExpectEffect:
    """None means that it is not compared, but for `exit`: `expect exit` takes any reason, `expect exit "x"` that one.

    `kind` is an effect's kind as the effects file has it (`stage` is written, `move` is meant); `enter` says no more.
    """

    at_ms: int
    kind: str
    name: str | None
    reason: str | None
    value: Constant | None
    place: Place


@dataclass(frozen=True, slots=True)
class ExpectCondition:
    at_ms: int
    condition: Condition
    text: str  # as written
    place: Place


@dataclass(frozen=True, slots=True)
class ExpectNothingElse:
    place: Place


Expectation: TypeAlias = ExpectEffect | ExpectCondition | ExpectNothingElse


@dataclass(frozen=True, slots=True)
class Scenario:
    """`start_ms` is midnight of day 0, UTC. `journeys` are those that it watches: all that it names, or all."""

    title: str
    journeys: tuple[str, ...]
    start_ms: int
    given: tuple[Given, ...]
    events: tuple[Occurs, ...]
    expectations: tuple[Expectation, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Model:
    """A checked workspace. `journeys` are in the order in which they look: highest priority first, then name (S1.6)."""

    catalog: Catalog
    journeys: tuple[Journey, ...]
    scenarios: tuple[Scenario, ...]
