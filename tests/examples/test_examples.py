"""The examples are whole: their data are as they are made, their scenarios pass, and a run reaches every line of them.

Lines that have no effect of their own are shown by what follows them; headers that only hold messages back, or put
them off, by a run without them.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import click.testing
import pytest

from jdsl.cli.main import cli
from jdsl.model.model import (
    AddRemembered,
    If,
    Journey,
    Model,
    Place,
    Remember,
    Repeat,
    RuleKind,
    Split,
    Step,
    Wait,
    WaitFor,
    WaitUntilCondition,
    WaitUntilMoment,
    WaitUntilTime,
)
from jdsl.syntax.printer import format_source
from jdsl.workspace import Workspace
from tests.examples import (
    ab_test,
    abandoned_cart,
    birthday,
    double_opt_in,
    failed_payment,
    lead_scoring,
    product_interest,
    reengagement,
    renewal,
    trial_onboarding,
    webinar,
    welcome_series,
    win_back,
)
from tests.examples.people import EXAMPLES, Example

WORKSPACES = (
    product_interest.EXAMPLE,
    double_opt_in.EXAMPLE,
    win_back.EXAMPLE,
    renewal.EXAMPLE,
    welcome_series.EXAMPLE,
    lead_scoring.EXAMPLE,
    failed_payment.EXAMPLE,
    ab_test.EXAMPLE,
    abandoned_cart.EXAMPLE,
    reengagement.EXAMPLE,
    trial_onboarding.EXAMPLE,
    birthday.EXAMPLE,
    webinar.EXAMPLE,
)
ALL = {example.name: example for example in WORKSPACES}
SOURCES = [path for name in ALL for path in sorted((EXAMPLES / name).glob("*.journey"))]

Reached = set[tuple[str, int]]
SILENT = (
    "limit ",
    "send between ",
    "hold out ",
    "timezone ",
    "holidays ",
    "reenter ",
    "transactional",
    "release ",
    "not while in ",
    "answers within ",
)
"""How lines begin that have no effect of their own, or may change nothing."""

POINTS = re.compile(r"\s+((add|take) [\d.]+ when|halve every) ")
SEGMENT = re.compile(r"(segment \w+)( .*)? if .*")
PIECE = re.compile(r"\bdo \w+$", re.MULTILINE)
REMEMBERED = re.compile(r"\bremember [^#\n]*")
EMPTY_ARM = re.compile(r"\s+[\d.]+% \w+$", re.MULTILINE)
"""What else has none: a line of a score, a segment, the name of a piece of steps, an arm in which nothing is done; and
what is remembered at the end of a body, as nothing follows it there."""


def jdsl(*arguments: str) -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli, arguments, catch_exceptions=False)


def run(folder: Path, effects: Path) -> list[str]:
    """The lines of effects of a run over all events."""
    result = jdsl(
        "run", str(folder), "--strict", "--effects", str(effects),
        "--events", str(folder / "events.jsonl"), "--contacts", str(folder / "contacts.jsonl"),
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    return effects.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module", params=ALL)
def example(request: pytest.FixtureRequest) -> Example:
    return ALL[request.param]


@pytest.fixture(scope="module")
def model(example: Example) -> Model:
    snapshot = Workspace.load(example.folder).snapshot
    assert snapshot.model is not None
    return snapshot.model


@pytest.fixture(scope="module")
def effects(example: Example, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return run(example.folder, tmp_path_factory.mktemp("run") / "effects.jsonl")


def test_every_folder_is_looked_at() -> None:
    assert {path.name for path in EXAMPLES.iterdir() if path.is_dir()} == set(ALL)


def test_data_are_as_they_are_made(example: Example) -> None:
    for name, content in example.files().items():
        assert (example.folder / name).read_text(encoding="utf-8") == content, name


def test_there_are_people_enough(example: Example) -> None:
    names = {person.name for person in example.people()}
    assert len(names) >= 200
    lines = example.files()["events.jsonl"].splitlines()
    assert {json.loads(line)["contact"] for line in lines} == names


def test_nothing_is_to_be_said_about_it(example: Example) -> None:
    assert [diagnostic.message for diagnostic in Workspace.load(example.folder).snapshot.diagnostics] == []


def test_its_scenarios_pass(example: Example) -> None:
    result = jdsl("test", str(example.folder))
    assert result.exit_code == 0, result.output
    assert "no scenario watches" not in result.output


def test_each_journey_is_played_three_times(model: Model) -> None:
    """Somebody for whom all goes well, somebody who ignores it, somebody who leaves early."""
    played = Counter(journey for scenario in model.scenarios for journey in scenario.journeys)
    assert [journey.name for journey in model.journeys if played[journey.name] < 3] == []


def test_every_line_is_reached(model: Model, effects: list[str]) -> None:
    lines = [json.loads(line) for line in effects]
    reached = {(Path(line["file"]).name, line["line"]) for line in lines}
    unreached = [f"{file}:{line}" for journey in model.journeys for file, line in _unreached(journey, reached)]
    assert unreached == []


def _unreached(journey: Journey, reached: Reached) -> Iterator[tuple[str, int]]:
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


def _unreached_steps(steps: Sequence[Step], reached: Reached, again: bool = False) -> Iterator[tuple[str, int]]:
    """`again`: after the last one comes the next round of a `repeat`."""
    for number, step in enumerate(steps):
        followed = again or number + 1 < len(steps)
        match step:
            case Remember() if not followed:
                pass  # one of the silent lines
            case Wait() | WaitUntilTime() | Remember() | AddRemembered():
                assert followed  # what follows shows that the contact came by
            case WaitUntilCondition() | WaitUntilMoment():
                assert followed
                yield from _unreached_steps(step.otherwise, reached)
            case WaitFor():
                for arm in step.arms:
                    assert arm.steps
                    yield from _unreached_steps(arm.steps, reached)
                yield from _unreached_steps(step.otherwise, reached)
            case If():
                for _, branch_steps in step.branches:
                    yield from _unreached_steps(branch_steps, reached)
                yield from _unreached_steps(step.otherwise, reached)
            case Repeat():
                yield from _unreached_steps(step.steps, reached, again=True)
            case Split():
                for arm in step.arms:
                    yield from _unreached_steps(arm.steps, reached)
            case _:  # a `start` is seen by the `enter` that stands at its line
                if _line(step.place) not in reached:
                    yield _line(step.place)


def _line(place: Place) -> tuple[str, int]:
    return Path(place.file).name, place.line


def test_no_silent_line_could_go(example: Example, effects: list[str], tmp_path: Path) -> None:
    """Without any one of them the run would do something else; so the events reach it."""
    idle: list[str] = []
    for path in sorted(example.folder.glob("*.journey")):
        source = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for number, line in enumerate(source):
            without = _without(line, (*source, "\n")[number + 1])
            if without is not None:
                folder = tmp_path / f"{path.stem}-{number + 1}"
                shutil.copytree(example.folder, folder)
                (folder / path.name).write_text("".join([*source[:number], without, *source[number + 1 :]]), "utf-8")
                if run(folder, tmp_path / "effects.jsonl") == effects:
                    idle.append(f"{path.name}:{number + 1}")
    assert idle == []


def _without(line: str, following: str) -> str | None:
    """The line without what is silent in it, so that a run shows that it was there; None if nothing is."""
    if line.lstrip().startswith(SILENT) or POINTS.match(line):
        return "\n"
    if SEGMENT.match(line):
        return SEGMENT.sub(r'\1 if email is "nobody"', line)
    is_last = "then remember" in line or _depth(following) < _depth(line) or following.strip() == "meanwhile"
    if REMEMBERED.search(line) and is_last:
        return REMEMBERED.sub("wait 0s", line)
    if EMPTY_ARM.match(line) and _depth(following) <= _depth(line):
        return line.rstrip() + ' then exit "came by"\n'
    return PIECE.sub("wait 0s", line) if PIECE.search(line) else None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_it_is_written_in_the_canonical_layout(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert format_source(path.name, source) == source
