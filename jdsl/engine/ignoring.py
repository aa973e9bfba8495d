"""Sends that nobody answers: the latest are kept, and each falls due once for whatever watches it (S5.5)."""

from __future__ import annotations

from jdsl.engine.dues import due_at
from jdsl.engine.kernel import Words, kernel
from jdsl.machine.layout import (
    A_FROM,
    A_MS,
    A_SLOT,
    A_TIMES,
    K_DUE,
    K_KNOWN,
    S_BASE,
    S_NOW,
    S_OWN,
    SEND_MESSAGE,
    SEND_SERIAL,
    SEND_VALUE,
    SENDS_ANSWERS,
    SENDS_KEPT,
    SENDS_KEY_SLOT,
    SENDS_SLOT,
    SENDS_WIDTH,
)
from jdsl.machine.values import MISSING, NEVER_MS


@kernel
def comes_before(state: Words, send: int, other: int) -> bool:
    """Whether a send is older than another one; of one own time, whether it was handled before."""
    if state[send] != state[other]:
        return state[send] < state[other]
    return state[send + SEND_SERIAL] < state[other + SEND_SERIAL]


@kernel
def keep_send(state: Words, ring: int, width: int, message: int, value: int, own_ms: int) -> None:
    """Keep a send in place of the oldest, unless it is older still."""
    oldest = ring + 1
    for send in range(ring + 1, ring + 1 + SENDS_KEPT * width, width):
        if comes_before(state, send, oldest):
            oldest = send
    if own_ms < state[oldest]:
        return
    state[ring] += 1
    state[oldest] = own_ms
    state[oldest + SEND_MESSAGE] = message
    state[oldest + SEND_SERIAL] = state[ring]
    if width > SEND_VALUE:
        state[oldest + SEND_VALUE] = value


@kernel
def first_send(memory: Words, alternative: int) -> int:
    """Where the first of the kept sends stands."""
    return memory[S_BASE] + memory[memory[alternative + A_FROM] + SENDS_SLOT] + 1


@kernel
def concerns(memory: Words, state: Words, offset: int, row: int, send: int) -> bool:
    """Whether a place holds a send that reaches whoever watches; the words of that stand from `offset` on (S3.6)."""
    if state[send] == MISSING:
        return False
    key = memory[row + SENDS_KEY_SLOT]
    return key == 0 or state[send + SEND_VALUE] in (MISSING, state[offset + key])


@kernel
def is_answered(memory: Words, state: Words, row: int, send: int) -> bool:
    """Whether the message was opened or clicked since it was sent."""
    slot = memory[memory[row + SENDS_ANSWERS] + state[send + SEND_MESSAGE]]
    return state[memory[S_BASE] + slot] >= state[send]


@kernel
def send_before(memory: Words, state: Words, offset: int, row: int, first: int, send: int) -> int:
    """The send before that one; 0: none is known."""
    width = memory[row + SENDS_WIDTH]
    found = 0
    for other in range(first, first + SENDS_KEPT * width, width):
        if (
            comes_before(state, other, send)
            and concerns(memory, state, offset, row, other)
            and (found == 0 or comes_before(state, found, other))
        ):
            found = other
    return found


@kernel
def is_ignored(memory: Words, state: Words, offset: int, alternative: int, send: int) -> bool:
    """Whether a send, and as many before it as the trigger asks, are all there and unanswered."""
    row = memory[alternative + A_FROM]
    first = first_send(memory, alternative)
    for _one in range(memory[alternative + A_TIMES]):
        if send == 0 or is_answered(memory, state, row, send):
            return False
        send = send_before(memory, state, offset, row, first, send)
    return True


@kernel
def next_due_send(memory: Words, state: Words, alternative: int, waiting: int) -> int:
    """When the first of the sends whose bits are set falls due."""
    first = first_send(memory, alternative)
    width = memory[memory[alternative + A_FROM] + SENDS_WIDTH]
    earliest = NEVER_MS
    for place in range(SENDS_KEPT):
        if (waiting >> place) & 1 == 1:
            earliest = min(earliest, state[first + place * width] + memory[alternative + A_MS])
    return earliest


@kernel
def arm_ignored(memory: Words, state: Words, offset: int, alternative: int, begun_ms: int) -> int:
    """Begin to listen: what was sent before counts too, if it falls due after `begun_ms`. When the first does."""
    first = first_send(memory, alternative)
    row = memory[alternative + A_FROM]
    width = memory[row + SENDS_WIDTH]
    waiting = 0
    for place in range(SENDS_KEPT):
        send = first + place * width
        if concerns(memory, state, offset, row, send) and state[send] + memory[alternative + A_MS] > begun_ms:
            waiting |= 1 << place
    slot = offset + memory[alternative + A_SLOT]
    state[slot] = next_due_send(memory, state, alternative, waiting)
    state[slot + 1] = waiting
    return state[slot]


@kernel
def hear_send(memory: Words, state: Words, offset: int, alternative: int) -> None:
    """A message was sent: it falls due, or is due now if its time is past."""
    base = memory[S_BASE]
    own_ms = memory[S_OWN]
    due_ms = own_ms + memory[alternative + A_MS]
    if offset == base and due_ms <= state[base + K_KNOWN]:
        return
    first = first_send(memory, alternative)
    row = memory[alternative + A_FROM]
    width = memory[row + SENDS_WIDTH]
    slot = offset + memory[alternative + A_SLOT]
    before = state[slot + 1]
    for place in range(SENDS_KEPT):
        send = first + place * width
        if state[send] == own_ms and concerns(memory, state, offset, row, send):
            state[slot + 1] |= 1 << place
    if state[slot + 1] == before:
        return
    state[slot] = min(state[slot], max(due_ms, memory[S_NOW]))
    if offset != base:
        due_at(memory, state, offset, state[slot])
    else:
        state[base + K_DUE] = min(state[base + K_DUE], state[slot])


@kernel
def falls_due(memory: Words, state: Words, offset: int, alternative: int, now_ms: int) -> bool:
    """All sends that are due by `now_ms` are used up as one; whether one of them is a match."""
    first = first_send(memory, alternative)
    width = memory[memory[alternative + A_FROM] + SENDS_WIDTH]
    slot = offset + memory[alternative + A_SLOT]
    waiting = state[slot + 1]
    matches = False
    for place in range(SENDS_KEPT):
        send = first + place * width
        if (waiting >> place) & 1 == 1 and state[send] + memory[alternative + A_MS] <= now_ms:
            waiting ^= 1 << place
            matches = matches or is_ignored(memory, state, offset, alternative, send)
    state[slot + 1] = waiting
    state[slot] = next_due_send(memory, state, alternative, waiting)
    return matches
