"""Comments that allow something: `# jdsl: allow CODE because REASON`, and which part of a file each is about.

On lines of its own a comment is about the next statement and all that is indented below it; at the end of a statement
about that one alone. Within a statement that goes on over several lines it counts as standing above it, which is where
the formatter puts it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jdsl.syntax import ast
from jdsl.syntax.layout import comment_spans
from jdsl.text.span import Span

_MEANT = re.compile(r"#[^\S\r\n]*(?i:jdsl)[^\S\r\n]*:")
_FORM = re.compile(r"#\s*jdsl\s*:\s*(?P<verb>[\w-]*)\s*(?P<code>[\w-]*)(?P<rest>.*)", re.IGNORECASE)
_LINE_END = re.compile(r"[\r\n]")
_BECAUSE = re.compile(r"\s+because\b(?P<reason>.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a comment, and where it stands in the file."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Allow:
    """A comment that begins with `jdsl:`, whether or not the rest of it can be read.

    `verb` is to be `allow`. `rest` is what stands behind the code; `reason` what stands behind its `because`, None
    without one. `reach` is the part of the file that it is about, None if nothing stands below it.
    """

    span: Span
    verb: Word
    code: Word
    rest: Word
    reason: str | None
    reach: Span | None


def allows_of(file: ast.File) -> tuple[Allow, ...]:
    """Those of a journey file."""
    return _allows(file.source, _statements(file.lines)) if _MEANT.search(file.source) is not None else ()


def allows_of_settings(text: str) -> tuple[Allow, ...]:
    """Those of a `jdsl.toml`, in which each line stands for itself."""
    if _MEANT.search(text) is None:
        return ()
    starts = re.finditer(r"^[^\S\r\n]*([^\s#][^\r\n#]*)", text, re.MULTILINE)
    return _allows(text, [_Statement(found.start(1), found.end(1), found.end(1)) for found in starts])


@dataclass(frozen=True, slots=True)
class _Statement:
    """Where a line begins, where its own text ends, and where all that is below it ends."""

    start: int
    end: int
    below_end: int


def _statements(lines: Iterable[ast.Line]) -> list[_Statement]:
    """All of them, in the order of the file."""
    found: list[_Statement] = []
    for line in lines:
        below = _statements(line.children)
        end = line.start + len(line.text)
        found += [_Statement(line.start, end, below[-1].end if below else end), *below]
    return found


def _allows(text: str, statements: Sequence[_Statement]) -> tuple[Allow, ...]:
    return tuple(_read(text, span, statements) for span in _meant(text))


def _meant(text: str) -> Iterator[Span]:
    return (span for span in comment_spans(text) if _MEANT.match(text, span.start) is not None)


def _read(text: str, span: Span, statements: Sequence[_Statement]) -> Allow:
    comment = text[span.start : span.end].rstrip()
    found = _FORM.fullmatch(comment)
    # INVARIANT: every part but the first may be empty, and the first is what `_MEANT` has found.
    assert found is not None
    words = {name: Word(found[name], Span(*found.span(name)).shifted(span.start)) for name in ("verb", "code", "rest")}
    because = _BECAUSE.fullmatch(found["rest"])
    reason = because["reason"].strip() if because is not None else None
    whole = Span(span.start, span.start + len(comment))
    return Allow(whole, words["verb"], words["code"], words["rest"], reason, _reach(text, span.start, statements))


def _reach(text: str, at: int, statements: Sequence[_Statement]) -> Span | None:
    next_one = bisect_right(statements, at, key=lambda statement: statement.start)
    if next_one > 0:
        before = statements[next_one - 1]
        if at < before.end:
            return Span(before.start, before.below_end)
        if _LINE_END.search(text, before.end, at) is None:
            return Span(before.start, before.end)
    if next_one == len(statements):
        return None
    return Span(statements[next_one].start, statements[next_one].below_end)
