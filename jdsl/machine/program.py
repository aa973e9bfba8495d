"""The compiled workspace: tables of integers, and beside them what people and readers need.

`tables` is all that the kernel reads (its layout is in `machine/layout.py`). `names` is the one list of strings that
effect rows point into, `texts` the constants that open each page's table of texts, `places` where each state and
effect is written. The tables are the same however the sources are laid out; only `places` tells of that.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from jdsl.machine.values import ValueType
from jdsl.machine.vocabulary import Vocabulary

IR_VERSION = 1


@dataclass(frozen=True, slots=True)
class ProgramStage:
    name: str
    place: int


@dataclass(frozen=True, slots=True)
class ProgramGoal:
    name: str
    and_stay: bool
    place: int


@dataclass(frozen=True, slots=True)
class ProgramJourney:
    """What reports say of one journey; its number in the tables is its place in `Program.journeys`.

    `is_running`: False of a journey that is only known by name, because its file was not asked for. `hold_out`: how
    many in 10,000 contacts it sends nothing; `drawn_as`: the name that this draw goes by. `remembers`: names of what a
    visit remembers, in the order of a call's values.
    """

    name: str
    title: str | None
    owner: str | None
    stages: tuple[ProgramStage, ...]
    goals: tuple[ProgramGoal, ...]
    place: int
    is_running: bool = True
    hold_out: int = 0
    remembers: tuple[tuple[str, ValueType], ...] = ()
    drawn_as: str = ""


@dataclass(frozen=True, slots=True)
class ProgramSplit:
    """A split that is asked for: `slot` of a contact's part is the number of its arm, from 0.

    `drawn_as`: the name that the draw goes by. `arms`: each with its share in hundredths of a percent.
    """

    name: str
    drawn_as: str
    arms: tuple[tuple[str, int], ...]
    slot: int


@dataclass(frozen=True, slots=True)
class TextPredicate:
    """A question about a text, answered once for each distinct one (S7.1): `is`, `contains` or `starts with`."""

    kind: str
    operand: str


@dataclass(frozen=True, slots=True)
class Program:
    """`attributes`: (name, type) by attribute number. `places`: (file, line) by place number. All from 0.

    `steps_at`: where in the tables each step begins, and the number of its place. `tzdata`: the release of the time
    zones in the tables, empty if there are none. `scores`: the names of the scores in use, in the order of their rows.
    """

    tables: array[int]
    names: tuple[str, ...]
    texts: tuple[str, ...]
    predicates: tuple[TextPredicate, ...]
    places: tuple[tuple[str, int], ...]
    attributes: tuple[tuple[str, ValueType], ...]
    journeys: tuple[ProgramJourney, ...]
    vocabulary: Vocabulary
    steps_at: tuple[tuple[int, int], ...] = ()
    tzdata: str = ""
    splits: tuple[ProgramSplit, ...] = ()
    scores: tuple[str, ...] = ()
