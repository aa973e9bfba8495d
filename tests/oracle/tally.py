"""What the compared cases held, construct by construct and opcode by opcode, and in how many cases it happened."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from jdsl.machine.effects import EffectKind
from jdsl.model import model as checked
from jdsl.model.model import Journey, Model
from tests.oracle import tally_of_dates, tally_of_further
from tests.oracle.cases import Case
from tests.oracle.compiled import NATIVE
from tests.oracle.facts import Effect
from tests.oracle.opcodes import EVERY_NAME, Watched
from tests.oracle.pairs import pairs_of, tables

EFFECT_KINDS = tuple(kind.name.lower() for kind in EffectKind)
WITHHELD_REASONS = (
    "window", "unsubscribed", "not subscribed", "hold", "bounced", "limit", "held out", "no address",
)  # fmt: skip
REASONS_OF_VALUES = ("refused: circle", "refused: a hundred side by side", "exit: circle", "exit: newer")
UNTOLD = ("put off: by a window", "put off: by a limit")
"""What no effect tells of."""

EXITS = ("exit: circle", "exit: too late for a goal", "exit: a reason", "exit: without a reason")
"""Why visits end by `exit`, the law's own reasons among it."""


@dataclass
class Tally:
    """Counts over cases."""

    fresh_seed: int | None = None
    cases: int = 0
    discarded: int = 0
    programs: set[str] = field(default_factory=set[str])
    several_journeys: int = 0
    five_effects: int = 0
    effects: int = 0
    constructs: Counter[str] = field(default_factory=Counter[str])
    """What is written, by case."""
    happened: Counter[str] = field(default_factory=Counter[str])
    """What came out, by case."""
    held: Counter[str] = field(default_factory=Counter[str])
    """What the compiled program is made of, by case."""
    pairs: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    """What of rules, triggers and waits meets in a source, by case."""
    executed: Counter[str] = field(default_factory=Counter[str])
    """What of it the run came upon, by case. The compiled kernel's arrays do not notice: there, what is held."""

    def add(
        self, case: Case, model: Model, effects: Iterable[Effect], watched: Watched, noted: Iterable[str] = ()
    ) -> None:
        listed = list(effects)
        self.cases += 1
        self.programs.add(hashlib.sha256(repr(sorted(case.files.items())).encode()).hexdigest())
        self.several_journeys += len(model.journeys) > 1
        self.five_effects += len(listed) >= 5
        self.effects += len(listed)
        self.constructs.update(set(constructs_of(case, model)))
        self.happened.update({*happenings_of(listed), *noted})
        self.held.update(watched.holds)
        self.pairs.update(set(pairs_of(model)))
        self.executed.update(watched.holds if NATIVE else watched.executed)

    def table(self) -> Iterator[str]:
        """Lines for people."""
        yield f"fresh seed: {self.fresh_seed}"
        yield (
            f"{self.cases} cases, {len(self.programs)} programs, {self.several_journeys} with several journeys, "
            f"{self.five_effects} with five or more effects, {self.effects} effects; "
            f"{self.discarded} left out as endless"
        )
        yield from _columns("written in cases", self.constructs)
        yield from _columns("happened in cases", self.happened)
        title = "in the programs of cases" if NATIVE else "executed in cases"
        yield from _columns(title, {name: self.executed[name] for name in EVERY_NAME})
        yield "-- two by two --"
        yield from tables(self.pairs)


def _columns(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    yield f"-- {title} --"
    cells = [f"{name:<38}{count:>5}" for name, count in sorted(counts.items())]
    for start in range(0, len(cells), 3):
        yield "   ".join(cells[start : start + 3])


TALLY = Tally()
"""Of this run of the tests."""


def constructs_of(case: Case, model: Model) -> Iterator[str]:
    for journey in model.journeys:
        yield from _of_journey(journey)
    yield from _of_sending(model.windows, model.limits, "the workspace")
    yield from tally_of_dates.of_case(case, model)
    yield from tally_of_further.of_case(case, model)
    yield from tally_of_further.of_model(model)
    for event in case.events:
        if event.time_ms < event.received_ms:
            yield "event: late"
        if event.machine:
            yield "event: a machine's"
        if event.sets:
            yield "event: sets attributes"
        if event.verb is None:
            yield "event: unknown verb"
    yield f"run: from {'given' if case.from_ms is not None else 'the first event'}"
    yield f"run: until {'given' if case.until_ms is not None else 'the last event'}"
    if case.from_ms is not None and any(event.handled_ms < case.from_ms for event in case.events):
        yield "run: history"
    if case.contacts:
        yield "run: contacts rows"


def _of_journey(journey: Journey) -> Iterator[str]:
    yield f"reenter: {journey.reenter.kind.value}"
    yield from tally_of_further.of_journey(journey)
    if journey.rules:
        yield "rule: above the stages"
    if not journey.entries:
        yield "entry: by `start` alone"
    for entry in journey.entries:
        yield f"entry: {'a rule' if entry.rule is not None else 'enter when'}"
    for goal in journey.goals:
        yield "goal: " + ("and stay" if goal.and_stay else "ends") + (" by step" if goal.trigger is None else "")
    for part in ("entries", "exits", "goals", "rules"):
        for item in getattr(journey, part):
            yield from _triggers(item, part)
    for stage in journey.stages:
        for rule in stage.rules:
            yield from _triggers(rule, "rules")
    yield from _of_sending(journey.windows, journey.limits, "a journey")
    yield from tally_of_dates.of_value(journey.reenter)
    yield from _inside(journey.hold_out)
    yield from _inside(journey.stages)
    yield from _inside(journey.rules)
    yield from _inside(journey.exits)
    yield from _inside(journey.goals)
    yield from _inside(journey.entries)


def _of_sending(windows: Iterable[checked.SendBetween], limits: Iterable[checked.Limit], whose: str) -> Iterator[str]:
    for window in windows:
        yield f"send between: of {whose}" + (" in contact time" if window.window.zone.in_contact_time else "")
        if window.window.closes_ms > 24 * 3_600_000:
            yield "send between: over midnight"
        if window.window.days.without_holidays:
            yield "send between: on weekdays"
    for limit in limits:
        yield f"limit: of {whose}" + (" else delay" if limit.else_delay else "")
        yield f"limit: {limit.medium or 'messages'}" + ("" if limit.channel is None else " of a channel")
        yield "limit: per " + ("day" if limit.per_ms is None else "length")


def _triggers(item: Any, part: str) -> Iterator[str]:
    for alternative in item.trigger or ():
        yield f"{part}: {type(alternative).__name__.lower()}"


def _inside(value: Any) -> Iterator[str]:
    """Every class of the model below a value, by its own name, with what is told apart of it."""
    if isinstance(value, tuple):
        items: tuple[Any, ...] = value
        for item in items:
            yield from _inside(item)
    elif is_dataclass(value) and not isinstance(value, (checked.Place, type)):
        yield from _told_apart(value)
        for part in fields(value):
            yield from _inside(getattr(value, part.name))


def _told_apart(value: Any) -> Iterator[str]:
    yield f"model: {type(value).__name__}"
    yield from tally_of_dates.of_value(value)
    yield from tally_of_further.of_value(value)
    match value:
        case checked.Rule():
            yield f"rule: {value.kind.value}"
            if value.starting_over:
                yield "rule: starting over"
            if value.at_most_once_per_ms is not None:
                yield "rule: at most once per"
        case checked.Pattern():
            yield f"pattern: {value.verb}" + ("" if value.subjects is None else " SUBJECT")
            if value.counting_machines:
                yield "pattern: counting machines"
            for name in ("link", "where", "from_value", "to_value"):
                if getattr(value, name) is not None:
                    yield f"pattern: {name}"
        case checked.Counted():
            yield "count: " + ("without a window" if value.within_ms is None else "within")
        case checked.Has():
            yield "has: " + ("at most" if value.at_most is not None else "at least")
            if value.in_the_last_ms is not None:
                yield "has: in the last"
            if value.since_entering:
                yield "has: since entering"
        case checked.Compares():
            yield f"compares: {value.order.value}"
        case checked.WaitFor():
            yield "wait: " + ("up to" if value.length is not None else "without end")
            for arm in value.arms:
                yield from _triggers(arm, "arms")
        case checked.Goal() if value.within_ms is not None:
            yield "goal: within" + (" by step" if value.trigger is None else "")
        case checked.Hold():
            what = "everything" if value.channel is None else "a channel"
            yield f"hold: {what}" + ("" if value.for_ms is None else " for a time")
        case checked.Add():
            yield "add: " + ("add" if value.sign > 0 else "take")
        case _:
            pass


def happenings_of(effects: Iterable[Effect]) -> Iterator[str]:
    for effect in effects:
        yield f"effect: {effect.kind}"
        if effect.kind == "withheld":
            yield f"withheld: {effect.reason}"
        if effect.kind == "refused":
            yield f"refused: {effect.reason or 'a hundred side by side'}"
        if effect.kind == "exit":
            yield _why_exited(effect.reason)
        if effect.kind == "enter" and effect.id.split(":")[1] != "1":
            yield "enter: again"
        if effect.kind == "set" and effect.value is None:
            yield "set: to nothing"


def _why_exited(reason: str | None) -> str:
    if reason is not None and reason.startswith("too late for "):
        return "exit: too late for a goal"
    return {"circle": "exit: circle", "newer": "exit: newer", None: "exit: without a reason"}.get(
        reason, "exit: a reason"
    )
