"""What would fit in some place of a line, in words that a reader knows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from jdsl.syntax.parser import expectation, terminal_spellings

_KINDS = {
    "NAME": "a name",
    "TEXT": 'a text in quotes, `"…"`',
    "DURATION": "a length of time, such as `2d`",
    "CALENDAR_LENGTH": "a length of time, such as `2d`",
    "COUNT": "a whole number",
    "SIGNED_INTEGER": "a whole number",
    "NUMBER": "a number",
    "DATE": "a date, such as `2026-03-02`",
    "CLOCK": "a time, such as `09:00`",
    "ZONE": "a time zone, such as `Europe/Prague`",
    "PERCENT": "a share, such as `10%`",
    "$END": "the end of the line",
}
"""The terminals that may be written in many ways."""

_SHOWN_MOST = 8


def spelled(terminals: Iterable[str]) -> set[str]:
    """How those of the terminals are written that are written in one way."""
    known = terminal_spellings()
    return {known[terminal] for terminal in terminals if terminal in known}


def in_words(terminals: Iterable[str]) -> str:
    """A list for a sentence: "a name, `when` or the end of the line"."""
    terminals = set(terminals)
    kinds = [words for terminal, words in _KINDS.items() if terminal in terminals and terminal != "$END"]
    keywords = [f"`{spelling}`" for spelling in sorted(spelled(terminals))]
    listed = list(dict.fromkeys(kinds + keywords))
    if len(listed) > _SHOWN_MOST:
        listed = [*listed[:_SHOWN_MOST], "other words"]
    if "$END" in terminals:
        listed.append(_KINDS["$END"])
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} or {listed[-1]}" if listed else "nothing"


@cache
def first_words() -> frozenset[str]:
    """The words that lines begin with."""
    return frozenset(spelling.split(" ")[0] for spelling in spelled(expectation("").expected))
