"""How journeys send: windows, limits, hold-outs and holds, and the steps that ask them (S6)."""

from __future__ import annotations

from dataclasses import dataclass, field

from jdsl.compiler.assembler import Link, Region, Section, Word
from jdsl.compiler.patterns import bodies_of, steps_in
from jdsl.compiler.workspace_tables import WorkspaceTables
from jdsl.machine.layout import SENDING_WORDS
from jdsl.machine.values import MISSING
from jdsl.model.model import Hold, Journey, Limit, Message, Release

NO_CHANNEL = -1  # of a hold: nobody sends a message of its channel


def counts(limit: Limit, message: Message) -> bool:
    """Whether a limit counts a message (S6.3)."""
    if message.transactional:
        return False
    return limit.medium in (None, message.medium) and limit.channel in (None, message.channel)


@dataclass(slots=True)
class SendingTables:
    """What is judged when something is sent; sections under construction."""

    tables: WorkspaceTables
    rows: Section = field(default_factory=Section)
    limits: Section = field(default_factory=Section)
    holds: Section = field(default_factory=Section)
    _windows: dict[str, tuple[Word, Word]] = field(default_factory=dict[str, tuple[Word, Word]])
    _limits: dict[tuple[str, int], Link] = field(default_factory=dict[tuple[str, int], Link])
    _rows: dict[tuple[str, str], Word] = field(default_factory=dict[tuple[str, str], Word])

    def row(self, journey: Journey, message: Message, held_out: int, lists: Section) -> Word:
        """What is judged when the journey sends the message; 0 if nothing but standing and holds is.

        `held_out`: the contact slot that says who is held out of the journey, 0 for none.
        """
        found = self._rows.get((journey.name, message.name))
        if found is None:
            windows = self._windows_of(journey)
            limits = [
                self._limit(owner, number, limit)
                for owner, owned in (("", self.tables.model.limits), (journey.name, journey.limits))
                for number, limit in enumerate(owned)
                if counts(limit, message)
            ]
            if windows == (0, 0) and not limits and not held_out:
                found = 0
            else:
                found = self.rows.add(*windows, *lists.extend(limits), held_out)
                assert len(self.rows.words) % SENDING_WORDS == 0
            self._rows[journey.name, message.name] = found
        return found

    def _windows_of(self, journey: Journey) -> tuple[Word, Word]:
        """Where the windows of the workspace and of the journey stand, one behind the other."""
        found = self._windows.get(journey.name)
        if found is None:
            rows = self.tables.calendar.rows
            low = rows.here()
            windows = (*self.tables.model.windows, *journey.windows)
            for one in windows:
                self.tables.calendar.window(one.window)
            found = self._windows[journey.name] = (low, rows.here()) if windows else (0, 0)
        return found

    def _limit(self, owner: str, number: int, limit: Limit) -> Link:
        """The row of a limit; `owner`: its journey, empty for the workspace."""
        found = self._limits.get((owner, number))
        if found is None:
            slot = self.tables.contact.take(*[MISSING] * limit.most)
            zone = self.tables.calendar.zone(limit.zone) if limit.per_ms is None else 0
            found = self.limits.add(slot, limit.most, limit.per_ms or 0, zone, int(limit.else_delay))
            self._limits[owner, number] = found
        return found

    def holds_of(self, journey: Journey, number: int, instance: Region) -> dict[str | None, Link]:
        """The rows of what a journey holds or releases, by channel, None for everything.

        Words of the visits are taken from `instance`.
        """
        steps = [step for body in bodies_of(journey) for step in steps_in(body) if isinstance(step, Hold | Release)]
        found: dict[str | None, Link] = {}
        for name in dict.fromkeys(step.channel for step in steps):
            said = [step for step in steps if isinstance(step, Hold) and step.channel == name]
            channel = 0 if name is None else self.tables.channel_slots.get(name, NO_CHANNEL)
            until = self.tables.contact.take(MISSING) if any(step.for_ms is not None for step in said) else 0
            untimed = instance.take(0) if any(step.for_ms is None for step in said) else 0
            found[name] = self.holds.add(channel, number, until, untimed)
        return found
