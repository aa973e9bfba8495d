"""Calls that wait for their answer: open from the call on, and ended just once (S2.8)."""

from __future__ import annotations

from jdsl.engine.conditions import property_of
from jdsl.engine.dues import due_at
from jdsl.engine.history import remember
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.visits import put_in_queue
from jdsl.machine.layout import (
    CALL_DUE,
    CALL_NUMBER,
    CALL_SERIAL,
    CALL_STEP,
    CALL_WORDS,
    CALLS_KEPT,
    EMPTY_RECORD,
    H_CALLS_SLOT,
    H_JOURNEYS,
    I_JOURNEY,
    I_NEXT,
    I_VISIT,
    I_WATCHED,
    J_CONTACT,
    JC_FIRST,
    JC_NUMBER,
    JOURNEY_WORDS,
    QUEUE_CODE,
    QUEUE_PLACE,
    QUEUE_RECORD,
    QUEUE_START,
    S_BASE,
    S_CALLED,
    S_NOW,
    S_QUEUE_TAIL,
)
from jdsl.machine.values import MISSING, NEVER_MS
from jdsl.machine.vocabulary import CALLED_JOURNEY, CALLED_MS, CALLED_NUMBER, CALLED_VISIT


@kernel
def oldest_call(state: Words, ring: int, step: int) -> int:
    """The oldest open call in a ring, of one step, or of all if it is 0; 0: none is open."""
    found = 0
    for one in range(ring, ring + CALLS_KEPT * CALL_WORDS, CALL_WORDS):
        if (
            state[one + CALL_SERIAL] != 0
            and step in (0, state[one + CALL_STEP])
            and (found == 0 or state[one + CALL_SERIAL] < state[found + CALL_SERIAL])
        ):
            found = one
    return found


@kernel
def end_call(state: Words, instance: int, ring: int, one: int) -> None:
    """End an open call; when the next of its step is due follows from what is left."""
    step = state[one + CALL_STEP]
    state[one + CALL_SERIAL] = 0
    following = oldest_call(state, ring, step)
    state[instance + step] = NEVER_MS if following == 0 else state[following + CALL_DUE]


@kernel
def queue_failure(memory: Words, state: Words, instance: int, code: int) -> None:
    """Put into history that a call failed at once, and queue the look at it, for its visit alone."""
    entry = memory[S_QUEUE_TAIL]
    memory[entry + QUEUE_CODE] = code
    memory[entry + QUEUE_START] = -instance
    memory[entry + QUEUE_PLACE] = state[instance + I_VISIT]
    for place in range(entry + QUEUE_RECORD, entry + QUEUE_RECORD + 3):
        memory[place] = 0
    remember(memory, state, memory[S_BASE], code, entry + QUEUE_RECORD, 0, memory[S_NOW], 0)
    put_in_queue(memory)


@kernel
def open_call(memory: Words, state: Words, instance: int, pc: int) -> None:
    """A call was made that waits for its answer; a 33rd ends the oldest of its visit and webhook."""
    ring = instance + memory[pc + 1]
    step = memory[pc + 2]
    free = 0
    for one in range(ring, ring + CALLS_KEPT * CALL_WORDS, CALL_WORDS):
        if state[one + CALL_SERIAL] == 0:
            free = one
    if free == 0:
        free = oldest_call(state, ring, 0)
        end_call(state, instance, ring, free)
        queue_failure(memory, state, instance, memory[pc + 4])
    calls = memory[S_BASE] + memory[H_CALLS_SLOT]
    state[calls] += 1
    state[free + CALL_SERIAL] = state[calls]
    state[free + CALL_DUE] = memory[S_NOW] + memory[pc + 3]
    state[free + CALL_STEP] = step
    words = memory[H_JOURNEYS] + (state[instance + I_JOURNEY] - 1) * JOURNEY_WORDS
    state[free + CALL_NUMBER] = state[memory[S_BASE] + memory[words + J_CONTACT] + JC_NUMBER] - 1
    state[instance + step] = state[oldest_call(state, ring, step) + CALL_DUE]
    due_at(memory, state, instance, state[instance + step])


@kernel
def named_call(memory: Words, state: Words, instance: int, ring: int, within_ms: int, at: int) -> int:
    """The open call in a ring whose effect has the id that the event at `at` names; 0: none has."""
    if property_of(memory, at, 0, CALLED_VISIT) != state[instance + I_VISIT]:
        return 0
    for one in range(ring, ring + CALLS_KEPT * CALL_WORDS, CALL_WORDS):
        if (
            state[one + CALL_SERIAL] != 0
            and state[one + CALL_DUE] - within_ms == property_of(memory, at, 0, CALLED_MS)
            and state[one + CALL_NUMBER] == property_of(memory, at, 0, CALLED_NUMBER)
        ):
            return one
    return 0


@kernel
def find_called(memory: Words, state: Words, base: int, row: int, at: int) -> None:
    """An answer, or a failure, came in: end the call that it names, and note whose it was.

    If it names none it is the contact's oldest open one of the webhook. `row`: bounds of triples (journey, instance
    slot of its ring, how long a call waits).
    """
    called = 0
    found = 0
    place = 0
    named = property_of(memory, at, 0, CALLED_JOURNEY)
    for triple in range(memory[row], memory[row + 1], 3):
        words = memory[H_JOURNEYS] + memory[triple] * JOURNEY_WORDS
        instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
        if named not in (MISSING, memory[triple]):
            instance = 0
        while instance != 0:
            ring = instance + memory[triple + 1]
            one = 0
            if state[instance + I_WATCHED] == 0:
                if named == MISSING:
                    one = oldest_call(state, ring, 0)
                else:
                    one = named_call(memory, state, instance, ring, memory[triple + 2], at)
            if one != 0 and (found == 0 or state[one + CALL_SERIAL] < state[found + CALL_SERIAL]):
                found = one
                called = instance
                place = ring
            instance = state[instance + I_NEXT]
    memory[S_CALLED] = called
    if called != 0:
        end_call(state, called, place, found)


@kernel
def fail_by_clock(memory: Words, state: Words, base: int, instance: int, row: int) -> int:
    """The time of a call is up: it has failed, as an event. The code of that; `row`: ring, due slot, code."""
    ring = instance + memory[row]
    end_call(state, instance, ring, oldest_call(state, ring, memory[row + 1]))
    code = memory[row + 2]
    remember(memory, state, base, code, EMPTY_RECORD, 0, memory[S_NOW], 0)
    return code


@kernel
def is_still_there(memory: Words, state: Words, instance: int, visit: int) -> bool:
    """Whether a visit of which something was queued goes on."""
    if state[instance + I_JOURNEY] == 0 or state[instance + I_VISIT] != visit or state[instance + I_WATCHED] == 1:
        return False
    words = memory[H_JOURNEYS] + (state[instance + I_JOURNEY] - 1) * JOURNEY_WORDS
    own = state[memory[S_BASE] + memory[words + J_CONTACT] + JC_FIRST]
    while own not in (0, instance):
        own = state[own + I_NEXT]
    return own == instance
