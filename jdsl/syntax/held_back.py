"""What the grammar reads and this version does not carry out yet: such lines are held back from the model.

`NOT_YET` is the one place that says so. A construct that lands takes its entries from here.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from enum import Enum
from typing import Any, TypeAlias, cast

from jdsl.diagnostics.diagnostic import Diagnostic
from jdsl.syntax import ast
from jdsl.syntax.later import not_yet
from jdsl.syntax.reading import Parsed, broken
from jdsl.syntax.repair import word_pattern
from jdsl.text.span import Span

_Key: TypeAlias = "type | Enum | tuple[type, str]"

NOT_YET: dict[_Key, str] = {}
"""Nodes, fields that are filled, words of an enumeration and verbs, and what a writer would call them.

`property` of a webhook is what may stand below it.
"""

_CARRIED_OUT = {(ast.ScenarioLine, "starting")}
"""Fields that may hold what is held back elsewhere."""


def hold_back(parsed: Parsed) -> Parsed:
    """The same, with the lines that this version does not carry out as `Broken`, and a diagnostic for each."""
    if not NOT_YET:
        return parsed
    found: list[Diagnostic] = []
    lines = _held_back(parsed.file.path, parsed.file.lines, found)
    file = dataclasses.replace(parsed.file, lines=lines)
    return Parsed(file, tuple(sorted([*parsed.diagnostics, *found], key=lambda one: one.span)))


def _held_back(path: str, lines: Iterable[ast.Line], found: list[Diagnostic]) -> tuple[ast.Line, ...]:
    return tuple([_line(path, line, found) for line in lines])


def _property(path: str, line: ast.Line, found: list[Diagnostic]) -> ast.Line:
    """A line below a webhook: its properties can be held back by themselves."""
    spelling = NOT_YET.get((ast.WebhookLine, "property"))
    if spelling is None or not isinstance(line.statement, ast.PropertyLine):
        return _line(path, line, found)
    found.append(not_yet(spelling, _place(line.text, spelling)).moved(path, line.start))
    return dataclasses.replace(line, statement=broken(line.text))


def _line(path: str, line: ast.Line, found: list[Diagnostic]) -> ast.Line:
    spelling = _spelling(line.statement) if _MAYBE.search(line.text) else None
    if spelling is None:
        below = _property if isinstance(line.statement, ast.WebhookLine) else _line
        children = tuple([below(path, child, found) for child in line.children])
        return dataclasses.replace(line, children=children) if children else line
    found.append(not_yet(spelling, _place(line.text, spelling)).moved(path, line.start))
    # What stands below it is part of what is not carried out: one diagnostic is enough.
    children = _held_back(path, line.children, [])
    return dataclasses.replace(line, statement=broken(line.text), children=children)


# Reading the words of a line is quicker than walking its tree, and few lines have any of these.
_MAYBE = re.compile(
    r"(?<![-\w])(?:timezone|holidays|webinar|moment|webhook|transactional|date|every|on|between|hold|within|per"
    r"|until|remember|release|call|at|before|after|comes|machines|today|this|now|held|weekdays?|months?|years?|seconds"
    r"|minutes|hours|days|weeks|segment|score|halve|answers|fails|template|was|per|entering|while|change|guarantee"
    r"|steps|do|split|repeat|plus|minus|times|followed|ignored|reaches|falls|(?:add|take)\s+\S+\s+when)(?![-\w])|\d-\d|^\d"
)


def _place(text: str, spelling: str) -> Span:
    found = word_pattern(spelling).search(text) or re.match(r"\S+", text)
    return Span(*found.span()) if found is not None else Span(0, len(text))


def _spelling(node: Any) -> str | None:
    """What the node has that is not carried out yet."""
    if isinstance(node, tuple):
        parts = cast("tuple[object, ...]", node)
        return next((said for part in parts if (said := _spelling(part)) is not None), None)
    if isinstance(node, Enum):
        return NOT_YET.get(node)
    if not dataclasses.is_dataclass(node) or isinstance(node, Span):
        return None
    kind = cast("type", type(node))
    if kind in NOT_YET:
        return NOT_YET[kind]
    if isinstance(node, ast.Phrase):
        return next((said for word in node.words[1:] if (said := NOT_YET.get((kind, word.text))) is not None), None)
    for field in dataclasses.fields(node):
        value, key = getattr(node, field.name), (kind, field.name)
        if value and key not in _CARRIED_OUT:
            said = NOT_YET.get(key) or _spelling(value)
            if said is not None:
                return said
    return None
