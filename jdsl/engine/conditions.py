"""Conditions and the values they ask for (S7). A condition is a chain of tests, each saying where to go on."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.machine.layout import (
    FLAG_UNSUBSCRIBED,
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
    OPERAND_HAND,
    OPERAND_TRANSLATED,
    R_PROPERTIES,
    S_NOW,
    S_TEXTS,
    TEST_COUNT,
    TEST_EQUAL,
    TEST_IS_SET,
    TEST_LESS,
    TEST_LESS_OR_EQUAL,
    TEST_MASK,
    TEST_PREDICATE,
    TEST_RECENT,
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
def operand(
    memory: Words, state: Words, base: int, instance: int, at: int, change: int, kind: int, argument: int
) -> int:
    """The value that an operand stands for now."""
    words = 0
    if kind == OPERAND_TRANSLATED:
        words = argument + 2
        kind = memory[argument]
        argument = memory[argument + 1]
    if kind == OPERAND_ATTRIBUTE:
        value = state[base + argument]
    elif kind == OPERAND_CONSTANT:
        value = argument
    elif kind == OPERAND_HAND:
        value = state[instance + argument]
    else:
        value = property_of(memory, at, change, argument)
    return value if words == 0 or value == MISSING else memory[words + value]


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
        else:  # TEST_IN_JOURNEY
            holds = in_journey(memory, state, base, first, second)
        condition = memory[condition + 5] if holds else memory[condition + 6]
    return condition == 1
