"""`jdsl validate`: what it shows, and its status."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jdsl.cli.main import cli

GOOD = "email a\nwhen clicked a then exit\n"
HINT = "when clicked a then exit\n"
BAD = "email teaser\nwhen clicked teasr then exit\n"


def validate(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["validate", *arguments], input=stdin)


def test_what_is_wrong_is_shown_with_its_line() -> None:
    result = validate("-", stdin=BAD)
    assert result.exit_code == 1
    assert result.output == (
        "error[unknown-message]: no email, sms or push is called `teasr`\n"
        " --> -:2:14\n"
        "  |\n"
        "2 | when clicked teasr then exit\n"
        "  |              ^^^^^\n"
        "  = help: did you mean `teaser`?\n"
        "\n"
        "1 error in 1 file\n"
    )


def test_nothing_wrong() -> None:
    result = validate("-", stdin=GOOD)
    assert (result.exit_code, result.output) == (0, "no problems in 1 file\n")


@pytest.mark.parametrize("strict", [[], ["--strict"]])
def test_a_hint_does_no_harm(strict: list[str]) -> None:
    result = validate("-", *strict, stdin=HINT)
    assert result.exit_code == 0
    assert "hint[inferred-emails]" in result.output
    assert result.output.endswith("\n1 hint in 1 file\n`--fix` fixes it\n")


def test_what_is_allowed_is_counted() -> None:
    allow = "# jdsl: allow inferred-emails because they come from the shop\n"
    result = validate("-", "--strict", stdin=allow + HINT)
    assert (result.exit_code, result.output) == (0, "no problems in 1 file, 1 allowed\n")
    steps = "# jdsl: allow unused-steps because it is for the spring\nsteps {}\n  exit\n"
    result = validate("-", stdin="page p\n" + steps.format("a") + steps.format("b") + "when visited x then exit\n")
    assert result.exit_code == 1
    assert result.output.endswith("\n1 error in 1 file, 2 allowed\n")


def test_what_other_files_allow_is_not_counted(tmp_path: Path) -> None:
    steps = "# jdsl: allow unused-steps because it is for the spring\nsteps {}\n  exit\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.journey").write_text(steps.format(name), encoding="utf-8")
    assert validate(str(tmp_path / "a.journey")).output == "no problems in 1 file, 1 allowed\n"
    assert validate(str(tmp_path)).output == "no problems in 2 files, 2 allowed\n"


def test_standard_input_need_not_be_utf8() -> None:
    result = validate("-", stdin=b"# \xff\n" + GOOD.encode())
    assert result.exit_code == 1
    assert "error[other-encoding]" in result.output


def test_a_file_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "catalog.journey").write_text("email teaser\n", encoding="utf-8")
    (tmp_path / "good.journey").write_text("when clicked teaser then exit\n", encoding="utf-8")
    (tmp_path / "bad.journey").write_text("when clicked teasr then exit\n", encoding="utf-8")
    good = validate(str(tmp_path / "good.journey"))
    assert good.exit_code == 0
    assert good.output.splitlines()[0].endswith("bad.journey")
    assert good.output.endswith("\nno problems in 1 file\n")
    both = validate(str(tmp_path / "good.journey"), str(tmp_path / "bad.journey"))
    assert both.exit_code == 1
    assert both.output.endswith("\n1 error in 2 files\n")
    assert validate(str(tmp_path)).output.endswith("\n1 error in 3 files\n")


@pytest.mark.parametrize("asked", ["a.journey", "b.journey", "."])
def test_a_journey_that_two_files_declare_is_an_error_of_either(
    asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.journey", "b.journey"):
        Path(name).write_text("journey hello\n  enter when purchased\n  stage only\n    wait\n", encoding="utf-8")
    result = validate(asked)
    assert result.exit_code == 1
    assert result.output == (
        "error[declared-twice]: the journey `hello` is declared twice\n"
        " --> b.journey:1:9\n"
        "  |\n"
        "1 | journey hello\n"
        "  |         ^^^^^\n"
        "  = first here:\n"
        " --> a.journey:1:9\n"
        "  |\n"
        "1 | journey hello\n"
        "  |         -----\n"
        "  = help: rename one of the two, or leave one out\n"
        "\n"
        f"1 error in {2 if asked == '.' else 1} file{'s' if asked == '.' else ''}\n"
    )


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", "# nothing yet"])
def test_a_file_may_be_empty(text: str, tmp_path: Path) -> None:
    (tmp_path / "only.journey").write_text(text, encoding="utf-8")
    assert validate(str(tmp_path)).output == "no problems in 1 file\n"
    assert validate(str(tmp_path / "only.journey"), "--strict").exit_code == 0


def test_without_a_path_it_is_the_folder_one_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "good.journey").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert validate().output == "no problems in 1 file\n"


def test_wrong_use() -> None:
    assert validate("--no-such-option", "-").exit_code == 2
