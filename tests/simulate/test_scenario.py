"""How scenarios are played and compared (REFERENCE §13)."""

from textwrap import dedent, indent

import pytest

from jdsl.compiler import lower
from jdsl.simulate.probes import with_probes
from jdsl.simulate.scenario import DAY_MS, Outcome, play
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
    return play(lower(with_probes(snapshot.model)), snapshot.model.scenarios[0])


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
    outcome = play(lower(with_probes(snapshot.model)), snapshot.model.scenarios[0])
    assert outcome.passed == comes, shown(outcome)
