"""Names of values: attributes, what is remembered, declared moments, and properties of the event at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jdsl.diagnostics import catalogue as codes
from jdsl.model.catalog import ANSWERED
from jdsl.model.declarations import Thing
from jdsl.model.model import AttributeValue, PropertyValue, RememberedValue, Type, Value
from jdsl.model.scope import Scope, World, did_you_mean
from jdsl.syntax import ast

CHANGED = "changed"
# What can be asked about, but is no value.
_LEFT_ALONE = (Thing.SCORE, Thing.SPLIT)

UNKNOWN_EVENT = "?"
"""Stands in a hand for an event that could not be resolved, so that nothing more is said about its properties."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Which events' properties can be spoken of.

    In a `where` those of the event itself, elsewhere those that can be at hand (S4.10). An event is the name of its
    verb; `changed country` is `changed:country`, for the type of `old` and `new` is the attribute's, and `crm answers`
    is `answered:crm`, for each webhook answers with properties of its own.
    """

    events: frozenset[str]
    is_where: bool = False


NOTHING_AT_HAND = Hand(frozenset())


def properties_of(world: World, event: str) -> Mapping[str, Type]:
    """The properties of one event of a `Hand`."""
    verb, _, subject = event.partition(":")
    if verb == CHANGED:
        kind = world.catalog.attributes.get(subject)
        return {"old": kind, "new": kind} if kind is not None else {}
    webhook = world.catalog.webhooks.get(subject) if verb == ANSWERED else None
    if webhook is not None:
        return webhook.properties
    found = world.catalog.verbs.get(verb)
    return found.properties if found else {}


def look_up(scope: Scope, hand: Hand, name: str) -> Value | None:
    """What the name means; a property comes last, but in a `where` there is nothing else."""
    if not hand.is_where:
        catalog = scope.world.catalog
        attribute = catalog.attributes.get(name)
        if attribute is not None:
            return AttributeValue(name, attribute)
        if scope.entering_per and scope.per is not None and scope.per[0] == name:
            return PropertyValue(*scope.per)  # what leads in has it, as its verb does or otherwise (§17.1)
        remembered = None if scope.is_outside else scope.remembered.get(name)
        if remembered is not None:
            return RememberedValue(name, remembered)
        moment = catalog.moments.get(name) or catalog.webinars.get(name)
        if moment is not None:
            return moment
    return property_value(scope, hand, name)


def property_value(scope: Scope, hand: Hand, name: str) -> PropertyValue | None:
    """The property of this name, if an event that has it can be at hand, and all such have it with one type."""
    kinds = _property_types(scope, hand, name)
    return PropertyValue(name, kinds[0]) if len(kinds) == 1 else None


def named_value(scope: Scope, hand: Hand, name: ast.Name) -> Value | None:
    """Like `look_up`; what is not there is reported."""
    found = look_up(scope, hand, name.text)
    if found is None:
        report_not_there(scope, hand, name)
    return found


def _property_types(scope: Scope, hand: Hand, name: str) -> list[Type]:
    kinds: list[Type] = []
    for event in sorted(hand.events):
        kind = properties_of(scope.world, event).get(name)
        if kind is not None and kind not in kinds:
            kinds.append(kind)
    return kinds


def report_not_there(scope: Scope, hand: Hand, name: ast.Name) -> None:
    """Nothing of this name can be spoken of here: what is wrong with it."""
    world, text = scope.world, name.text
    is_attribute = text in world.declared.things[Thing.ATTRIBUTE]
    not_its_own = _not_the_events_own(scope, text) if hand.is_where else None
    if not_its_own is not None:
        scope.report(
            codes.ATTRIBUTE_IN_WHERE,
            name.span,
            f"`{text}` is {not_its_own}, and `where` speaks of the event's own properties",
            "put what concerns the contact behind `if`",
        )
        return
    if text in scope.memories and scope.is_outside:
        message = f"`{text}` is remembered during a visit, and this is asked when there is none"
        scope.report(codes.UNKNOWN_ATTRIBUTE, name.span, message, "ask for an attribute of the contact here")
        return
    other = world.declared.find(text, _LEFT_ALONE)
    if other is not None:
        _only_on_the_left(scope, name, other.thing)
        return
    if (
        is_attribute
        or text in scope.memories
        or UNKNOWN_EVENT in hand.events
        or text in world.declared.broken_properties
    ):
        return  # its declaration, or the event, or what is remembered, could not be read, which was reported
    if len(_property_types(scope, hand, text)) > 1:
        _properties_disagree(scope, name)
        return
    at_hand = _at_hand(scope, hand)
    if hand.is_where:
        _unknown_property(scope, name, hand, at_hand)
    elif text in {"old", "new"} and f"{CHANGED}:" in hand.events:
        scope.report(
            codes.PROPERTIES_DISAGREE,
            name.span,
            f"`{text}` can be of any type after `changed` without an attribute",
            "say which attribute: `changed country`",
        )
    elif is_property_anywhere(scope, text):
        _no_event_at_hand(scope, name, hand)
    else:
        catalog = world.catalog
        known = [*catalog.attributes, *at_hand, *scope.remembered, *catalog.moments, *catalog.webinars]
        scope.unknown(name, Thing.ATTRIBUTE, known)


def _only_on_the_left(scope: Scope, name: ast.Name, thing: Thing) -> None:
    """A score or a split where a VALUE belongs (§16.10, §19.4)."""
    text = name.text
    example = f"{text} >= 50" if thing is Thing.SCORE else f"{text} is ARM"
    message = f"`{text}` is {thing.with_article}, and is not a value that can be compared with, stored or reckoned with"
    scope.report(codes.WRONG_KIND, name.span, message, f"it stands on the left of a condition: `{example}`")


def _not_the_events_own(scope: Scope, text: str) -> str | None:
    """What else the name means than a property of an event."""
    if text in scope.memories:
        return "what the journey remembers"
    found = scope.world.declared.find(text, (Thing.ATTRIBUTE, Thing.MOMENT, Thing.WEBINAR, *_LEFT_ALONE))
    return found.thing.with_article if found is not None else None


def report_no_property(scope: Scope, hand: Hand, name: ast.Name) -> None:
    """The name would have to be a property of the event at hand, and is none."""
    if UNKNOWN_EVENT in hand.events or name.text in scope.world.declared.broken_properties:
        return
    if len(_property_types(scope, hand, name.text)) > 1:
        _properties_disagree(scope, name)
    elif is_property_anywhere(scope, name.text) or not hand.events:
        _no_event_at_hand(scope, name, hand)
    else:
        _unknown_property(scope, name, hand, _at_hand(scope, hand))


def _at_hand(scope: Scope, hand: Hand) -> list[str]:
    return [name for event in sorted(hand.events) for name in properties_of(scope.world, event)]


def is_property_anywhere(scope: Scope, name: str) -> bool:
    """Whether some event carries a property of this name."""
    return any(name in verb.properties for verb in scope.world.catalog.verbs.values()) or name in {"old", "new"}


def _properties_disagree(scope: Scope, name: ast.Name) -> None:
    scope.report(
        codes.PROPERTIES_DISAGREE,
        name.span,
        f"`{name.text}` is not of one type in all events that can be at hand here",
        "give it the same type in each `property` line, or write a rule for each event",
    )


def _unknown_property(scope: Scope, name: ast.Name, hand: Hand, known: Iterable[str]) -> None:
    names = list(known)
    near = scope.nearest(name.text, names)
    event = " or ".join(f"`{event.partition(':')[0]}`" for event in sorted(hand.events))
    listed = ", ".join(f"`{known_name}`" for known_name in names)
    advice = f"it carries {listed}" if names else "it carries no properties"
    fixes = [scope.replacing(f"use `{near}`", name.span, near, certain=False)] if near else []
    message = f"{event} has no property `{name.text}`"
    scope.report(codes.UNKNOWN_PROPERTY, name.span, message, did_you_mean(near) or advice, fixes=fixes)


def _no_event_at_hand(scope: Scope, name: ast.Name, hand: Hand) -> None:
    if hand.events:
        events = ", ".join(f"`{event.partition(':')[0]}`" for event in sorted(hand.events))
        advice = f"what can be at hand here is {events}, and none of them has it"
    else:
        advice = "none is at hand where the clock brings things about, or where nothing leads to"
    message = f"`{name.text}` is a property, and no event that has it can be at hand here"
    scope.report(codes.NO_EVENT_AT_HAND, name.span, message, advice)
