"""What the cells of a CSV file mean: all are texts, and become what their columns are for."""

import re
from collections.abc import Mapping

from jdsl.machine.values import MILLION, ValueKind, ValueType
from jdsl.machine.vocabulary import Slot
from jdsl.replay.dates import Clock, day_of, moment_reading
from jdsl.replay.scan import Json, Reading, Readings, number, reading

NULL = "null"
BACKSLASH = "\\"
LIST_MARK = ";"

_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([Ee][+-]?\d+)?", re.ASCII)
_WITH_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_SHORT = 12  # characters, at most, of a number that is in range
_MILLISECONDS = 18  # digits, at most, of what may be meant as a time


def meant(cell: str) -> str | None:
    """What a cell that is not empty says: `null` is none; of backslashes before nothing or `null`, one goes."""
    if cell == NULL:
        return None
    if cell[0] == BACKSLASH and cell.lstrip(BACKSLASH) in ("", NULL):
        return cell[1:]
    return cell


# --- columns that are the same for everyone; what does not fit stays a text, to be told as it stands ---


def time(cell: str) -> Json:
    """Milliseconds, or a text that `instant_ms` reads."""
    cell = cell.strip()
    return int(cell) if cell.isdigit() and cell.isascii() and len(cell) <= _MILLISECONDS else cell


def yes_no(cell: str) -> Json:
    """True or false, in the words that tables use."""
    truth = _TRUTHS.get(cell)  # as they mostly stand
    return truth if truth is not None else _TRUTHS.get(cell.strip().lower(), cell)


def names(cell: str) -> Json:
    """A list."""
    return [name for part in cell.split(LIST_MARK) if (name := part.strip())]


def yes_no_or_names(cell: str) -> Json:
    """True or false, or a list."""
    truth = yes_no(cell)
    return truth if isinstance(truth, bool) else names(cell)


# --- columns by the type that the catalog gives them ---


def _number(cell: Json) -> int:
    if cell.isascii() and len(cell) <= _SHORT:
        # As most are; what is not is looked at in its parts.
        if cell.isdigit():
            return int(cell) * MILLION
        whole, _, fraction = cell.partition(".")
        if whole.isdigit() and fraction.isdigit() and len(fraction) <= 6:
            return int(whole + fraction.ljust(6, "0"))
    text: str = cell.strip()
    if not _NUMBER.fullmatch(text):
        if _WITH_COMMA.fullmatch(text):
            raise ValueError("is no number: write its comma as a point")
        raise ValueError("is no number")
    return number(text.encode())


def _yes_no(cell: Json) -> int:
    truth = yes_no(cell)
    if truth is not True and truth is not False:
        raise ValueError("is neither yes nor no, nor true, false, 1, 0")
    return int(truth)


def _date(cell: Json) -> int:
    return day_of(cell.strip())


_READINGS: Mapping[ValueKind, Reading] = {
    ValueKind.NUMBER: _number, ValueKind.YES_NO: _yes_no, ValueKind.DATE: _date,
}  # fmt: skip


def _reading(type_: ValueType, clock: Clock) -> Reading:
    if type_.kind is ValueKind.MOMENT:
        moment_of = moment_reading(clock)
        return lambda cell: moment_of(time(cell))
    return _READINGS.get(type_.kind) or reading(type_)


def cell_readings(slots: Mapping[str, Slot], clock: Clock = ()) -> Readings:
    """How cells are read, as `readings` tells it of JSON."""
    return {name: (slot.number, _reading(slot.type, clock)) for name, slot in slots.items()}
