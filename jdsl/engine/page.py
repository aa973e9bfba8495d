"""A page: some contacts, their state as integers, and the events that take them on.

A page runs the plain kernel over lists, or the compiled one over arrays; both give the same effects.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from jdsl.engine import draws
from jdsl.engine.blob import Packed, Special, from_bytes, special, to_bytes
from jdsl.engine.native import PLAIN, native
from jdsl.engine.pack import MORE, P_AT, PROGRESS_WORDS
from jdsl.errors import PageError
from jdsl.machine.calendar_layout import NO_ZONE
from jdsl.machine.effects import EFFECT_WORDS
from jdsl.machine.layout import (
    ARENA_FULL,
    DONE,
    FLAG_BOUNCED,
    FLAG_UNSUBSCRIBED,
    H_ARENA_ROOM,
    H_CONTACT_TEMPLATE,
    H_CONTACT_WORDS,
    H_ENTRY_DUES,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_OUT_ROOM,
    H_QUEUE_ROOM,
    H_SCRATCH_FREE,
    H_SCRATCH_QUEUE,
    H_TEXT_WORDS,
    I_NEXT,
    I_STAGE,
    I_WATCHED,
    J_CONTACT,
    J_HELD_OUT_SLOT,
    JC_FIRST,
    JOURNEY_WORDS,
    PREDICATES_IN_A_WORD,
    QUEUE_FULL,
    S_ARENA_LIMIT,
    S_ARENA_TOP,
    S_FLUSHED,
    S_NEXT,
    S_OUT,
    S_OUT_LIMIT,
    S_OVERFLOWS,
    S_QUEUE_HEAD,
    S_QUEUE_LIMIT,
    S_QUEUE_TAIL,
    S_TEXTS,
)  # fmt: skip
from jdsl.machine.program import Program

EffectSink = Callable[[Sequence[int]], None]
"""Takes whole effect rows, `EFFECT_WORDS` integers each, in order of happening. The sequence may change later."""

OUT_WORDS = 1024 * EFFECT_WORDS  # small enough to stay in the processor's cache
PACK_BYTES = 1 << 18


def _column() -> array[int]:
    return array("q")


@dataclass(slots=True)
class Events:
    """Events as columns, in the order in which a contact's are to be handled (by `received_ms`, S1.3).

    `record` is the place in `data` of what else the event carries, 0 for nothing. `data` starts with one 0, so that no
    record is at 0. A record is: 1 if a machine's else 0; how many properties; property number and value of each; how
    many attributes it sets; attribute number and value (or MISSING) of each. No number stands twice in either list.
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


@dataclass(slots=True)
class Rows:
    """Contacts of a contacts file, as columns. `record` is each one's place in `data`, which starts with one 0.

    A record is four lists, each behind its length (number and value of attributes that are set, numbers of tags, of
    channels subscribed to, of channels unsubscribed from), and the flags of standing.
    """

    contact: array[int] = field(default_factory=_column)
    record: array[int] = field(default_factory=_column)
    data: array[int] = field(default_factory=lambda: array("q", [0]))

    def add(
        self, contact: int, sets: Sequence[tuple[int, int]], *, tags: Sequence[int] = (),
        subscribed: Sequence[int] = (), unsubscribed: Sequence[int] = (), unsubscribed_from_everything: bool = False,
        bounced: bool = False,
    ) -> None:  # fmt: skip
        """Append the row of the page's contact `contact`; attributes, channels and tags by number."""
        self.contact.append(contact)
        self.record.append(len(self.data))
        self.data.append(len(sets))
        for pair in sets:
            self.data.extend(pair)
        for numbers in (tags, subscribed, unsubscribed):
            self.data.append(len(numbers))
            self.data.extend(numbers)
        flags = (FLAG_UNSUBSCRIBED if unsubscribed_from_everything else 0) | (FLAG_BOUNCED if bounced else 0)
        self.data.append(flags)


def folded(text: str) -> str:
    """How texts are compared (S7.1): NFC, case folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


class Page:
    """Contacts of one program. Texts and contacts are numbered within the page, from 0 in order of asking."""

    def __init__(self, program: Program, *, is_native: bool = False, draw: draws.Draw = draws.draw) -> None:
        """`is_native`: run the kernel compiled by numba; raises ImportError where that is missing.

        `draw`: who is held out of journeys.
        """
        self.program = program
        self._draw = draw
        self._kernel = native() if is_native else PLAIN
        self._is_native = is_native
        self._tables = program.tables
        self._width = program.tables[H_CONTACT_WORDS]
        start = program.tables[H_CONTACT_TEMPLATE]
        self._template = program.tables[start : start + self._width]
        self._numbers: dict[str, int] = {}  # of the first ids; the rest is caught up on when one is asked for
        self._ids: list[str] = []
        self._text_numbers: dict[str, int] = {}
        self._texts: list[str] = []
        self._text_rows = array("q")
        self._folded: dict[str, int] = {}
        self._text_width = program.tables[H_TEXT_WORDS]
        self._predicates = [(predicate.kind, folded(predicate.operand)) for predicate in program.predicates]
        self._zones = {folded(name): place for name, place in program.vocabulary.zones.items()}
        for text in program.texts:
            self.text(text)
        self._count = 0  # contacts that have a part in the state
        self._state: Any = self._buffer(array("q"))
        self._queue_words = 2 * program.tables[H_QUEUE_ROOM]
        self._memory: Any = self._buffer(program.tables)
        self._texts_in_memory = 0
        self._special_words: Special | None = None
        self._make_memory()

    def _make_memory(self) -> None:
        """Lay out the memory: tables and scratch (kept), queue, effects, texts."""
        queue = self._tables[H_SCRATCH_QUEUE]
        have = len(self._memory)
        self._out_start = queue + self._queue_words
        texts = self._out_start + OUT_WORDS + self._tables[H_OUT_ROOM]
        self._memory = self._joined(self._memory[: min(have, texts)], self._blank(max(0, texts - have)))
        if have <= queue:
            self._memory[S_QUEUE_HEAD] = self._memory[S_QUEUE_TAIL] = queue
        self._memory[S_TEXTS] = texts
        self._memory[S_OUT] = self._out_start
        self._memory[S_OUT_LIMIT] = texts - self._tables[H_OUT_ROOM]
        self._memory[S_QUEUE_LIMIT] = self._out_start - self._tables[H_QUEUE_ROOM]
        self._texts_in_memory = 0

    def _buffer(self, words: array[int]) -> Any:
        if not self._is_native:
            return words.tolist()
        np: Any = import_module("numpy")
        return np.array(words, dtype=np.int64)

    def _view(self, words: array[int]) -> Any:
        """The same words for the kernel, not copied where that can be."""
        if not self._is_native:
            return words.tolist()
        np: Any = import_module("numpy")
        return np.frombuffer(words, dtype=np.int64) if len(words) else np.zeros(0, dtype=np.int64)

    def _repeated(self, words: array[int], times: int) -> Any:
        """The words so often, one after the other."""
        if not self._is_native:
            return words.tolist() * times
        np: Any = import_module("numpy")
        return np.tile(words, times)

    def _blank(self, count: int) -> Any:
        """So many words of 0."""
        if not self._is_native:
            return [0] * count
        np: Any = import_module("numpy")
        return np.zeros(count, dtype=np.int64)

    def _joined(self, buffer: Any, words: Any) -> Any:
        """The buffer with these words behind it."""
        if not self._is_native:
            buffer.extend(words)
            return buffer
        np: Any = import_module("numpy")
        return np.concatenate([buffer, np.array(words, dtype=np.int64)])

    # --- contacts and texts ---

    def contact(self, contact_id: str) -> int:
        """The number of that contact, who is added where it is new."""
        known = len(self._numbers)
        if known < len(self._ids):
            self._numbers.update(zip(self._ids[known:], range(known, len(self._ids)), strict=True))
        number = self._numbers.get(contact_id)
        if number is None:
            number = self._numbers[contact_id] = len(self._ids)
            self._ids.append(contact_id)
        return number

    def contacts(self, contact_ids: Sequence[str]) -> int:
        """Add many contacts, all of them new and different, in this order; the number of the first."""
        first = len(self._ids)
        self._ids.extend(contact_ids)
        return first

    def id_of(self, number: int) -> str:
        """The contact's id."""
        return self._ids[number]

    def text(self, text: str) -> int:
        """The number of a text value. A new text gets the next one, and a row of answers to what is asked of texts."""
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
        if self._zones:
            self._text_rows.append(self._zones.get(same, NO_ZONE))
        return number

    def text_of(self, number: int) -> str:
        """The text of that number."""
        return self._texts[number]

    def _make_ready(self) -> None:
        """Give every contact that was asked for a part of its own, and the kernel all texts."""
        missing = len(self._ids) - self._count
        if missing > 0:
            self._move_instances(missing * self._width)
            at = self._count * self._width
            self._state[at : at + missing * self._width] = self._repeated(self._template, missing)
            self._hold_out(self._count)
            self._count = len(self._ids)
        if self._texts_in_memory < len(self._texts):
            self._memory = self._joined(self._memory, self._text_rows[self._texts_in_memory * self._text_width :])
            self._texts_in_memory = len(self._texts)

    def _hold_out(self, first: int) -> None:
        """Say of the contacts from the first on who is held out of which journey (S3.9)."""
        for number, journey in enumerate(self.program.journeys):
            if journey.hold_out == 0:
                continue
            slot = self._tables[self._tables[H_JOURNEYS] + number * JOURNEY_WORDS + J_HELD_OUT_SLOT]
            for contact in range(first, len(self._ids)):
                held_out = self._draw(journey.name, self._ids[contact]) < journey.hold_out
                self._state[contact * self._width + slot] = int(held_out)

    def _move_instances(self, words: int) -> None:
        """Make room for so many words of contacts' parts: instances, which stand behind them, move up."""
        tables = self._tables
        arena = self._count * self._width
        if not len(self._state):
            self._memory[S_ARENA_TOP] = arena
            self._state = self._blank(words + (2 + (len(self._ids) + 1) // 2) * tables[H_ARENA_ROOM])
        else:
            self._state = self._joined(self._joined(self._state[:arena], self._blank(words)), self._state[arena:])
            self._relink(words)
        self._memory[S_ARENA_TOP] += words
        self._memory[S_ARENA_LIMIT] = len(self._state) - tables[H_ARENA_ROOM]

    def _relink(self, words: int) -> None:
        """Every link to an instance points so many words further up."""
        for first in self._instance_links():
            link = first
            while self._state[link]:
                self._state[link] += words
                link = int(self._state[link]) + I_NEXT
        for journey in range(self._tables[H_JOURNEY_COUNT]):
            free = self._tables[H_SCRATCH_FREE] + journey
            if self._memory[free]:
                self._memory[free] += words
                link = int(self._memory[free]) + I_NEXT
                while self._state[link]:
                    self._state[link] += words
                    link = int(self._state[link]) + I_NEXT

    def _instance_links(self) -> Iterator[int]:
        """Where the state points to the first instance of each contact and journey."""
        tables = self._tables
        for contact in range(self._count):
            for journey in range(tables[H_JOURNEY_COUNT]):
                words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
                yield contact * self._width + tables[words + J_CONTACT] + JC_FIRST

    # --- the run ---

    def history(self, events: Events) -> None:
        """Events received before `from`: they happen, and no journey looks (S1.7)."""
        self._make_ready()
        self._kernel.hear_history(self._memory, self._state, *self._columns(events))

    def begin(self, from_ms: int, rows: Rows | None = None) -> None:
        """Start the run: use up what of `enter` is due before, lay contacts' rows over the history (S1.7)."""
        self._make_ready()
        if self._tables[H_ENTRY_DUES]:  # before a row can say otherwise when that was
            self._kernel.begin(self._memory, self._state, self._count, self._width, from_ms)
        if rows is not None:
            columns = (self._view(column) for column in (rows.contact, rows.record, rows.data))
            self._kernel.lay_rows(self._memory, self._state, *columns, from_ms)

    def advance(self, events: Events, sink: EffectSink) -> None:
        """Take contacts through events received at or after `from`, each contact's in order."""
        self._make_ready()
        columns = self._columns(events)
        self._memory[S_NEXT] = 0
        while (status := self._kernel.advance(self._memory, self._state, *columns)) != DONE:
            self._make_room(status, sink)
        self._empty(sink)

    def flush(self, until_ms: int, sink: EffectSink) -> None:
        """Let every timer due at or before `until_ms` go off, contact by contact."""
        self._make_ready()
        self._memory[S_FLUSHED] = 0
        while (status := self._kernel.flush(self._memory, self._state, self._count, until_ms)) != DONE:
            self._make_room(status, sink)
        self._empty(sink)

    def _columns(self, events: Events) -> tuple[Any, ...]:
        columns = (events.contact, events.received_ms, events.time_ms, events.code, events.record, events.data)
        return tuple(self._view(column) for column in columns)

    def _make_room(self, status: int, sink: EffectSink) -> None:
        """The kernel stopped between two looks: empty or enlarge what was too small."""
        self._empty(sink)
        if status == QUEUE_FULL:
            self._queue_words *= 2
            self._make_memory()
            self._make_ready()
        elif status == ARENA_FULL:
            self._state = self._joined(self._state, self._blank(len(self._state)))
            self._memory[S_ARENA_LIMIT] = len(self._state) - self._tables[H_ARENA_ROOM]

    def _empty(self, sink: EffectSink) -> None:
        end = int(self._memory[S_OUT])
        if end > self._out_start:
            rows = self._memory[self._out_start : end]
            sink(memoryview(rows) if self._is_native else rows)
            self._memory[S_OUT] = self._out_start

    # --- to bytes and back ---

    def pack(self) -> bytes:
        """All contacts, between two calls of the kernel, as `unpack` reads them; of the texts, those that they hold."""
        self._make_ready()
        assert self._memory[S_QUEUE_HEAD] == self._memory[S_QUEUE_TAIL], "a look is under way"
        found = self._special()
        words = self._buffer(found.words)
        texts = self._blank(len(self._texts))
        arena_words = self._kernel.survey(self._memory, self._state, self._count, words, texts)
        own = len(self.program.texts)
        kept = [number for number in range(own, len(texts)) if texts[number] or found.all_texts]
        texts = array("q", range(own)) + array("q", bytes(8 * (len(self._texts) - own)))
        for new, number in enumerate(kept, start=own):
            texts[number] = new
        data = self._pack_parts(words, self._view(texts))
        return to_bytes(self.program, Packed(self._ids, [self._texts[number] for number in kept], arena_words, data))

    def _pack_parts(self, words: Any, texts: Any) -> bytes:
        """What the kernel makes of the contacts' parts and instances, piece by piece."""
        data = bytearray()
        room = PACK_BYTES
        out = self._bytes(bytes(room))
        progress = self._blank(PROGRESS_WORDS)
        status = MORE
        while status == MORE:
            status = self._kernel.pack(self._memory, self._state, self._count, words, texts, out, progress)
            end = int(progress[P_AT])
            data += out[:end].tobytes() if self._is_native else out[:end]
            progress[P_AT] = 0
            if status == MORE and end == 0:  # one contact needs more than all there is
                room *= 2
                out = self._bytes(bytes(room))
        return bytes(data)

    @classmethod
    def unpack(cls, program: Program, blob: bytes, *, is_native: bool = False) -> Page:
        """The page that was packed; raises PageError if it is damaged, of another program or another version."""
        packed = from_bytes(program, blob)
        page = cls(program, is_native=is_native)
        page.contacts(packed.ids)
        for text in packed.texts:
            page.text(text)
        page._make_ready()
        page._unpack_parts(packed)
        return page

    def _unpack_parts(self, packed: Packed) -> None:
        missing = int(self._memory[S_ARENA_TOP]) + packed.arena_words - int(self._memory[S_ARENA_LIMIT])
        if missing > 0:
            self._state = self._joined(self._state, self._blank(missing))
            self._memory[S_ARENA_LIMIT] += missing
        words = self._buffer(self._special().words)
        data = self._bytes(packed.data)
        progress = self._blank(PROGRESS_WORDS)
        if self._kernel.unpack(self._memory, self._state, self._count, words, data, progress) != DONE:
            raise PageError("this page is damaged: its contacts' parts make no sense")

    def _special(self) -> Special:
        if self._special_words is None:
            self._special_words = special(self.program)
        return self._special_words

    def _bytes(self, content: bytes) -> Any:
        """Bytes that the kernel can read and write."""
        if not self._is_native:
            return bytearray(content)
        np: Any = import_module("numpy")
        return np.array(bytearray(content), dtype=np.uint8)

    # --- what stands at the end ---

    @property
    def overflows(self) -> int:
        """How many values of numbers left the range and became missing (S7.1)."""
        return int(self._memory[S_OVERFLOWS])

    def standing(self) -> Iterator[tuple[int, int, int]]:
        """(contact, journey, stage) of every live instance, for reports."""
        journeys = self._tables[H_JOURNEY_COUNT]
        for place, first in enumerate(self._instance_links()):
            instance = int(self._state[first])
            while instance:
                if not self._state[instance + I_WATCHED]:
                    yield place // journeys, place % journeys, int(self._state[instance + I_STAGE])
                instance = int(self._state[instance + I_NEXT])
