"""Lines with their keys, sorted, in memory as long as they are few, then on disk."""

import heapq
import marshal
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO, TypeAlias

Keyed: TypeAlias = tuple[int, str, int, str]
"""Time, contact, order of happening, line: S8.3. Texts compare by code point; the order differs in every line."""

HELD_BYTES = 24 << 20  # of lines that are not yet on disk, in about
_FAN_IN = 64  # runs that are read side by side
_BLOCK_LINES = 512
_KEY_BYTES = 250  # what a line takes in memory beside its text
_SIZE_BYTES = 8


class SortedLines:
    """Takes lines in any order, gives them in theirs."""

    def __init__(self, held_bytes: int = HELD_BYTES) -> None:
        self._limit = held_bytes
        self._held_bytes = 0
        self._held: list[Keyed] = []
        self._file: BinaryIO | None = None
        self._end = 0
        self._runs: list[tuple[int, int]] = []  # where each sorted run starts and ends

    def add(self, keyed: Keyed) -> None:
        """Add one line."""
        self._held.append(keyed)
        self._held_bytes += len(keyed[3]) + _KEY_BYTES
        if self._held_bytes > self._limit:
            self._held.sort()
            self._write(self._held)
            self._held = []
            self._held_bytes = 0

    def sorted(self) -> Iterator[Keyed]:
        """All lines; to be called once, after the last `add`."""
        self._held.sort()
        while len(self._runs) > _FAN_IN:
            first, self._runs = self._runs[:_FAN_IN], self._runs[_FAN_IN:]
            self._write(heapq.merge(*map(self._read, first)))
        return heapq.merge(*map(self._read, self._runs), self._held)

    def _write(self, lines: Iterable[Keyed]) -> None:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="jdsl-")  # noqa: SIM115 -- closed by `close`
        start = self._end
        lines = iter(lines)
        while block := list(islice(lines, _BLOCK_LINES)):
            packed = marshal.dumps(block)
            self._file.seek(self._end)  # merging reads in between
            self._file.write(len(packed).to_bytes(_SIZE_BYTES, "big"))
            self._file.write(packed)
            self._end += _SIZE_BYTES + len(packed)
        self._runs.append((start, self._end))

    def _read(self, run: tuple[int, int]) -> Iterator[Keyed]:
        assert self._file is not None
        at, end = run
        while at < end:
            self._file.seek(at)
            size = int.from_bytes(self._file.read(_SIZE_BYTES), "big")
            block: list[Keyed] = marshal.loads(self._file.read(size))  # noqa: S302 -- written by this very process
            at += _SIZE_BYTES + size
            yield from block

    def close(self) -> None:
        """Give the disk back."""
        if self._file is not None:
            self._file.close()
