"""Bodies: lists of steps under way, each to its next wait or its end before anything else happens (S4.4)."""

from __future__ import annotations

from jdsl.engine.conditions import judge, operand, property_of
from jdsl.engine.history import assign
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.visits import begin_stay, begun_too_often, bring_about, effect, end_visit, put_in_queue, reset_counts
from jdsl.machine.effects import EffectKind
from jdsl.machine.layout import (
    ATTRIBUTE_SLOT,
    ATTRIBUTE_WORDS,
    B_HAND_HI,
    B_HAND_LO,
    B_LISTENER,
    B_SINCE_SLOT,
    B_SLOT,
    B_STAGED,
    CHANGE_WORDS,
    FLAG_BOUNCED,
    FLAG_UNSUBSCRIBED,
    G_BODY,
    G_NAME,
    G_STEPS,
    H_ATTRIBUTES,
    H_JOURNEYS,
    H_SCRATCH_CHANGES,
    H_SCRATCH_HAND,
    I_JOURNEY,
    I_VISIT,
    J_EXITED_CODE,
    J_STAGES,
    JOURNEY_WORDS,
    K_FLAGS,
    L_BODY,
    L_CODE,
    L_KIND,
    L_NAME,
    L_OVER,
    L_PC,
    L_PLACE,
    L_SPENT_MASK,
    L_SPENT_SLOT,
    L_STAY,
    LISTENER_WHENEVER,
    OP_ADD,
    OP_ANNOUNCE,
    OP_END,
    OP_EXIT,
    OP_IF,
    OP_JUMP,
    OP_MOVE,
    OP_NOTIFY,
    OP_REACH,
    OP_SEND,
    OP_SET,
    OP_SUBSCRIPTION,
    OP_TAG,
    OP_WAIT,
    QUEUE_PLACE,
    QUEUE_RECORD,
    QUEUE_START,
    REASON_BOUNCED,
    REASON_CIRCLE,
    REASON_NO_ADDRESS,
    REASON_NOT_SUBSCRIBED,
    REASON_UNSUBSCRIBED,
    S_BASE,
    S_CHANGES,
    S_NOW,
    S_OVERFLOWS,
    S_QUEUE_TAIL,
    STAGE_WORDS,
    W_ARMED_HI,
    W_ARMED_LO,
    W_RESET_HI,
    W_RESET_LO,
)  # fmt: skip
from jdsl.machine.values import MISSING, NEVER_MS, NUMBER_LIMIT
from jdsl.machine.vocabulary import NEW_PROPERTY, OLD_PROPERTY, REASON_PROPERTY

NONE = -1

ENTER = int(EffectKind.ENTER)
MOVE = int(EffectKind.MOVE)
SEND = int(EffectKind.SEND)
WITHHELD = int(EffectKind.WITHHELD)
NOTIFY = int(EffectKind.NOTIFY)
SET = int(EffectKind.SET)
TAG = int(EffectKind.TAG)
UNTAG = int(EffectKind.UNTAG)
SUBSCRIBE = int(EffectKind.SUBSCRIBE)
UNSUBSCRIBE = int(EffectKind.UNSUBSCRIBE)
ANNOUNCE = int(EffectKind.ANNOUNCE)
REACH = int(EffectKind.REACH)
EXIT = int(EffectKind.EXIT)


@kernel
def exit_visit(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, instance: int,
    reason: int, place: int,
) -> None:  # fmt: skip
    """End a visit by `exit` (S3.5); `reason` is a text or -1."""
    journey = arena[instance + I_JOURNEY] - 1
    effect(tables, contacts, scratch, out, journey, arena[instance + I_VISIT], EXIT, NONE, reason, MISSING, place)
    end_visit(tables, contacts, arena, scratch, instance)
    code = tables[tables[H_JOURNEYS] + journey * JOURNEY_WORDS + J_EXITED_CODE]
    said = MISSING if reason < 0 else reason
    bring_about(tables, contacts, arena, texts, scratch, code, REASON_PROPERTY, said, 0, MISSING)


@kernel
def reach_goal(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, instance: int,
    listener: int, place: int,
) -> bool:  # fmt: skip
    """Count a goal, unless it is counted already (S3.8). True if that must end the visit; the caller ends it."""
    spent = instance + tables[listener + L_SPENT_SLOT]
    mask = tables[listener + L_SPENT_MASK]
    if arena[spent] & mask != 0:
        return False
    arena[spent] |= mask
    journey = arena[instance + I_JOURNEY] - 1
    visit = arena[instance + I_VISIT]
    effect(tables, contacts, scratch, out, journey, visit, REACH, tables[listener + L_NAME], NONE, MISSING, place)
    bring_about(tables, contacts, arena, texts, scratch, tables[listener + L_CODE], 0, MISSING, 0, MISSING)
    return tables[listener + L_STAY] == 0


@kernel
def take_hand(tables: Words, arena: Words, scratch: Words, instance: int, body: int, at: int, change: int) -> None:
    """Keep what the body may ask of the event at hand (S4.10)."""
    for pair in range(tables[body + B_HAND_LO], tables[body + B_HAND_HI], 2):
        arena[instance + tables[pair + 1]] = property_of(scratch, at, change, tables[pair])


@kernel
def pass_hand(tables: Words, arena: Words, scratch: Words, instance: int, body: int, to: int) -> None:
    """Lay aside for the body `to` what `body` has at hand; `give_hand` puts it there, when the stage is entered."""
    aside = tables[H_SCRATCH_HAND]
    for pair in range(tables[to + B_HAND_LO], tables[to + B_HAND_HI], 2):
        scratch[aside] = MISSING
        for own in range(tables[body + B_HAND_LO], tables[body + B_HAND_HI], 2):
            if tables[own] == tables[pair]:
                scratch[aside] = arena[instance + tables[own + 1]]
        aside += 1


@kernel
def give_hand(tables: Words, arena: Words, scratch: Words, instance: int, to: int) -> None:
    """Put what `pass_hand` laid aside into the body `to`."""
    aside = tables[H_SCRATCH_HAND]
    for pair in range(tables[to + B_HAND_LO], tables[to + B_HAND_HI], 2):
        arena[instance + tables[pair + 1]] = scratch[aside]
        aside += 1


@kernel
def end_body(tables: Words, arena: Words, instance: int, body: int, now_ms: int) -> None:
    """The body is over; the counts of its `whenever` begin anew (S4.3)."""
    slot = instance + tables[body + B_SLOT]
    arena[slot] = 0
    arena[slot + 1] = NEVER_MS
    listener = tables[body + B_LISTENER]
    if listener != 0 and tables[listener + L_KIND] == LISTENER_WHENEVER and tables[listener + L_OVER] == 0:
        reset_counts(tables, arena, instance, listener, now_ms)


@kernel
def begin_wait(tables: Words, arena: Words, instance: int, body: int, wait: int, ms: int, now_ms: int) -> None:
    """Begin a wait; its arms listen from now on (S4.7)."""
    slot = instance + tables[body + B_SLOT]
    arena[slot] = wait
    arena[slot + 1] = NEVER_MS if ms == NEVER_MS else now_ms + ms
    if tables[body + B_SINCE_SLOT] != 0:
        arena[instance + tables[body + B_SINCE_SLOT]] = now_ms
    for pair in range(tables[wait + W_RESET_LO], tables[wait + W_RESET_HI], 2):
        arena[instance + tables[pair]] = tables[pair + 1]
    for pair in range(tables[wait + W_ARMED_LO], tables[wait + W_ARMED_HI], 2):
        arena[instance + tables[pair]] = now_ms + tables[pair + 1]


@kernel
def leave_wait(tables: Words, arena: Words, instance: int, body: int) -> None:
    """Stop waiting: nothing of the wait, nor of its arms, is due any more."""
    slot = instance + tables[body + B_SLOT]
    wait = arena[slot]
    if wait != 0:
        for pair in range(tables[wait + W_ARMED_LO], tables[wait + W_ARMED_HI], 2):
            arena[instance + tables[pair]] = NEVER_MS
    arena[slot] = 0
    arena[slot + 1] = NEVER_MS


@kernel
def send(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, journey: int, visit: int,
    pc: int,
) -> None:  # fmt: skip
    """Send a message, or withhold it with the first reason that applies (S6.1)."""
    base = scratch[S_BASE]
    name = tables[pc + 1]
    channel = tables[pc + 2]
    flags = contacts[base + K_FLAGS]
    reason = NONE
    if flags & FLAG_UNSUBSCRIBED != 0:
        reason = REASON_UNSUBSCRIBED
    elif channel != 0 and contacts[base + channel] == 0:
        reason = REASON_NOT_SUBSCRIBED
    elif tables[pc + 3] == 1 and flags & FLAG_BOUNCED != 0:
        reason = REASON_BOUNCED
    if reason >= 0:
        effect(tables, contacts, scratch, out, journey, visit, WITHHELD, name, reason, MISSING, tables[pc + 4])
        return
    effect(tables, contacts, scratch, out, journey, visit, SEND, name, NONE, MISSING, tables[pc + 4])
    bring_about(tables, contacts, arena, texts, scratch, tables[pc + 5], 0, MISSING, 0, MISSING)


@kernel
def set_attribute(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, journey: int, visit: int,
    attribute: int, value: int, place: int,
) -> None:  # fmt: skip
    """Set an attribute by a step: the effect always, an event where that is a change (S8.1)."""
    effect(tables, contacts, scratch, out, journey, visit, SET, attribute, NONE, value, place)
    changes = scratch[S_CHANGES]
    assign(tables, contacts, texts, scratch, scratch[S_BASE], attribute, value, scratch[S_NOW])
    if scratch[S_CHANGES] > changes:
        scratch[S_CHANGES] = changes
        change = tables[H_SCRATCH_CHANGES] + changes * CHANGE_WORDS
        old = scratch[change + 4]
        bring_about(tables, contacts, arena, texts, scratch, scratch[change], OLD_PROPERTY, old, NEW_PROPERTY, value)


@kernel
def sum_of(scratch: Words, left: int, right: int) -> int:
    """The sum of two numbers, missing ones counting as 0; `MISSING`, and noted, where it leaves the range (S7.1)."""
    first = 0 if left == MISSING else left
    second = 0 if right == MISSING else right
    if (second > 0 and first > NUMBER_LIMIT - second) or (second < 0 and first < -NUMBER_LIMIT - second):
        scratch[S_OVERFLOWS] += 1
        return MISSING
    return first + second


@kernel
def queue_start(tables: Words, arena: Words, scratch: Words, instance: int, pc: int) -> None:
    """Queue the asking for entry of `start` (S3.4), with what the starter has at hand."""
    entry = scratch[S_QUEUE_TAIL]
    scratch[entry] = 0
    scratch[entry + QUEUE_START] = tables[pc + 1] + 1
    scratch[entry + QUEUE_PLACE] = tables[pc + 2]
    record = entry + QUEUE_RECORD
    place = record + 2
    for pair in range(tables[pc + 3], tables[pc + 4], 2):
        value = arena[instance + tables[pair + 1]]
        if value != MISSING:
            scratch[place] = tables[pair]
            scratch[place + 1] = value
            place += 2
    scratch[record] = 0
    scratch[record + 1] = (place - record - 2) // 2
    scratch[place] = 0
    put_in_queue(tables, scratch)


@kernel
def run_body(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, words: int,
    instance: int, body: int, pc: int,
) -> None:  # fmt: skip
    """Run steps from `pc` on, through moves, until the body waits, ends, or the visit is over.

    `words` is the journey's row. Whether the visit lives on, and in which stay, the caller reads from the instance.
    """
    base = scratch[S_BASE]
    now_ms = scratch[S_NOW]
    journey = arena[instance + I_JOURNEY] - 1
    visit = arena[instance + I_VISIT]
    while True:
        operation = tables[pc]
        if operation == OP_SEND:
            send(tables, contacts, arena, texts, scratch, out, journey, visit, pc)
            pc += 6
        elif operation == OP_WAIT:
            begin_wait(tables, arena, instance, body, tables[pc + 1], tables[pc + 2], now_ms)
            return
        elif operation == OP_END:
            end_body(tables, arena, instance, body, now_ms)
            return
        elif operation == OP_IF:
            if judge(tables, contacts, arena, texts, scratch, base, instance, 0, 0, tables[pc + 1]):
                pc += 3
            else:
                pc = tables[pc + 2]
        elif operation == OP_JUMP:
            pc = tables[pc + 1]
        elif operation == OP_MOVE:
            if begun_too_often(arena, instance, now_ms):
                exit_visit(tables, contacts, arena, texts, scratch, out, instance, REASON_CIRCLE, tables[pc + 2])
                return
            place = tables[pc + 2]
            row = tables[words + J_STAGES] + tables[pc + 1] * STAGE_WORDS
            effect(tables, contacts, scratch, out, journey, visit, MOVE, tables[row + G_NAME], NONE, MISSING, place)
            steps = tables[row + G_BODY]
            pass_hand(tables, arena, scratch, instance, body, steps)
            if tables[body + B_STAGED] == 0:
                end_body(tables, arena, instance, body, now_ms)
            begin_stay(tables, arena, instance, words, tables[pc + 1], now_ms)
            give_hand(tables, arena, scratch, instance, steps)
            body = steps
            pc = tables[row + G_STEPS]
        elif operation == OP_REACH:
            if reach_goal(tables, contacts, arena, texts, scratch, out, instance, tables[pc + 1], tables[pc + 2]):
                end_visit(tables, contacts, arena, scratch, instance)
                return
            pc += 3
        elif operation == OP_EXIT:
            exit_visit(tables, contacts, arena, texts, scratch, out, instance, tables[pc + 1], tables[pc + 2])
            return
        elif operation == OP_SET:
            value = operand(contacts, arena, scratch, base, instance, 0, 0, tables[pc + 2], tables[pc + 3])
            set_attribute(
                tables, contacts, arena, texts, scratch, out, journey, visit, tables[pc + 1], value, tables[pc + 4]
            )
            pc += 5
        elif operation == OP_ADD:
            value = operand(contacts, arena, scratch, base, instance, 0, 0, tables[pc + 2], tables[pc + 3])
            if value != MISSING:
                value *= tables[pc + 4]
            slot = tables[tables[H_ATTRIBUTES] + tables[pc + 1] * ATTRIBUTE_WORDS + ATTRIBUTE_SLOT]
            value = sum_of(scratch, contacts[base + slot], value)
            set_attribute(
                tables, contacts, arena, texts, scratch, out, journey, visit, tables[pc + 1], value, tables[pc + 5]
            )
            pc += 6
        elif operation == OP_TAG:
            kind = TAG if tables[pc + 3] == 1 else UNTAG
            effect(
                tables, contacts, scratch, out, journey, visit, kind, tables[pc + 4], NONE, MISSING, tables[pc + 5]
            )
            slot = base + tables[pc + 1]
            mask = tables[pc + 2]
            if kind == UNTAG:
                contacts[slot] &= ~mask
            elif contacts[slot] & mask == 0:
                contacts[slot] |= mask
                bring_about(tables, contacts, arena, texts, scratch, tables[pc + 6], 0, MISSING, 0, MISSING)
            pc += 7
        elif operation == OP_SUBSCRIPTION:
            on = tables[pc + 2]
            kind = SUBSCRIBE if on == 1 else UNSUBSCRIBE
            effect(
                tables, contacts, scratch, out, journey, visit, kind, tables[pc + 3], NONE, MISSING, tables[pc + 4]
            )
            slot = base + tables[pc + 1]
            before = contacts[slot]
            contacts[slot] = on
            if on == 0:
                contacts[slot + 1] = now_ms
            if before != on:
                bring_about(tables, contacts, arena, texts, scratch, tables[pc + 5], 0, MISSING, 0, MISSING)
            pc += 6
        elif operation == OP_NOTIFY:
            slot = tables[pc + 3]
            if slot != 0 and contacts[base + slot] == MISSING:
                effect(
                    tables, contacts, scratch, out, journey, visit,
                    WITHHELD, tables[pc + 1], REASON_NO_ADDRESS, MISSING, tables[pc + 4],
                )  # fmt: skip
            else:
                effect(
                    tables, contacts, scratch, out, journey, visit,
                    NOTIFY, tables[pc + 1], NONE, tables[pc + 2], tables[pc + 4],
                )  # fmt: skip
            pc += 5
        elif operation == OP_ANNOUNCE:
            effect(
                tables, contacts, scratch, out, journey, visit,
                ANNOUNCE, tables[pc + 2], NONE, tables[pc + 3], tables[pc + 4],
            )  # fmt: skip
            bring_about(tables, contacts, arena, texts, scratch, tables[pc + 1], 0, MISSING, 0, MISSING)
            pc += 5
        else:  # OP_START
            queue_start(tables, arena, scratch, instance, pc)
            pc += 5


@kernel
def begin_body(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, words: int,
    instance: int, listener: int, at: int, change: int,
) -> None:  # fmt: skip
    """Begin the body of a rule that fires for the event at `at` (0: by the clock)."""
    now_ms = scratch[S_NOW]
    if begun_too_often(arena, instance, now_ms):
        place = tables[listener + L_PLACE]
        exit_visit(tables, contacts, arena, texts, scratch, out, instance, REASON_CIRCLE, place)
        return
    body = tables[listener + L_BODY]
    leave_wait(tables, arena, instance, body)
    take_hand(tables, arena, scratch, instance, body, at, change)
    run_body(tables, contacts, arena, texts, scratch, out, words, instance, body, tables[listener + L_PC])


@kernel
def go_on(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, out: Words, words: int,
    instance: int, listener: int, at: int, change: int,
) -> None:  # fmt: skip
    """Go on behind a wait by one of its arms; a clock leaves what the body has at hand (S4.10)."""
    body = tables[listener + L_BODY]
    leave_wait(tables, arena, instance, body)
    if at != 0:
        take_hand(tables, arena, scratch, instance, body, at, change)
    run_body(tables, contacts, arena, texts, scratch, out, words, instance, body, tables[listener + L_PC])
