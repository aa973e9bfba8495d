"""The account of what was read: every line is in exactly one of its sums, and what was odd is shown by an example.

It does not grow with the input: what is odd is counted by kind, and kinds are as many as fields and declared names.
"""

from dataclasses import dataclass, field
from enum import Enum


class Oddity(Enum):
    """What can be wrong with a line; the value is how the report says it of many."""

    UNREADABLE = "unreadable lines"
    BAD_FIELD = "bad fields"
    UNKNOWN_NAME = "unknown names"


@dataclass(slots=True)
class Finding:
    """Something odd of one kind: how often, and where and how it came first."""

    oddity: Oddity
    kind: str
    count: int
    file: str
    line: int
    cause: str


@dataclass(slots=True)
class Account:
    """Of event lines, `lines` = `handled` + `repeated` + `outside` + `unreadable`; blank lines are none.

    Of contact lines, `lines` = `handled` + `unreadable`.
    """

    lines: int = 0
    handled: int = 0
    repeated: int = 0
    outside: int = 0
    unreadable: int = 0
    file: str = ""  # what is being read,
    line: int = 0  # and where
    findings: dict[tuple[Oddity, str], Finding] = field(default_factory=dict[tuple[Oddity, str], Finding])

    def note(self, oddity: Oddity, kind: str, cause: str) -> None:
        """Count something odd on the line being read; the first of its kind is kept."""
        if oddity is Oddity.UNREADABLE:
            self.unreadable += 1
        found = self.findings.get((oddity, kind))
        if found is None:
            self.findings[oddity, kind] = Finding(oddity, kind, 1, self.file, self.line, cause)
        else:
            found.count += 1

    def count(self, oddity: Oddity) -> int:
        """How many of all kinds together."""
        return sum(finding.count for finding in self.findings.values() if finding.oddity is oddity)

    @property
    def is_clean(self) -> bool:
        """Whether nothing odd was read at all."""
        return not self.findings
