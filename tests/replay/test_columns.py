"""Cells mean what their columns are for, and what is odd about a table is told where it stands."""

import io

import pytest

from jdsl.machine.values import MISSING
from jdsl.replay.account import Account, Oddity
from jdsl.replay.cells import cell_readings, meant, names, time, yes_no, yes_no_or_names
from jdsl.replay.columns import CONTACTS, EVENTS
from jdsl.replay.decode import ContactDecoder, EventDecoder
from jdsl.replay.intake import take_in
from jdsl.replay.readers import Format, Source
from jdsl.replay.spill import Part, Spill
from tests.replay.pretend import VOCABULARY, record_of

HEADER = "contact,time,event"


def table(content: str) -> Source:
    return Source("events.csv", lambda: io.BytesIO(content.encode()), format=Format.CSV)


def events(*lines: str) -> tuple[Part, Account]:
    account = Account()
    spill = Spill(partitions=1)
    decoder = EventDecoder(VOCABULARY, account, spill, cell_readings)
    take_in([table("\n".join(lines))], {Format.CSV: decoder}, EVENTS, account)
    return spill.part("ann"), account


def contacts(*lines: str) -> tuple[Part, Account]:
    account = Account()
    spill = Spill(partitions=1)
    decoder = ContactDecoder(VOCABULARY, account, spill, cell_readings)
    take_in([table("\n".join(lines))], {Format.CSV: decoder}, CONTACTS, account)
    return spill.part("ann"), account


def spelled(part: Part) -> list[int | str]:
    """The data, texts written out."""
    texts = list(part.texts)
    return [texts[word] if at in part.text_at else word for at, word in enumerate(part.data)]


def findings(account: Account) -> list[tuple[Oddity, int, str]]:
    return [(finding.oddity, finding.line, finding.cause) for finding in account.findings.values()]


# --- cells ---


@pytest.mark.parametrize(
    ("cell", "said"),
    [("null", None), ("\\null", "null"), ("\\\\null", "\\null"), ("\\", ""), ("\\\\", "\\"), ("\\nul", "\\nul"),
     ("NULL", "NULL"), (" ", " "), ("a\\", "a\\")],
)  # fmt: skip
def test_null_and_what_is_meant_as_a_text(cell: str, said: str | None) -> None:
    assert meant(cell) == said


def test_words() -> None:
    assert [yes_no(cell) for cell in ("true", "TRUE", "Yes", "1", "false", "FALSE", "no", "0", " yes ")] == [
        True, True, True, True, False, False, False, False, True,
    ]  # fmt: skip
    assert yes_no("wahr") == "wahr"
    assert names(" a; b ;;c;") == ["a", "b", "c"]
    assert [yes_no_or_names(cell) for cell in ("yes", "news", "news;offers")] == [True, ["news"], ["news", "offers"]]
    assert [time(cell) for cell in ("12", " 12 ", "9" * 5000, "1e3")] == [12, 12, "9" * 5000, "1e3"]


@pytest.mark.parametrize(
    ("cell", "millionths"),
    [("12", 12_000_000), (" -0.5 ", -500_000), ("+3", 3_000_000), ("007", 7_000_000), (".5", 500_000),
     ("5.", 5_000_000), ("+.25", 250_000), ("1e3", 1_000_000_000), ("0.0000005", 0), ("0.0000015", 2),
     ("9" * 5000, MISSING), ("9200000000000", 9_200_000_000_000_000_000)],
)  # fmt: skip
def test_numbers(cell: str, millionths: int) -> None:
    part, _ = events(f"{HEADER},amount,set.score", f"ann,1,purchased,{cell},{cell}")
    assert record_of(part.data, part.record[0]) == (False, [(4, millionths)], [(2, millionths)])


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("set.score", "12a", "is no number"),
        ("set.score", "1,5", "is no number: write its comma as a point"),
        ("set.score", "1 000", "is no number"),
        ("set.score", "\u0661", "is no number"),
        ("set.score", "nan", "is no number"),
        ("set.vip", "maybe", "is neither yes nor no, nor true, false, 1, 0"),
        ("set.country", "de", "is none of CZ, DE, US"),
        ("prop.amount", "NULL", "is no number"),
        ("machine", "bot", "is neither true nor false"),
    ],
)
def test_a_cell_that_does_not_fit_is_left_out(column: str, cell: str, told: str) -> None:
    part, account = events(f"{HEADER},{column}", f'ann,1,purchased,"{cell}"')
    name = column.rpartition(".")[2]
    ((oddity, line, cause),) = findings(account)
    assert (oddity, line) == (Oddity.BAD_FIELD, 2)
    assert cause == f'`{name}` is "{cell}", which {told}'
    assert (list(part.record), account.lines, account.unreadable) == ([0], 1, 0)


# --- columns ---


def test_the_columns_of_events() -> None:
    part, account = events(
        "id,received, contact ,time,event,subject,machine,set.country,set.name,set.vip,link,prop.currency,amount",
        "e1,9,ann,5,clicked,teaser,yes,CZ,Zoë,no,https://acme.example/paper,,",
        "2,,ann,1970-01-01T00:00:00.007Z,purchased,,,,,,,EUR,12.5",
        ",,ann,8,signed_in,,,null,\\null,null,,,",
        ",,ann,8,signed in,,,,,,,,",
    )
    assert account.is_clean, account.findings
    assert (account.lines, list(part.ids)) == (4, ["e1", "2", None, None])
    assert (list(part.time_ms), list(part.received_ms)) == ([5, 7, 8, 8], [9, 7, 8, 8])
    assert list(part.code) == [3, 5, 0, 0]
    said = spelled(part)
    first, second, third, fourth = part.record
    assert said[first:second] == [1, 1, 0, "paper_cta", 3, 0, 0, 1, "Zoë", 3, 0]
    assert said[second:third] == [0, 2, 4, 12_500_000, 5, "EUR", 0]
    assert said[third:] == [0, 0, 3, 0, MISSING, 1, "null", 3, MISSING]
    assert fourth == 0


def test_the_columns_of_contacts() -> None:
    part, account = contacts(
        "contact;country;name;age;vip;subscriptions;unsubscribed;bounced;tags",
        'ann;CZ;"Ann ""A""; B";33;null;"news; offers";yes;TRUE;lead',
        "bob;;;;;;news;no;",
        "cid;;;;;;false;;",
    )
    assert account.is_clean, account.findings
    assert part.rows == [
        ("ann", 1, 7, [0], [], True, True, [0]),
        ("bob", 7, 7, [], [0], False, False, []),
        ("cid", 7, 7, [], [], False, False, []),
    ]
    assert spelled(part)[1:] == [0, 0, 1, 'Ann "A"; B', 3, MISSING]


def test_names_that_nobody_declared_are_counted_where_something_stands_under_them() -> None:
    _, account = events(
        f"{HEADER},subject,set.contry,prop.colour,color",
        "ann,1,clicked,teaser,,,",
        "ann,1,clicked,teaser,CZ,,",
        "ann,1,clicked,tesser,CZ,red,",
        "ann,1,klicked,,,,red",
    )
    assert [(finding.line, finding.count, finding.kind) for finding in account.findings.values()] == [
        (3, 2, "attribute"), (4, 1, "message of clicked"), (4, 1, "property of `clicked`"), (5, 1, "event"),
    ]  # fmt: skip
    _, account = contacts("contact,contry,tags,subscriptions", "ann,CZ,vip,news;nwes")
    assert account.count(Oddity.UNKNOWN_NAME) == 3


def test_a_name_twice() -> None:
    part, account = events(f"{HEADER},set.vip,set.vip", "ann,1,clicked,yes,no", "ann,1,clicked,yes,")
    assert findings(account) == [
        (Oddity.BAD_FIELD, 1, "`set.vip` stands there twice; the last cell with something in it counts")
    ]
    assert [record_of(part.data, record)[2] for record in part.record] == [[(3, 0)], [(3, 1)]]
    _, account = events(f"{HEADER},amount,prop.amount", "ann,1,purchased,1,2", "ann,1,purchased,1,")
    assert findings(account) == [(Oddity.BAD_FIELD, 2, "`amount` stands there twice; that in `properties` counts")]


def test_columns_without_a_name() -> None:
    assert events(f"{HEADER},,", "ann,1,clicked,,")[1].is_clean
    _, account = events(f"{HEADER},,", "ann,1,clicked,,", "ann,1,clicked,,x")
    assert findings(account) == [(Oddity.BAD_FIELD, 3, "has something in column 5, which has no name")]


def test_objects_are_no_cells() -> None:
    part, account = events(f"{HEADER},set,set.vip", 'ann,1,clicked,"{""vip"": true}",no')
    assert findings(account) == [
        (Oddity.BAD_FIELD, 1, "the column `set` is left out: columns are called `set.…`, one for each name")
    ]
    assert record_of(part.data, part.record[0])[2] == [(3, 0)]


def test_rows_of_another_width() -> None:
    part, account = events(f"{HEADER},set.vip", "ann,1,clicked", "ann,1,clicked,yes,,", "ann,1,clicked,yes,no")
    assert findings(account) == [
        (Oddity.BAD_FIELD, 2, "has 3 cells, and the header 4: those at the end count as empty"),
        (Oddity.UNREADABLE, 4, "has 5 cells, and the header 4"),
    ]
    assert (account.lines, account.unreadable, len(part.code)) == (3, 1, 2)


@pytest.mark.parametrize(
    ("lines", "cause"),
    [
        (("ann,1,clicked", "ann,1,clicked"), "stands under a header (line 1) without `contact`, `time`, `event`"),
        (("", "contact;event", "ann;clicked"), "stands under a header (line 2) without `time`"),
        (('contact,"time"x,event', "ann,1,clicked"), "stands under a header (line 1) that cannot be read"),
    ],
)
def test_a_header_that_will_not_do(lines: tuple[str, ...], cause: str) -> None:
    part, account = events(*lines)
    assert (Oddity.UNREADABLE, len(lines), cause) in findings(account)
    assert (account.lines, len(part.code)) == (account.unreadable, 0)


def test_rows_of_nothing_are_none() -> None:
    _, account = events(HEADER, ",,", "ann,1,clicked", ",,", "", ",,,,")
    assert (account.lines, account.is_clean) == (1, True)
    assert events("")[1].lines == 0
    assert events(HEADER)[1].lines == 0


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (",1,clicked", "does not say which `contact` it is about"),
        ("null,1,clicked", "does not say which `contact` it is about"),
        ("ann,,clicked", "has no `time`"),
        ("ann,2026-03-02 09:00:00,clicked", "does not say which zone it is in"),
        ("ann,9999999999999,clicked", "does not lie between 1970 and 2100"),
        ("ann,1.77E+12,clicked", '`time` "1.77E+12" is no time'),
        ("ann,1,", "does not say which `event` it is"),
    ],
)
def test_rows_that_cannot_count(row: str, cause: str) -> None:
    _, account = events(HEADER, row)
    assert cause in findings(account)[0][2]
    assert (account.lines, account.unreadable) == (1, 1)
