"""Mending a line by trying: a small change counts if the whole line can be read with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jdsl.diagnostics.catalogue import MISSING_WORD, UNKNOWN_KEYWORD, UNREADABLE
from jdsl.diagnostics.diagnostic import Code, Diagnostic, Edit, Fix
from jdsl.syntax.expectations import spelled
from jdsl.syntax.keywords import BY_SPELLING, RESERVED
from jdsl.syntax.parser import Misfit, Node, read_line
from jdsl.syntax.phrases import doubt
from jdsl.text.nearest import nearest
from jdsl.text.span import Span

# A few dozen parses are all that a diagnostic is worth.
_MOST_TRIES = 60

_ONE_TO_THREE_WORDS = re.compile(r"\S+(?:\s+\S+){0,2}")


def saying(
    code: Code, span: Span, message: str, *, help_text: str | None = None, fixes: tuple[Fix, ...] = ()
) -> Diagnostic:
    """A diagnostic of a line by itself; which file it is in is filled in later (`Diagnostic.moved`)."""
    # What is quoted may go on over several physical lines; a message does not.
    return Diagnostic(code, "", span, re.sub(r"\s+", " ", message), help_text, fixes=fixes)


def word_pattern(spelling: str) -> re.Pattern[str]:
    """What finds the word, or the words, where they stand by themselves."""
    return re.compile(r"(?<![-\w])" + r"\s+".join(map(re.escape, spelling.split())) + r"(?![-\w])")


def replacing(span: Span, text: str, *, certain: bool, title: str | None = None) -> tuple[Fix, ...]:
    """The fix that puts `text` in place of `span`."""
    title = title or (f"write `{text.strip()}`" if text.strip() else "leave it out")
    return (Fix(title, (Edit(span, text),), certain),)


def misspelt(span: Span, word: str, meant: str) -> Diagnostic:
    """That `word` was probably to be the keyword `meant`."""
    return saying(
        UNKNOWN_KEYWORD,
        span,
        f"`{word}` says nothing here",
        help_text=f"did you mean `{meant}`?",
        fixes=replacing(span, meant, certain=False),
    )


def reads(text: str) -> bool:
    """Whether the line `text` can be read, and has no run of names that is none."""
    tree = read_line(text)
    return isinstance(tree, Node) and doubt(tree, text) is None


def repaired(text: str, problem: Misfit) -> Diagnostic | None:
    """What the first small change says that makes the whole line readable."""
    tries = 0
    for attempts in (_misspellings, _insertions, _quotes_and_deletion):
        found: list[Diagnostic] = []
        for mended, diagnostic in attempts(text, problem):
            tries += 1
            if tries > _MOST_TRIES:
                return None
            if reads(mended):
                found.append(diagnostic)
                if attempts is not _insertions:
                    return diagnostic
        # Of several words that might have been left out none is the one that was.
        if len(found) == 1:
            return found[0]
    return None


def _misspellings(text: str, problem: Misfit) -> Iterator[tuple[str, Diagnostic]]:
    start, end = problem.start, problem.end
    fitting = spelled(problem.expected)
    word = text[start:end]
    near = nearest(word, {spelling for spelling in fitting if spelling.isalpha()}) if word else None
    if near is not None:
        yield text[:start] + near + text[end:], misspelt(Span(start, end), word, near)
    previous = re.search(r"([^\W\d]+)\s+$", text[:start])
    words_before = [found.start() for found in re.finditer(r"\S+", text[:start])]
    places = [start, *reversed(words_before[-3:])]
    # `in last 30d`, `subscribed news`: several words are one keyword, and some of them are missing or wrong.
    for place in places:
        for spelling in sorted(fitting | {"subscribed to", "one of", "at least", "at most", "in the last"}):
            if " " in spelling:
                yield from _several_words(text, place, spelling)
    if previous is not None:
        # `clicked x iff vip`: the misspelt word was read as a name.
        for spelling in sorted({keyword.split(" ")[0] for keyword in BY_SPELLING}):
            if nearest(previous[1], [spelling]) is not None:
                mended = text[: previous.start(1)] + spelling + text[previous.end(1) :]
                yield mended, misspelt(Span(*previous.span(1)), previous[1], spelling)


def _several_words(text: str, place: int, spelling: str) -> Iterator[tuple[str, Diagnostic]]:
    plain = spelling.removeprefix(", ")
    if re.compile(re.escape(plain).replace(r"\ ", r"\s+")).match(text, place) and plain != spelling:
        mended = text[:place].rstrip() + spelling + text[place + len(plain) :]
        fixes = replacing(Span(len(text[:place].rstrip()), place), ", ", certain=True, title="put a comma before it")
        yield (
            mended,
            saying(MISSING_WORD, Span(place, place + len(plain)), f"a comma is missing before `{plain}`", fixes=fixes),
        )
    found = _ONE_TO_THREE_WORDS.match(text, place)
    if found is None:
        return
    ends = [match.end() + place for match in re.finditer(r"\S+", found[0])]
    for end in ends:
        window = " ".join(text[place:end].split())
        first = window.split(" ")[0] == plain.split(" ")[0]
        if window != plain and (first or nearest(window, [plain]) is not None):
            mended = f"{text[:place]}{plain}{text[end:]}"
            yield mended, misspelt(Span(place, end), window, plain)


def _insertions(text: str, problem: Misfit) -> Iterator[tuple[str, Diagnostic]]:
    words = {spelling for spelling in spelled(problem.expected) if spelling.replace(" ", "").isalpha()}
    # `is` is what is left out in conditions; that `contains` fits too makes it no less likely.
    if "is" in words and problem.start < problem.end:
        words -= {"contains", "starts with", "and", "or"}
    for spelling in sorted(words):
        start = problem.start
        yield f"{text[:start]} {spelling} {text[start:]}", _left_out(text, problem, spelling)


def _left_out(text: str, problem: Misfit, spelling: str) -> Diagnostic:
    span = Span(problem.start, problem.end)
    before = text[: span.start]
    if span.start == span.end:
        at = Span(len(before.rstrip()), len(before.rstrip()))
        fixes = replacing(at, f" {spelling}", certain=False)
        last = re.search(r"\S+\s*$", before)
        return saying(
            MISSING_WORD,
            Span(last.start() if last is not None else 0, at.start),
            f"`{spelling}` is missing at the end",
            fixes=fixes,
        )
    gap = "" if not before or before[-1].isspace() else " "
    fixes = replacing(
        Span(span.start, span.start), f"{gap}{spelling} ", certain=False, title=f"put `{spelling}` before it"
    )
    return saying(MISSING_WORD, span, f"`{spelling}` is missing before `{text[span.start : span.end]}`", fixes=fixes)


def _quotes_and_deletion(text: str, problem: Misfit) -> Iterator[tuple[str, Diagnostic]]:
    start, end = problem.start, problem.end
    if start == end:
        return
    if "TEXT" in problem.expected and text[start:end] not in RESERVED:
        rest = text[start:].replace("\\", "\\\\").replace('"', '\\"')
        fixes = replacing(Span(start, len(text)), f'"{rest}"', certain=False, title="put it in quotes")
        yield (
            f'{text[:start]}"{rest}"',
            saying(UNREADABLE, Span(start, len(text)), "a text stands in quotes", fixes=fixes),
        )
    fixes = replacing(Span(start, end), "", certain=False)
    yield (
        text[:start] + text[end:],
        saying(UNREADABLE, Span(start, end), f"`{text[start:end]}` is too much here", fixes=fixes),
    )
