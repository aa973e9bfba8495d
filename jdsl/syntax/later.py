"""Words of the language that this version does not read yet: which of them a line says, if they are what is wrong."""

from __future__ import annotations

import re

from jdsl.diagnostics.catalogue import NOT_YET
from jdsl.diagnostics.diagnostic import Diagnostic
from jdsl.syntax.keywords import BY_SPELLING, KEYWORDS, Keyword, KeywordKind
from jdsl.syntax.parser import Misfit
from jdsl.syntax.repair import saying, word_pattern
from jdsl.text.span import Span

_ROWS = sorted((row for row in KEYWORDS if row.not_yet), key=lambda row: -len(row.spelling))
_PATTERNS = [(row, word_pattern(row.spelling)) for row in _ROWS]

_HEAD_KINDS = {KeywordKind.CATALOG, KeywordKind.HEADER, KeywordKind.RULE, KeywordKind.STEP}
_NEVER_HEADS = frozenset(("was", "newest only"))

# The grammar takes these for a name, and it is the word behind them that does not fit.
_TAKEN_FOR_A_NAME = frozenset(("reaches",))

# What no single word tells, or a word that this version reads elsewhere: the group `later` is what is told.
_SHAPES = (
    (re.compile(r"enter\s+when(?![-\w]).*(?<![-\w])(?P<later>per)(?![-\w])", re.DOTALL), "per"),
    # Behind the left side of a product; `at least 3 times` has no other side.
    (
        re.compile(
            r".*(?:(?<![-\w])(?:to|add|take|remember|is|before|after)(?![-\w])|[<>]=?)\s*"
            r"[-\w.]+\s+(?P<later>times)\s+(?!(?:within|in|since|then)(?![-\w]))[-\w]",
            re.DOTALL,
        ),
        "times",
    ),
)

# Said of later versions; what this version means by the same word is in its table.
_MEANINGS = {"times": "the product"}

# Where these stand in front of what does not fit, they are why.
_TELLTALE = (
    (re.compile(r"(?:.*\s)?(?:when|whenever|or|has|not)\s+(?P<later>ignored)(?![-\w])", re.DOTALL), "ignored"),
    (re.compile(r".*\s(?P<later>followed\s+by)(?![-\w])", re.DOTALL), "followed by"),
    (re.compile(r".*\s(?P<later>falls\s+below)(?![-\w])", re.DOTALL), "falls below"),
)


def not_yet(spelling: str, span: Span) -> Diagnostic:
    """That this version does not read `spelling`; its path is still to be filled in (`Diagnostic.moved`)."""
    meaning = _MEANINGS.get(spelling)
    if meaning is None and spelling in BY_SPELLING:
        meaning = BY_SPELLING[spelling].meaning
    message = f"`{spelling}` cannot be used yet in this version"
    help_text = "a later version will read it" if meaning is None else f"a later version will read it: {meaning}"
    return saying(NOT_YET, span, message, help_text=help_text)


def later_head(text: str, _: Misfit) -> Diagnostic | None:
    """The line begins with words of a later version."""
    for row, pattern in _PATTERNS:
        found = pattern.match(text)
        if found is not None and row.kind in _HEAD_KINDS and row.spelling not in _NEVER_HEADS:
            return not_yet(row.spelling, Span(*found.span()))
    percent = re.match(r"\d+%", text)
    return not_yet("split", Span(*percent.span())) if percent is not None else None


def later_inside(text: str, problem: Misfit) -> Diagnostic | None:
    """What does not fit is part of something that a later version will read."""
    for row, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if _is_meant(row, found, text, problem):
                return not_yet(row.spelling, Span(*found.span()))
    for shape, spelling in (*_SHAPES, *_TELLTALE):
        found = shape.match(text)
        if found is not None and found.start("later") <= problem.start <= found.end("later"):
            return not_yet(spelling, Span(*found.span("later")))
    for shape, spelling in _TELLTALE:
        found = shape.match(text)
        if found is not None and found.end("later") <= problem.start:
            return not_yet(spelling, Span(*found.span("later")))
    return None


def _is_meant(row: Keyword, found: re.Match[str], text: str, problem: Misfit) -> bool:
    if found.start() <= problem.start < found.end():
        # The first of several words may fit; a single one is met where it begins.
        return " " in row.spelling or problem.start == found.start()
    if row.kind is KeywordKind.UNIT:
        return re.fullmatch(r"\d+\s*", text[problem.start : found.start()]) is not None
    is_right_before = found.end() <= problem.start and not text[found.end() : problem.start].strip()
    return row.spelling in _TAKEN_FOR_A_NAME and is_right_before
