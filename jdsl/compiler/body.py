"""A body under construction, and the sections that bodies are lowered into."""

from __future__ import annotations

from dataclasses import dataclass, field

from jdsl.compiler.assembler import Link, Region, Section, Word
from jdsl.compiler.hands import BodyKey
from jdsl.compiler.listeners import Listeners
from jdsl.compiler.operands import Scope
from jdsl.compiler.sending import SendingTables
from jdsl.model.model import Journey


@dataclass(slots=True)
class Calls:
    """The open calls of a journey: the instance slots of their rings, by webhook, and of the due times of steps.

    `dues`: the due times of the steps that were lowered.
    """

    rings: dict[str, int] = field(default_factory=dict[str, int])
    free: list[int] = field(default_factory=list[int])
    dues: list[tuple[int, int, Word, int]] = field(default_factory=list[tuple[int, int, Word, int]])


@dataclass(slots=True)
class BodyTables:
    """The sections that bodies are lowered into, and what a journey knows of itself."""

    steps: Section
    waits: Section
    lists: Section
    bodies: Section
    listeners: Listeners
    stages: dict[str, int]
    goals: dict[str, Link]
    journeys: dict[str, int]
    hands: dict[BodyKey, tuple[str, ...]]  # what each body of the workspace keeps of the event at hand
    sending: SendingTables
    journey: Journey
    held_out: int  # contact slot: who is held out of the journey, 0 for none
    calls: Calls
    holds: dict[str | None, Link]  # what the journey holds, by channel, None for everything


@dataclass(slots=True)
class Body:
    """One body under construction: its words in the instance, and the due times that it can have, in order."""

    tables: BodyTables
    scope: Scope
    region: Region
    staged: bool
    slot: int
    since_slot: int
    silences: int  # first word of the silences of its arms, two each
    counts: int  # first word of the counts of its arms
    row: Link
    effects: int = 0
    starts: int = 0
    silence_count: int = 0
    awaits: bool = False  # it waits for a condition or a moment
    due_rows: list[tuple[int, int, Word, int]] = field(default_factory=list[tuple[int, int, Word, int]])
