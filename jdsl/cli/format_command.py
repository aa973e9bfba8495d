"""`jdsl format`: write journey files in their one layout."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from jdsl.cli.differences import differences
from jdsl.cli.output import replace_file
from jdsl.cli.paths import standard_input
from jdsl.diagnostics.catalogue import TAB
from jdsl.diagnostics.diagnostic import Severity
from jdsl.diagnostics.render import render
from jdsl.errors import UsageError
from jdsl.syntax import Parsed, parse, print_file
from jdsl.text.source import Source
from jdsl.text.written import counted
from jdsl.workspace import STANDARD_INPUT, SUFFIX, decoded, other_encoding


@click.command(
    "format",
    epilog="""\b
Examples:
  jdsl format                           every journey file of this folder and below
  jdsl format --check journeys/         change nothing; say which files would change
  jdsl format --diff welcome.journey    show what would change
  jdsl format - < draft.journey         standard input to standard output

\b
Exit status: 0 done, 1 a file cannot be read, or would change under --check, 2 wrong use.""",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Change nothing; print the differences.")
def format_command(paths: tuple[str, ...], check: bool, diff: bool) -> None:
    """Write journey files in the one canonical layout.

    PATH is a journey file, a folder of them (without it: this one), or `-` for standard input. Of a folder those below
    are meant, too. A file with lines that cannot be read is left as it is.
    """
    failed = changed = same = 0
    for path in _files(paths or (".",)):
        source, parsed = _read(path)
        if parsed is None:
            failed += 1
            continue
        printed = _with_line_ends_of(source, print_file(parsed.file))
        if path == STANDARD_INPUT and not check and not diff:
            click.echo(printed, nl=False)
        if printed == source:
            same += 1
            continue
        changed += 1
        if diff:
            click.echo(differences(path, source, printed, "formatted"), nl=False)
        elif check:
            click.echo(f"would change {path}")
        elif path != STANDARD_INPUT:
            replace_file(Path(path), printed.encode("utf-8"))
    if paths != (STANDARD_INPUT,) or check:
        click.echo(_summary(changed, same, failed, dry=check or diff), err=True)
    if failed or (check and changed):
        raise SystemExit(1)


def _files(paths: Iterable[str]) -> list[str]:
    """The journey files that are meant, none twice. Raises UsageError for a path that leads to none."""
    found: dict[str, None] = {}
    for path in paths:
        if path == STANDARD_INPUT:
            found[path] = None
        elif Path(path).is_dir():
            below = (file for file in Path(path).rglob(f"*{SUFFIX}") if not _is_hidden(file.relative_to(path)))
            files = [str(file) for file in sorted(below) if file.is_file()]
            if not files:
                raise UsageError(f"{path}: there is no `{SUFFIX}` file in this folder or below")
            found.update(dict.fromkeys(files))
        elif not Path(path).exists():
            raise UsageError(f"{path}: there is no such file or folder")
        elif Path(path).suffix != SUFFIX:
            raise UsageError(f"{path}: a journey file ends in `{SUFFIX}`")
        else:
            found[path] = None
    return list(found)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read(path: str) -> tuple[str, Parsed | None]:
    """The text, and its tree; none for a file that is not to be touched, whose errors have been shown.

    Where lines are misread, moving them would do harm.
    """
    source, bad = decoded(standard_input() if path == STANDARD_INPUT else Path(path).read_bytes())
    parsed = parse(path, source)
    errors = [found for found in parsed.diagnostics if found.severity is Severity.ERROR and found.code is not TAB]
    if bad is not None:
        errors = [other_encoding(path, bad), *errors]
    for diagnostic in errors:
        click.echo(render(diagnostic, {path: Source(path, source)}, color=True) + "\n", err=True)
    return source, None if errors else parsed


def _with_line_ends_of(source: str, printed: str) -> str:
    """CRLF stays CRLF where every line has it; a byte order mark goes."""
    crlf = source.count("\r\n")
    return printed.replace("\n", "\r\n") if crlf and crlf == source.count("\n") else printed


def _summary(changed: int, same: int, failed: int, *, dry: bool) -> str:
    parts = [f"{counted(changed, 'file')} {'would be' if dry else 'were' if changed != 1 else 'was'} changed"]
    parts += [f"{counted(same, 'file')} left as {'they are' if same != 1 else 'it is'}"] if same else []
    parts += [f"{counted(failed, 'file')} could not be read"] if failed else []
    return ", ".join(parts)
