"""What conditions mean, and which properties can be spoken of where."""

from __future__ import annotations

import pytest

from jdsl.model.model import (
    And,
    AttributeValue,
    Compares,
    Condition,
    Constant,
    Equals,
    Has,
    InJourney,
    IsSet,
    Not,
    NumberType,
    OneOfType,
    Or,
    Order,
    Pattern,
    PropertyValue,
    Set,
    StartsWith,
    SubscribedTo,
    Tagged,
    TextType,
    YesNoType,
)
from tests.model.told import CATALOG, journey_of, model_of, snapshot, told

COUNTRY = OneOfType(("CZ", "DE", "US", "55-64"))


def condition(text: str) -> Condition:
    entry = journey_of(f"journey j\n  enter when redeemed if {text}\n  stage s\n").entries[0]
    assert entry.condition is not None
    return entry.condition


def country_is(*values: str) -> Condition:
    parts = tuple(Equals(AttributeValue("country", COUNTRY), Constant(value, COUNTRY)) for value in values)
    return parts[0] if len(parts) == 1 else Or(parts)


VIP = Equals(AttributeValue("vip", YesNoType()), Constant(value=True, type=YesNoType()))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("country is CZ", country_is("CZ")),
        ("country is not CZ", Not(country_is("CZ"))),
        ("country is CZ or DE", country_is("CZ", "DE")),
        ('country is CZ or DE or "55-64"', country_is("CZ", "DE", "55-64")),
        ("country is not CZ or DE", Not(country_is("CZ", "DE"))),
        ("not country is CZ or DE", Not(country_is("CZ", "DE"))),
        ("country is one of CZ, DE or US", country_is("CZ", "DE", "US")),
        ("country is one of CZ, DE or US and vip", And((country_is("CZ", "DE", "US"), VIP))),
        ("vip and country is CZ or DE", And((VIP, country_is("CZ", "DE")))),
        ("country is not one of CZ, DE", Not(country_is("CZ", "DE"))),
        ("country is one of CZ", country_is("CZ")),
        ("country is CZ or vip", Or((country_is("CZ"), VIP))),
        ("country is CZ or country is DE", Or((country_is("CZ"), country_is("DE")))),
        ("vip and (country is CZ or vip)", And((VIP, Or((country_is("CZ"), VIP))))),
        ("not vip", Not(VIP)),
        ("country is not set", Not(IsSet(AttributeValue("country", COUNTRY)))),
        ("tagged vip_lead and subscribed to product_news", And((Tagged("vip_lead"), SubscribedTo("product_news")))),
        ("in journey j stage s", InJourney("j", "s")),
        ('nickname starts with "a"', StartsWith(AttributeValue("nickname", TextType()), "a")),
        ("worth > 2.5", Compares(PropertyValue("worth", NumberType()), Order.MORE, Constant(2_500_000, NumberType()))),
        (
            "points < worth",
            Compares(AttributeValue("points", NumberType()), Order.LESS, PropertyValue("worth", NumberType())),
        ),
        (
            "country is birth_country",
            Equals(AttributeValue("country", COUNTRY), AttributeValue("birth_country", OneOfType(("CZ", "DE")))),
        ),
        ("has redeemed", Has(Pattern("redeemed", None), 1, None, None, since_entering=False)),
        ("has not redeemed", Not(Has(Pattern("redeemed", None), 1, None, None, since_entering=False))),
        ("has redeemed at most 2 times", Has(Pattern("redeemed", None), None, 2, None, since_entering=False)),
        ("has redeemed at most 0 times", Has(Pattern("redeemed", None), None, 0, None, since_entering=False)),
        ("has redeemed in the last 1s", Has(Pattern("redeemed", None), 1, None, 1000, since_entering=False)),
        ("has redeemed since entering", Has(Pattern("redeemed", None), 1, None, None, since_entering=True)),
        (
            "has not been sent whitepaper",
            Not(Has(Pattern("sent", frozenset({"whitepaper"})), 1, None, None, since_entering=False)),
        ),
        ("has changed country", Has(Pattern("changed", frozenset({"country"})), 1, None, None, since_entering=False)),
    ],
)  # fmt: skip
def test_a_condition_means(text: str, meant: Condition) -> None:
    assert condition(text) == meant


def test_where_speaks_of_the_event() -> None:
    found = condition('has purchased where amount > 100 and currency is "EUR" or "CZK"')
    assert isinstance(found, Has)
    currency = PropertyValue("currency", TextType())
    assert found.pattern.where == And(
        (
            Compares(PropertyValue("amount", NumberType()), Order.MORE, Constant(100_000_000, NumberType())),
            Or((Equals(currency, Constant("EUR", TextType())), Equals(currency, Constant("CZK", TextType())))),
        )
    )


# --- the event at hand (S4.10) ---

HANDS = """\
journey j
  enter when redeemed
  stage first
    {}
  stage second
    {}
journey k
  stage only
    {}
"""


def said(first: str = "wait", second: str = "wait", k: str = "wait") -> list[str]:
    return [code for code, _, _ in told(snapshot(CATALOG + HANDS.format(first, second, k)))]


USE = "set points to worth"


def test_entering_brings_the_event_into_the_first_stage() -> None:
    assert said(first=USE) == []
    assert said(second=USE) == ["no-event-at-hand"]


def test_moving_passes_it_on() -> None:
    assert said(first="move to second", second=USE) == []
    assert said(first="wait 2d then move to second", second=USE) == []


def test_start_passes_it_on() -> None:
    assert said(k=USE) == ["no-event-at-hand"]
    assert said(first="start k", k=USE) == []
    assert said(first="move to second", second="start k", k=USE) == []


def test_an_arm_has_its_own() -> None:
    arms = "wait up to 3d\n      when purchased\n        {}\n      otherwise\n        {}"
    assert said(first=arms.format("set points to amount", USE)) == []
    assert said(first=arms.format(USE, USE)) == ["no-event-at-hand"]
    assert said(first=arms.format("wait 1d", "set points to amount")) == ["no-event-at-hand"]


def test_behind_a_wait_is_what_any_arm_had() -> None:
    arms = "wait up to 3d\n      when purchased\n        wait 1d\n    {}"
    assert said(first=arms.format("set points to amount")) == []
    assert said(first=arms.format(USE)) == []
    endless = "wait\n      when purchased\n        wait 1d\n    {}"
    assert said(first=endless.format(USE)) == ["no-event-at-hand"]


def test_an_arm_by_the_clock_keeps_what_was_at_hand() -> None:
    arms = "wait\n      when not purchased for 2d\n        {}"
    assert said(first=arms.format(USE)) == []
    assert said(first=arms.format("set points to amount")) == ["no-event-at-hand"]


def test_a_rule_by_the_clock_has_nothing() -> None:
    assert said(first="after 2d then set points to worth") == ["no-event-at-hand"]
    assert said(first="when not redeemed for 2d then set points to worth") == ["no-event-at-hand"]
    assert said(first="when redeemed then set points to worth") == []


def test_behind_an_if_is_what_either_branch_had() -> None:
    block = (
        "if vip\n      wait\n        when purchased\n          wait 1d\n    else\n      wait 2d\n"
        "    set points to amount\n    set points to worth"
    )
    assert said(first=block) == []


def test_an_attribute_wins() -> None:
    text = "attribute amount number\nattribute total number\nwhen purchased then set total to amount\n"
    (journey,) = model_of(text).journeys
    (step,) = journey.stages[0].rules[0].steps
    assert isinstance(step, Set)
    assert step.value == AttributeValue("amount", NumberType())


def test_old_and_new_are_of_the_attributes_type() -> None:
    assert condition_of("changed points", "new > old") is not None
    assert told(snapshot(CATALOG + "journey j\n  exit when changed country if new > 5\n  stage s\n")) == [
        ("wrong-type", "new > 5", "`>` compares numbers, and `new` is one of CZ, DE, US, 55-64")
    ]


def condition_of(trigger: str, text: str) -> Condition | None:
    return journey_of(f"journey j\n  exit when {trigger} if {text}\n  stage s\n").exits[0].condition


def test_an_event_that_is_unknown_says_nothing_of_its_properties() -> None:
    text = "journey j\n  exit when signed in if distance > 5\n  stage s\n"
    assert [code for code, _, _ in told(snapshot(CATALOG + text))] == ["unknown-verb"]


def test_a_line_that_cannot_be_read_says_nothing_of_properties() -> None:
    text = "journey j\n  enter when redeemed wher worth > 5\n  stage first\n    set points to worth\n    start k\n"
    other = "journey k\n  stage only\n    set points to worth\n"
    found = [code for code, _, _ in told(snapshot(CATALOG + text + other))]
    assert len(found) == 1


def test_a_property_that_cannot_be_read_is_declared() -> None:
    text = "event sold\n  property weight numbr\njourney j\n  exit when sold where weight > 5\n  stage s\n"
    assert len(told(snapshot(CATALOG + text))) == 1
