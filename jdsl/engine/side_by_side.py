"""Visits side by side: `per P` lets a contact in once for each value, up to a number of visits at a time (S3.6)."""

from __future__ import annotations

from jdsl.engine.bodies import NONE, exit_visit
from jdsl.engine.conditions import judge
from jdsl.engine.entering import MOST_ENTERINGS, REFUSED, enter
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.keyed import count_live, lives, may_return, value_at
from jdsl.engine.visits import effect
from jdsl.machine.layout import (
    H_SCRATCH_MATCHED,
    I_WATCHED,
    J_CONTACT,
    J_INSTANCES,
    J_NEWEST_ONLY,
    JC_BURST,
    JC_ENTERED,
    JC_FIRST,
    JC_VISIT,
    L_COND,
    L_PLACE,
    MATCHED_WORDS,
    REASON_NEWER,
    S_BASE,
    S_MATCHED,
    S_NOW,
)  # fmt: skip
from jdsl.machine.values import MISSING


@kernel
def end_older(memory: Words, state: Words, contact_words: int, place: int) -> None:
    """`newest only`: a new value is about to enter, and ends the visit of the older one."""
    instance = state[contact_words + JC_FIRST]
    while instance != 0 and state[instance + I_WATCHED] == 0:
        exit_visit(memory, state, instance, REASON_NEWER, place)
        instance = state[contact_words + JC_FIRST]


@kernel
def let_in(memory: Words, state: Words, journey: int, words: int, at: int, change: int, place: int) -> None:
    """Let a new value in, or refuse it where too many are under way already."""
    contact_words = memory[S_BASE] + memory[words + J_CONTACT]
    if count_live(memory, state, words) >= memory[words + J_INSTANCES]:
        effect(memory, state, journey, state[contact_words + JC_VISIT] + 1, REFUSED, NONE, NONE, MISSING, place)
        return
    # S2.7: who is refused for entering too often ends nobody
    circles = state[contact_words + JC_ENTERED] == memory[S_NOW] and state[contact_words + JC_BURST] + 1 >= (
        MOST_ENTERINGS
    )
    if memory[words + J_NEWEST_ONLY] != 0 and not circles:
        end_older(memory, state, contact_words, place)
    enter(memory, state, journey, words, at, change, place)


@kernel
def ask_by_value(memory: Words, state: Words, base: int, journey: int, words: int, at: int) -> None:
    """Ask the entries that matched, in source order: the first whose `if` holds lets in, or is refused (S2.6)."""
    if memory[S_MATCHED] == 0 or not may_return(memory, state, words, value_at(memory, words, at)):
        return
    area = memory[H_SCRATCH_MATCHED]
    for place in range(area, area + memory[S_MATCHED] * MATCHED_WORDS, MATCHED_WORDS):
        entry = memory[place]
        change = memory[place + 1]
        condition = memory[entry + L_COND]
        if condition == 0 or judge(memory, state, base, 0, at, change, condition):
            let_in(memory, state, journey, words, at, change, memory[entry + L_PLACE])
            return


@kernel
def start_by_value(memory: Words, state: Words, journey: int, words: int, at: int, place: int) -> None:
    """`start J` where J is `per P`: with the value that the starter gave (S3.4); without one nobody enters."""
    value = value_at(memory, words, at)
    if value != MISSING and not lives(memory, state, words, value) and may_return(memory, state, words, value):
        let_in(memory, state, journey, words, at, 0, place)
