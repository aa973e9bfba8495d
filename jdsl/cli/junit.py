"""How scenarios went as JUnit XML, for what builds and watches projects (REFERENCE §13.6).

A `testsuite` for each file, a `testcase` for each scenario, or for each error where files have errors and nothing can
be played. There are no times in it, so equal runs are equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from jdsl.diagnostics.diagnostic import Severity
from jdsl.diagnostics.render import render
from jdsl.simulate.scenario import Outcome
from jdsl.simulate.timeline import NOTHING, Mark, Row, lay_out, timeline
from jdsl.workspace import STANDARD_INPUT, Workspace

# What XML 1.0 cannot hold, and `\r`, which its readers turn into a line's end.
_UNSPEAKABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report_of_outcomes(workspace: Workspace, outcomes: Sequence[Outcome]) -> ElementTree:
    """Those of one file stand together; the file is named as people who stand in the current folder can open it."""
    suites: list[Element] = []
    for file, of_file in groupby(outcomes, key=lambda outcome: outcome.scenario.place.file):
        suite = Element("testsuite", name=called(file))
        for outcome in of_file:
            scenario = outcome.scenario
            case = _case(suite, called(file), scenario.title, workspace.shown(file), scenario.place.line)
            if not outcome.passed:
                rows = timeline(outcome)
                failure = SubElement(case, "failure", message=_told("; ".join(_what_is_wrong(rows))), type="scenario")
                failure.text = _told("\n".join(["", *(line for _, line in lay_out(rows)), ""]))
        suites.append(suite)
    return _report(suites)


def report_of_errors(workspace: Workspace) -> ElementTree:
    """Why nothing could be played."""
    errors = [one for one in workspace.snapshot.diagnostics if one.severity is Severity.ERROR]
    suites: list[Element] = []
    for file, of_file in groupby(errors, key=lambda error: error.path):
        suite = Element("testsuite", name=called(file))
        for error in of_file:
            line = workspace.snapshot.sources[file].line_of(error.span.start)
            case = _case(suite, called(file), f"{error.code.slug} (line {line})", workspace.shown(file), line)
            found = SubElement(case, "error", message=_told(error.message), type=error.code.slug)
            found.text = _told(f"\n{render(error, workspace.snapshot.sources)}\n")
        suites.append(suite)
    return _report(suites)


def as_bytes(report: ElementTree) -> bytes:
    """The report as a file."""
    out = BytesIO()
    report.write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue() + b"\n"


def called(file: str) -> str:
    """What a file is called where people read of it."""
    return "standard input" if file == STANDARD_INPUT else file


def _case(suite: Element, class_name: str, name: str, file: str, line: int) -> Element:
    said = {"classname": class_name, "name": name, "file": file, "line": str(line)}
    return SubElement(suite, "testcase", {key: _told(value) for key, value in said.items()})


def _report(suites: Sequence[Element]) -> ElementTree:
    report = Element("testsuites", name="jdsl test")
    report.extend(suites)
    for element in (report, *suites):
        for count, each in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            element.set(count, str(sum(1 for _ in element.iter(each))))
    indent(report)
    return ElementTree(report)


def _what_is_wrong(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        if row.mark in (Mark.MISSING, Mark.UNCALLED):
            yield f"{row.when}: expected {row.expected or NOTHING}, got {row.got or NOTHING}"


def _told(text: str) -> str:
    """The text with what XML cannot hold told by its number."""
    return _UNSPEAKABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
