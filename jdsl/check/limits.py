"""Limits that put messages off, where nothing says at which hours these may go."""

from __future__ import annotations

from collections.abc import Iterator

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Diagnostic
from jdsl.model.model import Limit, Model
from jdsl.text.span import Span


def check_limits(model: Model) -> list[Diagnostic]:
    """A hint at each `limit … per day else delay` whose messages go out at midnight."""
    return [_at_midnight(limit) for limit in _without_hours(model) if limit.per_ms is None and limit.else_delay]


def _without_hours(model: Model) -> Iterator[Limit]:
    """A limit of the workspace counts for all journeys; one with hours may be the one that it is meant for."""
    if model.windows:
        return
    if not any(journey.windows for journey in model.journeys):
        yield from model.limits
    for journey in model.journeys:
        if not journey.windows:
            yield from journey.limits


def _at_midnight(limit: Limit) -> Diagnostic:
    span = Span(limit.place.start, limit.place.end)
    message = "what is over this limit goes out at 00:00, when the next day begins"
    help_text = "a line `send between 08:00 and 18:00` lets it wait for the morning"
    return Diagnostic(codes.SENT_AT_MIDNIGHT, limit.place.file, span, message, help_text)
