"""Finds small cases for faults that only random ones catch: `python -m tests.faults.record [SEEDS [WORD…]]`.

Goes through the listed faults (those whose name holds one of the words), and where neither a recorded case nor a table
catches one, looks through so many seeds of each kind, shrinks a case that does, and writes it to `cases/`.
"""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from tests.faults.bench import OWN, OWN_CASES, Laid, bench, is_sound, lay
from tests.faults.changes import Change, apply
from tests.faults.listed import FAULTS
from tests.faults.trial import load, shows, too_long, verdict
from tests.oracle.cases import Case, write_case
from tests.oracle.compiled import run_compiled
from tests.oracle.dates import make_dates_case
from tests.oracle.generate import make_case
from tests.oracle.sends import make_sending_case
from tests.oracle.shrink import shrink

TRIES = 1200
CATCHES = 4
"""Of so many cases that catch a fault the smallest is shrunk."""


def catches(change: Change, case: Case, lower: Callable[..., Any], run_program: Callable[..., Any]) -> Laid | None:
    """The case laid ready, if the readings agree on it and the change shows in it."""
    try:
        laid = lay(OWN, case) if case.events else None
        if (
            laid is None
            or run_compiled(laid.model, laid.contacts, laid.events, laid.from_ms, laid.until_ms) != laid.expected
        ):
            return None
    except (AssertionError, KeyError, ValueError):
        return None  # not valid, or events name what has been left out
    return None if shows(change, laid, lower, run_program) is None else laid


def record(change: Change, seeds: Sequence[int]) -> Path | None:
    """Find, shrink and write a case that catches the change; where it stands."""
    lower, run_program = load(change)

    def does(case: Case) -> bool:
        return catches(change, case, lower, run_program) is not None

    found: list[Case] = []
    for case in chain.from_iterable(map(make, seeds) for make in (make_case, make_sending_case, make_dates_case)):
        if does(case):
            found.append(case)
            if len(found) == CATCHES:
                break
    if not found:
        return None
    small = shrink(min(found, key=_size), does, TRIES)
    laid = lay(OWN, small)
    assert laid is not None
    slug = re.sub(r"[^a-z0-9]+", "-", change.name.lower()).strip("-")
    path = OWN_CASES / f"{slug[:70].rstrip('-')}.json"
    if path.exists():
        path = path.with_stem(f"{path.stem}-too")
    write_case(path, small, {"effects": laid.expected}, f"Catches: {change.name}.")
    return path


def _size(case: Case) -> int:
    return len(case.events) + sum(text.count("\n") for text in case.files.values())


def main(words: Sequence[str]) -> Iterator[str]:
    signal.signal(signal.SIGVTALRM, too_long)
    seeds = range(int(words[0]) if words else 580)
    cases = [laid for laid in bench(()) if is_sound(laid)]
    for fault in FAULTS:
        if words[1:] and not any(word in fault.name for word in words[1:]):
            continue
        change = apply(fault)
        if verdict(change, cases).caught is not None:
            continue
        path = record(change, seeds)
        yield f"{fault.name}: {'no seed catches it' if path is None else path.name}"
        cases = [laid for laid in bench(()) if is_sound(laid)]


if __name__ == "__main__":
    for line in main(sys.argv[1:]):
        print(line, flush=True)  # noqa: T201
