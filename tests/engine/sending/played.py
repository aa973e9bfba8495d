"""Plays one contact through a workspace, as the tables of the reference do, plain or packed behind every event."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from jdsl.compiler import lower
from jdsl.engine.page import Page
from jdsl.machine.program import Program
from jdsl.model.model import Model
from jdsl.simulate.effect import told
from jdsl.simulate.rehearsal import Occurrence, Rehearsal
from jdsl.workspace import Workspace
from tests.oracle.compiled import NATIVE
from tests.reference.playing import START_MS, take_apart
from tests.reference.reading import milliseconds

both = pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])


class Packing(Rehearsal):
    """One whose page goes to bytes and back behind each event."""

    def advance(self, occurrences: Sequence[Occurrence]) -> None:
        for occurrence in occurrences:
            super().advance([occurrence])
            self._page = Page.unpack(self._program, self._page.pack(), is_native=NATIVE)


def checked(text: str) -> Model:
    snapshot = Workspace.from_texts({"example.journey": text}).snapshot
    assert snapshot.model is not None, [diagnostic.message for diagnostic in snapshot.diagnostics]
    return snapshot.model


def _occurrence(model: Model, text: str) -> Occurrence:
    """`1d clicked teaser`, `1d machine: clicked teaser`, `1d of 2h clicked teaser`: received, then when it happened."""
    received, _, words = text.partition(" ")
    own = received
    if words.startswith("of "):
        _, own, words = words.split(" ", 2)
    machine = words.startswith("machine: ")
    said = take_apart(model, words.removeprefix("machine: "))
    return Occurrence(
        START_MS + milliseconds(received), START_MS + milliseconds(own), said.verb, said.subject, said.link,
        machine=machine, properties=dict(said.properties), sets=dict(said.sets),
    )  # fmt: skip


def played(text: str, events: str, until: str, *, packed: bool = False) -> str:
    """What comes of events, parted by `; `, up to an instant: `TIME EFFECT`, parted likewise.

    Times are told from 2026-03-02, a Monday, at 00:00, in the largest units: `1d8h`. An effect has its journey's name
    where there are several.
    """
    model = checked(text)
    program: Program = lower(model)
    occurrences = [_occurrence(model, event) for event in events.split("; ") if event]
    occurrences.sort(key=lambda occurrence: occurrence.received_ms)
    rehearsal = (Packing if packed else Rehearsal)(program, is_native=NATIVE)
    rehearsal.remember([one for one in occurrences if one.received_ms < START_MS])
    rehearsal.begin(START_MS, None)
    rehearsal.advance([one for one in occurrences if one.received_ms >= START_MS])
    rehearsal.flush(START_MS + milliseconds(until))
    several = len(model.journeys) > 1
    return "; ".join(
        f"{_time(effect.time_ms - START_MS)} {f'{effect.journey}: ' if several else ''}"
        f"{told(effect.kind, effect.name, effect.reason, effect.value)}"
        for effect in rehearsal.effects
    )


def _time(ms: int) -> str:
    parts: list[str] = []
    for unit, size in (("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1000), ("ms", 1)):
        count, ms = divmod(ms, size)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0"
