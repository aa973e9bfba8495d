"""A file's text, and which line an offset is on."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

SUFFIX = ".journey"

_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Position:
    """`line` and `column` count from 1, in code points, as people and terminals do."""

    line: int
    column: int


@dataclass(frozen=True)
class Source:
    """The text of one file, and where its lines are.

    A line ends at LF, CRLF or a lone CR, and nowhere else: U+2028 and its like stand inside a line.
    """

    path: str
    text: str

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins; there is always one line."""
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    def line_of(self, offset: int) -> int:
        """The number of the line that `offset` is on, from 1; past the end it is the last line's."""
        return bisect_right(self.starts, max(offset, 0))

    def line_start(self, line: int) -> int:
        """The offset of the first character of line `line`, counted from 1."""
        return self.starts[line - 1]

    def line_text(self, line: int) -> str:
        """Line `line`, counted from 1, without its end and without a byte order mark."""
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        text = self.text[self.starts[line - 1] : end].rstrip("\r\n")
        return text.removeprefix("\ufeff") if line == 1 else text

    def position(self, offset: int) -> Position:
        """Line and column of `offset`; a byte order mark takes no column."""
        line = self.line_of(offset)
        column = max(offset, 0) - self.line_start(line) + 1
        if line == 1 and self.text.startswith("\ufeff"):
            column = max(column - 1, 1)
        return Position(line, column)
