import pytest

from jdsl.text.edit import apply_edits
from jdsl.text.source import Position, Source
from jdsl.text.span import Span


def test_lines_end_at_every_kind_of_line_end() -> None:
    source = Source("a", "one\ntwo\r\nthree\rfour\n")
    assert [source.line_text(line) for line in range(1, 6)] == ["one", "two", "three", "four", ""]
    assert [source.line_of(offset) for offset in (0, 3, 4, 8, 9, 14, 15, 19, 20, 99)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_other_separators_end_no_line() -> None:
    source = Source("a", "a\u2028b\x0bc\x85d\ne")
    assert source.line_of(5) == 1
    assert source.line_text(2) == "e"


@pytest.mark.parametrize(("offset", "line", "column"), [(0, 1, 1), (1, 1, 1), (2, 1, 2), (4, 2, 1), (6, 2, 3)])
def test_a_byte_order_mark_takes_no_column(offset: int, line: int, column: int) -> None:
    assert Source("a", "\ufeffab\ncd").position(offset) == Position(line, column)


def test_an_empty_text_has_one_line() -> None:
    assert Source("a", "").position(0) == Position(1, 1)
    assert Source("a", "").line_text(1) == ""


def test_edits_are_those_of_the_text_as_given() -> None:
    edits = [(Span(4, 7), "TWO"), (Span(0, 0), ">"), (Span(7, 7), "!")]
    assert apply_edits("one two three", edits) == ">one TWO! three"


def test_of_overlapping_edits_the_first_is_made() -> None:
    assert apply_edits("abcdef", [(Span(1, 4), "-"), (Span(3, 5), "+")]) == "a-ef"
    assert apply_edits("abc", [(Span(1, 2), "x"), (Span(1, 2), "x")]) == "axc"
