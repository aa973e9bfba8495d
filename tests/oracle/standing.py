"""What is remembered of one contact besides its places in journeys: attributes, tags, subscriptions, history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jdsl.model.model import Medium, Message, OneOfType, Type
from tests.oracle.facts import UNKNOWN, Change, ContactRow, Event, Happening, Value
from tests.oracle.matching import folded

LARGEST = 9_200_000_000_000_000_000
"""S7.1: millionths; a number beyond this, or below its negative, is missing."""


@dataclass
class Standing:
    """Changed by events (S2.1), by steps (S2.5) and by the contacts row (S1.7)."""

    types: Mapping[str, Type]
    attributes: dict[str, Value] = field(default_factory=dict[str, Value])
    set_at_ms: dict[str, int] = field(default_factory=dict[str, int])
    tags: set[str] = field(default_factory=set[str])
    channels: set[str] = field(default_factory=set[str])
    """Subscribed to; kept under an unsubscription from everything."""
    everything_off: bool = False
    channel_off_ms: dict[str, int] = field(default_factory=dict[str, int])
    """The latest unsubscription of each channel that is known, by own time (S1.4)."""
    everything_off_ms: int | None = None
    bounced: bool = False
    history: list[Happening] = field(default_factory=list[Happening])

    # --- attributes ---

    def same(self, attribute: str, left: Value | None, right: Value | None) -> bool:
        """Whether putting one in the place of the other is no change (S5.6)."""
        if isinstance(left, str) and isinstance(right, str) and not isinstance(self.types[attribute], OneOfType):
            return folded(left) == folded(right)
        return left == right

    def assign(self, attribute: str, value: Value | None, at_ms: int) -> Change | None:
        """Put a value there, as of `at_ms`; the change, if it is one (S5.6), lifting a hard bounce (S6.5)."""
        if at_ms < self.set_at_ms.get(attribute, at_ms):
            return None  # S1.4: something newer was set
        self.set_at_ms[attribute] = at_ms
        old = self.attributes.get(attribute)
        self.attributes.pop(attribute, None)
        if value is not None:
            self.attributes[attribute] = value
        if self.same(attribute, old, value):
            return None
        if attribute == "email":
            self.bounced = False
        return Change(attribute, old, value)

    # --- subscriptions ---

    def subscribe(self, channel: str, at_ms: int) -> bool:
        """Whether the channel's subscription changed. Not if a younger unsubscription is known (S1.4)."""
        if self.everything_off_ms is not None and self.everything_off_ms > at_ms:
            return False
        if self.channel_off_ms.get(channel, at_ms) > at_ms:
            return False
        changed = channel not in self.channels
        self.channels.add(channel)
        return changed

    def unsubscribe(self, channel: str, at_ms: int) -> bool:
        """Whether the channel's subscription changed."""
        self.channel_off_ms[channel] = max(at_ms, self.channel_off_ms.get(channel, at_ms))
        changed = channel in self.channels
        self.channels.discard(channel)
        return changed

    def subscribe_everything(self, at_ms: int) -> None:
        if self.everything_off_ms is None or self.everything_off_ms <= at_ms:
            self.everything_off = False

    def unsubscribe_everything(self, at_ms: int) -> None:
        self.everything_off = True
        self.everything_off_ms = at_ms if self.everything_off_ms is None else max(at_ms, self.everything_off_ms)

    def is_subscribed(self, channel: str) -> bool:
        return channel in self.channels and not self.everything_off  # S6.5

    def why_withheld(self, message: Message) -> str | None:
        """The first reason for which this message may not go out now (S6.1), None if it may."""
        if self.everything_off:
            return "unsubscribed"
        if message.channel is not None and message.channel not in self.channels:
            return "not subscribed"
        if message.medium is Medium.EMAIL and self.bounced:
            return "bounced"
        return None

    # --- what comes in ---

    def take_in(self, event: Event, properties: Mapping[str, Value]) -> Happening:
        """S2.1: attributes, then history, then standing. Returns what history now holds of it."""
        changes = [self.assign(attribute, value, event.time_ms) for attribute, value in event.sets]
        happening = Happening(
            at_ms=event.time_ms,
            verb=event.verb,
            subject=event.subject,
            link=event.link,
            properties=properties,
            machine=event.machine,
            changes=tuple(change for change in changes if change is not None),
        )
        self.history.append(happening)
        self._stand(happening)
        return happening

    def _stand(self, happening: Happening) -> None:
        """S6.5, for an event that came in; a channel that nobody knows is never "everything"."""
        at_ms, channel = happening.at_ms, happening.subject
        match happening.verb:
            case "subscribed to" | "confirmed" | "unsubscribed from" if channel == UNKNOWN:
                pass
            case "subscribed to" | "confirmed" if channel is not None:
                self.subscribe(channel, at_ms)
            case "subscribed to":
                self.subscribe_everything(at_ms)
            case "unsubscribed from" if channel is not None:
                self.unsubscribe(channel, at_ms)
            case "unsubscribed from" | "complained":
                self.unsubscribe_everything(at_ms)
            case "bounced":
                kind = happening.properties.get("type")
                self.bounced = self.bounced or (isinstance(kind, str) and folded(kind) == "hard")
            case _:
                pass

    def lay_over(self, row: ContactRow, from_ms: int) -> None:
        """S1.7: the contacts row, silently, over what history gave."""
        for attribute, value in row.attributes:
            self.assign(attribute, value, from_ms)
        self.tags.update(row.tags)
        for channel in row.subscriptions:
            self.subscribe(channel, from_ms)
        if row.unsubscribed is True:
            self.unsubscribe_everything(from_ms)
        elif row.unsubscribed:
            for channel in row.unsubscribed:
                self.unsubscribe(channel, from_ms)
        self.bounced = self.bounced or row.bounced
