"""`wait up to D until COND`: the first instant at which a condition holds, by what happens or by time alone (S4.8)."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

TEXT = """attribute vip yes/no
attribute trial_ends moment
attribute renewal date
attribute gap number

enter when clicked teaser
stage first
  wait up to {length} until {condition} else exit "never"
  send mail
"""


@both
@pytest.mark.parametrize(
    ("condition", "events", "goes_on"),
    [
        # S7.5: moments, to the millisecond
        ("trial_ends is before now", "0 set trial_ends=2026-03-10 09:00; 1h clicked teaser", "8d9h1ms"),
        ("trial_ends is within the next 2d", "0 set trial_ends=2026-03-10 09:00; 1h clicked teaser", "6d9h1ms"),
        ("trial_ends is within the last 2d", "0 set trial_ends=2026-03-10 09:00; 1h clicked teaser", "8d9h"),
        (
            "trial_ends is not within the last 2d and trial_ends is before now",
            "0 set trial_ends=2026-03-02 09:00; 10h clicked teaser",
            "2d9h",
        ),
        # dates, by days
        ("renewal is today", "0 set renewal=2026-03-10; 1h clicked teaser", "8d"),
        ("renewal is before today", "0 set renewal=2026-03-10; 1h clicked teaser", "9d"),
        ("renewal is within the next 3d", "0 set renewal=2026-03-10; 1h clicked teaser", "6d"),
        ("renewal is within the last 3d", "0 set renewal=2026-03-10; 1h clicked teaser", "8d"),
        # what moves by the calendar
        ("trial_ends is before 1 month after now", "0 set trial_ends=2026-12-10 09:00; 1h clicked teaser", "253d9h1ms"),
        ("trial_ends is 1 month after now", "0 set trial_ends=2026-12-10 09:00; 1h clicked teaser", "253d9h"),
        (
            "trial_ends is before 3 weekdays after now",
            "0 set trial_ends=2026-03-20 09:00; 1h clicked teaser",
            "15d9h1ms",
        ),
        ("trial_ends is before 30d after today", "0 set trial_ends=2026-05-20 09:00; 1h clicked teaser", "50d"),
        ("renewal is before 2 months after now", "0 set renewal=2026-07-10; 1h clicked teaser", "70d"),
        # the clock on the wall
        ("now is between 08:00 and 09:00", "10h clicked teaser", "1d8h"),
        ("now is not between 08:00 and 09:00", "8h clicked teaser", "9h"),
        ("now is on saturday", "10h clicked teaser", "5d"),
        ("now is on weekdays and now is between 10:00 and 11:00", "5d clicked teaser", "7d10h"),
        # history
        ("has not visited shop today", "8h visited shop; 8h clicked teaser; 1d-1ms visited shop", "1d"),
        ("has not visited shop this week", "8h visited shop; 8h clicked teaser; 7d-1ms visited shop", "7d"),
        ("has not visited shop this month", "8h visited shop; 8h clicked teaser", "30d"),
        ("has not visited shop this year", "8h visited shop; 8h clicked teaser", "305d"),
        ("has not visited shop in the last 3d", "8h visited shop; 8h clicked teaser; 2d visited shop", "5d"),
        # what happens
        ("gap > 3", "0 clicked teaser; 1d set gap=3; 2d set gap=4", "2d"),
        ("renewal is before now", "0 clicked teaser; 1d set renewal=2026-03-20; 2d set renewal=2026-03-03", "2d"),
    ],
)
def test_it_goes_on_at_the_first_instant(condition: str, events: str, goes_on: str, packed: bool) -> None:
    rows = played(TEXT.format(length="400d", condition=condition), events, "399d", packed=packed).split("; ")
    assert rows[1:] == [f"{goes_on} send mail", f"{goes_on} complete"]


@both
@pytest.mark.parametrize(
    ("length", "events", "comes"),
    [
        ("2 months", "0 clicked teaser; 61d-1ms set gap=4", "60d23h59min59s999ms send mail"),
        ("2 months", "0 clicked teaser; 61d set gap=4", '61d exit "never"'),
        ("gap days", "0 clicked teaser", '0 exit "never"'),
        ("gap days", "0 set gap=4; 0 clicked teaser", "0 send mail"),
        ("gap days", "0 set gap=2; 0 clicked teaser; 1d set gap=1", '2d exit "never"'),
    ],
)
def test_its_length_may_be_of_the_calendar_or_from_data(length: str, events: str, comes: str, packed: bool) -> None:
    rows = played(TEXT.format(length=length, condition="gap > 3"), events, "99d", packed=packed).split("; ")
    assert rows[1] == comes


JOURNEYS = """attribute vip yes/no
attribute gap number
event go
event ordered
{}"""


@both
@pytest.mark.parametrize(
    ("text", "events", "expected"),
    [
        (  # S4.8: who is asked too early goes on as a timer, behind the look
            """journey first_one
  priority 2
  enter when clicked teaser
  stage first
    wait up to 5d until vip
    send mail_one

journey second_one
  enter when clicked teaser
  stage first
    when go
      set vip to yes
      send mail_two
""",
            "0 clicked teaser; 1d go",
            (
                "0 first_one: enter; 0 second_one: enter; 1d second_one: set vip to yes; 1d second_one: send mail_two; "
                "1d second_one: complete; 1d first_one: send mail_one; 1d first_one: complete"
            ),
        ),
        (  # after a timer all are asked within its look
            """journey first_one
  priority 2
  enter when clicked teaser
  stage first
    wait up to 5d until vip
    send mail_one

journey second_one
  enter when clicked teaser
  stage first
    wait 1d
    set vip to yes
    send mail_two
""",
            "0 clicked teaser",
            (
                "0 first_one: enter; 0 second_one: enter; 1d second_one: set vip to yes; 1d second_one: send mail_two; "
                "1d first_one: send mail_one; 1d first_one: complete; 1d second_one: complete"
            ),
        ),
        (  # and after a start
            """journey a_one
  enter when clicked teaser
  stage first
    wait up to 5d until in journey b_one
    send mail_one

journey b_one
  stage first
    wait 1d

journey c_one
  enter when go
  stage first
    start b_one
    send mail_two
""",
            "0 clicked teaser; 1d go",
            (
                "0 a_one: enter; 1d c_one: enter; 1d c_one: send mail_two; 1d c_one: complete; 1d b_one: enter; "
                "1d a_one: send mail_one; 1d a_one: complete; 2d b_one: complete"
            ),
        ),
        (  # one after the other, from the first again
            """journey only
  enter when clicked teaser
  whenever ordered
    wait up to 5d until vip
    add 1 to gap
    send mail_one
  stage first
    wait up to 5d until gap > 1
    set vip to yes
    send mail_two
    wait
""",
            "0 clicked teaser; 1h ordered; 1d set gap=2",
            "0 enter; 1d set vip to yes; 1d send mail_two; 1d set gap to 3; 1d send mail_one",
        ),
    ],
)
def test_when_it_is_judged(text: str, events: str, expected: str, packed: bool) -> None:
    assert played(JOURNEYS.format(text), events, "9d", packed=packed) == expected
