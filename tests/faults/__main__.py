"""`python -m tests.faults [WORD…]`: who catches each listed fault, of those whose name holds one of the words.

`python -m tests.faults mutants [WORD…]`: the same for the drawn mutants.
"""

from __future__ import annotations

import sys

from tests.faults.bench import bench, is_sound
from tests.faults.changes import apply
from tests.faults.listed import FAULTS
from tests.faults.mutants import drawn
from tests.faults.tables import table_of_faults, table_of_mutants
from tests.faults.trial import verdicts


def main(words: list[str]) -> None:
    mutants = words[:1] == ["mutants"]
    changes = [mutant.change() for mutant in drawn()] if mutants else [apply(fault) for fault in FAULTS]
    chosen = words[1:] if mutants else words
    changes = [change for change in changes if not chosen or any(word in change.name for word in chosen)]
    found = verdicts(changes, [laid for laid in bench() if is_sound(laid)])
    for line in table_of_mutants(found) if mutants else table_of_faults(found):
        print(line, flush=True)  # noqa: T201


main(sys.argv[1:])
