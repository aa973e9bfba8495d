"""The one table of keywords: completion, hover, "did you mean" and the reference's index are taken from it.

A `refused` word may not be declared as a name, because it would work in one place and not in the next, or because
people would misread it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from jdsl.syntax.leaves import LONG_UNITS, UNIT_MS


class KeywordKind(StrEnum):
    """What a keyword is for; lines begin with one of the first five kinds."""

    CATALOG = "catalog"
    HEADER = "header"
    RULE = "rule"
    STEP = "step"
    SCENARIO = "scenario"
    TYPE = "type"
    TRIGGER = "trigger"
    CONDITION = "condition"
    LINK = "link"
    VALUE = "value"
    UNIT = "unit"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Keyword:
    """One way to spell one thing; `spelling` may be several words."""

    spelling: str
    kind: KeywordKind
    meaning: str
    since: str = "0.1"
    refused: bool = False


_K = KeywordKind


def _refused(spelling: str, kind: KeywordKind, meaning: str) -> Keyword:
    return Keyword(spelling, kind, meaning, refused=True)


_CATALOG = (
    Keyword("channel", _K.CATALOG, "what contacts subscribe to; under a message, the one that it goes through"),
    Keyword("email", _K.CATALOG, "a message by email, and its subject"),
    Keyword("sms", _K.CATALOG, "a text message to a phone"),
    Keyword("push", _K.CATALOG, "a notification by an app"),
    Keyword("id", _K.CATALOG, "what the provider's events call the message above"),
    Keyword("link", _K.CATALOG, "a link in the message above"),
    Keyword("page", _K.CATALOG, "a page of the web site"),
    Keyword("form", _K.CATALOG, "a form that contacts fill in"),
    Keyword("product", _K.CATALOG, "something that contacts buy"),
    Keyword("team", _K.CATALOG, "who is notified, and where"),
    _refused("tag", _K.CATALOG, "a tag that contacts may carry; in a journey, the step that gives it"),
    Keyword("attribute", _K.CATALOG, "something known of each contact, and its type"),
    Keyword("property", _K.CATALOG, "something that the event above carries, and its type"),
    Keyword("event", _K.CATALOG, "a verb of one's own, and what kind of thing it is about"),
    Keyword("timezone", _K.CATALOG, "whose wall clock is meant"),
    Keyword("holidays", _K.CATALOG, "the country whose holidays are no weekdays"),
    Keyword("webinar", _K.CATALOG, "a webinar, and when it takes place"),
    Keyword("moment", _K.CATALOG, "a date and time that is the same for everyone"),
    Keyword("segment", _K.CATALOG, "contacts that a condition holds for"),
    Keyword("score", _K.CATALOG, "a lead score that fades"),
    Keyword("halve", _K.CATALOG, "how fast the score above fades"),
    Keyword("webhook", _K.CATALOG, "an address that journeys call"),
    Keyword("answers within", _K.CATALOG, "how long to wait for the webhook above"),
    Keyword("template", _K.CATALOG, "the file that holds the message above"),
    Keyword("transactional", _K.CATALOG, "the message above goes whatever the contact has subscribed to"),
)

_HEADER = (
    Keyword("journey", _K.HEADER, "a journey, its name and title"),
    Keyword("enter when", _K.HEADER, "what brings a contact in"),
    Keyword("reenter", _K.HEADER, "when a contact who has left may come in again"),
    Keyword("never", _K.HEADER, "not a second time"),
    Keyword("always", _K.HEADER, "as soon as the contact has left"),
    Keyword("exit when", _K.HEADER, "what takes a contact out, from any stage"),
    Keyword("goal", _K.HEADER, "what success is"),
    Keyword("and stay", _K.HEADER, "reaching the goal does not end the visit"),
    _refused("stay", _K.HEADER, "see `and stay`"),
    Keyword("priority", _K.HEADER, "of two journeys the one with more looks first"),
    Keyword("owner", _K.HEADER, "whom to ask about the journey"),
    Keyword("version", _K.HEADER, "the version, for people"),
    Keyword("labels", _K.HEADER, "words to find the journey by"),
    Keyword("enter every", _K.HEADER, "brings contacts in by a schedule"),
    Keyword("enter on", _K.HEADER, "brings contacts in once, on a date"),
    Keyword("limit", _K.HEADER, "how many messages may go in how long a time"),
    Keyword("send between", _K.HEADER, "the hours in which messages may go"),
    Keyword("emails", _K.HEADER, "see `limit`"),
    Keyword("messages", _K.HEADER, "see `limit`: emails, sms and push together"),
    Keyword("else delay", _K.HEADER, "over the limit above, messages go later"),
    Keyword("delay", _K.HEADER, "see `else delay`"),
    _refused("between", _K.HEADER, "see `send between`"),
    Keyword("hold out", _K.HEADER, "the share of contacts that is sent nothing, to compare with"),
    Keyword("not while in", _K.HEADER, "keeps contacts out who are in another journey"),
    Keyword("on change", _K.HEADER, "what a new version does to contacts inside"),
    Keyword("keep", _K.HEADER, "see `on change`: contacts inside finish the version that they are on"),
    Keyword("follow", _K.HEADER, "see `on change`: contacts inside move to the new version"),
    Keyword("guarantee", _K.HEADER, "what must hold for every contact"),
    Keyword("every contact leaves", _K.HEADER, "see `guarantee`"),
    Keyword("never send", _K.HEADER, "see `guarantee`"),
    Keyword("steps", _K.HEADER, "steps to use in several places"),
    Keyword("was", _K.HEADER, "what this was called before"),
    Keyword("newest only", _K.HEADER, "a new value ends the older visit"),
    Keyword("from entering", _K.HEADER, "counted from entering, not from leaving"),
)

_RULES = (
    _refused("stage", _K.RULE, "a stage of the journey: a contact is in exactly one"),
    Keyword("meanwhile", _K.RULE, "the rules that listen while the stage's steps go on"),
    _refused("when", _K.RULE, "listens, and acts once"),
    _refused("whenever", _K.RULE, "listens, and acts each time"),
    _refused("after", _K.RULE, "acts once, so long after entering the stage"),
    Keyword("starting over", _K.RULE, "a further match starts the steps over"),
    Keyword("at most once per", _K.RULE, "after acting, the rule rests that long"),
    Keyword("every", _K.RULE, "acts by a schedule"),
    Keyword("per day", _K.RULE, "by the calendar day"),
)

_STEPS = (
    _refused("send", _K.STEP, "sends an email, an sms or a push"),
    _refused("notify", _K.STEP, "writes to a team, or to an address that an attribute holds"),
    _refused("wait", _K.STEP, "waits that long; alone, without end"),
    Keyword("wait up to", _K.STEP, "waits for one of the arms below, at most that long"),
    _refused("move", _K.STEP, "goes on to another stage"),
    _refused("reach", _K.STEP, "counts a goal as reached"),
    _refused("exit", _K.STEP, "leaves the journey"),
    _refused("set", _K.STEP, "gives an attribute a value"),
    _refused("add", _K.STEP, "adds to an attribute"),
    _refused("take", _K.STEP, "takes from an attribute"),
    _refused("untag", _K.STEP, "takes a tag away"),
    _refused("subscribe", _K.STEP, "subscribes the contact to a channel"),
    _refused("unsubscribe", _K.STEP, "ends the contact's subscription to a channel"),
    _refused("announce", _K.STEP, "makes an event of one's own, for other journeys to hear"),
    _refused("start", _K.STEP, "brings the contact into another journey"),
    _refused("if", _K.STEP, "goes on with the steps below if the condition holds"),
    _refused("else", _K.STEP, "what to do if the condition above does not hold"),
    _refused("otherwise", _K.STEP, "what to do if the wait above has ended in vain"),
    _refused("then", _K.STEP, "the next step"),
    Keyword("wait until", _K.STEP, "waits for a time of day, a date or a moment"),
    _refused("call", _K.STEP, "calls a webhook"),
    _refused("remember", _K.STEP, "keeps a value for this visit"),
    _refused("hold", _K.STEP, "nothing of a channel goes to the contact from other journeys"),
    _refused("release", _K.STEP, "ends a hold"),
    _refused("do", _K.STEP, "does the steps of that name"),
    _refused("split", _K.STEP, "divides contacts by chance"),
    _refused("repeat", _K.STEP, "does the steps below again"),
)

_SCENARIOS = (
    Keyword("scenario", _K.SCENARIO, "a test of a journey"),
    Keyword("starting", _K.SCENARIO, "the date of day 0"),
    Keyword("given", _K.SCENARIO, "what is known of the contact when the scenario begins"),
    _refused("day", _K.SCENARIO, "what happens on that day, or should"),
    Keyword("expect", _K.SCENARIO, "what should happen then"),
    Keyword("held out", _K.SCENARIO, "in the control group of each journey that has one"),
    Keyword("expect nothing else", _K.SCENARIO, "no other effect that contacts or teams would notice"),
    Keyword("nothing", _K.SCENARIO, "see `expect nothing else`"),
    Keyword("by a machine", _K.SCENARIO, "the event was made by a machine, such as a link scanner"),
)

_TYPES = (
    Keyword("number", _K.TYPE, "an exact decimal number"),
    Keyword("text", _K.TYPE, "any text"),
    Keyword("yes/no", _K.TYPE, "yes or no"),
    Keyword("one of", _K.TYPE, "one of the values listed"),
    _refused("one", _K.TYPE, "see `one of`"),
    Keyword("date", _K.TYPE, "a day of the calendar"),
)

_TRIGGERS = (
    _refused("changed", _K.TRIGGER, "an attribute has another value now"),
    _refused("from", _K.TRIGGER, "the value before"),
    _refused("to", _K.TRIGGER, "the value after; where to"),
    Keyword("at least", _K.TRIGGER, "how many times"),
    Keyword("times", _K.TRIGGER, "so many times; between two numbers, the product"),
    _refused("within", _K.TRIGGER, "in how long a time"),
    Keyword("for", _K.TRIGGER, "how long nothing of the kind has happened"),
    _refused("where", _K.TRIGGER, "what must be true of the event's own properties"),
    _refused("any", _K.TRIGGER, "whichever thing of that kind"),
    _refused("ignored", _K.TRIGGER, "sent that long ago, and neither opened nor clicked"),
    Keyword("in a row", _K.TRIGGER, "one after the other"),
    Keyword("followed by", _K.TRIGGER, "first the one, then the other"),
    Keyword("counting machines", _K.TRIGGER, "events made by machines are heard too"),
    _refused("reaches", _K.TRIGGER, "a score has come up to a number"),
    Keyword("falls below", _K.TRIGGER, "a score has come down from a number"),
    _refused("comes", _K.TRIGGER, "a date that an attribute holds is here"),
    _refused("before", _K.TRIGGER, "so long before a date"),
    _refused("fails", _K.TRIGGER, "a webhook did not answer, or answered with an error"),
    _refused("answers", _K.TRIGGER, "a webhook has answered"),
)

_CONDITIONS = (
    _refused("and", _K.CONDITION, "both hold"),
    _refused("or", _K.CONDITION, "one of them holds"),
    _refused("not", _K.CONDITION, "it does not hold"),
    _refused("is", _K.CONDITION, "compares with a value"),
    _refused("has", _K.CONDITION, "asks the contact's whole history"),
    Keyword("contains", _K.CONDITION, "the text has that in it"),
    Keyword("starts with", _K.CONDITION, "the text begins with that"),
    Keyword("at most", _K.CONDITION, "no more times than that"),
    Keyword("in the last", _K.CONDITION, "how far to look back"),
    Keyword("since entering", _K.CONDITION, "since this visit of the journey began"),
    _refused("tagged", _K.CONDITION, "the contact carries the tag"),
    Keyword("subscribed to", _K.CONDITION, "the contact is subscribed to the channel"),
    Keyword("in journey", _K.CONDITION, "the contact is in the journey, and in the stage if one is named"),
    _refused("in", _K.CONDITION, "see `in journey`, `in the last`"),
    Keyword("in segment", _K.CONDITION, "the contact is in the segment"),
    Keyword("within the next", _K.CONDITION, "from now on, at most that long"),
    Keyword("within the last", _K.CONDITION, "until now, at most that long"),
    Keyword("this week", _K.CONDITION, "since the week began"),
    Keyword("this month", _K.CONDITION, "since the month began"),
    Keyword("this year", _K.CONDITION, "since the year began"),
    Keyword("in contact time", _K.CONDITION, "by the clock of where the contact is"),
)

_LINKS = (
    Keyword("at", _K.LINK, "a time of day"),
    _refused("per", _K.LINK, "for each"),
    _refused("until", _K.LINK, "see `wait until`"),
    Keyword("everything", _K.LINK, "see `hold`: all channels, and what has none"),
    Keyword("on", _K.LINK, "on which days"),
    Keyword("as", _K.LINK, "under which name"),
)

_VALUES = (
    _refused("yes", _K.VALUE, "a yes/no attribute that is so"),
    _refused("no", _K.VALUE, "a yes/no attribute that is not so"),
    _refused("today", _K.VALUE, "the day of the calendar"),
    _refused("now", _K.VALUE, "this moment"),
    Keyword("plus", _K.VALUE, "the sum of two numbers"),
    Keyword("minus", _K.VALUE, "the difference of two numbers"),
    *(
        _refused(day, _K.VALUE, "a day of the week")
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekday")
    ),
)

_UNITS = (
    *(_refused(unit, _K.UNIT, "a unit of time") for unit in (*UNIT_MS, *LONG_UNITS) if unit != "day"),
    *(
        _refused(unit, _K.UNIT, "a unit of time on the calendar")
        for unit in ("weekdays", "month", "months", "year", "years")
    ),
)

_EFFECTS = (
    _refused("withheld", _K.EFFECT, "a message or notice that was not sent, and why"),
    _refused("enter", _K.EFFECT, "the contact came in"),
    _refused("refused", _K.EFFECT, "the contact would have come in, but it went in circles"),
    _refused("complete", _K.EFFECT, "nothing more can happen in the journey"),
)

KEYWORDS: tuple[Keyword, ...] = (
    *_CATALOG, *_HEADER, *_RULES, *_STEPS, *_SCENARIOS, *_TYPES, *_TRIGGERS, *_CONDITIONS, *_LINKS, *_VALUES,
    *_UNITS, *_EFFECTS,
)  # fmt: skip
"""Every keyword of the language; no spelling twice."""

BY_SPELLING: dict[str, Keyword] = {keyword.spelling: keyword for keyword in KEYWORDS}

RESERVED = frozenset(
    ("and", "or", "not", "if", "then", "else", "otherwise", "when", "whenever", "where", "within", "is", "has", "per")
)
"""Words that are never a name, wherever they stand."""

REFUSED_NAMES = frozenset(keyword.spelling for keyword in KEYWORDS if keyword.refused)
"""Words that may not be declared as a name."""

UNIT_WORDS = frozenset(("day", *(keyword.spelling for keyword in _UNITS)))
"""Units of time: names of attributes and properties, but of nothing else declared."""

STEP_WORDS = frozenset(
    keyword.spelling
    for keyword in (*_STEPS, BY_SPELLING["tag"])
    if " " not in keyword.spelling and keyword.spelling not in RESERVED
)
"""First words of steps."""

GRAMMAR_WORDS = frozenset(("message", *(word for keyword in KEYWORDS for word in re.split(r"[ ,]+", keyword.spelling))))
"""Every single word of every keyword; and `message`, which is how one of the `messages` is written."""
