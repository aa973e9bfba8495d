"""Journey files on the command line, made into one program; what is wrong in them is shown."""

from __future__ import annotations

from collections.abc import Sequence

import click

from jdsl.cli.paths import workspaces
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
    wanted = Severity.ERROR if snapshot.has_errors else Severity.WARNING
    told = [diagnostic for diagnostic in workspace.shown_diagnostics if diagnostic.severity is wanted]
    for diagnostic in told:
        click.echo(render(diagnostic, workspace.shown_sources, color=True) + "\n", err=True)
    if snapshot.has_errors:
        click.echo(f"{summed_up(told, len(snapshot.files))}: nothing was done", err=True)
        return None
    program = workspace.program()
    if not any(journey.is_running for journey in program.journeys):
        raise UsageError(f"{', '.join(paths)}: there is no journey to run")
    return program


def history(paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files of events, and of contacts, that the settings of the paths' workspace name."""
    workspace = _workspace(paths)
    contacts = workspace.history_contacts
    return tuple(map(str, workspace.history_events)), (str(contacts),) if contacts is not None else ()


def _workspace(paths: Sequence[str]) -> Workspace:
    """The one workspace of all paths, with all files that were asked for."""
    first, *others = workspaces(paths)
    if others:
        names = (str(one.root or "standard input") for one in (first, others[0]))
        raise UsageError(f"{' and '.join(names)} are two workspaces; take one after the other")
    return first
