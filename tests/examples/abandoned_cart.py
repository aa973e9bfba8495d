"""Makes the events and contacts of `examples/abandoned_cart`. Anew: `python -m tests.examples.abandoned_cart`."""

from __future__ import annotations

from random import Random

from tests.examples.people import Example, Line, Person, Persona

PRICES = {"beans": 14, "kettle": 35, "grinder": 129}
ZONES = ("Europe/Prague", "Europe/London", "America/New_York")
HOUR = 1 / 24

# --- what people do; a cart is left two hours after the last thing, and given up a week later ---


def fills(person: Person, day: float, *things: str, order: int = 1) -> float:
    """Puts these into a cart, some minutes apart; the last is returned."""
    total = 0
    for number, thing in enumerate(things):
        day += person.draw.uniform(0.1, 1.5) * HOUR if number else 0
        total += PRICES[thing]
        person.does(day, "added to cart", thing, order_id=number_of(person, order), total=total)
    return day


def number_of(person: Person, order: int) -> str:
    return f"{person.name}-{order}"


def fills_some(person: Person, day: float = 0, order: int = 1) -> float:
    things = person.draw.choice([["beans"], ["beans", "beans"], ["beans", "kettle"], ["grinder"], ["kettle"]])
    return fills(person, day, *things, order=order)


def orders(person: Person, day: float, thing: str = "beans", order: int = 1) -> float:
    """Buys what is in that cart, which comes two or three days later; when is returned."""
    amount = PRICES[thing] * person.draw.choice([1, 1, 2])
    person.does(day, "purchased", thing, order_id=number_of(person, order), amount=amount, currency="EUR")
    day = person.soon(day + 2, 1)
    person.does(day, "delivered", order_id=number_of(person, order))
    return day


def rates(person: Person, day: float, stars: int, order: int = 1) -> None:
    person.does(day, "rated", order_id=number_of(person, order), stars=stars)


def sends_back(person: Person, day: float, order: int = 1) -> None:
    person.does(day, "returned", order_id=number_of(person, order))


def orders_at_once(person: Person) -> None:
    day = orders(person, fills_some(person) + 0.2 * HOUR)
    if person.draw.random() < 0.5:
        rates(person, person.soon(day + 10.5, 6), person.draw.choice([3, 4, 5, 5]))


def comes_for_the_letter(person: Person) -> None:
    day = person.soon(fills_some(person) + 0.6)
    person.does(day, "clicked", "cart_waiting", link="to_cart")
    day = orders(person, day + 0.01)
    rates(person, person.soon(day + 11, 4), 5)


def chooses_a_grinder(person: Person) -> None:
    day = person.soon(fills(person, 0, "beans", "grinder") + 1.5, 1)
    person.does(day, "clicked", "which_grinder")
    day = orders(person, day + 0.02, "grinder")
    rates(person, person.soon(day + 12, 4), person.draw.choice([2, 4, 5]))


def takes_the_free_delivery(person: Person) -> None:
    orders(person, person.soon(fills(person, 0, "kettle", "kettle") + 4, 2), "kettle")


def ignores_all(person: Person) -> None:
    fills_some(person)
    person.does(1, "opened", "cart_waiting", machine=True)  # a proxy that opens everything


def orders_late(person: Person) -> None:
    orders(person, person.soon(fills_some(person) + 10, 8))


def fills_another(person: Person) -> None:
    """The newer one is ordered, and only of that one we have written."""
    day = person.soon(fills_some(person) + 1, 2)
    orders(person, person.soon(fills_some(person, day, order=2) + 0.5), order=2)


def fills_another_at_once(person: Person) -> None:
    """Both are left on one day."""
    day = fills(person, 0, "beans")
    fills(person, day + 3 * HOUR, "beans", "kettle", order=2)


def goes_on_filling(person: Person) -> None:
    """After the letter; what is in it is worth more than before."""
    day = person.soon(fills(person, 0, "beans") + 4 * HOUR, 0.3)
    for number, total in enumerate([49, 84]):
        at = day + number * HOUR
        person.does(at, "added to cart", "kettle", order_id=number_of(person, 1), total=total)


def puts_it_back(person: Person) -> None:
    day = fills_some(person)
    person.does(person.soon(day + 0.3, 2), "emptied_cart", order_id=number_of(person, 1))


def wants_no_news(person: Person) -> None:
    day = fills_some(person)
    person.does(person.soon(day + 1), "unsubscribed from", "shop_news")
    orders(person, day + 3)


def has_two_orders(person: Person) -> None:
    """On their way at the same time: one is fine, one is not."""
    first = orders(person, 0.3)
    second = orders(person, person.soon(4), "grinder", order=2)
    rates(person, person.soon(first + 11), 5)
    rates(person, person.soon(second + 11), 1, order=2)


def sends_one_back(person: Person) -> None:
    orders(person, 0.3)
    day = orders(person, 0.4, order=2)
    sends_back(person, person.soon(day + 3), person.draw.choice([1, 2]))


def sends_back_in_anger(person: Person) -> None:
    """Wants to hear nothing from us at all, but the money."""
    day = orders(person, 0.3)
    person.does(person.soon(day + 1), "unsubscribed")
    sends_back(person, person.soon(day + 2))


PERSONAS: dict[Persona, int] = {
    orders_at_once: 40, comes_for_the_letter: 25, chooses_a_grinder: 12, takes_the_free_delivery: 10, ignores_all: 40,
    orders_late: 10, fills_another: 15, fills_another_at_once: 10, goes_on_filling: 10, puts_it_back: 10,
    wants_no_news: 10, has_two_orders: 12, sends_one_back: 10, sends_back_in_anger: 6,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com"}
    if draw.random() < 0.9:
        known["subscriptions"] = ["shop_news"]
    if draw.random() < 0.5:
        known["timezone"] = draw.choice(ZONES)
    return Person(name, draw, known, starts=3 + draw.randrange(0, 80 * 24) / 24)


EXAMPLE = Example("abandoned_cart", PERSONAS, somebody, ("visited", "/shop"), days=140)

if __name__ == "__main__":
    EXAMPLE.write()
