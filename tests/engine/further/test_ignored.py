"""`ignored X for D` and `ignored N emails in a row for D` wherever a trigger stands (S5.5)."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

TEXT = """channel news
attribute vip yes/no
attribute muted yes/no
event go
email letter
  channel news
email other
email receipt
  transactional
team writers "writers@acme.example"

journey j
  enter when go
  reenter always
  {above}exit when purchased
  stage only
    {rule}
"""
ONE = "whenever ignored letter for 1d{} then notify writers"
TWO = "whenever ignored 2 emails in a row for 1d then notify writers"
OF_NEWS = "whenever ignored 2 news emails in a row for 1d then notify writers"


def told(events: str, rule: str, above: str = "wait", *, packed: bool) -> str:
    text = TEXT.format(above="" if above == "wait" else f"{above}\n  ", rule=rule)
    return played(text, f"0 go; {events}", "9d", packed=packed).removeprefix("0 enter").removeprefix("; ")


@both
@pytest.mark.parametrize(
    ("rule", "events", "effects"),
    [
        # Answered by what has the send's own time or a later one, whichever is heard first.
        (ONE.format(""), "1h opened letter; 2h of 1h sent letter", ""),
        (ONE.format(""), "1h-1ms opened letter; 2h of 1h sent letter", "1d1h notify writers"),
        (ONE.format(""), "1h sent letter; 1d1h-1ms clicked letter", ""),
        (ONE.format(""), "1h sent letter; 1d1h clicked letter", "1d1h notify writers"),
        (ONE.format(""), "1h sent letter; 2h opened other", "1d1h notify writers"),
        # One open answers all sends before it, none behind it.
        (ONE.format(""), "1h sent letter; 2h sent letter; 3h opened letter; 4h sent letter", "1d4h notify writers"),
        # Due while it listens; due as listening began; due 1 ms later.
        (ONE.format(""), "-1d sent letter", ""),
        (ONE.format(""), "-1d+1ms sent letter", "1ms notify writers"),
        # Heard late: due in time, due when it is handled, due before listening began, due as it began.
        (ONE.format(""), "5h of 1h sent letter", "1d1h notify writers"),
        (ONE.format(""), "2d of 1h sent letter", "2d notify writers"),
        (ONE.format(""), "1h of -1d sent letter", ""),
        (ONE.format(""), "1h of -1d+1ms sent letter", "1h notify writers"),
        # Used up by a false `if`; the next send falls due.
        (ONE.format(" if vip"), "1h sent letter; 1d2h set vip=yes; 2d sent letter", "3d notify writers"),
        # Used up in the pause.
        (ONE.format(", at most once per 1d"), "1h sent letter; 1d sent letter; 1d1h sent letter; 1d1h1ms sent letter",
         "1d1h notify writers; 2d1h notify writers"),
        # A late answer undoes nothing, and counts for what is due later.
        (TWO, "1h sent letter; 2h sent other; 1d90min opened letter", ""),
        (TWO, "1h sent letter; 2h sent other; 1d2h-1ms opened letter", ""),
        (TWO, "1h sent letter; 2h sent other; 1d2h opened letter", "1d2h notify writers"),
        # One before is not there, is transactional, is there from before.
        (TWO, "2h sent other", ""),
        (TWO, "1h sent receipt; 2h sent other", ""),
        (TWO, "-20d sent letter; 2h sent other", "1d2h notify writers"),
        # Of a channel: others between them do not count.
        (OF_NEWS, "1h sent letter; 2h sent other; 3h sent letter; 4h opened other", "1d3h notify writers"),
        (OF_NEWS, "1h sent letter; 2h sent other", ""),
        # Three that are due at one instant are one match, and each is the one before of the next.
        (TWO, "1h sent letter; 1h sent other; 1h sent letter", "1d1h notify writers"),
        # Machines answer where it says so.
        ("whenever ignored letter counting machines for 1d then notify writers",
         "1h sent letter; 2h machine: opened letter", ""),
        (ONE.format(""), "1h sent letter; 2h machine: opened letter", "1d1h notify writers"),
    ],
)  # fmt: skip
def test_in_a_rule(rule: str, events: str, effects: str, packed: bool) -> None:
    assert told(events, rule, packed=packed) == effects


@both
@pytest.mark.parametrize(
    ("above", "events", "effects"),
    [
        ('exit when ignored letter for 1d "cold"', "1h sent letter", '1d1h exit "cold"'),
        ('exit when ignored letter for 1d if vip "cold"', "1h sent letter; 2d set vip=yes; 2d sent letter",
         '3d exit "cold"'),
        # Due as the window ends: too late.
        ("goal quiet within 2d when ignored letter for 1d", "1d-1ms sent letter", "1d23h59min59s999ms reach quiet"),
        ("goal quiet within 2d when ignored letter for 1d", "1d sent letter", ""),
        # Watched on.
        ("goal quiet within 2d when ignored letter for 1d", "1h sent letter; 2h purchased",
         "2h exit; 1d1h reach quiet"),
        ("goal quiet within 2d when ignored letter for 1d", "2h purchased; 3h sent letter",
         "2h exit; 1d3h reach quiet"),
        ("goal quiet within 2d when ignored letter for 1d", "2h purchased; 3h sent letter; 1d3h-1ms opened letter",
         "2h exit"),
        # Both at one instant: the goal, which ends the visit.
        ('goal quiet within 2d when ignored letter for 1d\n  exit when ignored letter for 1d "cold"', "1h sent letter",
         "1d1h reach quiet"),
    ],
)  # fmt: skip
def test_in_goals_and_exits(above: str, events: str, effects: str, packed: bool) -> None:
    assert told(events, "wait", above, packed=packed) == effects


@both
@pytest.mark.parametrize(
    ("events", "effects"),
    [
        ("1h sent letter", "1d1h notify writers; 1d1h complete"),
        # Sent before the wait; due as it begins; due 1 ms later.
        ("-1d sent letter", "3d complete"),
        ("-1d+1ms sent letter", "1ms notify writers; 1ms complete"),
        # Due as the wait ends: the clock of the arm goes off first.
        ("2d sent letter", "3d notify writers; 3d complete"),
        ("2d+1ms sent letter", "3d complete"),
        # A false `if` uses it up.
        ("0 set muted=yes; 1h sent letter; 1d1h set muted=no", "3d complete"),
        ("0 set muted=yes; 1h sent letter; 1d1h-1ms set muted=no", "1d1h notify writers; 1d1h complete"),
    ],
)
def test_in_an_arm(events: str, effects: str, packed: bool) -> None:
    rule = "wait up to 3d\n      when ignored letter for 1d if not muted then notify writers"
    assert told(events, rule, packed=packed) == effects


@both
def test_32_in_a_row_and_32_that_are_kept(packed: bool) -> None:
    """§9.13, 5: the 33rd send is kept in place of the first, which is due no more."""
    sends = "; ".join(f"{number}min sent letter" for number in range(1, 33))
    rule = "whenever ignored 32 emails in a row for 1d then notify writers"
    assert told(sends, rule, packed=packed) == "1d32min notify writers"
    assert told(sends.replace("1min sent letter; ", "", 1), rule, packed=packed) == ""
    assert told(f"{sends}; 1h opened letter", rule, packed=packed) == ""
    kept = [f"1d{number}min notify writers" for number in range(1, 33)]
    assert told(sends, ONE.format(""), packed=packed).split("; ") == kept
    assert told(f"{sends}; 33min sent letter", ONE.format(""), packed=packed).split("; ") == [
        *kept[1:],
        "1d33min notify writers",
    ]
    assert told(f"{sends}; 33min of 30s sent letter", ONE.format(""), packed=packed).split("; ") == kept


@both
@pytest.mark.parametrize(
    ("events", "effects"),
    [
        ("0 sent letter", "1d enter; 1d complete"),
        ("0 sent letter; 1d-1ms opened letter", ""),
        # Known from 3d: what is due by then never is; what is due 1 ms later is, when it is handled.
        ("3d visited home; 4d of 2d sent letter", ""),
        ("3d visited home; 4d of 2d+1ms sent letter", "4d enter; 4d complete"),
        # Due before the run: used up. Due as it begins: it goes off.
        ("-1d-1ms sent letter; 0 visited home", ""),
        ("-1d sent letter; 0 visited home", "0 enter; 0 complete"),
        # During a visit it is used up.
        ("0 sent letter; 1s sent letter", "1d enter; 1d complete; 1d1s enter; 1d1s complete"),
    ],
)
def test_as_an_entry(events: str, effects: str, packed: bool) -> None:
    text = "email letter\nenter when ignored letter for 1d\nreenter always\nstage only\n  wait 0s\n"
    assert played(text, events, "9d", packed=packed) == effects


@both
def test_during_a_visit_it_is_used_up(packed: bool) -> None:
    text = "email letter\nenter when ignored letter for 1d\nreenter always\nstage only\n  wait 1h\n"
    events = "0 sent letter; 30min sent letter; 1h sent letter"
    assert played(text, events, "9d", packed=packed) == "1d enter; 1d1h complete; 1d1h enter; 1d2h complete"
