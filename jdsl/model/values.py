"""Values beside `is`, `<` and `to`: constants, attributes, and properties of the event at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jdsl.diagnostics import catalogue as codes
from jdsl.model.declarations import Thing
from jdsl.model.model import (
    AttributeValue,
    Constant,
    OneOfType,
    PropertyValue,
    TextType,
    Type,
    Value,
    YesNoType,
)
from jdsl.model.scope import Scope, World, did_you_mean
from jdsl.model.types import NUMBER, TEXT, YES_NO, is_same_kind, type_in_words
from jdsl.syntax import ast

CHANGED = "changed"

UNKNOWN_EVENT = "?"
"""Stands in a hand for an event that could not be resolved, so that nothing more is said about its properties."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Which events' properties can be spoken of.

    In a `where` those of the event itself, elsewhere those that can be at hand (S4.10). An event is the name of its
    verb; `changed country` is `changed:country`, for the type of `old` and `new` is the attribute's.
    """

    events: frozenset[str]
    is_where: bool = False


NOTHING_AT_HAND = Hand(frozenset())


def properties_of(world: World, event: str) -> Mapping[str, Type]:
    """The properties of one event of a `Hand`."""
    verb, _, attribute = event.partition(":")
    if verb != CHANGED:
        found = world.catalog.verbs.get(verb)
        return found.properties if found else {}
    kind = world.catalog.attributes.get(attribute)
    return {"old": kind, "new": kind} if kind is not None else {}


def look_up(scope: Scope, hand: Hand, name: str) -> Value | None:
    """The attribute or property of this name; an attribute wins, but in a `where` there are none."""
    if not hand.is_where:
        attribute = scope.world.catalog.attributes.get(name)
        if attribute is not None:
            return AttributeValue(name, attribute)
    kinds = _property_types(scope, hand, name)
    return PropertyValue(name, kinds[0]) if len(kinds) == 1 else None


def named_value(scope: Scope, hand: Hand, name: ast.Name) -> Value | None:
    """Like `look_up`; what is not there is reported."""
    found = look_up(scope, hand, name.text)
    if found is None:
        _not_there(scope, hand, name)
    return found


def _property_types(scope: Scope, hand: Hand, name: str) -> list[Type]:
    kinds: list[Type] = []
    for event in sorted(hand.events):
        kind = properties_of(scope.world, event).get(name)
        if kind is not None and kind not in kinds:
            kinds.append(kind)
    return kinds


def _not_there(scope: Scope, hand: Hand, name: ast.Name) -> None:
    world, text = scope.world, name.text
    is_attribute = text in world.declared.things[Thing.ATTRIBUTE]
    if is_attribute and hand.is_where:
        scope.report(
            codes.ATTRIBUTE_IN_WHERE,
            name.span,
            f"`{text}` is an attribute, and `where` speaks of the event's own properties",
            "put what concerns the contact behind `if`",
        )
        return
    if is_attribute or UNKNOWN_EVENT in hand.events or text in world.declared.broken_properties:
        return  # its declaration, or the event, could not be read, which was reported
    if len(_property_types(scope, hand, text)) > 1:
        scope.report(
            codes.PROPERTIES_DISAGREE,
            name.span,
            f"`{text}` is not of one type in all events that can be at hand here",
            "give it the same type in each `property` line, or write a rule for each event",
        )
        return
    at_hand = [known for event in sorted(hand.events) for known in properties_of(world, event)]
    if hand.is_where:
        _unknown_property(scope, name, hand, at_hand)
    elif text in {"old", "new"} and f"{CHANGED}:" in hand.events:
        scope.report(
            codes.PROPERTIES_DISAGREE,
            name.span,
            f"`{text}` can be of any type after `changed` without an attribute",
            "say which attribute: `changed country`",
        )
    elif any(text in verb.properties for verb in world.catalog.verbs.values()):
        _no_event_at_hand(scope, name, hand)
    else:
        scope.unknown(name, Thing.ATTRIBUTE, [*world.catalog.attributes, *at_hand])


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


# --- right sides ---


def value_of(scope: Scope, hand: Hand, written: ast.Value, wanted: Type, left: str) -> Value | None:
    """`written` as a value of the type `wanted`, which is that of `left`; else None: then it is reported."""
    match written:
        case ast.Number():
            return _constant(scope, written, written.millionths, NUMBER, wanted, left)
        case ast.YesNo():
            return _constant(scope, written, written.value, YES_NO, wanted, left)
        case ast.Text():
            if isinstance(wanted, OneOfType):
                return _one_of(scope, written, written.value, wanted, left)
            return _constant(scope, written, written.value, TEXT, wanted, left)
        case ast.Name():
            return _named(scope, hand, written, wanted, left)


def constant_of(scope: Scope, written: ast.Value, wanted: Type, left: str) -> Constant | None:
    """Like `value_of`, where only what is written out will do."""
    if isinstance(written, ast.Name) and not isinstance(wanted, OneOfType):
        if isinstance(wanted, TextType):
            _unquoted(scope, written, left)
        else:
            _wrong_type(scope, written, wanted, left, "a word")
        return None
    found = value_of(scope, NOTHING_AT_HAND, written, wanted, left)
    if found is None or isinstance(found, Constant):
        return found
    message = f"`{scope.written(written.span)}` is an attribute, and a plain value belongs here"
    scope.report(codes.PLAIN_FACT, written.span, message)
    return None


def _constant(
    scope: Scope, written: ast.Value, value: int | str | bool, kind: Type, wanted: Type, left: str
) -> Constant | None:
    if kind == wanted:
        return Constant(value, kind)
    _wrong_type(scope, written, wanted, left, type_in_words(kind))
    return None


def _named(scope: Scope, hand: Hand, written: ast.Name, wanted: Type, left: str) -> Value | None:
    if isinstance(wanted, OneOfType) and written.text in wanted.values:
        return Constant(written.text, wanted)
    found = look_up(scope, hand, written.text)
    if found is not None:
        if is_same_kind(found.type, wanted):
            return found
        _wrong_type(scope, written, wanted, left, type_in_words(found.type))
        return None
    if isinstance(wanted, OneOfType):
        return _one_of(scope, written, written.text, wanted, left)
    if isinstance(wanted, TextType) and not _is_property_anywhere(scope, written.text):
        _unquoted(scope, written, left)
        return None
    _not_there(scope, hand, written)
    return None


def _is_property_anywhere(scope: Scope, name: str) -> bool:
    return any(name in verb.properties for verb in scope.world.catalog.verbs.values()) or name in {"old", "new"}


def _one_of(scope: Scope, written: ast.Name | ast.Text, value: str, wanted: OneOfType, left: str) -> Constant | None:
    if value in wanted.values:
        return Constant(value, wanted)
    near = scope.nearest(value, wanted.values)
    fixes = [scope.replacing(f"use `{near}`", written.span, _as_written(near), certain=False)] if near else []
    advice = did_you_mean(near) or f"it is {type_in_words(wanted)}"
    scope.report(codes.UNKNOWN_VALUE, written.span, f"`{left}` is never `{value}`", advice, fixes=fixes)
    return None


def _as_written(value: str) -> str:
    return value if value.replace("-", "_").isidentifier() else f'"{value}"'


def _wrong_type(scope: Scope, written: ast.Value, wanted: Type, left: str, found: str) -> None:
    shown = scope.written(written.span)
    advice = "texts are quoted, numbers are not" if isinstance(written, ast.Text | ast.Number) else None
    if isinstance(wanted, YesNoType):
        advice = "a yes/no attribute is set to `yes` or `no`, and stands alone in a condition"
    message = f"`{left}` is {type_in_words(wanted)}, and `{shown}` is {found}"
    scope.report(codes.WRONG_TYPE, written.span, message, advice)


def _unquoted(scope: Scope, written: ast.Name, left: str) -> None:
    quoted = f'"{written.text}"'
    scope.report(
        codes.UNQUOTED_TEXT,
        written.span,
        f"`{left}` is a text, and `{written.text}` is not quoted",
        f"write `{quoted}`",
        fixes=[scope.replacing(f"write `{quoted}`", written.span, quoted, certain=False)],
    )
