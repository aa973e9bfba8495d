"""The journeys of the reference are without error, do what their scenarios say, and keep time as their tables say."""

import pytest

from jdsl.compiler import lower
from jdsl.model.model import Model
from jdsl.simulate.probes import with_probes
from jdsl.simulate.scenario import play
from jdsl.simulate.timeline import lay_out, timeline
from jdsl.syntax.printer import format_source
from jdsl.workspace import Workspace
from tests.reference.playing import READINGS
from tests.reference.reading import Block, Case, journeys
from tests.reference.scenarios import failures

BLOCKS = {f"line {block.line}": block for block in journeys()}
CASES = [(block, case) for block in BLOCKS.values() for case in block.cases]


def checked(block: Block) -> Model:
    snapshot = Workspace.from_texts({"example.journey": block.text}).snapshot
    assert snapshot.model is not None, [diagnostic.message for diagnostic in snapshot.diagnostics]
    return snapshot.model


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_a_journey_has_no_error(block: Block) -> None:
    assert checked(block)


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize(("block", "case"), CASES, ids=[f"line {case.line}: {case.title}" for _, case in CASES])
def test_a_row_of_a_table(block: Block, case: Case, reading: str) -> None:
    """Each row is one contact; the last column is all that comes of it."""
    assert READINGS[reading](checked(block), case) == list(case.effects)


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_its_scenarios_pass(block: Block) -> None:
    model = checked(block)
    program = lower(with_probes(model))
    for outcome in play(program, model.scenarios):
        title = outcome.scenario.title
        assert outcome.passed, "\n".join(["", title, *(line for _, line in lay_out(timeline(outcome)))])


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_its_scenarios_pass_in_the_oracle(block: Block) -> None:
    model = checked(block)
    assert [said for scenario in model.scenarios for said in failures(model, scenario)] == []


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_it_is_written_in_the_canonical_layout(block: Block) -> None:
    assert format_source("example.journey", block.text) == block.text
