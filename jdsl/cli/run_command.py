"""`jdsl run`: journeys over a history of events, to effects and a report."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click

from jdsl.cli.output import STANDARD_STREAM, output, refuse_to_overwrite
from jdsl.errors import UsageError
from jdsl.machine.codec import is_program, load_program
from jdsl.machine.program import Program
from jdsl.replay.readers import Format, Progress, Source, file_source, format_of, stdin_source
from jdsl.replay.run import run
from jdsl.replay.times import instant_ms
from jdsl.text.source import SUFFIX

_LISTS = ("--events", "--contacts")


def _instant(_context: click.Context, _parameter: click.Parameter, text: str | None) -> int | None:
    """A moment on the command line; a bare date is its first instant in UTC."""
    if text is None:
        return None
    try:
        if text.isascii() and text.isdigit():
            return instant_ms(int(text))
        return instant_ms(f"{text}T00:00:00Z" if len(text) == len("2026-03-02") else text)
    except ValueError as error:
        raise click.BadParameter(f"`{text}` {error}") from None


class _RunCommand(click.Command):
    """`--events` takes every name up to the next option, so that `--events may/*.jsonl` does what it looks like."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, list(_spelled_out(args)))


def _spelled_out(arguments: Sequence[str]) -> Iterator[str]:
    """Each further name after an option that takes several gets the option before it."""
    option = ""  # the one whose further names may come
    value_is_next = False
    for argument in arguments:
        if value_is_next:
            value_is_next = False
        elif argument.startswith("-") and argument != STANDARD_STREAM:
            name, equals, _ = argument.partition("=")
            option = name if name in _LISTS else ""
            value_is_next = bool(option and not equals)
        elif option and not (argument.endswith(SUFFIX) or Path(argument).is_dir() or is_program(argument)):
            yield option
        else:
            option = ""  # journeys: PATH may stand behind, too
        yield argument


@click.command(
    "run",
    cls=_RunCommand,
    epilog="""\b
Examples:
  jdsl run welcome.journey --events may.jsonl             what would have happened
  jdsl run journeys/ --events 2026/*.jsonl.gz --effects effects.jsonl
  jdsl run welcome.journey --events may.jsonl --contacts contacts.jsonl --from 2026-05-01
  jdsl run journeys.json --events may.jsonl               a program that `jdsl compile` has made
  zcat may.jsonl.gz | jdsl run welcome.journey --events - --strict
  jdsl run welcome.journey --events may.csv --effects effects.csv --report json > report.json

\b
An event is a line of JSON:
  {"id": "e1", "contact": "ann", "time": "2026-05-04T09:00:00+02:00", "event": "clicked",
   "subject": "product_teaser", "set": {"country": "CZ"}}
Also: "received", "link", "machine", and properties of the event, flat or under "properties".
Without "id" nothing is taken for a repeat. A time is RFC 3339 with an offset, or milliseconds since 1970.

\b
Or a row of a file that ends in .csv or .csv.gz, under a header with the same names:
  contact,time,event,subject,set.country,prop.link
  ann,2026-05-04T09:00:00+02:00,clicked,product_teaser,CZ,
An empty cell says nothing, `null` clears an attribute. Cells may be parted by semicolons or tabs, too.

\b
A contact is a line of JSON:
  {"contact": "ann", "country": "CZ", "subscriptions": ["product_news"], "tags": ["vip_lead"]}
Also: "unsubscribed" (true, or a list of channels) and "bounced". In CSV the names of a list are parted by `;`.

\b
Exit status: 0 done, 1 errors in journeys, or in the data under --strict, 2 wrong use.""",
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--events", metavar="FILE...", multiple=True, help="Events, in the order given; `-`: standard input.")
@click.option("--contacts", metavar="FILE...", multiple=True, help="What is known of contacts when the run begins.")
@click.option(
    "--from", "from_ms", callback=_instant, metavar="TIME", help="Where the run begins; what is earlier is history."
)
@click.option("--until", "until_ms", callback=_instant, metavar="TIME", help="Where the run ends.")
@click.option(
    "--effects", metavar="FILE", help="Write effects there; `-`: standard output; `.csv`, `.gz`: as they say."
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice([format_.value for format_ in Format]),
    default=Format.JSONL.value,
    show_default=True,
    help="Of standard input and output, and of files whose names do not tell it.",
)
@click.option(
    "--report",
    "report_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the report is shown.",
)
@click.option("--strict", is_flag=True, help="What is odd in the data is an error; the run is reported all the same.")
@click.pass_context
def run_command(
    context: click.Context, paths: tuple[str, ...], *, events: tuple[str, ...], contacts: tuple[str, ...],
    from_ms: int | None, until_ms: int | None, effects: str | None, format_name: str, report_format: str, strict: bool,
) -> None:  # fmt: skip
    """Evaluate journeys over a history of events.

    PATH is a journey file, and then its journeys run, with the names of its whole workspace; or a folder, and then all
    journeys in it run; or `-`, a journey file on standard input; or a program that `jdsl compile` has made, which needs
    no sources. Without `--events` or `--contacts` those that the workspace's `jdsl.toml` names are read. A report is
    shown at the end; files may be gzipped.
    """
    if not (events and contacts):
        settled_events, settled_contacts = _history(paths)
        events, contacts = events or settled_events, contacts or settled_contacts
    if not events:
        missing = next(parameter for parameter in context.command.params if parameter.name == "events")
        raise click.MissingParameter(ctx=context, param=missing)
    if [*paths, *events, *contacts].count(STANDARD_STREAM) > 1:
        raise UsageError("standard input can be read only once")
    if effects == STANDARD_STREAM and report_format == "json":
        raise UsageError(
            "the effects and a report in JSON cannot both go to standard output: name a file for the effects"
        )
    otherwise = Format(format_name)
    event_sources = [_source(name, otherwise) for name in events]
    contact_sources = [_source(name, otherwise) for name in contacts]
    program = _program(paths)
    if program is None:
        context.exit(1)
    if effects is not None and effects != STANDARD_STREAM:
        refuse_to_overwrite(Path(effects), [*paths, *events, *contacts], "the effects")
    with (
        output(effects) if effects else nullcontext() as written,
        _progress([*contact_sources, *event_sources]) as progress,
    ):
        report = run(
            program,
            event_sources,
            contacts=contact_sources,
            from_ms=from_ms,
            until_ms=until_ms,
            effects=written,
            effects_format=format_of(effects or STANDARD_STREAM, otherwise),
            progress=progress,
            shown=[journey.name for journey in program.journeys if journey.is_running],
            # The bar stands at the end of what there is to read, and its line is still open.
            say=lambda text: click.echo(f"\n{text}" if progress else text, err=True),
        )
    # Half a character, which a line of JSON may hold, is shown by its number; so would JSON have it.
    shown = report.json().encode(errors="backslashreplace") if report_format == "json" else report.text()
    click.echo(shown, nl=False, err=effects == STANDARD_STREAM)
    if strict and not report.is_clean:
        click.echo("error: the data are not clean (the report says where), and --strict asks for that", err=True)
        context.exit(1)


def _source(name: str, otherwise: Format) -> Source:
    return stdin_source(otherwise) if name == STANDARD_STREAM else file_source(Path(name), otherwise)


def _is_stored(path: str) -> bool:
    return Path(path).is_file() and Path(path).suffix != SUFFIX


def _history(paths: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Events and contacts that the workspace names; a program that is stored has none."""
    on_disk = [path for path in paths if path != STANDARD_STREAM and Path(path).exists()]
    if any(_is_stored(path) for path in on_disk) or not on_disk:
        return (), ()
    from jdsl.cli.sources import history  # a program runs where there is no parser

    return history(on_disk)


def _program(paths: Sequence[str]) -> Program | None:
    """What is to run; None if its sources have errors, which have been shown."""
    for path in paths:
        if path != STANDARD_STREAM and not Path(path).exists():
            raise UsageError(f"{path}: there is no such file or folder")
    stored = [path for path in paths if _is_stored(path)]
    if not stored:
        from jdsl.cli.sources import compiled  # a program runs where there is no parser

        return compiled(paths)
    if len(paths) > 1:
        raise UsageError(f"{stored[0]} is no journey file; if it is a program, it runs without others beside it")
    return load_program(stored[0])


# --- what is shown, and what is written ---


@contextmanager
def _progress(sources: Sequence[Source]) -> Generator[Progress | None]:
    """A bar on a terminal, where it is known how much there is to read."""
    sizes = [source.size for source in sources if source.size is not None]
    if not sys.stderr.isatty() or len(sizes) < len(sources):
        yield None
        return
    with click.progressbar(length=sum(sizes), label="reading", file=sys.stderr) as bar:
        yield bar.update
