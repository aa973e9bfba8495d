"""The calendar as a program has it: the zones and holidays that its journeys use, and no others."""

from __future__ import annotations

from dataclasses import dataclass, field

from jdsl.almanac.zones import zone_names, zone_table
from jdsl.compiler.assembler import Section, Word
from jdsl.compiler.walk import of_kind
from jdsl.machine.calendar_layout import EVER_MS, NOT_ON_HOLIDAYS, UTC, Table, days_mask, window_words
from jdsl.model.model import Days, Model, Window, Zone

NEVER_OFF_UTC: Table = ((EVER_MS, 0),)


def is_in_contact_time(model: Model) -> bool:
    """Whether anything goes by the contact's clock: then every zone may be asked for."""
    return any(zone.in_contact_time for zone in of_kind((model.journeys, model.windows, model.limits), Zone))


def which_days(days: Days) -> int:
    return days_mask(days.days) | (NOT_ON_HOLIDAYS if days.without_holidays else 0)


@dataclass(slots=True)
class CalendarTables:
    """Sections of the calendar under construction. `named`: the zones of all names, for contacts who live there."""

    model: Model
    in_contact_time: bool
    zones: Section = field(default_factory=Section)
    rows: Section = field(default_factory=Section)
    named: dict[str, Word] = field(default_factory=dict[str, Word])
    _places: dict[Table, Word] = field(default_factory=lambda: {NEVER_OFF_UTC: UTC})
    _holidays: Word | None = None

    def zone(self, name: str) -> Word:
        """Where a zone stands; each with the same changes stands there once."""
        found = self.named.get(name)
        if found is None:
            found = self.named[name] = self._place(zone_table(name))
        return found

    def _place(self, table: Table) -> Word:
        found = self._places.get(table)
        if found is None:
            row = self.zones.add(0, 0)
            low, high = self.zones.extend([word for change in table for word in change])
            self.zones.words[row.place : row.place + 2] = [low, high]
            found = self._places[table] = row
        return found

    def add_all_zones(self) -> None:
        """Let every zone stand there, if contacts may live in any."""
        if self.in_contact_time:
            for name in zone_names():
                self.zone(name)

    def holidays(self) -> Word:
        """Where the workspace's holidays stand, 0 if there are none; those at week-ends change nothing."""
        if self._holidays is None:
            kept = [day for day in self.model.holidays if (day + 3) % 7 < 5]
            if not kept:
                self._holidays = 0
            else:
                row = self.rows.add(0, 0)
                low, high = self.rows.extend(kept)
                self.rows.words[row.place : row.place + 2] = [low, high]
                self._holidays = row
        return self._holidays

    def window(self, window: Window) -> Word:
        """Append the row of a window."""
        zone = self.zone(window.zone.name)
        in_contact_time = window.zone.in_contact_time
        return self.rows.add(
            *window_words(
                which_days(window.days), window.opens_ms, window.closes_ms, zone, in_contact_time=in_contact_time
            )
        )
