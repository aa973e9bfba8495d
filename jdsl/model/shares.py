"""The arms of a split: two or more, with names of their own, and shares that make a whole (§19.2)."""

from __future__ import annotations

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Label
from jdsl.model.scope import Scope
from jdsl.syntax import ast

_ALL = 10_000


def check_shares(scope: Scope, line: ast.Line, step: ast.Split) -> None:
    """Report what is wrong with the arms below the line."""
    arms = [(child, child.statement) for child in line.children if isinstance(child.statement, ast.ArmLine)]
    if any(isinstance(child.statement, ast.Broken) for child in line.children):
        return
    seen: dict[str, Label] = {}
    is_good = True
    for child, arm in arms:
        scope.start = child.start
        if arm.name.text in seen:
            message = f"the arm `{arm.name.text}` is there twice"
            scope.report(codes.DECLARED_TWICE, arm.name.span, message, "rename one of the two", [seen[arm.name.text]])
        seen.setdefault(arm.name.text, Label(arm.name.span.shifted(child.start), "first here", scope.path))
        if arm.share.hundredths == 0:
            is_good = False
            message = f"`{scope.written(arm.share.span)}` of all contacts is nobody"
            scope.report(codes.OUT_OF_RANGE, arm.share.span, message, "say a share above 0%, or leave the arm out")
    scope.start = line.start
    total = sum(arm.share.hundredths for _, arm in arms)
    if len(arms) == 1:
        message = f"`{step.name.text}` has one arm alone"
        scope.report(codes.WRONG_SHARES, step.name.span, message, "a split has two arms or more")
    elif arms and is_good and total != _ALL:
        message = f"the arms of `{step.name.text}` make {_percent(total)}% together, and not 100%"
        difference = _percent(abs(_ALL - total))
        advice = f"{difference}% {'are missing' if total < _ALL else 'are too many'}"
        labels = [
            Label(arm.share.span.shifted(child.start), f"{_percent(arm.share.hundredths)}%") for child, arm in arms
        ]
        scope.report(codes.WRONG_SHARES, step.name.span, message, advice, labels)


def _percent(hundredths: int) -> str:
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".")
