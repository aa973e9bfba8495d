"""Timers: what goes off by the clock, one after the other, each with all that follows from it (S1.5, S1.6)."""

from __future__ import annotations

from jdsl.engine.acting import act
from jdsl.engine.bodies import exit_visit, leave_wait, reach_goal, run_body
from jdsl.engine.conditions import judge
from jdsl.engine.entering import ask_entry, may_enter
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.looks import end_look, look, look_at_start, touch
from jdsl.engine.schedules import next_time
from jdsl.engine.scores import add_to_scores, fall_by_clock
from jdsl.engine.visits import end_visit, give_back, work_out_contact_due, work_out_instance_due
from jdsl.engine.watched import has_live, is_in_window
from jdsl.machine.layout import (
    A_OWNER,
    A_SLOT,
    A_TWIN,
    ARENA_FULL,
    B_SLOT,
    D_ARGUMENT,
    D_INDEX,
    D_KIND,
    D_SLOT,
    DONE,
    DUE_AFTER,
    DUE_SCHEDULE,
    DUE_SILENCE,
    DUE_WAIT,
    DUE_WATCH,
    DUE_WORDS,
    EMPTY_RECORD,
    ENTRY_DUE_WORDS,
    G_DUES_HI,
    G_DUES_LO,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_QUEUE_WORDS,
    H_SCORES_LO,
    H_SCRATCH_LED_IN,
    H_SCRATCH_QUEUE,
    H_SCRATCH_TOTALS,
    H_VISIT_CELLS,
    I_DUE,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    I_STAYS,
    J_CONTACT,
    J_ENTRY_DUES_HI,
    J_ENTRY_DUES_LO,
    J_STAGES,
    JC_FIRST,
    JOURNEY_WORDS,
    K_CLOCK,
    K_DUE,
    L_COND,
    L_KIND,
    L_PLACE,
    L_REASON,
    L_RULE,
    L_STAGED,
    L_WITHIN_MS,
    LISTENER_EXIT,
    N_ARGUMENT,
    N_SLOT,
    OUT_FULL,
    QUEUE_CODE,
    QUEUE_FULL,
    QUEUE_PLACE,
    QUEUE_RECORD,
    QUEUE_START,
    S_ARENA_LIMIT,
    S_ARENA_TOP,
    S_BASE,
    S_CHANGES,
    S_NOW,
    S_OUT,
    S_OUT_LIMIT,
    S_OWN,
    S_QUEUE_HEAD,
    S_QUEUE_LIMIT,
    S_QUEUE_TAIL,
    SCHEDULE_LISTENER,
    STAGE_WORDS,
    W_RESUME,
    W_SILENCES,
)  # fmt: skip
from jdsl.machine.values import NEVER_MS


@kernel
def fire_silence(memory: Words, state: Words, base: int, words: int, instance: int, alternative: int) -> None:
    """A silence of a live instance is due: it is used up, and its listener acts if it may (S5.4)."""
    state[instance + memory[alternative + A_SLOT]] = NEVER_MS
    listener = memory[alternative + A_OWNER]
    kind = memory[listener + L_KIND]
    if kind > LISTENER_EXIT:  # a rule, or an arm
        act(memory, state, base, words, instance, listener, 0, 0)
        return
    if memory[listener + L_WITHIN_MS] != 0 and not is_in_window(memory, state, instance, listener):
        return
    condition = memory[listener + L_COND]
    if condition != 0 and not judge(memory, state, base, instance, 0, 0, condition):
        return
    place = memory[listener + L_PLACE]
    if kind == LISTENER_EXIT:
        exit_visit(memory, state, instance, memory[listener + L_REASON], place)
    elif reach_goal(memory, state, instance, listener, place):
        end_visit(memory, state, instance)


@kernel
def fire_due(memory: Words, state: Words, base: int, words: int, instance: int, due: int) -> None:
    """One timer of an instance goes off."""
    touch(memory, instance)
    kind = memory[due + D_KIND]
    argument = memory[due + D_ARGUMENT]
    if kind == DUE_WAIT:
        wait = state[instance + memory[argument + B_SLOT]]
        leave_wait(memory, state, instance, argument)
        run_body(memory, state, words, instance, argument, memory[wait + W_RESUME])
    elif kind == DUE_SILENCE:
        fire_silence(memory, state, base, words, instance, argument)
    elif kind == DUE_AFTER:
        state[instance + memory[due + D_SLOT]] = NEVER_MS
        act(memory, state, base, words, instance, argument, 0, 0)
    elif kind == DUE_SCHEDULE:
        # S4.3: a time at which the body is under way is used up all the same
        state[instance + memory[due + D_SLOT]] = next_time(memory, argument, memory[S_NOW])
        act(memory, state, base, words, instance, memory[argument + SCHEDULE_LISTENER], 0, 0)
    elif kind == DUE_WATCH:
        give_back(memory, state, instance)
    else:  # DUE_ARM
        wait = state[instance + memory[argument + B_SLOT]]
        alternative = memory[memory[wait + W_SILENCES] + memory[due + D_INDEX]]
        fire_silence(memory, state, base, words, instance, alternative)


@kernel
def fire_instance(memory: Words, state: Words, base: int, words: int, instance: int, now_ms: int) -> None:
    """The first timer of an instance that is due now goes off, if one is (S1.6)."""
    row = memory[words + J_STAGES] + state[instance + I_STAGE] * STAGE_WORDS
    for due in range(memory[row + G_DUES_LO], memory[row + G_DUES_HI], DUE_WORDS):
        if state[instance + memory[due + D_SLOT]] == now_ms:
            fire_due(memory, state, base, words, instance, due)
            end_look(memory, state, base)
            break
    if state[instance + I_JOURNEY] != 0:
        work_out_instance_due(memory, state, words, instance)


@kernel
def fire_entry(memory: Words, state: Words, base: int, journey: int, words: int, alternative: int, now_ms: int) -> None:
    """A silence of `enter` is due: it is used up, and lets in whom nothing keeps out (S5.4, S3.1)."""
    state[base + memory[alternative + A_SLOT]] = NEVER_MS
    contact_words = base + memory[words + J_CONTACT]
    if has_live(state, contact_words) or not may_enter(memory, state, words, contact_words, now_ms):
        return
    entry = memory[alternative + A_OWNER]
    instance = ask_entry(memory, state, journey, words, entry, 0, 0)
    rule = memory[entry + L_RULE]
    if instance == 0 or rule == 0 or state[instance + I_JOURNEY] == 0:
        return
    if memory[rule + L_STAGED] == 1 and state[instance + I_STAYS] != 1:
        return
    own = instance + memory[memory[alternative + A_TWIN] + A_SLOT]  # the silence led in: the rule waits for the next
    state[own] = NEVER_MS
    state[own + 1] = now_ms - 1
    act(memory, state, base, words, instance, rule, 0, 0)


@kernel
def begin_totals(memory: Words) -> None:
    """Nothing has come into history since the event, or the timer, that is looked at."""
    for index in range(memory[H_VISIT_CELLS]):
        memory[memory[H_SCRATCH_TOTALS] + index] = 0
        memory[memory[H_SCRATCH_LED_IN] + index] = 0


@kernel
def fire(memory: Words, state: Words, base: int) -> None:
    """The earliest timer of the contact goes off, if one is due at `K_DUE`: of all these the first by S1.6."""
    now_ms = state[base + K_DUE]
    memory[S_NOW] = now_ms
    memory[S_OWN] = now_ms
    memory[S_CHANGES] = 0
    state[base + K_CLOCK] = now_ms
    begin_totals(memory)
    if memory[H_SCORES_LO] != 0 and fall_by_clock(memory, state, base, now_ms):  # S1.6: before all journeys
        look(memory, state, base, 0, EMPTY_RECORD)
        memory[S_CHANGES] = 0
        work_out_contact_due(memory, state, base)
        return
    words = memory[H_JOURNEYS]
    for journey in range(memory[H_JOURNEY_COUNT]):
        instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            if state[instance + I_DUE] == now_ms:
                fire_instance(memory, state, base, words, instance, now_ms)
                work_out_contact_due(memory, state, base)
                return
            instance = state[instance + I_NEXT]
        for due in range(memory[words + J_ENTRY_DUES_LO], memory[words + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
            if state[base + memory[due + N_SLOT]] == now_ms:
                fire_entry(memory, state, base, journey, words, memory[due + N_ARGUMENT], now_ms)
                end_look(memory, state, base)
                work_out_contact_due(memory, state, base)
                return
        words += JOURNEY_WORDS
    work_out_contact_due(memory, state, base)


@kernel
def room(memory: Words) -> int:
    """Whether every buffer holds what the next look can write: `DONE`, else which does not."""
    if memory[S_OUT] > memory[S_OUT_LIMIT]:
        return OUT_FULL
    if memory[S_ARENA_TOP] > memory[S_ARENA_LIMIT]:
        return ARENA_FULL
    if memory[S_QUEUE_TAIL] > memory[S_QUEUE_LIMIT]:
        head = memory[S_QUEUE_HEAD]
        start = memory[H_SCRATCH_QUEUE]
        count = memory[S_QUEUE_TAIL] - head
        if head == start or start + count > memory[S_QUEUE_LIMIT]:
            return QUEUE_FULL
        for place in range(count):
            memory[start + place] = memory[head + place]
        memory[S_QUEUE_HEAD] = start
        memory[S_QUEUE_TAIL] = start + count
    return DONE


@kernel
def drain(memory: Words, state: Words) -> int:
    """Handle what is queued, first in, first out, each as a look of its own at the same instant (S2.5)."""
    base = memory[S_BASE]
    memory[S_OWN] = memory[S_NOW]
    memory[S_CHANGES] = 0
    while memory[S_QUEUE_HEAD] < memory[S_QUEUE_TAIL]:
        status = room(memory)
        if status != DONE:
            return status
        entry = memory[S_QUEUE_HEAD]
        behind = entry + memory[H_QUEUE_WORDS]
        memory[S_QUEUE_HEAD] = behind
        cells = memory[H_VISIT_CELLS]
        for index in range(cells):
            memory[memory[H_SCRATCH_LED_IN] + index] = memory[behind - cells + index]
        journey = memory[entry + QUEUE_START] - 1
        if journey >= 0:
            look_at_start(memory, state, base, journey, entry + QUEUE_RECORD, memory[entry + QUEUE_PLACE])
        elif memory[H_SCORES_LO] == 0:
            look(memory, state, base, memory[entry + QUEUE_CODE], entry + QUEUE_RECORD)
        else:  # S2.5: scores, then looks
            add_to_scores(memory, state, base, memory[entry + QUEUE_CODE], entry + QUEUE_RECORD)
            look(memory, state, base, memory[entry + QUEUE_CODE], entry + QUEUE_RECORD)
            memory[S_CHANGES] = 0
    memory[S_QUEUE_HEAD] = memory[H_SCRATCH_QUEUE]
    memory[S_QUEUE_TAIL] = memory[H_SCRATCH_QUEUE]
    return DONE


@kernel
def run_timers(memory: Words, state: Words, base: int, until_ms: int) -> int:
    """Let the contact's timers due at or before `until_ms` go off, in order (S1.5)."""
    while state[base + K_DUE] <= until_ms:
        status = room(memory)
        if status != DONE:
            return status
        fire(memory, state, base)
        if memory[S_QUEUE_HEAD] < memory[S_QUEUE_TAIL]:
            status = drain(memory, state)
            if status != DONE:
                return status
    return DONE
