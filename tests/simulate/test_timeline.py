"""Expected beside got: what a person sees of a scenario that fails."""

from textwrap import dedent

from jdsl.model.model import (
    Constant,
    DateType,
    ExpectCondition,
    ExpectEffect,
    MomentType,
    NumberType,
    Occurs,
    OneOfType,
    Place,
    Scenario,
    Tagged,
    TextType,
    YesNoType,
)
from jdsl.simulate.effect import Effect, Held, shown, told
from jdsl.simulate.performance import DAY_MS
from jdsl.simulate.scenario import Judged, Met, Outcome
from jdsl.simulate.timeline import lay_out, timeline, when

START_MS = 1_772_409_600_000  # 2026-03-02
HOUR_MS = 3_600_000
EMPTY = Scenario("it goes as planned", ("nurture",), START_MS, (), (), (), Place("nurture.journey", 20, 0, 0))


def place(line: int) -> Place:
    return Place("nurture.journey", line, 0, 0)


def effect(at_ms: int, kind: str, name: str | None, line: int, file: str = "nurture.journey") -> Effect:
    return Effect(START_MS + at_ms, "nurture", 1, kind, name, None, None, file, line)


def expected(at_ms: int, kind: str, name: str | None, line: int) -> ExpectEffect:
    return ExpectEffect(START_MS + at_ms, kind, name, None, None, place(line))


def laid_out(outcome: Outcome) -> str:
    return "\n".join(line for _, line in lay_out(timeline(outcome)))


def test_expected_stands_beside_got_by_time() -> None:
    nine = 9 * HOUR_MS
    click = Occurs(START_MS + nine, "clicked", "teaser", None, {}, {}, machine=False, place=place(21))
    enter = effect(nine, "enter", None, 2)
    first = effect(2 * DAY_MS + nine, "send", "whitepaper", 4)
    second = effect(5 * DAY_MS + nine, "send", "reminder", 7, file="other.journey")
    outcome = Outcome(
        Scenario("it goes as planned", ("nurture",), START_MS, (), (click,), (), place(20)),
        met=(
            Met(expected(2 * DAY_MS + nine, "send", "whitepaper", 22), first),
            Met(expected(4 * DAY_MS + nine, "send", "reminder", 23), None),
        ),
        judged=(
            Judged(ExpectCondition(START_MS + 4 * DAY_MS + nine, Tagged("vip"), "tagged vip", place(24)), held=False),
        ),
        effects=(enter, first, second),
        uncalled=(second,),
        until_ms=START_MS + 6 * DAY_MS,
    )
    assert not outcome.passed
    assert laid_out(outcome) == dedent("""\
                          expected                  got
        > day 0 at 09:00  clicked teaser   line 21
          day 0 at 09:00                            enter            line 2
        ✓ day 2 at 09:00  send whitepaper  line 22  send whitepaper  line 4
        ✗ day 4 at 09:00  send reminder    line 23  nothing
        ✗ day 4 at 09:00  tagged vip       line 24  does not hold
        ✗ day 5 at 09:00  nothing                   send reminder    other.journey, line 7""")


def test_an_effect_that_is_expected_twice_over_shows_both() -> None:
    """`expect enter` and `expect stage first` are both met by entering."""
    enter = effect(0, "enter", None, 2)
    outcome = Outcome(
        EMPTY,
        met=(Met(expected(0, "enter", None, 22), enter), Met(expected(0, "move", "first", 23), enter)),
        judged=(),
        effects=(enter,),
        uncalled=(),
        until_ms=START_MS,
    )
    assert outcome.passed
    assert laid_out(outcome) == dedent("""\
                          expected              got
        ✓ day 0 at 00:00  enter        line 22  enter  line 2
        ✓ day 0 at 00:00  stage first  line 23  enter  line 2""")


def test_an_event_is_told_as_it_was_written() -> None:
    written = Occurs(
        START_MS - 40 * DAY_MS,
        "purchased",
        "starter_plan",
        None,
        {"amount": Constant(120_500_000, NumberType()), "currency": Constant("EUR", TextType())},
        {},
        machine=True,
        place=place(21),
    )
    sets = Occurs(
        START_MS,
        None,
        None,
        None,
        {},
        {"country": Constant("DE", OneOfType(("CZ", "DE"))), "vip": Constant(True, YesNoType())},
        machine=False,
        place=place(22),
    )
    outcome = Outcome(
        Scenario("", (), START_MS, (), (written, sets), (), place(20)),
        met=(),
        judged=(),
        effects=(),
        uncalled=(),
        until_ms=START_MS,
    )
    assert laid_out(outcome).splitlines()[1:] == [
        '> day -40 at 00:00  purchased starter_plan where amount is 120.5 and currency is "EUR" by a machine  line 21',
        "> day 0 at 00:00    set country to DE set vip to yes                                                 line 22",
    ]


def test_times_show_no_more_than_they_have() -> None:
    assert when(START_MS, START_MS, "UTC") == "day 0 at 00:00"
    assert when(START_MS + DAY_MS + 61_000, START_MS, "UTC") == "day 1 at 00:01:01"
    assert when(START_MS - 1, START_MS, "UTC") == "day -1 at 23:59:59.999"


def test_effects_are_told_in_the_words_of_expect() -> None:
    assert told("send", "whitepaper", None, None) == "send whitepaper"
    assert told("withheld", "whitepaper", "not subscribed", None) == 'withheld whitepaper "not subscribed"'
    assert told("set", "country", None, "DE") == "set country to DE"
    assert told("set", "country", None, None) == "set country to nothing"
    assert told("move", "trial", None, None) == "stage trial"
    assert told("exit", None, 'a "good" end', None) == r'exit "a \"good\" end"'
    assert told("notify", "sales", None, "call them") == 'notify sales "call them"'
    assert told("announce", "recommended", None, "starter_plan") == "announce recommended starter_plan"
    assert told("subscribe", "news", None, None) == "subscribe to news"


def test_values_are_shown_as_people_write_them() -> None:
    cases: list[tuple[Held, str]] = [
        (5_000_000, "5"), (-1_500_000, "-1.5"), (1, "0.000001"), (0, "0"), (True, "yes"), (False, "no"), ("CZ", "CZ"),
    ]  # fmt: skip
    assert [shown(value) for value, _ in cases] == [text for _, text in cases]


def test_times_are_by_the_clock_of_the_scenarios_zone() -> None:
    midnight_ms = START_MS - HOUR_MS  # in Prague
    assert when(midnight_ms, midnight_ms, "Europe/Prague") == "day 0 at 00:00"
    assert when(midnight_ms + 27 * DAY_MS, midnight_ms, "Europe/Prague") == "day 27 at 00:00"  # 29 March
    assert when(midnight_ms + 28 * DAY_MS, midnight_ms, "Europe/Prague") == "day 28 at 01:00"
    assert when(midnight_ms - 150 * DAY_MS, midnight_ms, "Europe/Prague") == "day -150 at 01:00"


def test_dates_and_moments_are_told_as_such() -> None:
    day = ExpectEffect(START_MS, "set", "renewal_date", None, Constant(20_919, DateType()), place(21))
    moment = ExpectEffect(START_MS, "set", "trial_ends", None, Constant(START_MS, MomentType()), place(22))
    outcome = Outcome(EMPTY, (Met(day, None), Met(moment, None)), (), (), (), START_MS)
    assert [row.expected for row in timeline(outcome)] == [
        "set renewal_date to 2027-04-11",
        "set trial_ends to 2026-03-02T00:00:00.000Z",
    ]
