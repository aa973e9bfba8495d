"""Lines of JSON become rows, and what is odd about them is counted by kind."""

import json
from collections.abc import Mapping

import pytest

from jdsl.machine.values import MISSING
from jdsl.replay.account import Account, Oddity
from jdsl.replay.decode import ContactDecoder, EventDecoder
from jdsl.replay.scan import UnreadableError
from jdsl.replay.spill import Part, Spill
from tests.replay.pretend import VOCABULARY, record_of

EVENT = {"contact": "ann", "time": 1000, "event": "clicked"}


def rows(*lines: str) -> tuple[list[tuple[int, bool, dict[int, int | str], dict[int, int | str]]], Account, Part]:
    """Of each event: code, machine, properties, sets, texts spelled out."""
    account = Account(file="events.jsonl")
    spill = Spill(partitions=1)
    decoder = EventDecoder(VOCABULARY, account, spill)
    for account.line, line in enumerate(lines, 1):
        account.lines += 1
        decoder.take(line)
    part = spill.part("ann")
    texts = list(part.texts)
    spelled = {at: texts[part.data[at]] for at in part.text_at}
    found: list[tuple[int, bool, dict[int, int | str], dict[int, int | str]]] = []
    for code, record in zip(part.code, part.record, strict=True):
        machine, properties, sets = record_of(part.data, record)
        at = record + 2
        both: list[dict[int, int | str]] = []
        for pairs in (properties, sets):
            both.append({number: spelled.get(at + 2 * place + 1, value) for place, (number, value) in enumerate(pairs)})
            at += 2 * len(pairs) + 1
        found.append((code, machine, both[0], both[1]))
    return found, account, part


def row(**fields: object) -> tuple[int, bool, dict[int, int | str], dict[int, int | str]]:
    found, account, _ = rows(json.dumps({**EVENT, **fields}))
    assert account.is_clean, account.findings
    return found[0]


def oddities(account: Account) -> list[tuple[Oddity, str, int]]:
    return [(finding.oddity, finding.kind, finding.count) for finding in account.findings.values()]


def odd(**fields: object) -> tuple[tuple[int, bool, dict[int, int | str], dict[int, int | str]], Oddity, str, str]:
    found, account, _ = rows(json.dumps({**EVENT, **fields}))
    (finding,) = account.findings.values()
    return found[0], finding.oddity, finding.kind, finding.cause


# --- which event ---


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, 1),
        ({"subject": None}, 1),
        ({"subject": "teaser"}, 3),
        ({"subject": "d-1"}, 3),
        ({"event": "unsubscribed from", "subject": "news"}, 7),
        ({"event": "unsubscribed_from", "subject": "news"}, 7),
        ({"event": "unsubscribed"}, 6),
        ({"event": "signed_in"}, 0),
        ({"event": "visited", "subject": "pricing"}, 8),
        ({"event": "visited", "subject": "/pricing/teams?from=mail"}, 8),
    ],
)
def test_codes(fields: Mapping[str, object], code: int) -> None:
    assert row(**fields)[0] == code


def test_unknown_names_are_counted_and_do_no_harm() -> None:
    assert odd(event="klicked", set={"vip": True}) == (
        (0, False, {}, {3: 1}),
        Oddity.UNKNOWN_NAME,
        "event",
        "no event is called `klicked`",
    )
    assert odd(subject="tesser")[0][0] == 2
    assert odd(event="visited", subject="/about")[1:3] == (Oddity.UNKNOWN_NAME, "page of visited")
    assert odd(event="signed in", subject="x")[1] is Oddity.UNKNOWN_NAME
    assert odd(colour="red")[1:3] == (Oddity.UNKNOWN_NAME, "property of `clicked`")
    assert odd(set={"contry": "CZ"})[1:3] == (Oddity.UNKNOWN_NAME, "attribute")
    # Of an unknown event nobody can say which properties it has.
    assert odd(event="klicked", colour="red")[1:3] == (Oddity.UNKNOWN_NAME, "event")


def test_an_unknown_channel_is_a_bad_line() -> None:
    for fields in ({"subject": "nwes"}, {"subject": ["news"]}):
        with pytest.raises(UnreadableError):
            rows(json.dumps({**EVENT, "event": "unsubscribed from", **fields}))


# --- what it carries ---


@pytest.mark.parametrize(
    ("written", "millionths"),
    [
        ("12", 12_000_000),
        ("12.5", 12_500_000),
        ("-0.1", -100_000),
        ("0.0000005", 0),
        ("0.0000015", 2),
        ("-0.0000015", -2),
        ("0.00000150000000000000000000000000000000000001", 2),
        ("0.00000250000000000000000000000000000000000001", 3),
        ("1e3", 1_000_000_000),
        ("1E-400000000000000000000", 0),
        ("9200000000000", 9_200_000_000_000_000_000),
        ("-9200000000000.0", -9_200_000_000_000_000_000),
        ("9200000000000.0000004", 9_200_000_000_000_000_000),
    ],
)
def test_numbers_are_exact(written: str, millionths: int) -> None:
    line = f'{{"contact": "ann", "time": 1, "event": "purchased", "amount": {written}, "set": {{"score": {written}}}}}'
    found, account, _ = rows(line)
    assert account.is_clean
    assert found == [(5, False, {4: millionths}, {2: millionths})]


@pytest.mark.parametrize("written", ["9200000000000.000001", "-9300000000000", "1e13", "1e999999999999", "9" * 5000])
def test_numbers_out_of_range_are_missing_and_reported(written: str) -> None:
    line = f'{{"contact": "ann", "time": 1, "event": "purchased", "amount": {written}, "set": {{"score": {written}}}}}'
    found, account, _ = rows(line)
    assert found == [(5, False, {4: MISSING}, {2: MISSING})]
    assert oddities(account) == [
        (Oddity.BAD_FIELD, "property of `purchased` amount", 1),
        (Oddity.BAD_FIELD, "attribute score", 1),
    ]
    assert all(len(finding.cause) < 120 for finding in account.findings.values())


def test_properties_flat_or_in_an_object() -> None:
    flat = row(event="purchased", amount=3, currency="EUR")
    assert flat == (5, False, {4: 3_000_000, 5: "EUR"}, {})
    assert row(event="purchased", properties={"amount": 3, "currency": "EUR"}) == flat
    assert row(event="purchased", currency=None) == (5, False, {5: MISSING}, {})


def test_links_by_name_and_by_address() -> None:
    by_name = row(subject="teaser", link="paper_cta")
    assert by_name == (3, False, {0: "paper_cta"}, {})
    assert row(subject="d-1", link="https://acme.example/paper") == by_name
    assert row(link="anything")[2] == {0: "anything"}
    assert odd(subject="teaser", link="https://acme.example/")[1:3] == (Oddity.UNKNOWN_NAME, "link")


def test_sets_by_type() -> None:
    sets = {"country": "DE", "name": "Zoë", "score": 1, "vip": False, "age": 33}
    assert row(set=sets)[3] == {0: 1, 1: "Zoë", 2: 1_000_000, 3: 0}
    assert row(set=dict.fromkeys(sets))[3] == {0: MISSING, 1: MISSING, 2: MISSING, 3: MISSING}
    assert row(set={})[3] == {}
    assert row(set=None)[3] == {}


@pytest.mark.parametrize(
    ("sets", "cause"),
    [
        ({"country": "de"}, '`country` is "de", which is none of CZ, DE, US'),
        ({"country": 1}, "`country` is 1, which is none of CZ, DE, US"),
        ({"name": 5}, "`name` is 5, which is no text"),
        ({"name": "\ud800"}, '`name` is "\ud800", which is no valid text'),
        ({"score": "5"}, '`score` is "5", which is no number'),
        ({"score": True}, "`score` is true, which is no number"),
        ({"score": float("nan")}, "`score` is NaN, which is no number"),
        ({"vip": "yes"}, '`vip` is "yes", which is neither true nor false'),
        ({"vip": 1}, "`vip` is 1, which is neither true nor false"),
        ({"age": "old"}, '`age` is "old", which is no number'),
        ({"name": ["x" * 100]}, f'`name` is ["{"x" * 37}…, which is no text'),
    ],
)
def test_values_of_the_wrong_type_are_left_out(sets: object, cause: str) -> None:
    assert odd(set=sets) == ((1, False, {}, {}), Oddity.BAD_FIELD, odd(set=sets)[2], cause)


def test_machines_say_so() -> None:
    assert row(machine=True) == (1, True, {}, {})
    assert row(machine=False) == (1, False, {}, {})
    assert odd(machine="yes")[1:3] == (Oddity.BAD_FIELD, "machine")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [({"id": ""}, "id"), ({"id": True}, "id"), ({"set": []}, "set"), ({"properties": 1}, "properties"),
     ({"subject": {}}, "subject")],
)  # fmt: skip
def test_odd_fields(fields: Mapping[str, object], kind: str) -> None:
    found, oddity, found_kind, _ = odd(**fields)
    assert (found[0], oddity, found_kind) == (1, Oddity.BAD_FIELD, kind)


def test_the_same_name_twice_is_told_and_the_last_one_counts() -> None:
    found, account, _ = rows(
        '{"contact": "bob", "contact": "ann", "time": 1, "event": "clicked"}',
        '{"contact": "ann", "time": 1, "event": "clicked", "set": {"vip": true, "vip": false}}',
        '{"contact": "ann", "time": 1, "event": "purchased", "amount": 1, "properties": {"amount": 2}}',
        '{"contact" : "ann", "time": 1, "event": "purchased", "currency": "a\\":b"}',
    )
    assert oddities(account) == [(Oddity.BAD_FIELD, "the same name twice", 3)]
    assert found[1][3] == {3: 0}


def test_contacts_and_ids_may_be_whole_numbers() -> None:
    _, account, part = rows('{"id": 7, "contact": 42, "time": 1, "event": "clicked"}')
    assert (list(part.contacts), part.ids, account.is_clean) == (["42"], ["7"], True)


def test_received_is_never_before_time() -> None:
    _, _, part = rows(
        '{"contact": "ann", "time": 5, "received": 9, "event": "clicked"}',
        '{"contact": "ann", "time": 5, "received": 1, "event": "clicked"}',
        '{"contact": "ann", "time": 5, "received": null, "event": "clicked"}',
    )
    assert list(part.time_ms) == [5, 5, 5]
    assert list(part.received_ms) == [9, 5, 5]


# --- lines that cannot count ---


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("{", "is no JSON: it cannot be read from character 2 on"),
        ("hello", "is no JSON: it cannot be read from character 1 on"),
        ('{"contact": "ann",}', "is no JSON: it cannot be read from character 19 on"),
        ("[1]", "is no JSON object"),
        ('"x"', "is no JSON object"),
        ("{} {}", "holds more than one JSON value"),
        ("[" * 100_000, "nests too deep"),
        ("{}", "does not say which `contact` it is about"),
        ('{"contact": ""}', "does not say which `contact` it is about"),
        ('{"contact": ["ann"]}', "does not say which `contact` it is about"),
        ('{"contact": "ann"}', "has no `time`"),
        ('{"contact": "ann", "time": "2026-01-01T00:00:00"}', "does not say which zone it is in"),
        ('{"contact": "ann", "time": 1.5}', "`time` 1.5 is no time"),
        ('{"contact": "ann", "time": 1, "received": "soon"}', '`received` "soon" is no time'),
        ('{"contact": "ann", "time": 1}', "does not say which `event` it is"),
        ('{"contact": "ann", "time": 1, "event": 3}', "does not say which `event` it is"),
        ('{"contact": "\\ud800", "time": 1, "event": "clicked"}', "has a `contact` that is no valid text"),
    ],
)  # fmt: skip
def test_unreadable(line: str, cause: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        rows(line)
    assert cause in caught.value.cause


def test_blanks_around_a_line_are_no_harm() -> None:
    found, account, _ = rows('  {"contact": "ann", "time": 1, "event": "clicked"} \r')
    assert (found[0][0], account.is_clean) == (1, True)


# --- contacts ---


def contacts(*lines: str) -> tuple[Part, Account]:
    account = Account(file="contacts.jsonl")
    spill = Spill(partitions=1)
    decoder = ContactDecoder(VOCABULARY, account, spill)
    for account.line, line in enumerate(lines, 1):
        decoder.take(line)
    return spill.part("ann"), account


def test_contact_lines() -> None:
    part, account = contacts(
        '{"contact": "ann", "country": "CZ", "name": "Ann", "age": 3, "vip": null, "subscriptions": ["news", "offers"],'
        ' "unsubscribed": true, "bounced": true, "tags": ["lead"]}',
        '{"contact": "bob", "unsubscribed": ["news"], "bounced": false, "tags": null}',
        '{"contact": "cid", "unsubscribed": false}',
    )
    assert account.is_clean
    assert part.rows == [
        ("ann", 1, 7, [0], [], True, True, [0]),
        ("bob", 7, 7, [], [0], False, False, []),
        ("cid", 7, 7, [], [], False, False, []),
    ]
    assert list(part.data[1:7]) == [0, 0, 1, part.texts["Ann"], 3, MISSING]
    assert list(part.text_at) == [4]


def test_odd_contact_lines() -> None:
    _, account = contacts(
        '{"contact": "ann", "contry": "CZ", "subscriptions": ["nwes"], "tags": [1], "bounced": "hard"}',
        '{"contact": "ann", "subscriptions": "news", "unsubscribed": "all", "country": "FR"}',
    )
    assert oddities(account) == [
        (Oddity.UNKNOWN_NAME, "channel", 1),
        (Oddity.BAD_FIELD, "bounced", 1),
        (Oddity.UNKNOWN_NAME, "tag", 1),
        (Oddity.UNKNOWN_NAME, "attribute", 1),
        (Oddity.BAD_FIELD, "subscriptions", 1),
        (Oddity.BAD_FIELD, "unsubscribed", 1),
        (Oddity.BAD_FIELD, "attribute country", 1),
    ]
