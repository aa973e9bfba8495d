"""Some journeys of a workspace alone; the others keep their names, so that what speaks of them has a meaning."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from jdsl.model.model import (
    Arm,
    If,
    Journey,
    Model,
    Repeat,
    Rule,
    Split,
    Stage,
    Start,
    Step,
    WaitFor,
    WaitUntilCondition,
    WaitUntilMoment,
)


def with_only(model: Model, files: Collection[str]) -> Model:
    """The workspace in which nobody enters a journey that is not written in one of the files.

    `start` of such a journey does nothing, and nobody is in it; names and counts of journeys stay as they are.
    """
    running = {journey.name for journey in model.journeys if journey.place.file in files}
    return replace(
        model,
        journeys=tuple(
            _without_starts(journey, running) if journey.name in running else _at_rest(journey)
            for journey in model.journeys
        ),
    )


def _at_rest(journey: Journey) -> Journey:
    return replace(
        journey,
        entries=(),
        exits=(),
        goals=tuple(replace(goal, trigger=None, condition=None) for goal in journey.goals),
        rules=(),
        stages=tuple(replace(stage, steps=(), rules=()) for stage in journey.stages),
    )


def _without_starts(journey: Journey, running: Collection[str]) -> Journey:
    def steps(before: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(step(one) for one in before if not (isinstance(one, Start) and one.journey not in running))

    def step(before: Step) -> Step:
        match before:
            case If():
                branches = tuple((condition, steps(then)) for condition, then in before.branches)
                return replace(before, branches=branches, otherwise=steps(before.otherwise))
            case WaitFor():
                return replace(before, arms=tuple(map(arm, before.arms)), otherwise=steps(before.otherwise))
            case WaitUntilMoment() | WaitUntilCondition():
                return replace(before, otherwise=steps(before.otherwise))
            case Repeat():
                return replace(before, steps=steps(before.steps))
            case Split():
                return replace(before, arms=tuple(replace(arm, steps=steps(arm.steps)) for arm in before.arms))
            case _:
                return before

    def arm(before: Arm) -> Arm:
        return replace(before, steps=steps(before.steps))

    def rule(before: Rule) -> Rule:
        return replace(before, steps=steps(before.steps))

    def stage(before: Stage) -> Stage:
        return replace(before, steps=steps(before.steps), rules=tuple(map(rule, before.rules)))

    return replace(journey, rules=tuple(map(rule, journey.rules)), stages=tuple(map(stage, journey.stages)))
