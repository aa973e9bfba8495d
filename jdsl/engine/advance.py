"""The step function: contacts, one after the other, through their events and timers. All run-time meaning is below it.

A pure function over flat integers: no clock, file, environment or random source. Every call goes on where the last
one stopped; it stops between two looks when a buffer might not hold what the next look can write, so nothing is ever
rolled back, and says which: `OUT_FULL`, `QUEUE_FULL`, `ARENA_FULL`; `DONE` when all is handled.
"""

from __future__ import annotations

from jdsl.engine.bodies import exit_visit, leave_wait, reach_goal, run_body
from jdsl.engine.conditions import judge
from jdsl.engine.history import assign_all, remember, stand
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.looks import act, end_look, enter, hear_entries, look, look_at_start, may_enter, touch
from jdsl.engine.visits import end_visit, reset_counts
from jdsl.machine.layout import (
    A_MS,
    A_OWNER,
    A_SLOT,
    A_TWIN,
    ACTION_BOUNCE,
    ACTION_NONE,
    ARENA_FULL,
    ARENA_TOP,
    B_SLOT,
    CHANGE_WORDS,
    CODE_ACTION,
    CODE_ARGUMENT,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_LOOKS_HI,
    CODE_LOOKS_LO,
    CODE_WORDS,
    D_ARGUMENT,
    D_INDEX,
    D_KIND,
    D_SLOT,
    DONE,
    DUE_AFTER,
    DUE_SILENCE,
    DUE_WAIT,
    DUE_WORDS,
    ENTRY_DUE_WORDS,
    G_DUES_HI,
    G_DUES_LO,
    H_CELL_COUNT,
    H_CODES,
    H_CONTACT_WORDS,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_QUEUE_WORDS,
    H_SCRATCH_CHANGES,
    H_SCRATCH_EVENT,
    H_SCRATCH_LED_IN,
    H_SCRATCH_MARKS,
    H_SCRATCH_QUEUE,
    H_SCRATCH_TOTALS,
    H_VISIT_CELLS,
    I_DUE,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    I_STAYS,
    J_CODES,
    J_CONTACT,
    J_ENTER,
    J_ENTRY_DUES_HI,
    J_ENTRY_DUES_LO,
    J_HEAR,
    J_STAGES,
    J_TRANSITIONS,
    JC_FIRST,
    JOURNEY_WORDS,
    K_CLOCK,
    K_DUE,
    K_KNOWN,
    L_COND,
    L_KIND,
    L_PLACE,
    L_REASON,
    L_RULE,
    L_STAGED,
    LISTENER_EXIT,
    N_ARGUMENT,
    N_SLOT,
    OUT_FULL,
    QUEUE_CODE,
    QUEUE_FULL,
    QUEUE_PLACE,
    QUEUE_RECORD,
    QUEUE_START,
    R_PROPERTIES,
    S_ARENA_LIMIT,
    S_BASE,
    S_CHANGES,
    S_CONTACT,
    S_DUE,
    S_FLUSHED,
    S_NEXT,
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
from jdsl.machine.values import MISSING, NEVER_MS


@kernel
def fire_silence(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, words: int,
    instance: int, alternative: int,
) -> None:  # fmt: skip
    """A silence of a live instance is due: it is used up, and its listener acts if it may (S5.4)."""
    arena[instance + tables[alternative + A_SLOT]] = NEVER_MS
    listener = tables[alternative + A_OWNER]
    kind = tables[listener + L_KIND]
    if kind > LISTENER_EXIT:  # a rule, or an arm
        act(tables, contacts, arena, texts, scratch, out, words, instance, listener, 0, 0)
        return
    condition = tables[listener + L_COND]
    if condition != 0 and not judge(
        tables, contacts, arena, texts, scratch, scratch[S_BASE], instance, 0, 0, condition
    ):
        return
    place = tables[listener + L_PLACE]
    if kind == LISTENER_EXIT:
        exit_visit(tables, contacts, arena, texts, scratch, out, instance, tables[listener + L_REASON], place)
    elif reach_goal(tables, contacts, arena, texts, scratch, out, instance, listener, place):
        end_visit(tables, contacts, arena, scratch, instance)


@kernel
def fire_instance(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, words: int,
    instance: int,
) -> None:  # fmt: skip
    """The first timer of an instance that is due now goes off (S1.6)."""
    now_ms = scratch[S_NOW]
    touch(tables, scratch, instance)
    row = tables[words + J_STAGES] + arena[instance + I_STAGE] * STAGE_WORDS
    for due in range(tables[row + G_DUES_LO], tables[row + G_DUES_HI], DUE_WORDS):
        slot = instance + tables[due + D_SLOT]
        if arena[slot] != now_ms:
            continue
        kind = tables[due + D_KIND]
        argument = tables[due + D_ARGUMENT]
        if kind == DUE_WAIT:
            wait = arena[instance + tables[argument + B_SLOT]]
            leave_wait(tables, arena, instance, argument)
            run_body(
                tables, contacts, arena, texts, scratch, out, words, instance, argument, tables[wait + W_RESUME]
            )
        elif kind == DUE_SILENCE:
            fire_silence(tables, contacts, arena, texts, scratch, out, words, instance, argument)
        elif kind == DUE_AFTER:
            arena[slot] = NEVER_MS
            act(tables, contacts, arena, texts, scratch, out, words, instance, argument, 0, 0)
        else:  # DUE_ARM
            wait = arena[instance + tables[argument + B_SLOT]]
            alternative = tables[tables[wait + W_SILENCES] + tables[due + D_INDEX]]
            fire_silence(tables, contacts, arena, texts, scratch, out, words, instance, alternative)
        return


@kernel
def fire_entry(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, journey: int, words: int,
    alternative: int,
) -> None:  # fmt: skip
    """A silence of `enter` is due: it is used up, and lets in whom nothing keeps out (S5.4, S3.1)."""
    base = scratch[S_BASE]
    contacts[base + tables[alternative + A_SLOT]] = NEVER_MS
    contact_words = base + tables[words + J_CONTACT]
    if contacts[contact_words + JC_FIRST] != 0:
        return
    entry = tables[alternative + A_OWNER]
    condition = tables[entry + L_COND]
    if not may_enter(tables, contacts, words, contact_words, scratch[S_NOW]) or (
        condition != 0 and not judge(tables, contacts, arena, texts, scratch, base, 0, 0, 0, condition)
    ):
        return
    place = tables[entry + L_PLACE]
    instance = enter(tables, contacts, arena, texts, scratch, out, journey, words, 0, 0, place)
    if instance == 0:
        return
    reset_counts(tables, contacts, base, entry, scratch[S_NOW])
    rule = tables[entry + L_RULE]
    if rule == 0 or arena[instance + I_JOURNEY] == 0:
        return
    if tables[rule + L_STAGED] == 1 and arena[instance + I_STAYS] != 1:
        return
    own = instance + tables[tables[alternative + A_TWIN] + A_SLOT]
    arena[own] = NEVER_MS
    arena[own + 1] = scratch[S_NOW] - 1
    act(tables, contacts, arena, texts, scratch, out, words, instance, rule, 0, 0)


@kernel
def begin_totals(tables: Words, scratch: Words) -> None:
    """Nothing has come into history since the event, or the timer, that is looked at."""
    for index in range(tables[H_VISIT_CELLS]):
        scratch[tables[H_SCRATCH_TOTALS] + index] = 0
        scratch[tables[H_SCRATCH_LED_IN] + index] = 0


@kernel
def fire(tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words) -> None:
    """The earliest timer of the contact goes off: of what is due at that instant, the first by S1.6."""
    base = scratch[S_BASE]
    now_ms = contacts[base + K_DUE]
    scratch[S_NOW] = now_ms
    scratch[S_OWN] = now_ms
    scratch[S_CHANGES] = 0
    scratch[S_DUE] = 1
    contacts[base + K_CLOCK] = now_ms
    begin_totals(tables, scratch)
    for journey in range(tables[H_JOURNEY_COUNT]):
        words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
        instance = contacts[base + tables[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            if arena[instance + I_DUE] == now_ms:
                fire_instance(tables, contacts, arena, texts, scratch, out, words, instance)
                end_look(tables, contacts, arena, texts, scratch, out)
                return
            instance = arena[instance + I_NEXT]
        for due in range(tables[words + J_ENTRY_DUES_LO], tables[words + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
            if contacts[base + tables[due + N_SLOT]] == now_ms:
                fire_entry(tables, contacts, arena, texts, scratch, out, journey, words, tables[due + N_ARGUMENT])
                end_look(tables, contacts, arena, texts, scratch, out)
                return


@kernel
def room(tables: Words, arena: Words, scratch: Words) -> int:
    """Whether every buffer holds what the next look can write: `DONE`, else which does not."""
    if scratch[S_OUT] > scratch[S_OUT_LIMIT]:
        return OUT_FULL
    if scratch[S_QUEUE_TAIL] > scratch[S_QUEUE_LIMIT]:
        head = scratch[S_QUEUE_HEAD]
        start = tables[H_SCRATCH_QUEUE]
        count = scratch[S_QUEUE_TAIL] - head
        if head == start or count > scratch[S_QUEUE_LIMIT] - start:
            return QUEUE_FULL
        for place in range(count):
            scratch[start + place] = scratch[head + place]
        scratch[S_QUEUE_HEAD] = start
        scratch[S_QUEUE_TAIL] = start + count
    if arena[ARENA_TOP] > scratch[S_ARENA_LIMIT]:
        return ARENA_FULL
    return DONE


@kernel
def drain(tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words) -> int:
    """Handle what is queued, first in, first out, each as a look of its own at the same instant (S2.5)."""
    scratch[S_OWN] = scratch[S_NOW]
    scratch[S_CHANGES] = 0
    while scratch[S_QUEUE_HEAD] < scratch[S_QUEUE_TAIL]:
        status = room(tables, arena, scratch)
        if status != DONE:
            return status
        entry = scratch[S_QUEUE_HEAD]
        behind = entry + tables[H_QUEUE_WORDS]
        scratch[S_QUEUE_HEAD] = behind
        cells = tables[H_VISIT_CELLS]
        for index in range(cells):
            scratch[tables[H_SCRATCH_LED_IN] + index] = scratch[behind - cells + index]
        journey = scratch[entry + QUEUE_START] - 1
        record = entry + QUEUE_RECORD
        if journey >= 0:
            place = scratch[entry + QUEUE_PLACE]
            look_at_start(tables, contacts, arena, texts, scratch, out, journey, record, place)
        else:
            look(tables, contacts, arena, texts, scratch, out, scratch[entry + QUEUE_CODE], record)
    scratch[S_QUEUE_HEAD] = tables[H_SCRATCH_QUEUE]
    scratch[S_QUEUE_TAIL] = tables[H_SCRATCH_QUEUE]
    return DONE


@kernel
def run_timers(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, until_ms: int
) -> int:  # fmt: skip
    """Let the contact's timers due at or before `until_ms` go off, in order (S1.5)."""
    base = scratch[S_BASE]
    while contacts[base + K_DUE] <= until_ms:
        status = room(tables, arena, scratch)
        if status != DONE:
            return status
        fire(tables, contacts, arena, texts, scratch, out)
        if scratch[S_QUEUE_HEAD] < scratch[S_QUEUE_TAIL]:
            status = drain(tables, contacts, arena, texts, scratch, out)
            if status != DONE:
                return status
    return DONE


@kernel
def become_known(tables: Words, contacts: Words, base: int, known_ms: int, now_ms: int) -> None:
    """The contact is known from now on: silences of `enter` begin (S5.1)."""
    contacts[base + K_KNOWN] = known_ms
    for journey in range(tables[H_JOURNEY_COUNT]):
        words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
        for due in range(tables[words + J_ENTRY_DUES_LO], tables[words + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
            slot = base + tables[due + N_SLOT]
            contacts[slot] = max(known_ms + tables[tables[due + N_ARGUMENT] + A_MS], now_ms)
            contacts[slot + 1] = known_ms - 1
            contacts[base + K_DUE] = min(contacts[base + K_DUE], contacts[slot])


@kernel
def take_in(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, data: Words, code: int, record: int
) -> int:  # fmt: skip
    """Do what an event does before any journey looks (S2.1). The code that the journeys are to see, 0 for a machine's."""
    base = scratch[S_BASE]
    own_ms = scratch[S_OWN]
    at = 0
    scratch[S_CHANGES] = 0
    if record != 0:
        at = tables[H_SCRATCH_EVENT]
        count = 2 + 2 * data[record + R_PROPERTIES]
        count += 1 + 2 * data[record + count]
        for place in range(count):
            scratch[at + place] = data[record + place]
        assign_all(tables, contacts, texts, scratch, base, at, own_ms)
    row = tables[H_CODES] + code * CODE_WORDS
    seen = code if at == 0 or scratch[at] == 0 else 0  # S2.9
    if scratch[S_CHANGES] == 0:
        if seen != 0 and tables[row + CODE_CELLS_LO] < tables[row + CODE_CELLS_HI]:
            remember(tables, contacts, arena, texts, scratch, base, seen, at, 0, own_ms, 0)
    else:
        marks = tables[H_SCRATCH_MARKS]
        for place in range(marks, marks + tables[H_CELL_COUNT]):
            scratch[place] = 0
        if seen != 0:
            remember(tables, contacts, arena, texts, scratch, base, seen, at, 0, own_ms, marks)
        for change in range(scratch[S_CHANGES]):
            place = tables[H_SCRATCH_CHANGES] + change * CHANGE_WORDS
            remember(tables, contacts, arena, texts, scratch, base, scratch[place], at, place + 1, own_ms, marks)
    action = tables[row + CODE_ACTION]
    if action != ACTION_NONE:
        argument = tables[row + CODE_ARGUMENT]
        if action != ACTION_BOUNCE or judge(tables, contacts, arena, texts, scratch, base, 0, at, 0, argument):
            stand(contacts, base, action, argument, own_ms)
    begin_totals(tables, scratch)
    return seen


@kernel
def is_heard(tables: Words, contacts: Words, arena: Words, base: int, row: int) -> bool:
    """Whether any journey of the contact can hear an event code where it stands now."""
    for pair in range(tables[row + CODE_LOOKS_LO], tables[row + CODE_LOOKS_HI], 2):
        words = tables[H_JOURNEYS] + tables[pair] * JOURNEY_WORDS
        instance = contacts[base + tables[words + J_CONTACT] + JC_FIRST]
        if instance == 0:
            pointer = tables[words + J_ENTER] + tables[pair + 1]
            if tables[pointer] < tables[pointer + 1]:
                return True
            continue
        pointer = tables[words + J_HEAR] + tables[pair + 1]
        if tables[pointer] < tables[pointer + 1]:
            return True
        while instance != 0:
            pointer = tables[words + J_TRANSITIONS] + arena[instance + I_STAGE] * tables[words + J_CODES]
            pointer += tables[pair + 1]
            if tables[pointer] < tables[pointer + 1]:
                return True
            instance = arena[instance + I_NEXT]
    return False


@kernel
def advance(
    tables: Words, contacts: Words, arena: Words, texts: Words, event_contact: Words, received_ms: Words,
    time_ms: Words, event_code: Words, event_record: Words, data: Words, scratch: Words, out: Words,
) -> int:  # fmt: skip
    """Take contacts through the events from `scratch[S_NEXT]` on; each contact's stand in the order of handling (S1.3).

    `tables`, `contacts`, `arena`, `texts`: as `machine/layout.py` says. `event_…`: one integer an event, times in
    milliseconds since 1970-01-01T00:00Z; `data`: their records. `out` takes effect rows. Returns why it stopped.
    """
    status = drain(tables, contacts, arena, texts, scratch, out)
    if status != DONE:
        return status
    width = tables[H_CONTACT_WORDS]
    codes = tables[H_CODES]
    place = scratch[S_NEXT]
    count = len(event_contact)
    while place < count:
        contact = event_contact[place]
        base = contact * width
        now_ms = received_ms[place]
        if contacts[base + K_DUE] <= now_ms:
            scratch[S_CONTACT] = contact
            scratch[S_BASE] = base
            status = run_timers(tables, contacts, arena, texts, scratch, out, now_ms)
            if status != DONE:
                scratch[S_NEXT] = place
                return status
        if contacts[base + K_CLOCK] > now_ms:
            now_ms = contacts[base + K_CLOCK]
        else:
            contacts[base + K_CLOCK] = now_ms
        if contacts[base + K_KNOWN] == MISSING:
            become_known(tables, contacts, base, time_ms[place], now_ms)
        code = event_code[place]
        record = event_record[place]
        row = codes + code * CODE_WORDS
        if (
            record == 0
            and tables[row + CODE_CELLS_LO] == tables[row + CODE_CELLS_HI]
            and tables[row + CODE_ACTION] == ACTION_NONE
            and not is_heard(tables, contacts, arena, base, row)
        ):
            place += 1
            continue
        scratch[S_CONTACT] = contact
        scratch[S_BASE] = base
        status = room(tables, arena, scratch)
        if status != DONE:
            scratch[S_NEXT] = place
            return status
        scratch[S_NOW] = now_ms
        scratch[S_OWN] = time_ms[place]
        place += 1
        seen = take_in(tables, contacts, arena, texts, scratch, data, code, record)
        look(tables, contacts, arena, texts, scratch, out, seen, 0 if record == 0 else tables[H_SCRATCH_EVENT])
        if scratch[S_QUEUE_HEAD] < scratch[S_QUEUE_TAIL]:
            status = drain(tables, contacts, arena, texts, scratch, out)
            if status != DONE:
                scratch[S_NEXT] = place
                return status
    scratch[S_NEXT] = place
    return DONE


@kernel
def flush(tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, until_ms: int) -> int:
    """Let every contact's timers due at or before `until_ms` go off, from contact `scratch[S_FLUSHED]` on."""
    status = drain(tables, contacts, arena, texts, scratch, out)
    if status != DONE:
        return status
    width = tables[H_CONTACT_WORDS]
    contact = scratch[S_FLUSHED]
    count = len(contacts) // width
    while contact < count:
        if contacts[contact * width + K_DUE] <= until_ms:
            scratch[S_CONTACT] = contact
            scratch[S_BASE] = contact * width
            status = run_timers(tables, contacts, arena, texts, scratch, out, until_ms)
            if status != DONE:
                scratch[S_FLUSHED] = contact
                return status
        contact += 1
    scratch[S_FLUSHED] = contact
    return DONE


@kernel
def hear_history(
    tables: Words, contacts: Words, arena: Words, texts: Words, event_contact: Words, received_ms: Words,
    time_ms: Words, event_code: Words, event_record: Words, data: Words, scratch: Words,
) -> None:  # fmt: skip
    """Take contacts through events before the run: they happen, `enter` counts, and no journey looks (S1.7)."""
    width = tables[H_CONTACT_WORDS]
    for place in range(len(event_contact)):
        contact = event_contact[place]
        base = contact * width
        now_ms = max(received_ms[place], contacts[base + K_CLOCK])
        contacts[base + K_CLOCK] = now_ms
        if contacts[base + K_KNOWN] == MISSING:
            become_known(tables, contacts, base, time_ms[place], now_ms)
        scratch[S_CONTACT] = contact
        scratch[S_BASE] = base
        scratch[S_NOW] = now_ms
        scratch[S_OWN] = time_ms[place]
        record = event_record[place]
        seen = take_in(tables, contacts, arena, texts, scratch, data, event_code[place], record)
        at = 0 if record == 0 else tables[H_SCRATCH_EVENT]
        for journey in range(tables[H_JOURNEY_COUNT]):
            words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
            hear_entries(tables, contacts, arena, texts, scratch, journey, words, seen, at, tables[words + J_HEAR])
    scratch[S_DUE] = 0


@kernel
def begin(tables: Words, contacts: Words, from_ms: int) -> None:
    """Begin the run: what of `enter` is due before it is used up (S1.7)."""
    width = tables[H_CONTACT_WORDS]
    for contact in range(len(contacts) // width):
        base = contact * width
        if contacts[base + K_KNOWN] == MISSING:
            continue
        earliest = NEVER_MS
        for journey in range(tables[H_JOURNEY_COUNT]):
            words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
            for due in range(tables[words + J_ENTRY_DUES_LO], tables[words + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
                slot = base + tables[due + N_SLOT]
                if contacts[slot] < from_ms:
                    contacts[slot] = NEVER_MS
                earliest = min(earliest, contacts[slot])
        contacts[base + K_DUE] = earliest
