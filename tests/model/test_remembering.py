"""What a journey remembers: names, types, and where they mean what."""

from __future__ import annotations

import pytest

from jdsl.model.model import (
    AddRemembered,
    Comes,
    Compares,
    Constant,
    DateType,
    Exact,
    FromData,
    If,
    Journey,
    Moment,
    MomentType,
    Notify,
    Now,
    NumberType,
    OneOfType,
    Order,
    Plain,
    PropertyValue,
    Remember,
    RememberedValue,
    TextType,
    Type,
    Wait,
    WaitUntilMoment,
    YesNoType,
)
from tests.model.told import CATALOG, fixed, journey_of, snapshot, told

DAY = 86_400_000
NUMBER = NumberType()
MOMENT = MomentType()


def journey(*lines: str, header: str = "") -> Journey:
    body = "".join(f"    {line}\n" for line in lines)
    return journey_of(f"journey j\n  enter when ordered\n{header}  stage s\n{body}")


@pytest.mark.parametrize(
    ("line", "name", "kind"),
    [
        ("remember gap", "gap", NUMBER),
        ("remember due", "due", DateType()),
        ("remember gap as first_gap", "first_gap", NUMBER),
        ("remember points as before_it", "before_it", NUMBER),
        ("remember vip as was_vip", "was_vip", YesNoType()),
        ("remember country as home", "home", OneOfType(("CZ", "DE", "US", "55-64"))),
        ('remember "a" as letter', "letter", TextType()),
        ("remember now as begun", "begun", MOMENT),
        ("remember today as begun", "begun", DateType()),
        ("remember 2026-05-01 as holiday", "holiday", DateType()),
        ("remember 30d after now as ending", "ending", MOMENT),
        ("remember 30d after today as ending", "ending", DateType()),
        ("remember 30d after today, at 09:00 as ending", "ending", MOMENT),
        ("remember sale_opens as opening", "opening", MOMENT),
        ("remember yes as done", "done", YesNoType()),
    ],
)
def test_a_name_has_the_type_of_its_value(line: str, name: str, kind: Type) -> None:
    found = journey(line)
    assert list(found.remembers) == [name]
    assert found.remembers[name] == kind
    (step,) = found.stages[0].steps
    assert isinstance(step, Remember)
    assert (step.name, step.value.type) == (name, found.remembers[name])


def test_a_name_may_be_used_above_where_it_is_remembered() -> None:
    found = journey(
        "remember ending as last_ending",
        "remember paid_at as ending",
        header="  exit when 1d after last_ending\n  goal g when redeemed if ending is before now\n",
    )
    assert dict(found.remembers) == {"last_ending": MOMENT, "ending": MOMENT}
    assert list(found.remembers) == ["last_ending", "ending"]
    last = RememberedValue("last_ending", MOMENT)
    assert found.exits[0].trigger == (Comes(Moment(last, Exact(DAY), 1, None, MOMENT)),)
    first, _ = found.stages[0].steps
    assert isinstance(first, Remember)
    assert first.value == RememberedValue("ending", MOMENT)


def test_a_name_is_what_is_remembered_but_in_where_and_in_its_own_remember() -> None:
    found = journey(
        "remember gap",
        "if gap > 5 then exit",
        "wait gap days",
        header="  exit when ordered where gap > 5\n",
    )
    remembered, of_event = RememberedValue("gap", NUMBER), PropertyValue("gap", NUMBER)
    five = Constant(5_000_000, NUMBER)
    (plain,) = found.exits[0].trigger
    assert isinstance(plain, Plain)
    assert plain.pattern.where == Compares(of_event, Order.MORE, five)
    first, second, third = found.stages[0].steps
    assert first == Remember("gap", of_event, first.place)
    assert isinstance(second, If)
    assert second.branches[0][0] == Compares(remembered, Order.MORE, five)
    assert third == Wait(FromData(remembered, DAY, None, "UTC"), None, third.place)


def test_it_is_counted_up_waited_for_and_written_to() -> None:
    found = (
        journey(
            "remember gap as total",
            "add 5 to total",
            "take total from total",
            "remember email as address",
            'notify address "x"',
            "remember 2d after now as ending",
            "wait until ending",
        )
        .stages[0]
        .steps
    )
    place = [step.place for step in found]
    total = RememberedValue("total", NUMBER)
    assert found[1] == AddRemembered("total", Constant(5_000_000, NUMBER), 1, place[1])
    assert found[2] == AddRemembered("total", total, -1, place[2])
    assert found[4] == Notify(None, None, "x", place[4], remembered="address")
    assert found[5] == Remember("ending", Moment(Now(), Exact(2 * DAY), 1, None, MOMENT), place[5])
    ending = Moment(RememberedValue("ending", MOMENT), None, 1, None, MOMENT)
    assert found[6] == WaitUntilMoment(ending, (), place[6])


def test_every_place_of_a_step_remembers() -> None:
    lines = (
        "    if vip then remember 1 as a\n",
        "    else remember 2 as b\n",
        "    wait up to 1d\n      when ordered then remember gap as c\n      otherwise remember 4 as d\n",
        "    wait until trial_ends else remember 5 as e\n",
        "    meanwhile\n      when ordered\n        remember due as f\n",
    )
    found = journey_of("journey j\n  enter when ordered\n  stage s\n" + "".join(lines))
    assert list(found.remembers) == ["a", "b", "c", "d", "e", "f"]


def test_another_journey_may_mean_something_else() -> None:
    text = "journey j\n  enter when ordered\n  stage s\n    remember 5 as total\n"
    other = 'journey k\n  enter when ordered\n  stage s\n    remember "a" as total\n'
    model = snapshot(CATALOG + text + other).model
    assert model is not None
    assert [type(one.remembers["total"]).__name__ for one in model.journeys] == ["NumberType", "TextType"]
    alone = "journey l\n  enter when ordered\n  stage s\n    if total > 5 then exit\n"
    assert told(snapshot(CATALOG + text + alone))[0][0] == "unknown-attribute"


def test_of_what_cannot_be_read_no_more_is_said() -> None:
    text = "journey j\n  enter when ordered\n  stage s\n    remember wroth as total\n    wait total days\n"
    assert told(snapshot(CATALOG + text)) == [("unknown-attribute", "wroth", "no attribute is called `wroth`")]


def test_the_first_place_is_shown_where_types_differ() -> None:
    text = "journey j\n  enter when ordered\n  stage s\n    remember gap as x\n    remember due as x\n"
    found = snapshot(CATALOG + text)
    (label,) = found.diagnostics[0].labels
    assert label.span.start == len(CATALOG + text) - len("x\n    remember due as x\n")


# Frame, what is wrong, and the line after its first fix.
FIXES = [
    ("    {}", "wait until due", "remember due then wait until due"),
    ("    when ordered then {}", "wait until paid_at", "remember paid_at then wait until paid_at"),
    ("    {}", "wait until paid_at else exit", "remember paid_at then wait until paid_at else exit"),
    ("    {}", "wait until renewal_date", "wait until renewal_date, at 09:00"),
    ("    {}", "wait 48h at 09:00", "wait 2d at 09:00"),
    ("    {}", "set renewal_date to now", "set renewal_date to today"),
    ("    {}", "set renewal_date to 2026-05-01 09:00", "set renewal_date to 2026-05-01"),
    ("    {}", "set renewal_date to 3d after now", "set renewal_date to 3d after today"),
    ("    {}", "set trial_ends to today", "set trial_ends to now"),
    ("    {}", "set trial_ends to 2026-05-01", "set trial_ends to 2026-05-01 09:00"),
    ("    {}", "set trial_ends to 3d after today", "set trial_ends to 3d after today, at 09:00"),
    ("    {}", "if trial_ends <= now then exit", "if trial_ends is not after now then exit"),
    ("    {}", "remember 5 as total then set total to 6", "remember 5 as total then remember 6 as total"),
    ("  timezone {}\n    exit", "europe/prague", "Europe/Prague"),
    ("  timezone {}\n    exit", "Prague", "Europe/Prague"),
    ("  timezone {}\n    exit", "Europe/Viena", "Europe/Vienna"),
    ("    {}", "wait until trial_end", "wait until trial_ends"),
]


@pytest.mark.parametrize(("frame", "wrong", "right"), FIXES, ids=[case[1] for case in FIXES])
def test_the_fix(frame: str, wrong: str, right: str) -> None:
    head = "journey j\n  enter when ordered\n"
    stage = "" if "timezone" in frame else "  stage s\n"
    if "timezone" in frame:
        frame = frame.replace("    exit", "  stage s\n    exit")
    found = snapshot(CATALOG + head + stage + frame.format(wrong) + "\n")
    after = fixed(found, found.diagnostics[0])
    assert after == CATALOG + head + stage + frame.format(right) + "\n"
    if right != "remember due then wait until due":  # which is a day, and needs its time
        assert told(snapshot(after)) == []
