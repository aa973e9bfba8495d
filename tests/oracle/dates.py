"""Random cases about the calendar (§14): waits, moments, schedules, dates that are asked and remembered.

A few journeys are put together from a page of patterns, each drawn anew. Times of day, dates and lengths are few, so
that much falls together. The oracle plays a case once, and further events are put where something happened, or a
millisecond beside it; many of them set the dates and the zone that others wait for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.oracle.cases import Case
from tests.oracle.evaluated import evaluated, model_of
from tests.oracle.facts import Effect, Event, Value, Values
from tests.oracle.generate import BASE_MS, CONTACTS, Stream
from tests.oracle.patterns_of_dates import JOURNEYS
from tests.oracle.words import CATALOG, DAY, HOUR, LENGTHS, MINUTE, Wanted

EXTRAS = """\
webhook crm "https://crm.acme.example/hooks"
attribute due_on date
attribute ends_at moment
attribute gap number
event booked
  property day date
  property slot moment
  property span number
"""
BEGINNINGS = (
    (2026, 1, 1), (2026, 1, 29), (2026, 2, 26), (2026, 3, 27), (2026, 3, 28), (2026, 4, 1), (2026, 10, 23),
    (2026, 10, 24), (2026, 12, 23), (2027, 12, 29), (2028, 2, 26), (2011, 12, 28),
)  # fmt: skip
"""Ends of months, changes of clocks, Easter and Christmas, leap days, and the date that Apia left out."""
ZONES = ("UTC", "UTC", "Europe/Prague", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe")
CONTACT_ZONES = (*ZONES, "asia/tokyo", "Nowhere", None)
CLOCKS = ("00:00", "02:30", "03:00", "09:00", "09:00", "09:00", "12:00", "23:59:59")
CALENDAR = ("1 month", "1 month", "2 months", "1 weekday", "2 weekdays", "3 weekdays", "1 year", "0 weekdays")
DAYS = ("weekday", "monday", "friday", "saturday, sunday", "thursday, monday", "wednesday")
SPANS = (("08:00", "18:00"), ("22:00", "06:00"), ("00:00", "12:00"), ("02:30", "03:00"), ("09:00", "09:00:01"))
GAPS = (0, 1_000_000, 2_000_000, 1_900_000, -1_000_000, 3_000_000)
BESIDE = (-1, 0, 0, 0, 0, 1, HOUR, -HOUR)
MOVES_MS = (-DAY, -HOUR, -1, 0, 0, 1, HOUR, DAY, 2 * DAY, 3 * DAY, 31 * DAY)
ECHOES_AT_MOST = 10
EPOCH = date(1970, 1, 1)


class Drawing:
    """Draws what stands for the words in capitals."""

    def __init__(self, random: Random, beginning: date) -> None:
        self.random = random
        self.beginning = beginning
        self.lengths = random.sample(("1h", "2h", "1d", "2d", "3d", "1min"), 3)
        self.clocks = random.sample(CLOCKS, 3)
        self.contact = 0.35 if random.random() < 0.5 else 0.0
        """How often a time is by the contact's clock."""
        self.words: dict[str, Callable[[], str]] = {
            "LENGTH": self.length,
            "CLOCK": self.clock,
            "DAYSLONG": lambda: self.one((*("1d", "2d", "1w", "0d"), *CALENDAR)),
            "ANYLONG": self.any_length,
            "WAIT": self.wait,
            "MOMENT": self.moment,
            "COMES": self.comes,
            "SCHEDULE": self.schedule,
            "YEARLY": self.yearly,
            "COND": self.condition,
            "IF": lambda: f"if {self.condition()}" if self.chance(0.3) else "",
            "ELSE": lambda: self.one(("", "", "else exit", "else send nudge", 'else exit "too late"', "else tag hot")),
            "ADATE": self.a_date,
            "AMOMENT": self.a_moment,
            "CHANGE": self.change,
            "OVER": lambda: self.one(("", "", ", starting over")),
            "PAUSE": lambda: self.one(("", ", at most once per day", f", at most once per {self.length()}")),
            "REENTER": self.reenter,
            "ZONE": lambda: f"timezone {self.one(ZONES)}" if self.chance(0.4) else "labels none",
            "WHERE": self.where,
            "WRITTEN": lambda: self.day_text(self.random.choice((0, 1, 2, 3, -1))),
            "PARTS": lambda: self.one(("seconds", "minutes", "hours", "days", "weekdays", "months")),
            "PRIORITY": lambda: self.one(("-1", "0", "1")),
            "AFTER": lambda: self.one((self.one(CALENDAR), "ANYLONG")),
            "LONGDATA": lambda: f"gap {self.one(('days', 'weeks', 'weekdays', 'months', 'years'))}",
            "PARTDATA": lambda: f"gap {self.one(('seconds', 'minutes', 'hours', 'days', 'weekdays', 'months'))}",
        }

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, options: Sequence[str]) -> str:
        return self.random.choice(options)

    def fill(self, pattern: str) -> str:
        """The pattern with all that is drawn."""
        wanted = "|".join(sorted(self.words, key=len, reverse=True))
        while re.search(rf"\b(?:{wanted})\b", pattern):
            pattern = re.sub(rf"\b(?:{wanted})\b", lambda found: self.words[found[0]](), pattern)
        return "\n".join(
            re.sub(r"(?<=\S) +(?=,|$)", "", re.sub(r"(?<=\S)  +", " ", line)) for line in pattern.split("\n")
        )

    # --- times ---

    def length(self) -> str:
        return self.one(self.lengths)

    def clock(self) -> str:
        return self.one(self.clocks) + (" in contact time" if self.chance(self.contact) else "")

    def day_text(self, days: int) -> str:
        return (self.beginning + timedelta(days=days)).isoformat()

    def any_length(self) -> str:
        return self.one(("LENGTH", "LENGTH", self.one(CALENDAR), "PARTDATA", "PARTDATA"))

    def wait(self) -> str:
        return self.one(
            (
                "wait DAYSLONG at CLOCK", "wait LONGDATA at CLOCK", "wait ANYLONG", "wait until CLOCK",
                f"wait until {self.one(('weekday', 'weekday', *DAYS))} at CLOCK",
                "wait until MOMENT ELSE", "wait until WRITTEN at CLOCK ELSE",
                "wait up to ANYLONG until COND ELSE", "send bell after DAYSLONG at CLOCK", "send bell at CLOCK",
                "send bell after ANYLONG",
            )
        )  # fmt: skip

    def moment(self) -> str:
        side = self.one(("before", "after"))
        return self.one(
            (
                f"LENGTH {side} ends_at", f"{self.one(CALENDAR)} {side} ends_at", f"PARTDATA {side} ends_at",
                f"DAYSLONG {side} ends_at, at CLOCK", f"LONGDATA {side} ends_at, at CLOCK", "ends_at",
                f"DAYSLONG {side} due_on, at CLOCK", f"LONGDATA {side} due_on, at CLOCK", "due_on, at CLOCK",
                f"LENGTH {side} opening", f"DAYSLONG {side} talk, at CLOCK", "opening",
                f"LENGTH {side} kept_at", f"DAYSLONG {side} kept, at CLOCK", "kept_at", "kept, at CLOCK",
            )
        )  # fmt: skip

    def comes(self) -> str:
        moment = self.moment()
        if " before " in moment or " after " in moment:
            return moment
        name, comma, at = moment.partition(",")
        return f"{name} comes{comma}{at}"

    def schedule(self) -> str:
        return self.one(
            (
                "day at CLOCK", "weekday at CLOCK", f"{self.one(DAYS[1:])} at CLOCK", "YEARLY",
                f"{self.one(('1 week', '2 weeks'))} on {self.one(DAYS[1:])} at CLOCK from WRITTEN",
                f"month on day {self.one(('1', '28', '29', '30', '31'))} at CLOCK", "month on the last day at CLOCK",
            )
        )  # fmt: skip

    def yearly(self) -> str:
        name = self.one(("due_on", "ends_at"))
        return self.one((f"year on {name} at CLOCK", f"year DAYSLONG {self.one(('before', 'after'))} {name} at CLOCK"))

    def reenter(self) -> str:
        return self.one(
            ("reenter always", "reenter always", f"reenter after {self.one(CALENDAR[:-1])}",
             "reenter after PARTDATA", "reenter after LENGTH", 'owner "me"')
        )  # fmt: skip

    # --- values ---

    def a_date(self) -> str:
        side = self.one(("before", "after"))
        return self.one(
            ("today", "due_on", "WRITTEN", f"DAYSLONG {side} today", f"DAYSLONG {side} due_on",
             f"LONGDATA {side} due_on", "kept")
        )  # fmt: skip

    def a_moment(self) -> str:
        side = self.one(("before", "after"))
        return self.one(
            ("now", "ends_at", "WRITTEN 09:00", f"LENGTH {side} now", f"{self.one(CALENDAR)} {side} now", "opening",
             f"DAYSLONG {side} now, at CLOCK", f"PARTDATA {side} ends_at", f"DAYSLONG {side} due_on, at CLOCK", "talk",
             "kept_at")
        )  # fmt: skip

    def change(self) -> str:
        return self.one(
            (
                "set ends_at to AMOMENT", "set ends_at to AMOMENT", "set due_on to ADATE", "set due_on to ADATE",
                "add 1 to gap", "set gap to 2", f'set timezone to "{self.one(CONTACT_ZONES[:-2])}"',
                "remember AMOMENT as kept_at", "remember ADATE as kept", "tag hot", "untag hot",
            )
        )  # fmt: skip

    # --- conditions ---

    def condition(self) -> str:
        if self.chance(0.15):
            return f"{self.condition()} and {self.condition()}"
        return self.random.choice((self.comparison, self.within, self.of_now, self.span, self.other))()

    def comparison(self) -> str:
        order = self.one(("is", "is not", "is before", "is after", "is not before", "is not after"))
        left = self.one(("ends_at", "ends_at", "due_on", "due_on", "kept", "kept_at", "opening", "talk"))
        return f"{left} {order} {self.one(('AMOMENT', 'ADATE', 'now', 'today'))}"

    def within(self) -> str:
        side = self.one(("is within the next", "is within the last", "is not within the next"))
        days = self.one(("1d", "2d", "1w"))
        return self.one(
            (f"ends_at {side} LENGTH", f"due_on {side} {days}", f"kept_at {side} LENGTH", f"kept {side} {days}",
             f"opening {side} LENGTH")
        )  # fmt: skip

    def of_now(self) -> str:
        contact = " in contact time" if self.chance(self.contact) else ""
        opens, closes = self.random.choice(SPANS)
        on = self.one(("weekdays", "weekdays", *DAYS[1:]))
        said = self.one((f"between {opens} and {closes}", f"on {on}"))
        return f"now is {self.one(('', 'not '))}{said}{contact}"

    def span(self) -> str:
        count = self.one(("", "", " at least 2 times", " at most 1 times"))
        unit = self.one(("today", "this week", "this month", "this year", "in the last LENGTH"))
        what = self.one(("visited pricing", "visited docs", "visited"))
        return f"has {self.one(('', 'not '))}{what}{count} {unit}"

    def other(self) -> str:
        return self.one(
            ("tagged hot", "not tagged hot", "gap is 2", "vip", "not in journey alpha", "in journey beta",
             "has booked where slot is after now in the last LENGTH", "has booked where day is today this month")
        )  # fmt: skip

    def where(self) -> str:
        return self.one(
            ("", "", "where slot is after now", "where day is today", "where slot is within the next LENGTH",
             "where day is not after today", "where slot is before day", "where day is WRITTEN", "where span is 2")
        )  # fmt: skip


class DatesStream(Stream):
    """Events that set dates, lengths and zones. All times count from `BASE_MS` here, as do the values."""

    def attributes(self) -> list[tuple[str, Value | None]]:
        return [*super().attributes(), *self.dates(BASE_MS)]

    def dates(self, near_ms: int) -> list[tuple[str, Value | None]]:
        there_ms = near_ms + self.random.choice(MOVES_MS)
        return [
            ("due_on", self.random.choice((there_ms // DAY, there_ms // DAY - 365, None))),
            ("ends_at", self.random.choice((there_ms, there_ms, there_ms + DAY, None))),
            ("gap", self.random.choice((*GAPS, None))),
            ("timezone", self.random.choice(CONTACT_ZONES)),
        ]

    def booked(self, near_ms: int) -> Wanted:
        there_ms = near_ms + self.random.choice(MOVES_MS)
        given: list[tuple[str, Value]] = [
            ("day", there_ms // DAY), ("slot", there_ms), ("span", self.random.choice(GAPS)),
        ]  # fmt: skip
        return Wanted("booked", properties=tuple(pair for pair in given if self.chance(0.8)))

    def event(self, contact: str, lattice_ms: int, wanted: Wanted) -> Event:
        event = super().event(contact, lattice_ms, self.booked(lattice_ms) if wanted.verb == "booked" else wanted)
        return self.dated(event, 0.3)

    def dated(self, event: Event, share: float) -> Event:
        if not self.chance(share):
            return event
        changed = self.random.sample(self.dates(event.received_ms), self.random.choice((1, 1, 1, 2)))
        return replace(event, sets=tuple({**dict(event.sets), **dict(changed)}.items()))

    def beside(self, contact: str, effect_ms: int) -> Event:
        """An event at or near what has just happened."""
        at_ms = max(effect_ms + self.random.choice(BESIDE), BASE_MS)
        wanted = self.pick(1)
        wanted = self.booked(at_ms) if wanted.verb == "booked" else wanted
        event = Event(contact, at_ms, at_ms, wanted.verb, wanted.subject, None, False, (), wanted.properties)
        event = self.dated(event, 0.6)
        if self.chance(0.15):
            return replace(event, received_ms=at_ms + self.random.choice((1, HOUR, DAY)))
        return event


def make_dates_case(seed: int) -> Case:
    """The case of this seed."""
    random = Random(f"dates {seed}")
    beginning = date(*random.choice(BEGINNINGS))
    drawing = Drawing(random, beginning)
    files = {"all.journey": CATALOG + EXTRAS + _workspace(drawing) + _journeys(drawing)}
    wanted = [
        *[Wanted("visited", "docs")] * 3, *[Wanted("visited", "pricing")] * 3, *[Wanted("pinged")] * 2,
        *[Wanted("booked")] * 2, Wanted("purchased", "plan"),
    ]  # fmt: skip
    gaps = [0, 1, MINUTE, HOUR, HOUR, 3 * HOUR, 9 * HOUR, 12 * HOUR, DAY, DAY]
    gaps += [LENGTHS.get(length, DAY) for length in drawing.lengths]
    stream = DatesStream(random, wanted[:1], wanted, gaps)
    contacts = CONTACTS[: random.choice((1, 1, 1, 2))]
    events: list[Event] = []
    for contact in contacts:
        lattice_ms = BASE_MS + random.choice((0, 0, 8, 9, 12)) * HOUR
        for _ in range(random.randint(4, 14)):
            events.append(stream.event(contact, lattice_ms, random.choice(wanted)))
            lattice_ms += random.choice(gaps)
    rows, listed, from_ms, until_ms = stream.around(contacts, events)
    if random.random() < 0.4:
        until_ms = max(event.received_ms for event in listed) + random.choice((7, 35, 70)) * DAY
    case = Case(f"dates-{seed}", files, rows, listed, from_ms if random.random() < 0.6 else None, until_ms)
    case = _shifted(case, (beginning - date(2026, 1, 1)).days)
    return _echoed(random, case, stream, (beginning - date(2026, 1, 1)).days)


def _workspace(drawing: Drawing) -> str:
    lines = [f"timezone {drawing.one(ZONES)}"] if drawing.chance(0.5) else []
    lines += ["holidays AT"] if drawing.chance(0.4) else []
    lines.append(f"moment opening at {drawing.day_text(drawing.random.choice((0, 1, 2)))} 09:00")
    zone = drawing.one(("", "", " Europe/Prague"))
    lines.append(f"webinar talk at {drawing.day_text(drawing.random.choice((0, 1, 3)))} {drawing.clocks[0]}{zone}")
    return "".join(f"{line}\n" for line in lines)


INSTEAD = {"kept": "due_on", "kept_at": "ends_at"}
"""What is asked where a journey does not remember the one."""


def _journeys(drawing: Drawing) -> str:
    names = ["alpha", "beta", "gamma"][: drawing.random.choice((1, 1, 2, 2, 3))]
    texts: list[str] = []
    for name in names:
        pattern = drawing.one(JOURNEYS)
        texts.append(tidied(drawing.fill(pattern.replace("NAME", name))))
    return "\n".join(texts).replace("in journey beta", "in journey alpha" if len(names) == 1 else "in journey beta")


def tidied(text: str) -> str:
    """Where nothing is remembered, something else is asked; entries ask for nothing that is."""
    entered_by_rules = "\n  enter " not in text
    lines: list[str] = []
    for written in text.split("\n"):
        line = written
        leads_in = entered_by_rules and line.strip().startswith(("when", "every"))
        for name, other in INSTEAD.items():
            is_unknown = line.strip().startswith("enter") or not re.search(rf" as {name}\b", text)
            if leads_in or is_unknown or line.endswith(f" as {name}"):
                line = re.sub(rf"(?<! as )\b{name}\b", other, line)
        lines.append(line)
    return "\n".join(lines)


def _shifted(case: Case, days: int) -> Case:
    """The same so many days later, what is set to dates too."""

    by = {"due_on": days, "day": days, "ends_at": days * DAY, "slot": days * DAY}

    def moved(pairs: Values) -> Values:
        return tuple(
            (name, int(value) + by[name] if name in by and value is not None else value) for name, value in pairs
        )

    def there(pairs: Values) -> tuple[tuple[str, Value], ...]:
        return tuple((name, value) for name, value in moved(pairs) if value is not None)

    def later(at_ms: int | None) -> int | None:
        return None if at_ms is None else at_ms + days * DAY

    events = tuple(
        replace(
            event,
            received_ms=event.received_ms + days * DAY,
            time_ms=event.time_ms + days * DAY,
            sets=moved(event.sets),
            properties=there(event.properties),
        )
        for event in case.events
    )
    rows = tuple(replace(row, attributes=there(row.attributes)) for row in case.contacts)
    return replace(case, contacts=rows, events=events, from_ms=later(case.from_ms), until_ms=later(case.until_ms))


def _echoed(random: Random, case: Case, stream: DatesStream, days: int) -> Case:
    """With further events where things happen."""
    played = evaluated(case, model_of(case), 1000)
    if played is None:
        return case
    chosen: list[Effect] = random.sample(played.effects, min(len(played.effects), random.randint(0, ECHOES_AT_MOST)))
    further = Case(
        "", {}, (), tuple(stream.beside(each.contact, each.time_ms - days * DAY) for each in chosen), None, None
    )
    return replace(case, events=(*case.events, *_shifted(further, days).events))
