"""Makes the events and contacts of `examples/product_interest`. Anew: `python -m tests.examples.product_interest`."""

from __future__ import annotations

from random import Random

from tests.examples.people import Example, Line, Person, Persona

COUNTRIES = ("CZ", "DE", "US")

# --- what people do; the whitepaper goes out on day 2, its reminder on day 5 ---


def teaser(person: Person) -> None:
    person.does(0, "opened", "product_teaser", machine=True)
    person.does(0, "clicked", "d-93ab17", link="https://acme.example/video")  # as the provider tells it


def reads(person: Person, *, prices: bool) -> float:
    """Clicks the whitepaper on the third or fourth day, which is returned."""
    day = person.soon(2.2, 2.0)
    person.does(day, "received", "whitepaper")
    person.does(day, "clicked", "whitepaper", **({"link": "see_prices"} if prices else {}))
    return day


def looks_at_prices(person: Person, day: float, times: int = 3) -> float:
    """Comes to the prices so many times, within four days; the last is returned."""
    for number in range(times):
        day = person.soon(day + (1 if number else 0), 0.3)
        person.does(day, "visited", "/pricing/europe")
    return day


def ready_for_sales(person: Person) -> float:
    """Reads, is recommended to sales, and takes the offer."""
    teaser(person)
    day = looks_at_prices(person, person.soon(reads(person, prices=True)))
    person.does(person.soon(day + 0.1), "clicked", "offer")
    return day


def is_convinced(person: Person) -> None:
    day = ready_for_sales(person)
    person.does(person.soon(day + 2), "talked", outcome="interested", lasted=person.draw.randint(5, 40))


def says_later(person: Person) -> None:
    day = ready_for_sales(person)
    person.does(person.soon(day + 3), "talked", outcome="later", lasted=2.5)


def is_never_called(person: Person) -> None:
    ready_for_sales(person)


def talks_before_the_offer(person: Person) -> None:
    teaser(person)
    day = looks_at_prices(person, person.soon(reads(person, prices=False)))
    person.does(day + 0.2, "talked", outcome="interested", lasted=8)
    person.does(person.soon(day + 0.5), "clicked", "offer")


def goes_quiet(person: Person) -> None:
    teaser(person)
    reads(person, prices=False)


def comes_back(person: Person) -> None:
    teaser(person)
    day = reads(person, prices=False)
    person.does(person.soon(day + 15), "visited", "/pricing")  # 14 days on, it was quiet
    person.does(person.soon(day + 40), "visited", "/about")


def takes_too_long(person: Person) -> None:
    teaser(person)
    day = reads(person, prices=True)
    for _ in range(8):
        day = person.soon(day + 8, 1)
        person.does(day, "visited", "/pricing")


def ignores_all(person: Person) -> None:
    teaser(person)
    person.does(person.soon(2.1), "clicked", "whitepaper", machine=True)  # a scanner of links


def needs_the_reminder(person: Person) -> None:
    teaser(person)
    person.does(person.soon(5.2, 3), "clicked", "whitepaper_reminder")


def has_bought_before(person: Person) -> None:
    person.does(-3, "purchased", "starter_plan", amount=19, currency="EUR", order_id=f"{person.name}-1")
    person.does(-2, "purchased", "starter_plan", amount=29.9, currency="EUR", order_id=f"{person.name}-2")
    teaser(person)


def buys(person: Person) -> None:
    teaser(person)
    reads(person, prices=person.draw.random() < 0.5)
    person.does(person.soon(6), "purchased", "starter_plan", amount=99, currency="EUR")


def leaves_the_list(person: Person) -> None:
    teaser(person)
    person.does(person.soon(1), "unsubscribed from", "product_news", heard=person.draw.choice([0, 0.2]))


def becomes_important(person: Person) -> None:
    teaser(person)
    person.does(person.soon(1), "updated_profile", set={"vip": True})
    person.does(person.soon(1.6), "unsubscribed from", "product_news")


def comes_for_the_prices(person: Person) -> None:
    looks_at_prices(person, 0, 3)
    person.does(person.soon(3.5), "submitted", "demo_request", heard=0.1)


def is_not_sold_to(person: Person) -> None:
    person.known["country"] = "FR"
    teaser(person)


def is_won_back(person: Person) -> None:
    person.does(0, "purchased", "starter_plan", amount=49, currency="EUR")
    person.does(person.soon(92), "visited", "/pricing")
    person.does(person.soon(95), "visited", "/pricing")
    person.does(person.soon(97), "purchased", "starter_plan", amount=49, currency="EUR")


def stays_away(person: Person) -> None:
    person.does(0, "purchased", "starter_plan", amount=49, currency="EUR")


def comes_twice(person: Person) -> None:
    """Too early for `reenter after 30d` the first time, and then again all the way."""
    is_convinced(person)
    person.starts += 20
    teaser(person)
    person.starts += 30
    is_convinced(person)


def has_just_begun(person: Person) -> None:
    """Is still inside when the run ends."""
    person.starts = 186 + person.draw.uniform(0, 9)
    teaser(person)
    if person.draw.random() < 0.6:
        reads(person, prices=True)


def bounces(person: Person) -> None:
    teaser(person)
    person.does(person.soon(1), "bounced", "product_teaser", type="hard")
    person.does(person.soon(30), "updated_profile", set={"email": f"{person.name}@new.example"})


PERSONAS: dict[Persona, int] = {
    is_convinced: 20, says_later: 10, is_never_called: 10, talks_before_the_offer: 8, goes_quiet: 25, comes_back: 12,
    takes_too_long: 10, ignores_all: 30, needs_the_reminder: 15, has_bought_before: 12, buys: 20, leaves_the_list: 14,
    becomes_important: 8, comes_for_the_prices: 12, is_not_sold_to: 8, is_won_back: 10, stays_away: 10, comes_twice: 8,
    has_just_begun: 15, bounces: 6,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com", "country": draw.choice(COUNTRIES)}
    known["subscriptions"] = ["product_news"]
    if draw.random() < 0.7:
        known["manager"] = draw.choice(["ada@acme.example", "karel@acme.example"])
    if draw.random() < 0.1:
        known["tags"] = ["price_reader"]
    return Person(name, draw, known, starts=5 + draw.randrange(0, 40 * 24) / 24)


EXAMPLE = Example("product_interest", PERSONAS, somebody, ("visited", "/"), days=200)

if __name__ == "__main__":
    EXAMPLE.write()
