"""What is remembered of one contact besides its places in journeys: attributes, tags, subscriptions, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jdsl.model.model import OneOfType, Type
from tests.oracle.facts import UNKNOWN, Change, ContactRow, Event, Happening, Value
from tests.oracle.matching import folded
from tests.oracle.walls import is_same_clock, zone_of_contact

TOO_SOON_MS = 5_000


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
    when_zone_changes: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])
    """Told when `timezone` has come to name another zone (§14.14)."""
    when_set: list[Callable[[str], None]] = field(default_factory=list[Callable[[str], None]])
    """Told of an attribute that has been set, to the same again too (§9.10)."""

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
        for tell in self.when_set:
            tell(attribute)
        if self.same(attribute, old, value):
            return None
        if attribute == "email":
            self.bounced = False
        if attribute == "timezone" and not is_same_clock(zone_of_contact(old), zone_of_contact(value)):
            for tell in self.when_zone_changes:
                tell()
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
            machine=event.machine or self.is_too_soon(event),
            changes=tuple(change for change in changes if change is not None),
            handled_ms=event.handled_ms,
        )
        self.history.append(happening)
        self._stand(happening)
        return happening

    def is_too_soon(self, event: Event) -> bool:
        """§5.4: a click or an open so soon after the message went out is a machine's."""
        if event.verb not in {"clicked", "opened"} or event.subject in {None, UNKNOWN}:
            return False
        sends = [past.at_ms for past in self.history if past.verb == "sent" and past.subject == event.subject]
        return bool(sends) and 0 <= event.time_ms - max(sends) < TOO_SOON_MS

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
