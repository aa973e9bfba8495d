"""Programs of journeys that are written in the tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jdsl.machine.program import Program
from jdsl.workspace import Workspace

HERE = Path(__file__).parent
SHOP = HERE / "shop.journey"
EXAMPLES = sorted(path.parent for path in HERE.parents[1].glob("examples/*/jdsl.toml"))


def shop() -> Program:
    """One of everything that a program can hold."""
    return Workspace.from_texts({SHOP.name: SHOP.read_text(encoding="utf-8")}).program()


def program_of(*texts: str, **files: str) -> Program:
    """The program of one workspace; texts without a name are files in the order given."""
    named: Mapping[str, str] = {**{f"{number}.journey": text for number, text in enumerate(texts)}, **files}
    workspace = Workspace.from_texts(named)
    assert not workspace.snapshot.has_errors, workspace.snapshot.diagnostics
    return workspace.program()
