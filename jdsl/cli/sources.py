"""Journey files on the command line, made into one program; what is wrong in them is shown."""

from __future__ import annotations

from collections.abc import Sequence

import click

from jdsl.diagnostics.diagnostic import Severity
from jdsl.diagnostics.render import render, summed_up
from jdsl.errors import UsageError
from jdsl.machine.program import Program
from jdsl.workspace import Workspace


def compiled(paths: Sequence[str]) -> Program | None:
    """The program of journey files and folders of one workspace; None if files have errors, which have been shown.

    Raises UsageError if they are of two workspaces, or hold no journey.
    """
    workspace = _workspace(paths)
    snapshot = workspace.snapshot
    for diagnostic in workspace.shown_diagnostics:
        if diagnostic.severity is Severity.ERROR or (
            snapshot.model is not None and diagnostic.severity is Severity.WARNING
        ):
            click.echo(render(diagnostic, workspace.shown_sources, color=True) + "\n", err=True)
    if snapshot.model is None:
        click.echo(summed_up(snapshot.diagnostics, len(snapshot.files)), err=True)
        return None
    program = workspace.program()
    if not any(journey.is_running for journey in program.journeys):
        raise UsageError(f"{', '.join(paths)}: there is no journey to run")
    return program


def _workspace(paths: Sequence[str]) -> Workspace:
    """The one workspace of all paths, with all files that were asked for."""
    first, *others = Workspace.load_all(paths)
    if others:
        raise UsageError(f"{first.root} and {others[0].root} are two workspaces; take one after the other")
    return first
