"""Moments: dates and instants that are counted from others, `7d before trial_ends`, `3 weekdays` from now (S7.3)."""

from __future__ import annotations

from jdsl.engine.calendar import moment_of_day, shift, shift_day, whole_units
from jdsl.engine.kernel import Words, kernel
from jdsl.engine.wall_clock import day_at
from jdsl.engine.zones import zone_for
from jdsl.machine.calendar_layout import (
    HORIZON_MS,
    MOMENT_ARGUMENT,
    MOMENT_COUNT,
    MOMENT_IN_CONTACT_TIME,
    MOMENT_IS_DATE,
    MOMENT_KIND,
    MOMENT_LENGTH,
    MOMENT_LENGTH_KIND,
    MOMENT_TIME,
    MOMENT_UNIT,
    MOMENT_ZONE,
    SAME_TIME,
    WRITTEN,
)
from jdsl.machine.layout import (
    H_HOLIDAYS,
    OPERAND_ATTRIBUTE,
    OPERAND_CONSTANT,
    OPERAND_NOW,
    OPERAND_TODAY,
    S_NOW,
)
from jdsl.machine.values import MISSING, NEVER_MS


@kernel
def counted_from(memory: Words, state: Words, base: int, instance: int, kind: int, argument: int) -> int:
    """The value of an operand that a moment counts from, or that says how far."""
    if kind == OPERAND_ATTRIBUTE:
        return state[base + argument]
    if kind == OPERAND_CONSTANT:
        return argument
    if kind == OPERAND_NOW:
        return memory[S_NOW]
    if kind == OPERAND_TODAY:
        return day_at(memory, argument, memory[S_NOW])
    return state[instance + argument]  # OPERAND_HAND, OPERAND_REMEMBERED


@kernel
def length_of(memory: Words, state: Words, base: int, instance: int, moment: int) -> int:
    """How many units a moment is away from what it counts from; `MISSING` if data says no length."""
    count = memory[moment + MOMENT_COUNT]
    kind = memory[moment + MOMENT_LENGTH_KIND]
    if kind == WRITTEN:
        return count
    units = whole_units(counted_from(memory, state, base, instance, kind, memory[moment + MOMENT_LENGTH]))
    return MISSING if units == MISSING else units * count


@kernel
def moment_zone(memory: Words, state: Words, base: int, moment: int) -> int:
    """The zone by whose clocks a moment goes now."""
    return zone_for(memory, state, base, memory[moment + MOMENT_ZONE], memory[moment + MOMENT_IN_CONTACT_TIME])


@kernel
def reckon_from(memory: Words, state: Words, base: int, instance: int, moment: int, value: int, zone: int) -> int:
    """The moment, counted from that value: an instant, or a day where it is a date; may be `MISSING`."""
    count = length_of(memory, state, base, instance, moment)
    if MISSING in (value, count):
        return MISSING
    unit = memory[moment + MOMENT_UNIT]
    time_ms = memory[moment + MOMENT_TIME]
    if memory[moment + MOMENT_IS_DATE] == 0:
        return shift(memory, zone, memory[H_HOLIDAYS], value, unit, count, time_ms)
    if time_ms == SAME_TIME:
        return shift_day(memory, memory[H_HOLIDAYS], value, unit, count)
    return moment_of_day(memory, zone, memory[H_HOLIDAYS], value, unit, count, time_ms)


@kernel
def reckon_in(memory: Words, state: Words, base: int, instance: int, moment: int, zone: int) -> int:
    """The moment by the clocks of a zone, as data is now; may be `MISSING`."""
    value = counted_from(memory, state, base, instance, memory[moment + MOMENT_KIND], memory[moment + MOMENT_ARGUMENT])
    return reckon_from(memory, state, base, instance, moment, value, zone)


@kernel
def reckon(memory: Words, state: Words, base: int, instance: int, moment: int) -> int:
    """The moment as data is now; may be `MISSING`."""
    return reckon_in(memory, state, base, instance, moment, moment_zone(memory, state, base, moment))


@kernel
def later_than(memory: Words, state: Words, base: int, instance: int, moment: int, value: int, zone: int) -> int:
    """So long after an instant: never if that is beyond the calendar, `MISSING` if data says no length (S7.3)."""
    if length_of(memory, state, base, instance, moment) == MISSING:
        return MISSING
    at_ms = reckon_from(memory, state, base, instance, moment, value, zone)
    return NEVER_MS if at_ms == MISSING else at_ms


@kernel
def to_come(at_ms: int, from_ms: int) -> int:
    """When a clock is due for an instant: never if it is missing, before `from_ms` or beyond the horizon (S5.10)."""
    return at_ms if from_ms <= at_ms <= HORIZON_MS else NEVER_MS
