"""From a file's text to its tree: layout, then line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jdsl.diagnostics.diagnostic import Diagnostic
from jdsl.syntax import ast
from jdsl.syntax.keywords import GRAMMAR_WORDS
from jdsl.syntax.layout import LogicalLine, lay_out
from jdsl.syntax.mistakes import explain
from jdsl.syntax.placement import NEEDS_LINES_BELOW, judge, judge_file
from jdsl.syntax.tree import LineReader, Read
from jdsl.text.nearest import nearest
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
    reading = _FileReading(path, layout.diagnostics)
    lines = tuple(reading.line(line) for line in layout.lines)
    reading.report(judge_file(path, lines, _uneven(layout.lines)))
    file = ast.File(path, source, lines, tuple(layout.trailing_comments))
    return Parsed(file, tuple(sorted(reading.diagnostics, key=lambda diagnostic: diagnostic.span)))


class _FileReading:
    """Turns logical lines into lines of the tree, and gathers what is wrong."""

    def __init__(self, path: str, diagnostics: list[Diagnostic]) -> None:
        self.path = path
        self.diagnostics = diagnostics

    def report(self, diagnostic: Diagnostic | None) -> None:
        if diagnostic is not None:
            self.diagnostics.append(diagnostic)

    def line(self, line: LogicalLine, parent: ast.Statement | None = None) -> ast.Line:
        result = _READER.read(line.text)
        if isinstance(result, Read):
            statement = result.statement
        else:
            statement = broken(line.text)
            self.report(explain(line.text, result).moved(self.path, line.start))
        children = tuple([self.line(child, statement) for child in line.children])
        made = ast.Line(statement, line.start, line.text, tuple(line.comments), line.comment, children)
        if children or isinstance(statement, NEEDS_LINES_BELOW):
            self.report(judge(self.path, made, _uneven(line.children), is_arm=isinstance(parent, ast.StepsLine)))
        return made


def _uneven(lines: list[LogicalLine]) -> frozenset[int]:
    return frozenset([line.start for line in lines if line.uneven])


_HEAD = re.compile(r"(?P<kind>[^\W\d_]\w*)(?:\s+(?P<name>[^\W\d_]\w*(?:-\w+)*))?")
_DECLARING = frozenset({
    "channel", "email", "sms", "push", "link", "page", "form", "product", "team", "tag", "attribute", "property",
    "journey", "goal", "stage", "webinar", "moment", "segment", "score", "webhook", "split",
})  # fmt: skip


def broken(text: str) -> ast.Broken:
    """What is left of a line that cannot be read: what kind of line it was to be, and which name it was to declare."""
    head = _HEAD.match(text)
    if head is None:
        return ast.Broken(text.split(maxsplit=1)[0] if text else "", None)
    kind = head["kind"].lower()
    declares = kind if kind in _DECLARING else nearest(kind, _DECLARING)
    # `if` or `exit` are no misspelt declaration, however near they are to one.
    if declares is None or (declares != kind and kind in GRAMMAR_WORDS) or head["name"] is None:
        return ast.Broken(kind, None)
    return ast.Broken(declares, ast.Name(head["name"], Span(*head.span("name"))))
