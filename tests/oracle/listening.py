"""A trigger over time: what it has heard since it began to listen, and what follows from that now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jdsl.model.model import Alternative, Comes, Counted, Crosses, Followed, Ignored, Plain, Silence, Trigger
from tests.oracle.facts import Happening, Value
from tests.oracle.ignoring import Outgoing, kept_sends, outgoing
from tests.oracle.matching import Found, match
from tests.oracle.moments import Name, Reckon, comings, goes_by_contact_time, names_of


@dataclass(frozen=True, eq=False)
class Heard:
    """A happening at the instant at which it is looked at."""

    happening: Happening
    now_ms: int


@dataclass(frozen=True, eq=False)
class Kept:
    """What was heard of an alternative, with when it happened."""

    look: Heard
    own_ms: int


@dataclass(frozen=True, eq=False)
class Hearer:
    """Who listens: `history` is all that has happened, `reckon` gives what a moment is now.

    `visit` None: entries and scores, which hear every event, whenever it happened, once the contact is known.
    `reaches`: whether something is of the value of that visit, or of none (§17.2).
    """

    history: Sequence[Happening]
    reckon: Reckon
    visit: object | None = None
    reaches: Callable[[Happening], bool] = lambda _: True


class Listening:
    """One trigger that listens.

    Its beginning is `begin_ms` (S5.1); `now_ms` is the instant at which it was known to begin, which is later only
    where a late event made the contact known. `lead` is what led in, where that counts (S3.3).
    """

    def __init__(
        self, trigger: Trigger, begin_ms: int, now_ms: int, hearer: Hearer, *, lead: Heard | None = None
    ) -> None:
        self.trigger = trigger
        self.begin_ms = begin_ms
        self.now_ms = now_ms
        self.hearer = hearer
        self.enters = hearer.visit is None
        self.since_ms: int | None = None
        """The last reset of the counts: what happened before no longer counts (S5.2)."""
        self.heard: list[list[Kept]] = [[] for _ in trigger]
        self.used_up: dict[int, Heard | None] = {}
        """By alternative: the last X of the silence that is used up, None if there was no X yet (S5.4)."""
        self.used_sends: dict[int, list[Happening]] = {}
        """By alternative: the sends that have fallen due (§9.13)."""
        self.comings = comings(trigger, hearer.reckon)
        for coming in self.comings.values():
            coming.look(begin_ms)
        if lead is not None:
            self._hear(lead, is_lead=True)

    # --- events ---

    def ignores(self, found: Found) -> bool:
        """S1.4: what happened before it began to listen."""
        return not self.enters and found.at_ms < self.begin_ms

    def hear(self, look: Heard) -> None:
        """Keep it for counts, silences and sequences."""
        self._hear(look, is_lead=False)

    def _hear(self, look: Heard, *, is_lead: bool) -> None:
        for alternative, heard in zip(self.trigger, self.heard, strict=True):
            found = self._match_kept(alternative, look)
            if found is not None and (is_lead or not self.ignores(found)):
                heard.append(Kept(look, found.at_ms))

    def _match_kept(self, alternative: Alternative, look: Heard) -> Found | None:
        match alternative:
            case Counted() | Silence():
                return match(alternative.pattern, look.happening, self.hearer.visit)
            case Followed():
                return match(alternative.first, look.happening, self.hearer.visit)
            case Plain() | Crosses() | Comes() | Ignored():
                return None

    def matched(self, look: Heard) -> Mapping[str, Value] | None:
        """What is at hand if the trigger matches at this event, which it has heard; else None (S2.2, S5.2)."""
        for index, alternative in enumerate(self.trigger):
            found = self._matched(index, alternative, look)
            if found is not None and not self.ignores(found):
                return found.at_hand
        return None

    def _matched(self, index: int, alternative: Alternative, look: Heard) -> Found | None:
        match alternative:
            case Plain() | Crosses():
                return match(alternative, look.happening, self.hearer.visit)
            case Counted():
                found = match(alternative.pattern, look.happening, self.hearer.visit)
                return None if self._count(index, alternative, look.now_ms) < alternative.times else found
            case Followed():
                found = match(alternative.then, look.happening, self.hearer.visit)
                return found if found is not None and self._follows(index, alternative, look, found) else None
            case Silence() | Comes() | Ignored():
                return None

    def _counting(self, index: int) -> list[Kept]:
        return [kept for kept in self.heard[index] if self.since_ms is None or kept.own_ms >= self.since_ms]

    def _count(self, index: int, counted: Counted, now_ms: int) -> int:
        """How many are in the window that ends now: now - D < own time <= now (S1.1)."""
        return sum(
            1 for kept in self._counting(index) if counted.within_ms is None or kept.own_ms > now_ms - counted.within_ms
        )

    def _follows(self, index: int, followed: Followed, look: Heard, found: Found) -> bool:
        """§9.12: by own times, with the latest A that was heard before this event."""
        before = [kept.own_ms for kept in self._counting(index) if kept.look is not look]
        if not before:
            return False
        latest_ms = max(before)
        return latest_ms <= found.at_ms and (followed.within_ms is None or found.at_ms < latest_ms + followed.within_ms)

    def reset(self, at_ms: int) -> None:
        """Counts and sequences begin anew: what was heard by now does not count, nor what happened before `at_ms`."""
        self.since_ms = at_ms if self.since_ms is None else max(at_ms, self.since_ms)
        for alternative, heard in zip(self.trigger, self.heard, strict=True):
            if isinstance(alternative, Counted | Followed):
                heard.clear()

    # --- clocks ---

    def clocks(self) -> list[tuple[int, int]]:
        """(index of the alternative, due in ms) of each that is armed, in source order."""
        result: list[tuple[int, int]] = []
        for index, alternative in enumerate(self.trigger):
            due_ms: int | None = None
            if isinstance(alternative, Silence):
                due_ms = self._quiet_ms(index, alternative)
            elif isinstance(alternative, Comes):
                coming = self.comings[index]
                due_ms = coming.reckoned_ms if coming.is_armed else None
            elif isinstance(alternative, Ignored):
                due_ms = min((each.due_ms for each in self._outgoing(index, alternative)), default=None)
            if due_ms is not None:
                # S1.4: a due time that a late event puts into the past goes off now.
                result.append((index, max(due_ms, self.now_ms)))
        return result

    def _quiet_ms(self, index: int, silence: Silence) -> int | None:
        last = self._last(index)
        if index in self.used_up and self.used_up[index] is (None if last is None else last.look):
            return None
        return self.begin_ms + silence.for_ms if last is None else max(last.own_ms + silence.for_ms, last.look.now_ms)

    def _outgoing(self, index: int, watched: Ignored) -> list[Outgoing]:
        """The sends that have still to fall due: those that do after the beginning."""
        sends = [sent for sent in kept_sends(watched, self.hearer.history) if self.hearer.reaches(sent)]
        used = self.used_sends.get(index, [])
        return [
            each
            for each in outgoing(watched, sends, self.hearer.history)
            if each.sent.at_ms + watched.for_ms > self.begin_ms and not any(each.sent is one for one in used)
        ]

    def use_up(self, index: int, at_ms: int) -> bool:
        """What is due of the alternative by then has gone off, or was the entry (S4.3): whether it matches.

        Of moments all of that time have; a silence waits for the next X.
        """
        alternative = self.trigger[index]
        if isinstance(alternative, Ignored):
            due_now = [each for each in self._outgoing(index, alternative) if each.due_ms <= at_ms]
            self.used_sends.setdefault(index, []).extend(each.sent for each in due_now)
            return any(each.is_ignored for each in due_now)
        if index not in self.comings:
            last = self._last(index)
            self.used_up[index] = None if last is None else last.look
            return True
        due = dict(self.clocks())
        for other, coming in self.comings.items():
            if index in due and due.get(other, due[index] + 1) <= due[index]:
                coming.is_armed = False
        return True

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

    def _last(self, index: int) -> Kept | None:
        """The youngest X by its own time, of equal ones the first; for `enter` none from before it began."""
        last: Kept | None = None
        for kept in self.heard[index]:
            if (last is None or kept.own_ms > last.own_ms) and not (self.enters and kept.own_ms < self.begin_ms):
                last = kept
        return last
