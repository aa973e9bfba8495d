"""Moments, schedules, windows and days of a program's tables in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from jdsl.machine.calendar_layout import (
    DAY_MS,
    EVERY_ATTRIBUTE,
    EVERY_DAY,
    EVERY_IN_CONTACT_TIME,
    EVERY_SCHEDULE,
    MOMENT_ARGUMENT,
    MOMENT_COUNT,
    MOMENT_IN_CONTACT_TIME,
    MOMENT_IS_DATE,
    MOMENT_KIND,
    MOMENT_LENGTH,
    MOMENT_LENGTH_KIND,
    MOMENT_TIME,
    MOMENT_UNIT,
    ON_DATE,
    ON_DAYS,
    ON_MONTH,
    ON_WEEKS,
    SAME_TIME,
    SCHEDULE_COUNT,
    SCHEDULE_DATE,
    SCHEDULE_DAYS,
    SCHEDULE_EVERY,
    SCHEDULE_KIND,
    SCHEDULE_TIME,
    SCHEDULE_UNIT,
    UNIT_DAY,
    UNIT_MONTH,
    UNIT_MS,
    WEEKDAYS,
    WINDOW_DAYS,
    WINDOW_FROM,
    WINDOW_IN_CONTACT_TIME,
    WINDOW_TO,
    WRITTEN,
)
from jdsl.machine.layout import OPERAND_CONSTANT
from jdsl.machine.values import date_written, moment_written
from jdsl.machine.words import Words, length

_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Said = Callable[[int, int], str]
"""An operand in words, by its kind and its argument."""


def clock(time_ms: int) -> str:
    """A time of day as the language writes it."""
    text = str(timedelta(milliseconds=time_ms)).zfill(8) if time_ms < DAY_MS else "24:00:00"
    return text.removesuffix(":00")


def days(mask: int) -> str:
    """Which days."""
    if mask == WEEKDAYS:
        return "weekdays"
    return ", ".join(name for place, name in enumerate(_NAMES) if mask >> place & 1)


def at(time_ms: int, in_contact_time: int) -> str:
    return f"at {clock(time_ms)}{' in contact time' if in_contact_time else ''}"


def _far(unit: int, count: int) -> str:
    """A length in its unit; as in the tables, weeks are days and years are months."""
    if unit == UNIT_MS:
        return length(count)
    word = "day" if unit == UNIT_DAY else "month" if unit == UNIT_MONTH else "weekday"
    return f"{count} {word}{'' if count == 1 else 's'}"


def _counted_from(words: Words, row: int, said: Said) -> str:
    kind, argument, is_date = (
        words.program.tables[row + word] for word in (MOMENT_KIND, MOMENT_ARGUMENT, MOMENT_IS_DATE)
    )
    if kind != OPERAND_CONSTANT:
        return said(kind, argument)
    return date_written(argument) if is_date else moment_written(argument)


def moment(words: Words, row: int, said: Said, *, as_length: bool = False) -> str:
    """A moment; `as_length`: what is counted from now, or from a beginning, is but a length."""
    tables = words.program.tables
    unit, count = tables[row + MOMENT_UNIT], tables[row + MOMENT_COUNT]
    if tables[row + MOMENT_LENGTH_KIND] == WRITTEN:
        far = _far(unit, abs(count))
    else:
        far = f"{said(tables[row + MOMENT_LENGTH_KIND], tables[row + MOMENT_LENGTH])} × {_far(unit, abs(count))}"
    parts: list[str] = []
    if count != 0 or as_length:
        parts.append(far)
    if not as_length:
        if count != 0:
            parts.append("before" if count < 0 else "after")
        parts.append(_counted_from(words, row, said))
    if tables[row + MOMENT_TIME] != SAME_TIME:
        parts.append(at(tables[row + MOMENT_TIME], tables[row + MOMENT_IN_CONTACT_TIME]))
    return " ".join(parts)


def schedule(words: Words, every: int) -> str:
    """What stands behind `every`."""
    tables = words.program.tables
    row = tables[every + EVERY_SCHEDULE]
    kind, mask, number = (tables[row + word] for word in (SCHEDULE_KIND, SCHEDULE_DAYS, SCHEDULE_EVERY))
    date = tables[row + SCHEDULE_DATE]
    if kind == ON_DAYS:
        when = "day" if mask == EVERY_DAY else days(mask)
    elif kind == ON_WEEKS:
        when = f"{number} weeks on {days(mask)} from {date_written(date)}"
    elif kind == ON_MONTH:
        when = f"month on day {number}"
    elif kind == ON_DATE:
        when = f"on {date_written(date)}"
    else:
        count = tables[row + SCHEDULE_COUNT]
        side = "before" if count < 0 else "after"
        name = words.attribute_slots[tables[every + EVERY_ATTRIBUTE]][0]
        when = f"year {_far(tables[row + SCHEDULE_UNIT], abs(count))} {side} {name}" if count else f"year on {name}"
    return f"{when} {at(tables[row + SCHEDULE_TIME], tables[every + EVERY_IN_CONTACT_TIME])}"


def window(words: Words, row: int) -> str:
    """What stands behind `between`."""
    tables = words.program.tables
    opens, closes = tables[row + WINDOW_FROM], tables[row + WINDOW_TO]
    closes = closes - DAY_MS if closes > DAY_MS else closes
    mask = tables[row + WINDOW_DAYS]
    on = "" if mask == EVERY_DAY else f" on {days(mask)}"
    return f"{clock(opens)} and {clock(closes)}{on}{' in contact time' if tables[row + WINDOW_IN_CONTACT_TIME] else ''}"
