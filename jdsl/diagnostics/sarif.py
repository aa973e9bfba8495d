"""Findings as SARIF 2.1.0 (errata 01), for what gathers the findings of many tools.

Columns count code points, as everywhere in this house, and the log says so (`columnKind`). The log names no folder of
the machine and no time: equal findings give equal text.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from jdsl.diagnostics.catalogue import ALL_CODES
from jdsl.diagnostics.diagnostic import Code, Diagnostic, Edit, Fix, Severity
from jdsl.diagnostics.findings import Findings, Json
from jdsl.diagnostics.page import page_lines, page_markdown, page_of
from jdsl.text.span import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_FOLDER = "%SRCROOT%"
_OWN_PLACE = "<"


def sarif_text(findings: Findings, *, version: str, folder: Path) -> str:
    """The log as text, in ASCII. `version` is that of jdsl; paths below `folder` are told as seen from there."""
    log = _Log(findings, folder)
    run: Json = {
        "tool": {"driver": {"name": "jdsl", "version": version, "rules": [_rule(code) for code in log.codes]}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_FOLDER: {"description": {"text": "The folder in which jdsl ran."}}},
        "results": [log.result(diagnostic) for diagnostic in findings.diagnostics],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: Code) -> Json:
    return {
        "id": code.slug,
        "shortDescription": {"text": _sentence(code.summary)},
        "help": {"text": "\n".join(page_lines(page_of(code))), "markdown": page_markdown(code)},
        "defaultConfiguration": {"level": _LEVELS[code.severity]},
    }


def _sentence(summary: str) -> str:
    return f"{summary[:1].upper()}{summary[1:]}."


def _message(text: str) -> Json:
    # Within braces stand arguments (SARIF §3.11.5).
    return {"text": text.replace("{", "{{").replace("}", "}}")}


class _Log:
    def __init__(self, findings: Findings, folder: Path) -> None:
        self.findings = findings
        self.folder = folder
        found = {one.code.slug: ALL_CODES.get(one.code.slug, one.code) for one in findings.diagnostics}
        self.codes = [found[slug] for slug in sorted(found)]
        self.index = {code.slug: number for number, code in enumerate(self.codes)}

    def result(self, diagnostic: Diagnostic) -> Json:
        own = diagnostic.path
        said = diagnostic.message if diagnostic.help is None else f"{diagnostic.message}\n{diagnostic.help}"
        result: Json = {
            "ruleId": diagnostic.code.slug,
            "ruleIndex": self.index[diagnostic.code.slug],
            "level": _LEVELS[diagnostic.severity],
            "message": _message(said),
            "locations": [self._location(own, diagnostic.span)],
        }
        if diagnostic.labels:
            result["relatedLocations"] = [
                {
                    "id": number,
                    **self._location(label.path or own, label.span),
                    "message": _message(label.message),
                }
                for number, label in enumerate(diagnostic.labels)
            ]
        if diagnostic.fixes:
            result["fixes"] = [self._fix(own, fix) for fix in diagnostic.fixes]
        return result

    def _fix(self, own: str, fix: Fix) -> Json:
        by_path: dict[str, list[Edit]] = {}
        for edit in fix.edits:
            by_path.setdefault(edit.path or own, []).append(edit)
        changes = [
            {"artifactLocation": self._artifact(path), "replacements": self._replacements(path, edits)}
            for path, edits in by_path.items()
        ]
        return {
            "description": _message(fix.title),
            "artifactChanges": changes,
            "properties": {"certain": fix.certain},
        }

    def _replacements(self, path: str, edits: Iterable[Edit]) -> list[Json]:
        return [
            {"deletedRegion": self._region(path, edit.span), "insertedContent": {"text": edit.text}} for edit in edits
        ]

    def _location(self, path: str, span: Span) -> Json:
        return {"physicalLocation": {"artifactLocation": self._artifact(path), "region": self._region(path, span)}}

    def _region(self, path: str, span: Span) -> Json:
        start, end = self.findings.ends(path, span)
        return {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        }

    def _artifact(self, path: str) -> Json:
        if path.startswith(_OWN_PLACE):  # such as the prelude, which is a part of jdsl
            return {"uri": f"jdsl:{quote(path.strip('<>'))}"}
        absolute = Path(os.path.normpath(self.folder / path))
        if not absolute.is_relative_to(self.folder):
            return {"uri": absolute.as_uri()}
        # Bytes, since the name of a file need not be UTF-8.
        return {"uri": quote(os.fsencode(absolute.relative_to(self.folder).as_posix())), "uriBaseId": _FOLDER}
