"""Lines that declare what journeys talk about.

`was` are the names that something had before, the latest first: `email news was newsletter, mailing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jdsl.syntax.ast.asking import Condition, Trigger
from jdsl.syntax.ast.words import DateTime, Duration, Name, Number, Phrase, Text, Zone
from jdsl.text.span import Span


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """`channel NAME ["title"]` at the top; under a message, the channel that it goes through."""

    name: Name
    title: Text | None
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class MessageLine:
    """`email NAME ["subject"]`, `sms NAME ["text"]`, `push NAME ["text"]`; `kind` is the first word."""

    kind: str
    name: Name
    text: Text | None
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class IdLine:
    """`id "…"` under a message: what provider events call it."""

    id: Text


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """`template "PATH"` under a message: the file that holds it."""

    path: Text


@dataclass(frozen=True, slots=True)
class TransactionalLine:
    """`transactional` under a message: it goes whatever the contact has subscribed to."""


@dataclass(frozen=True, slots=True)
class LinkLine:
    """`link NAME ["url"]` under a message."""

    name: Name
    url: Text | None
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class PageLine:
    name: Name
    pattern: Text | None
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class FormLine:
    name: Name
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ProductLine:
    name: Name
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class TeamLine:
    name: Name
    address: Text
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class TagLine:
    """`tag NAME`: at the top of a file a declaration, elsewhere a step; of a step `was` is empty."""

    name: Name
    was: tuple[Name, ...]


class TypeName(StrEnum):
    NUMBER = "number"
    TEXT = "text"
    YES_NO = "yes/no"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class OneOfType:
    """`one of A, B, "55-64"`."""

    values: tuple[Name | Text, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class AttributeLine:
    name: Name
    type: TypeName | OneOfType
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class PropertyLine:
    """`property NAME TYPE` under an event, or under a webhook, which it answers with."""

    name: Name
    type: TypeName | OneOfType
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """`event PHRASE [a KIND] [was VERB, VERB]`: `words` is all in front of `was`, the resolver finds ` a KIND`."""

    words: Phrase
    was: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class WebinarLine:
    """`webinar NAME at DATE T [ZONE]`."""

    name: Name
    at: DateTime
    zone: Zone | None
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class MomentLine:
    """`moment NAME at DATE T [ZONE]`."""

    name: Name
    at: DateTime
    zone: Zone | None
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class WebhookLine:
    """`webhook NAME "url"`."""

    name: Name
    address: Text
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class AnswersWithinLine:
    """`answers within D` under a webhook."""

    duration: Duration


@dataclass(frozen=True, slots=True)
class SegmentLine:
    """`segment NAME if COND`."""

    name: Name
    condition: Condition
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """`score NAME`, with its lines below."""

    name: Name
    was: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class AddWhen:
    """`add N when TRIGGER [if COND]` under a score."""

    points: Number
    trigger: Trigger
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class TakeWhen:
    """`take N when TRIGGER [if COND]` under a score."""

    points: Number
    trigger: Trigger
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class HalveLine:
    """`halve every D` under a score."""

    duration: Duration


@dataclass(frozen=True, slots=True)
class TimezoneLine:
    """`timezone Z`: at the top of the workspace, in a journey of that journey."""

    zone: Zone


@dataclass(frozen=True, slots=True)
class HolidaysLine:
    """`holidays CZ`."""

    country: Name
