"""Changes to a text, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jdsl.text.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `text` in place of what stands in `span`; an empty span inserts."""

    span: Span
    text: str

    def shifted(self, by: int) -> Edit:
        """The same change, seen from `by` code points earlier."""
        return Edit(self.span.shifted(by), self.text)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all edits made, offsets being those of `text`. Of two that overlap, the later one is left out."""
    pieces: list[str] = []
    done = 0
    for edit in sorted(set(edits)):
        if edit.span.start < done:
            continue
        pieces += text[done : edit.span.start], edit.text
        done = edit.span.end
    pieces.append(text[done:])
    return "".join(pieces)
