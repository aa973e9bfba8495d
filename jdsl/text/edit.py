"""Changes to a text."""

from __future__ import annotations

from collections.abc import Iterable

from jdsl.text.span import Span


def apply_edits(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """`text` with each span's text replaced; an empty span inserts. Spans are those of `text` as given.

    Of two edits that overlap, the later one is left out.
    """
    pieces: list[str] = []
    done = 0
    for span, replacement in sorted(set(edits)):
        if span.start < done:
            continue
        pieces += text[done : span.start], replacement
        done = span.end
    pieces.append(text[done:])
    return "".join(pieces)
