"""Equations that hold for every text: print ∘ parse, and parsing what was mangled."""

from __future__ import annotations

import dataclasses
import random
import re
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from jdsl.diagnostics.render import render_all
from jdsl.syntax import Parsed, ast, format_source, parse, print_file
from jdsl.text.source import Source
from jdsl.text.span import Span
from tests.syntax.derivations import derivation

ROOT = Path(__file__).parents[2]
PROGRAMS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").rglob("*.journey"))]
PROGRAMS += [
    (ROOT / path).read_text(encoding="utf-8")
    for path in ("grammar/prelude.journey", "tests/syntax/whole_language.journey")
]
LINES = sorted({line for program in PROGRAMS for line in program.splitlines() if line.strip()})


def meaning(node: Any) -> Any:
    """The tree without what only says where things stand, and without blank lines."""
    if isinstance(node, Span):
        return None
    if isinstance(node, ast.Line):
        comments = tuple(comment for comment in node.comments if comment)
        return (meaning(node.statement), comments, node.comment, tuple(meaning(child) for child in node.children))
    if isinstance(node, ast.File):
        lines = tuple(meaning(line) for line in node.lines)
        return (lines, tuple(comment for comment in node.trailing_comments if comment))
    if dataclasses.is_dataclass(node):
        return (type(node), *(meaning(getattr(node, field.name)) for field in dataclasses.fields(node)))
    if isinstance(node, tuple):
        return tuple(meaning(part) for part in node)  # pyright: ignore[reportUnknownVariableType]
    return node


@st.composite
def files(draw: st.DrawFn) -> str:
    """Lines of the grammar, indented anyhow, with comments and blank lines between."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    depth = 0
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 8))):
        depth = chance.randint(0, depth + 1)
        indent = "   " * depth
        if chance.random() < 0.3:
            lines.append(chance.choice(["", indent + "# a comment", "#", indent + '#"x', ""]))
        text = " ".join(derivation(chance))
        end = chance.choice(["", "", "  # and so on", "#x"])
        lines.append(indent + text + end)
    return chance.choice(["\n", "\r\n"]).join(lines) + chance.choice(["", "\n", "\n\n# end\n"])


@given(files())
def test_printing_keeps_the_meaning(source: str) -> None:
    file = parse("a", source).file
    printed = print_file(file)
    assert meaning(parse("a", printed).file) == meaning(file)


@given(files())
def test_printing_twice_is_printing_once(source: str) -> None:
    printed = format_source("a", source)
    assert format_source("a", printed) == printed


def test_the_programs_of_the_examples_keep_their_meaning() -> None:
    assert len(PROGRAMS) > 1
    for program in PROGRAMS:
        parsed = parse("a", program)
        assert parsed.diagnostics == ()
        printed = print_file(parsed.file)
        again = parse("a", printed)
        assert meaning(again.file) == meaning(parsed.file)
        assert print_file(again.file) == printed


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A line of a program with its words dropped, doubled, swapped or cut."""
    line = draw(st.sampled_from(LINES))
    words = re.findall(r"\s+|[\w-]+|.", line)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(len(words) - 1, 0)))
        match draw(st.sampled_from(["drop", "double", "swap", "cut", "letter"])):
            case "drop":
                words[at : at + 1] = []
            case "double":
                words[at : at + 1] = words[at : at + 1] * 2
            case "swap":
                words[at : at + 2] = words[at : at + 2][::-1]
            case "cut":
                words[at:] = []
            case _:
                words[at : at + 1] = [draw(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"))]
    return "".join(words)


def check(source: str) -> Parsed:
    parsed = parse("a", source)
    for found in parsed.diagnostics:
        assert 0 <= found.span.start <= found.span.end <= len(source)
        assert found.message
        assert "\n" not in found.message
        assert found.path == "a"
        assert all(0 <= edit.span.start <= edit.span.end <= len(source) for fix in found.fixes for edit in fix.edits)
    render_all(parsed.diagnostics, {"a": Source("a", source)})
    print_file(parsed.file)
    return parsed


@settings(max_examples=300)
@example('\tthen notify sales "hello"')
@given(mangled())
def test_a_mangled_line_costs_few_diagnostics(line: str) -> None:
    assert len(check(line).diagnostics) <= 2


@settings(max_examples=60)
@given(st.sampled_from(PROGRAMS), st.data())
def test_a_mangled_line_in_a_program_costs_few_diagnostics(program: str, data: st.DataObject) -> None:
    lines = program.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(mangled())
    check("\n".join(lines))


def test_a_mistake_costs_one_diagnostic_for_the_most_part() -> None:
    chance = random.Random(4)
    costs = [0, 0, 0, 0]
    for program in PROGRAMS:
        lines = program.split("\n")
        for at, line in enumerate(lines):
            words = line.split(" ")
            place = chance.choice([place for place, word in enumerate(words) if word] or [0])
            for changed in (
                [*words[:place], *words[place + 1 :]],
                [*words[:place], words[place][1:] + "q", *words[place + 1 :]],
                words[: place + 1],
            ):
                source = "\n".join([*lines[:at], " ".join(changed), *lines[at + 1 :]])
                costs[min(len(parse("a", source).diagnostics), 3)] += 1
    assert sum(costs) > 500
    assert costs[3] == 0
    assert costs[2] <= sum(costs) * 0.03


@settings(max_examples=300)
@given(st.text())
def test_any_text_is_read(source: str) -> None:
    check(source)


PIECES = [
    "when", "then", "if", "(", ")", "not", " ", "\n", "\n  ", '"', "#", "2d", "x", ",", "is", "has", "at least", "\t",
    "wait", "else", "\\", "-", "3", ":", "\r", "\u2028",
]  # fmt: skip


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_row_of_words_is_read(words: list[str]) -> None:
    check(" ".join(words))
    check("".join(words))


def test_what_is_very_long_or_very_deep_is_read() -> None:
    for source in (
        "if " + "(" * 5_000 + "a" + ")" * 5_000,
        "if " + "not " * 5_000 + "a",
        "if " + " and ".join(["a"] * 5_000),
        "when " + "a " * 20_000,
        "send x" + " then send x" * 3_000,
        '"' * 10_000,
        "#" * 10_000,
        "\n".join("  " * depth + "if a" for depth in range(300)),
        "wait " + "9" * 20_000 + "d",
        "priority " + "9" * 20_000,
        "when x " + "or not x " * 20_000 + "then",
        "frobnicate " * 20_000,
        "when clicked x send y " * 10_000,
    ):
        check(source)
