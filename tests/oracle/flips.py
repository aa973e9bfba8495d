"""Instants at which a condition may come to hold by time alone: many more than those at which it does.

Every one of them is tried, so it does no harm that most are in vain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from jdsl.model.model import (
    At,
    AttributeValue,
    Calendar,
    Condition,
    Constant,
    DeclaredMoment,
    Exact,
    FromData,
    Has,
    IsWithin,
    Moment,
    MomentType,
    PropertyValue,
    RememberedValue,
    Window,
    Zone,
)
from tests.oracle.facts import Happening
from tests.oracle.moments import Lookup, known
from tests.oracle.walls import DAY_MS, by_clock_of, date_at, instant_of, wall_ms

HALF_HOUR_MS = 1_800_000


def candidates(
    condition: Condition,
    lookup: Lookup,
    history: Sequence[Happening],
    contact_zone: str | None,
    from_ms: int,
    until_ms: int,
) -> list[int]:
    """Ascending, both ends included."""
    parts = list(_parts(condition))
    lengths_ms = {0}
    points: set[int] = set()
    zones: set[str] = set()
    clocks_ms = {0}
    by_calendar = False
    for part in parts:
        match part:
            case Zone():
                zones.add(by_clock_of(part, contact_zone))
            case At(clock_ms, _):
                clocks_ms.add(clock_ms)
            case Window():
                clocks_ms |= {part.opens_ms % DAY_MS, part.closes_ms % DAY_MS}
            case IsWithin():
                lengths_ms.add(part.ms)
            case Exact(ms):
                lengths_ms.add(ms)
            case Calendar():
                by_calendar = True
            case FromData():
                length = known(part, lookup)
                by_calendar = by_calendar or isinstance(length, Calendar)
                lengths_ms |= {length.ms} if isinstance(length, Exact) else set()
            case Has() if part.in_the_last_ms is not None:
                points |= {past.at_ms + part.in_the_last_ms for past in history}
            case Constant() | AttributeValue() | PropertyValue() | RememberedValue() | DeclaredMoment() | Moment():
                value = lookup(part)
                if isinstance(part.type, MomentType) and isinstance(value, int):
                    points.add(value)
            case _:
                pass
        zone = getattr(part, "zone", None)
        if isinstance(zone, str):
            zones.add(zone)
    found = {from_ms, until_ms}
    for point in points:
        found |= {point + sign * ms + beside for ms in lengths_ms for sign in (-1, 1) for beside in (-1, 0, 1)}
    for zone in zones:
        wanted = set(clocks_ms)
        if by_calendar:
            wanted |= set(range(0, DAY_MS, HALF_HOUR_MS)) | {wall_ms(zone, point) % DAY_MS for point in points}
        for day in range(date_at(zone, from_ms) - 1, date_at(zone, until_ms) + 2):
            for clock_ms in wanted:
                at_ms = instant_of(zone, day, clock_ms)
                found |= {at_ms, at_ms + 1}
    return sorted(at_ms for at_ms in found if from_ms <= at_ms <= until_ms)


def _parts(value: Any) -> Iterator[Any]:
    """A condition and all that it is made of."""
    if isinstance(value, tuple):
        items: tuple[Any, ...] = value
        for item in items:
            yield from _parts(item)
    elif is_dataclass(value):
        yield value
        for part in fields(value):
            yield from _parts(getattr(value, part.name))
