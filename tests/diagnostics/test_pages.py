"""The page of each code: its wrong example has just this diagnostic, at the marked place; its right one has none."""

from __future__ import annotations

import pytest

from jdsl.diagnostics.catalogue import ALL_CODES
from jdsl.diagnostics.diagnostic import Code
from jdsl.diagnostics.page import MARK, Block, page_of
from jdsl.syntax.printer import format_source
from jdsl.workspace import SETTINGS, Snapshot, Workspace, decoded

CODES = pytest.mark.parametrize("code", ALL_CODES.values(), ids=lambda code: code.slug)
UTF_8 = "utf-8"

Place = tuple[str, int, int, int]
"""File, line, first column and the one behind the last, all from 1."""


def name_of(number: int, language: str) -> str:
    return SETTINGS if language == "toml" else f"{number}.journey"


def without_marks(blocks: tuple[Block, ...]) -> tuple[list[tuple[str, str, str]], list[Place]]:
    """Name, encoding and text of each file, and what is marked in them."""
    files: list[tuple[str, str, str]] = []
    marked: list[Place] = []
    for number, block in enumerate(blocks, start=1):
        language, _, encoding = block.language.partition(" ")
        name = name_of(number, language)
        lines: list[str] = []
        for line in block.text.splitlines():
            if MARK.fullmatch(line):
                marked.append((name, len(lines), line.index("^") + 1, len(line) + 1))
            else:
                lines.append(line)
        files.append((name, encoding or UTF_8, "".join(line + "\n" for line in lines)))
    return files, marked


def checked(files: list[tuple[str, str, str]]) -> Snapshot:
    read = {name: decoded(text.encode(encoding)) for name, encoding, text in files}
    texts = {name: text for name, (text, _) in read.items()}
    settings = texts.pop(SETTINGS, None)
    bad = {name: at for name, (_, at) in read.items() if at is not None}
    return Workspace(texts, None, tuple(texts), bad, settings).snapshot


def places(found: Snapshot) -> list[Place]:
    """What is marked of each diagnostic's line; of several lines, as it is shown, the first."""
    told: list[Place] = []
    for one in found.diagnostics:
        source = found.sources[one.path]
        start = source.position(one.span.start)
        length = min(one.span.end - one.span.start, len(source.line_text(start.line)) - start.column + 1)
        told.append((one.path, start.line, start.column, start.column + max(length, 1)))
    return told


@CODES
def test_the_wrong_example_has_just_this_at_the_marked_place(code: Code) -> None:
    files, marked = without_marks(page_of(code).wrong)
    found = checked(files)
    assert {one.code.slug for one in found.diagnostics} == {code.slug}, [one.message for one in found.diagnostics]
    assert places(found) == marked


@CODES
def test_the_right_example_has_nothing(code: Code) -> None:
    files, marked = without_marks(page_of(code).right)
    assert not marked
    assert [one.message for one in checked(files).diagnostics] == []


@CODES
def test_the_right_example_has_the_one_layout(code: Code) -> None:
    for block in page_of(code).right:
        assert block.language == "toml" or format_source("x.journey", block.text) == block.text
