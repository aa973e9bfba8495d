"""Mutants: small changes by operator, drawn from all places of the compiler and the kernel.

Each possible mutant has a name that says where it stands and what it changes, without line numbers. Operators take
turns, each drawing the mutant whose name comes first by a hash with a fixed seed. So a change in one function of the
product leaves nearly all drawn mutants as they are.
"""

from __future__ import annotations

import ast
import copy
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from jdsl.machine import layout
from tests.faults.changes import Change, functions_of, modules, source_of


@dataclass(frozen=True)
class Lot:
    """So many mutants are drawn by a seed; a later lot leaves out what an earlier one has drawn."""

    seed: str
    number: int
    modules: frozenset[str] | None = None  # of these alone; None: of all


LATER = (
    "compiler.hands", "compiler.journeys", "compiler.listeners", "compiler.patterns", "compiler.standing",
    "compiler.steps", "engine.advance", "engine.answered", "engine.answering", "engine.bodies", "engine.entering",
    "engine.fading", "engine.hearing", "engine.ignoring", "engine.keyed", "engine.looks", "engine.own_clock",
    "engine.reckoning", "engine.returning", "engine.scores", "engine.segments", "engine.sequences",
    "engine.side_by_side", "engine.timers", "engine.visits", "engine.waits",
)  # fmt: skip
"""Where scores, segments, values, calls, sequences, what is ignored, rounds and sums are carried out."""
LOTS = (Lot("jdsl 4", 100), Lot("jdsl 5", 100), Lot("jdsl 6", 200, frozenset(LATER)))
LONG, AROUND = 100, 30
"""Statements with more characters than that are shown only so far around what differs."""
NOT_RUN = {
    "engine.native": "compiles the kernel; the same tests run once more with what it made",
    "engine.pack": "most of it refuses damaged pages, and no case on the bench is damaged: `tests/engine/test_pack.py`",
    "engine.blob": "likewise",
    "engine.kernel": "the mark of a kernel function",
    "engine.__init__": "holds no code",
    "compiler.__init__": "holds no code",
}
"""Modules of which no mutant is drawn, and why."""

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.LShift: ast.RShift, ast.RShift: ast.LShift,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}

Way = Callable[[ast.AST], None]
"""Changes a node in place."""


@dataclass(frozen=True)
class Mutant:
    name: str
    module: str
    function: str
    operator: str
    place: int  # of the node in the function, in the order of `ast.walk`
    way: int  # which of the node's ways

    def change(self) -> Change:
        tree = ast.parse(source_of(self.module))
        nodes = _nodes(functions_of(tree)[self.function])
        ways = list(_ways(nodes[self.place][0]))
        ways[self.way][1](nodes[self.place][0])
        names = ast.ImportFrom("jdsl.machine.layout", [ast.alias("*")], 0)  # a slot put in may not have been known
        tree.body.insert(next(at for at, line in enumerate(tree.body) if isinstance(line, ast.ImportFrom)) + 1, names)
        return Change(self.name, self.module, ast.fix_missing_locations(tree))


def drawn(lots: Sequence[Lot] = LOTS) -> list[Mutant]:
    """Of each lot, of each operator those with the first hashes, in turns."""
    left = {mutant.name: mutant for mutant in possible()}
    found: list[Mutant] = []
    for lot in lots:
        chosen = _drawn_by(lot, left.values())
        found += chosen
        for mutant in chosen:
            del left[mutant.name]
    return found


def _drawn_by(lot: Lot, mutants: Iterable[Mutant]) -> list[Mutant]:
    wanted = [mutant for mutant in mutants if lot.modules is None or mutant.module in lot.modules]
    in_order = sorted(wanted, key=lambda mutant: hashlib.sha256(f"{lot.seed}|{mutant.name}".encode()).digest())
    turns: Counter[str] = Counter()
    ranked: list[tuple[int, int, Mutant]] = []
    for place, mutant in enumerate(in_order):
        ranked.append((turns[mutant.operator], place, mutant))
        turns[mutant.operator] += 1
    return [mutant for _, _, mutant in sorted(ranked, key=lambda item: item[:2])[: lot.number]]


def possible() -> Iterator[Mutant]:
    """Every mutant of every place."""
    for module in sorted(set(modules()) - set(NOT_RUN)):
        names: Counter[str] = Counter()
        for function, node in functions_of(ast.parse(source_of(module))).items():
            for place, (inner, statement) in enumerate(_nodes(node)):
                for way, (operator, alter) in enumerate(_ways(inner)):
                    name = f"{module}.{function}: {_told(inner, statement, alter)}"
                    names[name] += 1
                    if names[name] > 1:
                        name += f" ({names[name]})"
                    yield Mutant(name, module, function, operator, place, way)


def _nodes(function: ast.FunctionDef) -> list[tuple[ast.AST, ast.stmt]]:
    """All nodes of the body but docstrings, annotations and assertions, each with the statement it stands in."""
    found: list[tuple[ast.AST, ast.stmt]] = []

    def visit(node: ast.AST, statement: ast.stmt) -> None:
        if isinstance(node, ast.Assert | ast.Raise):
            return
        if isinstance(node, ast.stmt):
            statement = node
        found.append((node, statement))
        for name, value in ast.iter_fields(node):
            if name == "annotation":
                continue
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, ast.AST):
                    visit(part, statement)

    for line in function.body:
        if not (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)):
            visit(line, line)
    return found


def _told(node: ast.AST, statement: ast.stmt, alter: Way) -> str:
    """`before → after` of the statement's own line."""
    before = _line(statement)
    if alter is _drop:
        return f"`{before}` is dropped"
    twin = copy.deepcopy(statement)
    for own, other in zip(ast.walk(statement), ast.walk(twin), strict=True):
        if own is node:
            alter(other)
            break
    return "`{}` → `{}`".format(*_clipped(before, _line(twin)))


def _clipped(before: str, after: str) -> tuple[str, str]:
    """Two long lines, as far as they differ and a little around."""
    if len(before) <= LONG:
        return before, after
    start = next(at for at in range(len(before)) if before[: at + 1] != after[: at + 1])
    end = next(at for at in range(len(before)) if before[-at - 1 :] != after[-at - 1 :])
    start, end = max(0, start - AROUND), max(0, min(end, len(before) - start) - AROUND)
    clipped = [f"{'…' if start else ''}{text[start : len(text) - end]}{'…' if end else ''}" for text in (before, after)]
    return clipped[0], clipped[1]


def _line(statement: ast.stmt) -> str:
    """A statement's text without what stands below it."""
    if isinstance(statement, ast.If | ast.For | ast.While | ast.With | ast.FunctionDef):
        statement = copy.copy(statement)
        statement.body = [ast.Pass()]
        if isinstance(statement, ast.If | ast.For | ast.While):
            statement.orelse = []
    if isinstance(statement, ast.Match):
        return f"match {ast.unparse(statement.subject)}"
    return " ".join(ast.unparse(statement).removesuffix("pass").split())


# --- the operators ---


def _ways(node: ast.AST) -> Iterator[tuple[str, Way]]:
    """What can be changed at a node itself."""
    if isinstance(node, ast.Compare):
        for index in range(len(node.ops)):
            yield "comparison", _swap_comparison(index)
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield "constant", _add_to_constant(1)
        yield "constant", _add_to_constant(-1)
    elif isinstance(node, ast.Constant) and type(node.value) is bool:
        yield "yes and no", _negate_constant
    elif isinstance(node, ast.BoolOp):
        yield "and/or", _swap_and_or
    elif isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in OPERATORS:
        yield "operator", _swap_operator
    elif isinstance(node, ast.UnaryOp) and not isinstance(node.operand, ast.Constant):
        yield "sign", _drop_sign
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and _neighbour(node.id) is not None:
        yield "slot", _swap_slot
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield "call", _swap_call
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        yield "condition", _negate_condition
    if _can_be_dropped(node):
        yield "statement", _drop


def _swap_comparison(index: int) -> Way:
    def alter(node: ast.AST) -> None:
        assert isinstance(node, ast.Compare)
        node.ops[index] = COMPARISONS[type(node.ops[index])]()

    return alter


def _add_to_constant(number: int) -> Way:
    def alter(node: ast.AST) -> None:
        assert isinstance(node, ast.Constant)
        assert isinstance(node.value, int)
        node.value += number

    return alter


def _negate_constant(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)
    node.value = not node.value


def _swap_and_or(node: ast.AST) -> None:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def _swap_operator(node: ast.AST) -> None:
    assert isinstance(node, ast.BinOp | ast.AugAssign)
    node.op = OPERATORS[type(node.op)]()


def _drop_sign(node: ast.AST) -> None:
    assert isinstance(node, ast.UnaryOp)
    node.op = ast.UAdd() if not isinstance(node.op, ast.Not) else ast.Not()
    if isinstance(node.op, ast.Not):
        node.operand = ast.UnaryOp(ast.Not(), node.operand)


def _neighbour(name: str) -> str | None:
    """Another slot of the same record: the next one in the layout with another number."""
    prefix, found, _ = name.partition("_")
    if not found or not hasattr(layout, name) or prefix not in RECORDS:
        return None
    names = [other for other in vars(layout) if other.startswith(f"{prefix}_") and not other.endswith("_WORDS")]
    if name not in names:
        return None
    at = names.index(name)
    others = [other for other in names[at + 1 :] + names[:at] if getattr(layout, other) != getattr(layout, name)]
    return others[0] if others else None


RECORDS = {
    "A", "ACTION", "ALTERNATIVE", "B", "CELL", "CODE", "D", "DUE", "FLAG", "G", "H", "I", "J", "JC", "K", "L",
    "LISTENER", "N", "OP", "OPERAND", "R", "REENTER", "S", "TEST", "W",
}  # fmt: skip
"""Prefixes of the layout that name words of one record, or things of one kind."""


def _swap_slot(node: ast.AST) -> None:
    assert isinstance(node, ast.Name)
    other = _neighbour(node.id)
    assert other is not None
    node.id = other


def _swap_call(node: ast.AST) -> None:
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    node.func.id = CALLS[node.func.id]


def _negate_condition(node: ast.AST) -> None:
    assert isinstance(node, ast.If | ast.While | ast.IfExp)
    node.test = ast.UnaryOp(ast.Not(), node.test)


def _can_be_dropped(node: ast.AST) -> bool:
    """Statements without which the function still has all its names."""
    if isinstance(node, ast.Assign):
        return all(isinstance(target, ast.Subscript | ast.Attribute) for target in node.targets)
    if isinstance(node, ast.Return):
        return node.value is None
    return isinstance(node, ast.AugAssign | ast.Continue | ast.Break) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    )


def _drop(node: ast.AST) -> None:
    """Turn a statement into `pass`."""
    node.__class__ = ast.Pass  # type: ignore[assignment]
    for name in ("targets", "value", "target", "op", "type_comment"):
        if hasattr(node, name):
            delattr(node, name)
