"""`goal NAME within D`, by hand: in its window alone, and after the visit too (S3.8)."""

from __future__ import annotations

import pytest

from jdsl.machine.layout import (
    A_OWNER,
    CODE_LOOKS_HI,
    CODE_LOOKS_LO,
    CODE_WORDS,
    DUE_WATCH,
    G_DUES_HI,
    G_DUES_LO,
    G_LASTING,
    H_ARENA_ROOM,
    H_CODES,
    J_APART,
    J_ARMED_HI,
    J_ARMED_LO,
    J_CODES,
    J_TRANSITIONS,
    J_WATCH,
    J_WATCH_STAGE,
    L_KIND,
    L_REASON,
    L_WITHIN_MS,
    LISTENER_GOAL,
)
from jdsl.machine.program import Program
from jdsl.machine.values import NEVER_MS
from tests.engine.by_hand.assembly import Assembly, Happening, Row, code, play
from tests.oracle.compiled import NATIVE

DAY_MS = 86_400_000
ENTERED_MS = 1000
END_MS = ENTERED_MS + DAY_MS

TEXT = """email mail
event buy
event praise
event leave
event done
event never
event count
event own
journey j
  enter when opened mail
  reenter always
  goal bought when buy
  goal praised when praise and stay
  stage first
    when leave then exit "gone"
    when done then send mail
    when count then reach bought
    when never then move to watched
  stage watched
    whenever never then send mail

journey other
  enter when reached bought
  reenter always
  stage first
    when never then send mail
"""


def watching() -> Program:
    made = Assembly(TEXT)
    watch(made, "j", ("buy", "bought"), ("praise", "praised"))
    return made.finish()


def watch(made: Assembly, journey: str, *goals: tuple[str, str]) -> None:
    """Each of the goals (verb, name) has a window of a day; the second stage is that of a visit that is over."""
    tables = made.tables
    row = made.journey(journey)
    slot = made.instance_slots(journey, NEVER_MS)
    tables[row + J_APART], tables[row + J_WATCH], tables[row + J_WATCH_STAGE] = 1, slot, 1
    lo, hi = tables[row + J_ARMED_LO], tables[row + J_ARMED_HI]
    armed = made.add(*tables[lo:hi], slot, DAY_MS)
    tables[row + J_ARMED_LO], tables[row + J_ARMED_HI] = armed, len(tables)
    stage = made.stage(journey, 1)
    due = made.add(slot, DUE_WATCH, 0, 0)
    tables[stage + G_DUES_LO], tables[stage + G_DUES_HI], tables[stage + G_LASTING] = due, due + 4, 1
    tables[H_ARENA_ROOM] *= 4
    for verb, name in goals:
        goal = _goal(made, row, code(made.program, verb, None))
        tables[goal + L_WITHIN_MS], tables[goal + L_REASON] = DAY_MS, made.name(f"too late for {name}")


def _goal(made: Assembly, row: int, number: int) -> int:
    """The listener of the goal that hears a code, in the first stage; it stands before all rules."""
    tables = made.tables
    own = dict(_own(made, number))[0]
    pointer = tables[row + J_TRANSITIONS] + own
    assert own < tables[row + J_CODES]
    goal = tables[tables[tables[pointer]] + A_OWNER]
    assert tables[goal + L_KIND] == LISTENER_GOAL
    return goal


def _own(made: Assembly, number: int) -> list[tuple[int, int]]:
    """Who looks at a code, and each one's own number for it."""
    tables = made.tables
    row = tables[H_CODES] + number * CODE_WORDS
    pairs = range(tables[row + CODE_LOOKS_LO], tables[row + CODE_LOOKS_HI], 2)
    return [(tables[pair], tables[pair + 1]) for pair in pairs]


OPENED = Happening(ENTERED_MS, "opened", "mail")
ENTERED: Row = (ENTERED_MS, "j:1", "enter")
BOTH = pytest.mark.parametrize("packed", [False, True])


@BOTH
@pytest.mark.parametrize(("at_ms", "counts"), [(END_MS - 1, True), (END_MS, False), (END_MS + 1, False)])
@pytest.mark.parametrize("leaves", ["leave", "done", None])
def test_a_goal_counts_in_its_window(at_ms: int, counts: bool, leaves: str | None, packed: bool) -> None:
    events = [OPENED, *([Happening(2000, leaves)] if leaves else []), Happening(at_ms, "buy")]
    rows: list[Row] = [ENTERED]
    if leaves == "leave":
        rows.append((2000, "j:1", 'exit "gone"'))
    if leaves == "done":
        rows.append((2000, "j:1", "send mail"))
    if counts:
        rows += [(at_ms, "j:1", "reach bought"), (at_ms, "other:1", "enter")]
    assert play(watching(), events, 9 * DAY_MS, is_native=NATIVE, packed=packed) == rows
    assert play(watching(), [*events, Happening(at_ms, "buy")], 9 * DAY_MS, is_native=NATIVE, packed=packed) == rows


@BOTH
def test_a_late_event_counts_by_its_own_time_while_the_watch_is_on(packed: bool) -> None:
    for time_ms, received_ms, counts in (
        (ENTERED_MS - 1, 3000, False), (ENTERED_MS, 3000, True), (2500, END_MS - 1, True), (2500, END_MS, False),
    ):  # fmt: skip
        events = [OPENED, Happening(2000, "leave"), Happening(time_ms, "praise", received_ms=received_ms)]
        rows: list[Row] = [ENTERED, (2000, "j:1", 'exit "gone"')]
        if counts:
            rows.append((received_ms, "j:1", "reach praised"))
        assert play(watching(), events, 9 * DAY_MS, is_native=NATIVE, packed=packed) == rows


@BOTH
def test_the_next_entering_ends_the_watch(packed: bool) -> None:
    events = [OPENED, Happening(2000, "leave"), Happening(3000, "opened", "mail"), Happening(4000, "buy")]
    assert play(watching(), events, 9 * DAY_MS, is_native=NATIVE, packed=packed) == [
        ENTERED, (2000, "j:1", 'exit "gone"'), (3000, "j:2", "enter"), (4000, "j:2", "reach bought"),
        (4000, "other:1", "enter"),
    ]  # fmt: skip


@BOTH
def test_a_visit_that_reached_is_not_watched(packed: bool) -> None:
    events = [OPENED, Happening(2000, "buy"), Happening(3000, "praise"), Happening(4000, "buy")]
    assert play(watching(), events, 9 * DAY_MS, is_native=NATIVE, packed=packed) == [
        ENTERED, (2000, "j:1", "reach bought"), (2000, "other:1", "enter")
    ]  # fmt: skip


@BOTH
@pytest.mark.parametrize("at_ms", [END_MS - 1, END_MS, END_MS + 1])
def test_a_step_that_reaches_too_late_ends_the_visit_otherwise(at_ms: int, packed: bool) -> None:
    rows = play(watching(), [OPENED, Happening(at_ms, "count")], 9 * DAY_MS, is_native=NATIVE, packed=packed)
    if at_ms < END_MS:
        assert rows == [ENTERED, (at_ms, "j:1", "reach bought"), (at_ms, "other:1", "enter")]
    else:
        assert rows == [ENTERED, (at_ms, "j:1", 'exit "too late for bought"')]
