"""Rounds, splits, named steps and sums (S4.9, S4.11, S7.1), and what must not go round for ever (S2.7)."""

from __future__ import annotations

import pytest

from jdsl.engine.draws import arm_of
from tests.engine.sending.played import both, played

ROUNDS = """attribute points number
attribute limit number
event go
event told
event leave
enter when go
reenter always
exit when leave
stage only
  {steps}
"""


@both
@pytest.mark.parametrize(
    ("steps", "events", "effects"),
    [
        ("repeat 1 times\n    add 1 to points", "", "0 set points to 1; 0 complete"),
        ("repeat 2 times\n    wait 1h\n    add 1 to points", "", "1h set points to 1; 2h set points to 2; 2h complete"),
        # Asked before each round, the first included, at the instant at which the round would begin.
        ("repeat at most 3 times until points >= 2\n    wait 1h\n    add 1 to points", "",
         "1h set points to 1; 2h set points to 2; 2h complete"),
        ("repeat at most 3 times until points >= 2\n    wait 1h\n    add 1 to points", "30min set points=2",
         "1h set points to 3; 1h complete"),
        ("repeat at most 3 times until has visited a in the last 1h\n    wait 1h\n    send mail", "1ms visited a",
         "1h send mail; 1h complete"),
        ("repeat at most 3 times until has visited a in the last 1h\n    wait 1h\n    send mail", "0 visited a",
         "1h send mail; 2h send mail; 3h send mail; 3h complete"),
        ("repeat at most 1 times until points >= 1\n    send mail", "", "0 send mail; 0 complete"),
        # Left and entered again, begun again by a move: the counts begin anew.
        ("repeat 2 times\n    wait 1h\n    send mail", "90min leave; 100min go",
         "1h send mail; 1h30min exit; 1h40min enter; 2h40min send mail; 3h40min send mail; 3h40min complete"),
        # Rounds in rounds: 2 times 3 waits.
        ("repeat 2 times\n    repeat 3 times\n      wait 1h\n    add 1 to points", "",
         "3h set points to 1; 6h set points to 2; 6h complete"),
        # Of two that follow each other each has its own.
        ("repeat 2 times\n    add 1 to points\n  repeat 3 times\n    add 10 to points", "",
         ("0 set points to 1; 0 set points to 2; 0 set points to 12; 0 set points to 22; 0 set points to 32; "
          "0 complete")),
    ],
)  # fmt: skip
def test_rounds(steps: str, events: str, effects: str, packed: bool) -> None:
    text = ROUNDS.format(steps=steps)
    assert played(text, "; ".join(filter(None, ["0 go", events])), "1d", packed=packed) == f"0 enter; {effects}"


@both
def test_255_rounds_at_once_and_one_after_the_other(packed: bool) -> None:
    """§19.5: rounds are not counted as what goes round."""
    at_once = ROUNDS.format(steps="repeat 255 times\n    add 1 to points")
    seen = played(at_once, "0 go", "0", packed=packed).split("; ")
    assert len(seen) == 257
    assert seen[-2:] == ["0 set points to 255", "0 complete"]
    waiting = ROUNDS.format(steps="repeat 255 times\n    wait 1min\n    add 1 to points")
    assert played(waiting, "0 go", "255min-1ms", packed=packed).split("; ")[-1] == "4h14min set points to 254"
    assert played(waiting, "0 go", "255min", packed=packed).split("; ")[-2:] == [
        "4h15min set points to 255",
        "4h15min complete",
    ]


@both
def test_a_thousand_rounds_in_each_other(packed: bool) -> None:
    steps = "repeat 10 times\n    repeat 10 times\n      repeat 10 times\n        add 1 to points"
    seen = played(ROUNDS.format(steps=steps), "0 go", "0", packed=packed).split("; ")
    assert len(seen) == 1002
    assert seen[-2] == "0 set points to 1000"


@both
@pytest.mark.parametrize("times", [97, 98, 99, 100])
def test_no_hundredth_body_begins_at_one_instant(times: int, packed: bool) -> None:
    """§5.11: the stay is the first, 98 bodies of the rule follow, and in place of the next the visit ends."""
    text = ROUNDS.format(steps=f"repeat {times} times\n    announce told\n  wait")
    text = text.replace("stage only", "whenever told then add 1 to points\nstage only")
    sums = [f"0 set points to {number}" for number in range(1, min(times, 98) + 1)]
    ends = ['0 exit "circle"'] if times > 98 else []
    assert played(text, "0 go", "0", packed=packed).split("; ") == [
        "0 enter",
        *["0 announce told"] * times,
        *sums,
        *ends,
    ]


@both
@pytest.mark.parametrize(("limit", "ends"), [(98, []), (99, ['0 exit "circle"'])])
def test_a_rule_that_makes_itself_act_is_stopped(limit: int, ends: list[str], packed: bool) -> None:
    text = f"""attribute points number
event go
event told
enter when go
stage only
  whenever go or told if points < {limit}
    add 1 to points
    announce told
"""
    seen = played(text, "0 set points=0; 0 go; 0 go", "0", packed=packed).split("; ")
    rounds = [row for number in range(1, 99) for row in (f"0 set points to {number}", "0 announce told")]
    assert seen == ["0 enter", *rounds, *ends]


PIECES = """event go
event asked
  property amount number
steps ask
  if amount > 10 then send large
  else send small
  wait 1h
  send asked_mail
enter when go
stage only
  whenever asked, starting over then do ask
"""


@both
@pytest.mark.parametrize(
    ("events", "effects"),
    [
        ("1h asked amount=10", "1h send small; 2h send asked_mail"),
        ("1h asked amount=10.000001", "1h send large; 2h send asked_mail"),
        (
            "1h asked amount=11; 2h-1ms asked amount=9",
            "1h send large; 1h59min59s999ms send small; 2h59min59s999ms send asked_mail",
        ),
        (
            "1h asked amount=11; 2h asked amount=9",
            "1h send large; 2h send asked_mail; 2h send small; 3h send asked_mail",
        ),
    ],
)
def test_what_is_at_hand_in_named_steps(events: str, effects: str, packed: bool) -> None:
    assert played(PIECES, f"0 go; {events}", "1d", packed=packed) == f"0 enter; {effects}"


@pytest.mark.parametrize(
    ("shares", "drawn", "arm"),
    [
        ((3000, 7000), 0, 0),
        ((3000, 7000), 2999, 0),
        ((3000, 7000), 3000, 1),
        ((3000, 7000), 9999, 1),
        ((1, 9998, 1), 0, 0),
        ((1, 9998, 1), 1, 1),
        ((1, 9998, 1), 9998, 1),
        ((1, 9998, 1), 9999, 2),
    ],
)
def test_which_arm_a_draw_goes(shares: tuple[int, ...], drawn: int, arm: int) -> None:
    assert arm_of(shares, drawn) == arm


SUM = """attribute left_one number
attribute right_one number
attribute result number
event go
enter when go
stage only
  set result to left_one {operation} right_one
"""


@both
@pytest.mark.parametrize(
    ("left", "operation", "right", "result"),
    [
        # Halves of a millionth to the even one, on both sides of 0.
        ("0.5", "times", "0.000001", "0"),
        ("1.5", "times", "0.000001", "0.000002"),
        ("2.5", "times", "0.000001", "0.000002"),
        ("3.5", "times", "0.000001", "0.000004"),
        ("-0.5", "times", "0.000001", "0"),
        ("-1.5", "times", "0.000001", "-0.000002"),
        ("-2.5", "times", "-0.000001", "0.000002"),
        ("0.499999", "times", "0.000001", "0"),
        ("0.500001", "times", "0.000001", "0.000001"),
        ("-0.500001", "times", "0.000001", "-0.000001"),
        # A large one, exactly: 1234567654321 + 1234567.654321 + 1.234567654321.
        ("1234567.654321", "times", "1000001.000001", "1234568888889.888889"),
        ("3000000", "times", "3000000", "9000000000000"),
        ("3000000", "times", "-3000000", "-9000000000000"),
        # The ends of the range belong to it; a millionth more is missing.
        ("9200000", "times", "1000000", "9200000000000"),
        ("9200000.000001", "times", "1000000", "nothing"),
        ("-9200000", "times", "1000000", "-9200000000000"),
        ("-9200000.000001", "times", "1000000", "nothing"),
        ("9200000000000", "times", "9200000000000", "nothing"),
        ("9200000000000", "times", "1.000001", "nothing"),
        ("9200000000000", "times", "0.000001", "9200000"),
        ("9199999999999.999999", "plus", "0.000001", "9200000000000"),
        ("9200000000000", "plus", "0.000001", "nothing"),
        ("-9199999999999.999999", "minus", "0.000001", "-9200000000000"),
        ("-9200000000000", "minus", "0.000001", "nothing"),
        ("-9200000000000", "plus", "9200000000000", "0"),
        ("9200000000000", "minus", "-0.000001", "nothing"),
        # What is missing.
        ("", "plus", "1", "nothing"),
        ("1", "minus", "", "nothing"),
        ("0", "times", "", "nothing"),
    ],
)
def test_sums(left: str, operation: str, right: str, result: str, packed: bool) -> None:
    known = [f"0 set {name}={value}" for name, value in (("left_one", left), ("right_one", right)) if value]
    events = "; ".join([*known, "0 go"])
    assert played(SUM.format(operation=operation), events, "1h", packed=packed) == (
        f"0 enter; 0 set result to {result}; 0 complete"
    )


@both
@pytest.mark.parametrize(
    ("points", "limit", "effects"),
    [
        ("13", "3", "0 enter; 0 send reached; 0 complete"),
        ("12.999999", "3", "0 enter; 0 complete"),
        ("13.000001", "3", "0 enter; 0 send reached; 0 complete"),
        ("13", "", "0 enter; 0 complete"),
        ("9200000000000", "9199999999990", "0 enter; 0 send reached; 0 complete"),
        ("9200000000000", "9199999999990.000001", "0 enter; 0 complete"),
    ],
)
def test_sums_in_conditions(points: str, limit: str, effects: str, packed: bool) -> None:
    text = ROUNDS.format(steps="if points >= limit plus 10 then send reached")
    known = f"0 set points={points}" + (f"; 0 set limit={limit}" if limit else "")
    assert played(text, f"{known}; 0 go", "1h", packed=packed) == effects
