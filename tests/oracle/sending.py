"""Whether a message may go out, and else why not or when (§15): windows, holds, limits and hold-outs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge

from jdsl.model.model import Hold, Journey, Limit, Medium, Message, Model, Release, Window
from tests.oracle.shares import drawn
from tests.oracle.standing import Standing
from tests.oracle.walls import DAY_MS, by_clock_of, date_at, instant_of, is_one_of, is_same_clock, zone_of_contact

PUT_OFF_MS = 400 * DAY_MS
"""§15.1: put off to an instant before now and this, or withheld."""


@dataclass(frozen=True)
class Sent:
    """A message that counts for limits (§15.5)."""

    at_ms: int
    journey: str
    message: Message


@dataclass(frozen=True)
class Held:
    """What a journey holds, as `everything` where `channel` is None; `until_ms` None: until its visit ends (§15.7)."""

    journey: str
    visit: int
    channel: str | None
    until_ms: int | None


@dataclass(frozen=True)
class Verdict:
    """One of both is given, or neither: then the message goes out."""

    withheld: str | None = None
    until_ms: int | None = None


GOES = Verdict()


class Sending:
    """What has gone out to one contact, and what is held."""

    def __init__(self, model: Model, contact: str, standing: Standing) -> None:
        self.model = model
        self.contact = contact
        self.standing = standing
        self.sent: list[Sent] = []
        self.held: list[Held] = []
        self.holds_out: frozenset[str] | None = None
        """Which journeys hold the contact out, where a scenario says so (§13.2)."""
        self.noted: set[str] = set()
        """What came about here that no effect tells of, for whoever counts cases."""

    def judge(self, journey: Journey, message: Message, now_ms: int) -> Verdict:
        """§15.1, in its order; what it says has not happened yet."""
        bounced = message.medium is Medium.EMAIL and self.standing.bounced
        if message.transactional:
            return Verdict(withheld="bounced") if bounced else GOES
        windows = self.windows(journey)
        limits = self.limits(journey, message)
        full = [limit for limit in limits if self.is_full(limit, journey, now_ms)]
        if not all(self.is_open(window, now_ms) for window in windows):
            opens_ms = self.first_instant(self.openings(windows, now_ms), windows, [], journey, now_ms)
            if opens_ms is not None:
                return self.put_off(opens_ms, "a window")
            return Verdict(withheld="limit" if full else "window")
        if self.standing.everything_off:
            return Verdict(withheld="unsubscribed")
        if message.channel is not None and message.channel not in self.standing.channels:
            return Verdict(withheld="not subscribed")
        if self.is_held(journey, message, now_ms):
            return Verdict(withheld="hold")
        if bounced:
            return Verdict(withheld="bounced")
        if full:
            return self.wait_for_room(full, limits, windows, journey, now_ms)
        if self.is_held_out(journey):
            return Verdict(withheld="held out")
        return GOES

    def wait_for_room(
        self, full: list[Limit], limits: list[Limit], windows: list[Window], journey: Journey, now_ms: int
    ) -> Verdict:
        if not all(limit.else_delay for limit in full):
            return Verdict(withheld="limit")
        instants = merge(self.openings(windows, now_ms), self.rooms(limits, now_ms))
        room_ms = self.first_instant(instants, windows, limits, journey, now_ms)
        if room_ms is None:
            return Verdict(withheld="limit")
        return self.put_off(room_ms, "a limit")

    def put_off(self, until_ms: int, why: str) -> Verdict:
        self.noted.add(f"put off: by {why}")
        return Verdict(until_ms=until_ms)

    def first_instant(
        self, instants: Iterator[int], windows: list[Window], limits: list[Limit], journey: Journey, now_ms: int
    ) -> int | None:
        """The first of them, which ascend, that is after now, soon enough, and at which nothing stands in the way."""
        for at_ms in instants:
            if at_ms >= now_ms + PUT_OFF_MS:
                return None
            if (
                at_ms > now_ms
                and all(self.is_open(window, at_ms) for window in windows)
                and not any(self.is_full(limit, journey, at_ms) for limit in limits)
            ):
                return at_ms
        return None

    # --- windows ---

    def windows(self, journey: Journey) -> list[Window]:
        return [line.window for line in (*self.model.windows, *journey.windows)]

    def goes_by_another_clock(self, journey: Journey, before: str | None) -> bool:
        """Whether some window does, now that the contact's zone is no longer `before` (§15.6)."""
        return not all(
            is_same_clock(by_clock_of(window.zone, before), self.zone(window)) for window in self.windows(journey)
        )

    def contact_zone(self) -> str | None:
        return zone_of_contact(self.standing.attributes.get("timezone"))

    def zone(self, window: Window) -> str:
        return by_clock_of(window.zone, self.contact_zone())

    def is_open(self, window: Window, at_ms: int) -> bool:
        """§15.2: whether the span of some date holds that instant; those of these dates are the only ones that can."""
        zone = self.zone(window)
        today = date_at(zone, at_ms)
        return any(
            instant_of(zone, date, window.opens_ms) <= at_ms < self.closes_ms(window, zone, date)
            for date in range(today - 2, today + 2)
            if is_one_of(window.days, self.model.holidays, date)
        )

    def closes_ms(self, window: Window, zone: str, date: int) -> int:
        """When the span that opens on that date is over."""
        later, clock_ms = divmod(window.closes_ms, DAY_MS)
        return instant_of(zone, date + later, clock_ms)

    def openings(self, windows: list[Window], now_ms: int) -> Iterator[int]:
        """When windows open from about now on, for longer than a message is put off."""
        return merge(*(self._openings(window, now_ms) for window in windows))

    def _openings(self, window: Window, now_ms: int) -> Iterator[int]:
        zone = self.zone(window)
        today = date_at(zone, now_ms)
        for date in range(today - 2, today + 403):
            if is_one_of(window.days, self.model.holidays, date):
                yield instant_of(zone, date, window.opens_ms)

    # --- limits ---

    def limits(self, journey: Journey, message: Message) -> list[Limit]:
        """Those that count that message."""
        return [limit for limit in (*self.model.limits, *journey.limits) if _counts(limit, message)]

    def counted(self, limit: Limit, journey: Journey) -> list[Sent]:
        """§15.5: of the journey, or, of a limit of the workspace, of all."""
        everyones = any(limit is other for other in self.model.limits)
        return [
            sent for sent in self.sent if _counts(limit, sent.message) and (everyones or sent.journey == journey.name)
        ]

    def is_full(self, limit: Limit, journey: Journey, at_ms: int) -> bool:
        """§15.4."""
        if limit.per_ms is not None:
            recent = [sent for sent in self.counted(limit, journey) if sent.at_ms > at_ms - limit.per_ms]
        else:
            begins_ms = instant_of(limit.zone, date_at(limit.zone, at_ms), 0)
            recent = [sent for sent in self.counted(limit, journey) if sent.at_ms >= begins_ms]
        return len(recent) >= limit.most

    def rooms(self, limits: list[Limit], now_ms: int) -> Iterator[int]:
        """When there may be room again: when something is old enough, or a day begins."""
        found: set[int] = set()
        for limit in limits:
            if limit.per_ms is not None:
                found |= {sent.at_ms + limit.per_ms for sent in self.sent}
            else:
                today = date_at(limit.zone, now_ms)
                found |= {instant_of(limit.zone, today + days, 0) for days in (1, 2)}
        return iter(sorted(found))

    # --- holds ---

    def hold(self, journey: str, visit: int, step: Hold, now_ms: int) -> None:
        """§15.7: it replaces one of the same name that is alike in having a length; without one it is the visit's."""
        until_ms = None if step.for_ms is None else now_ms + step.for_ms
        self.held = [
            held
            for held in self.held
            if (held.journey, held.channel, held.until_ms is None) != (journey, step.channel, until_ms is None)
            or (until_ms is None and held.visit != visit)
        ]
        self.held.append(Held(journey, visit, step.channel, until_ms))

    def release(self, journey: str, step: Release) -> None:
        self.held = [held for held in self.held if (held.journey, held.channel) != (journey, step.channel)]

    def end_visit(self, journey: str, visit: int) -> None:
        """What is held without a length ends with the visit."""
        self.held = [
            held for held in self.held if (held.journey, held.visit) != (journey, visit) or held.until_ms is not None
        ]

    def is_held(self, journey: Journey, message: Message, now_ms: int) -> bool:
        return any(
            held.journey != journey.name
            and held.channel in {None, message.channel}
            and (held.until_ms is None or now_ms < held.until_ms)
            for held in self.held
        )

    # --- hold-outs ---

    def is_held_out(self, journey: Journey) -> bool:
        """§15.8."""
        if journey.hold_out is None:
            return False
        if self.holds_out is not None:
            return journey.name in self.holds_out
        return drawn(f"hold out:{journey.drawn_as}", self.contact) < journey.hold_out.hundredths

    def note(self, journey: Journey, message: Message, now_ms: int) -> None:
        """§15.5: it went out, or was withheld as `held out`."""
        self.sent.append(Sent(now_ms, journey.name, message))


def _counts(limit: Limit, message: Message) -> bool:
    """§15.4: whether the limit speaks of messages such as this."""
    return (
        not message.transactional
        and limit.medium in {None, message.medium}
        and limit.channel in {None, message.channel}
    )
