"""What an event changes before any journey looks: attributes, history, standing (S2.1), and the counts of triggers."""

from __future__ import annotations

from jdsl.engine.conditions import judge
from jdsl.engine.kernel import Words, kernel
from jdsl.machine.layout import (
    ACTION_BOUNCE,
    ACTION_LIFT,
    ACTION_SUBSCRIBE,
    ACTION_UNSUBSCRIBE,
    ACTION_UNSUBSCRIBE_ALL,
    ATTRIBUTE_CODE,
    ATTRIBUTE_SLOT,
    ATTRIBUTE_TEXT,
    ATTRIBUTE_WORDS,
    CELL_COUNT,
    CELL_GUARD,
    CELL_ID,
    CELL_JOURNEY,
    CELL_KIND,
    CELL_LATEST,
    CELL_SLOT,
    CELL_TIMES,
    CELL_VISIT_INDEX,
    CHANGE_WORDS,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_WORDS,
    FLAG_BOUNCED,
    FLAG_UNSUBSCRIBED,
    H_ATTRIBUTES,
    H_CODES,
    H_EMAIL_SLOT,
    H_JOURNEYS,
    H_SCRATCH_CHANGES,
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
)  # fmt: skip
from jdsl.machine.values import MISSING
from jdsl.machine.vocabulary import NEW_PROPERTY, OLD_PROPERTY


@kernel
def keep_latest(record: Words, slot: int, times: int, own_ms: int) -> None:
    """Put an own time among the latest `times` of them, youngest first, in the words from `slot` on."""
    if own_ms <= record[slot + times - 1]:
        return
    place = slot + times - 1
    while place > slot and record[place - 1] < own_ms:
        record[place] = record[place - 1]
        place -= 1
    record[place] = own_ms


@kernel
def assign(
    tables: Words, contacts: Words, texts: Words, scratch: Words, base: int, attribute: int, value: int, own_ms: int
) -> None:  # fmt: skip
    """Set an attribute, unless something newer was set (S1.4), and note what that changed (S5.6)."""
    row = tables[H_ATTRIBUTES] + attribute * ATTRIBUTE_WORDS
    slot = base + tables[row + ATTRIBUTE_SLOT]
    if own_ms < contacts[slot + 1]:
        return
    old = contacts[slot]
    contacts[slot] = value
    contacts[slot + 1] = own_ms
    if old == value:
        return
    if tables[row + ATTRIBUTE_TEXT] == 1 and old != MISSING and value != MISSING:
        words = tables[H_TEXT_WORDS]
        if texts[old * words] == texts[value * words]:
            return
    if tables[row + ATTRIBUTE_SLOT] == tables[H_EMAIL_SLOT]:
        contacts[base + K_FLAGS] &= ~FLAG_BOUNCED  # S6.5
    change = tables[H_SCRATCH_CHANGES] + scratch[S_CHANGES] * CHANGE_WORDS
    scratch[S_CHANGES] += 1
    scratch[change] = tables[row + ATTRIBUTE_CODE]
    scratch[change + 1] = 0
    scratch[change + 2] = 2
    scratch[change + 3] = OLD_PROPERTY
    scratch[change + 4] = old
    scratch[change + 5] = NEW_PROPERTY
    scratch[change + 6] = value
    scratch[change + 7] = 0


@kernel
def assign_all(tables: Words, contacts: Words, texts: Words, scratch: Words, base: int, at: int, own_ms: int) -> None:
    """Do the `set` of the event at `at`, attribute by attribute in the order given."""
    scratch[S_CHANGES] = 0
    place = at + 2 + 2 * scratch[at + R_PROPERTIES]
    for pair in range(place + 1, place + 1 + 2 * scratch[place], 2):
        assign(tables, contacts, texts, scratch, base, scratch[pair], scratch[pair + 1], own_ms)


@kernel
def remember_in(
    tables: Words, contacts: Words, arena: Words, scratch: Words, base: int, cell: int, own_ms: int
) -> None:  # fmt: skip
    """Count one match in one history cell (S7.2)."""
    slot = tables[cell + CELL_SLOT]
    kind = tables[cell + CELL_KIND]
    if kind == CELL_COUNT:
        if contacts[base + slot] < tables[cell + CELL_TIMES]:
            contacts[base + slot] += 1
    elif kind == CELL_LATEST:
        keep_latest(contacts, base + slot, tables[cell + CELL_TIMES], own_ms)
    else:
        scratch[tables[H_SCRATCH_TOTALS] + tables[cell + CELL_VISIT_INDEX]] += 1
        words = tables[H_JOURNEYS] + tables[cell + CELL_JOURNEY] * JOURNEY_WORDS
        instance = contacts[base + tables[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            if own_ms >= arena[instance + I_ENTERED] and arena[instance + slot] < tables[cell + CELL_TIMES]:
                arena[instance + slot] += 1
            instance = arena[instance + I_NEXT]


@kernel
def remember(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, base: int, code: int, at: int,
    change: int, own_ms: int, marks: int,
) -> None:  # fmt: skip
    """Put an event, or the change at `change`, into history. With `marks` each cell counts once (one event is one match)."""
    row = tables[H_CODES] + code * CODE_WORDS
    for cell in range(tables[row + CODE_CELLS_LO], tables[row + CODE_CELLS_HI]):
        words = tables[cell]
        guard = tables[words + CELL_GUARD]
        if marks != 0 and scratch[marks + tables[words + CELL_ID]] != 0:
            continue
        if guard == 0 or judge(tables, contacts, arena, texts, scratch, base, 0, at, change, guard):
            remember_in(tables, contacts, arena, scratch, base, words, own_ms)
            if marks != 0:
                scratch[marks + tables[words + CELL_ID]] = 1


@kernel
def stand(contacts: Words, base: int, action: int, argument: int, own_ms: int) -> None:
    """What an event does to subscriptions and bounces (S6.5, S1.4)."""
    if action == ACTION_SUBSCRIBE:
        channel = base + argument
        if contacts[channel + 1] <= own_ms and contacts[base + K_UNSUBSCRIBED_AT] <= own_ms:
            contacts[channel] = 1
    elif action == ACTION_UNSUBSCRIBE:
        channel = base + argument
        contacts[channel] = 0
        contacts[channel + 1] = max(contacts[channel + 1], own_ms)
    elif action == ACTION_LIFT:
        if contacts[base + K_UNSUBSCRIBED_AT] <= own_ms:
            contacts[base + K_FLAGS] &= ~FLAG_UNSUBSCRIBED
    elif action == ACTION_UNSUBSCRIBE_ALL:
        contacts[base + K_FLAGS] |= FLAG_UNSUBSCRIBED
        contacts[base + K_UNSUBSCRIBED_AT] = max(contacts[base + K_UNSUBSCRIBED_AT], own_ms)
    elif action == ACTION_BOUNCE:
        contacts[base + K_FLAGS] |= FLAG_BOUNCED
