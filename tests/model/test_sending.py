"""What sending means: windows, limits, holds, hold-outs, transactional messages, machines, goals with a window."""

from __future__ import annotations

import pytest

from jdsl.model.model import (
    ALL_DAYS,
    WEEKDAYS,
    Call,
    Counted,
    Days,
    Has,
    Hold,
    Limit,
    Medium,
    Pattern,
    Plain,
    Release,
    SendBetween,
    Silence,
    Step,
    Webhook,
    Window,
    YesNoType,
    Zone,
)
from tests.model.told import CATALOG, journey_of, model_of, snapshot, told

HOUR = 3_600_000
DAY = 24 * HOUR
UTC = Zone("UTC", in_contact_time=False)


def with_header(line: str) -> str:
    return f"journey j\n  enter when redeemed\n  {line}\n  stage s\n    wait 1d\n"


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("08:00 and 18:00", Window(8 * HOUR, 18 * HOUR, ALL_DAYS, UTC)),
        ("08:00 and 18:00 on weekdays", Window(8 * HOUR, 18 * HOUR, WEEKDAYS, UTC)),
        ("22:00 and 06:00 on friday", Window(22 * HOUR, 30 * HOUR, Days((4,), without_holidays=False), UTC)),
        (
            "18:00 and 24:00 on saturday, sunday in contact time",
            Window(18 * HOUR, DAY, Days((5, 6), without_holidays=False), Zone("UTC", in_contact_time=True)),
        ),
        ("00:00 and 24:00", Window(0, DAY, ALL_DAYS, UTC)),
        ("06:00 and 00:00", Window(6 * HOUR, DAY, ALL_DAYS, UTC)),
    ],
)
def test_a_window(text: str, window: Window) -> None:
    (found,) = journey_of(with_header(f"send between {text}")).windows
    assert found == SendBetween(window, found.place)
    whole = model_of(f"{CATALOG}send between {text}\n")
    assert [one.window for one in whole.windows] == [window]


@pytest.mark.parametrize(
    ("text", "channel", "medium", "per_ms", "delays"),
    [
        ("2 emails per 7d", None, Medium.EMAIL, 7 * DAY, False),
        ("2 sms per 36h else delay", None, Medium.SMS, 36 * HOUR, True),
        ("2 push per day", None, Medium.PUSH, None, False),
        ("2 messages per day else delay", None, None, None, True),
        ("2 product_news emails per 7d", "product_news", Medium.EMAIL, 7 * DAY, False),
        ("2 product_news messages per 7d", "product_news", None, 7 * DAY, False),
    ],
)
def test_a_limit(text: str, channel: str | None, medium: Medium | None, per_ms: int | None, delays: bool) -> None:
    (found,) = journey_of(with_header(f"limit {text}")).limits
    assert found == Limit(2, channel, medium, per_ms, "UTC", delays, found.place)
    whole = model_of(f"{CATALOG}limit {text}\n").limits
    assert whole == (Limit(2, channel, medium, per_ms, "UTC", delays, whole[0].place),)


def test_a_limits_day_is_the_workspaces_and_a_windows_clock_the_journeys() -> None:
    zones = "timezone Asia/Tokyo\nsend between 08:00 and 18:00\n"
    lines = "timezone Europe/Prague\n  limit 1 email per day\n  send between 08:00 and 18:00"
    found = model_of(CATALOG + zones + with_header(lines))
    (journey,) = found.journeys
    assert (journey.limits[0].zone, journey.windows[0].window.zone.name) == ("Asia/Tokyo", "Europe/Prague")
    assert [one.window.zone.name for one in found.windows] == ["Asia/Tokyo"]
    assert found.limits == ()


def test_lines_of_a_file_that_is_a_journey_are_its_own() -> None:
    lines = "send between 08:00 and 18:00\nlimit 1 email per day\nhold out 2.5%\n"
    found = model_of(CATALOG, y=lines + "when redeemed then send whitepaper\n")
    (journey,) = found.journeys
    assert (len(journey.windows), len(journey.limits)) == (1, 1)
    assert journey.hold_out is not None
    assert (journey.hold_out.hundredths, journey.hold_out.place.line) == (250, 3)
    assert (found.windows, found.limits) == ((), ())


def test_an_undeclared_channel_of_a_limit_is_inferred() -> None:
    found = snapshot("limit 2 news emails per 7d\n")
    assert told(found) == [("inferred-channels", "news", "`news` is taken for a channel, as no channel is declared")]
    assert found.model is not None
    assert found.model.catalog.channels == ("news",)


def test_holds_and_calls() -> None:
    lines = ("hold everything", "hold product_news for 3d", "release everything", "release product_news", "call crm")
    body = "".join(f"    {line}\n" for line in lines)
    found = journey_of(f"journey j\n  enter when redeemed\n  stage s\n{body}").stages[0].steps
    place = [step.place for step in found]
    expected: tuple[Step, ...] = (
        Hold(None, None, place[0]),
        Hold("product_news", 3 * DAY, place[1]),
        Release(None, place[2]),
        Release("product_news", place[3]),
        Call("crm", place[4]),
    )
    assert found == expected


def test_transactional_messages_and_webhooks() -> None:
    found = model_of(CATALOG + "email receipt\n  transactional\n").catalog
    assert found.messages["receipt"].transactional
    assert not found.messages["whitepaper"].transactional
    assert found.webhooks == {"crm": Webhook("crm", "https://crm.acme.example/hooks", {"approved": YesNoType()})}


def test_counting_machines() -> None:
    opened = Pattern("opened", frozenset({"whitepaper"}), counting_machines=True)
    lines = (
        "exit when opened whitepaper counting machines or opened whitepaper",
        "exit when opened whitepaper counting machines at least 2 times within 3d",
        "exit when not opened whitepaper counting machines for 3d",
        "exit when redeemed if has opened whitepaper counting machines today",
        "exit when redeemed or clicked whitepaper or product_teaser counting machines",
    )
    first, second, third, fourth, fifth = journey_of(with_header("\n  ".join(lines))).exits
    assert first.trigger == (Plain(opened), Plain(Pattern("opened", frozenset({"whitepaper"}))))
    assert second.trigger == (Counted(opened, 2, 3 * DAY),)
    assert third.trigger == (Silence(opened, 3 * DAY),)
    assert isinstance(fourth.condition, Has)
    assert fourth.condition.pattern == opened
    assert fifth.trigger[2] == Plain(Pattern("clicked", frozenset({"product_teaser"}), counting_machines=True))


def test_a_goal_with_a_window() -> None:
    found = journey_of(with_header("goal a within 30d when redeemed and stay\n  goal b within 1h\n  goal c"))
    assert [(goal.name, goal.within_ms, goal.and_stay) for goal in found.goals] == [
        ("a", 30 * DAY, True),
        ("b", HOUR, False),
        ("c", None, False),
    ]
