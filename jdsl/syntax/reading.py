"""From a file's text to its tree: layout, then line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jdsl.diagnostics.diagnostic import Diagnostic
from jdsl.syntax import ast
from jdsl.syntax.layout import LogicalLine, lay_out
from jdsl.syntax.mistakes import explain
from jdsl.syntax.tree import LineReader, Read
from jdsl.text.span import Span

_READER = LineReader()


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tree, whatever the text was, and all that is wrong with it."""

    file: ast.File
    diagnostics: tuple[Diagnostic, ...]


def parse(path: str, source: str) -> Parsed:
    """Read the text of one file. Never raises: what cannot be read is `Broken` in the tree, and has a diagnostic."""
    layout = lay_out(path, source)
    diagnostics = layout.diagnostics
    lines = tuple(_line(line, path, diagnostics) for line in layout.lines)
    file = ast.File(path, source, lines, tuple(layout.trailing_comments))
    return Parsed(file, tuple(sorted(diagnostics, key=lambda diagnostic: diagnostic.span)))


def _line(line: LogicalLine, path: str, diagnostics: list[Diagnostic]) -> ast.Line:
    result = _READER.read(line.text)
    if isinstance(result, Read):
        statement = result.statement
    else:
        statement = broken(line.text)
        diagnostics.append(explain(line.text, result).moved(path, line.start))
    children = tuple(_line(child, path, diagnostics) for child in line.children)
    return ast.Line(statement, line.start, line.text, tuple(line.comments), line.comment, children)


_WORD = re.compile(r"[^\W\d_]\w*(?:-\w+)*")
_DECLARING = frozenset(
    ("channel", "email", "sms", "push", "link", "page", "form", "product", "team", "tag", "attribute", "property")
    + ("journey", "goal", "stage", "webinar", "moment", "segment", "score", "webhook", "split")
)


def broken(text: str) -> ast.Broken:
    """What is left of a line that cannot be read: its first word, and the name that it was to declare."""
    kind = _WORD.match(text)
    if kind is None:
        return ast.Broken(text.split(maxsplit=1)[0] if text else "", None)
    name = _WORD.match(text, kind.end() + len(text[kind.end() :]) - len(text[kind.end() :].lstrip()))
    if kind[0].lower() not in _DECLARING or name is None:
        return ast.Broken(kind[0], None)
    return ast.Broken(kind[0], ast.Name(name[0], Span(*name.span())))
