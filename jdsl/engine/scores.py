"""Scores: lines that match are added up, and each threshold is judged once (S5.8)."""

from __future__ import annotations

from jdsl.engine.conditions import judge
from jdsl.engine.fading import faded, score_at, step_below, steps_by
from jdsl.engine.hearing import hear
from jdsl.engine.history import note
from jdsl.engine.ignoring import falls_due
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.visits import reset_counts
from jdsl.machine.layout import (
    A_OWNER,
    CELL_GUARD,
    CELL_ID,
    CELL_KIND,
    CELL_SCORE,
    CELL_TIMES,
    CHANGE_WORDS,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_WORDS,
    DUE_IGNORED,
    ENTRY_DUE_WORDS,
    H_CELL_COUNT,
    H_CODES,
    H_MARKS,
    H_OWN_DUES_HI,
    H_OWN_DUES_LO,
    H_SCORES_HI,
    H_SCORES_LO,
    H_SCRATCH_CHANGES,
    H_SCRATCH_MARKS,
    K_DUE,
    L_BODY,
    L_CODE,
    L_COND,
    L_NAME,
    N_ARGUMENT,
    N_KIND,
    N_SLOT,
    S_CHANGES,
    S_NOW,
    S_POINTS,
    S_POINTS_OVER,
    S_SCORED,
    SCORE_FALLS_HI,
    SCORE_FALLS_LO,
    SCORE_REACHES_HI,
    SCORE_REACHES_LO,
    SCORE_SLOT,
    SCORE_WORDS,
)  # fmt: skip
from jdsl.machine.values import NEVER_MS, NUMBER_LIMIT


@kernel
def begin_marks(memory: Words) -> None:
    """Nothing has matched in this look yet."""
    marks = memory[H_SCRATCH_MARKS]
    for place in range(marks, marks + memory[H_MARKS]):
        memory[place] = 0


@kernel
def note_crossings(memory: Words, score: int, before: int, left: int, after: int) -> None:
    """Let the look see each `reaches` and `falls below` that leads from one value to the other (S2.2).

    `before`: what it was when it was judged last; `left`: what of that has not faded by now.
    """
    for pair in range(memory[score + SCORE_REACHES_LO], memory[score + SCORE_REACHES_HI], 2):
        if left < memory[pair] <= after:
            note(memory, memory[pair + 1])
    for pair in range(memory[score + SCORE_FALLS_LO], memory[score + SCORE_FALLS_HI], 2):
        if after < memory[pair] <= before:
            note(memory, memory[pair + 1])


@kernel
def arm_score(memory: Words, state: Words, base: int, score: int) -> None:
    """Work out when time alone takes the score below the next of its thresholds."""
    value = score_at(memory, state, base, score, memory[S_NOW])
    threshold = 0
    for pair in range(memory[score + SCORE_FALLS_LO], memory[score + SCORE_FALLS_HI], 2):
        if memory[pair] <= value:
            threshold = max(threshold, memory[pair])
    slot = base + memory[score + SCORE_SLOT]
    state[slot + 2] = step_below(memory, state, base, score, threshold)
    state[base + K_DUE] = min(state[base + K_DUE], state[slot + 2])


@kernel
def add_points(memory: Words, points: int) -> None:
    """Add to what lines have given a score. INVARIANT: `NUMBER_LIMIT` twice would leave 64 bits."""
    given = memory[S_POINTS]
    if points > 0 and given > NUMBER_LIMIT - points:
        given -= NUMBER_LIMIT
        memory[S_POINTS_OVER] += 1
    elif points < 0 and given < -NUMBER_LIMIT - points:
        given += NUMBER_LIMIT
        memory[S_POINTS_OVER] -= 1
    memory[S_POINTS] = given + points


@kernel
def with_points(memory: Words, left: int) -> int:
    """A score of which so much is left, with all that lines have given: not below 0, nor above `NUMBER_LIMIT`."""
    points = memory[S_POINTS]
    over = memory[S_POINTS_OVER]
    if over > 0:
        return NUMBER_LIMIT if over > 1 or points >= 0 else NUMBER_LIMIT + min(0, left + points)
    if over < 0:
        return 0 if over < -1 or points <= 0 else max(0, left - NUMBER_LIMIT + points)
    return max(0, left + min(points, NUMBER_LIMIT - left))


@kernel
def fire_line(memory: Words, state: Words, base: int, line: int, at: int, change: int) -> None:
    """A line of a score matched: it adds its points, once in a look, if its `if` holds."""
    mark = memory[H_SCRATCH_MARKS] + memory[H_CELL_COUNT] + memory[line + L_CODE]
    condition = memory[line + L_COND]
    if memory[mark] != 0 or (condition != 0 and not judge(memory, state, base, 0, at, change, condition)):
        return
    memory[mark] = 1
    memory[S_SCORED] = 1
    add_points(memory, memory[line + L_NAME])
    reset_counts(memory, state, base, line, memory[S_NOW])


@kernel
def hear_lines(memory: Words, state: Words, base: int, score: int, code: int, at: int, change: int) -> None:
    """Let the lines of a score hear an event, or what it changed; each alternative hears one of these (S4.1)."""
    row = memory[H_CODES] + code * CODE_WORDS
    for pointer in range(memory[row + CODE_CELLS_LO], memory[row + CODE_CELLS_HI]):
        cell = memory[pointer]
        if memory[cell + CELL_KIND] != CELL_SCORE:
            continue
        alternative = memory[cell + CELL_TIMES]
        line = memory[alternative + A_OWNER]
        mark = memory[H_SCRATCH_MARKS] + memory[cell + CELL_ID]
        if memory[line + L_BODY] != score or memory[mark] != 0:
            continue
        guard = memory[cell + CELL_GUARD]
        if guard == 0 or judge(memory, state, base, 0, at, change, guard):
            memory[mark] = 1
            if hear(memory, state, base, alternative):
                fire_line(memory, state, base, line, at, change)


@kernel
def fire_lines(memory: Words, state: Words, base: int, score: int) -> None:
    """The lines of a score that fall due now, by the clock."""
    now_ms = memory[S_NOW]
    for due in range(memory[H_OWN_DUES_LO], memory[H_OWN_DUES_HI], ENTRY_DUE_WORDS):
        slot = base + memory[due + N_SLOT]
        alternative = memory[due + N_ARGUMENT]
        line = memory[alternative + A_OWNER]
        if state[slot] != now_ms or memory[line + L_BODY] != score:
            continue
        state[slot] = NEVER_MS
        if memory[due + N_KIND] != DUE_IGNORED or falls_due(memory, state, base, alternative, now_ms):
            fire_line(memory, state, base, line, 0, 0)


@kernel
def settle_score(memory: Words, state: Words, base: int, score: int, before: int) -> None:
    """Add up what its lines gave, and judge its thresholds."""
    slot = base + memory[score + SCORE_SLOT]
    now_ms = memory[S_NOW]
    left = score_at(memory, state, base, score, now_ms)
    after = left
    if memory[S_SCORED] != 0:
        after = with_points(memory, left)
        state[slot] = after
        state[slot + 1] = now_ms
    note_crossings(memory, score, before, left, after)
    if memory[S_SCORED] != 0 or state[slot + 2] == now_ms:
        arm_score(memory, state, base, score)


@kernel
def add_to_scores(memory: Words, state: Words, base: int, code: int, at: int) -> None:
    """Let an event, and what it changed, add to all scores."""
    begin_marks(memory)
    changes = memory[S_CHANGES]
    for score in range(memory[H_SCORES_LO], memory[H_SCORES_HI], SCORE_WORDS):
        before = score_at(memory, state, base, score, memory[S_NOW])
        memory[S_POINTS] = 0
        memory[S_POINTS_OVER] = 0
        memory[S_SCORED] = 0
        hear_lines(memory, state, base, score, code, at, 0)
        for change in range(changes):
            place = memory[H_SCRATCH_CHANGES] + change * CHANGE_WORDS
            hear_lines(memory, state, base, score, memory[place], at, place + 1)
        settle_score(memory, state, base, score, before)


@kernel
def score_by_clock(memory: Words, state: Words, base: int) -> None:
    """What lines give that fall due now, and what falls below a threshold by time (S1.6)."""
    begin_marks(memory)
    now_ms = memory[S_NOW]
    for score in range(memory[H_SCORES_LO], memory[H_SCORES_HI], SCORE_WORDS):
        slot = base + memory[score + SCORE_SLOT]
        before = score_at(memory, state, base, score, now_ms)
        if state[slot + 2] == now_ms:
            before = faded(memory, state[slot], steps_by(memory, state, base, score, now_ms) - 1)
        memory[S_POINTS] = 0
        memory[S_POINTS_OVER] = 0
        memory[S_SCORED] = 0
        fire_lines(memory, state, base, score)
        settle_score(memory, state, base, score, before)
