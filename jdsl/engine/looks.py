"""Looks: how the journeys of one contact take one event, or what a step brought about (S2, S3.7)."""

from __future__ import annotations

from jdsl.engine.acting import settle, touch
from jdsl.engine.awaiting import judge_all, judge_instance, judge_journey, plan_all
from jdsl.engine.bodies import NONE
from jdsl.engine.clocks import is_past
from jdsl.engine.conditions import judge
from jdsl.engine.entering import ask_entries, enter, hear_entries, may_enter
from jdsl.engine.hearing import fits, gather_all, happens, hear, listen, match, own_number
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.keyed import carried, is_reached, lives, value_at
from jdsl.engine.segments import take_stock_behind
from jdsl.engine.side_by_side import ask_by_value, start_by_value
from jdsl.engine.visits import bring_about, effect, work_out_interest
from jdsl.engine.watched import has_live, leave_visit, watched_visit
from jdsl.machine.effects import EffectKind
from jdsl.machine.layout import (
    A_GUARD,
    A_KIND,
    A_OWNER,
    ALTERNATIVE_PLAIN,
    ALTERNATIVE_WORDS,
    CODE_LOOKS_HI,
    CODE_LOOKS_LO,
    CODE_WORDS,
    G_BODIES_HI,
    G_BODIES_LO,
    G_CLOCKS_HI,
    G_CLOCKS_LO,
    G_LASTING,
    G_PLACE,
    G_SPENT_HI,
    G_SPENT_LO,
    H_AWAITS,
    H_CODES,
    H_EVERYWHERE,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_SCRATCH_CANDIDATES,
    H_SCRATCH_TOUCHED,
    H_SEGMENTS_LO,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    I_VISIT,
    I_WATCHED,
    J_APART,
    J_CODES,
    J_COMPLETED_CODE,
    J_CONTACT,
    J_ENTER,
    J_HEAR,
    J_KEY_PROPERTY,
    J_KEY_SLOT,
    J_STAGES,
    J_TRANSITIONS,
    JC_FIRST,
    JC_VISIT,
    JOURNEY_WORDS,
    L_ALTERNATIVES_HI,
    L_ALTERNATIVES_LO,
    L_SPENT_MASK,
    L_SPENT_SLOT,
    S_BASE,
    S_CANDIDATES,
    S_CHANGES,
    S_MATCHED,
    S_MOVED,
    S_NOW,
    S_OWN,
    S_TOUCHED,
    STAGE_WORDS,
)  # fmt: skip
from jdsl.machine.values import MISSING

COMPLETE = int(EffectKind.COMPLETE)


@kernel
def hear_instance(
    memory: Words, state: Words, base: int, journey: int, words: int, instance: int, code: int, at: int
) -> None:
    """Let what listens in one live instance hear the event and all that it changed, then act."""
    memory[S_MATCHED] = 0
    pointers = memory[words + J_TRANSITIONS] + state[instance + I_STAGE] * memory[words + J_CODES]
    gather_all(memory, journey, code, pointers)
    candidates = memory[H_SCRATCH_CANDIDATES]
    count = memory[S_CANDIDATES]
    if count == 0:
        return
    heard = 0
    own_ms = memory[S_OWN]
    for place in range(candidates, candidates + 2 * count, 2):
        alternative = memory[place]
        change = memory[place + 1]
        if alternative == heard or not fits(memory, state, base, alternative, at, change):
            continue
        heard = alternative
        listener = memory[alternative + A_OWNER]
        happens(memory, change, own_ms)
        if listen(memory, state, instance, listener, alternative):
            match(memory, listener, change)
    memory[S_OWN] = own_ms
    if memory[S_MATCHED] > 0:
        touch(memory, instance)
        settle(memory, state, base, words, instance, at)


@kernel
def hear_instance_alone(
    memory: Words, state: Words, base: int, words: int, instance: int, number: int, at: int
) -> None:
    """The same for an event that changed no attribute: what listens to its one code stands in source order already."""
    pointer = memory[words + J_TRANSITIONS] + state[instance + I_STAGE] * memory[words + J_CODES] + number
    lo = memory[pointer]
    hi = memory[pointer + 1]
    if lo == hi:
        return
    memory[S_MATCHED] = 0
    for place in range(lo, hi):
        alternative = memory[place]
        listener = memory[alternative + A_OWNER]
        guard = memory[alternative + A_GUARD]
        if (guard == 0 or judge(memory, state, base, 0, at, 0, guard)) and listen(
            memory, state, instance, listener, alternative
        ):
            match(memory, listener, 0)
    if memory[S_MATCHED] > 0:
        touch(memory, instance)
        settle(memory, state, base, words, instance, at)


@kernel
def hear_called(
    memory: Words, state: Words, base: int, journey: int, words: int, instance: int, answer: int, at: int, value: int
) -> None:
    """The visit that called hears the answer, whatever its value, and what came of that if it is of its value."""
    if is_reached(memory, state, words, instance, value):
        hear_instance(memory, state, base, journey, words, instance, answer, at)
        return
    number = own_number(memory, answer, journey)
    if number >= 0:
        hear_instance_alone(memory, state, base, words, instance, number, at)


@kernel
def judge_new(memory: Words, state: Words, base: int, words: int, visit: int) -> None:
    """Judge what the visit of that number waits for: it has just entered (S3.6)."""
    instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
    while instance != 0:
        if state[instance + I_VISIT] == visit:
            judge_instance(memory, state, base, words, instance)
            return
        instance = state[instance + I_NEXT]


@kernel
def look_by_value(
    memory: Words, state: Words, base: int, journey: int, words: int, code: int, at: int, called: int, answer: int
) -> None:
    """The same where each visit has a value: only those of the event's, or all if it has none (S3.6).

    What is watched when the look begins looks behind all live ones, if it is still watched then, and before `enter`.
    `called`, `answer`: the visit that hears an answer, and the code of that.
    """
    contact_words = base + memory[words + J_CONTACT]
    value = value_at(memory, words, at)
    enters = value != MISSING and not lives(memory, state, words, value)
    watched = watched_visit(state, contact_words)
    visit = 0 if watched == 0 else state[watched + I_VISIT]
    instance = state[contact_words + JC_FIRST]
    while instance != 0 and state[instance + I_WATCHED] == 0:
        following = state[instance + I_NEXT]
        if instance == called:
            hear_called(memory, state, base, journey, words, instance, answer, at, value)
        elif is_reached(memory, state, words, instance, value):
            hear_instance(memory, state, base, journey, words, instance, code, at)
        judge_instance(memory, state, base, words, instance)
        instance = following
    watched = watched_visit(state, contact_words)
    if watched != 0 and state[watched + I_VISIT] == visit and is_reached(memory, state, words, watched, value):
        hear_instance(memory, state, base, journey, words, watched, code, at)
    if enters:
        visits = state[contact_words + JC_VISIT]
        hear_entries(memory, state, base, journey, code, at, memory[words + J_ENTER])
        ask_by_value(memory, state, base, journey, words, at)
        if state[contact_words + JC_VISIT] != visits:
            judge_new(memory, state, base, words, visits + 1)


@kernel
def look_apart(memory: Words, state: Words, base: int, journey: int, words: int, code: int, at: int) -> None:
    """The same where goals are watched on: they look before `enter` (S3.8)."""
    if memory[words + J_KEY_SLOT] != 0:
        look_by_value(memory, state, base, journey, words, code, at, 0, 0)
        return
    contact_words = base + memory[words + J_CONTACT]
    is_live = has_live(state, contact_words)
    instance = state[contact_words + JC_FIRST]
    while instance != 0:
        following = state[instance + I_NEXT]
        hear_instance(memory, state, base, journey, words, instance, code, at)
        instance = following
    hear_entries(memory, state, base, journey, code, at, memory[words + (J_HEAR if is_live else J_ENTER)])
    if not is_live:
        ask_entries(memory, state, base, journey, words, code, at)


@kernel
def look_alone(memory: Words, state: Words, base: int, journey: int, code: int, number: int, at: int) -> None:
    """One journey looks at an event that changed no attribute (S2.3, S2.6)."""
    words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
    instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
    if memory[words + J_APART] != 0 and (instance != 0 or memory[words + J_KEY_SLOT] != 0):
        look_apart(memory, state, base, journey, words, code, at)
        return
    pointer = memory[words + J_ENTER] + number
    if instance != 0:
        pointer = memory[words + J_HEAR] + number
    memory[S_MATCHED] = 0
    for place in range(memory[pointer], memory[pointer + 1]):
        alternative = memory[place]
        guard = memory[alternative + A_GUARD]
        if (guard == 0 or judge(memory, state, base, 0, at, 0, guard)) and (
            memory[alternative + A_KIND] == ALTERNATIVE_PLAIN or hear(memory, state, base, alternative)
        ):
            match(memory, memory[alternative + A_OWNER], 0)
    if instance == 0:
        ask_entries(memory, state, base, journey, words, code, at)
        return
    while instance != 0:
        following = state[instance + I_NEXT]
        hear_instance_alone(memory, state, base, words, instance, number, at)
        instance = following


@kernel
def look_with_changes(memory: Words, state: Words, base: int, journey: int, code: int, at: int) -> None:
    """One journey looks at an event and at the attributes that it changed (S2.2)."""
    words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
    instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
    if memory[words + J_APART] != 0 and (instance != 0 or memory[words + J_KEY_SLOT] != 0):
        look_apart(memory, state, base, journey, words, code, at)
        return
    if instance == 0:
        hear_entries(memory, state, base, journey, code, at, memory[words + J_ENTER])
        ask_entries(memory, state, base, journey, words, code, at)
        return
    hear_entries(memory, state, base, journey, code, at, memory[words + J_HEAR])
    while instance != 0:
        following = state[instance + I_NEXT]
        hear_instance(memory, state, base, journey, words, instance, code, at)
        instance = following


@kernel
def is_passed(memory: Words, state: Words, instance: int, rule: int) -> bool:
    """Whether a `when` with moments alone has fired, or the clock has passed all of them (S3.7)."""
    if state[instance + memory[rule + L_SPENT_SLOT]] & memory[rule + L_SPENT_MASK] != 0:
        return True
    for alternative in range(
        memory[rule + L_ALTERNATIVES_LO], memory[rule + L_ALTERNATIVES_HI], ALTERNATIVE_WORDS
    ):  # fmt: skip
        if not is_past(memory, state, memory[S_BASE], instance, alternative):
            return False
    return True


@kernel
def is_completed(memory: Words, state: Words, words: int, instance: int) -> bool:
    """Whether nothing in the stage can happen any more (S3.7)."""
    row = memory[words + J_STAGES] + state[instance + I_STAGE] * STAGE_WORDS
    if memory[row + G_LASTING] == 1:
        return False
    for slot in range(memory[row + G_BODIES_LO], memory[row + G_BODIES_HI]):
        if state[instance + memory[slot]] != 0:
            return False
    for pair in range(memory[row + G_SPENT_LO], memory[row + G_SPENT_HI], 2):
        if state[instance + memory[pair]] & memory[pair + 1] != memory[pair + 1]:
            return False
    for pointer in range(memory[row + G_CLOCKS_LO], memory[row + G_CLOCKS_HI]):
        if not is_passed(memory, state, instance, memory[pointer]):
            return False
    return True


@kernel
def complete(memory: Words, state: Words, journey: int, words: int, instance: int) -> None:
    """End a visit by `complete` (S3.7)."""
    row = memory[words + J_STAGES] + state[instance + I_STAGE] * STAGE_WORDS
    effect(memory, state, journey, state[instance + I_VISIT], COMPLETE, NONE, NONE, MISSING, memory[row + G_PLACE])
    value = carried(memory, state, words, instance)
    leave_visit(memory, state, instance)
    bring_about(memory, state, memory[words + J_COMPLETED_CODE], memory[words + J_KEY_PROPERTY], value, 0, MISSING)
    if memory[H_SEGMENTS_LO] != 0:
        take_stock_behind(memory, state)


@kernel
def end_look_everywhere(memory: Words, state: Words, base: int) -> None:
    """The same where data alone can complete a visit, or let it go on: all are asked, in the order of S1.6."""
    words = memory[H_JOURNEYS]
    for journey in range(memory[H_JOURNEY_COUNT]):
        instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            following = state[instance + I_NEXT]
            if state[instance + I_WATCHED] == 0 and is_completed(memory, state, words, instance):
                complete(memory, state, journey, words, instance)
            instance = following
        words += JOURNEY_WORDS
    memory[S_TOUCHED] = 0
    if memory[H_AWAITS] != 0:
        plan_all(memory, state, base)
    if memory[S_MOVED] == 1:
        memory[S_MOVED] = 0
        work_out_interest(memory, state, base)


@kernel
def end_look(memory: Words, state: Words, base: int) -> None:
    """After all journeys have looked: complete what is completed (S3.7), note what the contact listens to now."""
    if memory[H_EVERYWHERE] != 0:
        end_look_everywhere(memory, state, base)
        return
    count = memory[S_TOUCHED]
    if count == 0:
        return
    area = memory[H_SCRATCH_TOUCHED]
    for place in range(area, area + count):
        instance = memory[place]
        journey = state[instance + I_JOURNEY] - 1
        if journey >= 0:
            words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
            if is_completed(memory, state, words, instance):
                complete(memory, state, journey, words, instance)
    memory[S_TOUCHED] = 0
    if memory[S_MOVED] == 1:
        memory[S_MOVED] = 0
        work_out_interest(memory, state, base)


@kernel
def end_look_by_clock(memory: Words, state: Words, base: int) -> None:
    """The same after a timer or a start: first goes on, in whatever journey, who waited for what is so now (S4.8)."""
    if memory[H_AWAITS] != 0:
        judge_all(memory, state, base)
    end_look(memory, state, base)


@kernel
def look_awaiting(memory: Words, state: Words, base: int, code: int, at: int) -> None:
    """The look of a program in which bodies wait for what may come about: each journey has its turn (S4.8)."""
    row = memory[H_CODES] + code * CODE_WORDS
    pair = memory[row + CODE_LOOKS_LO]
    changed = memory[S_CHANGES] != 0
    words = memory[H_JOURNEYS]
    for journey in range(memory[H_JOURNEY_COUNT]):
        judged = memory[words + J_KEY_SLOT] != 0  # of a journey `per` each visit in its own turn
        if changed:
            look_with_changes(memory, state, base, journey, code, at)
        elif pair < memory[row + CODE_LOOKS_HI] and memory[pair] == journey:
            look_alone(memory, state, base, journey, code, memory[pair + 1], at)
            pair += 2
        else:
            judged = False
        if not judged:
            judge_journey(memory, state, base, words)
        words += JOURNEY_WORDS


@kernel
def look(memory: Words, state: Words, base: int, code: int, at: int) -> None:
    """All journeys that know the event, or what it changed, look at it, in their order (S1.6)."""
    if memory[H_AWAITS] != 0:
        look_awaiting(memory, state, base, code, at)
    elif memory[S_CHANGES] == 0:
        row = memory[H_CODES] + code * CODE_WORDS
        for pair in range(memory[row + CODE_LOOKS_LO], memory[row + CODE_LOOKS_HI], 2):
            look_alone(memory, state, base, memory[pair], code, memory[pair + 1], at)
    else:
        for journey in range(memory[H_JOURNEY_COUNT]):
            look_with_changes(memory, state, base, journey, code, at)
    end_look(memory, state, base)


@kernel
def look_at_start(memory: Words, state: Words, base: int, journey: int, at: int, place: int) -> None:
    """`start J` in its turn: J alone is asked, and not its `enter` lines (S3.4)."""
    words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
    contact_words = base + memory[words + J_CONTACT]
    if memory[words + J_KEY_SLOT] != 0:
        start_by_value(memory, state, journey, words, at, place)
    elif not has_live(state, contact_words) and may_enter(memory, state, words, contact_words, memory[S_NOW]):
        enter(memory, state, journey, words, at, 0, place)
    end_look_by_clock(memory, state, base)
