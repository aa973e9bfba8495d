"""Segments: whoever comes to be in one, or ceases to be, at an event, by a step, by time (S5.7)."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

BUYERS = """event go
segment buyers if has purchased in the last 1d

journey j
  enter when go
  {above}stage only
    {rule}
"""


@both
@pytest.mark.parametrize(
    ("above", "rule", "events", "effects"),
    [
        # By time alone, ±1 ms; joined again as it would have left: both.
        ("", "whenever left buyers then send gone", "1h purchased", "1d1h send gone"),
        ("", "whenever left buyers then send gone", "1h purchased; 1d1h-1ms purchased", "2d59min59s999ms send gone"),
        ("", "whenever left buyers or joined buyers then send gone", "1h purchased; 1d1h purchased",
         "1h send gone; 1d1h send gone; 1d1h send gone; 2d1h send gone"),
        # A late one that is in time joins now; one that is too old by now does not.
        ("", "whenever joined buyers then send here", "1d of 1ms purchased", "1d send here"),
        ("", "whenever joined buyers then send here", "1d of 0 purchased", ""),
        # Counted by the instants of the flips.
        ("", "whenever joined buyers at least 2 times within 3d then send here",
         "1h purchased; 3d1h-1ms purchased", "3d59min59s999ms send here"),
        ("", "whenever joined buyers at least 2 times within 3d then send here", "1h purchased; 3d1h purchased", ""),
        # A silence of joining.
        ("", "whenever not joined buyers for 2d then send nobody", "1h purchased", "2d1h send nobody"),
        ("", "whenever not joined buyers for 2d then send nobody", "2d-1ms purchased",
         "3d23h59min59s999ms send nobody"),
        ("", "whenever not joined buyers for 2d then send nobody", "2d purchased", "2d send nobody; 4d send nobody"),
        # In a sequence, a goal within its window, an exit.
        ("", "whenever joined buyers followed by left buyers within 2d then send both", "1h purchased",
         "1d1h send both"),
        ("", "whenever joined buyers followed by left buyers within 1d then send both", "1h purchased", ""),
        ("goal gone within 2d when left buyers\n  ", "wait", "1d-1ms purchased", "1d23h59min59s999ms reach gone"),
        ("goal gone within 2d when left buyers\n  ", "wait", "1d purchased", ""),
        ('exit when left buyers "gone"\n  ', "wait", "1h purchased", '1d1h exit "gone"'),
        # What comes in as `joined` is heard, and brings nobody in.
        ("", "whenever joined buyers if in segment buyers then send here", "1h joined buyers", ""),
        ("", "whenever joined buyers if not in segment buyers then send odd", "1h joined buyers", "1h send odd"),
        # History knows when it was: at the flip, not at the purchase.
        ("", "whenever go if has joined buyers in the last 1h then send here",
         "20h of 1h purchased; 21h-1ms go; 21h go", "20h59min59s999ms send here"),
    ],
)  # fmt: skip
def test_in_and_out(above: str, rule: str, events: str, effects: str, packed: bool) -> None:
    text = BUYERS.format(above=above, rule=rule)
    seen = played(text, f"0 go; {events}", "5d", packed=packed)
    assert seen == "; ".join(["0 enter", *filter(None, [effects])])


@both
@pytest.mark.parametrize(
    ("condition", "sets", "joins", "leaves"),
    [
        # 4 March in Prague is from 23:00 UTC on, whatever zone the journey has.
        ("renewal is today", "renewal=2026-03-04", "1d23h", "2d23h"),
        ("renewal is within the next 2d", "renewal=2026-03-04", "23h", "2d23h"),
        ("renewal is within the last 2d", "renewal=2026-03-04", "1d23h", "3d23h"),
        ("ends is before now and ends is within the last 1d", "ends=2026-03-04 12:00", "2d11h1ms", "3d11h"),
        ("ends is within the next 1d", "ends=2026-03-04 12:00", "1d11h1ms", "2d11h1ms"),
    ],
)
def test_by_the_workspaces_calendar(condition: str, sets: str, joins: str, leaves: str, packed: bool) -> None:
    text = f"""timezone Europe/Prague
attribute renewal date
attribute ends moment
event go
segment due_ones if {condition}
journey j
  timezone America/New_York
  enter when go
  stage only
    whenever joined due_ones then send here
    whenever left due_ones then send gone
"""
    assert played(text, f"0 set {sets}; 0 go", "9d", packed=packed) == (
        f"0 enter; {joins} send here; {leaves} send gone"
    )


@both
def test_today_ends_at_midnight(packed: bool) -> None:
    text = BUYERS.replace("in the last 1d", "today").format(above="", rule="whenever left buyers then send gone")
    assert played(text, "0 go; 1h purchased", "1d-1ms", packed=packed) == "0 enter"
    assert played(text, "0 go; 1h purchased", "1d", packed=packed) == "0 enter; 1d send gone"
    assert played(text, "0 go; 1d-1ms purchased", "1d", packed=packed) == "0 enter; 1d send gone"
    assert played(text, "0 go; 1d purchased", "2d", packed=packed) == "0 enter; 2d send gone"


@both
def test_each_step_is_seen_and_what_an_event_sets_all_at_once(packed: bool) -> None:
    text = """attribute points number
attribute more number
event go
segment rich if points >= 10 and not more > 0
journey doing
  enter when go
  reenter always
  stage only
    add 10 to points
    take 10 from points
journey hearing
  enter when visited home
  stage only
    whenever joined rich then send up
    whenever left rich then send down
"""
    assert played(text, "0 visited home; 1h go; 2h set points=10 more=1; 3h set more=0", "4h", packed=packed) == (
        "0 hearing: enter; 1h doing: enter; 1h doing: set points to 10; 1h doing: set points to 0; 1h doing: complete; "
        "1h hearing: send up; 1h hearing: send down; 3h hearing: send up"
    )


@both
def test_several_that_flip_by_time_at_one_instant(packed: bool) -> None:
    """In one look: the rules act in source order, the exits of another journey as well."""
    text = """segment b_ones if has visited a in the last 1d
segment a_ones if has visited a in the last 24h and has visited
event go
journey hearing
  priority 1
  enter when go
  stage only
    whenever left b_ones then send of_b
    whenever left a_ones then send of_a
"""
    assert played(text, "0 go; 1h visited a", "9d", packed=packed) == "0 enter; 1d1h send of_b; 1d1h send of_a"


@both
def test_a_segment_that_asks_for_a_flip_behind_it(packed: bool) -> None:
    """`a_ones` is gone through before `b_ones`, and flips by time, at the same instant (§16.3)."""
    text = """attribute points number
segment a_ones if has joined b_ones
segment b_ones if points >= 10
segment c_ones if has joined b_ones
journey hearing
  enter when joined b_ones
  stage only
    send of_b
journey of_a
  enter when joined a_ones
  stage only
    send of_a
journey of_c
  enter when joined c_ones
  stage only
    send of_c
"""
    assert played(text, "0 set points=10", "1d", packed=packed) == (
        "0 hearing: enter; 0 hearing: send of_b; 0 of_c: enter; 0 of_c: send of_c; 0 hearing: complete; "
        "0 of_c: complete; 0 of_a: enter; 0 of_a: send of_a; 0 of_a: complete"
    )
