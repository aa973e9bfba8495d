"""The kernel keeps to what becomes machine code without a single object: whole numbers, arrays, tuples, plain calls.

A module belongs to the kernel when one of its functions is decorated with `@kernel`. numba would refuse most of this
as well, but only when it compiles, half a minute later, and with a worse message; floats and texts it would take.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.tidy.source import Module, dotted, modules

BUILT_IN = {"range", "len", "min", "max", "abs", "int", "bool"}
ATTRIBUTES = {"shape", "size"}

BANNED: dict[type[ast.AST], str] = {
    ast.Dict: "a dict",
    ast.Set: "a set",
    ast.List: "a list",
    ast.ListComp: "a list",
    ast.SetComp: "a set",
    ast.DictComp: "a dict",
    ast.GeneratorExp: "a generator",
    ast.Yield: "a generator",
    ast.YieldFrom: "a generator",
    ast.Await: "a coroutine",
    ast.AsyncFunctionDef: "a coroutine",
    ast.JoinedStr: "a text",
    ast.Div: "a true division",
    ast.Pow: "a power, which may be a float",
    ast.MatMult: "a matrix",
    ast.Lambda: "a function made at run time",
    ast.ClassDef: "a class",
    ast.Try: "an exception",
    ast.Raise: "an exception",
    ast.With: "a context",
    ast.Match: "a match",
    ast.Global: "a global variable",
    ast.Nonlocal: "a closure",
    ast.Delete: "a deletion",
    ast.Import: "a late import",
    ast.ImportFrom: "a late import",
    ast.Starred: "an unknown number of values",
    ast.keyword: "an argument by name",
}


def kernel_functions(module: Module) -> Iterator[ast.FunctionDef]:
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef) and any(
            dotted(mark).split(".")[-1] == "kernel" for mark in node.decorator_list
        ):
            yield node


KERNEL = [module for module in modules("jdsl/engine") if any(kernel_functions(module))]


def objects_in(function: ast.FunctionDef, known: set[str]) -> Iterator[tuple[int, str]]:
    """Line and name of each thing that does not belong in a kernel function. Annotations are not looked at."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    waiting: list[ast.AST] = [*body, *function.args.defaults, *(d for d in function.args.kw_defaults if d is not None)]
    while waiting:
        node = waiting.pop()
        if type(node) in BANNED:
            yield getattr(node, "lineno", function.lineno), BANNED[type(node)]
        elif isinstance(node, ast.FunctionDef):
            yield node.lineno, "a function within a function"
        elif isinstance(node, ast.Constant) and not isinstance(node.value, int):
            yield node.lineno, f"the constant {node.value!r}"
        elif isinstance(node, ast.Attribute) and node.attr not in ATTRIBUTES:
            yield node.lineno, f"the attribute .{node.attr}"
        elif isinstance(node, ast.Call) and dotted(node.func) not in known:
            yield node.lineno, f"a call of {ast.unparse(node.func)}"
        children = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.AnnAssign):
            children.remove(node.annotation)
        waiting += children


def test_the_step_function_is_in_the_kernel() -> None:
    assert "jdsl/engine/advance.py" in {module.name for module in KERNEL}


@pytest.mark.parametrize("module", KERNEL, ids=lambda module: module.name)
def test_the_kernel_has_no_objects(module: Module) -> None:
    known = BUILT_IN | {function.name for other in KERNEL for function in kernel_functions(other)}
    found = [found for function in kernel_functions(module) for found in objects_in(function, known)]
    assert not found, "\n".join(f"{module.name}:{line} has {what}" for line, what in sorted(found))


@pytest.mark.parametrize("module", KERNEL, ids=lambda module: module.name)
def test_a_kernel_module_holds_the_kernel_alone(module: Module) -> None:
    """Imports, whole numbers with names, kernel functions: nothing that runs when the module is imported."""
    for node in module.tree.body:
        fine = isinstance(node, ast.Import | ast.ImportFrom) or node in list(kernel_functions(module))
        if isinstance(node, ast.Expr):
            fine = isinstance(node.value, ast.Constant)  # the docstring of the module or of a constant
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            fine = not any(type(part) in BANNED or _runs(part) for part in ast.walk(node.value))
        assert fine, f"{module.name}:{node.lineno} does not belong in the kernel"


def _runs(node: ast.AST) -> bool:
    """Whether it is a call of anything but `int`, which takes the number of an enumeration's member."""
    return isinstance(node, ast.Call) and dotted(node.func) != "int"


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("x = {}", "a dict"),
        ("x = [y for y in z]", "a list"),
        ("x = 'text'", "the constant 'text'"),
        ("x = 0.5", "the constant 0.5"),
        ("x = None", "the constant None"),
        ("x = a / b", "a true division"),
        ("x = f'{a}'", "a text"),
        ("a.append(1)", "a call of a.append"),
        ("x = a.name", "the attribute .name"),
        ("x = round(a)", "a call of round"),
        ("raise a", "an exception"),
    ],
)
def test_an_object_in_the_kernel_is_found(code: str, what: str) -> None:
    function = ast.parse(f"def f(a, b):\n    'The docstring may be a text.'\n    {code}").body[0]
    assert isinstance(function, ast.FunctionDef)
    assert what in [what for _, what in objects_in(function, BUILT_IN)]


def test_whole_numbers_arrays_and_plain_calls_are_fine() -> None:
    function = ast.parse(
        "def f(a: 'Table', b: int) -> None:\n    x: int = a[b, 1] // 2\n    return (min(x, a.shape[0]), True)"
    ).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert not list(objects_in(function, BUILT_IN))
