"""Numbers that are reckoned with, in millionths (S7.1, §19.6)."""

from __future__ import annotations

from fractions import Fraction

from jdsl.model.model import Operation
from tests.oracle.facts import Value

LARGEST = 9_200_000_000_000_000_000
"""S7.1: a number beyond this, or below its negative, is missing."""
MILLION = 1_000_000


def reckoned(left: Value | None, operation: Operation, right: Value | None) -> int | None:
    """§19.6: missing if a side is, or beyond the range."""
    if left is None or right is None:
        return None
    assert isinstance(left, int), "only numbers are reckoned with"
    assert isinstance(right, int), "only numbers are reckoned with"
    match operation:
        case Operation.PLUS:
            value = left + right
        case Operation.MINUS:
            value = left - right
        case Operation.TIMES:
            value = round(Fraction(left * right, MILLION))  # halves to the even one
    return None if abs(value) > LARGEST else value


def added(before: Value | None, sign: int, amount: Value | None) -> int | None:
    """S7.1: `add` and `take` count what is missing as 0; what leaves the range is missing."""
    return reckoned(before or 0, Operation.PLUS if sign > 0 else Operation.MINUS, amount or 0)
