"""Segments and scores, resolved (§16)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Diagnostic, Label
from jdsl.model import model
from jdsl.model.conditions import resolve_condition, window_ms
from jdsl.model.declarations import Declaration, Declarations, Thing
from jdsl.model.lookup import NOTHING_AT_HAND, Hand
from jdsl.model.nodes import nodes_in
from jdsl.model.scope import About, Scope
from jdsl.model.sending import line_place
from jdsl.model.triggers import Listens, resolve_trigger, trigger_events
from jdsl.syntax import ast
from jdsl.text.span import Span


def resolve_segment(scope: Scope, declaration: Declaration) -> model.Segment | None:
    """The segment, with `depth` still 0 (`in_order`); None: it is reported."""
    line = declaration.line
    if not isinstance(line.statement, ast.SegmentLine):
        return None
    scope.start, scope.about = line.start, About.SEGMENT
    condition = resolve_condition(scope, NOTHING_AT_HAND, line.statement.condition)
    return None if condition is None else model.Segment(declaration.name, condition, 0, line_place(scope, line))


def in_order(segments: Sequence[model.Segment]) -> tuple[model.Segment, ...]:
    """As they are taken stock of: with their depths, by these and then by name (§16.3)."""
    known = {segment.name: segment for segment in segments}
    asked = {name: _asked(segment) & known.keys() for name, segment in known.items()}
    depths: dict[str, int] = {}
    while len(depths) < len(known):
        ready = [name for name, others in asked.items() if name not in depths and others <= depths.keys()]
        if not ready:
            break  # a circle, which is told elsewhere
        for name in ready:
            depths[name] = max((depths[other] + 1 for other in asked[name]), default=0)
    placed = [
        model.Segment(name, segment.condition, depths[name], segment.place)
        for name, segment in known.items()
        if name in depths
    ]
    return tuple(sorted(placed, key=lambda segment: (segment.depth, segment.name)))


def _asked(segment: model.Segment) -> set[str]:
    return {node.segment for node in nodes_in(segment.condition) if isinstance(node, model.InSegment)}


def segment_circles(declared: Declarations, segments: Mapping[str, model.Segment]) -> list[Diagnostic]:
    """Segments that ask for each other in a circle, each circle once."""
    found: list[Diagnostic] = []
    told: set[frozenset[str]] = set()
    asked = {name: sorted(_asked(segment)) for name, segment in segments.items()}
    for name in segments:
        circle = _circle(asked, name)
        if circle and frozenset(circle) not in told:
            told.add(frozenset(circle))
            places = [declared.things[Thing.SEGMENT][one] for one in circle]
            shown = " → ".join((*circle, name))
            labels = tuple(Label(place.span, "asked for here", place.path) for place in places[1:])
            message = f"these segments ask for each other: {shown}" if len(circle) > 1 else f"`{name}` asks for itself"
            advice = "write out in one of them what is meant"
            first = places[0]
            found.append(Diagnostic(codes.SEGMENT_CIRCLE, first.path, first.span, message, advice, labels))
    return found


def _circle(asked: Mapping[str, Sequence[str]], start: str) -> list[str]:
    ways = [[start]]
    seen: set[str] = set()
    for way in ways:
        for other in asked.get(way[-1], ()):
            if other == start:
                return way
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


# --- scores ---


def resolve_score(scope: Scope, declaration: Declaration) -> model.Score | None:
    """The score; what could not be resolved is reported and left out."""
    line = declaration.line
    if not isinstance(line.statement, ast.ScoreLine):
        return None
    scope.about = About.SCORE
    place = line_place(scope, line)
    lines: list[model.ScoreLine] = []
    halve_ms: int | None = None
    halved: ast.Line | None = None
    for child in line.children:
        scope.start = child.start
        match child.statement:
            case ast.AddWhen() | ast.TakeWhen():
                found = _score_line(scope, child, child.statement)
                if found is not None:
                    lines.append(found)
            case ast.HalveLine(duration):
                if halved is not None:
                    label = Label(Span(halved.start, halved.start + len("halve")), "first here")
                    message = "`halve` is said twice"
                    scope.report(codes.SAID_TWICE, Span(0, len("halve")), message, "leave one of them out", [label])
                else:
                    halved, halve_ms = child, window_ms(scope, duration)
            case _:
                pass
    _report_no_lines(scope, declaration)
    return model.Score(declaration.name, tuple(lines), halve_ms, place)


def _report_no_lines(scope: Scope, declaration: Declaration) -> None:
    giving = (ast.AddWhen, ast.TakeWhen, ast.Broken)
    line = declaration.line
    # A score with nothing below is told by the syntax.
    if line.children and not any(isinstance(child.statement, giving) for child in line.children):
        scope.start = line.start
        message = f"nothing gives points to `{declaration.name}`"
        advice = "say below what does: `add 10 when clicked any email`"
        scope.report(codes.NOTHING_BELOW, Span(0, len("score")), message, advice)


def _score_line(scope: Scope, line: ast.Line, written: ast.AddWhen | ast.TakeWhen) -> model.ScoreLine | None:
    points = written.points
    if points.millionths <= 0:
        message = f"`{scope.written(points.span)}` points give nothing"
        advice = "say a number above 0; `take` takes points away"
        scope.report(codes.OUT_OF_RANGE, points.span, message, advice)
    trigger = resolve_trigger(scope, written.trigger, Listens.SCORE)
    hand = Hand(trigger_events(scope.world, written.trigger))
    condition = resolve_condition(scope, hand, written.condition) if written.condition is not None else None
    if trigger is None or (condition is None and written.condition is not None):
        return None
    sign = 1 if isinstance(written, ast.AddWhen) else -1
    return model.ScoreLine(sign, points.millionths, trigger, condition, line_place(scope, line))
