"""Makes the events and contacts of `examples/lead_scoring`. Anew: `python -m tests.examples.lead_scoring`."""

from __future__ import annotations

from random import Random

from tests.examples.people import Example, Line, Person, Persona

# --- what people do; 20 points bring the guide, 60 a call, if the company fits ---


def fits(person: Person) -> None:
    person.known |= {"country": person.draw.choice(["AT", "CH", "DE"]), "employees": person.draw.randint(50, 2000)}


def reads_up(person: Person, day: float = 0) -> None:
    person.does(day, "submitted", "guide_form")


def is_ready(person: Person, day: float = 0) -> float:
    """Asks for the guide, and soon after for a demo, which makes 70 points; when that was is returned."""
    fits(person)
    reads_up(person, day)
    day = person.soon(day + 0.1)
    person.does(day, "submitted", "demo_request")
    return day


def talks(person: Person, day: float, outcome: str = "interested") -> float:
    person.does(day, "talked", outcome=outcome)
    return day


def signs(person: Person) -> None:
    day = talks(person, person.soon(is_ready(person) + 0.5))
    person.does(person.soon(day + 4, 2), "visited", "/pricing/teams")
    person.does(person.soon(day + 10, 8), "signed_contract")


def asks_at_once(person: Person) -> None:
    """Is ready for sales with the second thing that they do; wants no letters at all, but a summary of the talk."""
    fits(person)
    person.known["unsubscribed"] = person.draw.random() < 0.5
    person.does(0, "visited", "/pricing")
    person.does(0.01, "submitted", "demo_request")
    talks(person, person.soon(0.5))


def cools_down(person: Person) -> None:
    talks(person, person.soon(is_ready(person) + 0.5))


def is_called_late(person: Person) -> None:
    """After the second working day, and before the fifth."""
    person.starts = 7 * person.draw.randint(1, 8) + 0.3  # a Monday
    talks(person, person.soon(is_ready(person) + 3, 0.3))


def is_never_called(person: Person) -> None:
    is_ready(person)


def has_no_time(person: Person) -> None:
    talks(person, person.soon(is_ready(person) + 0.5), "later")


def comes_again(person: Person) -> None:
    """Half a day after having been given back, which is too early, and again half a year later."""
    has_no_time(person)
    person.does(person.soon(4), "visited", "/careers")
    is_ready(person, 8)
    person.starts += 130
    has_no_time(person)


def asks_twice(person: Person) -> None:
    day = is_ready(person)
    person.does(person.soon(day + 0.1), "submitted", "demo_request")
    talks(person, person.soon(day + 1))


def cannot_decide(person: Person) -> None:
    day = talks(person, person.soon(is_ready(person) + 0.5))
    for number in range(12):
        person.does(person.soon(day + 5 * number), "visited", "/pricing")
        person.does(person.soon(day + 5 * number + 1), "visited", "/customers/northwind")


def tells_later(person: Person) -> None:
    """Where they work we hear when the points are there already."""
    fits(person)
    size = person.known.pop("employees")
    reads_up(person)
    person.does(0.02, "submitted", "demo_request")
    person.does(person.soon(1), "updated_profile", set={"employees": size}, heard=person.draw.choice([0, 0.1]))


def works_for_a_competitor(person: Person) -> None:
    day = is_ready(person)
    person.does(person.soon(day + 0.3), "updated_profile", set={"competitor": True})


def is_too_small(person: Person) -> None:
    is_ready(person)
    person.known["employees"] = person.draw.randint(1, 49)


def reads(person: Person) -> None:
    reads_up(person)
    person.does(person.soon(1), "clicked", "planning_guide", link="read")
    day = person.soon(5)
    person.does(day, "clicked", "price_overview", link="prices")
    person.does(day + 0.001, "visited", "/pricing")


def reads_the_case_study(person: Person) -> None:
    reads_up(person)
    day = person.soon(9)
    person.does(day, "clicked", "case_study")
    person.does(day + 0.01, "visited", "/customers")
    person.does(day + 0.02, "visited", "/customers/northwind")
    person.does(day + 0.03, "visited", "/pricing")


def reads_no_further(person: Person) -> None:
    reads_up(person)
    for day in (3.5, 8, 13):
        person.does(person.soon(day), "visited", "/customers")


def ignores_all(person: Person) -> None:
    reads_up(person)
    person.does(1, "clicked", "planning_guide", machine=True)  # a scanner of links


def compares(person: Person) -> None:
    """Three looks at the prices in two days, and then some more; no forms."""
    fits(person)
    for number in range(3):
        person.does(person.soon(0.5 * number, 0.3), "visited", "/pricing")


def looks_for_a_job(person: Person) -> None:
    day = is_ready(person)
    talks(person, person.soon(day + 0.5))
    person.does(person.soon(day + 2), "visited", "/careers")


def is_a_customer(person: Person) -> None:
    person.does(-2, "signed_contract")
    is_ready(person)


def signs_alone(person: Person) -> None:
    """Nobody had to call."""
    reads_up(person)
    person.does(person.soon(3), "signed_contract")


def wants_no_letters(person: Person) -> None:
    person.known["subscriptions"] = []
    reads_up(person)


def is_curious_again(person: Person) -> None:
    """Too soon after the first time, and again when it is long ago."""
    ignores_all(person)
    reads_up(person, person.soon(25))
    reads_up(person, person.soon(120))


PERSONAS: dict[Persona, int] = {
    signs: 22, asks_at_once: 8, cools_down: 15, is_called_late: 10, is_never_called: 10, has_no_time: 12,
    comes_again: 8, asks_twice: 8, cannot_decide: 8, tells_later: 8, works_for_a_competitor: 6, is_too_small: 12,
    reads: 25, reads_the_case_study: 10, reads_no_further: 10, ignores_all: 25, compares: 10, looks_for_a_job: 8,
    is_a_customer: 8, signs_alone: 8, wants_no_letters: 8, is_curious_again: 6,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com", "subscriptions": ["insights"]}
    return Person(name, draw, known, starts=5 + draw.randrange(0, 60 * 24) / 24)


EXAMPLE = Example("lead_scoring", PERSONAS, somebody, ("visited", "/"), days=320)

if __name__ == "__main__":
    EXAMPLE.write()
