"""How often a number has left its range, of steps alone, stands in the report (§9.14)."""

import io
import json

import pytest

from jdsl.replay.readers import Source
from jdsl.replay.run import run
from jdsl.workspace import Workspace

JOURNEY = """attribute total number
attribute other number
event pinged
journey j
  enter when pinged
  stage only
    {}
"""
LARGEST = 9_200_000_000_000


@pytest.mark.parametrize(
    ("step", "times"),
    [
        ("set other to total plus 1", 1),
        ("set other to total minus 1", 0),
        ("set other to total times 2", 1),
        ("remember total times 2 as doubled", 1),
        ("add total plus total to other", 1),
        ("add 1 to total", 1),
        ("take total times 2 from other", 1),
        ("if other < total plus 1 then set other to 1", 0),
    ],
)
def test_steps_are_counted_and_conditions_are_not(step: str, times: int) -> None:
    program = Workspace.from_texts({"j.journey": JOURNEY.format(step)}).program()
    event = {"contact": "ann", "time": 0, "event": "pinged", "set": {"total": LARGEST, "other": 0}}
    events = json.dumps(event).encode()
    assert run(program, [Source("it.jsonl", lambda: io.BytesIO(events))]).overflows == times
