"""Sequences: `A followed by B` keeps the latest own time of an A, and is met by a B that comes in time (S5.3)."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.machine.layout import A_FROM, A_KIND, A_MS, A_SLOT, ALTERNATIVE_THEN
from jdsl.machine.values import MISSING


@kernel
def hear_sequence(memory: Words, state: Words, offset: int, alternative: int, own_ms: int) -> bool:
    """Let one side of a sequence hear an event that fits; whether it is a B that matches.

    INVARIANT: B's alternative stands before A's, so that of one event B is judged by the A before it.
    """
    slot = offset + memory[alternative + A_SLOT]
    first_ms = state[slot]
    if memory[alternative + A_KIND] == ALTERNATIVE_THEN:
        within_ms = memory[alternative + A_MS]
        return first_ms != MISSING and first_ms <= own_ms and (within_ms == 0 or own_ms < first_ms + within_ms)
    start = memory[alternative + A_FROM]
    if own_ms > first_ms and (start == 0 or own_ms >= state[offset + start]):
        state[slot] = own_ms
    return False


@kernel
def forget_first(memory: Words, state: Words, offset: int, alternative: int, now_ms: int) -> None:
    """The A is used up; another one counts from `now_ms` on."""
    state[offset + memory[alternative + A_SLOT]] = MISSING
    start = memory[alternative + A_FROM]
    if start != 0 and state[offset + start] < now_ms:
        state[offset + start] = now_ms
