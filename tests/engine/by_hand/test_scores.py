"""Scores that fade, by hand: lines, `reaches` and `falls below` (S1.6, S2.9, S5.8)."""

from __future__ import annotations

from math import isqrt

import pytest

from jdsl.machine.layout import (
    CELL_SCORE,
    CLASS_CHANGING,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_CLASS,
    CODE_WORDS,
    H_CELL_COUNT,
    H_CODE_COUNT,
    H_CODES,
    H_CONTACT_TEMPLATE,
    H_FADING,
    H_INTEREST,
    H_SCORES_HI,
    H_SCORES_LO,
    K_INTEREST,
    SCORE_WORDS,
)  # fmt: skip
from jdsl.machine.program import Program
from jdsl.machine.values import NEVER_MS
from tests.engine.by_hand.assembly import Assembly, Happening, Row, code, play
from tests.oracle.compiled import NATIVE

DAY_MS = 86_400_000
ONE = 1_000_000
ALL_BITS = (1 << 63) - 1

TEXT = """email mail
email cold_mail
event buy
event sink
event hot
event cold
journey j
  enter when opened mail
  goal bought when buy at least 255 times and stay
  goal sunk when sink at least 255 times and stay
  stage first
    whenever hot then send mail
    whenever cold then send cold_mail
    whenever not opened cold_mail for 10d then exit "late"
"""


def root_of_two(power: int) -> int:
    """2^(30 - power/256), rounded down: the 256th root of 2^(7680 - power), by eight square roots of a long number."""
    value = 1 << 512
    for bit in range(8):
        if power >> (7 - bit) & 1:
            value = value * ROOTS[bit] >> 512
    return value >> 482


def _roots() -> tuple[int, ...]:
    """2^(-1/2), 2^(-1/4), … 2^(-1/256), each times 2^512."""
    roots: list[int] = []
    last = 1 << 511
    for _ in range(8):
        last = isqrt(last << 512)
        roots.append(last)
    return tuple(roots)


ROOTS = _roots()
FADING = tuple(root_of_two(power) for power in range(256))


def scored(halve_ms: int) -> Program:
    """`buy` adds 40, `sink` takes 25; `hot` is `reaches 60`, `cold` is `falls below 50`."""
    made = Assembly(TEXT)
    tables = made.tables
    slot = made.contact_slots(0, 0, NEVER_MS)
    reaches = made.add(60 * ONE, code(made.program, "hot", None))
    falls = made.add(50 * ONE, code(made.program, "cold", None))
    score = made.add(slot, halve_ms, reaches, reaches + 2, falls, falls + 2)
    tables[H_SCORES_LO], tables[H_SCORES_HI] = score, score + SCORE_WORDS
    for number in range(tables[H_CODE_COUNT]):
        tables[tables[H_CODES] + number * CODE_WORDS + CODE_CLASS] = CLASS_CHANGING
    tables[H_FADING] = made.add(*FADING)
    for verb, points in (("buy", 40), ("sink", -25)):
        cell = made.add(CELL_SCORE, 0, points * ONE, 0, score, tables[H_CELL_COUNT], 0)
        tables[H_CELL_COUNT] += 1
        row = tables[H_CODES] + code(made.program, verb, None) * CODE_WORDS
        pointer = made.add(cell)
        tables[row + CODE_CELLS_LO], tables[row + CODE_CELLS_HI] = pointer, pointer + 1
    tables[H_INTEREST] = tables[tables[H_CONTACT_TEMPLATE] + K_INTEREST] = ALL_BITS
    return made.finish()


ENTERED: Row = (1, "j:1", "enter")
OPENED = Happening(1, "opened", "mail")


def test_the_table_of_fading() -> None:
    for power, entry in enumerate(FADING):
        assert entry**256 <= 1 << (30 * 256 - power) < (entry + 1) ** 256


@pytest.mark.parametrize("packed", [False, True])
def test_thresholds_are_seen_in_the_look_of_the_event_that_crosses_them(packed: bool) -> None:
    events = [OPENED, *(Happening(at, verb) for at, verb in (
        (10, "buy"), (11, "buy"), (12, "buy"), (13, "sink"), (14, "sink"), (15, "sink"), (16, "sink"), (17, "sink"),
        (18, "buy"), (19, "sink"), (20, "buy"), (21, "buy"),
    ))]  # fmt: skip
    # 40, 80, 120, 95, 70, 45, 20, 0, 40, 15, 55, 95
    expected: list[Row] = [
        ENTERED, (11, "j:1", "send mail"), (15, "j:1", "send cold_mail"), (21, "j:1", "send mail"),
    ]  # fmt: skip
    assert play(scored(0), events, 30, is_native=NATIVE, packed=packed) == expected


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("late_ms", [-1, 0, 1])
def test_it_falls_by_time_alone_at_its_step(late_ms: int, packed: bool) -> None:
    """80 falls below 50 where 2^(-n/256) < 5/8: from 256 × 0.678… on, n = 174 steps of 1/256 day."""
    events = [OPENED, Happening(10, "buy"), Happening(10, "buy")]
    falls_ms = 10 + (174 * DAY_MS + 255) // 256
    fallen: list[Row] = [(falls_ms, "j:1", "send cold_mail")]
    expected: list[Row] = [ENTERED, (10, "j:1", "send mail"), *(fallen if late_ms >= 0 else [])]
    assert play(scored(DAY_MS), events, falls_ms + late_ms, is_native=NATIVE, packed=packed) == expected


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("after_ms", "is_hot"), [(-1, True), (0, True), (1, True), (337_499, True), (337_500, False)])
def test_what_is_added_is_added_to_what_is_left(after_ms: int, is_hot: bool, packed: bool) -> None:
    """Of 40 a day leaves 20, with 40 more it is 60; one step later, 337,500 ms, it is less."""
    second_ms = 2 + DAY_MS + after_ms
    events = [OPENED, Happening(2, "buy"), Happening(second_ms, "buy")]
    rows = play(scored(DAY_MS), events, second_ms, is_native=NATIVE, packed=packed)
    assert rows == [ENTERED, *([(second_ms, "j:1", "send mail")] if is_hot else [])]


@pytest.mark.parametrize("packed", [False, True])
def test_a_machine_adds_nothing(packed: bool) -> None:
    events = [OPENED, Happening(10, "buy"), Happening(11, "buy", machine=True), Happening(12, "buy")]
    assert play(scored(0), events, 30, is_native=NATIVE, packed=packed) == [ENTERED, (12, "j:1", "send mail")]


@pytest.mark.parametrize("packed", [False, True])
def test_scores_go_before_the_timers_of_journeys_at_one_instant(packed: bool) -> None:
    silence_ms = 10 * DAY_MS
    falls_after_ms = (174 * DAY_MS + 255) // 256
    bought_ms = 1 + silence_ms - falls_after_ms
    events = [OPENED, Happening(bought_ms, "buy"), Happening(bought_ms, "buy")]
    assert play(scored(DAY_MS), events, 11 * DAY_MS, is_native=NATIVE, packed=packed) == [
        ENTERED, (bought_ms, "j:1", "send mail"), (1 + silence_ms, "j:1", "send cold_mail"),
        (1 + silence_ms, "j:1", 'exit "late"'),
    ]  # fmt: skip
