"""The contact's own clock: what scores and segments make of an event or an instant, before all journeys (S1.6)."""

from __future__ import annotations

from jdsl.engine.entering import hear_entries
from jdsl.engine.fading import next_own
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.scores import add_to_scores, score_by_clock
from jdsl.engine.segments import AT_EVENT, take_stock
from jdsl.machine.layout import (
    EMPTY_RECORD,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    J_HEAR,
    JOURNEY_WORDS,
    K_CLOCK,
    S_BASE,
    S_CHANGES,
    S_NOW,
    S_OWN,
)


@kernel
def stand_anew(memory: Words, state: Words, base: int, code: int, at: int, gives_points: int) -> None:
    """What an event, or an entry of the queue, makes of scores and segments; the look sees it like a change."""
    if gives_points != 0:
        add_to_scores(memory, state, base, code, at)
    take_stock(memory, state, base, AT_EVENT, code, at)


@kernel
def go_off(memory: Words, state: Words, base: int) -> None:
    """All of the contact's own that is due now: lines of scores, thresholds, segments."""
    memory[S_CHANGES] = 0
    score_by_clock(memory, state, base)
    take_stock(memory, state, base, AT_EVENT, 0, EMPTY_RECORD)


@kernel
def go_off_before(memory: Words, state: Words, base: int, until_ms: int) -> None:
    """Before the run: what is due until then goes off, and no journey looks (S1.7)."""
    at_ms = next_own(memory, state, base)
    while at_ms <= until_ms:
        memory[S_BASE] = base
        memory[S_NOW] = at_ms
        memory[S_OWN] = at_ms
        state[base + K_CLOCK] = at_ms
        go_off(memory, state, base)
        for journey in range(memory[H_JOURNEY_COUNT]):
            words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
            hear_entries(memory, state, base, journey, 0, EMPTY_RECORD, memory[words + J_HEAR])
        memory[S_CHANGES] = 0
        at_ms = next_own(memory, state, base)
