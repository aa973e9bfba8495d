"""A line of JSON, and how its values become ours by their types (S7.1)."""

import json
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from typing import Any, TypeAlias, cast

from jdsl.machine.values import MILLION, NUMBER_LIMIT, ValueKind, ValueType
from jdsl.machine.vocabulary import Slot
from jdsl.replay.dates import Clock, day_of, moment_reading

Json: TypeAlias = Any
"""Whatever a line holds; what it is, is asked before it is used."""

_SHOWN = 40  # characters of a value in a cause

_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_MILLIONTH = Decimal("0.000001")


Fields: TypeAlias = dict[str, Any]
"""An object, by name."""


class UnreadableError(Exception):
    """A line that cannot count as an event or a contact at all."""

    def __init__(self, kind: str, cause: str) -> None:
        super().__init__(kind, cause)
        self.kind = kind
        self.cause = cause


class OutOfRangeError(ValueError):
    """A number too large to be one of ours; it counts as missing."""


# --- JSON ---

# A number with a fraction or an exponent stays as it is written, as bytes, to tell it from a text: it must be read
# exactly, and only if somebody wants it.
_Written: TypeAlias = bytes
_written = str.encode


def _whole(text: str) -> int | _Written:
    """Python refuses integers of thousands of digits; nobody wants them."""
    return int(text) if len(text) < 100 else _written(f"{text[:30]}e99")


# `scan_once` is the decoder without its setting up for each call, which would cost as much as the scanning.
_scan: Callable[[str, int], tuple[Json, int]] = cast("Any", json.JSONDecoder(parse_float=_written)).scan_once


def repeated_names(line: str) -> list[str]:
    """The names that stand twice in one object of the line."""
    repeated: list[str] = []

    def look(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                repeated.append(name)
            seen.add(name)
        return dict(pairs)

    json.JSONDecoder(object_pairs_hook=look, parse_float=_written, parse_int=_whole).decode(line)
    return repeated


def scanned(line: str) -> Json:
    """What the line says. Raises UnreadableError."""
    try:
        try:
            value, end = _scan(line, 0)
            if end == len(line):
                return value
        except (StopIteration, ValueError):
            pass
        # There are blanks around it, or a number of thousands of digits; or it is an error.
        return json.JSONDecoder(parse_float=_written, parse_int=_whole).decode(line)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            raise UnreadableError("more than one value", "holds more than one JSON value") from None
        raise UnreadableError("not JSON", f"is no JSON: it cannot be read from character {error.pos + 1} on") from None
    except RecursionError:
        raise UnreadableError("not JSON", "nests too deep") from None


# --- values ---


def shown(value: Json) -> str:
    """The value as it stood in its line, or its beginning."""
    text = value.decode() if type(value) is _Written else json.dumps(value, ensure_ascii=False, default=_Written.decode)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def number(value: Json) -> int:
    """In millionths. Raises OutOfRangeError, and ValueError for what is none."""
    if type(value) is int:
        scaled = value * MILLION
    elif type(value) is _Written:
        whole, _, fraction = value.partition(b".")
        if fraction.isdigit() and len(fraction) <= 6:
            scaled = int(whole + fraction.ljust(6, b"0"))
        else:
            scaled = _rounded(value.decode())
    else:
        raise ValueError("is no number")
    if not -NUMBER_LIMIT <= scaled <= NUMBER_LIMIT:
        raise OutOfRangeError("is out of range")
    return scaled


def _rounded(text: str) -> int:
    """In millionths, half to even (S7.1)."""
    try:
        return int(Decimal(text).quantize(_MILLIONTH, context=_EXACT).scaleb(6, context=_EXACT))
    except InvalidOperation:
        if "e-" in text.lower():  # an exponent beyond what even decimals have
            return 0
        raise OutOfRangeError("is out of range") from None


def _text(value: Json) -> str:
    if type(value) is not str:
        raise ValueError("is no text")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise ValueError("is no valid text") from None
    return value


def _yes_no(value: Json) -> int:
    if value is True:
        return 1
    if value is False:
        return 0
    raise ValueError("is neither true nor false")


def _one_of(values: tuple[str, ...]) -> Callable[[Json], int]:
    places = {value: place for place, value in enumerate(values)}
    told = ", ".join(values) if len(values) <= 8 else ", ".join((*values[:7], f"… ({len(values)} values)"))

    def place(value: Json) -> int:
        found = places.get(value) if type(value) is str else None
        if found is None:
            raise ValueError(f"is none of {told}")
        return found

    return place


Reading: TypeAlias = Callable[[Json], int | str]
"""From JSON to an integer, or to a text that is still to be numbered. Raises ValueError with how it is wrong."""

_READINGS: Mapping[ValueKind, Reading] = {
    ValueKind.NUMBER: number, ValueKind.TEXT: _text, ValueKind.YES_NO: _yes_no, ValueKind.DATE: day_of,
}  # fmt: skip


def reading(type_: ValueType, clock: Clock = ()) -> Reading:
    """How JSON is read as a value of that type; `clock`: by which moments without an offset are read."""
    if type_.kind is ValueKind.MOMENT:
        return moment_reading(clock)
    return _one_of(type_.values) if type_.kind is ValueKind.ONE_OF else _READINGS[type_.kind]


Readings: TypeAlias = dict[str, tuple[int, Reading]]
"""By name: the slot's number (or UNUSED), and how its values are read."""


def readings(slots: Mapping[str, Slot], clock: Clock = ()) -> Readings:
    return {name: (slot.number, reading(slot.type, clock)) for name, slot in slots.items()}
