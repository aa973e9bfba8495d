"""Playing a scenario: its events through the engine, then each expectation against what came."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jdsl.engine import draws
from jdsl.machine.program import Program
from jdsl.model.model import (
    Constant,
    DateType,
    ExpectCondition,
    ExpectEffect,
    ExpectNothingElse,
    GivenArm,
    GivenAttribute,
    GivenHeldOut,
    GivenSubscription,
    GivenTag,
    MomentType,
    Occurs,
    Scenario,
)
from jdsl.simulate.effect import Day, Effect, Held, Instant
from jdsl.simulate.probes import probe_name
from jdsl.simulate.rehearsal import Known, Occurrence, Rehearsal

DAY_MS = 86_400_000
LOOK_ON_MS = 400 * DAY_MS
"""How long `expect nothing else` looks on after the last line, at most."""

FORBIDDEN_KINDS = frozenset({"send", "withheld", "notify", "call", "reach", "exit", "refused"})
"""What `expect nothing else` does not allow unless it is expected (REFERENCE §13.5)."""


@dataclass(frozen=True, slots=True)
class Met:
    """An expected effect, and the one that was taken for it; None: it did not come."""

    expected: ExpectEffect
    effect: Effect | None


@dataclass(frozen=True, slots=True)
class Judged:
    """An expected condition, and whether it held."""

    expected: ExpectCondition
    held: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a scenario went.

    `effects` are those of its journeys up to `until_ms`, in order; `uncalled` those that `expect nothing else` forbids.
    """

    scenario: Scenario
    met: tuple[Met, ...]
    judged: tuple[Judged, ...]
    effects: tuple[Effect, ...]
    uncalled: tuple[Effect, ...]
    until_ms: int

    @property
    def passed(self) -> bool:
        return not self.uncalled and all(met.effect for met in self.met) and all(judged.held for judged in self.judged)


def play(program: Program, scenario: Scenario) -> Outcome:
    """Take the scenario's contact through `program`.

    It is compiled from the workspace that holds the scenario, `with_probes` for the conditions that are expected.
    """
    last_ms = max(scenario.start_ms, *_instants(scenario))
    rehearsal = Rehearsal(program, draw=_draw(program, scenario))
    _perform(rehearsal, scenario, last_ms)
    strict = any(isinstance(expected, ExpectNothingElse) for expected in scenario.expectations)
    until_ms = _look_on(rehearsal, program, scenario, last_ms) if strict else last_ms
    effects = tuple(
        effect for effect in rehearsal.effects if effect.journey in scenario.journeys and effect.time_ms <= until_ms
    )
    met, taken = _meet(scenario, effects, {journey.name: journey.stages[0].name for journey in program.journeys})
    uncalled = tuple(
        effect
        for number, effect in enumerate(effects)
        if strict and effect.kind in FORBIDDEN_KINDS and number not in taken
    )
    return Outcome(scenario, met, tuple(_judged(program, scenario)), effects, uncalled, until_ms)


# --- what happens ---


def _draw(program: Program, scenario: Scenario) -> draws.Draw:
    """Nobody is held out, unless the scenario says so: then out of all journeys that hold out.

    Of a split the first arm is the contact's, unless the scenario says which.
    """
    held_out = any(isinstance(given, GivenHeldOut) for given in scenario.given)
    arms = {given.split: given.arm for given in scenario.given if isinstance(given, GivenArm)}
    drawn: dict[str, int] = {}
    for split in program.splits:
        names = [name for name, _ in split.arms]
        before = names.index(arms[split.name]) if split.name in arms else 0
        drawn[draws.split(split.drawn_as)] = sum(share for _, share in split.arms[:before])
    rest = 0 if held_out else draws.SHARES
    return lambda drawn_for, _: drawn.get(drawn_for, rest)


def _perform(rehearsal: Rehearsal, scenario: Scenario, until_ms: int) -> None:
    """Play all that happens, up to and with that instant."""
    happening = sorted(scenario.events, key=lambda event: event.at_ms)  # of one instant: as they are written
    rehearsal.remember([_occurrence(event) for event in happening if event.at_ms < scenario.start_ms])
    rehearsal.begin(scenario.start_ms, _known(scenario))
    rehearsal.advance([_occurrence(event) for event in happening if scenario.start_ms <= event.at_ms <= until_ms])
    rehearsal.flush(until_ms)


def _judged(program: Program, scenario: Scenario) -> Iterator[Judged]:
    """Each condition after all that happens at its instant; the way there is played anew, for asking leaves traces."""
    for expected in scenario.expectations:
        if isinstance(expected, ExpectCondition):
            rehearsal = Rehearsal(program, draw=_draw(program, scenario))
            _perform(rehearsal, scenario, expected.at_ms)
            yield Judged(expected, rehearsal.holds(probe_name(expected), expected.at_ms))


def _instants(scenario: Scenario) -> list[int]:
    """The instants of all lines that have one."""
    expected = [line.at_ms for line in scenario.expectations if not isinstance(line, ExpectNothingElse)]
    return [*(event.at_ms for event in scenario.events), *expected]


def _occurrence(event: Occurs) -> Occurrence:
    return Occurrence(
        received_ms=event.at_ms,
        time_ms=event.at_ms,
        verb=event.verb,
        subject=event.subject,
        link=event.link,
        machine=event.machine,
        properties=_held(event.properties),
        sets=_held(event.sets),
    )


def _held(constants: Mapping[str, Constant]) -> dict[str, Held]:
    return {name: held_of(constant) for name, constant in constants.items()}


def held_of(constant: Constant) -> Held:
    """A constant's value as effects have it: dates and moments are told from numbers."""
    match constant.type:
        case DateType():
            return Day(constant.value)
        case MomentType():
            return Instant(constant.value)
        case _:
            return constant.value


def _known(scenario: Scenario) -> Known:
    attributes: dict[str, Held] = {}
    subscribed: list[str] = []
    unsubscribed: list[str] = []
    tags: list[str] = []
    for given in scenario.given:
        match given:
            case GivenAttribute():
                attributes[given.attribute] = held_of(given.value)
            case GivenSubscription(on=True):
                subscribed.append(given.channel)
            case GivenSubscription():
                unsubscribed.append(given.channel)
            case GivenTag():
                tags.append(given.tag)
            case GivenHeldOut() | GivenArm():
                pass  # drawn otherwise
    return Known(attributes, subscribed, unsubscribed, tags)


def _look_on(rehearsal: Rehearsal, program: Program, scenario: Scenario, last_ms: int) -> int:
    """Play on until the contact has left the scenario's journeys, at most `LOOK_ON_MS`; the instant of leaving."""
    inside = set(rehearsal.inside()) & set(scenario.journeys)
    if not inside:
        return last_ms
    rehearsal.flush(last_ms + LOOK_ON_MS)
    # A goal named once with `and stay` and once without, in two journeys, is told apart by its journey.
    staying = {(journey.name, goal.name) for journey in program.journeys for goal in journey.goals if goal.and_stay}
    left_ms: int | None = None
    for effect in rehearsal.effects:
        if effect.time_ms <= last_ms or effect.journey not in scenario.journeys:
            continue
        if left_ms is not None and effect.time_ms > left_ms:
            return left_ms
        if effect.kind == "enter":
            inside.add(effect.journey)
            left_ms = None
        elif effect.kind in ("exit", "complete") or (
            effect.kind == "reach" and (effect.journey, effect.name) not in staying
        ):
            inside.discard(effect.journey)
            left_ms = None if inside else effect.time_ms
    return last_ms + LOOK_ON_MS if left_ms is None else left_ms


# --- what was expected ---


def _meet(
    scenario: Scenario, effects: Sequence[Effect], first_stages: Mapping[str, str]
) -> tuple[tuple[Met, ...], frozenset[int]]:
    """Each expected effect with the first that fits and that no earlier one has taken; and which were taken."""
    taken: set[int] = set()
    met: list[Met] = []
    for expected in scenario.expectations:
        if not isinstance(expected, ExpectEffect):
            continue
        found = next(
            (n for n, effect in enumerate(effects) if n not in taken and _fits(expected, effect)),
            None,
        )
        if found is not None:
            taken.add(found)
            met.append(Met(expected, effects[found]))
        else:
            met.append(Met(expected, _came_in(expected, effects, first_stages)))
    return tuple(met), frozenset(taken)


def _came_in(expected: ExpectEffect, effects: Sequence[Effect], first_stages: Mapping[str, str]) -> Effect | None:
    """`expect stage S` is met by entering a journey of which S is the first stage; `enter` is not taken by that."""
    if expected.kind != "move":
        return None
    for effect in effects:
        at_once = effect.time_ms == expected.at_ms and effect.kind == "enter"
        if at_once and first_stages[effect.journey] == expected.name:
            return effect
    return None


def _fits(expected: ExpectEffect, effect: Effect) -> bool:
    """Whether `effect` is the one that is expected; what is not written is not compared."""
    if (effect.time_ms, effect.kind) != (expected.at_ms, expected.kind):
        return False
    if expected.name is not None and effect.name != expected.name:
        return False
    if expected.reason is not None and effect.reason != expected.reason:
        return False
    return expected.value is None or _same(held_of(expected.value), effect.value)


def _same(expected: Held, got: Held | None) -> bool:
    """Texts as conditions compare them (S7.1), all else exactly."""
    if isinstance(expected, str) and isinstance(got, str):
        return _folded(expected) == _folded(got)
    return type(expected) is type(got) and expected == got


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
