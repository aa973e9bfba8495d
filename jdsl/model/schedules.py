"""Schedules: `every monday at 09:00`, `enter on 2026-11-27 at 08:00` (§14.11 to §14.13)."""

from __future__ import annotations

from typing import assert_never

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Fix
from jdsl.model import model
from jdsl.model.clocks import at_of, day_in_reach, days_of
from jdsl.model.declarations import Thing
from jdsl.model.model import AttributeValue
from jdsl.model.moments import resolve_length
from jdsl.model.scope import Scope, did_you_mean
from jdsl.model.types import is_calendar, type_in_words
from jdsl.syntax import ast

_MONTH_DAYS = 31


def resolve_schedule(scope: Scope, written: ast.Schedule) -> model.Schedule | None:
    """The schedule, or None: then it is reported."""
    at = at_of(scope, written.at)
    match written:
        case ast.Daily():
            return model.OnDays(model.ALL_DAYS, at)
        case ast.OnDays(days):
            return model.OnDays(days_of(days), at)
        case ast.EveryWeeks(weeks, days, _, starting):
            if weeks.value < 1:
                message = f"every {weeks.value} weeks is never"
                scope.report(codes.OUT_OF_RANGE, weeks.span, message, "say 1 week or more")
                return None
            first = day_in_reach(scope, starting)
            return None if first is None else model.EveryWeeks(weeks.value, days_of(days), first, at)
        case ast.Monthly(day):
            if day is not None and not 1 <= day.value <= _MONTH_DAYS:
                message = f"no month has a day {day.value}"
                advice = "a day is from 1 to 31; the last one is `month on the last day`"
                scope.report(codes.OUT_OF_RANGE, day.span, message, advice)
                return None
            return model.Monthly(day.value if day is not None else None, at)
        case ast.Yearly():
            return _yearly(scope, written, at)
    assert_never(written)


def once(scope: Scope, date: ast.Date, at: ast.At) -> model.Once | None:
    """`enter on DATE at T`; None: it is reported."""
    day = day_in_reach(scope, date)
    return None if day is None else model.Once(day, at_of(scope, at))


def _yearly(scope: Scope, written: ast.Yearly, at: model.At) -> model.Schedule | None:
    attribute = _attribute(scope, written.date)
    length: model.Length | None = None
    if written.length is not None:
        length = resolve_length(scope, None, written.length, by_dates="`year`")
        if length is None:
            return None
    if attribute is None:
        return None
    assert length is None or isinstance(length, model.Calendar)
    return model.Yearly(attribute, length, -1 if written.side is ast.Side.BEFORE else 1, at, scope.zone)


def _attribute(scope: Scope, name: ast.Name) -> AttributeValue | None:
    catalog, text = scope.world.catalog, name.text
    kind = catalog.attributes.get(text)
    if kind is not None and is_calendar(kind):
        return AttributeValue(text, kind)
    if kind is not None:
        message = f"`{text}` is {type_in_words(kind)}, and a date or a moment belongs here"
        scope.report(codes.WRONG_TYPE, name.span, message)
    elif text in scope.memories:
        message = f"`{text}` is remembered, and what comes every year goes by an attribute of the contact"
        scope.report(codes.NO_DATE_HERE, name.span, message)
    elif text in catalog.moments or text in catalog.webinars:
        message = f"`{text}` comes once, and what comes every year goes by an attribute of the contact"
        scope.report(codes.NO_DATE_HERE, name.span, message)
    elif text not in scope.world.declared.things[Thing.ATTRIBUTE]:
        _unknown(scope, name)
    return None


def _unknown(scope: Scope, name: ast.Name) -> None:
    attributes = scope.world.catalog.attributes
    near = scope.nearest(name.text, (known for known, kind in attributes.items() if is_calendar(kind)))
    draft = f"attribute {name.text} date"
    fixes: list[Fix] = [scope.replacing(f"use `{near}`", name.span, near, certain=False)] if near else []
    scope.report(
        codes.UNKNOWN_ATTRIBUTE,
        name.span,
        f"no attribute is called `{name.text}`",
        did_you_mean(near) or f"declare it with a line like `{draft}`",
        fixes=[*fixes, scope.declaring(draft)],
    )
