"""Times of day, days and windows, each with the zone by whose clock it is meant (§14.1)."""

from __future__ import annotations

from jdsl.almanac.zones import zone_names
from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.scope import Scope, did_you_mean
from jdsl.model.zones import DAY_MS, day_of, is_zone
from jdsl.syntax import ast
from jdsl.text.span import Span

_YEARS = range(1970, 2100)  # §14.15
_DAYS = {day: number for number, day in enumerate(ast.Weekday)}


def resolve_zone(scope: Scope, written: ast.Zone) -> str | None:
    """The zone, or None: then it is reported."""
    text = written.text
    if is_zone(text):
        return text
    near = _zone_meant(scope, text)
    fixes = [scope.replacing(f"use `{near}`", written.span, near, certain=False)] if near else []
    advice = did_you_mean(near) or "zones have names such as `Europe/Prague`, `America/New_York` and `UTC`"
    scope.report(codes.UNKNOWN_ZONE, written.span, f"no time zone is called `{text}`", advice, fixes=fixes)
    return None


def _zone_meant(scope: Scope, text: str) -> str | None:
    """In another letter case, by its city alone, or misspelt."""
    plain = text.casefold().replace(" ", "_")
    for name in zone_names():
        if name.casefold() == plain:
            return name
    for name in zone_names():
        if name.rpartition("/")[2].casefold() == plain:
            return name
    near = scope.nearest(text, zone_names())
    if near is not None:
        return near
    cities = {name.rpartition("/")[2]: name for name in reversed(zone_names())}
    city = scope.nearest(text.rpartition("/")[2], cities)
    return None if city is None else cities[city]


def day_in_reach(scope: Scope, written: ast.Date) -> int | None:
    """A date on which something is to happen, in days since 1970-01-01; None: it is out of reach, which is reported."""
    if _YEARS.start <= written.year < _YEARS.stop:
        return day_of(written)
    message = f"the date `{scope.written(written.span)}` is not between {_YEARS.start} and {_YEARS.stop - 1}"
    scope.report(codes.OUT_OF_RANGE, written.span, message, "nothing happens before or after")
    return None


def zone_of(scope: Scope, *, in_contact_time: bool) -> model.Zone:
    return model.Zone(scope.zone, in_contact_time)


def at_of(scope: Scope, written: ast.At) -> model.At:
    return model.At(written.clock.ms, zone_of(scope, in_contact_time=written.in_contact_time))


def days_of(written: ast.Days | None) -> model.Days:
    """All days, without any that are written."""
    if written is None:
        return model.ALL_DAYS
    if written.weekdays:
        return model.WEEKDAYS
    return model.Days(tuple(sorted({_DAYS[day] for day in written.days})), without_holidays=False)


def window_of(
    scope: Scope, opens: ast.Clock, closes: ast.Clock, days: ast.Days | None, *, in_contact_time: bool
) -> model.Window | None:
    """§15.2; None: it is never open, which is reported."""
    if opens.ms == closes.ms:
        span = Span(opens.span.start, closes.span.end)
        scope.report(
            codes.OUT_OF_RANGE,
            span,
            f"from `{scope.written(opens.span)}` to `{scope.written(closes.span)}` is no time at all",
            "from `00:00` to `24:00` is all day",
        )
        return None
    closes_ms = closes.ms if closes.ms > opens.ms else closes.ms + DAY_MS
    return model.Window(opens.ms, closes_ms, days_of(days), zone_of(scope, in_contact_time=in_contact_time))
