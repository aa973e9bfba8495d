"""Runs a case through both readings and holds the effects against each other, ids included."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jdsl.compiler import lower
from jdsl.model.model import Model
from tests.oracle.cases import CASES, Case, write_case
from tests.oracle.compiled import run_program
from tests.oracle.evaluated import evaluated, is_valid, model_of
from tests.oracle.facts import Effect
from tests.oracle.opcodes import Watched, watched
from tests.oracle.shrink import shrink
from tests.oracle.tally_of_further import noticed

EFFECTS_AT_MOST = 8000
"""For one contact: made-up journeys that go round for ever, an hour or an instant at a time, are left out."""


@dataclass(frozen=True)
class Compared:
    model: Model
    oracle: list[Effect]
    compiled: list[Effect]
    watched: Watched
    noted: frozenset[str] = frozenset()
    """What came about in the oracle's reading, and no effect tells of."""

    @property
    def agree(self) -> bool:
        return self.oracle == self.compiled


def compare(case: Case) -> Compared | None:
    """None if the case is endless."""
    model = model_of(case)
    evaluation = evaluated(case, model, EFFECTS_AT_MOST)
    if evaluation is None:
        return None
    found = watched(lower(model))
    compiled = run_program(found.program, case.contacts, case.events, case.from_ms, case.until_ms)
    noted = frozenset[str]().union(
        *(walker.sending.noted for walker in evaluation.contacts.values()),
        *(
            noticed(walker.standing.history, (event for event in case.events if event.contact == contact))
            for contact, walker in evaluation.contacts.items()
        ),
    )
    return Compared(model, evaluation.effects, compiled, found, noted)


def differs(case: Case) -> bool:
    """Whether it is valid, and the readings differ."""
    if not case.events or not is_valid(case):
        return False
    try:
        compared = compare(case)
    except KeyError:
        return False  # events or rows name what has been left out of the catalog
    return compared is not None and not compared.agree


def keep(case: Case) -> Path:
    """Shrink a case on which the readings differ, and write it with both lists of effects; returns where."""
    small = shrink(case, differs)
    compared = compare(small)
    assert compared is not None
    path = CASES / f"differs-{case.name}.json"
    path.parent.mkdir(exist_ok=True)
    write_case(path, small, {"oracle": compared.oracle, "compiled": compared.compiled}, "the readings differ here")
    return path
