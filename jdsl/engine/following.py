"""What follows data: clocks that count from a date, or by the contact's zone, are reckoned when it changes (S5.10)."""

from __future__ import annotations

from jdsl.engine.clocks import arm_after, arm_moment
from jdsl.engine.dues import due_at
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.schedules import arm_schedule, pass_times
from jdsl.engine.zones import zone_of_text
from jdsl.machine.calendar_layout import (
    EVERY_ATTRIBUTE,
    EVERY_IN_CONTACT_TIME,
    MOMENT_ARGUMENT,
    MOMENT_IN_CONTACT_TIME,
    MOMENT_KIND,
    MOMENT_LENGTH,
    MOMENT_LENGTH_KIND,
)
from jdsl.machine.layout import (
    A_KIND,
    A_MS,
    ALTERNATIVE_MOMENT,
    B_SLOT,
    D_ARGUMENT,
    D_INDEX,
    D_KIND,
    D_SLOT,
    DUE_AFTER,
    DUE_ARM,
    DUE_MOMENT,
    DUE_SCHEDULE,
    DUE_WORDS,
    ENTRY_DUE_WORDS,
    G_DUES_HI,
    G_DUES_LO,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_OWN_DUES_HI,
    H_OWN_DUES_LO,
    H_TIMEZONE_SLOT,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    J_CONTACT,
    J_ENTRY_DUES_HI,
    J_ENTRY_DUES_LO,
    J_STAGES,
    JC_FIRST,
    JOURNEY_WORDS,
    K_DUE,
    K_KNOWN,
    L_AFTER,
    L_SPENT_MASK,
    L_SPENT_SLOT,
    N_ARGUMENT,
    N_KIND,
    N_SLOT,
    OPERAND_ATTRIBUTE,
    OPERAND_REMEMBERED,
    S_BASE,
    S_NOW,
    STAGE_WORDS,
    W_SILENCES,
    W_SILENCES_HI,
)
from jdsl.machine.values import MISSING, NEVER_MS

ZONE = -2  # where the operand that was set has its kind: no operand, the contact's zone is another


@kernel
def asks_for(memory: Words, moment: int, kind: int, argument: int, due_ms: int) -> bool:
    """Whether a moment is to be reckoned anew when that operand was set, or the contact's zone has changed.

    `due_ms`: of another zone nothing but what is still to come hears.
    """
    if kind == ZONE:
        return memory[moment + MOMENT_IN_CONTACT_TIME] == 1 and due_ms != NEVER_MS
    return (memory[moment + MOMENT_KIND] == kind and memory[moment + MOMENT_ARGUMENT] == argument) or (
        memory[moment + MOMENT_LENGTH_KIND] == kind and memory[moment + MOMENT_LENGTH] == argument
    )


@kernel
def schedule_asks_for(memory: Words, every: int, kind: int, argument: int) -> bool:
    """The same of a schedule."""
    if kind == ZONE:
        return memory[every + EVERY_IN_CONTACT_TIME] == 1
    return kind == OPERAND_ATTRIBUTE and memory[every + EVERY_ATTRIBUTE] == argument


@kernel
def follow_clock(memory: Words, state: Words, base: int, instance: int, due: int, kind: int, argument: int) -> int:
    """Reckon one due time of an instance anew, if it follows what was set. When it is due then, `NEVER_MS` if not."""
    due_kind = memory[due + D_KIND]
    of = memory[due + D_ARGUMENT]
    due_ms = state[instance + memory[due + D_SLOT]]
    now_ms = memory[S_NOW]
    if due_kind == DUE_ARM:
        wait = state[instance + memory[of + B_SLOT]]
        if wait == 0 or memory[wait + W_SILENCES] + memory[due + D_INDEX] >= memory[wait + W_SILENCES_HI]:
            return NEVER_MS
        of = memory[memory[wait + W_SILENCES] + memory[due + D_INDEX]]
        if memory[of + A_KIND] != ALTERNATIVE_MOMENT:
            return NEVER_MS
    if due_kind in (DUE_ARM, DUE_MOMENT):
        if asks_for(memory, memory[of + A_MS], kind, argument, due_ms):
            return arm_moment(memory, state, base, instance, of)
    elif due_kind == DUE_SCHEDULE:
        if schedule_asks_for(memory, of, kind, argument):
            return arm_schedule(memory, state, base, instance, of, now_ms + 1)
    elif due_kind == DUE_AFTER and memory[of + L_AFTER] != 0:
        spent = state[instance + memory[of + L_SPENT_SLOT]] & memory[of + L_SPENT_MASK] != 0
        if not spent and asks_for(memory, memory[of + L_AFTER], kind, argument, due_ms):
            return arm_after(memory, state, base, instance, memory[due + D_SLOT], of, now_ms + 1)
    return NEVER_MS


@kernel
def follow_in_instance(memory: Words, state: Words, base: int, instance: int, kind: int, argument: int) -> None:
    """Reckon anew what follows, in one instance, the operand that was set."""
    words = memory[H_JOURNEYS] + (state[instance + I_JOURNEY] - 1) * JOURNEY_WORDS
    row = memory[words + J_STAGES] + state[instance + I_STAGE] * STAGE_WORDS
    for due in range(memory[row + G_DUES_LO], memory[row + G_DUES_HI], DUE_WORDS):
        due_at(memory, state, instance, follow_clock(memory, state, base, instance, due, kind, argument))


@kernel
def follow_in_clocks(memory: Words, state: Words, base: int, lo: int, hi: int, kind: int, argument: int) -> None:
    """Reckon anew what follows, among the clocks of `enter` or of scores, the operand that was set."""
    for due in range(lo, hi, ENTRY_DUE_WORDS):
        of = memory[due + N_ARGUMENT]
        due_ms = state[base + memory[due + N_SLOT]]
        at_ms = NEVER_MS
        if memory[due + N_KIND] == DUE_MOMENT:
            if asks_for(memory, memory[of + A_MS], kind, argument, due_ms):
                at_ms = arm_moment(memory, state, base, base, of)
        elif memory[due + N_KIND] == DUE_SCHEDULE and schedule_asks_for(memory, of, kind, argument):
            if due_ms < memory[S_NOW]:  # before the run nothing goes off
                pass_times(memory, state, base, of, memory[S_NOW])
            at_ms = arm_schedule(memory, state, base, base, of, memory[S_NOW] + 1)
        state[base + K_DUE] = min(state[base + K_DUE], at_ms)


@kernel
def follow_everywhere(memory: Words, state: Words, base: int, kind: int, argument: int) -> None:
    """Reckon anew all that follows the operand that was set."""
    words = memory[H_JOURNEYS]
    for _journey in range(memory[H_JOURNEY_COUNT]):
        instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            follow_in_instance(memory, state, base, instance, kind, argument)
            instance = state[instance + I_NEXT]
        if state[base + K_KNOWN] != MISSING:  # else they do not listen yet
            lo = memory[words + J_ENTRY_DUES_LO]
            follow_in_clocks(memory, state, base, lo, memory[words + J_ENTRY_DUES_HI], kind, argument)
        words += JOURNEY_WORDS
    if state[base + K_KNOWN] != MISSING and memory[H_OWN_DUES_LO] != 0:
        follow_in_clocks(memory, state, base, memory[H_OWN_DUES_LO], memory[H_OWN_DUES_HI], kind, argument)


@kernel
def follow_attribute(memory: Words, state: Words, base: int, slot: int, old: int, value: int) -> None:
    """The attribute in a contact slot was set, from one value to another, or the same."""
    follow_everywhere(memory, state, base, OPERAND_ATTRIBUTE, slot)
    if slot == memory[H_TIMEZONE_SLOT] and zone_of_text(memory, old) != zone_of_text(memory, value):
        follow_everywhere(memory, state, base, ZONE, 0)


@kernel
def follow_remembered(memory: Words, state: Words, instance: int, slot: int) -> None:
    """What stands in an instance slot was remembered."""
    follow_in_instance(memory, state, memory[S_BASE], instance, OPERAND_REMEMBERED, slot)
