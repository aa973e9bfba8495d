"""One finding, with everything that an editor or a terminal shows of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from jdsl.text.edit import Edit
from jdsl.text.span import Span


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding: a row of `catalogue.py`. `name` is a small phrase, never reused."""

    name: str
    severity: Severity
    summary: str
    since: str = "0.1"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Fix:
    """An edit that would mend it. `certain`: it is what was meant, so it may be applied unasked."""

    title: str
    edits: tuple[Edit, ...]
    certain: bool


@dataclass(frozen=True, slots=True)
class Label:
    """Another place that matters, and why."""

    path: str
    span: Span
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """What is wrong where, in the writer's words.

    `message` is one complete sentence on one line, without a full stop, with the writer's text in backticks.
    `span` counts from the start of the file. `help` is one more sentence, what to do about it.
    """

    code: Code
    path: str
    span: Span
    message: str
    help: str | None = None
    related: tuple[Label, ...] = ()
    fixes: tuple[Fix, ...] = ()

    @property
    def severity(self) -> Severity:
        return self.code.severity

    def moved(self, path: str, by: int) -> Diagnostic:
        """The same finding in the file `path`, all its places `by` code points further on."""
        fixes = tuple(replace(fix, edits=tuple(edit.shifted(by) for edit in fix.edits)) for fix in self.fixes)
        related = tuple(Label(path, label.span.shifted(by), label.message) for label in self.related)
        return replace(self, path=path, span=self.span.shifted(by), related=related, fixes=fixes)
