"""Pages to pack: of the oracle's cases, run in pieces, and of the benchmark's workload; and what a page holds."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from pathlib import Path
from random import Random

from jdsl.compiler import lower
from jdsl.engine.blob import special
from jdsl.engine.pack import COUNTED_AT, P_AT, PROGRESS_WORDS, TEXT, work_out
from jdsl.engine.page import Events, Page, Rows
from jdsl.machine.effects import effects_in
from jdsl.machine.layout import (
    H_CONTACT_WORDS,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    I_DUE,
    I_ENTERED,
    I_NEXT,
    I_STAGE,
    J_CONTACT,
    J_WORDS,
    JC_FIRST,
    JOURNEY_WORDS,
    K_CLOCK,
    K_DUE,
    K_INTEREST,
    S_ARENA_TOP,
)  # fmt: skip
from jdsl.machine.program import Program
from jdsl.workspace import Workspace
from tests import benchmarks
from tests.benchmarks.workload import BOUNCE_TYPE, BOUNCED, KINDS, START_MS, contact_id, workload
from tests.oracle.cases import Case
from tests.oracle.compiled import _add, _effect, _rows
from tests.oracle.facts import Effect, Event

Said = list[int | str]

KEPT_OF_CONTACT = (K_DUE, K_INTEREST)  # of what is left out, what is told all the same
KEPT_OF_INSTANCE = (I_DUE,)


def holdings(page: Page) -> list[tuple[str, Said, list[Said]]]:
    """Each contact's id and words and those of its instances, oldest first: what they mean.

    Links are left out, and what was counted at an instant that is over; texts are as they read; when the earliest timer
    is due, and what a contact listens to, are worked out.
    """
    tables = page.program.tables
    width = tables[H_CONTACT_WORDS]
    found = special(page.program).words
    state = worked_out(page)
    held: list[tuple[str, Said, list[Said]]] = []
    for contact, name in enumerate(page._ids):
        base = contact * width
        clock_ms = state[base + K_CLOCK]
        instances: list[Said] = []
        for journey in range(tables[H_JOURNEY_COUNT]):
            words = tables[H_JOURNEYS] + journey * JOURNEY_WORDS
            instance = state[base + tables[words + J_CONTACT] + JC_FIRST]
            while instance:
                pair = found[2 + journey] + 2 * state[instance + I_STAGE]
                pairs = found[found[pair] : found[pair + 1]]
                record = state[instance : instance + tables[words + J_WORDS]]
                said = _said(page, record, clock_ms, pairs, KEPT_OF_INSTANCE)
                said[I_NEXT] = 0
                instances.append(said)
                instance = state[instance + I_NEXT]
        pairs = found[found[0] : found[1]]
        held.append((name, _said(page, state[base : base + width], clock_ms, pairs, KEPT_OF_CONTACT), instances))
    return held


def worked_out(page: Page) -> list[int]:
    """The page's state, where all is worked out that a page does not write of it."""
    page._make_ready()
    state: list[int] = page._state.tolist() if page._is_native else page._state[:]
    for contact in range(page._count):
        work_out(page.program.tables, state, contact * page._width)
    return state


def _said(page: Page, words: list[int], clock_ms: int, pairs: Sequence[int], kept: Sequence[int]) -> Said:
    said: Said = [*words]
    for slot, which in zip(pairs[::2], pairs[1::2], strict=True):
        word = words[slot]
        if which == TEXT and word >= 0:
            said[slot] = page.text_of(word)
        elif which >= COUNTED_AT and words[slot - (which - COUNTED_AT)] >= clock_ms:
            continue
        elif which != TEXT and slot not in kept:
            said[slot] = 0
    return said


class PiecewiseRun:
    """A case that is run piece by piece; between pieces the page goes to bytes and back."""

    def __init__(self, program: Program, case: Case, *, is_native: bool) -> None:
        self._program = program
        self._case = case
        self._is_native = is_native
        self._page = Page(program, is_native=is_native)
        self._effects: list[Effect] = []
        self.blobs: list[bytes] = []
        self.pages: list[Page] = []  # each as it was packed

    def _sink(self, words: Sequence[int]) -> None:
        self._effects.extend(_effect(self._program, self._page, row, carried) for row, carried in effects_in(words))

    def _pack(self) -> None:
        blob = self._page.pack()
        self.blobs.append(blob)
        self.pages.append(self._page)
        self._page = Page.unpack(self._program, blob, is_native=self._is_native)

    def _columns(self, events: Sequence[Event]) -> Events:
        columns = Events()
        for event in events:
            _add(self._page, columns, event)
        return columns

    def run(self, pieces: int, random: Random) -> list[Effect]:
        """Run in about so many pieces; effects in the order of S8.3."""
        case = self._case
        ordered = sorted(case.events, key=_received)
        given = [at_ms for at_ms in (case.from_ms, case.until_ms) if at_ms is not None]
        start = case.from_ms if case.from_ms is not None else min([*map(_received, ordered[:1]), *given])
        end = case.until_ms if case.until_ms is not None else max([*map(_received, ordered[-1:]), start])
        self._page.history(self._columns([event for event in ordered if _received(event) < start]))
        self._pack()
        self._page.begin(start, _rows(self._page, case.contacts))
        self._pack()
        now = [event for event in ordered if start <= _received(event) <= end]
        cuts = sorted(random.randrange(len(now) + 1) for _ in range(pieces - 1))
        for low, high in zip([0, *cuts], [*cuts, len(now)], strict=True):
            self._page.advance(self._columns(now[low:high]), self._sink)
            if high < len(now) and random.random() < 0.5:
                self._pack()
                self._page.flush(_received(now[high]) - 1, self._sink)
            self._pack()
        self._page.flush(end, self._sink)
        self._pack()
        order = {id(effect): place for place, effect in enumerate(self._effects)}
        return sorted(self._effects, key=lambda effect: (effect.time_ms, effect.contact, order[id(effect)]))

    def done(self) -> Page:
        """The page at the end, unpacked."""
        return self._page


def _received(event: Event) -> int:
    return max(event.received_ms, event.time_ms)


def workload_page(event_count: int, *, is_native: bool) -> Page:
    """The benchmark's contacts after their events, the last timers still to come."""
    work = workload(event_count)
    model = Workspace.from_texts(
        {"workload.journey": Path(benchmarks.__path__[0], "product_interest.journey").read_text(encoding="utf-8")}
    ).snapshot.model
    assert model is not None
    page = Page(lower(model), is_native=is_native)
    vocabulary = page.program.vocabulary
    country, channel = vocabulary.attributes["country"], vocabulary.channels["product_news"]
    rows = Rows()
    for contact, (name, subscribed) in enumerate(zip(work.countries, work.subscribed, strict=True)):
        pair = (country.number, country.type.values.index(name))
        rows.add(page.contact(contact_id(contact)), (pair,), subscribed=(channel,) if subscribed else ())
    verbs = [(vocabulary.verbs[verb], subject) for verb, subject in KINDS]
    codes = [verb.bare_code if subject is None else verb.subjects[subject] for verb, subject in verbs]
    bounce = [0, 0, 1, vocabulary.verbs["bounced"].properties["type"].number, page.text(BOUNCE_TYPE), 0]
    events = Events(
        work.contact, work.received_ms, work.time_ms, array("q", [codes[kind] for kind in work.kind]),
        array("q", [int(kind == BOUNCED) for kind in work.kind]), array("q", bounce),
    )  # fmt: skip
    page.begin(START_MS, rows)
    page.advance(events, lambda _: None)
    return page


def add_instance(page: Page, contact: int) -> None:
    """Put one more instance behind the contact's only journey: like its first, but entered at another time."""
    tables = page.program.tables
    words = tables[H_JOURNEYS]
    link = contact * tables[H_CONTACT_WORDS] + tables[words + J_CONTACT] + JC_FIRST
    first, new = int(page._state[link]), int(page._memory[S_ARENA_TOP])
    while page._state[link]:
        link = int(page._state[link]) + I_NEXT
    page._memory[S_ARENA_TOP] += tables[words + J_WORDS]
    page._state[new : new + tables[words + J_WORDS]] = page._state[first : first + tables[words + J_WORDS]]
    page._state[new + I_NEXT] = 0
    page._state[new + I_ENTERED] -= new
    page._state[link] = new


def packed_sizes(page: Page) -> list[tuple[int, bool]]:
    """Of each contact the bytes of its part and instances, and whether it is inside a journey."""
    inside = {contact for contact, _, _ in page.standing()}
    words = page._buffer(special(page.program).words)
    texts = page._view(array("q", range(len(page._texts))))
    out = page._bytes(bytes(1 << 16))
    progress = page._blank(PROGRESS_WORDS)
    sizes: list[tuple[int, bool]] = []
    for contact in range(page._count):
        progress[P_AT] = 0
        page._kernel.pack(page._memory, page._state, contact + 1, words, texts, out, progress)
        sizes.append((int(progress[P_AT]), contact in inside))
    return sizes
