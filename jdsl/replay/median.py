"""The exact middle of many lengths of time, in bounded memory."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from typing import BinaryIO

_HELD = 1 << 17
_BITS = 14
_ROUNDS = 4  # times 14 bits: 2 million years


class Lengths:
    """Takes lengths in ms; what is too much for the memory lies on disk."""

    def __init__(self, held: int = _HELD) -> None:
        self._limit = held
        self._held = array("q")
        self._file: BinaryIO | None = None
        self.count = 0

    def add(self, ms: int) -> None:
        """Add a length, not negative."""
        self.count += 1
        self._held.append(ms)
        if len(self._held) >= self._limit:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="jdsl-")  # noqa: SIM115 -- closed with its last reference
            self._held.tofile(self._file)
            self._held = array("q")

    def median_ms(self) -> int | None:
        """The middle one; of an even number the lower of the two; None of none."""
        if not self.count:
            return None
        if self._file is None:
            return sorted(self._held)[(self.count - 1) // 2]
        # Digit by digit, the highest first: count how many have each digit, and go into the one that holds the middle.
        rank = (self.count - 1) // 2
        found = 0
        for shift in range(_BITS * (_ROUNDS - 1), -1, -_BITS):
            counts = [0] * (1 << _BITS)
            for block in self._blocks():
                for ms in block:
                    if ms >> (shift + _BITS) == found:
                        counts[(ms >> shift) & ((1 << _BITS) - 1)] += 1
            digit = 0
            while rank >= counts[digit]:
                rank -= counts[digit]
                digit += 1
            found = found << _BITS | digit
        return found

    def _blocks(self) -> Iterator[array[int]]:
        yield self._held
        if self._file is not None:
            self._file.seek(0)
            while packed := self._file.read(8 << 16):
                block = array("q")
                block.frombytes(packed)
                yield block
