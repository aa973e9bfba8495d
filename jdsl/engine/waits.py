"""Waits, from their beginning to their end, what a visit remembers, and its rounds (S4.4, S4.8)."""

from __future__ import annotations

from jdsl.engine.answering import open_call, queue_failure
from jdsl.engine.calendar import next_time_on
from jdsl.engine.clocks import arm_moment
from jdsl.engine.conditions import judge, operand
from jdsl.engine.dues import due_at
from jdsl.engine.following import follow_remembered
from jdsl.engine.ignoring import arm_ignored
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.moments import later_than, moment_zone, reckon_in, to_come
from jdsl.engine.segments import take_stock_behind
from jdsl.engine.zones import zone_for
from jdsl.machine.layout import (
    A_KIND,
    A_SLOT,
    ALTERNATIVE_IGNORED,
    ALTERNATIVE_MOMENT,
    B_AWAITED_SLOT,
    B_SINCE_SLOT,
    B_SLOT,
    H_FOLLOWS,
    H_HOLIDAYS,
    OP_ADD_REMEMBERED,
    OP_FAIL_CALL,
    OP_OPEN_CALL,
    OP_REMEMBER,
    OP_ROUNDS,
    OP_TAKE_STOCK,
    OP_WAIT_MOMENT,
    OP_WAIT_TIME,
    OP_WAIT_UNTIL,
    S_BASE,
    S_NOW,
    S_OVERFLOWS,
    W_ARMED_HI,
    W_ARMED_LO,
    W_CONDITION,
    W_MOMENT,
    W_MOMENTS,
    W_OTHER,
    W_RESET_HI,
    W_RESET_LO,
    W_RESUME,
    W_SILENCES,
    W_SILENCES_HI,
    W_SOONEST_MS,
)
from jdsl.machine.values import MISSING, NEVER_MS, NUMBER_LIMIT


@kernel
def sum_of(memory: Words, left: int, right: int) -> int:
    """The sum of two numbers, missing ones counting as 0; `MISSING`, and noted, where it leaves the range (S7.1)."""
    first = 0 if left == MISSING else left
    second = 0 if right == MISSING else right
    if (second > 0 and first > NUMBER_LIMIT - second) or (second < 0 and first < -NUMBER_LIMIT - second):
        memory[S_OVERFLOWS] += 1
        return MISSING
    return first + second


@kernel
def arm_moments(memory: Words, state: Words, instance: int, wait: int) -> None:
    """Let the arms of a wait listen for their moments, and for what was ignored."""
    for pointer in range(memory[wait + W_SILENCES], memory[wait + W_SILENCES_HI]):
        if memory[memory[pointer] + A_KIND] == ALTERNATIVE_MOMENT:
            at_ms = arm_moment(memory, state, memory[S_BASE], instance, memory[pointer])
            due_at(memory, state, instance, at_ms)
        elif memory[memory[pointer] + A_KIND] == ALTERNATIVE_IGNORED:
            due_at(memory, state, instance, arm_ignored(memory, state, instance, memory[pointer], memory[S_NOW]))


@kernel
def begin_wait(memory: Words, state: Words, instance: int, body: int, wait: int, ms: int, now_ms: int) -> None:
    """Begin a wait; its arms listen from now on (S4.7)."""
    slot = instance + memory[body + B_SLOT]
    state[slot] = wait
    if ms != NEVER_MS:
        state[slot + 1] = now_ms + ms
        due_at(memory, state, instance, now_ms + ms)
    if memory[body + B_SINCE_SLOT] != 0:
        state[instance + memory[body + B_SINCE_SLOT]] = now_ms
    for pair in range(memory[wait + W_RESET_LO], memory[wait + W_RESET_HI], 2):
        state[instance + memory[pair]] = memory[pair + 1]
    for pair in range(memory[wait + W_ARMED_LO], memory[wait + W_ARMED_HI], 2):
        state[instance + memory[pair]] = now_ms + memory[pair + 1]
    if memory[wait + W_SOONEST_MS] != NEVER_MS:
        due_at(memory, state, instance, now_ms + memory[wait + W_SOONEST_MS])
    if memory[wait + W_MOMENTS] == 1:
        arm_moments(memory, state, instance, wait)


@kernel
def leave_wait(memory: Words, state: Words, instance: int, body: int) -> None:
    """Stop waiting: nothing of the wait, nor of its arms, is due any more."""
    slot = instance + memory[body + B_SLOT]
    wait = state[slot]
    if wait != 0:
        for pair in range(memory[wait + W_ARMED_LO], memory[wait + W_ARMED_HI], 2):
            state[instance + memory[pair]] = NEVER_MS
        if memory[wait + W_MOMENTS] == 1:
            for pointer in range(memory[wait + W_SILENCES], memory[wait + W_SILENCES_HI]):
                state[instance + memory[memory[pointer] + A_SLOT]] = NEVER_MS
    state[slot] = 0
    state[slot + 1] = NEVER_MS


@kernel
def begin_wait_to(memory: Words, state: Words, instance: int, body: int, wait: int, at_ms: int) -> None:
    """Begin a wait that ends at an instant after now, or never."""
    begin_wait(memory, state, instance, body, wait, NEVER_MS, memory[S_NOW])
    state[instance + memory[body + B_SLOT] + 1] = at_ms
    due_at(memory, state, instance, at_ms)


@kernel
def wait_for_moment(memory: Words, state: Words, instance: int, body: int, wait: int) -> int:
    """`wait until MOMENT`: where to go on, 0 if it waits (S4.8). The zone stays that of the beginning."""
    base = memory[S_BASE]
    now_ms = memory[S_NOW]
    moment = memory[wait + W_MOMENT]
    zone = moment_zone(memory, state, base, moment)
    at_ms = reckon_in(memory, state, base, instance, moment, zone)
    if at_ms == now_ms:
        return memory[wait + W_RESUME]
    if at_ms < now_ms:  # `MISSING` as well
        return memory[wait + W_OTHER]
    begin_wait_to(memory, state, instance, body, wait, to_come(at_ms, now_ms))
    state[instance + memory[body + B_AWAITED_SLOT] + 1] = zone
    return 0


@kernel
def wait_for_time(memory: Words, state: Words, instance: int, body: int, pc: int) -> int:
    """`wait until T`, on some days: where to go on, 0 if it waits (S4.8)."""
    now_ms = memory[S_NOW]
    zone = zone_for(memory, state, memory[S_BASE], memory[pc + 4], memory[pc + 5])
    at_ms = next_time_on(memory, zone, memory[H_HOLIDAYS], memory[pc + 2], memory[pc + 3], now_ms)
    if at_ms == now_ms:
        return memory[memory[pc + 1] + W_RESUME]
    begin_wait_to(memory, state, instance, body, memory[pc + 1], at_ms)
    return 0


@kernel
def wait_later(memory: Words, state: Words, instance: int, body: int, pc: int) -> int:
    """A wait of a length that is reckoned, for a condition or not: where to go on, 0 if it waits (S4.4, S4.8)."""
    base = memory[S_BASE]
    now_ms = memory[S_NOW]
    wait = memory[pc + 1]
    if memory[pc] == OP_WAIT_UNTIL and judge(memory, state, base, instance, 0, 0, memory[wait + W_CONDITION]):
        return memory[wait + W_OTHER]
    moment = memory[pc + 2]
    zone = moment_zone(memory, state, base, moment)
    at_ms = later_than(memory, state, base, instance, moment, now_ms, zone)
    if at_ms <= now_ms:  # `MISSING` as well
        return memory[wait + W_RESUME]
    begin_wait_to(memory, state, instance, body, wait, to_come(at_ms, now_ms))
    return 0


@kernel
def remember_value(memory: Words, state: Words, instance: int, pc: int) -> None:
    """`remember VALUE as NAME`, or `add` and `take` of what is remembered."""
    slot = memory[pc + 1]
    value = operand(memory, state, memory[S_BASE], instance, 0, 0, memory[pc + 2], memory[pc + 3])
    if memory[pc] == OP_ADD_REMEMBERED:
        if value != MISSING:
            value *= memory[pc + 4]
        value = sum_of(memory, state[instance + slot], value)
    state[instance + slot] = value
    if memory[H_FOLLOWS] == 1:
        follow_remembered(memory, state, instance, slot)


@kernel
def count_round(memory: Words, state: Words, instance: int, pc: int) -> int:
    """Begin to count rounds, or begin the next one: where to go on."""
    slot = instance + memory[pc + 1]
    if memory[pc] == OP_ROUNDS:
        state[slot] = 0
        return pc + 2
    if state[slot] >= memory[pc + 2]:
        return memory[pc + 3]
    state[slot] += 1
    return pc + 4


@kernel
def wait_or_remember(memory: Words, state: Words, instance: int, body: int, pc: int) -> int:
    """Do one of the steps of this module; where to go on, 0 if the body waits."""
    operation = memory[pc]
    if operation == OP_WAIT_TIME:
        return wait_for_time(memory, state, instance, body, pc)
    if operation == OP_WAIT_MOMENT:
        return wait_for_moment(memory, state, instance, body, memory[pc + 1])
    if operation < OP_REMEMBER:
        return wait_later(memory, state, instance, body, pc)
    if operation == OP_OPEN_CALL:
        open_call(memory, state, instance, pc)
        return pc + 5
    if operation == OP_FAIL_CALL:
        queue_failure(memory, state, instance, memory[pc + 1])
        return pc + 2
    if operation == OP_TAKE_STOCK:
        take_stock_behind(memory, state)
        return pc + 1
    if operation >= OP_ROUNDS:
        return count_round(memory, state, instance, pc)
    remember_value(memory, state, instance, pc)
    return pc + (4 if operation == OP_REMEMBER else 5)
