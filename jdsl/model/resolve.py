"""All declarations of a workspace, resolved, and put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from jdsl.diagnostics.diagnostic import Diagnostic, Label
from jdsl.model import model
from jdsl.model.catalog import Use, catalog_of, inferred_hints, verbs_of
from jdsl.model.clocks import day_in_reach, resolve_zone
from jdsl.model.declarations import Declarations, JourneySource, ParsedFile, Thing, collect
from jdsl.model.hands import flows_of, settled
from jdsl.model.journeys import report_twice, resolve_journey
from jdsl.model.scenarios import resolve_scenario
from jdsl.model.scope import Scope, World
from jdsl.model.workspace_lines import journey_zone, resolve_workspace_lines, workspace_zone
from jdsl.syntax import ast

_Found = TypeVar("_Found")
# Of one mistake that shows in many places, so many places are listed.
_PLACES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Resolution:
    """`model` is complete only if no diagnostic is an error."""

    model: model.Model
    declared: Declarations
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Resolved(Generic[_Found]):
    found: _Found
    scope: Scope


def resolve(files: Sequence[ParsedFile], prelude: ParsedFile) -> Resolution:
    """The model of a workspace that consists of `files`, and everything that is wrong with its names and types."""
    declared = collect((prelude, *files))
    verbs = verbs_of(declared, prelude.path)
    zone = workspace_zone(declared)
    world = World(declared, catalog_of(declared, verbs, (), zone), verbs, zone)
    hands = settled(flows_of(world, journey) for journey in declared.all_journeys)
    by_path = {file.path: file for file in files}

    def scope_of(path: str, world: World, zone: str) -> Scope:
        file = by_path[path]
        return Scope(world, file.source, insert_at=insertion_point(file), zone=zone)

    def a_journey(journey: JourneySource) -> Callable[[World], _Resolved[model.Journey]]:
        def resolved(world: World) -> _Resolved[model.Journey]:
            scope = scope_of(journey.path, world, journey_zone(journey, zone))
            return _Resolved(resolve_journey(scope, journey, hands), scope)

        return resolved

    def a_scenario(file: ParsedFile, line: ast.Line) -> Callable[[World], _Resolved[model.Scenario]]:
        def resolved(world: World) -> _Resolved[model.Scenario]:
            scope = scope_of(file.path, world, zone)
            return _Resolved(resolve_scenario(scope, line), scope)

        return resolved

    catalogs = {file.path: _catalog(scope_of(file.path, world, zone), file) for file in files}
    whole = resolve_workspace_lines(declared, catalogs)
    journey_tasks = [a_journey(journey) for journey in declared.all_journeys]
    scenario_tasks = [a_scenario(file, line) for file, line in declared.scenarios]
    journeys = [task(world) for task in journey_tasks]
    scenarios = [task(world) for task in scenario_tasks]
    scopes = [*catalogs.values(), *(done.scope for done in journeys), *(done.scope for done in scenarios)]
    uses = _first_uses(scopes, {file.path: index for index, file in enumerate(files)})
    if uses:
        world = World(declared, catalog_of(declared, verbs, uses, zone), verbs, zone, world.suggestions)
        journeys = _again(journey_tasks, journeys, world)
        scenarios = _again(scenario_tasks, scenarios, world)
    hints = inferred_hints(uses, {file.path: insertion_point(file) for file in files})
    scopes = [*catalogs.values(), *(done.scope for done in journeys), *(done.scope for done in scenarios)]
    diagnostics = [*verbs.diagnostics, *_merged(scopes), *hints]
    ordered = sorted((done.found for done in journeys), key=lambda journey: (-journey.priority, journey.name))
    found = model.Model(
        world.catalog,
        tuple(ordered),
        tuple(done.found for done in scenarios),
        zone,
        whole.holidays,
        whole.windows,
        whole.limits,
    )
    return Resolution(found, declared, tuple(diagnostics))


def insertion_point(file: ParsedFile) -> int:
    """Where declarations can be put: at the top, behind a byte order mark."""
    return 1 if file.source.text.startswith("\ufeff") else 0


def _again(
    tasks: Sequence[Callable[[World], _Resolved[_Found]]], done: Sequence[_Resolved[_Found]], world: World
) -> list[_Resolved[_Found]]:
    """Resolve once more what depends on all that others infer."""
    return [task(world) if one.scope.asks_all else one for task, one in zip(tasks, done, strict=True)]


def _catalog(scope: Scope, file: ParsedFile) -> Scope:
    """The lines under each message: its channel is one, and said once; and zones."""
    for line in file.tree.lines:
        scope.start = line.start
        match line.statement:
            case ast.MessageLine():
                _message(scope, line)
            case ast.MomentLine() | ast.WebinarLine() as statement:
                day_in_reach(scope, statement.at.date)
                if statement.zone is not None:
                    resolve_zone(scope, statement.zone)
            case _:
                pass
    return scope


def _message(scope: Scope, line: ast.Line) -> None:
    channel: ast.Line | None = None
    id_line: ast.Line | None = None
    transactional: ast.Line | None = None
    for child in line.children:
        scope.start = child.start
        if isinstance(child.statement, ast.ChannelLine):
            scope.named(child.statement.name, Thing.CHANNEL)
            if channel is not None:
                report_twice(scope, channel, child, "channel")
            channel = channel or child
        elif isinstance(child.statement, ast.IdLine):
            if id_line is not None:
                report_twice(scope, id_line, child, "id")
            id_line = id_line or child
        elif isinstance(child.statement, ast.TransactionalLine):
            if transactional is not None:
                report_twice(scope, transactional, child, "transactional")
            transactional = transactional or child


def _first_uses(scopes: Sequence[Scope], order: dict[str, int]) -> list[Use]:
    """The first use of each name that is declared nowhere, in the order of the files."""
    uses = sorted((use for scope in scopes for use in scope.uses.values()), key=lambda use: (order[use.path], use.span))
    return list({(use.thing, use.name): use for use in reversed(uses)}.values())[::-1]


def _merged(scopes: Sequence[Scope]) -> list[Diagnostic]:
    """One diagnostic for a name that is unknown in several places of a file, with the others as labels."""
    merged: dict[tuple[str, str, str], Diagnostic] = {}
    others: list[Diagnostic] = []
    for scope in scopes:
        for diagnostic in sorted(scope.diagnostics, key=lambda diagnostic: diagnostic.span):
            if not diagnostic.code.slug.startswith("unknown-"):
                others.append(diagnostic)
                continue
            key = (diagnostic.code.slug, diagnostic.path, diagnostic.message)
            first = merged.setdefault(key, diagnostic)
            if first is not diagnostic and len(first.labels) < _PLACES_SHOWN:
                label = Label(diagnostic.span, "here too")
                merged[key] = replace(first, labels=(*first.labels, label))
    return [*others, *merged.values()]
