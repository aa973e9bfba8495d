"""Words that are names to the grammar, but that people meant otherwise: in a verb and its subject, and elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from jdsl.syntax.ast import Weekday
from jdsl.syntax.keywords import GRAMMAR_WORDS, RESERVED, STEP_WORDS
from jdsl.syntax.other_words import CLOCK_WORDS, NUMBERS
from jdsl.syntax.parser import Node, Word


class DoubtKind(Enum):
    NO_THEN = auto()  # a step begins in the middle of a phrase
    LETTER_CASE = auto()  # a keyword in capitals was taken for a name
    BEEN_IN = auto()  # `has been in journey j`
    NO_COMMA = auto()  # `starting over` without its comma
    ELSEWHERE = auto()  # words that have their place, but not in a verb and its subject
    NUMBER = auto()  # `wait two days`
    NO_MOMENT = auto()  # `wait until tomorrow`
    ALL = auto()  # `hold all`
    DAY = auto()  # `now is on monday and friday`
    TODAY = auto()  # `if today is monday`
    IGNORED = auto()  # `has ignored x`, `not ignored x for 5d`
    NO_BY = auto()  # `clicked a followed visited b`
    WHEN_IN = auto()  # `when in segment s`


@dataclass(frozen=True, slots=True)
class Doubt:
    """The words at `start` up to `end` are read as names, and are none."""

    kind: DoubtKind
    start: int
    end: int


_ELSEWHERE = (
    ("in", "contact", "time"),
    ("in", "a", "row"),
    ("newest", "only"),
    *((of, span) for of in ("this", "last") for span in ("week", "month", "year")),
)

_NEVER_NAMES = RESERVED | STEP_WORDS

_TELLING = GRAMMAR_WORDS | CLOCK_WORDS.keys() | NUMBERS.keys() | {"all", "been", "yesterday"}


def is_telling(word: str) -> bool:
    """Whether a line with this word may be read otherwise than the same line with some name in its place."""
    return word in _TELLING or word.lower() in _NEVER_NAMES


def doubt(tree: Node, text: str) -> Doubt | None:
    """The first words in the line that are names to the grammar alone."""
    for node in _nodes(tree):
        if node.rule == "phrase":
            words = _words(node)
            spelled = [text[word.start : word.end] for word in words]
            for number, word in enumerate(words):
                kind, length = _verdict(spelled, number)
                if kind is not None:
                    return Doubt(kind, word.start, words[number + length - 1].end)
            continue
        kind = _other_verdict(node, [text[word.start : word.end] for word in _words(node)])
        if kind is not None:
            name = next(word for word in _words(node) if word.terminal == "NAME")
            return Doubt(kind, name.start, name.end)
    return None


def _words(node: Node) -> list[Word]:
    """The words right under the node; of a wait until a date, those of the date."""
    words = [part for part in node.parts if isinstance(part, Word)]
    if node.rule == "wait_until_moment":
        words += [word for part in node.parts if isinstance(part, Node) for word in _words(part)]
    return words


def _verdict(spelled: list[str], number: int) -> tuple[DoubtKind | None, int]:
    word = spelled[number]
    if number > 0 and word in STEP_WORDS:
        return DoubtKind.NO_THEN, 1
    if word != word.lower() and word.lower() in _NEVER_NAMES:
        return DoubtKind.LETTER_CASE, 1
    if number > 0 and spelled[number : number + 2] == ["starting", "over"]:
        return DoubtKind.NO_COMMA, 2
    if number == 0:
        kind, length = _first_verdict(spelled)
        if kind is not None:
            return kind, length
    if word == "followed" and 0 < number < len(spelled) - 1 and spelled[number - 1] != "any":
        return DoubtKind.NO_BY, 1
    if number > 0 and word in {"today", "yesterday"}:
        return DoubtKind.ELSEWHERE, 1
    for words in _ELSEWHERE:
        if number > 0 and tuple(spelled[number : number + len(words)]) == words:
            return DoubtKind.ELSEWHERE, len(words)
    return None, 0


def _first_verdict(spelled: list[str]) -> tuple[DoubtKind | None, int]:
    """Of words that no verb begins with."""
    if spelled[:2] == ["been", "in"]:
        return DoubtKind.BEEN_IN, 3 if spelled[2:3] in (["journey"], ["segment"]) else 2
    if spelled[0] == "ignored":
        return DoubtKind.IGNORED, 1
    if spelled[:2] in (["in", "segment"], ["in", "journey"]):
        return DoubtKind.WHEN_IN, 2
    if len(spelled) > 1 and spelled[0] in {"before", "after"}:
        return DoubtKind.ELSEWHERE, 1
    return (DoubtKind.ELSEWHERE, 2) if spelled[:2] == ["counting", "machines"] else (None, 0)


def _other_verdict(node: Node, spelled: list[str]) -> DoubtKind | None:
    match node.rule, spelled:
        case "data_length", [name, *_] if name in NUMBERS:
            return DoubtKind.NUMBER
        case "wait_until_moment", ["wait", "until", name, *_] if name in CLOCK_WORDS:
            return DoubtKind.NO_MOMENT
        case (("hold" | "release"), [_, "all", *_]):
            return DoubtKind.ALL
        case (("bare" | "comparison"), [name, *_]) if name in set(Weekday):
            return DoubtKind.DAY
        case (("comparison" | "is_within" | "one_of"), ["today", *_]):
            return DoubtKind.TODAY
        case _:
            return None


def _nodes(node: Node) -> Iterator[Node]:
    """The nodes of a tree, each before its parts."""
    if node.rule == "event_line":
        return
    yield node
    for part in node.parts:
        if isinstance(part, Node):
            yield from _nodes(part)
