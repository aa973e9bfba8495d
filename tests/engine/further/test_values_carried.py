"""`per PROPERTY`: what a visit brings about and starts has its value, and so has what is watched (S3.6)."""

from __future__ import annotations

import pytest

from jdsl.machine.program import Program
from tests.engine.further.orders import BOTH, DAY_MS, MOST_ENTERED, WALK, Happening, Row, again, at, newest, rows, walk

CARRIES = """
journey walk
  enter when buy per order
  reenter always
  exit when leave "left"
  goal paid when pay
  stage first
    when ask
      {step}

journey second
  enter when {fact} per order
  reenter always
  stage first
    whenever probe then send other
"""
STARTS = """
journey starter
  enter when buy
  reenter always
  stage first
    when ask or note then start walk
    whenever never then send mail

journey walk
  enter when never per order
  reenter always
  stage first
    if order is set then send mail
    meanwhile
      whenever probe then send other
"""
WATCHES = """
journey walk
  enter when buy per order
  reenter always
  exit when leave "left"
  goal paid within 1d when pay
  goal praised within 1d when praise and stay
  goal asked within 1d when ask if tagged marked and stay
  when ask
    tag marked
    exit
  stage first
    wait
"""


# --- what a visit brings about carries its value ---


@BOTH
@pytest.mark.parametrize(
    ("fact", "verb", "effects"),
    [
        ("entered walk", "praise", ()),
        ("sent mail", "ask", ("send mail", "complete")),
        ("completed walk", "ask", ("send mail", "complete")),
        ("reached paid", "pay", ("reach paid",)),
        ("exited walk", "leave", ('exit "left"',)),
    ],
)
def test_the_value_leads_into_another_journey(fact: str, verb: str, effects: tuple[str, ...], packed: bool) -> None:
    program = walk(CARRIES.format(fact=fact, step="send mail"))
    events = [at(1, "buy", "a"), at(2, "buy", "b"), at(3, verb, "b"), at(4, "probe", "a"), at(5, "probe", "b"),
              at(6, "probe")]  # fmt: skip
    seen = rows(program, events, packed=packed)
    of_walk: list[Row] = [(1, "walk:1", "enter"), (2, "walk:2", "enter"), *((3, "walk:2", said) for said in effects)]
    assert [row for row in seen if row[1].startswith("walk")] == of_walk
    of_second: list[Row] = [(3, "second:1", "enter"), (5, "second:1", "send other"), (6, "second:1", "send other")]
    if not effects:
        of_second = [
            (1, "second:1", "enter"), (2, "second:2", "enter"), (4, "second:1", "send other"),
            (5, "second:2", "send other"), (6, "second:1", "send other"), (6, "second:2", "send other"),
        ]  # fmt: skip
    assert [row for row in seen if row[1].startswith("second")] == of_second


@BOTH
def test_the_value_goes_with_the_exit_that_a_newer_one_brings_about(packed: bool) -> None:
    program = walk(newest(CARRIES.format(fact="exited walk", step="send mail")))
    events = [at(1, "buy", "a"), at(2, "buy", "b"), at(3, "probe", "b"), at(4, "probe", "a")]
    assert rows(program, events, packed=packed) == [
        (1, "walk:1", "enter"), (2, "walk:1", 'exit "newer"'), (2, "walk:2", "enter"), (2, "second:1", "enter"),
        (4, "second:1", "send other"),
    ]  # fmt: skip


@BOTH
@pytest.mark.parametrize(
    ("fact", "step", "effect"),
    [
        ("tagged marked", "tag marked", "tag marked"),
        ("subscribed to news", "subscribe to news", "subscribe news"),
        ("told", "announce told", "announce told"),
    ],
)
def test_what_is_of_the_contact_carries_no_value_and_reaches_all(
    fact: str, step: str, effect: str, packed: bool
) -> None:
    text = f"""
journey third
  enter when buy per order
  stage first
    whenever {fact} then send other

journey walk
  enter when buy per order
  stage first
    when ask then {step}
"""
    program = walk(text)
    events = [at(1, "buy", "a"), at(2, "buy", "b"), at(3, "ask", "b"), at(4, "probe")]
    assert rows(program, events, packed=packed) == [
        (1, "third:1", "enter"), (1, "walk:1", "enter"), (2, "third:2", "enter"), (2, "walk:2", "enter"),
        (3, "walk:2", effect), (3, "walk:2", "complete"), (3, "third:1", "send other"), (3, "third:2", "send other"),
    ]  # fmt: skip


@BOTH
def test_a_visit_alone_hears_what_it_brought_about(packed: bool) -> None:
    program = walk(WALK.replace("whenever note", "whenever note or sent mail"))
    events = [at(1, "buy", "a"), at(2, "buy", "b"), at(3, "ask", "b"), at(4, "ask")]
    assert rows(program, events, packed=packed) == [
        (1, "walk:1", "enter"), (2, "walk:2", "enter"), (3, "walk:2", "send mail"), (3, "walk:2", "send other"),
        (4, "walk:1", "send mail"), (4, "walk:2", "send mail"), (4, "walk:1", "send other"),
        (4, "walk:2", "send other"),
    ]  # fmt: skip


def test_a_value_that_leads_itself_in_is_refused_in_the_end() -> None:
    text = """
journey walk
  enter when buy per order
  enter when exited walk per order
  reenter always
  stage first
    exit
"""
    seen = rows(walk(text), [at(1, "buy", "a")], packed=False)
    assert seen[-2:] == [(1, "walk:999", "exit"), (1, "walk:1000", 'refused "circle"')]
    assert len(seen) == 2 * MOST_ENTERED + 1


# --- `start` ---


@BOTH
def test_a_journey_is_started_with_the_value_at_hand(packed: bool) -> None:
    events = [at(1, "buy"), at(2, "ask", "a"), at(3, "leave"), at(4, "probe", "b"), at(5, "probe", "a"), at(6, "note")]
    assert rows(walk(STARTS), events, packed=packed) == [
        (1, "starter:1", "enter"), (2, "walk:1", "enter"), (2, "walk:1", "send mail"), (5, "walk:1", "send other"),
    ]  # fmt: skip


@BOTH
def test_without_a_value_nobody_is_started(packed: bool) -> None:
    events = [at(1, "buy"), at(2, "note"), at(3, "probe")]
    assert rows(walk(STARTS), events, packed=packed) == [(1, "starter:1", "enter")]


@BOTH
@pytest.mark.parametrize("reenter", ["never", "always"])
def test_a_visit_with_a_value_starts_another_journey_with_it(reenter: str, packed: bool) -> None:
    text = STARTS.replace("when ask or note then start", "whenever ask or note then start").replace(
        "whenever probe", "when probe"
    )
    text = again(text.replace("enter when buy", "enter when buy per order"), reenter)
    events = [
        at(1, "buy", "a"), at(2, "buy", "b"), at(3, "note"), at(4, "probe", "a"), at(5, "probe", "b"),
        at(6, "ask", "a"),
    ]  # fmt: skip
    once_more: list[Row] = [(6, "walk:3", "enter"), (6, "walk:3", "send mail")] if reenter == "always" else []
    assert rows(walk(text), events, packed=packed) == [
        (1, "starter:1", "enter"), (2, "starter:2", "enter"), (3, "walk:1", "enter"), (3, "walk:1", "send mail"),
        (3, "walk:2", "enter"), (3, "walk:2", "send mail"), (4, "walk:1", "send other"), (4, "walk:1", "complete"),
        (5, "walk:2", "send other"), (5, "walk:2", "complete"), *once_more,
    ]  # fmt: skip


# --- goals that are watched when a visit is over ---


def watching() -> Program:
    return walk(WATCHES)


A_LEFT = [at(1, "buy", "a"), at(2, "buy", "b"), at(3, "leave", "a")]
A_LEFT_ROWS: list[Row] = [(1, "walk:1", "enter"), (2, "walk:2", "enter"), (3, "walk:1", 'exit "left"')]


@BOTH
@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([at(4, "pay", "a"), at(5, "pay", "b")], [(4, "walk:1", "reach paid"), (5, "walk:2", "reach paid")]),
        # the visit that ended last is b's, which reached: a's is not watched any more
        ([at(4, "pay", "b"), at(5, "pay", "a")], [(4, "walk:2", "reach paid")]),
        ([at(4, "pay"), at(5, "pay", "a")], [(4, "walk:2", "reach paid")]),
        ([at(4, "leave", "b"), at(5, "pay", "a"), at(6, "pay", "b")],
         [(4, "walk:2", 'exit "left"'), (6, "walk:2", "reach paid")]),
        ([at(4, "praise"), at(5, "praise")], [(4, "walk:2", "reach praised"), (4, "walk:1", "reach praised")]),
        ([at(4, "buy", "c"), at(5, "pay", "a")], [(4, "walk:3", "enter")]),
        ([at(4, "buy", "b"), at(5, "pay", "a")], [(5, "walk:1", "reach paid")]),
        # b's window goes on, and a's, which ended last, is over
        ([at(4, "leave", "b"), at(5, "buy", "a"), at(6, "buy", "c"), at(7, "leave", "c"),
          at(5 + DAY_MS, "leave", "a"), at(5 + DAY_MS, "praise", "c")],
         [(4, "walk:2", 'exit "left"'), (5, "walk:3", "enter"), (6, "walk:4", "enter"), (7, "walk:4", 'exit "left"'),
          (5 + DAY_MS, "walk:3", 'exit "left"')]),
    ],
)  # fmt: skip
def test_the_visit_that_ended_last_is_watched(events: list[Happening], expected: list[Row], packed: bool) -> None:
    assert rows(watching(), [*A_LEFT, *events], packed=packed) == [*A_LEFT_ROWS, *expected]


@BOTH
def test_the_last_to_leave_at_one_event_is_watched(packed: bool) -> None:
    events = [at(1, "buy", "a"), at(2, "buy", "b"), at(3, "leave"), at(4, "praise", "a"), at(5, "praise", "b")]
    assert rows(watching(), events, packed=packed) == [
        (1, "walk:1", "enter"), (2, "walk:2", "enter"), (3, "walk:1", 'exit "left"'), (3, "walk:2", 'exit "left"'),
        (5, "walk:2", "reach praised"),
    ]  # fmt: skip


@BOTH
def test_what_is_watched_does_not_hear_the_event_that_ended_the_visit(packed: bool) -> None:
    """When the goal is judged, the tag is not there yet; the rule that sets it ends the visit."""
    events = [at(1, "buy", "a"), at(2, "buy", "b"), at(3, "ask", "a"), at(4, "ask", "a")]
    assert rows(watching(), events, packed=packed) == [
        (1, "walk:1", "enter"), (2, "walk:2", "enter"), (3, "walk:1", "tag marked"), (3, "walk:1", "exit"),
        (4, "walk:1", "reach asked"),
    ]  # fmt: skip


@BOTH
def test_nor_does_it_where_another_was_watched_before(packed: bool) -> None:
    events = [at(1, "buy", "a"), at(1, "buy", "b"), at(2, "leave", "a"), at(3, "ask"), at(4, "ask", "b")]
    assert rows(watching(), events, packed=packed) == [
        (1, "walk:1", "enter"), (1, "walk:2", "enter"), (2, "walk:1", 'exit "left"'), (3, "walk:2", "tag marked"),
        (3, "walk:2", "exit"), (4, "walk:2", "reach asked"),
    ]  # fmt: skip


@BOTH
def test_the_newer_value_ends_the_watch_as_well(packed: bool) -> None:
    events = [at(1, "buy", "a"), at(2, "buy", "b"), at(3, "pay", "a"), at(4, "pay", "b")]
    assert rows(walk(newest(WATCHES)), events, packed=packed) == [
        (1, "walk:1", "enter"), (2, "walk:1", 'exit "newer"'), (2, "walk:2", "enter"), (4, "walk:2", "reach paid"),
    ]  # fmt: skip
