"""`A followed by B [within D]` wherever a trigger stands (S5.3)."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

TEXT = """attribute vip yes/no
event go
event paid
  property amount number

journey j
  enter when go
  reenter always
  {above}exit when purchased
  stage only
{rules}
"""
BY_AMOUNT = "    whenever paid where amount > 10 followed by paid where amount > 20 within 1d then send mail"
WITHIN = "    whenever visited a followed by visited b within 2h{} then send mail"


@both
@pytest.mark.parametrize(
    ("rule", "events", "effects"),
    [
        # Of one instant, in this order; 1 ms before the end, at it, 1 ms after it.
        (WITHIN.format(""), "1h visited a; 1h visited b", "1h send mail"),
        (WITHIN.format(""), "1h visited b; 1h visited a", ""),
        (WITHIN.format(""), "1h visited a; 3h-1ms visited b", "2h59min59s999ms send mail"),
        (WITHIN.format(""), "1h visited a; 3h visited b", ""),
        (WITHIN.format(""), "1h visited a; 3h+1ms visited b", ""),
        # Own times alone count: a late B, of the instant of A and 1 ms before it.
        (WITHIN.format(""), "1h visited a; 9h of 1h visited b", "9h send mail"),
        (WITHIN.format(""), "1h visited a; 9h of 1h-1ms visited b", ""),
        (WITHIN.format(""), "1h visited a; 9h of 3h-1ms visited b", "9h send mail"),
        (WITHIN.format(""), "1h visited a; 9h of 3h visited b", ""),
        # Listening began at 0: an A of that instant, and one of before.
        (WITHIN.format(""), "1h of 0 visited a; 90min visited b", "1h30min send mail"),
        (WITHIN.format(""), "1h of -1ms visited a; 90min visited b", ""),
        # A late A between the A and the B: the younger of the two stays.
        (WITHIN.format(""), "1h visited a; 2h of 30min visited a; 3h-1ms visited b", "2h59min59s999ms send mail"),
        # A is moved on by a younger one, and only so the B is in time.
        (WITHIN.format(""), "1h visited a; 1h1ms visited a; 3h visited b", "3h send mail"),
        # A false `if` leaves the A; firing uses it up.
        (WITHIN.format(" if vip"),
         "1h visited a; 2h visited b; 2h30min set vip=yes; 2h40min visited b; 2h50min visited b",
         "2h40min send mail"),
        # One event is never both: what fired is no A, what did not fire is one.
        (BY_AMOUNT, "1h paid amount=15; 2h paid amount=25; 3h paid amount=25; 4h paid amount=25; 5h paid amount=21",
         "2h send mail; 4h send mail"),
        (BY_AMOUNT, "1h paid amount=12; 2h paid amount=15; 1d1h paid amount=20.000001; 1d2h paid amount=30",
         "1d1h send mail"),
        (BY_AMOUNT, "1h paid amount=12; 2h paid amount=15; 1d2h paid amount=21; 1d3h paid amount=21",
         "1d3h send mail"),
        # In the pause nothing is heard; at its end, an A of that instant.
        ("    whenever visited a followed by visited b, at most once per 1d then send mail",
         "1h visited a; 2h visited b; 1d2h-1ms visited a; 1d2h visited b; 1d3h visited b", "2h send mail"),
        ("    whenever visited a followed by visited b, at most once per 1d then send mail",
         "1h visited a; 2h visited b; 1d2h visited a; 1d2h visited b", "2h send mail; 1d2h send mail"),
        # Begun again while it is under way.
        ("    whenever visited a followed by visited b, starting over\n      wait 1d\n      send mail",
         "1h visited a; 2h visited b; 3h visited a; 4h visited b; 5h visited b", "1d4h send mail"),
        # Without `starting over` what was heard meanwhile is no A; what comes as the body ends is one.
        ("    whenever visited a followed by visited b\n      wait 1d\n      send mail",
         "1h visited a; 2h visited b; 3h visited a; 1d2h-1ms visited a; 1d2h visited b; 1d3h visited b",
         "1d2h send mail"),
        # Machines are heard where it says so, of each side for itself.
        ("    whenever clicked mail counting machines followed by visited b then send mail",
         "1h machine: clicked mail; 2h visited b", "2h send mail"),
        ("    whenever clicked mail followed by visited b counting machines then send mail",
         "1h machine: clicked mail; 2h visited b", ""),
        ("    whenever clicked mail followed by visited b counting machines then send mail",
         "1h clicked mail; 2h machine: visited b", "2h send mail"),
    ],
)  # fmt: skip
def test_in_a_rule(rule: str, events: str, effects: str, packed: bool) -> None:
    text = TEXT.format(above="", rules=rule)
    assert played(text, f"0 go; {events}", "3d", packed=packed) == "; ".join(["0 enter", *filter(None, [effects])])


ARM = """    wait up to 5h
      when visited a followed by visited b within 2h then send mail
      otherwise send late"""


@both
@pytest.mark.parametrize(
    ("events", "effects"),
    [
        ("0 go; 0 visited a; 2h-1ms visited b", "1h59min59s999ms send mail; 1h59min59s999ms complete"),
        ("0 go; 0 visited a; 2h visited b", "5h send late; 5h complete"),
        ("0 visited a; 0 go; 1h visited b", "5h send late; 5h complete"),
        ("0 go; 4h visited a; 5h-1ms visited b", "4h59min59s999ms send mail; 4h59min59s999ms complete"),
        ("0 go; 4h visited a; 5h visited b", "5h send late; 5h complete"),
        ("0 go; 1h of -1ms visited a; 90min visited b", "5h send late; 5h complete"),
    ],
)
def test_in_an_arm(events: str, effects: str, packed: bool) -> None:
    assert played(TEXT.format(above="", rules=ARM), events, "3d", packed=packed) == f"0 enter; {effects}"


@both
@pytest.mark.parametrize(
    ("above", "events", "effects"),
    [
        ('exit when visited a followed by visited b within 1h "off"', "1h visited a; 2h-1ms visited b",
         '1h59min59s999ms exit "off"'),
        ('exit when visited a followed by visited b within 1h "off"', "1h visited a; 2h visited b", ""),
        ("goal won within 5h when visited a followed by visited b", "1h visited a; 5h-1ms visited b",
         "4h59min59s999ms reach won"),
        ("goal won within 5h when visited a followed by visited b", "1h visited a; 5h visited b", ""),
        # Counted on when the visit is over.
        ("goal won within 5h when visited a followed by visited b", "1h visited a; 2h purchased; 3h visited b",
         "2h exit; 3h reach won"),
        ("goal won within 5h when visited a followed by visited b", "2h purchased; 3h visited a; 4h visited b",
         "2h exit; 4h reach won"),
    ],
)  # fmt: skip
def test_in_goals_and_exits(above: str, events: str, effects: str, packed: bool) -> None:
    text = TEXT.format(above=f"{above}\n  ", rules="    wait")
    assert played(text, f"0 go; {events}", "3d", packed=packed) == "; ".join(["0 enter", *filter(None, [effects])])


ENTRY = """enter when visited a followed by visited b within 1h if not subscribed to news
reenter always
stage only
  wait 1h
"""


@both
@pytest.mark.parametrize(
    ("events", "effects"),
    [
        ("0 visited a; 1h-1ms visited b", "59min59s999ms enter; 1h59min59s999ms complete"),
        ("0 visited a; 1h visited b", ""),
        # Events of any age, and of before the run.
        ("-30min visited a; 30min-1ms visited b", "29min59s999ms enter; 1h29min59s999ms complete"),
        ("-30min visited a; 30min visited b", ""),
        ("5h of 1h visited a; 6h of 90min visited b", "6h enter; 7h complete"),
        # Heard during a visit; being turned away leaves the A; entering uses it up.
        ("0 visited a; 30min visited b; 1h visited a; 75min visited b; 105min visited b",
         "30min enter; 1h30min complete; 1h45min enter; 2h45min complete"),
        ("0 visited a; 30min visited b; 91min visited b", "30min enter; 1h30min complete"),
        # The wait ends before the event of that instant.
        ("0 visited a; 30min visited b; 1h visited a; 90min visited b",
         "30min enter; 1h30min complete; 1h30min enter; 2h30min complete"),
        # Turned away by the `if`, too.
        ("0 subscribed to news; 1h visited a; 80min visited b; 85min unsubscribed from news; 90min visited b",
         "1h30min enter; 2h30min complete"),
    ],
)  # fmt: skip
def test_as_an_entry(events: str, effects: str, packed: bool) -> None:
    assert played(ENTRY, events, "3d", packed=packed) == effects


BY_RULE = """attribute vip yes/no
whenever visited a followed by visited a within 1d if vip then send mail
whenever visited a then send hello
"""


@both
@pytest.mark.parametrize(
    ("events", "effects"),
    [
        # What led in by the other rule is the A of this one; what led in by both is not.
        ("0 set vip=yes; 1h visited a; 1d1h-1ms visited a",
         "1h enter; 1h send hello; 1d59min59s999ms send mail; 1d59min59s999ms send hello"),
        ("0 set vip=yes; 1h visited a; 1d1h visited a", "1h enter; 1h send hello; 1d1h send hello"),
        ("0 set vip=yes; 1h visited a; 2h visited a; 3h visited a; 4h visited a",
         "1h enter; 1h send hello; 2h send mail; 2h send hello; 3h send hello; 4h send mail; 4h send hello"),
    ],
)  # fmt: skip
def test_as_an_entry_by_a_rule(events: str, effects: str, packed: bool) -> None:
    assert played(BY_RULE, events, "3d", packed=packed) == effects
