"""How values become integers, the same in programs, pages and effects.

A number is its millionths, yes is 1 and no is 0, a value of a `one of` is its place in the list, a date is
its day since 1970-01-01, a moment its milliseconds since then, a text is its number in the page's table of texts, whose
first texts are those of the program. `MISSING` stands for no value.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

MISSING = -(2**63)
NEVER_MS = 2**62  # later than any due time
NUMBER_LIMIT = 9_200_000_000_000_000_000  # S7.1: the largest magnitude of a number, in millionths
MILLION = 1_000_000


class ValueKind(IntEnum):
    NUMBER = 0
    TEXT = 1
    YES_NO = 2
    ONE_OF = 3
    DATE = 4
    MOMENT = 5


@dataclass(frozen=True, slots=True)
class ValueType:
    """`values` are those of a `one of`, else empty."""

    kind: ValueKind
    values: tuple[str, ...] = ()


def millionths(number: Fraction | int) -> int | None:
    """The number in whole millionths, half to even; None if it leaves the range (S7.1)."""
    scaled = round(number * MILLION)
    return scaled if -NUMBER_LIMIT <= scaled <= NUMBER_LIMIT else None
