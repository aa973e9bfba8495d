"""Lines that begin with `guarantee`: what they name, and no more (§6.16)."""

from __future__ import annotations

from collections.abc import Iterable

from jdsl.model import model
from jdsl.model.conditions import count_of, window_ms
from jdsl.model.declarations import Thing
from jdsl.model.names import messages_meant
from jdsl.model.scope import Scope
from jdsl.model.sending import MEDIA, line_place
from jdsl.model.triggers import resolve_single
from jdsl.syntax import ast


def resolve_guarantees(scope: Scope, lines: Iterable[ast.Line]) -> tuple[model.Guarantee, ...]:
    """The guarantees among `lines`; what cannot be is reported and left out."""
    found: list[model.Guarantee] = []
    for line in lines:
        scope.start = line.start
        one = _guarantee(scope, line)
        if one is not None:
            found.append(one)
    return tuple(found)


def _guarantee(scope: Scope, line: ast.Line) -> model.Guarantee | None:
    statement, place = line.statement, line_place(scope, line)
    match statement:
        case ast.GuaranteeAtMost(written, channel, unit, within):
            most, within_ms = count_of(scope, written) or 0, window_ms(scope, within) or 0
            name = scope.named(channel, Thing.CHANNEL) if channel is not None else None
            if channel is not None and name is None:
                return None
            return model.AtMostWithin(most, name, MEDIA[unit], within_ms, place)
        case ast.GuaranteeLeaves(within):
            return model.EveryoneLeaves(window_ms(scope, within) or 0, place)
        case ast.GuaranteeNever(what, after):
            messages, trigger = messages_meant(scope, what), resolve_single(scope, after)
            return None if messages is None or trigger is None else model.NeverSend(messages, trigger, place)
        case _:
            return None
