"""Stored programs: a program to the text of a JSON file, and such a file back to the same program.

The format is described by `program.schema.json`. `run` reads all but `machines`, which say the same for people.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, cast

from jdsl.errors import ProgramError
from jdsl.machine.machines import Place, machines
from jdsl.machine.meaning import FORMAT, digest, layout_digest, meaning
from jdsl.machine.plain import Json, plain
from jdsl.machine.plain import program as read_plain
from jdsl.machine.program import IR_VERSION, Program
from jdsl.machine.words import Words

SCHEMA = "program.schema.json"
LINE = 120

_HEAD = f'"format": "{FORMAT}"'
_PACKED = b"\x1f\x8b"
_AGAIN = "compile the journeys again"
_RENAMED = {"condition": "if", "is_running": "runs", "operation": "do"}


def program_text(program: Program) -> str:
    """The text of the file that holds the program: the same program gives the same text, everywhere."""
    content: dict[str, Json] = {
        "format": FORMAT,
        "version": IR_VERSION,
        "layout": layout_digest(),
        "meaning": meaning(program),
        "events": _events(program),
        "machines": [_described(machine) for machine in machines(program)],
        **plain(program),
    }
    content = {**content, "checksum": digest(content)}
    return "".join(_written(content, 0, 0)) + "\n"


def _events(program: Program) -> Json:
    """What each event code stands for, in words."""
    words = Words(program)
    return [{"code": code, "events": list(words.events((code,)))} for code in words.codes]


def load_program(path: str | os.PathLike[str]) -> Program:
    """The program that is stored there, packed by gzip or not.

    Raises ProgramError if the file is no program, damaged, or of a version that cannot be read; OSError if it cannot be
    opened.
    """
    name = os.fspath(path)
    content = Path(path).read_bytes()
    try:
        text = (gzip.decompress(content) if content.startswith(_PACKED) else content).decode("utf-8-sig")
    except (UnicodeDecodeError, OSError, EOFError, zlib.error):
        raise _foreign(name) from None
    return read_program(text, name)


def read_program(text: str, name: str) -> Program:
    """The program of such a text; `name` is what its file is called in errors. Raises ProgramError."""
    content = _checked(text, name)
    try:
        return read_plain(content)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        raise ProgramError(f"{name} is damaged: something in it is missing; {_AGAIN}") from None


def is_program(path: str | os.PathLike[str]) -> bool:
    """Whether the file begins as `program_text` does; False if it cannot be read. What it says may still be damaged."""
    if not Path(path).is_file():  # from a pipe could be read only once
        return False
    try:
        with Path(path).open("rb") as file:
            return _HEAD.encode("ascii") in file.read(LINE)
    except OSError:
        return False


def schema_text() -> str:
    """The JSON Schema of stored programs."""
    return (Path(__file__).parent / SCHEMA).read_text(encoding="utf-8")


def _foreign(name: str) -> ProgramError:
    return ProgramError(
        f"{name} is no program of jdsl; `jdsl compile` makes one of journey files, which end in `.journey`"
    )


def _checked(text: str, name: str) -> Mapping[str, Json]:
    """The content of a file that this version can read and that nobody has changed. Raises ProgramError."""
    try:
        content: Json = json.loads(text)
    except (ValueError, RecursionError):
        if _HEAD in text[:LINE]:
            raise ProgramError(f"{name} is damaged, its JSON is not whole; {_AGAIN}") from None
        raise _foreign(name) from None
    if not isinstance(content, dict):
        raise _foreign(name)
    values = cast("dict[str, Json]", content)
    if values.get("format") != FORMAT:
        raise _foreign(name)
    version = values.get("version")
    if type(version) is int and version > IR_VERSION:
        raise ProgramError(
            f"{name} is of format {version}, and this jdsl reads {IR_VERSION}; "
            f"install a newer jdsl, or compile the journeys again with this one"
        )
    if type(version) is int and version < IR_VERSION:
        raise ProgramError(f"{name} is of format {version}, which this jdsl no longer reads; {_AGAIN}")
    checksum = values.pop("checksum", None)
    if checksum != digest(values):
        raise ProgramError(f"{name} is damaged or was changed: it does not fit its checksum; {_AGAIN}")
    if values.get("layout") != layout_digest():
        raise ProgramError(
            f"{name} was compiled by another version of jdsl, which lays out its tables in another way; {_AGAIN}"
        )
    return values


# --- machines as JSON ---


def _described(thing: Any) -> Json:
    """A thing of a machine, field by field; what it does not have is left out."""
    if isinstance(thing, tuple):
        return [_described(one) for one in cast("tuple[Any, ...]", thing)]
    if not is_dataclass(thing):
        return thing
    said: dict[str, Json] = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, Place):
            said.update(file=value.file, line=value.line)
        elif field.name == "named":
            said.update((name, _described(one)) for name, one in value.items() if one is not None)
        elif value is not None and value != ():
            said[_RENAMED.get(field.name, field.name)] = _described(value)
    return said


# --- the text ---


def _written(value: Json, depth: int, before: int) -> Iterator[str]:
    """JSON of which whatever fits stands on one line; lists of numbers fill their lines. `before`: letters in front."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, (dict, list)) or not value or len(line) + depth + before < LINE:
        yield line
        return
    margin = "\n" + " " * (depth + 1)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield opening
    if isinstance(value, dict):
        for number, (name, one) in enumerate(cast("dict[str, Json]", value).items()):
            head = json.dumps(name, ensure_ascii=False) + ": "
            yield f"{',' if number else ''}{margin}{head}"
            yield from _written(one, depth + 1, len(head) + 1)
    elif all(type(one) is int for one in cast("list[Json]", value)):
        yield from _filled(cast("list[int]", value), margin)
    else:
        for number, one in enumerate(cast("list[Json]", value)):
            yield f"{',' if number else ''}{margin}"
            yield from _written(one, depth + 1, 1)
    yield f"\n{' ' * depth}{closing}"


def _filled(numbers: list[int], margin: str) -> Iterator[str]:
    """Numbers, as many on a line as fit."""
    yield margin
    column = len(margin)
    for place, number in enumerate(numbers):
        word = f"{number}," if place < len(numbers) - 1 else f"{number}"
        if column + len(word) > LINE:
            yield margin
            column = len(margin)
        elif place:
            word = f" {word}"
        yield word
        column += len(word)
