"""`jdsl validate --fix`: what it writes, what it shows, and what it never touches."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import jdsl.cli.fixing
from jdsl.cli.main import cli
from jdsl.errors import UsageError

CATALOG = "email teaser\ntag lead\n"
WRONG = "When clicked teaser Then send teaser\n"
FIXED = "when clicked teaser then send teaser\n"
GUESS = "sned teaser\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "journeys"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("catalog.journey").write_text(CATALOG, encoding="utf-8")
    Path("wrong.journey").write_text(WRONG, encoding="utf-8")
    return folder


def validate(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["validate", *arguments], input=stdin, catch_exceptions=False)


def text(name: str) -> str:
    return Path(name).read_bytes().decode("utf-8")


@pytest.mark.usefixtures("folder")
def test_what_is_certain_is_written_and_what_is_left_is_said() -> None:
    Path("guess.journey").write_text(GUESS, encoding="utf-8")
    result = validate("--fix")
    assert result.exit_code == 1
    assert (text("wrong.journey"), text("guess.journey"), text("catalog.journey")) == (FIXED, GUESS, CATALOG)
    assert result.stderr == "2 fixes were written to 1 file\n"
    assert "no line begins with `sned`" in result.stdout
    assert result.stdout.endswith("\n1 error in 3 files\n")


@pytest.mark.usefixtures("folder")
def test_a_fixed_folder_validates_and_is_not_written_again() -> None:
    assert validate("--fix").exit_code == 0
    assert validate().stdout == "no problems in 2 files\n"
    written = Path("wrong.journey").stat().st_mtime_ns
    result = validate("--fix")
    assert (result.stderr, result.stdout) == ("no fix was written\n", "no problems in 2 files\n")
    assert Path("wrong.journey").stat().st_mtime_ns == written


@pytest.mark.usefixtures("folder")
def test_the_summary_says_what_fix_would_do() -> None:
    assert validate("wrong.journey").stdout.endswith("\n1 error in 1 file\n`--fix` fixes it\n")
    Path("other.journey").write_text("Tag x\nTag y\n", encoding="utf-8")
    assert validate("other.journey").stdout.endswith("\n2 errors in 1 file\n`--fix` fixes all of them\n")
    Path("other.journey").write_text("Tag x\nsned teaser\n", encoding="utf-8")
    assert validate("other.journey").stdout.endswith("\n2 errors in 1 file\n`--fix` fixes 1 of them\n")


@pytest.mark.usefixtures("folder")
def test_only_what_was_asked_for_is_fixed() -> None:
    Path("other.journey").write_text(WRONG, encoding="utf-8")
    assert validate("--fix", "wrong.journey").exit_code == 0
    assert (text("wrong.journey"), text("other.journey")) == (FIXED, WRONG)


@pytest.mark.usefixtures("folder")
def test_differences_are_shown_and_nothing_is_written() -> None:
    result = validate("--fix", "--diff")
    assert result.exit_code == 1
    assert result.stdout == (
        f"--- wrong.journey\n+++ wrong.journey (fixed)\n@@ -1 +1 @@\n-{WRONG}+{FIXED}"  # as `patch` reads it
    )
    assert result.stderr == "2 fixes in 1 file would be written\n"
    assert text("wrong.journey") == WRONG
    validate("--fix")
    result = validate("--fix", "--diff")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no fix would be written\n")


@pytest.mark.parametrize("arguments", [["--diff"], ["--fix", "--diff", "--format", "json"]])
def test_differences_are_those_of_fixes(arguments: list[str], folder: Path) -> None:
    result = CliRunner().invoke(cli, ["validate", *arguments])
    assert result.exit_code == 2
    assert "`--diff` goes with `--fix`, and with no `--format`" in result.output
    assert text("wrong.journey") == WRONG


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_bytes_that_are_right_stay(mark: bytes, end: str, folder: Path) -> None:
    """Line ends, the byte order mark, white space, letters that some take for line ends, and no end of a last line."""
    given = f"# \u2028\x85 ž 🎈  {end}{end}{WRONG.strip()}  {end}tag x\t"
    (folder / "wrong.journey").write_bytes(mark + given.encode())
    assert validate("--fix").exit_code == 0
    assert (folder / "wrong.journey").read_bytes() == mark + given.replace(WRONG.strip(), FIXED.strip()).encode()


@pytest.mark.usefixtures("folder")
def test_a_file_in_another_encoding_is_not_touched() -> None:
    given = b"# \xe9\n" + WRONG.encode()
    Path("latin.journey").write_bytes(given)
    result = validate("--fix")
    assert result.exit_code == 1
    assert Path("latin.journey").read_bytes() == given
    assert text("wrong.journey") == FIXED


def test_a_link_out_of_the_workspace_is_not_followed(folder: Path) -> None:
    outside = folder.parent / "outside.journey"
    outside.write_text(WRONG, encoding="utf-8")
    (folder / "link.journey").symlink_to(outside)
    result = validate("--fix", "link.journey")
    assert result.exit_code == 1
    assert result.stderr == "link.journey is left as it is: it is a link out of its workspace\nno fix was written\n"
    assert outside.read_text(encoding="utf-8") == WRONG
    assert (folder / "link.journey").is_symlink()


def test_a_link_within_the_workspace_stays_a_link(folder: Path) -> None:
    Path("jdsl.toml").write_text("", encoding="utf-8")
    Path("there").mkdir()
    Path("there/real.journey").write_text("Tag x\n", encoding="utf-8")
    Path("link.journey").symlink_to(folder / "there/real.journey")
    Path("wrong.journey").unlink()
    validate("--fix", "link.journey")
    assert (text("there/real.journey"), Path("link.journey").is_symlink()) == ("tag x\n", True)


@pytest.mark.usefixtures("folder")
def test_who_may_read_a_file_may_still_read_it() -> None:
    Path("wrong.journey").chmod(0o640)
    validate("--fix")
    assert stat.S_IMODE(Path("wrong.journey").stat().st_mode) == 0o640
    assert sorted(path.name for path in Path().iterdir()) == ["catalog.journey", "wrong.journey"]


def test_a_file_that_cannot_be_written_is_told_and_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("other.journey").write_text(WRONG, encoding="utf-8")

    as_it_is = Path.replace

    def full(path: Path, target: Path) -> Path:
        if target.name == "other.journey":
            raise OSError(errno.ENOSPC, "No space left on device")
        return as_it_is(path, target)

    monkeypatch.setattr(Path, "replace", full)
    result = validate("--fix")
    assert result.exit_code == 1
    assert "other.journey is left as it is: no space left on device\n2 fixes were written to 1 file\n" in result.stderr
    assert result.stdout.endswith("\n1 error in 3 files\n")
    assert (text("other.journey"), text("wrong.journey")) == (WRONG, FIXED)
    assert not list(folder.glob(".*.unfinished"))


def test_a_file_that_someone_has_changed_meanwhile_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_it_is = jdsl.cli.fixing.fixed

    def slow(*arguments: object) -> object:
        Path("wrong.journey").write_text("tag mine\n", encoding="utf-8")
        return as_it_is(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(jdsl.cli.fixing, "fixed", slow)
    result = validate("--fix")
    assert result.exit_code == 1
    assert "wrong.journey is left as it is: it has changed since it was read\n" in result.stderr
    assert text("wrong.journey") == "tag mine\n"


def test_standard_input_goes_to_standard_output() -> None:
    result = validate("--fix", "-", stdin=CATALOG + WRONG)
    assert (result.exit_code, result.stdout) == (0, CATALOG + FIXED)
    assert result.stderr == "2 fixes were written to 1 file\nno problems in 1 file\n"
    result = validate("--fix", "-", stdin=GUESS)
    assert (result.exit_code, result.stdout) == (1, GUESS)
    assert "no line begins with `sned`" in result.stderr
    assert validate("--fix", "-", stdin=b"# \xff\n").stdout == ""
    assert validate("--fix", "--diff", "-", stdin=CATALOG + WRONG).exit_code == 1


@pytest.mark.usefixtures("folder")
def test_standard_input_is_fixed_alone() -> None:
    with pytest.raises(UsageError, match="`--fix` takes standard input alone"):
        validate("--fix", "-", "wrong.journey", stdin=WRONG)
    assert text("wrong.journey") == WRONG
