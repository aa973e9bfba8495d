"""One contact on a page of its own, taken through a program step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jdsl.engine import draws
from jdsl.engine.page import Events, Page, Rows
from jdsl.machine.effects import effects_in
from jdsl.machine.program import Program
from jdsl.machine.values import MISSING, ValueKind, ValueType
from jdsl.machine.vocabulary import UNUSED, Slot, Verb
from jdsl.simulate.effect import Effect, Held, read_effect

_NOT_LOOKED_AT = 0  # the code of an event that only sets attributes


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event in words. `verb` None: one that only sets attributes; in `sets`, None clears."""

    received_ms: int
    time_ms: int
    verb: str | None
    subject: str | None = None
    link: str | None = None
    machine: bool = False
    properties: Mapping[str, Held] = field(default_factory=dict[str, Held])
    sets: Mapping[str, Held | None] = field(default_factory=dict[str, Held | None])


@dataclass(frozen=True, slots=True)
class Known:
    """What a contacts file would say of the contact."""

    attributes: Mapping[str, Held] = field(default_factory=dict[str, Held])
    subscribed: Sequence[str] = ()
    unsubscribed: Sequence[str] = ()
    tags: Sequence[str] = ()


class Rehearsal:
    """`effects` is all that has come so far, in order of happening."""

    def __init__(self, program: Program, *, is_native: bool = False, draw: draws.Draw = draws.draw) -> None:
        """`is_native`: with the kernel compiled by numba; raises ImportError where that is missing.

        `draw`: whether the contact is held out of journeys.
        """
        self.effects: list[Effect] = []
        self._program = program
        self._page = Page(program, is_native=is_native, draw=draw)
        self._contact = self._page.contact("someone")

    def remember(self, occurrences: Sequence[Occurrence]) -> None:
        """Events of before the start: they happen, and no journey looks (S1.7)."""
        self._page.history(self._events(occurrences))

    def begin(self, from_ms: int, known: Known | None) -> None:
        """Start. Without `known` the contact is not known before its first event."""
        self._page.begin(from_ms, None if known is None else self._rows(known))

    def advance(self, occurrences: Sequence[Occurrence]) -> None:
        """Let events happen, in the order given, with what falls due before each."""
        self._page.advance(self._events(occurrences), self._take)

    def flush(self, until_ms: int) -> None:
        """Let all go off that is due at or before `until_ms`."""
        self._page.flush(until_ms, self._take)

    def inside(self) -> frozenset[str]:
        """The journeys in which the contact stands."""
        return frozenset(
            self._program.journeys[journey].name
            for contact, journey, _ in self._page.standing()
            if contact == self._contact
        )

    def holds(self, probe: str, now_ms: int) -> bool:
        """Whether the condition of that probe holds. Asking is an event, so nothing may be played on after it."""
        self.advance([Occurrence(now_ms, now_ms, probe)])
        return any(effect.journey == probe for effect in self.effects)

    def _take(self, rows: Sequence[int]) -> None:
        self.effects.extend(
            read_effect(self._program, row, self._page.text_of, values) for row, values in effects_in(rows)
        )

    def _events(self, occurrences: Sequence[Occurrence]) -> Events:
        events = Events()
        for occurrence in occurrences:
            verb = None if occurrence.verb is None else self._program.vocabulary.verb(occurrence.verb)
            events.add(
                self._contact,
                occurrence.received_ms,
                occurrence.time_ms,
                _code(verb, occurrence.subject),
                machine=occurrence.machine,
                properties=[] if verb is None else self._properties(verb, occurrence),
                sets=self._coded(self._program.vocabulary.attributes, occurrence.sets),
            )
        return events

    def _properties(self, verb: Verb, occurrence: Occurrence) -> list[tuple[int, int]]:
        carried = dict(occurrence.properties)
        if occurrence.link is not None:
            carried["link"] = occurrence.link
        return self._coded(verb.properties, carried)

    def _rows(self, known: Known) -> Rows:
        vocabulary = self._program.vocabulary
        rows = Rows()
        rows.add(
            self._contact,
            self._coded(vocabulary.attributes, known.attributes),
            subscribed=_numbers(vocabulary.channels, known.subscribed),
            unsubscribed=_numbers(vocabulary.channels, known.unsubscribed),
            tags=_numbers(vocabulary.tags, known.tags),
        )
        return rows

    def _coded(self, slots: Mapping[str, Slot], values: Mapping[str, Held | None]) -> list[tuple[int, int]]:
        """Numbers and values of those that some journey looks at."""
        found = ((slots.get(name), value) for name, value in values.items())
        return [
            (slot.number, MISSING if value is None else self._value(value, slot.type))
            for slot, value in found
            if slot is not None and slot.number != UNUSED
        ]

    def _value(self, value: Held, value_type: ValueType) -> int:
        match value_type.kind:
            case ValueKind.NUMBER | ValueKind.YES_NO | ValueKind.DATE | ValueKind.MOMENT:
                return int(value)
            case ValueKind.ONE_OF:
                return value_type.values.index(str(value))
            case ValueKind.TEXT:
                return self._page.text(str(value))


def _code(verb: Verb | None, subject: str | None) -> int:
    if verb is None:
        return _NOT_LOOKED_AT
    return verb.bare_code if subject is None else verb.subjects.get(subject, verb.unknown_code)


def _numbers(known: Mapping[str, int], names: Sequence[str]) -> list[int]:
    numbers = (known.get(name, UNUSED) for name in names)
    return [number for number in numbers if number != UNUSED]
