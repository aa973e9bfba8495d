"""Rows of CSV come out of their lines as RFC 4180 has them, and a broken row costs itself alone."""

import csv
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jdsl.replay import readers, table
from jdsl.replay.readers import Source, Unread
from jdsl.replay.table import numbered_rows


def read(content: bytes) -> list[tuple[int, list[str] | str]]:
    source = Source("it", lambda: io.BytesIO(content))
    return [(number, f"<{row.kind}>" if isinstance(row, Unread) else row) for number, row in numbered_rows(source)]


CASES = {
    "nothing": (b"", []),
    "only blank lines": (b"\n \n", []),
    "a header alone": (b"a,b", [(1, ["a", "b"])]),
    "rows": (b"a,b\n1,2\n3,\n", [(1, ["a", "b"]), (2, ["1", "2"]), (3, ["3", ""])]),
    "Windows": (b'a,b\r\n"1",2\r\n3,4\r\n', [(1, ["a", "b"]), (2, ["1", "2"]), (3, ["3", "4"])]),
    "a byte order mark": (b'\xef\xbb\xbf"a",b\n', [(1, ["a", "b"])]),
    "semicolons": (b'a;b\n1,5;"x;y"\n', [(1, ["a", "b"]), (2, ["1,5", "x;y"])]),
    "tabs": (b"a\tb\n1,2;3\t4\n", [(1, ["a", "b"]), (2, ["1,2;3", "4"])]),
    "one column": (b"a\n1\n", [(1, ["a"]), (2, ["1"])]),
    "what Excel says": (b"sep=|\r\na|b\r\n", [(2, ["a", "b"])]),
    "blank lines": (b"\n\na,b\n\n  \r\n1,2\n", [(3, ["a", "b"]), (6, ["1", "2"])]),
    "quotes": (b'a,b\n"x,""y""",5" pipe\n"",""\n', [(1, ["a", "b"]), (2, ['x,"y"', '5" pipe']), (3, ["", ""])]),
    "a cell over lines": (
        b'a,b\n"x\n\n y\r\nz",1\n2,3\n',
        [(1, ["a", "b"]), (2, ["x\n\n y\r\nz", "1"]), (6, ["2", "3"])],
    ),
    "more and fewer": (b"a,b\n1\n1,2,3\n", [(1, ["a", "b"]), (2, ["1"]), (3, ["1", "2", "3"])]),
    "a bad byte": (b"a,b\n1,\xff\n3,4\n", [(1, ["a", "b"]), (2, "<not UTF-8>"), (3, ["3", "4"])]),
    "a bad header": (b"a,\xff\n3,4\n", [(1, "<not UTF-8>"), (2, ["3", "4"])]),
    "a bad byte within a cell over lines": (
        b'a,b\n1,"x\n\xff",2\n3,4\n',
        [(1, ["a", "b"]), (2, "<open quote>"), (3, "<not UTF-8>"), (4, ["3", "4"])],
    ),
    "text behind a quote": (b'a,b\n1,"2"3\n4,5\n', [(1, ["a", "b"]), (2, "<stray quote>"), (3, ["4", "5"])]),
    "a quote that is not closed": (
        b'a,b\n1,"2\n3,4\n5,6\n',
        [(1, ["a", "b"]), (2, "<open quote>"), (3, ["3", "4"]), (4, ["5", "6"])],
    ),
    "a quote that another one closes": (
        b'a,b\n1,"2\n3,4\n5,"6"\n7,8\n',
        [(1, ["a", "b"]), (2, "<open quote>"), (3, ["3", "4"]), (4, ["5", "6"]), (5, ["7", "8"])],
    ),
    "two that are not closed": (
        b'a,b\n"1\n2,3\n"4,5',
        [(1, ["a", "b"]), (2, "<open quote>"), (3, ["2", "3"]), (4, "<open quote>")],
    ),
    "an old Macintosh": (b"a,b\r1,2\r", [(1, "<carriage return>")]),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("chunk", [1, 3, 1 << 20])
@pytest.mark.parametrize("packed", [False, True])
def test_rows(name: str, chunk: int, packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_CHUNK", chunk)
    content, rows = CASES[name]
    assert read(gzip.compress(content) if packed else content) == rows


def test_an_open_quote_does_not_swallow_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MOST_LINES", 50)
    rows = read(b'a,b\n1,"2\n' + b"3,4\n" * 200)
    assert rows[:3] == [(1, ["a", "b"]), (2, "<open quote>"), (3, ["3", "4"])]
    assert rows[-1] == (202, ["3", "4"])
    assert len(rows) == 202
    assert read(b'a,b\n1,"' + b"\n" * 48 + b'2"\n')[1] == (2, ["1", "\n" * 48 + "2"])


def test_a_row_is_no_longer_than_a_line_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "LONGEST_LINE", 100)
    rows = read(b'a,b\n1,"' + b"x" * 60 + b"\n" + b"y" * 60 + b'"\n3,4\n')
    assert [row for _, row in rows] == [["a", "b"], "<open quote>", ["y" * 60 + '"'], ["3", "4"]]


def test_a_cell_may_be_long() -> None:
    assert read(b'a,b\n1,"' + b"x" * 1_000_000 + b'"\n')[1] == (2, ["1", "x" * 1_000_000])


def test_lines_that_each_open_a_quote_do_not_take_forever() -> None:
    assert len(read(b"a,b\n" + b'x","\n' * 3000)) == 3001


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff") | st.sampled_from(' ",;\t\r\n'))


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=5),
    st.sampled_from(",;\t"),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_what_the_standard_library_writes_is_read(
    rows: list[list[str]], delimiter: str, end: str, quoted: bool
) -> None:
    out = io.StringIO()
    # Not quoted, it would leave a carriage return bare.
    quoting = csv.QUOTE_ALL if quoted or any("\r" in cell or "\n" in cell for row in rows for cell in row) else 0
    header = ["head", "two", "three"]
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows([header, *rows])
    read_rows = [row for _, row in read(out.getvalue().encode())]
    assert [row for row in read_rows if any(map(str.strip, row))] == [
        row for row in [header, *rows] if any(map(str.strip, row))
    ]
