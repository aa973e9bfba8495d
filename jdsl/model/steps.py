"""Bodies: steps, and the blocks of steps under `if` and `wait`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.clocks import at_of, day_in_reach, days_of
from jdsl.model.conditions import COUNT_MOST, count_of, resolve_condition
from jdsl.model.declarations import JourneySource, Thing
from jdsl.model.lookup import Hand
from jdsl.model.model import Place
from jdsl.model.moments import From, resolve_length, resolve_moment
from jdsl.model.parts import steps_on
from jdsl.model.per import can_have_value
from jdsl.model.pieces import piece_of
from jdsl.model.plain_steps import plain_step
from jdsl.model.scope import Scope, Suggestions, did_you_mean
from jdsl.model.sending import line_place
from jdsl.model.shares import check_shares
from jdsl.model.triggers import has_clock, resolve_trigger, trigger_events
from jdsl.model.types import DATE, MOMENT
from jdsl.syntax import ast

_ROUNDS_MOST = 1000


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
        return _steps(scope, journey, steps, hand)
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
        elif steps and isinstance(steps[0], ast.Split):
            step, hand = _split(scope, journey, line, steps[0], hand)
            found.append(step)
        elif steps and isinstance(steps[0], ast.Repeat):
            step, hand = _repeat(scope, journey, line, steps[0], hand)
            found.append(step)
        else:
            body = _steps(scope, journey, steps, hand)
            found.extend(body.steps)
            hand = body.hand
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
        return _steps(scope, journey, steps, hand)
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
    hand = Hand(events | before.events if has_clock(scope.world, statement.trigger) else events)
    trigger = resolve_trigger(scope, statement.trigger)
    condition = resolve_condition(scope, hand, statement.condition) if statement.condition else None
    body = resolve_block(scope, journey, line, hand)
    if trigger is None:
        return None, body.hand.events
    return model.Arm(trigger, condition, body.steps, place), body.hand.events


# --- shares and rounds ---


def _split(
    scope: Scope, journey: JourneySource, line: ast.Line, step: ast.Split, before: Hand
) -> tuple[model.Split, Hand]:
    place = scope.place(step.span)
    check_shares(scope, line, step)
    arms: dict[str, model.SplitArm] = {}
    after = before.events
    for child in line.children:
        statement = child.statement
        if isinstance(statement, ast.ArmLine):
            body = resolve_block(scope, journey, child, before)
            after |= body.hand.events
            arms.setdefault(
                statement.name.text, model.SplitArm(statement.name.text, body.steps, line_place(scope, child))
            )
    return model.Split(step.name.text, tuple(arms.values()), place), Hand(after)


def _repeat(
    scope: Scope, journey: JourneySource, line: ast.Line, step: ast.Repeat, before: Hand
) -> tuple[model.Repeat, Hand]:
    place = scope.place(step.span)
    times = count_of(scope, step.times) or 0
    outer = scope.rounds
    scope.rounds = outer * max(times, 1)
    if scope.rounds > _ROUNDS_MOST and 0 < times <= COUNT_MOST:
        message = f"`repeat`s in each other make {scope.rounds} rounds here, and {_ROUNDS_MOST} is the most"
        scope.report(codes.OUT_OF_RANGE, step.times.span, message, "repeat less often")
    # What comes to hand in one round is there in the next; what is found on the way is found below again.
    world = replace(scope.world, suggestions=Suggestions(0))
    trial = replace(scope, world=world, diagnostics=[], uses={}, remembered=dict(scope.remembered))
    events = before.events | resolve_body(trial, journey, line.children, before).hand.events
    scope.start = line.start
    until = resolve_condition(scope, Hand(events), step.condition) if step.condition is not None else None
    body = resolve_body(scope, journey, line.children, Hand(events))
    scope.rounds = outer
    return model.Repeat(times, until, body.steps, place), Hand(events | body.hand.events)


# --- single steps ---


def _steps(scope: Scope, journey: JourneySource, written: Sequence[ast.Step], hand: Hand) -> Body:
    """The steps of one line."""
    found: list[model.Step] = []
    for step in written:
        scope.step = step.span.start
        body = _step(scope, journey, step, hand)
        found.extend(body.steps)
        hand = body.hand
    scope.step = None
    return Body(tuple(found), hand)


def _step(scope: Scope, journey: JourneySource, written: ast.Step, hand: Hand) -> Body:
    match written:
        case ast.Send():
            return Body(tuple(_send(scope, written, hand)), hand)
        case ast.Do():
            return _do(scope, journey, written, hand)
        case ast.WaitUntilDate() | ast.WaitUntilMoment() | ast.WaitUpToUntil():
            return _waits_until(scope, journey, written, hand)
        case _:
            one = _one_step(scope, journey, written, hand)
            return Body(() if one is None else (one,), hand)


def _do(scope: Scope, journey: JourneySource, written: ast.Do, hand: Hand) -> Body:
    """The lines of the piece in its place (§19.1)."""
    name = written.piece
    piece = piece_of(scope.world.declared, journey, name.text)
    if piece is None:
        _unknown_piece(scope, journey, name)
        return Body((), hand)
    if any(name.text == doing for doing, _ in scope.doing):
        return Body((), hand)  # a circle, which is told elsewhere
    with scope.inside(piece.path, name.text, written.span):
        return resolve_body(scope, journey, piece.line.children, hand)


def _unknown_piece(scope: Scope, journey: JourneySource, name: ast.Name) -> None:
    known = [*journey.pieces, *scope.world.declared.things[Thing.PIECE]]
    near = scope.nearest(name.text, known)
    fixes = [scope.replacing(f"use `{near}`", name.span, near, certain=False)] if near else []
    advice = (
        did_you_mean(near) or f"write them below a line `steps {name.text}`, above the stages or at the top of a file"
    )
    scope.report(codes.UNKNOWN_STEPS, name.span, f"no steps are called `{name.text}`", advice, fixes=fixes)


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


def _otherwise(scope: Scope, journey: JourneySource, written: Sequence[ast.Step], hand: Hand) -> Body:
    """What stands behind `else`: one step, before which nothing can be put."""
    before, scope.step = scope.step, None
    bodies = [_step(scope, journey, step, hand) for step in written]
    scope.step = before
    events = hand.events.union(*(body.hand.events for body in bodies))
    return Body(tuple(step for body in bodies for step in body.steps), Hand(events))


def _waits_until(
    scope: Scope,
    journey: JourneySource,
    written: ast.WaitUntilDate | ast.WaitUntilMoment | ast.WaitUpToUntil,
    hand: Hand,
) -> Body:
    body = _otherwise(scope, journey, written.otherwise, hand)
    found = _wait_until(scope, written, hand, body.steps)
    return Body(() if found is None else (found,), body.hand)


def _wait_until(
    scope: Scope,
    written: ast.WaitUntilDate | ast.WaitUntilMoment | ast.WaitUpToUntil,
    hand: Hand,
    otherwise: tuple[model.Step, ...],
) -> model.Step | None:
    place = scope.place(written.span)
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


def _one_step(scope: Scope, journey: JourneySource, written: ast.Step, hand: Hand) -> model.Step | None:
    """The step, or None: then what is wrong with it is reported."""
    place = scope.place(written.span)
    match written:
        case ast.Wait(None):
            return model.WaitFor(None, (), (), place)
        case ast.Wait(ast.Duration() | ast.CalendarLength() | ast.DataLength() as duration, at):
            return _wait(scope, hand, duration, at, place)
        case ast.WaitUntil(days, at):
            return model.WaitUntilTime(days_of(days), at_of(scope, at), place)
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
            if name is None or not can_have_value(scope, name, hand, started):
                return None
            return model.Start(name, place)
        case _:
            return plain_step(scope, written, hand, place)
