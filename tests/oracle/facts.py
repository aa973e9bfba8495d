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
class Happening:
    """What history keeps and triggers hear: an event with what its `set` changed, or what a step brought about."""

    at_ms: int  # its own time
    verb: str | None
    subject: str | None = None
    link: str | None = None
    properties: Mapping[str, Value] = field(default_factory=dict[str, Value])
    machine: bool = False
    changes: tuple[Change, ...] = ()
    handled_ms: int = 0
    """When it was handled: `now` of a `where` (S5.11)."""
