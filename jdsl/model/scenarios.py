"""One scenario: what is given, what happens, what is expected."""

from __future__ import annotations

from collections.abc import Sequence

from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.by_name import arm_of
from jdsl.model.clocks import day_in_reach
from jdsl.model.conditions import event_of, resolve_condition
from jdsl.model.declarations import JourneySource, Thing
from jdsl.model.lookup import NOTHING_AT_HAND, Hand, named_value
from jdsl.model.model import Constant, Place
from jdsl.model.names import resolve_phrase
from jdsl.model.plain_steps import is_one_event, subject_of
from jdsl.model.remembering import memories_of
from jdsl.model.scope import Scope
from jdsl.model.sending import line_place
from jdsl.model.types import TEXT, YES_NO, is_same_kind, type_in_words
from jdsl.model.values import constant_of
from jdsl.model.workspace_lines import journey_zone
from jdsl.model.zones import instant
from jdsl.syntax import ast
from jdsl.text.span import Span

DAY_ZERO = 20_514  # 2026-03-02, a Monday, in days since 1970-01-01 (§13.1)
EVERYTHING = "everything"

_TAGGED = {ast.ExpectKind.TAG, ast.ExpectKind.UNTAG}
_CHANNELS = {ast.ExpectKind.SUBSCRIBE, ast.ExpectKind.UNSUBSCRIBE}
_HOLDS = {ast.ExpectKind.HOLD, ast.ExpectKind.RELEASE}
_REASONS = {ast.ExpectKind.WITHHELD, ast.ExpectKind.EXIT, ast.ExpectKind.REFUSED}


def resolve_scenario(scope: Scope, line: ast.Line) -> model.Scenario:
    """The scenario; what could not be resolved is reported and left out."""
    statement = line.statement
    assert isinstance(statement, ast.ScenarioLine)
    place = line_place(scope, line)
    scope.start = line.start
    watched = _watched(scope, statement)
    scope.zone = _zone(scope, watched)
    starting = day_in_reach(scope, statement.starting) if statement.starting else None
    day_zero = DAY_ZERO if starting is None else starting
    given: list[model.Given] = []
    events: list[model.Occurs] = []
    expectations: list[model.Expectation] = []
    for child in line.children:
        scope.start = child.start
        child_place = line_place(scope, child)
        match child.statement:
            case ast.GivenLine(facts):
                given.extend(fact for written in facts for fact in _given(scope, written))
            case ast.DayLine() as day:
                at_ms = instant(scope.zone, day_zero + day.day, day.at.ms if day.at else 0)
                found = _day(scope, day, at_ms, child_place, watched)
                if isinstance(found, model.Occurs):
                    events.append(found)
                elif found is not None:
                    expectations.append(found)
            case ast.ExpectNothingElse():
                expectations.append(model.ExpectNothingElse(child_place))
            case _:
                pass
    return model.Scenario(
        statement.title.value,
        tuple(journey.name for journey in watched),
        instant(scope.zone, day_zero, 0),
        tuple(given),
        tuple(events),
        tuple(expectations),
        place,
        scope.zone,
    )


def _zone(scope: Scope, watched: Sequence[JourneySource]) -> str:
    """That of the journeys, if they all have one and the same, else the workspace's (§13.1)."""
    zones = {journey_zone(journey, scope.world.zone) for journey in watched}
    return zones.pop() if len(zones) == 1 else scope.world.zone


def _watched(scope: Scope, statement: ast.ScenarioLine) -> list[JourneySource]:
    """Those that it names, else those of its file, else all."""
    journeys = scope.world.declared.journeys
    if statement.journeys:
        names = [name for written in statement.journeys if (name := scope.journey_name(written))]
        return [journeys[name] for name in dict.fromkeys(names)]
    own = [journey for journey in journeys.values() if journey.path == scope.path]
    return own or list(journeys.values())


# --- given ---


def _given(
    scope: Scope, written: ast.Comparison | ast.SubscribedTo | ast.Tagged | ast.Bare | ast.Not | ast.HeldOut
) -> list[model.Given]:
    on = True
    fact: object = written
    while isinstance(fact, ast.Not):
        on, fact = not on, fact.operand
    match fact:
        case ast.Comparison():
            return _given_comparison(scope, fact, on=on)
        case ast.SubscribedTo(channel):
            name = scope.named(channel, Thing.CHANNEL)
            return [model.GivenSubscription(name, on)] if name else []
        case ast.Tagged(tag):
            name = scope.named(tag, Thing.TAG)
            # A contact has no tag that is not given.
            return [model.GivenTag(name)] if name and on else []
        case ast.HeldOut():
            return [model.GivenHeldOut()]
        case ast.Bare(ast.Name() as name):
            return _given_yes_no(scope, name, on=on)
        case _:
            _no_fact(scope, written.span)
            return []


def _given_comparison(scope: Scope, fact: ast.Comparison, *, on: bool) -> list[model.Given]:
    if fact.operator is not ast.Operator.IS or not on:
        _no_fact(scope, fact.span)
        return []
    if fact.left.text in scope.world.catalog.splits:
        arm = arm_of(scope, fact.left.text, fact.right)
        return [] if arm is None else [model.GivenArm(fact.left.text, arm)]
    if fact.left.text in scope.world.catalog.scores:
        message = f"`{fact.left.text}` is a score, and no step sets it"
        scope.report(codes.PLAIN_FACT, fact.span, message, "let days before 0 give its points: `day -3 clicked …`")
        return []
    kind = scope.attribute(fact.left)
    value = constant_of(scope, fact.right, kind, fact.left.text) if kind is not None else None
    return [model.GivenAttribute(fact.left.text, value)] if value is not None else []


def _given_yes_no(scope: Scope, name: ast.Name, *, on: bool) -> list[model.Given]:
    kind = scope.attribute(name)
    if kind is None:
        return []
    if kind != YES_NO:
        message = f"`{name.text}` stands alone, and is {type_in_words(kind)}"
        scope.report(codes.NO_CONDITION, name.span, message, f"say what it is: `{name.text} is …`")
        return []
    return [model.GivenAttribute(name.text, Constant(on, YES_NO))]


def _no_fact(scope: Scope, span: Span) -> None:
    message = f"`{scope.written(span)}` does not say one value"
    scope.report(codes.PLAIN_FACT, span, message, "say what is so: `country is CZ`, `vip`, `not vip`, `tagged trial`")


# --- days ---


def _day(
    scope: Scope, day: ast.DayLine, at_ms: int, place: Place, watched: Sequence[JourneySource]
) -> model.Occurs | model.Expectation | None:
    what = day.what
    match what:
        case ast.SetAttribute(attribute, value):
            kind = scope.attribute(attribute)
            constant = constant_of(scope, value, kind, attribute.text) if kind is not None else None
            if constant is None:
                return None
            return model.Occurs(at_ms, None, None, None, {}, {attribute.text: constant}, machine=False, place=place)
        case ast.Occurs():
            return _occurs(scope, what, at_ms, place)
        case ast.ExpectEffect():
            return _expect_effect(scope, what, at_ms, place, watched)
        case ast.ExpectCondition(written, span):
            condition = resolve_condition(scope, NOTHING_AT_HAND, written)
            return None if condition is None else model.ExpectCondition(at_ms, condition, scope.written(span), place)


def _occurs(scope: Scope, written: ast.Occurs, at_ms: int, place: Place) -> model.Occurs | None:
    said = resolve_phrase(scope, written.phrase)
    if said is None or not is_one_event(scope, said, written.phrase):
        return None
    hand = Hand(frozenset((event_of(model.Pattern(said.verb.name, said.subjects)),)), is_where=True)
    properties: dict[str, Constant] = {}
    complete = True
    for fact in written.where:
        value = _property(scope, hand, fact)
        complete = complete and value is not None
        if value is not None:
            properties[fact.left.text] = value
    if not complete:
        return None
    return model.Occurs(
        at_ms, said.verb.name, subject_of(said), said.link, properties, {}, machine=written.by_machine, place=place
    )


def _property(scope: Scope, hand: Hand, fact: ast.Comparison) -> Constant | None:
    if fact.operator is not ast.Operator.IS:
        message = f"`{scope.written(fact.span)}` does not say one value"
        scope.report(codes.PLAIN_FACT, fact.span, message, "say what the event carries: `amount is 120`")
        return None
    found = named_value(scope, hand, fact.left)
    return constant_of(scope, fact.right, found.type, fact.left.text) if found is not None else None


# --- expect ---


def _expect_effect(
    scope: Scope, written: ast.ExpectEffect, at_ms: int, place: Place, watched: Sequence[JourneySource]
) -> model.ExpectEffect | None:
    kind = written.kind
    reason = written.text.value if written.text and kind in _REASONS else None
    value: Constant | None = None
    name: str | None = None
    if written.name is not None:
        found = _effect_name(scope, kind, written, watched)
        if found is None:
            return None
        name, value = found
    if written.text and kind is ast.ExpectKind.NOTIFY:
        value = Constant(written.text.value, TEXT)
    said = "move" if kind is ast.ExpectKind.STAGE else kind.value
    return model.ExpectEffect(at_ms, said, name, reason, value, place)


def _effect_name(
    scope: Scope, kind: ast.ExpectKind, written: ast.ExpectEffect, watched: Sequence[JourneySource]
) -> tuple[str, Constant | None] | None:
    """The name of what the effect is about, and its value; None: reported."""
    name = written.name
    if isinstance(name, ast.Phrase):
        said = resolve_phrase(scope, name)
        if said is None or not is_one_event(scope, said, name):
            return None
        subject = subject_of(said)
        return said.verb.name, Constant(subject, TEXT) if subject is not None else None
    assert name is not None
    if kind is ast.ExpectKind.SET:
        return _expected_value(scope, name, written.value)
    if kind is ast.ExpectKind.STAGE:
        found = _place_of(scope, watched, name, is_stage=True)
    elif kind is ast.ExpectKind.REACH:
        found = _place_of(scope, watched, name, is_stage=False)
    elif kind in _TAGGED:
        found = scope.named(name, Thing.TAG)
    elif kind in _HOLDS and name.text == EVERYTHING:
        found = EVERYTHING
    elif kind is ast.ExpectKind.CALL or (kind is ast.ExpectKind.WITHHELD and name.text in scope.world.catalog.webhooks):
        found = scope.named(name, Thing.WEBHOOK)
    elif kind in _CHANNELS or kind in _HOLDS:
        found = scope.named(name, Thing.CHANNEL)
    elif kind is ast.ExpectKind.NOTIFY or (kind is ast.ExpectKind.WITHHELD and _is_told(scope, watched, name)):
        found = name.text if _is_address(scope, watched, name) else scope.named(name, Thing.TEAM)
    else:
        found = scope.message(name)
    return (found, None) if found is not None else None


def _expected_value(scope: Scope, name: ast.Name, written: ast.Value | None) -> tuple[str, Constant | None] | None:
    kind = scope.attribute(name)
    if kind is None or written is None:
        return None
    value = constant_of(scope, written, kind, name.text)
    return (name.text, value) if value is not None and is_same_kind(value.type, kind) else None


def _is_told(scope: Scope, watched: Sequence[JourneySource], name: ast.Name) -> bool:
    return name.text in scope.world.catalog.teams or _is_address(scope, watched, name)


def _is_address(scope: Scope, watched: Sequence[JourneySource], name: ast.Name) -> bool:
    """Whether an address can be in it: an attribute that is a text, or what a watched journey remembers."""
    kind = scope.world.catalog.attributes.get(name.text)
    if kind is not None:
        return kind == TEXT
    declared = scope.world.declared
    return any(name.text in memories_of(declared, journey) for journey in watched)


def _place_of(scope: Scope, watched: Sequence[JourneySource], name: ast.Name, *, is_stage: bool) -> str | None:
    """A stage or goal of one of the journeys that the scenario watches."""
    if not watched:
        return None
    for journey in watched:
        if name.text in (journey.stages if is_stage else journey.goals):
            return name.text
    first = watched[0]
    return scope.stage_of(first, name) if is_stage else scope.goal_of(first, name)
