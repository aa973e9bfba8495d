"""Makes the events and contacts of `examples/ab_test`. Anew: `python -m tests.examples.ab_test`."""

from __future__ import annotations

from hashlib import sha256
from random import Random

from tests.examples.people import Example, Line, Person, Persona

LETTERS = ("look_again", "free_shipping", "ten_percent")
HELPS = (0.15, 0.3, 0.4)
"""How many order because of each of them; free delivery and ten percent help, the latter a little more."""

# --- what people do; the letter goes out at six in the evening, its reminder four days later ---


def of_ten_thousand(person: Person, what: str) -> int:
    """Where a draw puts this contact; by it some get no letter, and the others one of three."""
    return int.from_bytes(sha256(f"{what}\0{person.name}".encode()).digest()[:8]) % 10_000


def group(person: Person) -> int:
    drawn = of_ten_thousand(person, "split:offer")
    return 0 if drawn < 2_000 else 1 if drawn < 6_000 else 2


def gets_a_letter(person: Person) -> bool:
    return of_ten_thousand(person, "hold out:offer_test") >= 1_000


def looks_around(person: Person) -> float:
    """Three times in three days; the last is returned."""
    day = 0.0
    for number in range(3):
        day = person.soon(number, 0.4)
        person.does(day, "visited", f"/shoes/{person.draw.choice(['trail', 'road', 'race'])}")
    return day


def clicks(person: Person, day: float) -> float:
    if gets_a_letter(person):
        person.does(day, "clicked", LETTERS[group(person)], link="shoes")
    return day


def orders(person: Person, day: float, amount: float | None = None) -> None:
    amount = amount or person.draw.choice([69.9, 89, 89, 129, 149])
    order = f"{person.name}-{len(person.events)}"
    person.does(day, "purchased", "running_shoes", amount=amount, currency="GBP", order_id=order)


def thinks_about_it(person: Person) -> None:
    """Orders if the letter helps, and now and then without one."""
    day = clicks(person, person.soon(looks_around(person) + 1, 2))
    if person.draw.random() < (HELPS[group(person)] if gets_a_letter(person) else 0.1):
        orders(person, day + 0.01)


def needs_the_reminder(person: Person) -> None:
    day = person.soon(looks_around(person) + 5, 3)
    if person.draw.random() < (HELPS[group(person)] if gets_a_letter(person) else 0.1):
        orders(person, day)


def does_not_care(person: Person) -> None:
    looks_around(person)
    person.does(4, "opened", LETTERS[group(person)], machine=True)  # a proxy that opens everything


def orders_too_late(person: Person) -> None:
    orders(person, person.soon(looks_around(person) + 15, 4))


def orders_laces(person: Person) -> None:
    orders(person, person.soon(looks_around(person) + 1), amount=9.9)


def wants_no_offers(person: Person) -> None:
    day = looks_around(person)
    person.does(person.soon(day + 1), "unsubscribed from", "offers", heard=person.draw.choice([0, 0.1]))


def orders_and_leaves_the_list(person: Person) -> None:
    day = person.soon(looks_around(person) + 1)
    orders(person, day)
    person.does(day + 0.01, "unsubscribed from", "offers")


def has_just_bought(person: Person) -> None:
    """Runs a lot, and needs no offer."""
    orders(person, -10)
    looks_around(person)


def looks_twice(person: Person) -> None:
    for number in range(2):
        person.does(person.soon(number), "visited", "/shoes")


def gets_no_letters(person: Person) -> None:
    person.known["subscriptions"] = []
    looks_around(person)


PERSONAS: dict[Persona, int] = {
    thinks_about_it: 120, needs_the_reminder: 60, does_not_care: 50, orders_too_late: 10, orders_laces: 5,
    wants_no_offers: 8, orders_and_leaves_the_list: 10, has_just_bought: 10, looks_twice: 20, gets_no_letters: 7,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com", "subscriptions": ["offers"]}
    return Person(name, draw, known, starts=12 + draw.randrange(0, 80 * 24) / 24)


EXAMPLE = Example("ab_test", PERSONAS, somebody, ("visited", "/imprint"), days=130)

if __name__ == "__main__":
    EXAMPLE.write()
