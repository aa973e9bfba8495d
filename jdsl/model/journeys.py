"""One journey: its header, its rules, its stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeGuard, TypeVar

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Diagnostic, Label
from jdsl.model import model
from jdsl.model.catalog import ANSWERED, FAILED
from jdsl.model.clocks import at_of, resolve_zone
from jdsl.model.conditions import resolve_condition, window_ms
from jdsl.model.declarations import JourneySource
from jdsl.model.guarantees import resolve_guarantees
from jdsl.model.hands import Node
from jdsl.model.lookup import NOTHING_AT_HAND, Hand
from jdsl.model.model import Place, ReenterKind, RuleKind, Type
from jdsl.model.moments import resolve_length
from jdsl.model.nodes import nodes_in
from jdsl.model.parts import ENTER_LINES, StageParts, entries_of, parts_of
from jdsl.model.per import check_entry, per_of, resolve_per
from jdsl.model.remembering import memories_of
from jdsl.model.renames import texts_of
from jdsl.model.schedules import once, resolve_schedule
from jdsl.model.scope import Scope, Suggestions
from jdsl.model.sending import line_place, resolve_hold_out, resolve_limits, resolve_windows
from jdsl.model.steps import resolve_block, resolve_body
from jdsl.model.triggers import Listens, resolve_trigger, trigger_events
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
    ast.TimezoneLine: "timezone",
    ast.HoldOut: "hold out",
    ast.OnChange: "on change",
}
_Statement = TypeVar("_Statement", bound=ast.Statement)


def resolve_journey(scope: Scope, journey: JourneySource, hands: Mapping[Node, frozenset[str]]) -> model.Journey:
    """The journey; what could not be resolved is reported and left out."""
    scope.per = per_of(scope.world, journey)
    scope.memories = memories_of(scope.world.declared, journey)
    if scope.memories:
        scope.remembered = _remembered_types(scope, journey, hands)
    found = _resolved(scope, journey, hands)
    if not scope.diagnostics:
        _report_untold(scope)
    return found


def _report_untold(scope: Scope) -> None:
    """Names that are remembered from each other alone."""
    untold = [name for name in scope.memories if name not in scope.remembered]
    for name in untold[:1]:
        message = f"what `{name}` is cannot be told, for it is remembered from itself"
        advice = "remember something else under that name first"
        place = scope.memories[name]
        scope.diagnostics.append(Diagnostic(codes.REMEMBERED_DISAGREES, place.path, place.span, message, advice))


def _remembered_types(scope: Scope, journey: JourneySource, hands: Mapping[Node, frozenset[str]]) -> dict[str, Type]:
    """What the journey remembers, in the order of the source: tried until nothing more becomes known."""
    world = replace(scope.world, suggestions=Suggestions(0))
    known: dict[str, Type] = {} if scope.per is None else {scope.per[0]: scope.per[1]}
    while True:
        given = dict(known)
        trial = Scope(world, scope.source, zone=scope.zone, remembered=given, memories=scope.memories, per=scope.per)
        _resolved(trial, journey, hands)
        if trial.remembered == known:
            return {name: known[name] for name in scope.memories if name in known}
        known = trial.remembered


def _resolved(scope: Scope, journey: JourneySource, hands: Mapping[Node, frozenset[str]]) -> model.Journey:
    parts = parts_of(journey)
    header = parts.header
    _said_twice(scope, header)
    _report_zone(scope, header)
    place = _journey_place(scope, journey)
    rules = [_rule(scope, journey, line) for line in parts.rules]
    own_rules = tuple(rule for rule in rules if rule is not None)
    stages = tuple(_stage(scope, journey, stage, hands, place) for stage in parts.stages)
    priority = _first(header, ast.PriorityLine)
    per = resolve_per(scope, journey)
    owner, version, labels = (
        _first(header, ast.OwnerLine),
        _first(header, ast.VersionLine),
        _first(header, ast.LabelsLine),
    )
    entries = _entries(scope, header, own_rules + stages[0].rules, per, has_lines=bool(list(entries_of(parts))))
    statement = journey.line.statement if journey.line else None
    title = statement.title if isinstance(statement, ast.JourneyLine) else None
    on_change = _first(header, ast.OnChange)
    found = model.Journey(
        name=journey.name,
        title=title.value if title else None,
        priority=priority.value if priority else 0,
        owner=owner.owner.value if owner else None,
        version=version.version.value if version else None,
        labels=tuple(label.text if isinstance(label, ast.Name) else label.value for label in labels.labels)
        if labels
        else (),
        entries=entries,
        reenter=_reenter(scope, header, entries),
        exits=tuple(_exits(scope, header)),
        goals=tuple(_goals(scope, header)),
        rules=own_rules,
        stages=stages,
        place=place,
        zone=scope.zone,
        windows=resolve_windows(scope, header),
        limits=resolve_limits(scope, header),
        hold_out=resolve_hold_out(scope, header),
        remembers=dict(scope.remembered),
        per=per,
        not_while_in=tuple(_not_while_in(scope, journey, header)),
        on_change=model.OnChange.FOLLOW if on_change is not None and on_change.follow else model.OnChange.KEEP,
        guarantees=resolve_guarantees(scope, header),
        was=texts_of(statement.was) if isinstance(statement, ast.JourneyLine) else (),
    )
    return replace(found, hears_answers_of=_hears_answers_of(scope, found))


def _hears_answers_of(scope: Scope, journey: model.Journey) -> frozenset[str]:
    """The webhooks whose calls are open in the journey (§18.3)."""
    webhooks = scope.world.catalog.webhooks
    if not webhooks:
        return frozenset()
    parts = (journey.entries, journey.exits, journey.goals, journey.rules, journey.stages)
    found: set[str] = set()
    for node in nodes_in(parts):
        if _is_answer(node):
            found |= webhooks.keys() if node.subjects is None else node.subjects
    return frozenset(found)


def _not_while_in(scope: Scope, journey: JourneySource, header: tuple[ast.Line, ...]) -> Iterator[model.NotWhileIn]:
    for line in header:
        if not isinstance(line.statement, ast.NotWhileIn):
            continue
        scope.start = line.start
        written = line.statement.journey
        name = scope.journey_name(written)
        if name == journey.name:
            message = f"`{name}` has one visit at a time anyway, and cannot wait for itself"
            scope.report(codes.EXCLUDES_ITSELF, written.span, message, "name another journey, or leave the line out")
        elif name is not None:
            yield model.NotWhileIn(name, line_place(scope, line))


def _report_zone(scope: Scope, header: tuple[ast.Line, ...]) -> None:
    for line in header:
        if isinstance(line.statement, ast.TimezoneLine):
            scope.start = line.start
            resolve_zone(scope, line.statement.zone)


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
    scope: Scope, header: tuple[ast.Line, ...], rules: tuple[model.Rule, ...], per: model.Per | None, *, has_lines: bool
) -> tuple[model.Entry, ...]:
    written = [line for line in header if isinstance(line.statement, ENTER_LINES)]
    scope.is_outside, scope.entering_per = True, per is not None
    entries = [entry for line in written if (entry := _entry(scope, line, per)) is not None]
    scope.is_outside, scope.entering_per = False, False
    if written or not has_lines:
        return tuple(entries)
    return tuple(  # S3.3
        model.Entry(rule.trigger, rule.condition, index, rule.place, rule.schedule)
        for index, rule in enumerate(rules)
        if rule.schedule is not None or (rule.trigger is not None and not all(map(_is_of_a_call, rule.trigger)))
    )


def _is_of_a_call(alternative: model.Alternative) -> bool:
    """Whether it needs an answer, which reaches the visit that called alone, and leads nobody in (§18.5)."""
    return any(_is_answer(node) for node in nodes_in(alternative))


def _is_answer(node: object) -> TypeGuard[model.Pattern]:
    return isinstance(node, model.Pattern) and node.verb in {ANSWERED, FAILED}


def _entry(scope: Scope, line: ast.Line, per: model.Per | None) -> model.Entry | None:
    place = line_place(scope, line)
    scope.start = line.start
    match line.statement:
        case ast.EnterWhen(written, condition, said_per):
            # What is wrong with `per` has been told, and an `if` may speak of it.
            known = condition if per is not None or said_per is None else None
            trigger, asked = _trigger(scope, line, written, known, Listens.ENTERING)
            if trigger is not None and per is not None and said_per is not None:
                check_entry(scope, per, written, trigger)
            return None if trigger is None else model.Entry(trigger, asked, None, place)
        case ast.EnterEvery(written, condition):
            schedule = resolve_schedule(scope, written)
        case ast.EnterOn(date, at, condition):
            schedule = once(scope, date, at)
        case _:
            return None
    asked = resolve_condition(scope, NOTHING_AT_HAND, condition) if condition else None
    return None if schedule is None else model.Entry(None, asked, None, place, schedule)


def _trigger(
    scope: Scope,
    line: ast.Line,
    written: ast.Trigger,
    condition: ast.Condition | None,
    listens: Listens = Listens.INSIDE,
) -> tuple[model.Trigger | None, model.Condition | None]:
    scope.start = line.start
    trigger = resolve_trigger(scope, written, listens)
    hand = Hand(trigger_events(scope.world, written))
    return trigger, resolve_condition(scope, hand, condition) if condition else None


def _reenter(scope: Scope, header: tuple[ast.Line, ...], entries: tuple[model.Entry, ...]) -> model.Reenter:
    for line in header:
        scope.start = line.start
        match line.statement:
            case ast.ReenterNever():
                return model.Reenter(ReenterKind.NEVER)
            case ast.ReenterAlways():
                return model.Reenter(ReenterKind.ALWAYS)
            case ast.ReenterAfter(duration, from_entering):
                length = _reenter_length(scope, duration)
                return model.Reenter(ReenterKind.AFTER, after=length, from_entering=from_entering)
            case ast.ReenterAtMost(times):
                return model.Reenter(ReenterKind.AT_MOST, times=times.value)
            case _:
                pass
    by_clock = all(
        entry.trigger is None or all(isinstance(one, model.Comes) for one in entry.trigger) for entry in entries
    )
    return model.Reenter(ReenterKind.ALWAYS if entries and by_clock else ReenterKind.NEVER)  # §6.4


def _reenter_length(scope: Scope, written: ast.Length) -> model.Length | None:
    """Nothing is remembered when there is no visit."""
    if isinstance(written, ast.Duration):
        window_ms(scope, written)
    elif isinstance(written, ast.CalendarLength) and written.count == 0:
        message = f"`{scope.written(written.span)}` is no time at all"
        scope.report(codes.OUT_OF_RANGE, written.span, message, "say how long, such as `1 month`")
    scope.is_outside = True
    length = resolve_length(scope, None, written)
    scope.is_outside = False
    return length


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
            scope.start = line.start
            within_ms = window_ms(scope, statement.within)
            place = line_place(scope, line)
            name, was = statement.name.text, texts_of(statement.was)
            found.append(model.Goal(name, trigger, condition, statement.and_stay, place, within_ms, was))
    return found


# --- rules and stages ---


def _rule(scope: Scope, journey: JourneySource, line: ast.Line) -> model.Rule | None:
    scope.start = line.start
    statement = line.statement
    place = line_place(scope, line)
    if isinstance(statement, ast.AfterLine):
        return _after(scope, journey, line, statement)
    if isinstance(statement, ast.EveryLine):
        return _every(scope, journey, line, statement)
    assert isinstance(statement, ast.WhenLine | ast.WheneverLine)
    trigger, condition = _trigger(scope, line, statement.trigger, statement.condition)
    over, pause, per_day = False, None, False
    if isinstance(statement, ast.WheneverLine):
        over, pause = statement.starting_over, window_ms(scope, statement.at_most_once_per)
        per_day = statement.at_most_once_per_day
    kind = RuleKind.WHENEVER if isinstance(statement, ast.WheneverLine) else RuleKind.WHEN
    body = resolve_block(scope, journey, line, Hand(trigger_events(scope.world, statement.trigger)))
    if trigger is None:
        return None
    return model.Rule(kind, trigger, None, condition, over, pause, body.steps, place, at_most_once_per_day=per_day)


def _after(scope: Scope, journey: JourneySource, line: ast.Line, statement: ast.AfterLine) -> model.Rule | None:
    at = statement.at
    by_dates = f"`{scope.written(at.span)}`" if at is not None else None
    length = resolve_length(scope, None, statement.duration, by_dates=by_dates)
    after_at = at_of(scope, at) if at is not None else None
    body = resolve_block(scope, journey, line, NOTHING_AT_HAND)
    if length is None:
        return None
    place = line_place(scope, line)
    return model.Rule(RuleKind.AFTER, None, length, None, False, None, body.steps, place, after_at=after_at)


def _every(scope: Scope, journey: JourneySource, line: ast.Line, statement: ast.EveryLine) -> model.Rule | None:
    schedule = resolve_schedule(scope, statement.schedule)
    condition = resolve_condition(scope, NOTHING_AT_HAND, statement.condition) if statement.condition else None
    body = resolve_block(scope, journey, line, NOTHING_AT_HAND)
    if schedule is None:
        return None
    place = line_place(scope, line)
    return model.Rule(RuleKind.EVERY, None, None, condition, False, None, body.steps, place, schedule=schedule)


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
    title, was = None, tuple[str, ...]()
    if isinstance(statement, ast.StageLine):
        title, was = statement.title.value if statement.title else None, texts_of(statement.was)
    place = line_place(scope, stage.line) if stage.line else journey_place
    return model.Stage(stage.name, title, body.steps, tuple(rule for rule in rules if rule is not None), place, was)
