"""A page that takes its events in pieces, and its contacts and texts one after the other (§12.6).

Between two pieces its clock runs on where it may, and at the end all of it is packed and unpacked. Put in the place of
the product's own page, it must give the same effects.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any


def in_pieces(compiled: ModuleType) -> Any:
    """`run_program` of `tests.oracle.compiled`, or of a twin of it that was loaded anew, with such a page."""
    page_class: Any = compiled.Page

    class PageInPieces(page_class):
        known = 0
        """So many contacts have come in; the others get their part of the state later."""
        known_texts = 0
        """So many texts have; the kernel gets the rows of the others later."""

        def _make_ready(self) -> None:
            everything = self._ids, self._texts, self._text_rows
            self._ids = self._ids[: self.known]
            self._texts = self._texts[: self.known_texts]
            self._text_rows = self._text_rows[: self.known_texts * self._text_width]
            super()._make_ready()
            self._ids, self._texts, self._text_rows = everything

        def _texts_come(self, data: Any) -> None:
            """Whatever stands there may be the number of a text."""
            texts = range(max(self.known_texts, len(self.program.texts)), len(self._texts))
            self.known_texts = max((1 + word for word in data if word in texts), default=texts.start)

        def history(self, events: Any) -> None:
            self.known = 1 + max(events.contact, default=-1)
            self._texts_come(events.data)
            super().history(events)

        def begin(self, from_ms: int, rows: Any = None) -> None:
            self.known = max(self.known, 1 + max(rows.contact, default=-1))
            self._texts_come(rows.data)
            super().begin(from_ms, rows)

        def advance(self, events: Any, sink: Any) -> None:
            read = 0
            for piece, until_ms in _pieces(events):
                self.known = max(self.known, 1 + max(piece.contact))
                self._texts_come(piece.data[read:])
                read = len(piece.data)
                super().advance(piece, sink)
                if until_ms is not None:
                    super().flush(until_ms, sink)

        def flush(self, until_ms: int, sink: Any) -> None:
            self.known = len(self._ids)
            self.__dict__ = page_class.unpack(self.program, self.pack()).__dict__
            self.known = len(self._ids)
            super().flush(until_ms, sink)

    def run_program(*arguments: Any, **options: Any) -> Any:
        compiled.Page = PageInPieces
        try:
            return compiled.run_program(*arguments, **options)
        finally:
            compiled.Page = page_class

    return run_program


def _pieces(events: Any) -> Iterator[tuple[Any, int | None]]:
    """Pieces of the events of one to three, each with the instant to which the clock may then run on."""
    count = len(events.contact)
    start, size = 0, 1
    while start < count:
        end = min(count, start + size)
        columns = (events.contact, events.received_ms, events.time_ms, events.code, events.record)
        last_ms = events.received_ms[end - 1]
        is_cut = end < count and last_ms < events.received_ms[end] - 1
        data = events.data[: next((record for record in events.record[end:] if record), len(events.data))]
        yield type(events)(*(column[start:end] for column in columns), data), last_ms + 1 if is_cut else None
        start, size = end, size % 3 + 1
