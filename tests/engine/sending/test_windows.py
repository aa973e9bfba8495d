"""`send between`: what is put off, and when it is judged anew."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

JOURNEY = """email letter
email second_letter
email notice
email teaser
email receipt
  transactional
team hosts "hosts@acme.example"
event go
event again
event away
event back
{top}
journey news
  enter when go
  reenter always
{lines}{above}  stage first
{steps}{meanwhile}  stage second
    when back then move to first
"""


def journey(lines: str, steps: str = "send letter", rules: str = "", top: str = "", above: str = "") -> str:
    """Lines parted by `; `; those that begin with a dot stand below the line before. `above`: rules."""
    meanwhile = "" if not rules else _laid(f"meanwhile; {rules.replace('; ', '; .')}".replace("; ", "; .", 1), 4)
    return JOURNEY.format(
        top="\n".join(top.split("; ")), lines=_laid(lines, 2), above=_laid(above, 2), steps=_laid(steps, 4),
        meanwhile=meanwhile,
    )  # fmt: skip


def _laid(lines: str, indent: int) -> str:
    dotted = [(len(line) - len(line.lstrip(".")), line.lstrip(".")) for line in lines.split("; ") if line]
    return "".join(f"{' ' * (indent + 2 * depth)}{line}\n" for depth, line in dotted)


DAY = "send between 08:00 and 18:00"


@both
@pytest.mark.parametrize(
    ("lines", "events", "until", "effects"),
    [
        # Two lines must both be open: 10:00 to 18:00.
        (f"{DAY}; send between 10:00 and 20:00", "9h go", "10h", "9h enter; 10h send letter; 10h complete"),
        (f"{DAY}; send between 10:00 and 20:00", "10h-1ms go", "10h-1ms", "9h59min59s999ms enter"),
        (f"{DAY}; send between 10:00 and 20:00", "18h go", "1d10h", "18h enter; 1d10h send letter; 1d10h complete"),
        # To the end of the day, and from its beginning: all night open but for an instant of none.
        ("send between 18:00 and 24:00", "1d-1ms go", "1d-1ms",
         "23h59min59s999ms enter; 23h59min59s999ms send letter; 23h59min59s999ms complete"),
        ("send between 18:00 and 24:00", "1d go", "1d18h", "1d enter; 1d18h send letter; 1d18h complete"),
        ("send between 22:00 and 06:00", "6h-1ms go", "6h-1ms",
         "5h59min59s999ms enter; 5h59min59s999ms send letter; 5h59min59s999ms complete"),
        ("send between 22:00 and 06:00", "6h go", "22h", "6h enter; 22h send letter; 22h complete"),
        # Days by name; 2026-03-02 is a Monday.
        ("send between 08:00 and 18:00 on wednesday, saturday", "0 go", "2d8h",
         "0 enter; 2d8h send letter; 2d8h complete"),
        ("send between 08:00 and 18:00 on wednesday, saturday", "2d18h go", "5d8h",
         "2d18h enter; 5d8h send letter; 5d8h complete"),
        # A window that a clock change skips: on 29 March there is no 02:15 in Prague.
        ("timezone Europe/Prague; send between 02:15 and 02:45", "26d12h go", "29d",
         "26d12h enter; 28d15min send letter; 28d15min complete"),
        # Two hours of it where it is repeated: from the first 02:15 to the first 02:45 on 25 October.
        ("timezone Europe/Prague; send between 02:15 and 02:45", "237d go", "238d",
         "237d enter; 237d15min send letter; 237d15min complete"),
        ("timezone Europe/Prague; send between 02:15 and 02:45", "237d45min go", "238d1h15min",
         "237d45min enter; 238d1h15min send letter; 238d1h15min complete"),
    ],
)  # fmt: skip
def test_a_send_waits_for_the_first_open_instant(
    lines: str, events: str, until: str, effects: str, packed: bool
) -> None:
    assert played(journey(lines), events, until, packed=packed) == effects


@both
def test_weekdays_leave_out_holidays(packed: bool) -> None:
    """3 and 6 April 2026 are Good Friday and Easter Monday."""
    text = journey("send between 08:00 and 18:00 on weekdays", top="holidays CZ")
    expected = "31d18h enter; 36d8h send letter; 36d8h complete"
    assert played(text, "31d18h go", "40d", packed=packed) == expected


@both
def test_the_windows_of_workspace_and_journey_hold_by_their_own_zones(packed: bool) -> None:
    text = journey(
        "timezone America/New_York; send between 09:00 and 18:00 in contact time",
        top="timezone Europe/Prague; send between 08:00 and 16:00 in contact time",
    )
    # Without a zone of its own: the workspace's till 15:00 UTC, the journey's from 14:00 UTC.
    assert played(text, "0 go", "2d", packed=packed) == "0 enter; 14h send letter; 14h complete"
    assert played(text, "15h go", "2d", packed=packed) == "15h enter; 1d14h send letter; 1d14h complete"
    # Both in Tokyo: from 00:00 to 07:00 UTC.
    assert played(text, "0 set timezone=Asia/Tokyo; 7h go", "2d", packed=packed) == (
        "7h enter; 1d send letter; 1d complete"
    )


@both
def test_hours_that_never_meet(packed: bool) -> None:
    lines = "send between 08:00 and 10:00; send between 10:00 and 12:00"
    assert played(journey(lines), "9h unsubscribed; 9h go", "1d", packed=packed) == (
        '9h enter; 9h withheld letter "window"; 9h complete'
    )
    # A limit that nothing filled is not full, also where nothing could go out.
    assert played(journey(f"{lines}; limit 1 email per 7d"), "9h go", "1d", packed=packed) == (
        '9h enter; 9h withheld letter "window"; 9h complete'
    )


@both
def test_hours_that_meet_late_in_the_year(packed: bool) -> None:
    """From 27 March to 25 October it is six hours from New York to Prague; then, for a week, five."""
    lines = "send between 12:30 and 13:00; timezone America/New_York"
    text = journey(lines, top="timezone Europe/Prague; send between 08:00 and 18:00")
    assert (
        played(text, "25d17h go", "300d", packed=packed)
        == "25d17h enter; 26d16h30min send letter; 26d16h30min complete"
    )
    assert played(text, "27d go", "300d", packed=packed) == "27d enter; 237d16h30min send letter; 237d16h30min complete"


@both
@pytest.mark.parametrize(
    ("steps", "rules", "events", "until", "effects"),
    [
        # It holds back the later steps of its own body, and of no other.
        ("send letter; notify hosts", "whenever again then send receipt", "18h go; 19h again", "1d8h",
         "18h enter; 19h send receipt; 1d8h send letter; 1d8h notify hosts"),
        # A match is ignored while its body stands at a send.
        ("wait", "whenever again then send letter", "1h go; 18h again; 19h again; 1d8h again", "1d9h",
         "1h enter; 1d8h send letter; 1d8h send letter"),
        # With `starting over` it begins anew.
        ("wait", "whenever again, starting over; .send letter; .send notice", "1h go; 18h again; 19h again", "1d9h",
         "1h enter; 1d8h send letter; 1d8h send notice"),
        # Who leaves the stage gets nothing, and the stage entered anew begins anew.
        ("send letter", "when away then move to second", "18h go; 20h away; 1d8h back", "1d9h",
         "18h enter; 20h stage second; 1d8h stage first; 1d8h send letter"),
        # In an arm, and in a branch.
        ("wait up to 3d; .when again then send letter; send second_letter", "", "1h go; 18h again", "1d8h",
         "1h enter; 1d8h send letter; 1d8h send second_letter; 1d8h complete"),
        ("if not has clicked teaser then send letter; send second_letter", "", "18h go; 19h clicked teaser", "1d8h",
         "18h enter; 1d8h send letter; 1d8h send second_letter; 1d8h complete"),
        # After a wait: asked when the wait is over.
        ("send letter after 10h", "", "8h go", "1d8h", "8h enter; 1d8h send letter; 1d8h complete"),
        ("send letter after 10h", "", "8h-1ms go", "1d8h",
         "7h59min59s999ms enter; 17h59min59s999ms send letter; 17h59min59s999ms complete"),
        # What is transactional goes at any hour.
        ("send receipt; send letter", "", "18h go", "1d", "18h enter; 18h send receipt"),
    ],
)  # fmt: skip
def test_a_put_off_send_is_a_wait(steps: str, rules: str, events: str, until: str, effects: str, packed: bool) -> None:
    assert played(journey(DAY, steps, rules), events, until, packed=packed) == effects


@both
def test_a_rule_above_the_stages_keeps_what_it_put_off(packed: bool) -> None:
    text = journey(DAY, "wait", "when again then move to second", above="when away then send notice")
    assert played(text, "1h go; 18h away; 19h again; 1d8h back", "1d9h", packed=packed) == (
        "1h enter; 19h stage second; 1d8h send notice; 1d8h stage first"
    )


CONTACT_TIME = "send between 09:00 and 18:00 in contact time"


@both
@pytest.mark.parametrize(
    ("events", "until", "effects"),
    [
        # New York is open from 14:00 UTC; London from 09:00.
        ("0 set timezone=America/New_York; 7h go; 10h set timezone=Europe/London", "11h",
         "7h enter; 10h send letter; 10h complete"),
        # Judged anew at the move: who has unsubscribed waits on, as it is closed still.
        ("0 set timezone=America/New_York; 7h go; 8h unsubscribed; 8h30min set timezone=Europe/London", "11h",
         '7h enter; 9h withheld letter "unsubscribed"; 9h complete'),
        # The same in other letters, and no zone at all, which is the journey's.
        ("0 set timezone=America/New_York; 7h go; 10h set timezone=AMERICA/new_york", "14h",
         "7h enter; 14h send letter; 14h complete"),
        ("0 set timezone=America/New_York; 7h go; 10h set timezone=nowhere", "14h",
         "7h enter; 10h send letter; 10h complete"),
        # A late event that sets nothing new changes nothing.
        ("5h set timezone=America/New_York; 7h go; 10h of 4h set timezone=Europe/London", "14h",
         "7h enter; 14h send letter; 14h complete"),
    ],
)  # fmt: skip
def test_a_move_is_judged_at_once(events: str, until: str, effects: str, packed: bool) -> None:
    assert played(journey(CONTACT_TIME), events, until, packed=packed) == effects


@both
def test_a_move_by_a_step_is_judged_behind_the_queue(packed: bool) -> None:
    text = journey(CONTACT_TIME, rules='whenever away; .set timezone to "Europe/London"; .send receipt')
    events = "0 set timezone=America/New_York; 7h go; 10h away"
    assert played(text, events, "11h", packed=packed) == (
        "7h enter; 10h set timezone to Europe/London; 10h send receipt; 10h send letter"
    )


@both
def test_a_move_touches_nothing_that_stands_under_other_clocks(packed: bool) -> None:
    """A window in the journey's zone; and a wait before a send that is not put off."""
    events = "0 set timezone=America/New_York; 7h go; 10h set timezone=Europe/London"
    top = "send between 09:00 and 18:00"
    assert played(journey("send between 12:00 and 18:00", top=top), events, "12h", packed=packed) == (
        "7h enter; 12h send letter; 12h complete"
    )
    assert played(journey(CONTACT_TIME, "wait 5h; send letter"), events, "12h", packed=packed) == (
        "7h enter; 12h send letter; 12h complete"
    )
