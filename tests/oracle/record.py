"""Records cases on which both readings agree: `python -m tests.oracle.record SEED…`, or `--choose N` to pick N.

Picked are small cases that together hold every construct several times, the rarest first.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.oracle.agreement import Compared, compare
from tests.oracle.cases import CASES, Case, write_case
from tests.oracle.generate import make_case
from tests.oracle.tally import constructs_of, happenings_of

EFFECTS = range(5, 61)
LINES_AT_MOST = 150
TIMES = 3
"""How often a construct is wanted in the corpus."""


@dataclass(frozen=True)
class Candidate:
    case: Case
    compared: Compared
    holds: frozenset[str]


def candidates(seeds: Iterable[int]) -> Iterator[Candidate]:
    for seed in seeds:
        case = make_case(seed)
        lines = sum(text.count("\n") for text in case.files.values())
        compared = compare(case) if lines <= LINES_AT_MOST else None
        if compared is not None and compared.agree and len(compared.oracle) in EFFECTS:
            holds = {*constructs_of(case, compared.model), *happenings_of(compared.oracle)}
            yield Candidate(case, compared, frozenset(holds))


def choose(pool: Sequence[Candidate], number: int) -> list[Candidate]:
    """Each time the one that adds most of what is wanted, rare constructs weighing more."""
    common = Counter(name for candidate in pool for name in candidate.holds)
    wanted = dict.fromkeys(common, TIMES)
    chosen: list[Candidate] = []

    def gain(candidate: Candidate) -> float:
        return sum(1 / common[name] for name in candidate.holds if wanted[name])

    left = list(pool)
    while left and len(chosen) < number:
        best = max(left, key=gain)
        left.remove(best)
        chosen.append(best)
        for name in best.holds:
            wanted[name] = max(0, wanted[name] - 1)
    return chosen


def record(candidate: Candidate) -> None:
    CASES.mkdir(exist_ok=True)
    path = CASES / f"{candidate.case.name}.json"
    write_case(path, candidate.case, {"effects": candidate.compared.oracle})


def main(words: Sequence[str]) -> None:
    if words[:1] == ["--choose"]:
        for candidate in choose(list(candidates(range(2000))), int(words[1])):
            record(candidate)
        return
    for candidate in candidates(int(word) for word in words):
        record(candidate)


if __name__ == "__main__":
    main(sys.argv[1:])
