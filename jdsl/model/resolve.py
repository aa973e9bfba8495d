"""All declarations of a workspace, resolved, and put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Diagnostic, Label
from jdsl.model import model
from jdsl.model.catalog import Use, catalog_of, inferred_hints, verbs_of
from jdsl.model.clocks import day_in_reach, resolve_zone
from jdsl.model.conditions import window_ms
from jdsl.model.declarations import GUARANTEES, Declarations, ParsedFile, Thing, collect
from jdsl.model.guarantees import resolve_guarantees
from jdsl.model.hands import flows_of, settled
from jdsl.model.journeys import report_twice, resolve_journey
from jdsl.model.pieces import check_pieces
from jdsl.model.renames import check_renames
from jdsl.model.scenarios import resolve_scenario
from jdsl.model.scope import Scope, World
from jdsl.model.standing import in_order, resolve_score, resolve_segment, segment_circles
from jdsl.model.workspace_lines import journey_zone, resolve_workspace_lines, workspace_zone
from jdsl.syntax import ast
from jdsl.text.span import Span

_Found = TypeVar("_Found")
# Of one mistake that shows in many places, so many places are listed.
_PLACES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Resolution:
    """`model` is complete only if no diagnostic is an error."""

    model: model.Model
    declared: Declarations
    diagnostics: tuple[Diagnostic, ...]


class _Part(Generic[_Found]):
    """One declaration: how it is resolved, and what that has found so far."""

    def __init__(self, scope: Callable[[World], Scope], resolved: Callable[[Scope], _Found], world: World) -> None:
        self._scope = scope
        self._resolved = resolved
        self.resolve(world)

    def resolve(self, world: World) -> None:
        self.scope = self._scope(world)
        self.found = self._resolved(self.scope)


def resolve(files: Sequence[ParsedFile], prelude: ParsedFile) -> Resolution:
    """The model of a workspace that consists of `files`, and everything that is wrong with its names and types."""
    declared = collect((prelude, *files))
    verbs = verbs_of(declared, prelude.path)
    zone = workspace_zone(declared)
    by_path = {file.path: file for file in files}
    world = World(declared, catalog_of(declared, verbs, (), zone), verbs, zone, by_path)
    hands = settled(flows_of(world, journey) for journey in declared.all_journeys)

    def part(path: str, resolved: Callable[[Scope], _Found], own_zone: str = zone) -> _Part[_Found]:
        file = by_path[path]
        return _Part(lambda now: Scope(now, file.source, insert_at=file.insert_at, zone=own_zone), resolved, world)

    catalogs = {file.path: part(file.path, partial(_catalog, file=file)) for file in files}
    whole = resolve_workspace_lines(declared, {path: one.scope for path, one in catalogs.items()})
    journeys = [
        part(one.path, partial(resolve_journey, journey=one, hands=hands), journey_zone(one, zone))
        for one in declared.all_journeys
    ]
    scenarios = [part(file.path, partial(resolve_scenario, line=line)) for file, line in declared.scenarios]
    segments = [
        part(one.path, partial(resolve_segment, declaration=one)) for one in declared.things[Thing.SEGMENT].values()
    ]
    scores = [part(one.path, partial(resolve_score, declaration=one)) for one in declared.things[Thing.SCORE].values()]
    promises = [
        part(path, partial(resolve_guarantees, lines=(line,)))
        for path, line in declared.workspace_lines
        if isinstance(line.statement, GUARANTEES)
    ]
    parts = [*catalogs.values(), *promises, *segments, *scores, *journeys, *scenarios]
    uses = _first_uses([one.scope for one in parts], {file.path: index for index, file in enumerate(files)})
    if uses:
        world = World(declared, catalog_of(declared, verbs, uses, zone), verbs, zone, by_path, world.suggestions)
        for one in parts:
            # What depends on all that others infer.
            if one.scope.asks_all:
                one.resolve(world)
    hints = inferred_hints(uses, {file.path: file.insert_at for file in files})
    found_segments = {one.found.name: one.found for one in segments if one.found is not None}
    diagnostics = [
        *verbs.diagnostics,
        *_merged([one.scope for one in parts]),
        *segment_circles(declared, found_segments),
        *check_pieces(declared),
        *check_renames(declared),
        *hints,
    ]
    found = model.Model(
        world.catalog,
        tuple(sorted((one.found for one in journeys), key=lambda journey: (-journey.priority, journey.name))),
        tuple(one.found for one in scenarios),
        zone,
        whole.holidays,
        whole.windows,
        whole.limits,
        in_order(tuple(found_segments.values())),
        tuple(sorted((one.found for one in scores if one.found is not None), key=lambda score: score.name)),
        tuple(guarantee for one in promises for guarantee in one.found),
    )
    return Resolution(found, declared, tuple(diagnostics))


def _catalog(scope: Scope, file: ParsedFile) -> None:
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
            case ast.WebhookLine():
                _webhook(scope, line)
            case _:
                pass


def _webhook(scope: Scope, line: ast.Line) -> None:
    """The lines under a webhook: what it answers is named once, and how soon."""
    within: ast.Line | None = None
    seen: dict[str, Label] = {}
    for child in line.children:
        scope.start = child.start
        match child.statement:
            case ast.AnswersWithinLine(duration):
                window_ms(scope, duration)
                if within is not None:
                    report_twice(scope, within, child, "answers within")
                within = within or child
            case ast.PropertyLine(name):
                if name.text in seen:
                    message = f"the property `{name.text}` is declared twice"
                    scope.report(codes.DECLARED_TWICE, name.span, message, "leave one of them out", [seen[name.text]])
                seen.setdefault(name.text, Label(name.span.shifted(child.start), "first here"))
            case _:
                pass


def _message(scope: Scope, line: ast.Line) -> None:
    channel: ast.Line | None = None
    id_line: ast.Line | None = None
    transactional: ast.Line | None = None
    template: ast.Line | None = None
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
        elif isinstance(child.statement, ast.TemplateLine):
            if template is not None:
                report_twice(scope, template, child, "template")
            template = template or child


def _first_uses(scopes: Sequence[Scope], order: dict[str, int]) -> list[Use]:
    """The first use of each name that is declared nowhere, in the order of the files."""
    uses = sorted((use for scope in scopes for use in scope.uses.values()), key=lambda use: (order[use.path], use.span))
    return list({(use.thing, use.name): use for use in reversed(uses)}.values())[::-1]


def _merged(scopes: Sequence[Scope]) -> list[Diagnostic]:
    """One diagnostic for a name that is unknown in several places of a file, with the others as labels.

    And one for each mistake in a piece of steps, in however many places that is done.
    """
    told: set[tuple[str, str, Span, str]] = set()
    merged: dict[tuple[str, str, str], Diagnostic] = {}
    others: list[Diagnostic] = []
    for scope in scopes:
        for diagnostic in sorted(scope.diagnostics, key=lambda diagnostic: diagnostic.span):
            place = (diagnostic.code.slug, diagnostic.path, diagnostic.span, diagnostic.message)
            if place in told:
                continue
            told.add(place)
            if not diagnostic.code.slug.startswith("unknown-"):
                others.append(diagnostic)
                continue
            key = (diagnostic.code.slug, diagnostic.path, diagnostic.message)
            first = merged.setdefault(key, diagnostic)
            if first is not diagnostic and len(first.labels) < _PLACES_SHOWN:
                label = Label(diagnostic.span, "here too")
                merged[key] = replace(first, labels=(*first.labels, label))
    return [*others, *merged.values()]
