"""Journeys that are `per order`: what the tests of `per` have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from jdsl.compiler import lower
from jdsl.engine.page import Events, Page
from jdsl.machine.effects import EFFECT_WORDS, EffectKind
from jdsl.machine.program import Program
from tests.engine.sending.played import checked
from tests.oracle.compiled import NATIVE

DAY_MS = 86_400_000
BOTH = pytest.mark.parametrize("packed", [False, True])
MOST_ENTERED = 999  # at one instant

EVENTS = """channel news
email mail
email other
tag marked
attribute city text
event buy
  property order text
event pay
  property order text
event praise
  property order text
event ask
  property order text
event leave
  property order text
event never
  property order text
event probe
  property order text
event note
event told
"""
NUMBERS = EVENTS.replace("order text", "order number")
WALK = """
journey walk
  enter when buy per order
  reenter always
  exit when leave "left"
  stage first
    whenever ask then send mail
    whenever note then send other
"""

Row = tuple[int, str, str]
"""An effect by hand: when, `JOURNEY:VISIT`, and `KIND`, `KIND NAME` or `KIND NAME "REASON"`."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the only contact: at `time_ms`, heard of at `received_ms` (0: at once)."""

    time_ms: int
    verb: str
    order: str | int | None = None
    received_ms: int = 0


def at(time_ms: int, verb: str, order: str | int | None = None) -> Happening:
    return Happening(time_ms, verb, order)


def program_of(text: str) -> Program:
    return lower(checked(text))


def again(text: str, reenter: str) -> str:
    """The same journeys, with another `reenter`."""
    return text.replace("reenter always", f"reenter {reenter}")


def newest(text: str) -> str:
    """The same journeys, each `newest only`."""
    return text.replace("per order", "per order, newest only")


def walk(text: str = WALK) -> Program:
    return program_of(EVENTS + text)


def code(program: Program, verb: str) -> int:
    return program.vocabulary.verbs[verb].bare_code


def said(program: Program, row: Sequence[int]) -> Row:
    words = [EffectKind(row[5]).name.lower()]
    if row[6] >= 0:
        words.append(program.names[row[6]])
    if row[7] >= 0:
        words.append(f'"{program.names[row[7]]}"')
    return int(row[0]), f"{program.journeys[row[2]].name}:{row[3]}", " ".join(words)


def rows(program: Program, happenings: Sequence[Happening], *, packed: bool) -> list[Row]:
    """What one contact goes through in nine days; `packed`: the page goes to bytes and back behind each event."""
    page = Page(program, is_native=NATIVE)
    page.contact("ann")
    page.begin(0)
    seen: list[Row] = []

    def sink(words: Sequence[int]) -> None:
        for place in range(0, len(words), EFFECT_WORDS):
            seen.append(said(program, words[place : place + EFFECT_WORDS]))

    for one in happenings:
        events = Events()
        slots = program.vocabulary.verbs[one.verb].properties
        properties = [
            (slots["order"].number, page.text(value) if isinstance(value, str) else value)
            for value in (one.order,)
            if value is not None
        ]
        received_ms = max(one.received_ms, one.time_ms)
        events.add(0, received_ms, one.time_ms, code(program, one.verb), properties=properties)
        page.advance(events, sink)
        if packed:
            page = Page.unpack(program, page.pack(), is_native=NATIVE)
    page.flush(9 * DAY_MS, sink)
    return seen
