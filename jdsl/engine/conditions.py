"""Conditions and the values they ask for (S7). A condition is a chain of tests, each saying where to go on."""

from __future__ import annotations

from jdsl.engine.calendar import is_on, span_start
from jdsl.engine.fading import score_at
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.moments import counted_from, reckon
from jdsl.engine.reckoning import reckoned
from jdsl.engine.wall_clock import day_at
from jdsl.engine.windows import is_open
from jdsl.engine.zones import contact_zone, zone_for
from jdsl.machine.layout import (
    ARITHMETIC_LEFT,
    ARITHMETIC_RIGHT,
    FLAG_UNSUBSCRIBED,
    H_HOLIDAYS,
    H_JOURNEYS,
    H_TEXT_WORDS,
    I_NEXT,
    I_STAGE,
    I_WATCHED,
    J_CONTACT,
    JC_FIRST,
    JOURNEY_WORDS,
    K_FLAGS,
    OPERAND_ATTRIBUTE,
    OPERAND_CONSTANT,
    OPERAND_DATE_OF,
    OPERAND_MOMENT,
    OPERAND_PROPERTY,
    OPERAND_SCORE,
    OPERAND_TRANSLATED,
    R_PROPERTIES,
    S_NOW,
    S_TEXTS,
    TEST_BETWEEN,
    TEST_COUNT,
    TEST_EQUAL,
    TEST_IN_JOURNEY,
    TEST_IS_SET,
    TEST_LESS,
    TEST_LESS_OR_EQUAL,
    TEST_MASK,
    TEST_PREDICATE,
    TEST_RECENT,
    TEST_SPAN,
    TEST_SUBSCRIBED,
    TEST_TAG,
    TEST_VISIT_COUNT,
)  # fmt: skip
from jdsl.machine.values import MISSING


@kernel
def property_of(memory: Words, at: int, change: int, number: int) -> int:
    """A property of the event at `at`, or of the change that matched with it (S2.2); `MISSING` if it has none."""
    if change != 0:
        for place in range(change + 2, change + 2 + 2 * memory[change + R_PROPERTIES], 2):
            if memory[place] == number:
                return memory[place + 1]
    if at != 0:
        for place in range(at + 2, at + 2 + 2 * memory[at + R_PROPERTIES], 2):
            if memory[place] == number:
                return memory[place + 1]
    return MISSING


@kernel
def plain_operand(
    memory: Words, state: Words, base: int, instance: int, at: int, change: int, kind: int, argument: int
) -> int:
    """The value now of an operand that holds no other."""
    if kind == OPERAND_ATTRIBUTE:
        return state[base + argument]
    if kind == OPERAND_CONSTANT:
        return argument
    if kind == OPERAND_PROPERTY:
        return property_of(memory, at, change, argument)
    if kind == OPERAND_MOMENT:
        return reckon(memory, state, base, instance, argument)
    return counted_from(memory, state, base, instance, kind, argument)


@kernel
def reckoned_operand(
    memory: Words, state: Words, base: int, instance: int, at: int, change: int, kind: int, argument: int
) -> int:
    """The value now of a score, or of an operand that is reckoned of others."""
    if kind == OPERAND_SCORE:
        return score_at(memory, state, base, argument, memory[S_NOW])
    left = argument + ARITHMETIC_LEFT
    right = argument + ARITHMETIC_RIGHT
    one = plain_operand(memory, state, base, instance, at, change, memory[left], memory[left + 1])
    other = plain_operand(memory, state, base, instance, at, change, memory[right], memory[right + 1])
    return reckoned(memory, argument, one, other)


@kernel
def operand(
    memory: Words, state: Words, base: int, instance: int, at: int, change: int, kind: int, argument: int
) -> int:
    """The value that an operand stands for now."""
    if kind == OPERAND_ATTRIBUTE:
        return state[base + argument]
    if kind == OPERAND_CONSTANT:
        return argument
    if kind != OPERAND_TRANSLATED and kind < OPERAND_DATE_OF:
        return plain_operand(memory, state, base, instance, at, change, kind, argument)
    if kind > OPERAND_DATE_OF:
        return reckoned_operand(memory, state, base, instance, at, change, kind, argument)
    value = plain_operand(memory, state, base, instance, at, change, memory[argument], memory[argument + 1])
    if value == MISSING:
        return MISSING
    if kind == OPERAND_DATE_OF:
        return day_at(memory, memory[argument + 2], value)
    return memory[argument + 2 + value]


@kernel
def in_journey(memory: Words, state: Words, base: int, journey: int, stage: int) -> bool:
    """Whether the contact is in that journey, and in that stage of it if `stage` is not -1."""
    words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS
    instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
    while instance != 0:
        if state[instance + I_WATCHED] == 0 and (stage < 0 or state[instance + I_STAGE] == stage):
            return True
        instance = state[instance + I_NEXT]
    return False


@kernel
def compare(memory: Words, operation: int, value: int, other: int) -> bool:
    """A test of two values, neither of them missing."""
    if operation == TEST_EQUAL:
        return value == other
    if operation == TEST_LESS:
        return value < other
    if operation == TEST_LESS_OR_EQUAL:
        return value <= other
    # TEST_TEXT_EQUAL, S7.1: a text's row begins with the number of the first text that folds alike
    rows = memory[S_TEXTS]
    width = memory[H_TEXT_WORDS]
    return memory[rows + value * width] == memory[rows + other * width]


@kernel
def holds_by_calendar(
    memory: Words, state: Words, base: int, operation: int, first: int, second: int, third: int
) -> bool:
    """A test of what the calendar, or the clock on the wall, says now."""
    now_ms = memory[S_NOW]
    if operation == TEST_SPAN:  # S7.2
        return state[base + first] >= span_start(memory, second, now_ms, third)
    if operation == TEST_BETWEEN:
        return is_open(memory, contact_zone(memory, state, base), memory[H_HOLIDAYS], first, now_ms)
    zone = zone_for(memory, state, base, second, third)  # TEST_ON_DAYS
    return is_on(memory, zone, memory[H_HOLIDAYS], first, now_ms)


@kernel
def judge(memory: Words, state: Words, base: int, instance: int, at: int, change: int, condition: int) -> bool:
    """Whether a condition holds now (S4.5), for the event at `at` and, where it asks so, in `instance`."""
    while condition > 1:
        operation = memory[condition]
        first = memory[condition + 1]
        second = memory[condition + 2]
        if operation <= TEST_IS_SET:
            value = operand(memory, state, base, instance, at, change, first, second)
            if value == MISSING:
                holds = False
            elif operation == TEST_MASK:
                holds = (memory[condition + 3] >> value) & 1 == 1
            elif operation == TEST_IS_SET:
                holds = True
            elif operation == TEST_PREDICATE:
                row = memory[S_TEXTS] + value * memory[H_TEXT_WORDS]
                holds = (memory[row + memory[condition + 3]] >> memory[condition + 4]) & 1 == 1
            else:
                other = operand(memory, state, base, instance, at, change, memory[condition + 3], memory[condition + 4])
                holds = other != MISSING and compare(memory, operation, value, other)
        elif operation == TEST_COUNT:
            holds = state[base + first] >= second
        elif operation == TEST_RECENT:
            holds = state[base + first] > memory[S_NOW] - second  # S1.1
        elif operation == TEST_VISIT_COUNT:
            holds = instance != 0 and state[instance + first] >= second  # none before an entering still to come
        elif operation == TEST_TAG:
            holds = state[base + first] & second != 0
        elif operation == TEST_SUBSCRIBED:
            holds = state[base + first] == 1 and state[base + K_FLAGS] & FLAG_UNSUBSCRIBED == 0
        elif operation == TEST_IN_JOURNEY:
            holds = in_journey(memory, state, base, first, second)
        else:
            holds = holds_by_calendar(memory, state, base, operation, first, second, memory[condition + 3])
        condition = memory[condition + 5] if holds else memory[condition + 6]
    return condition == 1
