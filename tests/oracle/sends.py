"""Random cases about sending (§15): windows, limits, holds, hold-outs, machines, calls and goals that are watched.

The events are made in two passes: the oracle plays a case once, and further events are put just where something went
out or was withheld, or a millisecond or a machine's five seconds beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from tests.oracle.cases import Case
from tests.oracle.evaluated import evaluated, model_of
from tests.oracle.facts import Effect, Event, Value
from tests.oracle.generate import BASE_MS, CONTACTS, Stream
from tests.oracle.words import (
    CATALOG,
    CHANNELS,
    DAY,
    EMAILS,
    HOUR,
    LENGTHS,
    MESSAGES,
    MINUTE,
    USUAL_LENGTHS,
    Wanted,
)
from tests.oracle.writing import Draft, Reaction, Writer

EXTRAS = """\
email receipt "Your order"
  transactional
  channel deals
sms code "Your code"
  transactional
webhook crm "https://crm.acme.example/hooks"
"""

SPANS = (
    ("08:00", "18:00"), ("09:00", "17:00"), ("22:00", "06:00"), ("00:00", "12:00"), ("12:00", "24:00"),
    ("02:30", "03:30"), ("03:00", "02:00"), ("09:00", "10:00"), ("18:00", "09:00"), ("06:00", "06:00:01"),
)  # fmt: skip
DAYS = ("", "", "", " on weekdays", " on weekdays", " on friday", " on saturday, sunday", " on thursday, monday")
ZONES = ("UTC", "Europe/Prague", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe")
SHARES = ("50%", "100%", "100%", "80.37%", "80.38%", "23.53%", "93.72%", "93.73%", "0.01%")
"""Among them those just at and above what `ann` and `bob` draw."""
CONTACT_ZONES = (*ZONES, "asia/tokyo", "Nowhere", None)
SHIFTS = (0, 0, DAY, 3 * DAY, 86 * DAY, 86 * DAY, 295 * DAY, 295 * DAY + HOUR // 2)
"""From a Thursday in January to the ends of March and October, where clocks are changed."""
BESIDE = (-1, 0, 0, 0, 1, 4_999, 5_000, 5_001, HOUR, -HOUR)
ECHOES = 10
TOLD = {"enter", "send", "withheld", "hold", "reach", "exit", "complete"}
"""Beside what effects further events are put, and beside how many at most."""


class Lines:
    """Lines about sending, drawn at random."""

    def __init__(self, random: Random, lengths: Sequence[str]) -> None:
        self.random = random
        self.lengths = lengths

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, options: Sequence[str]) -> str:
        return self.random.choice(options)

    def window(self) -> str:
        opens, closes = self.random.choice(SPANS)
        contact = " in contact time" if self.chance(0.3) else ""
        return f"send between {opens} and {closes}{self.one(DAYS)}{contact}"

    def limit(self) -> str:
        most = self.random.choice((1, 1, 1, 2, 2, 3))
        kind = self.random.choice(("message", "message", "email", "sms", "push"))
        channel = f"{self.one(CHANNELS)} " if self.chance(0.2) else ""
        plural = "s" if most > 1 and kind in {"message", "email"} else ""
        per = "day" if self.chance(0.3) else self.one(self.lengths)
        delay = " else delay" if self.chance(0.55) else ""
        return f"limit {most} {channel}{kind}{plural} per {per}{delay}"

    def hold_out(self) -> str:
        return f"hold out {self.one(SHARES)}"

    def header(self, share: float) -> list[str]:
        lines = [self.window()] if self.chance(share) else []
        lines += [self.limit() for _ in range(self.random.choice((0, 1, 1, 2))) if self.chance(share + 0.15)]
        if self.chance(0.1):
            lines.append(self.window())
        if self.chance(0.2):
            lines.append(self.hold_out())
        if self.chance(0.2):
            lines.append(f"timezone {self.one(ZONES)}")
        self.random.shuffle(lines)
        return lines

    def workspace(self) -> list[str]:
        lines = [f"timezone {self.one(ZONES)}"] if self.chance(0.5) else []
        if self.chance(0.2):
            lines.append("holidays AT")
        if self.chance(0.2):
            lines.append(self.window())
        return lines + [self.limit() for _ in range(self.random.choice((0, 0, 0, 1, 1, 2)))]

    def step(self) -> str:
        what = self.one((*CHANNELS, "everything", "everything"))
        options = (
            f"hold {what}", f"hold {what} for {self.one(self.lengths)}", f"release {what}", "call crm",
            "send receipt", "send code",
        )  # fmt: skip
        return self.random.choices(options, (3, 4, 3, 3, 2, 2))[0]


class SendingWriter(Writer):
    """Writes workspaces of all kinds, with lines about sending among the others."""

    def __init__(self, random: Random) -> None:
        super().__init__(random)
        self.lines = Lines(random, self.lengths)

    def workspace(self, journeys: int) -> dict[str, str]:
        files = super().workspace(journeys)
        above = EXTRAS + "".join(f"{line}\n" for line in self.lines.workspace())
        return {name: text.replace(CATALOG, CATALOG + above) for name, text in files.items()}

    def journey(self, draft: Draft) -> list[str]:
        head, *lines = super().journey(draft)
        return [head, *(f"  {line}" for line in self.lines.header(0.35)), *lines]

    def goal(self, name: str) -> str:
        line = super().goal(name)
        within = f"goal {name} within {self.length()}"
        return line.replace(f"goal {name}", within, 1) if self.chance(0.6) else line

    def plain_step(self, reaction: Reaction) -> str:
        return self.lines.step() if self.chance(0.25) else super().plain_step(reaction)

    def message_event(self) -> tuple[str, frozenset[str]]:
        phrase, found = super().message_event()
        return f"{phrase} counting machines" if self.chance(0.3) else phrase, found


class SendingStream(Stream):
    """Events that bring the contact's zone, and machines, along."""

    def attributes(self) -> list[tuple[str, Value | None]]:
        return [*super().attributes(), ("timezone", self.random.choice(CONTACT_ZONES))]

    def event(self, contact: str, lattice_ms: int, wanted: Wanted) -> Event:
        event = super().event(contact, lattice_ms, wanted)
        if self.chance(0.06):
            zone = self.random.choice(CONTACT_ZONES)
            return replace(event, sets=tuple({**dict(event.sets), "timezone": zone}.items()))
        return event

    def beside(self, effect: Effect) -> Event:
        """An event at or near what has just happened."""
        at_ms = effect.time_ms + self.random.choice(BESIDE)
        if self.chance(0.8 if effect.kind in {"enter", "hold"} else 0.4):
            at_ms = effect.time_ms + self.random.choice(self.gaps) + self.random.choice((-1, 0, 0, 1))
        wanted, late = self.pick(1), 0.15
        if effect.name in MESSAGES and self.chance(0.6):
            verbs = ("clicked", "opened", "opened", "sent") if effect.name in EMAILS else ("opened",)
            wanted, late = Wanted(self.random.choice(verbs), effect.name), 0.3
        elif self.chance(0.3):
            wanted = Wanted("pinged", sets=(("timezone", self.random.choice(CONTACT_ZONES)),))
        event = Event(
            effect.contact, at_ms, at_ms, wanted.verb, wanted.subject, wanted.link, False, wanted.sets,
            wanted.properties,
        )  # fmt: skip
        if self.chance(late):
            return replace(event, received_ms=at_ms + self.random.choice((1, HOUR, DAY)))
        return event


def make_sending_case(seed: int) -> Case:
    """The case of this seed."""
    random = Random(f"sending {seed}")
    name = f"sending-{seed}"
    case, stream = _focused(random, name) if random.random() < 0.55 else _of_all_kinds(random, name)
    return _shifted(_echoed(random, case, stream), random.choice(SHIFTS))


def _of_all_kinds(random: Random, name: str) -> tuple[Case, SendingStream]:
    writer = SendingWriter(random)
    files = writer.workspace(random.choice((1, 1, 2, 2, 3)))
    gaps = [0, *(LENGTHS[length] for length in writer.lengths), HOUR, MINUTE, DAY]
    stream = SendingStream(random, writer.leading_in or writer.wanted, writer.wanted, gaps)
    contacts = CONTACTS[: random.choice((1, 1, 2, 3))]
    events = [event for contact in contacts for event in stream.events(contact)]
    return Case(name, files, *stream.around(contacts, events)), stream


def _focused(random: Random, name: str) -> tuple[Case, SendingStream]:
    lengths = random.sample(USUAL_LENGTHS, 2)
    lines = Lines(random, lengths)
    made: dict[str, Callable[[], str]] = {
        "LENGTH": lambda: lines.one(lengths),
        "WINDOW": lines.window,
        "LIMIT": lines.limit,
        "HOLDOUT": lambda: lines.hold_out() if random.random() < 0.6 else "labels none",
        "REENTER": lambda: lines.one(("reenter always", "reenter always", f"reenter after {lengths[0]}")),
        "MESSAGE": lambda: lines.one((*MESSAGES, "plain", "plain", "bell")),
        "STEP": lines.step,
        "HELD": lambda: lines.one((*CHANNELS, "everything", "everything")),
        "MACHINES": lambda: lines.one(("", "counting machines")),
        "STAY": lambda: lines.one(("", "and stay")),
        "IF": lambda: lines.one(("", "", "if not tagged hot", "if has not visited docs since entering")),
    }
    text = re.sub("|".join(sorted(made, key=len, reverse=True)), lambda found: made[found[0]](), random.choice(FOCUSED))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    above = "".join(f"{line}\n" for line in lines.workspace())
    wanted = [
        *[Wanted("visited", "docs")] * 2, *[Wanted("visited", "pricing")] * 4, Wanted("purchased", "plan"),
        Wanted("clicked", "plain"), Wanted("opened", "plain"), Wanted("clicked", "teaser", "cta"),
    ]  # fmt: skip
    stream = SendingStream(random, wanted[:1], wanted)
    gaps = [0, 1, HOUR, HOUR, *(LENGTHS[length] for length in lengths), 6 * HOUR, 12 * HOUR, DAY]
    contacts = CONTACTS[: random.choice((1, 1, 2))]
    events: list[Event] = []
    for contact in contacts:
        lattice_ms = BASE_MS + random.choice((0, 8, 9, 12, 18, 22)) * HOUR
        events += [Event(contact, BASE_MS, BASE_MS, "subscribed to", channel) for channel in CHANNELS]
        for _ in range(random.randint(6, 20)):
            events.append(stream.event(contact, lattice_ms, random.choice(wanted)))
            lattice_ms += random.choice(gaps)
    files = {"all.journey": CATALOG + EXTRAS + above + text}
    rows, listed, from_ms, until_ms = stream.around(contacts, events)
    rows = tuple(replace(row, unsubscribed=False) if random.random() < 0.8 else row for row in rows)
    return Case(name, files, rows, listed, from_ms if random.random() < 0.3 else None, until_ms), stream


def _echoed(random: Random, case: Case, stream: SendingStream) -> Case:
    """With further events where things happen."""
    played = evaluated(case, model_of(case), 2000)
    if played is None:
        return case
    told = [effect for effect in played.effects if effect.kind in TOLD]
    chosen = random.sample(told, min(len(told), random.randint(0, ECHOES)))
    further = [event for event in map(stream.beside, chosen) if event.time_ms >= BASE_MS]
    return replace(case, events=(*case.events, *further))


def _shifted(case: Case, by_ms: int) -> Case:
    """The same at another time of the year."""

    def moved(at_ms: int | None) -> int | None:
        return None if at_ms is None else at_ms + by_ms

    events = tuple(
        replace(event, received_ms=event.received_ms + by_ms, time_ms=event.time_ms + by_ms) for event in case.events
    )
    return replace(case, events=events, from_ms=moved(case.from_ms), until_ms=moved(case.until_ms))


FOCUSED = (
    """
journey alpha
  enter when visited docs or visited pricing
  REENTER
  WINDOW
  LIMIT
  HOLDOUT
  exit when purchased
  stage first
    send MESSAGE
    send MESSAGE after LENGTH
    if has been sent plain in the last LENGTH then tag hot
    send MESSAGE
    meanwhile
      whenever visited pricing IF then send MESSAGE
""",
    """
journey alpha
  enter when visited docs or visited pricing
  REENTER
  LIMIT
  LIMIT
  stage first
    send MESSAGE
    send receipt
    send MESSAGE
    wait LENGTH
    send MESSAGE
journey beta
  priority 1
  enter when visited docs
  REENTER
  LIMIT
  WINDOW
  HOLDOUT
  whenever visited pricing then send MESSAGE
  stage first
    send MESSAGE
    notify backup
    call crm
    move to second
  stage second
    wait LENGTH
    send MESSAGE
""",
    """
journey alpha
  enter when visited docs or visited pricing
  REENTER
  LIMIT
  HOLDOUT
  stage first
    notify backup
    notify sales "look"
    call crm
    send MESSAGE
    send receipt
    wait LENGTH
    send MESSAGE
    call crm
journey beta
  enter when sent receipt or visited docs
  reenter always
  HOLDOUT
  stage first
    hold HELD
    send MESSAGE
    notify email
    wait LENGTH
""",
    """
journey alpha
  enter when visited docs
  REENTER
  exit when purchased
  stage first
    hold HELD
    hold HELD for LENGTH
    wait LENGTH
    STEP
    send MESSAGE
    wait
    meanwhile
      whenever visited pricing then STEP
      after LENGTH then release HELD then STEP
journey beta
  enter when visited pricing or clicked plain MACHINES
  REENTER
  LIMIT
  stage first
    send MESSAGE
    send MESSAGE
    send code
    STEP
    send MESSAGE
""",
    """
journey alpha
  enter when visited docs
  REENTER
  WINDOW
  goal won within LENGTH when visited pricing at least 2 times IF
  goal asked within LENGTH when not visited pricing for LENGTH or clicked plain MACHINES IF STAY
  goal told within LENGTH STAY
  exit when purchased "bought"
  stage first
    send plain
    wait up to LENGTH
      when visited pricing IF then reach told
      otherwise send MESSAGE
    wait LENGTH
    reach told
journey beta
  enter when reached won or reached asked or exited alpha where reason is "too late for told"
  reenter always
  stage first
    send MESSAGE
    if in journey alpha then tag hot
    else untag hot
""",
    """
journey alpha
  enter when visited docs or visited pricing
  REENTER
  stage first
    send plain
    send teaser
    wait
      when clicked plain MACHINES then tag hot
      when opened any email MACHINES at least 2 times within LENGTH then STEP
      when not clicked MACHINES for LENGTH then send MESSAGE
    if has opened plain MACHINES in the last LENGTH then send bell
    if has clicked MACHINES since entering then call crm
    if has sent plain then send nudge
    wait LENGTH
    exit
journey beta
  whenever opened plain MACHINES then add 1 to points
  whenever clicked MACHINES IF then send MESSAGE
""",
    """
journey alpha
  enter when visited docs
  reenter always
  WINDOW
  WINDOW
  LIMIT
  stage first
    send MESSAGE
    move to second
  stage second
    if vip then set timezone to "Europe/Prague"
    send MESSAGE
    meanwhile
      whenever visited pricing, starting over
        send MESSAGE
        set timezone to "America/New_York"
      when clicked plain MACHINES then move to first
journey beta
  enter when sent plain or entered alpha
  reenter always
  HOLDOUT
  stage first
    send MESSAGE after LENGTH
    set timezone to "Asia/Tokyo"
""",
    """
journey alpha
  enter when visited docs or purchased
  REENTER
  goal won within LENGTH when visited pricing at least 2 times STAY
  goal asked within LENGTH when not visited for LENGTH or purchased IF STAY
  goal told within LENGTH when opened plain MACHINES if points > 1 or not vip STAY
  exit when clicked plain MACHINES "bye"
  LIMIT
  stage first
    send plain
    send MESSAGE
journey beta
  enter when reached won or reached asked or reached told
  reenter always
  stage first
    send MESSAGE
    add 1 to points
""",
    """
journey alpha
  enter when visited docs or visited pricing
  reenter always
  LIMIT
  stage first
    send plain
    send bell
journey beta
  enter when visited pricing
  REENTER
  LIMIT
  LIMIT
  WINDOW
  stage first
    send plain
    send MESSAGE
    send teaser
""",
)
"""Little text and much of sending; what is in capitals is drawn anew at each place."""
