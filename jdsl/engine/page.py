"""A page: some contacts, their state as integers, and the events that take them on.

A page runs the plain kernel over lists, or the compiled one over arrays; both give the same effects.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from jdsl.engine.native import PLAIN, native
from jdsl.machine.effects import EFFECT_WORDS
from jdsl.machine.layout import (
    ARENA_FREE,
    ARENA_FULL,
    ARENA_TOP,
    ATTRIBUTE_SLOT,
    ATTRIBUTE_WORDS,
    DONE,
    FLAG_BOUNCED,
    FLAG_UNSUBSCRIBED,
    H_ARENA_ROOM,
    H_ATTRIBUTES,
    H_CONTACT_TEMPLATE,
    H_CONTACT_WORDS,
    H_EMAIL_SLOT,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_OUT_ROOM,
    H_QUEUE_ROOM,
    H_SCRATCH_QUEUE,
    H_TEXT_WORDS,
    I_NEXT,
    I_STAGE,
    I_WATCHED,
    J_CONTACT,
    JC_FIRST,
    JOURNEY_WORDS,
    K_FLAGS,
    K_KNOWN,
    K_UNSUBSCRIBED_AT,
    OUT_FULL,
    QUEUE_FULL,
    S_ARENA_LIMIT,
    S_FLUSHED,
    S_NEXT,
    S_OUT,
    S_OUT_LIMIT,
    S_OVERFLOWS,
    S_QUEUE_HEAD,
    S_QUEUE_LIMIT,
    S_QUEUE_TAIL,
)  # fmt: skip
from jdsl.machine.program import Program
from jdsl.machine.values import MISSING
from jdsl.machine.vocabulary import TAG_BITS

EffectSink = Callable[[Sequence[int]], None]
"""Takes whole effect rows, `EFFECT_WORDS` integers each, in order of happening; the sequence is reused afterwards."""

OUT_WORDS = 4096 * EFFECT_WORDS
PREDICATES_IN_A_WORD = 62


def _column() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Events:
    """Events as columns, in the order in which a contact's are to be handled (by `received_ms`, S1.3).

    `record` is the place in `data` of what else the event carries, 0 for nothing. `data` starts with one 0, so that no
    record is at 0. A record is: 1 if a machine's else 0; how many properties; property number and value of each; how many
    attributes it sets; attribute number and value (or MISSING) of each. No number stands twice in either list.
    """

    contact: array[int] = field(default_factory=_column)
    received_ms: array[int] = field(default_factory=_column)
    time_ms: array[int] = field(default_factory=_column)
    code: array[int] = field(default_factory=_column)
    record: array[int] = field(default_factory=_column)
    data: array[int] = field(default_factory=lambda: array("q", [0]))

    def add(
        self, contact: int, received_ms: int, time_ms: int, code: int, *, machine: bool = False,
        properties: Sequence[tuple[int, int]] = (), sets: Sequence[tuple[int, int]] = (),
    ) -> None:  # fmt: skip
        """Append one event of the page's contact `contact`."""
        self.contact.append(contact)
        self.received_ms.append(received_ms)
        self.time_ms.append(time_ms)
        self.code.append(code)
        if not (machine or properties or sets):
            self.record.append(0)
            return
        self.record.append(len(self.data))
        self.data.append(1 if machine else 0)
        for pairs in (properties, sets):
            self.data.append(len(pairs))
            for number, value in pairs:
                self.data.append(number)
                self.data.append(value)


@dataclass(frozen=True, slots=True)
class Row:
    """A contact of a contacts file, as integers: attributes (number, value), channels and tags by number."""

    contact: int
    sets: Sequence[tuple[int, int]]
    subscribed: Sequence[int] = ()
    unsubscribed: Sequence[int] = ()
    unsubscribed_from_everything: bool = False
    bounced: bool = False
    tags: Sequence[int] = ()


def folded(text: str) -> str:
    """How texts are compared (S7.1): NFC, case folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


class Page:
    """Contacts of one program. Texts and contacts are numbered within the page, from 0 in order of asking."""

    def __init__(self, program: Program, *, is_native: bool = False) -> None:
        """`is_native`: run the kernel compiled by numba; raises ImportError where that is missing."""
        self.program = program
        self._kernel = native() if is_native else PLAIN
        self._is_native = is_native
        self._head = program.tables
        self._tables: Any = self._buffer(program.tables)
        self._width = program.tables[H_CONTACT_WORDS]
        start = program.tables[H_CONTACT_TEMPLATE]
        self._template = program.tables[start : start + self._width]
        self._numbers: dict[str, int] = {}
        self._ids: list[str] = []
        self._text_numbers: dict[str, int] = {}
        self._texts: list[str] = []
        self._text_rows = array("q")
        self._folded: dict[str, int] = {}
        self._predicates = [(predicate.kind, folded(predicate.operand)) for predicate in program.predicates]
        for text in program.texts:
            self.text(text)
        self._contacts: Any = self._buffer(array("q"))
        self._arena: Any = self._buffer(array("q", bytes(8 * self._arena_words())))
        self._arena[ARENA_TOP] = ARENA_FREE + program.tables[H_JOURNEY_COUNT]
        self._out: Any = self._buffer(array("q", bytes(8 * (OUT_WORDS + program.tables[H_OUT_ROOM]))))
        queue = program.tables[H_SCRATCH_QUEUE]
        self._scratch: Any = self._buffer(array("q", bytes(8 * (queue + 2 * program.tables[H_QUEUE_ROOM]))))
        self._scratch[S_QUEUE_HEAD] = self._scratch[S_QUEUE_TAIL] = queue

    def _arena_words(self) -> int:
        tables = self.program.tables
        return ARENA_FREE + tables[H_JOURNEY_COUNT] + 2 * tables[H_ARENA_ROOM]

    def _buffer(self, words: array[int]) -> Any:
        if not self._is_native:
            return words.tolist()
        import numpy  # pyright: ignore[reportMissingImports, reportMissingTypeStubs] comes with numba

        return numpy.array(words, dtype=numpy.int64)

    def _view(self, words: array[int]) -> Any:
        """The same words for the kernel, not copied where that can be."""
        if not self._is_native:
            return words.tolist()
        import numpy  # pyright: ignore[reportMissingImports, reportMissingTypeStubs] comes with numba

        return numpy.frombuffer(words, dtype=numpy.int64) if len(words) else numpy.zeros(0, dtype=numpy.int64)

    def _grown(self, buffer: Any, count: int) -> Any:
        """The buffer with `count` words of 0 more."""
        if not self._is_native:
            buffer.extend([0] * count)
            return buffer
        import numpy  # pyright: ignore[reportMissingImports, reportMissingTypeStubs] comes with numba

        return numpy.concatenate([buffer, numpy.zeros(count, dtype=numpy.int64)])

    # --- contacts and texts ---

    def contact(self, contact_id: str) -> int:
        """The number of that contact, who is added where it is new."""
        number = self._numbers.get(contact_id)
        if number is None:
            number = self._numbers[contact_id] = len(self._ids)
            self._ids.append(contact_id)
        return number

    def id_of(self, number: int) -> str:
        """The contact's id."""
        return self._ids[number]

    def text(self, text: str) -> int:
        """The number of a text value; texts that are new get the next one, with the answers to what is asked of texts."""
        number = self._text_numbers.get(text)
        if number is not None:
            return number
        number = self._text_numbers[text] = len(self._texts)
        self._texts.append(text)
        same = folded(text)
        self._text_rows.append(self._folded.setdefault(same, number))
        word = 0
        count = len(self._predicates)
        for place, (kind, operand) in enumerate(self._predicates):
            if kind == "is":
                holds = same == operand
            elif kind == "contains":
                holds = operand in same
            else:
                holds = same.startswith(operand)
            if holds:
                word |= 1 << (place % PREDICATES_IN_A_WORD)
            if place % PREDICATES_IN_A_WORD == PREDICATES_IN_A_WORD - 1 or place == count - 1:
                self._text_rows.append(word)
                word = 0
        return number

    def text_of(self, number: int) -> str:
        """The text of that number."""
        return self._texts[number]

    def _make_contacts(self) -> None:
        """Give every contact that was asked for a part of its own."""
        have = len(self._contacts) // self._width
        missing = len(self._ids) - have
        if missing <= 0:
            return
        if not self._is_native:
            self._contacts.extend(self._template.tolist() * missing)
            return
        import numpy  # pyright: ignore[reportMissingImports, reportMissingTypeStubs] comes with numba

        fresh = numpy.tile(numpy.array(self._template, dtype=numpy.int64), missing)
        self._contacts = numpy.concatenate([self._contacts, fresh])

    # --- the run ---

    def history(self, events: Events) -> None:
        """Events received before `from`: they happen, and no journey looks (S1.7)."""
        self._make_contacts()
        self._kernel.hear_history(
            self._tables, self._contacts, self._arena, self._view(self._text_rows), *self._columns(events), self._scratch
        )

    def begin(self, from_ms: int, rows: Sequence[Row] = ()) -> None:
        """Start the run: lay contacts' rows over the history, use up what of `enter` is due before (S1.7)."""
        self._make_contacts()
        for row in rows:
            self._lay(row, from_ms)
        self._kernel.begin(self._tables, self._contacts, from_ms)

    def _lay(self, row: Row, from_ms: int) -> None:
        """A contacts row counts as known, and its attributes as set, at `from_ms`; silently."""
        contacts = self._contacts
        base = row.contact * self._width
        for attribute, value in row.sets:
            slot_in_contact = self._head[self._head[H_ATTRIBUTES] + attribute * ATTRIBUTE_WORDS + ATTRIBUTE_SLOT]
            slot = base + slot_in_contact
            if from_ms >= contacts[slot + 1]:
                if slot_in_contact == self._head[H_EMAIL_SLOT] and not self._same_text(contacts[slot], value):
                    contacts[base + K_FLAGS] &= ~FLAG_BOUNCED
                contacts[slot] = value
                contacts[slot + 1] = from_ms
        for tag in row.tags:
            contacts[base + tag // TAG_BITS] |= 1 << (tag % TAG_BITS)
        for channel in row.subscribed:
            contacts[base + channel] = 1
        for channel in row.unsubscribed:
            contacts[base + channel] = 0
            contacts[base + channel + 1] = max(contacts[base + channel + 1], from_ms)
        if row.unsubscribed_from_everything:
            contacts[base + K_FLAGS] |= FLAG_UNSUBSCRIBED
            contacts[base + K_UNSUBSCRIBED_AT] = max(contacts[base + K_UNSUBSCRIBED_AT], from_ms)
        if row.bounced:
            contacts[base + K_FLAGS] |= FLAG_BOUNCED
        if contacts[base + K_KNOWN] == MISSING:
            self._kernel.become_known(self._tables, contacts, base, from_ms, from_ms)

    def _same_text(self, one: int, other: int) -> bool:
        if one == other:
            return True
        if MISSING in (one, other):
            return False
        width = self._head[H_TEXT_WORDS]
        return self._text_rows[one * width] == self._text_rows[other * width]

    def advance(self, events: Events, sink: EffectSink) -> None:
        """Take contacts through events received at or after `from`, each contact's in order."""
        self._make_contacts()
        columns = self._columns(events)
        texts = self._view(self._text_rows)
        self._scratch[S_NEXT] = 0
        status = -1
        while status != DONE:
            self._make_room(status, sink)
            status = self._kernel.advance(
                self._tables, self._contacts, self._arena, texts, *columns, self._scratch, self._out
            )
        self._empty(sink)

    def flush(self, until_ms: int, sink: EffectSink) -> None:
        """Let every timer due at or before `until_ms` go off, contact by contact."""
        self._make_contacts()
        texts = self._view(self._text_rows)
        self._scratch[S_FLUSHED] = 0
        status = -1
        while status != DONE:
            self._make_room(status, sink)
            status = self._kernel.flush(
                self._tables, self._contacts, self._arena, texts, self._scratch, self._out, until_ms
            )
        self._empty(sink)

    def _columns(self, events: Events) -> tuple[Any, ...]:
        columns = (events.contact, events.received_ms, events.time_ms, events.code, events.record, events.data)
        return tuple(self._view(column) for column in columns)

    def _make_room(self, status: int, sink: EffectSink) -> None:
        tables = self._head
        if status == OUT_FULL:
            self._empty(sink)
        elif status == QUEUE_FULL:
            self._scratch = self._grown(self._scratch, len(self._scratch))
        elif status == ARENA_FULL:
            self._arena = self._grown(self._arena, len(self._arena))
        self._scratch[S_OUT_LIMIT] = len(self._out) - tables[H_OUT_ROOM]
        self._scratch[S_QUEUE_LIMIT] = len(self._scratch) - tables[H_QUEUE_ROOM]
        self._scratch[S_ARENA_LIMIT] = len(self._arena) - tables[H_ARENA_ROOM]

    def _empty(self, sink: EffectSink) -> None:
        count = int(self._scratch[S_OUT])
        if count:
            rows = self._out[:count]
            sink(rows if isinstance(rows, list) else rows.tolist())
            self._scratch[S_OUT] = 0

    # --- what stands at the end ---

    @property
    def overflows(self) -> int:
        """How many values of numbers left the range and became missing (S7.1)."""
        return int(self._scratch[S_OVERFLOWS])

    def standing(self) -> Iterator[tuple[int, int, int]]:
        """(contact, journey, stage) of every live instance, for reports."""
        tables = self._head
        for contact in range(len(self._contacts) // self._width):
            for journey in range(tables[H_JOURNEY_COUNT]):
                words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
                instance = int(self._contacts[contact * self._width + tables[words + J_CONTACT] + JC_FIRST])
                while instance:
                    if not self._arena[instance + I_WATCHED]:
                        yield contact, journey, int(self._arena[instance + I_STAGE])
                    instance = int(self._arena[instance + I_NEXT])
