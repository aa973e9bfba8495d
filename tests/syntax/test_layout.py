"""Logical lines: what goes on with the line above, what stands under what, and which comments belong where."""

import pytest

from jdsl.syntax.layout import DEEPEST, EMPTY_COMMENT, LogicalLine, lay_out


def drawn(source: str) -> str:
    """The tree as indented text."""

    def draw(line: LogicalLine, depth: int) -> list[str]:
        own = "  " * depth + " ".join(line.text.split())
        return [own, *(text for child in line.children for text in draw(child, depth + 1))]

    return "\n".join(text for line in lay_out("a", source).lines for text in draw(line, 0))


def codes(source: str) -> list[str]:
    return [found.code.slug for found in lay_out("a", source).diagnostics]


def test_deeper_lines_are_children() -> None:
    source = "journey a\n    stage b\n       send c\n       send d\n    stage e\nscenario f\n"
    assert drawn(source) == "journey a\n  stage b\n    send c\n    send d\n  stage e\nscenario f"
    assert codes(source) == []


@pytest.mark.parametrize("word", ["and", "or", "then", "within", "where", "followed", "per"])
def test_a_deeper_line_that_begins_with_a_joining_word_goes_on(word: str) -> None:
    assert drawn(f"when a\n  {word} b\n  send c") == f"when a {word} b\n  send c"
    assert drawn(f"when a\n{word} b") == f"when a\n{word} b"  # not deeper
    assert drawn(f"when a\n  {word}x b") == f"when a\n  {word}x b"  # another word
    assert drawn(f"when a\n  {word}-b") == f"when a\n  {word}-b"


@pytest.mark.parametrize(
    ("head", "joins"),
    [
        ("enter when a", True),
        ("exit when a", True),
        ("exit\twhen a", True),
        ("goal g when a", True),
        ("segment s", True),
        ("add 10 when a", True),
        ("take 10 when a", True),
        ("add 10 to a", False),
        ("exit", False),
        ("when a", False),
        ("whenever a", False),
        ("after 2d", False),
        ("stage a", False),
        ("goals a", False),
    ],
)
def test_an_if_goes_on_under_lines_that_hold_no_block(head: str, joins: bool) -> None:
    assert (drawn(f"{head}\n  if b").count("\n") == 0) is joins


@pytest.mark.parametrize(
    ("head", "joins"),
    [
        ("limit 2 emails per 7d", True),
        ("wait until a", True),
        ("x then wait until a", True),
        ("wait up to 3d until a", True),
        ("x then wait up to gap days until a and b", True),
        ("wait up to 3d", False),
        ("wait 2d", False),
    ],
)
def test_an_else_goes_on_under_lines_that_end_in_a_choice(head: str, joins: bool) -> None:
    assert (drawn(f"{head}\n  else b").count("\n") == 0) is joins


def test_a_line_goes_on_several_times() -> None:
    assert drawn("enter when a\n      or b\n    if c\n       and d\nnext") == "enter when a or b if c and d\nnext"


def test_the_text_of_a_line_is_the_source_itself() -> None:
    source = "x\n\n  enter when a  # one\n    # two\n      if b  # three\n"
    (line,) = lay_out("a", source).lines[0].children
    assert line.text == source[line.start : line.start + len(line.text)]
    assert line.text.endswith("if b")
    assert line.comment == "three"
    assert line.comments == ["", "one", "two"]


def test_comments_go_with_the_line_below_and_blank_lines_are_kept_once() -> None:
    layout = lay_out("a", "\n\n# one\n#\n\n\n# two\nsend a # end\n#trailing\n\n")
    (line,) = layout.lines
    assert line.comments == ["one", EMPTY_COMMENT, "", "two"]
    assert line.comment == "end"
    assert layout.trailing_comments == ["trailing"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('a "# no"  # yes', 'a "# no"'),
        (r'a "\"# no"  # yes', r'a "\"# no"'),
        (r'a "\\"# yes', r'a "\\"'),
        ('a "open # no', 'a "open # no'),
        ('a "open\\', 'a "open\\'),
        ('a # yes "', "a"),
    ],
)
def test_a_number_sign_in_a_text_begins_no_comment(source: str, text: str) -> None:
    assert [line.text for line in lay_out("a", source + "\nnext").lines] == [text, "next"]
    assert lay_out("a", source).lines[0].text == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends_and_byte_order_mark(end: str, mark: str, last: bool) -> None:
    source = mark + end.join(["journey a", "  stage b  # c", "", "  # d", "  stage e"]) + (end if last else "")
    layout = lay_out("a", source)
    assert layout.diagnostics == []
    assert [child.text for child in layout.lines[0].children] == ["stage b", "stage e"]
    assert layout.lines[0].children[1].comments == ["", "d"]
    assert source[layout.lines[0].start :].startswith("journey")


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_other_separators_end_no_line(separator: str) -> None:
    assert len(lay_out("a", f"notify a{separator}b").lines) == 1


def test_tabs_are_one_diagnostic_with_a_fix_for_all() -> None:
    source = "journey a\n\tstage b\n\t\tsend c\n\tstage d\n"
    layout = lay_out("a", source)
    assert drawn(source) == "journey a\n  stage b\n    send c\n  stage d"
    (found,) = layout.diagnostics
    assert found.code.slug == "tab"
    assert "2 more" in found.message
    assert [edit.text for edit in found.fixes[0].edits] == ["  ", "    ", "  "]
    assert found.fixes[0].certain


def test_a_tab_is_a_level_as_deep_as_the_others_of_the_file() -> None:
    assert drawn("stage a\n    if b\n\t\tsend c\n\tsend d\n") == "stage a\n  if b\n    send c\n  send d"
    assert drawn("stage a\n  if b\n\t\tsend c\n\tsend d\n") == "stage a\n  if b\n    send c\n  send d"


def test_uneven_indentation_is_told_once_and_mended() -> None:
    source = "stage a\n    send b\n  send c\n    send d\n"
    (found,) = lay_out("a", source).diagnostics
    assert found.code.slug == "uneven-indentation"
    assert source[found.span.start : found.span.end] == "send"
    assert found.fixes[0].edits[0].text == " " * 4
    assert drawn(source) == "stage a\n  send b\n  send c\n  send d"
    assert codes("  send a\n") == ["uneven-indentation"]


def test_several_lines_that_are_uneven_alike_are_one_mistake() -> None:
    source = "stage a\n      send b\n    send c\n    send d\n      send e\n     send f\n"
    first, second = lay_out("a", source).diagnostics
    assert [edit.text for edit in first.fixes[0].edits] == [" " * 6] * 2
    assert source[second.span.start :].startswith("send f")
    assert drawn(source) == "stage a\n  send b\n  send c\n  send d\n  send e\n  send f"


def test_lines_stand_no_deeper_than_can_be_walked() -> None:
    source = "\n".join(" " * depth + "stage x" for depth in range(1000))
    assert codes(source) == ["too-deep"]
    depth, lines = 0, lay_out("a", source).lines
    while lines:
        depth, lines = depth + 1, lines[-1].children
    assert depth == DEEPEST


def test_nothing_is_nothing() -> None:
    for source in ("", "\n", "\ufeff", "   ", "\r\n\r\n"):
        layout = lay_out("a", source)
        assert (layout.lines, layout.trailing_comments, layout.diagnostics) == ([], [], [])
