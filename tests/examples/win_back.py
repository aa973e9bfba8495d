"""Makes the events and contacts of `examples/win_back`. Anew: `python -m tests.examples.win_back`."""

from __future__ import annotations

from random import Random

from tests.examples.people import Example, Line, Person, Persona

ZONES = ("Europe/Vienna", "Europe/London", "America/New_York", "Asia/Tokyo")
QUIET = 90
"""Days without an order after which a customer is missed."""

# --- what people do; whoever does not come back gets the voucher between 7 and 16 days after the friendly word ---


def buys(person: Person, day: float) -> None:
    amount = person.draw.choice([12.5, 19, 24.9, 60])
    person.does(day, "purchased", "coffee", amount=amount, currency="EUR", order_id=f"{person.name}-{round(day)}")


def looks_around(person: Person, day: float, times: int = 1) -> float:
    """Visits the shop so often, an hour or two apart; the last is returned."""
    for number in range(times):
        day += person.draw.uniform(0.04, 0.1) if number else 0
        person.does(day, "visited", "/shop/coffee")
    return day


def stays_away(person: Person) -> None:
    buys(person, 0)


def comes_for_the_word(person: Person) -> None:
    buys(person, 0)
    day = looks_around(person, person.soon(QUIET + 3.5))
    person.does(day - 0.001, "clicked", "we_miss_you", link="shop")
    buys(person, person.soon(day + 1, 8))


def only_looks(person: Person) -> None:
    buys(person, 0)
    looks_around(person, person.soon(QUIET + 3.5))


def takes_the_voucher(person: Person) -> None:
    buys(person, 0)
    day = person.soon(QUIET + 17, 3)
    person.does(day, "clicked", "voucher")
    buys(person, looks_around(person, day + 0.01, times=3) + 0.2)


def takes_the_voucher_late(person: Person) -> None:
    buys(person, 0)
    buys(person, person.soon(QUIET + 50, 20))


def is_a_good_customer(person: Person) -> None:
    for day in (-40, -20, 0):
        buys(person, person.soon(day))
    looks_around(person, person.soon(QUIET + 30), times=4)


def leaves_the_list(person: Person) -> None:
    buys(person, 0)
    person.does(person.soon(QUIET + 4), "unsubscribed from", "offers", heard=person.draw.choice([0, 0.2]))


def goes_quiet_twice(person: Person) -> None:
    """The second time comes too soon after the first."""
    buys(person, 0)
    buys(person, person.soon(QUIET + 12))


def is_missed_again(person: Person) -> None:
    """More than half a year after having been won back."""
    buys(person, 0)
    buys(person, person.soon(QUIET + 5))
    buys(person, person.soon(QUIET + 120))


def buys_all_the_time(person: Person) -> None:
    for number in range(8):
        buys(person, person.soon(number * 35, 20))


def buys_in_the_sale(person: Person) -> None:
    """From day 143 on, in the afternoon, as everyone's sale is the same."""
    person.starts = 90 + person.draw.randrange(0, 20)
    buys(person, 0)
    day = 143.5 - person.starts
    person.does(person.soon(day, 0.2), "clicked", "sale_preview")
    looks_around(person, person.soon(day + 1, 0.1), times=2)
    buys(person, person.soon(day + 2))


def looks_around_in_the_sale(person: Person) -> None:
    """Each day; so often that the shop must not write each day."""
    person.starts = 90 + person.draw.randrange(0, 20)
    buys(person, 0)
    for number in range(1, 6):
        looks_around(person, person.soon(143.3 + number - person.starts, 0.2))


def is_missed_during_the_sale(person: Person) -> None:
    person.starts = 143.3 - QUIET - person.draw.uniform(0.3, 6)
    buys(person, 0)


def has_never_bought(person: Person) -> None:
    looks_around(person, 0, times=2)


PERSONAS: dict[Persona, int] = {
    stays_away: 40, comes_for_the_word: 25, only_looks: 15, takes_the_voucher: 25, takes_the_voucher_late: 12,
    is_a_good_customer: 15, leaves_the_list: 10, goes_quiet_twice: 10, is_missed_again: 10, buys_all_the_time: 15,
    buys_in_the_sale: 15, looks_around_in_the_sale: 10, is_missed_during_the_sale: 10, has_never_bought: 10,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    since = f"{draw.randint(2015, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    known: Line = {"contact": name, "email": f"{name}@example.com", "customer_since": since}
    known["subscriptions"] = ["offers"]
    if draw.random() < 0.6:
        known["timezone"] = draw.choice(ZONES)
    return Person(name, draw, known, starts=45 + draw.randrange(0, 40 * 24) / 24)


EXAMPLE = Example("win_back", PERSONAS, somebody, ("visited", "/about"), days=360)

if __name__ == "__main__":
    EXAMPLE.write()
