"""Made-up contacts on a page of their own, taken through a program step by step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jdsl.engine import draws
from jdsl.engine.page import Events, Page, Rows
from jdsl.machine.effects import EFFECT_CONTACT, effects_in
from jdsl.machine.program import Program
from jdsl.machine.values import MISSING, ValueKind, ValueType
from jdsl.machine.vocabulary import UNUSED, Slot, Verb
from jdsl.simulate.effect import Effect, Held, read_effect

_NOT_LOOKED_AT = 0  # the code of an event that only sets attributes

SOMEONE = "someone"
"""What a contact is called where there is only one."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event in words. `verb` None: one that only sets attributes; in `sets`, None clears.

    One that does not even that lets what is due before it, or just then, go off.
    """

    received_ms: int
    time_ms: int
    verb: str | None
    subject: str | None = None
    link: str | None = None
    machine: bool = False
    properties: Mapping[str, Held] = field(default_factory=dict[str, Held])
    sets: Mapping[str, Held | None] = field(default_factory=dict[str, Held | None])
    contact: str = SOMEONE


@dataclass(frozen=True, slots=True)
class Known:
    """What a contacts file would say of the contact."""

    attributes: Mapping[str, Held] = field(default_factory=dict[str, Held])
    subscribed: Sequence[str] = ()
    unsubscribed: Sequence[str] = ()
    tags: Sequence[str] = ()


class Rehearsal:
    """`effects_of` is all that has come so far of a contact, in order of happening."""

    def __init__(self, program: Program, *, is_native: bool = False, draw: draws.Draw = draws.draw) -> None:
        """`is_native`: with the kernel compiled by numba; raises ImportError where that is missing.

        `draw`: whether a contact is held out of journeys, and which way it goes where they split.
        """
        self.effects_of: defaultdict[str, list[Effect]] = defaultdict(list)
        self._program = program
        self._page = Page(program, is_native=is_native, draw=draw)

    @property
    def effects(self) -> list[Effect]:
        """Those of all contacts, one contact after the other."""
        return [effect for effects in self.effects_of.values() for effect in effects]

    def remember(self, occurrences: Sequence[Occurrence]) -> None:
        """Events of before the start: they happen, and no journey looks (S1.7)."""
        self._page.history(self._events(occurrences))

    def begin(self, from_ms: int, known: Mapping[str, Known] | None = None) -> None:
        """Start. Who is not among the `known` is not known before the first event of their own."""
        self._page.begin(from_ms, self._rows(known) if known else None)

    def advance(self, occurrences: Sequence[Occurrence]) -> None:
        """Let events happen, each contact's in the order given, with what falls due before each."""
        self._page.advance(self._events(occurrences), self._take)

    def flush(self, until_ms: int) -> None:
        """Let all go off that is due at or before `until_ms`."""
        self._page.flush(until_ms, self._take)

    def _take(self, rows: Sequence[int]) -> None:
        for row, values in effects_in(rows):
            effect = read_effect(self._program, row, self._page.text_of, values)
            self.effects_of[self._page.id_of(row[EFFECT_CONTACT])].append(effect)

    def _events(self, occurrences: Sequence[Occurrence]) -> Events:
        events = Events()
        for occurrence in occurrences:
            verb = None if occurrence.verb is None else self._program.vocabulary.verb(occurrence.verb)
            events.add(
                self._page.contact(occurrence.contact),
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

    def _rows(self, known: Mapping[str, Known]) -> Rows:
        vocabulary = self._program.vocabulary
        rows = Rows()
        for contact, row in known.items():
            rows.add(
                self._page.contact(contact),
                self._coded(vocabulary.attributes, row.attributes),
                subscribed=_numbers(vocabulary.channels, row.subscribed),
                unsubscribed=_numbers(vocabulary.channels, row.unsubscribed),
                tags=_numbers(vocabulary.tags, row.tags),
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
