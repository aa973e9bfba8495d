"""Lines about sending: `send between`, `limit` and `hold out` (§15)."""

from __future__ import annotations

from collections.abc import Iterable

from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.clocks import window_of
from jdsl.model.conditions import count_of, window_ms
from jdsl.model.declarations import Thing
from jdsl.model.model import Medium, Place
from jdsl.model.scope import Scope
from jdsl.syntax import ast

MEDIA = {
    ast.MessageUnit.EMAILS: Medium.EMAIL,
    ast.MessageUnit.SMS: Medium.SMS,
    ast.MessageUnit.PUSH: Medium.PUSH,
    ast.MessageUnit.MESSAGES: None,
}
"""What is counted; None: all kinds."""


def line_place(scope: Scope, line: ast.Line) -> Place:
    """The whole logical line."""
    return Place(scope.path, scope.source.line_of(line.start), line.start, line.start + len(line.text))


def resolve_windows(scope: Scope, lines: Iterable[ast.Line]) -> tuple[model.SendBetween, ...]:
    """The `send between` lines among `lines`; what cannot be is reported and left out."""
    found: list[model.SendBetween] = []
    for line in lines:
        statement = line.statement
        if isinstance(statement, ast.SendBetween):
            scope.start = line.start
            window = window_of(
                scope,
                statement.opens,
                statement.closes,
                statement.days,
                in_contact_time=statement.in_contact_time,
            )
            if window is not None:
                found.append(model.SendBetween(window, line_place(scope, line)))
    return tuple(found)


def resolve_limits(scope: Scope, lines: Iterable[ast.Line]) -> tuple[model.Limit, ...]:
    """The `limit` lines among `lines`; what cannot be is reported and left out."""
    found: list[model.Limit] = []
    for line in lines:
        statement = line.statement
        if isinstance(statement, ast.LimitLine):
            scope.start = line.start
            most = count_of(scope, statement.most) or 0
            per_ms = window_ms(scope, statement.per)
            channel: str | None = None
            if statement.channel is not None:
                channel = scope.named(statement.channel, Thing.CHANNEL)
                if channel is None:
                    continue
            medium, place = MEDIA[statement.unit], line_place(scope, line)
            zone = scope.world.zone
            found.append(model.Limit(most, channel, medium, per_ms, zone, statement.else_delay, place))
    return tuple(found)


def resolve_hold_out(scope: Scope, lines: Iterable[ast.Line]) -> model.HoldOut | None:
    """The first `hold out` line among `lines`."""
    for line in lines:
        statement = line.statement
        if isinstance(statement, ast.HoldOut):
            scope.start = line.start
            share = statement.share
            if share.hundredths == 0:
                message = f"`{scope.written(share.span)}` of all contacts is nobody"
                scope.report(codes.OUT_OF_RANGE, share.span, message, "say a share above 0%, or leave the line out")
            return model.HoldOut(share.hundredths, line_place(scope, line))
    return None
