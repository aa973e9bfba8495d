"""Looks: how the journeys of one contact take one event or one timer (S2, S3, S1.6)."""

from __future__ import annotations

from jdsl.engine.bodies import (
    NONE,
    begin_body,
    exit_visit,
    go_on,
    reach_goal,
    run_body,
    take_hand,
)  # fmt: skip
from jdsl.engine.conditions import judge
from jdsl.engine.history import keep_latest
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.visits import (
    begin_stay,
    begun_too_often,
    bring_about,
    effect,
    end_visit,
    new_instance,
    reset_counts,
    work_out_due,
    work_out_instance_due,
)  # fmt: skip
from jdsl.machine.effects import EffectKind
from jdsl.machine.layout import (
    A_FROM,
    A_GUARD,
    A_KIND,
    A_MS,
    A_OWNER,
    A_SLOT,
    A_TIMES,
    ALTERNATIVE_COUNTED,
    ALTERNATIVE_PLAIN,
    ALTERNATIVE_SILENCE,
    B_SINCE_SLOT,
    B_SLOT,
    CELL_SLOT,
    CELL_TIMES,
    CELL_VISIT_INDEX,
    CHANGE_WORDS,
    CODE_LOOKS_HI,
    CODE_LOOKS_LO,
    CODE_WORDS,
    G_BODIES_HI,
    G_BODIES_LO,
    G_BODY,
    G_LASTING,
    G_PLACE,
    G_SPENT_HI,
    G_SPENT_LO,
    G_STEPS,
    H_CODES,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_SCRATCH_CANDIDATES,
    H_SCRATCH_CHANGES,
    H_SCRATCH_LED_IN,
    H_SCRATCH_MATCHED,
    H_SCRATCH_TOTALS,
    H_SCRATCH_TOUCHED,
    I_ENTERED,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    I_STAY,
    I_STAYS,
    I_VISIT,
    J_ARMED_HI,
    J_ARMED_LO,
    J_CELLS_HI,
    J_CELLS_LO,
    J_CODES,
    J_COMPLETED_CODE,
    J_CONTACT,
    J_ENTER,
    J_ENTERED_CODE,
    J_HEAR,
    J_IMPLIED,
    J_REENTER,
    J_REENTER_ARGUMENT,
    J_STAGES,
    J_TRANSITIONS,
    JC_BURST,
    JC_ENTERED,
    JC_FIRST,
    JC_LEFT,
    JC_VISIT,
    JOURNEY_WORDS,
    L_BODY,
    L_COND,
    L_COND_BY_CLOCK,
    L_ENTRY,
    L_FIRED_SLOT,
    L_KIND,
    L_OVER,
    L_PAUSE_MS,
    L_PLACE,
    L_REASON,
    L_RULE,
    L_SPENT_MASK,
    L_SPENT_SLOT,
    L_STAGED,
    L_WAIT,
    LISTENER_AFTER,
    LISTENER_ARM,
    LISTENER_EXIT,
    LISTENER_GOAL,
    LISTENER_WHEN,
    LISTENER_WHENEVER,
    MATCHED_WORDS,
    REASON_CIRCLE,
    REENTER_AFTER,
    REENTER_ALWAYS,
    REENTER_NEVER,
    S_BASE,
    S_CANDIDATES,
    S_CHANGES,
    S_DUE,
    S_MATCHED,
    S_NOW,
    S_OWN,
    S_TOUCHED,
    STAGE_WORDS,
)  # fmt: skip
from jdsl.machine.values import MISSING

MOST_ENTERINGS = 1000  # S2.7: the entering of a contact into a journey that would be this one at an instant is refused

ENTER = int(EffectKind.ENTER)
REFUSED = int(EffectKind.REFUSED)
COMPLETE = int(EffectKind.COMPLETE)


@kernel
def fits(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, alternative: int, at: int,
    change: int,
) -> bool:  # fmt: skip
    """Whether the event is what the alternative speaks of: its link, `where`, `from` and `to`."""
    guard = tables[alternative + A_GUARD]
    return guard == 0 or judge(tables, contacts, arena, texts, scratch, scratch[S_BASE], 0, at, change, guard)


@kernel
def hear(tables: Words, scratch: Words, record: Words, offset: int, alternative: int) -> bool:
    """Let one alternative of a trigger hear an event that fits; whether it matches (S5). `record` from `offset` holds its counts."""
    kind = tables[alternative + A_KIND]
    if kind == ALTERNATIVE_PLAIN:
        return True
    own_ms = scratch[S_OWN]
    slot = offset + tables[alternative + A_SLOT]
    if kind == ALTERNATIVE_COUNTED:  # S5.2
        start = tables[alternative + A_FROM]
        counts = start == 0 or own_ms >= record[offset + start]
        times = tables[alternative + A_TIMES]
        within_ms = tables[alternative + A_MS]
        if within_ms == 0:
            if counts and record[slot] < times:
                record[slot] += 1
            return record[slot] >= times
        if counts:
            keep_latest(record, slot, times, own_ms)
        return record[slot + times - 1] > scratch[S_NOW] - within_ms
    if own_ms > record[slot + 1]:  # S5.4: a silence waits anew
        record[slot + 1] = own_ms
        record[slot] = max(own_ms + tables[alternative + A_MS], scratch[S_NOW])
        scratch[S_DUE] = 1
    return False


@kernel
def is_paused(tables: Words, arena: Words, instance: int, listener: int, now_ms: int) -> bool:
    """Whether a `whenever` ignores matches now: its body is under way, or it fired too lately (S4.3)."""
    if tables[listener + L_OVER] == 0 and arena[instance + tables[tables[listener + L_BODY] + B_SLOT]] != 0:
        return True
    pause_ms = tables[listener + L_PAUSE_MS]
    return pause_ms != 0 and now_ms < arena[instance + tables[listener + L_FIRED_SLOT]] + pause_ms


@kernel
def match(scratch: Words, area: int, listener: int, change: int) -> None:
    """Note that a listener matched, once."""
    count = scratch[S_MATCHED]
    if count > 0 and scratch[area + (count - 1) * MATCHED_WORDS] == listener:
        return
    scratch[area + count * MATCHED_WORDS] = listener
    scratch[area + count * MATCHED_WORDS + 1] = change
    scratch[S_MATCHED] = count + 1


@kernel
def listen(tables: Words, arena: Words, scratch: Words, instance: int, alternative: int, change: int) -> None:
    """One alternative of a live instance hears the event, and its listener is noted if it matches (S2.3, S1.4)."""
    listener = tables[alternative + A_OWNER]
    kind = tables[listener + L_KIND]
    begun_ms = arena[instance + I_ENTERED]
    if kind <= LISTENER_WHEN:
        if arena[instance + tables[listener + L_SPENT_SLOT]] & tables[listener + L_SPENT_MASK] != 0:
            return
        if tables[listener + L_STAGED] == 1:
            begun_ms = arena[instance + I_STAY]
    elif kind == LISTENER_WHENEVER:
        if tables[listener + L_STAGED] == 1:
            begun_ms = arena[instance + I_STAY]
        if tables[alternative + A_KIND] != ALTERNATIVE_SILENCE and is_paused(
            tables, arena, instance, listener, scratch[S_NOW]
        ):
            return
    else:  # LISTENER_ARM
        body = tables[listener + L_BODY]
        if arena[instance + tables[body + B_SLOT]] != tables[listener + L_WAIT]:
            return
        begun_ms = arena[instance + tables[body + B_SINCE_SLOT]]
    if scratch[S_OWN] < begun_ms:
        return
    if hear(tables, scratch, arena, instance, alternative):
        match(scratch, tables[H_SCRATCH_MATCHED], listener, change)


@kernel
def act(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, words: int,
    instance: int, listener: int, at: int, change: int,
) -> bool:  # fmt: skip
    """Let one matched rule or arm act, if its `if` holds now; whether it did (S2.3)."""
    kind = tables[listener + L_KIND]
    now_ms = scratch[S_NOW]
    spent = 0
    if kind == LISTENER_WHEN or kind == LISTENER_AFTER:
        spent = instance + tables[listener + L_SPENT_SLOT]
        if arena[spent] & tables[listener + L_SPENT_MASK] != 0:
            return False
    elif kind == LISTENER_WHENEVER and is_paused(tables, arena, instance, listener, now_ms):
        return False
    condition = tables[listener + L_COND] if at != 0 else tables[listener + L_COND_BY_CLOCK]
    if condition != 0 and not judge(
        tables, contacts, arena, texts, scratch, scratch[S_BASE], instance, at, change, condition
    ):
        return False
    if kind == LISTENER_ARM:
        go_on(tables, contacts, arena, texts, scratch, out, words, instance, listener, at, change)
        return True
    if spent != 0:
        arena[spent] |= tables[listener + L_SPENT_MASK]
    else:
        if tables[listener + L_FIRED_SLOT] != 0:
            arena[instance + tables[listener + L_FIRED_SLOT]] = now_ms
        reset_counts(tables, arena, instance, listener, now_ms + tables[listener + L_PAUSE_MS])
    begin_body(tables, contacts, arena, texts, scratch, out, words, instance, listener, at, change)
    return True


@kernel
def count_goals(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, instance: int, at: int
) -> bool:  # fmt: skip
    """Count every matched goal in turn; whether one of them ends the visit (S2.4)."""
    area = tables[H_SCRATCH_MATCHED]
    ends = False
    for place in range(area, area + scratch[S_MATCHED] * MATCHED_WORDS, MATCHED_WORDS):
        listener = scratch[place]
        if tables[listener + L_KIND] != LISTENER_GOAL:
            break
        condition = tables[listener + L_COND]
        if (
            condition == 0
            or judge(tables, contacts, arena, texts, scratch, scratch[S_BASE], instance, at, scratch[place + 1], condition)
        ) and reach_goal(tables, contacts, arena, texts, scratch, out, instance, listener, tables[listener + L_PLACE]):
            ends = True
    if ends:
        end_visit(tables, contacts, arena, scratch, instance)
    return ends


@kernel
def settle(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, words: int,
    instance: int, at: int,
) -> None:  # fmt: skip
    """Let what matched in one instance act: goals, then `exit when`, then arms and rules in source order (S2.3)."""
    area = tables[H_SCRATCH_MATCHED]
    hi = area + scratch[S_MATCHED] * MATCHED_WORDS
    if tables[scratch[area] + L_KIND] == LISTENER_GOAL and count_goals(
        tables, contacts, arena, texts, scratch, out, instance, at
    ):
        return
    for place in range(area, hi, MATCHED_WORDS):
        listener = scratch[place]
        if listener == 0 or tables[listener + L_KIND] == LISTENER_GOAL:
            continue
        change = scratch[place + 1]
        if tables[listener + L_KIND] == LISTENER_EXIT:
            condition = tables[listener + L_COND]
            if condition == 0 or judge(
                tables, contacts, arena, texts, scratch, scratch[S_BASE], instance, at, change, condition
            ):
                reason = tables[listener + L_REASON]
                exit_visit(
                    tables, contacts, arena, texts, scratch, out, instance, reason, tables[listener + L_PLACE]
                )
                return
            continue
        stays = arena[instance + I_STAYS]
        if not act(tables, contacts, arena, texts, scratch, out, words, instance, listener, at, change):
            continue
        if arena[instance + I_JOURNEY] == 0:
            return
        for later in range(place + MATCHED_WORDS, hi, MATCHED_WORDS):
            other = scratch[later]
            if other == 0:
                continue
            if tables[other + L_STAGED] == 1 and arena[instance + I_STAYS] != stays:
                scratch[later] = 0  # S2.3: a move drops what else of the old stage matched
            elif tables[other + L_KIND] == LISTENER_ARM and tables[other + L_BODY] == tables[listener + L_BODY]:
                scratch[later] = 0  # the wait that it belongs to is over


@kernel
def touch(tables: Words, scratch: Words, instance: int) -> None:
    """Note that a visit changed in this look: it may be completed, and its timers are to be worked out."""
    scratch[tables[H_SCRATCH_TOUCHED] + scratch[S_TOUCHED]] = instance
    scratch[S_TOUCHED] += 1


@kernel
def begin_visit_cell(tables: Words, arena: Words, scratch: Words, instance: int, cell: int) -> None:
    """Count what came into history behind what led in, and before the entering (S7.2)."""
    index = tables[cell + CELL_VISIT_INDEX]
    total = scratch[tables[H_SCRATCH_TOTALS] + index] - scratch[tables[H_SCRATCH_LED_IN] + index]
    arena[instance + tables[cell + CELL_SLOT]] = min(total, tables[cell + CELL_TIMES])


@kernel
def may_enter(tables: Words, contacts: Words, words: int, contact_words: int, now_ms: int) -> bool:
    """What `reenter` says (S3.1)."""
    visits = contacts[contact_words + JC_VISIT]
    reenter = tables[words + J_REENTER]
    if visits == 0 or reenter == REENTER_ALWAYS:
        return True
    if reenter == REENTER_NEVER:
        return False
    argument = tables[words + J_REENTER_ARGUMENT]
    if reenter == REENTER_AFTER:
        return now_ms >= contacts[contact_words + JC_LEFT] + argument
    return visits <= argument


@kernel
def enter(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, journey: int, words: int,
    at: int, change: int, place: int,
) -> int:  # fmt: skip
    """Let the contact into a journey, up to the first wait of the first stage's steps (S3.2). 0: refused (S2.7)."""
    base = scratch[S_BASE]
    now_ms = scratch[S_NOW]
    contact_words = base + tables[words + J_CONTACT]
    if contacts[contact_words + JC_ENTERED] != now_ms:
        contacts[contact_words + JC_BURST] = 0
    visit = contacts[contact_words + JC_VISIT] + 1
    burst = contacts[contact_words + JC_BURST] + 1
    if burst >= MOST_ENTERINGS:
        if burst == MOST_ENTERINGS:
            contacts[contact_words + JC_BURST] = burst
            effect(tables, contacts, scratch, out, journey, visit, REFUSED, NONE, REASON_CIRCLE, MISSING, place)
        return 0
    contacts[contact_words + JC_BURST] = burst
    contacts[contact_words + JC_ENTERED] = now_ms
    contacts[contact_words + JC_VISIT] = visit
    instance = new_instance(tables, contacts, arena, base, journey, words)
    arena[instance + I_VISIT] = visit
    arena[instance + I_ENTERED] = now_ms
    for cell in range(tables[words + J_CELLS_LO], tables[words + J_CELLS_HI]):
        begin_visit_cell(tables, arena, scratch, instance, tables[cell])
    begun_too_often(arena, instance, now_ms)
    effect(tables, contacts, scratch, out, journey, visit, ENTER, NONE, NONE, MISSING, place)
    bring_about(tables, contacts, arena, texts, scratch, tables[words + J_ENTERED_CODE], 0, MISSING, 0, MISSING)
    for pair in range(tables[words + J_ARMED_LO], tables[words + J_ARMED_HI], 2):
        arena[instance + tables[pair]] = now_ms + tables[pair + 1]
    row = begin_stay(tables, arena, instance, words, 0, now_ms)
    touch(tables, scratch, instance)
    body = tables[row + G_BODY]
    take_hand(tables, arena, scratch, instance, body, at, change)
    run_body(tables, contacts, arena, texts, scratch, out, words, instance, body, tables[row + G_STEPS])
    return instance


@kernel
def begin_counts(tables: Words, arena: Words, scratch: Words, instance: int, alternative: int, matched: int) -> None:
    """Let a rule that is an entry count the event that led in (S3.3), unless it acted on it."""
    listener = tables[alternative + A_OWNER]
    kind = tables[alternative + A_KIND]
    if tables[listener + L_ENTRY] == 0 or kind == ALTERNATIVE_PLAIN:
        return
    if tables[listener + L_STAGED] == 1 and arena[instance + I_STAYS] != 1:
        return
    if kind == ALTERNATIVE_COUNTED:
        area = tables[H_SCRATCH_MATCHED]
        for place in range(area, area + matched * MATCHED_WORDS, MATCHED_WORDS):
            if scratch[place] == tables[listener + L_ENTRY]:
                return
    else:
        arena[instance + tables[alternative + A_SLOT] + 1] = MISSING
    hear(tables, scratch, arena, instance, alternative)


@kernel
def act_on_entry(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, words: int,
    instance: int, at: int, matched: int,
) -> None:  # fmt: skip
    """Let the rules that matched what led in act on it, in source order (S3.3)."""
    area = tables[H_SCRATCH_MATCHED]
    for place in range(area, area + matched * MATCHED_WORDS, MATCHED_WORDS):
        entry = scratch[place]
        rule = tables[entry + L_RULE]
        if tables[rule + L_STAGED] == 1 and arena[instance + I_STAYS] != 1:
            continue
        if act(tables, contacts, arena, texts, scratch, out, words, instance, rule, at, scratch[place + 1]):
            reset_counts(tables, contacts, scratch[S_BASE], entry, scratch[S_NOW])
            if arena[instance + I_JOURNEY] == 0:
                return
        else:
            scratch[place] = 0


@kernel
def ask_entries(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, journey: int, words: int,
    at: int,
) -> int:  # fmt: skip
    """Ask the entries that matched, in source order; the first that lets in does (S2.6, S3.1). The instance, or 0."""
    base = scratch[S_BASE]
    now_ms = scratch[S_NOW]
    contact_words = base + tables[words + J_CONTACT]
    if not may_enter(tables, contacts, words, contact_words, now_ms):
        return 0
    area = tables[H_SCRATCH_MATCHED]
    for place in range(area, area + scratch[S_MATCHED] * MATCHED_WORDS, MATCHED_WORDS):
        entry = scratch[place]
        change = scratch[place + 1]
        condition = tables[entry + L_COND]
        if condition != 0 and not judge(tables, contacts, arena, texts, scratch, base, 0, at, change, condition):
            continue
        instance = enter(
            tables, contacts, arena, texts, scratch, out, journey, words, at, change, tables[entry + L_PLACE]
        )
        if instance != 0:
            reset_counts(tables, contacts, base, entry, now_ms)
        return instance
    return 0


@kernel
def gather(tables: Words, scratch: Words, lo: int, hi: int, change: int) -> None:
    """Put alternatives of one code among the candidates, which stay in source order; each code's after the earlier ones'."""
    area = tables[H_SCRATCH_CANDIDATES]
    for pointer in range(lo, hi):
        alternative = tables[pointer]
        place = area + 2 * scratch[S_CANDIDATES]
        while place > area and scratch[place - 2] > alternative:
            scratch[place] = scratch[place - 2]
            scratch[place + 1] = scratch[place - 1]
            place -= 2
        scratch[place] = alternative
        scratch[place + 1] = change
        scratch[S_CANDIDATES] += 1


@kernel
def own_number(tables: Words, code: int, journey: int) -> int:
    """The journey's own number for an event code, -1 if it does not know it."""
    row = tables[H_CODES] + code * CODE_WORDS
    for pair in range(tables[row + CODE_LOOKS_LO], tables[row + CODE_LOOKS_HI], 2):
        if tables[pair] == journey:
            return tables[pair + 1]
    return -1


@kernel
def gather_all(tables: Words, scratch: Words, journey: int, code: int, pointers: int) -> None:
    """Gather the candidates of a journey for the event and for all that it changed; `pointers` is their table's place."""
    scratch[S_CANDIDATES] = 0
    if code != 0:
        number = own_number(tables, code, journey)
        if number >= 0:
            gather(tables, scratch, tables[pointers + number], tables[pointers + number + 1], 0)
    for change in range(scratch[S_CHANGES]):
        row = tables[H_SCRATCH_CHANGES] + change * CHANGE_WORDS
        number = own_number(tables, scratch[row], journey)
        if number >= 0:
            gather(tables, scratch, tables[pointers + number], tables[pointers + number + 1], row + 1)


@kernel
def hear_entries(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, journey: int, words: int, code: int,
    at: int, pointers: int,
) -> None:  # fmt: skip
    """Let alternatives of `enter` hear the event, and note the entries that match."""
    base = scratch[S_BASE]
    area = tables[H_SCRATCH_MATCHED]
    scratch[S_MATCHED] = 0
    gather_all(tables, scratch, journey, code, pointers)
    candidates = tables[H_SCRATCH_CANDIDATES]
    heard = 0
    for place in range(candidates, candidates + 2 * scratch[S_CANDIDATES], 2):
        alternative = scratch[place]
        if alternative == heard:
            continue
        change = scratch[place + 1]
        if not fits(tables, contacts, arena, texts, scratch, alternative, at, change):
            continue
        heard = alternative  # one event is one match
        if hear(tables, scratch, contacts, base, alternative):
            match(scratch, area, tables[alternative + A_OWNER], change)


@kernel
def hear_instance(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, journey: int, words: int,
    instance: int, code: int, at: int,
) -> None:  # fmt: skip
    """Let what listens in one live instance hear the event, then act."""
    base = scratch[S_BASE]
    pointers = tables[words + J_TRANSITIONS] + arena[instance + I_STAGE] * tables[words + J_CODES]
    gather_all(tables, scratch, journey, code, pointers)
    scratch[S_MATCHED] = 0
    candidates = tables[H_SCRATCH_CANDIDATES]
    count = scratch[S_CANDIDATES]
    if count == 0:
        return
    heard = 0
    for place in range(candidates, candidates + 2 * count, 2):
        alternative = scratch[place]
        if alternative == heard:
            continue
        change = scratch[place + 1]
        if not fits(tables, contacts, arena, texts, scratch, alternative, at, change):
            continue
        heard = alternative
        listen(tables, arena, scratch, instance, alternative, change)
    touch(tables, scratch, instance)
    if scratch[S_MATCHED] > 0:
        settle(tables, contacts, arena, texts, scratch, out, words, instance, at)


@kernel
def look_journey(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, journey: int, code: int,
    at: int,
) -> None:  # fmt: skip
    """One journey looks at an event: its live instances, or else its entries (S2.3, S2.6)."""
    base = scratch[S_BASE]
    words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
    first = base + tables[words + J_CONTACT] + JC_FIRST
    if contacts[first] != 0:
        hear_entries(tables, contacts, arena, texts, scratch, journey, words, code, at, tables[words + J_HEAR])
        instance = contacts[first]
        while instance != 0:
            following = arena[instance + I_NEXT]
            hear_instance(tables, contacts, arena, texts, scratch, out, journey, words, instance, code, at)
            instance = following
        return
    hear_entries(tables, contacts, arena, texts, scratch, journey, words, code, at, tables[words + J_ENTER])
    if scratch[S_MATCHED] == 0:
        return
    instance = ask_entries(tables, contacts, arena, texts, scratch, out, journey, words, at)
    if instance == 0 or tables[words + J_IMPLIED] == 0 or arena[instance + I_JOURNEY] == 0:
        return
    matched = scratch[S_MATCHED]
    act_on_entry(tables, contacts, arena, texts, scratch, out, words, instance, at, matched)
    if arena[instance + I_JOURNEY] == 0:
        return
    gather_all(tables, scratch, journey, code, tables[words + J_TRANSITIONS])
    candidates = tables[H_SCRATCH_CANDIDATES]
    heard = 0
    for place in range(candidates, candidates + 2 * scratch[S_CANDIDATES], 2):
        alternative = scratch[place]
        change = scratch[place + 1]
        if alternative == heard or not fits(tables, contacts, arena, texts, scratch, alternative, at, change):
            continue
        heard = alternative
        begin_counts(tables, arena, scratch, instance, alternative, matched)


@kernel
def is_completed(tables: Words, arena: Words, instance: int) -> bool:
    """Whether nothing in the stage can happen any more (S3.7)."""
    words = tables[H_JOURNEYS] + (arena[instance + I_JOURNEY] - 1) * JOURNEY_WORDS
    row = tables[words + J_STAGES] + arena[instance + I_STAGE] * STAGE_WORDS
    if tables[row + G_LASTING] == 1:
        return False
    for slot in range(tables[row + G_BODIES_LO], tables[row + G_BODIES_HI]):
        if arena[instance + tables[slot]] != 0:
            return False
    for pair in range(tables[row + G_SPENT_LO], tables[row + G_SPENT_HI], 2):
        if arena[instance + tables[pair]] & tables[pair + 1] != tables[pair + 1]:
            return False
    return True


@kernel
def end_look(tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words) -> None:
    """After all journeys have looked: complete what is completed (S3.7), work out what is due next."""
    if scratch[S_TOUCHED] == 0 and scratch[S_DUE] == 0:
        return
    area = tables[H_SCRATCH_TOUCHED]
    for place in range(area, area + scratch[S_TOUCHED]):
        instance = scratch[place]
        journey = arena[instance + I_JOURNEY] - 1
        if journey < 0:
            continue
        if is_completed(tables, arena, instance):
            words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
            row = tables[words + J_STAGES] + arena[instance + I_STAGE] * STAGE_WORDS
            visit = arena[instance + I_VISIT]
            effect(tables, contacts, scratch, out, journey, visit, COMPLETE, NONE, NONE, MISSING, tables[row + G_PLACE])
            end_visit(tables, contacts, arena, scratch, instance)
            bring_about(
                tables, contacts, arena, texts, scratch, tables[words + J_COMPLETED_CODE], 0, MISSING, 0, MISSING
            )
        else:
            work_out_instance_due(tables, arena, instance)
    scratch[S_TOUCHED] = 0
    scratch[S_DUE] = 0
    work_out_due(tables, contacts, arena, scratch[S_BASE])


@kernel
def look(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, code: int, at: int
) -> None:  # fmt: skip
    """All journeys that know the event, or what it changed, look at it, in their order (S1.6)."""
    if scratch[S_CHANGES] == 0:
        row = tables[H_CODES] + code * CODE_WORDS
        for pair in range(tables[row + CODE_LOOKS_LO], tables[row + CODE_LOOKS_HI], 2):
            look_journey(tables, contacts, arena, texts, scratch, out, tables[pair], code, at)
    else:
        for journey in range(tables[H_JOURNEY_COUNT]):
            look_journey(tables, contacts, arena, texts, scratch, out, journey, code, at)
    end_look(tables, contacts, arena, texts, scratch, out)


@kernel
def look_at_start(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, journey: int, at: int,
    place: int,
) -> None:  # fmt: skip
    """`start J` in its turn: J alone is asked, and not its `enter` lines (S3.4)."""
    words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
    contact_words = scratch[S_BASE] + tables[words + J_CONTACT]
    if contacts[contact_words + JC_FIRST] == 0 and may_enter(tables, contacts, words, contact_words, scratch[S_NOW]):
        enter(tables, contacts, arena, texts, scratch, out, journey, words, at, 0, place)
    end_look(tables, contacts, arena, texts, scratch, out)
