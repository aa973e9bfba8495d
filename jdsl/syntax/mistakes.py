"""What is wrong with a line that cannot be read, in the reader's words. Spans count from the line's start."""

from __future__ import annotations

from jdsl.diagnostics.catalogue import OUT_OF_RANGE, UNREADABLE
from jdsl.diagnostics.diagnostic import Diagnostic
from jdsl.syntax.leaves import OutOfRange
from jdsl.syntax.parser import Misfit, TooDeep
from jdsl.text.span import Span


def explain(text: str, problem: Misfit | TooDeep | OutOfRange) -> Diagnostic:
    """The one diagnostic of a line."""
    if isinstance(problem, OutOfRange):
        return Diagnostic(OUT_OF_RANGE, "", problem.span, problem.message)
    if isinstance(problem, TooDeep):
        return Diagnostic(OUT_OF_RANGE, "", Span(0, len(text)), "too many parentheses stand in one another")
    return Diagnostic(UNREADABLE, "", Span(problem.start, problem.end), f"expected {problem.expected}")
