"""What was called otherwise before: `was`, on whatever has a name (§2.11)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Diagnostic, Label
from jdsl.model.declarations import MESSAGES, Declaration, Declarations, Thing
from jdsl.model.model import Renamed
from jdsl.syntax import ast
from jdsl.text.span import Span

_Family = tuple[str, str | None]
"""Names among which one stands for one thing: the kind, and what it belongs to."""


_BELOW: Mapping[type, str] = {ast.LinkLine: "link", ast.PropertyLine: "property", ast.ArmLine: "arm"}


@dataclass(frozen=True, slots=True)
class _Naming:
    """A line that may say `was`: names as they are written, each with its place in the file."""

    kind: str
    name: str
    of: str | None
    was: tuple[tuple[str, Span], ...]
    path: str

    @property
    def family(self) -> _Family:
        return ("message" if self.kind in MESSAGES else self.kind, self.of)


def texts_of(names: Iterable[ast.Name | ast.Phrase]) -> tuple[str, ...]:
    return tuple(_text(name) for name in names)


def renamed_in(declared: Declarations) -> tuple[Renamed, ...]:
    """Everything that says `was`."""
    written = [one for one in _namings(declared) if one.was]
    return tuple(Renamed(str(one.kind), one.name, one.of, tuple(text for text, _ in one.was)) for one in written)


def check_renames(declared: Declarations) -> list[Diagnostic]:
    """An old name is none that is in use, and is said once (§2.11)."""
    namings = list(_namings(declared))
    if not any(one.was for one in namings):
        return []
    living: dict[_Family, set[str]] = {}
    for one in namings:
        living.setdefault(one.family, set()).add(one.name)
    found: list[Diagnostic] = []
    first: dict[tuple[_Family, str], tuple[str, Span]] = {}
    for one in namings:
        for text, span in one.was:
            before = first.setdefault((one.family, text), (one.path, span))
            if text in living[one.family]:
                message = f"`{text}` is the name of another {one.kind} now, and cannot be an old one"
                advice = "leave it out, or rename the other"
                found.append(Diagnostic(codes.OLD_NAME, one.path, span, message, advice))
            elif before != (one.path, span):
                label = Label(before[1], "first here", before[0])
                message = f"`{text}` is an old name twice"
                advice = "say it where most of it has gone"
                found.append(Diagnostic(codes.OLD_NAME, one.path, span, message, advice, (label,)))
    return found


def _text(name: ast.Name | ast.Phrase) -> str:
    return name.text if isinstance(name, ast.Name) else " ".join(word.text for word in name.words)


def _naming(
    kind: str,
    of: str | None,
    path: str,
    line: ast.Line,
    named: ast.Name | ast.Phrase,
    was: Iterable[ast.Name | ast.Phrase],
) -> _Naming:
    places = tuple((_text(one), one.span.shifted(line.start)) for one in was)
    return _Naming(kind, _text(named), of, places, path)


def _namings(declared: Declarations) -> Iterator[_Naming]:
    for thing, things in declared.things.items():
        if thing is not Thing.GOAL:
            for one in things.values():
                yield from _of_declaration(one)
    for journey in declared.journeys.values():
        own: Mapping[str, Declaration]
        for own in (journey.stages, journey.goals):
            for one in own.values():
                yield from _of_line(one.thing, journey.name, one.path, one.line)
    for path, line in declared.events:
        yield from _of_event(path, line)


def _of_declaration(one: Declaration) -> Iterator[_Naming]:
    statement = one.line.statement
    if isinstance(statement, ast.StepsLine) and isinstance(statement.steps[0], ast.Split):
        split = statement.steps[0]
        yield _naming(one.thing, None, one.path, one.line, split.name, split.was)
    elif one.thing is not Thing.JOURNEY or isinstance(statement, ast.JourneyLine):
        yield from _of_line(one.thing, None, one.path, one.line)
    if one.thing is Thing.JOURNEY:
        return
    for child in one.line.children:
        kind = _BELOW.get(type(child.statement))
        if kind is not None:
            yield from _of_line(kind, one.name, one.path, child)


def _of_line(kind: str, of: str | None, path: str, line: ast.Line) -> Iterator[_Naming]:
    name = getattr(line.statement, "name", None)
    if isinstance(name, ast.Name):
        yield _naming(kind, of, path, line, name, getattr(line.statement, "was", ()))


def _of_event(path: str, line: ast.Line) -> Iterator[_Naming]:
    statement = line.statement
    assert isinstance(statement, ast.EventLine)
    words = statement.words.words
    verb = words[:-2] if len(words) > 2 and words[-2].text in {"a", "an"} else words
    name = ast.Phrase(verb, statement.words.span)
    yield _naming("event", None, path, line, name, statement.was)
    for child in line.children:
        if isinstance(child.statement, ast.PropertyLine):
            yield from _of_line("property", _text(name), path, child)
