"""The rest of the language by hand, by both readings, and where something is full."""

from __future__ import annotations

import pytest

from tests.oracle.compiled import run_compiled
from tests.oracle.evaluator import evaluate
from tests.oracle.further import make_further_case
from tests.oracle.notation import Reading, effects_of, played
from tests.oracle.test_by_hand import rows

ROWS = list(rows("by_hand_further.md"))


@pytest.mark.parametrize("reading", [evaluate, run_compiled])
@pytest.mark.parametrize(("name", "text", "events", "until", "effects"), ROWS, ids=[row[0] for row in ROWS])
def test_effects_are_as_written_by_hand(
    name: str, text: str, events: str, until: str, effects: str, reading: Reading
) -> None:
    assert played(text, events, until, reading=reading) == effects_of(effects), name


ORDERED = """
event ordered
  property id text
event closed
  property id text
enter when ordered per id
REENTER
exit when closed
stage only
  wait
"""


def many(verb: str, numbers: range, minute: int) -> str:
    return "; ".join(f"{minute + n}min {verb} id=v{n}" for n in numbers)


@pytest.mark.parametrize("reading", [evaluate, run_compiled])
def test_a_hundred_visits_are_live_side_by_side(reading: Reading) -> None:
    """§17.4."""
    effects = played(
        ORDERED.replace("REENTER", "reenter always"), many("ordered", range(102), 0), "1d", reading=reading
    )
    assert effects == [*((n * 60_000, "enter") for n in range(100)), (6_000_000, "refused"), (6_060_000, "refused")]


@pytest.mark.parametrize("reading", [evaluate, run_compiled])
def test_a_hundred_values_that_left_are_known(reading: Reading) -> None:
    """§17.8: the first is new again, the second is not."""
    text = ORDERED.replace("REENTER", "labels none")
    walks = "; ".join(f"{n}min ordered id=v{n}; {n}min closed id=v{n}" for n in range(101))
    effects = played(text, f"{walks}; 1d ordered id=v0; 1d ordered id=v1", "1d", reading=reading)
    assert [words for at_ms, words in effects if at_ms == 86_400_000] == ["enter"]


@pytest.mark.parametrize("reading", [evaluate, run_compiled])
def test_thirty_two_calls_are_open(reading: Reading) -> None:
    """§18.3: the next one ends the oldest, queued at its step."""
    text = """
webhook crm "https://crm.acme.example"
enter when pinged
stage only
  repeat TIMES times
    call crm
  send hello
  wait
  meanwhile
    whenever crm fails then notify sales
event pinged
team sales "sales@acme.example"
"""
    calls = [(0, "call crm")]
    assert played(text.replace("TIMES", "32"), "0 pinged", "1s", reading=reading) == [
        (0, "enter"),
        *calls * 32,
        (0, "send hello"),
    ]
    one_more = [(0, "enter"), *calls * 33, (0, "send hello"), (0, "notify sales")]
    assert played(text.replace("TIMES", "33"), "0 pinged", "30s-1ms", reading=reading) == one_more
    assert played(text.replace("TIMES", "33"), "0 pinged", "30s", reading=reading) == [
        *one_more,
        *[(30_000, "notify sales")] * 32,
    ]


@pytest.mark.parametrize("reading", [evaluate, run_compiled])
def test_thirty_two_sends_are_kept(reading: Reading) -> None:
    """§9.13: a 33rd younger one makes the oldest be forgotten."""
    text = """
email letter
email other
enter when pinged
stage only
  whenever ignored letter for 1d then notify sales
event pinged
team sales "sales@acme.example"
"""
    sends = "; ".join(f"{n}min sent letter" for n in range(1, 33))
    assert len(played(text, f"0 pinged; {sends}", "2d", reading=reading)) == 33
    assert len(played(text, f"0 pinged; {sends}; 1h sent letter", "1d+1min", reading=reading)) == 1
    assert len(played(text, f"0 pinged; {sends}; 1h sent letter", "2d", reading=reading)) == 33


def test_a_case_is_the_same_each_time() -> None:
    assert make_further_case(7) == make_further_case(7)
