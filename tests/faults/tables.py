"""What came out, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tests.faults.trial import Verdict

TABLES_TO_SHOW: dict[str, list[str]] = {}
"""Of this run of the tests, by title."""


def table_of_faults(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """A line for each fault: the first case that catches it."""
    counts: Counter[str] = Counter()
    for verdict in verdicts:
        counts[_group(verdict)] += 1
        said = "NOT CAUGHT" if verdict.caught is None else f"{verdict.caught.group}: {verdict.caught.case}"
        yield f"{verdict.name:<100} {said}"
    yield f"{counts.total()} faults; caught first by " + _said(counts)


def table_of_mutants(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """How many mutants each group of cases is the first to catch, and the survivors."""
    counts: Counter[str] = Counter()
    for verdict in verdicts:
        counts[_group(verdict)] += 1
        if verdict.caught is None:
            yield f"SURVIVED {verdict.name}"
    yield f"{counts.total()} mutants; caught first by " + _said(counts)


def _group(verdict: Verdict) -> str:
    return "nobody" if verdict.caught is None else verdict.caught.group


def _said(counts: Counter[str]) -> str:
    return ", ".join(f"{name}: {count}" for name, count in counts.items())
