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
    template: str | None = None  # the file that holds its text, as written (§3.11)


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    pattern: str | None  # a path; `*` stands for any characters


@dataclass(frozen=True, slots=True)
class Verb:
    """`name` is the whole phrase, `registered for`; `bare` is how it is said without a subject, `registered`.

    `answered` has the properties of all webhooks (§18.1).
    """

    name: str
    bare: str
    kind: Kind | None  # what it is about; None: nothing in particular
    properties: Mapping[str, Type]


@dataclass(frozen=True, slots=True)
class Webhook:
    """`webhook W "URL"` (§18.1): what its answers carry, and how long they may take."""

    name: str
    address: str
    properties: Mapping[str, Type] = field(default_factory=dict[str, Type])
    answers_within_ms: int = 30_000


@dataclass(frozen=True, slots=True)
class Share:
    """An arm of a split: so many hundredths of a percent of the contacts (§19.3)."""

    arm: str
    hundredths: int
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredSplit:
    """What a `split NAME` declares; `arms` are in source order, and their shares make 10,000 (§19.2).

    `drawn_as` is the name that the draw goes by: NAME, or the oldest that it `was`.
    """

    name: str
    arms: tuple[Share, ...]
    drawn_as: str
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Renamed:
    """`was`: what something was called, the newest first (§2.11).

    `kind` is the word that declares it, `email`, `stage`, `event`, `arm`, …; `of` what it belongs to: of a stage or
    goal the journey, of an arm the split, of a link the message, of a property the verb or the webhook.
    """

    kind: str
    name: str
    of: str | None
    was: tuple[str, ...]


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
    webhooks: Mapping[str, Webhook] = field(default_factory=dict[str, Webhook])
    segments: tuple[str, ...] = ()  # what they are: `Model.segments`
    scores: tuple[str, ...] = ()  # what they are: `Model.scores`
    splits: Mapping[str, DeclaredSplit] = field(default_factory=dict[str, DeclaredSplit])
    renamed: tuple[Renamed, ...] = ()  # all that says `was`, by kind; it changes nothing but draws
