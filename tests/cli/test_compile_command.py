"""`jdsl compile`, and `jdsl run` of what it makes where there is no parser."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jdsl.cli.compile_command import compile_command
from jdsl.cli.main import cli
from jdsl.errors import ProgramError, UsageError
from jdsl.machine.codec import load_program, schema_text

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "product_interest"
JOURNEY = "when clicked teaser then send whitepaper after 2d\n"
EVENT = {"contact": "ann", "time": "2026-03-02T09:00:00Z", "event": "clicked", "subject": "teaser"}
NO_LANGUAGE = """\
import sys

FORBIDDEN = ("lark", "jdsl.syntax", "jdsl.model", "jdsl.check", "jdsl.compiler", "jdsl.diagnostics", "jdsl.workspace")

class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(FORBIDDEN):
            raise ImportError(f"{name} is not there")

sys.meta_path.insert(0, Wall())
from jdsl.cli.main import main
main()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("welcome.journey").write_text(JOURNEY, encoding="utf-8")
    Path("events.jsonl").write_text(json.dumps(EVENT) + "\n", encoding="utf-8")
    return tmp_path


def jdsl_compile(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(compile_command, arguments, input=stdin, catch_exceptions=False)


def jdsl_run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["run", *arguments], catch_exceptions=False)


def jdsl_without_language(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command where neither Lark nor anything that knows the language can be imported."""
    return subprocess.run(
        [sys.executable, "-c", NO_LANGUAGE, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


# --- compile ---


@pytest.mark.usefixtures("folder")
def test_a_program_goes_to_a_file_or_to_standard_output() -> None:
    assert jdsl_compile("welcome.journey", "-o", "welcome.json").stdout == ""
    shown = jdsl_compile("welcome.journey").stdout
    assert shown == Path("welcome.json").read_text(encoding="utf-8")
    assert jdsl_compile(".", "--output", "-", "--target", "json").stdout == shown
    assert json.loads(shown)["machines"][0]["journey"] == "welcome"


@pytest.mark.usefixtures("folder")
def test_a_program_may_be_packed() -> None:
    assert jdsl_compile("welcome.journey", "-o", "welcome.json.gz").exit_code == 0
    assert gzip.decompress(Path("welcome.json.gz").read_bytes()).decode() == jdsl_compile("welcome.journey").stdout
    assert load_program("welcome.json.gz").journeys[0].name == "welcome"


@pytest.mark.usefixtures("folder")
def test_a_text_tells_each_step_with_its_line() -> None:
    lines = jdsl_compile("welcome.journey", "--target", "text").stdout.splitlines()
    (sent,) = [line for line in lines if line.endswith("send whitepaper (email)")]
    assert sent.startswith("welcome.journey:1 ")


@pytest.mark.usefixtures("folder")
def test_journeys_may_come_in_on_standard_input() -> None:
    shown = jdsl_compile("-", stdin=b"journey x\n  enter when purchased\n  stage s\n    send thanks\n").stdout
    assert json.loads(shown)["machines"][0]["file"] == "-"


@pytest.mark.parametrize(
    "environment", [{"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}, {"LC_ALL": "C", "PYTHONHASHSEED": "2"}]
)
def test_the_same_journeys_are_the_same_bytes_on_another_machine(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "jdsl", "compile", str(EXAMPLE)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, timeout=120)
    assert done.stdout.decode("utf-8") == jdsl_compile(str(EXAMPLE)).stdout != ""


@pytest.mark.usefixtures("folder")
def test_errors_are_shown_and_nothing_is_written() -> None:
    Path("old.json").write_text("what stood there")
    Path("broken.journey").write_text("when clicked teaser then sned whitepaper\n")
    result = jdsl_compile("welcome.journey", "-o", "old.json")
    assert result.exit_code == 1
    assert "broken.journey:1:26" in result.stderr
    assert Path("old.json").read_text() == "what stood there"


@pytest.mark.usefixtures("folder")
def test_a_journey_file_is_not_written_over() -> None:
    with pytest.raises(UsageError, match=r"welcome\.journey is called like a journey file"):
        jdsl_compile("welcome.journey", "-o", "welcome.journey")
    assert Path("welcome.journey").read_text(encoding="utf-8") == JOURNEY


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_written_is_told() -> None:
    with pytest.raises(UsageError, match=r"nowhere/welcome\.json cannot be written: no such file or directory"):
        jdsl_compile("welcome.journey", "-o", "nowhere/welcome.json")


def test_the_schema_is_shown() -> None:
    result = jdsl_compile("--schema")
    assert result.exit_code == 0
    assert result.stdout == schema_text()


@pytest.mark.usefixtures("folder")
def test_a_folder_without_journeys_is_no_program() -> None:
    Path("welcome.journey").write_text("tag lead\n")
    with pytest.raises(UsageError, match="there is no journey to run"):
        jdsl_compile(".")


# --- run ---


@pytest.mark.usefixtures("folder")
def test_a_program_runs_in_place_of_its_sources() -> None:
    jdsl_compile("welcome.journey", "-o", "welcome.json")
    sources = jdsl_run("welcome.journey", "--events", "events.jsonl", "--effects", "-", "--until", "2026-04-01")
    Path("welcome.journey").unlink()
    stored = jdsl_run("welcome.json", "--events", "events.jsonl", "--effects", "-", "--until", "2026-04-01")
    assert stored.stdout == sources.stdout != ""
    assert stored.stderr == sources.stderr != ""


def test_the_example_runs_without_the_language(tmp_path: Path) -> None:
    data = ["--events", str(EXAMPLE / "events.jsonl"), "--contacts", str(EXAMPLE / "contacts.jsonl")]
    assert jdsl_compile(str(EXAMPLE), "-o", str(tmp_path / "stored.json")).exit_code == 0
    sources = jdsl_run(str(EXAMPLE), *data, "--effects", str(tmp_path / "sources.jsonl"))
    stored = jdsl_without_language("run", "stored.json", *data, "--effects", "stored.jsonl", folder=tmp_path)
    assert stored.returncode == 0, stored.stderr
    assert stored.stdout == sources.stdout
    effects = (tmp_path / "stored.jsonl").read_bytes()
    assert effects == (tmp_path / "sources.jsonl").read_bytes()
    assert effects.count(b"\n") > 1000


def test_without_the_language_sources_do_not_run(folder: Path) -> None:
    """So that the test above proves something."""
    done = jdsl_without_language("run", "welcome.journey", "--events", "events.jsonl", folder=folder)
    assert "is not there" in done.stderr


def test_one_journey_of_a_folder_is_reported_alone(folder: Path) -> None:
    (folder / "other.journey").write_text("when purchased then send thanks\n", encoding="utf-8")
    jdsl_compile("welcome.journey", "-o", "welcome.json")
    shown = jdsl_run("welcome.json", "--events", "events.jsonl").stdout
    assert "\nwelcome\n" in shown
    assert "\nother\n" not in shown


@pytest.mark.usefixtures("folder")
def test_a_program_may_stand_behind_the_events() -> None:
    jdsl_compile("welcome.journey", "-o", "welcome.json")
    behind = jdsl_run("--events", "events.jsonl", "welcome.json")
    assert behind.stdout == jdsl_run("welcome.json", "--events", "events.jsonl").stdout


@pytest.mark.usefixtures("folder")
def test_a_program_runs_alone() -> None:
    jdsl_compile("welcome.journey", "-o", "welcome.json")
    with pytest.raises(
        UsageError, match=r"welcome\.json is no journey file; if it is a program, it runs without others"
    ):
        jdsl_run("welcome.json", "welcome.journey", "--events", "events.jsonl")


@pytest.mark.usefixtures("folder")
def test_effects_do_not_go_over_the_program_that_runs() -> None:
    jdsl_compile("welcome.journey", "-o", "welcome.json")
    with pytest.raises(UsageError, match=r"welcome\.json is read by this run"):
        jdsl_run("welcome.json", "--events", "events.jsonl", "--effects", "welcome.json")


@pytest.mark.usefixtures("folder")
def test_what_is_no_program_is_refused() -> None:
    with pytest.raises(ProgramError, match=r"events\.jsonl is no program of jdsl"):
        jdsl_run("events.jsonl", "--events", "events.jsonl")


def test_a_damaged_program_is_refused_in_one_sentence(folder: Path) -> None:
    jdsl_compile("welcome.journey", "-o", "welcome.json")
    text = Path("welcome.json").read_text(encoding="utf-8")
    Path("welcome.json").write_text(text.replace("whitepaper", "whitepapers"), encoding="utf-8")
    done = jdsl_without_language("run", "welcome.json", "--events", "events.jsonl", folder=folder)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "error: welcome.json is damaged or was changed: it does not fit its checksum; compile the journeys again\n"
    )


def test_a_program_that_is_not_there_is_wrong_use(folder: Path) -> None:
    done = jdsl_without_language("run", "nothing.json", "--events", "events.jsonl", folder=folder)
    assert (done.returncode, done.stderr) == (2, "error: nothing.json: there is no such file or folder\n")
