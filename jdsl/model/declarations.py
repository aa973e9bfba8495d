"""The index of all names: what is declared where, before anything is resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath

from jdsl.syntax import ast
from jdsl.text.source import Source
from jdsl.text.span import Span


class Thing(StrEnum):
    """What a name is declared as; the word is the keyword that declares it."""

    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"
    CHANNEL = "channel"
    PAGE = "page"
    FORM = "form"
    PRODUCT = "product"
    TEAM = "team"
    TAG = "tag"
    ATTRIBUTE = "attribute"
    MOMENT = "moment"
    WEBINAR = "webinar"
    WEBHOOK = "webhook"
    SEGMENT = "segment"
    SCORE = "score"
    SPLIT = "split"
    PIECE = "steps"
    JOURNEY = "journey"
    STAGE = "stage"
    GOAL = "goal"

    @property
    def with_article(self) -> str:
        """`an email`, `a page`: for sentences."""
        return f"an {self.value}" if self in {Thing.EMAIL, Thing.SMS, Thing.ATTRIBUTE} else f"a {self.value}"


MESSAGES = (Thing.EMAIL, Thing.SMS, Thing.PUSH)


@dataclass(frozen=True, slots=True)
class Declaration:
    """`span` is the name's, in the file; `line` is the one that declares it."""

    thing: Thing
    name: str
    path: str
    span: Span
    line: ast.Line


@dataclass(frozen=True, slots=True)
class JourneySource:
    """One journey as written: its lines, and the names that are its own.

    `line` is the `journey` line, None in a file that is one journey. `lines` are what stands in the journey, `pieces`
    its own `steps` lines.
    """

    name: str
    path: str
    line: ast.Line | None
    lines: tuple[ast.Line, ...]
    stages: Mapping[str, Declaration]
    goals: Mapping[str, Declaration]
    pieces: Mapping[str, Declaration]


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file's tree and its text."""

    tree: ast.File
    source: Source

    @property
    def path(self) -> str:
        return self.tree.path

    @property
    def insert_at(self) -> int:
        """Where declarations can be put: at the top, behind a byte order mark."""
        return 1 if self.source.text.startswith("\ufeff") else 0


@dataclass(slots=True)
class Declarations:
    """All names of a workspace, the first declaration of each; what is declared again is in `again`.

    `events` are the `event` lines in order; the verbs they declare are worked out with the catalog. `broken_events` are
    the first words of those that could not be read, `broken_properties` the names of such properties. `workspace_lines`
    are `timezone`, `limit`, `send between` and `guarantee` of files that are no journey, and `holidays` of all, each
    with its file. `things` have the pieces of the workspace, and splits wherever they stand.
    """

    things: dict[Thing, dict[str, Declaration]] = field(default_factory=lambda: {thing: {} for thing in Thing})
    events: list[tuple[str, ast.Line]] = field(default_factory=list[tuple[str, ast.Line]])
    journeys: dict[str, JourneySource] = field(default_factory=dict[str, JourneySource])
    all_journeys: list[JourneySource] = field(default_factory=list[JourneySource])
    scenarios: list[tuple[ParsedFile, ast.Line]] = field(default_factory=list[tuple[ParsedFile, ast.Line]])
    again: list[tuple[Declaration, Declaration]] = field(default_factory=list[tuple[Declaration, Declaration]])
    workspace_lines: list[tuple[str, ast.Line]] = field(default_factory=list[tuple[str, ast.Line]])
    broken_events: set[str] = field(default_factory=set[str])
    broken_properties: set[str] = field(default_factory=set[str])

    def find(self, name: str, things: Iterable[Thing]) -> Declaration | None:
        """The declaration of `name` as one of `things`."""
        for thing in things:
            found = self.things[thing].get(name)
            if found is not None:
                return found
        return None


_CATALOG_LINES: dict[type, Thing] = {
    ast.ChannelLine: Thing.CHANNEL,
    ast.PageLine: Thing.PAGE,
    ast.FormLine: Thing.FORM,
    ast.ProductLine: Thing.PRODUCT,
    ast.TeamLine: Thing.TEAM,
    ast.TagLine: Thing.TAG,
    ast.AttributeLine: Thing.ATTRIBUTE,
    ast.MomentLine: Thing.MOMENT,
    ast.WebinarLine: Thing.WEBINAR,
    ast.WebhookLine: Thing.WEBHOOK,
    ast.SegmentLine: Thing.SEGMENT,
    ast.ScoreLine: Thing.SCORE,
    ast.PieceLine: Thing.PIECE,
}
_JOURNEY_LINES = (
    ast.EnterWhen, ast.EnterEvery, ast.EnterOn, ast.ReenterNever, ast.ReenterAlways, ast.ReenterAfter,
    ast.ReenterAtMost, ast.NotWhileIn, ast.OnChange, ast.ExitWhen, ast.GoalLine, ast.HoldOut,
    ast.PriorityLine, ast.OwnerLine, ast.VersionLine, ast.LabelsLine,
    ast.StageLine, ast.WhenLine, ast.WheneverLine, ast.AfterLine, ast.EveryLine,
)  # fmt: skip
_JOURNEY_WORDS = frozenset(
    ("enter", "reenter", "not", "on", "exit", "goal", "hold", "priority", "owner", "version", "labels", "stage", "when",
     "whenever", "after", "every")
)  # fmt: skip
# At the margin they are the journey's in a file that is one, else the workspace's (§2.2).
GUARANTEES = (ast.GuaranteeAtMost, ast.GuaranteeLeaves, ast.GuaranteeNever)
_EITHER_LINES = (ast.TimezoneLine, ast.LimitLine, ast.SendBetween, ast.PieceLine, *GUARANTEES)
_EITHER_WORDS = frozenset(("timezone", "limit", "send", "steps", "guarantee"))
# Names that must differ from each other (§2.1).
_SHARED = (
    frozenset((*MESSAGES, Thing.TEAM, Thing.WEBHOOK)),
    frozenset((Thing.ATTRIBUTE, Thing.SCORE, Thing.SPLIT, Thing.MOMENT, Thing.WEBINAR)),
)
_NO_NAME_CHARACTER = re.compile(r"[^\w-]+")


def collect(files: Iterable[ParsedFile]) -> Declarations:
    """Index every declaration of `files`, in the order given."""
    found = Declarations()
    for file in files:
        _collect_file(file, found)
    shared = found.things[Thing.PIECE]
    for journey in found.all_journeys:
        # `do NAME` means one thing everywhere.
        found.again.extend((shared[name], own) for name, own in journey.pieces.items() if name in shared)
    return found


def journey_name_of(path: str) -> str:
    """The name of the journey that a file is when it has no `journey` line: the file's, made a name."""
    stem = PurePath(path).stem if path != "-" else "journey"
    plain = _NO_NAME_CHARACTER.sub("_", stem).strip("_-")
    return plain if plain and not plain[0].isdigit() else f"journey_{plain}".rstrip("_")


def _collect_file(file: ParsedFile, found: Declarations) -> None:
    own_lines: list[ast.Line] = []
    either: list[ast.Line] = []
    has_journey = False
    for line in file.tree.lines:
        statement = line.statement
        if isinstance(statement, ast.JourneyLine) or _is_broken(statement, "journey"):
            has_journey = True
            _collect_journey(file.path, line, line.children, found)
        elif isinstance(statement, ast.ScenarioLine):
            found.scenarios.append((file, line))
        elif isinstance(statement, ast.EventLine):
            found.events.append((file.path, line))
            found.broken_properties.update(
                child.statement.name.text
                for child in line.children
                if isinstance(child.statement, ast.Broken) and child.statement.name is not None
            )
        elif isinstance(statement, _JOURNEY_LINES) or (
            isinstance(statement, ast.Broken) and statement.kind in _JOURNEY_WORDS
        ):
            own_lines.append(line)
        elif isinstance(statement, _EITHER_LINES) or (
            isinstance(statement, ast.Broken) and statement.kind in _EITHER_WORDS
        ):
            either.append(line)
        elif isinstance(statement, ast.HolidaysLine):
            found.workspace_lines.append((file.path, line))
        else:
            _collect_catalog_line(file.path, line, found)
    if own_lines and not has_journey:
        lines = sorted((*own_lines, *either), key=lambda line: line.start)
        _collect_journey(file.path, None, tuple(lines), found)
    else:
        for line in either:
            if isinstance(line.statement, ast.PieceLine) or _is_broken(line.statement, "steps"):
                _collect_catalog_line(file.path, line, found)
                _collect_splits(file.path, line.children, found)
            else:
                found.workspace_lines.append((file.path, line))


def _is_broken(statement: ast.Statement, kind: str) -> bool:
    return isinstance(statement, ast.Broken) and statement.kind == kind


def _collect_catalog_line(path: str, line: ast.Line, found: Declarations) -> None:
    statement = line.statement
    name: ast.Name | None = None
    thing: Thing | None = None
    if isinstance(statement, ast.MessageLine):
        name, thing = statement.name, Thing(statement.kind)
    elif isinstance(statement, ast.Broken):
        name = statement.name
        if statement.kind == "event":
            found.broken_events.update(line.text.split()[1:2])
        thing = next((thing for thing in Thing if thing.value == statement.kind), None)
    else:
        thing = _CATALOG_LINES.get(type(statement))
        name = getattr(statement, "name", None)
    if name is not None and thing is not None:
        _declare(found, Declaration(thing, name.text, path, name.span.shifted(line.start), line))


def _declare(found: Declarations, declaration: Declaration) -> None:
    thing = declaration.thing
    rivals = next((group for group in _SHARED if thing in group), frozenset({thing}))
    first = found.find(declaration.name, (rival for rival in Thing if rival in rivals))
    if first is None:
        found.things[thing][declaration.name] = declaration
    else:
        found.again.append((first, declaration))


def _collect_journey(path: str, line: ast.Line | None, lines: tuple[ast.Line, ...], found: Declarations) -> None:
    name = journey_name_of(path)
    declaration: Declaration | None = None
    if line is not None:
        written = getattr(line.statement, "name", None)
        if isinstance(written, ast.Name):
            name = written.text
            declaration = Declaration(Thing.JOURNEY, name, path, written.span.shifted(line.start), line)
        else:
            name = ""
    elif lines:
        first = lines[0]
        declaration = Declaration(Thing.JOURNEY, name, path, Span(first.start, first.start + len(first.text)), first)
    stages: dict[str, Declaration] = {}
    goals: dict[str, Declaration] = {}
    pieces: dict[str, Declaration] = {}
    for child in lines:
        _collect_place(path, child, (stages, goals, pieces), found)
    _collect_splits(path, lines, found)
    journey = JourneySource(name, path, line, lines, stages, goals, pieces)
    if declaration is not None and name not in found.journeys:
        found.journeys[name] = journey
        found.things[Thing.JOURNEY][name] = declaration
    elif declaration is not None:
        found.again.append((found.things[Thing.JOURNEY][name], declaration))
    found.all_journeys.append(journey)
    for goal in goals.values():
        found.things[Thing.GOAL].setdefault(goal.name, goal)


def _collect_place(
    path: str,
    line: ast.Line,
    places: tuple[dict[str, Declaration], dict[str, Declaration], dict[str, Declaration]],
    found: Declarations,
) -> None:
    statement = line.statement
    stages, goals, pieces = places
    if isinstance(statement, ast.StageLine) or _is_broken(statement, "stage"):
        own, thing = stages, Thing.STAGE
    elif isinstance(statement, ast.GoalLine) or _is_broken(statement, "goal"):
        own, thing = goals, Thing.GOAL
    elif isinstance(statement, ast.PieceLine) or _is_broken(statement, "steps"):
        own, thing = pieces, Thing.PIECE
    else:
        return
    name = getattr(statement, "name", None)
    if not isinstance(name, ast.Name):
        return
    declaration = Declaration(thing, name.text, path, name.span.shifted(line.start), line)
    if name.text in own:
        found.again.append((own[name.text], declaration))
    else:
        own[name.text] = declaration


def _collect_splits(path: str, lines: Iterable[ast.Line], found: Declarations) -> None:
    """A split is declared where it stands, among steps."""
    for line in lines:
        statement = line.statement
        name: ast.Name | None = None
        if isinstance(statement, ast.StepsLine) and isinstance(statement.steps[0], ast.Split):
            name = statement.steps[0].name
        elif isinstance(statement, ast.Broken) and statement.kind == "split":
            name = statement.name
        if name is not None:
            _declare(found, Declaration(Thing.SPLIT, name.text, path, name.span.shifted(line.start), line))
        _collect_splits(path, line.children, found)
