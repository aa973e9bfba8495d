"""Pieces of steps, shares, rounds and sums."""

from __future__ import annotations

import pytest

from jdsl.model.model import (
    Add,
    And,
    Arithmetic,
    AttributeValue,
    Compares,
    Constant,
    DeclaredSplit,
    Equals,
    GivenArm,
    If,
    InArm,
    Journey,
    Not,
    NumberType,
    Operation,
    Or,
    Order,
    PropertyValue,
    Remember,
    RememberedValue,
    Repeat,
    Set,
    Share,
    Split,
    Step,
    WaitFor,
    WaitUntilCondition,
    WaitUntilMoment,
    YesNoType,
)
from jdsl.model.selection import with_only
from tests.model.told import CATALOG, fixed, journey_of, model_of, snapshot, told, underlined

DAY = 86_400_000
NUMBER = NumberType()
POINTS = AttributeValue("points", NUMBER)


def number(value: float) -> Constant:
    return Constant(round(value * 1_000_000), NUMBER)


def steps_of(*lines: str, above: str = "") -> tuple[Step, ...]:
    body = "".join(f"    {line}\n" for one in lines for line in one.splitlines())
    return journey_of(f"{above}journey j\n  enter when ordered\n  stage s\n{body}").stages[0].steps


def kinds(steps: tuple[Step, ...]) -> list[str]:
    return [type(step).__name__ for step in steps]


# --- pieces ---

THANKS = "steps thanks\n  send whitepaper\n  wait 1d\n  exit\n"


def test_a_piece_stands_in_its_place() -> None:
    found = steps_of("tag vip_lead then do thanks then untag vip_lead", "do thanks", above=THANKS)
    assert kinds(found) == ["Tag", "Send", "Wait", "Exit", "Tag", "Send", "Wait", "Exit"]
    assert found[1].place == found[5].place
    assert found[1].place.line == CATALOG.count("\n") + 2


def test_wherever_steps_stand() -> None:
    lines = (
        "if vip then do thanks\nelse do thanks",
        "wait up to 1d\n  when redeemed then do thanks\n  otherwise do thanks",
        "wait until trial_ends else do thanks",
        "wait up to 1d until vip else do thanks",
        "repeat 2 times\n  do thanks",
        "split halves\n  50% a then do thanks\n  50% b\n    do thanks",
    )
    found = steps_of(*lines, above=THANKS)
    body = ["Send", "Wait", "Exit"]
    choice, wait, until, condition, rounds, halves = found
    assert isinstance(choice, If)
    assert kinds(choice.branches[0][1]) == kinds(choice.otherwise) == body
    assert isinstance(wait, WaitFor)
    assert kinds(wait.arms[0].steps) == kinds(wait.otherwise) == body
    assert isinstance(until, WaitUntilMoment)
    assert isinstance(condition, WaitUntilCondition)
    assert kinds(until.otherwise) == kinds(condition.otherwise) == body
    assert isinstance(rounds, Repeat)
    assert kinds(rounds.steps) == body
    assert isinstance(halves, Split)
    assert [kinds(arm.steps) for arm in halves.arms] == [body, body]


def test_a_piece_in_a_piece_and_of_a_journey() -> None:
    text = "steps outer\n  do inner then send whitepaper\nsteps inner\n  wait 1d\n"
    assert kinds(steps_of("do outer", above=text)) == ["Wait", "Send"]
    own = journey_of("journey j\n  enter when ordered\n  steps mine\n    wait 1d\n  stage s\n    do mine\n")
    assert kinds(own.stages[0].steps) == ["Wait"]
    file = model_of(CATALOG, y="steps mine\n  wait 1d\nwhen ordered then do mine\n").journeys
    assert kinds(file[0].stages[0].rules[0].steps) == ["Wait"]
    assert model_of(CATALOG, y="steps mine\n  wait 1d\n", z="when ordered then do mine\n").journeys[0].name == "z"


def test_what_a_piece_names_is_judged_where_it_is_done() -> None:
    piece = "steps on\n  move to second\n"
    good = "journey a\n  enter when ordered\n  stage first\n    do on\n  stage second\n    wait 1d\n"
    bad = "journey b\n  enter when ordered\n  stage first\n    do on\n"
    assert told(snapshot(CATALOG + good, pieces=piece)) == []
    found = snapshot(CATALOG + bad, pieces=piece)
    (one,) = found.diagnostics
    assert (one.path, one.code.slug, underlined(found, one)) == ("pieces.journey", "unknown-stage", "second")
    (label,) = one.labels
    assert (label.path, label.message) == ("x.journey", "done here")
    assert found.sources["x.journey"].text[label.span.start : label.span.end] == "do on"


def test_a_mistake_in_a_piece_is_told_once() -> None:
    text = "steps on\n  send whitepapr\njourney j\n  enter when ordered\n  stage s\n    do on\n    do on\n    do on\n"
    found = snapshot(CATALOG + text)
    assert told(found) == [("unknown-message", "whitepapr", "no email, sms or push is called `whitepapr`")]
    wrong = "steps on\n  set points to nickname\njourney j\n  enter when ordered\n  stage s\n    do on\n    do on\n"
    assert [code for code, _, _ in told(snapshot(CATALOG + wrong))] == ["wrong-type"]


def test_a_fix_in_a_piece_goes_into_its_file() -> None:
    body = "journey j\n  enter when ordered\n  stage s\n    do on\n"
    found = snapshot(CATALOG + body, pieces="steps on\n  notify sals\n")
    (one,) = found.diagnostics
    assert fixed(found, one) == "steps on\n  notify sales\n"
    assert fixed(found, one, 1).startswith("team sals")


def test_what_is_at_hand_goes_through_a_piece() -> None:
    piece = "steps ask\n  wait\n    when redeemed\n"
    body = "journey j\n  enter when ordered\n  stage s\n    do ask\n    if worth > 5 then exit\n"
    assert told(snapshot(CATALOG + piece + body)) == []
    assert [code for code, _, _ in told(snapshot(CATALOG + piece.replace("redeemed", "ordered") + body))] == [
        "no-event-at-hand"
    ]
    move = "steps on\n  move to t\n"
    text = "journey j\n  enter when ordered\n  stage s\n    do on\n  stage t\n    if gap > 5 then exit\n"
    assert told(snapshot(CATALOG + move + text)) == []


def test_what_a_piece_remembers() -> None:
    piece = "steps keep\n  remember gap\n  remember 5 as total\n"
    text = (
        "journey j\n  enter when ordered\n  stage s\n    remember 3 as first_one\n    do keep\n    add total to gap\n"
    )
    found = journey_of(piece + text)
    assert list(found.remembers) == ["first_one", "gap", "total"]
    # What nobody does is not remembered.
    other = snapshot(CATALOG + piece + "journey j\n  enter when ordered\n  stage s\n    if total > 5 then exit\n")
    assert [code for code, _, _ in told(other)] == ["unused-steps", "unknown-attribute"]


def test_an_unused_piece_is_a_warning_and_a_circle_an_error() -> None:
    assert snapshot(CATALOG + THANKS).model is not None
    circle = "steps a\n  do b\nsteps b\n  if vip then do c\nsteps c\n  wait 1d then do a\n"
    body = "journey j\n  enter when ordered\n  stage s\n    do b\n"
    found = snapshot(CATALOG + circle + body)
    message = "these pieces do each other for ever: a → b → c → a"
    assert told(found) == [("steps-circle", "do a", message)]
    assert [label.message for label in found.diagnostics[0].labels] == ["does `b`", "does `c`"]


# --- splits ---

SPLIT = """\
split offer_test was promo, deal
  30% control
  33.5% short was brief
    send whitepaper
  36.5% long then exit
"""


def test_a_split() -> None:
    (found,) = steps_of(SPLIT)
    assert isinstance(found, Split)
    assert (found.split, [arm.arm for arm in found.arms]) == ("offer_test", ["control", "short", "long"])
    assert [kinds(arm.steps) for arm in found.arms] == [[], ["Send"], ["Exit"]]
    assert found.arms[1].place.line == found.place.line + 2


def test_a_split_is_declared_where_it_stands() -> None:
    body = "".join(f"    {line}\n" for line in SPLIT.splitlines())
    catalog = model_of(f"{CATALOG}journey j\n  enter when ordered\n  stage s\n{body}").catalog
    arms = (Share("control", 3000), Share("short", 3350, ("brief",)), Share("long", 3650))
    assert catalog.splits == {"offer_test": DeclaredSplit("offer_test", arms, "deal", ("promo", "deal"))}


def test_a_piece_with_a_split_is_one_split() -> None:
    piece = "steps share\n  split halves\n    50% a\n    50% b\n"
    assert kinds(steps_of("do share", "do share", above=piece)) == ["Split", "Split"]


ASKING = "split offer_test\n  50% control\n  50% offer"


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("offer_test is offer", InArm("offer_test", "offer")),
        ("offer_test is not offer", Not(InArm("offer_test", "offer"))),
        ("offer_test is one of offer, control", Or((InArm("offer_test", "offer"), InArm("offer_test", "control")))),
        ("offer_test is offer or control", Or((InArm("offer_test", "offer"), InArm("offer_test", "control")))),
        ("offer_test is not one of offer, offer", Not(InArm("offer_test", "offer"))),
    ],
)
def test_which_arm(text: str, condition: object) -> None:
    found = steps_of(ASKING, f"if {text} then exit")[1]
    assert isinstance(found, If)
    assert found.branches[0][0] == condition


def test_an_arm_is_asked_for_in_every_journey_and_given_in_a_scenario() -> None:
    lines = "journey j\n  enter when ordered if offer_test is offer\n  stage s\n"
    split = "    split offer_test\n      50% control\n      50% offer\n"
    text = f"journey k\n  enter when ordered\n  stage s\n{split}{lines}"
    scenario = 'scenario "x" for k\n  given offer_test is offer, vip\n  day 0 expect offer_test is offer\n'
    (found,) = model_of(CATALOG + text + scenario).scenarios
    assert found.given[0] == GivenArm("offer_test", "offer")
    wrong = snapshot(CATALOG + text + scenario.replace("test is offer, vip", "test is ofer"))
    assert told(wrong) == [("unknown-arm", "ofer", "the split `offer_test` has no arm `ofer`")]
    assert "given offer_test is offer\n" in fixed(wrong, wrong.diagnostics[0])


def test_what_the_shares_make() -> None:
    found = snapshot(CATALOG + "when ordered\n  split halves\n    50% a\n    49.9% b\n")
    (one,) = found.diagnostics
    assert one.help == "0.1% are missing"
    assert [label.message for label in one.labels] == ["50%", "49.9%"]


# --- rounds ---


def test_rounds() -> None:
    lines = ("repeat 3 times\n  send whitepaper\n  wait 1d", "repeat at most 255 times until vip\n  wait 1d")
    first, second = steps_of(*lines)
    assert isinstance(first, Repeat)
    assert (first.times, first.until, kinds(first.steps)) == (3, None, ["Send", "Wait"])
    assert isinstance(second, Repeat)
    vip = Equals(AttributeValue("vip", YesNoType()), Constant(value=True, type=YesNoType()))
    assert (second.times, second.until) == (255, vip)


def test_rounds_in_rounds_through_a_piece() -> None:
    piece = "steps often\n  repeat 20 times\n    wait 1d\n"
    assert told(snapshot(CATALOG + piece + "when ordered\n  repeat 50 times\n    do often\n")) == []
    found = told(snapshot(CATALOG + piece + "when ordered\n  repeat 51 times\n    do often\n"))
    assert found == [("out-of-range", "20", "`repeat`s in each other make 1020 rounds here, and 1000 is the most")]


def test_what_comes_to_hand_in_one_round_is_there_in_the_next() -> None:
    body = "repeat 3 times\n      if worth is set and worth > 5 then exit\n      wait\n        when redeemed"
    assert told(snapshot(f"{CATALOG}journey j\n  enter when ordered\n  stage s\n    {body}\n")) == []
    until = "repeat at most 3 times until worth > 5\n      wait\n        when redeemed"
    assert told(snapshot(f"{CATALOG}journey j\n  enter when ordered\n  stage s\n    {until}\n")) == []


# --- sums ---


def test_where_sums_stand() -> None:
    gap = PropertyValue("gap", NUMBER)
    lines = ("set points to points plus 1", "add 2 times gap to points", "remember gap minus points as rest")
    first, second, third = steps_of(*lines)
    assert isinstance(first, Set)
    assert first.value == Arithmetic(POINTS, Operation.PLUS, number(1))
    assert isinstance(second, Add)
    assert second.value == Arithmetic(number(2), Operation.TIMES, gap)
    assert isinstance(third, Remember)
    assert third.value == Arithmetic(gap, Operation.MINUS, POINTS)
    assert third.value.type == NUMBER


def test_sums_in_conditions() -> None:
    lines = ("remember 5 as total", "if points >= total plus 0.5 and points is not total times 2 then exit")
    keep, choice = steps_of(*lines)
    assert isinstance(keep, Remember)
    assert isinstance(choice, If)
    total = RememberedValue("total", NUMBER)
    more = Compares(POINTS, Order.MORE_OR_EQUAL, Arithmetic(total, Operation.PLUS, number(0.5)))
    other = Not(Equals(POINTS, Arithmetic(total, Operation.TIMES, number(2))))
    assert choice.branches[0][0] == And((more, other))


def test_dates_are_not_added_to() -> None:
    found = snapshot(CATALOG + "when ordered then set renewal_date to renewal_date plus 30\n")
    assert [code for code, _, _ in told(found)] == ["wrong-type"]
    found = snapshot(CATALOG + "when ordered then set points to renewal_date plus 30\n")
    assert found.diagnostics[0].help == "dates are not added to: say `30d after renewal_date`, or compare the two"


# --- a part of the workspace ---


def test_steps_that_start_what_does_not_run_are_left_out() -> None:
    body = "  repeat 2 times\n    start k\n    wait 1d\n  split halves\n    50% a then start k\n    50% b\n"
    found = model_of(CATALOG, y=f"when ordered\n{body}", z="journey k\n  stage s\n    wait 1d\n")
    journeys: tuple[Journey, ...] = with_only(found, {"y.journey"}).journeys
    rule = next(journey for journey in journeys if journey.name == "y").stages[0].rules[0]
    rounds, halves = rule.steps
    assert isinstance(rounds, Repeat)
    assert isinstance(halves, Split)
    assert (kinds(rounds.steps), [arm.steps for arm in halves.arms]) == (["Wait"], [(), ()])
