"""Who is held out: the same contacts in every run, and about as many as the share says (S3.9)."""

from __future__ import annotations

import pytest

from jdsl.compiler import lower
from jdsl.engine.draws import SHARES, draw, hold_out
from jdsl.engine.page import Events, Page
from jdsl.machine.effects import EFFECT_CONTACT, EFFECT_KIND, EffectKind, effects_in
from tests.engine.sending.played import checked
from tests.oracle.compiled import NATIVE


@pytest.mark.parametrize(
    ("journey", "contact", "drawn"),
    [("win_back", "someone", 3414), ("compared", "someone", 3536), ("sender", "someone", 2761)],
)
def test_a_draw(journey: str, contact: str, drawn: int) -> None:
    assert draw(hold_out(journey), contact) == drawn


def test_any_id_can_be_drawn() -> None:
    """Names with letters of all alphabets, and what no alphabet has."""
    assert all(0 <= draw("j", contact) < SHARES for contact in ("", "Zoë", "☃", "\ud800", "a\0b"))


TEXT = """email letter
event go
journey j
  enter when go
  reenter always
  hold out 25%
  stage only
    send letter
"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_quarter_of_many(packed: bool) -> None:
    """Contacts that come later are drawn like those that were there, before and after a page goes to bytes."""
    program = lower(checked(TEXT))
    page = Page(program, is_native=NATIVE)
    verb = program.vocabulary.verbs["go"]
    held_out: set[str] = set()
    for first in range(0, 2000, 500):
        events = Events()
        for number in range(first, first + 500):
            events.add(page.contact(f"c{number}"), first, first, verb.bare_code)
        rows: list[int] = []
        page.advance(events, rows.extend)
        withheld = [row for row, _ in effects_in(rows) if row[EFFECT_KIND] == EffectKind.WITHHELD]
        held_out.update(page.id_of(row[EFFECT_CONTACT]) for row in withheld)
        if packed:
            page = Page.unpack(program, page.pack(), is_native=NATIVE)
    assert held_out == {f"c{number}" for number in range(2000) if draw(hold_out("j"), f"c{number}") < 2500}
    assert 440 < len(held_out) < 560
