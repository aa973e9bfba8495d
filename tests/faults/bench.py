"""What changed modules are tried on: cases with what both readings of the law make of them, models and programs ready.

The cases stand in groups, quick ones first: the oracle's recorded corpus, our own cases, the tables written by hand,
and the random cases of fixed seeds; at the end our own large cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from jdsl.compiler import lower
from jdsl.machine.program import Program
from jdsl.model.model import Model
from tests.faults.large import large_cases
from tests.oracle import test_by_hand
from tests.oracle.agreement import EFFECTS_AT_MOST
from tests.oracle.cases import CASES, Case, read_case
from tests.oracle.compiled import run_program
from tests.oracle.dates import make_dates_case
from tests.oracle.evaluated import evaluated, model_of
from tests.oracle.evaluator import run
from tests.oracle.facts import UNKNOWN, ContactRow, Effect, Event
from tests.oracle.further import make_further_case
from tests.oracle.generate import make_case
from tests.oracle.notation import BASE_MS, events_of, milliseconds
from tests.oracle.notation import model_of as model_of_text
from tests.oracle.sends import make_sending_case
from tests.oracle.test_agreement import FURTHER_SEEDS
from tests.reference.playing import START_MS, oracle_event
from tests.reference.reading import journeys

OWN_CASES = Path(__file__).parent / "cases"
SEEDS = range(580)
SENDING_SEEDS = range(240)
DATES_SEEDS = range(300)
"""Those of `tests/oracle/test_agreement.py`."""

CORPUS, OWN, TABLES, RANDOM = "corpus", "own cases", "tables", "seeds"


@dataclass(frozen=True)
class Laid:
    """A case laid ready: `expected` is recorded, or what the oracle says."""

    group: str
    name: str
    model: Model
    program: Program | None  # None where the product as it is cannot compile it
    contacts: tuple[ContactRow, ...]
    events: tuple[Event, ...]
    from_ms: int | None
    until_ms: int | None
    expected: list[Effect]


def random_cases() -> Iterator[Case]:
    yield from map(make_case, SEEDS)
    yield from map(make_sending_case, SENDING_SEEDS)
    yield from map(make_dates_case, DATES_SEEDS)
    yield from map(make_further_case, FURTHER_SEEDS)


def bench(drawn: Iterable[Case] | None = None) -> Iterator[Laid]:
    """Everything, laid ready, with these random cases in place of all, and behind all; endless ones are left out."""
    yield from chain(recorded(CORPUS, CASES), recorded(OWN, OWN_CASES), tables())
    for group, cases in ((OWN, large_cases()), (RANDOM, random_cases() if drawn is None else drawn)):
        yield from (laid for laid in (lay(group, case) for case in cases) if laid is not None)


def _lowered(model: Model) -> Program | None:
    try:
        return lower(model)
    except Exception:  # noqa: BLE001 - a fault of the product makes one case unsound, not the bench
        return None


def is_sound(laid: Laid) -> bool:
    """Whether the product as it is passes; else every change would seem to be caught by the case."""
    if laid.program is None:
        return False
    effects = run_program(laid.program, laid.contacts, laid.events, laid.from_ms, laid.until_ms, is_native=False)
    return effects == laid.expected


def recorded(group: str, folder: Path) -> Iterator[Laid]:
    for path in sorted(folder.glob("*.json")):
        if not path.name.startswith("differs-"):
            case, effects = read_case(path)
            laid = lay(group, case, effects)
            assert laid is not None
            yield laid


def tables() -> Iterator[Laid]:
    """Rows of the tables of the reference, and of those written by hand in `tests/oracle`."""
    for block in journeys():
        model = model_of_text(block.text)
        for row in block.cases:
            events = [oracle_event(model, timed) for timed in row.events]
            yield _laid_row(f"reference, line {row.line}", model, events, START_MS, START_MS + row.until_ms)
    for title, text, events, until, _ in (*test_by_hand.ROWS, *test_by_hand.rows("by_hand_further.md")):
        model = model_of_text(text)
        yield _laid_row(title, model, events_of(model.catalog, events), BASE_MS, BASE_MS + milliseconds(until))


def _laid_row(name: str, model: Model, events: list[Event], from_ms: int, until_ms: int) -> Laid:
    program = _lowered(model)
    if program is not None:
        events = [_with_known_name(program, event) for event in events]
    expected = run(model, [], events, from_ms, until_ms).effects
    return Laid(TABLES, name, model, program, (), tuple(events), from_ms, until_ms, expected)


def _with_known_name(program: Program, event: Event) -> Event:
    """The event, its subject `UNKNOWN` if the catalog does not have it."""
    if event.verb is None or event.subject is None or event.subject in program.vocabulary.verbs[event.verb].subjects:
        return event
    return replace(event, subject=UNKNOWN)


def lay(group: str, case: Case, expected: list[Effect] | None = None) -> Laid | None:
    """None if the case is endless."""
    model = model_of(case)
    if expected is None:
        evaluation = evaluated(case, model, EFFECTS_AT_MOST)
        if evaluation is None:
            return None
        expected = evaluation.effects
    return Laid(
        group, case.name, model, _lowered(model), case.contacts, case.events, case.from_ms, case.until_ms, expected
    )
