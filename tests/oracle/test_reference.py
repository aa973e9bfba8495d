"""The tables of `grammar/REFERENCE.md`, read by the oracle."""

from __future__ import annotations

import pytest

from tests.oracle.evaluator import run
from tests.oracle.notation import BASE_MS, all_shown, events_of, model_of
from tests.reference.reading import Block, Case, journeys

ROWS = [(block, case) for block in journeys() for case in block.cases]


@pytest.mark.parametrize(("block", "case"), ROWS, ids=[f"line {case.line}" for _, case in ROWS])
def test_the_oracle_reads_the_reference_as_it_is_written(block: Block, case: Case) -> None:
    model = model_of(block.text)
    events = [
        event
        for timed in case.events
        for event in events_of(model.catalog, f"{timed.received_ms}ms of {timed.time_ms}ms {timed.words}")
    ]
    evaluation = run(model, [], events, BASE_MS, BASE_MS + case.until_ms)
    assert all_shown(model, evaluation.effects) == list(case.effects), case.title
