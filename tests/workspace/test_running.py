"""From a workspace to what it does: the program and the outcomes of scenarios."""

import pytest

from jdsl.engine.blob import fingerprint
from jdsl.errors import UsageError
from jdsl.workspace import Workspace

JOURNEY = """when clicked teaser then send paper after 2d

scenario "two days later" for welcome
  given subscribed to news
  day 0 at 09:00 clicked teaser
  day 2 at 09:00 expect send paper
  {}
"""
CATALOG = """channel news
email teaser
  channel news
email paper
  channel news
"""


def workspace(last_line: str) -> Workspace:
    return Workspace.from_texts({"welcome.journey": JOURNEY.format(last_line), "catalog.journey": CATALOG})


def test_a_program_has_the_journeys() -> None:
    assert [journey.name for journey in workspace("expect nothing else").program().journeys] == ["welcome"]


@pytest.mark.parametrize("length", ["48h", "2 days", "1d 24h", "172800s"])
def test_the_unit_of_a_length_is_not_its_meaning(length: str) -> None:
    texts = workspace("expect nothing else").texts
    other = {name: text.replace("2d", length) for name, text in texts.items()}
    assert other != texts
    program, again = Workspace.from_texts(texts).program(), Workspace.from_texts(other).program()
    assert program == again
    assert fingerprint(program) == fingerprint(again)


def test_scenarios_are_played() -> None:
    assert [outcome.passed for outcome in workspace("expect nothing else").outcomes()] == [True]
    assert [outcome.passed for outcome in workspace('day 2 at 09:00 expect exit "x"').outcomes()] == [False]


def test_what_a_scenario_expects_of_the_contact_is_judged() -> None:
    assert [outcome.passed for outcome in workspace("day 0 at 10:00 expect subscribed to news").outcomes()] == [True]


def test_what_has_errors_does_not_run() -> None:
    broken = Workspace.from_texts({"a.journey": "whn clicked teaser\n"})
    for run in (broken.program, broken.outcomes):
        with pytest.raises(UsageError, match="errors"):
            run()
