"""Which happenings a pattern matches, and whether a condition holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from jdsl.model.model import (
    And,
    Compares,
    ComparesDates,
    Condition,
    Constant,
    Contains,
    Crosses,
    Equals,
    Has,
    InArm,
    InJourney,
    InSegment,
    IsSet,
    IsWithin,
    Not,
    Now,
    NowIsBetween,
    NowIsOn,
    OneOfType,
    Or,
    Order,
    Pattern,
    Plain,
    PropertyValue,
    Single,
    StartsWith,
    SubscribedTo,
    Tagged,
    Today,
    Type,
)
from jdsl.model.model import Value as ValueExpression
from tests.oracle.facts import Change, Crossing, Happening, Value
from tests.oracle.moments import compares, is_within
from tests.oracle.walls import date_at

Lookup = Callable[[ValueExpression], Value | None]
Asked: TypeAlias = Has | Tagged | SubscribedTo | InJourney | InSegment | InArm | NowIsBetween | NowIsOn
"""What is asked about more than values."""
Fact = Callable[[Asked], bool]


@dataclass(frozen=True)
class Found:
    """What is at hand of a match, and when it happened: what an event made happens when it is handled (§16.4)."""

    at_hand: Mapping[str, Value]
    at_ms: int


def folded(text: str) -> str:
    """Texts that differ in letter case alone give the same (S7.1)."""
    return unicodedata.normalize("NFC", text).casefold()


# --- patterns ---


def match(single: Single | Pattern, happening: Happening, hearer: object | None = None) -> Found | None:
    """One event is one match: by itself, else by the first that it made (§5.5).

    An answer is heard by the visit that called alone (§18.5): `hearer`, or None for entries and scores.
    """
    if isinstance(single, Crosses):
        if any(_crosses(single, crossing) for crossing in happening.crossings):
            return Found(happening.at_hand, happening.handled_ms)
        return None
    pattern = single.pattern if isinstance(single, Plain) else single
    is_heard = happening.verb not in {"answered", "failed"} or (
        happening.answers is not None and happening.answers is hearer
    )
    return _match(pattern, happening, is_heard=is_heard)


def match_past(pattern: Pattern, happening: Happening) -> Found | None:
    """As `has` sees it: all answers (§18.4)."""
    return _match(pattern, happening, is_heard=True)


def _match(pattern: Pattern, happening: Happening, *, is_heard: bool) -> Found | None:
    is_seen = is_heard and (not happening.machine or pattern.counting_machines)
    if is_seen and _matches_itself(pattern, happening):
        return Found(happening.at_hand, happening.at_ms)
    if pattern.verb == "changed":
        for change in happening.changes:
            if _names(pattern, change.attribute) and _fits(
                pattern, _with_change(happening.properties, change), happening.handled_ms
            ):
                return Found(_with_change(happening.at_hand, change), happening.at_ms)
    for flip in happening.flips:
        verb = "joined" if flip.inside else "left"
        # They carry nothing that a `where` could ask for (§16.4).
        if pattern.verb == verb and _names(pattern, flip.segment) and _fits(pattern, {}, happening.handled_ms):
            return Found(happening.at_hand, happening.handled_ms)
    return None


def _crosses(threshold: Crosses, crossing: Crossing) -> bool:
    """§16.7."""
    if threshold.score != crossing.score:
        return False
    if threshold.upwards:
        return crossing.left < threshold.millionths <= crossing.after
    return crossing.after < threshold.millionths <= crossing.judged


def _matches_itself(pattern: Pattern, happening: Happening) -> bool:
    # S6.5: who complains, or unsubscribes from everything, has unsubscribed from each channel.
    everything = happening.verb == "complained" or (happening.verb == "unsubscribed from" and happening.subject is None)
    if pattern.verb == "unsubscribed from" and everything:
        return _fits(pattern, happening.properties, happening.handled_ms)
    if happening.verb != pattern.verb or not _names(pattern, happening.subject):
        return False
    if pattern.link is not None and pattern.link != happening.link:
        return False
    return _fits(pattern, happening.properties, happening.handled_ms)


def _names(pattern: Pattern, subject: str | None) -> bool:
    """S2.10: an unknown subject matches the verb alone."""
    return pattern.subjects is None or subject in pattern.subjects


def _with_change(properties: Mapping[str, Value], change: Change) -> Mapping[str, Value]:
    """What is at hand of an event in which a change matched: `old` and `new` added, unless missing (S2.2)."""
    result = {name: value for name, value in properties.items() if name not in {"old", "new"}}
    if change.old is not None:
        result["old"] = change.old
    if change.new is not None:
        result["new"] = change.new
    return result


def _fits(pattern: Pattern, properties: Mapping[str, Value], now_ms: int) -> bool:
    """`where` (S5.11), `from` and `to` (S5.6) over an event's properties; `now` is when it was handled."""
    for wanted, name in ((pattern.from_value, "old"), (pattern.to_value, "new")):
        if wanted is not None and not equal(wanted.type, wanted.value, wanted.type, properties.get(name)):
            return False
    if pattern.where is None:
        return True

    def lookup(value: ValueExpression) -> Value | None:
        if isinstance(value, Constant):
            return value.value
        if isinstance(value, Now):
            return now_ms
        if isinstance(value, Today):
            return date_at(value.zone, now_ms)
        assert isinstance(value, PropertyValue), "`where` speaks of the event alone"
        return properties.get(value.name)

    return holds(pattern.where, lookup, _no_facts)


def _no_facts(condition: Asked) -> bool:
    raise AssertionError("`where` speaks of the event alone")


# --- conditions ---


def equal(left_type: Type, left: Value | None, right_type: Type, right: Value | None) -> bool:
    """False if one is missing; text without regard to case, values of a `one of` exactly (S7.1)."""
    if left is None or right is None or isinstance(left, str) != isinstance(right, str):
        return False
    one_of = isinstance(left_type, OneOfType) or isinstance(right_type, OneOfType)
    if isinstance(left, str) and isinstance(right, str) and not one_of:
        return folded(left) == folded(right)
    return left == right


def holds(condition: Condition, lookup: Lookup, fact: Fact) -> bool:
    """S4.5: judged now; `lookup` gives what a value is now, `fact` what else is known of the contact."""
    match condition:
        case And(parts):
            return all(holds(part, lookup, fact) for part in parts)
        case Or(parts):
            return any(holds(part, lookup, fact) for part in parts)
        case Not(part):
            return not holds(part, lookup, fact)
        case Equals(left, right):
            return equal(left.type, lookup(left), right.type, lookup(right))
        case Compares(left, order, right):
            return _in_order(lookup(left), order, lookup(right))
        case ComparesDates():
            return compares(condition, lookup)
        case IsWithin():
            return is_within(condition, lookup)
        case Contains(left, text):
            value = lookup(left)
            return isinstance(value, str) and folded(text) in folded(value)
        case StartsWith(left, text):
            value = lookup(left)
            return isinstance(value, str) and folded(value).startswith(folded(text))
        case IsSet(value):
            return lookup(value) is not None
        case Has() | Tagged() | SubscribedTo() | InJourney() | InSegment() | InArm() | NowIsBetween() | NowIsOn():
            return fact(condition)


def _in_order(left: Value | None, order: Order, right: Value | None) -> bool:
    if left is None or right is None:
        return False
    assert isinstance(left, int), "only numbers are compared by size"
    assert isinstance(right, int), "only numbers are compared by size"
    match order:
        case Order.LESS:
            return left < right
        case Order.LESS_OR_EQUAL:
            return left <= right
        case Order.MORE:
            return left > right
        case Order.MORE_OR_EQUAL:
            return left >= right
