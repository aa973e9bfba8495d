"""How scenarios are played and compared (REFERENCE §13)."""

from textwrap import dedent, indent

import pytest

from jdsl.compiler import lower
from jdsl.simulate.performance import DAY_MS
from jdsl.simulate.probes import with_probes
from jdsl.simulate.scenario import Outcome, play
from jdsl.simulate.timeline import lay_out, timeline
from jdsl.workspace import Workspace

WORKSPACE = """\
channel news
email teaser
email letter
  channel news
page shop
attribute country one of CZ, DE
attribute city text
tag vip
team sales "sales@acme.example"
event ready a page

journey nurture
  enter when clicked teaser
  reenter always
  goal happy when purchased

  stage first_week
    send letter
    wait 7d
    move to later

  stage later
    set city to "Praha"
    notify sales "call"
    announce ready shop
    tag vip
    subscribe to news
    wait 2d
    exit "over"

journey quiet
  enter when not visited shop for 30d

  stage only
    send teaser

journey waiting
  enter when visited shop
  stage only
    wait
"""


def played(lines: str, head: str = "for nurture") -> Outcome:
    scenario = f'scenario "it" {head}\n{indent(dedent(lines), "  ")}'
    snapshot = Workspace.from_texts({"a.journey": f"{WORKSPACE}\n{scenario}"}).snapshot
    assert snapshot.model is not None, [diagnostic.message for diagnostic in snapshot.diagnostics]
    return play(lower(with_probes(snapshot.model)), snapshot.model.scenarios)[0]


def shown(outcome: Outcome) -> str:
    return "\n" + "\n".join(line for _, line in lay_out(timeline(outcome)))


PASSING = {
    "every kind of effect": """\
        given subscribed to news
        day 0 clicked teaser
        day 0 expect enter
        day 0 expect send letter
        day 7 expect stage later
        day 7 expect set city to "PRAHA"
        day 7 expect notify sales "call"
        day 7 expect announce ready shop
        day 7 expect tag vip
        day 7 expect subscribe to news
        day 9 expect exit "over"
        expect nothing else
        """,
    "what is not written is not compared": """\
        day 0 clicked teaser
        day 0 expect withheld letter
        day 7 expect notify sales
        day 9 expect exit
        expect nothing else
        """,
    "a stage is come into by entering, too, and that takes nothing away": """\
        day 0 clicked teaser
        day 0 expect stage first_week
        day 0 expect enter
        day 0 expect stage first_week
        """,
    "history, machines and attributes": """\
        given country is CZ, city is "Brno"
        day -3 subscribed to news
        day -2 clicked teaser
        day 1 set country to DE
        day 1 clicked teaser by a machine
        day 2 clicked teaser
        day 2 expect send letter
        day 2 expect country is DE and city is "brno" and has clicked teaser at most 2 times
        """,
    "a goal": """\
        day 0 clicked teaser
        day 0 expect withheld letter "not subscribed"
        day 3 purchased
        day 3 expect reach happy
        expect nothing else
        """,
    "effects that nobody expects do no harm": """\
        day 0 clicked teaser
        day 7 expect tag vip
        """,
    "one who is given not subscribed": """\
        given not subscribed to news
        day -1 subscribed to news
        day 0 clicked teaser
        day 0 expect withheld letter
        """,
}


@pytest.mark.parametrize("lines", PASSING.values(), ids=PASSING.keys())
def test_passes(lines: str) -> None:
    outcome = played(lines)
    assert outcome.passed, shown(outcome)


FAILING = {
    "each expectation takes an effect of its own": """\
        day 0 clicked teaser
        day 0 expect withheld letter
        day 0 expect withheld letter
        """,
    "another reason": """\
        day 0 clicked teaser
        day 0 expect withheld letter "bounced"
        """,
    "another instant": """\
        day 0 clicked teaser
        day 7 at 00:00:01 expect stage later
        """,
    "another value": """\
        day 0 clicked teaser
        day 7 expect set city to "Brno"
        """,
    "another text": """\
        day 0 clicked teaser
        day 7 expect notify sales "write"
        """,
    "another subject": """\
        day 0 clicked teaser
        day 7 expect announce ready
        day 7 expect announce ready
        """,
    "something else comes, long after the last line": """\
        given subscribed to news
        day 0 clicked teaser
        day 0 expect send letter
        expect nothing else
        """,
    "a condition does not hold": """\
        day 0 clicked teaser
        day 6 expect in journey nurture stage later
        """,
}


@pytest.mark.parametrize("lines", FAILING.values(), ids=FAILING.keys())
def test_fails(lines: str) -> None:
    assert not played(lines).passed


def test_it_looks_on_until_the_contact_has_left() -> None:
    outcome = played("day 0 clicked teaser\nexpect nothing else\n")
    assert outcome.until_ms == outcome.scenario.start_ms + 9 * DAY_MS
    assert [effect.kind for effect in outcome.uncalled] == ["withheld", "notify", "exit"]


def test_it_looks_on_for_400_days_at_most() -> None:
    outcome = played("day 5 visited shop\nexpect nothing else\n", head="for waiting")
    assert outcome.until_ms == outcome.scenario.start_ms + 405 * DAY_MS
    assert outcome.passed


def test_it_does_not_look_on_for_one_who_is_not_inside() -> None:
    """The silence of `quiet` would fall due on day 30."""
    outcome = played("day 5 purchased\nexpect nothing else\n", head="for quiet")
    assert outcome.until_ms == outcome.scenario.start_ms + 5 * DAY_MS
    assert outcome.passed


def test_the_contact_is_known_from_the_start() -> None:
    outcome = played("day 30 expect send teaser\n", head="for quiet")
    assert outcome.passed, shown(outcome)


def test_only_its_own_journeys_are_compared_though_all_run() -> None:
    lines = "day 0 visited shop\nday 0 expect in journey waiting\nexpect nothing else\n"
    assert played(lines, head="for nurture").passed
    outcome = played("day 0 clicked teaser\nday 9 expect exit\nday 30 expect enter\n", head="")
    assert outcome.scenario.journeys == ("nurture", "quiet", "waiting")
    assert outcome.passed, shown(outcome)


def test_a_scenario_may_start_on_another_day() -> None:
    outcome = played(
        "day 0 at 23:59:59 clicked teaser\nday 7 at 23:59:59 expect stage later\n", head="starting 2024-02-29"
    )
    assert outcome.scenario.start_ms == 1_709_164_800_000
    assert outcome.passed, shown(outcome)


def test_units_of_time_are_names_where_no_number_stands_before_them() -> None:
    text = dedent("""\
        attribute days number
        attribute d yes/no
        event attended a webinar
          property minutes number

        journey regulars
          enter when attended where minutes >= 30 if days < 3 and d
          reenter always
          stage counting
            add 2 to days
            wait 2 days

        scenario "it"
          given days is 0, d
          day 0 attended where minutes is 29
          day 1 attended where minutes is 30
          day 1 expect set days to 2
          day 1 expect days is 2
          day 3 expect complete
          day 4 set days to 3
          day 4 attended where minutes is 30
          expect nothing else
        """)
    (outcome,) = Workspace.from_texts({"a.journey": text}).outcomes()
    assert outcome.passed, shown(outcome)
    assert [effect.kind for effect in outcome.effects].count("enter") == 1


@pytest.mark.parametrize(("day", "comes"), [("2027-04-11", True), ("2027-04-12", False)])
def test_dates_and_moments_are_compared_as_such(day: str, comes: bool) -> None:
    text = f"""\
        attribute renewal_date date
        attribute seen_at moment

        journey thanks
          enter when renewed
          stage only
            set renewal_date to 12 months after renewal_date
            set seen_at to now

        event renewed

        scenario "it" for thanks
          given renewal_date is 2026-04-11
          day 0 at 09:00 renewed
          day 0 at 09:00 expect set renewal_date to {day}
          day 0 at 09:00 expect set seen_at to 2026-03-02 09:00
        """
    snapshot = Workspace.from_texts({"a.journey": dedent(text)}).snapshot
    assert snapshot.model is not None, [diagnostic.message for diagnostic in snapshot.diagnostics]
    (outcome,) = play(lower(with_probes(snapshot.model)), snapshot.model.scenarios)
    assert outcome.passed == comes, shown(outcome)


def test_it_looks_on_until_the_last_visit_has_ended() -> None:
    text = """\
        event ordered
          property number text

        journey thanks
          enter when ordered per number
          reenter always
          stage only
            wait 5d

        scenario "two orders" for thanks
          day 0 ordered where number is "a"
          day 3 ordered where number is "b"
          expect nothing else
        """
    (outcome,) = Workspace.from_texts({"a.journey": dedent(text)}).outcomes()
    assert outcome.passed
    assert [effect.kind for effect in outcome.effects] == ["enter", "enter", "complete", "complete"]
    assert outcome.until_ms == outcome.scenario.start_ms + 8 * DAY_MS


def test_it_does_not_look_on_for_one_who_has_left_and_will_be_back() -> None:
    """The silence leads in again on day 60, when nobody looks on."""
    text = """\
        journey again
          enter when purchased
          enter when not purchased for 60d
          reenter always
          stage only
            wait 7d

        scenario "it" for again
          day 0 purchased
          expect nothing else
        """
    (outcome,) = Workspace.from_texts({"a.journey": dedent(text)}).outcomes()
    assert outcome.until_ms == outcome.scenario.start_ms + 7 * DAY_MS


MANY = 600  # more than share a page

BEGINNINGS = ("", " starting 2026-12-24", " starting 2024-02-29")


def test_many_are_as_each_alone() -> None:
    """Whatever else is played at the same moment: contacts, days on which they begin, what is given, what is asked."""
    scenarios = [
        f'scenario "{number}"{" for nurture" * (number % 2)}{BEGINNINGS[number % 3]}\n'
        f"  given country is {'CZ' if number % 5 else 'DE'}{', subscribed to news' * (number % 4 == 0)}\n"
        f"  day -{number % 7 + 1} purchased\n"
        f"  day {number % 6} at 09:00 clicked teaser\n"
        f"  day {number % 6} at 09:00 expect send letter\n"
        f"  day {number % 6} at 09:00 expect country is CZ\n"
        f"  day {number % 6} at 09:00 expect has purchased in the last {number % 9 + 1}d\n"
        + "  expect nothing else\n"
        * (number % 11 == 0)
        for number in range(MANY)
    ]
    snapshot = Workspace.from_texts({"a.journey": "\n".join([WORKSPACE, *scenarios])}).snapshot
    assert snapshot.model is not None, [diagnostic.message for diagnostic in snapshot.diagnostics]
    program = lower(with_probes(snapshot.model))
    outcomes = play(program, snapshot.model.scenarios)
    assert [outcome.scenario.title for outcome in outcomes] == [str(number) for number in range(MANY)]
    sample = range(0, MANY, 7)
    assert [outcomes[number] for number in sample] == [
        play(program, [snapshot.model.scenarios[number]])[0] for number in sample
    ]
    assert 0 < sum(outcome.passed for outcome in outcomes) < MANY


def test_conditions_of_one_instant_are_asked_apart_and_leave_no_trace() -> None:
    outcome = played("""\
        given country is CZ
        day 0 clicked teaser
        day 1 expect country is CZ
        day 1 expect country is DE
        day 1 expect country is CZ
        day 7 expect stage later
        day 7 expect tagged vip
        """)
    assert [judged.held for judged in outcome.judged] == [True, False, True, True]
    assert [met.effect is not None for met in outcome.met] == [True]


def test_a_question_is_asked_by_the_clock_of_its_scenario() -> None:
    text = """\
        timezone Europe/Prague
        journey here
          enter when purchased
          stage only
            wait
        journey there
          timezone America/New_York
          enter when purchased
          stage only
            wait
        scenario "here" for here
          day 0 at 23:30 expect now is on monday
        scenario "there" for there
          day 0 at 23:30 expect now is on monday
        """
    first, second = Workspace.from_texts({"a.journey": dedent(text)}).outcomes()
    assert first.passed, shown(first)
    assert second.passed, shown(second)


def test_no_scenario_is_no_outcome() -> None:
    assert Workspace.from_texts({"a.journey": WORKSPACE}).outcomes() == ()
