"""Sending: whether a message may go out now, later, or not at all, in the law's order (S6)."""

from __future__ import annotations

from jdsl.engine.holds import is_held
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.limits import DELAYING, NONE_FULL, count_sent, fullness, room_in_all
from jdsl.engine.visits import bring_about_of, due_at, effect
from jdsl.engine.windows import first_open, window_zone
from jdsl.engine.zones import contact_zone, zone_of_text
from jdsl.machine.calendar_layout import SEARCH_MS, WINDOW_WORDS
from jdsl.machine.effects import EFFECT_KIND, EFFECT_NAME, EFFECT_VALUE, EFFECT_WORDS, VALUE_OF_CALL, EffectKind
from jdsl.machine.layout import (
    B_SLOT,
    D_ARGUMENT,
    D_KIND,
    DUE_WAIT,
    DUE_WORDS,
    FLAG_BOUNCED,
    FLAG_UNSUBSCRIBED,
    G_DUES_HI,
    G_DUES_LO,
    H_HOLDS_LO,
    H_HOLIDAYS,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    I_JOURNEY,
    I_NEXT,
    I_STAGE,
    I_VISIT,
    I_WATCHED,
    J_CONTACT,
    J_STAGES,
    JC_FIRST,
    JOURNEY_WORDS,
    K_FLAGS,
    OP_CALL,
    OP_SEND_ANYWAY,
    OP_SEND_JUDGED,
    REASON_BOUNCED,
    REASON_HELD_OUT,
    REASON_HOLD,
    REASON_LIMIT,
    REASON_NO_ADDRESS,
    REASON_NOT_SUBSCRIBED,
    REASON_UNSUBSCRIBED,
    REASON_WINDOW,
    S_BASE,
    S_NOW,
    S_OUT,
    SENDING_HELD_OUT,
    SENDING_LIMITS_HI,
    SENDING_LIMITS_LO,
    SENDING_WINDOWS_HI,
    SENDING_WINDOWS_LO,
    STAGE_WORDS,
    W_RESUME,
)  # fmt: skip
from jdsl.machine.values import MISSING, NEVER_MS

NONE = -1

SEND = int(EffectKind.SEND)
WITHHELD = int(EffectKind.WITHHELD)
NOTIFY = int(EffectKind.NOTIFY)
CALL = int(EffectKind.CALL)


@kernel
def standing_against(memory: Words, state: Words, journey: int, pc: int) -> int:
    """Why a message does not go to the contact as it stands, the first of all reasons; `NONE` (S6.1)."""
    base = memory[S_BASE]
    channel = memory[pc + 2]
    flags = state[base + K_FLAGS]
    if flags & FLAG_UNSUBSCRIBED != 0:
        return REASON_UNSUBSCRIBED
    if channel != 0 and state[base + channel] == 0:
        return REASON_NOT_SUBSCRIBED
    if memory[H_HOLDS_LO] != 0 and is_held(memory, state, journey, channel):
        return REASON_HOLD
    if memory[pc + 3] == 1 and flags & FLAG_BOUNCED != 0:
        return REASON_BOUNCED
    return NONE


@kernel
def go_out(memory: Words, state: Words, instance: int, pc: int, reason: int) -> None:
    """Send the message of the step at `pc`, or withhold it for a reason."""
    journey = state[instance + I_JOURNEY] - 1
    visit = state[instance + I_VISIT]
    if reason != NONE:
        effect(memory, state, journey, visit, WITHHELD, memory[pc + 1], reason, MISSING, memory[pc + 4])
        return
    effect(memory, state, journey, visit, SEND, memory[pc + 1], NONE, MISSING, memory[pc + 4])
    if memory[pc + 6] != 0:
        state[memory[S_BASE] + memory[pc + 6]] = memory[S_NOW]  # INVARIANT: no own time that is known is later
    bring_about_of(memory, state, memory[H_JOURNEYS] + journey * JOURNEY_WORDS, instance, memory[pc + 5])


@kernel
def send_anyway(memory: Words, state: Words, instance: int, pc: int) -> None:
    """Send a transactional message: a hard bounce alone stops it (S6.1)."""
    bounced = memory[pc + 3] == 1 and state[memory[S_BASE] + K_FLAGS] & FLAG_BOUNCED != 0
    go_out(memory, state, instance, pc, REASON_BOUNCED if bounced else NONE)


@kernel
def room_and_open(memory: Words, state: Words, zone: int, row: int, at_ms: int, end_ms: int) -> int:
    """The first instant not before `at_ms` at which all windows are open and no limit is full (S6.3).

    `NEVER_MS` if that is not before `end_ms`.
    """
    settled_ms = NEVER_MS
    while settled_ms != at_ms:  # until a whole round changes nothing
        settled_ms = at_ms
        at_ms = room_in_all(
            memory, state, memory[S_BASE], memory[row + SENDING_LIMITS_LO], memory[row + SENDING_LIMITS_HI], at_ms,
            end_ms,
        )  # fmt: skip
        if at_ms != NEVER_MS:
            at_ms = first_open(
                memory, zone, memory[H_HOLIDAYS], memory[row + SENDING_WINDOWS_LO], memory[row + SENDING_WINDOWS_HI],
                at_ms, end_ms,
            )  # fmt: skip
        if at_ms == NEVER_MS:
            return NEVER_MS
    return at_ms


@kernel
def put_off(memory: Words, state: Words, instance: int, body: int, wait: int, at_ms: int) -> None:
    """Let the body stand at its send until an instant, at which it is judged anew."""
    slot = instance + memory[body + B_SLOT]
    state[slot] = wait
    state[slot + 1] = at_ms
    due_at(memory, state, instance, at_ms)


@kernel
def send_if_it_may(memory: Words, state: Words, instance: int, body: int, pc: int) -> bool:
    """Judge a send by windows, standing, limits and hold-out, in this order; False if it is put off (S6.1)."""
    base = memory[S_BASE]
    now_ms = memory[S_NOW]
    journey = state[instance + I_JOURNEY] - 1
    row = memory[pc + 7]
    lo = memory[row + SENDING_LIMITS_LO]
    hi = memory[row + SENDING_LIMITS_HI]
    zone = contact_zone(memory, state, base)
    end_ms = now_ms + SEARCH_MS
    opens_ms = first_open(
        memory, zone, memory[H_HOLIDAYS], memory[row + SENDING_WINDOWS_LO], memory[row + SENDING_WINDOWS_HI], now_ms,
        end_ms,
    )  # fmt: skip
    if opens_ms == NEVER_MS:
        full = fullness(memory, state, base, lo, hi, now_ms) != NONE_FULL
        go_out(memory, state, instance, pc, REASON_LIMIT if full else REASON_WINDOW)
        return True
    if opens_ms > now_ms:
        put_off(memory, state, instance, body, memory[pc + 8], opens_ms)
        return False
    reason = standing_against(memory, state, journey, pc)
    if reason == NONE:
        full = fullness(memory, state, base, lo, hi, now_ms)
        if full == DELAYING:
            room_ms = room_and_open(memory, state, zone, row, now_ms, end_ms)
            if room_ms != NEVER_MS:
                put_off(memory, state, instance, body, memory[pc + 8], room_ms)
                return False
        if full != NONE_FULL:
            reason = REASON_LIMIT
        else:
            count_sent(memory, state, base, lo, hi, now_ms)  # held out or not (S6.3)
            held_out = memory[row + SENDING_HELD_OUT]
            if held_out != 0 and state[base + held_out] == 1:
                reason = REASON_HELD_OUT
    go_out(memory, state, instance, pc, reason)
    return True


@kernel
def notify(memory: Words, state: Words, instance: int, pc: int) -> None:
    """The step `notify`: withheld where there is no address (S6.4)."""
    journey = state[instance + I_JOURNEY] - 1
    visit = state[instance + I_VISIT]
    slot = memory[pc + 3]
    if slot != 0 and state[memory[S_BASE] + slot if slot > 0 else instance - slot] == MISSING:
        effect(
            memory, state, journey, visit, WITHHELD, memory[pc + 1], REASON_NO_ADDRESS, MISSING, memory[pc + 4]
        )  # fmt: skip
    else:
        effect(memory, state, journey, visit, NOTIFY, memory[pc + 1], NONE, memory[pc + 2], memory[pc + 4])


@kernel
def is_not_held_out(memory: Words, state: Words, journey: int, visit: int, pc: int) -> bool:
    """Whether a notice or a call goes to the contact; the effect if it does not (S6.4)."""
    if state[memory[S_BASE] + memory[pc + 1]] == 0:
        return True
    effect(memory, state, journey, visit, WITHHELD, memory[pc + 2], REASON_HELD_OUT, MISSING, memory[pc + 3])
    return False


@kernel
def call(memory: Words, state: Words, instance: int, pc: int) -> None:
    """Call a webhook, with all that the journey remembers."""
    journey = state[instance + I_JOURNEY] - 1
    visit = state[instance + I_VISIT]
    effect(memory, state, journey, visit, CALL, memory[pc + 1], NONE, MISSING, memory[pc + 2])
    low = memory[pc + 3]
    for pointer in range(low, memory[pc + 4]):
        row = memory[S_OUT]
        for word in range(EFFECT_WORDS):
            memory[row + word] = memory[row - EFFECT_WORDS + word]
        memory[row + EFFECT_KIND] = VALUE_OF_CALL
        memory[row + EFFECT_NAME] = pointer - low
        memory[row + EFFECT_VALUE] = state[instance + memory[pointer]]
        memory[S_OUT] = row + EFFECT_WORDS


@kernel
def send_or_call(memory: Words, state: Words, instance: int, body: int, pc: int) -> int:
    """Do one of the steps of this module; where to go on, 0 if the body is put off."""
    operation = memory[pc]
    if operation == OP_SEND_JUDGED:
        return pc + 9 if send_if_it_may(memory, state, instance, body, pc) else 0
    if operation == OP_CALL:
        call(memory, state, instance, pc)
        return pc + 5
    journey = state[instance + I_JOURNEY] - 1
    visit = state[instance + I_VISIT]
    if operation == OP_SEND_ANYWAY:
        send_anyway(memory, state, instance, pc)
        return pc + 7
    return pc + 5 if is_not_held_out(memory, state, journey, visit, pc) else memory[pc + 4]  # OP_UNLESS_HELD_OUT


# --- the contact's zone changes (S6.1, S7.4) ---


@kernel
def opens_otherwise(memory: Words, row: int, old_zone: int, zone: int) -> bool:
    """Whether a window of a send goes by another clock if the contact's zone is another."""
    for window in range(memory[row + SENDING_WINDOWS_LO], memory[row + SENDING_WINDOWS_HI], WINDOW_WORDS):
        if window_zone(memory, window, old_zone) != window_zone(memory, window, zone):
            return True
    return False


@kernel
def judge_anew(memory: Words, state: Words, words: int, instance: int, old_zone: int, zone: int) -> None:
    """Let what is put off in one visit, and stands under another clock now, be due at once."""
    stage = memory[words + J_STAGES] + state[instance + I_STAGE] * STAGE_WORDS
    for due in range(memory[stage + G_DUES_LO], memory[stage + G_DUES_HI], DUE_WORDS):
        if memory[due + D_KIND] != DUE_WAIT:
            continue
        slot = instance + memory[memory[due + D_ARGUMENT] + B_SLOT]
        wait = state[slot]
        if wait == 0:
            continue
        pc = memory[wait + W_RESUME]
        is_put_off = memory[pc] == OP_SEND_JUDGED and memory[pc + 8] == wait  # INVARIANT: nothing else waits there
        if is_put_off and opens_otherwise(memory, memory[pc + 7], old_zone, zone):
            state[slot + 1] = memory[S_NOW]
            due_at(memory, state, instance, memory[S_NOW])


@kernel
def follow_zone(memory: Words, state: Words, old_text: int, text: int) -> None:
    """The attribute `timezone` was changed: judge anew, at once, what is put off until a window in contact time."""
    old_zone = zone_of_text(memory, old_text)
    zone = zone_of_text(memory, text)
    if old_zone == zone:
        return
    words = memory[H_JOURNEYS]
    for _journey in range(memory[H_JOURNEY_COUNT]):
        instance = state[memory[S_BASE] + memory[words + J_CONTACT] + JC_FIRST]
        while instance != 0:
            if state[instance + I_WATCHED] == 0:
                judge_anew(memory, state, words, instance, old_zone, zone)
            instance = state[instance + I_NEXT]
        words += JOURNEY_WORDS
