"""Scores, segments and what `has` knows of them, where an event, a date and the clock meet; in both readings."""

from __future__ import annotations

import pytest

from tests.oracle.compiled import run_compiled
from tests.oracle.evaluator import evaluate
from tests.oracle.notation import Reading, effects_of, played

both = pytest.mark.parametrize("reading", [evaluate, run_compiled])


@both
def test_two_segments_joined_at_one_event_are_one_match(reading: Reading) -> None:
    """§5.5: of a count, and of `has`."""
    text = """
attribute points number
segment some if points >= 1
segment more if points >= 2
journey counting
  enter when joined at least 2 times
  reenter always
  stage only
    send twice
journey asking
  enter when clicked mail if has joined at least 2 times
  reenter always
  stage only
    send asked
"""
    events = "0 set points=2; 1h clicked mail; 2h set points=0; 3h set points=1; 4h clicked mail"
    assert played(text, events, "1d", reading=reading) == effects_of(
        "3h counting: enter; 3h counting: send twice; 3h counting: complete; "
        "4h asking: enter; 4h asking: send asked; 4h asking: complete"
    )


@both
def test_an_event_about_joining_and_what_it_flips_are_one_match(reading: Reading) -> None:
    """§5.5: the event itself is the match."""
    text = """
segment others if has joined elsewhere
segment elsewhere if has clicked mail
enter when clicked mail if has joined at least 2 times
stage only
  send asked
"""
    assert played(text, "0 joined elsewhere; 1h opened mail", "1d", reading=reading) == []
    assert played(text, "0 joined elsewhere; 1h clicked mail", "1d", reading=reading) == effects_of(
        "1h enter; 1h send asked; 1h complete"
    )


@both
def test_what_fades_and_rises_at_one_instant_is_one_change(reading: Reading) -> None:
    """§16.7: of 16, 15.95 is left, and with 1 that is 16 or more again; it has not fallen below."""
    text = """
score mood
  add 16 when visited pricing
  add POINTS when not visited docs for 1min
  halve every 256min
page pricing
page docs
journey up
  enter when mood reaches 16
  reenter always
  stage only
    send up_mail
journey down
  enter when mood falls below 16
  reenter always
  stage only
    send down_mail
"""
    up = "{0} up: enter; {0} up: send up_mail; {0} up: complete"
    first, again = up.format("0"), up.format("1min")
    for points, then in (("1", again), ("0.01", again.replace("up", "down"))):
        found = played(text.replace("POINTS", points), "0 visited pricing", "1min", reading=reading)
        assert found == effects_of(f"{first}; {then}")


@both
def test_a_moment_of_a_score_follows_its_date(reading: Reading) -> None:
    """§9.10: set by an event, or by a step."""
    text = """
attribute ends_at moment
score nearness
  add 10 when 2h before ends_at
journey setting
  enter when clicked mail
  stage only
    set ends_at to 1d after now
journey near
  enter when nearness reaches 10
  stage only
    send near_mail
"""
    found = played(text, "0 clicked mail", "2d", reading=reading)
    assert [words for _, words in found[-3:]] == ["near: enter", "near: send near_mail", "near: complete"]
    assert found[-1][0] == 22 * 3_600_000


@both
@pytest.mark.parametrize("said", ["registered for talk", "registered for any webinar", "registered"])
def test_an_event_may_be_about_a_webinar(reading: Reading, said: str) -> None:
    """§3.8."""
    text = f"webinar talk at 2026-02-01 10:00\nenter when {said}\nstage only\n  send see_you\n"
    assert played(text, "0 registered for talk", "1d", reading=reading) == effects_of(
        "0 enter; 0 send see_you; 0 complete"
    )


@both
def test_a_call_fails_before_an_arm_that_goes_by_the_clock(reading: Reading) -> None:
    """§4.5, §18.6: open calls stand before all that the wait of their body has."""
    text = """
webhook crm "https://crm.acme.example"
  answers within 1d
page pricing
enter when clicked mail
stage only
  call crm
  wait up to 3d
    when not visited pricing for 1d then send quiet
    when crm fails then send failed
"""
    assert played(text, "0 clicked mail", "1d", reading=reading) == effects_of(
        "0 enter; 0 call crm; 1d send failed; 1d complete"
    )
