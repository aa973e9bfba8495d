"""What journeys talk about: every declared or inferred name, by kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from jdsl.model.checked.values import DeclaredMoment, Type


class Kind(StrEnum):
    """What a name of the catalog can be; the words that stand after `a` in `event attended a webinar`."""

    MESSAGE = "message"  # email, sms or push
    CHANNEL = "channel"
    PAGE = "page"
    FORM = "form"
    WEBINAR = "webinar"
    PRODUCT = "product"
    SEGMENT = "segment"
    ATTRIBUTE = "attribute"
    TAG = "tag"
    JOURNEY = "journey"
    GOAL = "goal"
    WEBHOOK = "webhook"


class Medium(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class Message:
    name: str
    medium: Medium
    text: str | None  # the subject of an email, the text of an sms or push
    channel: str | None
    provider_id: str | None
    links: tuple[str, ...]
    link_addresses: Mapping[str, str] = field(default_factory=dict[str, str])  # address -> link name
    transactional: bool = False  # §15.3


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    pattern: str | None  # a path; `*` stands for any characters


@dataclass(frozen=True, slots=True)
class Verb:
    """`name` is the whole phrase, `registered for`; `bare` is how it is said without a subject, `registered`."""

    name: str
    bare: str
    kind: Kind | None  # what it is about; None: nothing in particular
    properties: Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every declared or inferred name, by kind. Mappings are in order of declaration."""

    messages: Mapping[str, Message]
    channels: tuple[str, ...]
    pages: Mapping[str, Page]
    forms: tuple[str, ...]
    products: tuple[str, ...]
    teams: Mapping[str, str]  # name -> address
    tags: tuple[str, ...]
    attributes: Mapping[str, Type]
    verbs: Mapping[str, Verb]  # by `Verb.name`
    moments: Mapping[str, DeclaredMoment] = field(default_factory=dict[str, DeclaredMoment])  # §3.8, not the webinars
    webinars: Mapping[str, DeclaredMoment] = field(default_factory=dict[str, DeclaredMoment])
    webhooks: Mapping[str, str] = field(default_factory=dict[str, str])  # name -> address (§3.9)
