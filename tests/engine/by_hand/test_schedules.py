"""`every SCHEDULE`, by hand: a list of times in the tables (S4.3, S5.10)."""

from __future__ import annotations

import pytest

from jdsl.machine.layout import (
    A_OWNER,
    D_ARGUMENT,
    D_KIND,
    D_SLOT,
    DUE_SCHEDULE,
    DUE_SILENCE,
    DUE_WORDS,
    G_ARMED_HI,
    G_ARMED_LO,
    G_SCHEDULES_HI,
    G_SCHEDULES_LO,
    G_SOONEST_MS,
    J_ARMED_HI,
    J_ARMED_LO,
    J_SCHEDULES_HI,
    J_SCHEDULES_LO,
    J_SOONEST_MS,
)
from jdsl.machine.program import Program
from jdsl.machine.values import NEVER_MS
from tests.engine.by_hand.assembly import Assembly, Happening, Row, play
from tests.oracle.compiled import NATIVE

DAY_MS = 86_400_000
TIMES = tuple(DAY_MS * day for day in (1, 2, 3, 6))

ABOVE = "  whenever not clicked mail for 1d\n{}"
IN_STAGE = "    whenever not clicked mail for 1d\n{}"
TEXT = """email mail
event leave
event back
event away
journey j
  enter when opened mail
  reenter always
  exit when leave
{above}  stage first
    when away then move to second
{staged}  stage second
    when back then move to first
"""


def scheduled(steps: str, *, staged: bool) -> Program:
    """A rule `every`: it is compiled as one that waits for a silence, whose clock is then the schedule's."""
    indent = "      " if staged else "    "
    rule = (IN_STAGE if staged else ABOVE).format("".join(f"{indent}{step}\n" for step in steps.split("; ")))
    made = Assembly(TEXT.format(above="" if staged else rule, staged=rule if staged else ""))
    tables = made.tables
    times = made.add(*TIMES)
    schedule = made.add(times, times + len(TIMES), 0)
    slot = 0
    for number in range(2):
        stage = made.stage("j", number)
        for due in range(*made.dues(stage), DUE_WORDS):
            if tables[due + D_KIND] == DUE_SILENCE:
                tables[schedule + 2] = tables[tables[due + D_ARGUMENT] + A_OWNER]
                tables[due + D_KIND], tables[due + D_ARGUMENT] = DUE_SCHEDULE, schedule
                slot = tables[due + D_SLOT]
    pair = made.add(slot, schedule)
    if staged:
        row, words = made.stage("j", 0), (G_ARMED_LO, G_ARMED_HI, G_SCHEDULES_LO, G_SCHEDULES_HI, G_SOONEST_MS)
    else:
        row, words = made.journey("j"), (J_ARMED_LO, J_ARMED_HI, J_SCHEDULES_LO, J_SCHEDULES_HI, J_SOONEST_MS)
    armed_lo, armed_hi, lo, hi, soonest = words
    tables[row + armed_hi] = tables[row + armed_lo]
    tables[row + lo], tables[row + hi], tables[row + soonest] = pair, pair + 2, NEVER_MS
    return made.finish()


def sends(*at_ms: int) -> list[Row]:
    return [(at, "j:1", "send mail") for at in at_ms]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize("until_ms", [DAY_MS - 1, DAY_MS, DAY_MS + 1, 3 * DAY_MS - 1, 3 * DAY_MS, 100 * DAY_MS])
def test_each_time_fires_at_its_millisecond(until_ms: int, staged: bool, packed: bool) -> None:
    expected = [(5, "j:1", "enter"), *sends(*(time for time in TIMES if time <= until_ms))]
    events = [Happening(5, "opened", "mail")]
    assert play(scheduled("send mail", staged=staged), events, until_ms, is_native=NATIVE, packed=packed) == expected


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize(("entered_ms", "first"), [(DAY_MS - 1, 0), (DAY_MS, 1), (DAY_MS + 1, 1), (6 * DAY_MS, 4)])
def test_a_time_at_the_instant_of_the_beginning_is_past(
    entered_ms: int, first: int, staged: bool, packed: bool
) -> None:
    events = [Happening(entered_ms, "opened", "mail")]
    expected = [(entered_ms, "j:1", "enter"), *sends(*TIMES[first:])]
    rows = play(scheduled("send mail", staged=staged), events, 9 * DAY_MS, is_native=NATIVE, packed=packed)
    assert rows == expected


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("steps", "fired"),
    [
        ("send mail; wait 23h", TIMES),
        ("send mail; wait 1d", (DAY_MS, 3 * DAY_MS, 6 * DAY_MS)),  # S1.6: the rule stands before its wait
        ("send mail; wait 25h", (DAY_MS, 3 * DAY_MS, 6 * DAY_MS)),
    ],
)
def test_a_time_at_which_the_body_is_under_way_is_ignored(steps: str, fired: tuple[int, ...], packed: bool) -> None:
    events = [Happening(5, "opened", "mail")]
    rows = play(scheduled(steps, staged=True), events, 9 * DAY_MS, is_native=NATIVE, packed=packed)
    assert rows == [(5, "j:1", "enter"), *sends(*fired)]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("staged", [False, True])
def test_a_stage_that_is_left_drops_its_schedule_and_arms_it_afresh(staged: bool, packed: bool) -> None:
    events = [Happening(5, "opened", "mail"), Happening(DAY_MS + 5, "away"), Happening(2 * DAY_MS, "back")]
    rows = play(scheduled("send mail", staged=staged), events, 9 * DAY_MS, is_native=NATIVE, packed=packed)
    second: Row = (2 * DAY_MS, "j:1", "send mail")
    assert rows == [
        (5, "j:1", "enter"), *sends(DAY_MS), (DAY_MS + 5, "j:1", "move second"), *([] if staged else [second]),
        (2 * DAY_MS, "j:1", "move first"), *sends(*TIMES[2:]),
    ]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_a_visit_that_ends_drops_its_schedule(packed: bool) -> None:
    events = [Happening(5, "opened", "mail"), Happening(2 * DAY_MS, "leave")]
    rows = play(scheduled("send mail", staged=False), events, 9 * DAY_MS, is_native=NATIVE, packed=packed)
    assert rows == [(5, "j:1", "enter"), *sends(DAY_MS, 2 * DAY_MS), (2 * DAY_MS, "j:1", "exit")]
