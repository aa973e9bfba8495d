"""`jdsl test --junit`: what other tools read of how scenarios went (REFERENCE §13.6)."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

JOURNEY = """\
email whitepaper
page pricing

journey nurture
  enter when visited pricing

  stage reading
    send whitepaper after 2d
    exit "read"

scenario "the whitepaper follows" for nurture
  day 0 at 09:00 visited pricing
  day 1 at 09:00 expect send whitepaper
  expect nothing else

scenario "it takes 2 d & no more: <read>" for nurture
  day 0 at 09:00 visited pricing
  day 2 at 09:00 expect send whitepaper
"""

FURTHER = """\
scenario "nothing without a visit" for nurture
  day 0 at 09:00 opened whitepaper
  expect nothing else
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "nurture.journey").write_text(JOURNEY, encoding="utf-8")
    (tmp_path / "further.journey").write_text(FURTHER, encoding="utf-8")
    return tmp_path


def jdsl_test(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """One run of the command in that folder, as a shell makes it."""
    project = Path(__file__).parents[2]
    return subprocess.run(
        [sys.executable, "-m", "jdsl", "test", *arguments],
        input=stdin,
        capture_output=True,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(project)},
        timeout=120,
    )


def counts(element: Element) -> tuple[str | None, ...]:
    return tuple(element.get(name) for name in ("tests", "failures", "errors"))


def test_a_suite_for_each_file_and_a_case_for_each_scenario(folder: Path) -> None:
    run = jdsl_test(folder, "--junit", "report.xml")
    report = fromstring((folder / "report.xml").read_bytes())
    assert (report.tag, counts(report)) == ("testsuites", ("3", "1", "0"))
    assert [(suite.tag, suite.get("name"), counts(suite)) for suite in report] == [
        ("testsuite", "further.journey", ("1", "0", "0")),
        ("testsuite", "nurture.journey", ("2", "1", "0")),
    ]
    assert [case.attrib for case in report.iter("testcase")] == [
        {
            "classname": "further.journey",
            "name": "nothing without a visit",
            "file": "further.journey",
            "line": "1",
        },
        {
            "classname": "nurture.journey",
            "name": "the whitepaper follows",
            "file": "nurture.journey",
            "line": "11",
        },
        {
            "classname": "nurture.journey",
            "name": "it takes 2 d & no more: <read>",
            "file": "nurture.journey",
            "line": "16",
        },
    ]
    assert "1 of 3 scenarios failed" in run.stdout.decode()
    assert run.returncode == 1


def test_a_failure_holds_both_timelines(folder: Path) -> None:
    jdsl_test(folder, "--junit", "report.xml")
    (case,) = (case for case in fromstring((folder / "report.xml").read_bytes()).iter("testcase") if len(case))
    (failure,) = case
    assert failure.tag == "failure"
    assert failure.get("message") == (
        "day 1 at 09:00: expected send whitepaper, got nothing; day 2 at 09:00: expected nothing, got send whitepaper; "
        'day 2 at 09:00: expected nothing, got exit "read"'
    )
    assert (failure.text or "").split("\n") == [
        "",
        "                  expected                  got",
        "> day 0 at 09:00  visited pricing  line 12",
        "  day 0 at 09:00                            enter            line 5",
        "✗ day 1 at 09:00  send whitepaper  line 13  nothing",
        "✗ day 2 at 09:00  nothing                   send whitepaper  line 8",
        '✗ day 2 at 09:00  nothing                   exit "read"      line 9',
        "",
    ]


def test_equal_runs_are_equal_bytes_and_there_is_no_time_in_them(folder: Path) -> None:
    reports: list[bytes] = []
    for number in range(2):
        jdsl_test(folder, "--junit", f"{number}.xml")
        reports.append((folder / f"{number}.xml").read_bytes())
    assert reports[0] == reports[1]
    assert reports[0].endswith(b"</testsuites>\n")
    assert not {"time", "timestamp"} & {name for element in fromstring(reports[0]).iter() for name in element.attrib}


def test_standard_output_is_the_report_alone(folder: Path) -> None:
    run = jdsl_test(folder, ".", "--junit", "-")
    assert counts(fromstring(run.stdout)) == ("3", "1", "0")
    assert "✗ the whitepaper follows" in run.stderr.decode()
    assert run.returncode == 1


def test_files_are_named_as_they_can_be_opened(folder: Path) -> None:
    run = jdsl_test(folder.parent, f"{folder.name}/further.journey", "--junit", "-")
    (case,) = fromstring(run.stdout).iter("testcase")
    assert (case.get("classname"), case.get("file")) == ("further.journey", f"{folder.name}/further.journey")
    run = jdsl_test(folder, "-", "--junit", "-", stdin=JOURNEY.encode())
    assert {case.get("classname") for case in fromstring(run.stdout).iter("testcase")} == {"standard input"}


def test_what_is_chosen_is_what_is_told(folder: Path) -> None:
    run = jdsl_test(folder, "-k", "visit", "--junit", "-")
    assert counts(fromstring(run.stdout)) == ("1", "0", "0")
    assert run.returncode == 0


def test_each_error_of_the_files_is_one(folder: Path) -> None:
    (folder / "more.journey").write_text("journey more\n  enter when visited pricin\n  stage only\n    move to two\n")
    run = jdsl_test(folder, "--junit", "report.xml")
    report = fromstring((folder / "report.xml").read_bytes())
    assert [(suite.get("name"), counts(suite)) for suite in report] == [("more.journey", ("2", "0", "2"))]
    cases = [*report.iter("testcase")]
    assert [(case.get("name"), case.get("line")) for case in cases] == [
        ("unknown-page (line 2)", "2"),
        ("unknown-stage (line 4)", "4"),
    ]
    errors = [error for case in cases for error in case]
    assert [(error.tag, error.get("type")) for error in errors] == [
        ("error", "unknown-page"),
        ("error", "unknown-stage"),
    ]
    assert all("--> more.journey:" in (error.text or "") for error in errors)
    assert run.stdout == b""
    assert b"no scenario was played" in run.stderr
    assert run.returncode == 1


def test_what_xml_cannot_hold_is_told_by_its_number(folder: Path) -> None:
    text = FURTHER.replace("without a visit", "\x07 \x1b[1m \ufffe \N{SLICE OF PIZZA}")
    (folder / "further.journey").write_text(text, encoding="utf-8")
    run = jdsl_test(folder, "further.journey", "--junit", "-")
    (case,) = fromstring(run.stdout).iter("testcase")
    assert case.get("name") == "nothing \\u0007 \\u001b[1m \\ufffe \N{SLICE OF PIZZA}"


def test_no_scenario_at_all_is_a_report_too(folder: Path) -> None:
    run = jdsl_test(folder, "-", "--junit", "-", stdin=b"journey a\n  enter when purchased\n  stage b\n    wait\n")
    assert counts(fromstring(run.stdout)) == ("0", "0", "0")
    assert run.returncode == 0


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere/report.xml", "nowhere/report.xml cannot be written: no such file or directory"),
        ("..", ".. cannot be written: is a directory"),
        ("nurture.journey", "nurture.journey is read by this run, so the report cannot go there"),
        ("jdsl.toml", "jdsl.toml is read by this run, so the report cannot go there"),
    ],
)
def test_where_it_cannot_be_written_is_said(folder: Path, target: str, said: str) -> None:
    (folder / "jdsl.toml").write_text("")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    run = jdsl_test(folder, "--junit", target)
    assert run.stderr.decode() == f"error: {said}\n"
    assert (run.stdout, run.returncode) == (b"", 2)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_said_in_one_line(folder: Path) -> None:
    run = jdsl_test(folder, "--junit", "/dev/full")
    assert run.stderr.decode() == "error: no space left on device\n"
    assert run.returncode == 1
