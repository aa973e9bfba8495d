"""Schedules: rules that fire at the times of a calendar, which the tables list (S5.10)."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel
from jdsl.machine.layout import SCHEDULE_HI, SCHEDULE_LO
from jdsl.machine.values import NEVER_MS


@kernel
def next_time(memory: Words, schedule: int, after_ms: int) -> int:
    """The first time of a schedule that lies after `after_ms`; `NEVER_MS` if none is left."""
    lo = memory[schedule + SCHEDULE_LO]
    hi = memory[schedule + SCHEDULE_HI]
    end = hi
    while lo < hi:
        middle = (lo + hi) // 2
        if memory[middle] > after_ms:
            hi = middle
        else:
            lo = middle + 1
    return memory[lo] if lo < end else NEVER_MS


@kernel
def arm_schedules(memory: Words, state: Words, instance: int, lo: int, hi: int, now_ms: int) -> int:
    """Begin to listen to schedules, pairs of a slot and a schedule: times after now alone (S5.10). The first."""
    earliest = NEVER_MS
    for pair in range(lo, hi, 2):
        at_ms = next_time(memory, memory[pair + 1], now_ms)
        state[instance + memory[pair]] = at_ms
        earliest = min(earliest, at_ms)
    return earliest
