"""`per P`: the value that an event and a visit have, which visits it reaches, and the values that left (S3.6)."""

from __future__ import annotations

from jdsl.engine.conditions import property_of
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.returning import argument_of, is_barred, kind_of, lets_in
from jdsl.machine.layout import (
    I_ENTERED,
    I_NEXT,
    I_WATCHED,
    J_CONTACT,
    J_KEY_PROPERTY,
    J_KEY_SLOT,
    J_REENTER,
    J_REENTER_ARGUMENT,
    JC_ENTERED,
    JC_FIRST,
    JC_VALUES,
    REENTER_AFTER,
    REENTER_ALWAYS,
    REENTER_AT_MOST,
    REENTER_LATER,
    REENTER_UNUSUAL,
    REENTRY_FROM,
    S_BASE,
    S_NOW,
    VALUE_LEFT,
    VALUE_WORDS,
    VALUES_KEPT,
)  # fmt: skip
from jdsl.machine.values import MISSING


@kernel
def value_at(memory: Words, words: int, at: int) -> int:
    """The value that the event at `at` has for a journey; `MISSING`: none, and it reaches every visit."""
    return property_of(memory, at, 0, memory[words + J_KEY_PROPERTY])


@kernel
def take_value(memory: Words, state: Words, words: int, instance: int, at: int) -> None:
    """Let a visit that begins remember the value of what led in, where its journey has such."""
    slot = memory[words + J_KEY_SLOT]
    if slot != 0:
        state[instance + slot] = value_at(memory, words, at)


@kernel
def carried(memory: Words, state: Words, words: int, instance: int) -> int:
    """The value that goes with what an instance brings about, as the property that its journey names; or `MISSING`."""
    slot = memory[words + J_KEY_SLOT]
    return MISSING if slot == 0 else state[instance + slot]


@kernel
def is_reached(memory: Words, state: Words, words: int, instance: int, value: int) -> bool:
    """Whether an event of that value reaches a visit."""
    return value in (MISSING, state[instance + memory[words + J_KEY_SLOT]])


@kernel
def lives(memory: Words, state: Words, words: int, value: int) -> bool:
    """Whether the contact is in the journey with that value. INVARIANT: a visit that is only watched stands last."""
    instance = state[memory[S_BASE] + memory[words + J_CONTACT] + JC_FIRST]
    while instance != 0 and state[instance + I_WATCHED] == 0:
        if state[instance + memory[words + J_KEY_SLOT]] == value:
            return True
        instance = state[instance + I_NEXT]
    return False


@kernel
def count_live(memory: Words, state: Words, words: int) -> int:
    """How many visits of the contact are under way in the journey."""
    count = 0
    instance = state[memory[S_BASE] + memory[words + J_CONTACT] + JC_FIRST]
    while instance != 0 and state[instance + I_WATCHED] == 0:
        count += 1
        instance = state[instance + I_NEXT]
    return count


@kernel
def kept_at(memory: Words, state: Words, words: int, value: int) -> int:
    """Where a value stands among those that left; 0 if it never did, or is not remembered any more."""
    place = memory[S_BASE] + memory[words + J_CONTACT] + JC_VALUES
    for _kept in range(VALUES_KEPT):
        if state[place] == value:
            return place
        place += VALUE_WORDS
    return 0


@kernel
def counts_from_entering(memory: Words, words: int) -> bool:
    """Whether `reenter after D` counts from entering."""
    if memory[words + J_REENTER] != REENTER_UNUSUAL:
        return False
    return memory[memory[words + J_REENTER_ARGUMENT] + REENTRY_FROM] == JC_ENTERED


@kernel
def leave_value(memory: Words, state: Words, words: int, instance: int) -> None:
    """Put the value of a visit that ends first among those that left; of the others the oldest may be forgotten.

    A value that was forgotten while its visit went on counts as new, this visit as its first.
    """
    slot = memory[words + J_KEY_SLOT]
    reenter = kind_of(memory, words)
    if slot == 0 or reenter == REENTER_ALWAYS:
        return
    value = state[instance + slot]
    first = memory[S_BASE] + memory[words + J_CONTACT] + JC_VALUES
    place = kept_at(memory, state, words, value)
    visits = 1
    if place == 0:
        place = first + VALUE_WORDS * (VALUES_KEPT - 1)
    else:
        visits += state[place + VALUE_LEFT]
    while place > first:
        place -= VALUE_WORDS
        state[place + VALUE_WORDS] = state[place]
        state[place + VALUE_WORDS + VALUE_LEFT] = state[place + VALUE_LEFT]
    state[first] = value
    if reenter in (REENTER_AFTER, REENTER_LATER):
        from_entering = counts_from_entering(memory, words)
        state[first + VALUE_LEFT] = state[instance + I_ENTERED] if from_entering else memory[S_NOW]
    elif reenter == REENTER_AT_MOST:
        state[first + VALUE_LEFT] = visits


@kernel
def may_return(memory: Words, state: Words, words: int, value: int) -> bool:
    """What `reenter` and `not while in` say of a value that is not under way (S3.1)."""
    base = memory[S_BASE]
    kind = kind_of(memory, words)
    place = 0 if kind == REENTER_ALWAYS else kept_at(memory, state, words, value)
    if place != 0:
        visits = state[place + VALUE_LEFT] if kind == REENTER_AT_MOST else 1
        if not lets_in(memory, state, base, kind, argument_of(memory, words), visits, state[place + VALUE_LEFT]):
            return False
    if memory[words + J_REENTER] != REENTER_UNUSUAL:
        return True
    return not is_barred(memory, state, base, memory[words + J_REENTER_ARGUMENT])
