"""Hearing: which alternatives of triggers an event matches, and what they count (S5)."""

from __future__ import annotations

from jdsl.engine.conditions import judge
from jdsl.engine.dues import due_at
from jdsl.engine.history import keep_latest
from jdsl.engine.ignoring import hear_send
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.sequences import hear_sequence
from jdsl.engine.watched import is_in_window
from jdsl.machine.layout import (
    A_FROM,
    A_GUARD,
    A_KIND,
    A_MS,
    A_SLOT,
    A_TIMES,
    ALTERNATIVE_COUNTED,
    ALTERNATIVE_IGNORED,
    ALTERNATIVE_PLAIN,
    ALTERNATIVE_SILENCE,
    ALTERNATIVE_THEN,
    B_SINCE_SLOT,
    B_SLOT,
    CHANGE_WORDS,
    CODE_LOOKS_HI,
    CODE_LOOKS_LO,
    CODE_WORDS,
    H_CODES,
    H_SCRATCH_CANDIDATES,
    H_SCRATCH_CHANGES,
    H_SCRATCH_MATCHED,
    I_ENTERED,
    I_STAY,
    K_DUE,
    L_BODY,
    L_FIRED_SLOT,
    L_KIND,
    L_OVER,
    L_SPENT_MASK,
    L_SPENT_SLOT,
    L_STAGED,
    L_WAIT,
    L_WITHIN_MS,
    LISTENER_ARM,
    LISTENER_GOAL,
    LISTENER_WHENEVER,
    MATCHED_WORDS,
    R_PROPERTIES,
    S_BASE,
    S_CANDIDATES,
    S_CHANGES,
    S_MATCHED,
    S_NOW,
    S_OWN,
)  # fmt: skip


@kernel
def fits(memory: Words, state: Words, base: int, alternative: int, at: int, change: int) -> bool:
    """Whether the event is what the alternative speaks of: its link, `where`, `from` and `to`."""
    guard = memory[alternative + A_GUARD]
    return guard == 0 or judge(memory, state, base, 0, at, change, guard)


@kernel
def hear(memory: Words, state: Words, offset: int, alternative: int) -> bool:
    """Let one alternative of a trigger hear an event that fits; whether it matches (S5).

    Its counts stand in the state from `offset` on, an instance's or a contact's.
    """
    kind = memory[alternative + A_KIND]
    if kind == ALTERNATIVE_PLAIN:
        return True
    own_ms = memory[S_OWN]
    slot = offset + memory[alternative + A_SLOT]
    if kind == ALTERNATIVE_COUNTED:  # S5.2
        start = memory[alternative + A_FROM]
        counts = start == 0 or own_ms >= state[offset + start]
        times = memory[alternative + A_TIMES]
        within_ms = memory[alternative + A_MS]
        if within_ms == 0:
            if counts and state[slot] < times:
                state[slot] += 1
            return state[slot] >= times
        if counts:
            keep_latest(state, slot, times, own_ms)
        return state[slot + times - 1] > memory[S_NOW] - within_ms
    if kind >= ALTERNATIVE_THEN:
        if kind != ALTERNATIVE_IGNORED:
            return hear_sequence(memory, state, offset, alternative, own_ms)
        hear_send(memory, state, offset, alternative)
        return False
    if own_ms > state[slot + 1]:  # S5.4: a silence waits anew
        state[slot + 1] = own_ms
        state[slot] = max(own_ms + memory[alternative + A_MS], memory[S_NOW])
        base = memory[S_BASE]
        if offset != base:
            due_at(memory, state, offset, state[slot])
        elif state[slot] < state[base + K_DUE]:
            state[base + K_DUE] = state[slot]
    return False


@kernel
def is_paused(memory: Words, state: Words, instance: int, listener: int, now_ms: int) -> bool:
    """Whether a `whenever` ignores matches now: its body is under way, or it fired too lately (S4.3)."""
    if memory[listener + L_OVER] == 0 and state[instance + memory[memory[listener + L_BODY] + B_SLOT]] != 0:
        return True
    slot = memory[listener + L_FIRED_SLOT]
    return slot != 0 and now_ms < state[instance + slot]


@kernel
def listen(memory: Words, state: Words, instance: int, listener: int, alternative: int) -> bool:
    """Let an alternative of a live instance hear an event that fits; whether its listener matches (S2.3, S1.4)."""
    kind = memory[listener + L_KIND]
    if kind == LISTENER_ARM:
        body = memory[listener + L_BODY]
        if state[instance + memory[body + B_SLOT]] != memory[listener + L_WAIT]:
            return False
        begun_ms = state[instance + memory[body + B_SINCE_SLOT]]
    else:
        begun_ms = state[instance + I_STAY] if memory[listener + L_STAGED] == 1 else state[instance + I_ENTERED]
        if kind == LISTENER_WHENEVER:
            if memory[alternative + A_KIND] not in (ALTERNATIVE_SILENCE, ALTERNATIVE_IGNORED) and is_paused(
                memory, state, instance, listener, memory[S_NOW]
            ):
                return False
        elif state[instance + memory[listener + L_SPENT_SLOT]] & memory[listener + L_SPENT_MASK] != 0 or (
            kind == LISTENER_GOAL
            and memory[listener + L_WITHIN_MS] != 0
            and memory[alternative + A_KIND] != ALTERNATIVE_IGNORED
            and not is_in_window(memory, state, instance, listener)
        ):
            return False
    if memory[S_OWN] < begun_ms and (
        memory[alternative + A_KIND] != ALTERNATIVE_IGNORED or memory[S_OWN] + memory[alternative + A_MS] <= begun_ms
    ):
        return False
    return hear(memory, state, instance, alternative)


@kernel
def match(memory: Words, listener: int, change: int) -> None:
    """Note that a listener matched, once."""
    place = memory[H_SCRATCH_MATCHED] + memory[S_MATCHED] * MATCHED_WORDS
    if memory[S_MATCHED] > 0 and memory[place - MATCHED_WORDS] == listener:
        return
    memory[place] = listener
    memory[place + 1] = change
    memory[S_MATCHED] += 1


@kernel
def happens(memory: Words, change: int, own_ms: int) -> None:
    """Take the own time of an event, or of what it made: whoever joins or reaches by it does so now (S1.4, S5.7)."""
    carries_nothing = change != 0 and memory[change + R_PROPERTIES] == 0
    memory[S_OWN] = memory[S_NOW] if carries_nothing else own_ms


@kernel
def gather(memory: Words, lo: int, hi: int, change: int) -> None:
    """Put alternatives of one code among the candidates: in source order, of one alternative the first change first."""
    area = memory[H_SCRATCH_CANDIDATES]
    for pointer in range(lo, hi):
        alternative = memory[pointer]
        place = area + 2 * memory[S_CANDIDATES]
        while place > area and memory[place - 2] > alternative:
            memory[place] = memory[place - 2]
            memory[place + 1] = memory[place - 1]
            place -= 2
        memory[place] = alternative
        memory[place + 1] = change
        memory[S_CANDIDATES] += 1


@kernel
def own_number(memory: Words, code: int, journey: int) -> int:
    """The journey's own number for an event code, -1 if it does not know it."""
    row = memory[H_CODES] + code * CODE_WORDS
    for pair in range(memory[row + CODE_LOOKS_LO], memory[row + CODE_LOOKS_HI], 2):
        if memory[pair] == journey:
            return memory[pair + 1]
    return -1


@kernel
def gather_all(memory: Words, journey: int, code: int, pointers: int) -> None:
    """Gather what a journey's table of `pointers` has for the event, and for all that the event changed (S2.2)."""
    memory[S_CANDIDATES] = 0
    if code != 0:
        number = own_number(memory, code, journey)
        if number >= 0:
            gather(memory, memory[pointers + number], memory[pointers + number + 1], 0)
    for change in range(memory[S_CHANGES]):
        row = memory[H_SCRATCH_CHANGES] + change * CHANGE_WORDS
        number = own_number(memory, memory[row], journey)
        if number >= 0:
            gather(memory, memory[pointers + number], memory[pointers + number + 1], row + 1)
