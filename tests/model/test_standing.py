"""Segments and scores: what they ask, what gives points, and how journeys speak of them."""

from __future__ import annotations

import pytest

from jdsl.model.model import (
    Alternative,
    And,
    AttributeValue,
    Compares,
    Constant,
    Counted,
    Crosses,
    Equals,
    Has,
    Ignored,
    InSegment,
    IsWithin,
    Model,
    Not,
    NumberType,
    Order,
    Pattern,
    Plain,
    PropertyValue,
    ScoreValue,
    Silence,
)
from tests.model.told import CATALOG, model_of, snapshot, told

DAY = 86_400_000
NUMBER = NumberType()

SCORE = """\
score readiness
  add 10 when clicked any email
  add 2.5 when redeemed where worth > 5 if worth < 10 and now is on monday
  take 20 when ignored any email for 14d or not visited pricing for 30d
  halve every 14d
"""


def number(value: int) -> Constant:
    return Constant(value * 1_000_000, NUMBER)


def whole(text: str) -> Model:
    return model_of(CATALOG + text)


def test_a_segment() -> None:
    (found,) = whole("segment rich if points > 5\n  and has purchased in the last 90d\n").segments
    points = Compares(AttributeValue("points", NUMBER), Order.MORE, number(5))
    bought = Has(Pattern("purchased", None), 1, None, 90 * DAY, since_entering=False)
    assert found.condition == And((points, bought))
    assert (found.name, found.depth, found.place.line) == ("rich", 0, CATALOG.count("\n") + 1)


def test_segments_are_in_the_order_in_which_stock_is_taken() -> None:
    text = (
        "segment zoo if vip\nsegment deep if in segment middle or in segment zoo\n"
        "segment middle if not in segment zoo\nsegment apt if vip\n"
    )
    found = whole(text).segments
    assert [(one.name, one.depth) for one in found] == [("apt", 0), ("zoo", 0), ("middle", 1), ("deep", 2)]
    assert found[2].condition == Not(InSegment("zoo"))


def test_words_of_the_calendar_go_by_the_workspaces_zone() -> None:
    (found,) = whole("timezone Europe/Prague\nsegment soon if renewal_date is within the next 30d\n").segments
    assert isinstance(found.condition, IsWithin)
    assert found.condition.zone == "Europe/Prague"


def test_a_score() -> None:
    (found,) = whole(SCORE).scores
    assert (found.name, found.halve_ms) == ("readiness", 14 * DAY)
    first, second, third = found.lines
    assert [(line.sign, line.millionths) for line in found.lines] == [(1, 10_000_000), (1, 2_500_000), (-1, 20_000_000)]
    emails = frozenset({"product_teaser", "whitepaper"})
    assert first.trigger == (Plain(Pattern("clicked", emails)),)
    assert first.condition is None
    (plain,) = second.trigger
    assert isinstance(plain, Plain)
    assert plain.pattern.where == Compares(PropertyValue("worth", NUMBER), Order.MORE, number(5))
    assert second.condition is not None
    silence = Silence(Pattern("visited", frozenset({"pricing"})), 30 * DAY)
    assert third.trigger == (Ignored(emails, 1, 14 * DAY, counting_machines=False), silence)


def test_a_score_may_last_for_ever() -> None:
    (found,) = whole("score visits\n  add 1 when visited pricing\n").scores
    assert found.halve_ms is None


JOURNEY = "segment rich if vip\n" + SCORE + "journey j\n  enter when redeemed\n  exit when {}\n  stage s\n"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("joined rich", Plain(Pattern("joined", frozenset({"rich"})))),
        ("joined any segment", Plain(Pattern("joined", None))),
        ("left", Plain(Pattern("left", None))),
        ("left rich at least 2 times within 3d", Counted(Pattern("left", frozenset({"rich"})), 2, 3 * DAY)),
        ("not joined rich for 30d", Silence(Pattern("joined", frozenset({"rich"})), 30 * DAY)),
        ("readiness reaches 50", Crosses("readiness", 50_000_000, upwards=True)),
        ("readiness falls below 0.5", Crosses("readiness", 500_000, upwards=False)),
    ],
)
def test_triggers(text: str, trigger: Alternative) -> None:
    (journey,) = whole(JOURNEY.format(text)).journeys
    assert journey.exits[0].trigger == (trigger,)


def test_conditions() -> None:
    score = ScoreValue("readiness")
    text = "redeemed if {}"
    for written, condition in (
        ("in segment rich", InSegment("rich")),
        ("not in segment rich", Not(InSegment("rich"))),
        ("readiness >= 50", Compares(score, Order.MORE_OR_EQUAL, number(50))),
        ("readiness < points", Compares(score, Order.LESS, AttributeValue("points", NUMBER))),
        ("readiness is 0", Equals(score, number(0))),
        ("readiness is not 0", Not(Equals(score, number(0)))),
        ("has not joined rich", Not(Has(Pattern("joined", frozenset({"rich"})), 1, None, None, since_entering=False))),
    ):
        (journey,) = whole(JOURNEY.format(text.format(written))).journeys
        assert journey.exits[0].condition == condition


def test_what_a_score_or_a_flip_puts_at_hand() -> None:
    lines = "journey j\n  enter when redeemed or readiness reaches 50 or joined rich\n  stage s\n    {}\n"
    text = CATALOG + "segment rich if vip\n" + SCORE + lines
    assert told(snapshot(text.format("if worth > 5 then exit"))) == []
    alone = text.replace("redeemed or readiness", "readiness")
    assert [code for code, _, _ in told(snapshot(alone.format("if worth > 5 then exit")))] == ["no-event-at-hand"]


def test_time_alone_leaves_what_was_at_hand() -> None:
    lines = "journey j\n  enter when redeemed\n  stage s\n    wait\n      when {}\n        if worth > 5 then exit\n"
    text = CATALOG + "segment rich if vip\n" + SCORE + lines
    for trigger in (
        "joined rich",
        "readiness falls below 5",
        "ignored whitepaper for 5d",
        "ordered followed by left rich",
    ):
        assert told(snapshot(text.format(trigger))) == [], trigger
    assert [code for code, _, _ in told(snapshot(text.format("ordered")))] == ["no-event-at-hand"]


def test_scenarios_ask_about_them() -> None:
    lines = 'scenario "x"\n  day 0 joined rich\n  day 1 expect readiness >= 40\n  day 1 expect in segment rich\n'
    (found,) = whole(JOURNEY.format("joined rich") + lines).scenarios
    assert [(one.verb, one.subject) for one in found.events] == [("joined", "rich")]
    wrong = snapshot(CATALOG + JOURNEY.format("joined rich") + 'scenario "x"\n  given readiness is 5\n')
    message = "`readiness` is a score, and no step sets it"
    assert told(wrong) == [("plain-fact", "readiness is 5", message)]


def test_names_of_the_catalog() -> None:
    found = whole("segment rich if vip\n" + SCORE).catalog
    assert (found.segments, found.scores) == (("rich",), ("readiness",))


def test_a_score_in_a_where() -> None:
    found = told(snapshot(CATALOG + JOURNEY.format("redeemed where readiness > 5")))
    message = "`readiness` is a score, and `where` speaks of the event's own properties"
    assert found == [("attribute-in-where", "readiness", message)]


def test_drafts_can_be_read() -> None:
    text = CATALOG + "journey j\n  enter when redeemed\n  exit when {}\n  stage s\n"
    for line in ("joined rich", "warmth reaches 50"):
        found = snapshot(text.format(line))
        (one,) = found.diagnostics
        (edit,) = one.fixes[-1].edits
        assert told(snapshot(edit.text + text.format(line))) == []
