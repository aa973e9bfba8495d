"""Before the first event of a run: contacts' rows, and when a contact is known (S1.7, S5.1)."""

from __future__ import annotations

from jdsl.engine.fading import next_own
from jdsl.engine.history import assign
from jdsl.engine.ignoring import arm_ignored, falls_due
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.moments import reckon, to_come
from jdsl.engine.own_clock import go_off_before
from jdsl.engine.schedules import arm_schedule, pass_times
from jdsl.engine.segments import SILENTLY, take_stock
from jdsl.machine.layout import (
    A_MS,
    DUE_IGNORED,
    DUE_SCHEDULE,
    DUE_SILENCE,
    EMPTY_RECORD,
    ENTRY_DUE_WORDS,
    FLAG_UNSUBSCRIBED,
    H_CONTACT_WORDS,
    H_ENTRY_DUES,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_OWN_DUES_HI,
    H_OWN_DUES_LO,
    H_STANDS,
    J_ENTRY_DUES_HI,
    J_ENTRY_DUES_LO,
    JOURNEY_WORDS,
    K_DUE,
    K_FLAGS,
    K_KNOWN,
    K_UNSUBSCRIBED_AT,
    N_ARGUMENT,
    N_KIND,
    N_SLOT,
    S_BASE,
    S_CHANGES,
    S_NOW,
)  # fmt: skip
from jdsl.machine.values import MISSING, NEVER_MS
from jdsl.machine.vocabulary import TAG_BITS


@kernel
def begin_entry_clock(memory: Words, state: Words, base: int, due: int, known_ms: int, now_ms: int) -> None:
    """One clock of `enter` begins; what falls between `known_ms` and now is due now."""
    slot = base + memory[due + N_SLOT]
    of = memory[due + N_ARGUMENT]
    kind = memory[due + N_KIND]
    if kind == DUE_SILENCE:
        state[slot] = max(known_ms + memory[of + A_MS], now_ms)
        state[slot + 1] = known_ms - 1
    elif kind == DUE_IGNORED:
        arm_ignored(memory, state, base, of, known_ms)
    elif kind == DUE_SCHEDULE:
        state[slot] = max(arm_schedule(memory, state, base, base, of, known_ms + 1), now_ms)
    else:
        state[slot] = max(to_come(reckon(memory, state, base, 0, memory[of + A_MS]), known_ms + 1), now_ms)


@kernel
def become_known(memory: Words, state: Words, base: int, known_ms: int, now_ms: int) -> None:
    """The contact is known from now on: silences of `enter` begin (S5.1).

    What its first event arms goes off behind the look at it, even if it is due already (S1.4).
    """
    state[base + K_KNOWN] = known_ms
    earliest = NEVER_MS
    for journey in range(memory[H_JOURNEY_COUNT]):
        words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
        for due in range(memory[words + J_ENTRY_DUES_LO], memory[words + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
            begin_entry_clock(memory, state, base, due, known_ms, now_ms)
            earliest = min(earliest, state[base + memory[due + N_SLOT]])
    for due in range(memory[H_OWN_DUES_LO], memory[H_OWN_DUES_HI], ENTRY_DUE_WORDS):
        begin_entry_clock(memory, state, base, due, known_ms, now_ms)
        earliest = min(earliest, state[base + memory[due + N_SLOT]])
    state[base + K_DUE] = earliest


@kernel
def use_up_entries(memory: Words, state: Words, base: int, before_ms: int) -> None:
    """What of `enter` is due before an instant lets nobody in any more (S1.7)."""
    if memory[H_STANDS] != 0:
        go_off_before(memory, state, base, before_ms - 1)
    earliest = NEVER_MS if memory[H_STANDS] == 0 else next_own(memory, state, base)
    for journey in range(memory[H_JOURNEY_COUNT]):
        words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
        for due in range(memory[words + J_ENTRY_DUES_LO], memory[words + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
            slot = base + memory[due + N_SLOT]
            if state[slot] < before_ms:
                if memory[due + N_KIND] == DUE_SCHEDULE:
                    pass_times(memory, state, base, memory[due + N_ARGUMENT], before_ms)
                elif memory[due + N_KIND] == DUE_IGNORED:
                    memory[S_BASE] = base
                    falls_due(memory, state, base, memory[due + N_ARGUMENT], before_ms - 1)
                else:
                    state[slot] = NEVER_MS
            earliest = min(earliest, state[slot])
    state[base + K_DUE] = earliest


@kernel
def begin(memory: Words, state: Words, count: int, width: int, from_ms: int) -> None:
    """Begin the run for `count` contacts: what of `enter` is due before it is used up (S1.7)."""
    for contact in range(count):
        base = contact * width
        if state[base + K_KNOWN] != MISSING:
            use_up_entries(memory, state, base, from_ms)


@kernel
def lay_row(memory: Words, state: Words, base: int, data: Words, place: int, from_ms: int) -> None:
    """Lay one row over what is known of the contact: silently, its attributes set at `from_ms`."""
    memory[S_CHANGES] = 0
    for pair in range(place + 1, place + 1 + 2 * data[place], 2):
        assign(memory, state, base, data[pair], data[pair + 1], from_ms)
        memory[S_CHANGES] = 0
    place += 1 + 2 * data[place]
    for tag in range(place + 1, place + 1 + data[place]):
        state[base + data[tag] // TAG_BITS] |= 1 << (data[tag] % TAG_BITS)
    place += 1 + data[place]
    for channel in range(place + 1, place + 1 + data[place]):
        state[base + data[channel]] = 1
    place += 1 + data[place]
    for channel in range(place + 1, place + 1 + data[place]):
        slot = base + data[channel]
        state[slot] = 0
        state[slot + 1] = max(state[slot + 1], from_ms)
    flags = data[place + 1 + data[place]]
    state[base + K_FLAGS] |= flags
    if flags & FLAG_UNSUBSCRIBED != 0:
        state[base + K_UNSUBSCRIBED_AT] = max(state[base + K_UNSUBSCRIBED_AT], from_ms)


@kernel
def lay_rows(memory: Words, state: Words, contact: Words, record: Words, data: Words, from_ms: int) -> None:
    """Lay contacts' rows over the history; they are known from `from_ms` on (S1.7)."""
    width = memory[H_CONTACT_WORDS]
    for row in range(len(contact)):
        base = contact[row] * width
        memory[S_BASE] = base
        if memory[H_STANDS] != 0:
            go_off_before(memory, state, base, from_ms - 1)
        memory[S_NOW] = from_ms
        lay_row(memory, state, base, data, record[row], from_ms)
        if memory[H_ENTRY_DUES] == 1 and state[base + K_KNOWN] == MISSING:
            become_known(memory, state, base, from_ms, from_ms)
        if memory[H_STANDS] != 0:
            take_stock(memory, state, base, SILENTLY, 0, EMPTY_RECORD)
