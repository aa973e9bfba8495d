"""Modules and functions stay small enough to be read at one sitting."""

import ast

import pytest

from tests.tidy.source import Module, modules

MODULE_LINES = 600
FUNCTION_LINES = 60

LARGER: dict[str, tuple[int, str]] = {
    "jdsl/engine/bodies.py:run_body": (125, "the kernel's dispatch: one branch for each operation"),
}
"""`module` or `module:function`, the most lines it may have, and why it is larger. The list only shrinks."""

SLACK = 20
"""An entry that has become this much too large must be lowered."""

EVERYTHING = modules() + modules("grammar") + modules("tests")


def functions(module: Module) -> dict[str, int]:
    """Each function of a module, from its `def` to its last line; what decorates it is a declaration."""
    found: dict[str, int] = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found[f"{module.name}:{node.name}"] = (node.end_lineno or node.lineno) - node.lineno + 1
    return found


@pytest.mark.parametrize("module", EVERYTHING, ids=lambda module: module.name)
def test_sizes(module: Module) -> None:
    sizes = functions(module)
    for name, lines in sizes.items():
        allowed = LARGER[name][0] if name in LARGER else FUNCTION_LINES
        assert lines <= allowed, f"{name} has {lines} lines"
    lines = len(module.text.splitlines())
    assert lines <= (LARGER[module.name][0] if module.name in LARGER else MODULE_LINES), (
        f"{module.name} has {lines} lines"
    )


def test_the_list_of_larger_ones_only_shrinks() -> None:
    sizes = {module.name: len(module.text.splitlines()) for module in EVERYTHING}
    limits = dict.fromkeys(sizes, MODULE_LINES)
    for module in EVERYTHING:
        sizes |= functions(module)
    for name, (lines, reason) in LARGER.items():
        assert name in sizes, f"{name} is gone: take it off the list"
        assert sizes[name] > limits.get(name, FUNCTION_LINES), f"{name} is no longer large: take it off the list"
        assert lines - SLACK < sizes[name], f"{name} has only {sizes[name]} lines: lower its entry"
        assert reason
