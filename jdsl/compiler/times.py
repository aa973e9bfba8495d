"""Lengths, moments and schedules to rows of the calendar (S7.3, S5.10)."""

from __future__ import annotations

from jdsl.compiler.assembler import Link, Word
from jdsl.compiler.calendar_tables import which_days
from jdsl.compiler.operands import Scope, simple_operand
from jdsl.compiler.walk import of_kind
from jdsl.machine.calendar_layout import (
    MOMENT_WORDS,
    ON_DATE,
    ON_DAYS,
    ON_MONTH,
    ON_WEEKS,
    ON_YEAR,
    SAME_TIME,
    UNIT_DAY,
    UNIT_MONTH,
    UNIT_MS,
    UNIT_WEEKDAY,
    WRITTEN,
)
from jdsl.model.model import (
    At,
    AttributeValue,
    Calendar,
    CalendarUnit,
    Comes,
    DateType,
    EveryWeeks,
    Exact,
    FromData,
    Journey,
    Length,
    Moment,
    Monthly,
    Now,
    Once,
    OnDays,
    RememberedValue,
    Rule,
    Schedule,
    Score,
    Source,
    Today,
    Value,
    Yearly,
)

UNITS = {
    CalendarUnit.DAYS: UNIT_DAY,
    CalendarUnit.WEEKDAYS: UNIT_WEEKDAY,
    CalendarUnit.MONTHS: UNIT_MONTH,
}


def exact_ms(length: Length | None, at: At | None = None) -> int | None:
    """The milliseconds of a length that needs no calendar, None of any other."""
    return length.ms if isinstance(length, Exact) and at is None else None


def _length_words(scope: Scope, length: Length | None, sign: int, at: At | None) -> tuple[list[Word], str | None]:
    """Unit, count, and the operand that says how many; and the zone by whose clocks that is."""
    match length:
        case None:
            return [UNIT_MS if at is None else UNIT_DAY, 0, WRITTEN, 0], None
        case Exact():
            return [UNIT_MS, sign * length.ms, WRITTEN, 0], None
        case Calendar():
            return [UNITS[length.unit], sign * length.count, WRITTEN, 0], length.zone
        case FromData():
            unit = UNIT_MS if length.unit is None else UNITS[length.unit]
            return [unit, sign * length.each, *simple_operand(scope, length.value)], length.zone


def moment_words(scope: Scope, source: Source, length: Length | None, sign: int, at: At | None) -> Link:
    """Append a moment's row."""
    calendar = scope.tables.calendar
    words, name = _length_words(scope, length, sign, at)
    zone = 0 if name is None else calendar.zone(name)
    in_contact_time = 0
    if at is not None:
        zone, in_contact_time = calendar.zone(at.zone.name), int(at.zone.in_contact_time)
    is_date = int(isinstance(source.type, DateType))
    time = SAME_TIME if at is None else at.clock_ms
    row = [*simple_operand(scope, source), is_date, *words, time, zone, in_contact_time]
    assert len(row) == MOMENT_WORDS
    return calendar.rows.add(*row)


def moment(scope: Scope, value: Moment) -> Link:
    """Append the row of a MOMENT."""
    return moment_words(scope, value.source, value.length, value.sign, value.at)


def later(scope: Scope, length: Length, at: At | None = None) -> Link:
    """Append the row of what is so far from now, or from where its reader begins to count."""
    return moment_words(scope, Now(), length, 1, at)


def is_moving(value: Value) -> bool:
    """Whether a value is another one as time goes by."""
    return isinstance(value, Now | Today) or (isinstance(value, Moment) and isinstance(value.source, Now | Today))


def every_words(scope: Scope, schedule: Schedule, listener: Link, slot: int, mark: int, mark_of_contact: bool) -> Link:
    """Append the rows of a schedule and of what listens to it; `slot`: of its next time."""
    calendar = scope.tables.calendar
    zone = schedule.at.zone
    row = calendar.rows.add(*_schedule_words(schedule))
    followed: tuple[Word, ...] = (0, 0, 0)
    if isinstance(schedule, Yearly):
        is_date = int(isinstance(schedule.attribute.type, DateType))
        followed = (
            scope.tables.attribute_slots[schedule.attribute.name], is_date, calendar.zone(schedule.zone)
        )  # fmt: skip
    return calendar.rows.add(
        listener, row, slot, mark, int(mark_of_contact), calendar.zone(zone.name), int(zone.in_contact_time), *followed
    )


def _schedule_words(schedule: Schedule) -> list[Word]:
    time = schedule.at.clock_ms
    match schedule:
        case OnDays():
            return [ON_DAYS, which_days(schedule.days), 0, 0, time, 0, 0]
        case EveryWeeks():
            return [ON_WEEKS, which_days(schedule.days), schedule.weeks, schedule.starting, time, 0, 0]
        case Monthly():
            return [ON_MONTH, 0, 31 if schedule.day is None else schedule.day, 0, time, 0, 0]
        case Once():
            return [ON_DATE, 0, 0, schedule.date, time, 0, 0]
        case Yearly():
            length = schedule.length
            unit = UNIT_DAY if length is None else UNITS[length.unit]
            return [ON_YEAR, 0, 0, 0, time, unit, 0 if length is None else schedule.sign * length.count]


def _counted_from(node: Moment | FromData | Yearly) -> Value:
    match node:
        case Moment():
            return node.source
        case FromData():
            return node.value
        case Yearly():
            return node.attribute


def followed(listening_in: Journey | Score) -> tuple[set[str], bool]:
    """The attributes that triggers, schedules and rules follow; whether one of them follows what is remembered."""
    listening = [
        node.after if isinstance(node, Rule) else node for node in of_kind(listening_in, Comes, Rule, Yearly)
    ]  # fmt: skip
    counted = [_counted_from(node) for node in of_kind(tuple(listening), Moment, FromData, Yearly)]
    attributes = {value.name for value in counted if isinstance(value, AttributeValue)}
    return attributes, any(isinstance(value, RememberedValue) for value in counted)
