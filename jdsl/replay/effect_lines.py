"""Effect rows as lines of JSON (S8) or as CSV, the same bytes wherever they are written."""

import json
import re
from collections.abc import Callable, Sequence
from typing import ClassVar

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
from jdsl.machine.values import MISSING, ValueKind
from jdsl.replay.times import written
from jdsl.text.written import number_in_words

FIELDS = ("id", "time", "contact", "journey", "effect", "name", "reason", "value", "file", "line")
"""Of an effect, in the order in which they are written."""


class EffectWriter:
    """Writes rows of one program; what stands in many lines is written once. A subclass says how its format looks."""

    head: ClassVar[str] = ""
    """What comes before all lines."""

    _null: ClassVar[str]
    _line: ClassVar[str]
    """A line and its end: the fields in their order, but for the last two, then the place."""

    _place: ClassVar[str]
    """File and line, the last two fields."""

    def __init__(self, program: Program, text: Callable[[str], str]) -> None:
        """`text`: how the format writes one."""
        self._text = text
        self._names = [*map(text, program.names), self._null]  # the last is at -1
        self._attributes = program.attributes
        self._attribute_names = [text(name) for name, _ in program.attributes]
        self._journeys = [journey.name for journey in program.journeys]
        self._places = [self._place % (text(file), line) for file, line in program.places]
        self._kinds = {int(kind): text(kind.name.lower()) for kind in EffectKind}

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
            value = self._names[row[EFFECT_VALUE]] if named else self._null
        return self._line % (
            # A journey's name is a word: no format has anything to escape in it.
            f"{journey}:{row[EFFECT_VISIT]}:{row[EFFECT_TIME_MS]}:{row[EFFECT_NUMBER]}",
            written(row[EFFECT_TIME_MS]),
            self._text(contact),
            journey,
            self._kinds[kind],
            name,
            self._names[row[EFFECT_REASON]],
            value,
            self._places[row[EFFECT_PLACE]],
        )

    def _value(self, attribute: int, value: int, page: Page) -> str:
        if value == MISSING:
            return self._null
        type_ = self._attributes[attribute][1]
        match type_.kind:
            case ValueKind.NUMBER:
                return number_in_words(value)
            case ValueKind.TEXT:
                return self._text(page.text_of(value))
            case ValueKind.YES_NO:
                return "true" if value else "false"
            case ValueKind.ONE_OF:
                return self._text(type_.values[value])


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


class EffectLines(EffectWriter):
    """Lines of JSON."""

    _null = "null"
    _line = (
        '{"id": "%s", "time": "%s", "contact": %s, "journey": "%s", "effect": %s, "name": %s, "reason": %s, '
        '"value": %s, %s}\n'
    )
    _place = '"file": %s, "line": %d'

    def __init__(self, program: Program) -> None:
        super().__init__(program, _json)


_TO_BE_QUOTED = re.compile(r'[",\r\n]')
_ROW_END = "\r\n"


def _cell(text: str) -> str:
    """RFC 4180. A text of no characters is `""`, nothing at all is what is not said."""
    return '"' + text.replace('"', '""') + '"' if not text or _TO_BE_QUOTED.search(text) else text


class EffectCells(EffectWriter):
    """Rows of CSV, under a header."""

    head = ",".join(FIELDS) + _ROW_END
    _null = ""
    _line = "%s,%s,%s,%s,%s,%s,%s,%s,%s" + _ROW_END
    _place = "%s,%d"

    def __init__(self, program: Program) -> None:
        super().__init__(program, _cell)
