"""Scores: lines add to them, time takes away, and thresholds are seen as they are crossed (S5.8)."""

from __future__ import annotations

from jdsl.engine.conditions import judge
from jdsl.engine.kernel import Words, kernel
from jdsl.machine.layout import (
    CELL_GUARD,
    CELL_ID,
    CELL_JOURNEY,
    CELL_KIND,
    CELL_SCORE,
    CELL_TIMES,
    CHANGE_WORDS,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_WORDS,
    H_CELL_COUNT,
    H_CODES,
    H_FADING,
    H_SCORES_HI,
    H_SCORES_LO,
    H_SCRATCH_CHANGES,
    H_SCRATCH_MARKS,
    K_DUE,
    S_CHANGES,
    S_NOW,
    SCORE_FALLS_HI,
    SCORE_FALLS_LO,
    SCORE_HALVE_MS,
    SCORE_REACHES_HI,
    SCORE_REACHES_LO,
    SCORE_SLOT,
    SCORE_WORDS,
)  # fmt: skip
from jdsl.machine.values import NEVER_MS, NUMBER_LIMIT

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
    if value == 0:
        return 0
    return faded(memory, value, steps_by(memory, state, base, score, now_ms))


@kernel
def note(memory: Words, code: int) -> None:
    """Let the look see that a threshold was crossed, as it sees a change (S2.2)."""
    change = memory[H_SCRATCH_CHANGES] + memory[S_CHANGES] * CHANGE_WORDS
    memory[S_CHANGES] += 1
    memory[change] = code
    for place in range(change + 1, change + CHANGE_WORDS):
        memory[place] = 0


@kernel
def note_crossings(memory: Words, score: int, before: int, after: int) -> None:
    """Note each `reaches` and `falls below` that leads from one value to the other."""
    for pair in range(memory[score + SCORE_REACHES_LO], memory[score + SCORE_REACHES_HI], 2):
        if before < memory[pair] <= after:
            note(memory, memory[pair + 1])
    for pair in range(memory[score + SCORE_FALLS_LO], memory[score + SCORE_FALLS_HI], 2):
        if after < memory[pair] <= before:
            note(memory, memory[pair + 1])


@kernel
def arm_score(memory: Words, state: Words, base: int, score: int, now_ms: int) -> None:
    """Work out when time alone takes the score below the next of its thresholds."""
    slot = base + memory[score + SCORE_SLOT]
    state[slot + 2] = NEVER_MS
    halve_ms = memory[score + SCORE_HALVE_MS]
    value = score_at(memory, state, base, score, now_ms)
    threshold = 0
    for pair in range(memory[score + SCORE_FALLS_LO], memory[score + SCORE_FALLS_HI], 2):
        if memory[pair] <= value:
            threshold = max(threshold, memory[pair])
    if halve_ms == 0 or threshold == 0:
        return
    lo = steps_by(memory, state, base, score, now_ms)  # still not below
    hi = MOST_STEPS
    while hi - lo > 1:
        middle = (lo + hi) // 2
        if faded(memory, state[slot], middle) < threshold:
            hi = middle
        else:
            lo = middle
    state[slot + 2] = state[slot + 1] + (hi * halve_ms + 255) // 256
    state[base + K_DUE] = min(state[base + K_DUE], state[slot + 2])


@kernel
def add_lines(memory: Words, state: Words, base: int, score: int, code: int, at: int, change: int) -> None:
    """Let the lines of a score that match add to it, each once for one event; never below 0."""
    slot = base + memory[score + SCORE_SLOT]
    row = memory[H_CODES] + code * CODE_WORDS
    for pointer in range(memory[row + CODE_CELLS_LO], memory[row + CODE_CELLS_HI]):
        cell = memory[pointer]
        mark = memory[H_SCRATCH_MARKS] + memory[cell + CELL_ID]
        if memory[cell + CELL_KIND] != CELL_SCORE or memory[cell + CELL_JOURNEY] != score or memory[mark] != 0:
            continue
        guard = memory[cell + CELL_GUARD]
        if guard == 0 or judge(memory, state, base, 0, at, change, guard):
            memory[mark] = 1
            value = score_at(memory, state, base, score, memory[S_NOW])
            state[slot] = min(max(0, value + memory[cell + CELL_TIMES]), NUMBER_LIMIT)
            state[slot + 1] = memory[S_NOW]


@kernel
def add_to_scores(memory: Words, state: Words, base: int, code: int, at: int) -> None:
    """Let an event, and what it changed, add to all scores; then judge each threshold once (S5.8)."""
    marks = memory[H_SCRATCH_MARKS]
    for place in range(marks, marks + memory[H_CELL_COUNT]):
        memory[place] = 0
    now_ms = memory[S_NOW]
    changes = memory[S_CHANGES]
    for score in range(memory[H_SCORES_LO], memory[H_SCORES_HI], SCORE_WORDS):
        before = score_at(memory, state, base, score, now_ms)
        add_lines(memory, state, base, score, code, at, 0)
        for change in range(changes):
            place = memory[H_SCRATCH_CHANGES] + change * CHANGE_WORDS
            add_lines(memory, state, base, score, memory[place], at, place + 1)
        after = score_at(memory, state, base, score, now_ms)
        note_crossings(memory, score, before, after)
        if state[base + memory[score + SCORE_SLOT] + 1] == now_ms:
            arm_score(memory, state, base, score, now_ms)


@kernel
def fall_by_clock(memory: Words, state: Words, base: int, now_ms: int) -> bool:
    """Note what falls below a threshold now, by time alone; whether something does."""
    fell = False
    for score in range(memory[H_SCORES_LO], memory[H_SCORES_HI], SCORE_WORDS):
        slot = base + memory[score + SCORE_SLOT]
        if state[slot + 2] == now_ms:
            steps = steps_by(memory, state, base, score, now_ms)
            note_crossings(memory, score, faded(memory, state[slot], steps - 1), faded(memory, state[slot], steps))
            arm_score(memory, state, base, score, now_ms)
            fell = True
    return fell


@kernel
def next_fall(memory: Words, state: Words, base: int) -> int:
    """When the first of the scores falls below a threshold by time alone."""
    earliest = NEVER_MS
    for score in range(memory[H_SCORES_LO], memory[H_SCORES_HI], SCORE_WORDS):
        earliest = min(earliest, state[base + memory[score + SCORE_SLOT] + 2])
    return earliest
