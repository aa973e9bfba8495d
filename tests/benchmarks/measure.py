"""`python -m tests.benchmarks.measure [EVENTS …]`: workload W beside the class written by hand, in one run.

CPU time, medians over rounds in which the contenders take turns; effects must be equal. The way of the journey from
text to program is timed with every run of the kernel. Columns of events and of contacts are made before, for both.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from array import array
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from jdsl.compiler import lower
from jdsl.engine.native import is_available
from jdsl.engine.page import Events, Page, Rows
from jdsl.machine.effects import EFFECT_WORDS, EffectKind
from jdsl.machine.program import Program
from jdsl.workspace import Workspace
from tests.benchmarks.by_hand import ProductInterest
from tests.benchmarks.workload import BOUNCE_TYPE, BOUNCED, KINDS, START_MS, UNTIL_MS, Workload, contact_id, workload

JOURNEY = Path(__file__).with_name("product_interest.journey")
Logged = tuple[int, int, str, str | None, str | None, int, int]


def compiled() -> Program:
    """The journey, from its text."""
    model = Workspace.from_texts({JOURNEY.name: JOURNEY.read_text(encoding="utf-8")}).snapshot.model
    assert model is not None
    return lower(model)


class Kernel:
    """The kernel's run of a workload; `log` is what it did, in the words of the class written by hand."""

    def __init__(self, work: Workload, *, is_native: bool) -> None:
        self._work = work
        self._is_native = is_native
        self._program = compiled()
        vocabulary = self._program.vocabulary
        verbs = [(vocabulary.verbs[verb], subject) for verb, subject in KINDS]
        codes = [verb.bare_code if subject is None else verb.subjects[subject] for verb, subject in verbs]
        self._events = Events(work.contact, work.received_ms, work.time_ms)
        self._events.code = array("q", [codes[kind] for kind in work.kind])
        self._events.record = array("q", [int(kind == BOUNCED) for kind in work.kind])
        self._ids = [contact_id(contact) for contact in range(len(work.countries))]
        self._rows = self._known()
        self.parts: list[bytes] = []

    def _known(self) -> Rows:
        country = self._program.vocabulary.attributes["country"]
        channel = self._program.vocabulary.channels["product_news"]
        places = {name: place for place, name in enumerate(country.type.values)}
        rows = Rows()
        for contact, (name, subscribed) in enumerate(zip(self._work.countries, self._work.subscribed, strict=True)):
            rows.add(contact, ((country.number, places[name]),), subscribed=(channel,) if subscribed else ())
        return rows

    def run(self) -> None:
        """From text to effects."""
        program = self._program = compiled()
        page = Page(program, is_native=self._is_native)
        page.contacts(self._ids)
        bounce_type = program.vocabulary.verbs["bounced"].properties["type"].number
        self._events.data = array("q", [0, 0, 1, bounce_type, page.text(BOUNCE_TYPE), 0])
        self.parts = []
        page.begin(START_MS, self._rows)
        page.advance(self._events, self._take)
        page.flush(UNTIL_MS, self._take)

    def _take(self, words: Sequence[int]) -> None:
        self.parts.append(words.tobytes() if isinstance(words, memoryview) else array("q", words).tobytes())

    def log(self) -> list[Logged]:
        """What happened, as the class written by hand tells it."""
        names = self._program.names
        found: list[Logged] = []
        for part in self.parts:
            words = array("q", part)
            for at in range(0, len(words), EFFECT_WORDS):
                at_ms, contact, _, visit, number, kind, name, reason, _, _ = words[at : at + EFFECT_WORDS]
                said = names[name] if name >= 0 else None
                why = names[reason] if reason >= 0 else None
                found.append((at_ms, contact, EffectKind(kind).name.lower(), said, why, visit, number))
        return sorted(found, key=lambda row: (row[0], row[1], row[6]))


def seconds(run: object) -> float:
    """CPU seconds of one call, the heap tidied before."""
    assert callable(run)
    gc.collect()
    start = time.process_time()
    run()
    return time.process_time() - start


def measure(event_count: int, rounds: int) -> None:
    """Print a line a contender."""
    work = workload(event_count)
    contenders = {"plain kernel": Kernel(work, is_native=False)}
    if is_available():
        contenders["compiled kernel"] = Kernel(work, is_native=True)
        contenders["compiled kernel"].run()  # numba compiles, or reads what it compiled before
    by_hand = ProductInterest(work.countries, work.subscribed)
    by_hand.run(work.events(), UNTIL_MS)
    expected = sorted(by_hand.log, key=lambda row: (row[0], row[1], row[6]))
    del by_hand
    times: dict[str, list[float]] = {name: [] for name in ("class by hand", *contenders)}
    for _ in range(rounds):
        times["class by hand"].append(
            seconds(lambda: ProductInterest(work.countries, work.subscribed).run(work.events(), UNTIL_MS))
        )
        for name, kernel in contenders.items():
            times[name].append(seconds(kernel.run))
            assert kernel.log() == expected, f"{name}: the effects differ"
            kernel.parts = []
    base = times["class by hand"]
    sys.stdout.write(f"{event_count:,} events, {len(expected):,} effects, equal; median of {rounds} rounds, CPU time\n")
    for name, spent in times.items():
        ratio = median(hand / own for hand, own in zip(base, spent, strict=True))
        sys.stdout.write(
            f"  {name:16}  {event_count / median(spent):13,.0f} events/s   {ratio:6.2f} x the class by hand\n"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("events", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    for event_count in asked.events:
        measure(event_count, asked.rounds)


if __name__ == "__main__":
    main()
