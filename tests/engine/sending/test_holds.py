"""`hold`, `release`, and goals that are watched when the visit is over; in the language what `by_hand` does."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

HOLDS = """channel news
email mail
  channel news
email other
event go
event timed
event untimed
event all_timed
event free
event free_all
event leave

journey holder
  enter when opened mail
  reenter always
  exit when leave
  stage first
    whenever timed then hold news for 1d
    whenever untimed then hold news
    whenever all_timed then hold everything for 1h
    whenever free then release news
    whenever free_all then release everything
    whenever go then send mail

journey sender
  enter when opened mail
  stage first
    whenever go
      send mail
      send other
"""


@both
@pytest.mark.parametrize(
    ("events", "gone"),
    [
        ("1h timed; 1d1h-1ms go; 1d1h go", "hold send send send"),
        ("1h timed; 2h timed; 1d2h-1ms go; 1d2h go", "hold send send send"),
        ("1h untimed; 9d go; 9d leave; 9d go", "hold send send send"),
        ("1h untimed; 1h timed; 2h leave; 3h go; 1d1h go", "hold send send send"),
        ("1h timed; 2h untimed; 3h free; 4h go", "send send"),
        ("1h all_timed; 2h-1ms go; 2h go", "hold hold send send"),
        ("1h all_timed; 1h untimed; 1h1s free; 1h2s go; 1h3s free_all; 1h4s go", "hold hold send send"),
        ("1h untimed; 2h free_all; 3h go; 4h free; 5h go", "hold send send send"),
    ],
)
def test_what_a_hold_keeps_back(events: str, gone: str, packed: bool) -> None:
    rows = played(HOLDS, f"-1d subscribed to news; 0 opened mail; {events}", "20d", packed=packed).split("; ")
    assert (
        " ".join(
            "hold" if '"hold"' in row else row.split()[2] for row in rows if " sender: " in row and "enter" not in row
        )
        == gone
    )
    assert all("withheld" not in row for row in rows if " holder: " in row)


@both
def test_releasing_what_was_never_held(packed: bool) -> None:
    text = (
        "event go\nchannel news\njourney j\n  enter when go\n  stage only\n    release news\n    release everything\n"
    )
    assert played(text, "0 go", "1d", packed=packed) == "0 enter; 0 release news; 0 release everything; 0 complete"


GOALS = """email mail
event go
event buy
event praise
event leave
event move_on
event late
attribute vip yes/no

journey j
  enter when go
  reenter always
  goal bought within 5d when buy
  goal praised within 3d when praise at least 2 times if vip and stay
  goal silent within 4d when not buy for 2d and stay
  goal by_step within 1d
  exit when leave
  stage only
    wait
"""


@both
@pytest.mark.parametrize(
    ("events", "effects"),
    [
        ("1h leave; 5d-1ms buy", "0 enter; 1h exit; 2d reach silent; 4d23h59min59s999ms reach bought"),
        ("1h leave; 5d buy", "0 enter; 1h exit; 2d reach silent"),
        # Late, but of its window; handled too late.
        ("1h leave; 1d of 30min buy", "0 enter; 1h exit; 1d reach bought; 2d30min reach silent"),
        ("1h leave; 6d of 2d buy", "0 enter; 1h exit; 2d reach silent"),
        # It counts on: once before, once after.
        ("0 set vip=yes; 1h praise; 2h leave; 1d praise", "0 enter; 2h exit; 1d reach praised; 2d reach silent"),
        ("0 set vip=yes; 1h praise; 2h leave; 3d praise", "0 enter; 2h exit; 2d reach silent"),
        # Entered again, the old visit is watched no more.
        (
            "1h leave; 2h go; 3h leave; 4h buy",
            "0 enter; 1h exit; 2h enter; 3h exit; 4h reach bought; 2d4h reach silent",
        ),
        # A goal that ended the visit leaves nothing to watch.
        ("1h buy; 1d praise; 1d1h praise", "0 enter; 1h reach bought"),
    ],
)
def test_goals_within(events: str, effects: str, packed: bool) -> None:
    first, _, rest = events.partition("; ")
    events = f"{first}; 0 go; {rest}" if "set vip" in first else f"0 go; {events}"
    assert played(GOALS, events, "30d", packed=packed) == effects


MOMENTS = """email mail
event go
event leave
attribute ends moment
attribute due date

journey j
  enter when go
  reenter always
  goal ended within 5d when 1d before ends and stay
  goal was_due within 5d when due comes, at 09:00 and stay
  exit when leave
  stage only
    wait
"""


@both
@pytest.mark.parametrize(
    ("events", "effects"),
    [
        # On 5 March, a day before; and at nine of 4 March.
        ("0 set ends=2026-03-06 00:00; 0 go; 1h leave", "0 enter; 1h exit; 3d reach ended"),
        ("0 set due=2026-03-04; 0 go; 1h leave", "0 enter; 1h exit; 2d9h reach was_due"),
        # It follows its date while it is watched.
        (
            "0 set ends=2026-03-06 00:00; 0 go; 1h leave; 1d set ends=2026-03-05 00:00",
            "0 enter; 1h exit; 2d reach ended",
        ),
        # Due at the end of the window, and 1 ms before.
        ("0 set ends=2026-03-08 00:00; 0 go; 1h leave", "0 enter; 1h exit"),
        ("0 set ends=2026-03-08 00:00; 1ms go; 1h leave", "1ms enter; 1h exit; 5d reach ended"),
    ],
)
def test_goals_within_by_the_calendar(events: str, effects: str, packed: bool) -> None:
    assert played(MOMENTS, events, "30d", packed=packed) == effects
