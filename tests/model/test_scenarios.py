"""What a scenario means."""

from __future__ import annotations

import pytest

from jdsl.model.model import (
    And,
    CalendarSpan,
    ComparesDates,
    Constant,
    DateType,
    ExpectCondition,
    ExpectEffect,
    ExpectNothingElse,
    GivenAttribute,
    GivenHeldOut,
    GivenSubscription,
    GivenTag,
    Has,
    MomentType,
    NumberType,
    OneOfType,
    Scenario,
    SpanUnit,
    Tagged,
    TextType,
    Today,
    YesNoType,
)
from tests.model.told import CATALOG, model_of

HOUR = 3_600_000
DAY = 86_400_000
START = 1_772_409_600_000  # 2026-03-02T00:00Z
COUNTRY = OneOfType(("CZ", "DE", "US", "55-64"))
JOURNEYS = """\
journey j
  enter when redeemed
  goal g
  stage s
    reach g
journey k
  enter when redeemed
  stage t
    wait
"""


def scenario(*lines: str, head: str = 'scenario "s"') -> Scenario:
    text = CATALOG + JOURNEYS + head + "\n" + "".join(f"  {line}\n" for line in lines)
    (found,) = model_of(text).scenarios
    return found


def test_day_zero_is_a_monday_unless_said() -> None:
    assert scenario().start_ms == START
    assert scenario(head='scenario "s" starting 1970-01-02').start_ms == DAY


def test_what_it_watches() -> None:
    assert scenario(head='scenario "s" for k').journeys == ("k",)
    assert scenario(head='scenario "s" for k, j, k').journeys == ("k", "j")
    assert scenario().journeys == ("j", "k")


def test_without_for_it_watches_the_journeys_of_its_file() -> None:
    other = 'when redeemed then exit\nscenario "s"\n'
    (found,) = model_of(CATALOG + JOURNEYS, other=other).scenarios
    assert found.journeys == ("other",)
    (found,) = model_of(CATALOG + JOURNEYS, other='scenario "s"\n').scenarios
    assert found.journeys == ("j", "k")


def test_given() -> None:
    assert scenario(
        "given country is CZ, points is -1.5, vip, tagged vip_lead, subscribed to product_news",
        'given not vip, not tagged vip_lead, not subscribed to product_news, nickname is "x"',
    ).given == (
        GivenAttribute("country", Constant("CZ", COUNTRY)),
        GivenAttribute("points", Constant(-1_500_000, NumberType())),
        GivenAttribute("vip", Constant(value=True, type=YesNoType())),
        GivenTag("vip_lead"),
        GivenSubscription("product_news", on=True),
        GivenAttribute("vip", Constant(value=False, type=YesNoType())),
        GivenSubscription("product_news", on=False),
        GivenAttribute("nickname", Constant("x", TextType())),
    )  # fmt: skip


def test_what_happens() -> None:
    found = scenario(
        'day -40 purchased starter_plan where amount is 120 and currency is "EUR"',
        "day 3 at 10:05:30 clicked product_teaser link whitepaper_cta by a machine",
        "day 3 set country to DE",
        "day 3 registered",
    )
    purchase, click, change, registration = found.events
    assert (purchase.at_ms, purchase.verb, purchase.subject) == (START - 40 * DAY, "purchased", "starter_plan")
    assert purchase.properties == {
        "amount": Constant(120_000_000, NumberType()),
        "currency": Constant("EUR", TextType()),
    }
    assert not purchase.machine
    assert (click.at_ms, click.link, click.machine) == (START + 3 * DAY + 36_330_000, "whitepaper_cta", True)
    assert (change.verb, change.sets) == (None, {"country": Constant("DE", COUNTRY)})
    assert (registration.verb, registration.subject) == ("registered for", None)
    assert purchase.place.line == CATALOG.count("\n") + JOURNEYS.count("\n") + 2


@pytest.mark.parametrize(
    ("text", "kind", "name", "reason", "value"),
    [
        ("send whitepaper", "send", "whitepaper", None, None),
        ("withheld whitepaper", "withheld", "whitepaper", None, None),
        ('withheld whitepaper "not subscribed"', "withheld", "whitepaper", "not subscribed", None),
        ("withheld email", "withheld", "email", None, None),
        ("notify sales", "notify", "sales", None, None),
        ('notify sales "call"', "notify", "sales", None, Constant("call", TextType())),
        ("notify nickname", "notify", "nickname", None, None),
        ("set points to 5", "set", "points", None, Constant(5_000_000, NumberType())),
        ("tag vip_lead", "tag", "vip_lead", None, None),
        ("untag vip_lead", "untag", "vip_lead", None, None),
        ("subscribe to product_news", "subscribe", "product_news", None, None),
        ("unsubscribe from product_news", "unsubscribe", "product_news", None, None),
        ("announce played pricing", "announce", "played", None, Constant("pricing", TextType())),
        ("announce played", "announce", "played", None, None),
        ("enter", "enter", None, None, None),
        ("refused", "refused", None, None, None),
        ("stage t", "move", "t", None, None),
        ("reach g", "reach", "g", None, None),
        ("complete", "complete", None, None, None),
        ("exit", "exit", None, None, None),
        ('exit "bored"', "exit", None, "bored", None),
    ],
)
def test_an_expected_effect(text: str, kind: str, name: str | None, reason: str | None, value: Constant | None) -> None:
    (found,) = scenario(f"day 2 at 09:00 expect {text}").expectations
    assert isinstance(found, ExpectEffect)
    assert found.at_ms == START + 2 * DAY + 32_400_000
    assert (found.kind, found.name, found.reason, found.value) == (kind, name, reason, value)


def test_an_expected_condition_is_kept_as_written() -> None:
    condition, nothing_else = scenario("day 1 expect  tagged   vip_lead", "expect nothing else").expectations
    assert isinstance(condition, ExpectCondition)
    assert (condition.condition, condition.text) == (Tagged("vip_lead"), "tagged   vip_lead")
    assert isinstance(nothing_else, ExpectNothingElse)


def test_times_are_by_the_clock_of_its_journeys_if_they_have_one() -> None:
    rules = "journey a\n  timezone Europe/Prague\n  enter when redeemed\n  stage s\n"
    other = "journey b\n  enter when redeemed\n  stage s\n"
    lines = "  day 26 at 09:00 redeemed\n  day 27 at 02:30 redeemed\n  given trial_ends is 2026-03-02 00:00\n"
    text = "timezone America/New_York\n" + rules + other
    for scope, zone, offset_hours in (
        ('scenario "x" for a\n', "Europe/Prague", 1),
        ('scenario "x" for b\n', "America/New_York", -5),
        ('scenario "x"\n', "America/New_York", -5),
    ):
        head = lines.splitlines(keepends=True)
        (found,) = model_of(CATALOG + text + scope + head[2] + head[0] + head[1]).scenarios
        assert found.zone == zone
        start_ms = 20_514 * DAY - offset_hours * HOUR
        assert found.start_ms == start_ms
        summer_ms = 0 if zone == "Europe/Prague" else HOUR  # Prague puts its clocks forward on day 27
        assert found.events[0].at_ms == start_ms + 26 * DAY + 9 * HOUR - summer_ms
        gap_ms = 2 * HOUR if zone == "Europe/Prague" else 2 * HOUR + HOUR // 2 - HOUR
        assert found.events[1].at_ms == start_ms + 27 * DAY + gap_ms
        assert found.given == (GivenAttribute("trial_ends", Constant(start_ms, MomentType())),)


def test_dates_and_held_out_are_given() -> None:
    lines = "  given renewal_date is 2026-05-01, held out\n  day 1 set renewal_date to 1960-05-01\n"
    lines += "  day 2 ordered where due is 2026-05-01\n  day 2 expect set renewal_date to 2026-05-01\n"
    (found,) = model_of(CATALOG + "when ordered then exit\n" + 'scenario "x"\n' + lines).scenarios
    may = Constant(20_574, DateType())
    assert found.given == (GivenAttribute("renewal_date", may), GivenHeldOut())
    assert found.events[0].sets == {"renewal_date": Constant(-3532, DateType())}
    assert found.events[1].properties == {"due": may}
    (expected,) = found.expectations
    assert isinstance(expected, ExpectEffect)
    assert expected.value == may


@pytest.mark.parametrize(
    ("text", "kind", "name", "reason"),
    [
        ("hold product_news", "hold", "product_news", None),
        ("hold everything", "hold", "everything", None),
        ("release everything", "release", "everything", None),
        ("call crm", "call", "crm", None),
        ('withheld crm "held out"', "withheld", "crm", "held out"),
        ('withheld sales "held out"', "withheld", "sales", "held out"),
        ('withheld address "no address"', "withheld", "address", "no address"),
        ('withheld whitepaper "window"', "withheld", "whitepaper", "window"),
    ],
)
def test_effects_of_sending_are_expected(text: str, kind: str, name: str, reason: str | None) -> None:
    rule = "when ordered then remember email as address then notify address then call crm\n"
    (found,) = model_of(CATALOG + rule + f'scenario "x"\n  day 1 expect {text}\n').scenarios
    (expected,) = found.expectations
    assert isinstance(expected, ExpectEffect)
    assert (expected.kind, expected.name, expected.reason, expected.value) == (kind, name, reason, None)


def test_a_condition_is_asked_by_the_clock_of_the_scenario() -> None:
    rule = "timezone Europe/Prague\nwhen ordered then exit\n"
    text = 'scenario "x"\n  day 1 expect has ordered today and renewal_date is today\n'
    (found,) = model_of(CATALOG, y=rule + text).scenarios
    (expected,) = found.expectations
    assert isinstance(expected, ExpectCondition)
    assert isinstance(expected.condition, And)
    has, compared = expected.condition.parts
    assert isinstance(has, Has)
    assert has.calendar_span == CalendarSpan(SpanUnit.DAY, "Europe/Prague")
    assert isinstance(compared, ComparesDates)
    assert (compared.right, compared.zone) == (Today("Europe/Prague"), "Europe/Prague")
