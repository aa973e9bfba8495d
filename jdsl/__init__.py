"""A small English-like language for customer journeys.

Holds the names that other programs may build on, all in `__all__`; each is loaded when it is first used, so that
`import jdsl` costs nothing. A `Workspace` is loaded from files; its `snapshot` has the diagnostics, its `outcomes` tell
how the scenarios go, its `program` is what `run` takes contacts through, to tell in a `Report` what came of it. A
program goes to a text by `program_text`, and comes from such a file by `load_program`.
It deliberately has no meaning of its own. The rooms of the house, and which may know which, are told in
`CONTRIBUTING.md` and at the top of each folder.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jdsl.diagnostics.diagnostic import Diagnostic, Severity
    from jdsl.errors import JdslError, UsageError
    from jdsl.machine.codec import load_program, program_text
    from jdsl.machine.program import Program
    from jdsl.replay.readers import file_source
    from jdsl.replay.report import Report
    from jdsl.replay.run import run
    from jdsl.simulate.scenario import Outcome
    from jdsl.syntax import format_source
    from jdsl.workspace import Snapshot, Workspace

__version__ = "0.1.0"

__all__ = [
    "Diagnostic",
    "JdslError",
    "Outcome",
    "Program",
    "Report",
    "Severity",
    "Snapshot",
    "UsageError",
    "Workspace",
    "__version__",
    "file_source",
    "format_source",
    "load_program",
    "program_text",
    "run",
]

_ROOMS = {
    "Diagnostic": "jdsl.diagnostics.diagnostic",
    "JdslError": "jdsl.errors",
    "Outcome": "jdsl.simulate.scenario",
    "Program": "jdsl.machine.program",
    "Report": "jdsl.replay.report",
    "Severity": "jdsl.diagnostics.diagnostic",
    "Snapshot": "jdsl.workspace",
    "UsageError": "jdsl.errors",
    "Workspace": "jdsl.workspace",
    "file_source": "jdsl.replay.readers",
    "format_source": "jdsl.syntax",
    "load_program": "jdsl.machine.codec",
    "program_text": "jdsl.machine.codec",
    "run": "jdsl.replay.run",
}


def __getattr__(name: str) -> object:
    """Load a public name from the room that has it."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(_ROOMS[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return __all__
