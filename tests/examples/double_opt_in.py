"""Makes the events and contacts of `examples/double_opt_in`. Anew: `python -m tests.examples.double_opt_in`."""

from __future__ import annotations

from random import Random

from tests.examples.people import Example, Line, Person, Persona

ZONES = ("Europe/Prague", "Europe/London", "America/New_York", "Asia/Tokyo")
WAYS = ("search", "friend", "fair")

# --- what people do; the question goes out at once, the reminder on the second working day ---


def fills_in(person: Person) -> None:
    person.does(0, "submitted", "newsletter_form", set={"heard_from": person.draw.choice(WAYS)})
    person.does(0.001, "clicked", "please_confirm", link="confirm", machine=True)  # a scanner of links


def confirms(person: Person, day: float) -> float:
    person.does(day, "clicked", "please_confirm", link="https://acme.example/confirm")
    person.does(day + 0.002, "confirmed", "newsletter")
    return day


def reads_on(person: Person) -> None:
    fills_in(person)
    day = confirms(person, person.soon(0.01, 0.3))
    person.does(person.soon(day + 4.5, 2), "visited", "/archive/2026")


def is_only_welcomed(person: Person) -> None:
    fills_in(person)
    confirms(person, person.soon(0.01, 0.3))


def needs_the_reminder(person: Person) -> None:
    fills_in(person)
    confirms(person, person.soon(5))


def ignores_all(person: Person) -> None:
    fills_in(person)


def does_not_get_through(person: Person) -> None:
    fills_in(person)
    person.does(person.soon(5), "clicked", "confirm_reminder", link="confirm")


def confirms_late(person: Person) -> None:
    fills_in(person)
    person.does(person.soon(13, 0.9), "confirmed", "newsletter", heard=person.draw.choice([0, 0.01]))


def confirms_much_later(person: Person) -> None:
    fills_in(person)
    person.does(person.soon(20), "confirmed", "newsletter")


def mistypes_the_address(person: Person) -> None:
    fills_in(person)
    person.does(0.002, "bounced", "please_confirm", type="hard")


def leaves_again(person: Person) -> None:
    fills_in(person)
    day = confirms(person, person.soon(0.01, 0.3))
    person.does(person.soon(day + 0.3), "unsubscribed from", "newsletter")


def asks_again(person: Person) -> None:
    """Ignores the first question, fills in the form again too early, and then in time."""
    fills_in(person)
    person.does(person.soon(12), "submitted", "newsletter_form")
    person.starts += 25
    reads_on(person)


def has_read_it_for_long(person: Person) -> None:
    person.known |= {"subscriptions": ["newsletter"], "tags": ["double_opted_in"]}
    person.does(person.soon(10), "clicked", "weekly_letter")


def stops_reading(person: Person) -> None:
    has_read_it_for_long(person)
    person.does(person.soon(20), "unsubscribed from", "newsletter")


def fills_in_once_more(person: Person) -> None:
    """Has the letter already, so nobody asks."""
    has_read_it_for_long(person)
    person.does(person.soon(15), "submitted", "newsletter_form")


def reads_at_once(person: Person) -> None:
    """Has read on by Thursday noon, and so has had a letter on the day of the weekly one."""
    person.known["timezone"] = "Europe/Prague"
    person.starts = 1.4 + 7 * person.draw.randint(1, 8)  # a Tuesday
    fills_in(person)
    confirms(person, person.soon(0.01, 0.1))
    person.does(person.soon(2, 0.1), "visited", "/archive/2026")


def has_second_thoughts(person: Person) -> None:
    """Has once unsubscribed from everything, and may still ask for the letter."""
    person.does(-0.5, "unsubscribed")
    fills_in(person)
    if person.draw.random() < 0.5:
        confirms(person, person.soon(5))


PERSONAS: dict[Persona, int] = {
    reads_on: 40, is_only_welcomed: 30, needs_the_reminder: 25, ignores_all: 35, does_not_get_through: 12,
    confirms_late: 10, confirms_much_later: 8, mistypes_the_address: 10, leaves_again: 12, asks_again: 8,
    has_read_it_for_long: 15, stops_reading: 6, fills_in_once_more: 5,
    reads_at_once: 8, has_second_thoughts: 8,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com"}
    if draw.random() < 0.7:
        known["timezone"] = draw.choice(ZONES)
    return Person(name, draw, known, starts=1 + draw.randrange(0, 90 * 24) / 24)


EXAMPLE = Example("double_opt_in", PERSONAS, somebody, ("visited", "/archive"), days=140)

if __name__ == "__main__":
    EXAMPLE.write()
