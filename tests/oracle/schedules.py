"""Schedules over time: which date comes next for a rule or an entry (§14.11 to §14.13)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from jdsl.model.model import AttributeValue, DateType, EveryWeeks, Monthly, Once, OnDays, Schedule, Yearly
from tests.oracle.calendar import Holidays, last_of_month, of_day, shifted, to_day
from tests.oracle.moments import Name, goes_by_contact_time
from tests.oracle.walls import DAY_MS, HORIZON_MS, by_clock_of, date_at, instant_of, is_one_of

LAST_DAY = HORIZON_MS // DAY_MS + 2


class Times:
    """The times of one schedule for one rule in a stay, or for one entry.

    They lie after `begin_ms`; `known_ms` is the instant at which that was known, if later: what is due before goes
    off then (§4.6). `years` holds by line the last year that has come for this contact (§14.13).
    """

    def __init__(
        self,
        schedule: Schedule,
        begin_ms: int,
        known_ms: int,
        line: object,
        years: dict[object, int],
        contact_zone: Callable[[], str | None],
        attribute: Callable[[str], int | None],
        holidays: Holidays,
    ) -> None:
        self.schedule = schedule
        self.after_ms = begin_ms
        self.known_ms = known_ms
        self.line = line
        self.years = years
        self.contact_zone = contact_zone
        self.attribute = attribute
        self.holidays = holidays
        self.after_day: int | None = None
        """The last date that has come."""
        self._next: tuple[int, int, int | None] | None = None
        self._is_known = False

    # --- what is due ---

    def due_ms(self) -> int | None:
        found = self._upcoming()
        return None if found is None else max(found[1], self.known_ms)

    def is_due(self, at_ms: int) -> bool:
        due_ms = self.due_ms()
        return due_ms is not None and due_ms <= at_ms

    def use_up(self, at_ms: int) -> None:
        """What is due by then has come."""
        while (found := self._upcoming()) is not None and max(found[1], self.known_ms) <= at_ms:
            self.after_day, _, year = found
            if year is not None:
                self.years[self.line] = year
            self._is_known = False

    def again(self, now_ms: int) -> None:
        """Reckoned anew: only what lies after now is still to come."""
        self.after_ms = now_ms
        self._is_known = False

    def follows(self, name: Name) -> bool:
        return isinstance(self.schedule, Yearly) and name == (AttributeValue, self.schedule.attribute.name)

    @property
    def by_contact_time(self) -> bool:
        return goes_by_contact_time(self.schedule.at)

    def _upcoming(self) -> tuple[int, int, int | None] | None:
        """The next date, its instant and, of a yearly one, its year."""
        year = self.years.get(self.line)
        if self._is_known and (self._next is None or self._next[2] is None or year is None or self._next[2] > year):
            return self._next
        zone = by_clock_of(self.schedule.at.zone, self.contact_zone())
        self._next, self._is_known = None, True
        for day, year in self._dates():
            if self.after_day is not None and day <= self.after_day:
                continue
            at_ms = instant_of(zone, day, self.schedule.at.clock_ms)
            if at_ms > HORIZON_MS:
                break
            if at_ms > self.after_ms:
                self._next = day, at_ms, year
                break
        return self._next

    def _dates(self) -> Iterator[tuple[int, int | None]]:
        """Each date of the schedule that could be next, with the year for which it stands."""
        if isinstance(self.schedule, Yearly):
            yield from self._yearly(self.schedule)
            return
        for day in range(self.after_ms // DAY_MS - 3, LAST_DAY):
            if is_date_of(self.schedule, day, self.holidays):
                yield day, None

    def _yearly(self, schedule: Yearly) -> Iterator[tuple[int, int]]:
        value = self.attribute(schedule.attribute.name)
        if value is None:
            return
        is_date = isinstance(schedule.attribute.type, DateType)
        first = of_day(value if is_date else date_at(schedule.zone, value))
        begins = of_day(self.after_ms // DAY_MS).year - 103
        for year in range(max(first.year, begins, self.years.get(self.line, 0) + 1), 2203):
            day: int | None = to_day(date(year, first.month, min(first.day, last_of_month(year, first.month))))
            if schedule.length is not None:
                day = shifted(day, schedule.sign * schedule.length.count, schedule.length.unit, self.holidays)
            if day is not None:
                yield day, year


def is_date_of(schedule: OnDays | EveryWeeks | Monthly | Once, day: int, holidays: Holidays) -> bool:
    """Whether the schedule has that date (§14.11)."""
    when = of_day(day)
    match schedule:
        case OnDays(days, _):
            return is_one_of(days, holidays, day)
        case EveryWeeks(weeks, days, starting, _):
            monday, first_monday = day - when.weekday(), starting - of_day(starting).weekday()
            return day >= starting and (monday - first_monday) // 7 % weeks == 0 and is_one_of(days, holidays, day)
        case Monthly(number, _):
            last = last_of_month(when.year, when.month)
            return when.day == (last if number is None else min(number, last))
        case Once(only, _):
            return day == only
