"""What is said about a line that cannot be read: code, mark, sentence, and what its first fix makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdsl.diagnostics.diagnostic import Diagnostic
from jdsl.syntax import ast, parse
from jdsl.text.edit import apply_edits


def the_one(text: str) -> Diagnostic:
    found = [one for one in parse("a", text).diagnostics if one.code.slug not in {"misplaced", "nothing-below"}]
    assert len(found) == 1, [one.message for one in found]
    return found[0]


def fixed(text: str, found: Diagnostic) -> str | None:
    return apply_edits(text, [(edit.span, edit.text) for edit in found.fixes[0].edits]) if found.fixes else None


def _rows() -> list[tuple[str, str, str, str]]:
    """Line, `[code] what is marked`, message and mended line of each block of `mistakes.txt`."""
    blocks = (Path(__file__).parent / "mistakes.txt").read_text(encoding="utf-8").strip().split("\n\n")
    rows: list[tuple[str, str, str, str]] = []
    for block in blocks:
        text, marked, message, *mended = block.split("\n")
        rows.append((text, marked.strip(), message.strip(), mended[0].removeprefix("  > ") if mended else ""))
    return rows


ROWS = _rows()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_is_said(row: tuple[str, str, str, str]) -> None:
    text, marked, message, mended = row
    found = the_one(text)
    assert f"[{found.code.slug}] {text[found.span.start : found.span.end]}" == marked
    assert found.message == message
    assert (fixed(text, found) or "").strip() == mended


def test_there_are_many_rows() -> None:
    assert len(ROWS) >= 60


@pytest.mark.parametrize("row", [row for row in ROWS if row[3]], ids=lambda row: row[0])
def test_a_fix_makes_the_line_readable_or_leaves_another_mistake(row: tuple[str, str, str, str]) -> None:
    again = [one for one in parse("a", row[3]).diagnostics if one.code.slug not in {"misplaced", "nothing-below"}]
    assert again == []


NOT_YET = """
segment s if vip                               | segment
score readiness                                | score
template "x"                                   | template
not while in j                                 | not while in
on change keep                                 | on change
guarantee at most 3 emails within 7d           | guarantee
steps s                                        | steps
do s                                           | do
split offer                                    | split
repeat 3 times                                 | repeat
enter when purchased per order_id              | per
reenter after 30d from entering                | from entering
stage trial was evaluation                     | was
set x to y plus 3                              | plus
set x to y times 3                             | times
set x to 3 times y                             | times
add 2 times y to x                             | times
if x > y times 3 then exit                     | times
if x is 3 times y then exit                    | times
when ignored x for 5d then exit                | ignored
when ignored x then exit                       | ignored
when ignored 3 emails in a row for 5d then exit | ignored
when clicked a followed by visited b within 2d then exit | followed by
when clicked a followed by visited b then exit | followed by
when readiness reaches 50 then exit            | reaches
when readiness falls below 20 then exit        | falls below
when crm answers where approved then exit      | answers
when crm fails then exit                       | fails
if in segment s                                | in segment
if has been in journey x then exit             | been in
if has not been in x then exit                 | been in
when clicked a if has been in stage s then exit | been in
"""


@pytest.mark.parametrize("row", NOT_YET.strip().splitlines(), ids=lambda row: row.split("|")[0].strip())
def test_what_this_version_does_not_read_yet(row: str) -> None:
    text, spelling = (cell.strip() for cell in row.split("|"))
    found = the_one(text)
    assert found.code.slug == "not-yet"
    assert found.message == f"`{spelling}` cannot be used yet in this version"
    assert found.span.end <= len(text)


def test_an_arm_of_a_split_is_not_read_yet() -> None:
    assert the_one("30% control").code.slug == "not-yet"


def test_what_a_webhook_answers_is_not_read_yet() -> None:
    text = 'webhook crm "https://x"\n  property approved yes/no\n'
    assert [one.code.slug for one in parse("a", text).diagnostics] == ["not-yet"]


def test_what_stands_below_a_line_of_a_later_version_is_not_judged() -> None:
    text = "score readiness\n  add 10 when clicked any email\n  halve every 14d\n  frobnicate\n"
    assert [one.code.slug for one in parse("a", text).diagnostics] == ["not-yet"]


def test_names_that_are_keywords_elsewhere_are_no_mistake() -> None:
    for text in (
        "send limit",
        "if score > 3 then exit",
        "when clicked template then exit",
        "set moment to 3",
        "tag segment",
    ):
        assert [one.code.slug for one in parse("a", text).diagnostics if one.code.slug != "misplaced"] == [], text


def test_help_says_what_fits() -> None:
    assert the_one("journey 5x").help == "what fits is a name"
    assert the_one("sned x").help == "did you mean `send`?"


def test_a_fix_that_is_certain_says_the_same() -> None:
    for text in ("When clicked x then exit", "notify sales “hello”", "if vip:", "whenever x starting over then exit"):
        assert the_one(text).fixes[0].certain, text
    for text in ("sned x", "wait 2m", "if country == CZ", "enter clicked x"):
        assert not the_one(text).fixes[0].certain, text


def test_a_time_that_can_be_meant_in_one_way_is_mended_for_certain() -> None:
    for text in (
        "wait until 9am",
        "every monday 09:00 then exit",
        "send between 8am and 6pm",
        "every monday and thursday at 09:00 then exit",
        "if now is before trial_ends",
        "wait 1 year 2 months",
        "goal g when purchased within 30d",
        "limit 2 emails per week",
    ):
        assert the_one(text).fixes[0].certain, text
    for text in (
        "wait until 9",
        "send between 8 and 20",
        "limit 2 emails per month",
        "if d is within 30d",
        "if has purchased in the last 2 months",
        "wait two days",
        "every day",
    ):
        assert not the_one(text).fixes[0].certain, text


def test_what_is_right_is_no_slip() -> None:
    """The words of a slip may stand in a line whose mistake is another."""
    found = the_one("wait until monday at 09:00 in contact time by then")
    assert found.message == "`by` does not fit here"


def test_long_lines_are_explained_in_time() -> None:
    for piece in ("if x then wait until ", "goal g when within 3d ", "every month ", "9am ", "monday and "):
        found = the_one("every " + piece * 400)
        assert found.code.slug == "unreadable", piece


def test_places_count_from_the_start_of_the_file() -> None:
    source = "journey a\n\n  stage b\n    sned x  # c\n"
    (found,) = parse("a.journey", source).diagnostics
    assert found.path == "a.journey"
    assert source[found.span.start : found.span.end] == "sned"
    assert source[found.fixes[0].edits[0].span.start :].startswith("sned x")


def test_a_bad_head_still_declares_its_name() -> None:
    for text, kind, name in [
        ("stage awareness awarenes", "stage", "awareness"),
        ("stgae awareness", "stage", "awareness"),
        ('email receipt "Your order', "email", "receipt"),
        ("Email receipt", "email", "receipt"),
        ("attribute vip yesno", "attribute", "vip"),
        ("send 5", "send", None),
        ("iff vip", "iff", None),
        ("%", "%", None),
    ]:
        statement = parse("a", text).file.lines[0].statement
        assert isinstance(statement, ast.Broken), text
        assert (statement.kind, statement.name.text if statement.name else None) == (kind, name)
        assert statement.name is None or text[statement.name.span.start : statement.name.span.end] == name
