"""Scenarios: what is given, what happens, what is expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from jdsl.model.checked.asking import Condition
from jdsl.model.checked.values import Constant, Place


@dataclass(frozen=True, slots=True)
class GivenAttribute:
    attribute: str
    value: Constant


@dataclass(frozen=True, slots=True)
class GivenSubscription:
    channel: str
    on: bool


@dataclass(frozen=True, slots=True)
class GivenTag:
    tag: str


@dataclass(frozen=True, slots=True)
class GivenHeldOut:
    """The watched journeys hold the contact out, where they hold out anybody; else no journey does (§13.2)."""


@dataclass(frozen=True, slots=True)
class GivenArm:
    """The contact goes this arm of the split; of a split of which nothing is given, the first (§19.4)."""

    split: str
    arm: str


Given: TypeAlias = GivenAttribute | GivenSubscription | GivenTag | GivenHeldOut | GivenArm


@dataclass(frozen=True, slots=True)
class Occurs:
    """An event of the scenario's contact; `verb` None is one that only sets attributes.

    `W answers` and `W fails` are `answered` and `failed` about W, of the oldest open call (§18.7).
    """

    at_ms: int
    verb: str | None
    subject: str | None
    link: str | None
    properties: Mapping[str, Constant]
    sets: Mapping[str, Constant]
    machine: bool
    place: Place


@dataclass(frozen=True, slots=True)
class ExpectEffect:
    """None means that it is not compared, but for `exit`: `expect exit` takes any reason, `expect exit "x"` that one.

    `kind` is an effect's kind as the effects file has it (`stage` is written, `move` is meant); `enter` says no more.
    """

    at_ms: int
    kind: str
    name: str | None
    reason: str | None
    value: Constant | None
    place: Place


@dataclass(frozen=True, slots=True)
class ExpectCondition:
    at_ms: int
    condition: Condition
    text: str  # as written
    place: Place


@dataclass(frozen=True, slots=True)
class ExpectNothingElse:
    place: Place


Expectation: TypeAlias = ExpectEffect | ExpectCondition | ExpectNothingElse


@dataclass(frozen=True, slots=True)
class Scenario:
    """`start_ms` is 00:00 of day 0 by the clock of `zone`. `journeys` are those that it watches.

    `zone` is that of these journeys if they all have one and the same, else the workspace's (§13.1).
    """

    title: str
    journeys: tuple[str, ...]
    start_ms: int
    given: tuple[Given, ...]
    events: tuple[Occurs, ...]
    expectations: tuple[Expectation, ...]
    place: Place
    zone: str = "UTC"
