"""When the answer to a condition can be another one by time alone (S4.8).

An instant may be too early, as nothing may have changed by then; it is never too late.
"""

from __future__ import annotations

from jdsl.engine.calendar import next_change_of_days, next_day_change, next_span
from jdsl.engine.conditions import operand
from jdsl.engine.fading import next_meeting_of_score
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.moments import moment_zone, reckon
from jdsl.engine.wall_clock import next_clock_change
from jdsl.engine.windows import next_flip
from jdsl.engine.zones import contact_zone, zone_for
from jdsl.machine.calendar_layout import (
    DAY_MS,
    MOMENT_IS_DATE,
    MOMENT_KIND,
    MOMENT_TIME,
    MOMENT_UNIT,
    SAME_TIME,
    UNIT_MS,
)
from jdsl.machine.layout import (
    H_HOLIDAYS,
    OPERAND_DATE_OF,
    OPERAND_MOMENT,
    OPERAND_NOW,
    OPERAND_SCORE,
    OPERAND_TODAY,
    S_NOW,
    TEST_BETWEEN,
    TEST_ON_DAYS,
    TEST_RECENT,
    TEST_SPAN,
)
from jdsl.machine.values import MISSING, NEVER_MS

FAR_DAYS = 60  # calendars differ from even days by less than three quarters of that, over any time
BACK_DAYS = 3  # clocks that are put back take a date back by no more


@kernel
def moves(memory: Words, kind: int, argument: int) -> bool:
    """Whether an operand is another one as time goes by."""
    if kind == OPERAND_DATE_OF:
        kind = memory[argument]
        argument = memory[argument + 1]
    if kind == OPERAND_MOMENT:
        kind = memory[argument + MOMENT_KIND]
    return kind in (OPERAND_NOW, OPERAND_TODAY)


@kernel
def is_steady(memory: Words, kind: int, argument: int) -> bool:
    """Whether an operand that moves goes on just as time does: `now`, or an exact length from now."""
    if kind != OPERAND_MOMENT:
        return kind == OPERAND_NOW
    return memory[argument + MOMENT_KIND] == OPERAND_NOW and memory[argument + MOMENT_UNIT] == UNIT_MS


@kernel
def is_day(memory: Words, kind: int, argument: int) -> bool:
    """Whether an operand that moves is a date."""
    if kind != OPERAND_MOMENT:
        return kind != OPERAND_NOW
    return memory[argument + MOMENT_IS_DATE] == 1 and memory[argument + MOMENT_TIME] == SAME_TIME


@kernel
def next_break(memory: Words, state: Words, base: int, instance: int, kind: int, argument: int) -> int:
    """The next instant at which an operand that moves may go on otherwise than just as time does."""
    now_ms = memory[S_NOW]
    date_zone = MISSING
    if kind == OPERAND_TODAY:
        return next_day_change(memory, argument, now_ms)
    if kind == OPERAND_DATE_OF:
        date_zone = memory[argument + 2]
        kind = memory[argument]
        argument = memory[argument + 1]
    if kind != OPERAND_MOMENT:
        return next_day_change(memory, date_zone, now_ms)
    zone = moment_zone(memory, state, base, argument)
    if memory[argument + MOMENT_KIND] == OPERAND_TODAY:  # in the zone of the journey, which the next midnight tells
        zone_of_day = memory[argument + 1]
        earliest = next_day_change(memory, zone_of_day, now_ms)
    else:
        earliest = next_day_change(memory, zone, now_ms)
    earliest = min(earliest, next_clock_change(memory, zone, now_ms))
    if is_day(memory, kind, argument):
        return earliest
    at_ms = reckon(memory, state, base, instance, argument)
    if at_ms == MISSING:
        return earliest
    earliest = min(earliest, next_clock_change(memory, zone, at_ms) - at_ms + now_ms)
    if date_zone != MISSING:
        earliest = min(earliest, next_day_change(memory, date_zone, at_ms) - at_ms + now_ms)
    return earliest


@kernel
def next_meeting(
    memory: Words, state: Words, base: int, instance: int, kind: int, argument: int, value: int, other: int
) -> int:
    """When an operand that moves, and is `value` now, may next come to `other`, or go past it."""
    now_ms = memory[S_NOW]
    if MISSING in (value, other):
        return NEVER_MS
    gap_ms = other - value
    steady = is_steady(memory, kind, argument)
    if is_day(memory, kind, argument):
        gap_ms *= DAY_MS
    elif gap_ms == 0:
        return now_ms + 1
    if gap_ms < (0 if steady else -BACK_DAYS * DAY_MS):
        return NEVER_MS
    if steady:
        return now_ms + gap_ms
    if gap_ms > FAR_DAYS * DAY_MS:
        return now_ms + gap_ms // 4
    earliest = next_break(memory, state, base, instance, kind, argument)
    if gap_ms > 0 and not is_day(memory, kind, argument):
        earliest = min(earliest, now_ms + gap_ms)
    return earliest


@kernel
def next_flip_of_comparison(memory: Words, state: Words, base: int, instance: int, test: int) -> int:
    """Of a comparison one of whose sides moves."""
    kind = memory[test + 1]
    argument = memory[test + 2]
    other_kind = memory[test + 3]
    other_argument = memory[test + 4]
    if not moves(memory, kind, argument) and kind != OPERAND_SCORE:
        kind, other_kind = other_kind, kind
        argument, other_argument = other_argument, argument
    value = operand(memory, state, base, instance, 0, 0, kind, argument)
    other = operand(memory, state, base, instance, 0, 0, other_kind, other_argument)
    if kind == OPERAND_SCORE:
        return NEVER_MS if other == MISSING else next_meeting_of_score(memory, state, base, argument, other)
    return next_meeting(memory, state, base, instance, kind, argument, value, other)


@kernel
def next_flip_of_test(memory: Words, state: Words, base: int, instance: int, test: int) -> int:
    """After now, when the answer to one test can change; `NEVER_MS` if it cannot."""
    now_ms = memory[S_NOW]
    operation = memory[test]
    first = memory[test + 1]
    second = memory[test + 2]
    if operation == TEST_RECENT:
        out_ms = NEVER_MS if state[base + first] == MISSING else state[base + first] + second
        return out_ms if out_ms > now_ms else NEVER_MS
    if operation == TEST_SPAN:
        return next_span(memory, second, now_ms, memory[test + 3])
    if operation == TEST_BETWEEN:
        return next_flip(memory, contact_zone(memory, state, base), memory[H_HOLIDAYS], first, now_ms)
    if operation == TEST_ON_DAYS:
        zone = zone_for(memory, state, base, second, memory[test + 3])
        return next_change_of_days(memory, zone, memory[H_HOLIDAYS], first, now_ms)
    return next_flip_of_comparison(memory, state, base, instance, test)


@kernel
def next_flip_of_tests(memory: Words, state: Words, base: int, instance: int, lo: int, hi: int) -> int:
    """After now, when the answer to one of some tests can change; `NEVER_MS` if it cannot."""
    earliest = NEVER_MS
    for pointer in range(lo, hi):
        earliest = min(earliest, next_flip_of_test(memory, state, base, instance, memory[pointer]))
    return earliest
