"""Reads `grammar/REFERENCE.md`: its journeys, its timed tables, its numbered paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REFERENCE = Path(__file__).parents[2] / "grammar" / "REFERENCE.md"

UNITS_MS = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}
_TERM = re.compile(r"([+-]?)(\d+)(ms|s|min|h|d|w)|[+-]?0(?!\d)")
_CODE = re.compile(r"`([^`]*)`")


@dataclass(frozen=True)
class TimedEvent:
    """One event of a table: when it was received, when it happened (from the start), and its words."""

    received_ms: int
    time_ms: int
    words: str


@dataclass(frozen=True)
class Case:
    """One row of a timed table. `effects` are `(ms from the start, words)`."""

    line: int
    title: str
    events: tuple[TimedEvent, ...]
    until_ms: int
    effects: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Block:
    """One fence that holds a whole journey; `line` is its first line of text. `cases` is the table right below it."""

    line: int
    text: str
    cases: tuple[Case, ...]


@cache
def reference() -> str:
    return REFERENCE.read_text(encoding="utf-8")


def milliseconds(text: str) -> int:
    """`2d-1ms` as whole milliseconds."""
    assert re.fullmatch(rf"(?:{_TERM.pattern})+", text), text
    return sum(
        int(f"{found[1]}{found[2]}") * UNITS_MS[found[3]] for found in _TERM.finditer(text) if found[2] is not None
    )


def journeys() -> Iterator[Block]:
    """Every journey block, with its table if there is one."""
    lines = reference().split("\n")
    number = 0
    while number < len(lines):
        if lines[number] != "```journey":
            number += 1
            continue
        first = number + 1
        end = lines.index("```", first)
        number = end + 1
        yield Block(first + 1, "\n".join(lines[first:end]) + "\n", tuple(_cases(lines, end + 1)))


def _cases(lines: list[str], at: int) -> Iterator[Case]:
    while at < len(lines) and not lines[at].strip():
        at += 1
    if at >= len(lines) or not lines[at].startswith("| case |"):
        return
    at += 2
    while at < len(lines) and lines[at].startswith("|"):
        title, events, until, effects = (cell.strip() for cell in lines[at].strip().strip("|").split("|"))
        yield Case(
            at + 1,
            title,
            tuple(_event(found) for found in _CODE.findall(events)),
            milliseconds(_CODE.findall(until)[0]),
            tuple(_effect(found) for found in _CODE.findall(effects)),
        )
        at += 1


def _event(text: str) -> TimedEvent:
    received, _, words = text.partition(" ")
    own = received
    if words.startswith("of "):
        _, own, words = words.split(" ", 2)
    return TimedEvent(milliseconds(received), milliseconds(own), words)


def _effect(text: str) -> tuple[int, str]:
    at, _, words = text.partition(" ")
    return milliseconds(at), words


def paragraphs() -> list[str]:
    """The numbers of sections and paragraphs, as they stand in the text: `5`, `5.3`."""
    return re.findall(r"^(?:#+ )?§(\d+(?:\.\d+)?)\b", reference(), re.MULTILINE)


def citations() -> set[str]:
    """Every number that is named anywhere, `§5.3` without its sign."""
    return set(re.findall(r"§(\d+(?:\.\d+)?)", reference()))
