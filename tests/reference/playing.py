"""Plays a row of a timed table, by the engine and by the oracle, and says what came in the table's own words."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from jdsl.almanac.zones import zone_table
from jdsl.compiler import lower
from jdsl.model.model import DateType, Model, MomentType, NumberType, Type
from jdsl.replay.dates import day_of, moment_reading
from jdsl.simulate.effect import Effect, told
from jdsl.simulate.rehearsal import Occurrence, Rehearsal
from tests.oracle.evaluator import evaluate
from tests.oracle.facts import Effect as OracleEffect
from tests.oracle.facts import Event
from tests.reference.reading import Case, TimedEvent

NATIVE = os.environ.get("JDSL_KERNEL") == "native"
"""Whether the engine's reading is that of the compiled kernel."""

START_MS = 1_772_409_600_000
"""2026-03-02, the day on which scenarios begin."""


@dataclass(frozen=True)
class Words:
    """What a table says of an event, taken apart: `clicked teaser link video amount=120`, `set country=DE`."""

    verb: str | None
    subject: str | None
    link: str | None
    properties: tuple[tuple[str, int | str | bool], ...]
    sets: tuple[tuple[str, int | str | bool], ...] = ()


def take_apart(model: Model, text: str) -> Words:
    """The longest verb that the words begin with, then its subject, its link, and what it carries."""
    text, *carried = re.split(r" (?=\w+=)", text)
    text, _, link = text.partition(" link ")
    properties: list[tuple[str, int | str | bool]] = []
    kinds = {name: kind for verb in model.catalog.verbs.values() for name, kind in verb.properties.items()}
    kinds |= model.catalog.attributes
    for pair in carried:
        name, _, value = pair.partition("=")
        properties.append((name, _value(value, kinds.get(name), model.zone)))
    if text == "set":
        return Words(None, None, None, (), tuple(properties))
    spelled = {verb.bare: verb.name for verb in model.catalog.verbs.values()}
    spelled |= {verb.name: verb.name for verb in model.catalog.verbs.values()}
    verb = max((verb for verb in spelled if f"{text} ".startswith(f"{verb} ")), key=len)
    return Words(spelled[verb], text[len(verb) :].strip() or None, link or None, tuple(properties))


def _value(written: str, kind: Type | None, zone: str) -> int | str | bool:
    """As data has it: a number in millionths, a date in days, a moment in ms by the workspace's clock."""
    if isinstance(kind, DateType):
        return day_of(written)
    if isinstance(kind, MomentType):
        return moment_reading(zone_table(zone))(written)
    if isinstance(kind, NumberType):
        return round(Fraction(written) * 1_000_000)
    if written in ("yes", "no"):
        return written == "yes"
    return int(written) * 1_000_000 if written.isdigit() else written


def by_the_oracle(model: Model, case: Case) -> list[tuple[int, str]]:
    events = [oracle_event(model, event) for event in case.events]
    effects = evaluate(model, [], events, START_MS, START_MS + case.until_ms)
    return [(effect.time_ms - START_MS, in_words(model, effect)) for effect in effects]


def in_words(model: Model, effect: OracleEffect | Effect) -> str:
    """As the tables have it: with the journey's name where there are several."""
    words = told(effect.kind, effect.name, effect.reason, effect.value)
    return f"{effect.journey}: {words}" if len(model.journeys) > 1 else words


def oracle_event(model: Model, event: TimedEvent) -> Event:
    words = take_apart(model, event.words)
    return Event(
        "someone",
        START_MS + event.received_ms,
        START_MS + event.time_ms,
        words.verb,
        words.subject,
        words.link,
        properties=words.properties,
        sets=words.sets,
    )


def by_the_engine(model: Model, case: Case) -> list[tuple[int, str]]:
    happening = sorted((_occurrence(model, event) for event in case.events), key=lambda event: event.received_ms)
    rehearsal = Rehearsal(lower(model), is_native=NATIVE)
    rehearsal.remember([event for event in happening if event.received_ms < START_MS])
    rehearsal.begin(START_MS, None)
    rehearsal.advance([event for event in happening if event.received_ms >= START_MS])
    rehearsal.flush(START_MS + case.until_ms)
    return [(effect.time_ms - START_MS, in_words(model, effect)) for effect in rehearsal.effects]


def _occurrence(model: Model, event: TimedEvent) -> Occurrence:
    words = take_apart(model, event.words)
    return Occurrence(
        START_MS + event.received_ms,
        START_MS + event.time_ms,
        words.verb,
        words.subject,
        words.link,
        properties=dict(words.properties),
        sets=dict(words.sets),
    )


READINGS: dict[str, Callable[[Model, Case], list[tuple[int, str]]]] = {
    "oracle": by_the_oracle,
    "engine": by_the_engine,
}
