"""What triggers and patterns of events mean."""

from __future__ import annotations

import pytest

from jdsl.model.model import Alternative, Constant, Counted, NumberType, OneOfType, Pattern, Plain, Silence
from tests.model.told import CATALOG, journey_of, model_of

DAY = 86_400_000
COUNTRY = OneOfType(("CZ", "DE", "US", "55-64"))


def exit_trigger(text: str) -> tuple[Alternative, ...]:
    return journey_of(f"journey j\n  exit when {text}\n  stage s\n").exits[0].trigger


def pattern(text: str) -> Pattern:
    (found,) = patterns(exit_trigger(text))
    return found


def patterns(trigger: tuple[Alternative, ...] | None) -> list[Pattern]:
    assert trigger is not None
    return [alternative.pattern for alternative in trigger if isinstance(alternative, Plain | Counted | Silence)]


@pytest.mark.parametrize(
    ("text", "verb", "subjects"),
    [
        ("clicked product_teaser", "clicked", {"product_teaser"}),
        ("clicked", "clicked", None),
        ("clicked any email", "clicked", {"product_teaser", "whitepaper"}),
        ("clicked any sms", "clicked", {"renewal_nudge"}),
        ("clicked any push", "clicked", set()),
        ("clicked any product_news email", "clicked", {"product_teaser"}),
        ("clicked any message", "clicked", {"product_teaser", "whitepaper", "renewal_nudge"}),
        ("visited any page", "visited", {"pricing"}),
        ("completed any journey", "completed", {"j"}),
        ("registered", "registered for", None),
        ("registered for any webinar", "registered for", {"spring_webinar"}),
        ("unsubscribed", "unsubscribed from", None),
        ("unsubscribed from any channel", "unsubscribed from", None),
        ("unsubscribed from product_news", "unsubscribed from", {"product_news"}),
        ("changed", "changed", None),
        ("changed country", "changed", {"country"}),
        ("completed j", "completed", {"j"}),
        ("redeemed", "redeemed", None),
    ],
)
def test_a_phrase_is_a_verb_and_its_subjects(text: str, verb: str, subjects: set[str] | None) -> None:
    assert pattern(text) == Pattern(verb, None if subjects is None else frozenset(subjects))


def test_the_longest_verb_is_meant() -> None:
    verbs = "event added\nevent added to cart a product\nevent added to cart twice\nproduct p\n"
    rule = "when added or added to cart p or added to cart or added to cart twice then exit\n"
    (journey,) = model_of(verbs + rule).journeys
    found = [one.verb for one in patterns(journey.entries[0].trigger)]
    assert found == ["added", "added to cart", "added to cart", "added to cart twice"]


def test_a_link() -> None:
    assert pattern("clicked product_teaser link whitepaper_cta").link == "whitepaper_cta"


def test_a_link_of_a_message_that_declares_none_is_free() -> None:
    assert pattern("clicked whitepaper link anything").link == "anything"


def test_counts_and_silences() -> None:
    plain = Pattern("redeemed", None)
    assert exit_trigger("redeemed") == (Plain(plain),)
    assert exit_trigger("redeemed at least 3 times") == (Counted(plain, 3, None),)
    assert exit_trigger("redeemed at least 3 times within 7d") == (Counted(plain, 3, 7 * DAY),)
    assert exit_trigger("not redeemed for 30d") == (Silence(plain, 30 * DAY),)


def test_a_lone_word_repeats_the_verb() -> None:
    first = Plain(Pattern("clicked", frozenset({"product_teaser"})))
    second = Plain(Pattern("clicked", frozenset({"whitepaper"})))
    assert exit_trigger("clicked product_teaser or whitepaper") == (first, second)
    assert exit_trigger("clicked product_teaser or clicked whitepaper") == (first, second)
    link = Plain(Pattern("clicked", frozenset({"product_teaser"}), "whitepaper_cta"))
    assert exit_trigger("clicked whitepaper or product_teaser link whitepaper_cta") == (second, link)


def test_a_lone_verb_is_that_verb() -> None:
    assert [one.verb for one in patterns(exit_trigger("clicked whitepaper or redeemed"))] == [
        "clicked",
        "redeemed",
    ]


def test_a_lone_word_after_a_silence_is_no_silence() -> None:
    silence, plain = exit_trigger("not visited pricing for 2d or pricing at least 2 times")
    assert isinstance(silence, Silence)
    assert plain == Counted(Pattern("visited", frozenset({"pricing"})), 2, None)


def test_changed_from_and_to() -> None:
    country = frozenset({"country"})
    cz, de, us = (Constant(value, COUNTRY) for value in ("CZ", "DE", "US"))
    assert pattern("changed country from CZ to DE") == Pattern("changed", country, from_value=cz, to_value=de)
    assert pattern('changed country to "DE"') == Pattern("changed", country, to_value=de)
    assert exit_trigger("changed country from CZ to DE or US") == (
        Plain(Pattern("changed", country, from_value=cz, to_value=de)),
        Plain(Pattern("changed", country, from_value=cz, to_value=us)),
    )
    assert pattern("changed points to 5").to_value == Constant(5_000_000, NumberType())


def test_who_declares_a_standard_verb_adds_to_it() -> None:
    model = model_of(CATALOG + "event purchased\n  property coupon text\nwhen purchased then exit\n")
    verb = model.catalog.verbs["purchased"]
    assert list(verb.properties) == ["amount", "currency", "order_id", "coupon"]
    assert verb.kind is not None


def test_the_catalog_is_in_order_of_declaration() -> None:
    catalog = model_of(CATALOG + "when redeemed then exit\n").catalog
    assert list(catalog.messages) == ["product_teaser", "whitepaper", "renewal_nudge"]
    assert catalog.messages["product_teaser"].channel == "product_news"
    assert catalog.messages["product_teaser"].links == ("whitepaper_cta", "unsubscribe_here")
    assert catalog.teams == {"sales": "sales@acme.example"}
    assert list(catalog.attributes)[:4] == ["email", "phone", "timezone", "language"]
    assert catalog.verbs["registered for"].bare == "registered"
