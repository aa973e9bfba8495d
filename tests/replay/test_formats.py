"""The same events, as CSV and as lines of JSON, are the same run; the same effects can be had as either."""

import csv
import gzip
import io
import json
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdsl.replay.account import Account
from jdsl.replay.effect_lines import CELLS, FIELDS
from jdsl.replay.readers import Format, Source, file_source, format_of
from jdsl.replay.report import Report
from jdsl.replay.run import Sizes, run
from tests.replay.pretend import PROGRAM, PretendPage

TINY = Sizes(partitions=7, buffered_bytes=2000, loaded_bytes=1500, held_bytes=5000)
Line = Mapping[str, object]


@pytest.fixture(autouse=True, scope="module")
def pretend() -> Iterable[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jdsl.replay.run.Page", PretendPage)
        yield


# --- the two ways to write the same ---


# Attributes are set in the order given (§5.2), which in a table is that of the columns: by name, in both.
def jsonl(lines: Iterable[Line], name: str = "it.jsonl") -> Source:
    content = "".join(json.dumps(line, sort_keys=True) + "\n" for line in lines).encode()
    return Source(name, lambda: io.BytesIO(content))


def cell(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "yes" if value else "no"
        case list():
            return ";".join(map(str, value)) or ";"
        case str():
            return "\\" + value if value.lstrip("\\") in ("", "null") else value
        case _:
            return str(value)


def cells(line: Line) -> dict[str, str]:
    """By column."""
    row: dict[str, str] = {}
    for name, value in line.items():
        prefix = {"set": "set.", "properties": "prop."}.get(name)
        if prefix is None:
            row[name] = cell(value)
        elif isinstance(value, Mapping):
            row |= {f"{prefix}{inner}": cell(said) for inner, said in value.items()}
    return row


def table(
    lines: Sequence[Line], name: str = "it.csv", delimiter: str = ",", end: str = "\r\n", head: str = ""
) -> Source:
    rows = [cells(line) for line in lines]
    columns = sorted({"contact", *(column for row in rows for column in row)})
    out = io.StringIO(head)
    out.seek(0, io.SEEK_END)
    # A bare carriage return within a cell must be quoted, and not every version of the library sees to it.
    writer = csv.DictWriter(out, columns, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    content = out.getvalue().encode()
    return Source(name, lambda: io.BytesIO(content), format=Format.CSV)


def ran(
    events: Sequence[Source], contacts: Sequence[Source] = (), *, sizes: Sizes | None = None, as_csv: bool = False
) -> tuple[bytes, Report]:
    out = io.BytesIO()
    effects_format = Format.CSV if as_csv else Format.JSONL
    report = run(
        PROGRAM, events, contacts=contacts, effects=out, effects_format=effects_format, sizes=sizes, native=False
    )
    return out.getvalue(), report


def counted(account: Account | None) -> object:
    """All of an account but where things stand, and how they are told, in which a text is no number."""
    if account is None:
        return None
    kinds = {(finding.oddity, finding.kind): finding.count for finding in account.findings.values()}
    return account.lines, account.handled, account.repeated, account.outside, account.unreadable, kinds


# --- the same run ---

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["", "null", "\\", "\\null", "a;b", 'a"b', "a,b", "a\r\nb", "\n", " a ", "yes", "1", "Zoë"]
)
NUMBERS = st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
SETS = st.fixed_dictionaries(
    {},
    optional={
        "country": st.sampled_from(["CZ", "DE", "FR", None]),
        "name": st.none() | TEXTS,
        "score": st.none() | NUMBERS | st.just("many"),
        "vip": st.none() | st.booleans() | st.just("perhaps"),
        "age": st.none() | NUMBERS,
        "contry": st.just("CZ"),
    },
)
CONTACT_IDS = st.sampled_from(["ann", "bob", "null", "a;b", ' "'])
EVENTS = st.fixed_dictionaries(
    {
        "contact": CONTACT_IDS,
        "time": st.integers(0, 10**13) | st.sampled_from(["2026-03-02T09:00:00.5+01:00", "2026-03-02"]),
        "event": st.sampled_from(["clicked", "purchased", "unsubscribed from", "signed_in", "visited", "klicked"]),
    },
    optional={
        "received": st.none() | st.integers(0, 10**13),
        "subject": st.none() | st.sampled_from(["teaser", "d-1", "news", "/pricing/a,b", "nope"]) | TEXTS,
        "id": st.none() | st.sampled_from(["x", "y"]) | TEXTS,
        "machine": st.none() | st.booleans() | st.just("bot"),
        "link": st.sampled_from(["paper_cta", "https://acme.example/paper", "other"]),
        "amount": st.none() | NUMBERS,
        "currency": TEXTS,
        "set": SETS,
        "properties": st.fixed_dictionaries({}, optional={"currency": TEXTS, "colour": TEXTS}),
    },
)
LISTS = st.none() | st.lists(st.sampled_from(["news", "offers", "lead", "nope"]), max_size=3)
CONTACTS = st.fixed_dictionaries(
    {"contact": CONTACT_IDS},
    optional={
        "country": st.sampled_from(["CZ", "FR", None]),
        "name": st.none() | TEXTS,
        "score": st.none() | NUMBERS,
        "subscriptions": LISTS,
        "unsubscribed": LISTS | st.booleans(),
        "bounced": st.none() | st.booleans(),
        "tags": LISTS,
    },
)


@given(
    st.lists(EVENTS, min_size=1, max_size=12),
    st.lists(CONTACTS, min_size=1, max_size=4),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff", "\r\n\n"]),
)
def test_csv_says_what_lines_of_json_say(
    events: list[Line], contacts: list[Line], delimiter: str, end: str, head: str
) -> None:
    effects, report = ran([jsonl(events)], [jsonl(contacts)])
    other_effects, other = ran(
        [table(events, delimiter=delimiter, end=end, head=head)], [table(contacts, delimiter=delimiter, end=end)]
    )
    assert other_effects == effects
    assert (counted(other.events), counted(other.contact_lines)) == (
        counted(report.events), counted(report.contact_lines),
    )  # fmt: skip
    assert (other.from_ms, other.until_ms, other.contacts) == (report.from_ms, report.until_ms, report.contacts)


def many(seed: int) -> list[Line]:
    choice = random.Random(seed)
    lines: list[Line] = []
    for number in range(600):
        line: dict[str, object] = {
            "contact": f"c{choice.randrange(40)}", "time": choice.randrange(90) * 86_400_000, "event": "clicked",
            "set": {"score": number / 8, "name": choice.choice(["Zoë, A.", 'the "one"', "over\ntwo lines", ""])},
        }  # fmt: skip
        if choice.random() < 0.5:
            line["id"] = str(choice.randrange(5))
        if choice.random() < 0.1:
            line["subject"] = choice.choice(["teaser", "d-1", "nope"])
        lines.append(line)
    return lines


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "sizes", [None, TINY, Sizes(partitions=1), Sizes(partitions=2, buffered_bytes=1, loaded_bytes=1)]
)
def test_sizes_and_pieces_change_nothing(seed: int, sizes: Sizes | None) -> None:
    lines = many(seed)
    effects, report = ran([jsonl(lines)])
    assert effects.count(b"\n") > 1000
    assert ran([table(lines)], sizes=sizes)[0] == effects
    # Some files of each format, in the order of their lines.
    pieces = [table(lines[:100]), jsonl(lines[100:250]), table(lines[250:251], delimiter=";"), jsonl(lines[251:])]
    pieced_effects, pieced = ran(pieces, sizes=sizes)
    assert pieced_effects == effects
    assert counted(pieced.events) == counted(report.events)


PIECES = st.sampled_from(
    [b'"', b'""', b",", b";", b"\t", b"\n", b"\r\n", b"\r", b"\\", b"null", b"\xff", b"\xef\xbb\xbf", b"\0", b" ",
     b"sep=;\n", b"contact", b"time", b"event", b"set.vip", b"set.score", b"prop.", b"set", b"tags", b"unsubscribed",
     b"ann", b"1", b"clicked", b"1,5", b"yes", b"contact,time,event\n", b"ann,1,clicked"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map(b"".join), st.booleans())
def test_whatever_stands_in_a_table_is_accounted_for(content: bytes, with_header: bool) -> None:
    content = (b"contact,time,event,set.vip\n" if with_header else b"") + content
    source = Source("it.csv", lambda: io.BytesIO(content), format=Format.CSV)
    _, report = ran([source], [source])
    for account in (report.events, report.contact_lines):
        assert account is not None
        assert account.lines == account.handled + account.repeated + account.outside + account.unreadable
        assert account.lines <= content.count(b"\n") + 1
    assert report.text()
    assert report.json()


def test_the_examples_of_the_reference_say_the_same_twice() -> None:
    reference = (Path(__file__).parents[2] / "grammar" / "REFERENCE.md").read_text(encoding="utf-8")
    section = reference.partition("\n## §12 ")[2].partition("\n## §13 ")[0]
    examples = re.findall(r"^```lines\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    assert len(examples) == 4
    for lines, rows in zip(examples[:2], examples[2:], strict=True):
        said = [cells(json.loads(line)) for line in lines.replace("\n ", " ").splitlines()]
        assert [{name: cell for name, cell in row.items() if cell} for row in csv.DictReader(rows.splitlines())] == said


# --- effects ---


@pytest.mark.parametrize("sizes", [None, TINY])
def test_effects_as_csv_are_the_effects(sizes: Sizes | None) -> None:
    sets = {"country": "DE", "name": 'Zoë "Z", jr.\r\n', "score": -0.5, "vip": True}
    ends: list[Line] = [
        {"contact": "a;b,c", "time": 1, "event": "purchased", "set": sets},
        {"contact": "a;b,c", "time": 2, "event": "clicked", "set": dict.fromkeys(sets)},
        {"contact": "a;b,c", "time": 3, "event": "clicked", "set": {"name": "", "vip": False}},
    ]
    source = [jsonl([*many(1), *ends])]
    lines, _ = ran(source)
    content, _ = ran(source, as_csv=True, sizes=sizes)
    header, *rows = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    effects = [json.loads(line) for line in lines.splitlines()]
    assert tuple(header) == CELLS
    assert all(tuple(effect) == FIELDS for effect in effects)
    assert rows == [
        ["" if said is None else json.dumps(said) if said in (True, False) else str(said) for said in said_of]
        for said_of in ([effect.get(name) for name in CELLS] for effect in effects)
    ]
    text = content.decode()
    assert text.startswith("id,time,contact,journey,effect,name,reason,value,values,file,line\r\nwelcome:1:")
    # Nothing at all is null, quotes around nothing a text of no characters.
    assert '1970-01-01T00:00:00.002Z,"a;b,c",welcome,set,name,,,,welcome.journey,3\r\n' in text
    assert '1970-01-01T00:00:00.003Z,"a;b,c",welcome,set,name,,"",,welcome.journey,3\r\n' in text


def test_no_effects_are_a_header() -> None:
    assert ran([jsonl([])], as_csv=True)[0] == b"id,time,contact,journey,effect,name,reason,value,values,file,line\r\n"


# --- which format ---


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.csv", Format.CSV), ("a.csv.gz", Format.CSV), ("A.CSV", Format.CSV), ("x/a.b.CSV.GZ", Format.CSV),
     ("a.jsonl", Format.JSONL), ("a.ndjson.gz", Format.JSONL), ("a.json", Format.JSONL)],
)  # fmt: skip
def test_a_name_tells_its_format(name: str, format_: Format) -> None:
    assert format_of(name) is format_of(name, Format.CSV) is format_of(name, Format.JSONL) is format_


@pytest.mark.parametrize("name", ["-", "a", "a.gz", "a.txt", "csv", "a.csv.zip"])
def test_a_name_that_tells_none(name: str) -> None:
    assert format_of(name) is Format.JSONL
    assert format_of(name, Format.CSV) is Format.CSV


def test_files_by_suffix(tmp_path: Path) -> None:
    lines = many(7)
    expected = ran([jsonl(lines)])[0]
    content = table(lines).open().read()
    for name, written in (("events.csv", content), ("events.csv.gz", gzip.compress(content))):
        (tmp_path / name).write_bytes(written)
        assert ran([file_source(tmp_path / name)])[0] == expected


def test_a_gzip_that_ends_early_is_an_unreadable_row() -> None:
    packed = gzip.compress(table(many(2)).open().read())[:-4]
    source = Source("it.csv.gz", lambda: io.BytesIO(packed), format=Format.CSV)
    account = ran([source])[1].events
    assert (account.lines, account.unreadable) == (601, 1)
