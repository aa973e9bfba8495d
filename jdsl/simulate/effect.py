"""Effects as people read them: the engine's rows of integers with their names, values and places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jdsl.machine.effects import (
    EFFECT_JOURNEY,
    EFFECT_KIND,
    EFFECT_NAME,
    EFFECT_PLACE,
    EFFECT_REASON,
    EFFECT_TIME_MS,
    EFFECT_VALUE,
    EFFECT_VISIT,
    EffectKind,
)
from jdsl.machine.program import Program
from jdsl.machine.values import MISSING, ValueKind, ValueType, date_written, moment_written
from jdsl.text.written import number_in_words, text_in_quotes

Held: TypeAlias = int | str | bool
"""A value: whole millionths of a number, a `Day`, an `Instant`, a text or a value of a `one of`, yes or no."""


class Day(int):
    """A date, as days since 1970-01-01."""


class Instant(int):
    """A moment, as milliseconds since 1970-01-01T00:00Z."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that came of a journey. `kind` is the word of the effects file; `line` counts from 1."""

    time_ms: int
    journey: str
    visit: int
    kind: str
    name: str | None
    reason: str | None
    value: Held | None
    file: str
    line: int
    values: Mapping[str, Held | None] = field(default_factory=dict[str, Held | None])


def read_effect(
    program: Program, row: Sequence[int], text_of: Callable[[int], str], values: Sequence[int] = ()
) -> Effect:
    """The effect that `row` tells of; `text_of` gives the text that the page has under a number.

    `values` go with a `call`.
    """
    kind = EffectKind(row[EFFECT_KIND])
    value: Held | None
    if kind is EffectKind.SET:
        name, value_type = program.attributes[row[EFFECT_NAME]]
        value = read_value(row[EFFECT_VALUE], value_type, text_of)
    else:
        name = _name(program, row[EFFECT_NAME])
        value = _name(program, row[EFFECT_VALUE])
    file, line = program.places[row[EFFECT_PLACE]]
    journey = program.journeys[row[EFFECT_JOURNEY]]
    return Effect(
        time_ms=row[EFFECT_TIME_MS],
        journey=journey.name,
        visit=row[EFFECT_VISIT],
        kind=kind.name.lower(),
        name=name,
        reason=_name(program, row[EFFECT_REASON]),
        value=value,
        file=file,
        line=line,
        values={
            name: read_value(value, kind, text_of)
            for (name, kind), value in zip(journey.remembers, values, strict=False)
        },
    )


def read_value(value: int, value_type: ValueType, text_of: Callable[[int], str]) -> Held | None:
    """What an integer of the machine holds; None: nothing."""
    if value == MISSING:
        return None
    match value_type.kind:
        case ValueKind.NUMBER:
            return value
        case ValueKind.YES_NO:
            return value == 1
        case ValueKind.ONE_OF:
            return value_type.values[value]
        case ValueKind.DATE:
            return Day(value)
        case ValueKind.MOMENT:
            return Instant(value)
        case ValueKind.TEXT:
            return text_of(value)


def _name(program: Program, number: int) -> str | None:
    return None if number < 0 else program.names[number]


def told(kind: str, name: str | None, reason: str | None, value: Held | None) -> str:
    """An effect in the words of `expect`: `send whitepaper`, `set country to DE`, `exit "no interest"`."""
    words = [_WORDS.get(kind, kind)]
    if name is not None:
        words.append(name)
    if reason is not None:
        words.append(text_in_quotes(reason))
    if kind == "set":
        words.append("to nothing" if value is None else f"to {shown(value)}")
    elif value is not None:
        words.append(text_in_quotes(str(value)) if kind == "notify" else shown(value))
    return " ".join(words)


_WORDS = {"move": "stage", "subscribe": "subscribe to", "unsubscribe": "unsubscribe from"}


def shown(value: Held) -> str:
    """A value as people write it: `12.5`, `yes`, `DE`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, Instant):
        return moment_written(value)
    if isinstance(value, Day):
        return date_written(value)
    return number_in_words(value)
