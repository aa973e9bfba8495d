"""Sums, differences and products of two numbers, in millionths (S7.1)."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.machine.layout import (
    ARITHMETIC_COUNTED,
    ARITHMETIC_MINUS,
    ARITHMETIC_OPERATION,
    ARITHMETIC_TIMES,
    S_OVERFLOWS,
)
from jdsl.machine.values import MILLION, MISSING, NUMBER_LIMIT


@kernel
def added(one: int, other: int) -> int:
    """The sum; `MISSING` where it leaves the range. INVARIANT: no step on the way leaves 64 bits."""
    if (other > 0 and one > NUMBER_LIMIT - other) or (other < 0 and one < -NUMBER_LIMIT - other):
        return MISSING
    return one + other


@kernel
def product_of(one: int, other: int) -> int:
    """The product of two that are not negative, to the nearest millionth, half to even; `MISSING` out of range."""
    whole = one // MILLION
    rest = one - whole * MILLION
    if whole != 0 and other > NUMBER_LIMIT // whole:
        return MISSING
    other_rest = other % MILLION
    # INVARIANT: `rest` is below a million, so neither product leaves 64 bits
    total = added(whole * other, rest * (other // MILLION))
    if total == MISSING:
        return MISSING
    small = rest * other_rest
    total = added(total, small // MILLION)
    if total == MISSING:
        return MISSING
    left = small % MILLION
    if 2 * left > MILLION or (2 * left == MILLION and total % 2 == 1):
        return added(total, 1)
    return total


@kernel
def times(one: int, other: int) -> int:
    """The product of two numbers."""
    product = product_of(abs(one), abs(other))
    if product != MISSING and (one < 0) != (other < 0):
        return -product
    return product


@kernel
def reckoned(memory: Words, row: int, left: int, right: int) -> int:
    """What the row makes of two values; `MISSING` if one of them is, or where it leaves the range."""
    if MISSING in (left, right):
        return MISSING
    operation = memory[row + ARITHMETIC_OPERATION]
    if operation == ARITHMETIC_TIMES:
        value = times(left, right)
    else:
        value = added(left, -right if operation == ARITHMETIC_MINUS else right)
    if value == MISSING:
        memory[S_OVERFLOWS] += memory[row + ARITHMETIC_COUNTED]
    return value
