"""Scores at their edges: thresholds, the ends of their range, each step of fading (S5.8)."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

LINES = """attribute vip yes/no
event go
{score}
journey j
  enter when {enter}
  reenter always
  exit when {leave} "low"
  stage only
    wait
"""
POINTS = """score mood
  add 10 when visited a
  take 5 when visited b
  add 30 when visited c
"""


def told(score: str, enter: str, leave: str, events: str, until: str = "9d", *, packed: bool) -> str:
    return played(LINES.format(score=score, enter=enter, leave=leave), events, until, packed=packed)


@both
@pytest.mark.parametrize(
    ("events", "effects"),
    [
        ("0 visited a; 1h visited a", "1h enter"),
        ("0 visited c", "0 enter"),
        ("0 visited c; 1h visited c; 2h purchased; 3h visited c", "0 enter"),
        # 30, 25, 20, 15, 10: not below 10; 5 is. From 5 to 15, then to 25.
        ("0 visited c; 1h visited b; 2h visited b; 3h visited b; 4h visited b; 5h visited b", '0 enter; 5h exit "low"'),
        (
            (
                "0 visited c; 1h visited b; 2h visited b; 3h visited b; 4h visited b; 5h visited b; "
                "6h visited a; 7h visited a"
            ),
            '0 enter; 5h exit "low"; 7h enter',
        ),
        # Not below 0: 5, 0, 0, then 10 and 20.
        ("0 visited a; 1h visited b; 2h visited b; 3h visited b; 4h visited a; 5h visited a", "5h enter"),
    ],
)
def test_thresholds(events: str, effects: str, packed: bool) -> None:
    assert told(POINTS, "mood reaches 20", "mood falls below 10", events, packed=packed) == effects


LIMIT = "9200000000000"


@both
@pytest.mark.parametrize(
    ("lines", "events", "effects"),
    [
        # Not more than that: a millionth less is below.
        (
            f"add {LIMIT} when visited a; take 0.000001 when visited b",
            "0 visited a; 1h visited a; 2h visited b",
            '0 enter; 2h exit "low"',
        ),
        (f"add {LIMIT} when visited a; take 0.000001 when visited b", "0 visited b; 1h visited a", "1h enter"),
        # All are added up first, whatever their sum is on the way.
        (
            f"add {LIMIT} when visited a; add {LIMIT} when visited a; take {LIMIT} when visited a",
            "0 visited a",
            "0 enter",
        ),
        (f"take {LIMIT} when visited a; take {LIMIT} when visited a; add {LIMIT} when visited a", "0 visited a", ""),
        (
            f"take {LIMIT} when visited a; take 1 when visited a; add {LIMIT} when visited a; add 1 when visited a",
            "0 visited b; 1h visited a",
            "",
        ),
    ],
)
def test_the_ends_of_the_range(lines: str, events: str, effects: str, packed: bool) -> None:
    score = "score mood\n" + "".join(f"  {line}\n" for line in lines.split("; "))
    seen = told(score, f"mood reaches {LIMIT}", f"mood falls below {LIMIT}", events, packed=packed)
    assert seen == effects


FADING = """score mood
  add 100 when visited a
  add 10 when visited b if vip
  add 5 when visited c
  take 5 when visited c
  halve every 256s
"""
"""A step is a second. Of 100, 50 is left at the 256th, and less at the next."""


@both
@pytest.mark.parametrize(
    ("events", "until", "effects"),
    [
        ("0 visited a", "257s-1ms", "0 enter"),
        ("0 visited a", "257s", '0 enter; 4min17s exit "low"'),
        ("0 visited a", "257s+1ms", '0 enter; 4min17s exit "low"'),
        # Points at that instant come too late, and reach anew; 1 ms before, of 150, 50.1 is left after 405 steps.
        ("0 visited a; 257s visited a", "258s", '0 enter; 4min17s exit "low"; 4min17s enter'),
        ("0 visited a; 257s-1ms visited a", "662s998ms", "0 enter"),
        ("0 visited a; 257s-1ms visited a", "662s999ms", '0 enter; 11min2s999ms exit "low"'),
        # A false `if` leaves the fading as it is.
        ("0 visited a; 100s500ms visited b", "300s", '0 enter; 4min17s exit "low"'),
        # 5 and -5 are a change: what is left of 100, rounded down, is 49.999999 after the 156th step from there.
        ("0 visited a; 100s500ms visited c", "256s499ms", "0 enter"),
        ("0 visited a; 100s500ms visited c", "256s500ms", '0 enter; 4min16s500ms exit "low"'),
        # A late event gives its points now, and they fade from now on.
        ("100s of 1s visited a", "357s-1ms", "1min40s enter"),
        ("100s of 1s visited a", "357s", '1min40s enter; 5min57s exit "low"'),
        # From before the run; fallen below before it, nobody hears.
        ("-256s visited a; 0 visited a", "1s", "0 enter"),
        ("-257s visited a; 0 visited home", "1s", ""),
    ],
)
def test_each_step_of_fading(events: str, until: str, effects: str, packed: bool) -> None:
    assert told(FADING, "mood reaches 100", "mood falls below 50", events, until, packed=packed) == effects


@both
@pytest.mark.parametrize(("until", "effects"), [("63s-1ms", "0 enter"), ("63s", "0 enter; 1min3s send cool_mail")])
def test_after_63_halves_nothing_is_left(until: str, effects: str, packed: bool) -> None:
    """Of the most that a score can be, 1 millionth is left until then."""
    text = f"""event go
email cool_mail
score mood
  add {LIMIT} when visited a
  halve every 1s
enter when go
stage only
  wait up to 5min until mood is 0
  send cool_mail
  wait
"""
    assert played(text, "0 visited a; 0 go", until, packed=packed) == effects


@both
@pytest.mark.parametrize(
    ("line", "length", "effects"),
    [
        ("halve every 256s", "4min 17s", '0 enter; 4min17s exit "low"'),
        ("take 60 when not visited a for 1d", "1d", '0 enter; 1d exit "low"'),
    ],
)
def test_scores_go_before_the_timers_of_visits(line: str, length: str, effects: str, packed: bool) -> None:
    """Who waits just as long leaves before the message."""
    text = f"""score mood
  add 100 when visited a
  {line}
enter when mood reaches 100
exit when mood falls below 50 "low"
stage only
  wait {length}
  send too_late
"""
    assert played(text, "0 visited a", "9d", packed=packed) == effects


@both
def test_several_thresholds_at_once(packed: bool) -> None:
    """Each is judged once at an event; of one trigger they are one match."""
    text = """score mood
  add 10 when visited a
  take 30 when visited b
journey both_of_them
  enter when mood reaches 10 or mood reaches 20
  reenter always
  stage only
    send hello
journey counting
  enter when visited a
  stage only
    whenever mood reaches 20 then send up
    whenever mood falls below 10 then send down
    whenever mood falls below 20 then send down_too
"""
    assert played(text, "0 visited a; 1h visited a; 2h visited a; 3h visited b", "4h", packed=packed) == (
        "0 both_of_them: enter; 0 both_of_them: send hello; 0 counting: enter; 0 both_of_them: complete; "
        "1h both_of_them: enter; 1h both_of_them: send hello; 1h counting: send up; 1h both_of_them: complete; "
        "3h counting: send down; 3h counting: send down_too"
    )


@both
@pytest.mark.parametrize(
    ("line", "events", "effects"),
    [
        # A silence: used up when due; the next younger one arms it again.
        ("take 60 when not visited b for 1d", "0 visited a; 1d-1ms visited home", '0 enter; 1d exit "low"'),
        ("take 60 when not visited b for 1d", "0 visited a; 1d-1ms visited b",
         '0 enter; 1d23h59min59s999ms exit "low"'),
        ("take 60 when not visited b for 1d", "0 visited a; 1d visited b; 1d visited a; 2d visited home",
         '0 enter; 1d exit "low"; 1d enter'),
        # What is ignored.
        ("take 60 when ignored letter for 1d", "0 visited a; 1h sent letter", '0 enter; 1d1h exit "low"'),
        ("take 60 when ignored letter for 1d", "0 visited a; 1h sent letter; 1d1h-1ms opened letter", "0 enter"),
        ("take 60 when ignored letter for 1d", "0 visited a; 1h sent letter; 1d1h opened letter",
         '0 enter; 1d1h exit "low"'),
        # A count that begins anew when it has fired, a sequence, a moment.
        ("take 30 when visited b at least 2 times within 1d", "0 visited a; 1h visited b; 2h visited b; 3h visited b",
         "0 enter"),
        ("take 30 when visited b at least 2 times within 1d",
         "0 visited a; 1h visited b; 2h visited b; 3h visited b; 4h visited b", '0 enter; 4h exit "low"'),
        ("take 60 when visited b followed by visited c within 1h", "0 visited a; 1h visited b; 2h-1ms visited c",
         '0 enter; 1h59min59s999ms exit "low"'),
        ("take 60 when visited b followed by visited c within 1h", "0 visited a; 1h visited b; 2h visited c",
         "0 enter"),
        ("take 60 when 1d before ends", "0 set ends=2026-03-04 12:00; 0 visited a", '0 enter; 1d12h exit "low"'),
        ("take 60 when 1d before ends", "0 set ends=2026-03-04 12:00; 0 visited a; 1d set ends=2026-03-05 12:00",
         '0 enter; 2d12h exit "low"'),
    ],
)  # fmt: skip
def test_lines_by_the_clock_and_by_counts(line: str, events: str, effects: str, packed: bool) -> None:
    score = f"email letter\nattribute ends moment\nscore mood\n  add 100 when visited a\n  {line}\n"
    seen = told(score, "mood reaches 100", "mood falls below 50", events, "3d", packed=packed)
    assert seen == effects
