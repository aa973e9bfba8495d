"""`jdsl validate`: everything that is wrong in journey files, and where; and what of it can be fixed for certain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import click

from jdsl import __version__
from jdsl.cli.fixing import refuse_beside_standard_input, show_fixes, write_fixes
from jdsl.cli.paths import workspaces
from jdsl.diagnostics.catalogue import DECLARED_TWICE
from jdsl.diagnostics.diagnostic import Diagnostic, Severity
from jdsl.diagnostics.findings import Findings, findings_text, schema_text
from jdsl.diagnostics.github import workflow_commands
from jdsl.diagnostics.render import render, render_short, summed_up, visible
from jdsl.diagnostics.sarif import sarif_text
from jdsl.fixes import certain_fix
from jdsl.text.source import Source
from jdsl.workspace import SETTINGS, STANDARD_INPUT, Workspace


def _text(findings: Findings) -> str:
    return "".join(render(one, findings.sources, color=True) + "\n\n" for one in findings.diagnostics)


def _short(findings: Findings) -> str:
    return "".join(f"{render_short(one, findings.source(one.path))}\n" for one in findings.diagnostics)


def _sarif(findings: Findings) -> str:
    return sarif_text(findings, version=__version__, folder=Path.cwd())


_TEXT = "text"
_FORMATS: dict[str, Callable[[Findings], str]] = {
    _TEXT: _text,
    "short": _short,
    "json": findings_text,
    "sarif": _sarif,
    "github": workflow_commands,
}


def _show_schema(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(schema_text(), nl=False)
        context.exit()


@click.command(
    "validate",
    epilog="""\b
Examples:
  jdsl validate                            the folder you are in
  jdsl validate journeys/                  another folder
  jdsl validate welcome.journey            one file, with the names of those beside it
  jdsl validate --strict journeys/         warnings count as errors
  jdsl validate --fix journeys/            write what can be fixed for certain
  jdsl validate --fix --diff journeys/     show it, and write nothing
  jdsl validate --format github            shown beside the lines of a change
  cat welcome.journey | jdsl validate -    what comes in

\b
Formats: `text`, with the lines; `short`, a line for each; `json`, all there is to know (`--schema`
describes it); `sarif`, SARIF 2.1.0; `github`, workflow commands.

\b
Exit status: 0 nothing worse than a hint or warning, 1 errors, 2 wrong use. With `--fix` those that
are left count; with `--diff`: 0 nothing to fix, 1 something.""",
)
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@click.option("--strict", is_flag=True, help="Warnings count as errors.")
@click.option("--fix", is_flag=True, help="Write every fix that is certain; then say what is left.")
@click.option("--diff", is_flag=True, help="With --fix: show the differences, and write nothing.")
@click.option(
    "--format", "form", type=click.Choice(list(_FORMATS)), default=_TEXT, show_default=True,
    help="How to say it.",
)  # fmt: skip
@click.option(
    "--schema", is_flag=True, expose_value=False, is_eager=True, callback=_show_schema,
    help="Show the JSON Schema of `--format json`, and do nothing else.",
)  # fmt: skip
@click.pass_context
def validate_command(
    context: click.Context, paths: tuple[str, ...], *, strict: bool, fix: bool, diff: bool, form: str
) -> None:
    """Say what is wrong in journey files, and where.

    PATH is a journey file, a folder of them (without it: this one), or `-` for standard input. A file is read together
    with the other files of its workspace: the folder that holds `jdsl.toml`, else its own.
    """
    asked = paths or (".",)
    if diff and (not fix or form != _TEXT):
        raise click.UsageError("`--diff` goes with `--fix`, and with no `--format`")
    if fix:
        refuse_beside_standard_input(asked)
    found: Sequence[Workspace] = workspaces(asked)
    failed = False
    if diff:
        context.exit(1 if show_fixes(found) else 0)
    if fix:
        written = write_fixes(found)
        click.echo(written.told(), err=True)
        found, failed = written.workspaces, written.failed
    findings = _findings(found)
    is_taken = fix and STANDARD_INPUT in asked  # standard output has the text
    click.echo(_FORMATS[form](findings), nl=False, err=is_taken)
    click.echo(_summary(findings, advise=not fix), nl=False, err=is_taken or form != _TEXT)
    refused = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failed |= any(diagnostic.severity in refused for diagnostic in findings.diagnostics)
    context.exit(1 if failed else 0)


def _findings(found: Iterable[Workspace]) -> Findings:
    """What is wrong in the files that were asked for."""
    diagnostics: list[Diagnostic] = []
    sources: dict[str, Source] = {}
    elsewhere: list[str] = []
    file_count = allowed_count = 0
    for workspace in found:
        file_count += len(workspace.selected)
        selected = {workspace.shown(name) for name in (*workspace.selected, SETTINGS)}
        own = [diagnostic for diagnostic in workspace.shown_diagnostics if _is_about(diagnostic, selected)]
        diagnostics += own
        allowed_count += sum(diagnostic.path in selected for diagnostic in workspace.shown_allowed)
        sources.update(workspace.shown_sources)
        elsewhere += _others(workspace, selected, own)
    return Findings(tuple(diagnostics), sources, file_count, tuple(elsewhere), allowed_count)


def _is_about(diagnostic: Diagnostic, selected: AbstractSet[str]) -> bool:
    # Of two declarations neither is the wrong one.
    either = diagnostic.labels if diagnostic.code is DECLARED_TWICE else ()
    return diagnostic.path in selected or any(label.path in selected for label in either)


def _others(workspace: Workspace, selected: AbstractSet[str], told: Sequence[Diagnostic]) -> list[str]:
    """A file that is fine on its own cannot run while another of its workspace is broken."""
    paths = [
        diagnostic.path
        for diagnostic in workspace.shown_diagnostics
        if diagnostic.severity is Severity.ERROR and diagnostic.path not in selected and diagnostic not in told
    ]
    return list(dict.fromkeys(paths))


def _summary(findings: Findings, *, advise: bool) -> str:
    """What there is, and with `advise` what `--fix` would do about it."""
    told = f"{summed_up(findings.diagnostics, findings.file_count, findings.allowed_count)}\n"
    if findings.elsewhere:
        others = visible(", ".join(findings.elsewhere))
        told = f"other files of the workspace have errors too: {others}\n\n{told}"
    count = _fixable(findings) if advise else 0
    if count:
        several = "all of them" if count == len(findings.diagnostics) else f"{count} of them"
        told += f"`--fix` fixes {'it' if len(findings.diagnostics) == 1 else several}\n"
    return told


def _fixable(findings: Findings) -> int:
    """How many have a fix that `--fix` would write; those of warnings and hints wait until no error is left."""
    errors = [one for one in findings.diagnostics if one.severity is Severity.ERROR]
    certain = [one for one in findings.diagnostics if certain_fix(one.fixes) is not None]
    if findings.elsewhere or any(certain_fix(one.fixes) is None for one in errors):
        certain = [one for one in certain if one.severity is Severity.ERROR]
    return len(certain)
