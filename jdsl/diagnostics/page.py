"""The page of a code: what it means for the contacts, with a wrong and a right example that the tests run.

A page is `pages/CODE.md`: its title is the code; then come paragraphs, which begin with what is wrong, and the sections
`Wrong`, `Right` and, where there is more to say, `What else`. The blocks of a section are the files of one workspace.
In a wrong one a line of `^` marks what the diagnostic marks in the line above it.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jdsl.diagnostics.diagnostic import Code

_FOLDER = Path(__file__).with_name("pages")

_HEADING = re.compile(r"^## (.+)\n", re.MULTILINE)
_BLOCK = re.compile(r"^```(?P<language>.+)\n(?P<text>(?:.*\n)*?)```$", re.MULTILINE)

MARK = re.compile(r" *\^+")
"""A whole line of an example that marks what stands above it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One file of an example; `language` is `journey` or `toml`, and says so if it is not to be in UTF-8."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """`why` are the paragraphs at its top, `more` those at its end, as Markdown."""

    code: Code
    why: str
    wrong: tuple[Block, ...]
    right: tuple[Block, ...]
    more: str | None


@cache
def page_of(code: Code) -> Page:
    """The page of a code. Every code has one, and the tests hold its form."""
    text = page_markdown(code)
    top, *rest = _HEADING.split(text)
    _, _, why = top.partition("\n")
    sections = dict(zip(rest[::2], rest[1::2], strict=True))
    more = sections.get("What else")
    return Page(
        code,
        why.strip(),
        _blocks(sections["Wrong"]),
        _blocks(sections["Right"]),
        None if more is None else more.strip(),
    )


@cache
def page_markdown(code: Code) -> str:
    """The page as it is stored."""
    return (_FOLDER / f"{code.slug}.md").read_text(encoding="utf-8")


def page_lines(page: Page) -> list[str]:
    """The page for a terminal, below its title: headings end in a colon, examples are indented."""
    lines = [page.why, "", "Wrong:", ""]
    lines += _shown(page.wrong)
    lines += ["", "Right:", ""]
    lines += _shown(page.right)
    if page.more is not None:
        lines += ["", "What else:", "", page.more]
    return "\n".join(lines).split("\n")


def _blocks(section: str) -> tuple[Block, ...]:
    return tuple(Block(found["language"], found["text"]) for found in _BLOCK.finditer(section))


def _shown(blocks: tuple[Block, ...]) -> list[str]:
    indented = [textwrap.indent(block.text.rstrip("\n"), "    ") for block in blocks]
    return "\n\n    ---\n\n".join(indented).split("\n")
