"""How values become integers, the same in programs, pages and effects.

A number is its millionths, yes is 1 and no is 0, a value of a `one of` is its place in the list, a date is
its day since 1970-01-01, a moment its milliseconds since then, a text is its number in the page's table of texts, whose
first texts are those of the program. `MISSING` stands for no value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from fractions import Fraction

MISSING = -(2**63)
NEVER_MS = 2**62  # later than any due time
NUMBER_LIMIT = 9_200_000_000_000_000_000  # S7.1: the largest magnitude of a number, in millionths
MILLION = 1_000_000
_EPOCH_DAY = date(1970, 1, 1).toordinal()


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


def date_written(day: int) -> str:
    """A date as files have it: `2026-05-01`."""
    return date.fromordinal(_EPOCH_DAY + day).isoformat()


def moment_written(at_ms: int) -> str:
    """A moment as files have it: RFC 3339 in UTC, with milliseconds."""
    day, rest_ms = divmod(at_ms, 86_400_000)
    seconds, ms = divmod(rest_ms, 1000)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{date_written(day)}T{clock}.{ms:03d}Z"


def millionths(number: Fraction | int) -> int | None:
    """The number in whole millionths, half to even; None if it leaves the range (S7.1)."""
    scaled = round(number * MILLION)
    return scaled if -NUMBER_LIMIT <= scaled <= NUMBER_LIMIT else None
