"""Runs of names that the grammar takes for a verb and its subject, but that people meant otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from jdsl.syntax.keywords import BY_SPELLING, RESERVED, STEP_WORDS
from jdsl.syntax.parser import Node, Word


class DoubtKind(Enum):
    NO_THEN = auto()  # a step begins in the middle of a phrase
    LETTER_CASE = auto()  # a keyword in capitals was taken for a name
    NOT_YET = auto()  # words of a later version
    NO_COMMA = auto()  # `starting over` without its comma


@dataclass(frozen=True, slots=True)
class Doubt:
    """The words at `start` up to `end` stand in a phrase, and belong in none."""

    kind: DoubtKind
    start: int
    end: int


# Where in a phrase the words of later versions would stand: anywhere, or in the second place alone.
_LATER_ANYWHERE = tuple(
    tuple(spelling.split())
    for spelling in (
        "counting machines",
        "followed by",
        "falls below",
        "in a row",
        "this week",
        "this month",
        "this year",
        "today",
        "in contact time",
        "newest only",
        "in segment",
        "wait until",
    )
)
_LATER_SECOND = frozenset(("reaches", "comes", "answers", "fails"))
_LATER_FIRST = frozenset(("ignored",))
assert all(" ".join(words) in BY_SPELLING for words in _LATER_ANYWHERE)
assert BY_SPELLING.keys() >= _LATER_SECOND | _LATER_FIRST

_NEVER_NAMES = RESERVED | STEP_WORDS


def doubt(tree: Node, text: str) -> Doubt | None:
    """The first run of names in the line that was not meant as a verb and its subject."""
    for phrase in _phrases(tree):
        spelled = [text[word.start : word.end] for word in phrase]
        for number, word in enumerate(phrase):
            kind, length = _verdict(spelled, number)
            if kind is not None:
                return Doubt(kind, word.start, phrase[number + length - 1].end)
    return None


def _verdict(spelled: list[str], number: int) -> tuple[DoubtKind | None, int]:
    word = spelled[number]
    if number > 0 and word in STEP_WORDS:
        return DoubtKind.NO_THEN, 1
    if word != word.lower() and word.lower() in _NEVER_NAMES:
        return DoubtKind.LETTER_CASE, 1
    if (number == 1 and word in _LATER_SECOND) or (number == 0 and word in _LATER_FIRST):
        return DoubtKind.NOT_YET, 1
    if number > 0 and spelled[number : number + 2] == ["starting", "over"]:
        return DoubtKind.NO_COMMA, 2
    for later in _LATER_ANYWHERE:
        if number > 0 and tuple(spelled[number : number + len(later)]) == later:
            return DoubtKind.NOT_YET, len(later)
    return None, 0


def _phrases(node: Node) -> Iterator[list[Word]]:
    if node.rule == "event_line":
        return
    if node.rule == "phrase":
        yield [part for part in node.parts if isinstance(part, Word)]
        return
    for part in node.parts:
        if isinstance(part, Node):
            yield from _phrases(part)
