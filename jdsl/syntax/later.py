"""Words of the language that this version does not read yet, or reads and does not carry out."""

from __future__ import annotations

from jdsl.diagnostics.catalogue import NOT_YET
from jdsl.diagnostics.diagnostic import Diagnostic
from jdsl.syntax.keywords import BY_SPELLING
from jdsl.syntax.repair import saying
from jdsl.text.span import Span


def not_yet(spelling: str, span: Span) -> Diagnostic:
    """That this version does not read `spelling`; its path is still to be filled in (`Diagnostic.moved`)."""
    keyword = BY_SPELLING.get(spelling)
    message = f"`{spelling}` cannot be used yet in this version"
    meaning = "" if keyword is None else f": {keyword.meaning}"
    return saying(NOT_YET, span, message, help_text=f"a later version will read it{meaning}")
