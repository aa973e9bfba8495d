"""Holds: a journey keeps messages of a channel, or all of them, from going out of other journeys (S6.6)."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.engine.visits import effect
from jdsl.machine.effects import EffectKind
from jdsl.machine.layout import (
    H_HOLDS_HI,
    H_HOLDS_LO,
    H_JOURNEYS,
    HOLD_CHANNEL,
    HOLD_JOURNEY,
    HOLD_UNTIL,
    HOLD_UNTIMED,
    HOLD_WORDS,
    I_NEXT,
    I_VISIT,
    I_WATCHED,
    J_CONTACT,
    JC_FIRST,
    JOURNEY_WORDS,
    OP_HOLD,
    S_BASE,
    S_NOW,
)  # fmt: skip
from jdsl.machine.values import MISSING

HOLD = int(EffectKind.HOLD)
RELEASE = int(EffectKind.RELEASE)


@kernel
def held_by_visit(memory: Words, state: Words, hold: int) -> bool:
    """Whether a visit that is not over holds without a time."""
    words = memory[H_JOURNEYS] + memory[hold + HOLD_JOURNEY] * JOURNEY_WORDS
    instance = state[memory[S_BASE] + memory[words + J_CONTACT] + JC_FIRST]
    while instance != 0:
        if state[instance + memory[hold + HOLD_UNTIMED]] == 1 and state[instance + I_WATCHED] == 0:
            return True
        instance = state[instance + I_NEXT]
    return False


@kernel
def is_held(memory: Words, state: Words, journey: int, channel: int) -> bool:
    """Whether a hold of another journey keeps a message of `channel` (0: of none) back now (S6.6)."""
    for hold in range(memory[H_HOLDS_LO], memory[H_HOLDS_HI], HOLD_WORDS):
        if memory[hold + HOLD_JOURNEY] == journey or memory[hold + HOLD_CHANNEL] not in (0, channel):
            continue
        until = memory[hold + HOLD_UNTIL]
        if until != 0 and memory[S_NOW] < state[memory[S_BASE] + until]:
            return True
        if memory[hold + HOLD_UNTIMED] != 0 and held_by_visit(memory, state, hold):
            return True
    return False


@kernel
def release(memory: Words, state: Words, hold: int) -> None:
    """End what a journey holds with one name, whichever of its instances said so (S6.6)."""
    base = memory[S_BASE]
    if memory[hold + HOLD_UNTIL] != 0:
        state[base + memory[hold + HOLD_UNTIL]] = MISSING
    if memory[hold + HOLD_UNTIMED] == 0:
        return
    words = memory[H_JOURNEYS] + memory[hold + HOLD_JOURNEY] * JOURNEY_WORDS
    instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
    while instance != 0:
        state[instance + memory[hold + HOLD_UNTIMED]] = 0
        instance = state[instance + I_NEXT]


@kernel
def hold_or_release(memory: Words, state: Words, instance: int, pc: int) -> None:
    """The step `hold C [for D]`, or `release C`."""
    hold = memory[pc + 1]
    kind = HOLD if memory[pc] == OP_HOLD else RELEASE
    journey = memory[hold + HOLD_JOURNEY]
    effect(memory, state, journey, state[instance + I_VISIT], kind, memory[pc + 3], -1, MISSING, memory[pc + 4])
    if kind == RELEASE:
        release(memory, state, hold)
    elif memory[pc + 2] == 0:
        state[instance + memory[hold + HOLD_UNTIMED]] = 1
    else:
        state[memory[S_BASE] + memory[hold + HOLD_UNTIL]] = memory[S_NOW] + memory[pc + 2]
