"""Sources, whatever their format, go line by line to their decoders, and what cannot be read to the account."""

from collections.abc import Mapping, Sequence

from jdsl.replay.account import Account, Oddity
from jdsl.replay.columns import Columns, Layout
from jdsl.replay.decode import Decoder
from jdsl.replay.readers import Format, Progress, Source, Unread, numbered_lines
from jdsl.replay.scan import UnreadableError
from jdsl.replay.table import numbered_rows


def take_in(
    sources: Sequence[Source],
    decoders: Mapping[Format, Decoder],
    layout: Layout,
    account: Account,
    progress: Progress | None = None,
) -> None:
    """Read all sources, in their order. A row of CSV counts as a line; its header is none."""
    for source in sources:
        account.file = source.name
        decoder = decoders[source.format]
        if source.format is Format.CSV:
            _rows(source, decoder, layout, account, progress)
        else:
            _lines(source, decoder, account, progress)


def _lines(source: Source, decoder: Decoder, account: Account, progress: Progress | None) -> None:
    take = decoder.take
    for number, line in numbered_lines(source, progress):
        account.line = number
        account.lines += 1
        if isinstance(line, Unread):
            account.note(Oddity.UNREADABLE, line.kind, line.cause)
            continue
        try:
            take(line)
        except UnreadableError as error:
            account.note(Oddity.UNREADABLE, error.kind, error.cause)


def _rows(source: Source, decoder: Decoder, layout: Layout, account: Account, progress: Progress | None) -> None:
    columns: Columns | None = None
    for number, cells in numbered_rows(source, progress):
        account.line = number
        is_header = columns is None
        columns = columns or Columns(cells, layout, account)
        if isinstance(cells, Unread):
            account.lines += 1
            account.note(Oddity.UNREADABLE, cells.kind, cells.cause)
        elif not is_header and (text := "".join(cells)):  # tables end in rows of nothing
            account.lines += 1
            try:
                decoder.add(columns.fields(cells, text), len(text))
            except UnreadableError as error:
                account.note(Oddity.UNREADABLE, error.kind, error.cause)
