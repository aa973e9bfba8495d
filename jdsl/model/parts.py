"""A journey's lines, sorted by what they are: header, rules above the stages, stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jdsl.model.declarations import JourneySource
from jdsl.syntax import ast
from jdsl.text.span import Span

RULE_LINES = (ast.WhenLine, ast.WheneverLine, ast.AfterLine, ast.EveryLine)
ENTER_LINES = (ast.EnterWhen, ast.EnterEvery, ast.EnterOn)
STEP_LINES = (ast.StepsLine, ast.TagLine, ast.ElseIfLine, ast.ElseLine)


@dataclass(frozen=True, slots=True)
class StageParts:
    """`line` None: the one stage of a journey without a `stage` line."""

    name: str
    line: ast.Line | None
    steps: tuple[ast.Line, ...]
    rules: tuple[ast.Line, ...]


@dataclass(frozen=True, slots=True)
class JourneyParts:
    """`stages` is never empty; `rules` are those above the stages."""

    header: tuple[ast.Line, ...]
    rules: tuple[ast.Line, ...]
    stages: tuple[StageParts, ...]


def parts_of(journey: JourneySource) -> JourneyParts:
    """The journey's lines by what they are; a line that has no place there is left out. Its pieces are no part."""
    header: list[ast.Line] = []
    rules: list[ast.Line] = []
    stages: list[StageParts] = []
    for line in journey.lines:
        statement = line.statement
        if isinstance(statement, ast.StageLine):
            stages.append(_stage(statement.name.text, line))
        elif isinstance(statement, ast.Broken) and statement.kind == "stage":
            stages.append(_stage(statement.name.text if statement.name else "", line))
        elif isinstance(statement, RULE_LINES):
            rules.append(line)
        elif not isinstance(statement, ast.PieceLine):
            header.append(line)
    if not stages:
        return JourneyParts(tuple(header), (), (StageParts(journey.name, None, (), tuple(rules)),))
    return JourneyParts(tuple(header), tuple(rules), tuple(stages))


def _stage(name: str, line: ast.Line) -> StageParts:
    steps: list[ast.Line] = []
    rules: list[ast.Line] = []
    for child in line.children:
        if isinstance(child.statement, RULE_LINES):
            rules.append(child)
        elif isinstance(child.statement, ast.MeanwhileLine):
            rules.extend(grandchild for grandchild in child.children if isinstance(grandchild.statement, RULE_LINES))
        elif is_step(child):
            steps.append(child)
    return StageParts(name, line, tuple(steps), tuple(rules))


def is_step(line: ast.Line) -> bool:
    """Whether the line belongs into a body; one that could not be read may."""
    statement = line.statement
    return isinstance(statement, STEP_LINES) or (isinstance(statement, ast.Broken) and statement.kind in {"if", "else"})


def steps_on(statement: ast.Statement) -> tuple[ast.Step, ...]:
    """The steps that a line says itself."""
    match statement:
        case ast.StepsLine(steps) | ast.ElseLine(steps) | ast.OtherwiseLine(steps):
            return steps
        case ast.TagLine(name):
            return (ast.Tag(name, Span(0, name.span.end)),)
        case ast.WhenLine() | ast.WheneverLine() | ast.AfterLine() | ast.EveryLine() | ast.ElseIfLine() | ast.ArmLine():
            return statement.steps
        case _:
            return ()


def entries_of(parts: JourneyParts) -> Iterable[ast.Line]:
    """The `enter` lines, else the rules that are entries too (S3.3)."""
    explicit = [line for line in parts.header if isinstance(line.statement, ENTER_LINES)]
    broken = [line.statement for line in parts.header if isinstance(line.statement, ast.Broken)]
    if explicit or any(statement.kind == "enter" for statement in broken):
        return explicit
    rules = (*parts.rules, *parts.stages[0].rules)
    return [line for line in rules if isinstance(line.statement, ast.WhenLine | ast.WheneverLine | ast.EveryLine)]
