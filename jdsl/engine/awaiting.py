"""Bodies that wait for a condition or a moment: when they are judged, and when they can go on next (S4.8)."""

from __future__ import annotations

from jdsl.engine.bodies import run_body
from jdsl.engine.conditions import judge
from jdsl.engine.dues import due_at
from jdsl.engine.flips import next_flip_of_tests
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.moments import reckon_in, to_come
from jdsl.engine.waits import leave_wait
from jdsl.machine.layout import (
    B_AWAITED_SLOT,
    B_SLOT,
    G_AWAITS_HI,
    G_AWAITS_LO,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    I_WATCHED,
    J_AWAITS,
    J_CONTACT,
    J_STAGES,
    JC_FIRST,
    JOURNEY_WORDS,
    S_NOW,
    STAGE_WORDS,
    W_CONDITION,
    W_MOMENT,
    W_OTHER,
    W_RESUME,
    W_TESTS_HI,
    W_TESTS_LO,
)
from jdsl.machine.values import NEVER_MS


@kernel
def awaited_moment(memory: Words, state: Words, base: int, instance: int, body: int, wait: int) -> int:
    """The moment that a body waits for, by the clocks by which it began; may be `MISSING`."""
    zone = state[instance + memory[body + B_AWAITED_SLOT] + 1]
    return reckon_in(memory, state, base, instance, memory[wait + W_MOMENT], zone)


@kernel
def goes_on_at(memory: Words, state: Words, base: int, instance: int, body: int) -> int:
    """Where a body goes on now, because what it waits for is there; 0 if it waits on, or for something else."""
    wait = state[instance + memory[body + B_SLOT]]
    if wait == 0:
        return 0
    condition = memory[wait + W_CONDITION]
    if condition != 0:
        return memory[wait + W_OTHER] if judge(memory, state, base, instance, 0, 0, condition) else 0
    if memory[wait + W_MOMENT] == 0:
        return 0
    at_ms = awaited_moment(memory, state, base, instance, body, wait)
    if at_ms > memory[S_NOW] or at_ms == state[instance + memory[body + B_SLOT] + 1]:
        return 0  # a moment that has not moved comes by its own timer
    return memory[wait + (W_RESUME if at_ms == memory[S_NOW] else W_OTHER)]


@kernel
def judge_once(memory: Words, state: Words, base: int, words: int, instance: int) -> bool:
    """Let the first body of an instance go on that can; whether one did."""
    row = memory[words + J_STAGES] + state[instance + I_STAGE] * STAGE_WORDS
    for pointer in range(memory[row + G_AWAITS_LO], memory[row + G_AWAITS_HI]):
        body = memory[pointer]
        pc = goes_on_at(memory, state, base, instance, body)
        if pc != 0:
            leave_wait(memory, state, instance, body)
            run_body(memory, state, words, instance, body, pc)
            return True
    return False


@kernel
def judge_journey_once(memory: Words, state: Words, base: int, words: int) -> bool:
    """The same of a journey's instances."""
    if memory[words + J_AWAITS] == 0:
        return False
    instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
    while instance != 0:
        if state[instance + I_WATCHED] == 0 and judge_once(memory, state, base, words, instance):
            return True
        instance = state[instance + I_NEXT]
    return False


@kernel
def judge_instance(memory: Words, state: Words, base: int, words: int, instance: int) -> None:
    """In a visit's turn, after all else: let go on what can, from the first again after each (S4.8)."""
    if memory[words + J_AWAITS] == 0:
        return
    while state[instance + I_JOURNEY] != 0 and state[instance + I_WATCHED] == 0:
        if not judge_once(memory, state, base, words, instance):
            return


@kernel
def judge_journey(memory: Words, state: Words, base: int, words: int) -> None:
    """The same in a journey's turn: of several visits each has its own, the lower number first (S3.6)."""
    instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
    while instance != 0 and memory[words + J_AWAITS] != 0:
        following = state[instance + I_NEXT]
        judge_instance(memory, state, base, words, instance)
        instance = following


@kernel
def judge_all(memory: Words, state: Words, base: int) -> None:
    """After a timer, or a start: the same in all journeys (S4.8)."""
    again = True
    while again:
        again = False
        words = memory[H_JOURNEYS]
        for _journey in range(memory[H_JOURNEY_COUNT]):
            if judge_journey_once(memory, state, base, words):
                again = True
                break
            words += JOURNEY_WORDS


@kernel
def plan_wait(memory: Words, state: Words, base: int, instance: int, body: int) -> None:
    """Set when a body can go on by time alone, or now by what others did."""
    slot = instance + memory[body + B_AWAITED_SLOT]
    wait = state[instance + memory[body + B_SLOT]]
    now_ms = memory[S_NOW]
    state[slot] = NEVER_MS
    if wait == 0:
        return
    if memory[wait + W_CONDITION] != 0:
        if judge(memory, state, base, instance, 0, 0, memory[wait + W_CONDITION]):
            state[slot] = now_ms
        else:
            lo = memory[wait + W_TESTS_LO]
            at_ms = next_flip_of_tests(memory, state, base, instance, lo, memory[wait + W_TESTS_HI])
            state[slot] = to_come(at_ms, now_ms)
    elif memory[wait + W_MOMENT] != 0:
        at_ms = awaited_moment(memory, state, base, instance, body, wait)
        end = instance + memory[body + B_SLOT] + 1
        if at_ms != state[end]:
            state[end] = to_come(at_ms, now_ms + 1)
            due_at(memory, state, instance, state[end])
            if at_ms <= now_ms:
                state[slot] = now_ms
    due_at(memory, state, instance, state[slot])


@kernel
def plan_instance(memory: Words, state: Words, base: int, words: int, instance: int) -> None:
    """Set the same for all bodies of an instance."""
    row = memory[words + J_STAGES] + state[instance + I_STAGE] * STAGE_WORDS
    for pointer in range(memory[row + G_AWAITS_LO], memory[row + G_AWAITS_HI]):
        plan_wait(memory, state, base, instance, memory[pointer])


@kernel
def plan_all(memory: Words, state: Words, base: int) -> None:
    """When a look is over: set the same in all journeys."""
    words = memory[H_JOURNEYS]
    for _journey in range(memory[H_JOURNEY_COUNT]):
        if memory[words + J_AWAITS] == 1:
            instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
            while instance != 0:
                if state[instance + I_JOURNEY] != 0 and state[instance + I_WATCHED] == 0:
                    plan_instance(memory, state, base, words, instance)
                instance = state[instance + I_NEXT]
        words += JOURNEY_WORDS
