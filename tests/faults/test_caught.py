"""Slow: who catches the listed faults and the drawn mutants. Prints both tables.

A listed fault must be caught by a recorded case or a table, without luck. A mutant that nobody catches must be
explained in `SURVIVORS.md`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults.bench import RANDOM, Laid, bench, is_sound
from tests.faults.changes import apply
from tests.faults.listed import FAULTS
from tests.faults.mutants import LOTS, drawn
from tests.faults.tables import TABLES_TO_SHOW, table_of_faults, table_of_mutants
from tests.faults.trial import verdicts

pytestmark = pytest.mark.slow

SURVIVORS = Path(__file__).parent / "SURVIVORS.md"


@pytest.fixture(scope="module")
def every_case() -> list[Laid]:
    return list(bench())


@pytest.fixture(scope="module")
def cases(every_case: list[Laid]) -> list[Laid]:
    return [laid for laid in every_case if is_sound(laid)]


def explained() -> set[str]:
    """The mutants that `SURVIVORS.md` has a line for."""
    return set(re.findall(r"^\* (.+)$", SURVIVORS.read_text(encoding="utf-8"), re.MULTILINE))


def test_the_product_as_it_is_passes_every_case(every_case: list[Laid], cases: list[Laid]) -> None:
    assert {laid.name for laid in every_case} == {laid.name for laid in cases}


def test_every_listed_fault_is_caught(cases: list[Laid]) -> None:
    changes = [apply(fault) for fault in FAULTS]
    found = list(verdicts(changes, cases))
    TABLES_TO_SHOW["listed faults, and which cases catch them"] = list(table_of_faults(found))
    assert [verdict.name for verdict in found if verdict.caught is None or verdict.caught.group == RANDOM] == []


def test_every_mutant_is_caught_or_explained(cases: list[Laid]) -> None:
    changes = [mutant.change() for mutant in drawn()]
    assert len(changes) == sum(lot.number for lot in LOTS) == 400
    found = list(verdicts(changes, cases))
    survivors = {verdict.name for verdict in found if verdict.caught is None}
    TABLES_TO_SHOW["drawn mutants, and which cases catch them first"] = [
        *table_of_mutants(found),
        *(f"explained, and no longer a survivor: {name}" for name in sorted(explained() - survivors)),
    ]
    assert survivors - explained() == set()
