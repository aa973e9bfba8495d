"""Moments as triggers and in waits, and what a visit remembers (S5.10, S4.8)."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

NAMES = """attribute vip yes/no
attribute trial_ends moment
attribute renewal date
attribute gap number
event go
event ordered
  property amount number

"""
ENTERED = """enter when clicked teaser
stage first
"""


@both
@pytest.mark.parametrize(
    ("rules", "events", "expected"),
    [
        (  # those of one trigger that are due together are one match
            "  whenever 1d before trial_ends or renewal comes, at 09:00 then send mail",
            "0 set trial_ends=2026-03-10 09:00 renewal=2026-03-09; 0 clicked teaser",
            "7d9h send mail",
        ),
        (  # used up while the body is under way; a new date lets it come again
            "  whenever visited shop or trial_ends comes\n    wait 1d\n    send mail",
            "0 set trial_ends=2026-03-10 09:00; 0 clicked teaser; 8d visited shop; 20d set trial_ends=2026-03-25 09:00",
            "9d send mail; 24d9h send mail",
        ),
        (
            "  whenever visited shop or trial_ends comes, starting over\n    wait 1d\n    send mail",
            "0 set trial_ends=2026-03-10 09:00; 0 clicked teaser; 8d visited shop",
            "9d9h send mail",
        ),
        (  # used up in the pause; the day is over at midnight
            "  whenever visited shop or trial_ends comes, at most once per day then send mail",
            (
                "0 set trial_ends=2026-03-10 09:00; 0 clicked teaser; 8d1h visited shop; 8d23h visited shop; "
                "9d visited shop"
            ),
            "8d1h send mail; 9d send mail",
        ),
        (  # of an arm
            "  wait up to 20d\n    when 1d before trial_ends if vip then send mail\n    otherwise send other",
            "0 clicked teaser; 1d set trial_ends=2026-03-10 09:00; 8d set trial_ends=2026-03-15 09:00; 9d set vip=yes",
            "12d9h send mail; 12d9h complete",
        ),
        (
            "  wait up to 20d\n    when 1d before trial_ends if vip then send mail\n    otherwise send other",
            "0 clicked teaser; 1d set trial_ends=2026-03-10 09:00; 8d set vip=yes",
            "20d send other; 20d complete",
        ),
        # S3.7: what the clock has passed keeps nobody in
        (
            "  when trial_ends comes then send mail",
            "0 clicked teaser; 5d set trial_ends=2026-03-04 09:00",
            "5d complete",
        ),
        (
            "  when trial_ends comes if vip then send mail",
            "0 set trial_ends=2026-03-10 09:00; 1d clicked teaser",
            "8d9h complete",
        ),
        (
            "  when trial_ends comes then send mail",
            "0 set trial_ends=2026-03-10 09:00; 8d9h clicked teaser",
            "8d9h complete",
        ),
        ("  when trial_ends comes then send mail", "1d clicked teaser", ""),
        (
            "  when trial_ends comes or renewal comes, at 09:00 then send mail",
            "0 set trial_ends=2026-03-10 09:00; 9d clicked teaser",
            "",
        ),
        # `after` that follows its length
        (
            "  after gap days then send mail",
            "0 clicked teaser; 1d set gap=3; 2d set gap=5",
            "5d send mail; 5d complete",
        ),
        ("  after gap days then send mail", "0 clicked teaser; 5d set gap=5; 6d set gap=10", "5d complete"),
        ("  after gap days then send mail", "0 clicked teaser; 5d-1ms set gap=5", "5d send mail; 5d complete"),
        ("  after gap days then send mail", "0 clicked teaser", ""),
        ("  after 0d at 09:00 then send mail", "10h clicked teaser", "10h complete"),
        ("  after 0d at 09:00 then send mail", "9h clicked teaser", "9h send mail; 9h complete"),
        ("  after 2 months then send mail", "1h clicked teaser", "61d1h send mail; 61d1h complete"),
    ],
)
def test_rules(rules: str, events: str, expected: str, packed: bool) -> None:
    rows = played(NAMES + ENTERED + rules + "\n", events, "99d", packed=packed).partition("; ")
    assert rows[2] == expected


@both
@pytest.mark.parametrize(
    ("text", "events", "expected"),
    [
        (  # goals and exits, which take nobody in
            """enter when clicked teaser
goal ended when trial_ends comes and stay
exit when 1d after trial_ends if not vip "over"
stage first
  wait
""",
            "0 set trial_ends=2026-03-10 09:00; 1d clicked teaser",
            '1d enter; 8d9h reach ended; 9d9h exit "over"',
        ),
        (  # a step moves the date of another journey's wait to just now
            """journey a_one
  enter when clicked teaser
  stage first
    wait until trial_ends else exit "past"
    send mail

journey b_one
  enter when go
  stage first
    set trial_ends to now
""",
            "0 set trial_ends=2026-03-10 09:00; 0 clicked teaser; 1d go",
            (
                "0 a_one: enter; 1d b_one: enter; 1d b_one: set trial_ends to 2026-03-03T00:00:00.000Z; "
                "1d b_one: complete; 1d a_one: send mail; 1d a_one: complete"
            ),
        ),
        (  # a moment that has not moved goes off in its place, whatever goes off before it
            """journey a_one
  enter when clicked teaser
  stage first
    every day at 09:00
      wait until 10:00
    when go then send other
    after 8d at 09:00 then send teaser

journey b_one
  enter when clicked teaser
  stage first
    wait until trial_ends
    send mail
""",
            "0 set trial_ends=2026-03-10 09:00; 0 clicked teaser; 9d go",
            (
                "0 a_one: enter; 0 b_one: enter; 8d9h a_one: send teaser; "
                "8d9h b_one: send mail; 8d9h b_one: complete; 9d a_one: send other"
            ),
        ),
        (  # lengths from what is at hand
            """enter when ordered
stage first
  wait amount hours
  send mail
  wait up to amount days
    when clicked teaser then send teaser
    otherwise send other
""",
            "0 ordered amount=2.7",
            "0 enter; 2h send mail; 2d2h send other; 2d2h complete",
        ),
        (
            """enter when ordered
stage first
  wait amount hours
  send mail
  wait up to amount days
    when clicked teaser then send teaser
    otherwise send other
""",
            "0 ordered",
            "0 enter; 0 send mail; 0 send other; 0 complete",
        ),
        (
            """enter when clicked teaser
reenter after 1 month
stage first
  send mail
""",
            "0 clicked teaser; 31d-1ms clicked teaser; 31d clicked teaser",
            "0 enter; 0 send mail; 0 complete; 31d enter; 31d send mail; 31d complete",
        ),
        (
            """enter when clicked teaser
reenter after gap days
stage first
  send mail
""",
            "0 clicked teaser; 0 set gap=2; 2d-1ms clicked teaser; 2d clicked teaser; 2d set gap=-1; 2d clicked teaser",
            (
                "0 enter; 0 send mail; 0 complete; 2d enter; 2d send mail; 2d complete; "
                "2d enter; 2d send mail; 2d complete"
            ),
        ),
        (
            """enter when ordered
stage first
  remember amount as total
  remember today as first_day
  remember 3 weekdays after now as later
  wait until later
  send mail
  add 5 to total
  take amount from total
  wait until 1d after first_day, at 10:00 else send other
  if total is 5 then send teaser
  if first_day is before today then send letter
""",
            "10h ordered amount=7",
            "10h enter; 3d10h send mail; 3d10h send other; 3d10h send teaser; 3d10h send letter; 3d10h complete",
        ),
        (  # waits and rules follow what is remembered
            """enter when ordered
stage first
  remember 5d after now as due_at
  wait until due_at
  send mail
  meanwhile
    whenever clicked teaser then remember 2d after now as due_at
    when due_at comes then send other
    when 1d before due_at then send letter
""",
            "0 ordered amount=7; 1d clicked teaser; 4d clicked teaser",
            "0 enter; 2d send letter; 3d send mail; 3d send other",
        ),
    ],
)
def test_journeys(text: str, events: str, expected: str, packed: bool) -> None:
    assert played(NAMES + text, events, "40d", packed=packed) == expected
