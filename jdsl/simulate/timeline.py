"""How a scenario went, as text: expected beside got, by day and time, with the lines of the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from jdsl.model.model import Constant, ExpectCondition, ExpectEffect, Occurs, OneOfType, Place, Scenario
from jdsl.model.zones import wall
from jdsl.simulate.effect import Effect, shown, told
from jdsl.simulate.performance import held_of
from jdsl.simulate.scenario import Outcome
from jdsl.text.written import text_in_quotes

NOTHING = "nothing"


class Mark(Enum):
    """What a row of the timeline is."""

    HEADING = "heading"
    HAPPENED = "happened"  # an event of the scenario
    MET = "met"
    MISSING = "missing"
    UNCALLED = "uncalled"
    OTHER = "other"  # an effect that nobody asked about


_SIGNS = {Mark.HAPPENED: ">", Mark.MET: "✓", Mark.MISSING: "✗", Mark.UNCALLED: "✗"}


@dataclass(frozen=True, slots=True)
class Row:
    """One instant's expectation, effect or both; empty texts where there is none."""

    mark: Mark
    when: str
    expected: str = ""
    expected_place: str = ""
    got: str = ""
    got_place: str = ""


def timeline(outcome: Outcome) -> tuple[Row, ...]:
    """What happened, what was expected and what came, by time; at one instant in that order."""
    rows = [*_happened(outcome), *_effects(outcome), *_missing(outcome)]
    rows.sort(key=lambda row: row[0])  # stable: of one instant as listed here
    return tuple(row for _, row in rows)


def lay_out(rows: Sequence[Row]) -> Iterator[tuple[Mark, str]]:
    """The rows as lines of text in columns, under a heading."""
    table = [Row(Mark.HEADING, "", "expected", "", "got", ""), *rows]
    when = max(len(row.when) for row in table)
    expected = max(len(row.expected) for row in table)
    place = max(len(row.expected_place) for row in table)
    got = max(len(row.got) for row in table)
    for row in table:
        line = (
            f"{_SIGNS.get(row.mark, ' ')} {row.when:<{when}}  {row.expected:<{expected}}  {row.expected_place:<{place}}"
            f"  {row.got:<{got}}  {row.got_place}"
        )
        yield row.mark, line.rstrip()


def when(time_ms: int, start_ms: int, zone: str) -> str:
    """`day 2 at 09:00` by the clock of the zone, with seconds and milliseconds only where they are not zero."""
    first_date, _ = wall(zone, start_ms)
    date, clock_ms = wall(zone, time_ms)
    minutes, ms = divmod(clock_ms, 60_000)
    text = f"day {date - first_date} at {minutes // 60:02}:{minutes % 60:02}"
    if ms:
        text += f":{ms // 1000:02}"
    if ms % 1000:
        text += f".{ms % 1000:03}"
    return text


def _when(time_ms: int, scenario: Scenario) -> str:
    return when(time_ms, scenario.start_ms, scenario.zone)


def _happened(outcome: Outcome) -> Iterator[tuple[int, Row]]:
    scenario = outcome.scenario
    for event in scenario.events:
        yield event.at_ms, Row(Mark.HAPPENED, _when(event.at_ms, scenario), _event(event), _line(event.place))


def _effects(outcome: Outcome) -> Iterator[tuple[int, Row]]:
    scenario = outcome.scenario
    expected_for: dict[int, list[ExpectEffect]] = {}
    for met in outcome.met:
        if met.effect is not None:
            expected_for.setdefault(id(met.effect), []).append(met.expected)
    uncalled = {id(effect) for effect in outcome.uncalled}
    several = len(scenario.journeys) > 1
    for effect in outcome.effects:
        got = told(effect.kind, effect.name, effect.reason, effect.value)
        if several:
            got = f"{effect.journey}: {got}"
        at = _when(effect.time_ms, scenario)
        place = _beside(scenario.place, effect)
        for expected in expected_for.get(id(effect), ()):
            yield effect.time_ms, Row(Mark.MET, at, _expected(expected), _line(expected.place), got, place)
        if id(effect) in expected_for:
            continue
        if id(effect) in uncalled:
            yield effect.time_ms, Row(Mark.UNCALLED, at, NOTHING, "", got, place)
        else:
            yield effect.time_ms, Row(Mark.OTHER, at, "", "", got, place)


def _missing(outcome: Outcome) -> Iterator[tuple[int, Row]]:
    for met in outcome.met:
        if met.effect is None:
            expected = met.expected
            at = _when(expected.at_ms, outcome.scenario)
            yield expected.at_ms, Row(Mark.MISSING, at, _expected(expected), _line(expected.place), NOTHING)
    for judged in outcome.judged:
        condition = judged.expected
        at = _when(condition.at_ms, outcome.scenario)
        mark, got = (Mark.MET, "holds") if judged.held else (Mark.MISSING, "does not hold")
        yield condition.at_ms, Row(mark, at, _condition(condition), _line(condition.place), got)


def _event(event: Occurs) -> str:
    words = [] if event.verb is None else [event.verb]
    if event.subject is not None:
        words.append(event.subject)
    if event.link is not None:
        words += ["link", event.link]
    if event.properties:
        words += ["where", " and ".join(f"{name} is {_written(held)}" for name, held in event.properties.items())]
    if event.machine:
        words.append("by a machine")
    words += [f"set {name} to {_written(held)}" for name, held in event.sets.items()]
    return " ".join(words)


def _expected(expected: ExpectEffect) -> str:
    value = None if expected.value is None else held_of(expected.value)
    return told(expected.kind, expected.name, expected.reason, value)


def _condition(expected: ExpectCondition) -> str:
    return expected.text.strip()


def _written(constant: Constant) -> str:
    is_text = isinstance(constant.value, str) and not isinstance(constant.type, OneOfType)
    return text_in_quotes(str(constant.value)) if is_text else shown(held_of(constant))


def _line(place: Place) -> str:
    return f"line {place.line}"


def _beside(scenario: Place, effect: Effect) -> str:
    """Where the effect comes from; its file only if it is another than the scenario's."""
    return f"line {effect.line}" if effect.file == scenario.file else f"{effect.file}, line {effect.line}"
