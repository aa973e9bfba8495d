"""What has a trigger, and the alternatives of each trigger, in the order of the source (S2.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from jdsl.compiler.assembler import Link, Section, Word
from jdsl.compiler.conditions import guard
from jdsl.compiler.operands import Scope
from jdsl.compiler.patterns import pattern_of, watched_sends
from jdsl.compiler.times import moment
from jdsl.compiler.workspace_tables import WorkspaceTables
from jdsl.machine.layout import (
    A_TWIN,
    ALTERNATIVE_COUNTED,
    ALTERNATIVE_FIRST,
    ALTERNATIVE_IGNORED,
    ALTERNATIVE_MOMENT,
    ALTERNATIVE_PLAIN,
    ALTERNATIVE_SILENCE,
    ALTERNATIVE_THEN,
    ALTERNATIVE_WORDS,
    DUE_IGNORED,
    DUE_MOMENT,
    DUE_SILENCE,
    L_AFTER,
    L_ALTERNATIVES_HI,
    L_ALTERNATIVES_LO,
    L_BODY,
    L_CODE,
    L_COND,
    L_COND_BY_CLOCK,
    L_ENTRY,
    L_FIRED_SLOT,
    L_KIND,
    L_NAME,
    L_OVER,
    L_PAUSE_MS,
    L_PC,
    L_PLACE,
    L_REASON,
    L_RULE,
    L_SPENT_MASK,
    L_SPENT_SLOT,
    L_STAGED,
    L_STAY,
    L_WAIT,
    L_WITHIN_MS,
    LISTENER_WORDS,
)  # fmt: skip
from jdsl.machine.values import MISSING, NEVER_MS
from jdsl.model.model import (
    Alternative,
    Comes,
    Counted,
    Crosses,
    Followed,
    Ignored,
    Pattern,
    Place,
    Plain,
    Silence,
    Trigger,
)

OfEvents: TypeAlias = Plain | Counted | Crosses | Followed
"""Alternatives that the clock does not match."""

ByClock: TypeAlias = Silence | Comes | Ignored


def alternative_words(alternative: OfEvents) -> tuple[int, ...]:
    """The words that an alternative counts in, as they are at the beginning."""
    match alternative:
        case Plain() | Crosses():
            return ()
        case Counted():
            return (0,) if alternative.within_ms is None else (MISSING,) * alternative.times
        case Followed():
            return (MISSING,)


@dataclass(frozen=True, slots=True)
class Heard:
    """An alternative as it stands in the tables: what it hears, and where it is."""

    pattern: Pattern
    link: Link
    counts_on: bool  # it counts, keeps or waits for something, so it goes on listening


@dataclass(slots=True)
class Listeners:
    """The two sections, and every alternative in order."""

    tables: WorkspaceTables
    lists: Section
    listeners: Section = field(default_factory=Section)
    alternatives: Section = field(default_factory=Section)
    heard: list[Heard] = field(default_factory=list[Heard])

    def add(
        self, kind: int, *, condition: Word, place: Place, by_clock: Word | None = None, body: Word = 0,
        spent: tuple[int, int] = (0, 0), over: bool = False, pause_ms: int = 0, fired_slot: int = 0,
        staged: bool = False, wait: Word = 0, name: int = 0, stay: bool = False, reason: int = -1, code: int = 0,
        within_ms: int = 0, after: Word = 0,
    ) -> Link:  # fmt: skip
        """Append a listener; its alternatives follow by `alternative`, then `close`."""
        row: list[Word] = [0] * LISTENER_WORDS
        row[L_KIND] = kind
        row[L_COND] = condition
        row[L_COND_BY_CLOCK] = condition if by_clock is None else by_clock
        row[L_BODY] = body
        row[L_SPENT_SLOT], row[L_SPENT_MASK] = spent
        row[L_PLACE] = self.tables.place(place)
        row[L_OVER] = int(over)
        row[L_PAUSE_MS] = pause_ms
        row[L_FIRED_SLOT] = fired_slot
        row[L_STAGED] = int(staged)
        row[L_WAIT] = wait
        row[L_ALTERNATIVES_LO] = row[L_ALTERNATIVES_HI] = self.alternatives.here()
        row[L_NAME] = name
        row[L_STAY] = int(stay)
        row[L_REASON] = reason
        row[L_CODE] = code
        row[L_WITHIN_MS] = within_ms
        row[L_AFTER] = after
        return self.listeners.add(*row)

    def alternative(self, scope: Scope, listener: Link, alternative: Alternative, slot: int, from_slot: int) -> Link:
        """Append an alternative of the listener that was added last; `slot`: its counts, or its due time."""
        match alternative:
            case Plain() | Crosses():
                return self._hearing(scope, listener, ALTERNATIVE_PLAIN, alternative, slot=0)
            case Counted():
                return self._hearing(
                    scope, listener, ALTERNATIVE_COUNTED, alternative,
                    slot=slot, times=alternative.times, ms=alternative.within_ms or 0, from_slot=from_slot,
                )  # fmt: skip
            case Silence():
                return self._hearing(
                    scope, listener, ALTERNATIVE_SILENCE, alternative, slot=slot, ms=alternative.for_ms
                )
            case Followed():
                ms = alternative.within_ms or 0
                self._hearing(scope, listener, ALTERNATIVE_THEN, alternative.then, slot=slot, ms=ms)
                return self._hearing(
                    scope, listener, ALTERNATIVE_FIRST, alternative.first, slot=slot, from_slot=from_slot
                )
            case Comes():
                row = moment(scope, alternative.moment)
                return self.alternatives.add(ALTERNATIVE_MOMENT, listener, 0, slot, 0, row, 0, 0)
            case Ignored():
                row = scope.tables.sends(alternative, scope.journey, self.lists)
                pattern = watched_sends(alternative)
                words = (slot, alternative.in_a_row, alternative.for_ms, row, 0)
                link = self.alternatives.add(ALTERNATIVE_IGNORED, listener, 0, *words)
                self.heard.append(Heard(pattern, link, counts_on=True))
                return link

    def _hearing(
        self, scope: Scope, listener: Link, kind: int, said: Plain | Counted | Silence | Crosses, *,
        slot: int, times: int = 0, ms: int = 0, from_slot: int = 0,
    ) -> Link:  # fmt: skip
        pattern = pattern_of(said)
        link = self.alternatives.add(kind, listener, guard(scope, pattern), slot, times, ms, from_slot, 0)
        assert len(self.alternatives.words) % ALTERNATIVE_WORDS == 0
        self.heard.append(Heard(pattern, link, kind not in (ALTERNATIVE_PLAIN, ALTERNATIVE_THEN)))
        return link

    def close(self, listener: Link) -> None:
        """All alternatives of the listener have been added."""
        self.listeners.words[listener.place + L_ALTERNATIVES_HI] = self.alternatives.here()

    def set_start(self, listener: Link, start: Word) -> None:
        """Say where the steps of the listener begin."""
        self.listeners.words[listener.place + L_PC] = start

    def set_body(self, listener: Link, body: Word) -> None:
        self.listeners.words[listener.place + L_BODY] = body

    def pair(self, entry: Link, rule: Link) -> None:
        """The entry is the rule, and the rule the entry; their alternatives are twins (S3.3)."""
        words = self.listeners.words
        words[entry.place + L_RULE] = rule
        words[rule.place + L_ENTRY] = entry
        low, high = words[entry.place + L_ALTERNATIVES_LO], words[entry.place + L_ALTERNATIVES_HI]
        other = words[rule.place + L_ALTERNATIVES_LO]
        assert isinstance(low, Link)
        assert isinstance(high, Link)
        assert isinstance(other, Link)
        for offset in range(0, high.place - low.place, ALTERNATIVE_WORDS):
            self.alternatives.words[low.place + offset + A_TWIN] = Link(self.alternatives, other.place + offset)


def contact_alternatives(
    listeners: Listeners, scope: Scope, listener: Link, trigger: Trigger
) -> tuple[list[Heard], list[Word]]:
    """Append the alternatives of what hears always, with words of the contact: what they hear, and their clocks."""
    contact = scope.tables.contact
    heard: list[Heard] = []
    dues: list[Word] = []
    for alternative in trigger:
        slot = from_slot = 0
        kind = -1
        match alternative:
            case Comes():
                slot, kind = contact.take(NEVER_MS), DUE_MOMENT
            case Silence():
                slot, kind = contact.take(NEVER_MS, MISSING), DUE_SILENCE
            case Ignored():
                slot, kind = contact.take(NEVER_MS, 0), DUE_IGNORED
            case Counted() | Followed():
                slot = contact.take(*alternative_words(alternative))
                from_slot = contact.take(MISSING)
            case Plain() | Crosses():
                pass
        known = len(listeners.heard)
        link = listeners.alternative(scope, listener, alternative, slot, from_slot)
        heard.extend(listeners.heard[known:])
        if kind >= 0:
            dues.extend((slot, kind, link))
    return heard, dues
