"""Plays a scenario by the oracle, and says what of it fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jdsl.model.model import (
    Constant,
    ExpectCondition,
    ExpectEffect,
    ExpectNothingElse,
    GivenArm,
    GivenAttribute,
    GivenHeldOut,
    GivenSubscription,
    GivenTag,
    Model,
    Scenario,
)
from tests.oracle.evaluator import Evaluation, run
from tests.oracle.facts import ContactRow, Effect, Event, Value
from tests.oracle.matching import equal

LOOK_ON_MS = 400 * 86_400_000
FORBIDDEN = ("send", "withheld", "notify", "call", "reach", "exit", "refused")


def failures(model: Model, scenario: Scenario) -> list[str]:
    """Each in a few words, with its line; none if the scenario passes (§13)."""
    lines = [line for line in scenario.expectations if not isinstance(line, ExpectNothingElse)]
    last_ms = max([scenario.start_ms, *(line.at_ms for line in (*scenario.events, *lines))])
    is_strict = len(lines) < len(scenario.expectations)
    effects = list(_until_left(model, scenario, last_ms)) if is_strict else _own(model, scenario, last_ms)
    found: list[str] = []
    taken: list[Effect] = []
    for line in lines:
        if isinstance(line, ExpectCondition):
            walker = _played(model, scenario, line.at_ms).contacts["someone"]
            if not walker.holds(line.condition, None, {}):
                found.append(f"{line.place.line}: {line.text} does not hold")
            continue
        effect = next((one for one in effects if not any(one is other for other in taken) and _fits(line, one)), None)
        if effect is not None:
            taken.append(effect)
        elif not _came_in(model, line, effects):
            found.append(f"{line.place.line}: no {line.kind} {line.name}")
    if is_strict:
        left = [one for one in effects if one.kind in FORBIDDEN and not any(one is other for other in taken)]
        found += [f"nobody expects {one.kind} {one.name}" for one in left]
    return found


def _own(model: Model, scenario: Scenario, until_ms: int) -> list[Effect]:
    return [one for one in _played(model, scenario, until_ms).effects if one.journey in scenario.journeys]


def _until_left(model: Model, scenario: Scenario, last_ms: int) -> Iterator[Effect]:
    """To the last line, and then until nobody is in."""
    inside: set[str] = set()
    left_ms = last_ms
    for effect in _own(model, scenario, last_ms + LOOK_ON_MS):
        if not inside and effect.time_ms > max(left_ms, last_ms):
            return
        yield effect
        goals = next(journey.goals for journey in model.journeys if journey.name == effect.journey)
        ends = any(goal.name == effect.name and not goal.and_stay for goal in goals)
        visit = effect.journey + effect.id.split(":")[1]
        if effect.kind == "enter":
            inside.add(visit)
        elif effect.kind in {"exit", "complete"} or (effect.kind == "reach" and ends):
            inside.discard(visit)
            left_ms = effect.time_ms


def _played(model: Model, scenario: Scenario, until_ms: int) -> Evaluation:
    given = scenario.given
    row = ContactRow(
        "someone",
        tuple((one.attribute, one.value.value) for one in given if isinstance(one, GivenAttribute)),
        tuple(one.channel for one in given if isinstance(one, GivenSubscription) and one.on),
        tuple(one.channel for one in given if isinstance(one, GivenSubscription) and not one.on),
        tags=tuple(one.tag for one in given if isinstance(one, GivenTag)),
    )
    events = [
        Event(
            "someone", line.at_ms, line.at_ms, line.verb, line.subject, line.link, line.machine, _held(line.sets),
            _held(line.properties),
        )
        for line in scenario.events
    ]  # fmt: skip
    arms = {split.name: split.arms[0].arm for split in model.catalog.splits.values()}
    arms |= {one.split: one.arm for one in given if isinstance(one, GivenArm)}
    is_held_out = any(isinstance(one, GivenHeldOut) for one in given)
    holds_out = frozenset(scenario.journeys if is_held_out else ())
    return run(model, [row], events, scenario.start_ms, until_ms, arms=arms, holds_out=holds_out)


def _held(constants: Mapping[str, Constant]) -> tuple[tuple[str, Value], ...]:
    return tuple((name, constant.value) for name, constant in constants.items())


def _fits(line: ExpectEffect, effect: Effect) -> bool:
    return (
        (effect.time_ms, effect.kind) == (line.at_ms, line.kind)
        and line.name in {None, effect.name}
        and line.reason in {None, effect.reason}
        and (line.value is None or equal(line.value.type, line.value.value, line.value.type, effect.value))
    )


def _came_in(model: Model, line: ExpectEffect, effects: list[Effect]) -> bool:
    """`expect stage S` is met by entering, if S is the first stage."""
    firsts = {journey.name: journey.stages[0].name for journey in model.journeys}
    return line.kind == "move" and any(
        (one.kind, one.time_ms, firsts[one.journey]) == ("enter", line.at_ms, line.name) for one in effects
    )
