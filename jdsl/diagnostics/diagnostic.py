"""What a diagnostic is made of. All spans count from the start of their file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from jdsl.text.span import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem; `slug` never changes and is never used for anything else."""

    slug: str
    severity: Severity
    summary: str
    since: str = "0.1"


@dataclass(frozen=True, slots=True)
class Group:
    """What the codes below it in the catalogue are about, as a heading."""

    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """A place that has to do with it; `path` None: in the diagnostic's own file."""

    span: Span
    message: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in place of `span`; `path` None: in the diagnostic's own file."""

    span: Span
    text: str
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """`certain`: it says the same as the writer meant, so `validate --fix` may apply it unasked."""

    title: str
    edits: tuple[Edit, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """`message` is one complete sentence part in the writer's words; `help` is what could be done about it."""

    code: Code
    path: str
    span: Span
    message: str
    help: str | None = None
    labels: tuple[Label, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def severity(self) -> Severity:
        return self.code.severity

    def moved(self, path: str, by: int) -> Diagnostic:
        """The same finding in the file `path`, its places there `by` code points further on."""
        labels = tuple(
            replace(label, span=label.span.shifted(by)) if label.path is None else label for label in self.labels
        )
        fixes = tuple(replace(fix, edits=tuple(_moved(edit, by) for edit in fix.edits)) for fix in self.fixes)
        return replace(self, path=path, span=self.span.shifted(by), labels=labels, fixes=fixes)


def _moved(edit: Edit, by: int) -> Edit:
    return edit if edit.path is not None else replace(edit, span=edit.span.shifted(by))
