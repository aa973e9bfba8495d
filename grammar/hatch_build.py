"""Puts this folder into the wheel as `jdsl/_grammar`, with the parse tables made once, here, not at every start.

Only hatch reads this file. A checkout (`pip install -e .`) needs nothing of it: there the parser reads this folder.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FILES = ("journey.lark", "prelude.journey", "REFERENCE.md")


class GrammarHook(BuildHookInterface[Any]):
    PLUGIN_NAME = "grammar"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the grammar, the prelude, the reference and the parse tables to the wheel that is being built."""
        self.made: Path | None = None
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from jdsl.syntax.parser import build_tables
        finally:
            sys.path.remove(self.root)
        self.made = Path(tempfile.mkdtemp(prefix="jdsl-tables-"))
        tables = self.made / "journey.tables"
        build_tables(tables)
        for name in FILES:
            build_data["force_include"][str(Path(self.root, "grammar", name))] = f"jdsl/_grammar/{name}"
        build_data["force_include"][str(tables)] = f"jdsl/_grammar/{tables.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what `initialize` made."""
        if self.made is not None:
            shutil.rmtree(self.made)
