"""Schedules: each date once, whatever the stay, the body, or the contact's zone (S5.10)."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

NAMES = """attribute birthday date
event go

"""


@both
@pytest.mark.parametrize(
    ("text", "events", "until", "expected"),
    [
        (  # above the stages, and while its body is under way
            """journey only
  enter when clicked teaser
  every day at 09:00
    wait 30h
    send mail
  stage first
    when go then move to second
  stage second
    every monday at 08:00 then send other
""",
            "0 clicked teaser; 3d go",
            "9d",
            (
                "0 enter; 1d15h send mail; 3d stage second; 3d15h send mail; 5d15h send mail; 7d8h send other; "
                "7d15h send mail"
            ),
        ),
        (  # a year comes once for a contact, in whatever stay
            """journey only
  enter when clicked teaser
  stage first
    every year 1d before birthday, at 09:00 then send mail
    when go then move to first
""",
            "0 set birthday=1990-03-10; 0 clicked teaser; 8d go; 9d set birthday=1990-03-20; 10d go",
            "500d",
            "0 enter; 7d9h send mail; 8d stage first; 10d stage first; 382d9h send mail",
        ),
        (  # and for a rule that is an entry
            """journey only
  every year on birthday at 09:00 then send mail
""",
            "0 set birthday=1990-03-10; 9d set birthday=1990-03-20",
            "100d",
            "8d9h enter; 8d9h send mail",
        ),
        (  # which has used the year up where it lets the contact out
            """journey only
  reenter always
  every year on birthday at 09:00 then exit
  when visited shop then send mail
""",
            "0 set birthday=1990-03-10; 0 visited shop",
            "100d",
            "0 enter; 0 send mail; 8d9h exit",
        ),
        (
            """journey only
  enter every day at 09:00
  stage first
    wait 30h
    send mail
""",
            "8h clicked teaser",
            "4d",
            "9h enter; 1d15h send mail; 1d15h complete; 2d9h enter; 3d15h send mail; 3d15h complete",
        ),
        (
            """journey only
  enter on 2026-03-10 at 09:00
  stage first
    send mail
""",
            "8d9h-1ms clicked teaser",
            "20d",
            "8d9h enter; 8d9h send mail; 8d9h complete",
        ),
        (
            """journey only
  enter on 2026-03-10 at 09:00
  stage first
    send mail
""",
            "8d9h clicked teaser",
            "20d",
            "",
        ),
        (  # from New York to Tokyo, then to a place that is none
            """journey only
  timezone Europe/Prague
  enter every day at 09:00 in contact time
  stage first
    send mail
""",
            "0 set timezone=America/New_York; 20h set timezone=asia/tokyo; 2d set timezone=Nowhere",
            "4d",
            (
                "14h enter; 14h send mail; 14h complete; 1d enter; 1d send mail; 1d complete; "
                "2d enter; 2d send mail; 2d complete; 3d8h enter; 3d8h send mail; 3d8h complete"
            ),
        ),
        (  # moments and `after` that are still to come move; what has gone off does not come again
            """journey only
  enter when clicked teaser
  stage first
    whenever 1d before birthday, at 09:00 in contact time then send mail
    when 2d before birthday, at 09:00 in contact time then send other
    after 3d at 09:00 in contact time then send letter
""",
            (
                "0 set birthday=2026-03-10 timezone=America/New_York; 0 clicked teaser; 1d set timezone=Asia/Tokyo; "
                "7d1h set timezone=America/New_York"
            ),
            "20d",
            "0 enter; 3d send letter; 6d send other; 7d send mail",
        ),
        (  # S5.10: nothing comes after 2100
            """journey only
  enter when clicked teaser
  stage first
    wait 80 years
    send mail
""",
            "0 clicked teaser",
            "30000d",
            "0 enter",
        ),
    ],
)
def test_times(text: str, events: str, until: str, expected: str, packed: bool) -> None:
    assert played(NAMES + text, events, until, packed=packed) == expected
