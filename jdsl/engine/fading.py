"""What is left of a score as time goes by, and when the contact's own clock goes off (S5.8)."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.machine.layout import (
    ENTRY_DUE_WORDS,
    H_FADING,
    H_OWN_DUES_HI,
    H_OWN_DUES_LO,
    H_SCORES_HI,
    H_SCORES_LO,
    H_SEGMENTS_HI,
    H_SEGMENTS_LO,
    N_SLOT,
    S_NOW,
    SCORE_HALVE_MS,
    SCORE_SLOT,
    SCORE_WORDS,
    SEGMENT_SLOT,
    SEGMENT_WORDS,
)
from jdsl.machine.values import NEVER_MS

FADING_BITS = 30  # the table of fading holds 2^(30 - n/256), rounded down
MOST_STEPS = 63 * 256  # so many steps leave nothing of any value


@kernel
def faded(memory: Words, value: int, steps: int) -> int:
    """What so many steps, 256 to the half, leave of a value: rounded down."""
    if steps >= MOST_STEPS:
        return 0
    factor = memory[memory[H_FADING] + (steps & 255)]
    # INVARIANT: no product leaves 64 bits, for the value is cut in two
    low = value & ((1 << FADING_BITS) - 1)
    return ((value >> FADING_BITS) * factor + (low * factor >> FADING_BITS)) >> (steps >> 8)


@kernel
def steps_by(memory: Words, state: Words, base: int, score: int, now_ms: int) -> int:
    """How many steps a score has faded since it last changed."""
    halve_ms = memory[score + SCORE_HALVE_MS]
    if halve_ms == 0:
        return 0
    return 256 * (now_ms - state[base + memory[score + SCORE_SLOT] + 1]) // halve_ms


@kernel
def score_at(memory: Words, state: Words, base: int, score: int, now_ms: int) -> int:
    """A score's value at `now_ms`, which is not before it last changed."""
    value = state[base + memory[score + SCORE_SLOT]]
    if value == 0 or memory[score + SCORE_HALVE_MS] == 0:
        return value
    return faded(memory, value, steps_by(memory, state, base, score, now_ms))


@kernel
def step_below(memory: Words, state: Words, base: int, score: int, threshold: int) -> int:
    """When time alone takes a score that is not below a threshold now below it; `NEVER_MS`: it never does."""
    slot = base + memory[score + SCORE_SLOT]
    halve_ms = memory[score + SCORE_HALVE_MS]
    if halve_ms == 0 or threshold <= 0:
        return NEVER_MS
    lo = steps_by(memory, state, base, score, memory[S_NOW])  # still not below
    hi = MOST_STEPS
    while hi - lo > 1:
        middle = (lo + hi) // 2
        if faded(memory, state[slot], middle) < threshold:
            hi = middle
        else:
            lo = middle
    return state[slot + 1] + (hi * halve_ms + 255) // 256


@kernel
def next_meeting_of_score(memory: Words, state: Words, base: int, score: int, other: int) -> int:
    """When a score, as it fades, next comes to a number or goes past it."""
    value = score_at(memory, state, base, score, memory[S_NOW])
    if value < other:
        return NEVER_MS
    return step_below(memory, state, base, score, other if value == other else other + 1)


@kernel
def next_own(memory: Words, state: Words, base: int) -> int:
    """When the contact's own clock goes off next."""
    earliest = NEVER_MS
    for score in range(memory[H_SCORES_LO], memory[H_SCORES_HI], SCORE_WORDS):
        earliest = min(earliest, state[base + memory[score + SCORE_SLOT] + 2])
    for due in range(memory[H_OWN_DUES_LO], memory[H_OWN_DUES_HI], ENTRY_DUE_WORDS):
        earliest = min(earliest, state[base + memory[due + N_SLOT]])
    for segment in range(memory[H_SEGMENTS_LO], memory[H_SEGMENTS_HI], SEGMENT_WORDS):
        earliest = min(earliest, state[base + memory[segment + SEGMENT_SLOT] + 1])
    return earliest
