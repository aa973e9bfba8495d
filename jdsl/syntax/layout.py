"""From text to the tree of logical lines, by indentation alone.

A logical line is a physical line and those that go on with it. What a line says is not known here, but for
two lists of first words: which go on with the line above wherever they stand deeper, and which heads an
`if` or an `else` goes on with. Comments are kept: whole lines with the line below them, and one at a line's end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jdsl.diagnostics.catalogue import TAB, TOO_DEEP, UNEVEN_INDENTATION
from jdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix
from jdsl.text.span import Span

JOINING_WORDS = frozenset({"and", "or", "then", "within", "where", "followed", "per"})
"""A deeper line that begins with one of these goes on with the line above."""

EMPTY_COMMENT = " "
"""What a `#` with nothing behind it says; an empty string among a line's comments is a blank line."""

DEEPEST = 50
"""How many levels deep lines can stand; trees are walked by recursion."""

_IF_JOINS = re.compile(r"(?:enter|goal|segment|exit\s+when|(?:add|take)\b.*\swhen)(?![-\w])", re.DOTALL)
_ELSE_JOINS = re.compile(r"limit(?![-\w])|(?:.*\s)?wait\s+(?:until|up\s+to\s.*\suntil)(?![-\w])", re.DOTALL)

# What stands on one physical line; a text in quotes may hold `#`. A text that is not closed runs to the end.
_PHYSICAL = re.compile(
    r"""
    (?P<indent>[^\S\r\n]*)
    (?P<code>(?:[^"#\r\n]++|"(?:\\.|[^"\\\r\n])*(?:"|(?=[\r\n]|\\?\Z)|\\(?=[\r\n])))*)
    (?P<comment>\#[^\r\n]*)?
    (?:\r\n|[\r\n]|\Z)
    """,
    re.VERBOSE,
)
_FIRST_LEVEL = re.compile(r"^( {1,8})[^\s#]", re.MULTILINE)
_FIRST_WORD = re.compile(r"[^\W\d_]+(?![-\w])")


@dataclass(slots=True)
class LogicalLine:
    """`text` runs from offset `start` to the last character of the last joined line, its comment left out."""

    start: int
    text: str
    comments: list[str]
    comment: str | None
    depth: int
    uneven: bool = False
    children: list[LogicalLine] = field(default_factory=list["LogicalLine"])


@dataclass(slots=True)
class Layout:
    """The tree, the comments below its last line, and what is wrong with the indentation."""

    lines: list[LogicalLine]
    trailing_comments: list[str]
    diagnostics: list[Diagnostic]


def lay_out(path: str, source: str) -> Layout:
    """The logical lines of `source`, nested as they are indented. Nothing is refused."""
    reader = _Reader(path, source)
    at = 1 if source.startswith("\ufeff") else 0
    while at < len(source):
        found = _PHYSICAL.match(source, at)
        # INVARIANT: the pattern matches at every line's start and takes at least the line's end.
        assert found is not None
        assert found.end() > at
        reader.take(found)
        at = found.end()
    reader.report_tabs()
    reader.report_uneven()
    return Layout(reader.top, _without_blank_end(reader.comments), reader.diagnostics)


def code_lines(text: str) -> list[str]:
    """The physical lines of a logical line, without their indentation and comments."""
    return [code for found in _PHYSICAL.finditer(text) if (code := found["code"].strip())]


def comment_spans(source: str) -> list[Span]:
    """Where the comments stand, each from its `#` to the end of its line; what stands in quotes is none."""
    spans: list[Span] = []
    at = 0
    while at < len(source):
        found = _PHYSICAL.match(source, at)
        # INVARIANT: as in `lay_out`.
        assert found is not None
        if found["comment"] is not None:
            spans.append(Span(*found.span("comment")))
        at = found.end()
    return spans


def _without_blank_end(comments: list[str]) -> list[str]:
    while comments and comments[-1] == "":
        comments.pop()
    return comments


class _Reader:
    """Takes physical lines one by one; `stack` holds the open lines, the outermost first."""

    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.source = source
        self.top: list[LogicalLine] = []
        self.stack: list[LogicalLine] = []
        self.comments: list[str] = []
        self.diagnostics: list[Diagnostic] = []
        self.tabs: list[Edit] = []
        self.uneven: dict[tuple[int, int], list[tuple[LogicalLine, Edit]]] = {}
        # A tab among spaces is most likely one level of the file's own.
        first_level = _FIRST_LEVEL.search(source)
        self.tab_width = len(first_level[1]) if first_level is not None else 2

    def take(self, found: re.Match[str]) -> None:
        code = found["code"].rstrip()
        comment = found["comment"]
        if not code:
            self._take_comment(comment)
            return
        start = found.start("code")
        indent = found["indent"]
        depth = len(indent)
        if "\t" in indent:
            depth = len(indent.expandtabs(self.tab_width))
            self.tabs.append(Edit(Span(found.start(), start), " " * depth))
        last = self.stack[-1] if self.stack else None
        if last is not None and depth > last.depth and _joins(code, last.text):
            self._join(last, start + len(code), comment)
            return
        line = LogicalLine(start, code, self.comments, _plain(comment) or None, depth)
        self.comments = []
        self._nest(line, Span(found.start(), start))

    def _take_comment(self, comment: str | None) -> None:
        if comment is not None:
            self.comments.append(_plain(comment) or EMPTY_COMMENT)
        elif (self.top or self.comments) and self.comments[-1:] != [""]:
            self.comments.append("")

    def _join(self, last: LogicalLine, end: int, comment: str | None) -> None:
        # A comment in the middle of a line has no place in the canonical layout: it goes above the line.
        between = [last.comment, *self.comments]
        last.comments += [said for said in between if said and said != EMPTY_COMMENT]
        self.comments = []
        last.text = self.source[last.start : end]
        last.comment = _plain(comment) or None

    def _nest(self, line: LogicalLine, indent: Span) -> None:
        closed: LogicalLine | None = None
        if len(self.stack) >= DEEPEST and line.depth > self.stack[-1].depth:
            self._report_too_deep(line)
        while self.stack and self.stack[-1].depth >= line.depth:
            closed = self.stack.pop()
        siblings = self.stack[-1].children if self.stack else self.top
        # INVARIANT: `closed` is the sibling right above. Deeper than it was, the line is as deep as none of its block.
        if closed is not None and closed.depth != line.depth:
            self._note_uneven(line, closed, indent)
        elif closed is None and not self.stack and line.depth > 0 and not self.top:
            if line.text.split(maxsplit=1)[0] in JOINING_WORDS:
                line.depth = 0  # it would go on with a line above, and there is none: that is its mistake
            else:
                self._note_uneven(line, None, indent)
        siblings.append(line)
        self.stack.append(line)

    def _note_uneven(self, line: LogicalLine, sibling: LogicalLine | None, indent: Span) -> None:
        """Lines of one block that are wrong by the same depth are one mistake."""
        line.uneven = True
        key = (id(self.stack[-1]) if self.stack else 0, line.depth)
        depth = sibling.depth if sibling is not None else 0
        line.depth = depth
        self.uneven.setdefault(key, []).append((line, Edit(indent, " " * depth)))

    def report_uneven(self) -> None:
        """One diagnostic for each depth of a block that is none of its own, with a fix for all lines of that depth."""
        for wrong in self.uneven.values():
            line, edit = wrong[0]
            depth = len(edit.text)
            above = "the line that it stands below" if depth else "a first line, which begins at the margin"
            self.diagnostics.append(
                Diagnostic(
                    UNEVEN_INDENTATION,
                    self.path,
                    Span(line.start, line.start + len(line.text.split(maxsplit=1)[0])),
                    f"this line is not indented like {above}",
                    help=f"indent it by {_spaces(depth)}" if depth else "begin it at the margin",
                    fixes=(Fix("indent it alike", tuple(edit for _, edit in wrong), certain=False),),
                )
            )

    def _report_too_deep(self, line: LogicalLine) -> None:
        line.depth = self.stack[-1].depth
        if any(diagnostic.code is TOO_DEEP for diagnostic in self.diagnostics):
            return
        first = Span(line.start, line.start + len(line.text.split(maxsplit=1)[0]))
        message = f"lines stand more than {DEEPEST} levels deep here"
        self.diagnostics.append(Diagnostic(TOO_DEEP, self.path, first, message))

    def report_tabs(self) -> None:
        """One diagnostic for all tabs of the file: they were made in one go, and go in one go."""
        if not self.tabs:
            return
        also = f", and so {_lines(len(self.tabs) - 1)} more" if len(self.tabs) > 1 else ""
        self.diagnostics.append(
            Diagnostic(
                TAB,
                self.path,
                self.tabs[0].span,
                f"this line is indented with a tab{also}",
                help="indent with spaces, two for each level",
                fixes=(Fix("replace tabs by spaces", tuple(self.tabs), certain=True),),
            )
        )


def _joins(code: str, above: str) -> bool:
    word = _FIRST_WORD.match(code)
    if word is None:
        return False
    if word[0] in JOINING_WORDS:
        return True
    if word[0] == "if":
        return _IF_JOINS.match(above) is not None
    return word[0] == "else" and _ELSE_JOINS.match(above) is not None


def _plain(comment: str | None) -> str | None:
    """What a comment says, without `#`, the space after it and white space at its end."""
    return None if comment is None else comment[1:].removeprefix(" ").rstrip()


def _spaces(count: int) -> str:
    return "one space" if count == 1 else f"{count} spaces"


def _lines(count: int) -> str:
    return "is one" if count == 1 else f"are {count}"
