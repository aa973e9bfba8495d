"""Findings as JSON: valid by its own schema, and nothing left out."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from jdsl.diagnostics.catalogue import DECLARED_TWICE, TAB, UNREADABLE
from jdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from jdsl.diagnostics.findings import Findings, findings_text, schema_text
from jdsl.text.source import Source
from jdsl.text.span import Span

TEXT = "\ufeffjourney a\r\n  send 🎈 whitepapr\r\n"
SOURCES = {"a b.journey": Source("a b.journey", TEXT), "c.journey": Source("c.journey", "email x\n")}
MARKED = Span(TEXT.index("whitepapr"), TEXT.index("whitepapr") + len("whitepapr"))

FOUND = Findings(
    (
        Diagnostic(
            DECLARED_TWICE,
            "a b.journey",
            MARKED,
            "no email is called `whitepapr`",
            "did you mean `x`?",
            (Label(Span(6, 7), "one is here", "c.journey"), Label(Span(1, 8), "in this journey")),
            (
                Fix("say `x`", (Edit(MARKED, "x"),), certain=False),
                Fix("declare it", (Edit(Span(0, 0), "email whitepapr\n", "c.journey"),), certain=True),
            ),
        ),
        Diagnostic(UNREADABLE, "gone.journey", Span(3, 4), "this file cannot be read"),
        Diagnostic(TAB, "c.journey", Span(0, 999), "this is all wrong"),
    ),
    SOURCES,
    3,
    ("other.journey",),
    allowed_count=4,
)


def read(findings: Findings) -> dict[str, Any]:
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    document: dict[str, Any] = json.loads(findings_text(findings))
    jsonschema.Draft202012Validator(schema).validate(document)
    return document


def test_all_that_is_known_is_told() -> None:
    document = read(FOUND)
    assert (document["errors"], document["warnings"], document["hints"], document["files"]) == (3, 0, 0, 3)
    assert document["allowed"] == 4
    assert document["elsewhere"] == ["other.journey"]
    first = document["diagnostics"][0]
    assert (first["code"], first["severity"], first["path"]) == ("declared-twice", "error", "a b.journey")
    assert (first["message"], first["help"]) == ("no email is called `whitepapr`", "did you mean `x`?")
    assert [label["path"] for label in first["labels"]] == ["c.journey", "a b.journey"]
    assert [fix["certain"] for fix in first["fixes"]] == [False, True]
    assert [fix["edits"][0]["path"] for fix in first["fixes"]] == ["a b.journey", "c.journey"]


def test_columns_count_code_points_and_no_byte_order_mark() -> None:
    first = read(FOUND)["diagnostics"][0]
    assert first["span"] == {
        "start": {"offset": MARKED.start, "line": 2, "column": 10},
        "end": {"offset": MARKED.end, "line": 2, "column": 19},
    }
    assert first["labels"][1]["span"]["start"] == {"offset": 1, "line": 1, "column": 1}


def test_places_are_never_behind_the_end() -> None:
    gone, wide = read(FOUND)["diagnostics"][1:]
    assert gone["span"]["start"] == {"offset": 3, "line": 1, "column": 1}
    assert (wide["span"]["end"]["line"], wide["span"]["end"]["column"]) == (2, 1)


def test_it_is_ascii_and_the_same_every_time() -> None:
    diagnostic = Diagnostic(UNREADABLE, "\udcff.journey", Span(0, 1), "„ž“ \u2028 \x1b[31m")
    findings = Findings((diagnostic,), {}, 1)
    assert findings_text(findings).isascii()
    assert findings_text(findings) == findings_text(findings)
    assert read(findings)["diagnostics"][0]["message"] == diagnostic.message


def test_nothing_wrong_is_a_document_too() -> None:
    assert read(Findings((), {}, 2))["diagnostics"] == []


@pytest.mark.parametrize("field", ["format", "version", "diagnostics", "elsewhere"])
def test_the_schema_asks_for_each_field(field: str) -> None:
    document = read(FOUND)
    del document[field]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, json.loads(schema_text()))
