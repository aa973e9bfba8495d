"""`jdsl explain`: what a diagnostic means, why it matters, and what to write instead."""

from __future__ import annotations

import re

import click

from jdsl.cli import misuse
from jdsl.diagnostics.catalogue import ABOUT_ALLOWING, ALL_CODES, GROUPS
from jdsl.diagnostics.diagnostic import Code, Severity
from jdsl.diagnostics.page import page_lines, page_of

_COLOR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}

_HEADING = re.compile(r"(?:Wrong|Right|What else):")
_IN_BRACKETS = re.compile(r"\w*\[(.+)\]:?")


@click.command(
    "explain",
    epilog="""\b
Examples:
  jdsl explain                     every diagnostic there is, by what it is about
  jdsl explain unknown-message     the page of one

\b
Exit status: 0 done, 2 there is no such diagnostic.""",
)
@click.argument("code", metavar="[CODE]", required=False)
def explain_command(code: str | None) -> None:
    """Say what a diagnostic means, why it matters, and what to write instead.

    CODE is what stands in brackets before its sentence: `unknown-message` of `error[unknown-message]`. Without it, all
    of them are listed.
    """
    if code is None:
        _list()
        return
    slug = code if (inside := _IN_BRACKETS.fullmatch(code)) is None else inside[1]
    if slug not in ALL_CODES:
        raise click.UsageError(misuse.unknown("diagnostic", slug, ALL_CODES))
    _explain(ALL_CODES[slug])


def _explain(code: Code) -> None:
    click.echo(click.style(f"{code.severity}[{code.slug}]", fg=_COLOR[code.severity], bold=True) + "\n")
    for line in page_lines(page_of(code)):
        click.echo(click.style(line, bold=True) if _HEADING.fullmatch(line) else line)
    click.echo(f"\n{_how_loud(code)}")


def _how_loud(code: Code) -> str:
    """What can be done about it where the writer means it so."""
    if code.severity is Severity.ERROR:
        return "What has this error cannot be run, so it cannot be turned off or allowed."
    level = f'`{code.slug} = "off"` below `[levels]` in `jdsl.toml`'
    if code in ABOUT_ALLOWING:
        return f"Who does not want to hear of it: {level}."
    return (
        f"If it is meant so: `# jdsl: allow {code.slug} because …` above a line or at its end;\n"
        f"or, for the whole workspace, {level}."
    )


def _list() -> None:
    width = max(map(len, ALL_CODES))
    for title, codes in GROUPS.items():
        click.echo(click.style(title.capitalize(), bold=True))
        for code in codes:
            click.echo(f"  {code.slug.ljust(width)}  {code.severity.value.ljust(7)}  {code.summary}")
        click.echo()
    click.echo("`jdsl explain CODE` tells more about one of them.")
