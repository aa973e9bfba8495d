"""Changes to a module of the package as syntax trees: what is looked for is the text that `ast.unparse` writes.

So neither comments, nor line breaks, nor brackets that change nothing, hide a place from a fault.
"""

from __future__ import annotations

import ast
import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jdsl

PACKAGE = Path(jdsl.__file__).parent


@dataclass(frozen=True)
class Edit:
    """`function` is a name, `Class.name`, or empty for the whole module. `before` must stand there exactly once."""

    function: str
    before: str
    after: str


@dataclass(frozen=True)
class Fault:
    """One wrong reading of the law, as edits to one module; `module`, as in `engine.looks`, is where it was found."""

    paragraph: str
    about: str
    module: str
    edits: tuple[Edit, ...]

    @property
    def name(self) -> str:
        return f"§{self.paragraph} {self.about}"


@dataclass(frozen=True)
class Change:
    """A module of the package, as in `engine.looks`, and the syntax tree that stands for it."""

    name: str
    module: str
    tree: ast.Module


class ChangeError(Exception):
    """What a fault speaks of is not there, or not just once."""


@cache
def source_of(module: str) -> str:
    return (PACKAGE / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8")


def functions_of(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """By name, methods as `Class.name`."""
    found: dict[str, ast.FunctionDef] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        elif isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{part.name}": part for part in node.body if isinstance(part, ast.FunctionDef)}
    return found


def replaced(text: str, before: str, after: str) -> str:
    """Replace the one place where `before` stands; of several lines, or whole ones, at whatever depth they stand."""
    if "\n" not in before and "\n" not in after:
        if text.count(before) != 1:
            raise ChangeError(f"{text.count(before)} times: {before}")
        return text.replace(before, after)
    lines, others = (textwrap.dedent(part).strip("\n ") for part in (before, after))
    found: list[str] = []
    padded = f"\n{text}\n"
    for depth in range(0, 40, 4):
        block = "\n" + textwrap.indent(lines, " " * depth) + "\n"
        new = "\n" + textwrap.indent(others, " " * depth) + "\n"
        found += [padded.replace(block, new)] * padded.count(block)
    if len(found) != 1:
        raise ChangeError(f"{len(found)} times: {lines}")
    return found[0].strip("\n")


def module_of(fault: Fault) -> str:
    """Where the fault's functions stand now: they may have moved. Raises ChangeError if that is not clear."""
    wanted = {edit.function for edit in fault.edits} - {""}
    if wanted <= _names_in(fault.module):
        return fault.module
    found = [module for module in modules() if wanted <= _names_in(module)]
    if len(found) != 1:
        raise ChangeError(f"{sorted(wanted)} are in {found or 'no module'}")
    return found[0]


def modules() -> list[str]:
    """All modules of compiler and engine, as in `engine.looks`."""
    folders = ("compiler", "engine")
    return sorted(f"{folder}.{path.stem}" for folder in folders for path in (PACKAGE / folder).glob("*.py"))


@cache
def _names_in(module: str) -> frozenset[str]:
    return frozenset(functions_of(ast.parse(source_of(module))))


def apply(fault: Fault) -> Change:
    """The module with the fault in it; raises ChangeError."""
    module = module_of(fault)
    tree = ast.parse(source_of(module))
    for edit in fault.edits:
        tree = _edited(tree, edit)
    return Change(fault.name, module, tree)


def _edited(tree: ast.Module, edit: Edit) -> ast.Module:
    if not edit.function:
        return ast.parse(replaced(ast.unparse(tree), edit.before, edit.after))
    function = functions_of(tree).get(edit.function)
    if function is None:
        raise ChangeError(f"no function {edit.function}")
    text = replaced(ast.unparse(function), edit.before, edit.after)
    changed = ast.parse(text).body[0]
    assert isinstance(changed, ast.FunctionDef)
    function.body = changed.body
    return ast.fix_missing_locations(tree)
