"""One journey: its header, its rules, its stages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Label
from jdsl.model import model
from jdsl.model.conditions import resolve_condition, window_ms
from jdsl.model.declarations import JourneySource
from jdsl.model.hands import Node
from jdsl.model.model import Place, ReenterKind, RuleKind
from jdsl.model.parts import StageParts, entries_of, parts_of
from jdsl.model.scope import Scope
from jdsl.model.steps import line_place, resolve_block, resolve_body
from jdsl.model.triggers import resolve_trigger, trigger_events
from jdsl.model.values import NOTHING_AT_HAND, Hand
from jdsl.syntax import ast
from jdsl.text.span import Span

_REENTER = (ast.ReenterNever, ast.ReenterAlways, ast.ReenterAfter, ast.ReenterAtMost)
# Lines that may stand once, and how they are called.
_ONCE: Mapping[type, str] = {
    **dict.fromkeys(_REENTER, "reenter"),
    ast.PriorityLine: "priority",
    ast.OwnerLine: "owner",
    ast.VersionLine: "version",
    ast.LabelsLine: "labels",
}
_Statement = TypeVar("_Statement", bound=ast.Statement)


def resolve_journey(scope: Scope, journey: JourneySource, hands: Mapping[Node, frozenset[str]]) -> model.Journey:
    """The journey; what could not be resolved is reported and left out."""
    parts = parts_of(journey)
    header = parts.header
    _said_twice(scope, header)
    place = _journey_place(scope, journey)
    rules = [_rule(scope, journey, line) for line in parts.rules]
    own_rules = tuple(rule for rule in rules if rule is not None)
    stages = tuple(_stage(scope, journey, stage, hands, place) for stage in parts.stages)
    priority = _first(header, ast.PriorityLine)
    owner, version, labels = (
        _first(header, ast.OwnerLine),
        _first(header, ast.VersionLine),
        _first(header, ast.LabelsLine),
    )
    statement = journey.line.statement if journey.line else None
    title = statement.title if isinstance(statement, ast.JourneyLine) else None
    return model.Journey(
        name=journey.name,
        title=title.value if title else None,
        priority=priority.value if priority else 0,
        owner=owner.owner.value if owner else None,
        version=version.version.value if version else None,
        labels=tuple(label.text if isinstance(label, ast.Name) else label.value for label in labels.labels)
        if labels
        else (),
        entries=_entries(scope, header, own_rules + stages[0].rules, has_lines=bool(list(entries_of(parts)))),
        reenter=_reenter(scope, header),
        exits=tuple(_exits(scope, header)),
        goals=tuple(_goals(scope, header)),
        rules=own_rules,
        stages=stages,
        place=place,
    )


def _journey_place(scope: Scope, journey: JourneySource) -> Place:
    line = journey.line or min(journey.lines, key=lambda line: line.start)
    return line_place(scope, line)


def _first(header: tuple[ast.Line, ...], kind: type[_Statement]) -> _Statement | None:
    return next((line.statement for line in header if isinstance(line.statement, kind)), None)


def _said_twice(scope: Scope, lines: tuple[ast.Line, ...]) -> None:
    seen: dict[str, ast.Line] = {}
    for line in lines:
        word = _ONCE.get(type(line.statement))
        if word is not None and word in seen:
            report_twice(scope, seen[word], line, word)
        elif word is not None:
            seen[word] = line


def report_twice(scope: Scope, first: ast.Line, again: ast.Line, word: str) -> None:
    """Two lines of which there may be one."""
    scope.start = again.start
    label = Label(Span(first.start, first.start + len(word)), "first here")
    scope.report(codes.SAID_TWICE, Span(0, len(word)), f"`{word}` is said twice", "leave one of them out", [label])


# --- the header ---


def _entries(
    scope: Scope, header: tuple[ast.Line, ...], rules: tuple[model.Rule, ...], *, has_lines: bool
) -> tuple[model.Entry, ...]:
    written = [line for line in header if isinstance(line.statement, ast.EnterWhen)]
    entries: list[model.Entry] = []
    for line in written:
        assert isinstance(line.statement, ast.EnterWhen)
        trigger, condition = _trigger(scope, line, line.statement.trigger, line.statement.condition)
        if trigger is not None:
            entries.append(model.Entry(trigger, condition, None, line_place(scope, line)))
    if written or not has_lines:
        return tuple(entries)
    return tuple(  # S3.3
        model.Entry(rule.trigger, rule.condition, index, rule.place)
        for index, rule in enumerate(rules)
        if rule.trigger is not None
    )


def _trigger(
    scope: Scope, line: ast.Line, written: ast.Trigger, condition: ast.Condition | None
) -> tuple[model.Trigger | None, model.Condition | None]:
    scope.start = line.start
    trigger = resolve_trigger(scope, written)
    hand = Hand(trigger_events(scope.world, written))
    return trigger, resolve_condition(scope, hand, condition) if condition else None


def _reenter(scope: Scope, header: tuple[ast.Line, ...]) -> model.Reenter:
    for line in header:
        scope.start = line.start
        match line.statement:
            case ast.ReenterNever():
                return model.Reenter(ReenterKind.NEVER)
            case ast.ReenterAlways():
                return model.Reenter(ReenterKind.ALWAYS)
            case ast.ReenterAfter(duration):
                return model.Reenter(ReenterKind.AFTER, after=model.Exact(window_ms(scope, duration) or 0))
            case ast.ReenterAtMost(times):
                return model.Reenter(ReenterKind.AT_MOST, times=times.value)
            case _:
                pass
    return model.Reenter(ReenterKind.NEVER)


def _exits(scope: Scope, header: tuple[ast.Line, ...]) -> list[model.ExitWhen]:
    found: list[model.ExitWhen] = []
    for line in header:
        statement = line.statement
        if isinstance(statement, ast.ExitWhen):
            trigger, condition = _trigger(scope, line, statement.trigger, statement.condition)
            reason = statement.reason.value if statement.reason else None
            if trigger is not None:
                found.append(model.ExitWhen(trigger, condition, reason, line_place(scope, line)))
    return found


def _goals(scope: Scope, header: tuple[ast.Line, ...]) -> list[model.Goal]:
    found: list[model.Goal] = []
    for line in header:
        statement = line.statement
        if isinstance(statement, ast.GoalLine):
            trigger, condition = (
                _trigger(scope, line, statement.trigger, statement.condition) if statement.trigger else (None, None)
            )
            place = line_place(scope, line)
            found.append(model.Goal(statement.name.text, trigger, condition, statement.and_stay, place))
    return found


# --- rules and stages ---


def _rule(scope: Scope, journey: JourneySource, line: ast.Line) -> model.Rule | None:
    scope.start = line.start
    statement = line.statement
    place = line_place(scope, line)
    if isinstance(statement, ast.AfterLine):
        body = resolve_block(scope, journey, line, NOTHING_AT_HAND)
        length = model.Exact(statement.duration.ms)
        return model.Rule(RuleKind.AFTER, None, length, None, False, None, body.steps, place)
    assert isinstance(statement, ast.WhenLine | ast.WheneverLine)
    trigger, condition = _trigger(scope, line, statement.trigger, statement.condition)
    over, pause = False, None
    if isinstance(statement, ast.WheneverLine):
        over, pause = statement.starting_over, window_ms(scope, statement.at_most_once_per)
    kind = RuleKind.WHENEVER if isinstance(statement, ast.WheneverLine) else RuleKind.WHEN
    body = resolve_block(scope, journey, line, Hand(trigger_events(scope.world, statement.trigger)))
    return None if trigger is None else model.Rule(kind, trigger, None, condition, over, pause, body.steps, place)


def _stage(
    scope: Scope,
    journey: JourneySource,
    stage: StageParts,
    hands: Mapping[Node, frozenset[str]],
    journey_place: Place,
) -> model.Stage:
    hand = Hand(hands.get((journey.name, stage.name), frozenset()))
    body = resolve_body(scope, journey, stage.steps, hand)
    rules = [_rule(scope, journey, line) for line in stage.rules]
    statement = stage.line.statement if stage.line else None
    title = statement.title.value if isinstance(statement, ast.StageLine) and statement.title else None
    place = line_place(scope, stage.line) if stage.line else journey_place
    return model.Stage(stage.name, title, body.steps, tuple(rule for rule in rules if rule is not None), place)
