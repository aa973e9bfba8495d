"""From a parsed line to its AST, by the names of grammar rules alone; and the cache that makes it fast.

A rule named like a class makes that class; a rule named like a field of the class around it fills that field; every
other part goes to the first field that takes its type. So a new rule needs no code here.

Most lines have a *shape* that was seen before: the same keywords in the same order, other names and numbers between.
What Lark made of the first line of a shape is kept as an expression over the words of a line, and later lines are
built by evaluating it.

INVARIANT: what a line's words are to the grammar is a function of its shape. For this every word that occurs in a
terminal of the grammar stands in `keywords.py`, and a line whose tokens do not begin and end where the words of its
shape do is built but not kept.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias, cast

from jdsl.syntax import ast
from jdsl.syntax.leaves import LEAVES, OutOfRange
from jdsl.syntax.parser import Misfit, Node, Part, TooDeep, Word, read_line
from jdsl.syntax.phrases import Doubt, doubt, is_telling
from jdsl.text.span import Span

Recipe: TypeAlias = Callable[[Sequence[str], Sequence[int], Sequence[int]], ast.Statement]
"""Makes a statement from the words of a line, where they start and where they end."""

# --- fields of the classes of the AST ---


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    takes: frozenset[type]
    is_tuple: bool
    absent: str  # the source of its value where the line has nothing for it


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _classes() -> dict[str, type]:
    found = [value for value in vars(ast).values() if isinstance(value, type)]
    return {_snake(found_class.__name__): found_class for found_class in found}


_CLASSES = _classes()
_TERMINALS = {name.upper(): name for name, made in _CLASSES.items() if made in LEAVES}


def _members(annotation: Any) -> frozenset[type[Any]]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType, tuple):
        return frozenset(found for member in typing.get_args(annotation) for found in _members(member))
    return frozenset([cast("type[Any]", annotation)]) if isinstance(annotation, type) else frozenset()


@functools.cache
def _fields(made: type) -> tuple[_Field, ...]:
    hints = typing.get_type_hints(made)
    found: list[_Field] = []
    for field in dataclasses.fields(made):
        hint = hints[field.name]
        is_tuple = typing.get_origin(hint) is tuple
        absent = "()" if is_tuple else "False" if hint is bool else "None"
        found.append(_Field(field.name, _members(hint), is_tuple, absent))
    return tuple(found)


# --- from a tree to an expression ---


class _Writer:
    """Writes the expression of one tree. `index` gives the number of the word that a token starts or ends with."""

    def __init__(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        self.text = text
        self.first = {start: number for number, start in enumerate(starts)}
        self.last = {end: number for number, end in enumerate(ends)}

    def part(self, node: Part, made: type[Any]) -> str:
        """The source of an object of the class `made`."""
        if made in LEAVES:
            several = "*" if len(_fields(made)) > 2 else ""
            return f"{made.__name__}({several}{LEAVES[made].__name__}({self._words(node)}), {self._span(node)})"
        if issubclass(made, Enum):
            return f"{made.__name__}.{made(self._spelling(node)).name}"
        assert isinstance(node, Node)
        fields = _fields(made)
        filled: dict[str, list[str]] = {}
        for part in node.parts:
            child = _class_of(part)
            if child is not None:
                taker = _taker(fields, child, filled)
                filled.setdefault(taker, []).append(self.part(part, child))
            elif isinstance(part, Node):
                filled.setdefault(part.rule, []).extend(self._filling(part, made))
        return f"{made.__name__}({', '.join(self._argument(node, field, filled) for field in fields)})"

    def _argument(self, node: Part, field: _Field, filled: dict[str, list[str]]) -> str:
        if field.name == "span" and field.name not in filled:
            return self._span(node)
        values = filled.get(field.name, [])
        if field.is_tuple:
            return f"({''.join(value + ', ' for value in values)})"
        return values[0] if values else field.absent

    def _filling(self, part: Node, made: type[Any]) -> list[str]:
        """What a rule that is named like a field holds: nodes, or else what its words say."""
        field = next(field for field in _fields(made) if field.name == part.rule)
        made_parts = [(child, made_of) for child in part.parts if (made_of := _class_of(child)) is not None]
        if made_parts:
            return [self.part(child, made_of) for child, made_of in made_parts]
        if bool in field.takes:
            return ["True"]
        if int in field.takes:
            return [f"whole_number({self._words(part)})"]
        return [repr(self._spelling(part))]

    def _spelling(self, node: Part) -> str:
        """Keywords alone, so the same for every line of a shape."""
        tokens = [node] if isinstance(node, Word) else _tokens(node)
        return " ".join(word for token in tokens for word in self.text[token.start : token.end].split())

    def _words(self, node: Part) -> str:
        start, end = self._bounds(node)
        return f"w[{start}]" if start == end else f"' '.join(w[{start}:{end + 1}])"

    def _span(self, node: Part) -> str:
        start, end = self._bounds(node)
        return f"spans[s[{start}], e[{end}]]"

    def _bounds(self, node: Part) -> tuple[int, int]:
        return self.first[_first_word(node).start], self.last[_last_word(node).end]


def _class_of(part: Part) -> type | None:
    """The class that a rule or terminal of that name makes; none for keywords and for rules that fill a field."""
    return _CLASSES.get(part.rule if isinstance(part, Node) else _TERMINALS.get(part.terminal, ""))


def _taker(fields: tuple[_Field, ...], child: type, filled: dict[str, list[str]]) -> str:
    for field in fields:
        if child in field.takes and (field.is_tuple or field.name not in filled):
            return field.name
    raise AssertionError(f"no field is left for {child.__name__}")


def _first_word(part: Part) -> Word:
    while isinstance(part, Node):
        part = part.parts[0]
    return part


def _last_word(part: Part) -> Word:
    while isinstance(part, Node):
        part = part.parts[-1]
    return part


def _tokens(node: Node) -> list[Word]:
    found: list[Word] = []
    for part in node.parts:
        if isinstance(part, Node):
            found += _tokens(part)
        else:
            found.append(part)
    return found


class _Spans(dict[tuple[int, int], Span]):
    """Every span that was asked for, once: lines are short, so they are few."""

    def __missing__(self, key: tuple[int, int]) -> Span:
        span = Span(*key)
        if len(self) < 100_000:
            self[key] = span
        return span


_NAMES: dict[str, Any] = {
    **vars(ast),
    **{leaf.__name__: leaf for leaf in LEAVES.values()},
    "whole_number": LEAVES[ast.Count],
    "spans": _Spans(),
}


def _recipe(tree: Node, text: str, starts: Sequence[int], ends: Sequence[int]) -> Recipe:
    source = _Writer(text, starts, ends).part(tree, _CLASSES[tree.rule])
    return eval(f"lambda w, s, e: {source}", _NAMES)  # noqa: S307 # made above from names of rules, never from the line


# --- shapes ---

# One group a kind; words and signs are their own kind, so that equal keys mean equal keywords. The order decides. The
# names have a `_` in them, which no word of the grammar has: `date` is not a date.
# White space is in no group, so it is passed over. No terminal matches `a_comment` or `an_unknown_sign`, so no recipe
# is kept for a line with a comment in its middle (it could stand inside `at least`), nor for one with an unknown sign,
# or with a number that touches its unit, `12months`.
_KINDS = re.compile(
    r"""
      (?P<a_zone>(?!yes/no(?![-\w]))[^\W\d_]\w*(?:-\w+)*(?:/[^\W\d_]\w*(?:[-+]\w+)*)+(?![-\w/]))
    | (?P<a_word>[^\W\d_]\w*(?:-\w+)*(?![-\w])(?:(?<=\byes)/no(?![-\w]))?)
    | (?P<a_text>"(?:\\.|[^"\\\r\n])*")
    | (?P<a_length>\d+(?:s|min|h|d|w)(?![-\w]))
    | (?P<a_percent>\d+(?:\.\d+)?%)
    | (?P<a_whole_number>\d+(?![-.:\w]))
    | (?P<a_sign><=|>=|[<>=(),])
    | (?P<a_date>\d{4}-\d{2}-\d{2}(?![-\w]))
    | (?P<a_midnight>24:00(?![-:\w]))
    | (?P<a_clock>\d{1,2}:\d{2}(?::\d{2})?(?![-:\w]))
    | (?P<a_whole_below>-\d+(?![-.\w]))
    | (?P<a_decimal>\d+\.\d+(?![-.\w]))
    | (?P<a_decimal_below>-\d+\.\d+(?![-.\w]))
    | (?P<a_comment>\#[^\r\n]*)
    | (?P<an_unknown_sign>\S)
    """,
    re.VERBOSE,
)


# A workspace of thousands of files has some hundreds of shapes.
_SHAPES_MOST = 5_000


@dataclass(frozen=True, slots=True)
class Read:
    """A line that could be read."""

    statement: ast.Statement


Reading: TypeAlias = Read | Misfit | TooDeep | Doubt | OutOfRange
"""What comes of a line: a statement, or the one thing that is wrong with it."""


class LineReader:
    """Reads logical lines; remembers the shapes it has seen, and the latest lines."""

    def __init__(self) -> None:
        self._recipes: dict[tuple[str, ...], Recipe] = {}
        self.read = functools.lru_cache(maxsize=32_768)(self.read_afresh)

    def read_afresh(self, text: str) -> Reading:
        """What the line says, or why it cannot be read."""
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        shape: list[str] = []
        for found in _KINDS.finditer(text):
            kind = found.lastgroup or ""
            word = found[0]
            words.append(word)
            starts.append(found.start())
            ends.append(found.end())
            shape.append(word if kind == "a_sign" or is_telling(word) else kind)
        recipe = self._recipes.get(tuple(shape))
        try:
            if recipe is not None:
                return Read(recipe(words, starts, ends))
            return self._read_new(text, tuple(shape), starts, ends)
        except OutOfRange as problem:
            return problem.at(text)

    def _read_new(self, text: str, shape: tuple[str, ...], starts: list[int], ends: list[int]) -> Reading:
        tree = read_line(text)
        if not isinstance(tree, Node):
            return tree
        doubtful = doubt(tree, text)
        if doubtful is not None:
            return doubtful
        tokens = _tokens(tree)
        fits = {token.start for token in tokens} <= set(starts) and {token.end for token in tokens} <= set(ends)
        fits = fits and not {"a_comment", "an_unknown_sign"} & set(shape)
        if not fits:
            starts = [token.start for token in tokens]
            ends = [token.end for token in tokens]
        recipe = _recipe(tree, text, starts, ends)
        if fits and len(self._recipes) < _SHAPES_MOST:
            self._recipes[shape] = recipe
        return Read(recipe([text[start:end] for start, end in zip(starts, ends, strict=True)], starts, ends))
