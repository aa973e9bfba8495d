"""What an event changes before any journey looks: attributes, history, standing (S2.1), and the counts of triggers."""

from __future__ import annotations

from jdsl.engine.conditions import judge, property_of
from jdsl.engine.following import follow_attribute
from jdsl.engine.ignoring import keep_send
from jdsl.engine.kernel import Words, kernel
from jdsl.machine.layout import (
    ACTION_BOUNCE,
    ACTION_LIFT,
    ACTION_SENT,
    ACTION_SUBSCRIBE,
    ACTION_UNSUBSCRIBE,
    ACTION_UNSUBSCRIBE_ALL,
    ATTRIBUTE_CODE,
    ATTRIBUTE_FOLLOWED,
    ATTRIBUTE_SLOT,
    ATTRIBUTE_TEXT,
    ATTRIBUTE_WORDS,
    CELL_ANSWERED,
    CELL_COUNT,
    CELL_GUARD,
    CELL_ID,
    CELL_JOURNEY,
    CELL_KIND,
    CELL_LATEST,
    CELL_SENDS,
    CELL_SLOT,
    CELL_TIMES,
    CELL_VISIT,
    CELL_VISIT_INDEX,
    CHANGE_WORDS,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_SENT,
    CODE_WORDS,
    FLAG_BOUNCED,
    FLAG_UNSUBSCRIBED,
    H_ATTRIBUTES,
    H_CELL_COUNT,
    H_CODES,
    H_EMAIL_SLOT,
    H_JOURNEYS,
    H_SCRATCH_CHANGES,
    H_SCRATCH_MARKS,
    H_SCRATCH_TOTALS,
    H_TEXT_WORDS,
    I_ENTERED,
    I_NEXT,
    J_CONTACT,
    JC_FIRST,
    JOURNEY_WORDS,
    K_FLAGS,
    K_UNSUBSCRIBED_AT,
    R_PROPERTIES,
    S_CHANGES,
    S_TEXTS,
    SEND_VALUE,
)  # fmt: skip
from jdsl.machine.values import MISSING
from jdsl.machine.vocabulary import NEW_PROPERTY, OLD_PROPERTY

MACHINE_MS = 5000  # S2.9


@kernel
def keep_latest(state: Words, slot: int, times: int, own_ms: int) -> None:
    """Put an own time among the latest `times` of them, youngest first, in the words from `slot` on."""
    place = slot + times - 1
    if own_ms <= state[place]:
        return
    while place > slot and state[place - 1] < own_ms:
        state[place] = state[place - 1]
        place -= 1
    state[place] = own_ms


@kernel
def same_text(memory: Words, one: int, other: int) -> bool:
    """Whether two texts, neither of them missing, differ in letter case at most (S7.1)."""
    rows = memory[S_TEXTS]
    width = memory[H_TEXT_WORDS]
    return memory[rows + one * width] == memory[rows + other * width]


@kernel
def note(memory: Words, code: int) -> None:
    """Let the look see what an event made, as it sees a change; it carries nothing (S2.2)."""
    change = memory[H_SCRATCH_CHANGES] + memory[S_CHANGES] * CHANGE_WORDS
    memory[S_CHANGES] += 1
    memory[change] = code
    for place in range(change + 1, change + CHANGE_WORDS):
        memory[place] = 0


@kernel
def assign(memory: Words, state: Words, base: int, attribute: int, value: int, own_ms: int) -> None:
    """Set an attribute, unless something newer was set (S1.4), and note what that changed (S5.6)."""
    row = memory[H_ATTRIBUTES] + attribute * ATTRIBUTE_WORDS
    slot = base + memory[row + ATTRIBUTE_SLOT]
    if own_ms < state[slot + 1]:
        return
    old = state[slot]
    state[slot] = value
    state[slot + 1] = own_ms
    if memory[row + ATTRIBUTE_FOLLOWED] == 1:
        follow_attribute(memory, state, base, slot - base, old, value)
    if old == value:
        return
    if memory[row + ATTRIBUTE_TEXT] == 1 and MISSING not in (old, value) and same_text(memory, old, value):
        return
    if memory[row + ATTRIBUTE_SLOT] == memory[H_EMAIL_SLOT]:
        state[base + K_FLAGS] &= ~FLAG_BOUNCED  # S6.5
    change = memory[H_SCRATCH_CHANGES] + memory[S_CHANGES] * CHANGE_WORDS
    memory[S_CHANGES] += 1
    memory[change] = memory[row + ATTRIBUTE_CODE]
    memory[change + 1] = 0
    memory[change + 2] = 2
    memory[change + 3] = OLD_PROPERTY
    memory[change + 4] = old
    memory[change + 5] = NEW_PROPERTY
    memory[change + 6] = value
    memory[change + 7] = 0


@kernel
def assign_all(memory: Words, state: Words, base: int, at: int, own_ms: int) -> None:
    """Do the `set` of the event at `at`, attribute by attribute in the order given."""
    place = at + 2 + 2 * memory[at + R_PROPERTIES]
    for pair in range(place + 1, place + 1 + 2 * memory[place], 2):
        assign(memory, state, base, memory[pair], memory[pair + 1], own_ms)


@kernel
def remember_in(memory: Words, state: Words, base: int, cell: int, at: int, own_ms: int) -> None:
    """Count one match in one history cell (S7.2)."""
    slot = memory[cell + CELL_SLOT]
    kind = memory[cell + CELL_KIND]
    if kind == CELL_COUNT:
        if state[base + slot] < memory[cell + CELL_TIMES]:
            state[base + slot] += 1
    elif kind == CELL_LATEST:
        keep_latest(state, base + slot, memory[cell + CELL_TIMES], own_ms)
    elif kind == CELL_VISIT:
        memory[memory[H_SCRATCH_TOTALS] + memory[cell + CELL_VISIT_INDEX]] += 1
        words = memory[H_JOURNEYS] + memory[cell + CELL_JOURNEY] * JOURNEY_WORDS
        instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            if own_ms >= state[instance + I_ENTERED] and state[instance + slot] < memory[cell + CELL_TIMES]:
                state[instance + slot] += 1
            instance = state[instance + I_NEXT]
    elif kind == CELL_ANSWERED:
        state[base + slot] = max(state[base + slot], own_ms)
    elif kind == CELL_SENDS:
        key = memory[cell + CELL_JOURNEY]
        value = MISSING if key == 0 else property_of(memory, at, 0, key - 1)
        width = SEND_VALUE if key == 0 else SEND_VALUE + 1
        keep_send(state, base + slot, width, memory[cell + CELL_TIMES], value, own_ms)


@kernel
def remember(memory: Words, state: Words, base: int, code: int, at: int, change: int, own_ms: int, marks: int) -> None:
    """Put an event, or the change at `change`, into history.

    With `marks` each cell counts once, for one event is one match.
    """
    row = memory[H_CODES] + code * CODE_WORDS
    for pointer in range(memory[row + CODE_CELLS_LO], memory[row + CODE_CELLS_HI]):
        cell = memory[pointer]
        guard = memory[cell + CELL_GUARD]
        if marks != 0 and memory[marks + memory[cell + CELL_ID]] != 0:
            continue
        if guard == 0 or judge(memory, state, base, 0, at, change, guard):
            remember_in(memory, state, base, cell, at, own_ms)
            if marks != 0:
                memory[marks + memory[cell + CELL_ID]] = 1


@kernel
def mark_matches(memory: Words, state: Words, base: int, code: int, at: int) -> None:
    """Begin marks with the cells that an event itself has matched: what it makes is no other match for them."""
    marks = memory[H_SCRATCH_MARKS]
    for place in range(marks, marks + memory[H_CELL_COUNT]):
        memory[place] = 0
    if code == 0:
        return
    row = memory[H_CODES] + code * CODE_WORDS
    for pointer in range(memory[row + CODE_CELLS_LO], memory[row + CODE_CELLS_HI]):
        cell = memory[pointer]
        guard = memory[cell + CELL_GUARD]
        if guard == 0 or judge(memory, state, base, 0, at, 0, guard):
            memory[marks + memory[cell + CELL_ID]] = 1


@kernel
def is_too_soon(memory: Words, state: Words, base: int, row: int, own_ms: int) -> bool:
    """Whether an event, of the code at `row`, is a click or an open that follows its message as machines do (S2.9)."""
    sent = memory[row + CODE_SENT]
    return sent != 0 and state[base + sent] <= own_ms < state[base + sent] + MACHINE_MS


@kernel
def stand(memory: Words, state: Words, base: int, at: int, action: int, argument: int, own_ms: int) -> None:
    """What an event does to subscriptions and bounces (S6.5, S1.4)."""
    if action == ACTION_SUBSCRIBE:
        channel = base + argument
        if state[channel + 1] <= own_ms and state[base + K_UNSUBSCRIBED_AT] <= own_ms:
            state[channel] = 1
    elif action == ACTION_UNSUBSCRIBE:
        channel = base + argument
        state[channel] = 0
        state[channel + 1] = max(state[channel + 1], own_ms)
    elif action == ACTION_LIFT:
        if state[base + K_UNSUBSCRIBED_AT] <= own_ms:
            state[base + K_FLAGS] &= ~FLAG_UNSUBSCRIBED
    elif action == ACTION_UNSUBSCRIBE_ALL:
        state[base + K_FLAGS] |= FLAG_UNSUBSCRIBED
        state[base + K_UNSUBSCRIBED_AT] = max(state[base + K_UNSUBSCRIBED_AT], own_ms)
    elif action == ACTION_SENT:
        state[base + argument] = max(state[base + argument], own_ms)
    elif action == ACTION_BOUNCE and judge(memory, state, base, 0, at, 0, argument):
        state[base + K_FLAGS] |= FLAG_BOUNCED
