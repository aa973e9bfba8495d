"""What webhooks answer; sequences; and what is ignored."""

from __future__ import annotations

import pytest

from jdsl.model.model import (
    Alternative,
    Counted,
    Crosses,
    Equals,
    Followed,
    Has,
    Ignored,
    NumberType,
    Pattern,
    Plain,
    Webhook,
    YesNoType,
)
from tests.model.told import CATALOG, fixed, journey_of, model_of, snapshot, told

DAY = 86_400_000
SCORE = "score readiness\n  add 10 when redeemed\n"


def exit_trigger(text: str) -> tuple[Alternative, ...]:
    return journey_of(f"{SCORE}journey j\n  enter when redeemed\n  exit when {text}\n  stage s\n").exits[0].trigger


def crm(verb: str) -> Pattern:
    return Pattern(verb, frozenset({"crm"}))


# --- answers ---


def test_a_webhook() -> None:
    text = 'webhook shop "https://x"\n  property price number\n  property approved yes/no\n  answers within 2min\n'
    catalog = model_of(CATALOG + text).catalog
    properties = {"price": NumberType(), "approved": YesNoType()}
    assert catalog.webhooks["shop"] == Webhook("shop", "https://x", properties, 120_000)
    assert catalog.webhooks["crm"].answers_within_ms == 30_000
    assert catalog.verbs["answered"].properties == {"approved": YesNoType(), "price": NumberType()}


def test_what_all_webhooks_answer() -> None:
    catalog = model_of(CATALOG + "event answered\n  property score number\n").catalog
    assert catalog.webhooks["crm"].properties == {"score": NumberType(), "approved": YesNoType()}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("crm answers", Plain(crm("answered"))),
        ("answered crm", Plain(crm("answered"))),
        ("crm fails at least 2 times", Counted(crm("failed"), 2, None)),
        ("any webhook answers", Plain(Pattern("answered", None))),
        ("any webhook fails", Plain(Pattern("failed", None))),
        ("crm fails followed by crm answers", Followed(Plain(crm("failed")), Plain(crm("answered")), None)),
    ],
)
def test_answers_are_heard(text: str, trigger: Alternative) -> None:
    assert exit_trigger(text) == (trigger,)


def test_an_answer_carries_what_its_webhook_says() -> None:
    (plain,) = exit_trigger("crm answers where approved")
    assert isinstance(plain, Plain)
    assert isinstance(plain.pattern.where, Equals)
    other = 'webhook shop "https://x"\n  property price number\n'
    lines = "journey j\n  enter when redeemed\n  exit when {}\n  stage s\n"
    wrong = told(snapshot(CATALOG + other + lines.format("crm answers where price > 5")))
    assert wrong == [("unknown-property", "price", "`answered` has no property `price`")]
    for right in ("any webhook answers where price > 5", "shop answers where price > 5", "shop answers if price > 5"):
        assert told(snapshot(CATALOG + other + lines.format(right))) == []


def test_an_answer_is_asked_for() -> None:
    lines = "journey j\n  enter when redeemed\n  exit when redeemed if has {}\n  stage s\n"
    for text, pattern in (
        ("crm answered", crm("answered")),
        ("answered crm", crm("answered")),
        ("crm failed", crm("failed")),
        ("any webhook failed", Pattern("failed", None)),
    ):
        assert journey_of(lines.format(text)).exits[0].condition == Has(pattern, 1, None, None, since_entering=False)
    found = journey_of(lines.format("not crm answered where approved since entering"))
    assert found.hears_answers_of == {"crm"}


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("call crm", set[str]()),
        ("wait up to 1d\n      when crm answers", {"crm"}),
        ("if has crm failed then exit", {"crm"}),
        ("repeat at most 3 times until has crm answered\n      call crm\n      wait 1d", {"crm"}),
        ("wait\n      when any webhook fails", {"crm", "shop"}),
    ],
)
def test_whose_calls_are_open(line: str, heard: set[str]) -> None:
    text = f'webhook shop "https://x"\njourney j\n  enter when redeemed\n  stage s\n    {line}\n'
    assert journey_of(text).hears_answers_of == heard


def test_a_call_of_a_piece_is_open_where_the_journey_listens() -> None:
    text = "steps ask\n  call crm\n  wait up to 1min\n    when crm answers then exit\n"
    assert journey_of(text + "journey j\n  enter when redeemed\n  stage s\n    do ask\n").hears_answers_of == {"crm"}


@pytest.mark.parametrize(
    ("text", "leads_in"),
    [
        ("crm answers", False),
        ("any webhook fails", False),
        ("crm answers or crm fails", False),
        ("crm answers at least 2 times", False),
        ("crm answers followed by redeemed within 1d", False),
        ("redeemed followed by crm fails", False),
        ("redeemed or crm answers", True),
        ("redeemed", True),
    ],
)
def test_an_answer_leads_nobody_in(text: str, *, leads_in: bool) -> None:
    """§18.5: nor does a rule that can hear nothing else, where a journey has no `enter` lines."""
    found = journey_of(f"journey j\n  stage s\n    when redeemed then exit\n    when {text} then call crm\n")
    assert [entry.rule for entry in found.entries] == ([0, 1] if leads_in else [0])


def test_an_answer_on_a_day() -> None:
    text = 'when redeemed then call crm\nscenario "x"\n  day 0 at 09:00 crm answers where approved is yes\n'
    (found,) = model_of(CATALOG + text).scenarios
    (event,) = found.events
    assert (event.verb, event.subject, list(event.properties)) == ("answered", "crm", ["approved"])


def test_silence_of_a_webhook_has_a_fix() -> None:
    lines = "journey j\n  enter when redeemed\n  exit when not {}\n  stage s\n"
    for text, right in (("crm answers for 1h", "crm fails"), ("any webhook answers for 1h", "any webhook fails")):
        found = snapshot(CATALOG + lines.format(text))
        (one,) = found.diagnostics
        assert one.code.slug == "no-answer-here"
        assert fixed(found, one) == CATALOG + lines.format(right).replace("not ", "")


def test_a_verb_of_ones_own_may_end_so() -> None:
    text = "event nobody answers\njourney j\n  enter when nobody answers\n  stage s\n"
    assert journey_of(text).entries[0].trigger == (Plain(Pattern("nobody answers", None)),)


# --- sequences ---

TEASER = Plain(Pattern("clicked", frozenset({"product_teaser"})))
PRICING = Plain(Pattern("visited", frozenset({"pricing"})))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("clicked product_teaser followed by visited pricing within 2d", Followed(TEASER, PRICING, 2 * DAY)),
        ("clicked product_teaser followed by visited pricing", Followed(TEASER, PRICING, None)),
        (
            "readiness reaches 50 followed by readiness falls below 20",
            Followed(
                Crosses("readiness", 50_000_000, upwards=True), Crosses("readiness", 20_000_000, upwards=False), None
            ),
        ),
        (
            "opened whitepaper counting machines followed by changed country",
            Followed(
                Plain(Pattern("opened", frozenset({"whitepaper"}), counting_machines=True)),
                Plain(Pattern("changed", frozenset({"country"}))),
                None,
            ),
        ),
    ],
)
def test_a_sequence(text: str, trigger: Alternative) -> None:
    assert exit_trigger(text) == (trigger,)


def test_both_parts_may_have_a_where() -> None:
    (found,) = exit_trigger("redeemed where worth > 5 followed by ordered where gap > 5 within 1d")
    assert isinstance(found, Followed)
    assert isinstance(found.first, Plain)
    assert isinstance(found.then, Plain)
    assert found.first.pattern.where is not None
    assert found.then.pattern.where is not None


def test_what_comes_second_is_at_hand() -> None:
    lines = "journey j\n  enter when redeemed followed by ordered if {}\n  stage s\n"
    assert told(snapshot(CATALOG + lines.format("gap > 5"))) == []
    assert [code for code, _, _ in told(snapshot(CATALOG + lines.format("worth > 5")))] == ["no-event-at-hand"]


# --- ignored ---

RECEIPT = "email receipt\n  transactional\n"
EMAILS = frozenset({"product_teaser", "whitepaper"})


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("ignored whitepaper for 5d", Ignored(frozenset({"whitepaper"}), 1, 5 * DAY, counting_machines=False)),
        ("ignored renewal_nudge for 5d", Ignored(frozenset({"renewal_nudge"}), 1, 5 * DAY, counting_machines=False)),
        ("ignored any email counting machines for 5d", Ignored(EMAILS, 1, 5 * DAY, counting_machines=True)),
        ("ignored any message for 5d", Ignored(EMAILS | {"renewal_nudge"}, 1, 5 * DAY, counting_machines=False)),
        ("ignored any push for 5d", Ignored(frozenset(), 1, 5 * DAY, counting_machines=False)),
        (
            "ignored any product_news email for 5d",
            Ignored(frozenset({"product_teaser"}), 1, 5 * DAY, counting_machines=False),
        ),
        ("ignored 3 emails in a row for 5d", Ignored(EMAILS, 3, 5 * DAY, counting_machines=False)),
        (
            "ignored 2 product_news emails in a row counting machines for 5d",
            Ignored(frozenset({"product_teaser"}), 2, 5 * DAY, counting_machines=True),
        ),
    ],
)
def test_what_is_ignored(text: str, trigger: Alternative) -> None:
    found = journey_of(f"{RECEIPT}{SCORE}journey j\n  enter when redeemed\n  exit when {text}\n  stage s\n")
    assert found.exits[0].trigger == (trigger,)


def test_one_email_is_no_row() -> None:
    lines = "journey j\n  enter when redeemed\n  exit when ignored {} counting machines for 5d\n  stage s\n"
    for wrong, right in (
        ("1 emails in a row", "any email"),
        ("1 product_news emails in a row", "any product_news email"),
    ):
        found = snapshot(CATALOG + lines.format(wrong))
        assert fixed(found, found.diagnostics[0]) == CATALOG + lines.format(right)


def test_what_is_ignored_can_be_inferred() -> None:
    found = snapshot("when ignored any email for 5d then send a then send b\n")
    assert found.model is not None
    assert found.model.journeys[0].stages[0].rules[0].trigger == (
        Ignored(frozenset({"a", "b"}), 1, 5 * DAY, counting_machines=False),
    )
