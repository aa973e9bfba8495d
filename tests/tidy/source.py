"""The project's own text, as the tidy tests read it: modules as syntax trees, files as lines."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "jdsl"


@dataclass(frozen=True)
class Module:
    """`name` is the path from the top of the project, with `/`; `lines` has the text; `tree` what it says."""

    name: str
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        """The folder under `jdsl/`, or the module's own name where it stands there itself."""
        return self.name.split("/")[1].removesuffix(".py")

    def imports(self) -> Iterator[tuple[int, str]]:
        """Line and full name of each module that is imported, anywhere in the file, late imports included."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield node.lineno, alias.name
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                yield node.lineno, node.module
                if node.module == "jdsl":
                    for alias in node.names:
                        yield node.lineno, f"jdsl.{alias.name}"


@cache
def modules(folder: str = "jdsl") -> tuple[Module, ...]:
    """Each Python file under `folder`, in the order of their names."""
    found: list[Module] = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text, str(path))))
    return tuple(found)


def dotted(node: ast.expr) -> str:
    """`a.b.c` for a name or an attribute of one; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        head = dotted(node.value)
        return f"{head}.{node.attr}" if head else ""
    return ""
