"""Lines that hold for all journeys: `timezone`, `holidays`, `limit` and `send between` of the workspace (§2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jdsl.almanac.holidays import countries, nearest_country, public_holidays
from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Label
from jdsl.model import model
from jdsl.model.clocks import resolve_zone
from jdsl.model.declarations import Declarations, JourneySource
from jdsl.model.scope import Scope, did_you_mean
from jdsl.model.sending import resolve_limits, resolve_windows
from jdsl.model.zones import is_zone
from jdsl.syntax import ast
from jdsl.text.span import Span


@dataclass(frozen=True, slots=True)
class WorkspaceLines:
    """What `Model` has of them."""

    holidays: tuple[int, ...]
    windows: tuple[model.SendBetween, ...]
    limits: tuple[model.Limit, ...]


def zone_in(lines: Iterable[ast.Line]) -> str | None:
    """The zone of the first `timezone` line that names one."""
    for line in lines:
        if isinstance(line.statement, ast.TimezoneLine) and is_zone(line.statement.zone.text):
            return line.statement.zone.text
    return None


def workspace_zone(declared: Declarations) -> str:
    """The zone of the workspace, UTC without one (§14.1)."""
    return zone_in(line for _, line in declared.workspace_lines) or "UTC"


def journey_zone(journey: JourneySource, workspace: str) -> str:
    """The zone of a journey: its own, else the workspace's."""
    return zone_in(journey.lines) or workspace


def resolve_workspace_lines(declared: Declarations, scopes: Mapping[str, Scope]) -> WorkspaceLines:
    """What the lines say; what is wrong with them is reported in the scope of their file."""
    _zones(declared, scopes)
    holidays: set[int] = set()
    windows: list[model.SendBetween] = []
    limits: list[model.Limit] = []
    for path, line in declared.workspace_lines:
        scope = scopes[path]
        scope.start = line.start
        if isinstance(line.statement, ast.HolidaysLine):
            holidays.update(_holidays(scope, line.statement.country))
        windows.extend(resolve_windows(scope, (line,)))
        limits.extend(resolve_limits(scope, (line,)))
    return WorkspaceLines(tuple(sorted(holidays)), tuple(windows), tuple(limits))


def _zones(declared: Declarations, scopes: Mapping[str, Scope]) -> None:
    first: tuple[str, ast.Line] | None = None
    for path, line in declared.workspace_lines:
        if not isinstance(line.statement, ast.TimezoneLine):
            continue
        scope = scopes[path]
        scope.start = line.start
        resolve_zone(scope, line.statement.zone)
        if first is not None:
            where = Span(first[1].start, first[1].start + len("timezone"))
            label = Label(where, "first here", first[0])
            message = "the workspace says `timezone` twice"
            advice = "leave one of them out, or put it into the journey that it is meant for"
            scope.report(codes.SAID_TWICE, Span(0, len("timezone")), message, advice, [label])
        first = first or (path, line)


def _holidays(scope: Scope, country: ast.Name) -> tuple[int, ...]:
    if country.text in countries():
        return public_holidays(country.text)
    near = nearest_country(country.text) or scope.nearest(country.text, countries())
    fixes = [scope.replacing(f"use `{near}`", country.span, near, certain=False)] if near else []
    advice = did_you_mean(near) or "countries have two capital letters, such as `CZ`, `DE` or `US`"
    message = f"the holidays of `{country.text}` are not known"
    scope.report(codes.UNKNOWN_COUNTRY, country.span, message, advice, fixes=fixes)
    return ()
