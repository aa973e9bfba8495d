"""What was read, parted by contact, in memory as long as it is little, then on disk.

All rows of a contact are in one partition, and stay in the order in which they came. A partition is small enough to be
loaded whole; only a single contact's history cannot be parted.
"""

from __future__ import annotations

import marshal
import tempfile
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import BinaryIO, TypeAlias

PARTITIONS = 512
BUFFERED_BYTES = 48 << 20  # of lines that have been read and are not yet on disk
LOADED_BYTES = 12 << 20  # of partitions, as written, that are run as one page

ContactRow: TypeAlias = tuple[str, int, int, Sequence[int], Sequence[int], bool, bool, Sequence[int]]
"""Contact; start and end in `data` of its attributes, each a number and a value; channels subscribed to, and those
unsubscribed from; from everything; bounced; tags."""

_TOO_LARGE = 3  # times what is loaded at once: it is split
_SPLITS = 16
_HASHES = 1 << 32
_ROW_BYTES = 150

_COLUMNS = ("contact", "received_ms", "time_ms", "code", "record", "data", "text_at")


class Part:
    """Some rows of one partition, as columns.

    Contacts and texts are numbered within the part. `record` and `data` are as in `jdsl.engine.page.Events`; `text_at`
    are the places in `data` that hold a text's number.
    """

    __slots__ = (*_COLUMNS, "contacts", "ids", "rows", "text_names", "texts")

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
        self.text_names: list[str] = []  # of a part that has been unpacked: its texts by number

    def words_to(self, other: Part, low: int, high: int) -> int:
        """Copy what stands in `data` from `low` to `high`; where it stands in the other part."""
        start = len(other.data)
        other.data.extend(self.data[low:high])
        for at in self.text_at[bisect_left(self.text_at, low) : bisect_left(self.text_at, high)]:
            text = self.text_names[self.data[at]]
            other.text_at.append(at - low + start)
            other.data[at - low + start] = other.texts.setdefault(text, len(other.texts))
        return start

    def named(self) -> set[str]:
        """The contacts that it has rows of."""
        return {*self.contacts, *(row[0] for row in self.rows)}

    def record_end(self, start: int) -> int:
        """Where the record ends that starts there."""
        middle = start + 2 + 2 * self.data[start + 1]
        return middle + 1 + 2 * self.data[middle]

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
    part.text_names = texts
    return part


class Spill:
    """Parts by partition. The file has no name where the system allows it, so that nothing is left behind."""

    def __init__(
        self,
        *,
        partitions: int = PARTITIONS,
        buffered_bytes: int = BUFFERED_BYTES,
        loaded_bytes: int = LOADED_BYTES,
        divisor: int = 1,
    ) -> None:
        """`divisor`: of the hash, whose lower part has chosen already."""
        self._divisor = divisor
        self._buffered_bytes = buffered_bytes
        self._loaded_bytes = loaded_bytes
        self._buffered = 0
        self._parts: list[Part | None] = [None] * partitions
        self._file: BinaryIO | None = None
        self._written = 0
        self._segments = [array("Q") for _ in range(partitions)]  # start and length, by turns

    def part(self, contact: str) -> Part:
        """Where that contact's next row goes. Raises UnicodeEncodeError for what is no text."""
        number = zlib.crc32(contact.encode()) // self._divisor % len(self._parts)
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
            if length > _TOO_LARGE * self._loaded_bytes and (inner := self._split(segments)) is not None:
                yield from inner.pages()
                inner.close()
                continue
            if group and size + length > self._loaded_bytes:
                yield group
                group, size = [], 0
            group += map(self._read, segments[::2], segments[1::2])
            size += length
        if group:
            yield group

    def _split(self, segments: array[int]) -> Spill | None:
        """The same rows by further bits of the hash; None where that cannot part them."""
        divisor = self._divisor * len(self._parts)
        starts = range(0, len(segments), 2)
        contacts: set[str] = set()
        for at in starts:
            contacts.update(self._read(segments[at], segments[at + 1]).named())
            if len(contacts) > 1:
                break
        if len(contacts) < 2 or divisor >= _HASHES:
            return None
        inner = Spill(
            partitions=_SPLITS, buffered_bytes=self._buffered_bytes, loaded_bytes=self._loaded_bytes, divisor=divisor
        )
        for at in starts:
            inner.take_over(self._read(segments[at], segments[at + 1]))
        return inner

    def take_over(self, part: Part) -> None:
        """Add all rows of a part."""
        contacts = list(part.contacts)
        for index, contact in enumerate(part.contact):
            name, record = contacts[contact], part.record[index]
            end = part.record_end(record) if record else 0
            self.grew(_ROW_BYTES + 8 * (end - record))
            other = self.part(name)
            other.contact.append(other.contacts.setdefault(name, len(other.contacts)))
            other.received_ms.append(part.received_ms[index])
            other.time_ms.append(part.time_ms[index])
            other.code.append(part.code[index])
            other.record.append(part.words_to(other, record, end) if record else 0)
            other.ids.append(part.ids[index])
        for row in part.rows:
            contact, low, high = row[:3]
            self.grew(_ROW_BYTES + 8 * (high - low))
            other = self.part(contact)
            start = part.words_to(other, low, high)
            other.rows.append((contact, start, start + high - low, *row[3:]))

    def _read(self, start: int, length: int) -> Part:
        assert self._file is not None
        self._file.seek(start)
        return unpacked(self._file.read(length))

    def close(self) -> None:
        """Give the disk back."""
        if self._file is not None:
            self._file.close()
