"""What has a trigger, and the alternatives of each trigger, in the order of the source (S2.3)."""

from __future__ import annotations

from dataclasses import dataclass, field

from jdsl.compiler.assembler import Link, Section, Word
from jdsl.compiler.conditions import guard
from jdsl.compiler.operands import Scope
from jdsl.compiler.times import moment
from jdsl.compiler.workspace_tables import WorkspaceTables
from jdsl.machine.layout import (
    A_TWIN,
    ALTERNATIVE_COUNTED,
    ALTERNATIVE_MOMENT,
    ALTERNATIVE_PLAIN,
    ALTERNATIVE_SILENCE,
    ALTERNATIVE_WORDS,
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
from jdsl.machine.values import MISSING
from jdsl.model.model import Alternative, Comes, Counted, Pattern, Place, Plain, Silence


def alternative_words(alternative: Plain | Counted) -> tuple[int, ...]:
    """The words that an alternative counts in, as they are at the beginning."""
    if isinstance(alternative, Plain):
        return ()
    if alternative.within_ms is None:
        return (0,)
    return (MISSING,) * alternative.times


@dataclass(frozen=True, slots=True)
class Heard:
    """An alternative as it stands in the tables: what it hears, and where it is."""

    pattern: Pattern
    link: Link
    counts_on: bool  # counted or a silence


@dataclass(slots=True)
class Listeners:
    """The two sections, and every alternative in order."""

    tables: WorkspaceTables
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
            case Plain():
                kind, times, ms = ALTERNATIVE_PLAIN, 0, 0
            case Counted():
                kind, times, ms = ALTERNATIVE_COUNTED, alternative.times, alternative.within_ms or 0
            case Silence():
                kind, times, ms = ALTERNATIVE_SILENCE, 0, alternative.for_ms
            case Comes():
                row = moment(scope, alternative.moment)
                return self.alternatives.add(ALTERNATIVE_MOMENT, listener, 0, slot, 0, row, 0, 0)
        link = self.alternatives.add(kind, listener, guard(scope, alternative.pattern), slot, times, ms, from_slot, 0)
        assert len(self.alternatives.words) % ALTERNATIVE_WORDS == 0
        self.heard.append(Heard(alternative.pattern, link, kind != ALTERNATIVE_PLAIN))
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
