"""How the conditions that scenarios expect are judged: by a journey that is entered if what it is asked holds.

So conditions mean here just what they mean everywhere, and the engine needs no second way to judge one. All of them
are entries of one journey, the *probes*, each of which listens for a verb of its own; no stage in it could do
anything. Its name and the verbs cannot be written in a file, so nobody else ever hears of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from jdsl.model.model import (
    Entry,
    ExpectCondition,
    Journey,
    Model,
    Pattern,
    Plain,
    Reenter,
    ReenterKind,
    Scenario,
    Stage,
    Verb,
)

PROBES = "?"
"""What the journey of the probes is called. It is entered at once and left at once."""


def with_probes(model: Model) -> Model:
    """The model with a probe for each condition that its scenarios expect, in whatever words they ask it."""
    asked = {question(scenario, expected): expected for scenario, expected in _conditions(model)}
    if not asked:
        return model
    verbs = {name: Verb(name, name, None, {}) for name in asked}
    catalog = replace(model.catalog, verbs={**model.catalog.verbs, **verbs})
    return replace(model, catalog=catalog, journeys=(*model.journeys, _probes(asked)))


def question(scenario: Scenario, expected: ExpectCondition) -> str:
    """The verb that asks for the condition: its words decide what it means, and the zone whose calendar they go by."""
    return f"? {scenario.zone} {expected.text}"


def _conditions(model: Model) -> Iterator[tuple[Scenario, ExpectCondition]]:
    for scenario in model.scenarios:
        for expected in scenario.expectations:
            if isinstance(expected, ExpectCondition):
                yield scenario, expected


def _probes(asked: Mapping[str, ExpectCondition]) -> Journey:
    place = next(iter(asked.values())).place
    return Journey(
        name=PROBES,
        title=None,
        priority=0,
        owner=None,
        version=None,
        labels=(),
        entries=tuple(
            Entry((Plain(Pattern(verb, None)),), expected.condition, None, expected.place)
            for verb, expected in asked.items()
        ),
        reenter=Reenter(ReenterKind.ALWAYS),
        exits=(),
        goals=(),
        rules=(),
        stages=(Stage(PROBES, None, (), (), place),),
        place=place,
    )
