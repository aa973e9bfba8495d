"""What cases hold, and what comes about in them, of segments, scores, values, calls and the like (§9.12 on, §16 on)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from jdsl.model import model as checked
from jdsl.model.model import Model
from tests.oracle.cases import Case
from tests.oracle.facts import Event, Happening
from tests.oracle.flips import parts

_PARTS = ("entries", "exits", "goals", "rules", "arms", "points")
_LISTENED = ("followed", "ignored")
WANTED = (
    *(f"{part}: {kind}" for part in _PARTS for kind in _LISTENED),
    *(f"{part}: crosses" for part in _PARTS[:-1]),
    *(f"points: {kind}" for kind in ("plain", "counted", "silence", "comes")),
    "segment", "segment: of another", "segment: of a score", "segment: of a date", "segment: of history in a window",
    "score: add", "score: take", "score: fades", "score: does not fade", "score: with an if",
    "threshold: reaches", "threshold: falls below",
    "pattern: joined", "pattern: joined SUBJECT", "pattern: left", "pattern: left SUBJECT",
    "pattern: answered", "pattern: answered SUBJECT", "pattern: failed", "pattern: failed SUBJECT",
    "sequence: within", "sequence: without end", "ignored: one message", "ignored: several", "ignored: in a row",
    "ignored: counting machines", "has: of a segment", "has: of a call", "model: InSegment", "model: InArm",
    "model: ScoreValue", "per", "per: newest only", "per: reenter asks", "start: of a value", "reenter: from entering",
    "not while in", "on change", "guarantee", "was", "piece", "split", "repeat: times", "repeat: until",
    "sum: plus", "sum: minus", "sum: times", "call: listened to", "call: an effect alone",
    "webhook: answers within", "event: an answer", "event: a failure", "event: names its call", "event: a late answer",
    "event: a webinar's",
)  # fmt: skip
"""What is written, each in ten cases or more."""

COMES_ABOUT = (
    "flip: at an event", "flip: at a late event", "flip: by a step", "flip: by time",
    "score: at an event", "score: at a late event", "score: by a step", "score: by time",
    "answer: of an open call", "answer: of an open call, late", "answer: of none",
    "failure: of an open call", "failure: by the clock or at once",
)  # fmt: skip
"""What is made of events and time, each in ten cases or more."""


def of_case(case: Case, model: Model) -> Iterator[str]:
    for segment in model.segments:
        yield "segment"
        if segment.depth:
            yield "segment: of another"
        for part in parts(segment.condition):
            yield from _of_segment(part)
    for score in model.scores:
        yield "score: " + ("does not fade" if score.halve_ms is None else "fades")
        for line in score.lines:
            yield "score: " + ("add" if line.sign > 0 else "take")
            if line.condition is not None:
                yield "score: with an if"
            yield from (f"points: {type(alternative).__name__.lower()}" for alternative in line.trigger)
    text = "\n".join(case.files.values())
    for said, pattern in (
        ("on change", r"^\s*on change"), ("guarantee", r"^\s*guarantee"), ("was", r" was "), ("piece", r"\bdo \w"),
        ("webhook: answers within", r"^\s*answers within"),
    ):  # fmt: skip
        if re.search(pattern, text, re.MULTILINE):
            yield said
    yield from _of_events(case)


def _of_segment(part: Any) -> Iterator[str]:
    if isinstance(part, checked.ScoreValue):
        yield "segment: of a score"
    elif isinstance(part, (checked.ComparesDates, checked.IsWithin)):
        yield "segment: of a date"
    elif isinstance(part, checked.Has) and part.in_the_last_ms is not None:
        yield "segment: of history in a window"


def _of_events(case: Case) -> Iterator[str]:
    for event in case.events:
        if event.verb in {"answered", "failed"}:
            yield "event: " + ("an answer" if event.verb == "answered" else "a failure")
            if event.call is not None:
                yield "event: names its call"
            if event.time_ms < event.received_ms:
                yield "event: a late answer"
        elif event.subject == "talk":
            yield "event: a webinar's"


def of_journey(journey: checked.Journey) -> Iterator[str]:
    if journey.per is not None:
        yield "per"
        if journey.per.newest_only:
            yield "per: newest only"
        if journey.reenter.kind is not checked.ReenterKind.ALWAYS:
            yield "per: reenter asks"
    if journey.not_while_in:
        yield "not while in"
    if journey.reenter.from_entering:
        yield "reenter: from entering"
    for part in parts((journey.rules, journey.stages)):
        if isinstance(part, checked.Call):
            is_heard = part.webhook in journey.hears_answers_of
            yield "call: " + ("listened to" if is_heard else "an effect alone")


def of_model(model: Model) -> Iterator[str]:
    """What takes two journeys."""
    per = {journey.name for journey in model.journeys if journey.per is not None}
    for part in parts(model.journeys):
        if isinstance(part, checked.Start) and part.journey in per:
            yield "start: of a value"


def of_value(value: Any) -> Iterator[str]:
    """What is told apart of one node of the model."""
    match value:
        case checked.Crosses():
            yield "threshold: " + ("reaches" if value.upwards else "falls below")
        case checked.Followed():
            yield "sequence: " + ("without end" if value.within_ms is None else "within")
        case checked.Ignored():
            if value.in_a_row > 1:
                yield "ignored: in a row"
            else:
                yield "ignored: " + ("one message" if len(value.messages) == 1 else "several")
            if value.counting_machines:
                yield "ignored: counting machines"
        case checked.Has(checked.Pattern("joined" | "left")):
            yield "has: of a segment"
        case checked.Has(checked.Pattern("answered" | "failed")):
            yield "has: of a call"
        case checked.Split():
            yield "split"
        case checked.Repeat():
            yield "repeat: " + ("times" if value.until is None else "until")
        case checked.Arithmetic():
            yield f"sum: {value.operation.value}"
        case _:
            pass


# --- what comes about ---


def noticed(history: Sequence[Happening], events: Iterable[Event]) -> Iterator[str]:
    """Of one contact, its events among `events`."""
    incoming = {(event.handled_ms, event.verb, event.subject) for event in events}
    for happening in history:
        is_incoming = (happening.handled_ms, happening.verb, happening.subject) in incoming
        how = _how(happening, is_incoming=is_incoming)
        if happening.flips:
            yield f"flip: {how}"
        elif happening.verb in {"joined", "left"} and not is_incoming:
            yield "flip: by a step"
        if happening.crossings:
            yield f"score: {how}"
        if happening.verb in {"answered", "failed"}:
            yield from _of_answer(happening, is_incoming=is_incoming)


def _how(happening: Happening, *, is_incoming: bool) -> str:
    if not is_incoming:
        return "by time" if happening.verb is None else "by a step"
    return "at a late event" if happening.at_ms < happening.handled_ms else "at an event"


def _of_answer(happening: Happening, *, is_incoming: bool) -> Iterator[str]:
    what = "answer" if happening.verb == "answered" else "failure"
    if not is_incoming:
        yield "failure: by the clock or at once"
    elif happening.answers is None:
        yield f"{what}: of none"
    else:
        yield f"{what}: of an open call" + (", late" if happening.at_ms < happening.handled_ms else "")
