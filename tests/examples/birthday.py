"""Makes the events and contacts of `examples/birthday`. Anew: `python -m tests.examples.birthday`."""

from __future__ import annotations

from random import Random

from tests.examples.people import FIRST_DAY, Example, Line, Person, Persona

ZONES = ("Europe/Prague", "Europe/London", "America/New_York", "Asia/Tokyo")
SHOPS = ("brno@acme.example", "praha@acme.example", "olomouc@acme.example")
YEAR = 365

# --- what people do; day 0 is the birthday, the mail is there by 15:00 in London ---


def born(person: Person, day: float = 0) -> str:
    """A birthday on such a day, in an earlier year."""
    return f"{person.draw.randint(1950, 2005)}{person.at(day).date().isoformat()[4:]}"


def has_birthday(person: Person) -> None:
    """We know it already."""
    person.known["birthday"] = born(person)


def letter(person: Person) -> str:
    return "happy_birthday_gold" if person.known["level"] == "gold" else "happy_birthday"


def buys(person: Person, day: float, voucher: str | None = None) -> None:
    amount = person.draw.choice([9, 14.5, 22, 39])
    number = f"{person.name}-{round(day)}"
    more: Line = {} if voucher is None else {"voucher": voucher}
    person.does(day, "purchased", "book", amount=amount, currency="EUR", order_id=number, **more)


def reads_the_letter(person: Person, day: float) -> float:
    person.does(day, "clicked", letter(person), link="choose")
    return day + 0.02


def uses_the_gift(person: Person) -> None:
    has_birthday(person)
    buys(person, reads_the_letter(person, person.soon(0.7, 2)), "BIRTHDAY")


def uses_it_on_the_last_days(person: Person) -> None:
    has_birthday(person)
    reads_the_letter(person, person.soon(0.7, 2))
    person.does(day := person.soon(27.7, 1), "clicked", "gift_ends", link="choose")
    buys(person, day + 0.2, "BIRTHDAY")


def uses_it_each_year(person: Person) -> None:
    person.starts = person.draw.randrange(8, 50)
    uses_the_gift(person)
    buys(person, reads_the_letter(person, person.soon(YEAR + 0.7, 3)), "BIRTHDAY")


def ignores_it(person: Person) -> None:
    has_birthday(person)
    person.does(0.6, "opened", letter(person), machine=True)  # a proxy that opens everything


def ignores_it_each_year(person: Person) -> None:
    person.starts = person.draw.randrange(8, 50)
    ignores_it(person)


def opens_it_only(person: Person) -> None:
    has_birthday(person)
    person.does(person.soon(0.7, 4), "opened", letter(person))


def buys_with_another_voucher(person: Person) -> None:
    has_birthday(person)
    buys(person, person.soon(2, 20), person.draw.choice([None, "SPRING"]))


def leaves_the_club(person: Person) -> None:
    has_birthday(person)
    person.does(person.soon(0.7, 12), "unsubscribed from", "club")


def has_left_before(person: Person) -> None:
    has_birthday(person)
    person.does(-person.soon(8, 10), "unsubscribed from", "club")


def corrects_the_date(person: Person) -> None:
    """After the letter has come: the next one comes in a year, on the new day."""
    person.starts = person.draw.randrange(8, 40)
    has_birthday(person)
    person.does(person.soon(2, 5), "updated_profile", set={"birthday": born(person, 14)})


def has_birthday_on_the_first(person: Person) -> None:
    """When the books of the month would come."""
    month = person.draw.randint(3, 12)
    person.starts = (FIRST_DAY.replace(month=month, day=1) - FIRST_DAY).days
    person.known.pop("timezone", None)
    uses_the_gift(person)


def is_born_on_29_february(person: Person) -> None:
    person.starts = (FIRST_DAY.replace(month=2, day=28) - FIRST_DAY).days
    uses_the_gift(person)
    person.known["birthday"] = "1996-02-29"


def becomes_gold(person: Person) -> None:
    """Ten days before, and so in time for a card."""
    has_birthday(person)
    person.known["level"] = "silver"
    person.known["my_shop"] = person.draw.choice(SHOPS)
    person.does(-10, "updated_profile", set={"level": "gold"})
    person.does(person.soon(0.7, 2), "clicked", "happy_birthday_gold", link="choose")


def joins(person: Person) -> None:
    person.known["subscriptions"] = []
    person.does(0, "subscribed to", "club")


def tells_when_asked(person: Person) -> None:
    joins(person)
    person.does(day := person.soon(3.8, 4), "clicked", "when_is_your_birthday", link="tell_us")
    person.does(day + 0.01, "updated_profile", set={"birthday": born(person, day + 30)})


def tells_when_asked_again(person: Person) -> None:
    joins(person)
    person.does(day := person.soon(11, 10), "clicked", "ask_once_more", link="tell_us")
    person.does(day + 0.01, "updated_profile", set={"birthday": born(person, day + 60)})


def does_not_tell(person: Person) -> None:
    joins(person)


def reads_and_does_not_tell(person: Person) -> None:
    joins(person)
    person.does(person.soon(3.8, 4), "opened", "when_is_your_birthday")


def leaves_before_we_ask(person: Person) -> None:
    joins(person)
    person.does(person.soon(1, 1.5), "unsubscribed from", "club")


PERSONAS: dict[Persona, int] = {
    uses_the_gift: 30, uses_it_on_the_last_days: 15, uses_it_each_year: 10, ignores_it: 25, ignores_it_each_year: 10,
    opens_it_only: 20, buys_with_another_voucher: 12, leaves_the_club: 10, has_left_before: 8, corrects_the_date: 6,
    has_birthday_on_the_first: 6, is_born_on_29_february: 2, becomes_gold: 6, tells_when_asked: 15,
    tells_when_asked_again: 8, does_not_tell: 15, reads_and_does_not_tell: 8, leaves_before_we_ask: 6,
}  # fmt: skip
"""How many there are of each."""


def somebody(name: str, draw: Random) -> Person:
    known: Line = {"contact": name, "email": f"{name}@example.com", "level": draw.choice(["silver", "silver", "gold"])}
    known["subscriptions"] = ["club"]
    if draw.random() < 0.4:
        known["my_shop"] = draw.choice(SHOPS)
    if draw.random() < 0.4:
        known["timezone"] = draw.choice(ZONES)
    return Person(name, draw, known, starts=draw.randrange(20, 330))


EXAMPLE = Example("birthday", PERSONAS, somebody, ("visited", "/imprint"), days=430)

if __name__ == "__main__":
    EXAMPLE.write()
