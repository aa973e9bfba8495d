"""Bodies: steps, and the blocks of steps under `if` and `wait`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.clocks import at_of, day_in_reach, days_of
from jdsl.model.conditions import resolve_condition, window_ms
from jdsl.model.declarations import JourneySource, Thing
from jdsl.model.lookup import Hand
from jdsl.model.model import NumberType, OneOfType, Place, TextType, Type, Value
from jdsl.model.moments import From, resolve_length, resolve_moment
from jdsl.model.names import Said, resolve_phrase
from jdsl.model.parts import steps_on
from jdsl.model.remembering import resolve_remember
from jdsl.model.scope import Scope, did_you_mean
from jdsl.model.sending import line_place
from jdsl.model.triggers import has_clock, resolve_trigger, trigger_events
from jdsl.model.types import DATE, MOMENT, NUMBER, type_in_words
from jdsl.model.values import value_of
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
    length = resolve_length(scope, before, duration) if duration is not None else None
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
    return model.WaitFor(length, tuple(arms), otherwise, place), Hand(after)


def _arm(
    scope: Scope, journey: JourneySource, line: ast.Line, statement: ast.WhenLine, before: Hand
) -> tuple[model.Arm | None, frozenset[str]]:
    place = line_place(scope, line)
    events = trigger_events(scope.world, statement.trigger)
    hand = Hand(events | before.events if has_clock(statement.trigger) else events)
    trigger = resolve_trigger(scope, statement.trigger)
    condition = resolve_condition(scope, hand, statement.condition) if statement.condition else None
    body = resolve_block(scope, journey, line, hand)
    if trigger is None:
        return None, body.hand.events
    return model.Arm(trigger, condition, body.steps, place), body.hand.events


# --- single steps ---


def _steps(scope: Scope, journey: JourneySource, written: Sequence[ast.Step], hand: Hand) -> list[model.Step]:
    found: list[model.Step] = []
    for step in written:
        scope.step = step.span.start
        if isinstance(step, ast.Send):
            found.extend(_send(scope, step, hand))
        else:
            resolved = _step(scope, journey, step, hand)
            if resolved is not None:
                found.append(resolved)
    scope.step = None
    return found


def _send(scope: Scope, written: ast.Send, hand: Hand) -> list[model.Step]:
    """`send x after D at T` is a wait and a send (§8.5)."""
    place = scope.place(written.span)
    name = scope.message(written.message)
    wait: model.Step | None = None
    if written.after is not None:
        wait = _wait(scope, hand, written.after, written.at, place)
        if wait is None:
            return []
    elif written.at is not None:
        wait = model.WaitUntilTime(model.ALL_DAYS, at_of(scope, written.at), place)
    if name is None:
        return []
    send = model.Send(name, place)
    return [send] if wait is None else [wait, send]


def _wait(scope: Scope, hand: Hand, written: ast.Length, at: ast.At | None, place: Place) -> model.Step | None:
    by_dates = f"`{scope.written(at.span)}`" if at is not None else None
    length = resolve_length(scope, hand, written, by_dates=by_dates)
    if length is None:
        return None
    return model.Wait(length, at_of(scope, at) if at is not None else None, place)


def _otherwise(scope: Scope, journey: JourneySource, written: Sequence[ast.Step], hand: Hand) -> tuple[model.Step, ...]:
    """What stands behind `else`: one step, before which nothing can be put."""
    before, scope.step = scope.step, None
    found = [_step(scope, journey, step, hand) if not isinstance(step, ast.Send) else None for step in written]
    sends = [one for step in written if isinstance(step, ast.Send) for one in _send(scope, step, hand)]
    scope.step = before
    return (*(step for step in found if step is not None), *sends)


def _waits_until(
    scope: Scope,
    journey: JourneySource,
    written: ast.WaitUntil | ast.WaitUntilDate | ast.WaitUntilMoment | ast.WaitUpToUntil,
    hand: Hand,
    place: Place,
) -> model.Step | None:
    if isinstance(written, ast.WaitUntil):
        return model.WaitUntilTime(days_of(written.days), at_of(scope, written.at), place)
    otherwise = _otherwise(scope, journey, written.otherwise, hand)
    match written:
        case ast.WaitUntilDate(date, at):
            number = day_in_reach(scope, date)
            if number is None:
                return None
            day = model.Constant(number, DATE)
            return model.WaitUntilMoment(model.Moment(day, None, 1, at_of(scope, at), MOMENT), otherwise, place)
        case ast.WaitUntilMoment(written_moment):
            moment = resolve_moment(scope, hand, written_moment, From.WAIT)
            return None if moment is None else model.WaitUntilMoment(moment, otherwise, place)
        case ast.WaitUpToUntil(duration, written_condition):
            length = resolve_length(scope, hand, duration)
            condition = resolve_condition(scope, hand, written_condition)
            if length is None or condition is None:
                return None
            return model.WaitUntilCondition(length, condition, otherwise, place)


def _step(scope: Scope, journey: JourneySource, written: ast.Step, hand: Hand) -> model.Step | None:
    """The step, or None: then what is wrong with it is reported."""
    place = scope.place(written.span)
    match written:
        case ast.Notify():
            return _notify(scope, written, place)
        case ast.Wait(None):
            return model.WaitFor(None, (), (), place)
        case ast.Wait(ast.Duration() | ast.CalendarLength() | ast.DataLength() as duration, at):
            return _wait(scope, hand, duration, at, place)
        case ast.WaitUntil() | ast.WaitUntilDate() | ast.WaitUntilMoment() | ast.WaitUpToUntil():
            return _waits_until(scope, journey, written, hand, place)
        case ast.Move(stage):
            name = scope.stage_of(journey, stage)
            return model.Move(name, place) if name else None
        case ast.Reach(goal):
            name = scope.goal_of(journey, goal)
            return model.Reach(name, place) if name else None
        case ast.Exit(reason):
            return model.Exit(reason.value if reason else None, place)
        case ast.Start(started):
            name = scope.journey_name(started)
            return model.Start(name, place) if name else None
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
    """Steps that change where a contact stands, or tell others."""
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
