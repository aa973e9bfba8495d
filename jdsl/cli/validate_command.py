"""`jdsl validate`: everything that is wrong in journey files, and where."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import click

from jdsl.cli.paths import workspaces
from jdsl.diagnostics.catalogue import DECLARED_TWICE
from jdsl.diagnostics.diagnostic import Diagnostic, Severity
from jdsl.diagnostics.render import render, summed_up
from jdsl.workspace import SETTINGS, Workspace


@click.command(
    "validate",
    epilog="""\b
Examples:
  jdsl validate                            the folder you are in
  jdsl validate journeys/                  another folder
  jdsl validate welcome.journey            one file, with the names of those beside it
  jdsl validate --strict journeys/         warnings count as errors
  cat welcome.journey | jdsl validate -    what comes in

\b
Exit status: 0 nothing worse than a hint or warning, 1 errors, 2 wrong use.""",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.pass_context
def validate_command(context: click.Context, paths: tuple[str, ...], *, strict: bool) -> None:
    """Say what is wrong in journey files, and where.

    PATH is a journey file, a folder of them (without it: this one), or `-` for standard input. A file is read together
    with the other files of its workspace: the folder that holds `jdsl.toml`, else its own.
    """
    found: list[Diagnostic] = []
    file_count = allowed_count = 0
    for workspace in workspaces(paths or (".",)):
        file_count += len(workspace.selected)
        selected = {workspace.shown(name) for name in (*workspace.selected, SETTINGS)}
        own = [diagnostic for diagnostic in workspace.shown_diagnostics if _is_about(diagnostic, selected)]
        found += own
        allowed_count += sum(diagnostic.path in selected for diagnostic in workspace.shown_allowed)
        for diagnostic in own:
            click.echo(render(diagnostic, workspace.shown_sources, color=True) + "\n")
        _tell_of_others(workspace, selected, own)
    click.echo(summed_up(found, file_count, allowed_count))
    refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    context.exit(1 if any(diagnostic.severity in refused for diagnostic in found) else 0)


def _is_about(diagnostic: Diagnostic, selected: AbstractSet[str]) -> bool:
    # Of two declarations neither is the wrong one.
    either = diagnostic.labels if diagnostic.code is DECLARED_TWICE else ()
    return diagnostic.path in selected or any(label.path in selected for label in either)


def _tell_of_others(workspace: Workspace, selected: AbstractSet[str], told: Sequence[Diagnostic]) -> None:
    """A file that is fine on its own cannot run while another of its workspace is broken."""
    paths = [
        diagnostic.path
        for diagnostic in workspace.shown_diagnostics
        if diagnostic.severity is Severity.ERROR and diagnostic.path not in selected and diagnostic not in told
    ]
    if paths:
        click.echo(f"other files of the workspace have errors too: {', '.join(dict.fromkeys(paths))}\n")
