"""Who may know whom. The language side and the running side meet in `machine` alone."""

import ast
import sys
from collections.abc import Iterator

import pytest

from tests.tidy.source import PACKAGE, Module, dotted, modules

EVERYONE = {"text", "errors"}

MAY_IMPORT: dict[str, set[str]] = {
    "text": set(),
    "errors": set(),
    "almanac": set(),
    "diagnostics": set(),
    "syntax": {"diagnostics"},
    "model": {"syntax", "diagnostics", "almanac"},
    "check": {"model", "syntax", "diagnostics", "almanac"},
    "machine": set(),
    "compiler": {"model", "machine", "almanac"},
    "engine": {"machine"},
    "replay": {"engine", "machine"},
    "simulate": {"engine", "machine", "model"},
    "settings": {"diagnostics"},
    "workspace": {"check", "compiler", "machine", "model", "settings", "syntax", "diagnostics", "simulate"},
    "fixes": {"workspace", "diagnostics"},
    "cli": {
        "__init__", "workspace", "fixes", "replay", "simulate", "engine", "machine", "compiler", "check", "model",
        "syntax", "diagnostics",
    },
    "__init__": {"workspace", "replay", "simulate", "machine", "syntax", "diagnostics"},
    "__main__": {"cli"},
}  # fmt: skip
"""Room by room; what a room holds may always import from itself, and everyone from `EVERYONE`."""

DOORS: dict[str, tuple[str, ...]] = {
    "lark": ("jdsl/syntax/parser.py",),
    "click": ("jdsl/cli/",),
    "holidays": ("jdsl/almanac/holidays.py",),
    "numba": ("jdsl/engine/",),
    "numpy": ("jdsl/engine/",),
    "tzdata": ("jdsl/almanac/zones.py",),
}
"""Each library has one door, so that it can be replaced, and is loaded only by whoever needs it."""

CLOCK_AND_WORLD = {
    "asyncio", "datetime", "getpass", "glob", "io", "locale", "logging", "multiprocessing", "os", "pathlib",
    "platform", "random", "secrets", "shutil", "signal", "socket", "sqlite3", "subprocess", "tempfile", "threading",
    "time", "urllib", "uuid", "zoneinfo",
}  # fmt: skip
"""What `engine` may not import: the same events must give the same effects, on every machine and day."""

IMPURE_CALLS = {"open", "input", "print", "hash", "id", "eval", "exec", "breakpoint", "__import__"}

NOT_PURE: dict[str, str] = {
    "jdsl/engine/native.py": "compiles the kernel, and keeps what was compiled in the user's cache",
}
"""Modules of `engine` that must touch the world, and why. They decide nothing about a contact."""


def target(name: str) -> str:
    """The room that a full module name leads to."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and (PACKAGE / parts[1]).is_dir() else _top(parts)


def _top(parts: list[str]) -> str:
    return parts[1] if len(parts) > 1 and (PACKAGE / f"{parts[1]}.py").exists() else "__init__"


def test_every_room_has_its_place_in_the_order() -> None:
    assert {module.room for module in modules()} <= set(MAY_IMPORT)


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_room_imports_only_what_it_may_know(module: Module) -> None:
    allowed = MAY_IMPORT[module.room] | EVERYONE | {module.room}
    for line, name in module.imports():
        if name.split(".")[0] == "jdsl":
            assert target(name) in allowed, f"{module.name}:{line} imports {name}"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_library_comes_in_by_its_door(module: Module) -> None:
    for line, name in module.imports():
        library = name.split(".")[0]
        if library == "jdsl" or library in sys.stdlib_module_names:
            continue
        assert library in DOORS, f"{module.name}:{line} imports {library}, which is no library of this project"
        assert module.name.startswith(DOORS[library]), f"{module.name}:{line} imports {library}"


def pure_modules() -> list[Module]:
    return [module for module in modules() if module.room == "engine" and module.name not in NOT_PURE]


def test_what_is_not_pure_is_there_and_says_why() -> None:
    names = {module.name for module in modules()}
    assert set(NOT_PURE) <= names
    assert all(NOT_PURE.values())


@pytest.mark.parametrize("module", pure_modules(), ids=lambda module: module.name)
def test_the_engine_sees_no_clock_no_file_no_chance(module: Module) -> None:
    for line, name in module.imports():
        assert name.split(".")[0] not in CLOCK_AND_WORLD, f"{module.name}:{line} imports {name}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            called = dotted(node.func)
            assert called not in IMPURE_CALLS, f"{module.name}:{node.lineno} calls {called}"


@pytest.mark.parametrize("module", pure_modules(), ids=lambda module: module.name)
def test_the_engine_goes_through_no_set(module: Module) -> None:
    """The order of a set is not the same on every run."""
    for line in lines_that_go_through_a_set(module.tree):
        pytest.fail(f"{module.name}:{line} goes through a set; sort it first")


def lines_that_go_through_a_set(tree: ast.AST) -> Iterator[int]:
    """Where a set is iterated over, or made into something that has an order without being sorted."""
    sets = set(_names_of_sets(tree))
    for node in ast.walk(tree):
        passed: list[ast.expr] = []
        if isinstance(node, ast.For | ast.comprehension):
            passed = [node.iter]
        elif isinstance(node, ast.Call) and dotted(node.func) in {
            "list",
            "tuple",
            "enumerate",
            "iter",
            "map",
            "zip",
            "dict",
        }:
            passed = node.args
        elif isinstance(node, ast.Starred):
            passed = [node.value]
        for value in passed:
            if _is_set(value, sets):
                yield value.lineno


def _names_of_sets(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _is_set(node.value, set()):
            yield from (name for name in map(dotted, node.targets) if name)
        elif isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None and _says_set(node.annotation):
            yield dotted(node.target) if isinstance(node, ast.AnnAssign) else node.arg


def _says_set(annotation: ast.expr) -> bool:
    head = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    return dotted(head).split(".")[-1] in {"set", "frozenset", "Set", "AbstractSet", "MutableSet"}


def _is_set(value: ast.expr, names: set[str]) -> bool:
    if isinstance(value, ast.Set | ast.SetComp):
        return True
    if isinstance(value, ast.BinOp):
        return _is_set(value.left, names) or _is_set(value.right, names)
    return dotted(value.func) in {"set", "frozenset"} if isinstance(value, ast.Call) else dotted(value) in names


@pytest.mark.parametrize(
    "code",
    [
        "for x in {1, 2}: pass",
        "[x for x in set(y)]",
        "a = set(); b = list(a)",
        "def f(a: set[int]):\n    for x in a | {1}: pass",
        "print(*frozenset(y))",
    ],
)
def test_a_walk_through_a_set_is_found(code: str) -> None:
    assert list(lines_that_go_through_a_set(ast.parse(code)))


def test_a_sorted_set_is_fine() -> None:
    assert not list(lines_that_go_through_a_set(ast.parse("a = {1}\nfor x in sorted(a): pass\nx in a")))
