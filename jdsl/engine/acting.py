"""Acting: goals, exits, arms and rules that matched, in their order (S2.3, S2.4)."""

from __future__ import annotations

from jdsl.engine.bodies import begin_body, exit_visit, go_on, reach_goal
from jdsl.engine.conditions import judge
from jdsl.engine.hearing import is_paused
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.visits import end_visit, reset_counts
from jdsl.engine.wall_clock import day_at, day_start
from jdsl.machine.layout import (
    H_SCRATCH_MATCHED,
    H_SCRATCH_TOUCHED,
    I_JOURNEY,
    I_STAYS,
    J_ZONE,
    L_BODY,
    L_COND,
    L_COND_BY_CLOCK,
    L_FIRED_SLOT,
    L_KIND,
    L_PAUSE_MS,
    L_PLACE,
    L_REASON,
    L_SPENT_MASK,
    L_SPENT_SLOT,
    L_STAGED,
    LISTENER_AFTER,
    LISTENER_ARM,
    LISTENER_EXIT,
    LISTENER_GOAL,
    LISTENER_WHEN,
    LISTENER_WHENEVER,
    MATCHED_WORDS,
    PAUSE_DAY,
    S_MATCHED,
    S_NOW,
    S_TOUCHED,
)  # fmt: skip


@kernel
def pause_end(memory: Words, words: int, listener: int, now_ms: int) -> int:
    """Until when a rule that fires now pauses (S4.3)."""
    pause_ms = memory[listener + L_PAUSE_MS]
    if pause_ms != PAUSE_DAY:
        return now_ms + pause_ms
    zone = memory[words + J_ZONE]
    return day_start(memory, zone, day_at(memory, zone, now_ms) + 1)


@kernel
def act(memory: Words, state: Words, base: int, words: int, instance: int, listener: int, at: int, change: int) -> bool:
    """Let one matched rule or arm act, if its `if` holds now; whether it did (S2.3)."""
    kind = memory[listener + L_KIND]
    now_ms = memory[S_NOW]
    spent = 0
    if kind in (LISTENER_WHEN, LISTENER_AFTER):
        spent = instance + memory[listener + L_SPENT_SLOT]
        if state[spent] & memory[listener + L_SPENT_MASK] != 0:
            return False
    elif kind == LISTENER_WHENEVER and is_paused(memory, state, instance, listener, now_ms):
        return False
    condition = memory[listener + L_COND] if at != 0 else memory[listener + L_COND_BY_CLOCK]
    if condition != 0 and not judge(memory, state, base, instance, at, change, condition):
        return False
    if kind == LISTENER_ARM:
        go_on(memory, state, words, instance, listener, at, change)
        return True
    if spent != 0:
        state[spent] |= memory[listener + L_SPENT_MASK]
    else:
        end_ms = now_ms
        if memory[listener + L_FIRED_SLOT] != 0:
            end_ms = pause_end(memory, words, listener, now_ms)
            state[instance + memory[listener + L_FIRED_SLOT]] = end_ms
        reset_counts(memory, state, instance, listener, end_ms)
    begin_body(memory, state, words, instance, listener, at, change)
    return True


@kernel
def act_in_turn(
    memory: Words, state: Words, base: int, words: int, instance: int, listener: int, at: int, change: int
) -> bool:
    """Let one matched exit, rule or arm act; whether it did."""
    if memory[listener + L_KIND] != LISTENER_EXIT:
        return act(memory, state, base, words, instance, listener, at, change)
    condition = memory[listener + L_COND]
    if condition != 0 and not judge(memory, state, base, instance, at, change, condition):
        return False
    exit_visit(memory, state, instance, memory[listener + L_REASON], memory[listener + L_PLACE])
    return True


@kernel
def count_goals(memory: Words, state: Words, base: int, instance: int, at: int) -> bool:
    """Count every matched goal in turn; whether one of them ends the visit (S2.4)."""
    area = memory[H_SCRATCH_MATCHED]
    ends = False
    for place in range(area, area + memory[S_MATCHED] * MATCHED_WORDS, MATCHED_WORDS):
        goal = memory[place]
        if memory[goal + L_KIND] != LISTENER_GOAL:
            break
        condition = memory[goal + L_COND]
        if condition != 0 and not judge(memory, state, base, instance, at, memory[place + 1], condition):
            continue
        if reach_goal(memory, state, instance, goal, memory[goal + L_PLACE]):
            ends = True
    if ends:
        end_visit(memory, state, instance)
    return ends


@kernel
def settle(memory: Words, state: Words, base: int, words: int, instance: int, at: int) -> None:
    """Let what matched in one instance act: goals, then `exit when`, then arms and rules in source order (S2.3)."""
    area = memory[H_SCRATCH_MATCHED]
    hi = area + memory[S_MATCHED] * MATCHED_WORDS
    if memory[memory[area] + L_KIND] == LISTENER_GOAL and count_goals(memory, state, base, instance, at):
        return
    for place in range(area, hi, MATCHED_WORDS):
        listener = memory[place]
        if listener == 0 or memory[listener + L_KIND] == LISTENER_GOAL:
            continue
        stays = state[instance + I_STAYS]
        if not act_in_turn(memory, state, base, words, instance, listener, at, memory[place + 1]):
            continue
        if state[instance + I_JOURNEY] == 0:
            return
        for later in range(place + MATCHED_WORDS, hi, MATCHED_WORDS):
            other = memory[later]
            if other == 0:
                continue
            if memory[other + L_STAGED] == 1 and state[instance + I_STAYS] != stays:
                memory[later] = 0  # S2.3: a move drops what else of the old stage matched
            elif memory[other + L_KIND] == LISTENER_ARM and memory[other + L_BODY] == memory[listener + L_BODY]:
                memory[later] = 0  # the wait that it belongs to is over


@kernel
def touch(memory: Words, instance: int) -> None:
    """Note that a visit changed in this look: it may be completed, and its timers are to be worked out."""
    memory[memory[H_SCRATCH_TOUCHED] + memory[S_TOUCHED]] = instance
    memory[S_TOUCHED] += 1
