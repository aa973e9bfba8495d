"""What is wrong with a line that cannot be read, in the reader's words, with a fix where one can be told.

Spans count from the line's start. The order of the questions matters: what people of other languages write and what is
merely misspelt look alike to a parser, so the certain answers come first.
"""

from __future__ import annotations

import re

from jdsl.diagnostics.catalogue import (
    LETTER_CASE,
    MINUTE_UNIT,
    MISSING_WORD,
    OTHER_LANGUAGE,
    OUT_OF_RANGE,
    TOO_DEEP,
    UNCLOSED_TEXT,
    UNKNOWN_KEYWORD,
    UNREADABLE,
)
from jdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix
from jdsl.syntax.clock_mistakes import clock_problem, explain_doubt
from jdsl.syntax.expectations import first_words, in_words, spelled
from jdsl.syntax.keywords import BY_SPELLING, RESERVED
from jdsl.syntax.layout import JOINING_WORDS
from jdsl.syntax.leaves import LONG_UNITS, UNIT_MS, OutOfRange
from jdsl.syntax.other_words import AT_LINE_START, COMPARISONS, ELSEWHERE, NUMBERS, PAGES, SIGNS, UNITS
from jdsl.syntax.parser import Misfit, TooDeep
from jdsl.syntax.phrases import Doubt, DoubtKind
from jdsl.syntax.repair import misspelt, reads, repaired, replacing, saying, word_pattern
from jdsl.text.nearest import nearest
from jdsl.text.span import Span

_WORD = re.compile(r"[^\W\d_]\w*(?:-\w+)*(?:/no\b)?")
_TEXT = re.compile(r'"(?:\\.|[^"\\\r\n])*"')


# Beyond this many letters a line is not tried out: every question reads all of it, some many times.
_LONGEST_EXPLAINED = 2_000


def explain(text: str, problem: Misfit | TooDeep | Doubt | OutOfRange) -> Diagnostic:
    """The one diagnostic of the line `text`."""
    match problem:
        case OutOfRange():
            return saying(OUT_OF_RANGE, problem.span, problem.message)
        case TooDeep():
            return saying(TOO_DEEP, Span(0, len(text)), "too much stands in parentheses in parentheses here")
        case Doubt():
            return _explain_doubt(text, problem)
        case Misfit() if len(text) > _LONGEST_EXPLAINED:
            return _expected(text, problem)
        case Misfit():
            for question in _QUESTIONS:
                answer = question(text, problem)
                if answer is not None:
                    return answer
            return _expected(text, problem)


# --- phrases that are none ---


def _explain_doubt(text: str, problem: Doubt) -> Diagnostic:
    span = Span(problem.start, problem.end)
    word = text[span.start : span.end]
    if problem.kind is DoubtKind.BEEN_IN:
        return _been_in(text, span)
    if problem.kind is DoubtKind.LETTER_CASE:
        return _wrong_case(span, word)
    if problem.kind is DoubtKind.NO_COMMA:
        gap = Span(len(text[: span.start].rstrip()), span.start)
        fixes = replacing(gap, ", ", certain=True, title="put a comma before it")
        return saying(MISSING_WORD, span, f"a comma is missing before `{word}`", fixes=fixes)
    if problem.kind is DoubtKind.NO_BY:
        gap = Span(span.end, span.end)
        return saying(
            MISSING_WORD, span, "`by` is missing behind `followed`", fixes=replacing(gap, " by", certain=False)
        )
    if problem.kind is DoubtKind.IGNORED:
        return _ignored(text, span)
    if problem.kind is DoubtKind.WHEN_IN:
        return _when_in(span, word)
    if problem.kind is not DoubtKind.NO_THEN:
        return explain_doubt(text, problem)
    # `when clicked x thne send y`: the word before may be what `then` was to be.
    before = re.search(r"(\S+)\s+$", text[: span.start])
    if before is not None and nearest(before[1], ["then"]) is not None:
        return misspelt(Span(*before.span(1)), before[1], "then")
    return saying(
        MISSING_WORD,
        span,
        f"`then` is missing before `{word}`",
        fixes=replacing(Span(span.start, span.start), "then ", certain=False, title="put `then` before it"),
    )


def _wrong_case(span: Span, word: str) -> Diagnostic:
    small = word.lower()
    return saying(
        LETTER_CASE,
        span,
        f"`{word}` is written `{small}`",
        help_text="keywords are in lower case",
        fixes=replacing(span, small, certain=True),
    )


def _ignored(text: str, span: Span) -> Diagnostic:
    """`ignored` is listened for, and has no other place."""
    asked = re.search(r"\bhas\s+(?P<negated>not\s+)?$", text[: span.start])
    if asked is not None:
        whole = Span(asked.start(), span.end)
        instead = "has opened" if asked["negated"] else "has not opened"
        return saying(
            OTHER_LANGUAGE,
            whole,
            f"`{' '.join(text[whole.start : whole.end].split())}` is said `{instead}` here",
            help_text="whether something has been ignored is known when its time is up, and to rules alone",
            fixes=replacing(whole, instead, certain=False),
        )
    help_text = "it is listened for, such as `when ignored product_teaser for 5d`"
    if re.search(r"\bnot\s+$", text[: span.start]):
        return saying(
            UNREADABLE,
            span,
            "`not` does not fit before `ignored`",
            help_text="listen for `opened` or `clicked` instead",
        )
    return saying(UNREADABLE, span, "`ignored` is no event, but what nobody has done", help_text=help_text)


def _when_in(span: Span, words: str) -> Diagnostic:
    """`when in segment s`: being there is no event."""
    instead = "joined" if words.endswith("segment") else "entered"
    message = f"`{' '.join(words.split())}` is a condition; what happens is said `{instead}`"
    return saying(OTHER_LANGUAGE, span, message, fixes=replacing(span, instead, certain=False))


def _been_in(text: str, span: Span) -> Diagnostic:
    """`has been in journey j`: it is told by what led there."""
    words = " ".join(text[span.start : span.end].split())
    instead = "joined" if words.endswith("segment") else "entered"
    # Of a stage no event tells, so there is nothing to say in its place.
    is_stage = re.match(r"\s+\S+\s+stage\b", text[span.end :]) is not None
    fixes = () if is_stage else replacing(span, instead, certain=False)
    return saying(OTHER_LANGUAGE, span, f"`{words}` is said `{instead}`: history knows events", fixes=fixes)


# --- the line's first word, and texts ---


def _text_problem(text: str, problem: Misfit) -> Diagnostic | None:
    blank = _TEXT.sub(lambda found: "_" * len(found[0]), text)
    quote = re.search(r"[“”„«»]", blank)
    if quote is not None and quote.start() <= problem.end:
        edits = tuple(Edit(Span(*found.span()), '"') for found in re.finditer(r"[“”„«»]", blank))
        return saying(
            OTHER_LANGUAGE,
            Span(*quote.span()),
            f'`{quote[0]}` is not the quote that texts stand in: `"`',
            fixes=(Fix("use straight quotes", edits, certain=True),),
        )
    single = re.search(r"(?<!\w)'[^'\r\n]*'", blank)
    if single is not None and single.start() == problem.start:
        inside = single[0][1:-1].replace("\\", "\\\\").replace('"', '\\"')
        return saying(
            OTHER_LANGUAGE,
            Span(*single.span()),
            "a text stands in double quotes",
            fixes=replacing(Span(*single.span()), f'"{inside}"', certain=True, title="use double quotes"),
        )
    open_at = blank.find('"')
    if open_at < 0:
        return None
    end = re.compile(r"[^\r\n]*").match(text, open_at)
    span = Span(open_at, end.end() if end is not None else len(text))
    return saying(
        UNCLOSED_TEXT,
        span,
        'this text has no closing `"`',
        help_text="a text begins and ends on one line",
        fixes=replacing(Span(span.end, span.end), '"', certain=False, title="close it at the end of the line"),
    )


def _first_word_problem(text: str, problem: Misfit) -> Diagnostic | None:
    if problem.start > 0:
        return None
    found = _WORD.match(text)
    if found is None:
        if text.startswith("//"):
            return _said_otherwise(Span(0, 2), "//", "#", certain=True)
        lump = Span(0, max(problem.end, 1))
        return saying(
            UNKNOWN_KEYWORD, lump, f"no line begins with `{text[: lump.end]}`", help_text="a line begins with a keyword"
        )
    word, span = found[0], Span(*found.span())
    if word in JOINING_WORDS:
        return saying(
            UNREADABLE,
            span,
            f"no line begins with `{word}`",
            help_text="indent it deeper than the line above, and it goes on with that line",
        )
    if word.lower() in first_words() and word != word.lower():
        return _wrong_case(span, word)
    for spelling, instead in AT_LINE_START.items():
        other = word_pattern(spelling).match(text)
        if other is not None:
            return _said_otherwise(Span(*other.span()), other[0], instead)
    near = nearest(word, first_words())
    return saying(
        UNKNOWN_KEYWORD,
        span,
        f"no line begins with `{word}`",
        help_text=f"did you mean `{near}`?" if near else "a line begins with a keyword, such as `when` or `send`",
        fixes=replacing(span, near, certain=False) if near else (),
    )


# --- what stands where it does not fit ---


def _letter_case(text: str, problem: Misfit) -> Diagnostic | None:
    span = Span(problem.start, problem.end)
    word = text[span.start : span.end]
    small = word.lower()
    fits = {spelling.split(" ")[0].strip(",") for spelling in spelled(problem.expected)} | RESERVED
    return _wrong_case(span, word) if small != word and small in fits else None


def _page(text: str, problem: Misfit) -> Diagnostic | None:
    for shape, message, help_text in PAGES:
        found = shape.match(text)
        if found is not None and found.start("here") == problem.start:
            return saying(UNREADABLE, Span(*found.span("here")), message, help_text=help_text)
    return None


def _other_words(text: str, problem: Misfit) -> Diagnostic | None:
    for spelling, choices in SIGNS.items():
        if text.startswith(spelling, problem.start):
            span = Span(problem.start, problem.start + len(spelling))
            mending = (word for word in choices if reads(f"{text[: span.start]} {word} {text[span.end :]}"))
            return _said_otherwise(span, spelling, next(mending, choices[0]))
    previous = re.search(r"\S+\s*$", text[: problem.start])
    # A word of another language may have been read as a name, and then it is the next word that does not fit.
    places = [problem.start] if previous is None else [problem.start, previous.start()]
    for place in places:
        for spelling, instead in (*ELSEWHERE.items(), *NUMBERS.items()):
            found = word_pattern(spelling).match(text, place)
            if found is None:
                continue
            is_ours = spelling in BY_SPELLING or place != problem.start or spelling in NUMBERS
            if not is_ours or reads(text[: found.start()] + instead + text[found.end() :]):
                return _said_otherwise(Span(*found.span()), found[0], instead)
    if problem.end == len(text) and text[problem.start : problem.end] in {":", ";", ".", ","}:
        return saying(
            OTHER_LANGUAGE,
            Span(problem.start, problem.end),
            f"no line ends with `{text[problem.start :]}`",
            fixes=replacing(Span(problem.start, problem.end), "", certain=True),
        )
    return None


def _comparison_in_words(text: str, problem: Misfit) -> Diagnostic | None:
    """`minutes is at least 30`: `is at` alone would be a comparison, and what does not fit is behind it."""
    for spelling, sign in COMPARISONS.items():
        for found in word_pattern(spelling).finditer(text):
            is_there = found.start() <= problem.start and not text[found.end() : problem.start].strip()
            if is_there and reads(text[: found.start()] + sign + text[found.end() :]):
                return _said_otherwise(Span(*found.span()), " ".join(found[0].split()), sign)
    return None


def _said_otherwise(span: Span, word: str, instead: str, *, certain: bool = False) -> Diagnostic:
    message = f"`{word}` is said `{instead}` here" if instead else f"`{word}` is not needed here"
    return saying(OTHER_LANGUAGE, span, message, fixes=replacing(span, instead, certain=certain))


_COUNT_AND_UNIT = re.compile(r"(\d+(?:\.\d+)?)(\s*)([^\W\d_]*)(?![-\w:.])")


def _number_problem(text: str, problem: Misfit) -> Diagnostic | None:
    """Lengths of time: `m`, a unit that is misspelt or left out, a half of one."""
    found = _COUNT_AND_UNIT.match(text, problem.start)
    if found is None:
        # `wait 2 mins` does not fit from its number on, `… in the last 2 mins` from its unit on.
        matches = _COUNT_AND_UNIT.finditer(text)
        found = next((match for match in matches if match.start(3) == problem.start < match.end(3)), None)
    if found is None:
        return None
    count, unit, span = found[1], found[3], Span(*found.span())
    if unit == "m":
        fixes = replacing(span, f"{count}min", certain=False)
        help_text = f"minutes are written `{count}min`"
        return saying(MINUTE_UNIT, span, f"`{count}m` may be minutes or months", help_text=help_text, fixes=fixes)
    if "DURATION" not in problem.expected:
        return None
    if "." in count:
        message = "a length of time is made of whole numbers"
        return saying(OTHER_LANGUAGE, span, message, help_text="such as `1h 30min`, `2d 12h`")
    if not unit or unit in RESERVED:
        after = Span(found.end(1), found.end(1))
        fixes = replacing(after, "d", certain=False, title=f"write `{count}d`: days")
        message = f"a unit of time is missing after `{count}`"
        return saying(MISSING_WORD, Span(*found.span(1)), message, help_text=_UNITS, fixes=fixes)
    return _wrong_unit(unit, Span(*found.span(3)))


_UNITS = "the units are `s`, `min`, `h`, `d` and `w`"


def _wrong_unit(unit: str, span: Span) -> Diagnostic:
    small = unit.lower()
    is_known = small in UNIT_MS or small in LONG_UNITS
    meant = small if is_known else UNITS.get(small) or nearest(small, (*UNIT_MS, *LONG_UNITS))
    if meant is None:
        return saying(UNREADABLE, span, f"`{unit}` is no unit of time", help_text=_UNITS)
    fixes = replacing(span, meant, certain=is_known)
    return saying(UNREADABLE, span, f"`{unit}` is written `{meant}`", help_text=_UNITS, fixes=fixes)


def _expected(text: str, problem: Misfit) -> Diagnostic:
    span = Span(problem.start, problem.end)
    help_text = f"what fits is {in_words(problem.expected)}"
    if span.start == span.end:
        last = re.search(r"\S+\s*$", text)
        span = Span(last.start() if last is not None else 0, len(text))
        return saying(UNREADABLE, span, "this line stops short", help_text=help_text)
    return saying(UNREADABLE, span, f"`{text[span.start : span.end]}` does not fit here", help_text=help_text)


_QUESTIONS = (
    _text_problem,
    clock_problem,
    _first_word_problem,
    _letter_case,
    _page,
    _comparison_in_words,
    _other_words,
    _number_problem,
    repaired,
)
"""Asked one after the other; the first answer is the one that is given."""
