"""The job from files to effects and a report."""

import os
from collections.abc import Callable, Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from jdsl.engine import native as kernels
from jdsl.engine.page import Page
from jdsl.errors import UsageError
from jdsl.machine.program import Program
from jdsl.replay.account import Account, Oddity
from jdsl.replay.decode import ContactDecoder, EventDecoder
from jdsl.replay.merge import HELD_BYTES, SortedLines
from jdsl.replay.order import load
from jdsl.replay.readers import Progress, Source, Unread, numbered_lines
from jdsl.replay.report import Report, journey_reports
from jdsl.replay.scan import UnreadableError
from jdsl.replay.spill import BUFFERED_BYTES, LOADED_BYTES, PARTITIONS, Spill
from jdsl.replay.tally import Tally
from jdsl.replay.times import written

KERNEL_VARIABLE = "JDSL_KERNEL"
WORTH_COMPILING = 200_000  # events: below, plain Python has done before a kernel is compiled


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is held in memory before the disk is used. None of them changes what comes out."""

    partitions: int = PARTITIONS
    buffered_bytes: int = BUFFERED_BYTES
    loaded_bytes: int = LOADED_BYTES
    held_bytes: int = HELD_BYTES


def run(
    program: Program,
    events: Sequence[Source],
    *,
    contacts: Sequence[Source] = (),
    from_ms: int | None = None,
    until_ms: int | None = None,
    effects: BinaryIO | None = None,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
    shown: Collection[str] | None = None,
    native: bool | None = None,
    sizes: Sizes | None = None,
) -> Report:
    """Take all contacts through `from_ms` to `until_ms`, by default what the events cover, and tell what came of it.

    Effects are written to `effects` as lines of JSON. `progress` is told of bytes that were read, `say` of what takes
    long. `shown`: names of the journeys that the report tells of, None for all. `native`: run the kernel compiled, None
    for what the size suggests. Raises UsageError for what cannot be read at all, and for a range that ends before it
    starts.
    """
    sizes = sizes or Sizes()
    event_account = Account()
    contact_account = Account() if contacts else None
    spill = Spill(partitions=sizes.partitions, buffered_bytes=sizes.buffered_bytes, loaded_bytes=sizes.loaded_bytes)
    lines = SortedLines(sizes.held_bytes) if effects is not None else None
    with closing(spill):
        decoder = EventDecoder(program.vocabulary, event_account, spill)
        if contact_account is not None:
            rows = ContactDecoder(program.vocabulary, contact_account, spill)
            _read(contacts, rows.take, contact_account, progress)
            contact_account.handled = contact_account.lines - contact_account.unreadable
        _read(events, decoder.take, event_account, progress)
        period = _period(decoder, from_ms, until_ms)
        tally = Tally(program, lines)
        sums = _Sums()
        if period is not None:
            if native is None:
                native = _native(event_account.lines, say)
            sums = _advance(program, spill, period, tally, event_account, native)
    if lines is not None and effects is not None:
        with closing(lines):
            effects.writelines(line.encode() for _, _, _, line in lines.sorted())
    from_ms, until_ms = period or (None, None)
    return Report(
        from_ms=from_ms,
        until_ms=until_ms,
        contacts=sums.contacts,
        overflows=sums.overflows,
        journeys=journey_reports(program, tally, shown),
        events=event_account,
        contact_lines=contact_account,
    )


def _read(sources: Sequence[Source], take: Callable[[str], None], account: Account, progress: Progress | None) -> None:
    for source in sources:
        account.file = source.name
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


def _period(decoder: EventDecoder, from_ms: int | None, until_ms: int | None) -> tuple[int, int] | None:
    """S1.7: the first event's and the last event's `received`, unless given; None if neither says."""
    from_is_given, until_is_given = from_ms is not None, until_ms is not None
    if from_ms is None:
        from_ms = decoder.first_ms if decoder.first_ms is not None else until_ms
    if until_ms is None:
        until_ms = decoder.last_ms if decoder.last_ms is not None else from_ms
    if from_ms is None or until_ms is None:
        return None
    if not until_is_given:
        until_ms = max(from_ms, until_ms)
    if from_ms > until_ms:
        start = written(from_ms) if from_is_given else f"{written(from_ms)} with the first event"
        raise UsageError(f"the run would start at {start}, after its end at {written(until_ms)}")
    return from_ms, until_ms


def _native(events: int, say: Callable[[str], None] | None) -> bool:
    asked = os.environ.get(KERNEL_VARIABLE, "")
    if asked not in ("", "native", "plain"):
        raise UsageError(f"{KERNEL_VARIABLE} is `{asked}`, and may be `native` or `plain`")
    available = kernels.is_available()
    if asked == "native" and not available:
        raise UsageError(f"{KERNEL_VARIABLE} is `native`, but numba is not installed: pip install 'jdsl[fast]'")
    native = asked == "native" or (not asked and available and events > WORTH_COMPILING)
    if native and say is not None and not kernels.is_compiled():
        say("compiling the fast kernel, which takes a minute or so, this one time")
    return native


@dataclass(slots=True)
class _Sums:
    contacts: int = 0
    overflows: int = 0


def _advance(
    program: Program, spill: Spill, period: tuple[int, int], tally: Tally, account: Account, native: bool
) -> _Sums:
    """Run page after page."""
    from_ms, until_ms = period
    sums = _Sums()
    for parts in spill.pages():
        page = Page(program, is_native=native)
        loaded = load(parts, page, from_ms, until_ms)
        parts.clear()  # their rows are in `loaded`
        account.handled += loaded.handled
        account.repeated += loaded.repeated
        account.outside += loaded.outside
        tally.start(page, loaded.names)
        page.history(loaded.history)
        page.begin(from_ms, loaded.rows)
        page.advance(loaded.events, tally.take)
        page.flush(until_ms, tally.take)
        tally.finish()
        sums.contacts += len(loaded.names)
        sums.overflows += page.overflows
    return sums
