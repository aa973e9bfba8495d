"""Random cases about the rest of the language: segments, scores, sequences, what is ignored, values, calls, rounds.

As in `dates`, journeys are put together from a page of patterns, and further events are put where something happened,
or a millisecond beside it; to calls come answers, to the right ones and to others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from random import Random

from jdsl.diagnostics.catalogue import ENDLESS_CIRCLE
from jdsl.diagnostics.diagnostic import Severity
from jdsl.workspace import Workspace
from tests.oracle.cases import Case
from tests.oracle.dates import DatesStream, Drawing, tidied
from tests.oracle.evaluated import model_of
from tests.oracle.evaluator import run
from tests.oracle.facts import Effect, Event, Value
from tests.oracle.generate import BASE_MS, CONTACTS
from tests.oracle.patterns_of_further import (
    BLOCKS,
    CATALOG_OF_FURTHER,
    FULL,
    JOURNEYS,
    PIECE,
    SCORES,
    SEGMENTS,
    WORDS,
)
from tests.oracle.visits import TooManyEffectsError
from tests.oracle.words import CATALOG, CHANNELS, DAY, HOUR, LENGTHS, MINUTE, SECOND, Wanted

NAMES = ("alpha", "beta", "gamma")
VALUES = ("a", "a", "a", "b", "b", "A", "c")
BESIDE = (-1, 0, 0, 0, 1, HOUR, 2 * HOUR, MINUTE)
ECHOES_AT_MOST = 14
EFFECTS_AT_MOST = 1500
SHARE_OF_FULL = 0.12
DEEPEST = 12
"""A block that lies deeper than so many blanks is a short one."""
TRIES = 60


class FurtherDrawing(Drawing):
    def __init__(self, random: Random, names: tuple[str, ...]) -> None:
        super().__init__(random, date(2026, 1, 1))
        self.names = names
        self.splits: list[str] = []
        self.own = ""
        for name, options in WORDS.items():
            self.words[name] = lambda options=options: self.one(options)
        self.words |= {
            "IF": lambda: self.one(("", "", "", "if COND")),
            "COND": self.asked,
            "NEW_SPLIT": self.new_split,
            "OTHER": lambda: self.one(self.names),
            "ELSE": lambda: self.one(("", "", "else exit", "else send nudge", "else tag hot", "else call crm")),
        }

    def asked(self) -> str:
        return self.one(("OF_ALL", "OF_ALL", "OF_ALL", self.condition(), "OF_ALL and OF_ALL"))

    def new_split(self) -> str:
        self.splits.append(f"test_{len(self.splits) + 1}")
        return self.splits[-1]

    def other(self) -> str:
        return self.one(("tagged hot", "not tagged hot", "gap is 2", "vip", "has been sent teaser"))

    def block(self, text: str) -> list[str]:
        """The lines of a pattern with all blocks drawn."""
        lines: list[str] = []
        for line in text.split("\n"):
            word, depth = line.strip(), len(line) - len(line.lstrip())
            if word in BLOCKS:
                options = BLOCKS[word]
                chosen = self.one(options if depth <= DEEPEST or word != "WAITING" else options[:2])
                lines += self.block("\n".join(" " * depth + each for each in chosen.split("\n")))
            else:
                lines.append(line)
        return lines

    def written(self, pattern: str) -> str:
        return self.fill("\n".join(self.block(pattern)))

    def workspace(self, full: str | None = None) -> str:
        """`full`: one of the journeys in which something is full, in the place of the first."""
        texts = [self.written(CATALOG_OF_FURTHER)]
        texts += [self.written(SEGMENTS), self.written(SCORES), self.written(PIECE).replace("do piece_a", "tag hot")]
        for name in self.names:
            pattern = full if full is not None and name == self.names[0] else self.one(JOURNEYS)
            pattern = pattern.replace("NAME", name)
            pattern = pattern.replace(" NEWEST", self.one(("", ", newest only")))
            texts.append(tidied(self.written(pattern)))
        return CATALOG + self.told("".join(texts))

    def told(self, text: str) -> str:
        """Where there is no split, or nothing to exclude, something else is asked."""
        lines: list[str] = []
        own = ""
        for line in text.split("\n"):
            own = line.split()[1] if line.startswith("journey ") else own
            asked = re.sub(r"THE_SPLIT is (?:not |one of )?[a-z]+(?:, green)?", self.of_split, line)
            if asked.strip() == f"not while in {own}":
                asked = "  labels none"
            if asked.strip():
                lines.append(asked.replace("was older", "was older" if self.splits[:1] == ["test_1"] else ""))
        return _once("\n".join(lines) + "\n", " was older")

    def of_split(self, found: re.Match[str]) -> str:
        return found[0].replace("THE_SPLIT", self.one(self.splits)) if self.splits else "vip"


def _once(text: str, words: str) -> str:
    """With all but the first of these left out."""
    head, found, tail = text.partition(words)
    return head + found + tail.replace(words, "")


class FurtherStream(DatesStream):
    def near(self, wanted: Wanted, at_ms: int) -> Wanted:
        """With what such an event carries."""
        given: list[tuple[str, Value]] = []
        if wanted.verb in {"ordered", "paid", "looked"}:
            given = [("order_id", self.random.choice(VALUES))] if self.chance(0.8) else []
            given += [("span", self.random.choice((1_000_000, 2_000_000)))]
        elif wanted.verb == "answered":
            given = [("approved", self.chance(0.6)), ("grade", self.random.choice((1_000_000, 2_000_000)))]
            given = [pair for pair in given if self.chance(0.8)]
        elif wanted.verb == "failed":
            given = [("status", 500_000_000)] if self.chance(0.5) else []
        elif wanted.verb == "booked":
            return self.booked(at_ms)
        return replace(wanted, properties=tuple(given)) if given else wanted

    def event(self, contact: str, lattice_ms: int, wanted: Wanted) -> Event:
        return super().event(contact, lattice_ms, self.near(wanted, lattice_ms))

    def after_effect(self, effect: Effect) -> Event:
        """An event at or near what has just happened; to a call perhaps an answer."""
        at_ms = max(effect.time_ms + self.random.choice(BESIDE), BASE_MS)
        if effect.kind == "call" and self.chance(0.8):
            wanted = self.near(Wanted(self.random.choice(("answered", "answered", "failed")), effect.name), at_ms)
            call = self.random.choice((None, None, effect.id, effect.id, "alpha:1:0:0"))
            time_ms = max(at_ms - self.random.choice((0, 0, 0, MINUTE, HOUR)), BASE_MS)
            return Event(
                effect.contact, at_ms, time_ms, wanted.verb, wanted.subject, properties=wanted.properties, call=call
            )
        if effect.kind == "send" and self.chance(0.6):
            verb = self.random.choice(("clicked", "opened", "sent"))
            return Event(
                effect.contact, at_ms, max(at_ms - self.random.choice((0, 0, 0, HOUR)), BASE_MS), verb, effect.name,
                machine=self.chance(0.15),
            )  # fmt: skip
        wanted = self.near(self.pick(1), at_ms)
        event = Event(
            effect.contact, at_ms, at_ms, wanted.verb, wanted.subject, None, False, (), wanted.properties
        )  # fmt: skip
        event = self.dated(event, 0.2)
        if self.chance(0.15):
            return replace(event, received_ms=at_ms + self.random.choice((1, HOUR, DAY)))
        return event


def make_further_case(seed: int) -> Case:
    """The case of this seed. What is drawn and is not right, or goes on and on, is drawn again."""
    random = Random(f"further {seed}")
    names = NAMES[: random.choice((1, 2, 2, 3))]
    is_full = random.random() < SHARE_OF_FULL
    names = names[:1] if is_full else names
    for _ in range(TRIES):
        drawing = FurtherDrawing(random, names)
        full = drawing.one(FULL) if is_full else None
        text = drawing.workspace(full)
        if is_right(text):
            case = drawn(f"further-{seed}", text, drawing, full)
            if case is not None:
                return case
    raise AssertionError(f"nothing right in {TRIES} tries")


def _crowd(random: Random, full: str, contact: str) -> list[Event]:
    """Many events of one kind: each of another value, or each a send."""
    at_ms, events = BASE_MS + HOUR, [Event(contact, BASE_MS + HOUR, BASE_MS + HOUR, "visited", "docs")]
    is_about_values = "per order_id" in full
    for number in range(random.randint(112, 140) if is_about_values else random.randint(33, 50)):
        at_ms += random.choice((0, SECOND, MINUTE, MINUTE))
        time_ms = at_ms - random.choice((0, 0, 0, MINUTE, HOUR))
        if is_about_values:
            verb = "ordered" if random.random() < 0.94 else random.choice(("looked", "paid"))
            value = number if verb == "ordered" else random.randint(0, number)
            events.append(Event(contact, at_ms, time_ms, verb, properties=(("order_id", f"v{value}"),)))
        elif "crm" in full and random.random() < 0.5:
            events.append(Event(contact, at_ms, time_ms, random.choice(("answered", "failed")), "crm"))
        else:
            verb = random.choice(("sent", "sent", "sent", "sent", "clicked", "opened"))
            events.append(Event(contact, at_ms, time_ms, verb, random.choice(("teaser", "plain", "offer"))))
    return events


def drawn(name: str, text: str, drawing: FurtherDrawing, full: str | None = None) -> Case | None:
    """A case with this workspace and events drawn for it; None: it goes on and on. `full`: as for the workspace."""
    random = drawing.random
    wanted = [
        *[Wanted("visited", "pricing")] * 4, *[Wanted("visited", "docs")] * 4, Wanted("pinged"), Wanted("booked"),
        *[Wanted("ordered")] * 4, *[Wanted("looked")] * 2, *[Wanted("paid")] * 2, Wanted("sent", "teaser"),
        Wanted("sent", "plain"), Wanted("sent", "receipt"), Wanted("clicked", "teaser", "cta"),
        Wanted("opened", "offer"), Wanted("registered for", "talk"), Wanted("attended", "talk"),
    ]  # fmt: skip
    wanted += [Wanted("answered", "crm"), Wanted("failed", "crm"), Wanted("joined", "rich")]
    gaps = [0, 0, SECOND, MINUTE, HOUR, HOUR, 3 * HOUR, DAY, *(LENGTHS.get(length, DAY) for length in drawing.lengths)]
    stream = FurtherStream(random, wanted[:12], wanted, gaps)
    events: list[Event] = []
    contacts = CONTACTS[: 1 if full is not None else random.choice((1, 1, 1, 2))]
    for contact in contacts:
        lattice_ms = BASE_MS + random.choice((0, 0, 9, 12)) * HOUR
        for _ in range(random.randint(8, 26)):
            events.append(stream.event(contact, lattice_ms, random.choice(wanted)))
            lattice_ms += random.choice(gaps)
        if full is not None:
            events += _crowd(random, full, contact)
        if random.random() < 0.8:
            events += [Event(contact, BASE_MS, BASE_MS, "subscribed to", channel) for channel in CHANNELS]
    rows, listed, from_ms, until_ms = stream.around(contacts, events)
    if until_ms is not None and random.random() < 0.5:
        until_ms += random.choice((DAY, 5 * DAY))
    files = {"all.journey": text}
    case = Case(name, files, rows, listed, from_ms, until_ms)
    return case if full is not None and "per order_id" in full else _echoed(case, stream)


def is_right(text: str) -> bool:
    """Whether it has no errors; going round for ever is none here (`agreement.model_of`)."""
    found = Workspace.from_texts({"all.journey": text}).snapshot.diagnostics
    return {one.code for one in found if one.severity is Severity.ERROR} <= {ENDLESS_CIRCLE}


def _echoed(case: Case, stream: FurtherStream) -> Case | None:
    """With further events where things happen, twice over, so that answers find their calls; None: it is too much."""
    model = model_of(case)
    assert model is not None, "it is right"
    for _ in range(2):
        try:
            played = run(model, case.contacts, case.events, case.from_ms, case.until_ms, EFFECTS_AT_MOST).effects
        except TooManyEffectsError:
            return None
        chosen = stream.random.sample(played, min(len(played), stream.random.randint(0, ECHOES_AT_MOST)))
        further = [stream.after_effect(effect) for effect in chosen]
        case = replace(case, events=(*case.events, *further))
    return case
