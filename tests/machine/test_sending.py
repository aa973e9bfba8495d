"""How journeys send, as a program tells it to people."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from jdsl.compiler import lower
from jdsl.machine.codec import program_text, read_program
from jdsl.machine.disassemble import disassemble
from jdsl.machine.program import Program
from jdsl.workspace import Workspace

TEXT = """timezone Europe/Prague
limit 2 emails per 7d
send between 22:00 and 06:00 on friday in contact time

channel news
email letter
  channel news
email receipt
  transactional
webhook crm "https://crm.acme.example/hooks"
team hosts "hosts@acme.example"

journey j
  enter when opened letter counting machines
  limit 1 news message per day else delay
  hold out 10%
  goal read within 3d when clicked letter and stay
  stage only
    hold everything for 1d
    send letter
    send receipt
    notify hosts
    call crm
    release everything
"""

WINDOW = "between 22:00 and 06:00 on friday in contact time"


def compiled() -> Program:
    model = Workspace.from_texts({"j.journey": TEXT}).snapshot.model
    assert model is not None
    return lower(model)


@pytest.mark.parametrize(
    "line",
    [
        f"send letter (email) over news: {WINDOW}, limit 2 per 7d, limit 1 per day else delay, unless held out",
        "send receipt (email), transactional",
        "enter when opened letter counting machines",
        "goal read when clicked letter within 3d and stay",
        "hold everything for 1d",
        "release everything",
        "call crm",
        "clicked letter",
        "opened letter",
    ],
)
def test_it_is_told(line: str) -> None:
    assert [told for told in disassemble(compiled()).splitlines() if told.endswith(f"  {line}")]


def test_a_machine_has_a_code_of_its_own_where_somebody_counts_it_apart() -> None:
    text = TEXT.replace("  stage only\n", "  exit when opened letter\n  stage only\n")
    model = Workspace.from_texts({"j.journey": text}).snapshot.model
    assert model is not None
    assert "opened letter by a machine" in disassemble(lower(model))


def test_a_stored_program_knows_who_is_held_out() -> None:
    stored = program_text(compiled())
    assert read_program(stored, "j.json") == compiled()
    assert [journey["hold_out"] for journey in json.loads(stored)["journeys"]] == [1000]
    told = [step for step in _steps(json.loads(stored)["machines"]) if step["do"] == "unless held out"]
    assert [step["name"] for step in told] == ["hosts", "crm"]


def _steps(machines: Any) -> Iterator[Any]:
    for machine in machines:
        for stage in machine["stages"]:
            yield from stage["steps"]
