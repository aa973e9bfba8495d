"""What goes with a call, in the effects of a run."""

import io
import json

from jdsl.compiler import lower
from jdsl.replay.effect_lines import CELLS
from jdsl.replay.readers import Format, Source
from jdsl.replay.run import run
from jdsl.workspace import Workspace

CALLS = """webhook crm "https://crm.acme.example/hooks"
attribute vip yes/no
event order
  property amount number
  property code text
journey j
  enter when order
  stage only
    remember amount
    remember code as last_code
    remember vip as was_vip
    call crm
"""


def test_a_call_carries_what_is_remembered() -> None:
    """In JSON one field more, in CSV a column that others leave empty."""
    model = Workspace.from_texts({"calls.journey": CALLS}).snapshot.model
    assert model is not None
    line = {"contact": "c", "time": 0, "event": "order", "amount": 2.5, "code": 'a"b'}
    program = lower(model)
    source = Source("it.jsonl", lambda: io.BytesIO(json.dumps(line).encode()))
    found: list[bytes] = []
    for format_ in (Format.JSONL, Format.CSV):
        effects = io.BytesIO()
        run(program, [source], effects=effects, effects_format=format_)
        found.append(effects.getvalue())
    calls = [json.loads(said) for said in found[0].splitlines() if b'"call"' in said]
    assert [call["values"] for call in calls] == [{"amount": 2.5, "last_code": 'a"b', "was_vip": None}]
    assert list(calls[0]) == list(CELLS)
    assert (
        b',call,crm,,,"{""amount"": 2.5, ""last_code"": ""a\\""b"", ""was_vip"": null}",calls.journey,12\r\n'
        in found[1]
    )
