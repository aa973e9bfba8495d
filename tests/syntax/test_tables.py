"""Where the parser comes from: the installed package, this user's cache, or the grammar itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from jdsl.syntax import parser
from jdsl.syntax.parser import Node, build_parser, build_tables, grammar_folder, read_line


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The parser is found anew in this test, and once more after it."""
    parser._lark.cache_clear()
    # Where it is installed Lark looks for collisions, which takes seconds; test_grammar.py does that.
    monkeypatch.setattr("lark.lexer.has_interegular", False)
    yield
    monkeypatch.undo()
    parser._lark.cache_clear()


@pytest.mark.usefixtures("forgetful")
def test_the_cache_is_filled_once_and_mended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert isinstance(read_line("send a"), Node)
    (tables,) = (tmp_path / "jdsl").iterdir()
    good = tables.read_bytes()
    monkeypatch.setattr(parser, "build_parser", lambda grammar: pytest.fail("built though it is in the cache"))
    parser._lark.cache_clear()
    assert isinstance(read_line("send a"), Node)
    monkeypatch.setattr(parser, "build_parser", build_parser)
    tables.write_bytes(good[:100])
    parser._lark.cache_clear()
    assert isinstance(read_line("send a"), Node)
    assert len(tables.read_bytes()) > 10_000
    assert [file.name for file in (tmp_path / "jdsl").iterdir()] == [tables.name]


@pytest.mark.usefixtures("forgetful")
def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "file"))
    assert isinstance(read_line("send a"), Node)


@pytest.mark.usefixtures("forgetful")
def test_an_installed_package_brings_its_grammar_and_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = tmp_path / "_grammar"
    installed.mkdir()
    shutil.copy(grammar_folder() / "prelude.journey", installed)
    build_tables(installed / "journey.tables")
    monkeypatch.setattr(parser, "_INSTALLED", installed)
    monkeypatch.setattr(parser, "build_parser", lambda grammar: pytest.fail("built though the tables are there"))
    assert grammar_folder() == installed
    assert isinstance(read_line("send a"), Node)


def test_another_grammar_has_another_cache() -> None:
    assert parser._cache_file("one") != parser._cache_file("two")
