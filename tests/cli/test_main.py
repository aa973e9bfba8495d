"""What holds for every command of `jdsl`: help, statuses, one line for bad input, quiet ends."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from jdsl import __version__, errors
from jdsl.cli import main as command_line
from jdsl.cli import misuse

COMMANDS = ["validate", "run", "test", "compile", "format"]


def jdsl(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """One run of the command as a shell makes it."""
    return subprocess.run(
        [sys.executable, "-m", "jdsl", *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        timeout=120,
    )


def test_help_names_each_command_and_gives_examples() -> None:
    shown = jdsl("--help")
    assert shown.returncode == 0
    assert "Examples:" in shown.stdout
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", shown.stdout, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_examples(command: str) -> None:
    shown = jdsl(command, "--help")
    assert shown.returncode == 0
    assert f"jdsl {command}" in shown.stdout
    assert "xample" in shown.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_the_summary_in_the_table_is_that_of_the_command(command: str) -> None:
    """The table has it so that `jdsl --help` imports no command; it must not drift from the command itself."""
    found = command_line.cli.get_command(click.Context(command_line.cli), command)
    assert found is not None
    assert found.get_short_help_str(limit=200) == command_line.COMMANDS[command][1]


def test_help_loads_neither_the_parser_nor_the_kernel() -> None:
    code = (
        "import sys, jdsl.cli.main as m\n"
        "sys.argv = ['jdsl', '--help']\n"
        "try: m.main()\n"
        "except SystemExit: print({n.split('.')[0] for n in sys.modules} & {'lark', 'numpy', 'numba'}, file=sys.stderr)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert shown.stderr.strip() == "set()"


def test_no_command_at_all_is_answered_with_the_help() -> None:
    shown = jdsl()
    assert shown.returncode == 2
    assert shown.stderr == jdsl("--help").stdout


def test_version() -> None:
    assert jdsl("--version").stdout == f"jdsl, version {__version__}\n"


@pytest.mark.parametrize("arguments", [["nope"], ["--nope"], ["run", "--nope"], ["validate", "no such file.journey"]])
def test_a_command_that_makes_no_sense_is_2_and_no_traceback(arguments: list[str]) -> None:
    shown = jdsl(*arguments)
    assert shown.returncode == 2
    assert shown.stderr.startswith("error: ")
    assert "Traceback" not in shown.stderr
    assert shown.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("nope", "there is no command `nope`"),
        ("vaildate", "there is no command `vaildate`; did you mean `validate`?"),
        ("validate --stict x", "there is no option `--stict`; did you mean `--strict`?"),
        ("--strict validate", "there is no option `--strict`"),
        ("run --events x", "PATH is missing"),
        ("run x.journey", "`--events` is missing"),
        ("run x.journey --events x --until", "`--until` needs a value behind it"),
        ("run x.journey --events x --from soon", "`--from`: `soon` is no time"),
        ("validate --strict=3 x", "`--strict` takes no value"),
        ("test a b", "`b` is too much here"),
        ("test a b c", "`b c` is too much here"),
    ],
)
def test_what_makes_no_sense_is_said_in_our_words(arguments: str, said: str) -> None:
    """Click's own sentences may change with its version; what they become here must not."""
    with pytest.raises(click.UsageError) as raised:
        command_line.cli.main(arguments.split(), prog_name="jdsl", standalone_mode=False)
    told = misuse.told(raised.value)
    assert told == said or (said.endswith("no time") and told.startswith(said))


@pytest.mark.parametrize(
    ("problem", "status", "said"),
    [
        (errors.UsageError("give one or the other"), 2, "error: give one or the other\n"),
        (errors.JdslError("events.jsonl:3: no contact"), 1, "error: events.jsonl:3: no contact\n"),
        (PermissionError(13, "Permission denied", "out.jsonl"), 1, "error: out.jsonl: permission denied\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 1, ""),
    ],
)
def test_what_goes_wrong_is_one_line_and_a_status(
    problem: BaseException,
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def fail(**_: object) -> None:
        raise problem

    monkeypatch.setattr(command_line.cli, "main", fail)
    monkeypatch.setattr(command_line, "_drop_output", lambda: None)
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    assert ended.value.code == status
    assert capfd.readouterr().err == said


def test_a_reader_that_leaves_early_is_no_error_message() -> None:
    code = (
        "import click, jdsl.cli.main as m\n"
        "@click.command()\n"
        "def flood():\n"
        "    for _ in range(100_000): click.echo('x' * 100)\n"
        "m.cli = flood\n"
        "m.main()"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a Windows console has no SIGINT to send to one process")
def test_ctrl_c_is_quiet() -> None:
    code = (
        "import click, signal, time, jdsl.cli.main as m\n"
        # Who starts the tests in the background of a shell lets them inherit that SIGINT is ignored.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "@click.command()\n"
        "def doze():\n"
        "    click.echo('ready')\n"
        "    time.sleep(60)\n"
        "m.cli = doze\n"
        "m.main()"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert said.strip() == b""
    assert process.returncode == 130


def test_text_leaves_as_utf8_under_any_locale() -> None:
    code = (
        "import click, jdsl.cli.main as m\n"
        "@click.command()\n"
        "def speak(): click.echo('\\u017elu\\u0165')\n"
        "m.cli = speak\n"
        "m.main()"
    )
    environment = os.environ | {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, timeout=60)
    assert shown.stdout.decode("utf-8") == "žluť\n"


def test_no_command_gives_a_terminals_colours_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "bad.journey").write_text("when clicked\n\tfoo bar\n", encoding="utf-8")
    shown = jdsl("validate", str(tmp_path / "bad.journey"))
    assert shown.returncode == 1
    assert "\x1b[" not in shown.stdout + shown.stderr
    assert "Traceback" not in shown.stderr
