"""What a program knows by name: how events and contacts from outside become the integers of its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jdsl.machine.values import ValueType

UNUSED = -1
TAG_BITS = 64  # a tag's number is its contact slot times this, and the bit there
LINK_PROPERTY = 0
OLD_PROPERTY = 1
NEW_PROPERTY = 2
REASON_PROPERTY = 3
FIRST_OWN_PROPERTY = 4

# Of an answer that names its call: what the `id` of that effect is made of.
CALLED_JOURNEY = -1  # its number
CALLED_VISIT = -2
CALLED_MS = -3
CALLED_NUMBER = -4
NO_JOURNEY = -1
_PARTS_OF_ID = 4
_MOST = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a named value goes. `number` is `UNUSED` where no journey looks at it: then it need not be stored."""

    number: int
    type: ValueType


@dataclass(frozen=True, slots=True)
class Verb:
    """The event codes of one verb: by subject, without a subject, and about something the catalog does not know.

    Code 0 is an event that no journey looks at; its `set` is done all the same.
    `needs_subject`: without a known subject such an event is a bad line where it names one (S6.5).
    """

    name: str
    kind: str | None
    bare_code: int
    unknown_code: int
    subjects: Mapping[str, int]
    properties: Mapping[str, Slot]
    strict_subject: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`verbs` is keyed by every spelling: the whole phrase and the bare one.

    `links`: message -> (link URL -> link name). `ids`: provider id -> message. `pages`: (pattern, page name).
    `channels` and `tags` map a name to its number, `UNUSED` where no journey looks at it.
    `clock`: by which moments without an offset are read: pairs of an instant and the offset in ms from then on; empty:
    UTC. `zones`: where each stands that a contact can name, empty where nothing is in contact time. `journeys`: their
    names, by number.
    """

    verbs: Mapping[str, Verb]
    attributes: Mapping[str, Slot]
    channels: Mapping[str, int]
    tags: Mapping[str, int]
    ids: Mapping[str, str] = field(default_factory=dict[str, str])
    links: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    pages: tuple[tuple[str, str], ...] = ()
    clock: tuple[tuple[int, int], ...] = ()
    zones: Mapping[str, int] = field(default_factory=dict[str, int])
    journeys: tuple[str, ...] = ()

    def called(self, call: str) -> tuple[tuple[int, int], ...]:
        """The properties, number and value, by which an answer names its call, from the `id` of that effect."""
        journey, *numbers = call.split(":")
        if journey in self.journeys and len(numbers) == _PARTS_OF_ID - 1:
            visit, at_ms, number = (int(said) if said.isascii() and said.isdigit() else -1 for said in numbers)
            if f"{journey}:{visit}:{at_ms}:{number}" == call and max(visit, at_ms, number) <= _MOST:
                place = self.journeys.index(journey)
                return (CALLED_JOURNEY, place), (CALLED_VISIT, visit), (CALLED_MS, at_ms), (CALLED_NUMBER, number)
        return ((CALLED_JOURNEY, NO_JOURNEY),)

    def verb(self, spelled: str) -> Verb | None:
        """The verb of that spelling; `_` is read as a space where the name as given is no verb."""
        found = self.verbs.get(spelled)
        if found is None and "_" in spelled:
            found = self.verbs.get(spelled.replace("_", " "))
        return found

    def subject(self, kind: str | None, spelled: str) -> str:
        """The catalog's name for a subject given by its name, its provider id or (a page) its path.

        A page's path goes to the longest pattern that fits. What is not known is returned as it is.
        """
        if kind == "message":
            return self.ids.get(spelled, spelled)
        if kind == "page" and spelled.startswith("/"):
            fitting = [entry for entry in self.pages if _fits(entry[0], spelled)]
            if fitting:
                return max(fitting, key=lambda entry: (len(entry[0]), entry[1]))[1]
        return spelled


def _fits(pattern: str, path: str) -> bool:
    """Whether `*` (any characters) and the rest of the pattern, letter by letter, cover the whole path."""
    first, *rest = pattern.split("*")
    if not rest:
        return path == pattern
    if not path.startswith(first):
        return False
    at = len(first)
    for piece in rest[:-1]:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(path) - at >= len(rest[-1]) and path.endswith(rest[-1])
