"""Effect rows as lines of JSON (S8) or as CSV, the same bytes wherever they are written."""

import json
import re
from abc import ABC, abstractmethod
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
from jdsl.machine.values import MISSING, ValueKind, ValueType, date_written
from jdsl.replay.times import written
from jdsl.text.written import number_in_words

FIELDS = ("id", "time", "contact", "journey", "effect", "name", "reason", "value", "file", "line")
"""Of an effect, in the order in which they are written."""

CELLS = (*FIELDS[: FIELDS.index("value") + 1], "values", *FIELDS[FIELDS.index("value") + 1 :])
"""The same of CSV: what goes with a `call` has a column in every row."""


class EffectWriter(ABC):
    """Writes rows of one program; what stands in many lines is written once. A subclass says how its format looks."""

    head: ClassVar[str] = ""
    """What comes before all lines."""

    _null: ClassVar[str]
    _line: ClassVar[str]
    """A line and its end: the fields in their order, with `values` and its separator as one, and so the place."""

    _place: ClassVar[str]
    """File and line, the last two fields."""

    _no_values: ClassVar[str]
    """Where nothing goes with the effect."""

    def __init__(self, program: Program, text: Callable[[str], str]) -> None:
        """`text`: how the format writes one."""
        self._text = text
        self._names = [*map(text, program.names), self._null]  # the last is at -1
        self._attributes = program.attributes
        self._attribute_names = [text(name) for name, _ in program.attributes]
        self._journeys = [journey.name for journey in program.journeys]
        self._remembered = [journey.remembers for journey in program.journeys]
        self._places = [self._place % (text(file), line) for file, line in program.places]
        self._kinds = {int(kind): text(kind.name.lower()) for kind in EffectKind}

    def line(self, row: Sequence[int], contact: str, page: Page, values: Sequence[int] = ()) -> str:
        """One row, of the contact of that id, with the line's end; `values` go with a `call`."""
        journey = self._journeys[row[EFFECT_JOURNEY]]
        kind = row[EFFECT_KIND]
        if kind == EffectKind.SET:
            name = self._attribute_names[row[EFFECT_NAME]]
            type_ = self._attributes[row[EFFECT_NAME]][1]
            value = value_written(type_, row[EFFECT_VALUE], page, self._text, self._null)
        else:
            name = self._names[row[EFFECT_NAME]]
            named = kind in (EffectKind.NOTIFY, EffectKind.ANNOUNCE)
            value = self._names[row[EFFECT_VALUE]] if named else self._null
        calls = kind == EffectKind.CALL
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
            self._values(_object(self._remembered[row[EFFECT_JOURNEY]], values, page)) if calls else self._no_values,
            self._places[row[EFFECT_PLACE]],
        )

    @abstractmethod
    def _values(self, remembered: str) -> str:
        """What goes with a `call`, given as JSON, with its separator."""


def value_written(type_: ValueType, value: int, page: Page, text: Callable[[str], str], null: str) -> str:
    """A value, where `text` writes texts; `null` if it is missing."""
    if value == MISSING:
        return null
    match type_.kind:
        case ValueKind.NUMBER:
            return number_in_words(value)
        case ValueKind.TEXT:
            return text(page.text_of(value))
        case ValueKind.YES_NO:
            return "true" if value else "false"
        case ValueKind.DATE:
            return text(date_written(value))
        case ValueKind.MOMENT:
            return text(written(value))
        case ValueKind.ONE_OF:
            return text(type_.values[value])


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _object(remembered: Sequence[tuple[str, ValueType]], values: Sequence[int], page: Page) -> str:
    """What a visit remembers, as JSON."""
    fields = (
        f"{_json(name)}: {value_written(type_, value, page, _json, 'null')}"
        for (name, type_), value in zip(remembered, values, strict=True)
    )
    return f"{{{', '.join(fields)}}}"


class EffectLines(EffectWriter):
    """Lines of JSON."""

    _null = "null"
    _line = (
        '{"id": "%s", "time": "%s", "contact": %s, "journey": "%s", "effect": %s, "name": %s, "reason": %s, '
        '"value": %s, %s%s}\n'
    )
    _place = '"file": %s, "line": %d'
    _no_values = ""

    def __init__(self, program: Program) -> None:
        super().__init__(program, _json)

    def _values(self, remembered: str) -> str:
        return f'"values": {remembered}, '


_TO_BE_QUOTED = re.compile(r'[",\r\n]')
_ROW_END = "\r\n"


def _cell(text: str) -> str:
    """RFC 4180. A text of no characters is `""`, nothing at all is what is not said."""
    return '"' + text.replace('"', '""') + '"' if not text or _TO_BE_QUOTED.search(text) else text


class EffectCells(EffectWriter):
    """Rows of CSV, under a header."""

    head = ",".join(CELLS) + _ROW_END
    _null = ""
    _line = "%s,%s,%s,%s,%s,%s,%s,%s,%s%s" + _ROW_END
    _place = "%s,%d"
    _no_values = ","

    def __init__(self, program: Program) -> None:
        super().__init__(program, _cell)

    def _values(self, remembered: str) -> str:
        return f"{_cell(remembered)},"
