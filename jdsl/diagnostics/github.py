"""Findings as workflow commands, which GitHub shows beside the lines of a change."""

from __future__ import annotations

from jdsl.diagnostics.diagnostic import Diagnostic, Severity
from jdsl.diagnostics.findings import Findings
from jdsl.diagnostics.render import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}

# In this order: `%` first, or it would escape what the others have made.
_IN_A_MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_A_PROPERTY = {**_IN_A_MESSAGE, ":": "%3A", ",": "%2C"}


def workflow_commands(findings: Findings) -> str:
    """One line for each diagnostic."""
    return "".join(f"{_annotation(findings, diagnostic)}\n" for diagnostic in findings.diagnostics)


def _annotation(findings: Findings, diagnostic: Diagnostic) -> str:
    start, end = findings.ends(diagnostic.path, diagnostic.span)
    places = {"file": visible(diagnostic.path), "line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line:  # GitHub knows columns within one line alone
        # Both columns are part of the mark, and so the last one is that of its last letter.
        places |= {"col": str(start.column), "endColumn": str(max(start.column, end.column - 1))}
    places["title"] = diagnostic.code.slug
    listed = ",".join(f"{name}={_escaped(value, _IN_A_PROPERTY)}" for name, value in places.items())
    lines = [diagnostic.message, *([diagnostic.help] if diagnostic.help is not None else [])]
    message = _escaped("\n".join(visible(line) for line in lines), _IN_A_MESSAGE)
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{message}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    for sign, escape in signs.items():
        text = text.replace(sign, escape)
    return text
