"""Makes the events and contacts of `examples/reengagement`. Anew: `python -m tests.examples.reengagement`."""

from __future__ import annotations

from random import Random

from tests.examples.people import Example, Line, Person, Persona

WEEKS = 30
"""Letters go out on Thursdays at seven in Paris; the first one, of week 0, on the fourth day."""

# --- what people do; who ignores four letters is asked six days after the fourth, and again ten days later ---


def letter(week: int) -> float:
    return 3.26 + 7 * week


def asked(last_read: int) -> float:
    """When somebody is asked who has read the letter of that week, and none since."""
    return letter(last_read + 4) + 6


def reads(person: Person, week: int) -> None:
    day = person.soon(letter(week), 2)
    person.does(day, "opened", "recipes_of_the_week")
    if person.draw.random() < 0.6:
        person.does(day + 0.001, "clicked", "recipes_of_the_week", link="recipe")


def reads_until(person: Person, least: int = 0, most: int = 12) -> int:
    """Reads each week, or nearly so, up to one of those; which one is returned."""
    last = person.draw.randint(least, most)
    for week in range(last + 1):
        if week == last or person.draw.random() < 0.8:
            reads(person, week)
    return last


def reads_always(person: Person) -> None:
    for week in range(WEEKS):
        if week % 3 == 0 or person.draw.random() < 0.5:
            reads(person, week)


def is_read_by_a_proxy(person: Person) -> None:
    """It opens everything, so nobody knows; asked, the person clicks."""
    for week in range(6):
        person.does(letter(week) + 0.001, "opened", "recipes_of_the_week", machine=True)
    person.does(person.soon(asked(-1), 3), "clicked", "still_hungry", link="weekly")


def reads_again(person: Person) -> None:
    last = reads_until(person)
    person.does(person.soon(asked(last), 5), "clicked", "still_hungry", link="weekly")
    for week in range(last + 6, WEEKS, 2):
        reads(person, week)


def reads_the_last_call(person: Person) -> None:
    last = reads_until(person)
    person.does(person.soon(asked(last) + 10.1, 8), "clicked", "last_call", link="weekly")
    for week in range(last + 8, WEEKS, 2):
        reads(person, week)


def wants_less(person: Person) -> None:
    last = reads_until(person)
    person.does(person.soon(asked(last), 5), "clicked", "still_hungry", link="monthly")
    for month in range(3):
        day = letter(last + 6) + 31 * (month + 1)
        person.does(person.soon(day), "clicked", "best_of_the_month", link="recipe")


def only_opens(person: Person) -> None:
    last = reads_until(person)
    person.does(person.soon(asked(last), 5), "opened", "still_hungry")
    for week in range(last + 8, WEEKS, 2):
        reads(person, week)


def only_opens_the_last_call(person: Person) -> None:
    last = reads_until(person)
    person.does(person.soon(asked(last) + 10.1, 5), "opened", "last_call")
    for week in range(last + 9, WEEKS, 2):
        reads(person, week)


def is_taken_off(person: Person) -> None:
    reads_until(person)


def comes_back(person: Person) -> None:
    """A month or two after having been taken off the list."""
    last = reads_until(person)
    day = person.soon(asked(last) + 50, 30)
    person.does(day, "subscribed to", "newsletter")
    for week in range(round(day / 7) + 1, WEEKS, 2):
        reads(person, week)


def loses_interest_twice(person: Person) -> None:
    """Too soon after the first time, and so is not asked again before three months are over."""
    last = reads_until(person, 0, 2)
    person.does(person.soon(asked(last), 3), "clicked", "still_hungry", link="weekly")


def leaves_by_themselves(person: Person) -> None:
    last = reads_until(person)
    person.does(person.soon(asked(last), 8), "unsubscribed from", "newsletter")


def changes_their_mind(person: Person) -> None:
    """Leaves after the fourth letter, and is there again before we would have asked."""
    last = reads_until(person)
    day = person.soon(letter(last + 4) + 1)
    person.does(day, "unsubscribed from", "newsletter")
    person.does(person.soon(day + 2), "subscribed to", "newsletter")
    for week in range(last + 6, WEEKS, 2):
        reads(person, week)


def wants_less_without_a_word(person: Person) -> None:
    """Says so on the page of the account, while being asked."""
    last = person.draw.choice([2, 6])  # so that the first of a month follows
    for week in range(last + 1):
        reads(person, week)
    person.does(person.soon(asked(last) + 2), "updated_profile", set={"rhythm": "monthly"})


def reads_monthly(person: Person) -> None:
    person.known["rhythm"] = "monthly"
    for month in range(7):
        person.does(person.soon(27.3 + 31 * month, 2), "opened", "best_of_the_month")


def ignores_monthly(person: Person) -> None:
    """Four months go by before we ask."""
    person.known["rhythm"] = "monthly"
    person.does(1, "updated_profile")


def is_new(person: Person) -> None:
    del person.known["subscriptions"]
    week = person.draw.randint(1, 12)
    day = letter(week) - person.draw.uniform(0.1, 6)
    person.does(day, "subscribed to", "newsletter")
    for after in range(week + 1, WEEKS):
        if after % 3 == 0 or person.draw.random() < 0.7:
            reads(person, after)


def is_new_and_leaves(person: Person) -> None:
    """During the welcome; some come again, too soon for another welcome or not."""
    del person.known["subscriptions"]
    day = person.soon(10, 60)
    person.does(day, "subscribed to", "newsletter")
    person.does(person.soon(day + 2, 2), "unsubscribed from", "newsletter")
    if person.draw.random() < 0.7:
        day = person.soon(day + person.draw.choice([10, 60]))
        person.does(day, "subscribed to", "newsletter")
        person.does(person.soon(day + 20), "unsubscribed from", "newsletter")


PERSONAS: dict[Persona, int] = {
    reads_always: 40, is_read_by_a_proxy: 8, reads_again: 20, reads_the_last_call: 10, wants_less: 12, only_opens: 10,
    only_opens_the_last_call: 8, is_taken_off: 40, comes_back: 10, loses_interest_twice: 8, leaves_by_themselves: 10,
    changes_their_mind: 6, wants_less_without_a_word: 6, reads_monthly: 8, ignores_monthly: 6, is_new: 20,
    is_new_and_leaves: 10,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com", "subscriptions": ["newsletter"]}
    return Person(name, draw, known, starts=0)


EXAMPLE = Example("reengagement", PERSONAS, somebody, ("clicked", "hello"), days=216)

if __name__ == "__main__":
    EXAMPLE.write()
