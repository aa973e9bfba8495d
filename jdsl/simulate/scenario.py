"""Playing scenarios: what comes of each, and each of its expectations against that."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jdsl.machine.program import Program
from jdsl.model.model import ExpectCondition, ExpectEffect, Scenario
from jdsl.simulate.effect import Effect, Held
from jdsl.simulate.performance import Performance, held_of, is_strict, perform

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


def play(program: Program, scenarios: Sequence[Scenario]) -> tuple[Outcome, ...]:
    """Take the contact of each scenario through `program`; the outcomes, in the order of the scenarios.

    It is compiled from the workspace that holds them, `with_probes` for the conditions that they expect.
    """
    first_stages = {journey.name: journey.stages[0].name for journey in program.journeys}
    performances = perform(program, scenarios)
    return tuple(_outcome(*pair, first_stages) for pair in zip(scenarios, performances, strict=True))


def _outcome(scenario: Scenario, performance: Performance, first_stages: Mapping[str, str]) -> Outcome:
    effects = performance.effects
    met, taken = _meet(scenario, effects, first_stages)
    uncalled = [
        effect for number, effect in enumerate(effects) if effect.kind in FORBIDDEN_KINDS and number not in taken
    ]
    return Outcome(
        scenario,
        met,
        tuple(_judged(scenario, performance)),
        effects,
        tuple(uncalled) if is_strict(scenario) else (),
        performance.until_ms,
    )


def _judged(scenario: Scenario, performance: Performance) -> Iterator[Judged]:
    for place, expected in enumerate(scenario.expectations):
        if isinstance(expected, ExpectCondition):
            yield Judged(expected, place in performance.held)


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
