"""How a condition that a scenario expects is judged: by a journey that is entered if it holds.

So conditions mean here just what they mean everywhere, and the engine needs no second way to judge one. Each expected
condition becomes a journey of its own, a *probe*, that listens for a verb of its own and has no stage in which
anything could happen. Their names cannot be written in a file, so nobody else ever hears of them.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    Stage,
    Verb,
)


def with_probes(model: Model) -> Model:
    """The model with a probe for each condition that one of its scenarios expects."""
    probes = [_probe(expected) for expected in _conditions(model)]
    if not probes:
        return model
    verbs = {name: Verb(name, name, None, {}) for name in (probe.name for probe in probes)}
    catalog = replace(model.catalog, verbs={**model.catalog.verbs, **verbs})
    return replace(model, catalog=catalog, journeys=(*model.journeys, *probes))


def probe_name(expected: ExpectCondition) -> str:
    """What the probe of a condition is called, and the verb that asks it."""
    return f"? {expected.place.file}:{expected.place.start}"


def _conditions(model: Model) -> Iterator[ExpectCondition]:
    for scenario in model.scenarios:
        for expected in scenario.expectations:
            if isinstance(expected, ExpectCondition):
                yield expected


def _probe(expected: ExpectCondition) -> Journey:
    name, place = probe_name(expected), expected.place
    asked = Plain(Pattern(name, None))
    return Journey(
        name=name,
        title=None,
        priority=0,
        owner=None,
        version=None,
        labels=(),
        entries=(Entry((asked,), expected.condition, None, place),),
        reenter=Reenter(ReenterKind.ALWAYS),
        exits=(),
        goals=(),
        rules=(),
        stages=(Stage(name, None, (), (), place),),
        place=place,
    )
