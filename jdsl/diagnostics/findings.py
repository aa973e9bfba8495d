"""What a look at some files has found, as one value that every form of output is made from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jdsl.diagnostics.diagnostic import Diagnostic, Severity
from jdsl.text.source import Position, Source
from jdsl.text.span import Span

FORMAT = "jdsl diagnostics"
VERSION = 1
SCHEMA = "findings.schema.json"

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Findings:
    """`sources` has the files by the paths that people see; `file_count` is how many were looked at.

    `elsewhere` are the other files of their workspaces that have errors. `allowed_count` hints and warnings more are
    meant so.
    """

    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source]
    file_count: int
    elsewhere: tuple[str, ...] = ()
    allowed_count: int = 0

    def source(self, path: str) -> Source:
        """That of a file that could not be read is empty."""
        return self.sources.get(path) or Source(path, "")

    def ends(self, path: str, span: Span) -> tuple[Position, Position]:
        """Where a span of the file begins, and where it ends: the place behind its last letter."""
        source = self.source(path)
        most = len(source.text)
        return source.position(min(span.start, most)), source.position(min(max(span.start, span.end), most))


def findings_text(findings: Findings) -> str:
    """The findings as a JSON document, described by `findings.schema.json`: equal findings give equal text.

    It is ASCII, so that no terminal and no reader takes any letter for something else.
    """
    found = [diagnostic.severity for diagnostic in findings.diagnostics]
    document: Json = {
        "format": FORMAT,
        "version": VERSION,
        "files": findings.file_count,
        **{f"{severity.value}s": found.count(severity) for severity in Severity},
        "allowed": findings.allowed_count,
        "elsewhere": list(findings.elsewhere),
        "diagnostics": [_diagnostic(findings, diagnostic) for diagnostic in findings.diagnostics],
    }
    return json.dumps(document, indent=2) + "\n"


def schema_text() -> str:
    """The JSON Schema of such documents."""
    return (Path(__file__).parent / SCHEMA).read_text(encoding="utf-8")


def _diagnostic(findings: Findings, diagnostic: Diagnostic) -> Json:
    own = diagnostic.path
    labels = [
        {"message": label.message, **_place(findings, label.path or own, label.span)} for label in diagnostic.labels
    ]
    fixes = [
        {
            "title": fix.title,
            "certain": fix.certain,
            "edits": [{**_place(findings, edit.path or own, edit.span), "text": edit.text} for edit in fix.edits],
        }
        for fix in diagnostic.fixes
    ]
    return {
        "code": diagnostic.code.slug,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "help": diagnostic.help,
        **_place(findings, own, diagnostic.span),
        "labels": labels,
        "fixes": fixes,
    }


def _place(findings: Findings, path: str, span: Span) -> Json:
    start, end = findings.ends(path, span)
    return {
        "path": path,
        "span": {
            "start": {"offset": span.start, "line": start.line, "column": start.column},
            "end": {"offset": span.end, "line": end.line, "column": end.column},
        },
    }
