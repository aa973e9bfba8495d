"""Makes the events and contacts of `examples/renewal`. Anew: `python -m tests.examples.renewal`."""

from __future__ import annotations

from random import Random

from tests.examples.people import Example, Line, Person, Persona

ZONES = ("Europe/Prague", "Europe/London", "America/New_York", "Asia/Tokyo")
MANAGERS = ("eva@acme.example", "tom@acme.example")
ENDS = 40
"""The day of each person's own on which the contract ends. So the first letter is on day 10, the second on day 26."""

# --- what people do ---


def ends(person: Person, day: float) -> str:
    return person.at(day).date().isoformat()


def moves(person: Person, day: float, to: float, heard: float = 0) -> None:
    """The contract ends on another day from now on."""
    person.does(day, "updated_contract", set={"renewal_date": ends(person, to)}, heard=heard)


def renews(person: Person, day: float) -> float:
    person.does(day, "renewed", term=person.draw.choice([1, 6, 12, 12, 24]))
    return day


def renews_soon(person: Person) -> None:
    renews(person, person.soon(11, 10))


def renews_after_the_second_letter(person: Person) -> None:
    day = person.soon(27, 4)
    person.does(day, "clicked", "how_to_renew", link="https://acme.example/renew")
    renews(person, day + 0.01)


def renews_on_the_last_day(person: Person) -> None:
    renews(person, person.soon(39.5))


def renews_late(person: Person) -> None:
    renews(person, person.soon(42, 3))


def renews_when_lost(person: Person) -> None:
    """After we have given up, but within 45 days: day 10 and these are day 55."""
    renews(person, person.soon(54.5, 0.3))


def renews_by_the_month(person: Person) -> None:
    for number in range(4):
        person.does(person.soon(30 + 30 * number, 3), "renewed", term=1)


def is_lost(person: Person) -> None:
    person.does(person.soon(10.5), "opened", "renewal_soon", machine=True)  # a proxy that opens everything


def cancels(person: Person) -> None:
    person.does(person.soon(12, 25), "cancelled")


def lets_it_go_on(person: Person) -> None:
    person.does(person.soon(15, 20), "updated_contract", set={"auto_renewal": True})


def lets_it_go_on_from_the_start(person: Person) -> None:
    person.does(person.soon(5), "updated_contract", set={"auto_renewal": True})


def gets_another_week(person: Person) -> None:
    moves(person, person.soon(20), ENDS + 7, heard=person.draw.choice([0, 0, 0.3]))
    if person.draw.random() < 0.5:
        renews(person, person.soon(40))


def gets_much_more_time(person: Person) -> None:
    """And is reminded again, a month before the new date."""
    moves(person, person.soon(20), ENDS + 50)
    renews(person, person.soon(80))


def has_suddenly_little_time(person: Person) -> None:
    moves(person, person.soon(14), 24)


def is_over_all_at_once(person: Person) -> None:
    moves(person, person.soon(14), 12)


def cannot_decide(person: Person) -> None:
    """Moves the date again and again on one morning; the third letter about it does not go out."""
    for number, to in enumerate((45, 43, 46, 44)):
        moves(person, 20.38 + number * 0.02, to)


def is_given_more_time_late(person: Person) -> None:
    """By a colleague, after the contract has ended."""
    moves(person, person.soon(50), ENDS + 100)


def wants_no_letters(person: Person) -> None:
    """And gets the receipt all the same."""
    person.does(person.soon(12), "unsubscribed")
    renews(person, person.soon(20))


PERSONAS: dict[Persona, int] = {
    renews_soon: 25, renews_after_the_second_letter: 25, renews_on_the_last_day: 12, renews_late: 10,
    renews_when_lost: 8, renews_by_the_month: 10, is_lost: 30, cancels: 15, lets_it_go_on: 10,
    lets_it_go_on_from_the_start: 10, gets_another_week: 15, gets_much_more_time: 12, has_suddenly_little_time: 8,
    is_over_all_at_once: 6, cannot_decide: 6, is_given_more_time_late: 8, wants_no_letters: 6,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com", "plan": draw.choice(["basic", "basic", "premium"])}
    known["subscriptions"] = ["contract"]
    if known["plan"] == "premium" and draw.random() < 0.8:
        known["account_manager"] = draw.choice(MANAGERS)
    if draw.random() < 0.6:
        known["timezone"] = draw.choice(ZONES)
    person = Person(name, draw, known, starts=draw.randrange(0, 60))
    known["renewal_date"] = ends(person, ENDS)
    return person


EXAMPLE = Example("renewal", PERSONAS, somebody, ("clicked", "how_to_renew"), days=220)

if __name__ == "__main__":
    EXAMPLE.write()
