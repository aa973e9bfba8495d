"""What came out, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tests.faults.bench import CORPUS, OWN, RANDOM, TABLES
from tests.faults.trial import Verdict

GROUPS = (CORPUS, OWN, TABLES, RANDOM)

TABLES_TO_SHOW: dict[str, list[str]] = {}
"""Of this run of the tests, by title."""


def table_of_faults(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """A line for each fault: which groups of cases catch it."""
    counts: Counter[str] = Counter()
    number = 0
    yield f"{'':<100} {' '.join(f'{group:<10}' for group in GROUPS)}"
    for verdict in verdicts:
        number += 1
        counts.update(verdict.caught.keys())
        counts["caught"] += bool(verdict.caught)
        cells = [f"{'yes' if group in verdict.caught else '-':<10}" for group in GROUPS]
        if set(verdict.caught) == {RANDOM}:
            cells[-1] = verdict.caught[RANDOM][0]
        yield f"{verdict.name:<100} {' '.join(cells) if verdict.caught else 'NOT CAUGHT'}".rstrip()
    yield f"{number} faults, {counts['caught']} caught; " + ", ".join(f"{group}: {counts[group]}" for group in GROUPS)


def table_of_mutants(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """How many mutants each group of cases is the first to catch, and the survivors."""
    counts: Counter[str] = Counter()
    for verdict in verdicts:
        counts["mutants"] += 1
        counts[next(iter(verdict.caught), "nobody")] += 1
        if not verdict.caught:
            yield f"SURVIVED {verdict.name}"
    yield ", ".join(f"{name}: {count}" for name, count in counts.items())
