"""Conditions, lowered to tests and read back."""

import pytest

from jdsl.machine.machines import Listener, machines
from tests.machine.compiled import program_of

DECLARED = """\
attribute country one of CZ, DE, AT
attribute vip yes/no
attribute points number
attribute budget number
attribute city text
attribute origin one of DE, CH
tag lead
channel news
page pricing
event rated a product
  property stars number
product plan
"""


def rule(trigger: str, condition: str) -> Listener:
    text = DECLARED + f"journey j\n  enter when {trigger} if {condition}\n  stage s\n    wait\n"
    (machine,) = machines(program_of(text))
    (entry,) = machine.entries
    return entry


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("country is CZ", "country is CZ"),
        ("country is one of CZ, AT", "country is one of CZ, AT"),
        ("country is not one of CZ, AT", "not country is one of CZ, AT"),
        ("country is origin", "country is origin"),
        ("vip", "vip"),
        ("not vip", "not vip"),
        ("points is 2.50", "points is 2.5"),
        ("points is -0.000001", "points is -0.000001"),
        ("points > 3", "points > 3"),
        ("points >= 3", "points >= 3"),
        ("points < budget", "points < budget"),
        ("points <= budget", "points <= budget"),
        ('city is "a \\"b\\""', 'city is "a \\"b\\""'),
        ('city contains "x"', 'city contains "x"'),
        ('city starts with "x"', 'city starts with "x"'),
        ("city is set", "city is set"),
        ("city is not set", "not city is set"),
        ("tagged lead", "tagged lead"),
        ("subscribed to news", "subscribed to news"),
        ("in journey j", "in journey j"),
        ("in journey j stage s", "in journey j stage s"),
        ("has purchased", "has purchased"),
        ("has purchased plan at least 3 times", "has purchased plan at least 3 times"),
        ("has purchased at most 2 times", "not has purchased at least 3 times"),
        ("has purchased where amount > 9 in the last 36h", "has purchased where amount > 9 in the last 36h"),
        ("has rated plan in the last 90min", "has rated plan in the last 90min"),
        ("vip and tagged lead", "vip and tagged lead"),
        ("vip or tagged lead", "vip or tagged lead"),
        ("vip or (tagged lead and points > 1)", "vip or (tagged lead and points > 1)"),
        ("(vip or tagged lead) and points > 1", "(vip or tagged lead) and points > 1"),
        ("not (vip and tagged lead)", "not vip or not tagged lead"),
        ("not (vip or tagged lead)", "not vip and not tagged lead"),
        ("vip and not tagged lead", "vip and not tagged lead"),
        ("not vip or tagged lead", "not vip or tagged lead"),
        (
            "(((not vip or tagged lead) and points > 1) or country is CZ) and not (city is set and has purchased)",
            "(((not vip or tagged lead) and points > 1) or country is CZ) and (not city is set or not has purchased)",
        ),
    ],
)
def test_a_condition_says_what_was_written(written: str, says: str) -> None:
    found = rule("visited pricing", written).condition
    assert found is not None
    assert found.says == says


def test_tests_lead_from_the_first_to_an_answer() -> None:
    found = rule("visited pricing", "vip or (tagged lead and points > 1)").condition
    assert found is not None
    first, second, third = found.tests
    assert (first.asks, first.yes, first.no) == ("vip", True, second.at)
    assert (second.asks, second.yes, second.no) == ("tagged lead", third.at, False)
    assert (third.asks, third.yes, third.no) == ("points > 1", True, False)


@pytest.mark.parametrize(
    ("trigger", "says"),
    [
        ("rated plan where stars >= 4", "stars >= 4"),
        ("changed vip to no", "new is no"),
        ("changed vip to yes", "new is yes"),
        ("changed country from CZ to DE", "old is CZ and new is DE"),
        ('changed city to "Brno"', 'new is "Brno"'),
        ('exited j where reason is "late"', 'reason is "late"'),
    ],
)
def test_where_says_what_was_written(trigger: str, says: str) -> None:
    (heard,) = rule(trigger, "vip").hears
    assert heard.where is not None
    assert heard.where.says == says


@pytest.mark.parametrize(
    ("trigger", "events"),
    [
        ("purchased", ["purchased"]),
        ("purchased plan", ["purchased plan"]),
        ("complained", ["complained"]),
        ("unsubscribed from news", ["complained", "unsubscribed from news or unsubscribed without a channel"]),
        ("changed", ["changed"]),
    ],
)
def test_events_are_told_by_their_names(trigger: str, events: list[str]) -> None:
    (heard,) = rule(trigger, "vip").hears
    assert list(heard.events) == events
