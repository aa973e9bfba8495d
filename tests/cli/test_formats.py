"""`jdsl validate --format`: the same findings, said in five ways."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from jdsl.cli.main import cli
from tests.diagnostics.test_sarif import schema as sarif_schema

ROOT = Path(__file__).parents[2]

GOOD = "email teaser\nwhen clicked teaser then exit\n"
BAD = "when clicked teasr then exit\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.journey").write_text(GOOD, encoding="utf-8")
    Path("so so.journey").write_text(BAD, encoding="utf-8")
    return tmp_path


def validate(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["validate", *arguments], input=stdin, catch_exceptions=False)


@pytest.mark.usefixtures("folder")
def test_short_is_one_line_for_each() -> None:
    result = validate("--format", "short")
    assert result.exit_code == 1
    assert result.stdout == "so so.journey:1:14: error[unknown-message]: no email, sms or push is called `teasr`\n"
    assert result.stderr == "1 error in 2 files\n"


@pytest.mark.usefixtures("folder")
def test_json_has_all_there_is_to_know() -> None:
    result = validate("--format", "json")
    document = json.loads(result.stdout)
    jsonschema.validate(document, json.loads(validate("--schema").stdout))
    assert (result.exit_code, document["errors"], document["files"]) == (1, 1, 2)
    (found,) = document["diagnostics"]
    assert (found["path"], found["code"]) == ("so so.journey", "unknown-message")
    assert found["fixes"][0]["edits"][0]["text"] == "teaser"


@pytest.mark.usefixtures("folder")
def test_json_names_the_broken_files_that_were_not_asked_for() -> None:
    result = validate("--format", "json", "good.journey")
    document = json.loads(result.stdout)
    assert (result.exit_code, document["diagnostics"], document["elsewhere"]) == (0, [], ["so so.journey"])
    assert result.stderr.startswith("other files of the workspace have errors too: so so.journey\n")


@pytest.mark.parametrize("asked", [".", "{folder}"])
def test_sarif_is_valid_and_its_paths_are_those_from_here(asked: str, folder: Path) -> None:
    result = validate("--format", "sarif", asked.format(folder=folder))
    log = json.loads(result.stdout)
    sarif_schema().validate(log)
    (found,) = log["runs"][0]["results"]
    location = found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "so%20so.journey", "uriBaseId": "%SRCROOT%"}
    assert result.exit_code == 1
    assert str(folder) not in result.stdout


@pytest.mark.usefixtures("folder")
def test_github_shows_them_beside_the_lines() -> None:
    result = validate("--format", "github")
    assert result.stdout == (
        "::error file=so so.journey,line=1,endLine=1,col=14,endColumn=18,title=unknown-message::"
        "no email, sms or push is called `teasr`%0Adid you mean `teaser`?\n"
    )


@pytest.mark.parametrize("form", ["text", "short", "json", "sarif", "github"])
def test_the_status_is_the_same_in_each(form: str) -> None:
    assert validate("--format", form, "-", stdin=GOOD).exit_code == 0
    assert validate("--format", form, "-", stdin=GOOD + BAD).exit_code == 1


@pytest.mark.usefixtures("folder")
def test_the_same_files_give_the_same_bytes() -> None:
    for form in ("text", "short", "json", "sarif", "github"):
        assert validate("--format", form).stdout_bytes == validate("--format", form).stdout_bytes


def test_another_format_is_wrong_use() -> None:
    assert validate("--format", "xml", "-", stdin=GOOD).exit_code == 2


@pytest.mark.parametrize(("more", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_there_is_color_on_a_terminal(more: dict[str, str], colored: bool, folder: Path) -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "PYTHONPATH": str(ROOT), **more}
    subprocess.run([sys.executable, "-m", "jdsl", "validate"], cwd=folder, stdout=theirs, env=environment, timeout=60)
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert ("\x1b[1;31merror[unknown-message]\x1b[0m" in shown) is colored
    assert ("\x1b[" in shown) is colored
