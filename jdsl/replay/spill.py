"""What was read, parted by contact, in memory as long as it is little, then on disk.

All rows of a contact are in one partition, and stay in the order in which they came. A partition is small enough to be
loaded whole; only a single contact's history cannot be parted.
"""

from __future__ import annotations

import marshal
import tempfile
import zlib
from array import array
from collections.abc import Iterator, Sequence
from typing import BinaryIO, TypeAlias

PARTITIONS = 512
BUFFERED_BYTES = 48 << 20  # of lines that have been read and are not yet on disk
LOADED_BYTES = 12 << 20  # of partitions, as written, that are run as one page

ContactRow: TypeAlias = tuple[str, int, int, Sequence[int], Sequence[int], bool, bool, Sequence[int]]
"""Contact; start and end in `data` of its attributes, each a number and a value; channels subscribed to, and those
unsubscribed from; from everything; bounced; tags."""

_COLUMNS = ("contact", "received_ms", "time_ms", "code", "record", "data", "text_at")


class Part:
    """Some rows of one partition, as columns.

    Contacts and texts are numbered within the part. `record` and `data` are as in `jdsl.engine.page.Events`; `text_at`
    are the places in `data` that hold a text's number.
    """

    __slots__ = (*_COLUMNS, "contacts", "ids", "rows", "texts")

    def __init__(self) -> None:
        self.contacts: dict[str, int] = {}
        self.texts: dict[str, int] = {}
        self.contact = array("q")
        self.received_ms = array("q")
        self.time_ms = array("q")
        self.code = array("q")
        self.record = array("q")
        self.data = array("q", [0])
        self.text_at = array("q")
        self.ids: list[str | None] = []
        self.rows: list[ContactRow] = []

    def packed(self) -> bytes:
        """All of it in one string of bytes, for `unpacked` on the same machine."""
        columns = [getattr(self, name).tobytes() for name in _COLUMNS]
        return marshal.dumps((columns, list(self.contacts), list(self.texts), self.ids, self.rows))


def unpacked(packed: bytes) -> Part:
    """What `Part.packed` packed."""
    part = Part()
    columns, contacts, texts, part.ids, part.rows = marshal.loads(packed)  # noqa: S302 -- written by this very process
    part.data = array("q")
    for name, column in zip(_COLUMNS, columns, strict=True):
        getattr(part, name).frombytes(column)
    part.contacts = {contact: number for number, contact in enumerate(contacts)}
    part.texts = {text: number for number, text in enumerate(texts)}
    return part


class Spill:
    """Parts by partition. The file has no name where the system allows it, so that nothing is left behind."""

    def __init__(
        self, *, partitions: int = PARTITIONS, buffered_bytes: int = BUFFERED_BYTES, loaded_bytes: int = LOADED_BYTES
    ) -> None:
        self._buffered_bytes = buffered_bytes
        self._loaded_bytes = loaded_bytes
        self._buffered = 0
        self._parts: list[Part | None] = [None] * partitions
        self._file: BinaryIO | None = None
        self._written = 0
        self._segments = [array("Q") for _ in range(partitions)]  # start and length, by turns

    def part(self, contact: str) -> Part:
        """Where that contact's next row goes. Raises UnicodeEncodeError for what is no text."""
        number = zlib.crc32(contact.encode()) % len(self._parts)
        part = self._parts[number]
        if part is None:
            part = self._parts[number] = Part()
        return part

    def grew(self, size: int) -> None:
        """Take note that a row of about `size` bytes was added; write all to disk if that makes too many."""
        self._buffered += size
        if self._buffered > self._buffered_bytes:
            self._write()

    def _write(self) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="jdsl-")  # noqa: SIM115 -- closed by `close`
        for number, part in enumerate(self._parts):
            if part is None:
                continue
            packed = part.packed()
            self._file.write(packed)
            self._segments[number].extend((self._written, len(packed)))
            self._written += len(packed)
            self._parts[number] = None
        self._buffered = 0

    def pages(self) -> Iterator[list[Part]]:
        """All parts, once, in groups that fit into memory; each contact is in one group, its parts in order."""
        if self._file is None and self._buffered <= self._loaded_bytes:
            yield [part for part in self._parts if part is not None]
            return
        self._write()
        group: list[Part] = []
        size = 0
        for segments in self._segments:
            length = sum(segments[1::2])
            if group and size + length > self._loaded_bytes:
                yield group
                group, size = [], 0
            group += map(self._read, segments[::2], segments[1::2])
            size += length
        if group:
            yield group

    def _read(self, start: int, length: int) -> Part:
        assert self._file is not None
        self._file.seek(start)
        return unpacked(self._file.read(length))

    def close(self) -> None:
        """Give the disk back."""
        if self._file is not None:
            self._file.close()
