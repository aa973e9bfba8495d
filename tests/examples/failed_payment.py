"""Makes the events and contacts of `examples/failed_payment`. Anew: `python -m tests.examples.failed_payment`."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tests.examples.people import FIRST_DAY, Example, Line, Person, Persona

VIENNA = ZoneInfo("Europe/Vienna")
SECOND = 1 / 86_400

# --- what people do, and what billing says; a try each morning at eight, for three days, and one with each new card ---


def morning(person: Person, number: int) -> float:
    """When billing answers on the morning so many days after the payment failed: eight o'clock, and a little."""
    date = person.at(0).astimezone(VIENNA).date() + timedelta(days=number)
    eight = datetime.combine(date, time(8), VIENNA)
    return (eight - FIRST_DAY) / timedelta(days=1) - person.starts + 1 / 1440


def fails(person: Person) -> None:
    amount = 24.9 if person.known["plan"] == "family" else 9.9
    invoice = f"R-{person.name}-{person.at(0).month}"
    person.does(0, "payment_failed", invoice=invoice, amount=amount)


def is_told(person: Person, day: float, decline: str | None = None) -> None:
    """Billing answers: the money has come, or why it has not."""
    said: Line = {"paid": True} if decline is None else {"paid": False, "decline": decline}
    person.does(day, "answered", "billing", **said)


def is_declined(person: Person, mornings: int = 3, decline: str = "no_money") -> None:
    fails(person)
    for number in range(1, mornings + 1):
        is_told(person, morning(person, number), decline)


def has_a_new_card(person: Person, day: float, decline: str | None = None) -> None:
    person.does(day, "updated_card")
    is_told(person, day + 2 / 1440, decline)


def pays_by_itself(person: Person) -> None:
    """The second or third try works."""
    many = person.draw.choice([1, 1, 2])
    is_declined(person, many)
    is_told(person, morning(person, many + 1))


def pays_at_the_first_try(person: Person) -> None:
    fails(person)
    is_told(person, morning(person, 1))


def gets_a_new_card(person: Person) -> None:
    is_declined(person, 1, "card_expired")
    day = person.soon(2.5, 2)
    person.does(day - 0.01, "clicked", "card_declined", link="new_card")
    has_a_new_card(person, day)


def has_it_declined_again(person: Person) -> None:
    """The new card is no better, so we ask once more; it helps."""
    is_declined(person, 1, "card_expired")
    has_a_new_card(person, person.soon(2.5, 2), "card_expired")
    has_a_new_card(person, person.soon(6.5, 2))


def gets_a_new_card_by_themselves(person: Person) -> None:
    """Before we have asked, and it has no money on it; so we stop trying it without a word."""
    is_declined(person, 1)
    has_a_new_card(person, person.soon(1.6, 0.3), "no_money")
    has_a_new_card(person, person.soon(4.5))


def needs_reminders(person: Person) -> None:
    is_declined(person)
    has_a_new_card(person, person.soon(9, 3))


def needs_the_pause(person: Person) -> None:
    is_declined(person, decline=person.draw.choice(["no_money", "card_stolen"]))
    has_a_new_card(person, person.soon(20, 5))


def needs_it_twice(person: Person) -> None:
    needs_the_pause(person)
    person.starts += 61
    needs_the_pause(person)


def is_lost(person: Person) -> None:
    is_declined(person)


def comes_back(person: Person) -> None:
    is_declined(person)
    person.does(person.soon(112, 6), "subscribed_again")


def leaves_the_list(person: Person) -> None:
    is_declined(person)
    person.does(person.soon(70), "unsubscribed from", "offers")


def is_lost_twice(person: Person) -> None:
    """We ask them back only once."""
    comes_back(person)
    person.starts += 130
    is_declined(person)


def cancels(person: Person) -> None:
    is_declined(person, 2)
    person.does(person.soon(2.5), "cancelled")


def hears_nothing(person: Person) -> None:
    """Billing does not answer, or too late; the next day it does."""
    fails(person)
    if person.draw.random() < 0.5:
        is_told(person, morning(person, 1) + 15 / 1440)
    is_told(person, morning(person, 2))


def wants_nothing_from_us(person: Person) -> None:
    """Has unsubscribed from everything; what is about money still goes out."""
    person.known["unsubscribed"] = True
    if person.draw.random() < 0.5:
        needs_the_pause(person)
    else:
        is_lost(person)


def fails_each_month(person: Person) -> None:
    for _ in range(4):
        pays_by_itself(person)
        person.starts += 31


def owes_on_the_first(person: Person) -> None:
    """On the first of a month we write to everyone, but not to who owes us money."""
    person.starts = person.draw.choice([26, 54, 85]) + person.draw.randrange(12) / 24
    pays_by_itself(person)


PERSONAS: dict[Persona, int] = {
    pays_by_itself: 40, pays_at_the_first_try: 20, gets_a_new_card: 25, has_it_declined_again: 8,
    gets_a_new_card_by_themselves: 8, needs_reminders: 20, needs_the_pause: 15, needs_it_twice: 5, is_lost: 20,
    comes_back: 8, leaves_the_list: 5, is_lost_twice: 5, cancels: 10, hears_nothing: 10, wants_nothing_from_us: 10,
    fails_each_month: 8, owes_on_the_first: 8,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com", "phone": "+43 1 5550", "access": "open"}
    known["plan"] = draw.choice(["single", "single", "family"])
    if draw.random() < 0.8:
        known["subscriptions"] = ["offers"]
    if draw.random() < 0.3:
        known["timezone"] = draw.choice(["Europe/London", "America/New_York"])
    return Person(name, draw, known, starts=2 + draw.randrange(0, 75 * 24) / 24)


EXAMPLE = Example("failed_payment", PERSONAS, somebody, ("opened", "new_music"), days=330)

if __name__ == "__main__":
    EXAMPLE.write()
