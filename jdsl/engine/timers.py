"""Timers: what goes off by the clock, one after the other, each with all that follows from it (S1.5, S1.6)."""

from __future__ import annotations

from jdsl.engine.acting import act
from jdsl.engine.answered import look_at_answer
from jdsl.engine.answering import fail_by_clock, is_still_there
from jdsl.engine.awaiting import goes_on_at, judge_all, plan_wait
from jdsl.engine.bodies import exit_visit, reach_goal, run_body
from jdsl.engine.conditions import judge
from jdsl.engine.entering import act_on_entry, ask_entry, may_enter
from jdsl.engine.fading import next_own
from jdsl.engine.hearing import match
from jdsl.engine.ignoring import falls_due
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.looks import end_look, end_look_by_clock, look, look_at_start, touch
from jdsl.engine.own_clock import go_off, stand_anew
from jdsl.engine.schedules import use_up_time
from jdsl.engine.visits import end_visit, give_back, work_out_contact_due, work_out_instance_due
from jdsl.engine.waits import leave_wait
from jdsl.engine.watched import has_live, is_in_window
from jdsl.machine.calendar_layout import EVERY_LISTENER, HORIZON_MS
from jdsl.machine.layout import (
    A_KIND,
    A_OWNER,
    A_SLOT,
    A_TWIN,
    ALTERNATIVE_IGNORED,
    ALTERNATIVE_MOMENT,
    ALTERNATIVE_SILENCE,
    ALTERNATIVE_WORDS,
    ARENA_FULL,
    B_SLOT,
    D_ARGUMENT,
    D_INDEX,
    D_KIND,
    D_SLOT,
    DONE,
    DUE_AFTER,
    DUE_AWAITED,
    DUE_CALL,
    DUE_IGNORED,
    DUE_MOMENT,
    DUE_SCHEDULE,
    DUE_SILENCE,
    DUE_WAIT,
    DUE_WATCH,
    DUE_WORDS,
    EMPTY_RECORD,
    ENTRY_DUE_WORDS,
    G_DUES_HI,
    G_DUES_LO,
    H_AWAITS,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_QUEUE_WORDS,
    H_SCRATCH_LED_IN,
    H_SCRATCH_MATCHED,
    H_SCRATCH_QUEUE,
    H_SCRATCH_TOTALS,
    H_STANDS,
    H_VISIT_CELLS,
    I_DUE,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    I_STAYS,
    J_CONTACT,
    J_ENTRY_DUES_HI,
    J_ENTRY_DUES_LO,
    J_IMPLIED,
    J_STAGES,
    JC_FIRST,
    JOURNEY_WORDS,
    K_CLOCK,
    K_DUE,
    L_ALTERNATIVES_HI,
    L_ALTERNATIVES_LO,
    L_COND,
    L_KIND,
    L_PLACE,
    L_REASON,
    L_RULE,
    L_STAGED,
    L_WITHIN_MS,
    LISTENER_EXIT,
    MATCHED_WORDS,
    N_ARGUMENT,
    N_KIND,
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
    S_MATCHED,
    S_NOW,
    S_OUT,
    S_OUT_LIMIT,
    S_OWN,
    S_QUEUE_HEAD,
    S_QUEUE_LIMIT,
    S_QUEUE_TAIL,
    STAGE_WORDS,
    W_RESUME,
    W_SILENCES,
)  # fmt: skip
from jdsl.machine.values import NEVER_MS


@kernel
def use_up_moments(memory: Words, state: Words, instance: int, listener: int) -> None:
    """One trigger's moments that are due at one instant are one match (S5.10)."""
    for alternative in range(
        memory[listener + L_ALTERNATIVES_LO], memory[listener + L_ALTERNATIVES_HI], ALTERNATIVE_WORDS
    ):
        slot = instance + memory[alternative + A_SLOT]
        if memory[alternative + A_KIND] == ALTERNATIVE_MOMENT and state[slot] == memory[S_NOW]:
            state[slot] = NEVER_MS


@kernel
def fire_silence(memory: Words, state: Words, base: int, words: int, instance: int, alternative: int) -> None:
    """A silence or a moment of a live instance is due: it is used up, and its listener acts if it may (S5.4, S5.10)."""
    state[instance + memory[alternative + A_SLOT]] = NEVER_MS
    listener = memory[alternative + A_OWNER]
    if memory[alternative + A_KIND] == ALTERNATIVE_MOMENT:
        use_up_moments(memory, state, instance, listener)
    elif memory[alternative + A_KIND] == ALTERNATIVE_IGNORED and not falls_due(
        memory, state, instance, alternative, memory[S_NOW]
    ):
        return
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
def begin_totals(memory: Words) -> None:
    """Nothing has come into history since the event, or the timer, that is looked at."""
    for index in range(memory[H_VISIT_CELLS]):
        memory[memory[H_SCRATCH_TOTALS] + index] = 0
        memory[memory[H_SCRATCH_LED_IN] + index] = 0


@kernel
def go_on_by_time(memory: Words, state: Words, base: int, words: int, instance: int, body: int) -> bool:
    """What a body waits for may have come about by time: it goes on, or it was too early and waits on (S4.8)."""
    pc = goes_on_at(memory, state, base, instance, body)
    if pc == 0:
        plan_wait(memory, state, base, instance, body)
        return False
    touch(memory, instance)
    leave_wait(memory, state, instance, body)
    run_body(memory, state, words, instance, body, pc)
    return True


@kernel
def fire_due(memory: Words, state: Words, base: int, words: int, instance: int, due: int) -> bool:
    """One timer of an instance goes off; False if it waits on, for it was too early."""
    kind = memory[due + D_KIND]
    argument = memory[due + D_ARGUMENT]
    if kind == DUE_AWAITED:
        return go_on_by_time(memory, state, base, words, instance, argument)
    touch(memory, instance)
    if kind == DUE_WAIT:
        wait = state[instance + memory[argument + B_SLOT]]
        leave_wait(memory, state, instance, argument)
        run_body(memory, state, words, instance, argument, memory[wait + W_RESUME])
    elif kind in (DUE_SILENCE, DUE_MOMENT, DUE_IGNORED):
        fire_silence(memory, state, base, words, instance, argument)
    elif kind == DUE_AFTER:
        state[instance + memory[due + D_SLOT]] = NEVER_MS
        act(memory, state, base, words, instance, argument, 0, 0)
    elif kind == DUE_SCHEDULE:
        # S4.3: a time at which the body is under way is used up all the same
        if use_up_time(memory, state, base, instance, argument, memory[S_NOW]):
            act(memory, state, base, words, instance, memory[argument + EVERY_LISTENER], 0, 0)
    elif kind == DUE_WATCH:
        give_back(memory, state, instance)
    elif kind == DUE_CALL:
        code = fail_by_clock(memory, state, base, instance, argument)
        if memory[H_STANDS] != 0:
            stand_anew(memory, state, base, code, EMPTY_RECORD, 1)
        begin_totals(memory)
        look_at_answer(memory, state, base, code, EMPTY_RECORD, instance)
        memory[S_CHANGES] = 0
    else:  # DUE_ARM
        wait = state[instance + memory[argument + B_SLOT]]
        alternative = memory[memory[wait + W_SILENCES] + memory[due + D_INDEX]]
        fire_silence(memory, state, base, words, instance, alternative)
    return True


@kernel
def fire_instance(memory: Words, state: Words, base: int, words: int, instance: int, now_ms: int) -> None:
    """The first timer of an instance that is due now goes off, if one is (S1.6)."""
    row = memory[words + J_STAGES] + state[instance + I_STAGE] * STAGE_WORDS
    for due in range(memory[row + G_DUES_LO], memory[row + G_DUES_HI], DUE_WORDS):
        if state[instance + memory[due + D_SLOT]] == now_ms:
            if not fire_due(memory, state, base, words, instance, due):
                break
            if memory[H_AWAITS] != 0:  # `end_look_by_clock`, without its call: every timer comes by here
                judge_all(memory, state, base)
            end_look(memory, state, base)
            break
    if state[instance + I_JOURNEY] != 0:
        work_out_instance_due(memory, state, words, instance)


@kernel
def fire_entry(memory: Words, state: Words, base: int, journey: int, words: int, alternative: int, now_ms: int) -> None:
    """A silence of `enter`, or what was ignored, is due: it is used up, and lets in whom nothing keeps out (S3.1)."""
    state[base + memory[alternative + A_SLOT]] = NEVER_MS
    is_silence = memory[alternative + A_KIND] == ALTERNATIVE_SILENCE
    if not is_silence and not falls_due(memory, state, base, alternative, now_ms):
        return
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
    if is_silence:  # that led in: the rule waits for the next
        own = instance + memory[memory[alternative + A_TWIN] + A_SLOT]
        state[own] = NEVER_MS
        state[own + 1] = now_ms - 1
    act(memory, state, base, words, instance, rule, 0, 0)


@kernel
def fire_entries(memory: Words, state: Words, base: int, journey: int, words: int, now_ms: int) -> None:
    """All moments and schedules of a journey's entries that are due now are used up, and let in as one (S3.1)."""
    memory[S_MATCHED] = 0
    for due in range(memory[words + J_ENTRY_DUES_LO], memory[words + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
        slot = base + memory[due + N_SLOT]
        of = memory[due + N_ARGUMENT]
        if state[slot] != now_ms or memory[due + N_KIND] in (DUE_SILENCE, DUE_IGNORED):
            continue
        if memory[due + N_KIND] == DUE_MOMENT:
            state[slot] = NEVER_MS
            match(memory, memory[of + A_OWNER], 0)
        elif use_up_time(memory, state, base, base, of, now_ms):
            match(memory, memory[of + EVERY_LISTENER], 0)
    contact_words = base + memory[words + J_CONTACT]
    if has_live(state, contact_words) or not may_enter(memory, state, words, contact_words, now_ms):
        return
    matched = memory[S_MATCHED]
    area = memory[H_SCRATCH_MATCHED]
    for place in range(area, area + matched * MATCHED_WORDS, MATCHED_WORDS):
        instance = ask_entry(memory, state, journey, words, memory[place], 0, 0)
        if instance != 0:
            if memory[words + J_IMPLIED] == 1 and state[instance + I_JOURNEY] != 0:
                act_on_entry(memory, state, words, instance, 0, matched)
            return


@kernel
def fire(memory: Words, state: Words, base: int) -> None:
    """The earliest timer of the contact goes off, if one is due at `K_DUE`: of all these the first by S1.6."""
    now_ms = state[base + K_DUE]
    memory[S_NOW] = now_ms
    memory[S_OWN] = now_ms
    memory[S_CHANGES] = 0
    state[base + K_CLOCK] = now_ms
    begin_totals(memory)
    if memory[H_STANDS] != 0 and next_own(memory, state, base) == now_ms:  # S1.6: before all journeys
        go_off(memory, state, base)
        if memory[S_CHANGES] != 0:
            begin_totals(memory)
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
                if memory[due + N_KIND] in (DUE_SILENCE, DUE_IGNORED):
                    fire_entry(memory, state, base, journey, words, memory[due + N_ARGUMENT], now_ms)
                else:
                    fire_entries(memory, state, base, journey, words, now_ms)
                end_look_by_clock(memory, state, base)
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
def look_at_failure(memory: Words, state: Words, base: int, entry: int) -> None:
    """The look at a call that failed at once, if its visit still goes on."""
    called = -memory[entry + QUEUE_START]
    if not is_still_there(memory, state, called, memory[entry + QUEUE_PLACE]):
        called = 0
    if memory[H_STANDS] != 0:
        stand_anew(memory, state, base, memory[entry + QUEUE_CODE], entry + QUEUE_RECORD, 1)
    look_at_answer(memory, state, base, memory[entry + QUEUE_CODE], entry + QUEUE_RECORD, called)
    memory[S_CHANGES] = 0


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
        if journey < -1:
            look_at_failure(memory, state, base, entry)
        elif journey >= 0:
            look_at_start(memory, state, base, journey, entry + QUEUE_RECORD, memory[entry + QUEUE_PLACE])
        elif memory[H_STANDS] == 0:
            look(memory, state, base, memory[entry + QUEUE_CODE], entry + QUEUE_RECORD)
        else:  # S2.5: scores and segments, then looks
            stand_anew(memory, state, base, memory[entry + QUEUE_CODE], entry + QUEUE_RECORD, 1)
            look(memory, state, base, memory[entry + QUEUE_CODE], entry + QUEUE_RECORD)
            memory[S_CHANGES] = 0
    memory[S_QUEUE_HEAD] = memory[H_SCRATCH_QUEUE]
    memory[S_QUEUE_TAIL] = memory[H_SCRATCH_QUEUE]
    return DONE


@kernel
def run_timers(memory: Words, state: Words, base: int, until_ms: int) -> int:
    """Let the contact's timers due at or before `until_ms` go off, in order (S1.5); none beyond the horizon (S5.10)."""
    until_ms = min(until_ms, HORIZON_MS)
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
