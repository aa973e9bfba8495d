"""Entering: who is let into a journey, and what the rules that led in do with it (S2.6, S3)."""

from __future__ import annotations

from jdsl.engine.acting import act, touch
from jdsl.engine.bodies import NONE, run_body, take_hand
from jdsl.engine.clocks import arm_clocks
from jdsl.engine.conditions import judge
from jdsl.engine.dues import due_at
from jdsl.engine.hearing import fits, gather_all, happens, hear, match
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.keyed import take_value
from jdsl.engine.returning import may_come_back, may_enter_unusually
from jdsl.engine.segments import take_stock_behind
from jdsl.engine.visits import begin_stay, begun_too_often, bring_about_of, effect, new_instance, reset_counts
from jdsl.engine.watched import end_watch
from jdsl.machine.effects import EffectKind
from jdsl.machine.layout import (
    A_GUARD,
    A_KIND,
    A_OWNER,
    A_SLOT,
    ALTERNATIVE_COUNTED,
    ALTERNATIVE_FIRST,
    ALTERNATIVE_PLAIN,
    ALTERNATIVE_SILENCE,
    CELL_SLOT,
    CELL_TIMES,
    CELL_VISIT_INDEX,
    CODE_LOOKS_HI,
    CODE_LOOKS_LO,
    EMPTY_RECORD,
    G_BODY,
    G_STEPS,
    H_JOURNEYS,
    H_SCRATCH_CANDIDATES,
    H_SCRATCH_LED_IN,
    H_SCRATCH_MATCHED,
    H_SCRATCH_TOTALS,
    H_SEGMENTS_LO,
    I_ENTERED,
    I_JOURNEY,
    I_STAYS,
    I_VISIT,
    J_APART,
    J_ARMED_HI,
    J_ARMED_LO,
    J_CALENDAR,
    J_CELLS_HI,
    J_CELLS_LO,
    J_CONTACT,
    J_ENTER,
    J_ENTERED_CODE,
    J_IMPLIED,
    J_REENTER,
    J_REENTER_ARGUMENT,
    J_SOONEST_MS,
    J_STAGES,
    J_TRANSITIONS,
    JC_BURST,
    JC_ENTERED,
    JC_FIRST,
    JC_LEFT,
    JC_VISIT,
    JOURNEY_WORDS,
    L_COND,
    L_ENTRY,
    L_PLACE,
    L_RULE,
    L_STAGED,
    MATCHED_WORDS,
    REASON_CIRCLE,
    REENTER_AFTER,
    REENTER_ALWAYS,
    REENTER_LATER,
    REENTER_NEVER,
    REENTER_UNUSUAL,
    S_BASE,
    S_CANDIDATES,
    S_MATCHED,
    S_NOW,
    S_OWN,
)  # fmt: skip
from jdsl.machine.values import MISSING, NEVER_MS

MOST_ENTERINGS = 1000  # S2.7: the entering of a contact into a journey that would be this one at an instant is refused

ENTER = int(EffectKind.ENTER)
REFUSED = int(EffectKind.REFUSED)


@kernel
def begin_visit_cell(memory: Words, state: Words, instance: int, cell: int) -> None:
    """Count what came into history behind what led in, and before the entering (S7.2)."""
    index = memory[cell + CELL_VISIT_INDEX]
    total = memory[memory[H_SCRATCH_TOTALS] + index] - memory[memory[H_SCRATCH_LED_IN] + index]
    state[instance + memory[cell + CELL_SLOT]] = min(total, memory[cell + CELL_TIMES])


@kernel
def may_enter(memory: Words, state: Words, words: int, contact_words: int, now_ms: int) -> bool:
    """What `reenter` says (S3.1)."""
    visits = state[contact_words + JC_VISIT]
    reenter = memory[words + J_REENTER]
    if reenter == REENTER_UNUSUAL:
        return may_enter_unusually(memory, state, words, contact_words, memory[words + J_REENTER_ARGUMENT])
    if visits == 0 or reenter == REENTER_ALWAYS:
        return True
    if reenter == REENTER_NEVER:
        return False
    argument = memory[words + J_REENTER_ARGUMENT]
    if reenter == REENTER_AFTER:
        return now_ms >= state[contact_words + JC_LEFT] + argument
    if reenter == REENTER_LATER:
        base = contact_words - memory[words + J_CONTACT]
        return now_ms >= may_come_back(memory, state, base, state[contact_words + JC_LEFT], argument)
    return visits <= argument


@kernel
def is_turned_away(memory: Words, state: Words, base: int, row: int, now_ms: int) -> bool:
    """Whether nothing comes of an event that can only lead in (CLASS_KNOCKING; its code's row): it leaves no trace."""
    for pair in range(memory[row + CODE_LOOKS_LO], memory[row + CODE_LOOKS_HI], 2):
        words = memory[H_JOURNEYS] + memory[pair] * JOURNEY_WORDS
        contact_words = base + memory[words + J_CONTACT]
        if state[contact_words + JC_FIRST] != 0:
            return False
        if not may_enter(memory, state, words, contact_words, now_ms):
            continue
        pointer = memory[words + J_ENTER] + memory[pair + 1]
        for place in range(memory[pointer], memory[pointer + 1]):
            alternative = memory[place]
            guard = memory[alternative + A_GUARD]
            condition = memory[memory[alternative + A_OWNER] + L_COND]
            if (guard == 0 or judge(memory, state, base, 0, EMPTY_RECORD, 0, guard)) and (
                condition == 0 or judge(memory, state, base, 0, EMPTY_RECORD, 0, condition)
            ):
                return False
    return True


@kernel
def enter(memory: Words, state: Words, journey: int, words: int, at: int, change: int, place: int) -> int:
    """Let the contact into a journey, up to the first wait of the first stage's steps (S3.2). 0: refused (S2.7)."""
    base = memory[S_BASE]
    now_ms = memory[S_NOW]
    contact_words = base + memory[words + J_CONTACT]
    visit = state[contact_words + JC_VISIT] + 1
    burst = state[contact_words + JC_BURST] + 1 if state[contact_words + JC_ENTERED] == now_ms else 1
    if burst >= MOST_ENTERINGS:
        if burst == MOST_ENTERINGS:
            state[contact_words + JC_BURST] = burst
            effect(memory, state, journey, visit, REFUSED, NONE, REASON_CIRCLE, MISSING, place)
        return 0
    state[contact_words + JC_BURST] = burst
    state[contact_words + JC_ENTERED] = now_ms
    state[contact_words + JC_VISIT] = visit
    instance = new_instance(memory, state, base, journey, words)
    if memory[words + J_APART] != 0:
        end_watch(memory, state, contact_words)
        take_value(memory, state, words, instance, at)
    state[instance + I_VISIT] = visit
    state[instance + I_ENTERED] = now_ms
    for cell in range(memory[words + J_CELLS_LO], memory[words + J_CELLS_HI]):
        begin_visit_cell(memory, state, instance, memory[cell])
    begun_too_often(state, instance, now_ms)
    effect(memory, state, journey, visit, ENTER, NONE, NONE, MISSING, place)
    bring_about_of(memory, state, words, instance, memory[words + J_ENTERED_CODE])
    if memory[H_SEGMENTS_LO] != 0:
        take_stock_behind(memory, state)
    for pair in range(memory[words + J_ARMED_LO], memory[words + J_ARMED_HI], 2):
        state[instance + memory[pair]] = now_ms + memory[pair + 1]
    if memory[words + J_SOONEST_MS] != NEVER_MS:
        due_at(memory, state, instance, now_ms + memory[words + J_SOONEST_MS])
    if memory[words + J_CALENDAR] != 0:
        arm_clocks(memory, state, base, instance, memory[words + J_STAGES], 0)
    row = begin_stay(memory, state, instance, words, 0, now_ms)
    touch(memory, instance)
    body = memory[row + G_BODY]
    take_hand(memory, state, instance, body, at, change)
    run_body(memory, state, words, instance, body, memory[row + G_STEPS])
    return instance


@kernel
def begin_counts(memory: Words, state: Words, instance: int, alternative: int, matched: int) -> None:
    """Let a rule that is an entry count the event that led in (S3.3), unless it acted on it."""
    listener = memory[alternative + A_OWNER]
    kind = memory[alternative + A_KIND]
    if memory[listener + L_ENTRY] == 0 or kind == ALTERNATIVE_PLAIN:
        return
    if memory[listener + L_STAGED] == 1 and state[instance + I_STAYS] != 1:
        return
    if kind in (ALTERNATIVE_COUNTED, ALTERNATIVE_FIRST):
        area = memory[H_SCRATCH_MATCHED]
        for place in range(area, area + matched * MATCHED_WORDS, MATCHED_WORDS):
            if memory[place] == memory[listener + L_ENTRY]:
                return
    elif kind == ALTERNATIVE_SILENCE:
        state[instance + memory[alternative + A_SLOT] + 1] = MISSING
    hear(memory, state, instance, alternative)


@kernel
def act_on_entry(memory: Words, state: Words, words: int, instance: int, at: int, matched: int) -> None:
    """Let the rules that matched what led in act on it, in source order (S3.3); who did not is struck out."""
    base = memory[S_BASE]
    area = memory[H_SCRATCH_MATCHED]
    for place in range(area, area + matched * MATCHED_WORDS, MATCHED_WORDS):
        entry = memory[place]
        rule = memory[entry + L_RULE]
        if memory[rule + L_STAGED] == 1 and state[instance + I_STAYS] != 1:
            continue
        if act(memory, state, base, words, instance, rule, at, memory[place + 1]):
            reset_counts(memory, state, base, entry, memory[S_NOW])
            if state[instance + I_JOURNEY] == 0:
                return
        else:
            memory[place] = 0


@kernel
def begin_rules(memory: Words, state: Words, journey: int, words: int, instance: int, code: int, at: int) -> None:
    """Let the rules that are entries act on what led in, or count it (S3.3)."""
    base = memory[S_BASE]
    matched = memory[S_MATCHED]
    act_on_entry(memory, state, words, instance, at, matched)
    if state[instance + I_JOURNEY] == 0:
        return
    gather_all(memory, journey, code, memory[words + J_TRANSITIONS])
    candidates = memory[H_SCRATCH_CANDIDATES]
    heard = 0
    own_ms = memory[S_OWN]
    for place in range(candidates, candidates + 2 * memory[S_CANDIDATES], 2):
        alternative = memory[place]
        if alternative == heard or not fits(memory, state, base, alternative, at, memory[place + 1]):
            continue
        heard = alternative
        happens(memory, memory[place + 1], own_ms)
        begin_counts(memory, state, instance, alternative, matched)
    memory[S_OWN] = own_ms


@kernel
def ask_entry(memory: Words, state: Words, journey: int, words: int, entry: int, at: int, change: int) -> int:
    """Ask one entry that matched, of a contact whom `reenter` lets in; the instance, or 0 (S3.1)."""
    base = memory[S_BASE]
    condition = memory[entry + L_COND]
    if condition != 0 and not judge(memory, state, base, 0, at, change, condition):
        return 0
    instance = enter(memory, state, journey, words, at, change, memory[entry + L_PLACE])
    if instance != 0:
        reset_counts(memory, state, base, entry, memory[S_NOW])
    return instance


@kernel
def hear_entries(memory: Words, state: Words, base: int, journey: int, code: int, at: int, pointers: int) -> None:
    """Let alternatives of `enter` hear the event and all that it changed, and note the entries that match."""
    memory[S_MATCHED] = 0
    gather_all(memory, journey, code, pointers)
    candidates = memory[H_SCRATCH_CANDIDATES]
    heard = 0
    own_ms = memory[S_OWN]
    for place in range(candidates, candidates + 2 * memory[S_CANDIDATES], 2):
        alternative = memory[place]
        change = memory[place + 1]
        if alternative == heard or not fits(memory, state, base, alternative, at, change):
            continue
        heard = alternative  # one event is one match
        happens(memory, change, own_ms)
        if hear(memory, state, base, alternative):
            match(memory, memory[alternative + A_OWNER], change)
    memory[S_OWN] = own_ms


@kernel
def ask_entries(memory: Words, state: Words, base: int, journey: int, words: int, code: int, at: int) -> None:
    """Ask the entries that matched, in source order; the first that lets in does (S2.6)."""
    if memory[S_MATCHED] == 0 or not may_enter(memory, state, words, base + memory[words + J_CONTACT], memory[S_NOW]):
        return
    area = memory[H_SCRATCH_MATCHED]
    instance = 0
    for place in range(area, area + memory[S_MATCHED] * MATCHED_WORDS, MATCHED_WORDS):
        instance = ask_entry(memory, state, journey, words, memory[place], at, memory[place + 1])
        if instance != 0:
            break
    if instance != 0 and memory[words + J_IMPLIED] == 1 and state[instance + I_JOURNEY] != 0:
        begin_rules(memory, state, journey, words, instance, code, at)
