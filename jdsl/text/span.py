"""Where something stands: half-open ranges of code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`start` included, `end` not, both in code points.

    In a syntax tree they count from the first character of the logical line, so that nothing below
    a changed line moves; everywhere else they count from the start of the file.
    """

    start: int
    end: int

    def shifted(self, by: int) -> Span:
        """The same range, seen from `by` code points earlier."""
        return Span(self.start + by, self.end + by)
