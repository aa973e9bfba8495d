"""Pieces of steps, which `do` puts in its place: who has them, who does them, and what goes round (§19.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Diagnostic, Label
from jdsl.model.declarations import Declaration, Declarations, JourneySource, Thing
from jdsl.model.parts import steps_on
from jdsl.syntax import ast
from jdsl.text.span import Span


def piece_of(declared: Declarations, journey: JourneySource, name: str) -> Declaration | None:
    """The piece that `do NAME` in the journey stands for."""
    return journey.pieces.get(name) or declared.things[Thing.PIECE].get(name)


def all_steps(steps: Iterable[ast.Step]) -> Iterator[ast.Step]:
    """The steps of a line, those behind `if`, `else` and in them too."""
    for step in steps:
        yield step
        match step:
            case ast.If():
                yield from all_steps(step.steps)
            case ast.WaitUntilDate() | ast.WaitUntilMoment() | ast.WaitUpToUntil():
                yield from all_steps(step.otherwise)
            case _:
                pass


def check_pieces(declared: Declarations) -> list[Diagnostic]:
    """Pieces that do each other in a circle, and those that nobody does."""
    shared = declared.things[Thing.PIECE]
    owns = [journey.pieces for journey in declared.all_journeys if journey.pieces]
    if not shared and not owns:
        return []
    found: list[Diagnostic] = []
    told: set[frozenset[_Key]] = set()
    for known in (*({**shared, **own} for own in owns), shared):
        for start in known.values():
            circle = _circle(known, start)
            pieces = frozenset(_key(piece) for piece, _ in circle)
            if circle and pieces not in told:
                told.add(pieces)
                found.append(_circle_told(circle))
    used = _used(declared)
    every = [*shared.values(), *(piece for own in owns for piece in own.values())]
    written = [piece for piece in every if isinstance(piece.line.statement, ast.PieceLine)]
    found.extend(_unused(piece) for piece in written if _key(piece) not in used)
    return found


_Key = tuple[str, Span]
_Edge = tuple[Declaration, Label]
"""A piece, and the step by which it does the next one."""


def _dones(lines: Sequence[ast.Line]) -> Iterator[tuple[ast.Line, ast.Do]]:
    for line in lines:
        if "do" in line.text:
            for step in all_steps(steps_on(line.statement)):
                if isinstance(step, ast.Do):
                    yield line, step
        yield from _dones(line.children)


def _circle(known: Mapping[str, Declaration], start: Declaration) -> list[_Edge]:
    """The shortest way from the piece back to itself."""
    waiting: list[tuple[Declaration, list[_Edge]]] = [(start, [])]
    seen = {start.name}
    for piece, way in waiting:
        for line, step in _dones(piece.line.children):
            following = known.get(step.piece.text)
            edge = (piece, Label(step.span.shifted(line.start), f"does `{step.piece.text}`", piece.path))
            if following is start:
                return [*way, edge]
            if following is not None and following.name not in seen:
                seen.add(following.name)
                waiting.append((following, [*way, edge]))
    return []


def _circle_told(circle: list[_Edge]) -> Diagnostic:
    shown = " → ".join((*(piece.name for piece, _ in circle), circle[0][0].name))
    *others, (_, closing) = circle
    return Diagnostic(
        codes.STEPS_CIRCLE,
        closing.path or "",
        closing.span,
        f"these pieces do each other for ever: {shown}",
        "leave out one of the `do` lines",
        tuple(label for _, label in others),
    )


def _key(piece: Declaration) -> _Key:
    return piece.path, piece.span


def _used(declared: Declarations) -> set[_Key]:
    used: set[_Key] = set()
    shared = declared.things[Thing.PIECE]
    for journey in declared.all_journeys:
        for _, step in _dones(journey.lines):
            name = step.piece.text
            used.update(_key(pieces[name]) for pieces in (journey.pieces, shared) if name in pieces)
    for piece in shared.values():
        names = [step.piece.text for _, step in _dones(piece.line.children)]
        used.update(_key(shared[name]) for name in names if name in shared)
    return used


def _unused(piece: Declaration) -> Diagnostic:
    message = f"nobody does `{piece.name}`"
    advice = f"say `do {piece.name}` where it belongs, or leave it out"
    return Diagnostic(codes.UNUSED_STEPS, piece.path, piece.span, message, advice)
