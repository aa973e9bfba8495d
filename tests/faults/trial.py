"""Tries changed modules on the bench: each in a worker process that loads compiler and kernel anew, with the change.

What the compiler makes of a case is not made again for a change of the kernel; for a change of the compiler the kernel
runs only where the program came out different.
"""

from __future__ import annotations

import ast
import gc
import importlib
import multiprocessing
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, FrameType
from typing import Any, NamedTuple

from tests.faults.bench import Laid
from tests.faults.changes import PACKAGE, Change
from tests.faults.pieces import in_pieces

SECONDS_AT_MOST = 4
"""Of processor time, for one case; no case takes a tenth of that."""
BYTES_AT_MOST = 6 << 30
RELOADED = ("jdsl.engine", "jdsl.compiler", "tests.oracle.compiled")
WORKERS = 2
IN_PIECES = {"engine.advance", "engine.blob", "engine.pack", "engine.page"}
"""Modules of which a fault may only show when a run is cut, or a page is packed."""


class Catch(NamedTuple):
    """The first case of all that shows a change, its group, and how."""

    group: str
    case: str
    how: str


@dataclass(frozen=True)
class Verdict:
    """Who caught a change; None if nobody did."""

    name: str
    caught: Catch | None


class TooLongError(BaseException):
    """The changed kernel does not come to an end; no `except Exception` of the changed code may swallow it."""


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, tree: ast.Module) -> None:
        super().__init__(fullname, path)
        self.tree = tree

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.tree, self.path, "exec", dont_inherit=True)


class _Finder(MetaPathFinder):
    """Finds the changed module before all others do."""

    def __init__(self, change: Change) -> None:
        self.fullname = f"jdsl.{change.module}"
        self.path = str(PACKAGE / (change.module.replace(".", "/") + ".py"))
        self.tree = change.tree

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if fullname != self.fullname:
            return None
        return spec_from_file_location(fullname, self.path, loader=_Loader(fullname, self.path, self.tree))


def load(change: Change) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """`lower` and `run_program` with the change in them; where the change is in what keeps a page, run in pieces."""
    for name in [name for name in sys.modules if name.startswith(RELOADED)]:
        del sys.modules[name]
    finder = _Finder(change)
    sys.meta_path.insert(0, finder)
    try:
        lower = importlib.import_module("jdsl.compiler.lower").lower
        compiled = importlib.import_module("tests.oracle.compiled")
        return lower, in_pieces(compiled) if change.module in IN_PIECES else compiled.run_program
    finally:
        sys.meta_path.remove(finder)


def too_long(number: int, frame: FrameType | None) -> None:
    raise TooLongError


def shows(change: Change, laid: Laid, lower: Callable[..., Any], run_program: Callable[..., Any]) -> str | None:
    """How the change shows in a case, None if it does not."""
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS_AT_MOST)
    try:
        program = laid.program
        if change.module.startswith("compiler"):
            program = lower(laid.model)
            if program == laid.program:
                return None
        effects = run_program(program, laid.contacts, laid.events, laid.from_ms, laid.until_ms, is_native=False)
    except TooLongError:
        return "no end"
    except Exception as error:  # noqa: BLE001 - whatever the changed code raises shows the change
        return type(error).__name__
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return None if effects == laid.expected else "other effects"


def verdict(change: Change, cases: Sequence[Laid]) -> Verdict:
    """Try one change in this process, until a case catches it."""
    signal.signal(signal.SIGVTALRM, too_long)
    try:
        lower, run_program = load(change)
    except Exception as error:  # noqa: BLE001 - a module that does not load is caught by every test
        return Verdict(change.name, Catch("loading", "", type(error).__name__))
    for laid in cases:
        how = shows(change, laid, lower, run_program)
        if how is not None:
            return Verdict(change.name, Catch(laid.group, laid.name, how))
    return Verdict(change.name, None)


_WORK: list[tuple[Change, Sequence[Laid]]] = []
"""What the workers find when they are forked."""


def _work(number: int) -> Verdict:
    return verdict(*_WORK[number])


def _begin_work() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_AT_MOST, BYTES_AT_MOST))


def verdicts(changes: Sequence[Change], cases: Sequence[Laid]) -> Iterator[Verdict]:
    """Try all, in order, in forked workers; each loads the changed modules for itself."""
    _WORK[:] = [(change, cases) for change in changes]
    gc.collect()
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(WORKERS, _begin_work) as pool:
            yield from pool.imap(_work, range(len(changes)), chunksize=1)
    finally:
        gc.unfreeze()
        _WORK.clear()
