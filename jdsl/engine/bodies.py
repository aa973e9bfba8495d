"""Bodies: lists of steps under way, each to its next wait or its end before anything else happens (S4.4)."""

from __future__ import annotations

from jdsl.engine.conditions import judge, operand, property_of
from jdsl.engine.history import assign
from jdsl.engine.holds import hold_or_release
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.keyed import carried
from jdsl.engine.segments import take_stock_behind
from jdsl.engine.sending import NONE, follow_zone, go_out, notify, send_or_call, standing_against
from jdsl.engine.visits import (
    begin_stay,
    begun_too_often,
    bring_about,
    bring_about_of,
    effect,
    end_visit,
    put_in_queue,
    reset_counts,
)  # fmt: skip
from jdsl.engine.waits import begin_wait, leave_wait, sum_of, wait_or_remember
from jdsl.engine.watched import end_watch, is_over, leave_visit
from jdsl.machine.effects import EffectKind
from jdsl.machine.layout import (
    ATTRIBUTE_SLOT,
    ATTRIBUTE_WORDS,
    B_HAND_HI,
    B_HAND_LO,
    B_LISTENER,
    B_SLOT,
    B_STAGED,
    CHANGE_WORDS,
    G_BODY,
    G_NAME,
    G_STEPS,
    H_ATTRIBUTES,
    H_JOURNEYS,
    H_SCRATCH_CHANGES,
    H_SCRATCH_HAND,
    H_SEGMENTS_LO,
    H_TIMEZONE_SLOT,
    I_JOURNEY,
    I_VISIT,
    I_WATCHED,
    J_APART,
    J_CONTACT,
    J_EXITED_CODE,
    J_KEY_PROPERTY,
    J_STAGES,
    JOURNEY_WORDS,
    L_BODY,
    L_CODE,
    L_KIND,
    L_NAME,
    L_OVER,
    L_PC,
    L_PLACE,
    L_REASON,
    L_SPENT_MASK,
    L_SPENT_SLOT,
    L_STAY,
    L_WITHIN_MS,
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
    OP_RELEASE,
    OP_SEND,
    OP_SET,
    OP_START,
    OP_SUBSCRIPTION,
    OP_TAG,
    OP_WAIT,
    OP_WAIT_LATER,
    QUEUE_PLACE,
    QUEUE_RECORD,
    QUEUE_START,
    REASON_CIRCLE,
    S_BASE,
    S_CHANGES,
    S_NOW,
    S_QUEUE_TAIL,
    STAGE_WORDS,
)  # fmt: skip
from jdsl.machine.values import MISSING, NEVER_MS
from jdsl.machine.vocabulary import NEW_PROPERTY, OLD_PROPERTY, REASON_PROPERTY

ENTER = int(EffectKind.ENTER)
MOVE = int(EffectKind.MOVE)
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
    memory: Words, state: Words, instance: int,
    reason: int, place: int,
) -> None:  # fmt: skip
    """End a visit by `exit` (S3.5); `reason` is a text or -1."""
    journey = state[instance + I_JOURNEY] - 1
    effect(memory, state, journey, state[instance + I_VISIT], EXIT, NONE, reason, MISSING, place)
    words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
    value = carried(memory, state, words, instance)
    leave_visit(memory, state, instance)
    said = MISSING if reason < 0 else reason
    bring_about(
        memory, state, memory[words + J_EXITED_CODE], REASON_PROPERTY, said, memory[words + J_KEY_PROPERTY], value
    )
    if memory[H_SEGMENTS_LO] != 0:
        take_stock_behind(memory, state)


@kernel
def reach_goal(
    memory: Words, state: Words, instance: int,
    listener: int, place: int,
) -> bool:  # fmt: skip
    """Count a goal, unless it is counted already (S3.8). True if that must end the visit; the caller ends it."""
    spent = instance + memory[listener + L_SPENT_SLOT]
    mask = memory[listener + L_SPENT_MASK]
    if state[spent] & mask != 0:
        return False
    state[spent] |= mask
    journey = state[instance + I_JOURNEY] - 1
    words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
    visit = state[instance + I_VISIT]
    effect(memory, state, journey, visit, REACH, memory[listener + L_NAME], NONE, MISSING, place)
    bring_about_of(memory, state, words, instance, memory[listener + L_CODE])
    if memory[H_SEGMENTS_LO] != 0:
        take_stock_behind(memory, state)
    ends = memory[listener + L_STAY] == 0 and state[instance + I_WATCHED] == 0
    if ends and memory[words + J_APART] != 0:  # S3.8: the visit that ended last is this one
        end_watch(memory, state, memory[S_BASE] + memory[words + J_CONTACT])
    return ends


@kernel
def take_hand(memory: Words, state: Words, instance: int, body: int, at: int, change: int) -> None:
    """Keep what the body may ask of the event at hand (S4.10)."""
    for pair in range(memory[body + B_HAND_LO], memory[body + B_HAND_HI], 2):
        state[instance + memory[pair + 1]] = property_of(memory, at, change, memory[pair])


@kernel
def pass_hand(memory: Words, state: Words, instance: int, body: int, to: int) -> None:
    """Lay aside for the body `to` what `body` has at hand; `give_hand` puts it there, when the stage is entered."""
    aside = memory[H_SCRATCH_HAND]
    for pair in range(memory[to + B_HAND_LO], memory[to + B_HAND_HI], 2):
        memory[aside] = MISSING
        for own in range(memory[body + B_HAND_LO], memory[body + B_HAND_HI], 2):
            if memory[own] == memory[pair]:
                memory[aside] = state[instance + memory[own + 1]]
        aside += 1


@kernel
def give_hand(memory: Words, state: Words, instance: int, to: int) -> None:
    """Put what `pass_hand` laid aside into the body `to`."""
    aside = memory[H_SCRATCH_HAND]
    for pair in range(memory[to + B_HAND_LO], memory[to + B_HAND_HI], 2):
        state[instance + memory[pair + 1]] = memory[aside]
        aside += 1


@kernel
def end_body(memory: Words, state: Words, instance: int, body: int, now_ms: int) -> None:
    """The body is over; the counts of its `whenever` begin anew (S4.3)."""
    slot = instance + memory[body + B_SLOT]
    state[slot] = 0
    state[slot + 1] = NEVER_MS
    listener = memory[body + B_LISTENER]
    if listener != 0 and memory[listener + L_KIND] == LISTENER_WHENEVER and memory[listener + L_OVER] == 0:
        reset_counts(memory, state, instance, listener, now_ms)


@kernel
def set_attribute(
    memory: Words, state: Words, journey: int, visit: int,
    attribute: int, value: int, place: int,
) -> None:  # fmt: skip
    """Set an attribute by a step: the effect always, an event where that is a change (S8.1)."""
    effect(memory, state, journey, visit, SET, attribute, NONE, value, place)
    changes = memory[S_CHANGES]
    assign(memory, state, memory[S_BASE], attribute, value, memory[S_NOW])
    if memory[S_CHANGES] > changes:
        memory[S_CHANGES] = changes
        change = memory[H_SCRATCH_CHANGES] + changes * CHANGE_WORDS
        old = memory[change + 4]
        slot = memory[memory[H_ATTRIBUTES] + attribute * ATTRIBUTE_WORDS + ATTRIBUTE_SLOT]
        if slot == memory[H_TIMEZONE_SLOT]:
            follow_zone(memory, state, old, value)
        bring_about(memory, state, memory[change], OLD_PROPERTY, old, NEW_PROPERTY, value)


@kernel
def queue_start(memory: Words, state: Words, instance: int, pc: int) -> None:
    """Queue the asking for entry of `start` (S3.4), with what the starter has at hand."""
    entry = memory[S_QUEUE_TAIL]
    memory[entry] = 0
    memory[entry + QUEUE_START] = memory[pc + 1] + 1
    memory[entry + QUEUE_PLACE] = memory[pc + 2]
    record = entry + QUEUE_RECORD
    place = record + 2
    for pair in range(memory[pc + 3], memory[pc + 4], 2):
        value = state[instance + memory[pair + 1]]
        if value != MISSING:
            memory[place] = memory[pair]
            memory[place + 1] = value
            place += 2
    memory[record] = 0
    memory[record + 1] = (place - record - 2) // 2
    memory[place] = 0
    put_in_queue(memory)


@kernel
def run_body(
    memory: Words, state: Words, words: int,
    instance: int, body: int, pc: int,
) -> None:  # fmt: skip
    """Run steps from `pc` on, through moves, until the body waits, ends, or the visit is over.

    `words` is the journey's row. Whether the visit lives on, and in which stay, the caller reads from the instance.
    """
    base = memory[S_BASE]
    now_ms = memory[S_NOW]
    journey = state[instance + I_JOURNEY] - 1
    visit = state[instance + I_VISIT]
    while True:
        operation = memory[pc]
        if operation == OP_SEND:
            go_out(memory, state, instance, pc, standing_against(memory, state, journey, pc))
            pc += 7
        elif operation == OP_WAIT:
            begin_wait(memory, state, instance, body, memory[pc + 1], memory[pc + 2], now_ms)
            return
        elif operation == OP_END:
            end_body(memory, state, instance, body, now_ms)
            return
        elif operation == OP_IF:
            if judge(memory, state, base, instance, 0, 0, memory[pc + 1]):
                pc += 3
            else:
                pc = memory[pc + 2]
        elif operation == OP_JUMP:
            pc = memory[pc + 1]
        elif operation == OP_MOVE:
            if begun_too_often(state, instance, now_ms):
                exit_visit(memory, state, instance, REASON_CIRCLE, memory[pc + 2])
                return
            place = memory[pc + 2]
            row = memory[words + J_STAGES] + memory[pc + 1] * STAGE_WORDS
            effect(memory, state, journey, visit, MOVE, memory[row + G_NAME], NONE, MISSING, place)
            steps = memory[row + G_BODY]
            pass_hand(memory, state, instance, body, steps)
            if memory[body + B_STAGED] == 0:
                end_body(memory, state, instance, body, now_ms)
            begin_stay(memory, state, instance, words, memory[pc + 1], now_ms)
            give_hand(memory, state, instance, steps)
            body = steps
            pc = memory[row + G_STEPS]
        elif operation == OP_REACH:
            goal = memory[pc + 1]
            if memory[goal + L_WITHIN_MS] != 0 and is_over(memory, state, instance, goal):  # S3.8
                if memory[goal + L_STAY] == 0:
                    exit_visit(memory, state, instance, memory[goal + L_REASON], memory[pc + 2])
                    return
                pc += 3
                continue
            if reach_goal(memory, state, instance, memory[pc + 1], memory[pc + 2]):
                end_visit(memory, state, instance)
                return
            pc += 3
        elif operation == OP_EXIT:
            exit_visit(memory, state, instance, memory[pc + 1], memory[pc + 2])
            return
        elif operation == OP_SET:
            value = operand(memory, state, base, instance, 0, 0, memory[pc + 2], memory[pc + 3])
            set_attribute(memory, state, journey, visit, memory[pc + 1], value, memory[pc + 4])
            pc += 5
        elif operation == OP_ADD:
            value = operand(memory, state, base, instance, 0, 0, memory[pc + 2], memory[pc + 3])
            if value != MISSING:
                value *= memory[pc + 4]
            slot = memory[memory[H_ATTRIBUTES] + memory[pc + 1] * ATTRIBUTE_WORDS + ATTRIBUTE_SLOT]
            value = sum_of(memory, state[base + slot], value)
            set_attribute(memory, state, journey, visit, memory[pc + 1], value, memory[pc + 5])
            pc += 6
        elif operation == OP_TAG:
            kind = TAG if memory[pc + 3] == 1 else UNTAG
            effect(memory, state, journey, visit, kind, memory[pc + 4], NONE, MISSING, memory[pc + 5])
            slot = base + memory[pc + 1]
            mask = memory[pc + 2]
            if kind == UNTAG:
                state[slot] &= ~mask
            elif state[slot] & mask == 0:
                state[slot] |= mask
                bring_about(memory, state, memory[pc + 6], 0, MISSING, 0, MISSING)
            pc += 7
        elif operation == OP_SUBSCRIPTION:
            on = memory[pc + 2]
            kind = SUBSCRIBE if on == 1 else UNSUBSCRIBE
            effect(memory, state, journey, visit, kind, memory[pc + 3], NONE, MISSING, memory[pc + 4])
            slot = base + memory[pc + 1]
            before = state[slot]
            state[slot] = on
            if on == 0:
                state[slot + 1] = now_ms
            if before != on:
                bring_about(memory, state, memory[pc + 5], 0, MISSING, 0, MISSING)
            pc += 6
        elif operation == OP_NOTIFY:
            notify(memory, state, instance, pc)
            pc += 5
        elif operation == OP_ANNOUNCE:
            effect(
                memory, state, journey, visit,
                ANNOUNCE, memory[pc + 2], NONE, memory[pc + 3], memory[pc + 4],
            )  # fmt: skip
            bring_about(memory, state, memory[pc + 1], 0, MISSING, 0, MISSING)
            pc += 5
        elif operation == OP_START:
            queue_start(memory, state, instance, pc)
            pc += 5
        elif operation <= OP_RELEASE:  # or `OP_HOLD`
            hold_or_release(memory, state, instance, pc)
            pc += 5
        elif operation >= OP_WAIT_LATER:
            pc = wait_or_remember(memory, state, instance, body, pc)
            if pc == 0:
                return
        else:  # up to `OP_CALL`
            pc = send_or_call(memory, state, instance, body, pc)
            if pc == 0:
                return  # put off


@kernel
def begin_body(
    memory: Words, state: Words, words: int,
    instance: int, listener: int, at: int, change: int,
) -> None:  # fmt: skip
    """Begin the body of a rule that fires for the event at `at` (0: by the clock)."""
    now_ms = memory[S_NOW]
    if begun_too_often(state, instance, now_ms):
        place = memory[listener + L_PLACE]
        exit_visit(memory, state, instance, REASON_CIRCLE, place)
        return
    body = memory[listener + L_BODY]
    leave_wait(memory, state, instance, body)
    take_hand(memory, state, instance, body, at, change)
    run_body(memory, state, words, instance, body, memory[listener + L_PC])


@kernel
def go_on(
    memory: Words, state: Words, words: int,
    instance: int, listener: int, at: int, change: int,
) -> None:  # fmt: skip
    """Go on behind a wait by one of its arms; a clock leaves what the body has at hand (S4.10)."""
    body = memory[listener + L_BODY]
    leave_wait(memory, state, instance, body)
    if at != 0:
        take_hand(memory, state, instance, body, at, change)
    run_body(memory, state, words, instance, body, memory[listener + L_PC])
