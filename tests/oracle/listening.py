"""A trigger over time: what it has heard since it began to listen, and what follows from that now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jdsl.model.model import Comes, Counted, Silence, Trigger
from tests.oracle.facts import Happening, Value
from tests.oracle.matching import match
from tests.oracle.moments import Name, Reckon, comings, goes_by_contact_time, names_of


@dataclass(frozen=True, eq=False)
class Heard:
    """A happening at the instant at which it is looked at."""

    happening: Happening
    now_ms: int

    @property
    def own_ms(self) -> int:
        return self.happening.at_ms


class Listening:
    """One trigger that listens.

    Its beginning is `begin_ms` (S5.1); `now_ms` is the instant at which it was known to begin, which is later only
    where a late event made the contact known. `lead` is what led in, where that counts (S3.3). A trigger of `enter`
    hears every event, whenever it happened. `reckon` gives what a moment is now.
    """

    def __init__(
        self,
        trigger: Trigger,
        begin_ms: int,
        now_ms: int,
        reckon: Reckon,
        *,
        lead: Heard | None = None,
        enters: bool = False,
    ) -> None:
        self.trigger = trigger
        self.begin_ms = begin_ms
        self.now_ms = now_ms
        self.enters = enters
        self.since_ms: int | None = None
        """The last reset of the counts: what happened before no longer counts (S5.2)."""
        self.heard: list[list[Heard]] = [[] for _ in trigger]
        self.used_up: dict[int, Heard | None] = {}
        """By alternative: the last X of the silence that is used up, None if there was no X yet (S5.4)."""
        self.comings = comings(trigger, reckon)
        for coming in self.comings.values():
            coming.look(begin_ms)
        if lead is not None:
            self._hear(lead)

    # --- events ---

    def ignores(self, look: Heard) -> bool:
        """S1.4: what happened before it began to listen."""
        return not self.enters and look.own_ms < self.begin_ms

    def hear(self, look: Heard) -> None:
        """Keep it for counts and silences."""
        if not self.ignores(look):
            self._hear(look)

    def _hear(self, look: Heard) -> None:
        for alternative, heard in zip(self.trigger, self.heard, strict=True):
            if not isinstance(alternative, Comes) and match(alternative.pattern, look.happening) is not None:
                heard.append(look)

    def matched(self, look: Heard) -> Mapping[str, Value] | None:
        """What is at hand if the trigger matches at this event, which it has heard; else None (S2.2, S5.2)."""
        if self.ignores(look):
            return None
        for index, alternative in enumerate(self.trigger):
            if isinstance(alternative, Silence | Comes):
                continue
            at_hand = match(alternative.pattern, look.happening)
            if at_hand is None:
                continue
            if isinstance(alternative, Counted) and self._count(index, alternative, look.now_ms) < alternative.times:
                continue
            return at_hand
        return None

    def _count(self, index: int, counted: Counted, now_ms: int) -> int:
        """How many are in the window that ends now: now - D < own time <= now (S1.1)."""
        return sum(
            1
            for look in self.heard[index]
            if (self.since_ms is None or look.own_ms >= self.since_ms)
            and (counted.within_ms is None or look.own_ms > now_ms - counted.within_ms)
        )

    def reset(self, at_ms: int) -> None:
        """Counts begin anew: what was heard by now does not count, nor what happened before `at_ms`."""
        self.since_ms = at_ms if self.since_ms is None else max(at_ms, self.since_ms)
        for alternative, heard in zip(self.trigger, self.heard, strict=True):
            if isinstance(alternative, Counted):
                heard.clear()

    # --- clocks ---

    def clocks(self) -> list[tuple[int, int]]:
        """(index of the alternative, due in ms) of each silence and moment that is armed, in source order."""
        result: list[tuple[int, int]] = []
        for index, alternative in enumerate(self.trigger):
            if isinstance(alternative, Silence):
                last = self._last(index)
                if index not in self.used_up or self.used_up[index] is not last:
                    quiet_since_ms = self.begin_ms if last is None else last.own_ms
                    known_ms = self.now_ms if last is None else last.now_ms
                    # S1.4: a due time that a late event puts into the past goes off now.
                    result.append((index, max(quiet_since_ms + alternative.for_ms, known_ms)))
            elif isinstance(alternative, Comes):
                coming = self.comings[index]
                if coming.is_armed and coming.reckoned_ms is not None:
                    result.append((index, max(coming.reckoned_ms, self.now_ms)))
        return result

    def use_up(self, index: int) -> None:
        """The silence went off, or was the entry: it waits for the next X (S4.3). Or moments came: all of that time."""
        if index not in self.comings:
            self.used_up[index] = self._last(index)
            return
        due = dict(self.clocks())
        for other, coming in self.comings.items():
            if index in due and due.get(other, due[index] + 1) <= due[index]:
                coming.is_armed = False

    def moments_due(self, at_ms: int) -> list[int]:
        return [index for index, due_ms in self.clocks() if index in self.comings and due_ms <= at_ms]

    def follow(self, name: Name, now_ms: int) -> None:
        """§9.10: what was set is what these moments count from."""
        for coming in self.comings.values():
            if name in names_of(coming.moment):
                coming.look(now_ms)

    def follow_zone(self, now_ms: int) -> None:
        """§14.14: the contact's zone has changed; what is still to come is reckoned anew."""
        for coming in self.comings.values():
            if coming.is_armed and goes_by_contact_time(coming.moment.at):
                coming.look(now_ms)

    def is_past(self, now_ms: int) -> bool:
        """Whether it has moments alone, and all of them are at or before now and have gone off (S3.7)."""
        return len(self.comings) == len(self.trigger) and all(
            coming.reckoned_ms is not None and coming.reckoned_ms <= now_ms and not coming.is_armed
            for coming in self.comings.values()
        )

    def _last(self, index: int) -> Heard | None:
        """The youngest X by its own time, of equal ones the first; for `enter` none from before it began."""
        last: Heard | None = None
        for look in self.heard[index]:
            if (last is None or look.own_ms > last.own_ms) and not (self.enters and look.own_ms < self.begin_ms):
                last = look
        return last
