"""What each body has to keep of the event at hand (S4.10): what it asks itself, and what it passes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jdsl.compiler.patterns import conditions_in, steps_in
from jdsl.model.model import (
    Add,
    AddRemembered,
    Arithmetic,
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
    Repeat,
    Set,
    Start,
    StartsWith,
    Step,
    Value,
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


def _properties_of(value: Value) -> Iterator[str]:
    """The properties that a value is, or is reckoned of."""
    if isinstance(value, PropertyValue):
        yield value.name
    elif isinstance(value, Arithmetic):
        yield from _properties_of(value.left)
        yield from _properties_of(value.right)


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
            yield from _properties_of(value)


def _counted_by(length: Length | None) -> Iterator[str]:
    """The property that says how long a wait is, if one does."""
    if isinstance(length, FromData) and isinstance(length.value, PropertyValue):
        yield length.value.name


def _asked_by(journey: Journey, steps: tuple[Step, ...], keys: Mapping[str, str]) -> _Asked:
    """What a body asks; `keys`: the property by whose values each journey `per P` lets in."""
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
                properties.update(_properties_of(step.value))
            case Repeat():
                properties.update(_properties_in(step.until))
            case Move():
                passes_to.add((journey.name, stages[step.stage], -1))
            case Start():
                passes_to.add((step.journey, 0, -1))
                if step.journey in keys:
                    properties.add(keys[step.journey])
            case _:
                pass
    return _Asked(frozenset(properties), frozenset(passes_to))


def hands(model: Model) -> dict[BodyKey, tuple[str, ...]]:
    """The properties that each body keeps, by name in order of the alphabet."""
    keys = {journey.name: journey.per.name for journey in model.journeys if journey.per is not None}
    asked: dict[BodyKey, _Asked] = {}
    for journey in model.journeys:
        for number, rule in enumerate(journey.rules):
            asked[journey.name, -1, number] = _asked_by(journey, rule.steps, keys)
        for place, stage in enumerate(journey.stages):
            asked[journey.name, place, -1] = _asked_by(journey, stage.steps, keys)
            for number, rule in enumerate(stage.rules):
                asked[journey.name, place, number] = _asked_by(journey, rule.steps, keys)
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
