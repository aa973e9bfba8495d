"""What journeys mean: header, rules, steps."""

from __future__ import annotations

import pytest

from jdsl.model.model import (
    Add,
    Announce,
    AttributeValue,
    Constant,
    Exact,
    Exit,
    If,
    Journey,
    Move,
    Notify,
    NumberType,
    PropertyValue,
    Reach,
    Reenter,
    ReenterKind,
    Send,
    Set,
    Start,
    Step,
    Subscription,
    Tag,
    Wait,
    WaitFor,
    YesNoType,
)
from tests.model.told import journey_of

DAY = 86_400_000


def with_header(line: str) -> Journey:
    return journey_of(f'journey j "Title"\n  enter when redeemed\n  {line}\n  stage s "Stage"\n    wait 1d\n')


def steps(*lines: str) -> tuple[Step, ...]:
    body = "".join(f"    {line}\n" for line in lines)
    found = journey_of(f"journey j\n  enter when redeemed or played\n  goal g\n  stage s\n{body}  stage t\n")
    return found.stages[0].steps


@pytest.mark.parametrize(
    ("line", "reenter"),
    [
        ("reenter never", Reenter(ReenterKind.NEVER)),
        ("reenter always", Reenter(ReenterKind.ALWAYS)),
        ("reenter after 30d", Reenter(ReenterKind.AFTER, after=Exact(30 * DAY))),
        ("reenter at most 3 times", Reenter(ReenterKind.AT_MOST, times=3)),
        ("priority -3", Reenter(ReenterKind.NEVER)),
    ],
)
def test_reenter(line: str, reenter: Reenter) -> None:
    assert with_header(line).reenter == reenter


def test_header() -> None:
    found = with_header('owner "a"\n  version "b"\n  labels c, "d e"\n  priority -3\n  exit when played if vip "bye"')
    assert (found.title, found.owner, found.version, found.labels, found.priority) == (
        "Title",
        "a",
        "b",
        ("c", "d e"),
        -3,
    )
    assert found.stages[0].title == "Stage"
    (leaving,) = found.exits
    assert leaving.reason == "bye"
    assert leaving.condition is not None


def test_goals() -> None:
    found = with_header("goal a\n  goal b when played if vip and stay")
    first, second = found.goals
    assert (first.name, first.trigger, first.and_stay) == ("a", None, False)
    assert (second.name, second.and_stay) == ("b", True)
    assert second.trigger is not None


def test_single_steps() -> None:
    found = steps(
        "send whitepaper",
        'notify sales "x"',
        "notify nickname",
        "wait 2d 12h",
        "set points to 1.5",
        "set points to points",
        "set vip to no",
        "add 5 to points",
        "take points from points",
        "tag vip_lead",
        "untag vip_lead",
        "subscribe to product_news",
        "unsubscribe from product_news",
        "announce played pricing",
        "announce played",
        "start j",
        "reach g",
        "move to t",
        'exit "bye"',
        "exit",
        "wait",
    )
    place = {step: step.place for step in found}
    points = AttributeValue("points", NumberType())
    expected: list[Step] = [
        Send("whitepaper", place[found[0]]),
        Notify("sales", None, "x", place[found[1]]),
        Notify(None, "nickname", None, place[found[2]]),
        Wait(Exact(2 * DAY + DAY // 2), None, place[found[3]]),
        Set("points", Constant(1_500_000, NumberType()), place[found[4]]),
        Set("points", points, place[found[5]]),
        Set("vip", Constant(value=False, type=YesNoType()), place[found[6]]),
        Add("points", Constant(5_000_000, NumberType()), 1, place[found[7]]),
        Add("points", points, -1, place[found[8]]),
        Tag("vip_lead", on=True, place=place[found[9]]),
        Tag("vip_lead", on=False, place=place[found[10]]),
        Subscription("product_news", on=True, place=place[found[11]]),
        Subscription("product_news", on=False, place=place[found[12]]),
        Announce("played", "pricing", place[found[13]]),
        Announce("played", None, place[found[14]]),
        Start("j", place[found[15]]),
        Reach("g", place[found[16]]),
        Move("t", place[found[17]]),
        Exit("bye", place[found[18]]),
        Exit(None, place[found[19]]),
        WaitFor(None, (), (), place[found[20]]),
    ]
    assert list(found) == expected
    assert [step.place.line for step in found] == list(range(found[0].place.line, found[0].place.line + len(found)))


def test_a_delayed_send_is_a_wait_and_a_send() -> None:
    wait, send = steps("send whitepaper after 2d")
    assert isinstance(wait, Wait)
    assert isinstance(send, Send)
    assert (wait.length, wait.at, wait.place) == (Exact(2 * DAY), None, send.place)


def test_if_and_else() -> None:
    (first, second) = steps(
        "if vip then tag vip_lead then exit",
        "else if points > 5",
        "  untag vip_lead",
        "else exit",
        "if vip",
        "  wait",
    )
    assert isinstance(first, If)
    assert [len(body) for _, body in first.branches] == [2, 1]
    assert len(first.otherwise) == 1
    assert isinstance(second, If)
    assert second.otherwise == ()


def test_a_wait_with_arms() -> None:
    first, second, send = steps(
        "wait up to 3d",
        "  when played if vip",
        "  when redeemed then exit",
        "  otherwise exit",
        "wait",
        "  when not played for 2d",
        "    exit",
        "send whitepaper",
    )
    assert isinstance(first, WaitFor)
    assert first.length == Exact(3 * DAY)
    assert [(len(arm.steps), arm.condition is not None) for arm in first.arms] == [(0, True), (1, False)]
    assert len(first.otherwise) == 1
    assert isinstance(second, WaitFor)
    assert (second.length, len(second.arms), second.otherwise) == (None, 1, ())
    assert isinstance(send, Send)


def test_a_rule_has_its_options() -> None:
    found = journey_of(
        "journey j\n  whenever redeemed if vip, starting over, at most once per 2d then set points to worth\n"
        "  stage s\n    after 3d\n      exit\n    when played then exit\n"
    )
    (above,) = found.rules
    assert (above.starting_over, above.at_most_once_per_ms) == (True, 2 * DAY)
    (change,) = above.steps
    assert isinstance(change, Set)
    assert change.value == PropertyValue("worth", NumberType())
    after, when = found.stages[0].rules
    assert (after.after, after.trigger) == (Exact(3 * DAY), None)
    assert when.trigger is not None
    assert [entry.rule for entry in found.entries] == [0, 2]
