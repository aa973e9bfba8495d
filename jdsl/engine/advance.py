"""The step function: contacts, one after the other, through their events and timers. All run-time meaning is below it.

A pure function over flat integers: no clock, file, environment or random source. Every call goes on where the last
one stopped; it stops between two looks when a buffer might not hold what the next look can write, so nothing is ever
rolled back, and says which: `OUT_FULL`, `QUEUE_FULL`, `ARENA_FULL`; `DONE` when all is handled.

`memory` is the program's tables and, behind them, the scratch, the queue, the effects and the texts; `state` is the
contacts' parts and the arena of their instances. `machine/layout.py` says where everything stands.
"""

from __future__ import annotations

from jdsl.engine.answered import look_at_answer
from jdsl.engine.answering import find_called
from jdsl.engine.beginning import become_known, use_up_entries
from jdsl.engine.entering import hear_entries, is_turned_away
from jdsl.engine.history import assign_all, is_too_soon, remember, stand
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.looks import look
from jdsl.engine.own_clock import go_off_before, stand_anew
from jdsl.engine.sending import follow_zone
from jdsl.engine.timers import begin_totals, drain, room, run_timers
from jdsl.machine.layout import (
    ACTION_ANSWERED,
    ACTION_NONE,
    CHANGE_WORDS,
    CLASS_ANSWER,
    CLASS_CHANGING,
    CLASS_KNOCKING,
    CODE_ACTION,
    CODE_ARGUMENT,
    CODE_BIT,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_CLASS,
    CODE_MACHINE,
    CODE_WORDS,
    DONE,
    EMPTY_RECORD,
    H_CELL_COUNT,
    H_CODES,
    H_CONTACT_WORDS,
    H_ENTRY_DUES,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_SCRATCH_CHANGES,
    H_SCRATCH_EVENT,
    H_SCRATCH_MARKS,
    H_STANDS,
    H_TIMEZONE_SLOT,
    J_HEAR,
    JOURNEY_WORDS,
    K_CLOCK,
    K_DUE,
    K_INTEREST,
    K_KNOWN,
    R_PROPERTIES,
    S_BASE,
    S_CALLED,
    S_CHANGES,
    S_CONTACT,
    S_FLUSHED,
    S_NEXT,
    S_NOW,
    S_OWN,
    S_QUEUE_HEAD,
    S_QUEUE_TAIL,
)  # fmt: skip
from jdsl.machine.values import MISSING


@kernel
def remember_changes(memory: Words, state: Words, base: int, seen: int, at: int, own_ms: int) -> None:
    """Put an event and what it changed into history: of all that, each cell counts one match."""
    marks = memory[H_SCRATCH_MARKS]
    for place in range(marks, marks + memory[H_CELL_COUNT]):
        memory[place] = 0
    if seen != 0:
        remember(memory, state, base, seen, at, 0, own_ms, marks)
    for change in range(memory[S_CHANGES]):
        place = memory[H_SCRATCH_CHANGES] + change * CHANGE_WORDS
        remember(memory, state, base, memory[place], at, place + 1, own_ms, marks)


@kernel
def take_in(memory: Words, state: Words, base: int, data: Words, code: int, record: int) -> int:
    """Do what an event does before any journey looks (S2.1). The code that journeys are to see, 0 for a machine's."""
    own_ms = memory[S_OWN]
    at = EMPTY_RECORD
    row = memory[H_CODES] + code * CODE_WORDS
    machine = is_too_soon(memory, state, base, row, own_ms)
    memory[S_CHANGES] = 0
    if record != 0:
        at = memory[H_SCRATCH_EVENT]
        count = 2 + 2 * data[record + R_PROPERTIES]
        count += 1 + 2 * data[record + count]
        for place in range(count):
            memory[at + place] = data[record + place]
        timezone = base + memory[H_TIMEZONE_SLOT]
        old = state[timezone]
        assign_all(memory, state, base, at, own_ms)
        if timezone != base and state[timezone] != old:
            follow_zone(memory, state, old, state[timezone])
        machine = machine or memory[at] != 0
    seen = memory[row + CODE_MACHINE] if machine else code
    if memory[S_CHANGES] != 0:
        remember_changes(memory, state, base, seen, at, own_ms)
    elif seen != 0 and memory[row + CODE_CELLS_LO] < memory[row + CODE_CELLS_HI]:
        remember(memory, state, base, seen, at, 0, own_ms, 0)
    action = memory[row + CODE_ACTION]
    if action != ACTION_NONE:
        if action == ACTION_ANSWERED:
            find_called(memory, state, base, memory[row + CODE_ARGUMENT], at)
        else:
            stand(memory, state, base, at, action, memory[row + CODE_ARGUMENT], own_ms)
    if memory[H_STANDS] != 0:
        stand_anew(memory, state, base, seen, at, 0 if machine else 1)
    begin_totals(memory)
    return seen


@kernel
def handle(memory: Words, state: Words, base: int, data: Words, code: int, record: int) -> None:
    """Take an event in, and let all journeys look at it and at what it changed; at an answer whoever called (S2.8)."""
    seen = take_in(memory, state, base, data, code, record)
    at = EMPTY_RECORD if record == 0 else memory[H_SCRATCH_EVENT]
    row = memory[H_CODES] + code * CODE_WORDS
    if memory[row + CODE_ACTION] == ACTION_ANSWERED:
        look_at_answer(memory, state, base, seen, at, memory[S_CALLED])
    else:
        look(memory, state, base, seen, at)


@kernel
def advance(
    memory: Words, state: Words, event_contact: Words, received_ms: Words, time_ms: Words, event_code: Words,
    event_record: Words, data: Words,
) -> int:  # fmt: skip
    """Take contacts through the events from `memory[S_NEXT]` on; each contact's stand in the order of handling (S1.3).

    `event_…`: one integer an event; times: ms since 1970-01-01T00:00Z; `data`: the records. Returns why it stopped.
    """
    status = drain(memory, state)
    if status != DONE:
        return status
    width = memory[H_CONTACT_WORDS]
    codes = memory[H_CODES]
    for place in range(memory[S_NEXT], len(event_contact)):
        contact = event_contact[place]
        base = contact * width
        now_ms = received_ms[place]
        if state[base + K_DUE] <= now_ms:
            memory[S_CONTACT] = contact
            memory[S_BASE] = base
            if state[base + K_DUE] == MISSING:
                become_known(memory, state, base, time_ms[place], now_ms)
            else:
                status = run_timers(memory, state, base, now_ms)
                if status != DONE:
                    memory[S_NEXT] = place
                    return status
        code = event_code[place]
        record = event_record[place]
        row = codes + code * CODE_WORDS
        if record == 0 and state[base + K_INTEREST] & memory[row + CODE_BIT] == 0:
            continue  # nothing listens to it as the contact stands
        memory[S_NOW] = now_ms = max(now_ms, state[base + K_CLOCK])
        kind = memory[row + CODE_CLASS]
        plain = record == 0 and kind != CLASS_CHANGING
        if plain and kind >= CLASS_KNOCKING:
            if kind != CLASS_ANSWER and is_turned_away(memory, state, base, row, now_ms):
                continue  # whether a machine's or not
            if kind != CLASS_KNOCKING and is_too_soon(memory, state, base, row, time_ms[place]):
                code = memory[row + CODE_MACHINE]
        memory[S_CONTACT] = contact
        memory[S_BASE] = base
        status = room(memory)
        if status != DONE:
            memory[S_NEXT] = place
            return status
        state[base + K_CLOCK] = now_ms
        memory[S_OWN] = time_ms[place]
        if plain:
            memory[S_CHANGES] = 0
            look(memory, state, base, code, EMPTY_RECORD)
        else:
            handle(memory, state, base, data, code, record)
        if memory[S_QUEUE_HEAD] < memory[S_QUEUE_TAIL]:
            status = drain(memory, state)
            if status != DONE:
                memory[S_NEXT] = place + 1
                return status
    memory[S_NEXT] = len(event_contact)
    return DONE


@kernel
def flush(memory: Words, state: Words, count: int, until_ms: int) -> int:
    """Let timers due at or before `until_ms` go off, of the contacts from `memory[S_FLUSHED]` up to `count`."""
    status = drain(memory, state)
    if status != DONE:
        return status
    width = memory[H_CONTACT_WORDS]
    for contact in range(memory[S_FLUSHED], count):
        base = contact * width
        if state[base + K_DUE] <= until_ms and state[base + K_DUE] != MISSING:
            memory[S_CONTACT] = contact
            memory[S_BASE] = base
            status = run_timers(memory, state, base, until_ms)
            if status != DONE:
                memory[S_FLUSHED] = contact
                return status
    memory[S_FLUSHED] = count
    return DONE


@kernel
def hear_history(
    memory: Words, state: Words, event_contact: Words, received_ms: Words, time_ms: Words, event_code: Words,
    event_record: Words, data: Words,
) -> None:  # fmt: skip
    """Take contacts through events before the run: they happen, `enter` counts, and no journey looks (S1.7)."""
    width = memory[H_CONTACT_WORDS]
    for place in range(len(event_contact)):
        base = event_contact[place] * width
        now_ms = received_ms[place]
        memory[S_CONTACT] = event_contact[place]
        memory[S_BASE] = base
        if memory[H_ENTRY_DUES] == 1 and state[base + K_KNOWN] != MISSING and state[base + K_DUE] <= now_ms:
            use_up_entries(memory, state, base, now_ms + 1)  # S1.5: before what this event sets
        elif memory[H_STANDS] != 0:
            go_off_before(memory, state, base, now_ms)
        memory[S_NOW] = now_ms
        memory[S_OWN] = time_ms[place]
        state[base + K_CLOCK] = now_ms
        if memory[H_ENTRY_DUES] == 1 and state[base + K_KNOWN] == MISSING:
            become_known(memory, state, base, time_ms[place], now_ms)
        record = event_record[place]
        seen = take_in(memory, state, base, data, event_code[place], record)
        at = EMPTY_RECORD if record == 0 else memory[H_SCRATCH_EVENT]
        for journey in range(memory[H_JOURNEY_COUNT]):
            words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
            hear_entries(memory, state, base, journey, seen, at, memory[words + J_HEAR])
