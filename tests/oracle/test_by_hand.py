"""Both readings against the tables of `by_hand.md`, and the oracle against what does not fit into a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oracle.compiled import run_compiled
from tests.oracle.evaluator import evaluate
from tests.oracle.facts import ContactRow
from tests.oracle.notation import BASE_MS, Reading, effects_of, events_of, model_of, played

HERE = Path(__file__).parent


def rows(name: str = "by_hand.md") -> Iterator[tuple[str, str, str, str, str]]:
    """Title, journey text, events, until and effects of each row."""
    for section in (HERE / name).read_text(encoding="utf-8").split("\n## ")[1:]:
        title, _, rest = section.partition("\n")
        text, table = rest.removeprefix("\n```journey\n").split("```\n")
        for row in table.strip().splitlines()[2:]:
            shown, events, until, effects = (
                cell.strip() for cell in row.removeprefix("|").removesuffix("|").split("|")
            )
            yield f"{title}: {shown}", text, events, until, effects


ROWS = list(rows())


@pytest.mark.parametrize("reading", [evaluate, run_compiled], ids=["oracle", "compiled"])
@pytest.mark.parametrize(("name", "text", "events", "until", "effects"), ROWS, ids=[row[0] for row in ROWS])
def test_effects_are_as_written_by_hand(
    name: str, text: str, events: str, until: str, effects: str, reading: Reading
) -> None:
    assert played(text, events, until, reading=reading) == effects_of(effects), name


SEVERAL = """
event alarm
event whispered
tag hot
channel news
email letter
  channel news
email seen
email three
email four
journey alpha
  priority 1
  enter when visited a
  goal won when tagged hot and stay
  stage only
    announce alarm
    tag hot
    tag hot
    subscribe to news
    send letter
    start gamma
    wait 1d
journey beta
  enter when alarm
  stage only
    if has been sent letter then send seen
    wait 1h
    if in journey alpha then announce whispered
    exit "done"
journey gamma
  stage only
    send three
journey omega
  reenter always
  when exited beta where reason is "done"
    send four
  when completed alpha or reached won or sent letter
    send four
    exit
"""


@pytest.mark.parametrize("reading", [evaluate, run_compiled], ids=["oracle", "compiled"])
def test_several_journeys_hear_each_other_in_the_order_of_the_queue(reading: Reading) -> None:
    expected = (
        "0 alpha: enter; 0 alpha: announce alarm; 0 alpha: tag hot; 0 alpha: tag hot; 0 alpha: subscribe to news;"
        "0 alpha: send letter;"
        "0 beta: enter; 0 beta: send seen;"  # the queue: entered alpha, alarm, tagged hot, subscribed, sent, start
        "0 alpha: reach won;"
        "0 omega: enter; 0 omega: send four; 0 omega: exit;"  # sent letter
        "0 gamma: enter; 0 gamma: send three; 0 gamma: complete;"
        "0 omega: enter; 0 omega: send four; 0 omega: exit;"  # reached won
        '1h beta: announce whispered; 1h beta: exit "done";'
        "1h omega: enter; 1h omega: send four;"  # exited beta
        "1d alpha: complete;"
        "1d omega: send four; 1d omega: exit"  # completed alpha
    )
    assert played(SEVERAL, "0 visited a", "2d", reading=reading) == effects_of(expected)


GOES_ROUND = """
attribute times number
journey alpha
  enter when pinged
  stage early
    add 1 to times
    if times < LIMIT then move to later
    wait 1h
  stage later
    add 1 to times
    if times < LIMIT then move to early
    wait 1h
event pinged
"""


def test_ninety_nine_stays_at_one_instant_are_begun() -> None:
    effects = played(GOES_ROUND.replace("LIMIT", "99"), "0 pinged", "1min")
    assert sum(words.startswith("stage ") for _, words in effects) == 98
    assert effects[-1] == (0, "set times to 99")


def test_the_hundredth_stay_is_an_exit() -> None:
    effects = played(GOES_ROUND.replace("LIMIT", "100"), "0 pinged", "1min")
    assert effects[-2:] == [(0, "set times to 99"), (0, 'exit "circle"')]


ECHO = "event alarm\nenter when alarm\nreenter always\nstage only\n  announce alarm\n"


def test_the_thousandth_entry_at_one_instant_is_refused_once() -> None:
    effects = [words for _, words in played(ECHO, "0 alarm", "0")]
    assert effects.count("enter") == 999
    assert effects[-2:] == ["complete", 'refused "circle"']
    assert effects.count('refused "circle"') == 1


def test_a_contacts_row_is_laid_over_history() -> None:
    text = """
attribute points number
channel news
email letter
  channel news
tag hot
journey test
  enter when pinged
  stage only
    if tagged hot then send letter
    add 1 to points
    wait up to 3d
      when not visited for 1d then send quiet
event pinged
email quiet
"""
    row = ContactRow("ann", (("points", 5_000_000),), ("news",), tags=("hot",))
    expected = "1h enter; 1h send letter; 1h set points to 6; 1d+1h send quiet; 1d+1h complete"
    assert played(text, "-1d visited a set:points=3; 1h pinged", "2d", row) == effects_of(expected)


def test_a_silence_of_enter_counts_from_when_the_contact_is_known() -> None:
    text = "enter when not visited for 1d\nreenter always\nstage only\n  send hello\n"
    assert played(text, "0 pinged", "1d", ContactRow("ann")) == effects_of("1d enter; 1d send hello; 1d complete")
    # From the event before `from`, due before it: used up. The next visit arms it.
    assert played(text, "-2d visited a; 1h visited a", "2d") == effects_of(
        "1d+1h enter; 1d+1h send hello; 1d+1h complete"
    )
    # Due at `from` itself: goes off there.
    assert played(text, "-1d visited a", "0") == effects_of("0 enter; 0 send hello; 0 complete")


def test_ids_run_from_zero_for_each_journey_and_instant() -> None:
    model = model_of("enter when clicked teaser\nreenter always\nstage only\n  send hello\n")
    effects = evaluate(model, [], events_of(model.catalog, "0 clicked teaser; 0 clicked teaser"))
    assert [effect.id for effect in effects] == [f"test:{1 + n // 3}:{BASE_MS}:{n}" for n in range(6)]
    assert [effect.line for effect in effects] == [1, 4, 3, 1, 4, 3]
