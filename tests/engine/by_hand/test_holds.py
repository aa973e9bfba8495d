"""`hold C [for D]` and `release C`, by hand (S6.1, S6.6)."""

from __future__ import annotations

import pytest

from jdsl.machine.layout import H_HOLDS_HI, H_HOLDS_LO, OP_HOLD, OP_RELEASE
from jdsl.machine.program import Program
from jdsl.machine.values import MISSING
from tests.engine.by_hand.assembly import Assembly, Happening, Row, play
from tests.oracle.compiled import NATIVE

DAY_MS = 86_400_000
HOUR_MS = 3_600_000

TEXT = """channel news
email mail
  channel news
email other
event ask_timed
event ask_untimed
event ask_all
event ask_free
event leave
event go
event timed
event untimed
event all_timed
event free

journey holder
  enter when opened mail
  reenter always
  exit when leave
  stage first
    whenever ask_timed then announce timed
    whenever ask_untimed then announce untimed
    whenever ask_all then announce all_timed
    whenever ask_free then announce free
    whenever go then send mail

journey sender
  enter when opened mail
  stage first
    whenever go
      send mail
      send other
"""


def holding() -> Program:
    made = Assembly(TEXT)
    vocabulary = made.program.vocabulary
    number = [journey.name for journey in made.program.journeys].index("holder")
    news, everything = made.name("news"), made.name("everything")
    until, until_all = made.contact_slots(MISSING), made.contact_slots(MISSING)
    untimed = made.instance_slots("holder", 0)
    of_news = made.add(vocabulary.channels["news"], number, until, untimed)
    of_all = made.add(0, number, until_all, 0)
    made.tables[H_HOLDS_LO], made.tables[H_HOLDS_HI] = of_news, len(made.tables)
    made.replace_announce("timed", OP_HOLD, of_news, DAY_MS, news)
    made.replace_announce("untimed", OP_HOLD, of_news, 0, news)
    made.replace_announce("all_timed", OP_HOLD, of_all, HOUR_MS, everything)
    made.replace_announce("free", OP_RELEASE, of_news, 0, news)
    return made.finish()


START = [Happening(0, "subscribed to", "news"), Happening(1, "opened", "mail")]
ENTERED: list[Row] = [(1, "holder:1", "enter"), (1, "sender:1", "enter")]


def gone(at_ms: int, reason: str | None, other: str | None = None) -> list[Row]:
    """What `go` gives: the holder's own mail always passes."""
    mail = f'withheld mail "{reason}"' if reason else "send mail"
    second = f'withheld other "{other}"' if other else "send other"
    return [(at_ms, "holder:1", "send mail"), (at_ms, "sender:1", mail), (at_ms, "sender:1", second)]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(("at_ms", "reason"), [(DAY_MS + 9, "hold"), (DAY_MS + 10, None), (DAY_MS + 11, None)])
def test_a_timed_hold_ends_when_its_time_is_over(at_ms: int, reason: str | None, packed: bool) -> None:
    events = [*START, Happening(10, "ask_timed"), Happening(at_ms, "go")]
    expected = [*ENTERED, (10, "holder:1", "hold news"), *gone(at_ms, reason)]
    assert play(holding(), events, at_ms, is_native=NATIVE, packed=packed) == expected


@pytest.mark.parametrize("packed", [False, True])
def test_a_second_timed_hold_replaces_the_first(packed: bool) -> None:
    events = [*START, Happening(10, "ask_timed"), Happening(20, "ask_timed"),
              Happening(DAY_MS + 19, "go"), Happening(DAY_MS + 20, "go")]  # fmt: skip
    expected = [
        *ENTERED, (10, "holder:1", "hold news"), (20, "holder:1", "hold news"),
        *gone(DAY_MS + 19, "hold"), *gone(DAY_MS + 20, None),
    ]  # fmt: skip
    assert play(holding(), events, 2 * DAY_MS, is_native=NATIVE, packed=packed) == expected


@pytest.mark.parametrize("packed", [False, True])
def test_an_untimed_hold_ends_with_its_visit_and_a_timed_one_outlives_it(packed: bool) -> None:
    events = [*START, Happening(10, "ask_untimed"), Happening(20, "go"), Happening(30, "leave"), Happening(40, "go")]
    sent: list[Row] = [(40, "sender:1", "send mail"), (40, "sender:1", "send other")]
    left: Row = (30, "holder:1", "exit")
    assert play(holding(), events, DAY_MS, is_native=NATIVE, packed=packed) == [
        *ENTERED, (10, "holder:1", "hold news"), *gone(20, "hold"), left, *sent
    ]  # fmt: skip
    events.insert(4, Happening(25, "ask_timed"))
    assert play(holding(), events, DAY_MS, is_native=NATIVE, packed=packed) == [
        *ENTERED, (10, "holder:1", "hold news"), *gone(20, "hold"), (25, "holder:1", "hold news"), left,
        (40, "sender:1", 'withheld mail "hold"'), (40, "sender:1", "send other"),
    ]  # fmt: skip


@pytest.mark.parametrize("packed", [False, True])
def test_release_ends_both_but_not_what_was_said_with_everything(packed: bool) -> None:
    events = [*START, Happening(10, "ask_timed"), Happening(11, "ask_untimed"), Happening(12, "ask_all"),
              Happening(13, "go"), Happening(14, "ask_free"), Happening(15, "go"),
              Happening(12 + HOUR_MS - 1, "go"), Happening(12 + HOUR_MS, "go")]  # fmt: skip
    expected = [
        *ENTERED, (10, "holder:1", "hold news"), (11, "holder:1", "hold news"), (12, "holder:1", "hold everything"),
        *gone(13, "hold", "hold"), (14, "holder:1", "release news"), *gone(15, "hold", "hold"),
        *gone(12 + HOUR_MS - 1, "hold", "hold"), *gone(12 + HOUR_MS, None),
    ]  # fmt: skip
    assert play(holding(), events, DAY_MS, is_native=NATIVE, packed=packed) == expected


@pytest.mark.parametrize("packed", [False, True])
def test_a_hold_comes_behind_standing_and_before_a_bounce(packed: bool) -> None:
    events = [Happening(1, "opened", "mail"), Happening(10, "ask_timed"), Happening(20, "go")]
    expected: list[Row] = [
        *ENTERED, (10, "holder:1", "hold news"), (20, "holder:1", 'withheld mail "not subscribed"'),
        (20, "sender:1", 'withheld mail "not subscribed"'), (20, "sender:1", "send other"),
    ]  # fmt: skip
    assert play(holding(), events, 30, is_native=NATIVE, packed=packed) == expected
