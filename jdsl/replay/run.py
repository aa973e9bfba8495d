"""The job from files to effects and a report."""

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO, TypeVar

from jdsl.engine import native as kernels
from jdsl.engine.page import Page
from jdsl.errors import UsageError
from jdsl.machine.program import Program
from jdsl.replay.account import Account
from jdsl.replay.cells import cell_readings
from jdsl.replay.columns import CONTACTS, EVENTS
from jdsl.replay.decode import ContactDecoder, Decoder, EventDecoder
from jdsl.replay.effect_lines import EffectCells, EffectLines
from jdsl.replay.intake import take_in
from jdsl.replay.merge import HELD_BYTES, SortedLines
from jdsl.replay.order import load
from jdsl.replay.readers import Format, Progress, Source
from jdsl.replay.report import Report, journey_reports
from jdsl.replay.scan import readings
from jdsl.replay.spill import BUFFERED_BYTES, LOADED_BYTES, PARTITIONS, Spill
from jdsl.replay.tally import Tally
from jdsl.replay.times import written

KERNEL_VARIABLE = "JDSL_KERNEL"
WORTH_COMPILING = 200_000  # events: below, plain Python has done before a kernel is compiled

_READINGS = {Format.JSONL: readings, Format.CSV: cell_readings}
_WRITERS = {Format.JSONL: EffectLines, Format.CSV: EffectCells}
_AnyDecoder = TypeVar("_AnyDecoder", bound=Decoder)


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
    effects_format: Format = Format.JSONL,
    progress: Progress | None = None,
    say: Callable[[str], None] | None = None,
    shown: Collection[str] | None = None,
    native: bool | None = None,
    sizes: Sizes | None = None,
) -> Report:
    """Take all contacts through `from_ms` to `until_ms`, by default what the events cover, and tell what came of it.

    Effects are written to `effects`, in `effects_format`. `progress` is told of bytes that were read, `say` of what
    takes long. `shown`: names of the journeys that the report tells of, None for all. `native`: run the kernel
    compiled, None for what the size suggests. Raises UsageError for what cannot be read at all, and for a range that
    ends before it starts.
    """
    sizes = sizes or Sizes()
    event_account = Account()
    contact_account = Account() if contacts else None
    spill = Spill(partitions=sizes.partitions, buffered_bytes=sizes.buffered_bytes, loaded_bytes=sizes.loaded_bytes)
    lines = SortedLines(sizes.held_bytes) if effects is not None else None
    writer = _WRITERS[effects_format](program)
    with closing(spill):
        if contact_account is not None:
            rows = _by_format(ContactDecoder, program, contact_account, spill)
            take_in(contacts, rows, CONTACTS, contact_account, progress)
            contact_account.handled = contact_account.lines - contact_account.unreadable
        decoders = _by_format(EventDecoder, program, event_account, spill)
        take_in(events, decoders, EVENTS, event_account, progress)
        period = _period(decoders.values(), from_ms, until_ms)
        tally = Tally(lines, writer)
        sums = _Sums()
        if period is not None:
            if native is None:
                native = _native(event_account.lines, say)
            sums = _advance(program, spill, period, tally, event_account, native)
    if lines is not None and effects is not None:
        with closing(lines):
            effects.write(writer.head.encode())
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


def _by_format(
    decoder: type[_AnyDecoder], program: Program, account: Account, spill: Spill
) -> dict[Format, _AnyDecoder]:
    return {format_: decoder(program.vocabulary, account, spill, read) for format_, read in _READINGS.items()}


def _period(decoders: Iterable[EventDecoder], from_ms: int | None, until_ms: int | None) -> tuple[int, int] | None:
    """S1.7: the first event's and the last event's `received`, unless given; None if neither says."""
    from_is_given, until_is_given = from_ms is not None, until_ms is not None
    ends = [(decoder.first_ms, decoder.last_ms) for decoder in decoders]
    if from_ms is None:
        from_ms = min((first_ms for first_ms, _ in ends if first_ms is not None), default=until_ms)
    if until_ms is None:
        until_ms = max((last_ms for _, last_ms in ends if last_ms is not None), default=from_ms)
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
