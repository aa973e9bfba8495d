"""Circles: what goes round at one instant without a wait, surely or perhaps (§5.12)."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from jdsl.check.ways import Spot, SpotKind, Way, Ways, ways_of
from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Diagnostic, Label
from jdsl.model.model import Model, Place
from jdsl.text.source import Source
from jdsl.text.span import Span

_Next = Mapping[Spot, Sequence[Way]]
# A rule as far as its trigger goes.
_HEAD = re.compile(r"(?P<head>.*?)(?=\s+(?:if|then|within|and\s+stay)(?![-\w])|\s*[,#\"]|\s*$)")


def check_circles(model: Model, sources: Mapping[str, Source]) -> list[Diagnostic]:
    """A diagnostic for each circle; the model has no errors."""
    ways = ways_of(model)
    surely = {
        spot: [way for way in leading if way.is_certain and spot.kind is not SpotKind.LEAVING]
        for spot, leading in ways.from_spot.items()
    }
    told: set[frozenset[Spot]] = set()
    found = [_told(circle, sources, is_certain=True) for circle in _circles(surely, told)]
    found += [_told(circle, sources, is_certain=False) for circle in _circles(_going_round(ways), told)]
    return found


# --- finding ---


def _circles(following: _Next, told: set[frozenset[Spot]]) -> Iterator[list[Way]]:
    """The shortest circle through each spot, from the first in the source; none with the same spots as another."""
    for spot in sorted(following, key=_order):
        circle = _shortest(following, spot)
        if circle is None:
            continue
        spots = frozenset(way.source for way in circle)
        if spots not in told:
            told.add(spots)
            yield _from_first(circle)


def _order(spot: Spot) -> tuple[Place, str, int]:
    return spot.place, spot.kind.name, spot.number


def _from_first(circle: list[Way]) -> list[Way]:
    start = min(range(len(circle)), key=lambda at: _order(circle[at].source))
    return [*circle[start:], *circle[:start]]


def _shortest(following: _Next, start: Spot) -> list[Way] | None:
    came_by: dict[Spot, Way] = {}
    waiting = deque([start])
    while waiting:
        spot = waiting.popleft()
        for way in following.get(spot, ()):
            if way.target == start:
                circle = [way]
                while spot != start:
                    circle.append(came_by[spot])
                    spot = came_by[spot].source
                return circle[::-1]
            if way.target not in came_by:
                came_by[way.target] = way
                waiting.append(way.target)
    return None


def _going_round(ways: Ways) -> dict[Spot, list[Way]]:
    """The ways that are part of a circle, and that the spots of their circles open again and again."""
    left: list[Way] = [way for leading in ways.from_spot.values() for way in leading]
    while True:
        groups = _groups(left)
        kept = [
            way
            for way in left
            if groups.get(way.source) is not None
            and groups.get(way.source) is groups.get(way.target)
            and all(need(ways, groups[way.source]) for need in way.is_open)
        ]
        if len(kept) == len(left):
            break
        left = kept
    found: dict[Spot, list[Way]] = {}
    for way in left:
        found.setdefault(way.source, []).append(way)
    return found


def _groups(ways: Iterable[Way]) -> dict[Spot, frozenset[Spot]]:
    """Spots from which one can come round to themselves, each with all that it goes round with."""
    following: dict[Spot, list[Spot]] = {}
    before: dict[Spot, list[Spot]] = {}
    for way in ways:
        following.setdefault(way.source, []).append(way.target)
        before.setdefault(way.target, []).append(way.source)
    groups: dict[Spot, frozenset[Spot]] = {}
    seen: set[Spot] = set()
    for start in reversed(_finished(following)):
        if start in seen:
            continue
        group = _reached(start, lambda spot: before.get(spot, ()), seen)
        if len(group) > 1 or start in following.get(start, ()):
            groups.update(dict.fromkeys(group, group))
    return groups


def _finished(following: Mapping[Spot, Sequence[Spot]]) -> list[Spot]:
    """All spots, each behind those that it leads to and that do not lead back to it."""
    order: list[Spot] = []
    seen: set[Spot] = set()
    for start in following:
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(following.get(start, ())))]
        while path:
            spot, targets = path[-1]
            target = next((one for one in targets if one not in seen), None)
            if target is None:
                order.append(spot)
                path.pop()
            else:
                seen.add(target)
                path.append((target, iter(following.get(target, ()))))
    return order


def _reached(start: Spot, leading: Callable[[Spot], Collection[Spot]], seen: set[Spot]) -> frozenset[Spot]:
    group = {start}
    seen.add(start)
    waiting = [start]
    while waiting:
        for spot in leading(waiting.pop()):
            if spot not in seen:
                seen.add(spot)
                group.add(spot)
                waiting.append(spot)
    return frozenset(group)


# --- telling ---


def _told(circle: list[Way], sources: Mapping[str, Source], *, is_certain: bool) -> Diagnostic:
    is_one = len({way.source.journey for way in circle}) == 1
    names = [_name(way.source, sources, is_one=is_one) for way in circle]
    shown = " → ".join((*names, names[0]))
    *others, closing = circle
    labels = tuple(
        Label(_span(way.place), f"on to {_name(way.target, sources, is_one=is_one)}", way.place.file)
        for way in others
        if way.place != closing.place
    )
    if is_certain:
        code, message = codes.ENDLESS_CIRCLE, f"contacts go round here without a wait: {shown}"
        advice = "put a wait into the way, such as `wait 1d`, or leave out what closes it"
    else:
        code, message = codes.POSSIBLE_CIRCLE, f"contacts may go round here without a wait: {shown}"
        advice = "put a wait that surely takes time into the way, such as `wait 1d`"
    return Diagnostic(code, closing.place.file, _span(closing.place), message, advice, labels)


def _span(place: Place) -> Span:
    return Span(place.start, place.end)


def _name(spot: Spot, sources: Mapping[str, Source], *, is_one: bool) -> str:
    if spot.kind is SpotKind.STEPS:
        assert spot.stage is not None
        return spot.stage if is_one or spot.stage == spot.journey else f"{spot.stage} of {spot.journey}"
    text = sources[spot.place.file].text[spot.place.start : spot.place.end].splitlines()[0]
    found = _HEAD.match(text)
    head = found["head"] if found is not None else text
    return f"{head} (line {spot.place.line})"
