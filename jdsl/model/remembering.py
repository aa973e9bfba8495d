"""What a journey remembers: the names, their types, and the step that says so (§8.22)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Label
from jdsl.model import model
from jdsl.model.declarations import Declarations, JourneySource, Thing
from jdsl.model.lookup import Hand, property_value, report_no_property
from jdsl.model.model import Place, Value
from jdsl.model.parts import steps_on
from jdsl.model.pieces import all_steps, piece_of
from jdsl.model.scope import Memory, Scope
from jdsl.model.types import type_in_words
from jdsl.model.values import untyped_value
from jdsl.syntax import ast
from jdsl.syntax.keywords import REFUSED_NAMES, UNIT_WORDS

_MAYBE = re.compile(r"\b(?:remember|do)\b")
# Like an attribute, it never stands right behind a number.
_REFUSED = REFUSED_NAMES - UNIT_WORDS
_VALUES = (Thing.ATTRIBUTE, Thing.SCORE, Thing.SPLIT, Thing.MOMENT, Thing.WEBINAR)


def memories_of(declared: Declarations, journey: JourneySource) -> dict[str, Memory]:
    """The names that a journey remembers, in the order of the source, and where each is first given.

    What `per` says comes before all (§17.6); what a piece of steps remembers, where it is first done.
    """
    found: dict[str, Memory] = {}
    for line in journey.lines:
        if isinstance(line.statement, ast.EnterWhen) and line.statement.per is not None:
            per = line.statement.per
            found.setdefault(per.text, Memory(journey.path, per.span.shifted(line.start)))
            break
    lines = [line for line in journey.lines if not isinstance(line.statement, ast.PieceLine)]
    for path, line, step in _remember_steps(declared, journey, journey.path, lines, ()):
        name = memory_name(step)
        if name is not None:
            found.setdefault(name.text, Memory(path, name.span.shifted(line.start)))
    return found


def memory_name(written: ast.Remember) -> ast.Name | None:
    """The name under which a step remembers: what is behind `as`, else that of the property."""
    if written.name is not None:
        return written.name
    return written.value if isinstance(written.value, ast.Name) else None


def _remember_steps(
    declared: Declarations, journey: JourneySource, path: str, lines: Iterable[ast.Line], doing: tuple[str, ...]
) -> Iterator[tuple[str, ast.Line, ast.Remember]]:
    for line in lines:
        # Most lines have no such word, and need not be walked.
        for step in all_steps(steps_on(line.statement)) if _MAYBE.search(line.text) else ():
            if isinstance(step, ast.Remember):
                yield path, line, step
            elif isinstance(step, ast.Do) and step.piece.text not in doing:
                piece = piece_of(declared, journey, step.piece.text)
                if piece is not None:
                    inside = (*doing, piece.name)
                    yield from _remember_steps(declared, journey, piece.path, piece.line.children, inside)
        yield from _remember_steps(declared, journey, path, line.children, doing)


def resolve_remember(scope: Scope, hand: Hand, written: ast.Remember, place: Place) -> model.Step | None:
    """The step, or None: then it is reported. Its type becomes known to the scope."""
    name = memory_name(written)
    if written.name is None and not _may_go_without_name(scope, written):
        return None
    assert name is not None
    if is_fixed(scope, name):
        return None
    is_good = _is_free(scope, name) if written.name is not None else True
    value = _value(scope, hand, written, name)
    if value is None or not is_good:
        return None
    known = scope.remembered.setdefault(name.text, value.type)
    if known != value.type:
        first = scope.memories.get(name.text)
        scope.report(
            codes.REMEMBERED_DISAGREES,
            written.value.span,
            f"`{name.text}` is {type_in_words(known)} elsewhere in this journey, and here {type_in_words(value.type)}",
            "remember the one or the other under another name",
            [Label(first.span, "first remembered here", first.path)] if first is not None else (),
        )
        return None
    return model.Remember(name.text, value, place)


def is_fixed(scope: Scope, name: ast.Name) -> bool:
    """Whether the visit goes by the value of this name, which is remembered once (§17.6); then it is reported."""
    if scope.per is None or scope.per[0] != name.text:
        return False
    message = f"each visit of this journey has its own `{name.text}`, which stays as it is"
    advice = f"remember it under another name: `remember … as my_{name.text}`"
    scope.report(codes.PER_IS_FIXED, name.span, message, advice)
    return True


def _value(scope: Scope, hand: Hand, written: ast.Remember, name: ast.Name) -> Value | None:
    value = written.value
    if not isinstance(value, ast.Name) or value.text != name.text:
        return untyped_value(scope, hand, value)
    found = property_value(scope, hand, value.text)
    if found is None:
        report_no_property(scope, hand, value)
    return found


def _may_go_without_name(scope: Scope, written: ast.Remember) -> bool:
    """Only a property has a name that is free; for all else `as` is needed."""
    value = written.value
    if isinstance(value, ast.Name):
        other = scope.world.declared.find(value.text, _VALUES)
        if other is None and value.text not in _REFUSED:
            return True
        message = f"`{value.text}` is {other.thing.with_article if other else 'a word of the language'}"
        message += ", and what is remembered needs a name of its own"
        example = f"my_{value.text}"
    else:
        message = f"`{scope.written(value.span)}` has no name under which it could be remembered"
        example = "NAME"
    scope.report(codes.MISSING_WORD, written.span, message, f"give it one: `… as {example}`")
    return False


def _is_free(scope: Scope, name: ast.Name) -> bool:
    """Whether the name can be one that is remembered; if not, it is reported."""
    text = name.text
    other = scope.world.declared.find(text, _VALUES)
    if other is not None:
        message = f"`{text}` is {other.thing.with_article}, and cannot be remembered under that name"
        label = Label(other.span, "declared here", other.path)
        scope.report(codes.DECLARED_TWICE, name.span, message, f"choose another name, such as `my_{text}`", [label])
        return False
    if text in _REFUSED:
        message = f"`{text}` is a word of the language, and cannot be a name"
        scope.report(codes.REFUSED_NAME, name.span, message, f"choose another, such as `my_{text}`")
        return False
    return True
