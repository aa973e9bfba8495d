"""Lines that declare what journeys talk about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jdsl.syntax.ast.words import DateTime, Name, Phrase, Text, Zone
from jdsl.text.span import Span


@dataclass(frozen=True, slots=True)
class ChannelLine:
    """`channel NAME ["title"]` at the top; under a message, the channel that it goes through."""

    name: Name
    title: Text | None


@dataclass(frozen=True, slots=True)
class MessageLine:
    """`email NAME ["subject"]`, `sms NAME ["text"]`, `push NAME ["text"]`; `kind` is the first word."""

    kind: str
    name: Name
    text: Text | None


@dataclass(frozen=True, slots=True)
class IdLine:
    """`id "…"` under a message: what provider events call it."""

    id: Text


@dataclass(frozen=True, slots=True)
class TransactionalLine:
    """`transactional` under a message: it goes whatever the contact has subscribed to."""


@dataclass(frozen=True, slots=True)
class LinkLine:
    """`link NAME ["url"]` under a message."""

    name: Name
    url: Text | None


@dataclass(frozen=True, slots=True)
class PageLine:
    name: Name
    pattern: Text | None


@dataclass(frozen=True, slots=True)
class FormLine:
    name: Name


@dataclass(frozen=True, slots=True)
class ProductLine:
    name: Name


@dataclass(frozen=True, slots=True)
class TeamLine:
    name: Name
    address: Text


@dataclass(frozen=True, slots=True)
class TagLine:
    """`tag NAME`: at the top of a file a declaration, elsewhere a step."""

    name: Name


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


@dataclass(frozen=True, slots=True)
class PropertyLine:
    """`property NAME TYPE` under an event."""

    name: Name
    type: TypeName | OneOfType


@dataclass(frozen=True, slots=True)
class EventLine:
    """`event PHRASE [a KIND]`: `words` is all that follows `event`, the resolver finds ` a KIND`."""

    words: Phrase


@dataclass(frozen=True, slots=True)
class WebinarLine:
    """`webinar NAME at DATE T [ZONE]`."""

    name: Name
    at: DateTime
    zone: Zone | None


@dataclass(frozen=True, slots=True)
class MomentLine:
    """`moment NAME at DATE T [ZONE]`."""

    name: Name
    at: DateTime
    zone: Zone | None


@dataclass(frozen=True, slots=True)
class WebhookLine:
    """`webhook NAME "url"`."""

    name: Name
    address: Text


@dataclass(frozen=True, slots=True)
class TimezoneLine:
    """`timezone Z`: at the top of the workspace, in a journey of that journey."""

    zone: Zone


@dataclass(frozen=True, slots=True)
class HolidaysLine:
    """`holidays CZ`."""

    country: Name
