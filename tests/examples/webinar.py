"""Makes the events and contacts of `examples/webinar`. Anew: `python -m tests.examples.webinar`."""

from __future__ import annotations

from random import Random

from tests.examples.people import Example, Line, Person, Persona

ZONES = ("Europe/Prague", "Europe/London", "America/New_York", "Asia/Tokyo")
WEBINAR = 114 + 13 / 24
"""When it begins, at three in Prague. All days of people are counted from there."""
INVITED = -21.2
LAST_SEATS = -2.2

# --- what people do ---


def registers(person: Person, day: float, heard: float = 0) -> None:
    person.does(day, "registered for", "planning_webinar", heard=heard)


def gives_the_seat_back(person: Person, day: float) -> None:
    person.does(day, "cancelled", "planning_webinar")


def is_there(person: Person, minutes: int) -> None:
    """We hear of it when the list comes, after the end."""
    day = person.draw.uniform(0, 10) / 1440
    person.does(day, "attended", "planning_webinar", minutes=minutes, heard=0.08)


def stays_to_the_end(person: Person) -> None:
    is_there(person, person.draw.randint(40, 60))


def watches(person: Person, day: float, letter: str) -> None:
    person.does(day, "clicked", letter, link="recording")
    person.does(day + 0.03, "watched", "planning_webinar")


def looks_at_prices(person: Person, day: float) -> float:
    """Twice within an hour or two; the last is returned."""
    person.does(day, "visited", "/pricing")
    day += person.draw.uniform(0.02, 0.08)
    person.does(day, "visited", "/pricing/teams")
    return day


def follows_the_invitation(person: Person) -> None:
    day = person.soon(INVITED, 3)
    person.does(day, "clicked", "invitation", link="register")
    registers(person, day + 0.01)


def comes_and_wants_a_talk(person: Person) -> None:
    follows_the_invitation(person)
    stays_to_the_end(person)
    person.does(looks_at_prices(person, person.soon(5.5, 6)) + 0.02, "submitted", "talk_request")


def comes_and_takes_time(person: Person) -> None:
    follows_the_invitation(person)
    stays_to_the_end(person)
    if person.draw.random() < 0.4:
        person.does(person.soon(22, 12), "submitted", "talk_request")


def reads_the_second_invitation(person: Person) -> None:
    day = person.soon(INVITED + 7, 5)
    person.does(day, "clicked", "invitation_again", link="register")
    registers(person, day + 0.01)
    stays_to_the_end(person)


def takes_one_of_the_last_seats(person: Person) -> None:
    registers(person, person.soon(LAST_SEATS + 0.2, 1.5))
    stays_to_the_end(person)


def registers_in_the_last_hour(person: Person) -> None:
    registers(person, -person.draw.uniform(0.005, 0.04))
    stays_to_the_end(person)


def reads_and_forgets(person: Person) -> None:
    person.does(person.soon(INVITED + 0.1, 2), "opened", "invitation")


def ignores_the_invitation(person: Person) -> None:
    person.does(INVITED + 0.1, "opened", "invitation", machine=True)


def wants_no_invitations(person: Person) -> None:
    person.does(person.soon(INVITED + 0.1, 2), "unsubscribed from", "events")


def is_not_on_the_list(person: Person) -> None:
    """Has heard of it elsewhere, and gets only what belongs to the seat."""
    person.known["subscriptions"] = []
    registers(person, person.soon(-40, 30))
    stays_to_the_end(person)


def wants_nothing_else(person: Person) -> None:
    """Keeps the seat, and gets what belongs to it all the same."""
    follows_the_invitation(person)
    person.does(person.soon(-15, 6), "unsubscribed")
    stays_to_the_end(person)


def has_a_seat_already(person: Person) -> None:
    registers(person, person.soon(-30, 6))
    stays_to_the_end(person)


def looks_in(person: Person) -> None:
    follows_the_invitation(person)
    is_there(person, person.draw.randint(1, 14))


def watches_the_recording(person: Person) -> None:
    follows_the_invitation(person)
    watches(person, person.soon(1, 3), "sorry_we_missed_you")
    if person.draw.random() < 0.5:
        looks_at_prices(person, person.soon(9, 5))


def watches_at_the_last_chance(person: Person) -> None:
    follows_the_invitation(person)
    watches(person, person.soon(6, 4), "last_chance_to_watch")


def sees_nothing_of_it(person: Person) -> None:
    follows_the_invitation(person)


def gives_up_the_seat(person: Person) -> None:
    follows_the_invitation(person)
    gives_the_seat_back(person, person.soon(-10, 9))


def gives_it_up_and_takes_it_again(person: Person) -> None:
    follows_the_invitation(person)
    gives_the_seat_back(person, person.soon(-10, 3))
    registers(person, person.soon(-6, 4))
    stays_to_the_end(person)


def comes_too_late(person: Person) -> None:
    registers(person, person.soon(0.2), heard=person.draw.choice([0, 0.1]))


PERSONAS: dict[Persona, int] = {
    comes_and_wants_a_talk: 25, comes_and_takes_time: 20, reads_the_second_invitation: 15,
    takes_one_of_the_last_seats: 10, registers_in_the_last_hour: 5, reads_and_forgets: 20, ignores_the_invitation: 25,
    wants_no_invitations: 8, is_not_on_the_list: 12, has_a_seat_already: 8, wants_nothing_else: 6, looks_in: 10,
    watches_the_recording: 16, watches_at_the_last_chance: 8, sees_nothing_of_it: 12, gives_up_the_seat: 8,
    gives_it_up_and_takes_it_again: 6, comes_too_late: 6,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com", "phone": f"+420600{name[1:]}00"}
    known["subscriptions"] = ["events"]
    if draw.random() < 0.6:
        known["timezone"] = draw.choice(ZONES)
    return Person(name, draw, known, starts=WEBINAR)


EXAMPLE = Example("webinar", PERSONAS, somebody, ("visited", "/imprint"), days=190)

if __name__ == "__main__":
    EXAMPLE.write()
