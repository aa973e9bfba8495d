"""What was sent and not opened since (§9.13), out of the whole history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jdsl.model.model import Ignored
from tests.oracle.facts import Happening

KEPT = 32
"""So many sends of a set are kept, the latest by own time."""
ANSWERS = ("opened", "clicked")


@dataclass(frozen=True)
class Outgoing:
    """A send with when it falls due for a trigger; `sent` is the happening, which tells one send from another."""

    sent: Happening
    due_ms: int
    is_ignored: bool
    """Whether it, and those before it in a row, are unanswered by now."""


def kept_sends(watched: Ignored, history: Sequence[Happening]) -> list[Happening]:
    """The latest of the set, by own time, of equal ones those handled later."""
    sends = [
        past for past in history if past.verb == "sent" and past.subject in watched.messages and is_seen(watched, past)
    ]
    return sorted(sends, key=lambda past: past.at_ms)[-KEPT:]


def is_seen(watched: Ignored, past: Happening) -> bool:
    """§5.4: what is a machine's, a send too, only with `counting machines`."""
    return watched.counting_machines or not past.machine


def is_answered(watched: Ignored, sent: Happening, history: Sequence[Happening]) -> bool:
    return any(
        past.verb in ANSWERS and past.subject == sent.subject and past.at_ms >= sent.at_ms and is_seen(watched, past)
        for past in history
    )


def outgoing(watched: Ignored, sends: Sequence[Happening], history: Sequence[Happening]) -> list[Outgoing]:
    """Each of these sends, which ascend; a due time that has gone by when it is heard of is then."""
    result: list[Outgoing] = []
    for index, sent in enumerate(sends):
        row = sends[max(0, index + 1 - watched.in_a_row) : index + 1]
        is_ignored = len(row) == watched.in_a_row and not any(is_answered(watched, each, history) for each in row)
        result.append(Outgoing(sent, max(sent.at_ms + watched.for_ms, sent.handled_ms), is_ignored))
    return result
