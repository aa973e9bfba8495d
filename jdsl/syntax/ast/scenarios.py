"""Lines of a scenario: what is given, what happens, what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jdsl.syntax.ast.asking import Bare, Comparison, Condition, Not, SubscribedTo, Tagged
from jdsl.syntax.ast.times import Constant
from jdsl.syntax.ast.words import Clock, Date, Name, Phrase, Text
from jdsl.text.span import Span


@dataclass(frozen=True, slots=True)
class ScenarioLine:
    """`scenario "title" [for JOURNEY, JOURNEY] [starting DATE]`."""

    title: Text
    journeys: tuple[Name, ...]
    starting: Date | None


@dataclass(frozen=True, slots=True)
class HeldOut:
    """`held out`: the contact is in the control group of all journeys that have one."""

    span: Span


@dataclass(frozen=True, slots=True)
class GivenLine:
    """`given country is CZ, subscribed to product_news, tagged vip, not subscribed to x, vip, held out`."""

    facts: tuple[Comparison | SubscribedTo | Tagged | Bare | Not | HeldOut, ...]


@dataclass(frozen=True, slots=True)
class SetAttribute:
    """`set country to DE` on a `day` line: an event that changes the attribute."""

    attribute: Name
    value: Constant
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
    CALL = "call"
    SET = "set"
    TAG = "tag"
    UNTAG = "untag"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    HOLD = "hold"
    RELEASE = "release"
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
    of `announce` the phrase;
    of `hold` and `release` the channel, or a name `everything`. `text`: a reason or a notice's text. `value`: of `set`.
    """

    kind: ExpectKind
    name: Name | Phrase | None
    text: Text | None
    value: Constant | None
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
