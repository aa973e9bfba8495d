"""Random cases in which each kind of rule meets each kind of trigger and each kind of wait (`pairs`).

Which of them meet in a case hangs on its number alone; all else is drawn as in `further`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random

from tests.oracle.cases import Case
from tests.oracle.dates import tidied
from tests.oracle.further import FurtherDrawing, drawn, is_right
from tests.oracle.pairs import TRIGGERS, WAITS
from tests.oracle.patterns_of_further import CATALOG_OF_FURTHER, PIECE, SCORES, SEGMENTS, WORDS
from tests.oracle.words import CATALOG

NAMES = ("alpha", "beta")
TRIES = 100

_MADE = WORDS["MADE"]
_THRESHOLDS = tuple(words for words in _MADE if "reaches" in words or "falls" in words)
PHRASES: Mapping[str, tuple[str, ...]] = {
    "plain": ("PLAIN",),
    "changed": ("CHANGED",),
    "joined or left": tuple(words for words in _MADE if words not in _THRESHOLDS),
    "crosses": _THRESHOLDS,
    "answer": WORDS["ANSWER"],
    "count": WORDS["COUNT"],
    "silence": tuple(words for words in WORDS["CLOCKED"] if words.startswith("not ")),
    "moment": ("COMES",),
    "sequence": WORDS["SEQUENCE"],
    "ignored": tuple(words for words in WORDS["OUTGOING"] if "in a row" not in words),
    "in a row": tuple(words for words in WORDS["OUTGOING"] if "in a row" in words),
}
"""How a trigger of each kind is written."""

VALUED: Mapping[str, tuple[str, ...]] = {
    "plain": ("ordered", "paid", "sent teaser"),
    "changed": ("changed points", "changed city"),
    "joined or left": ("joined rich", "left regulars", "left rich"),
    "crosses": ("readiness reaches 10", "mood_told falls below 3", "readiness falls below 10"),
}
"""The same, where each value of a property has a visit of its own."""

BODIES: Mapping[str, tuple[str, ...]] = {
    "wait D": ("wait LENGTH",),
    "wait until T": ("wait until CLOCK",),
    "wait until a moment": ("wait until MOMENT ELSE",),
    "wait until a condition": ("wait up to LENGTH until COND ELSE",),
    "wait for arms": ("wait up to LENGTH\n  when TRIGGER IF then SHORT\n  otherwise SHORT",),
    "bare wait": ("wait\n  when TRIGGER IF then SHORT\n  when PLAIN",),
    "open call": (
        "call crm\nwait up to LENGTH\n  when crm answers WHERE_ANSWERED then SHORT\n  when crm fails then SHORT",
        "call crm\nwait\n  when crm answers\n  when crm fails then SHORT",
        "call crm\nwait up to LENGTH until has crm answered since entering ELSE",
    ),
    "in a round": (
        "repeat 2 times\n  STEP\n  wait LENGTH",
        "repeat at most 3 times until COND\n  SHORT\n  wait LENGTH",
    ),
    "in a split": ("split NEW_SPLIT\n  50% red then SHORT\n  30.5% blue\n    wait LENGTH\n    SHORT\n  19.5% green",),
}
"""How a wait of each kind is written."""

HEADS: Mapping[str, str] = {
    "rule that enters": "when TRIGGER_HERE IF_ENTERING",
    "when": "when TRIGGER_HERE IF",
    "whenever": "whenever TRIGGER_HERE IF",
    "starting over": "whenever TRIGGER_HERE IF, starting over",
    "at most once per": "whenever TRIGGER_HERE IF, at most once per LENGTH",
    "above the stages": "whenever TRIGGER_HERE IF PAUSE",
    "arm": "wait up to LENGTH\n  when TRIGGER_HERE IF",
    "after": "after LENGTH",
    "every": "every day at CLOCK IF",
}
"""How a rule of each kind begins."""

_RULES = ("rule that enters", "when", "whenever", "starting over", "at most once per", "above the stages", "arm")


@dataclass(frozen=True)
class Meeting:
    rule: str
    trigger: str
    """Empty: it has none."""
    wait: str


def _meetings() -> Iterator[Meeting]:
    """Each kind of trigger with each kind of wait; of the rules each with each of both."""
    for row, trigger in enumerate(TRIGGERS):
        for column, wait in enumerate(WAITS):
            yield Meeting(_RULES[(row + column) % len(_RULES)], trigger, wait)


def _together(meetings: Iterator[Meeting]) -> Iterator[tuple[Meeting, ...]]:
    """What stands in one journey: two of them, but a rule that enters is alone."""
    waiting: list[Meeting] = []
    for meeting in meetings:
        if meeting.rule == "rule that enters":
            yield (meeting,)
            continue
        waiting.append(meeting)
        if len(waiting) == 2:
            yield tuple(waiting)
            waiting = []
    if waiting:
        yield tuple(waiting)


JOURNEYS = tuple(_together(_meetings()))


class MeetingDrawing(FurtherDrawing):
    def __init__(self, random: Random) -> None:
        super().__init__(random, NAMES)

    def rule(self, meeting: Meeting) -> str:
        """Its lines, not indented."""
        trigger = self.one(PHRASES.get(meeting.trigger, ("",)))
        if meeting.rule == "rule that enters" and meeting.trigger == "answer":
            trigger = f"PLAIN or {trigger}"  # nobody is led in by an answer
        head = HEADS[meeting.rule].replace("TRIGGER_HERE", trigger)
        depth = "    " if meeting.rule == "arm" else "  "
        body = f"SHORT\n{self.one(BODIES[meeting.wait])}\nSHORT"
        return "\n".join([head, *(depth + line for line in body.split("\n"))])

    def journey(self, name: str, number: int) -> str:
        """The journey of that number."""
        meetings = JOURNEYS[number % len(JOURNEYS)]
        enters = meetings[0].rule == "rule that enters"
        is_of_values = not enters and number % 3 == 0
        lines = [f"journey {name}", *(() if enters else self.entries(number, is_of_values))]
        if number % 2:
            lines.append(f'  exit when {self.phrase(number + 2)} IF "out"')
        elif number % 16 == 8:
            lines.append(f'  exit when {self.one(PHRASES["crosses"])} IF "out"')  # rare else
        own = WAITS[(number + 4) % len(WAITS)]
        calls = "open call" in {own, *(meeting.wait for meeting in meetings)}
        lines += ["  reenter always", "  hold out 50%"] if calls and self.chance(0.6) else ["  HEADER"]
        lines.append(f"  goal won when {self.phrase(number + 5)} IF and stay")
        lines.append(f"  goal asked within LENGTH when {self.phrase(number + 8)} IF and stay")
        above = [self.rule(meeting) for meeting in meetings if meeting.rule == "above the stages"]
        arms = [self.rule(meeting) for meeting in meetings if meeting.rule == "arm"]
        inside = [self.rule(meeting) for meeting in meetings if meeting.rule not in {"above the stages", "arm"}]
        clocked = Meeting(("after", "every")[number % 2], "", WAITS[number // 2 % len(WAITS)])
        if not enters or clocked.rule == "after":
            inside.append(self.rule(clocked))
        lines += _indented(2, above)
        lines += ["  stage first", "    STEP"]
        lines += _indented(4, arms)
        lines += _indented(4, [self.one(BODIES[own]), "STEP", "wait LENGTH"])
        lines += ["    meanwhile", *_indented(6, inside)]
        return "\n".join(["", *lines, ""])

    def entries(self, number: int, is_of_values: bool) -> Iterator[str]:
        if is_of_values:
            kinds = tuple(VALUED)
            yield f"  enter when {self.one(VALUED[kinds[number // 3 % len(kinds)]])} per order_id NEWEST IF_ENTERING"
            yield "  enter when ordered per order_id NEWEST"
        else:
            yield f"  enter when {self.phrase(number, but='answer')} IF_ENTERING"
            yield "  enter when visited docs"

    def phrase(self, number: int, but: str | None = None) -> str:
        kinds = [kind for kind in TRIGGERS if kind != but]
        return self.one(PHRASES[kinds[number % len(kinds)]])

    def of_meetings(self, seed: int) -> str:
        texts = [self.written(CATALOG_OF_FURTHER), self.written(SEGMENTS), self.written(SCORES)]
        texts.append(self.written(PIECE).replace("do piece_a", "tag hot"))
        for place, name in enumerate(self.names):
            pattern = self.journey(name, len(self.names) * seed + place)
            pattern = pattern.replace(" NEWEST", self.one(("", ", newest only")))
            texts.append(tidied(self.written(pattern)))
        return CATALOG + self.told("".join(texts))


def _indented(depth: int, blocks: list[str]) -> list[str]:
    return [" " * depth + line for block in blocks for line in block.split("\n")]


def make_meeting_case(seed: int) -> Case:
    """The case of this seed. What is drawn and is not right, or goes on and on, is drawn again."""
    random = Random(f"meeting {seed}")
    for _ in range(TRIES):
        drawing = MeetingDrawing(random)
        text = drawing.of_meetings(seed)
        if is_right(text):
            case = drawn(f"meeting-{seed}", text, drawing)
            if case is not None:
                return case
    raise AssertionError(f"nothing right in {TRIES} tries")
