"""Makes the events and contacts of `examples/trial_onboarding`. Anew: `python -m tests.examples.trial_onboarding`."""

from __future__ import annotations

from random import Random

from tests.examples.people import Example, Line, Person, Persona, written

ZONES = ("Europe/Vienna", "Europe/London", "America/New_York", "Asia/Tokyo")
LASTS = 21
"""Days of a trial."""

# --- what people do ---


def starts(person: Person, day: float = 0) -> None:
    person.does(day, "started_trial", set={"trial_ends": written(person.at(day + LASTS))})


def is_given_time(person: Person, day: float, until: float) -> None:
    person.does(day, "extended_trial", set={"trial_ends": written(person.at(until))})


def begins(person: Person) -> None:
    """Starts a trial and makes a first project within hours."""
    starts(person)
    person.does(person.soon(0), "created_project")


def invites(person: Person, day: float, people: int) -> None:
    person.does(day, "invited_colleagues", people=people)


def works(person: Person, from_day: float, to_day: float, share: float = 0.9) -> None:
    for day in range(int(from_day), int(to_day)):
        if person.draw.random() < share:
            person.does(person.soon(day + 0.1), "logged_in")


def buys(person: Person, day: float) -> None:
    amount = person.draw.choice([12, 60, 120])
    person.does(day, "purchased", "team_plan", amount=amount, currency="EUR", order_id=f"{person.name}-{round(day)}")


def buys_with_the_team(person: Person) -> None:
    begins(person)
    invites(person, person.soon(2, 4), person.draw.randint(1, 4))
    works(person, 1, 19)
    buys(person, person.soon(19))


def buys_with_a_large_team(person: Person) -> None:
    begins(person)
    for day in (2, 6, 10):
        invites(person, person.soon(day), person.draw.randint(3, 6))
    works(person, 1, 20)
    buys(person, person.soon(20))


def buys_at_once(person: Person) -> None:
    begins(person)
    buys(person, person.soon(1, 5))


def works_alone(person: Person) -> None:
    begins(person)
    works(person, 1, 21)


def buys_in_the_week_more(person: Person) -> None:
    works_alone(person)
    buys(person, person.soon(LASTS + 2, 4))


def uses_it_seldom(person: Person) -> None:
    begins(person)
    works(person, 1, 20, share=0.2)


def reads_the_tutorial(person: Person) -> None:
    starts(person)
    person.does(person.soon(2), "clicked", "first_project", link="tutorial")
    person.does(person.soon(2.6), "created_project")
    works(person, 3, 18, share=0.4)


def needs_a_call(person: Person) -> None:
    starts(person)
    person.does(person.soon(8, 3), "created_project")


def never_begins(person: Person) -> None:
    starts(person)


def looks_at_plans_when_it_is_over(person: Person) -> None:
    begins(person)
    person.does(person.soon(LASTS + 2, 8), "visited", "/plans/team")


def buys_when_it_is_over(person: Person) -> None:
    begins(person)
    day = person.soon(LASTS + 2, 8)
    person.does(day, "visited", "/plans/team")
    buys(person, day + 0.02)


def buys_much_later(person: Person) -> None:
    begins(person)
    buys(person, person.soon(50, 20))


def closes_the_account(person: Person) -> None:
    starts(person)
    person.does(person.soon(1, 12), "closed_account")


def is_given_time_early(person: Person) -> None:
    """On the first day: one letter too many for that day."""
    starts(person)
    person.does(0.05, "created_project")
    is_given_time(person, 0.2, LASTS + 10)
    works(person, 1, 20, share=0.4)


def is_given_time_when_it_is_over(person: Person) -> None:
    begins(person)
    day = person.soon(LASTS + 3, 6)
    is_given_time(person, day, day + 14)
    works(person, LASTS + 11, LASTS + 16)


def is_given_time_again_and_again(person: Person) -> None:
    begins(person)
    for day in (18, 35, 50):
        is_given_time(person, person.soon(day), day + 25)
    buys(person, person.soon(70, 4))


def wants_no_tips(person: Person) -> None:
    begins(person)
    person.does(person.soon(1), "unsubscribed from", "product_tips")
    buys(person, person.soon(12, 6))


def wants_no_mail_at_all(person: Person) -> None:
    """Had said so long ago, and gets the link to the account all the same."""
    person.does(-3, "unsubscribed")
    starts(person)


def tries_again_too_soon(person: Person) -> None:
    closes_the_account(person)
    starts(person, person.soon(200))


def tries_again_next_year(person: Person) -> None:
    closes_the_account(person)
    starts(person, person.soon(366))
    person.does(person.soon(367.6), "created_project")


PERSONAS: dict[Persona, int] = {
    buys_with_the_team: 25, buys_with_a_large_team: 15, buys_at_once: 10, works_alone: 15, buys_in_the_week_more: 12,
    uses_it_seldom: 20, reads_the_tutorial: 15, needs_a_call: 8, never_begins: 25,
    looks_at_plans_when_it_is_over: 8, buys_when_it_is_over: 8, buys_much_later: 8, closes_the_account: 12,
    is_given_time_early: 6, is_given_time_when_it_is_over: 8, is_given_time_again_and_again: 6, wants_no_tips: 6,
    wants_no_mail_at_all: 4, tries_again_too_soon: 5, tries_again_next_year: 8,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com", "subscriptions": ["product_tips"]}
    if draw.random() < 0.5:
        known["timezone"] = draw.choice(ZONES)
    return Person(name, draw, known, starts=4 + draw.randrange(0, 100 * 24) / 24)


EXAMPLE = Example("trial_onboarding", PERSONAS, somebody, ("visited", "/imprint"), days=490)

if __name__ == "__main__":
    EXAMPLE.write()
