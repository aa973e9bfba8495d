"""Rows of CSV, as RFC 4180 has them, out of the lines of a source."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from typing import TypeAlias

from jdsl.replay.readers import LONGEST_LINE, Numbered, Progress, Source, Unread, numbered_lines

MOST_LINES = 1000
"""In one row: a quote that is never closed must not swallow its file. Nor is a row longer than a line may be."""

Row: TypeAlias = list[str]
"""Its cells, as they were meant: without the quotes around them."""

_DELIMITERS = ",;\t"
_SAID_BY_EXCEL = re.compile(r'"?sep=([^"\w\s]|\t)"?\r?', re.ASCII)

_OPEN = Unread("open quote", 'opens a quote (") that is not closed as it should be')
_STRAY = Unread("stray quote", 'has text behind a closing quote; within quotes, a quote is written twice ("")')
_OLD_END = Unread("carriage return", "has a carriage return in its middle; lines end with LF or CRLF")


def numbered_rows(source: Source, progress: Progress | None = None) -> Iterator[tuple[int, Row | Unread]]:
    """The header, then the rows, each with the number of the line at which it begins; blank lines are none.

    The header tells what parts the cells: comma, semicolon or tab, whichever it has most of; or Excel's line `sep=;`
    before it. A row that breaks the rules of quoting costs its first line, and reading goes on behind that.
    """
    # For the whole process, and only ever more: a cell may be as long as a line of JSON.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    feed = _Feed(numbered_lines(source, progress, with_blank=True))
    delimiter = _DELIMITERS[0]
    while (entry := feed.first()) is not None:
        line = entry[1]
        if isinstance(line, str):
            if not line.strip():
                continue
            if said := _SAID_BY_EXCEL.fullmatch(line):
                delimiter = said[1]
                break
            delimiter = max(_DELIMITERS, key=line.count)
        feed.put_back()
        break
    yield from _rows(feed, delimiter)


def _rows(feed: "_Feed", delimiter: str) -> Iterator[tuple[int, Row | Unread]]:
    quoted = csv.reader(feed, delimiter=delimiter, strict=True)
    while (entry := feed.first()) is not None:
        number, line = entry
        if isinstance(line, Unread):
            yield number, line
            continue
        line = line.removesuffix("\r")
        if '"' in line or "\r" in line:
            try:
                yield number, next(quoted)
            except csv.Error:
                yield number, feed.broken()
        elif line and not line.isspace():
            yield number, line.split(delimiter)


class _Feed(Iterator[str]):
    """Hands lines to the reader of quoted rows, and takes back all but the first of a row that came to nothing."""

    def __init__(self, lines: Iterator[Numbered]) -> None:
        self._lines = lines
        self._again: deque[Numbered] = deque()
        self._row: list[Numbered] = []  # the lines that the present row has taken
        self._size = 0
        self._is_begun = False
        self._is_cut = False

    def first(self) -> Numbered | None:
        """The line at which the next row begins; None at the end."""
        entry = self._again.popleft() if self._again else next(self._lines, None)
        self._row = [] if entry is None else [entry]
        self._size = 0
        self._is_begun = self._is_cut = False
        return entry

    def put_back(self) -> None:
        """`first` gives the same line once more."""
        self._again.extendleft(reversed(self._row))

    def __next__(self) -> str:
        """The present row's next line. Ends where the row must be over."""
        if not self._is_begun:
            self._is_begun = True
            line = self._row[0][1]
        else:
            entry = self._again.popleft() if self._again else next(self._lines, None)
            if entry is None:
                self._is_cut = True
                raise StopIteration
            self._row.append(entry)
            line = entry[1]
        self._size += 0 if isinstance(line, Unread) else len(line)
        if isinstance(line, Unread) or len(self._row) > MOST_LINES or self._size > LONGEST_LINE:
            self._is_cut = True
            raise StopIteration
        return line + "\n"

    def broken(self) -> Unread:
        """The present row breaks the rules: what is wrong with it. All but its first line comes again."""
        first = self._row.pop(0)[1]
        if self._row or self._is_cut:
            self.put_back()
            return _OPEN
        assert isinstance(first, str)
        return _OLD_END if "\r" in first.removesuffix("\r") else _STRAY
