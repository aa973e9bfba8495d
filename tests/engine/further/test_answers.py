"""Calls and what comes back: each ends once, in the visit that called (S2.8)."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

CRM = """webhook crm "https://crm.acme.example"
  property approved yes/no
  answers within {within}
webhook erp "https://erp.acme.example"
  answers within 1h
event go
event leave
"""
ONE = """enter when go
reenter always
{above}exit when leave
stage only
  call crm
  {steps}
"""
RULES = "wait\n  meanwhile\n    {}"


def told(events: str, steps: str, above: str = "", within: str = "1h", *, packed: bool) -> str:
    text = CRM.format(within=within) + ONE.format(above=above, steps=steps)
    return played(text, f"0 go; {events}", "5d", packed=packed).removeprefix("0 enter; 0 call crm").removeprefix("; ")


@both
@pytest.mark.parametrize(
    ("rule", "events", "effects"),
    [
        # 1 ms before its time, at it, after it.
        ("whenever crm answers then send heard", "1h-1ms answered crm", "59min59s999ms send heard"),
        ("whenever crm answers then send heard", "1h answered crm", ""),
        ("whenever crm answers then send heard", "1h+1ms answered crm", ""),
        ("whenever crm fails then send lost", "1h-1ms answered crm", ""),
        ("whenever crm fails then send lost", "1h answered crm", "1h send lost"),
        ("whenever crm fails then send lost", "", "1h send lost"),
        ("whenever crm fails then send lost", "1h-1ms failed crm status=500", "59min59s999ms send lost"),
        # Ended once: what comes in afterwards is history alone.
        ("whenever crm answers or crm fails then send heard", "1min answered crm; 2min answered crm; 3min failed crm",
         "1min send heard"),
        ("whenever visited home if has crm answered at least 2 times then send known",
         "1min answered crm; 2min visited home; 3min answered crm; 4min visited home", "4min send known"),
        # Of that webhook alone; any is of each.
        ("whenever crm answers then send heard", "1min answered erp", ""),
        ("whenever any webhook answers then send heard", "1min answered crm", "1min send heard"),
        ("whenever any webhook answers then send heard", "1min answered erp", ""),
        # What it carries; what a failure carries, and one by the clock does not.
        ("whenever crm answers where approved then send yes_mail", "1min answered crm approved=no", ""),
        ("whenever crm answers where approved then send yes_mail", "1min answered crm approved=yes",
         "1min send yes_mail"),
        ("whenever crm fails where status is 500 then send lost", "1min failed crm status=500", "1min send lost"),
        ("whenever crm fails where status is not set then send lost", "", "1h send lost"),
        # Late: of before it listened the call is over, unheard; of that instant it is heard.
        ("whenever crm answers or crm fails then send heard", "1min of -1ms answered crm", ""),
        ("whenever crm answers or crm fails then send heard", "1min of 0 answered crm", "1min send heard"),
        ("whenever crm answers or crm fails then send heard", "1h of 1min answered crm", "1h send heard"),
    ],
)  # fmt: skip
def test_one_call(rule: str, events: str, effects: str, packed: bool) -> None:
    assert told(events, RULES.format(rule), packed=packed) == effects


@both
@pytest.mark.parametrize(
    ("above", "events", "effects"),
    [
        ('exit when crm fails "lost"\n', "", '1h exit "lost"'),
        ('exit when crm answers where approved "yes"\n', "1h-1ms answered crm approved=yes",
         '59min59s999ms exit "yes"'),
        ("goal done when crm answers\n", "1h-1ms answered crm", "59min59s999ms reach done"),
        # A goal's window ends at the very instant at which the call fails.
        ("goal lost within 1h when crm fails\n", "", ""),
        ("goal lost within 61min when crm fails\n", "", "1h reach lost"),
        # With the visit the call ends, and nobody hears: not what is watched, not the next visit.
        ("goal done within 1d when crm answers\n", "1min leave; 2min answered crm", "1min exit"),
        ("goal lost within 1d when crm fails\n", "1min leave", "1min exit"),
        ('exit when crm fails "lost"\n', "10min leave; 20min go; 1h visited home",
         '10min exit; 20min enter; 20min call crm; 1h20min exit "lost"'),
        ('exit when crm answers "yes"\n', "10min leave; 15min answered crm; 20min go; 25min answered crm",
         '10min exit; 20min enter; 20min call crm; 25min exit "yes"'),
    ],
)  # fmt: skip
def test_goals_exits_and_the_end_of_the_visit(above: str, events: str, effects: str, packed: bool) -> None:
    assert told(events, "wait", above, packed=packed) == effects


@both
@pytest.mark.parametrize(
    ("within", "effects"),
    [
        ("59min", "59min send lost; 2h send on"),
        ("1h", "1h send lost; 2h send on"),
        ("61min", "1h send on"),
    ],
)
def test_the_end_of_the_wait(within: str, effects: str, packed: bool) -> None:
    """What fails as the wait ends is heard by its arm."""
    steps = "wait up to 1h\n    when crm fails\n      send lost\n      wait until 02:00\n  send on"
    assert told("", steps, within=within, packed=packed).removesuffix("; 1h complete").removesuffix(
        "; 2h complete"
    ) == (effects)


@both
def test_each_call_of_a_step_has_its_own_end(packed: bool) -> None:
    steps = """repeat 2 times
    wait 10min
    call crm
  wait
  meanwhile
    whenever crm answers then send heard
    whenever crm fails then send lost"""
    calls = "10min call crm; 20min call crm"
    assert told("", steps, packed=packed) == f"{calls}; 1h send lost; 1h10min send lost; 1h20min send lost"
    # The oldest is answered, whichever step made it.
    assert told("30min answered crm", steps, packed=packed) == (
        f"{calls}; 30min send heard; 1h10min send lost; 1h20min send lost"
    )
    assert told("15min answered crm; 1h10min-1ms answered crm", steps, packed=packed) == (
        "10min call crm; 15min send heard; 20min call crm; 1h9min59s999ms send heard; 1h20min send lost"
    )


@both
def test_counts_and_sequences(packed: bool) -> None:
    steps = """call crm
  call crm
  wait
  meanwhile
    whenever crm fails at least 2 times within 1h then send lost_twice
    whenever crm fails followed by crm answers within 1h then send there_again"""
    assert told("", steps, packed=packed) == "0 call crm; 0 call crm; 1h send lost_twice"
    assert told("10min failed crm; 1h10min-1ms visited home", steps, packed=packed) == (
        "0 call crm; 0 call crm; 1h send lost_twice"
    )
    assert told("10min failed crm; 20min answered crm; 30min answered crm", steps, packed=packed) == (
        "0 call crm; 0 call crm; 20min send there_again"
    )


@both
def test_of_two_webhooks_each_has_its_own_time(packed: bool) -> None:
    steps = """call erp
  wait
  meanwhile
    whenever crm fails then send crm_lost
    whenever erp fails then send erp_lost"""
    assert told("", steps, within="61min", packed=packed) == "0 call erp; 1h send erp_lost; 1h1min send crm_lost"
    # At one instant in the order of the steps.
    assert told("", steps, packed=packed) == "0 call erp; 1h send crm_lost; 1h send erp_lost"


@both
def test_half_a_minute_where_nothing_is_said(packed: bool) -> None:
    text = 'webhook crm "https://crm.acme.example"\nenter when visited home\nstage only\n  call crm\n  wait\n'
    text += '  meanwhile\n    when crm fails then exit "lost"\n'
    assert played(text, "0 visited home", "30s-1ms", packed=packed) == "0 enter; 0 call crm"
    assert played(text, "0 visited home", "30s", packed=packed) == '0 enter; 0 call crm; 30s exit "lost"'


@both
def test_what_an_answer_changes_is_seen_by_all(packed: bool) -> None:
    """`answered` is heard by who called alone; who joins by it by everybody."""
    text = (
        CRM.format(within="1h")
        + """segment answered_ones if has crm answered
journey asking
  enter when go
  stage only
    call crm
    wait
    meanwhile
      when crm answers then exit "heard"
journey hearing
  enter when go
  stage only
    whenever crm answers then send odd
    whenever joined answered_ones then send joined_mail
"""
    )
    assert played(text, "0 go; 1min answered crm", "1d", packed=packed) == (
        '0 asking: enter; 0 asking: call crm; 0 hearing: enter; 1min asking: exit "heard"; '
        "1min hearing: send joined_mail"
    )
