"""Visits for each value of a property: what `per` asks of a journey's entries, and of those who start it (§17)."""

from __future__ import annotations

from collections.abc import Iterable

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Label
from jdsl.model import model
from jdsl.model.conditions import event_of
from jdsl.model.declarations import JourneySource
from jdsl.model.lookup import UNKNOWN_EVENT, Hand, properties_of
from jdsl.model.model import Type
from jdsl.model.scope import Scope, World, did_you_mean
from jdsl.syntax import ast
from jdsl.text.span import Span

# What brings these about has the value, whatever their verb declares (§17.1).
_OTHERWISE = frozenset(("changed", "joined", "left", "sent", "entered", "exited", "completed", "reached"))


def per_line(journey: JourneySource) -> tuple[ast.Line, ast.Name] | None:
    """The first line of the journey that says `per`, and the property."""
    for line in journey.lines:
        if isinstance(line.statement, ast.EnterWhen) and line.statement.per is not None:
            return line, line.statement.per
    return None


def per_of(world: World, journey: JourneySource) -> tuple[str, Type] | None:
    """The property by whose value the journey lets in, with the type that verbs give it; None: there is none."""
    found = per_line(journey)
    kinds = _types(world, found[1].text) if found is not None else []
    return (found[1].text, kinds[0]) if found is not None and kinds else None


def resolve_per(scope: Scope, journey: JourneySource) -> model.Per | None:
    """What the `enter` lines say; what is wrong with them is reported."""
    found = per_line(journey)
    if found is None:
        return None
    first, name = found
    statement = first.statement
    assert isinstance(statement, ast.EnterWhen)
    for line in journey.lines:
        scope.start = line.start
        if isinstance(line.statement, ast.EnterEvery | ast.EnterOn):
            _differs(scope, line, found, "an entry by the calendar has no value")
        elif isinstance(line.statement, ast.EnterWhen) and line is not first:
            _compare(scope, line, line.statement, found)
    scope.start = first.start
    kinds = _types(scope.world, name.text)
    if len(kinds) > 1:
        message = f"`{name.text}` is not of one type in all events that carry it"
        scope.report(codes.PROPERTIES_DISAGREE, name.span, message, "give it the same type in each `property` line")
    elif not kinds:
        _unknown(scope, name)
    return model.Per(name.text, kinds[0], statement.newest_only) if kinds else None


def _types(world: World, name: str) -> list[Type]:
    kinds: list[Type] = []
    for verb in world.catalog.verbs.values():
        kind = verb.properties.get(name)
        if kind is not None and kind not in kinds and verb.name != "changed":
            kinds.append(kind)
    return kinds


def _compare(scope: Scope, line: ast.Line, statement: ast.EnterWhen, first: tuple[ast.Line, ast.Name]) -> None:
    name = first[1].text
    if statement.per is None:
        _differs(scope, line, first, f"this entry does not say `per {name}`")
    elif statement.per.text != name:
        _differs(scope, line, first, f"this entry says `per {statement.per.text}`, and another `per {name}`")
    elif isinstance(first[0].statement, ast.EnterWhen) and statement.newest_only is not first[0].statement.newest_only:
        _differs(scope, line, first, "`newest only` stands on one entry, and not on another")


def _differs(scope: Scope, line: ast.Line, first: tuple[ast.Line, ast.Name], message: str) -> None:
    where, name = first
    label = Label(name.span.shifted(where.start), "said here")
    advice = "say the same on every `enter when` line, or write two journeys"
    scope.report(codes.PER_DIFFERS, Span(0, len(line.text)), message, advice, [label])


def _unknown(scope: Scope, name: ast.Name) -> None:
    known = {prop for verb in scope.world.catalog.verbs.values() for prop in verb.properties} - {"old", "new"}
    if name.text in scope.world.declared.broken_properties:
        return
    near = scope.nearest(name.text, sorted(known))
    fixes = [scope.replacing(f"use `{near}`", name.span, near, certain=False)] if near else []
    advice = did_you_mean(near) or f"declare it below the event: `property {name.text} text`"
    scope.report(codes.UNKNOWN_PROPERTY, name.span, f"no event carries `{name.text}`", advice, fixes=fixes)


def check_entry(scope: Scope, per: model.Per, written: ast.Trigger, trigger: model.Trigger) -> None:
    """Each alternative is plain, and can have a value (§17.1)."""
    for spoken, alternative in zip(written.alternatives, trigger, strict=True):
        if isinstance(alternative, model.Crosses):
            continue
        if not isinstance(alternative, model.Plain):
            what = _WHAT[type(alternative)]
            message = f"`{scope.written(spoken.span)}` is {what}, which has no `{per.name}` of its own"
            scope.report(codes.PER_NOT_PLAIN, spoken.span, message, "let a plain event lead in")
        elif not _has_value(scope.world, event_of(alternative.pattern), per.name):
            verb = alternative.pattern.verb
            message = f"`{verb}` does not carry `{per.name}`"
            advice = f"declare it: `event {verb}`, and `property {per.name} …` below"
            scope.report(codes.NO_PER_VALUE, spoken.span, message, advice)


_WHAT = {
    model.Counted: "counted",
    model.Silence: "a silence",
    model.Comes: "a moment",
    model.Followed: "a sequence",
    model.Ignored: "a silence",
}


def _has_value(world: World, event: str, name: str) -> bool:
    return event == UNKNOWN_EVENT or event.partition(":")[0] in _OTHERWISE or name in properties_of(world, event)


def can_have_value(scope: Scope, started: str, hand: Hand, written: ast.Name) -> bool:
    """Whether `start` can have a value for the journey, if it lets in for each; if not, it is reported (§17.7)."""
    source = scope.world.declared.journeys[started]
    found = per_line(source)
    if found is None or (scope.per is not None and scope.per[0] == found[1].text):
        return True
    name = found[1].text
    if _any_has(scope.world, hand.events, name):
        return True
    message = f"`{started}` lets in for each `{name}`, and no event that has one can be at hand here"
    advice = f"start it where an event with `{name}` is at hand, or let this journey enter `per {name}` too"
    scope.report(codes.NO_PER_VALUE, written.span, message, advice)
    return False


def _any_has(world: World, events: Iterable[str], name: str) -> bool:
    return any(_has_value(world, event, name) for event in events)
