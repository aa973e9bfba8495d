"""Effect rows as lines of JSON (S8) or as CSV, the same bytes wherever they are written."""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

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
from jdsl.machine.values import MILLION, MISSING, ValueKind, ValueType, date_written
from jdsl.replay.times import written

FIELDS = ("id", "time", "contact", "journey", "effect", "name", "reason", "value", "file", "line")
"""Of an effect, in the order in which they are written."""

CELLS = (*FIELDS[: FIELDS.index("value") + 1], "values", *FIELDS[FIELDS.index("value") + 1 :])
"""The same of CSV: what goes with a `call` has a column in every row."""


class EffectWriter(ABC):
    """Writes rows of one program; what stands in many lines is written once. `head` comes before all of them."""

    head = ""

    def __init__(self, program: Program, text: Callable[[str], str], null: str) -> None:
        """`text`: how the format writes one."""
        self._text = text
        self._null = null
        self._names = [*map(text, program.names), null]  # the last is at -1
        self._attributes = program.attributes
        self._attribute_names = [text(name) for name, _ in program.attributes]
        self._journeys = [journey.name for journey in program.journeys]
        self._remembered = [journey.remembers for journey in program.journeys]
        self._places = [self._place(text(file), line) for file, line in program.places]
        self._kinds = {int(kind): text(kind.name.lower()) for kind in EffectKind}

    def line(self, row: Sequence[int], contact: str, page: Page, values: Sequence[int] = ()) -> str:
        """One row, of the contact of that id, with the line's end; `values` go with a `call`."""
        journey = self._journeys[row[EFFECT_JOURNEY]]
        kind = row[EFFECT_KIND]
        if kind == EffectKind.SET:
            name = self._attribute_names[row[EFFECT_NAME]]
            value = value_written(self._attributes[row[EFFECT_NAME]][1], row[EFFECT_VALUE], page, self._text)
        else:
            name = self._names[row[EFFECT_NAME]]
            named = kind in (EffectKind.NOTIFY, EffectKind.ANNOUNCE)
            value = self._names[row[EFFECT_VALUE]] if named else None
        return self._joined(
            # A journey's name is a word: no format has anything to escape in it.
            f"{journey}:{row[EFFECT_VISIT]}:{row[EFFECT_TIME_MS]}:{row[EFFECT_NUMBER]}",
            written(row[EFFECT_TIME_MS]),
            self._text(contact),
            journey,
            self._kinds[kind],
            name,
            self._names[row[EFFECT_REASON]],
            self._null if value is None else value,
            _object(self._remembered[row[EFFECT_JOURNEY]], values, page) if kind == EffectKind.CALL else None,
            self._places[row[EFFECT_PLACE]],
        )

    @abstractmethod
    def _place(self, file: str, line: int) -> str:
        """The last two fields."""

    @abstractmethod
    def _joined(
        self,
        id_: str,
        time: str,
        contact: str,
        journey: str,
        effect: str,
        name: str,
        reason: str,
        value: str,
        values: str | None,
        place: str,
    ) -> str:
        """The line, of fields that are written already, but for `id`, `time` and `journey`, which are plain.

        `values` is JSON, None where there are none.
        """


def value_written(type_: ValueType, value: int, page: Page, text: Callable[[str], str]) -> str | None:
    """A value, where `text` writes texts; None if it is missing."""
    if value == MISSING:
        return None
    match type_.kind:
        case ValueKind.NUMBER:
            return number_written(value)
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
        f"{_json(name)}: {value_written(type_, value, page, _json) or 'null'}"
        for (name, type_), value in zip(remembered, values, strict=True)
    )
    return f"{{{', '.join(fields)}}}"


class EffectLines(EffectWriter):
    """Lines of JSON."""

    def __init__(self, program: Program) -> None:
        super().__init__(program, _json, "null")

    def _place(self, file: str, line: int) -> str:
        return f'"file": {file}, "line": {line}'

    def _joined(
        self,
        id_: str,
        time: str,
        contact: str,
        journey: str,
        effect: str,
        name: str,
        reason: str,
        value: str,
        values: str | None,
        place: str,
    ) -> str:
        behind = "" if values is None else f'"values": {values}, '
        return (
            f'{{"id": "{id_}", "time": "{time}", "contact": {contact}, "journey": "{journey}", "effect": {effect}, '
            f'"name": {name}, "reason": {reason}, "value": {value}, {behind}{place}}}\n'
        )


_TO_BE_QUOTED = re.compile(r'[",\r\n]')
_ROW_END = "\r\n"


def _cell(text: str) -> str:
    """RFC 4180. A text of no characters is `""`, nothing at all is what is not said."""
    return '"' + text.replace('"', '""') + '"' if not text or _TO_BE_QUOTED.search(text) else text


class EffectCells(EffectWriter):
    """Rows of CSV, under a header."""

    head = ",".join(CELLS) + _ROW_END

    def __init__(self, program: Program) -> None:
        super().__init__(program, _cell, "")

    def _place(self, file: str, line: int) -> str:
        return f"{file},{line}"

    def _joined(
        self,
        id_: str,
        time: str,
        contact: str,
        journey: str,
        effect: str,
        name: str,
        reason: str,
        value: str,
        values: str | None,
        place: str,
    ) -> str:
        cell = "" if values is None else _cell(values)
        return f"{id_},{time},{contact},{journey},{effect},{name},{reason},{value},{cell},{place}{_ROW_END}"


def number_written(millionths: int) -> str:
    """The number in as few digits as say it exactly."""
    whole, rest = divmod(abs(millionths), MILLION)
    sign = "-" if millionths < 0 else ""
    return f"{sign}{whole}.{rest:06d}".rstrip("0") if rest else f"{sign}{whole}"
