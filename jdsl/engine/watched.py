"""Goals `within D`: they count in their window alone, and are watched on when the visit is over (S3.8)."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.engine.visits import end_visit, give_back, new_instance, work_out_instance_due
from jdsl.machine.layout import (
    G_TEMPLATE,
    H_JOURNEYS,
    I_DUE,
    I_ENTERED,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    I_VISIT,
    I_WATCHED,
    J_CONTACT,
    J_OVERLAY,
    J_OVERLAY_WORDS,
    J_STAGES,
    J_WATCH,
    J_WATCH_STAGE,
    J_WORDS,
    JC_FIRST,
    JOURNEY_WORDS,
    K_DUE,
    L_WITHIN_MS,
    S_BASE,
    S_NOW,
    S_OWN,
    STAGE_WORDS,
)  # fmt: skip


@kernel
def is_over(memory: Words, state: Words, instance: int, goal: int) -> bool:
    """Whether the window of a goal is over by the clock; one without `within` has none."""
    within_ms = memory[goal + L_WITHIN_MS]
    return within_ms != 0 and memory[S_NOW] >= state[instance + I_ENTERED] + within_ms


@kernel
def is_in_window(memory: Words, state: Words, instance: int, goal: int) -> bool:
    """Whether what is looked at counts for a goal: its own time is in the window, which is not over (S1.4, S3.8)."""
    if is_over(memory, state, instance, goal):
        return False
    entered_ms = state[instance + I_ENTERED]
    return entered_ms <= memory[S_OWN] < entered_ms + memory[goal + L_WITHIN_MS]


@kernel
def has_live(state: Words, contact_words: int) -> bool:
    """Whether the contact is in the journey. INVARIANT: a visit that is only watched stands behind all live ones."""
    first = state[contact_words + JC_FIRST]
    return first != 0 and state[first + I_WATCHED] == 0


@kernel
def watched_visit(state: Words, contact_words: int) -> int:
    """The instance of the visit that is over and still watched; 0: none is."""
    instance = state[contact_words + JC_FIRST]
    while instance != 0 and state[instance + I_WATCHED] == 0:
        instance = state[instance + I_NEXT]
    return instance


@kernel
def end_watch(memory: Words, state: Words, contact_words: int) -> None:
    """Stop to watch the visit that is over, if one still is watched."""
    instance = watched_visit(state, contact_words)
    if instance != 0:
        give_back(memory, state, instance)


@kernel
def leave_visit(memory: Words, state: Words, instance: int) -> None:
    """End a visit by `exit` or `complete`; its goals are watched on while their window lasts (S3.8).

    What is watched moves to another record, so that the visit's own is free, as whoever let it end expects.
    """
    base = memory[S_BASE]
    journey = state[instance + I_JOURNEY] - 1
    words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
    end = memory[words + J_WATCH]
    if end != 0:
        end_watch(memory, state, base + memory[words + J_CONTACT])
    if end == 0 or memory[S_NOW] >= state[instance + end]:
        end_visit(memory, state, instance)
        return
    watched = new_instance(memory, state, base, journey, words)
    for place in range(I_VISIT, memory[words + J_WORDS]):
        state[watched + place] = state[instance + place]
    stage = memory[words + J_WATCH_STAGE]
    template = memory[memory[words + J_STAGES] + stage * STAGE_WORDS + G_TEMPLATE]
    overlay = watched + memory[words + J_OVERLAY]
    for place in range(memory[words + J_OVERLAY_WORDS]):
        state[overlay + place] = memory[template + place]
    state[watched + I_STAGE] = stage
    state[watched + I_WATCHED] = 1
    end_visit(memory, state, instance)
    work_out_instance_due(memory, state, words, watched)
    state[base + K_DUE] = min(state[base + K_DUE], state[watched + I_DUE])
