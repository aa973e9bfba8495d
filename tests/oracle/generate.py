"""Random cases, each made from one seed: a workspace, contacts and a stream of events that reaches deep into it.

Event times lie on the same lattice of lengths as the waits and windows of the text, now and then a millisecond
beside it, so that what falls together in practice once a year falls together here all the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.oracle.cases import Case
from tests.oracle.facts import UNKNOWN, ContactRow, Event, Value
from tests.oracle.templates import CIRCLES, FOCUSED, REFUSED
from tests.oracle.words import (
    CATALOG,
    CHANNELS,
    CITIES,
    COUNTRIES,
    DAY,
    HOUR,
    LENGTHS,
    LEVELS,
    MESSAGES,
    MINUTE,
    MOODS,
    NUMBERS,
    ORIGINS,
    PAGES,
    PRODUCTS,
    REGIONS,
    SECOND,
    TAGS,
    USUAL_LENGTHS,
    Wanted,
)
from tests.oracle.writing import Writer

BASE_MS = 1_767_225_600_000  # 2026-01-01T00:00Z
GAPS = (0, 0, SECOND, MINUTE, HOUR, HOUR, HOUR, 2 * HOUR, 2 * HOUR, 3 * HOUR, DAY, DAY, 2 * DAY)
CONTACTS = ("ann", "bob", "\u0106iril")


def make_case(seed: int) -> Case:
    """The case of this seed; a few in a hundred are circles (S2.7), some are of one thing."""
    random = Random(seed)
    kind = random.random()
    if kind < 0.045:
        return _circle_case(random, f"seed-{seed}", _goes_round(random, REFUSED))
    if kind < 0.08:
        return _circle_case(random, f"seed-{seed}", _goes_round(random, CIRCLES))
    if kind < 0.22:
        return _focused_case(random, f"seed-{seed}")
    writer = Writer(random)
    files = writer.workspace(random.choice((1, 1, 2, 2, 3, 4)))
    gaps = GAPS if random.random() < 0.3 else [0, *(LENGTHS[length] for length in writer.lengths), HOUR]
    stream = Stream(random, writer.leading_in or writer.wanted, writer.wanted, gaps)
    contacts = CONTACTS[: random.choice((1, 1, 1, 2, 3))]
    events = [event for contact in contacts for event in stream.events(contact)]
    return Case(f"seed-{seed}", files, *stream.around(contacts, events))


class Stream:
    """Events for a text that reacts to `wanted`, and is entered by `leading_in`."""

    def __init__(
        self, random: Random, leading_in: Sequence[Wanted], wanted: Sequence[Wanted], gaps: Sequence[int] = GAPS
    ) -> None:
        self.random = random
        self.gaps = gaps
        self.leading_in = leading_in
        self.wanted = wanted

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def around(
        self, contacts: Sequence[str], events: list[Event]
    ) -> tuple[tuple[ContactRow, ...], tuple[Event, ...], int | None, int | None]:
        """Contacts rows, the events in the order in which they are given, `from` and `until`."""
        rows = tuple(self.row(contact) for contact in contacts if self.chance(0.6))
        if self.chance(0.3):
            rows += (self.row("row-alone"),)
        self.random.shuffle(events)
        received = sorted(event.received_ms for event in events)
        early_ms = self.random.choice(received[: len(received) // 4 + 1])
        from_ms = None if self.chance(0.6) else early_ms + self.random.choice((-1, 0, 0, 1, -HOUR))
        until_ms = received[-1] + self.random.choice((0, 1, HOUR, DAY, 2 * DAY, 3 * DAY, 3 * DAY, -HOUR))
        until_ms = max(until_ms, early_ms + self.random.choice((-1, 0, HOUR)))
        return rows, tuple(events), from_ms, None if self.chance(0.15) else until_ms

    def row(self, contact: str) -> ContactRow:
        attributes: list[tuple[str, Value]] = []
        for name, value in self.attributes():
            if value is not None and self.chance(0.5):
                attributes.append((name, value))
        off = self.chance(0.08)
        return ContactRow(
            contact,
            tuple(attributes),
            tuple(channel for channel in CHANNELS if self.chance(0.75)),
            self.random.choice((True, ("news",), ("news", "deals"))) if off else False,
            self.chance(0.1),
            tuple(tag for tag in TAGS if self.chance(0.2)),
        )

    def attributes(self) -> list[tuple[str, Value | None]]:
        """One value for each attribute."""
        one = self.random.choice
        return [
            ("points", one((*NUMBERS, None))),
            ("budget", one((*NUMBERS, None))),
            ("city", one((*CITIES, None))),
            ("backup", one(("desk@acme.example", None, None))),
            ("country", one((*COUNTRIES, None))),
            ("region", one((*REGIONS, None))),
            ("vip", one((True, False, None))),
            ("email", one(("a@acme.example", "A@acme.example", "b@acme.example", None))),
        ]

    # --- events ---

    def events(self, contact: str) -> list[Event]:
        lattice_ms = BASE_MS + self.random.choice((0, 0, HOUR, DAY))
        result: list[Event] = []
        if self.chance(0.6):
            for channel in CHANNELS:
                result.append(Event(contact, lattice_ms, lattice_ms, "subscribed to", channel))
        for number in range(self.random.randint(5, 24)):
            wanted = self.pick(number)
            lattice_ms += self.random.choice(self.gaps)
            plain = Event(
                contact,
                lattice_ms,
                lattice_ms,
                wanted.verb,
                wanted.subject,
                wanted.link,
                False,
                wanted.sets,
                wanted.properties,
            )
            result.append(plain if number == 0 else self.event(contact, lattice_ms, wanted))
        if self.chance(0.3):
            result += self.standing_events(contact, [event.received_ms for event in result])
        return result

    def standing_events(self, contact: str, instants: Sequence[int]) -> list[Event]:
        """Subscriptions and their ends, many of them late, close to each other."""
        result: list[Event] = []
        channel, near = self.random.choice(CHANNELS), self.random.choice(instants)
        for _ in range(self.random.randint(2, 5)):
            verb = self.random.choice(("subscribed to", "subscribed to", "confirmed", "unsubscribed from"))
            subject = channel if self.chance(0.6) else None
            time_ms = near + self.random.choice((-HOUR, -1, 0, 0, 1, HOUR))
            result.append(Event(contact, self.random.choice(instants), time_ms, verb, subject))
        return [event for event in result if event.time_ms <= event.received_ms]

    def pick(self, number: int) -> Wanted:
        kind = self.random.random()
        if self.leading_in and (number == 0 or kind < 0.3):
            return self.random.choice(self.leading_in)
        if self.wanted and kind < 0.85:
            return self.random.choice(self.wanted)
        return self.anything()

    def event(self, contact: str, lattice_ms: int, wanted: Wanted) -> Event:
        received_ms = lattice_ms + (self.random.choice((-1, 1)) if self.chance(0.12) else 0)
        time_ms = received_ms
        if self.chance(0.14):
            time_ms -= self.random.choice(tuple(LENGTHS.values())) + self.random.choice((-1, 0, 0, 1))
        sets = dict(wanted.sets)
        if self.chance(0.12):
            sets |= dict(self.random.sample(self.attributes(), self.random.choice((1, 1, 2))))
        properties = dict(wanted.properties)
        if self.chance(0.25):
            properties = self.other_properties(properties)
        unknown = wanted.verb in {"clicked", "opened", "visited", "purchased"} and self.chance(0.03)
        return Event(
            contact,
            max(received_ms, BASE_MS),
            time_ms,
            None if self.chance(0.02) else wanted.verb,
            UNKNOWN if unknown else wanted.subject,
            None if unknown else wanted.link,
            self.chance(0.06),
            tuple(sets.items()),
            tuple(properties.items()),
        )

    def other_properties(self, properties: dict[str, Value]) -> dict[str, Value]:
        """The same names with other values, or missing."""
        pools: dict[str, Sequence[Value]] = {
            "level": LEVELS,
            "mood": MOODS,
            "origin": ORIGINS,
            "type": ("hard", "soft", "Hard"),
        }
        return {
            name: self.random.choice(pools.get(name, (value,)))
            for name, value in properties.items()
            if self.chance(0.7)
        }

    def anything(self) -> Wanted:
        """Any event that the catalog knows."""
        one = self.random.choice
        verb, subjects = one(
            (
                ("clicked", ("teaser", "offer", "plain")),
                ("visited", PAGES),
                ("purchased", (*PRODUCTS, None)),
                ("tried", PRODUCTS),
                ("pinged", (None,)),
                ("subscribed to", (*CHANNELS, None)),
                ("unsubscribed from", (*CHANNELS, None)),
                ("confirmed", (*CHANNELS, None)),
                ("complained", ("offer",)),
                ("bounced", MESSAGES),
                ("registered for", (None,)),
                ("tagged", TAGS),
                ("sent", MESSAGES),
            )
        )
        properties: dict[str, Value] = {}
        if verb in {"pinged", "tried"}:
            properties["level"] = one(LEVELS)
        if verb == "bounced":
            properties["type"] = one(("hard", "soft"))
        return Wanted(verb, one(subjects), None, tuple(properties.items()))


# --- circles (S2.7) ---


def _goes_round(random: Random, texts: Sequence[str]) -> str:
    """One of them, with something harmless in it."""
    step = random.choice(("tag hot", "add 1 to points", "notify sales", "untag hot"))
    condition = random.choice(("not vip", "points < 1000 or points is not set", "city is not set"))
    return random.choice(texts).replace("STEP", step).replace("CONDITION", condition)


def _circle_case(random: Random, name: str, text: str) -> Case:
    wanted = [Wanted("alarm"), Wanted("pinged"), Wanted("visited", "pricing")]
    stream = Stream(random, wanted[:1], wanted)
    lattice_ms = BASE_MS
    events = [Event("ann", lattice_ms, lattice_ms, "alarm")]
    for number in range(random.randint(1, 4)):
        lattice_ms += random.choice(GAPS)
        events.append(stream.event("ann", lattice_ms, stream.pick(number)))
    rows, events_given, from_ms, until_ms = stream.around(("ann",), events)
    files = {"all.journey": CATALOG + text}
    return Case(name, files, rows, events_given, from_ms if random.random() < 0.1 else None, until_ms)


# --- much of one thing ---


def _focused_case(random: Random, name: str) -> Case:
    lengths = random.sample(USUAL_LENGTHS, 2)
    drawn = {
        "LENGTH": lengths,
        "TIMES": ("2", "2", "2", "3"),
        "WITHIN": ("", *(f"within {length}" for length in lengths)),
        "OVER": ("", "", ", starting over"),
        "PAUSE": ("", *(f", at most once per {length}" for length in lengths)),
        "IF": ("", "", "", "if points is not 1", "if has visited docs", "if not tagged hot"),
        "REENTER": ("reenter always", f"reenter after {lengths[0]}", "reenter at most 2 times"),
    }
    text = re.sub("|".join(drawn), lambda found: random.choice(drawn[found[0]]), random.choice(FOCUSED))
    text = re.sub(r" +,", ",", text)
    wanted = [Wanted("visited", "docs"), *[Wanted("visited", "pricing")] * 4, Wanted("pinged")]
    if "subscribed" in text:
        verbs = ("subscribed to", "confirmed", "unsubscribed from")
        wanted += [Wanted(verb, channel) for verb in verbs for channel in (*CHANNELS, None)]
    longer_ms = max(LENGTHS[length] for length in lengths)
    gaps = [0, *(LENGTHS[length] for length in lengths), *(longer_ms // part for part in (2, 3, 4, 6))]
    stream = Stream(random, wanted, wanted, gaps)
    lattice_ms = BASE_MS
    events = [Event("ann", BASE_MS, BASE_MS, "visited", "docs")]
    for _ in range(random.randint(8, 30)):
        lattice_ms += random.choice(gaps)
        events.append(stream.event("ann", lattice_ms, random.choice(wanted)))
    if random.random() < 0.5:
        events = [late(random, event, [LENGTHS[length] for length in lengths]) for event in events]
    return Case(name, {"all.journey": CATALOG + text}, *stream.around(("ann",), events))


def late(random: Random, event: Event, lengths: Sequence[int]) -> Event:
    """Perhaps the same event, heard of later than it happened."""
    if random.random() < 0.6:
        return event
    return replace(event, time_ms=event.received_ms - random.choice(lengths) + random.choice((-1, 0, 0, 1)))
