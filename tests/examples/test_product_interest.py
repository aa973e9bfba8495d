"""The example is whole: its files are as they are made, its scenarios pass, and a run reaches every line of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click.testing
import pytest

from jdsl.cli.main import cli
from jdsl.model.model import Arm, If, Journey, Model, Place, RuleKind, Step, Wait, WaitFor
from jdsl.syntax.printer import format_source
from jdsl.workspace import Workspace
from tests.examples.product_interest import FILES, FOLDER, text


def jdsl(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.fixture(scope="module")
def model() -> Model:
    snapshot = Workspace.load(FOLDER).snapshot
    assert snapshot.model is not None
    return snapshot.model


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, int]]:
    """File and line of every effect of a run over all events."""
    effects = tmp_path_factory.mktemp("run") / "effects.jsonl"
    result = jdsl(
        "run", str(FOLDER), "--strict", "--effects", str(effects),
        "--events", str(FOLDER / "events.jsonl"), "--contacts", str(FOLDER / "contacts.jsonl"),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in effects.read_text(encoding="utf-8").splitlines()]
    return {(Path(line["file"]).name, line["line"]) for line in lines}


@pytest.mark.parametrize("name", FILES)
def test_data_are_as_they_are_made(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == text(FILES[name]())


def test_there_are_people_enough() -> None:
    contacts = FILES["contacts.jsonl"]()
    assert len(contacts) >= 200
    assert {line["contact"] for line in FILES["events.jsonl"]()} == {line["contact"] for line in contacts}


def test_nothing_is_to_be_said_about_it() -> None:
    assert [diagnostic.message for diagnostic in Workspace.load(FOLDER).snapshot.diagnostics] == []


def test_its_scenarios_pass() -> None:
    result = jdsl("test", str(FOLDER))
    assert result.exit_code == 0, result.output
    assert "no scenario watches" not in result.output


def test_every_line_is_reached(model: Model, reached: set[tuple[str, int]]) -> None:
    unreached = [f"{file}:{line}" for journey in model.journeys for file, line in _unreached(journey, reached)]
    assert unreached == []


def _unreached(journey: Journey, reached: set[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Lines of which nothing came: those of effects themselves, and those of arms and waits by what follows them."""
    own = [entry.place for entry in journey.entries]
    own += [exit_when.place for exit_when in journey.exits]
    own += [goal.place for goal in journey.goals if goal.trigger is not None]
    for place in own:
        if _line(place) not in reached:
            yield _line(place)
    bodies: list[Sequence[Step]] = [stage.steps for stage in journey.stages]
    for rule in (*journey.rules, *(rule for stage in journey.stages for rule in stage.rules)):
        assert rule.steps or rule.kind is RuleKind.AFTER
        bodies.append(rule.steps)
    for steps in bodies:
        yield from _unreached_steps(steps, reached)


def _unreached_steps(steps: Sequence[Step], reached: set[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    for number, step in enumerate(steps):
        match step:
            case Wait():
                assert number + 1 < len(steps)  # what follows shows that the wait came to its end
            case WaitFor():
                for branch in (*step.arms, step.otherwise):
                    branch_steps = branch.steps if isinstance(branch, Arm) else branch
                    assert branch_steps or branch is step.otherwise
                    yield from _unreached_steps(branch_steps, reached)
            case If():
                for _, branch_steps in step.branches:
                    yield from _unreached_steps(branch_steps, reached)
                yield from _unreached_steps(step.otherwise, reached)
            case _:  # a `start` is seen by the `enter` that stands at its line
                if _line(step.place) not in reached:
                    yield _line(step.place)


def _line(place: Place) -> tuple[str, int]:
    return Path(place.file).name, place.line


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.journey")), ids=lambda path: path.name)
def test_it_is_written_in_the_canonical_layout(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert format_source(path.name, source) == source
