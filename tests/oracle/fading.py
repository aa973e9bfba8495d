"""What is left of a score as time goes by (§16.9). Values are millionths."""

from __future__ import annotations

from decimal import Context, Decimal

STEPS = 256
"""In the time in which half is left."""
NOTHING_LEFT = 63 * STEPS
BITS = 30

_EXACT = Context(prec=60)
TABLE = tuple(
    int(_EXACT.power(Decimal(2), _EXACT.subtract(Decimal(BITS), _EXACT.divide(Decimal(step), Decimal(STEPS)))))
    for step in range(STEPS)
)


def steps_by(changed_ms: int, halve_ms: int, at_ms: int) -> int:
    return STEPS * (at_ms - changed_ms) // halve_ms


def after_steps(value: int, steps: int) -> int:
    if steps >= NOTHING_LEFT:
        return 0
    return value * TABLE[steps % STEPS] // 2 ** (BITS + steps // STEPS)


def instant_of_step(changed_ms: int, halve_ms: int, steps: int) -> int:
    """The first at which so many steps are over."""
    return changed_ms + -(-steps * halve_ms // STEPS)


def first_step_below(value: int, bound: int) -> int | None:
    """After how many steps less than that is left; None: never."""
    if bound <= 0:
        return None
    low, high = 0, NOTHING_LEFT
    while low < high:
        middle = (low + high) // 2
        if after_steps(value, middle) < bound:
            high = middle
        else:
            low = middle + 1
    return low
