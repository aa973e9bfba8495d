"""The only door to Lark: finds the grammar, keeps its parse tables, reads one logical line.

A line comes out as a plain tree of `Node`s and `Word`s, or as a `Misfit`: the place that does not fit and what
would. What they mean is the business of `tree.py` and `mistakes.py`.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeAlias, cast

if TYPE_CHECKING:
    from lark import Token, Tree
    from lark.lexer import TerminalDef

_PACKAGE = Path(__file__).parent.parent
_INSTALLED = _PACKAGE / "_grammar"
_CHECKOUT = _PACKAGE.parent / "grammar"
_TABLES = "journey.tables"

# Each layer of parentheses and each `not` is a layer of the tree, and trees are walked by recursion.
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Word:
    """One token: the name of its terminal in the grammar, and where it stands in the line."""

    terminal: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Node:
    """What a rule of the grammar made, keywords included."""

    rule: str
    parts: tuple[Part, ...]


Part: TypeAlias = "Node | Word"


@dataclass(frozen=True, slots=True)
class Misfit:
    """The line fits up to `start`; what stands at `start` up to `end` does not. `start` == `end`: the line stops short.

    `expected` are the names of the terminals that would do there.
    """

    start: int
    end: int
    expected: frozenset[str]


@dataclass(frozen=True, slots=True)
class TooDeep:
    """The line is well-formed, but more than `DEEPEST` layers deep."""


class LineDriver(Protocol):
    """What is used of Lark's interactive parser."""

    def iter_parse(self) -> Any: ...
    def accepts(self) -> set[str]: ...


class LineParser(Protocol):
    """What is used of `lark.Lark`, whose own types are loose."""

    terminals: list[TerminalDef]

    def parse(self, text: str) -> Tree[Token]: ...
    def parse_interactive(self, text: str) -> LineDriver: ...
    def save(self, f: BinaryIO) -> None: ...


def read_line(text: str) -> Node | Misfit | TooDeep:
    """The tree of one logical line."""
    from lark.exceptions import UnexpectedInput

    try:
        tree = _lark().parse(text)
    except UnexpectedInput:
        return expectation(text)
    return _plain_tree(tree)


def expectation(text: str) -> Misfit:
    """What would fit where `text` stops fitting, which is its end if all of it fits."""
    from lark.exceptions import UnexpectedInput

    driver = _lark().parse_interactive(text)
    start = end = len(text)
    try:
        for _ in driver.iter_parse():
            pass
    except UnexpectedInput as misfit:
        token: object = getattr(misfit, "token", None)
        stopped_short = getattr(token, "type", None) == "$END"
        if misfit.pos_in_stream is not None and not stopped_short:
            start = misfit.pos_in_stream
            lump = _LUMP.match(text, start)
            end = lump.end() if lump is not None else start
    return Misfit(start, end, frozenset(driver.accepts()))


# What to underline where no terminal fits: a text, a word or number, a run of one sign.
_LUMP = re.compile(r'"[^"\n]*"?|[\w/:.]+(?:-\w+)*|(.)\1*|')


def _plain_tree(tree: Tree[Token]) -> Node | TooDeep:
    def plain(tree: Tree[Token], left: int) -> Node:
        if left == 0:
            raise RecursionError
        parts: list[Part] = []
        for child in tree.children:
            if isinstance(child, str):
                assert child.start_pos is not None
                assert child.end_pos is not None
                parts.append(Word(child.type, child.start_pos, child.end_pos))
            else:
                parts.append(plain(child, left - 1))
        return Node(str(tree.data), tuple(parts))

    try:
        return plain(tree, DEEPEST)
    except RecursionError:
        return TooDeep()


# --- terminals ---


@cache
def terminal_spellings() -> dict[str, str]:
    """What each terminal of one spelling is written like: `{"WHEN": "when", "AT_LEAST": "at least", …}`."""
    return {
        terminal.name: spelling
        for terminal in _lark().terminals
        if not terminal.name.startswith("__IGNORE") and (spelling := _spelling(terminal.pattern.value)) is not None
    }


def _spelling(pattern: str) -> str | None:
    """The one way to write what `pattern` matches, or None if there are several."""
    pattern = pattern.removesuffix(_WORD_END).replace(r"\s+", " ").replace(r"\s*", " ")
    pattern = pattern.replace(r"(?= \d)", "")
    plain = re.sub(r"\\(\W)", r"\1", pattern)
    return plain if re.escape(plain) == pattern or re.fullmatch(r"[a-z/, ]+|[<>=(),]+", plain) else None


# --- grammar and tables ---

_WORD_END = r"(?![-\w])"


def grammar_folder() -> Path:
    """Where `journey.lark` and `prelude.journey` are: inside the installed package, else beside it in the checkout."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def grammar_text() -> str:
    """The grammar as people read it."""
    return (grammar_folder() / "journey.lark").read_text(encoding="utf-8")


def build_parser(grammar: str, *, strict: bool = False) -> LineParser:
    """A parser made from the text of a grammar. `strict` refuses conflicts, and takes seconds."""
    from lark import Lark

    parser = Lark(
        grammar,
        start="line",
        parser="lalr",
        lexer="contextual",
        strict=strict,
        # Keywords stay in the tree: a node's span begins and ends with its words, and `!` rules need no mark.
        keep_all_tokens=True,
        maybe_placeholders=False,
        edit_terminals=_end_with_the_word,
    )
    return cast("LineParser", parser)


def _end_with_the_word(terminal: TerminalDef) -> None:
    """A keyword ends where the word ends; Lark alone would read `limit7d` as `limit 7d`."""
    from lark.lexer import PatternRE, PatternStr

    if isinstance(terminal.pattern, PatternStr) and terminal.pattern.value[-1].isalpha():
        terminal.pattern = PatternRE(re.escape(terminal.pattern.value) + _WORD_END)
        terminal.priority = 1  # above NAME, which is longer, and would be tried first


def build_tables(target: Path) -> None:
    """Write the parse tables of the grammar to the file `target`."""
    target.write_bytes(_tables(build_parser(grammar_text())))


def _tables(parser: LineParser) -> bytes:
    out = io.BytesIO()
    parser.save(out)
    return out.getvalue()


def _load(tables: bytes) -> LineParser:
    import lark

    # Lark's own types are loose; `Any` says that they are not to be looked at.
    door: Any = lark
    return cast("LineParser", door.Lark.load(io.BytesIO(tables)))


@cache
def _lark() -> LineParser:
    """The parser: from the package's tables, from this user's cache, or built in some 0.2 s."""
    if _INSTALLED.is_dir():
        return _load((_INSTALLED / _TABLES).read_bytes())
    grammar = grammar_text()
    cached = _cache_file(grammar)
    try:
        return _load(cached.read_bytes())
    except Exception:  # noqa: BLE001 # a cache that is absent or damaged, whatever way, is made anew
        parser = build_parser(grammar)
        _keep(cached, _tables(parser))
        return parser


def _cache_file(grammar: str) -> Path:
    import lark

    made_of = "\n".join([grammar, lark.__version__, sys.version, Path(__file__).read_text(encoding="utf-8")])
    key = hashlib.sha256(made_of.encode()).hexdigest()[:16]
    if os.name == "nt":
        folder = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    else:
        folder = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(folder).expanduser() / "jdsl" / f"{key}.tables"


def _keep(target: Path, tables: bytes) -> None:
    """Put the file there whole or not at all; a folder that cannot be written is no reason to fail."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as out:
            out.write(tables)
        Path(out.name).replace(target)
    except OSError:
        return
