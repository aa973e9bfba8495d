"""Effects, the queue of what steps bring about, and a visit from its beginning to its end (S3, S8)."""

from __future__ import annotations

from jdsl.engine.history import remember
from jdsl.engine.kernel import Words, kernel
from jdsl.machine.effects import EFFECT_WORDS
from jdsl.machine.layout import (
    A_FROM,
    A_KIND,
    A_MS,
    A_SLOT,
    A_TIMES,
    ALTERNATIVE_COUNTED,
    ALTERNATIVE_WORDS,
    ARENA_FREE,
    ARENA_TOP,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_LOOKS_HI,
    CODE_LOOKS_LO,
    CODE_WORDS,
    D_SLOT,
    DUE_WORDS,
    ENTRY_DUE_WORDS,
    G_ARMED_HI,
    G_ARMED_LO,
    G_DUES_HI,
    G_DUES_LO,
    G_TEMPLATE,
    H_CODES,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_QUEUE_WORDS,
    H_SCRATCH_TOTALS,
    H_VISIT_CELLS,
    I_BURST,
    I_BURST_AT,
    I_DUE,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    I_STAY,
    I_STAYS,
    J_CONTACT,
    J_ENTRY_DUES_HI,
    J_ENTRY_DUES_LO,
    J_OVERLAY,
    J_OVERLAY_WORDS,
    J_STAGES,
    J_TEMPLATE,
    J_WORDS,
    JC_FIRST,
    JC_LEFT,
    JC_NUMBER,
    JC_NUMBER_AT,
    JOURNEY_WORDS,
    K_DUE,
    L_ALTERNATIVES_HI,
    L_ALTERNATIVES_LO,
    N_SLOT,
    QUEUE_PLACE,
    QUEUE_RECORD,
    QUEUE_START,
    S_BASE,
    S_CONTACT,
    S_NOW,
    S_OUT,
    S_QUEUE_TAIL,
    STAGE_WORDS,
)  # fmt: skip
from jdsl.machine.values import MISSING, NEVER_MS

MOST_BEGUN = 100  # S2.7: the stay or body that would be this one at an instant is not begun


@kernel
def effect(
    tables: Words, contacts: Words, scratch: Words, out: Words, journey: int, visit: int, kind: int, name: int,
    reason: int, value: int, place: int,
) -> None:  # fmt: skip
    """Write one effect row, numbered within contact, journey and instant (S8.2)."""
    now_ms = scratch[S_NOW]
    words = scratch[S_BASE] + tables[tables[H_JOURNEYS] + journey * JOURNEY_WORDS + J_CONTACT]
    if contacts[words + JC_NUMBER_AT] != now_ms:
        contacts[words + JC_NUMBER_AT] = now_ms
        contacts[words + JC_NUMBER] = 0
    row = scratch[S_OUT]
    out[row] = now_ms
    out[row + 1] = scratch[S_CONTACT]
    out[row + 2] = journey
    out[row + 3] = visit
    out[row + 4] = contacts[words + JC_NUMBER]
    out[row + 5] = kind
    out[row + 6] = name
    out[row + 7] = reason
    out[row + 8] = value
    out[row + 9] = place
    scratch[S_OUT] = row + EFFECT_WORDS
    contacts[words + JC_NUMBER] += 1


@kernel
def put_in_queue(tables: Words, scratch: Words) -> None:
    """Close the entry that was written behind the queue: it is the last now."""
    behind = scratch[S_QUEUE_TAIL] + tables[H_QUEUE_WORDS]
    count = tables[H_VISIT_CELLS]
    for index in range(count):
        scratch[behind - count + index] = scratch[tables[H_SCRATCH_TOTALS] + index]
    scratch[S_QUEUE_TAIL] = behind


@kernel
def bring_about(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, code: int, first: int,
    first_value: int, second: int, second_value: int,
) -> None:  # fmt: skip
    """Put a fact of the clock's or a step's making into history, and queue the look at it (S2.5).

    It carries at most two properties; a missing one is left out. Code 0 and codes that nobody knows are skipped (S8.4).
    """
    row = tables[H_CODES] + code * CODE_WORDS
    heard = tables[row + CODE_LOOKS_LO] < tables[row + CODE_LOOKS_HI]
    if not heard and tables[row + CODE_CELLS_LO] == tables[row + CODE_CELLS_HI]:
        return
    entry = scratch[S_QUEUE_TAIL]
    scratch[entry] = code
    scratch[entry + QUEUE_START] = 0
    scratch[entry + QUEUE_PLACE] = 0
    record = entry + QUEUE_RECORD
    place = record + 2
    if first_value != MISSING:
        scratch[place] = first
        scratch[place + 1] = first_value
        place += 2
    if second_value != MISSING:
        scratch[place] = second
        scratch[place + 1] = second_value
        place += 2
    scratch[record] = 0
    scratch[record + 1] = (place - record - 2) // 2
    scratch[place] = 0
    remember(tables, contacts, arena, texts, scratch, scratch[S_BASE], code, record, 0, scratch[S_NOW], 0)
    if heard:
        put_in_queue(tables, scratch)


@kernel
def reset_counts(tables: Words, record: Words, base: int, listener: int, now_ms: int) -> None:
    """Let the counts of a listener begin anew at `now_ms` (S5.2). `record` from `base` holds them."""
    for alternative in range(
        tables[listener + L_ALTERNATIVES_LO], tables[listener + L_ALTERNATIVES_HI], ALTERNATIVE_WORDS
    ):
        if tables[alternative + A_KIND] == ALTERNATIVE_COUNTED:
            slot = base + tables[alternative + A_SLOT]
            if tables[alternative + A_MS] == 0:
                record[slot] = 0
            else:
                for place in range(slot, slot + tables[alternative + A_TIMES]):
                    record[place] = MISSING
            start = tables[alternative + A_FROM]
            if start != 0 and record[base + start] < now_ms:
                record[base + start] = now_ms


@kernel
def begun_too_often(arena: Words, instance: int, now_ms: int) -> bool:
    """Count one more stay or rule's body begun at this instant; whether it must not begin (S2.7)."""
    if arena[instance + I_BURST_AT] != now_ms:
        arena[instance + I_BURST_AT] = now_ms
        arena[instance + I_BURST] = 0
    arena[instance + I_BURST] += 1
    return arena[instance + I_BURST] >= MOST_BEGUN


@kernel
def begin_stay(tables: Words, arena: Words, instance: int, words: int, stage: int, now_ms: int) -> int:
    """Enter a stage: its rules begin to listen, afresh (S4.1). Its steps are run by the caller."""
    row = tables[words + J_STAGES] + stage * STAGE_WORDS
    arena[instance + I_STAGE] = stage
    arena[instance + I_STAY] = now_ms
    arena[instance + I_STAYS] += 1
    count = tables[words + J_OVERLAY_WORDS]
    if count > 0:
        to = instance + tables[words + J_OVERLAY]
        template = tables[row + G_TEMPLATE]
        for place in range(count):
            arena[to + place] = tables[template + place]
        for pair in range(tables[row + G_ARMED_LO], tables[row + G_ARMED_HI], 2):
            arena[instance + tables[pair]] = now_ms + tables[pair + 1]
    return row


@kernel
def new_instance(tables: Words, contacts: Words, arena: Words, base: int, journey: int, words: int) -> int:
    """Take a free record, blank as the template says, and put it last among the journey's instances."""
    free = ARENA_FREE + journey
    instance = arena[free]
    size = tables[words + J_WORDS]
    if instance != 0:
        arena[free] = arena[instance + I_NEXT]
    else:
        instance = arena[ARENA_TOP]
        arena[ARENA_TOP] = instance + size
    template = tables[words + J_TEMPLATE]
    for place in range(size):
        arena[instance + place] = tables[template + place]
    last = base + tables[words + J_CONTACT] + JC_FIRST
    if contacts[last] == 0:
        contacts[last] = instance
    else:
        previous = contacts[last]
        while arena[previous + I_NEXT] != 0:
            previous = arena[previous + I_NEXT]
        arena[previous + I_NEXT] = instance
    return instance


@kernel
def end_visit(tables: Words, contacts: Words, arena: Words, scratch: Words, instance: int) -> None:
    """Give the record back: all that still waits in it is dropped (S3.5)."""
    journey = arena[instance + I_JOURNEY] - 1
    words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
    contact_words = scratch[S_BASE] + tables[words + J_CONTACT]
    contacts[contact_words + JC_LEFT] = scratch[S_NOW]
    if contacts[contact_words + JC_FIRST] == instance:
        contacts[contact_words + JC_FIRST] = arena[instance + I_NEXT]
    else:
        previous = contacts[contact_words + JC_FIRST]
        while arena[previous + I_NEXT] != instance:
            previous = arena[previous + I_NEXT]
        arena[previous + I_NEXT] = arena[instance + I_NEXT]
    arena[instance + I_JOURNEY] = 0
    arena[instance + I_NEXT] = arena[ARENA_FREE + journey]
    arena[ARENA_FREE + journey] = instance


@kernel
def work_out_due(tables: Words, contacts: Words, arena: Words, base: int) -> None:
    """Find anew when the contact's earliest timer is due."""
    earliest = NEVER_MS
    for journey in range(tables[H_JOURNEY_COUNT]):
        words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
        instance = contacts[base + tables[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            earliest = min(earliest, arena[instance + I_DUE])
            instance = arena[instance + I_NEXT]
        for due in range(tables[words + J_ENTRY_DUES_LO], tables[words + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
            earliest = min(earliest, contacts[base + tables[due + N_SLOT]])
    contacts[base + K_DUE] = earliest


@kernel
def work_out_instance_due(tables: Words, arena: Words, instance: int) -> None:
    """Find anew when the earliest timer of a visit is due."""
    words = tables[H_JOURNEYS] + (arena[instance + I_JOURNEY] - 1) * JOURNEY_WORDS
    row = tables[words + J_STAGES] + arena[instance + I_STAGE] * STAGE_WORDS
    earliest = NEVER_MS
    for due in range(tables[row + G_DUES_LO], tables[row + G_DUES_HI], DUE_WORDS):
        at_ms = arena[instance + tables[due + D_SLOT]]
        earliest = min(earliest, at_ms)
    arena[instance + I_DUE] = earliest
