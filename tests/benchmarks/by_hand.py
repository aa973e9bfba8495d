"""`product_interest.journey` as a programmer would write it for speed: the peer that the benchmark measures against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.benchmarks.workload import (
    BOUNCED,
    DAY_MS,
    OPENED,
    PAPER_CLICK,
    PRICING,
    PURCHASED,
    REGISTERED,
    RESUBSCRIBED,
    TEASER_CLICK,
    UNSUBSCRIBED,
)

OUT, INVITED, SENT, REMINDED, CONSIDERING = range(5)
NEVER_MS = 1 << 62
MACHINE_MS = 5_000  # who clicks sooner than that behind a sending is a machine
Text = str | None


@dataclass(slots=True)
class Contact:
    """One person: standing, and the place in the journey. `since_ms` is when the present wait or stage began."""

    id: int
    eligible: bool
    subscribed: bool
    unsubscribed: bool = False
    unsubscribed_ms: int = -1
    bounced: bool = False
    stage: int = OUT
    since_ms: int = 0
    due_ms: int = NEVER_MS
    paper_ms: int = -NEVER_MS
    entered_ms: int = 0
    may_enter_ms: int = 0
    visit: int = 0
    number: int = 0
    number_ms: int = -1
    pricing_ms: list[int] = field(default_factory=list)


class ProductInterest:
    """Takes contacts through events; `log` has (time, contact, effect, name, reason, visit, number), as they happen."""

    def __init__(self, countries: Sequence[str], subscribed: Sequence[bool]) -> None:
        eligible = [country in ("CZ", "DE", "US") for country in countries]
        self.contacts = [Contact(*row) for row in zip(range(len(countries)), eligible, subscribed, strict=True)]
        self.log: list[tuple[int, int, str, Text, Text, int, int]] = []

    def run(self, events: Iterable[tuple[int, int, int, int]], until_ms: int) -> None:
        contacts = self.contacts
        for number, kind, time_ms, now_ms in events:
            if kind >= OPENED:
                continue
            contact = contacts[number]
            if contact.due_ms <= now_ms:
                self.go_off(contact, now_ms)
            if kind >= UNSUBSCRIBED:
                self.change_standing(contact, kind, time_ms, now_ms)
            elif (stage := contact.stage) == OUT:
                if kind == TEASER_CLICK and contact.eligible and now_ms >= contact.may_enter_ms:
                    contact.visit, contact.entered_ms, contact.pricing_ms = contact.visit + 1, now_ms, []
                    contact.stage, contact.since_ms, contact.due_ms = INVITED, now_ms, now_ms + 2 * DAY_MS
                    self.write(contact, now_ms, "enter")
            elif kind == PURCHASED:
                if time_ms >= contact.entered_ms:
                    self.leave(contact, now_ms, "exit")
            elif time_ms < contact.since_ms:
                pass  # it happened before anyone listened
            elif stage == SENT and kind == PAPER_CLICK and time_ms >= contact.paper_ms + MACHINE_MS:
                contact.stage, contact.since_ms, contact.due_ms = CONSIDERING, now_ms, NEVER_MS
                self.write(contact, now_ms, "move", "consideration")
            elif stage == CONSIDERING and kind == PRICING:
                start_ms = now_ms - 7 * DAY_MS
                contact.pricing_ms = [at_ms for at_ms in (*contact.pricing_ms, time_ms) if at_ms > start_ms]
                if len(contact.pricing_ms) >= 3:
                    self.write(contact, now_ms, "notify", "sales")
                    self.leave(contact, now_ms, "reach", "sales_ready")
            elif stage == CONSIDERING and kind == REGISTERED:
                self.leave(contact, now_ms, "reach", "sales_ready")
        for contact in contacts:
            self.go_off(contact, until_ms)

    def change_standing(self, contact: Contact, kind: int, time_ms: int, now_ms: int) -> None:
        if kind == UNSUBSCRIBED:
            contact.unsubscribed, contact.unsubscribed_ms = True, max(contact.unsubscribed_ms, time_ms)
            if contact.stage == INVITED and time_ms >= contact.since_ms:
                self.leave(contact, now_ms, "exit", None, "unsubscribed")
        elif kind == BOUNCED:
            contact.bounced = True
        elif kind == RESUBSCRIBED and time_ms >= contact.unsubscribed_ms:
            contact.unsubscribed = False

    def go_off(self, contact: Contact, until_ms: int) -> None:
        while (now_ms := contact.due_ms) <= until_ms:
            if contact.stage == INVITED:
                self.send(contact, now_ms, "whitepaper", SENT, 3 * DAY_MS)
            elif contact.stage == SENT:
                self.send(contact, now_ms, "whitepaper_reminder", REMINDED, 5 * DAY_MS)
            else:
                self.leave(contact, now_ms, "exit", None, "no interest")

    def send(self, contact: Contact, now_ms: int, name: str, stage: int, wait_ms: int) -> None:
        reason = "unsubscribed" if contact.unsubscribed else None if contact.subscribed else "not subscribed"
        reason = reason or ("bounced" if contact.bounced else None)
        contact.stage, contact.since_ms, contact.due_ms = stage, now_ms, now_ms + wait_ms
        if stage == SENT and not reason:
            contact.paper_ms = now_ms
        self.write(contact, now_ms, "withheld" if reason else "send", name, reason)

    def leave(self, contact: Contact, now_ms: int, effect: str, name: Text = None, reason: Text = None) -> None:
        contact.stage, contact.due_ms, contact.may_enter_ms = OUT, NEVER_MS, now_ms + 30 * DAY_MS
        self.write(contact, now_ms, effect, name, reason)

    def write(self, contact: Contact, now_ms: int, effect: str, name: Text = None, reason: Text = None) -> None:
        contact.number = contact.number + 1 if contact.number_ms == now_ms else 0
        contact.number_ms = now_ms
        self.log.append((now_ms, contact.id, effect, name, reason, contact.visit, contact.number))
