"""A program whose tables are changed by hand, and what it makes of events."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jdsl.compiler import lower
from jdsl.engine.page import Events, Page
from jdsl.machine.effects import EFFECT_WORDS, EffectKind
from jdsl.machine.layout import (
    G_DUES_HI,
    G_DUES_LO,
    G_TEMPLATE,
    H_ARENA_ROOM,
    H_CONTACT_TEMPLATE,
    H_CONTACT_WORDS,
    H_JOURNEYS,
    H_OUT_ROOM,
    H_QUEUE_ROOM,
    H_SCRATCH_CANDIDATES,
    H_SCRATCH_CHANGES,
    H_SCRATCH_EVENT,
    H_SCRATCH_FREE,
    H_SCRATCH_HAND,
    H_SCRATCH_LED_IN,
    H_SCRATCH_MARKS,
    H_SCRATCH_MATCHED,
    H_SCRATCH_QUEUE,
    H_SCRATCH_TOTALS,
    H_SCRATCH_TOUCHED,
    J_APART,
    J_CONTACT,
    J_INSTANCES,
    J_KEY_PROPERTY,
    J_KEY_SLOT,
    J_OVERLAY,
    J_REENTER,
    J_REENTER_ARGUMENT,
    J_STAGES,
    J_TEMPLATE,
    J_WORDS,
    JOURNEY_CONTACT_WORDS,
    JOURNEY_WORDS,
    OP_ANNOUNCE,
    REENTER_ALWAYS,
    STAGE_WORDS,
    VALUES_KEPT,
)
from jdsl.machine.program import Program
from jdsl.machine.values import MISSING
from jdsl.workspace import Workspace

SCRATCH = (
    H_SCRATCH_EVENT, H_SCRATCH_CHANGES, H_SCRATCH_CANDIDATES, H_SCRATCH_MATCHED, H_SCRATCH_TOUCHED, H_SCRATCH_HAND,
    H_SCRATCH_MARKS, H_SCRATCH_TOTALS, H_SCRATCH_LED_IN, H_SCRATCH_FREE, H_SCRATCH_QUEUE,
)  # fmt: skip
ROOM_MORE = 1000
"""What each area of the scratch grows by: enough for all that is put in by hand."""

Row = tuple[int, str, str]
"""An effect by hand: when, its journey, and `KIND`, `KIND NAME` or `KIND NAME "REASON"`."""


class Assembly:
    """The tables of a program under construction."""

    def __init__(self, text: str) -> None:
        model = Workspace.from_texts({"by_hand.journey": text}).snapshot.model
        assert model is not None
        self.program = lower(model)
        self.tables = self.program.tables[:]
        self.names = list(self.program.names)

    def journey(self, name: str) -> int:
        """Where the journey's row stands."""
        names = [journey.name for journey in self.program.journeys]
        return self.tables[H_JOURNEYS] + names.index(name) * JOURNEY_WORDS

    def stage(self, journey: str, number: int) -> int:
        return self.tables[self.journey(journey) + J_STAGES] + number * STAGE_WORDS

    def dues(self, stage: int) -> tuple[int, int]:
        return self.tables[stage + G_DUES_LO], self.tables[stage + G_DUES_HI]

    def add(self, *words: int) -> int:
        """Append words to the tables; where they stand."""
        place = len(self.tables)
        self.tables.extend(words)
        return place

    def contact_slots(self, *words: int) -> int:
        """Words more in each contact's part; the slot of the first."""
        width = self.tables[H_CONTACT_WORDS]
        start = self.tables[H_CONTACT_TEMPLATE]
        self.tables[H_CONTACT_TEMPLATE] = self.add(*self.tables[start : start + width], *words)
        self.tables[H_CONTACT_WORDS] = width + len(words)
        return width

    def instance_slots(self, journey: str, *words: int) -> int:
        """Words more in each instance, behind the overlay; the slot of the first.

        The templates of the stages grow as well: packing holds all that stands behind an instance's own words to them.
        """
        row = self.journey(journey)
        width = self.tables[row + J_WORDS]
        start = self.tables[row + J_TEMPLATE]
        laid = width - self.tables[row + J_OVERLAY]
        self.tables[row + J_TEMPLATE] = self.add(*self.tables[start : start + width], *words)
        self.tables[row + J_WORDS] = width + len(words)
        self.tables[H_ARENA_ROOM] += len(words)
        [described] = [known for known in self.program.journeys if known.name == journey]
        for number in range(len(described.stages)):
            place = self.stage(journey, number) + G_TEMPLATE
            start = self.tables[place]
            self.tables[place] = self.add(*self.tables[start : start + laid], *words)
        return width

    def per(self, journey: str, name: str, reenter: int, argument: int) -> None:
        """Give the journey `per NAME`, the property, and its `reenter`; values that left have room where that asks."""
        row = self.journey(journey)
        numbers = {
            slot.number
            for verb in self.program.vocabulary.verbs.values()
            for known, slot in verb.properties.items()
            if known == name
        }
        [number] = numbers
        assert number > 0, f"nothing asks for {name}"
        if reenter != REENTER_ALWAYS:
            start = self.tables[H_CONTACT_TEMPLATE] + self.tables[row + J_CONTACT]
            own = self.tables[start : start + JOURNEY_CONTACT_WORDS]
            self.tables[row + J_CONTACT] = self.contact_slots(*own, *(MISSING, 0) * VALUES_KEPT)
        slot = self.instance_slots(journey, MISSING)
        self.tables[row + J_KEY_SLOT], self.tables[row + J_KEY_PROPERTY] = slot, number
        self.tables[row + J_INSTANCES], self.tables[row + J_APART] = 100, 1
        self.tables[row + J_REENTER], self.tables[row + J_REENTER_ARGUMENT] = reenter, argument

    def name(self, text: str) -> int:
        """The number of a name; a new one is added."""
        if text not in self.names:
            self.names.append(text)
        return self.names.index(text)

    def replace_announce(self, verb: str, *words: int) -> None:
        """Put another step of as many words in the place of `announce VERB`, but for the line that it stands in."""
        name = self.names.index(verb)
        number = code(self.program, verb, None)
        places = range(1, len(self.tables) - 4)
        wanted = [OP_ANNOUNCE, number, name]
        found = [at for at in places if list(self.tables[at : at + 3]) == wanted]
        assert len(found) == 1
        self.tables[found[0] : found[0] + 4] = array("q", words)

    def finish(self) -> Program:
        """The program; its scratch stands behind what was added."""
        more = len(self.tables) - len(self.program.tables)
        for number, word in enumerate(SCRATCH):
            self.tables[word] += more + number * ROOM_MORE
        for word in (H_OUT_ROOM, H_QUEUE_ROOM):
            self.tables[word] *= 4
        names = tuple(self.names)
        return replace(self.program, tables=self.tables, names=names, texts=names)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the only contact: at `time_ms`, heard of at `received_ms` (0: at once)."""

    time_ms: int
    verb: str
    subject: str | None = None
    received_ms: int = 0
    properties: tuple[tuple[str, int | str], ...] = ()
    machine: bool = False


def code(program: Program, verb: str, subject: str | None) -> int:
    known = program.vocabulary.verbs[verb]
    return known.bare_code if subject is None else known.subjects[subject]


def said(program: Program, row: Sequence[int]) -> Row:
    words = [EffectKind(row[5]).name.lower()]
    if row[6] >= 0:
        words.append(program.names[row[6]])
    if row[7] >= 0:
        words.append(f'"{program.names[row[7]]}"')
    return int(row[0]), f"{program.journeys[row[2]].name}:{row[3]}", " ".join(words)


def play(
    program: Program, happenings: Sequence[Happening], until_ms: int, *, is_native: bool = False, packed: bool = False
) -> list[Row]:
    """What one contact goes through, to `until_ms`; `packed`: the page goes to bytes and back behind each event."""
    page = Page(program, is_native=is_native)
    page.contact("ann")
    page.begin(0)
    rows: list[Row] = []

    def sink(words: Sequence[int]) -> None:
        for at in range(0, len(words), EFFECT_WORDS):
            rows.append(said(program, words[at : at + EFFECT_WORDS]))

    for one in happenings:
        slots = program.vocabulary.verbs[one.verb].properties
        events = Events()
        properties = [
            (slots[name].number, page.text(value) if isinstance(value, str) else value)
            for name, value in one.properties
        ]
        events.add(
            0, max(one.received_ms, one.time_ms), one.time_ms, code(program, one.verb, one.subject),
            machine=one.machine, properties=properties,
        )  # fmt: skip
        page.advance(events, sink)
        if packed:
            page = Page.unpack(program, page.pack(), is_native=is_native)
    page.flush(until_ms, sink)
    return rows
