"""Which lines may stand under which, as a table; and whether a line has a body, and only one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from jdsl.diagnostics.catalogue import BODY_TWICE, MISPLACED, NOTHING_BELOW
from jdsl.diagnostics.diagnostic import Diagnostic
from jdsl.syntax import ast
from jdsl.text.span import Span

_Kinds: TypeAlias = tuple[type, ...]

_CATALOG: _Kinds = (
    ast.ChannelLine, ast.MessageLine, ast.PageLine, ast.FormLine, ast.ProductLine, ast.TeamLine, ast.TagLine,
    ast.AttributeLine, ast.EventLine, ast.WebinarLine, ast.MomentLine, ast.WebhookLine, ast.SegmentLine, ast.ScoreLine,
    ast.HolidaysLine,
)  # fmt: skip
_HEADER: _Kinds = (
    ast.EnterWhen, ast.EnterEvery, ast.EnterOn, ast.ReenterNever, ast.ReenterAlways, ast.ReenterAfter,
    ast.ReenterAtMost, ast.NotWhileIn, ast.OnChange, ast.ExitWhen, ast.GoalLine, ast.HoldOut, ast.PriorityLine,
    ast.OwnerLine, ast.VersionLine, ast.LabelsLine,
)  # fmt: skip
_GUARANTEES: _Kinds = (ast.GuaranteeAtMost, ast.GuaranteeLeaves, ast.GuaranteeNever)
_EITHER: _Kinds = (ast.TimezoneLine, ast.LimitLine, ast.SendBetween, *_GUARANTEES, ast.PieceLine)
"""Lines of a journey, and at the margin of the whole workspace."""
_SCORING: _Kinds = (ast.AddWhen, ast.TakeWhen, ast.HalveLine)
_RULES: _Kinds = (ast.WhenLine, ast.WheneverLine, ast.AfterLine, ast.EveryLine)
_STEPS: _Kinds = (ast.StepsLine, ast.TagLine, ast.ElseIfLine, ast.ElseLine)
_JOURNEY: _Kinds = (*_HEADER, ast.StageLine, *_RULES)
"""What makes a file without a `journey` line one journey."""

_UNDER: dict[type, _Kinds] = {
    ast.File: (*_CATALOG, *_EITHER, ast.JourneyLine, *_JOURNEY, ast.ScenarioLine),
    ast.MessageLine: (ast.ChannelLine, ast.IdLine, ast.TemplateLine, ast.TransactionalLine, ast.LinkLine),
    ast.EventLine: (ast.PropertyLine,),
    ast.WebhookLine: (ast.PropertyLine, ast.AnswersWithinLine),
    ast.ScoreLine: _SCORING,
    ast.JourneyLine: (*_JOURNEY, *_EITHER),
    ast.StageLine: (*_STEPS, *_RULES, ast.MeanwhileLine),
    ast.MeanwhileLine: _RULES,
    ast.WhenLine: _STEPS,
    ast.WheneverLine: _STEPS,
    ast.AfterLine: _STEPS,
    ast.EveryLine: _STEPS,
    ast.If: _STEPS,
    ast.ElseIfLine: _STEPS,
    ast.ElseLine: _STEPS,
    ast.OtherwiseLine: _STEPS,
    ast.ArmLine: _STEPS,
    ast.PieceLine: _STEPS,
    ast.Repeat: _STEPS,
    ast.Split: (ast.ArmLine,),
    ast.WaitUpTo: (ast.WhenLine, ast.OtherwiseLine),
    ast.Wait: (ast.WhenLine,),
    ast.ScenarioLine: (ast.GivenLine, ast.DayLine, ast.ExpectNothingElse),
}
"""What may stand under a line, by its class; a line of steps goes by its step, if that is its only one."""

_BELONGS = {
    ast.IdLine: "under `email`, `sms` or `push`",
    ast.LinkLine: "under `email`, `sms` or `push`",
    ast.TransactionalLine: "under `email`, `sms` or `push`",
    ast.TemplateLine: "under `email`, `sms` or `push`",
    ast.PropertyLine: "under `event` or `webhook`",
    ast.AnswersWithinLine: "under `webhook`",
    ast.ArmLine: "under `split`",
    ast.MeanwhileLine: "under `stage`, after its steps",
    ast.OtherwiseLine: "under `wait up to`",
    ast.GivenLine: "under `scenario`, above its days",
    ast.DayLine: "under `scenario`",
    ast.ExpectNothingElse: "under `scenario`, below its days",
    ast.StepsLine: "under a stage, a rule, an `if` or an arm",
    ast.ElseIfLine: "right below an `if` and its steps, as deep as the `if`",
    ast.ElseLine: "right below an `if` and its steps, as deep as the `if`",
    ast.JourneyLine: "at the margin, under nothing",
    ast.ScenarioLine: "at the margin, under nothing",
    ast.StageLine: "in a journey, beside its other stages",
    **dict.fromkeys(_CATALOG, "at the margin, under nothing"),
    **dict.fromkeys(_HEADER, "under `journey`"),
    **dict.fromkeys(_EITHER, "under `journey`, or at the margin for all journeys"),
    **dict.fromkeys(_SCORING, "under `score`"),
    **dict.fromkeys(_RULES, "in a journey, in a stage or under `meanwhile`"),
    ast.TagLine: "at the margin, or where steps stand",
}


NEEDS_LINES_BELOW: _Kinds = (
    ast.StepsLine, ast.WhenLine, ast.WheneverLine, ast.AfterLine, ast.EveryLine, ast.ElseIfLine, ast.ElseLine,
    ast.MeanwhileLine, ast.PieceLine, ast.ScoreLine,
)  # fmt: skip
"""Lines that `judge` may find something wrong with although nothing stands below them."""


def judge_file(path: str, lines: Sequence[ast.Line], uneven: frozenset[int]) -> Diagnostic | None:
    """The first line at the margin that may not stand there; `uneven` as in `judge`."""
    has_journey = any(_kind_of_line(line) == "journey" for line in lines)
    for number, line in enumerate(lines):
        statement = line.statement
        if isinstance(statement, ast.Broken) or line.start in uneven:
            continue
        if not isinstance(statement, _UNDER[ast.File]):
            return _misplaced(path, line, None, _BELONGS[type(statement)])
        if has_journey and isinstance(statement, _JOURNEY):
            return _misplaced(path, line, None, "under the `journey` that it is part of")
        if isinstance(statement, ast.ElseIfLine | ast.ElseLine) and not _continues_if(lines, number):
            return _misplaced(path, line, None, _BELONGS[type(statement)])
    return None


def judge(path: str, parent: ast.Line, uneven: frozenset[int], *, is_arm: bool) -> Diagnostic | None:
    """The first thing wrong with how lines stand under `parent`; one is enough, for the rest follows from it.

    `uneven` are the offsets of lines whose indentation has been found wrong already. `is_arm`: the line stands under
    a wait.
    """
    kind = _parent_kind(parent.statement)
    if kind is ast.Broken or (kind is ast.StepsLine and not parent.children):
        return None
    allowed = _UNDER.get(kind, ())
    for number, child in enumerate(parent.children):
        statement = child.statement
        if isinstance(statement, ast.Broken) or child.start in uneven:
            continue
        if not allowed:
            return _nothing_goes_below(path, parent, child)
        belongs = None if isinstance(statement, allowed) else _BELONGS[type(statement)]
        belongs = belongs or _wrong_order(parent, number)
        if belongs is not None:
            return _misplaced(path, child, parent, belongs)
        if isinstance(statement, ast.TagLine | ast.ChannelLine) and statement.was:
            return _renamed_where_it_is_used(path, child, statement)
    return _judge_body(path, parent, kind, is_arm=is_arm)


def _wrong_order(parent: ast.Line, number: int) -> str | None:
    """Where the child belongs, if it is of the right kind and stands in the wrong place among its siblings."""
    siblings = parent.children
    statement = siblings[number].statement
    match statement:
        case ast.ElseIfLine() | ast.ElseLine() if not _continues_if(siblings, number):
            return _BELONGS[type(statement)]
        case ast.MeanwhileLine() if number + 1 < len(siblings):
            return "under `stage`, below everything else"
        case ast.OtherwiseLine() if number + 1 < len(siblings):
            return "under `wait up to`, below the other arms"
        case ast.GivenLine() if number > 0 and not isinstance(
            siblings[number - 1].statement, ast.GivenLine | ast.Broken
        ):
            return _BELONGS[ast.GivenLine]
        case ast.ExpectNothingElse() if number + 1 < len(siblings):
            return _BELONGS[ast.ExpectNothingElse]
        case ast.WhenLine() | ast.WheneverLine() | ast.AfterLine() | ast.EveryLine() if isinstance(
            parent.statement, ast.StageLine
        ):
            # Readers took a rule below a step for a step that is reached in its turn.
            has_steps = any(isinstance(sibling.statement, _STEPS) for sibling in siblings)
            return "under `meanwhile`, for this stage has steps" if has_steps else None
        case _:
            return None


def _continues_if(siblings: Sequence[ast.Line], number: int) -> bool:
    if number == 0:
        return False
    match siblings[number - 1].statement:
        case ast.ElseIfLine() | ast.Broken():
            return True
        case ast.StepsLine((ast.If(),)):
            return True
        case _:
            return False


def _judge_body(path: str, line: ast.Line, kind: type, *, is_arm: bool) -> Diagnostic | None:
    statement = line.statement
    steps: tuple[ast.Step, ...] = ()
    match statement:
        case ast.StepsLine((ast.If(),)):
            step = statement.steps[0]
            assert isinstance(step, ast.If)
            steps = step.steps
        case ast.WhenLine() | ast.WheneverLine() | ast.AfterLine() | ast.EveryLine():
            steps = statement.steps
        case ast.ElseIfLine() | ast.ElseLine() | ast.OtherwiseLine() | ast.ArmLine():
            steps = statement.steps
        case _:
            pass
    if steps and line.children:
        return Diagnostic(
            BODY_TWICE,
            path,
            _first_word(line.children[0]),
            f"`{_head(line)}` has steps on its line and below it too",
            help="write all its steps below it, each on a line of its own",
        )
    needs_body = (*_RULES, ast.If, ast.ElseIfLine, ast.ElseLine)
    if not steps and not line.children and not is_arm and (kind in needs_body or kind in _BLOCKS):
        return _nothing_below(path, line, kind)
    return None


_BLOCKS = {
    ast.WaitUpTo: "put the arms below it, or write `wait` without `up to`",
    ast.MeanwhileLine: "put the rules below it, indented deeper",
    ast.PieceLine: "put the steps below it, indented deeper",
    ast.Repeat: "put the steps below it, indented deeper",
    ast.Split: "put the arms below it, indented deeper, such as `30% control`",
    ast.ScoreLine: "put what gives points below it, indented deeper, such as `add 10 when clicked any email`",
}


def _nothing_below(path: str, line: ast.Line, kind: type) -> Diagnostic:
    help_text = _BLOCKS.get(kind, "put the steps below it, indented deeper, or on its line")
    if kind not in (*_BLOCKS, ast.ElseLine):
        help_text = "put the steps below it, indented deeper, or on its line after `then`"
    # The head alone: the line may be long.
    return Diagnostic(NOTHING_BELOW, path, _first_word(line), f"nothing is done under `{_head(line)}`", help=help_text)


def _nothing_goes_below(path: str, parent: ast.Line, child: ast.Line) -> Diagnostic:
    head, help_text = _head(parent), "indent it like the line above"
    match parent.statement:
        case ast.StepsLine((ast.WaitUpToUntil(),)) if isinstance(child.statement, ast.WhenLine | ast.OtherwiseLine):
            head = "wait up to … until"
            help_text = "arms wait for events, `until` for a condition: leave out the one or the other"
        case _:
            pass
    return Diagnostic(MISPLACED, path, _first_word(child), f"no line can stand under `{head}`", help=help_text)


def _renamed_where_it_is_used(path: str, line: ast.Line, statement: ast.TagLine | ast.ChannelLine) -> Diagnostic:
    before = statement.was[0].span
    head = "tag" if isinstance(statement, ast.TagLine) else "channel"
    return Diagnostic(
        MISPLACED,
        path,
        Span(line.start + before.start, line.start + before.end),
        "`was` cannot stand here, where the name is only used",
        help=f"it belongs where `{head} {statement.name.text}` is declared, at the margin",
    )


def _misplaced(path: str, line: ast.Line, parent: ast.Line | None, belongs: str) -> Diagnostic:
    where = f"under `{_head(parent)}`" if parent is not None else "at the margin"
    return Diagnostic(
        MISPLACED,
        path,
        _first_word(line),
        f"`{_head(line)}` cannot stand here, {where}",
        help=f"it belongs {belongs}",
    )


def _parent_kind(statement: ast.Statement) -> type:
    if isinstance(statement, ast.StepsLine):
        step = statement.steps[0]
        lone = len(statement.steps) == 1
        blocks = ast.If | ast.WaitUpTo | ast.Split | ast.Repeat
        if lone and (isinstance(step, blocks) or (isinstance(step, ast.Wait) and step.duration is None)):
            return type(step)
    return type(statement)


def _kind_of_line(line: ast.Line) -> str:
    statement = line.statement
    if isinstance(statement, ast.Broken):
        return statement.kind
    return "journey" if isinstance(statement, ast.JourneyLine) else ""


def _head(line: ast.Line) -> str:
    """The words that a line begins with, as a writer would call it."""
    words = line.text.split(maxsplit=3)
    match words[:3]:
        case ["wait", "up", "to"]:
            return "wait up to"
        case ["not", "while", "in"]:
            return "not while in"
        case ["enter", *_] | ["exit", "when", *_] | ["else", "if", *_] | ["send", "between", *_] | ["hold", "out", *_]:
            return " ".join(words[:2])
        case ["wait", "until", *_] | ["on", "change", *_] | ["answers", "within", *_] | ["halve", "every", *_]:
            return " ".join(words[:2])
        case [("add" | "take"), _, "when"]:
            return f"{words[0]} … when"
        case _:
            return words[0]


def _first_word(line: ast.Line) -> Span:
    return Span(line.start, line.start + len(line.text.split(maxsplit=1)[0]))
