"""Events of made-up people for `product_interest.journey`: the same for the same seed, on every machine.

A contact comes in three bursts; what it does depends on how long ago a burst began, so that most events meet a journey
that does not wait for them. One event in a hundred is heard of late.
"""

from __future__ import annotations

import random
from array import array
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

DAY_MS = 86_400_000
START_MS = 1_767_225_600_000  # 2026-01-01T00:00Z
UNTIL_MS = START_MS + 180 * DAY_MS
SEED = 20260101

EVENTS_PER_CONTACT = 20
LATE_SHARE = 0.01
SUBSCRIBED_SHARE = 0.92
COUNTRIES = ("CZ", "DE", "US", "AT", "FR")
COUNTRY_WEIGHTS = (25, 25, 25, 13, 12)

TEASER_CLICK, PAPER_CLICK, PRICING, REGISTERED, PURCHASED, UNSUBSCRIBED, BOUNCED, RESUBSCRIBED, OPENED, BLOG = range(10)
KINDS = (
    ("clicked", "product_teaser"),
    ("clicked", "whitepaper"),
    ("visited", "pricing"),
    ("registered for", None),
    ("purchased", None),
    ("unsubscribed from", None),
    ("bounced", "whitepaper"),
    ("subscribed to", None),
    ("opened", "product_teaser"),
    ("visited", "blog"),
)
"""Verb and subject by number; `bounced` is always a hard one, the two of channels are about everything."""

BOUNCE_TYPE = "hard"

_MIXES = (
    # age of the burst in days, and the weights of the kinds up to then
    (2, (38, 5, 10, 3, 0.5, 0.7, 0.15, 0.15, 25, 17.5)),
    (5, (10, 42, 12, 6, 1, 0.7, 0.15, 0.15, 12, 16)),
    (1000, (14, 16, 22, 10, 3, 0.7, 0.15, 0.15, 12, 22)),
)


@dataclass(frozen=True, slots=True)
class Workload:
    """Columns of events in order of `received_ms`; `countries` and `subscribed` are by contact."""

    contact: array[int]
    kind: array[int]
    time_ms: array[int]
    received_ms: array[int]
    countries: list[str]
    subscribed: list[bool]

    def events(self) -> Iterator[tuple[int, int, int, int]]:
        """Contact, kind, time, received."""
        return zip(self.contact, self.kind, self.time_ms, self.received_ms, strict=True)


def workload(event_count: int, seed: int = SEED) -> Workload:
    """So many events, of a twentieth as many contacts."""
    choice = random.Random(seed)
    chance = choice.random
    contact_count = max(1, event_count // EVENTS_PER_CONTACT)
    countries = choice.choices(COUNTRIES, COUNTRY_WEIGHTS, k=contact_count)
    subscribed = [chance() < SUBSCRIBED_SHARE for _ in range(contact_count)]
    bursts_ms = [[int(chance() * 172 * DAY_MS) for _ in range(3)] for _ in range(contact_count)]
    ages = [days * DAY_MS for days, _ in _MIXES]
    sums = [list(accumulate(weights)) for _, weights in _MIXES]
    rows: list[tuple[int, int, int, int]] = []
    while len(rows) < event_count:
        contact = int(chance() * contact_count)
        age_ms = int(choice.expovariate(1 / (4 * DAY_MS)))
        time_ms = START_MS + bursts_ms[contact][int(chance() * 3)] + age_ms
        received_ms = time_ms + int(chance() * 3 * DAY_MS) if chance() < LATE_SHARE else time_ms
        mix = sums[bisect(ages, age_ms)]
        kind = bisect(mix, chance() * mix[-1])
        if received_ms <= UNTIL_MS:
            rows.append((received_ms, contact, kind, time_ms))
    rows.sort()
    columns = [array("q", column) for column in zip(*rows, strict=True)]
    return Workload(columns[1], columns[2], columns[3], columns[0], countries, subscribed)


def contact_id(contact: int) -> str:
    """What the contact of that number is called."""
    return f"c{contact:07d}"
