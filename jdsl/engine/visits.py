"""Effects, the queue of what steps bring about, and a visit from its beginning to its end (S3, S8)."""

from __future__ import annotations

from jdsl.engine.clocks import arm_clocks
from jdsl.engine.dues import due_at
from jdsl.engine.fading import next_own
from jdsl.engine.history import remember
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.keyed import carried, leave_value
from jdsl.engine.sequences import forget_first
from jdsl.machine.effects import EFFECT_WORDS
from jdsl.machine.layout import (
    A_FROM,
    A_KIND,
    A_MS,
    A_SLOT,
    A_TIMES,
    ALTERNATIVE_COUNTED,
    ALTERNATIVE_FIRST,
    ALTERNATIVE_WORDS,
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
    G_CALENDAR,
    G_DUES_HI,
    G_DUES_LO,
    G_INTEREST,
    G_SOONEST_MS,
    G_TEMPLATE,
    H_CODES,
    H_INTEREST,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_QUEUE_WORDS,
    H_SCRATCH_FREE,
    H_SCRATCH_TOTALS,
    H_STANDS,
    H_VISIT_CELLS,
    I_BURST,
    I_BURST_AT,
    I_DUE,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    I_STAY,
    I_STAYS,
    J_APART,
    J_CONTACT,
    J_ENTRY_DUES_HI,
    J_ENTRY_DUES_LO,
    J_INTEREST,
    J_INTEREST_LIVE,
    J_KEY_PROPERTY,
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
    K_INTEREST,
    L_ALTERNATIVES_HI,
    L_ALTERNATIVES_LO,
    N_SLOT,
    QUEUE_PLACE,
    QUEUE_RECORD,
    QUEUE_START,
    S_ARENA_TOP,
    S_BASE,
    S_CONTACT,
    S_MOVED,
    S_NOW,
    S_OUT,
    S_QUEUE_TAIL,
    STAGE_WORDS,
)  # fmt: skip
from jdsl.machine.values import MISSING, NEVER_MS

MOST_BEGUN = 100  # S2.7: the stay or body that would be this one at an instant is not begun


@kernel
def effect(
    memory: Words, state: Words, journey: int, visit: int, kind: int, name: int, reason: int, value: int, place: int
) -> None:
    """Write one effect row, numbered within contact, journey and instant (S8.2)."""
    now_ms = memory[S_NOW]
    words = memory[S_BASE] + memory[memory[H_JOURNEYS] + journey * JOURNEY_WORDS + J_CONTACT]
    number = 0
    if state[words + JC_NUMBER_AT] == now_ms:
        number = state[words + JC_NUMBER]
    else:
        state[words + JC_NUMBER_AT] = now_ms
    state[words + JC_NUMBER] = number + 1
    row = memory[S_OUT]
    memory[row] = now_ms
    memory[row + 1] = memory[S_CONTACT]
    memory[row + 2] = journey
    memory[row + 3] = visit
    memory[row + 4] = number
    memory[row + 5] = kind
    memory[row + 6] = name
    memory[row + 7] = reason
    memory[row + 8] = value
    memory[row + 9] = place
    memory[S_OUT] = row + EFFECT_WORDS


@kernel
def put_in_queue(memory: Words) -> None:
    """Close the entry that was written behind the queue: it is the last now."""
    behind = memory[S_QUEUE_TAIL] + memory[H_QUEUE_WORDS]
    count = memory[H_VISIT_CELLS]
    for index in range(count):
        memory[behind - count + index] = memory[memory[H_SCRATCH_TOTALS] + index]
    memory[S_QUEUE_TAIL] = behind


@kernel
def bring_about(
    memory: Words, state: Words, code: int, first: int, first_value: int, second: int, second_value: int
) -> None:
    """Put a fact of the clock's or a step's making into history, and queue the look at it (S2.5).

    It carries at most two properties; a missing one is left out. Code 0 and codes that nobody knows are skipped (S8.4).
    """
    row = memory[H_CODES] + code * CODE_WORDS
    heard = memory[row + CODE_LOOKS_LO] < memory[row + CODE_LOOKS_HI]
    if not heard:
        if memory[row + CODE_CELLS_LO] == memory[row + CODE_CELLS_HI]:
            return
        heard = memory[H_STANDS] != 0  # one of these cells may be a score's line
    entry = memory[S_QUEUE_TAIL]
    memory[entry] = code
    memory[entry + QUEUE_START] = 0
    memory[entry + QUEUE_PLACE] = 0
    record = entry + QUEUE_RECORD
    place = record + 2
    if first_value != MISSING:
        memory[place] = first
        memory[place + 1] = first_value
        place += 2
    if second_value != MISSING:
        memory[place] = second
        memory[place + 1] = second_value
        place += 2
    memory[record] = 0
    memory[record + 1] = (place - record - 2) // 2
    memory[place] = 0
    remember(memory, state, memory[S_BASE], code, record, 0, memory[S_NOW], 0)
    if heard:
        put_in_queue(memory)


@kernel
def bring_about_of(memory: Words, state: Words, words: int, instance: int, code: int) -> None:
    """The same for what an instance brings about; it carries the instance's value, and nothing else (S3.6)."""
    if code != 0:
        value = carried(memory, state, words, instance)
        bring_about(memory, state, code, memory[words + J_KEY_PROPERTY], value, 0, MISSING)


@kernel
def reset_counts(memory: Words, state: Words, offset: int, listener: int, now_ms: int) -> None:
    """Let the counts of a listener begin anew at `now_ms` (S5.2); they stand in the state from `offset` on."""
    for alternative in range(
        memory[listener + L_ALTERNATIVES_LO], memory[listener + L_ALTERNATIVES_HI], ALTERNATIVE_WORDS
    ):
        if memory[alternative + A_KIND] != ALTERNATIVE_COUNTED:
            if memory[alternative + A_KIND] == ALTERNATIVE_FIRST:
                forget_first(memory, state, offset, alternative, now_ms)
            continue
        slot = offset + memory[alternative + A_SLOT]
        if memory[alternative + A_MS] == 0:
            state[slot] = 0
        else:
            for place in range(slot, slot + memory[alternative + A_TIMES]):
                state[place] = MISSING
        start = memory[alternative + A_FROM]
        if start != 0 and state[offset + start] < now_ms:
            state[offset + start] = now_ms


@kernel
def begun_too_often(state: Words, instance: int, now_ms: int) -> bool:
    """Count one more stay or rule's body begun at this instant; whether it must not begin (S2.7)."""
    begun = 1
    if state[instance + I_BURST_AT] == now_ms:
        begun = state[instance + I_BURST] + 1
    else:
        state[instance + I_BURST_AT] = now_ms
    state[instance + I_BURST] = begun
    return begun >= MOST_BEGUN


@kernel
def begin_stay(memory: Words, state: Words, instance: int, words: int, stage: int, now_ms: int) -> int:
    """Enter a stage: its rules begin to listen, afresh (S4.1). Its row; its steps are run by the caller."""
    row = memory[words + J_STAGES] + stage * STAGE_WORDS
    state[instance + I_STAGE] = stage
    state[instance + I_STAY] = now_ms
    state[instance + I_STAYS] += 1
    count = memory[words + J_OVERLAY_WORDS]
    to = instance + memory[words + J_OVERLAY]
    template = memory[row + G_TEMPLATE]
    for place in range(count):
        state[to + place] = memory[template + place]
    for pair in range(memory[row + G_ARMED_LO], memory[row + G_ARMED_HI], 2):
        state[instance + memory[pair]] = now_ms + memory[pair + 1]
    if memory[row + G_SOONEST_MS] != NEVER_MS:
        due_at(memory, state, instance, now_ms + memory[row + G_SOONEST_MS])
    if memory[row + G_CALENDAR] != 0:
        arm_clocks(memory, state, memory[S_BASE], instance, row, 1)
    memory[S_MOVED] = 1
    return row


@kernel
def new_instance(memory: Words, state: Words, base: int, journey: int, words: int) -> int:
    """Take a free record, blank as the template says, and put it last among the journey's instances."""
    free = memory[H_SCRATCH_FREE] + journey
    instance = memory[free]
    size = memory[words + J_WORDS]
    if instance != 0:
        memory[free] = state[instance + I_NEXT]
    else:
        instance = memory[S_ARENA_TOP]
        memory[S_ARENA_TOP] = instance + size
    template = memory[words + J_TEMPLATE]
    for place in range(size):
        state[instance + place] = memory[template + place]
    link = base + memory[words + J_CONTACT] + JC_FIRST
    while state[link] != 0:
        link = state[link] + I_NEXT
    state[link] = instance
    return instance


@kernel
def give_back(memory: Words, state: Words, instance: int) -> None:
    """Give an instance's record back."""
    journey = state[instance + I_JOURNEY] - 1
    link = memory[S_BASE] + memory[memory[H_JOURNEYS] + journey * JOURNEY_WORDS + J_CONTACT] + JC_FIRST
    while state[link] != instance:
        link = state[link] + I_NEXT
    state[link] = state[instance + I_NEXT]
    memory[S_MOVED] = 1
    free = memory[H_SCRATCH_FREE] + journey
    state[instance + I_JOURNEY] = 0
    state[instance + I_NEXT] = memory[free]
    memory[free] = instance


@kernel
def end_visit(memory: Words, state: Words, instance: int) -> None:
    """End a visit: all that still waits in it is dropped (S3.5)."""
    journey = state[instance + I_JOURNEY] - 1
    words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
    state[memory[S_BASE] + memory[words + J_CONTACT] + JC_LEFT] = memory[S_NOW]
    if memory[words + J_APART] != 0:
        leave_value(memory, state, words, instance)
    give_back(memory, state, instance)


@kernel
def work_out_instance_due(memory: Words, state: Words, words: int, instance: int) -> None:
    """Find exactly when the earliest timer of a visit is due."""
    row = memory[words + J_STAGES] + state[instance + I_STAGE] * STAGE_WORDS
    earliest = NEVER_MS
    for due in range(memory[row + G_DUES_LO], memory[row + G_DUES_HI], DUE_WORDS):
        earliest = min(earliest, state[instance + memory[due + D_SLOT]])
    state[instance + I_DUE] = earliest


@kernel
def work_out_contact_due(memory: Words, state: Words, base: int) -> None:
    """Find when the contact's earliest timer is due, from what its instances say."""
    earliest = NEVER_MS if memory[H_STANDS] == 0 else next_own(memory, state, base)
    words = memory[H_JOURNEYS]
    for _journey in range(memory[H_JOURNEY_COUNT]):
        instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            earliest = min(earliest, state[instance + I_DUE])
            instance = state[instance + I_NEXT]
        for due in range(memory[words + J_ENTRY_DUES_LO], memory[words + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
            earliest = min(earliest, state[base + memory[due + N_SLOT]])
        words += JOURNEY_WORDS
    state[base + K_DUE] = earliest


@kernel
def work_out_interest(memory: Words, state: Words, base: int) -> None:
    """Find which event codes something listens to, as the contact stands."""
    interest = memory[H_INTEREST]
    words = memory[H_JOURNEYS]
    for _journey in range(memory[H_JOURNEY_COUNT]):
        instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
        if instance == 0 or memory[words + J_APART] != 0:
            interest |= memory[words + J_INTEREST]
        else:
            interest |= memory[words + J_INTEREST_LIVE]
        while instance != 0:
            row = memory[words + J_STAGES] + state[instance + I_STAGE] * STAGE_WORDS
            interest |= memory[row + G_INTEREST]
            instance = state[instance + I_NEXT]
        words += JOURNEY_WORDS
    state[base + K_INTEREST] = interest
