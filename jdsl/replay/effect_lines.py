"""Effect rows as lines of JSON (S8), the same bytes wherever they are written."""

import json
from collections.abc import Sequence

from jdsl.engine.page import Page
from jdsl.machine.effects import (
    EFFECT_JOURNEY,
    EFFECT_KIND,
    EFFECT_NAME,
    EFFECT_NUMBER,
    EFFECT_PLACE,
    EFFECT_REASON,
    EFFECT_TIME_MS,
    EFFECT_VALUE,
    EFFECT_VISIT,
    EffectKind,
)
from jdsl.machine.program import Program
from jdsl.machine.values import MILLION, MISSING, ValueKind
from jdsl.replay.times import written

_NULL = "null"


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class EffectLines:
    """Writes rows of one program; what stands in many lines is written once."""

    def __init__(self, program: Program) -> None:
        self._names = [*map(_json, program.names), _NULL]  # the last is at -1
        self._attributes = program.attributes
        self._attribute_names = [_json(name) for name, _ in program.attributes]
        self._journeys = [_json(journey.name) for journey in program.journeys]
        self._places = [f'"file": {_json(file)}, "line": {line}' for file, line in program.places]
        self._kinds = {int(kind): kind.name.lower() for kind in EffectKind}

    def line(self, row: Sequence[int], contact: str, page: Page) -> str:
        """One row, of the contact of that id, with the line's end."""
        journey = self._journeys[row[EFFECT_JOURNEY]]
        kind = row[EFFECT_KIND]
        if kind == EffectKind.SET:
            name = self._attribute_names[row[EFFECT_NAME]]
            value = self._value(row[EFFECT_NAME], row[EFFECT_VALUE], page)
        else:
            name = self._names[row[EFFECT_NAME]]
            named = kind in (EffectKind.NOTIFY, EffectKind.ANNOUNCE)
            value = self._names[row[EFFECT_VALUE]] if named else _NULL
        return (
            f'{{"id": {journey[:-1]}:{row[EFFECT_VISIT]}:{row[EFFECT_TIME_MS]}:{row[EFFECT_NUMBER]}", '
            f'"time": "{written(row[EFFECT_TIME_MS])}", "contact": {_json(contact)}, "journey": {journey}, '
            f'"effect": "{self._kinds[kind]}", "name": {name}, "reason": {self._names[row[EFFECT_REASON]]}, '
            f'"value": {value}, {self._places[row[EFFECT_PLACE]]}}}\n'
        )

    def _value(self, attribute: int, value: int, page: Page) -> str:
        if value == MISSING:
            return _NULL
        type_ = self._attributes[attribute][1]
        match type_.kind:
            case ValueKind.NUMBER:
                return number_written(value)
            case ValueKind.TEXT:
                return _json(page.text_of(value))
            case ValueKind.YES_NO:
                return "true" if value else "false"
            case ValueKind.ONE_OF:
                return _json(type_.values[value])


def number_written(millionths: int) -> str:
    """The number in as few digits as say it exactly."""
    whole, rest = divmod(abs(millionths), MILLION)
    sign = "-" if millionths < 0 else ""
    return f"{sign}{whole}.{rest:06d}".rstrip("0") if rest else f"{sign}{whole}"
