"""The README tells the truth: its commands run, and show what it says they show."""

import re
import shlex
import subprocess
import sys

import pytest

from jdsl.syntax.printer import format_source
from jdsl.workspace import Workspace
from tests.tidy.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
SHELL = [block for language, block in BLOCKS if language == "sh"]

SET_UP = "python3 -m venv .venv && .venv/bin/pip install "


def command(end: str) -> str:
    """The one set-up command of the README that goes on as `end` says."""
    (found,) = [block.strip() for block in SHELL if block.startswith(SET_UP) and end in block]
    return found.replace(" \\\n", " ")


MAIN_COMMAND = re.sub(r" +", " ", command(".venv/bin/jdsl run "))
TEST_COMMAND = command(".venv/bin/pytest")

LATER = [line for block in SHELL if not block.startswith(SET_UP) for line in block.splitlines() if line]
"""Commands for whoever has set up already."""


def shown(line: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(line, comments=True)
    assert words[0].removeprefix(".venv/bin/") == "jdsl", f"the README runs {words[0]}"
    return subprocess.run(
        [sys.executable, "-m", "jdsl", *words[1:]],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        stdin=subprocess.DEVNULL,
    )


def test_the_main_command_shows_the_report_that_the_readme_shows() -> None:
    """The README leaves out whole paragraphs, and nothing else."""
    done = shown(MAIN_COMMAND.split("&& ")[-1])
    assert done.returncode == 0, done.stderr
    (report,) = [block for language, block in BLOCKS if language == "text"]
    for paragraph in report.strip().split("\n\n"):
        assert paragraph in done.stdout.strip().split("\n\n")


def test_continuous_integration_runs_the_test_command_of_the_readme() -> None:
    assert TEST_COMMAND == "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"
    assert f'bash -c "{TEST_COMMAND}"' in (ROOT / ".ci/run").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", LATER)
def test_the_other_commands_run(line: str) -> None:
    done = shown(line)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_journeys_shown_are_those_of_the_examples() -> None:
    journeys = [block for language, block in BLOCKS if language == "journey"]
    assert journeys
    examples = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.journey")))
    for journey in journeys:
        assert journey in examples, "the README shows a journey that no example holds"


def test_the_lines_shown_are_a_journey() -> None:
    lines = [block for language, block in BLOCKS if language == "lines"]
    assert lines
    for block in lines:
        snapshot = Workspace.from_texts({"readme.journey": block}).snapshot
        assert snapshot.model is not None, [diagnostic.message for diagnostic in snapshot.diagnostics]
        assert format_source("readme.journey", block) == block


def test_the_python_shown_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    programs = [block for language, block in BLOCKS if language == "python"]
    assert programs
    for program in programs:
        exec(compile(program, "README.md", "exec"), {"__name__": "readme"})


def test_links_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", (ROOT / name).read_text(encoding="utf-8")):
            assert (ROOT / link).exists(), f"{name} links to {link}"
