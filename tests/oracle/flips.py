"""Instants at which a condition may come to hold by time alone: many more than those at which it does.

Every one of them is tried, so it does no harm that most are in vain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from jdsl.model.model import (
    At,
    AttributeValue,
    Calendar,
    Compares,
    Constant,
    DeclaredMoment,
    Equals,
    Exact,
    FromData,
    Has,
    IsWithin,
    Moment,
    MomentType,
    PropertyValue,
    RememberedValue,
    ScoreValue,
    Window,
    Zone,
)
from tests.oracle.facts import Happening
from tests.oracle.moments import Lookup, known
from tests.oracle.walls import DAY_MS, by_clock_of, date_at, instant_of, wall_ms

HALF_HOUR_MS = 1_800_000


def candidates(
    condition: Any,
    lookup: Lookup,
    history: Sequence[Happening],
    contact_zone: str | None,
    from_ms: int,
    until_ms: int,
    fading: Callable[[str, int], list[int]],
) -> list[int]:
    """Ascending, both ends included. `fading` tells when a score passes a number."""
    lengths_ms = {0}
    points: set[int] = set()
    zones: set[str] = set()
    clocks_ms = {0}
    by_calendar = False
    for part in parts(condition):
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
                for at_ms in {at_ms for past in history for at_ms in (past.at_ms, past.handled_ms)}:
                    points.add(at_ms + part.in_the_last_ms)
            case Compares(ScoreValue(name), _, right) | Equals(ScoreValue(name), right):
                bound = lookup(right)
                if isinstance(bound, int):
                    points |= set(fading(name, bound))
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
        found |= _of_days(zone, wanted, from_ms, until_ms)
    return sorted(at_ms for at_ms in found if from_ms <= at_ms <= until_ms)


def _of_days(zone: str, clocks_ms: Iterable[int], from_ms: int, until_ms: int) -> set[int]:
    """These times of each day, and 1 ms later."""
    days = range(date_at(zone, from_ms) - 1, date_at(zone, until_ms) + 2)
    found = {instant_of(zone, day, clock_ms) for day in days for clock_ms in clocks_ms}
    return found | {at_ms + 1 for at_ms in found}


def parts(value: Any) -> Iterator[Any]:
    """A condition and all that it is made of."""
    if isinstance(value, tuple):
        items: tuple[Any, ...] = value
        for item in items:
            yield from parts(item)
    elif is_dataclass(value):
        yield value
        for part in fields(value):
            yield from parts(getattr(value, part.name))
