"""`enter when … per PROPERTY [, newest only]`: a visit for each value, side by side (S3.6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from jdsl.engine.blob import from_bytes
from jdsl.engine.page import Events, Page
from jdsl.machine.effects import EFFECT_WORDS, EffectKind
from jdsl.machine.layout import H_CONTACT_WORDS, VALUES_KEPT
from jdsl.machine.program import Program
from tests.engine.further.orders import (
    BOTH,
    DAY_MS,
    MOST_ENTERED,
    NUMBERS,
    WALK,
    Happening,
    Row,
    again,
    at,
    code,
    newest,
    program_of,
    rows,
    walk,
)
from tests.engine.pages import holdings
from tests.oracle.compiled import NATIVE

HOUR_MS = 3_600_000
MOST_LIVE = 100


# --- which visits an event reaches ---


@BOTH
def test_an_event_with_the_property_reaches_its_value_alone_and_any_other_reaches_all(packed: bool) -> None:
    events = [
        at(1, "buy", "a"), at(2, "buy", "b"), at(3, "ask", "a"), at(4, "ask", "b"), at(5, "ask", "c"), at(6, "ask"),
        at(7, "note"), at(8, "buy", "a"), at(9, "leave", "c"), at(10, "leave", "a"), at(11, "ask", "a"),
        at(12, "ask", "b"), at(13, "note"), at(14, "leave"), at(15, "note"),
    ]  # fmt: skip
    assert rows(walk(), events, packed=packed) == [
        (1, "walk:1", "enter"), (2, "walk:2", "enter"), (3, "walk:1", "send mail"), (4, "walk:2", "send mail"),
        (6, "walk:1", "send mail"), (6, "walk:2", "send mail"), (7, "walk:1", "send other"),
        (7, "walk:2", "send other"), (10, "walk:1", 'exit "left"'), (12, "walk:2", "send mail"),
        (13, "walk:2", "send other"), (14, "walk:2", 'exit "left"'),
    ]  # fmt: skip


@BOTH
def test_one_without_the_property_does_not_enter(packed: bool) -> None:
    assert rows(walk(), [at(1, "buy"), at(2, "ask", "a"), at(3, "note")], packed=packed) == []
    assert rows(walk(), [at(1, "buy", "a"), at(2, "buy")], packed=packed) == [(1, "walk:1", "enter")]


@BOTH
def test_values_are_compared_exactly(packed: bool) -> None:
    events = [at(1, "buy", "Ab"), at(2, "buy", "aB"), at(3, "ask", "AB"), at(4, "ask", "aB"), at(5, "ask", "Ab")]
    assert rows(walk(), events, packed=packed) == [
        (1, "walk:1", "enter"), (2, "walk:2", "enter"), (4, "walk:2", "send mail"), (5, "walk:1", "send mail"),
    ]  # fmt: skip


@BOTH
def test_values_may_be_numbers(packed: bool) -> None:
    program = program_of(again(NUMBERS + WALK, "never"))
    events = [
        at(1, "buy", 0), at(2, "buy", -1), at(3, "ask", 0), at(4, "ask", 1), at(5, "leave", -1), at(6, "buy", -1),
        at(7, "buy", 1), at(8, "ask", 1),
    ]  # fmt: skip
    assert rows(program, events, packed=packed) == [
        (1, "walk:1", "enter"), (2, "walk:2", "enter"), (3, "walk:1", "send mail"), (5, "walk:2", 'exit "left"'),
        (7, "walk:3", "enter"), (8, "walk:3", "send mail"),
    ]  # fmt: skip


@BOTH
def test_the_event_that_ends_a_visit_does_not_let_its_value_in_again(packed: bool) -> None:
    program = walk(WALK.replace("exit when leave", "exit when buy"))
    events = [at(1, "buy", "a"), at(2, "buy", "b"), at(3, "buy", "a"), at(4, "buy", "a"), at(5, "buy", "b")]
    assert rows(program, events, packed=packed) == [
        (1, "walk:1", "enter"), (2, "walk:2", "enter"), (3, "walk:1", 'exit "left"'), (4, "walk:3", "enter"),
        (5, "walk:2", 'exit "left"'),
    ]  # fmt: skip


@BOTH
def test_what_an_event_changes_is_of_its_value_as_well(packed: bool) -> None:
    """Each event sets the attribute: the rule hears either, and is one match."""
    program = walk(WALK.replace("whenever note", "whenever note or changed city"))
    orders = (("buy", "a"), ("buy", "b"), ("note", "b"), ("note", None), ("leave", "b"), ("buy", "c"), ("buy", "a"))
    events = [(number, verb, order, f"town {number}") for number, (verb, order) in enumerate(orders, start=1)]
    assert changing(program, events, packed=packed) == [
        (1, 1, "enter"), (2, 2, "enter"), (3, 2, "send"), (4, 1, "send"), (4, 2, "send"), (5, 2, "exit"),
        (6, 3, "enter"), (7, 1, "send"),
    ]  # fmt: skip


def changing(
    program: Program, happenings: Sequence[tuple[int, str, str | None, str]], *, packed: bool
) -> list[tuple[int, int, str]]:
    """Play events (when, verb, order, the city that it sets): when, visit and kind of each effect."""
    city = program.vocabulary.attributes["city"].number
    order = program.vocabulary.verbs["buy"].properties["order"].number
    page = Page(program, is_native=NATIVE)
    ann = page.contact("ann")
    page.begin(0)
    seen: list[tuple[int, int, str]] = []

    def sink(words: Sequence[int]) -> None:
        for place in range(0, len(words), EFFECT_WORDS):
            kind = EffectKind(words[place + 5]).name.lower()
            seen.append((int(words[place]), int(words[place + 3]), kind))

    for time_ms, verb, value, town in happenings:
        events = Events()
        properties = () if value is None else ((order, page.text(value)),)
        sets = ((city, page.text(town)),)
        events.add(ann, time_ms, time_ms, code(program, verb), properties=properties, sets=sets)
        page.advance(events, sink)
        if packed:
            page = Page.unpack(program, page.pack(), is_native=NATIVE)
    return seen


@BOTH
def test_the_if_of_an_entry_speaks_of_what_the_event_changed(packed: bool) -> None:
    text = WALK.replace("buy per order", 'buy or changed city per order if new is "brno"')
    program = walk(text)
    events = [(1, "pay", "a", "praha"), (2, "pay", "a", "brno"), (3, "pay", "b", "praha"), (4, "pay", "b", "brno"),
              (5, "note", None, "praha"), (6, "note", None, "brno")]  # fmt: skip
    seen = changing(program, events, packed=packed)
    assert seen == [(2, 1, "enter"), (4, 2, "enter"), (5, 1, "send"), (5, 2, "send"), (6, 1, "send"), (6, 2, "send")]


@BOTH
def test_timers_at_one_instant_go_off_by_visit(packed: bool) -> None:
    text = """
journey walk
  enter when buy per order
  stage first
    wait 1h
    send mail
    wait 1h
"""
    events = [at(5, "buy", "b"), at(5, "buy", "a"), at(6, "buy", "c"), at(7, "ask", "a")]
    assert rows(walk(text), events, packed=packed) == [
        (5, "walk:1", "enter"), (5, "walk:2", "enter"), (6, "walk:3", "enter"),
        *((time_ms + HOUR_MS, f"walk:{visit}", "send mail") for time_ms, visit in ((5, 1), (5, 2), (6, 3))),
        *((time_ms + 2 * HOUR_MS, f"walk:{visit}", "complete") for time_ms, visit in ((5, 1), (5, 2), (6, 3))),
    ]  # fmt: skip


# --- `reenter`, for each value ---


def passing(start_ms: int, orders: Iterable[str], first_visit: int) -> tuple[list[Happening], list[Row]]:
    """These orders enter and leave, one after the other, two milliseconds each."""
    events: list[Happening] = []
    seen: list[Row] = []
    for number, order in enumerate(orders):
        time_ms, visit = start_ms + 2 * number, f"walk:{first_visit + number}"
        events += [at(time_ms, "buy", order), at(time_ms + 1, "leave", order)]
        seen += [(time_ms, visit, "enter"), (time_ms + 1, visit, 'exit "left"')]
    return events, seen


@BOTH
def test_a_value_never_comes_in_again_and_others_do(packed: bool) -> None:
    events, seen = passing(1, "ab", 1)
    events += [at(10, "buy", "a"), at(11, "buy", "b"), at(12, "buy", "c")]
    assert rows(walk(again(WALK, "never")), events, packed=packed) == [*seen, (12, "walk:3", "enter")]


@BOTH
@pytest.mark.parametrize(("after_ms", "lets_in"), [(DAY_MS - 1, False), (DAY_MS, True), (DAY_MS + 1, True)])
def test_a_value_comes_in_again_a_time_after_it_left(after_ms: int, lets_in: bool, packed: bool) -> None:
    """It leaves at 2, by an event that is late, and the other one at 4."""
    events, seen = passing(1, "ab", 1)
    events[1] = Happening(1, "leave", "a", received_ms=2)
    events += [at(2 + after_ms, "buy", "b"), at(2 + after_ms, "buy", "a"), at(2 + after_ms, "buy", "c")]
    visits = iter(range(3, 6))
    for enters in (after_ms >= DAY_MS + 2, lets_in, True):
        if enters:
            seen.append((2 + after_ms, f"walk:{next(visits)}", "enter"))
    assert rows(walk(again(WALK, "after 1d")), events, packed=packed) == seen


@BOTH
def test_a_value_comes_in_again_so_many_times(packed: bool) -> None:
    events, seen = passing(1, "abaab", 1)
    events += [at(20, "buy", "a"), at(21, "buy", "b"), at(22, "buy", "c")]
    assert rows(walk(again(WALK, "at most 2 times")), events, packed=packed) == [
        *seen, (21, "walk:6", "enter"), (22, "walk:7", "enter")
    ]  # fmt: skip


@BOTH
@pytest.mark.parametrize("others", [VALUES_KEPT - 1, VALUES_KEPT])
def test_a_value_that_left_before_the_last_hundred_counts_as_new(others: int, packed: bool) -> None:
    events, seen = passing(1, ["a", *(f"order {number}" for number in range(others))], 1)
    events.append(at(1000, "buy", "a"))
    entered: list[Row] = [(1000, f"walk:{others + 2}", "enter")] if others == VALUES_KEPT else []
    assert rows(walk(again(WALK, "never")), events, packed=packed) == [*seen, *entered]


@BOTH
def test_leaving_again_makes_a_value_the_latest_of_those_that_left(packed: bool) -> None:
    half = [f"order {number}" for number in range(VALUES_KEPT - 2)]
    events, seen = passing(1, ["a", "b", *half, "a", "x", "y"], 1)
    visit = len(half) + 6
    # b, the oldest, is forgotten, and a is not: of those that left, 100 are younger than b, and 2 than a
    events += [at(1000, "buy", "a"), at(1001, "buy", "b"), at(1002, "buy", half[0])]
    expected: list[Row] = [*seen, (1001, f"walk:{visit}", "enter"), (1002, f"walk:{visit + 1}", "enter")]
    assert rows(walk(again(WALK, "at most 1 times")), events, packed=packed) == expected


@BOTH
def test_the_times_of_a_value_that_counts_as_new_begin_anew(packed: bool) -> None:
    orders = ["a", "a", *(f"order {number}" for number in range(VALUES_KEPT)), "a", "a"]
    events, seen = passing(1, orders, 1)
    events.append(at(1000, "buy", "a"))
    assert rows(walk(again(WALK, "at most 1 times")), events, packed=packed) == seen


# --- `newest only` ---


@BOTH
def test_a_new_value_ends_the_visit_of_the_older_one(packed: bool) -> None:
    events = [at(1, "buy", "a"), at(2, "buy", "a"), at(3, "buy", "b"), at(4, "ask", "a"), at(5, "ask", "b"),
              at(6, "buy", "a")]  # fmt: skip
    assert rows(walk(newest(WALK)), events, packed=packed) == [
        (1, "walk:1", "enter"), (3, "walk:1", 'exit "newer"'), (3, "walk:2", "enter"), (5, "walk:2", "send mail"),
        (6, "walk:2", 'exit "newer"'), (6, "walk:3", "enter"),
    ]  # fmt: skip


@BOTH
def test_a_value_that_is_turned_away_ends_nobody(packed: bool) -> None:
    text = (
        newest(WALK)
        .replace("newest only", "newest only if not tagged marked")
        .replace("whenever note then send other", "whenever note then tag marked")
    )
    program = walk(again(text, "never"))
    events = [at(1, "buy", "a"), at(2, "buy", "b"), at(3, "buy", "a"), at(4, "note"), at(5, "buy", "c"),
              at(6, "ask", "b")]  # fmt: skip
    assert rows(program, events, packed=packed) == [
        (1, "walk:1", "enter"), (2, "walk:1", 'exit "newer"'), (2, "walk:2", "enter"), (4, "walk:2", "tag marked"),
        (6, "walk:2", "send mail"),
    ]  # fmt: skip


def test_who_enters_too_often_at_one_instant_ends_nobody() -> None:
    events = [at(1, "buy", f"order {number}") for number in range(MOST_ENTERED + 2)]
    seen = rows(walk(newest(WALK)), [*events, at(1, "ask"), at(2, "buy", "a")], packed=False)
    assert seen.count((1, "walk:1000", 'refused "circle"')) == 1
    assert len(seen) == 2 * MOST_ENTERED + 3
    assert seen[-5:] == [
        (1, "walk:999", "enter"), (1, "walk:1000", 'refused "circle"'), (1, "walk:999", "send mail"),
        (2, "walk:999", 'exit "newer"'), (2, "walk:1000", "enter"),
    ]  # fmt: skip


# --- at most 100 side by side ---


def crowd(count: int) -> tuple[list[Happening], list[Row]]:
    """So many orders enter, one each millisecond."""
    events = [at(number + 1, "buy", f"order {number + 1}") for number in range(count)]
    return events, [(number + 1, f"walk:{number + 1}", "enter") for number in range(count)]


@BOTH
def test_more_than_a_hundred_are_refused(packed: bool) -> None:
    events, seen = crowd(MOST_LIVE)
    events += [
        at(200, "buy", "a"), at(201, "buy", "a"), at(202, "buy", "order 7"), at(203, "leave", "order 3"),
        at(204, "buy", "a"), at(205, "buy", "b"), at(206, "note"),
    ]  # fmt: skip
    assert rows(walk(), events, packed=packed) == [
        *seen, (200, "walk:101", "refused"), (201, "walk:101", "refused"), (203, "walk:3", 'exit "left"'),
        (204, "walk:101", "enter"), (205, "walk:102", "refused"),
        *((206, f"walk:{visit}", "send other") for visit in range(1, 102) if visit != 3),
    ]  # fmt: skip


@BOTH
def test_two_entries_that_match_are_refused_once_and_only_where_their_if_holds(packed: bool) -> None:
    text = WALK.replace(
        "enter when buy per order",
        "enter when buy or pay per order if tagged marked\n  enter when buy per order\n  enter when buy per order",
    )
    events, seen = crowd(MOST_LIVE)
    events += [at(200, "buy", "a"), at(201, "pay", "a")]
    assert rows(walk(text), events, packed=packed) == [
        *seen, (200, "walk:101", "refused")
    ]  # fmt: skip


# --- to bytes and back ---


def filled(program: Program) -> Page:
    """A page of which only the second contact holds values: of visits, and of such as left."""
    page = Page(program, is_native=NATIVE)
    page.contacts(["ann", "bob"])
    page.begin(0)
    order = program.vocabulary.verbs["buy"].properties["order"].number
    for number in range(5):
        page.text(f"nobody holds this: {number}")
    events = Events()
    for time_ms, verb, value in ((1, "buy", "z"), (2, "buy", "y"), (3, "leave", "z"), (4, "buy", "x"), (5, "ask", "w")):
        events.add(1, time_ms, time_ms, code(program, verb), properties=[(order, page.text(value))])
    page.advance(events, lambda _: None)
    return page


def test_values_keep_their_texts_under_other_numbers() -> None:
    program = walk(again(WALK, "never"))
    page = filled(program)
    assert from_bytes(program, page.pack()).texts == ["z", "y", "x"]
    unpacked = Page.unpack(program, page.pack(), is_native=NATIVE)
    assert holdings(unpacked) == holdings(page)
    assert unpacked.text("y") != page.text("y")
    _, words, instances = holdings(unpacked)[1]
    assert [word for word in words if isinstance(word, str)] == ["z"]
    assert [[word for word in one if isinstance(word, str)] for one in instances] == [["y"], ["x"]]


def test_who_comes_in_always_remembers_no_value_that_left() -> None:
    program = walk()
    assert from_bytes(program, filled(program).pack()).texts == ["y", "x"]


def test_what_has_no_values_pays_nothing_for_them() -> None:
    width = walk(WALK.replace(" per order", "")).tables[H_CONTACT_WORDS]
    assert width < VALUES_KEPT
    assert walk().tables[H_CONTACT_WORDS] == width
    assert walk(again(WALK, "never")).tables[H_CONTACT_WORDS] == width + 2 * VALUES_KEPT
