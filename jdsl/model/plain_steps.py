"""Steps that are done at once: what they change, and whom they tell."""

from __future__ import annotations

from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.conditions import window_ms
from jdsl.model.declarations import Thing
from jdsl.model.lookup import Hand
from jdsl.model.model import NumberType, OneOfType, Place, TextType, Type, Value
from jdsl.model.names import Said, resolve_phrase
from jdsl.model.remembering import is_fixed, resolve_remember
from jdsl.model.scope import Scope, did_you_mean
from jdsl.model.types import NUMBER, type_in_words
from jdsl.model.values import value_of
from jdsl.syntax import ast


def plain_step(scope: Scope, written: ast.Step, hand: Hand, place: Place) -> model.Step | None:
    """The step, or None: then what is wrong with it is reported."""
    match written:
        case ast.Notify():
            return _notify(scope, written, place)
        case ast.Set():
            return _set(scope, written, hand, place)
        case ast.Add() | ast.Take():
            return _add(scope, written, hand, place)
        case ast.Remember():
            return resolve_remember(scope, hand, written, place)
        case ast.Announce(phrase):
            return _announce(scope, phrase, place)
        case _:
            return _standing(scope, written, place)


def _standing(scope: Scope, written: ast.Step, place: Place) -> model.Step | None:
    """Steps that change where a contact stands."""
    match written:
        case ast.Tag(tag) | ast.Untag(tag):
            name = scope.named(tag, Thing.TAG)
            return model.Tag(name, isinstance(written, ast.Tag), place) if name else None
        case ast.Subscribe(channel) | ast.Unsubscribe(channel):
            name = scope.named(channel, Thing.CHANNEL)
            return model.Subscription(name, isinstance(written, ast.Subscribe), place) if name else None
        case ast.Hold(held, duration):
            for_ms = window_ms(scope, duration)
            name = scope.named(held, Thing.CHANNEL) if held is not None else None
            return model.Hold(name, for_ms, place) if held is None or name is not None else None
        case ast.Release(held):
            name = scope.named(held, Thing.CHANNEL) if held is not None else None
            return model.Release(name, place) if held is None or name is not None else None
        case ast.Call(webhook):
            name = scope.named(webhook, Thing.WEBHOOK)
            return model.Call(name, place) if name else None
        case _:
            raise AssertionError("a block step stands on a line of its own")


def _set(scope: Scope, written: ast.Set, hand: Hand, place: Place) -> model.Step | None:
    name = written.attribute
    if name.text in scope.memories and name.text not in scope.world.catalog.attributes:
        text = f"remember {scope.written(written.value.span)} as {name.text}"
        scope.report(
            codes.WRONG_KIND,
            name.span,
            f"`{name.text}` is remembered, and `set` is for attributes",
            f"remember it anew: `{text}`",
            fixes=[scope.replacing(f"say `{text}`", written.span, text, certain=True)],
        )
        return None
    kind = scope.attribute(name)
    if kind is None:
        return None
    value = value_of(scope, hand, written.value, kind, name.text)
    if value is None or not _fits(scope, written, value, kind):
        return None
    return model.Set(name.text, value, place)


def _add(scope: Scope, written: ast.Add | ast.Take, hand: Hand, place: Place) -> model.Step | None:
    """Of an attribute, or of something remembered (§8.22)."""
    name = written.name
    if is_fixed(scope, name):
        return None
    remembered = scope.remembered.get(name.text)
    is_remembered = name.text in scope.memories and name.text not in scope.world.catalog.attributes
    kind = remembered if is_remembered else scope.attribute(name)
    if kind is None:
        return None
    if not isinstance(kind, NumberType):
        verb = "add to" if isinstance(written, ast.Add) else "take from"
        message = f"`{name.text}` is {type_in_words(kind)}, and only numbers can be counted up or down"
        scope.report(codes.WRONG_TYPE, name.span, message, f"one can {verb} an attribute that is a number")
        return None
    value = value_of(scope, hand, written.value, NUMBER, name.text)
    sign = 1 if isinstance(written, ast.Add) else -1
    if value is None:
        return None
    if is_remembered:
        return model.AddRemembered(name.text, value, sign, place)
    return model.Add(name.text, value, sign, place)


def _fits(scope: Scope, written: ast.Set, value: Value, kind: Type) -> bool:
    """Whether all that the value can be is a value of the attribute; if not, it is reported."""
    if not isinstance(kind, OneOfType) or not isinstance(value.type, OneOfType):
        return True
    strange = [option for option in value.type.values if option not in kind.values]
    if strange:
        name, source = written.attribute.text, scope.written(written.value.span)
        message = f"`{source}` can be `{strange[0]}`, and `{name}` is {type_in_words(kind)}"
        scope.report(codes.WRONG_TYPE, written.value.span, message)
    return not strange


def _notify(scope: Scope, written: ast.Notify, place: Place) -> model.Step | None:
    name, declared = written.target, scope.world.declared
    text = written.text.value if written.text else None
    if name.text in declared.things[Thing.TEAM]:
        return model.Notify(name.text, None, text, place)
    kind = scope.world.catalog.attributes.get(name.text)
    remembered = scope.remembered.get(name.text) if kind is None else None
    if isinstance(remembered, TextType):
        return model.Notify(None, None, text, place, remembered=name.text)
    if isinstance(kind, TextType):
        return model.Notify(None, name.text, text, place)
    kind = kind or remembered
    if kind is not None:
        message = f"`{name.text}` is {type_in_words(kind)}, and an address is a text"
        scope.report(codes.WRONG_TYPE, name.span, message, "notify a team, or an attribute that holds an address")
        return None
    other = declared.find(name.text, (Thing.EMAIL, Thing.SMS, Thing.PUSH, Thing.WEBHOOK))
    if other is not None:
        scope.wrong_kind(name, other.thing, Thing.TEAM)
    elif name.text not in declared.things[Thing.ATTRIBUTE] and name.text not in scope.memories:
        _unknown_team(scope, name)
    return None


def _unknown_team(scope: Scope, name: ast.Name) -> None:
    catalog = scope.world.catalog
    addresses = [known for known, kind in catalog.attributes.items() if isinstance(kind, TextType)]
    near = scope.nearest(name.text, [*catalog.teams, *addresses])
    draft = f'team {name.text} "{name.text}@example.com"'
    fixes = [scope.replacing(f"use `{near}`", name.span, near, certain=False)] if near else []
    scope.report(
        codes.UNKNOWN_TEAM,
        name.span,
        f"no team is called `{name.text}`",
        did_you_mean(near) or f"declare it with a line like `{draft}`",
        fixes=[*fixes, scope.declaring(draft)],
    )


def _announce(scope: Scope, phrase: ast.Phrase, place: Place) -> model.Step | None:
    said = resolve_phrase(scope, phrase)
    if said is None:
        return None
    if said.verb.name in scope.world.verbs.prelude:
        scope.report(
            codes.ANNOUNCED_PRELUDE,
            phrase.span,
            f"`{said.verb.name}` is a standard event, which a journey cannot announce",
            "declare an event of your own, and announce that",
        )
        return None
    if not is_one_event(scope, said, phrase):
        return None
    if said.link is not None:
        message = "an announced event is about a message, not about one of its links"
        scope.report(codes.UNEXPECTED_WORDS, phrase.span, message)
        return None
    return model.Announce(said.verb.name, subject_of(said), place)


def is_one_event(scope: Scope, said: Said, phrase: ast.Phrase) -> bool:
    """Whether the phrase says one event that happens, not a choice of many; if not, it is reported."""
    if all(word.text != "any" for word in phrase.words):
        return True
    about = said.verb.kind.value if said.verb.kind else "thing"
    message = f"an event is about one {about}, so `any` has no place here"
    scope.report(codes.ONE_EVENT, phrase.span, message, f"name the {about}")
    return False


def subject_of(said: Said) -> str | None:
    """What one event is about."""
    return next(iter(said.subjects)) if said.subjects else None
