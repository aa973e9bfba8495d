"""The command `jdsl`: finds the command that was asked for, and turns what goes wrong into one line and a status."""

import importlib
import os
import sys
from typing import NoReturn, TextIO

import click

from jdsl import __version__
from jdsl.cli import misuse
from jdsl.errors import JdslError, UsageError

DONE = 0
ERRORS = 1
MISUSED = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells have it

COMMANDS: dict[str, tuple[str, str]] = {
    "validate": ("jdsl.cli.validate_command:validate_command", "Say what is wrong in journey files, and where."),
    "explain": ("jdsl.cli.explain_command:explain_command", "Say what a diagnostic means, and what to write instead."),
    "run": ("jdsl.cli.run_command:run_command", "Evaluate journeys over a history of events."),
    "test": ("jdsl.cli.test_command:test_command", "Play the scenarios that journey files hold."),
    "compile": ("jdsl.cli.compile_command:compile_command", "Compile journeys to a program, or show them as one."),
    "format": ("jdsl.cli.format_command:format_command", "Write journey files in the one canonical layout."),
}
"""Name, where the command stands, its summary. The order is the order of the help."""


class LateGroup(click.Group):
    """A group that imports a command when it is called, so that `jdsl --help` does not wait for the parser."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        return getattr(importlib.import_module(module), attribute)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(misuse.unknown("command", args[0], COMMANDS))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=LateGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  jdsl validate journeys/                        check every file of a folder
  jdsl explain unknown-message                   what a diagnostic means, and what to write instead
  jdsl test journeys/welcome.journey             play its scenarios
  jdsl run welcome.journey --events may.jsonl    what would have been sent
  jdsl compile journeys/ -o journeys.json        a program that runs without the sources
  jdsl format --check journeys/                  is the layout canonical?

\b
Exit status:
  0  done (hints and warnings are shown and do no harm)
  1  errors in what was read; a scenario that fails
  2  the command makes no sense as given

Colours are for terminals; NO_COLOR=1 turns them off.""",
)
@click.version_option(__version__, prog_name="jdsl")
def cli() -> None:
    """Customer journeys, written in plain English.

    jdsl checks journey files, plays the scenarios in them, and evaluates them over event histories. The same file and
    the same events always give the same effects.
    """


def main() -> NoReturn:
    """Run the command line and leave the process with its status."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    sys.exit(_status())


def _status() -> int:
    try:
        answer: object = cli.main(prog_name="jdsl", standalone_mode=False, color=_color())
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()  # the help, which is what was meant
        return MISUSED
    except click.ClickException as error:
        _say(misuse.told(error), error.exit_code)
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(f"`{error.ctx.command_path} --help` says how it is used", err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except UsageError as error:
        return _say(error, MISUSED)
    except JdslError as error:
        return _say(error, ERRORS)
    except BrokenPipeError:
        _drop_output()
        return ERRORS
    except OSError as error:
        return _say(_told(error), ERRORS)
    return answer if isinstance(answer, int) else DONE


def _color() -> bool | None:
    """False: never, as NO_COLOR and dumb terminals ask. None: where the stream is a terminal."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def _speak_utf8(stream: TextIO) -> None:
    """Effects are the same bytes under any locale; a terminal keeps its own, with what it cannot show escaped."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(problem: object, status: int) -> int:
    click.echo(f"{click.style('error', fg='red', bold=True)}: {problem}", err=True, color=_color())
    return status


def _told(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"{os.fspath(error.filename)!s}: {reason}" if error.filename else reason


def _drop_output() -> None:
    """Who read us has left: nothing more is written, and the interpreter's last flush must not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
