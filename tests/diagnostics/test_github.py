"""Workflow commands as GitHub reads them."""

from __future__ import annotations

import pytest

from jdsl.diagnostics.catalogue import INFERRED_TAGS, POSSIBLE_CIRCLE, UNREADABLE
from jdsl.diagnostics.diagnostic import Code, Diagnostic
from jdsl.diagnostics.findings import Findings
from jdsl.diagnostics.github import workflow_commands
from jdsl.text.source import Source
from jdsl.text.span import Span

TEXT = "journey a\n  send x\n"


def told(span: Span, message: str = "m", path: str = "a.journey", code: Code = UNREADABLE, **more: object) -> str:
    diagnostic = Diagnostic(code, path, span, message, **more)  # type: ignore[arg-type]
    return workflow_commands(Findings((diagnostic,), {path: Source(path, TEXT)}, 1))


def test_a_line() -> None:
    assert told(Span(12, 16), "no email is called `x`", help="declare it") == (
        "::error file=a.journey,line=2,endLine=2,col=3,endColumn=6,title=unreadable::"
        "no email is called `x`%0Adeclare it\n"
    )


def test_columns_are_told_within_one_line_alone() -> None:
    assert told(Span(0, 15)) == "::error file=a.journey,line=1,endLine=2,title=unreadable::m\n"
    assert "col=3,endColumn=3" in told(Span(12, 12))


@pytest.mark.parametrize(
    ("code", "command"), [(UNREADABLE, "error"), (POSSIBLE_CIRCLE, "warning"), (INFERRED_TAGS, "notice")]
)
def test_each_severity_has_its_command(code: Code, command: str) -> None:
    assert told(Span(0, 1), code=code).startswith(f"::{command} file=")


def test_signs_of_the_command_itself_are_escaped() -> None:
    line = told(Span(0, 1), "50% of a: b, c::d", path="a,b:c%.journey")
    assert line.startswith("::error file=a%2Cb%3Ac%25.journey,line=1,")
    assert line.endswith("::50%25 of a: b, c::d\n")


def test_what_a_file_says_starts_no_command_of_its_own() -> None:
    line = told(Span(0, 1), "bad\n::error::x\r\n\x1b[31m", path="a\n::stop.journey")
    assert line.count("\n") == 1
    assert "\r" not in line
    assert "\x1b" not in line
