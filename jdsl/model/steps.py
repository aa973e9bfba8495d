"""Bodies: steps, and the blocks of steps under `if` and `wait`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.conditions import resolve_condition
from jdsl.model.declarations import JourneySource, Thing
from jdsl.model.model import NumberType, OneOfType, Place, TextType, Type, Value
from jdsl.model.names import Said, resolve_phrase
from jdsl.model.parts import steps_on
from jdsl.model.scope import Scope, did_you_mean
from jdsl.model.triggers import has_silence, resolve_trigger, trigger_events
from jdsl.model.types import NUMBER, type_in_words
from jdsl.model.values import Hand, value_of
from jdsl.syntax import ast


@dataclass(frozen=True, slots=True)
class Body:
    """Steps, and what can be at hand behind them."""

    steps: tuple[model.Step, ...]
    hand: Hand


def resolve_block(scope: Scope, journey: JourneySource, line: ast.Line, hand: Hand) -> Body:
    """What is to be done according to a rule, arm or `else`: on the line, or below it."""
    steps = steps_on(line.statement)
    if steps:
        scope.start = line.start
        return Body(tuple(_steps(scope, journey, steps, hand)), hand)
    return resolve_body(scope, journey, line.children, hand)


def resolve_body(scope: Scope, journey: JourneySource, lines: Sequence[ast.Line], hand: Hand) -> Body:
    """The steps of a block."""
    found: list[model.Step] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        steps = steps_on(line.statement)
        scope.start = line.start
        index += 1
        if isinstance(line.statement, ast.Broken):
            continue
        if isinstance(line.statement, ast.ElseIfLine | ast.ElseLine):
            # Its `if` is missing or could not be read, which has been reported.
            resolve_block(scope, journey, line, hand)
        elif steps and isinstance(steps[0], ast.If):
            index, hand = _if(scope, journey, lines, index - 1, hand, found)
        elif steps and _is_block_wait(steps[0], line):
            step, hand = _wait_for(scope, journey, line, steps[0], hand)
            found.append(step)
        else:
            found.extend(_steps(scope, journey, steps, hand))
    return Body(tuple(found), hand)


# --- if ---


def _if(
    scope: Scope,
    journey: JourneySource,
    lines: Sequence[ast.Line],
    index: int,
    hand: Hand,
    found: list[model.Step],
) -> tuple[int, Hand]:
    """Read the `if` at `index` and its `else` lines; returns the index behind them, and the hand there."""
    branches: list[tuple[model.Condition, tuple[model.Step, ...]]] = []
    otherwise: tuple[model.Step, ...] = ()
    events = hand.events
    first = steps_on(lines[index].statement)[0]
    assert isinstance(first, ast.If)
    place = scope.place(first.span)
    condition, steps = first.condition, first.steps
    while True:
        line = lines[index]
        scope.start = line.start
        resolved = resolve_condition(scope, hand, condition)
        body = _branch(scope, journey, line, steps, hand)
        events |= body.hand.events
        if resolved is not None:
            branches.append((resolved, body.steps))
        index += 1
        following = lines[index].statement if index < len(lines) else None
        if not isinstance(following, ast.ElseIfLine):
            break
        condition, steps = following.condition, following.steps
    if isinstance(following, ast.ElseLine):
        body = resolve_block(scope, journey, lines[index], hand)
        otherwise, events = body.steps, events | body.hand.events
        index += 1
    found.append(model.If(tuple(branches), otherwise, place))
    return index, Hand(events)


def _branch(scope: Scope, journey: JourneySource, line: ast.Line, steps: tuple[ast.Step, ...], hand: Hand) -> Body:
    if steps:
        return Body(tuple(_steps(scope, journey, steps, hand)), hand)
    return resolve_body(scope, journey, line.children, hand)


# --- waits with arms ---


def _is_block_wait(step: ast.Step, line: ast.Line) -> bool:
    return isinstance(step, ast.WaitUpTo) or (
        isinstance(step, ast.Wait) and step.duration is None and bool(line.children)
    )


def _wait_for(
    scope: Scope, journey: JourneySource, line: ast.Line, step: ast.Step, before: Hand
) -> tuple[model.WaitFor, Hand]:
    assert isinstance(step, ast.WaitUpTo | ast.Wait)
    place = scope.place(step.span)
    duration = step.duration
    arms: list[model.Arm] = []
    otherwise: tuple[model.Step, ...] = ()
    after = before.events if duration is not None else frozenset[str]()
    for child in line.children:
        scope.start = child.start
        statement = child.statement
        if isinstance(statement, ast.WhenLine):
            arm, events = _arm(scope, journey, child, statement, before)
            after |= events
            if arm is not None:
                arms.append(arm)
        elif isinstance(statement, ast.OtherwiseLine):
            body = resolve_block(scope, journey, child, before)
            otherwise, after = body.steps, after | body.hand.events
    return model.WaitFor(model.Exact(duration.ms) if duration else None, tuple(arms), otherwise, place), Hand(after)


def _arm(
    scope: Scope, journey: JourneySource, line: ast.Line, statement: ast.WhenLine, before: Hand
) -> tuple[model.Arm | None, frozenset[str]]:
    place = line_place(scope, line)
    events = trigger_events(scope.world, statement.trigger)
    hand = Hand(events | before.events if has_silence(statement.trigger) else events)
    trigger = resolve_trigger(scope, statement.trigger)
    condition = resolve_condition(scope, hand, statement.condition) if statement.condition else None
    body = resolve_block(scope, journey, line, hand)
    if trigger is None:
        return None, body.hand.events
    return model.Arm(trigger, condition, body.steps, place), body.hand.events


def line_place(scope: Scope, line: ast.Line) -> Place:
    """The whole logical line."""
    return Place(scope.path, scope.source.line_of(line.start), line.start, line.start + len(line.text))


# --- single steps ---


def _steps(scope: Scope, journey: JourneySource, written: Sequence[ast.Step], hand: Hand) -> list[model.Step]:
    found: list[model.Step] = []
    for step in written:
        resolved = _step(scope, journey, step, hand)
        if isinstance(step, ast.Send) and step.after is not None and resolved is not None:
            found.append(model.Wait(model.Exact(step.after.ms), None, resolved.place))
        if resolved is not None:
            found.append(resolved)
    return found


def _step(scope: Scope, journey: JourneySource, written: ast.Step, hand: Hand) -> model.Step | None:
    """The step, or None: then what is wrong with it is reported."""
    place = scope.place(written.span)
    match written:
        case ast.Send(message):
            name = scope.message(message)
            return model.Send(name, place) if name else None
        case ast.Notify():
            return _notify(scope, written, place)
        case ast.Wait(None):
            return model.WaitFor(None, (), (), place)
        case ast.Wait(ast.Duration(ms)):
            return model.Wait(model.Exact(ms), None, place)
        case ast.Move(stage):
            name = scope.stage_of(journey, stage)
            return model.Move(name, place) if name else None
        case ast.Reach(goal):
            name = scope.goal_of(journey, goal)
            return model.Reach(name, place) if name else None
        case ast.Exit(reason):
            return model.Exit(reason.value if reason else None, place)
        case ast.Tag(tag) | ast.Untag(tag):
            name = scope.named(tag, Thing.TAG)
            return model.Tag(name, isinstance(written, ast.Tag), place) if name else None
        case ast.Subscribe(channel) | ast.Unsubscribe(channel):
            name = scope.named(channel, Thing.CHANNEL)
            return model.Subscription(name, isinstance(written, ast.Subscribe), place) if name else None
        case ast.Start(started):
            name = scope.journey_name(started)
            return model.Start(name, place) if name else None
        case ast.Set() | ast.Add() | ast.Take():
            return _change(scope, written, hand, place)
        case ast.Announce(phrase):
            return _announce(scope, phrase, place)
        case ast.If() | ast.WaitUpTo() | ast.Wait():
            raise AssertionError("a block step stands on a line of its own")
    assert_never(written)


def _change(scope: Scope, written: ast.Set | ast.Add | ast.Take, hand: Hand, place: Place) -> model.Step | None:
    name = written.attribute if isinstance(written, ast.Set) else written.name
    kind = scope.attribute(name)
    if kind is None:
        return None
    if isinstance(written, ast.Set):
        value = value_of(scope, hand, written.value, kind, name.text)
        if value is None or not _fits(scope, written, value, kind):
            return None
        return model.Set(name.text, value, place)
    if not isinstance(kind, NumberType):
        verb = "add to" if isinstance(written, ast.Add) else "take from"
        message = f"`{name.text}` is {type_in_words(kind)}, and only numbers can be counted up or down"
        scope.report(codes.WRONG_TYPE, name.span, message, f"one can {verb} an attribute that is a number")
        return None
    value = value_of(scope, hand, written.value, NUMBER, name.text)
    return None if value is None else model.Add(name.text, value, 1 if isinstance(written, ast.Add) else -1, place)


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
    if isinstance(kind, TextType):
        return model.Notify(None, name.text, text, place)
    if kind is not None:
        message = f"`{name.text}` is {type_in_words(kind)}, and an address is a text"
        scope.report(codes.WRONG_TYPE, name.span, message, "notify a team, or an attribute that holds an address")
        return None
    other = declared.find(name.text, (Thing.EMAIL, Thing.SMS, Thing.PUSH))
    if other is not None:
        scope.wrong_kind(name, other.thing, Thing.TEAM)
    elif name.text not in declared.things[Thing.ATTRIBUTE]:
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
