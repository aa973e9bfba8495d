"""Segments: who is in is taken stock of, and whoever came or went since has joined or left (S5.7)."""

from __future__ import annotations

from jdsl.engine.conditions import judge
from jdsl.engine.flips import next_flip_of_tests
from jdsl.engine.history import mark_matches, note, remember
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.moments import to_come
from jdsl.engine.visits import bring_about
from jdsl.machine.layout import (
    EMPTY_RECORD,
    H_SCRATCH_MARKS,
    H_SEGMENTS_HI,
    H_SEGMENTS_LO,
    K_DUE,
    S_BASE,
    S_NOW,
    SEGMENT_CONDITION,
    SEGMENT_JOINED,
    SEGMENT_LEFT,
    SEGMENT_SLOT,
    SEGMENT_TESTS_HI,
    SEGMENT_TESTS_LO,
    SEGMENT_WORDS,
)
from jdsl.machine.values import MISSING

SILENTLY = 0
AT_EVENT = 1  # what is looked at flips it
QUEUED = 2


@kernel
def take_stock(memory: Words, state: Words, base: int, how: int, code: int, at: int) -> None:
    """Find who is in which segment now, tell what has changed, and when time alone can change it.

    `code`, `at`: of the event that is looked at, with which all that it flips is one match (S2.2).
    """
    now_ms = memory[S_NOW]
    is_marked = False
    for segment in range(memory[H_SEGMENTS_LO], memory[H_SEGMENTS_HI], SEGMENT_WORDS):
        slot = base + memory[segment + SEGMENT_SLOT]
        is_in = 1 if judge(memory, state, base, 0, 0, 0, memory[segment + SEGMENT_CONDITION]) else 0
        if is_in != state[slot]:
            state[slot] = is_in
            flip = memory[segment + (SEGMENT_JOINED if is_in == 1 else SEGMENT_LEFT)]
            if how == AT_EVENT:
                if not is_marked:
                    mark_matches(memory, state, base, code, at)
                    is_marked = True
                remember(memory, state, base, flip, EMPTY_RECORD, 0, now_ms, memory[H_SCRATCH_MARKS])
                note(memory, flip)
            elif how == QUEUED:
                bring_about(memory, state, flip, 0, MISSING, 0, MISSING)
        lo = memory[segment + SEGMENT_TESTS_LO]
        hi = memory[segment + SEGMENT_TESTS_HI]
        if lo != hi:
            state[slot + 1] = to_come(next_flip_of_tests(memory, state, base, 0, lo, hi), now_ms + 1)
            state[base + K_DUE] = min(state[base + K_DUE], state[slot + 1])


@kernel
def take_stock_behind(memory: Words, state: Words) -> None:
    """The same after a step, or what else queues something: what flips is queued behind it."""
    take_stock(memory, state, memory[S_BASE], QUEUED, 0, EMPTY_RECORD)
