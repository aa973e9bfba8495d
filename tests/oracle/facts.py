"""What goes into an evaluation and what comes out of it: events, contacts rows, effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Value: TypeAlias = int | str | bool
"""A number is whole millionths. None, where it may stand, is a missing value."""

Values: TypeAlias = tuple[tuple[str, Value | None], ...]
"""What a `call` carries: names and values, in the order of the source (§11.6)."""

UNKNOWN = "?"
"""The subject of an event that names something which the catalog does not know; no name can be written like it."""


@dataclass(frozen=True)
class Event:
    """One line of an event file, names resolved: `verb` is a `Verb.name` of the catalog, None if it is unknown."""

    contact: str
    received_ms: int
    time_ms: int
    verb: str | None
    subject: str | None = None
    link: str | None = None
    machine: bool = False
    sets: tuple[tuple[str, Value | None], ...] = ()
    properties: tuple[tuple[str, Value], ...] = ()
    call: str | None = None
    """Of `answered` and `failed`: the id of the `call` that it belongs to (§18.4)."""

    @property
    def handled_ms(self) -> int:
        """When it is handled: never before it happened (S1.3)."""
        return max(self.received_ms, self.time_ms)


@dataclass(frozen=True)
class ContactRow:
    """One line of a contacts file. `unsubscribed` True: from everything; a tuple: from those channels."""

    contact: str
    attributes: tuple[tuple[str, Value], ...] = ()
    subscriptions: tuple[str, ...] = ()
    unsubscribed: bool | tuple[str, ...] = False
    bounced: bool = False
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Effect:
    """`id` is JOURNEY:VISIT:MS:N (S8.2). A number in `value` is whole millionths."""

    time_ms: int
    contact: str
    journey: str
    id: str
    kind: str
    name: str | None
    reason: str | None
    value: Value | None
    file: str
    line: int
    values: Values | None = None
    """Of a `call` alone."""


@dataclass(frozen=True)
class Change:
    """An attribute that holds something else than before; None is missing."""

    attribute: str
    old: Value | None
    new: Value | None


@dataclass(frozen=True)
class Flip:
    """A segment that the contact has come into, or (`inside` False) gone out of."""

    segment: str
    inside: bool


@dataclass(frozen=True)
class Crossing:
    """A score that is another one: what was left of it, what it was when it was judged before, and what it is now."""

    score: str
    left: int
    judged: int
    after: int


@dataclass(eq=False)
class Happening:
    """What history keeps and triggers hear: an event with what it made, or what a step brought about.

    `flips` and `crossings` come to it when it is handled, at `handled_ms` (§5.5).
    """

    at_ms: int  # its own time
    verb: str | None
    subject: str | None = None
    link: str | None = None
    properties: Mapping[str, Value] = field(default_factory=dict[str, Value])
    machine: bool = False
    changes: tuple[Change, ...] = ()
    handled_ms: int = 0
    """When it was handled: `now` of a `where` (S5.11)."""
    flips: list[Flip] = field(default_factory=list[Flip])
    crossings: list[Crossing] = field(default_factory=list[Crossing])
    of_value: tuple[str, Value] | None = None
    """Of what a visit per P brought about: P and its value (§17.5)."""
    answers: object | None = None
    """Of `answered` and `failed`: the visit that called; None: they are nobody's (§18.4)."""

    def value_of(self, name: str) -> Value | None:
        """What it carries as P (§17.2); None: it reaches every visit."""
        if self.of_value is not None and self.of_value[0] == name:
            return self.of_value[1]
        return self.properties.get(name)

    @property
    def at_hand(self) -> Mapping[str, Value]:
        """What it carries (S4.10)."""
        return self.properties if self.of_value is None else dict([*self.properties.items(), self.of_value])
