"""The journeys of the reference are without error, do what their scenarios say, and keep time as their tables say."""

import pytest

from jdsl.workspace import Workspace
from tests.reference.reading import Block, journeys

BLOCKS = {f"line {block.line}": block for block in journeys()}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_a_journey_has_no_error(block: Block) -> None:
    snapshot = Workspace.from_texts({"example.journey": block.text}).snapshot
    assert snapshot.model is not None, [diagnostic.message for diagnostic in snapshot.diagnostics]
