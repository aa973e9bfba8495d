"""A trigger over time: what it has heard since it began to listen, and what follows from that now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jdsl.model.model import Counted, Silence, Trigger
from tests.oracle.facts import Happening, Value
from tests.oracle.matching import match


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
    hears every event, whenever it happened.
    """

    def __init__(
        self, trigger: Trigger, begin_ms: int, now_ms: int, *, lead: Heard | None = None, enters: bool = False
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
            if match(alternative.pattern, look.happening) is not None:
                heard.append(look)

    def matched(self, look: Heard) -> Mapping[str, Value] | None:
        """What is at hand if the trigger matches at this event, which it has heard; else None (S2.2, S5.2)."""
        if self.ignores(look):
            return None
        for index, alternative in enumerate(self.trigger):
            if isinstance(alternative, Silence):
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

    # --- silences ---

    def silences(self) -> list[tuple[int, int]]:
        """(index of the alternative, due in ms) of each silence that is not used up, in source order."""
        result: list[tuple[int, int]] = []
        for index, alternative in enumerate(self.trigger):
            if isinstance(alternative, Silence):
                last = self._last(index)
                if index not in self.used_up or self.used_up[index] is not last:
                    quiet_since_ms = self.begin_ms if last is None else last.own_ms
                    known_ms = self.now_ms if last is None else last.now_ms
                    # S1.4: a due time that a late event puts into the past goes off now.
                    result.append((index, max(quiet_since_ms + alternative.for_ms, known_ms)))
        return result

    def use_up(self, index: int) -> None:
        """The silence went off, or was the entry: it waits for the next X (S4.3)."""
        self.used_up[index] = self._last(index)

    def _last(self, index: int) -> Heard | None:
        """The youngest X by its own time, of equal ones the first; for `enter` none from before it began."""
        last: Heard | None = None
        for look in self.heard[index]:
            if (last is None or look.own_ms > last.own_ms) and not (self.enters and look.own_ms < self.begin_ms):
                last = look
        return last
