"""`jdsl compile`: journeys to a program that runs without their sources, or to a text that shows it."""

from __future__ import annotations

from pathlib import Path

import click

from jdsl.cli.output import STANDARD_STREAM
from jdsl.cli.output import output as written_to
from jdsl.cli.sources import compiled
from jdsl.errors import UsageError
from jdsl.machine.codec import program_text, schema_text
from jdsl.machine.disassemble import disassemble
from jdsl.text.source import SUFFIX

_TARGETS = {"json": program_text, "text": disassemble}


def _show_schema(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(schema_text(), nl=False)
        context.exit()


@click.command(
    "compile",
    epilog="""\b
Examples:
  jdsl compile journeys/ -o journeys.json              a program of a folder
  jdsl run journeys.json --events may.jsonl            runs without the sources
  jdsl compile welcome.journey --target text           what it is made of, for people
  jdsl compile --schema > program.schema.json          what a program holds, as JSON Schema

\b
A program has a hash of its meaning: the same journeys have the same one on every machine, whatever
their comments, layout and file names.

\b
Exit status: 0 done, 1 errors in journeys, 2 wrong use.""",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FILE", default=STANDARD_STREAM, help="Write there, not to standard output.")
@click.option(
    "--target", type=click.Choice(list(_TARGETS)), default="json", show_default=True, help="A program, or a text."
)
@click.option(
    "--schema", is_flag=True, expose_value=False, is_eager=True, callback=_show_schema,
    help="Show the JSON Schema of programs, and do nothing else.",
)  # fmt: skip
@click.pass_context
def compile_command(context: click.Context, paths: tuple[str, ...], *, output: str, target: str) -> None:
    """Compile journeys to a program, or show them as one.

    PATH is a journey file, and then its journeys are compiled, with the names of its whole workspace; or a folder, and
    then all journeys in it are; or `-`, a journey file on standard input.
    """
    if Path(output).suffix == SUFFIX:
        raise UsageError(f"{output} is called like a journey file; a program needs another name, such as `.json`")
    program = compiled(paths)
    if program is None:
        context.exit(1)
    text = _TARGETS[target](program)
    with written_to(output) as stream:
        stream.write(text.encode("utf-8"))
