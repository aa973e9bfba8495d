"""Time zones by the pinned package `tzdata`, as tables: from which instant on which offset holds, 1970 to 2100.

`zoneinfo` would first ask the machine, whose rules may be older or newer. So the package's files are read here, as
RFC 9636 describes them, and the rule at a file's end is written out to the horizon.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import tzdata

from jdsl.almanac.posix_rule import clock_changes

HORIZON_MS = 4_102_444_800_000  # 2100-01-01T00:00Z: its offset holds on
EVER_MS = -(2**62)  # the first instant of every table: before it, the offset of 1970-01-01T00:00Z holds

Table = tuple[tuple[int, int], ...]
"""Pairs of an instant and the offset that holds from then on, both in ms, ascending; the first is `EVER_MS`."""

_HEADER = struct.Struct(">4s c 15x 6l")


def version() -> str:
    """The release of the time zone database, as in `2026f`."""
    return tzdata.IANA_VERSION


@cache
def zone_names() -> tuple[str, ...]:
    """The names of all zones in order of code point, older names and aliases included."""
    lines = files(tzdata).joinpath("zones").read_text(encoding="utf-8").split()
    return tuple(sorted(name for name in lines if name != "Factory"))  # a clock that nobody has set yet


@cache
def zone_table(name: str) -> Table:
    """From when on which offset from UTC holds in a zone of `zone_names`; raises KeyError for any other name."""
    if name not in zone_names():
        raise KeyError(name)
    changes, rule = _read(files(tzdata).joinpath("zoneinfo", *name.split("/")).read_bytes())
    last_ms = changes[-1][0]
    if rule:
        changes += [change for change in clock_changes(rule, last_ms, HORIZON_MS) if change[0] > last_ms]
    return tuple(_within_horizon(changes))


def wall_at(name: str, at_ms: int) -> int:
    """What clocks in a zone show at an instant, in ms since 1970-01-01T00:00 by those clocks."""
    table = zone_table(name)
    return at_ms + table[bisect_right(table, at_ms, key=_instant) - 1][1]


def instant_of(name: str, wall_ms: int) -> int:
    """When clocks in a zone first show that time or, where a change skips it, a later one (S7.4)."""
    table = zone_table(name)
    for place, (from_ms, offset_ms) in enumerate(table):
        if place + 1 == len(table) or table[place + 1][0] + offset_ms > wall_ms:
            return max(from_ms, wall_ms - offset_ms)
    raise AssertionError("the last offset holds for ever")


def _instant(change: tuple[int, int]) -> int:
    return change[0]


def _within_horizon(changes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What moves the clock from 1970 to 2100; changes of a name, or of what counts as summer, are none to us."""
    before_ms = next(offset_ms for at_ms, offset_ms in reversed(changes) if at_ms <= 0)
    yield EVER_MS, before_ms
    for at_ms, offset_ms in changes:
        if 0 < at_ms <= HORIZON_MS and offset_ms != before_ms:
            yield at_ms, offset_ms
            before_ms = offset_ms


def _read(content: bytes) -> tuple[list[tuple[int, int]], str]:
    """The changes of a file in the format TZif, the first at `EVER_MS`, and the rule for what comes after them."""
    magic, file_version, *counts = _HEADER.unpack_from(content)
    assert (magic, file_version >= b"2") == (b"TZif", True), "tzdata has files of version 2 or later"
    # A file begins with the same in 32 bits, for old readers.
    start = _HEADER.size + _block_size(counts, time_size=4)
    _, _, *counts = _HEADER.unpack_from(content, start)
    start += _HEADER.size
    _, _, _, change_count, type_count, _ = counts
    instants = struct.unpack_from(f">{change_count}q", content, start)
    kinds = struct.unpack_from(f">{change_count}B", content, start + 8 * change_count)
    offsets_ms = [
        struct.unpack_from(">l", content, start + 9 * change_count + 6 * kind)[0] * 1000 for kind in range(type_count)
    ]
    changes = [(EVER_MS, offsets_ms[0])]
    changes += [(instant * 1000, offsets_ms[kind]) for instant, kind in zip(instants, kinds, strict=True)]
    return changes, content[start + _block_size(counts, time_size=8) :].strip(b"\n").decode("ascii")


def _block_size(counts: list[int], time_size: int) -> int:
    """How many bytes follow a header with these six counts."""
    universal_count, standard_count, leap_count, change_count, type_count, letter_count = counts
    return (
        change_count * (time_size + 1) + type_count * 6 + letter_count + leap_count * (time_size + 4)
        + standard_count + universal_count
    )  # fmt: skip
