"""The look at the end of a call: it is heard in the visit that called alone, what it made by all (S2.8)."""

from __future__ import annotations

from jdsl.engine.awaiting import judge_journey
from jdsl.engine.entering import ask_entries, hear_entries
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.looks import end_look, hear_instance, look_by_value
from jdsl.engine.watched import has_live
from jdsl.machine.layout import (
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    I_NEXT,
    J_CONTACT,
    J_ENTER,
    J_HEAR,
    J_KEY_SLOT,
    JC_FIRST,
    JOURNEY_WORDS,
)


@kernel
def look_unkeyed(
    memory: Words, state: Words, base: int, journey: int, words: int, code: int, at: int, called: int
) -> None:
    """One journey looks of which a contact has one visit at most."""
    contact_words = base + memory[words + J_CONTACT]
    is_live = has_live(state, contact_words)
    instance = state[contact_words + JC_FIRST]
    while instance != 0:
        following = state[instance + I_NEXT]
        own = code if instance == called else 0
        hear_instance(memory, state, base, journey, words, instance, own, at)
        instance = following
    hear_entries(memory, state, base, journey, 0, at, memory[words + (J_HEAR if is_live else J_ENTER)])
    if not is_live:
        ask_entries(memory, state, base, journey, words, 0, at)
    judge_journey(memory, state, base, words)


@kernel
def look_at_answer(memory: Words, state: Words, base: int, code: int, at: int, called: int) -> None:
    """All journeys look, in their order (S1.6)."""
    words = memory[H_JOURNEYS]
    for journey in range(memory[H_JOURNEY_COUNT]):
        if memory[words + J_KEY_SLOT] != 0:
            look_by_value(memory, state, base, journey, words, 0, at, called, code)
        else:
            look_unkeyed(memory, state, base, journey, words, code, at, called)
        words += JOURNEY_WORDS
    end_look(memory, state, base)
