"""Lengths and moments: `3 weekdays`, `gap days`, `7d before trial_ends, at 09:00` (§14.5 to §14.10)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Fix
from jdsl.model import model
from jdsl.model.clocks import at_of
from jdsl.model.declarations import Thing
from jdsl.model.lookup import NOTHING_AT_HAND, Hand, is_property_anywhere, look_up, report_not_there
from jdsl.model.model import AttributeValue, CalendarUnit, DeclaredMoment, NumberType, PropertyValue, RememberedValue
from jdsl.model.scope import Scope, did_you_mean
from jdsl.model.types import DATE, MOMENT, is_calendar, type_in_words
from jdsl.model.zones import DAY_MS
from jdsl.syntax import ast
from jdsl.text.span import Span

SOME_TIME = "09:00"
"""The time of day that a fix proposes."""

_UNITS_MS = {
    ast.LongUnit.SECONDS: 1000,
    ast.LongUnit.MINUTES: 60_000,
    ast.LongUnit.HOURS: 3_600_000,
    ast.LongUnit.DAYS: DAY_MS,
    ast.LongUnit.WEEKS: 7 * DAY_MS,
}
# Each as so many of what a calendar counts in.
_UNITS_CALENDAR: Mapping[ast.LongUnit, tuple[int, CalendarUnit]] = {
    ast.LongUnit.DAYS: (1, CalendarUnit.DAYS),
    ast.LongUnit.WEEKS: (7, CalendarUnit.DAYS),
    ast.LongUnit.WEEKDAYS: (1, CalendarUnit.WEEKDAYS),
    ast.LongUnit.MONTHS: (1, CalendarUnit.MONTHS),
    ast.LongUnit.YEARS: (12, CalendarUnit.MONTHS),
}


class From(Enum):
    """Where a MOMENT stands, which decides what it may be counted from."""

    VALUE = auto()  # §10.10: from `now` and `today` too, and it may be a date
    TRIGGER = auto()
    WAIT = auto()


# --- lengths ---


def resolve_length(
    scope: Scope, hand: Hand | None, written: ast.Length, *, by_dates: str | None = None
) -> model.Length | None:
    """The length, or None: then it is reported.

    `by_dates`: it counts dates, because of what these words say. `hand` None: no property can give its number.
    """
    match written:
        case ast.Duration():
            return _duration(scope, written, by_dates)
        case ast.CalendarLength(count, unit):
            each, calendar_unit = _UNITS_CALENDAR[ast.LongUnit(unit.value)]
            return model.Calendar(count * each, calendar_unit, scope.zone)
        case ast.DataLength():
            return _from_data(scope, hand, written, by_dates)


def _duration(scope: Scope, written: ast.Duration, by_dates: str | None) -> model.Length | None:
    if by_dates is None:
        return model.Exact(written.ms)
    if all(unit in {"d", "w"} for _, unit in written.parts):
        return model.Calendar(written.ms // DAY_MS, CalendarUnit.DAYS, scope.zone)
    shown = scope.written(written.span)
    fixes: list[Fix] = []
    advice = "say whole days: `2d`, `3 weekdays`, `1 month`"
    if written.ms % DAY_MS == 0:
        days = f"{written.ms // DAY_MS}d"
        fixes.append(scope.replacing(f"say `{days}`", written.span, days, certain=False))
        advice = f"say `{days}`"
    message = f"`{shown}` counts hours, and {by_dates} counts days of the calendar"
    scope.report(codes.WRONG_LENGTH, written.span, message, advice, fixes=fixes)
    return None


def _from_data(scope: Scope, hand: Hand | None, written: ast.DataLength, by_dates: str | None) -> model.Length | None:
    unit = written.unit
    value = _number(scope, hand, written.name)
    if by_dates is not None and unit not in _UNITS_CALENDAR:
        message = f"`{scope.written(written.span)}` counts {unit.value}, and {by_dates} counts days of the calendar"
        scope.report(codes.WRONG_LENGTH, written.span, message, "count days, weeks, weekdays, months or years")
        return None
    if value is None:
        return None
    if by_dates is None and unit in _UNITS_MS:
        return model.FromData(value, _UNITS_MS[unit], None, scope.zone)
    each, calendar_unit = _UNITS_CALENDAR[unit]
    return model.FromData(value, each, calendar_unit, scope.zone)


def _number(scope: Scope, hand: Hand | None, name: ast.Name) -> model.Value | None:
    found = look_up(scope, hand or NOTHING_AT_HAND, name.text)
    if found is None:
        if hand is None and is_property_anywhere(scope, name.text):
            report_not_remembered(scope, name, "the length")
        else:
            report_not_there(scope, hand or NOTHING_AT_HAND, name)
        return None
    if isinstance(found.type, NumberType):
        return found
    message = f"`{name.text}` is {type_in_words(found.type)}, and a length is counted by a number"
    scope.report(codes.WRONG_TYPE, name.span, message)
    return None


# --- moments ---


def resolve_moment(scope: Scope, hand: Hand, written: ast.Moment, stands: From) -> model.Moment | None:
    """The moment, or None: then it is reported. `hand` only tells better what is wrong."""
    source = _source(scope, hand, written, stands)
    by_dates = _by_dates(scope, written, source)
    length: model.Length | None = None
    if written.length is not None:
        length = resolve_length(scope, None, written.length, by_dates=by_dates)
        if length is None:
            return None
    if source is None:
        return None
    at = at_of(scope, written.at) if written.at is not None else None
    kind = MOMENT if at is not None or source.type == MOMENT else DATE
    if kind == DATE and stands is not From.VALUE:
        report_no_time_of_day(scope, written)
        return None
    return model.Moment(source, length, -1 if written.side is ast.Side.BEFORE else 1, at, kind)


def _by_dates(scope: Scope, written: ast.Moment, source: model.Source | None) -> str | None:
    """Why the length counts dates, if it does."""
    if written.at is not None:
        return f"`{scope.written(written.at.span).lstrip(', ')}`"
    if source is not None and source.type == DATE:
        return f"a date such as `{scope.written(written.date.span)}`"
    return None


def _source(scope: Scope, hand: Hand, written: ast.Moment, stands: From) -> model.Source | None:
    date = written.date
    # The grammar takes a lone `now` for a name.
    if isinstance(date, ast.Now | ast.Today) or date.text in {"now", "today"}:
        if stands is not From.VALUE:
            _now_never_comes(scope, date, stands)
            return None
        return model.Today(scope.zone) if scope.written(date.span) == "today" else model.Now()
    found = look_up(scope, NOTHING_AT_HAND, date.text)
    if isinstance(found, AttributeValue | RememberedValue | DeclaredMoment):
        if is_calendar(found.type):
            return found
        message = f"`{date.text}` is {type_in_words(found.type)}, and a date or a moment belongs here"
        scope.report(codes.WRONG_TYPE, date.span, message)
        return None
    in_hand = look_up(scope, hand, date.text)
    if isinstance(in_hand, PropertyValue) or (
        is_property_anywhere(scope, date.text) and date.text not in scope.world.declared.things[Thing.ATTRIBUTE]
    ):
        report_not_remembered(scope, date, "the moment")
    else:
        _unknown_date(scope, hand, date)
    return None


def _now_never_comes(scope: Scope, date: ast.Now | ast.Today | ast.Name, stands: From) -> None:
    word = scope.written(date.span)
    does = "wait for something counted from" if stands is From.WAIT else "listen for"
    scope.report(
        codes.NO_DATE_HERE,
        date.span,
        f"one cannot {does} `{word}`, which goes on for ever",
        "count from an attribute, a moment, a webinar or something remembered; `wait 2d` counts from now",
    )


def _unknown_date(scope: Scope, hand: Hand, name: ast.Name) -> None:
    world, catalog, text = scope.world, scope.world.catalog, name.text
    if text in world.declared.things[Thing.ATTRIBUTE] or text in scope.memories:
        report_not_there(scope, hand, name)
        return
    known = [
        *(known for known, kind in catalog.attributes.items() if is_calendar(kind)),
        *(known for known, kind in scope.remembered.items() if is_calendar(kind)),
        *catalog.moments,
        *catalog.webinars,
    ]
    near = scope.nearest(text, known)
    draft = f"attribute {text} date"
    fixes = [scope.replacing(f"use `{near}`", name.span, near, certain=False)] if near else []
    scope.report(
        codes.UNKNOWN_ATTRIBUTE,
        name.span,
        f"no attribute, moment or webinar is called `{text}`",
        did_you_mean(near) or f"declare it with a line like `{draft}`",
        fixes=[*fixes, scope.declaring(draft)],
    )


def report_no_time_of_day(scope: Scope, written: ast.Moment) -> None:
    """A date needs the `at` where an instant is needed (§14.10)."""
    shown = scope.written(written.span)
    day = shown if written.length is not None else scope.written(written.date.span)
    end = Span(written.span.end, written.span.end)
    scope.report(
        codes.NO_TIME_OF_DAY,
        written.span,
        f"`{day}` is a whole day, and a time of day belongs here",
        f"say when: `{shown}, at {SOME_TIME}`",
        fixes=[scope.replacing(f"add `, at {SOME_TIME}`", end, f", at {SOME_TIME}", certain=False)],
    )


# --- properties that are not remembered ---


def report_not_remembered(scope: Scope, name: ast.Name, what: str) -> None:
    """A property is gone with its event; if a step names it, it can be remembered right before."""
    fixes: list[Fix] = []
    if scope.step is not None:
        before = Span(scope.step, scope.step)
        text = f"remember {name.text} then "
        fixes.append(scope.replacing(f"add `remember {name.text}` before", before, text, certain=False))
    message = f"`{name.text}` is a property of an event, which is gone when {what} is reckoned"
    scope.report(
        codes.NOT_REMEMBERED, name.span, message, f"remember it first, with `remember {name.text}`", fixes=fixes
    )
