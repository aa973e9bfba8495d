"""Records cases on which both readings agree: `python -m tests.oracle.record NAME…`, or `--choose N` to pick N.

Picked are small cases that together hold every construct several times, the rarest first.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.oracle.agreement import Compared, compare
from tests.oracle.cases import CASES, Case, write_case
from tests.oracle.dates import make_dates_case
from tests.oracle.further import make_further_case
from tests.oracle.generate import make_case
from tests.oracle.meetings import make_meeting_case
from tests.oracle.sends import make_sending_case
from tests.oracle.tally import constructs_of, happenings_of

EFFECTS = range(5, 61)
LINES_AT_MOST = 150
TIMES = 3
"""How often a construct is wanted in the corpus."""

MAKERS = {
    "": make_case,
    "sending": make_sending_case,
    "dates": make_dates_case,
    "further": make_further_case,
    "meeting": make_meeting_case,
}
"""By how names of their cases begin."""


@dataclass(frozen=True)
class Candidate:
    case: Case
    compared: Compared
    holds: frozenset[str]


def made(name: str) -> Case:
    """The case of that name: `12`, or of sending, the calendar and so on: `sending-12`, `dates-12` (`MAKERS`)."""
    kind, _, seed = name.rpartition("-")
    return MAKERS[kind](int(seed))


def candidates(names: Iterable[str]) -> Iterator[Candidate]:
    for name in names:
        case = made(name)
        lines = sum(text.count("\n") for text in case.files.values())
        compared = compare(case) if lines <= LINES_AT_MOST else None
        if compared is not None and compared.agree and len(compared.oracle) in EFFECTS:
            holds = {*constructs_of(case, compared.model), *happenings_of(compared.oracle), *compared.noted}
            yield Candidate(case, compared, frozenset(holds))


def choose(pool: Sequence[Candidate], number: int) -> Iterator[tuple[Candidate, list[str]]]:
    """Each time the one that adds most of what is wanted, rare constructs weighing more; and the rarest it adds."""
    common = Counter(name for candidate in pool for name in candidate.holds)
    wanted = dict.fromkeys(common, TIMES)

    def gain(candidate: Candidate) -> float:
        return sum(1 / common[name] for name in candidate.holds if wanted[name])

    left = list(pool)
    for _ in range(min(number, len(left))):
        best = max(left, key=gain)
        left.remove(best)
        yield best, sorted((name for name in best.holds if wanted[name]), key=lambda name: (common[name], name))[:3]
        for name in best.holds:
            wanted[name] = max(0, wanted[name] - 1)


def record(candidate: Candidate, name: str, about: str) -> None:
    CASES.mkdir(exist_ok=True)
    write_case(CASES / f"{name}.json", candidate.case, {"effects": candidate.compared.oracle}, about)


def main(words: Sequence[str]) -> None:
    if words[:1] == ["--choose"]:
        pool = list(candidates(f"{kind}-{seed}".removeprefix("-") for seed in range(1000) for kind in MAKERS))
        for number, (candidate, rare) in enumerate(choose(pool, int(words[1])), start=1):
            record(candidate, f"drawn-{number:02}", "drawn at random; holds " + ", ".join(rare))
        return
    for candidate in candidates(words):
        record(candidate, candidate.case.name, "drawn at random")


if __name__ == "__main__":
    main(sys.argv[1:])
