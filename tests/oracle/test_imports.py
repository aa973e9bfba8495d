"""Independence is the point: the evaluator knows the model and the standard library, and nothing of the product."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
EVALUATOR = (
    "apart.py",
    "asking.py",
    "calendar.py",
    "entering.py",
    "evaluator.py",
    "facts.py",
    "fading.py",
    "flips.py",
    "following.py",
    "ignoring.py",
    "listening.py",
    "matching.py",
    "moments.py",
    "places.py",
    "schedules.py",
    "sending.py",
    "shares.py",
    "standing.py",
    "sums.py",
    "visits.py",
    "waits.py",
    "walls.py",
)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            yield node.module or ""


@pytest.mark.parametrize("name", EVALUATOR)
def test_evaluator_imports_the_model_and_the_standard_library(name: str) -> None:
    siblings = {f"tests.oracle.{sibling.removesuffix('.py')}" for sibling in EVALUATOR}
    for module in imports(HERE / name):
        standard = module.split(".")[0] in sys.stdlib_module_names
        assert standard or module == "jdsl.model.model" or module in siblings, module
