"""What is said about times, days and lengths of time that are written as the language does not write them."""

from __future__ import annotations

import re

from jdsl.diagnostics.catalogue import MISSING_WORD, OTHER_LANGUAGE, UNREADABLE
from jdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix
from jdsl.syntax.expectations import spelled
from jdsl.syntax.other_times import SLIPS, Slip
from jdsl.syntax.other_words import CLOCK_WORDS, DAYS, NUMBERS
from jdsl.syntax.parser import Misfit
from jdsl.syntax.phrases import Doubt, DoubtKind
from jdsl.syntax.repair import reads, replacing, saying
from jdsl.text.edit import apply_edits
from jdsl.text.span import Span


def clock_problem(text: str, problem: Misfit) -> Diagnostic | None:
    """The one thing about times that does not fit in the line, if that is what it is."""
    for question in (_odd_clock, _window, _day, _slip, _missing_at):
        answer = question(text, problem)
        if answer is not None:
            return answer
    return None


# --- clocks ---

_ODD_CLOCK = re.compile(
    r"""
    (?P<before>(?<![-\w])(?:at|until|till|between|from|and|to|-|,|\d{4}-\d{2}-\d{2})\s+)
    (?P<clock>
        (?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s*(?P<half>[ap]\.?\s?m\.?(?!\w)|o'?clock\b|uhr\b)?
      | (?P<four>\d{4})
      | (?P<word>noon|midday|midnight)
    )
    (?![-\w.:%])
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _odd_clock(text: str, problem: Misfit) -> Diagnostic | None:
    """`9am`, `9.30`, `0900`, `noon`, and all others of their kind in the line, for one fix."""
    odd = [found for found in _ODD_CLOCK.finditer(text) if _clock(found) not in {None, found["clock"]}]
    here = next((found for found in odd if _is_at(found.start("clock"), found.end("clock"), text, problem)), None)
    if here is None or not ("CLOCK" in problem.expected or here["half"]):
        return None
    edits = tuple(Edit(Span(*found.span("clock")), _clock(found) or "") for found in odd)
    if not reads(apply_edits(text, [(edit.span, edit.text) for edit in edits])):
        edits = (Edit(Span(*here.span("clock")), _clock(here) or ""),)
        if "CLOCK" not in problem.expected and not reads(apply_edits(text, [(edits[0].span, edits[0].text)])):
            return None
    written, span = _clock(here), Span(*here.span("clock"))
    # A bare 9 could be nine in the evening.
    certain = all(found["half"] or found["minute"] or found["four"] or found["word"] for found in odd)
    fixes = (Fix(f"write `{written}`", edits, certain=certain and reads_with(text, edits)),)
    return saying(OTHER_LANGUAGE, span, f"`{here['clock']}` is written `{written}`", fixes=fixes)


def _clock(found: re.Match[str]) -> str | None:
    if found["word"]:
        return CLOCK_WORDS[found["word"].lower()] or CLOCK_WORDS["noon"]
    if found["four"]:
        hour, minute = int(found["four"][:2]), int(found["four"][2:])
    else:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()[:1]
    if half in {"a", "p"}:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def reads_with(text: str, edits: tuple[Edit, ...]) -> bool:
    """Whether the line can be read with these edits."""
    return reads(apply_edits(text, [(edit.span, edit.text) for edit in edits]))


# --- the table of slips ---


def _is_at(start: int, end: int, text: str, problem: Misfit) -> bool:
    """Whether what does not fit is there, or right behind."""
    return start <= problem.start <= end or (problem.start > end and not text[end : problem.start].strip())


# The shapes of slips have gaps, which are tried at each place; few lines are as long.
_LONGEST_COMPARED = 400


def _slip(text: str, problem: Misfit) -> Diagnostic | None:
    if len(text) > _LONGEST_COMPARED:
        return None
    for slip in SLIPS:
        for found in slip.shape.finditer(text):
            # What is said as it should be is no slip; it is something behind it that does not fit.
            is_right = slip.instead is not None and " ".join(found["here"].split()) == slip.instead
            if not is_right and _is_at(found.start("here"), found.end("here"), text, problem):
                return _told(slip, found, text)
    return None


def _told(slip: Slip, found: re.Match[str], text: str) -> Diagnostic:
    words = {name: value or "" for name, value in found.groupdict().items()}
    if "y" in words and "m" in words and "d" not in words:
        words["months"] = str(int(words["y"]) * 12 + int(words["m"]))
    if "side" in words:
        words["turned"] = "after" if words["side"] == "before" else "before"
    if words["here"].startswith("0."):
        words["percent"] = f"{words['here'][2:].ljust(2, '0')[:2].lstrip('0') or '0'}%"
    span = Span(*found.span("here"))
    fixes: tuple[Fix, ...] = ()
    instead = None
    if slip.instead is not None:
        instead = slip.instead.format(**words)
        edit = Edit(span, instead)
        title = f"write `{instead.strip()}`" if instead.strip() else "leave it out"
        fixes = (Fix(title, (edit,), certain=slip.certain and reads_with(text, (edit,))),)
    message = f"`{words['here']}` is said `{instead}` here" if slip.message is None else slip.message.format(**words)
    help_text = None if slip.help is None else slip.help.format(**words)
    if span.start == span.end:
        return saying(MISSING_WORD, _word_before(text, span.start), message, help_text=help_text, fixes=fixes)
    blank = len(found["here"]) - len(found["here"].lstrip())
    shown = Span(span.start + blank, span.start + blank + len(found["here"].strip()))
    return saying(OTHER_LANGUAGE if fixes else UNREADABLE, shown, message, help_text=help_text, fixes=fixes)


def _word_before(text: str, end: int) -> Span:
    last = re.search(r"\S+\s*$", text[:end])
    return Span(last.start() if last is not None else 0, end)


# --- what is left out, and what is no window ---


def _missing_at(text: str, problem: Misfit) -> Diagnostic | None:
    """`every monday 09:00`, and `every monday` with no time at all."""
    if spelled(problem.expected) - {",", ", at", "or"} != {"at"} or {"NAME", "CLOCK"} & problem.expected:
        return None
    at = Span(problem.start, problem.start)
    if re.match(r"\d{1,2}:\d{2}", text[problem.start :]):
        edit = Edit(at, "at ")
        fixes = (Fix("put `at` before it", (edit,), certain=reads_with(text, (edit,))),)
        span = Span(problem.start, problem.end)
        return saying(MISSING_WORD, span, f"`at` is missing before `{text[span.start : span.end]}`", fixes=fixes)
    end = len(text[: problem.start].rstrip())
    edit = Edit(Span(end, end), " at 09:00")
    if "from" in spelled(problem.expected) or not reads_with(text, (edit,)):
        return None
    fixes = (Fix("write `at 09:00`", (edit,), certain=False),)
    return saying(
        MISSING_WORD, _word_before(text, end), "at what time is not said", help_text="such as `at 09:00`", fixes=fixes
    )


_CALENDAR = re.compile(r"(?P<count>\d+)\s*(?P<unit>weekday|month|year)s?(?![-\w])")
_DAYS = {"weekday": 1, "month": 30, "year": 365}


def _window(text: str, problem: Misfit) -> Diagnostic | None:
    """`has purchased in the last 2 months`: windows are exact."""
    if "DURATION" not in problem.expected or "CALENDAR_LENGTH" in problem.expected:
        return None
    found = _CALENDAR.match(text, problem.start)
    if found is None:
        # The number may have been read as something else.
        found = next((one for one in _CALENDAR.finditer(text) if one.start() <= problem.start < one.end()), None)
    if found is None:
        return None
    count = int(found["count"][:6])
    days = f"{count * _DAYS[found['unit']]}d"
    return saying(
        UNREADABLE,
        Span(*found.span()),
        f"`{found[0]}` {'is' if count == 1 else 'are'} not always as long, and here a length must be",
        help_text=f"say it in days, such as `{days}`",
        fixes=replacing(Span(*found.span()), days, certain=False),
    )


def _day(text: str, problem: Misfit) -> Diagnostic | None:
    """`every mon at 09:00`."""
    word = text[problem.start : problem.end]
    meant = DAYS.get(word.lower())
    if meant is None or meant.upper() not in problem.expected:
        return None
    span = Span(problem.start, problem.end)
    certain = reads_with(text, (Edit(span, meant),))
    return saying(OTHER_LANGUAGE, span, f"`{word}` is written `{meant}`", fixes=replacing(span, meant, certain=certain))


# --- names that are none ---

_ELSEWHERE = {
    "before": ("how long before is not said", "such as `7d before trial_ends`"),
    "after": ("how long after is not said", "such as `1d after spring_webinar`"),
    "counting machines": (
        "`counting machines` stands right behind the verb and what it is about",
        "such as `clicked any email counting machines`",
    ),
    "in contact time": ("`in contact time` goes with a time of day", "such as `at 09:00 in contact time`"),
    "yesterday": ("`yesterday` says nothing here", "say `in the last 2d`, or `today`"),
}
_SPANS = ("`{}` goes with a question about the past", "such as `if has purchased {}`")
_LAST = ("`{}` says nothing here", "say `in the last 7d`, or `this week`, `this month`, `this year`")


def explain_doubt(text: str, problem: Doubt) -> Diagnostic:
    """What is wrong with a word that is a name to the grammar alone, of the kinds that have to do with times."""
    span = Span(problem.start, problem.end)
    word = " ".join(text[span.start : span.end].split())
    match problem.kind:
        case DoubtKind.NUMBER:
            instead = NUMBERS[word]
            message = f"`{word}` is said `{instead}` here"
            return saying(OTHER_LANGUAGE, span, message, fixes=replacing(span, instead, certain=False))
        case DoubtKind.NO_MOMENT:
            return _no_moment(text, span, word)
        case DoubtKind.ALL:
            fixes = replacing(span, "everything", certain=False)
            return saying(OTHER_LANGUAGE, span, "`all` is said `everything` here", fixes=fixes)
        case DoubtKind.DAY:
            return _day_alone(text, span, word)
        case DoubtKind.TODAY:
            return _today(text, span)
        case _:
            known = _LAST if word.startswith("last ") else _SPANS
            message, advice = _ELSEWHERE.get(word, tuple(said.format(word) for said in known))
            return saying(UNREADABLE, span, message, help_text=advice)


def _no_moment(text: str, span: Span, word: str) -> Diagnostic:
    instead = CLOCK_WORDS[word]
    if instead is None:
        advice = "wait for a time or a day: `wait until 09:00`, `wait until monday at 09:00`, or `wait 1d at 09:00`"
        return saying(UNREADABLE, span, f"`{word}` is no date", help_text=advice)
    mended = text[: span.start] + instead + text[span.end :]
    if reads(mended):
        fixes = replacing(span, instead, certain=True)
        return saying(OTHER_LANGUAGE, span, f"`{word}` is written `{instead}`", fixes=fixes)
    advice = "such as `wait until monday at 09:00`"
    fixes = replacing(span, instead, certain=False)
    return saying(OTHER_LANGUAGE, span, f"`{word}` is written `{instead}`", help_text=advice, fixes=fixes)


def _day_alone(text: str, span: Span, word: str) -> Diagnostic:
    before = re.search(r"\s+(?:and|or)\s+$", text[: span.start])
    if before is not None and re.search(r"day\s+(?:and|or)\s+$", text[: span.start]):
        fixes = replacing(Span(before.start(), span.start), ", ", certain=True, title="put a comma between them")
        return saying(OTHER_LANGUAGE, span, "days have a comma between them", fixes=fixes)
    fixes = replacing(span, f"now is on {word}", certain=False)
    return saying(UNREADABLE, span, f"`{word}` alone is no condition", fixes=fixes)


def _today(text: str, span: Span) -> Diagnostic:
    day = re.compile(r"today\s+is\s+(?P<not>not\s+)?(?:on\s+)?(?P<day>\w+day)(?![-\w])").match(text, span.start)
    if day is not None:
        instead = f"now is {day['not'] or ''}on {'weekdays' if day['day'] == 'weekday' else day['day']}"
        whole = Span(*day.span())
        return saying(
            OTHER_LANGUAGE, whole, f"`{day[0]}` is said `{instead}`", fixes=replacing(whole, instead, certain=True)
        )
    sides = re.compile(r"today\s+is\s+(?P<not>not\s+)?(?P<side>before|after)\s+(?P<name>[^\W\d]\w*(?:-\w+)*)").match(
        text, span.start
    )
    message = "what is compared stands on the left of `is`, and `today` on the right"
    if sides is None:
        return saying(UNREADABLE, span, message, help_text="such as `renewal_date is before today`")
    turned = "after" if sides["side"] == "before" else "before"
    instead = f"{sides['name']} is {sides['not'] or ''}{turned} today"
    whole = Span(*sides.span())
    edit = Edit(whole, instead)
    fixes = (Fix(f"write `{instead}`", (edit,), certain=reads_with(text, (edit,))),)
    return saying(OTHER_LANGUAGE, whole, message, fixes=fixes)
