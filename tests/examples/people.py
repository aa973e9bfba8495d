"""Invented people for the examples, the same ones each time: what is known of them, and what they do when.

Each example has its personas. A persona walks a way of its own through the journeys, so that together they reach every
line of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

EXAMPLES = Path(__file__).parents[2] / "examples"

FIRST_DAY = datetime(2026, 1, 5, tzinfo=UTC)
MINUTES_A_DAY = 1440

Line: TypeAlias = dict[str, Any]


@dataclass
class Person:
    """One contact: what the contacts file says, and what happens on which day of theirs."""

    name: str
    draw: Random
    known: Line
    starts: float  # days after FIRST_DAY
    events: list[Line] = field(default_factory=list)

    def does(self, day: float, verb: str, subject: str | None = None, **more: Any) -> None:
        """One event on a day counted from when this contact starts. `heard` days later we hear of it."""
        heard = more.pop("heard", 0)
        at = self.at(day)
        line: Line = {"id": f"{self.name}-{len(self.events) + 1}", "contact": self.name, "time": written(at)}
        if heard:
            line["received"] = written(at + timedelta(minutes=round(heard * MINUTES_A_DAY)))
        line["event"] = verb
        if subject is not None:
            line["subject"] = subject
        self.events.append({**line, **more})

    def at(self, day: float) -> datetime:
        """The instant of such a day, to the minute."""
        return FIRST_DAY + timedelta(minutes=round((self.starts + day) * MINUTES_A_DAY))

    def soon(self, day: float, within: float = 0.5) -> float:
        """An instant of that day or a little later, never the same for two contacts."""
        return day + self.draw.uniform(0.01, within)


Persona: TypeAlias = Callable[[Person], None]


def written(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def told(people: Iterable[Person], verb: str, subject: str, days: int) -> list[Line]:
    """All their events, by when we heard of them; the first opens the run and the last, much later, closes it."""
    lines = [line for person in people for line in person.events]
    for name, day in (("first", 0), ("last", days)):
        at = written(FIRST_DAY + timedelta(days=day))
        lines.append({"id": name, "contact": "c001", "time": at, "event": verb, "subject": subject})
    lines += lines[7::300]  # told twice, as happens
    return sorted(lines, key=lambda line: (line.get("received", line["time"]), line["contact"], line["id"]))


def text(lines: list[Line]) -> str:
    return "".join(f"{json.dumps(line)}\n" for line in lines)


@dataclass(frozen=True)
class Example:
    """A folder of examples, and how the data in it are made."""

    name: str
    personas: Mapping[Persona, int]
    """How many there are of each."""
    person: Callable[[str, Random], Person]
    """Makes one, to be sent on their way."""
    closes: tuple[str, str]  # verb and subject of the first and the last event
    days: int

    @property
    def folder(self) -> Path:
        return EXAMPLES / self.name

    def people(self) -> list[Person]:
        """So many people of each persona, each with all that they do."""
        draw = Random(2026)
        made: list[Person] = []
        for walk, many in self.personas.items():
            for _ in range(many):
                made.append(self.person(f"c{len(made) + 1:03}", draw))
                walk(made[-1])
        return made

    def files(self) -> dict[str, str]:
        """The text of each file of data."""
        people = self.people()
        contacts = [person.known for person in people]
        return {"contacts.jsonl": text(contacts), "events.jsonl": text(told(people, *self.closes, self.days))}

    def write(self) -> None:
        for name, content in self.files().items():
            (self.folder / name).write_text(content, encoding="utf-8")
