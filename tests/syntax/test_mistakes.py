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
