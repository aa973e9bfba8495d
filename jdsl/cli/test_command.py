"""`jdsl test`: plays the scenarios that journey files hold."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import click

from jdsl.cli.junit import as_bytes, called, report_of_errors, report_of_outcomes
from jdsl.cli.output import STANDARD_STREAM, output, refuse_to_overwrite
from jdsl.cli.paths import workspaces
from jdsl.compiler import lower
from jdsl.diagnostics.diagnostic import Severity
from jdsl.diagnostics.render import render, summed_up
from jdsl.errors import UsageError
from jdsl.model.model import Model, Scenario
from jdsl.simulate.probes import with_probes
from jdsl.simulate.scenario import Outcome, play
from jdsl.simulate.timeline import Mark, lay_out, timeline
from jdsl.text.written import counted
from jdsl.workspace import Workspace

_COLORS = {Mark.MET: "green", Mark.MISSING: "red", Mark.UNCALLED: "red", Mark.HAPPENED: "cyan"}


@click.command(
    "test",
    epilog="""\b
Examples:
  jdsl test                                all scenarios of the folder you are in
  jdsl test journeys/welcome.journey       those of one file
  jdsl test journeys/ -k reminder          those that say "reminder", or are for a journey so called
  cat welcome.journey | jdsl test -        what comes in
  jdsl test journeys/ --junit report.xml   for what builds and watches the project, too

\b
A scenario stands in a journey file:
  scenario "the whitepaper follows two days later" for welcome
    day 0 at 09:00 clicked product_teaser
    day 2 at 09:00 expect send whitepaper
    expect nothing else

\b
Exit status: 0 all is as expected, 1 a scenario fails or files have errors, 2 wrong use.""",
)
@click.argument("path", metavar="[PATH]", default=".")
@click.option("-k", "name", metavar="NAME", help="Only scenarios with NAME in their title, or for a journey so called.")
@click.option("--junit", metavar="FILE", help="Write how it went there, as JUnit XML; `-`: standard output.")
@click.pass_context
def test_command(context: click.Context, path: str, *, name: str | None, junit: str | None) -> None:
    """Play the scenarios that journey files hold.

    PATH is a journey file, a folder of them (without it: this one), or `-` for standard input. All journeys of the
    workspace run, for they may hear each other. Of a scenario that fails, what was expected is shown beside what came.
    """
    (workspace,) = workspaces([path])
    if junit is not None and junit != STANDARD_STREAM:
        refuse_to_overwrite(Path(junit), [path, *workspace.shown_paths], "the report")
    with output(junit) if junit is not None else nullcontext() as report, _told_apart(junit):
        passed = _play(workspace, name, report)
    context.exit(0 if passed else 1)


def _told_apart(junit: str | None) -> AbstractContextManager[object]:
    """What people read goes to standard error where the report has standard output."""
    return redirect_stdout(sys.stderr) if junit == STANDARD_STREAM else nullcontext()


def _play(workspace: Workspace, name: str | None, report: BinaryIO | None) -> bool:
    """Play what is asked for and tell how it went; whether all is well."""
    model = workspace.snapshot.model
    if model is None:
        _tell_errors(workspace)
        if report is not None:
            report.write(as_bytes(report_of_errors(workspace)))
        return False
    outcomes = play(lower(with_probes(model)), _chosen(model, workspace.selected, name))
    for file, of_file in groupby(outcomes, key=lambda outcome: outcome.scenario.place.file):
        click.secho(called(file), bold=True)
        for outcome in of_file:
            _tell(outcome)
    if outcomes and outcomes[-1].passed:
        click.echo()  # a timeline has ended in an empty line already
    if name is None:
        _tell_untested(model, workspace.selected)
    _sum_up(outcomes)
    if report is not None:
        report.write(as_bytes(report_of_outcomes(workspace, outcomes)))
    return all(outcome.passed for outcome in outcomes)


def _tell_errors(workspace: Workspace) -> None:
    errors = [one for one in workspace.shown_diagnostics if one.severity is Severity.ERROR]
    for diagnostic in errors:
        click.echo(render(diagnostic, workspace.shown_sources, color=True) + "\n", err=True)
    click.echo(f"{summed_up(errors, len(workspace.texts))}: no scenario was played", err=True)


def _chosen(model: Model, selected: Sequence[str], name: str | None) -> list[Scenario]:
    """Those of the selected files that are asked for, in the order of files and lines."""
    there = [scenario for scenario in model.scenarios if scenario.place.file in selected]
    there.sort(key=lambda scenario: (selected.index(scenario.place.file), scenario.place.line))
    if name is None:
        return there
    wanted = name.casefold()
    chosen = [scenario for scenario in there if _is_called(scenario, wanted)]
    if not chosen:
        raise UsageError(f"no scenario has `{name}` in its title, or is for a journey of that name")
    return chosen


def _is_called(scenario: Scenario, wanted: str) -> bool:
    return wanted in scenario.title.casefold() or wanted in (journey.casefold() for journey in scenario.journeys)


def _tell(outcome: Outcome) -> None:
    """One line if it went well, and the timeline if not."""
    scenario = outcome.scenario
    if outcome.passed:
        click.echo(f"  {click.style('✓', fg='green')} {scenario.title}")
        return
    sign, title = click.style("✗", fg="red", bold=True), click.style(scenario.title, bold=True)
    click.echo(f"  {sign} {title}  (line {scenario.place.line})")
    click.echo()
    for mark, line in lay_out(timeline(outcome)):
        click.echo(f"      {click.style(line, fg=_COLORS[mark]) if mark in _COLORS else line}")
    click.echo()


def _tell_untested(model: Model, selected: Sequence[str]) -> None:
    watched = {journey for scenario in model.scenarios for journey in scenario.journeys}
    untested = [
        journey.name for journey in model.journeys if journey.place.file in selected and journey.name not in watched
    ]
    if untested:
        click.echo(f"no scenario watches {', '.join(untested)}")


def _sum_up(outcomes: Sequence[Outcome]) -> None:
    failed = sum(not outcome.passed for outcome in outcomes)
    if not outcomes:
        click.echo("there is no scenario to play")
    elif failed:
        of_all = "" if failed == len(outcomes) else f"{failed} of "
        click.secho(f"{of_all}{counted(len(outcomes), 'scenario')} failed", fg="red", bold=True)
    else:
        click.secho(f"{counted(len(outcomes), 'scenario')} passed", fg="green")
