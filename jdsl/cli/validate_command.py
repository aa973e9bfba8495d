"""`jdsl validate`: everything that is wrong in journey files, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from jdsl.diagnostics.diagnostic import Diagnostic, Severity
from jdsl.diagnostics.render import render, summed_up
from jdsl.workspace import STANDARD_INPUT, Workspace


@click.command(
    "validate",
    epilog="""\b
Examples:
  jdsl validate journeys/                  a folder
  jdsl validate welcome.journey            one file, with the names of those beside it
  jdsl validate --strict journeys/         warnings count as errors
  cat welcome.journey | jdsl validate -    what comes in

\b
Exit status: 0 nothing worse than a hint or warning, 1 errors, 2 wrong use.""",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_context
def validate_command(context: click.Context, paths: tuple[str, ...], *, strict: bool) -> None:
    """Say what is wrong in journey files, and where.

    PATH is a journey file, a folder of them, or `-` for standard input. A file is read together with the other files of
    its workspace: the folder that holds `jdsl.toml`, else its own.
    """
    found: list[Diagnostic] = []
    file_count = 0
    for workspace in _workspaces(paths):
        snapshot = workspace.snapshot
        file_count += len(workspace.selected)
        own = [diagnostic for diagnostic in snapshot.diagnostics if diagnostic.path in workspace.selected]
        for diagnostic in own:
            click.echo(render(diagnostic, snapshot.sources, color=True) + "\n")
        found += own
        _tell_of_others(workspace, snapshot.diagnostics)
    click.echo(summed_up(found, file_count))
    refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    context.exit(1 if any(diagnostic.severity in refused for diagnostic in found) else 0)


def _workspaces(paths: Iterable[str]) -> list[Workspace]:
    """The workspaces of the paths, each once, with all its files that were asked for."""
    found: dict[str, Workspace] = {}
    for path in dict.fromkeys(paths):
        if path == STANDARD_INPUT:
            with click.open_file("-", "rb") as stream:
                found[path] = Workspace.from_bytes(STANDARD_INPUT, stream.read())
            continue
        workspace = Workspace.load(path)
        key = str((workspace.root or Path()).absolute())
        before = found.get(key)
        if before is None:
            found[key] = workspace
        else:
            asked = {Path(name).absolute() for name in (*before.selected, *workspace.selected)}
            selected = tuple(name for name in before.texts if Path(name).absolute() in asked)
            found[key] = replace(before, selected=selected)
    return list(found.values())


def _tell_of_others(workspace: Workspace, diagnostics: Iterable[Diagnostic]) -> None:
    """A file that is fine on its own cannot run while another of its workspace is broken."""
    paths = [
        diagnostic.path
        for diagnostic in diagnostics
        if diagnostic.severity is Severity.ERROR and diagnostic.path not in workspace.selected
    ]
    if paths:
        files = ", ".join(dict.fromkeys(paths))
        click.echo(f"other files of the workspace have errors too: {files}\n")
