"""Where a contact stands: visits, stays, rules that listen, bodies that wait."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jdsl.model.model import (
    Arm,
    Call,
    Journey,
    Repeat,
    Rule,
    Send,
    Stage,
    Start,
    Step,
    WaitFor,
    WaitUntilCondition,
    WaitUntilMoment,
)
from tests.oracle.facts import Happening, Value
from tests.oracle.listening import Listening
from tests.oracle.moments import After
from tests.oracle.schedules import Times

AtHand: TypeAlias = Mapping[str, Value]
"""The properties of the event at hand (S4.10)."""

NOTHING: AtHand = {}


@dataclass(eq=False)
class Waiting:
    """A body that stands at a `wait`. `step` None: at `wait D`; `due_ms` None: the wait has no end.

    `send`: it stands at that step, which is put off (§15.6). `until`: it waits for that moment, which counts from
    what is in `reads`, by the clock of `contact_zone`; or for that condition.
    """

    due_ms: int | None
    step: WaitFor | None
    arms: list[Listening]
    send: Send | None = None
    until: WaitUntilMoment | WaitUntilCondition | None = None
    reads: tuple[Value | None, ...] = ()
    contact_zone: str | None = None


@dataclass(frozen=True)
class Round:
    """A `repeat` of which so many rounds are done (§19.5)."""

    repeat: Repeat
    done: int


@dataclass(eq=False)
class Body:
    """Steps under way: for each block that it stands in, the outermost first, its steps and which is the next."""

    instance: Instance
    rule: RuleState | None  # None: the stage's own steps
    at_hand: AtHand
    blocks: list[tuple[Sequence[Step | Round], int]]
    waiting: Waiting | None = None


@dataclass(eq=False)
class RuleState:
    """A rule that listens: one of a stage for a stay, one above the stages for a visit (S5.1)."""

    rule: Rule
    begin_ms: int
    listening: Listening | None  # None: of `after`
    fired: bool = False
    pause_until_ms: int | None = None
    """Of `at most once per D`: until then nothing is heard (S4.3)."""
    body: Body | None = None
    after: After | None = None
    times: Times | None = None
    """Of `every`."""


@dataclass(eq=False)
class Stay:
    stage: Stage
    rules: list[RuleState]
    body: Body | None = None


@dataclass(eq=False)
class Instance:
    """A visit that is under way."""

    walk: Walk
    visit: int
    entered_ms: int
    history_mark: int
    """How much of history was there when what led in had been recorded (S7.2)."""
    goals: list[Listening | None]
    exits: list[Listening]
    rules: list[RuleState]
    first_rules: list[RuleState] = field(default_factory=list[RuleState])
    """Those above the stages and those of the first stay: `Entry.rule` counts in it."""
    counted: set[str] = field(default_factory=set[str])
    remembered: dict[str, Value] = field(default_factory=dict[str, Value])
    stay: Stay | None = None
    begun_ms: int | None = None
    begun: int = 0
    """Stays and bodies begun at the instant `begun_ms` (S2.7)."""
    is_live: bool = True
    value: Value | None = None
    """Of P, in a journey per P (§17)."""
    calls: list[OpenCall] = field(default_factory=list["OpenCall"])
    """In the order in which they were made (§18.3)."""

    @property
    def of_value(self) -> tuple[str, Value] | None:
        """What it carries into whatever it brings about (§17.5)."""
        per = self.walk.journey.per
        return None if per is None or self.value is None else (per.name, self.value)

    def reaches(self, happening: Happening) -> bool:
        """Whether something reaches this visit: it is of its value, or of none, or answers it (§17.2, §18.5)."""
        if self.walk.journey.per is None or happening.answers is self:
            return True
        return happening.value_of(self.walk.journey.per.name) in {None, self.value}


@dataclass(eq=False)
class OpenCall:
    """A call that has not ended (§18.3): made by a step of a rule's body, or (`rule` None) of the stage's own."""

    id: str
    webhook: str
    due_ms: int
    step: Call
    instance: Instance
    stage: Stage
    rule: RuleState | None


@dataclass(frozen=True)
class Past:
    """The visits of one value that have ended (§17.8); without `per` all are of one."""

    value: Value | None
    left_ms: int
    entered_ms: int
    visits: int


@dataclass(eq=False)
class Walk:
    """One contact and one journey."""

    journey: Journey
    entries: list[Listening]
    times: list[Times | None]
    """Of each entry, if it is by a schedule."""
    visits: int = 0
    live: list[Instance] = field(default_factory=list[Instance])
    """In the order of their numbers; without `per` one at most."""
    past: list[Past] = field(default_factory=list[Past])
    """The value that left last comes first."""
    watched: Instance | None = None
    """The last visit, if some of its goals may still be counted (§6.13)."""
    entered_ms: int | None = None
    entered: int = 0
    """Entries at the instant `entered_ms` (S2.7)."""
    refused_ms: int | None = None

    def value_of(self, happening: Happening) -> Value | None:
        """Of P, in a journey per P."""
        return None if self.journey.per is None else happening.value_of(self.journey.per.name)

    def past_of(self, value: Value | None) -> Past | None:
        return next((past for past in self.past if past.value == value), None)


@dataclass(frozen=True)
class Queued:
    """What a step brought about, waiting for its look (S2.5): a happening or, else, a `start`."""

    history_mark: int
    happening: Happening | None = None
    start: Start | None = None
    at_hand: AtHand = field(default_factory=dict[str, Value])
    of_value: tuple[str, Value] | None = None
    """Of a `start`: P of the starter (§17.7)."""


@dataclass(frozen=True)
class Matched:
    """A rule that matches in a look, or an arm with its body and the wait that it stands in (S2.3)."""

    at_hand: AtHand
    rule: RuleState | None = None
    arm: Arm | None = None
    body: Body | None = None
    waiting: Waiting | None = None


@dataclass(frozen=True)
class Timer:
    due_ms: int
    go_off: Callable[[], None]
