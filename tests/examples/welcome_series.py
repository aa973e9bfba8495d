"""Makes the events and contacts of `examples/welcome_series`. Anew: `python -m tests.examples.welcome_series`."""

from __future__ import annotations

from random import Random

from tests.examples.people import Example, Line, Person, Persona

ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "Asia/Tokyo")
OPENED = ("hello", "first_bed", "new_varieties", "what_to_sow", "friday_tip")

# --- what people do; the second letter comes on day 2 to 6, the third on day 5 to 11 ---


def subscribes(person: Person, day: float = 0) -> None:
    person.does(day, "subscribed to", "tips")


def leaves(person: Person, day: float) -> None:
    person.does(day, "unsubscribed from", "tips", heard=person.draw.choice([0, 0, 0.2]))


def buys(person: Person, day: float) -> None:
    amount = person.draw.choice([4.5, 9.9, 24, 38])
    person.does(day, "purchased", "seed_bag", amount=amount, currency="EUR", order_id=f"{person.name}-{round(day)}")


def reads(person: Person, from_day: float, to_day: float) -> None:
    """Opens what there is, each day."""
    for day in range(int(from_day), int(to_day)):
        person.does(person.soon(day + 0.1), "opened", person.draw.choice(OPENED))


def clicks_and_looks(person: Person, day: float) -> float:
    """Clicks a tip and goes on to the seeds; when that was is returned."""
    person.does(day, "clicked", "hello", link="first_tip")
    person.does(day + 0.01, "visited", "/seeds/lettuce")
    return day + 0.01


def reads_everything(person: Person) -> None:
    subscribes(person)
    for day, letter in ((0.3, "hello"), (7, "first_bed"), (7, "new_varieties"), (12, "what_to_sow")):
        person.does(person.soon(day), "opened", letter)


def reads_the_second_try_only(person: Person) -> None:
    subscribes(person)
    person.does(person.soon(1.2), "clicked", "hello_again")
    reads(person, 2, 14)


def buys_with_the_voucher(person: Person) -> None:
    subscribes(person)
    buys(person, clicks_and_looks(person, person.soon(0.2)) + person.draw.uniform(1, 4))


def buys_on_the_last_day_of_the_voucher(person: Person) -> None:
    subscribes(person)
    buys(person, clicks_and_looks(person, person.soon(0.2)) + person.draw.uniform(5.6, 7))


def looks_only(person: Person) -> None:
    subscribes(person)
    clicks_and_looks(person, person.soon(0.2))
    reads(person, 1, 12)


def looks_a_day_later(person: Person) -> None:
    """Too late to be taken for somebody who wants to buy."""
    subscribes(person)
    person.does(person.soon(0.2), "clicked", "hello", link="first_tip")
    person.does(person.soon(2, 0.3), "visited", "/seeds")
    reads(person, 3, 14)


def buys_much_later(person: Person) -> None:
    reads_everything(person)
    buys(person, person.soon(30, 25))


def ignores_everything(person: Person) -> None:
    subscribes(person)
    if person.draw.random() < 0.3:
        person.does(0.001, "opened", "hello", machine=True)  # a program that opens all mail


def wakes_up(person: Person) -> None:
    """The question comes on day 6 to 10."""
    subscribes(person)
    person.does(person.soon(11), "clicked", "still_interested", link="yes_please")


def wakes_up_and_buys(person: Person) -> None:
    wakes_up(person)
    buys(person, person.soon(14))


def leaves_soon(person: Person) -> None:
    subscribes(person)
    leaves(person, person.soon(1, 3))


def comes_back_at_once(person: Person) -> None:
    """And is not welcomed a second time."""
    leaves_soon(person)
    subscribes(person, person.soon(10))


def comes_back_after_months(person: Person) -> None:
    """And is welcomed again."""
    leaves_soon(person)
    subscribes(person, person.soon(200))
    reads(person, 201, 215)


def gets_tips_already(person: Person) -> None:
    """A subscriber of old: each Friday the tip, and no welcome."""
    person.known["subscriptions"] = ["tips"]
    reads(person, 0, 4)


def leaves_on_a_friday(person: Person) -> None:
    """Between the tip and the morning in Los Angeles, where this contact lives."""
    person.known["subscriptions"] = ["tips"]
    person.known["timezone"] = "America/Los_Angeles"
    person.starts = 32 + person.draw.choice([0, 7])  # Fridays
    leaves(person, 0.5)


PERSONAS: dict[Persona, int] = {
    reads_everything: 30, reads_the_second_try_only: 15, buys_with_the_voucher: 20,
    buys_on_the_last_day_of_the_voucher: 10, looks_only: 15, looks_a_day_later: 10, buys_much_later: 15,
    ignores_everything: 30, wakes_up: 10, wakes_up_and_buys: 10, leaves_soon: 15, comes_back_at_once: 8,
    comes_back_after_months: 12, gets_tips_already: 10, leaves_on_a_friday: 5,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com"}
    if draw.random() < 0.8:
        known["gardener"] = draw.choice(["beginner", "beginner", "experienced"])
    if draw.random() < 0.5:
        known["timezone"] = draw.choice(ZONES)
    return Person(name, draw, known, starts=draw.randrange(0, 100 * 24) / 24)


EXAMPLE = Example("welcome_series", PERSONAS, somebody, ("visited", "/imprint"), days=330)

if __name__ == "__main__":
    EXAMPLE.write()
