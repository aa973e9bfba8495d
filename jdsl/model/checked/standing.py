"""Segments and scores: what is worked out about a contact apart from all journeys."""

from __future__ import annotations

from dataclasses import dataclass

from jdsl.model.checked.asking import Condition, Trigger
from jdsl.model.checked.values import Place


@dataclass(frozen=True, slots=True)
class Segment:
    """`segment NAME if COND` (§16.1): who is in it is taken stock of as §16.3 says.

    `depth` is 0 if it asks for no other segment, else one more than the deepest that it asks for.
    """

    name: str
    condition: Condition
    depth: int
    place: Place


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """`add N when TRIGGER [if COND]`; `take N when …` has `sign` -1 (§16.6)."""

    sign: int
    millionths: int  # above 0
    trigger: Trigger
    condition: Condition | None
    place: Place


@dataclass(frozen=True, slots=True)
class Score:
    """`score NAME` (§16.6): `lines` are in source order, never empty; `halve_ms` None: it does not fade (§16.9)."""

    name: str
    lines: tuple[ScoreLine, ...]
    halve_ms: int | None
    place: Place
