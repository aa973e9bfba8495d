"""What the calendar means: zones, lengths, moments, waits, schedules and questions about time."""

from __future__ import annotations

import pytest

from jdsl.model.model import (
    ALL_DAYS,
    WEEKDAYS,
    And,
    At,
    AttributeValue,
    Calendar,
    CalendarSpan,
    CalendarUnit,
    Comes,
    ComparesDates,
    Condition,
    Constant,
    DateOrder,
    DateType,
    Days,
    DeclaredMoment,
    EveryWeeks,
    Exact,
    FromData,
    Has,
    IsWithin,
    Journey,
    Length,
    Moment,
    MomentType,
    Monthly,
    Not,
    Now,
    NowIsBetween,
    NowIsOn,
    NumberType,
    Once,
    OnDays,
    Or,
    Pattern,
    Plain,
    PropertyValue,
    ReenterKind,
    Rule,
    RuleKind,
    Schedule,
    Send,
    Set,
    SpanUnit,
    Step,
    TextType,
    Today,
    Value,
    Wait,
    WaitFor,
    WaitUntilCondition,
    WaitUntilMoment,
    WaitUntilTime,
    Window,
    Yearly,
    Zone,
)
from tests.model.told import CATALOG, journey_of, model_of

HOUR = 3_600_000
DAY = 24 * HOUR
NINE = 9 * HOUR
PRAGUE = "Europe/Prague"
OURS = Zone(PRAGUE, in_contact_time=False)
THEIRS = Zone(PRAGUE, in_contact_time=True)
AT_NINE = At(NINE, OURS)
DATE = DateType()
MOMENT = MomentType()
RENEWAL = AttributeValue("renewal_date", DATE)
TRIAL = AttributeValue("trial_ends", MOMENT)
POINTS = AttributeValue("points", NumberType())
SALE = DeclaredMoment("sale_opens", 1_795_762_800_000)  # 2026-11-27 08:00 in Vienna, an hour before UTC
FIRST_OF_MAY = 20_574


def journey(header: str = "", steps: str = "wait 1d") -> Journey:
    return journey_of(
        f"journey j\n  enter when ordered\n  timezone {PRAGUE}\n{header}\n  goal g\n  stage s\n    {steps}\n  stage t\n"
    )


def one_step(line: str) -> Step:
    (found,) = journey(steps=line).stages[0].steps
    return found


def condition(text: str) -> Condition:
    (exits,) = journey(f"  exit when ordered if {text}").exits
    assert exits.condition is not None
    return exits.condition


def value(text: str, attribute: str = "trial_ends") -> Value:
    found = one_step(f"set {attribute} to {text}")
    assert isinstance(found, Set)
    return found.value


def entry(line: str) -> Schedule | None:
    (found,) = journey_of(f"journey j\n  timezone {PRAGUE}\n  enter {line}\n  stage s\n    wait 1d\n").entries
    assert found.trigger is None
    return found.schedule


def days(*numbers: int) -> Days:
    return Days(numbers, without_holidays=False)


def counted(count: int, unit: str) -> Calendar:
    return Calendar(count, CalendarUnit(unit), PRAGUE)


# --- zones ---


def test_a_journeys_zone_is_its_own_else_the_workspaces_else_utc() -> None:
    other = "journey k\n  enter when redeemed\n  stage s\n"
    assert journey().zone == PRAGUE
    assert journey_of(other).zone == "UTC"
    found = model_of(
        f"{CATALOG}timezone Asia/Tokyo\njourney j\n  timezone {PRAGUE}\n  enter when redeemed\n  stage s\n{other}"
    )
    assert found.zone == "Asia/Tokyo"
    assert {one.name: one.zone for one in found.journeys} == {"j": PRAGUE, "k": "Asia/Tokyo"}


def test_in_a_file_that_is_a_journey_it_is_that_journeys() -> None:
    found = model_of(
        CATALOG, y=f"timezone {PRAGUE}\nholidays CZ\nwhen redeemed then exit\n", z="when redeemed then exit\n"
    )
    assert found.zone == "UTC"
    assert {one.name: one.zone for one in found.journeys} == {"y": PRAGUE, "z": "UTC"}
    assert found.holidays


def test_declared_moments_are_in_their_zone_else_the_workspaces() -> None:
    found = model_of(CATALOG + f"timezone {PRAGUE}\nmoment here at 2026-05-12 15:00\n")
    assert found.catalog.moments["sale_opens"] == SALE
    assert found.catalog.webinars["spring_webinar"].at_ms == found.catalog.moments["here"].at_ms
    assert found.catalog.moments["here"].at_ms == 1_778_590_800_000


def test_holidays_add_up() -> None:
    both = model_of("holidays CZ\nholidays AT\n").holidays
    first, second = model_of("holidays CZ\n").holidays, model_of("holidays AT\n").holidays
    assert both == tuple(sorted({*first, *second}))
    assert len(first) < len(both) < len(first) + len(second)
    assert model_of("page a\n").holidays == ()


# --- lengths and waits ---


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2d 12h", Exact(60 * HOUR)),
        ("0s", Exact(0)),
        ("3 weekdays", counted(3, "weekdays")),
        ("1 month", counted(1, "months")),
        ("2 years", counted(24, "months")),
        ("points seconds", FromData(POINTS, 1000, None, PRAGUE)),
        ("points minutes", FromData(POINTS, 60_000, None, PRAGUE)),
        ("points hours", FromData(POINTS, HOUR, None, PRAGUE)),
        ("points days", FromData(POINTS, DAY, None, PRAGUE)),
        ("points weeks", FromData(POINTS, 7 * DAY, None, PRAGUE)),
        ("points weekdays", FromData(POINTS, 1, CalendarUnit.WEEKDAYS, PRAGUE)),
        ("points months", FromData(POINTS, 1, CalendarUnit.MONTHS, PRAGUE)),
        ("points years", FromData(POINTS, 12, CalendarUnit.MONTHS, PRAGUE)),
        ("gap days", FromData(PropertyValue("gap", NumberType()), DAY, None, PRAGUE)),
    ],
)
def test_a_length_is_exact_or_of_the_calendar_or_from_data(text: str, length: Length) -> None:
    wait = one_step(f"wait {text}")
    assert wait == Wait(length, None, wait.place)
    arms = one_step(f"wait up to {text}\n      when redeemed")
    assert isinstance(arms, WaitFor)
    assert arms.length == length
    until = one_step(f"wait up to {text} until tagged vip_lead")
    assert isinstance(until, WaitUntilCondition)
    assert until.length == length
    first, second = journey(steps=f"send whitepaper after {text}").stages[0].steps
    assert (first, second) == (Wait(length, None, second.place), Send("whitepaper", second.place))


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("2w 1d", counted(15, "days")),
        ("0d", counted(0, "days")),
        ("3 weekdays", counted(3, "weekdays")),
        ("points days", FromData(POINTS, 1, CalendarUnit.DAYS, PRAGUE)),
        ("points weeks", FromData(POINTS, 7, CalendarUnit.DAYS, PRAGUE)),
        ("points years", FromData(POINTS, 12, CalendarUnit.MONTHS, PRAGUE)),
    ],
)
def test_with_a_time_of_day_dates_are_counted(text: str, length: Length) -> None:
    wait = one_step(f"wait {text} at 09:00")
    assert wait == Wait(length, AT_NINE, wait.place)
    first, second = journey(steps=f"send whitepaper after {text} at 09:00 in contact time").stages[0].steps
    assert (first, second) == (Wait(length, At(NINE, THEIRS), second.place), Send("whitepaper", second.place))
    (rule,) = journey(f"  after {text} at 09:00 then exit").rules
    assert (rule.after, rule.after_at) == (length, AT_NINE)


def test_wait_until_a_time() -> None:
    for text, which in (
        ("09:00", ALL_DAYS),
        ("weekday at 09:00", WEEKDAYS),
        ("monday at 09:00", days(0)),
        ("thursday, monday, thursday at 09:00", days(0, 3)),
    ):
        wait = one_step(f"wait until {text}")
        assert wait == WaitUntilTime(which, AT_NINE, wait.place)
    first, second = journey(steps="send whitepaper at 09:00 in contact time").stages[0].steps
    assert first == WaitUntilTime(ALL_DAYS, At(NINE, THEIRS), second.place)
    assert second == Send("whitepaper", second.place)


def test_wait_until_a_moment() -> None:
    plain = one_step("wait until trial_ends")
    assert plain == WaitUntilMoment(Moment(TRIAL, None, 1, None, MOMENT), (), plain.place)
    before = one_step("wait until 3d before renewal_date, at 09:00 else move to t")
    assert isinstance(before, WaitUntilMoment)
    assert before.moment == Moment(RENEWAL, counted(3, "days"), -1, AT_NINE, MOMENT)
    assert [type(step).__name__ for step in before.otherwise] == ["Move"]
    written = one_step("wait until 2026-05-01 at 09:00 in contact time else send whitepaper")
    assert isinstance(written, WaitUntilMoment)
    assert written.moment == Moment(Constant(FIRST_OF_MAY, DATE), None, 1, At(NINE, THEIRS), MOMENT)
    assert written.otherwise == (Send("whitepaper", written.otherwise[0].place),)


def test_wait_until_a_condition() -> None:
    found = one_step("wait up to 3d until paid_at is before now else exit")
    assert isinstance(found, WaitUntilCondition)
    assert isinstance(found.condition, ComparesDates)
    assert found.condition.left == PropertyValue("paid_at", MOMENT)
    assert [type(step).__name__ for step in found.otherwise] == ["Exit"]


def test_what_flows_behind_else_comes_to_a_stage() -> None:
    body = "    wait until trial_ends else move to t\n  stage t\n    set points to gap\n"
    found = journey_of(f"journey j\n  enter when ordered\n  stage s\n{body}")
    (step,) = found.stages[1].steps
    assert isinstance(step, Set)
    assert step.value == PropertyValue("gap", NumberType())


def test_reenter_and_after_have_lengths() -> None:
    assert journey("  reenter after 2 months").reenter.after == counted(2, "months")
    assert journey("  reenter after points days").reenter.after == FromData(POINTS, DAY, None, PRAGUE)
    above = journey("  after 2d at 09:00 in contact time then exit").rules
    (rule,) = above
    assert (rule.kind, rule.after, rule.after_at) == (RuleKind.AFTER, counted(2, "days"), At(NINE, THEIRS))
    (rule,) = journey("  after 2 years then exit").rules
    assert (rule.after, rule.after_at, rule.schedule, rule.trigger) == (counted(24, "months"), None, None, None)


# --- moments ---


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("trial_ends comes", Moment(TRIAL, None, 1, None, MOMENT)),
        ("trial_ends comes, at 09:00", Moment(TRIAL, None, 1, AT_NINE, MOMENT)),
        ("renewal_date comes, at 09:00 in contact time", Moment(RENEWAL, None, 1, At(NINE, THEIRS), MOMENT)),
        ("7d before trial_ends", Moment(TRIAL, Exact(7 * DAY), -1, None, MOMENT)),
        ("36h after trial_ends", Moment(TRIAL, Exact(36 * HOUR), 1, None, MOMENT)),
        ("7d before trial_ends, at 09:00", Moment(TRIAL, counted(7, "days"), -1, AT_NINE, MOMENT)),
        ("1 month after trial_ends", Moment(TRIAL, counted(1, "months"), 1, None, MOMENT)),
        ("2w before renewal_date at 09:00", Moment(RENEWAL, counted(14, "days"), -1, AT_NINE, MOMENT)),
        ("1h before sale_opens", Moment(SALE, Exact(HOUR), -1, None, MOMENT)),
        (
            "points days before trial_ends",
            Moment(TRIAL, FromData(POINTS, DAY, None, PRAGUE), -1, None, MOMENT),
        ),
        (
            "points days before renewal_date, at 09:00",
            Moment(RENEWAL, FromData(POINTS, 1, CalendarUnit.DAYS, PRAGUE), -1, AT_NINE, MOMENT),
        ),
    ],
)
def test_a_moment_in_a_trigger(text: str, moment: Moment) -> None:
    (exits,) = journey(f"  exit when redeemed or {text}").exits
    assert exits.trigger[1] == Comes(moment)


def test_a_moment_leaves_at_hand_what_an_arm_has() -> None:
    found = journey(steps="wait\n      when trial_ends comes then set points to gap")
    (wait,) = found.stages[0].steps
    assert isinstance(wait, WaitFor)
    (step,) = wait.arms[0].steps
    assert isinstance(step, Set)


@pytest.mark.parametrize(
    ("attribute", "text", "meant"),
    [
        ("trial_ends", "now", Now()),
        ("trial_ends", "2026-05-01 09:00", Constant(FIRST_OF_MAY * DAY + 7 * HOUR, MOMENT)),
        ("trial_ends", "sale_opens", SALE),
        ("trial_ends", "paid_at", PropertyValue("paid_at", MOMENT)),
        ("trial_ends", "30d after now", Moment(Now(), Exact(30 * DAY), 1, None, MOMENT)),
        ("trial_ends", "3 weekdays after now", Moment(Now(), counted(3, "weekdays"), 1, None, MOMENT)),
        ("trial_ends", "today, at 09:00", Moment(Today(PRAGUE), None, 1, AT_NINE, MOMENT)),
        ("trial_ends", "trial_ends, at 09:00", Moment(TRIAL, None, 1, AT_NINE, MOMENT)),
        ("trial_ends", "2d after now, at 09:00", Moment(Now(), counted(2, "days"), 1, AT_NINE, MOMENT)),
        ("renewal_date", "today", Today(PRAGUE)),
        ("renewal_date", "2026-05-01", Constant(FIRST_OF_MAY, DATE)),
        ("renewal_date", "renewal_date", RENEWAL),
        ("renewal_date", "due", PropertyValue("due", DATE)),
        ("renewal_date", "1 month after renewal_date", Moment(RENEWAL, counted(1, "months"), 1, None, DATE)),
        ("renewal_date", "3d before today", Moment(Today(PRAGUE), counted(3, "days"), -1, None, DATE)),
    ],
)
def test_a_value(attribute: str, text: str, meant: Value) -> None:
    assert value(text, attribute) == meant
    assert meant.type == (MOMENT if attribute == "trial_ends" else DATE)


# --- conditions ---


def compares(left: Value, order: str, right: Value, *, as_dates: bool) -> ComparesDates:
    return ComparesDates(left, DateOrder(order), right, as_dates, PRAGUE)


MAY = Constant(FIRST_OF_MAY, DATE)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("trial_ends is before now", compares(TRIAL, "before", Now(), as_dates=False)),
        ("trial_ends is not before now", Not(compares(TRIAL, "before", Now(), as_dates=False))),
        ("trial_ends is after today", compares(TRIAL, "after", Today(PRAGUE), as_dates=True)),
        ("trial_ends is not after sale_opens", Not(compares(TRIAL, "after", SALE, as_dates=False))),
        ("renewal_date is today", compares(RENEWAL, "is", Today(PRAGUE), as_dates=True)),
        ("renewal_date is not now", Not(compares(RENEWAL, "is", Now(), as_dates=True))),
        ("renewal_date is trial_ends", compares(RENEWAL, "is", TRIAL, as_dates=True)),
        ("sale_opens is after trial_ends", compares(SALE, "after", TRIAL, as_dates=False)),
        ("due is before renewal_date", compares(PropertyValue("due", DATE), "before", RENEWAL, as_dates=True)),
        (
            "trial_ends is before 30d after now",
            compares(TRIAL, "before", Moment(Now(), Exact(30 * DAY), 1, None, MOMENT), as_dates=False),
        ),
        (
            "renewal_date is 2026-05-01 or 2026-05-02",
            Or(
                (
                    compares(RENEWAL, "is", MAY, as_dates=True),
                    compares(RENEWAL, "is", Constant(FIRST_OF_MAY + 1, DATE), as_dates=True),
                )
            ),
        ),
        ("renewal_date is not one of 2026-05-01", Not(compares(RENEWAL, "is", MAY, as_dates=True))),
        (
            "trial_ends is one of 2026-05-01 09:00",
            compares(TRIAL, "is", Constant(FIRST_OF_MAY * DAY + 7 * HOUR, MOMENT), as_dates=False),
        ),
        ("trial_ends is within the next 36h", IsWithin(TRIAL, ahead=True, ms=36 * HOUR, zone=PRAGUE)),
        ("renewal_date is not within the last 2d", Not(IsWithin(RENEWAL, ahead=False, ms=2 * DAY, zone=PRAGUE))),
        ("now is on weekdays", NowIsOn(WEEKDAYS, OURS)),
        ("now is not on sunday, saturday in contact time", Not(NowIsOn(days(5, 6), THEIRS))),
        ("now is between 08:00 and 18:00", NowIsBetween(Window(8 * HOUR, 18 * HOUR, ALL_DAYS, OURS))),
        ("now is not between 22:00 and 06:00", Not(NowIsBetween(Window(22 * HOUR, 30 * HOUR, ALL_DAYS, OURS)))),
        (
            "now is between 08:00 and 24:00 in contact time and now is on monday",
            And((NowIsBetween(Window(8 * HOUR, DAY, ALL_DAYS, THEIRS)), NowIsOn(days(0), OURS))),
        ),
    ],
)
def test_questions_about_time(text: str, meant: Condition) -> None:
    assert condition(text) == meant


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("today", SpanUnit.DAY),
        ("this week", SpanUnit.WEEK),
        ("this month", SpanUnit.MONTH),
        ("this year", SpanUnit.YEAR),
    ],
)
def test_spans_of_the_calendar(text: str, unit: SpanUnit) -> None:
    span = CalendarSpan(unit, PRAGUE)
    assert condition(f"has redeemed {text}") == Has(Pattern("redeemed", None), 1, None, None, False, span)
    counted_two = Has(Pattern("redeemed", None), 2, None, None, False, span)
    assert condition(f"has not redeemed at least 2 times {text}") == Not(counted_two)


def test_where_speaks_of_now() -> None:
    (exits,) = journey("  exit when ordered where paid_at is before now and due is today").exits
    paid, due = PropertyValue("paid_at", MOMENT), PropertyValue("due", DATE)
    where = And((compares(paid, "before", Now(), as_dates=False), compares(due, "is", Today(PRAGUE), as_dates=True)))
    (plain,) = exits.trigger
    assert isinstance(plain, Plain)
    assert plain.pattern == Pattern("ordered", None, where=where)


# --- schedules ---


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        ("every day at 09:00", OnDays(ALL_DAYS, AT_NINE)),
        ("every weekday at 09:00 in contact time", OnDays(WEEKDAYS, At(NINE, THEIRS))),
        ("every thursday, monday at 09:00", OnDays(days(0, 3), AT_NINE)),
        (
            "every 2 weeks on tuesday at 09:00 from 2026-05-01",
            EveryWeeks(2, days(1), FIRST_OF_MAY, AT_NINE),
        ),
        ("every month on day 31 at 09:00", Monthly(31, AT_NINE)),
        ("every month on the last day at 09:00", Monthly(None, AT_NINE)),
        ("every year on renewal_date at 09:00", Yearly(RENEWAL, None, 1, AT_NINE, PRAGUE)),
        (
            "every year 3d before trial_ends, at 09:00",
            Yearly(TRIAL, counted(3, "days"), -1, AT_NINE, PRAGUE),
        ),
        (
            "every year 2 weekdays after renewal_date, at 09:00",
            Yearly(RENEWAL, counted(2, "weekdays"), 1, AT_NINE, PRAGUE),
        ),
        ("on 2026-05-01 at 09:00", Once(FIRST_OF_MAY, AT_NINE)),
    ],
)
def test_a_schedule(text: str, schedule: Schedule) -> None:
    assert entry(text) == schedule
    if text.startswith("every"):
        (rule,) = journey(f"  {text} if points > 5 then exit").rules
        assert isinstance(rule, Rule)
        assert (rule.kind, rule.schedule, rule.trigger, rule.after) == (RuleKind.EVERY, schedule, None, None)
        assert rule.condition is not None


def test_entries_keep_their_order_and_an_every_is_one_where_there_is_none() -> None:
    header = "  enter every day at 09:00 if points > 5\n  enter when redeemed\n  enter on 2026-05-01 at 09:00\n"
    entries = journey_of(f"journey j\n{header}  stage s\n    wait 1d\n").entries
    assert [one.trigger is None for one in entries] == [True, False, True]
    assert [one.condition is None for one in entries] == [False, True, True]
    found = journey_of(
        "journey j\n  stage s\n    every day at 09:00 then send whitepaper\n    when redeemed then exit\n"
    )
    assert [(one.rule, one.trigger is None, one.schedule is None) for one in found.entries] == [
        (0, True, False),
        (1, False, True),
    ]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("enter every day at 09:00", ReenterKind.ALWAYS),
        ("enter on 2026-05-01 at 09:00", ReenterKind.ALWAYS),
        ("enter when trial_ends comes or sale_opens comes", ReenterKind.ALWAYS),
        ("enter when trial_ends comes or redeemed", ReenterKind.NEVER),
        ("enter every day at 09:00\n  enter when redeemed", ReenterKind.NEVER),
        ("enter every day at 09:00\n  reenter never", ReenterKind.NEVER),
        ("every day at 09:00 then exit", ReenterKind.ALWAYS),
        ("when trial_ends comes then exit\n  after 2d then exit", ReenterKind.ALWAYS),
        ("every day at 09:00 then exit\n  when redeemed then exit", ReenterKind.NEVER),
        ("priority 1", ReenterKind.NEVER),
    ],
)
def test_who_may_come_again_if_nothing_is_said(lines: str, kind: ReenterKind) -> None:
    assert journey_of(f"journey j\n  {lines}\n  stage s\n    wait 1d\n").reenter.kind is kind


def test_at_most_once_per_day() -> None:
    (rule,) = journey("  whenever redeemed, at most once per day then send whitepaper").rules
    assert (rule.at_most_once_per_day, rule.at_most_once_per_ms) == (True, None)
    (rule,) = journey("  whenever redeemed, starting over, at most once per 1d then send whitepaper").rules
    assert (rule.at_most_once_per_day, rule.at_most_once_per_ms, rule.starting_over) == (False, DAY, True)


def test_types_of_the_calendar() -> None:
    found = model_of(CATALOG).catalog
    assert (found.attributes["renewal_date"], found.attributes["trial_ends"]) == (DATE, MOMENT)
    assert found.verbs["ordered"].properties == {"due": DATE, "paid_at": MOMENT, "gap": NumberType()}
    assert found.attributes["timezone"] == TextType()
