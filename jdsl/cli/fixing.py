"""`jdsl validate --fix`: the certain fixes of what paths lead to, written or shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from jdsl.cli.differences import differences
from jdsl.cli.output import replace_file
from jdsl.diagnostics.render import visible
from jdsl.errors import UsageError
from jdsl.fixes import Fixed, fixed
from jdsl.text.written import counted
from jdsl.workspace import STANDARD_INPUT, Workspace


@dataclass(frozen=True, slots=True)
class Written:
    """`workspaces` are as they stand now; `counts`: how many fixes went into each file, by the path that people see.

    `failed`: something could not be written, which has been told.
    """

    workspaces: Sequence[Workspace]
    counts: Mapping[str, int]
    failed: bool

    def told(self) -> str:
        """`3 fixes were written to 2 files`."""
        if not self.counts:
            return "no fix was written"
        return f"{_fixes(self.counts)} {_were(self.counts)} written to {counted(len(self.counts), 'file')}"


def write_fixes(workspaces: Iterable[Workspace]) -> Written:
    """Write them; standard input goes, fixed, to standard output. What cannot be written stays as it is."""
    left: list[Workspace] = []
    counts: dict[str, int] = {}
    failed = False
    for before in workspaces:
        after = _fixed(before)
        texts = dict(before.texts)
        for name in _outside(before):
            click.echo(f"{visible(before.shown(name))} is left as it is: it is a link out of its workspace", err=True)
        for name, count in after.counts.items():
            problem = None if before.root is None else _write(before.root / name, before.texts[name], after.text(name))
            if problem is None:
                texts[name] = after.text(name)
                counts[before.shown(name)] = count
            else:
                failed = True
                click.echo(f"{visible(before.shown(name))} is left as it is: {problem}", err=True)
        if before.root is None and not before.undecodable:
            click.echo("".join(texts.values()), nl=False)
        left.append(replace(before, texts=texts))
    return Written(left, counts, failed)


def show_fixes(workspaces: Iterable[Workspace]) -> bool:
    """Show what would be written; whether anything would."""
    counts: dict[str, int] = {}
    for before in workspaces:
        after = _fixed(before)
        for name, count in after.counts.items():
            path = before.shown(name)
            counts[path] = count
            click.echo(differences(path, before.texts[name], after.text(name), "fixed"), nl=False)
    told = (
        f"{_fixes(counts)} in {counted(len(counts), 'file')} would be written" if counts else "no fix would be written"
    )
    click.echo(told, err=True)
    return bool(counts)


def refuse_beside_standard_input(paths: Sequence[str]) -> None:
    """Raises UsageError if standard input is fixed together with files: what comes out would be of one of them."""
    if STANDARD_INPUT in paths and len(paths) > 1:
        raise UsageError("`--fix` takes standard input alone: what comes out is its text, fixed")


def _fixed(workspace: Workspace) -> Fixed:
    return fixed(workspace, set(workspace.selected) - set(_outside(workspace)))


def _outside(workspace: Workspace) -> list[str]:
    """Files that are links out of their workspace, to what others use as well."""
    if workspace.root is None:
        return []
    folder = workspace.root.resolve()
    return [name for name in workspace.selected if not (folder / name).resolve().is_relative_to(folder)]


def _write(path: Path, before: str, after: str) -> str | None:
    """None if it went well, else what did not."""
    try:
        if path.read_bytes() != before.encode("utf-8"):
            return "it has changed since it was read"
        replace_file(path, after.encode("utf-8"))
    except OSError as error:
        return (error.strerror or str(error)).lower()
    return None


def _fixes(counts: Mapping[str, int]) -> str:
    return counted(sum(counts.values()), "fix", "fixes")


def _were(counts: Mapping[str, int]) -> str:
    return "was" if sum(counts.values()) == 1 else "were"
