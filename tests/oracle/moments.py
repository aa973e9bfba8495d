"""Lengths, moments and dates as values; moments that are listened for (§9.10) or that `after` counts to (§7.12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from jdsl.model.model import (
    At,
    AttributeValue,
    Calendar,
    Comes,
    ComparesDates,
    DateOrder,
    DateType,
    Exact,
    FromData,
    IsWithin,
    Length,
    Moment,
    Now,
    RememberedValue,
    Trigger,
    Value,
)
from tests.oracle.calendar import FIRST_MS, LAST_MS, Holidays, later, shifted
from tests.oracle.walls import DAY_MS, by_clock_of, date_at, instant_of

Lookup = Callable[[Value], int | str | bool | None]
Reckon = Callable[[Moment], int | None]
Name: TypeAlias = tuple[type[AttributeValue] | type[RememberedValue], str]
"""What can be set: an attribute, or what a visit remembers."""

NEVER_MS = 2**80
"""An instant that does not come, such as that after a wait of a million years."""
MOST = 10_000_000


def known(length: Length, lookup: Lookup) -> Exact | Calendar | None:
    """A length with what data says, now; None is no length (§14.8)."""
    if not isinstance(length, FromData):
        return length
    value = lookup(length.value)
    if value is None:
        return None
    assert isinstance(value, int), "a length is a number"
    if value < 0:
        return None
    count = min(value // 1_000_000, MOST) * length.each
    return Exact(count) if length.unit is None else Calendar(count, length.unit, length.zone)


def after(begin_ms: int, length: Exact | Calendar, holidays: Holidays, sign: int = 1) -> int | None:
    """The instant that is so long after another, or before it; None lies outside the calendar (§14.5)."""
    if isinstance(length, Exact):
        return begin_ms + sign * length.ms
    return later(begin_ms, sign * length.count, length.unit, length.zone, holidays)


def days_after(
    begin_ms: int, length: Exact | Calendar, at: At, contact_zone: str | None, holidays: Holidays
) -> int | None:
    """`D at T`: T on the date that is so long after that of `begin_ms` (§14.6)."""
    assert isinstance(length, Calendar), "`at` goes with dates"
    zone = by_clock_of(at.zone, contact_zone)
    day = shifted(date_at(zone, begin_ms), length.count, length.unit, holidays)
    return None if day is None else instant_of(zone, day, at.clock_ms)


def reckon(moment: Moment, lookup: Lookup, contact_zone: str | None, holidays: Holidays) -> int | None:
    """The date or the instant that a MOMENT is now (§14.10); None is missing."""
    source = lookup(moment.source)
    length = None if moment.length is None else known(moment.length, lookup)
    if source is None or (length is None and moment.length is not None):
        return None
    assert isinstance(source, int), "it counts from a date or a moment"
    is_date = isinstance(moment.source.type, DateType)
    if not is_date and moment.at is None:
        there = source if length is None else after(source, length, holidays, moment.sign)
        return there if there is not None and FIRST_MS <= there <= LAST_MS else None
    zone = None if moment.at is None else by_clock_of(moment.at.zone, contact_zone)
    day = source
    if not is_date:
        assert zone is not None, "else it would be reckoned in ms"
        day = date_at(zone, source)
    if length is not None:
        assert isinstance(length, Calendar), "of a date, or with `at`"
        there = shifted(day, moment.sign * length.count, length.unit, holidays)
        if there is None:
            return None
        day = there
    return day if zone is None or moment.at is None else instant_of(zone, day, moment.at.clock_ms)


def names_of(value: Value | Length | None) -> Iterator[Name]:
    """What would have to be set, for the value or length to be another one."""
    match value:
        case AttributeValue() | RememberedValue():
            yield type(value), value.name
        case FromData():
            yield from names_of(value.value)
        case Moment():
            yield from names_of(value.source)
            yield from names_of(value.length)
        case _:
            pass


# --- conditions ---


def compares(condition: ComparesDates, lookup: Lookup) -> bool:
    """§10.7: by the millisecond, or, if one side is a date, by the calendar."""
    sides: list[int] = []
    for side in (condition.left, condition.right):
        value = lookup(side)
        if value is None:
            return False
        assert isinstance(value, int), "a date or a moment"
        if condition.as_dates and not isinstance(side.type, DateType):
            value = date_at(condition.zone, value)
        sides.append(value)
    left, right = sides
    match condition.order:
        case DateOrder.IS:
            return left == right
        case DateOrder.BEFORE:
            return left < right
        case DateOrder.AFTER:
            return left > right


def is_within(condition: IsWithin, lookup: Lookup) -> bool:
    """§10.8."""
    value, now, length = lookup(condition.value), lookup(Now()), condition.ms
    if value is None:
        return False
    assert isinstance(value, int), "a date or a moment"
    assert isinstance(now, int), "a moment"
    if isinstance(condition.value.type, DateType):
        now, length = date_at(condition.zone, now), length // DAY_MS
    return now <= value < now + length if condition.ahead else now - length < value <= now


# --- what is listened for ---


def goes_by_contact_time(at: At | None) -> bool:
    return at is not None and at.zone.in_contact_time


@dataclass(eq=False)
class Coming:
    """A moment that a trigger listens for (§9.10)."""

    moment: Moment
    reckon: Reckon
    reckoned_ms: int | None = None
    """As it was when it was last looked at."""
    is_armed: bool = False

    def look(self, after_ms: int) -> None:
        """Reckoned anew: it comes if it lies after that instant."""
        self.reckoned_ms = self.reckon(self.moment)
        self.is_armed = self.reckoned_ms is not None and self.reckoned_ms > after_ms


@dataclass(eq=False)
class After:
    """When a rule `after` is due (§7.12); `reckon` gives the instant as it is now, `names` what it follows."""

    reckon: Callable[[], int | None]
    names: frozenset[Name]
    by_contact_time: bool
    due_ms: int | None = None
    is_spent: bool = False

    def begin(self, begin_ms: int) -> None:
        self.due_ms = self.reckon()
        self.is_spent = self.due_ms is not None and self.due_ms < begin_ms

    def again(self, now_ms: int) -> None:
        """Its length was set, or the contact's zone changed: it comes if it then lies after now."""
        if not self.is_spent:
            self.due_ms = self.reckon()
            self.is_spent = self.due_ms is not None and self.due_ms <= now_ms


def comings(trigger: Trigger, reckon: Reckon) -> dict[int, Coming]:
    """By the index of the alternative."""
    return {
        index: Coming(alternative.moment, reckon)
        for index, alternative in enumerate(trigger)
        if isinstance(alternative, Comes)
    }
