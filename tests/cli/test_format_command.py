"""`jdsl format`: what it writes, what it says, and what it never touches."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from jdsl.cli.format_command import format_command
from jdsl.errors import UsageError

UGLY = 'journey a\n     owner   "x"\n'
PRETTY = 'journey a\n  owner "x"\n'


def run(*arguments: str | Path, given: str | bytes = "") -> Result:
    result = CliRunner().invoke(format_command, [str(argument) for argument in arguments], input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_files_are_rewritten(tmp_path: Path) -> None:
    ugly, pretty = tmp_path / "ugly.journey", tmp_path / "sub" / "pretty.journey"
    pretty.parent.mkdir()
    ugly.write_text(UGLY)
    pretty.write_text(PRETTY)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "a.journey").write_text(UGLY)
    (tmp_path / "notes.txt").write_text(UGLY)
    result = run(tmp_path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "1 file was changed, 1 file left as it is\n")
    assert ugly.read_text() == PRETTY
    assert (tmp_path / "notes.txt").read_text() == UGLY
    assert (tmp_path / ".hidden" / "a.journey").read_text() == UGLY
    assert run(tmp_path).stderr == "0 files were changed, 2 files left as they are\n"


def test_check_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.journey"
    file.write_text(UGLY)
    result = run("--check", file)
    assert (result.exit_code, result.stdout) == (1, f"would change {file}\n")
    assert file.read_text() == UGLY
    file.write_text(PRETTY)
    assert run("--check", file).exit_code == 0


def test_diff_shows_and_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.journey"
    file.write_text(UGLY)
    result = run("--diff", file)
    assert result.exit_code == 0
    assert '-     owner   "x"\n+  owner "x"\n' in result.stdout
    assert file.read_text() == UGLY


def test_standard_input_goes_to_standard_output() -> None:
    result = run("-", given=UGLY)
    assert (result.exit_code, result.stdout, result.stderr) == (0, PRETTY, "")
    assert run("-", given=PRETTY).stdout == PRETTY
    assert run("--check", "-", given=UGLY).exit_code == 1
    assert run("--check", "-", given=PRETTY).exit_code == 0


def test_a_file_that_cannot_be_read_is_not_touched(tmp_path: Path) -> None:
    bad, ugly = tmp_path / "bad.journey", tmp_path / "ugly.journey"
    bad.write_text(UGLY + "sned x\n")
    ugly.write_text(UGLY)
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "error[unknown-keyword]: no line begins with `sned`" in result.stderr
    assert "1 file was changed, 1 file could not be read" in result.stderr
    assert bad.read_text() == UGLY + "sned x\n"
    assert ugly.read_text() == PRETTY


def test_tabs_are_replaced(tmp_path: Path) -> None:
    file = tmp_path / "a.journey"
    file.write_text('journey a\n\towner "x"\n')
    assert run(file).exit_code == 0
    assert file.read_text() == PRETTY


def test_the_differences_are_those_that_patch_reads() -> None:
    given = UGLY.encode().replace(b"\n", b"\r\n").rstrip()
    assert run("--diff", "-", given=given).stdout_bytes == (
        b"--- -\n+++ - (formatted)\n@@ -1,2 +1,2 @@\n journey a\r\n"
        b'-     owner   "x"\n\\ No newline at end of file\n+  owner "x"\r\n'
    )


def test_where_line_ends_are_mixed_all_become_the_same() -> None:
    given = PRETTY.encode() + b'\r\n  version "\xe2\x80\xa8"\r\n'
    assert run("-", given=given).stdout_bytes == given.replace(b"\r\n", b"\n")
    assert run("--check", "-", given=given).exit_code == 1
    assert b'-  version "\xe2\x80\xa8"\r\n' in run("--diff", "-", given=given).stdout_bytes


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_stays_empty(mark: bytes, tmp_path: Path) -> None:
    file = tmp_path / "only.journey"
    file.write_bytes(mark)
    result = run(tmp_path)
    assert (result.exit_code, file.read_bytes()) == (0, b"")


def test_line_ends_stay_and_the_byte_order_mark_goes(tmp_path: Path) -> None:
    file = tmp_path / "a.journey"
    file.write_bytes(b"\xef\xbb\xbf" + UGLY.replace("\n", "\r\n").encode())
    assert run(file).exit_code == 0
    assert file.read_bytes() == PRETTY.replace("\n", "\r\n").encode()
    assert run("--check", file).exit_code == 0


def test_what_is_no_journey_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gone: there is no such file or folder"):
        run(tmp_path / "gone")
    with pytest.raises(UsageError, match=r"there is no `.journey` file in this folder or below"):
        run(tmp_path)
    (tmp_path / "notes.txt").write_text("# notes\n   # of mine\n")
    with pytest.raises(UsageError, match=r"notes.txt: a journey file ends in `.journey`"):
        run(tmp_path / "notes.txt")


def test_a_file_in_another_encoding_costs_the_others_nothing(tmp_path: Path) -> None:
    latin, ugly = tmp_path / "latin.journey", tmp_path / "ugly.journey"
    latin.write_bytes(b"# \xe9\n   page x\n")
    ugly.write_text(UGLY)
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "error[other-encoding]: this file is not UTF-8, which begins to show here" in result.stderr
    assert result.stderr.endswith("\n\n1 file was changed, 1 file could not be read\n")
    assert latin.read_bytes() == b"# \xe9\n   page x\n"
    assert ugly.read_text() == PRETTY
    assert run("-", given=b"# \xe9\n").exit_code == 1


def test_the_journeys_that_ship_are_in_the_one_layout() -> None:
    root = Path(__file__).parents[2]
    result = run("--check", root / "examples", root / "grammar")
    assert result.exit_code == 0, result.stdout
