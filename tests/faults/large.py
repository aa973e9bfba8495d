"""Cases that are too large to be read: what goes beyond a word of bits, a buffer, or a page's first size."""

from __future__ import annotations

from collections.abc import Iterator

from tests.oracle.cases import Case
from tests.oracle.facts import ContactRow, Event
from tests.oracle.notation import BASE_MS

HOUR = 3_600_000
MANY = 65
"""More than a word has bits."""


def large_cases() -> Iterator[Case]:
    yield _many_of_everything()
    yield _many_rules()
    yield _a_long_queue()
    yield _a_chain_of_looks()
    yield _a_long_pause()
    yield _many_rounds()


def _event(place: int, verb: str, subject: str | None = None, contact: str = "ann", city: str | None = None) -> Event:
    at_ms = BASE_MS + place * HOUR
    return Event(contact, at_ms, at_ms, verb, subject, sets=(("city", city),) if city is not None else ())


def _many_of_everything() -> Case:
    """Tags, tests of texts and event codes, each in more than one word; contacts who come in one after the other."""
    lines = ["attribute city text", "event pinged"]
    lines += [f"tag tag_{number}" for number in range(MANY)]
    lines += ["enter when pinged", "reenter always", "stage only"]
    for number in range(MANY):
        lines.append(f'  if city is "town_{number}" then tag tag_{number}')
        lines.append(f"  if tagged tag_{number} then notify sales")
    lines += ["  wait up to 1d"]
    for number in range(MANY):
        lines += [f"    when visited page_{number}", f"      untag tag_{number}"]
    lines += ['team sales "sales@acme.example"']
    events: list[Event] = []
    for place, number in enumerate((0, 1, 61, 62, 63, 64)):
        for contact in ("ann", f"contact-{number}"):
            events.append(_event(3 * place, "pinged", None, contact, f"Town_{number}"))
            events.append(_event(3 * place + 1, "visited", f"page_{number}", contact))
    rows = (ContactRow("ann", tags=("tag_2", "tag_62", "tag_64")),)
    return Case("many of everything", {"all.journey": "\n".join(lines) + "\n"}, rows, tuple(events), None, None)


def _many_rules() -> Case:
    """Rules that fire once, in more than one word, in a stage and above the stages; a stage is done when all have."""
    lines = ["event pinged", "enter when pinged", "reenter always"]
    lines += [f"goal goal_{number} when submitted form_{number} and stay" for number in range(MANY)]
    lines += ["stage only"]
    lines += [f"  when visited page_{number} then send mail_{number}" for number in range(MANY)]
    order = [*range(0, MANY, 2), *range(1, MANY, 2)]
    events = [_event(0, "pinged")]
    events += [_event(1 + place, "visited", f"page_{number}") for place, number in enumerate(order)]
    again = [_event(3, "visited", "page_0"), _event(MANY - 1, "visited", "page_62")]
    goals = [_event(2 + number // 9, "submitted", f"form_{number}") for number in (0, 61, 62, 61, 63, 64, 62)]
    events = sorted([*events, *again, *goals], key=lambda event: event.received_ms)
    return Case("many rules", {"all.journey": "\n".join(lines) + "\n"}, (), tuple(events), None, BASE_MS + 200 * HOUR)


def _a_long_queue() -> Case:
    """Thousands of texts, then a queue that grows, and more effects than a buffer holds; all is known afterwards."""
    text = """
attribute city text
event alarm
event pinged
journey alpha
  enter when alarm
  reenter always
  stage only
    announce alarm
    announce alarm
    announce whispered
    announce whispered
event whispered
journey beta
  enter when pinged
  stage only
    wait up to 365d
      when changed city to "Linz"
        send found
        set city to "LINZ"
"""
    events = [_event(0, "pinged", city="town 0"), _event(0, "pinged", contact="bob")]
    events += [_event(1, "pinged", city=f"town {number}") for number in range(9000)]
    events += [_event(2, "alarm", contact="bob"), _event(3, "pinged", city="linz")]
    return Case("a long queue", {"all.journey": text.strip() + "\n"}, (), tuple(events), None, None)


def _a_chain_of_looks() -> Case:
    """Looks at one instant, each queued by the one before: far more in all than the queue has room for."""
    text = """
event alarm
event echoed
event pinged
journey alpha
  enter when pinged
  reenter always
  stage only
    announce alarm
journey beta
  enter when alarm
  reenter always
  stage only
    announce echoed
journey gamma
  enter when echoed
  reenter always
  stage only
    announce echoed
"""
    return Case("a chain of looks", {"all.journey": text.strip() + "\n"}, (), (_event(0, "pinged"),), None, None)


def _a_long_pause() -> Case:
    """Between two events more falls due than a buffer of effects holds; none of it, and no event, is handled twice."""
    text = """
attribute points number
event pinged
enter when pinged
whenever pinged then notify sales
stage round
  add 1 to points
  wait 1h
  move to round
team sales "sales@acme.example"
"""
    events = (_event(0, "pinged"), _event(1, "pinged"), _event(1500, "pinged"), _event(1600, "pinged"))
    return Case("a long pause", {"all.journey": text.strip() + "\n"}, (), events, None, None)


def _many_rounds() -> Case:
    """Rounds whose waits pass at once, stay after stay: more effects in one look than a buffer holds without room."""
    text = """
attribute gap number
attribute points number
event pinged
enter when pinged
stage round
  repeat 200 times
    wait gap days
    add 1 to points
    add 1 to points
    add 1 to points
  if points < 4000 then move to round
  wait
"""
    return Case("many rounds", {"all.journey": text.strip() + "\n"}, (), (_event(0, "pinged"),), None, None)
