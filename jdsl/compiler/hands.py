"""What each body has to keep of the event at hand (S4.10): what it asks itself, and what it passes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jdsl.compiler.patterns import conditions_in, steps_in
from jdsl.model.model import (
    Add,
    AddRemembered,
    Compares,
    ComparesDates,
    Condition,
    Contains,
    Equals,
    FromData,
    If,
    IsSet,
    IsWithin,
    Journey,
    Length,
    Model,
    Move,
    PropertyValue,
    Remember,
    Set,
    Start,
    StartsWith,
    Step,
    Wait,
    WaitFor,
    WaitUntilCondition,
)  # fmt: skip

BodyKey = tuple[str, int, int]
"""Journey, stage (-1: above the stages), and rule (-1: the stage's own steps)."""


@dataclass(frozen=True, slots=True)
class _Asked:
    properties: frozenset[str]
    passes_to: frozenset[BodyKey]


def _properties_in(condition: Condition | None) -> Iterator[str]:
    for part in conditions_in(condition):
        match part:
            case Equals() | Compares() | ComparesDates():
                values = (part.left, part.right)
            case IsWithin():
                values = (part.value,)
            case Contains() | StartsWith():
                values = (part.left,)
            case IsSet():
                values = (part.value,)
            case _:
                continue
        for value in values:
            if isinstance(value, PropertyValue):
                yield value.name


def _counted_by(length: Length | None) -> Iterator[str]:
    """The property that says how long a wait is, if one does."""
    if isinstance(length, FromData) and isinstance(length.value, PropertyValue):
        yield length.value.name


def _asked_by(journey: Journey, steps: tuple[Step, ...]) -> _Asked:
    stages = {stage.name: number for number, stage in enumerate(journey.stages)}
    properties: set[str] = set()
    passes_to: set[BodyKey] = set()
    for step in steps_in(steps):
        match step:
            case If():
                for condition, _ in step.branches:
                    properties.update(_properties_in(condition))
            case WaitFor():
                properties.update(_counted_by(step.length))
                for arm in step.arms:  # judged by the clock, it asks what the body has at hand
                    properties.update(_properties_in(arm.condition))
            case Wait():
                properties.update(_counted_by(step.length))
            case WaitUntilCondition():
                properties.update(_counted_by(step.length))
                properties.update(_properties_in(step.condition))
            case Set() | Add() | Remember() | AddRemembered():
                if isinstance(step.value, PropertyValue):
                    properties.add(step.value.name)
            case Move():
                passes_to.add((journey.name, stages[step.stage], -1))
            case Start():
                passes_to.add((step.journey, 0, -1))
            case _:
                pass
    return _Asked(frozenset(properties), frozenset(passes_to))


def hands(model: Model) -> dict[BodyKey, tuple[str, ...]]:
    """The properties that each body keeps, by name in order of the alphabet."""
    asked: dict[BodyKey, _Asked] = {}
    for journey in model.journeys:
        for number, rule in enumerate(journey.rules):
            asked[journey.name, -1, number] = _asked_by(journey, rule.steps)
        for place, stage in enumerate(journey.stages):
            asked[journey.name, place, -1] = _asked_by(journey, stage.steps)
            for number, rule in enumerate(stage.rules):
                asked[journey.name, place, number] = _asked_by(journey, rule.steps)
    kept = {key: set(body.properties) for key, body in asked.items()}
    changed = any(kept.values())
    while changed:
        changed = False
        for key, body in asked.items():
            for to in body.passes_to:
                if not kept[to] <= kept[key]:
                    kept[key] |= kept[to]
                    changed = True
    return {key: tuple(sorted(names)) for key, names in kept.items()}
