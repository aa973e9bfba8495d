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
    R_PROPERTIES,
    S_NOW,
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
def property_of(scratch: Words, at: int, change: int, number: int) -> int:
    """A property of the event at `at`, or of the change that matched with it (S2.2); `MISSING` if it has none."""
    if change != 0:
        for place in range(change + 2, change + 2 + 2 * scratch[change + R_PROPERTIES], 2):
            if scratch[place] == number:
                return scratch[place + 1]
    if at != 0:
        for place in range(at + 2, at + 2 + 2 * scratch[at + R_PROPERTIES], 2):
            if scratch[place] == number:
                return scratch[place + 1]
    return MISSING


@kernel
def operand(
    contacts: Words, arena: Words, scratch: Words, base: int, instance: int, at: int, change: int, kind: int,
    argument: int,
) -> int:  # fmt: skip
    """The value that an operand stands for now."""
    if kind == OPERAND_CONSTANT:
        return argument
    if kind == OPERAND_ATTRIBUTE:
        return contacts[base + argument]
    if kind == OPERAND_HAND:
        return arena[instance + argument]
    return property_of(scratch, at, change, argument)


@kernel
def in_journey(tables: Words, contacts: Words, arena: Words, base: int, journey: int, stage: int) -> bool:
    """Whether the contact is in that journey, and in that stage of it if `stage` is not -1."""
    words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
    instance = contacts[base + tables[words + J_CONTACT] + JC_FIRST]
    while instance != 0:
        if arena[instance + I_WATCHED] == 0 and (stage < 0 or arena[instance + I_STAGE] == stage):
            return True
        instance = arena[instance + I_NEXT]
    return False


@kernel
def judge(
    tables: Words, contacts: Words, arena: Words, texts: Words, scratch: Words, base: int, instance: int, at: int,
    change: int, condition: int,
) -> bool:  # fmt: skip
    """Whether a condition holds now (S4.5), for the event at `at` and, where it asks so, in `instance`."""
    while condition > 1:
        operation = tables[condition]
        first = tables[condition + 1]
        second = tables[condition + 2]
        if operation <= TEST_IS_SET:
            value = operand(contacts, arena, scratch, base, instance, at, change, first, second)
            if value == MISSING:
                holds = False
            elif operation == TEST_IS_SET:
                holds = True
            elif operation == TEST_MASK:
                holds = (tables[condition + 3] >> value) & 1 == 1
            elif operation == TEST_PREDICATE:
                row = value * tables[H_TEXT_WORDS]
                holds = (texts[row + tables[condition + 3]] >> tables[condition + 4]) & 1 == 1
            else:
                other = operand(
                    contacts, arena, scratch, base, instance, at, change, tables[condition + 3], tables[condition + 4]
                )
                if other == MISSING:
                    holds = False
                elif operation == TEST_EQUAL:
                    holds = value == other
                elif operation == TEST_LESS:
                    holds = value < other
                elif operation == TEST_LESS_OR_EQUAL:
                    holds = value <= other
                else:  # TEST_TEXT_EQUAL, S7.1: a text's row begins with the number of the first text that folds alike
                    words = tables[H_TEXT_WORDS]
                    holds = texts[value * words] == texts[other * words]
        elif operation == TEST_COUNT:
            holds = contacts[base + first] >= second
        elif operation == TEST_RECENT:
            holds = contacts[base + first] > scratch[S_NOW] - second  # S1.1
        elif operation == TEST_VISIT_COUNT:
            holds = instance != 0 and arena[instance + first] >= second  # nothing has happened since an entering to come
        elif operation == TEST_TAG:
            holds = contacts[base + first] & second != 0
        elif operation == TEST_SUBSCRIBED:
            holds = contacts[base + first] == 1 and contacts[base + K_FLAGS] & FLAG_UNSUBSCRIBED == 0
        else:  # TEST_IN_JOURNEY
            holds = in_journey(tables, contacts, arena, base, first, second)
        condition = tables[condition + 5] if holds else tables[condition + 6]
    return condition == 1
