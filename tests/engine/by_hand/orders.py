"""Journeys that are `per order`: what the tests of `per` have in common."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from jdsl.machine.layout import J_NEWEST_ONLY, REENTER_ALWAYS
from jdsl.machine.program import Program
from tests.engine.by_hand.assembly import Assembly, Happening, Row, play
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
  enter when buy
  exit when leave "left"
  stage first
    whenever ask then send mail
    whenever note then send other
    when never where order is not set then send mail
"""


def assembled(
    text: str, *journeys: str, reenter: int = REENTER_ALWAYS, argument: int = 0, newest: bool = False
) -> Assembly:  # fmt: skip
    """The workspace with these journeys `per order`; all of them `reenter` like that."""
    made = Assembly(text)
    for journey in journeys:
        made.per(journey, "order", reenter, argument)
        made.tables[made.journey(journey) + J_NEWEST_ONLY] = int(newest)
    return made


def walk(*, reenter: int = REENTER_ALWAYS, argument: int = 0, newest: bool = False) -> Program:
    return assembled(EVENTS + WALK, "walk", reenter=reenter, argument=argument, newest=newest).finish()


def at(time_ms: int, verb: str, order: str | int | None = None) -> Happening:
    return Happening(time_ms, verb, properties=() if order is None else (("order", order),))


def rows(program: Program, events: Sequence[Happening], *, packed: bool) -> list[Row]:
    return play(program, events, 9 * DAY_MS, is_native=NATIVE, packed=packed)
