"""Our own cases, as recorded: whatever the product becomes, both readings of the law still say the same of them.

At the end, what no effect shows.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from jdsl.cli.run_command import run_command
from jdsl.compiler import lower
from tests.faults.bench import OWN_CASES
from tests.faults.large import large_cases
from tests.faults.pieces import in_pieces
from tests.oracle import compiled
from tests.oracle.agreement import compare
from tests.oracle.cases import Case, read_case
from tests.oracle.evaluated import model_of


@pytest.mark.parametrize("path", sorted(OWN_CASES.glob("*.json")), ids=lambda path: path.stem)
def test_both_readings_are_as_recorded(path: Path) -> None:
    case, effects = read_case(path)
    compared = compare(case)
    assert compared is not None
    assert compared.oracle == effects
    assert compared.compiled == effects


@pytest.mark.parametrize("path", sorted(OWN_CASES.glob("*.json")), ids=lambda path: path.stem)
def test_a_run_in_pieces_with_packing_in_between_gives_the_same(path: Path) -> None:
    case, effects = read_case(path)
    model = model_of(case)
    run_program = in_pieces(compiled)
    assert run_program(lower(model), case.contacts, case.events, case.from_ms, case.until_ms) == effects


@pytest.mark.parametrize("case", list(large_cases()), ids=lambda case: case.name)
def test_both_readings_agree_on_what_is_large(case: Case) -> None:
    compared = compare(case)
    assert compared is not None
    assert len(compared.oracle) > 50
    assert compared.agree


@pytest.mark.parametrize(
    ("step", "counted"),
    [
        ("add 9200000000000 to points", 2),  # at each second visit; then the sum is missing, and begins anew
        ("set points to 9200000000000 plus 1", 4),
        ("remember 9200000000000 plus 1 as much", 4),
        ("if points > 9200000000000 plus 1 then send letter", 0),
    ],
)
def test_numbers_that_leave_the_range_are_counted(tmp_path: Path, step: str, counted: int) -> None:
    journey, events = tmp_path / "sums.journey", tmp_path / "events.jsonl"
    journey.write_text(f"attribute points number\nenter when visited home\nreenter always\nstage only\n  {step}\n")
    times = ("09:00", "10:00", "11:00", "12:00")
    events.write_text(
        "".join(
            f'{{"contact": "ann", "time": "2026-03-02T{at}:00Z", "event": "visited", "subject": "home"}}\n'
            for at in times
        )
    )
    shown = CliRunner().invoke(run_command, [str(journey), "--events", str(events)], catch_exceptions=False).stdout
    assert (f"{counted} left their range" in shown) is (counted > 0)
    assert ("left their range" in shown) is (counted > 0)
