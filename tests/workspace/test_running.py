"""From a workspace to what it does: the program and the outcomes of scenarios."""

import pytest

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
