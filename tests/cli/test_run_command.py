"""`jdsl run` on the command line: what it takes, what it shows, how it ends."""

import gzip
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from jdsl.cli.run_command import run_command
from jdsl.errors import UsageError

JOURNEY = "when clicked teaser then send whitepaper after 2d\n"
EVENTS = [
    {"contact": "ann", "time": "2026-03-02T09:00:00+01:00", "event": "clicked", "subject": "teaser"},
    {"contact": "bob", "time": "2026-03-05T09:00:00Z", "event": "clicked", "subject": "teaser"},
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("welcome.journey").write_text(JOURNEY, encoding="utf-8")
    write("events.jsonl", EVENTS)
    return tmp_path


def write(name: str, lines: list[dict[str, object]]) -> None:
    Path(name).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def jdsl_run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(run_command, arguments, input=stdin, catch_exceptions=False)


@pytest.mark.usefixtures("folder")
def test_the_report_is_shown() -> None:
    result = jdsl_run("welcome.journey", "--events", "events.jsonl")
    assert result.exit_code == 0
    assert "welcome\n  entered" in result.stdout
    assert "sent whitepaper" in result.stdout
    assert "period    2026-03-02T08:00:00.000Z to 2026-03-05T09:00:00.000Z\n" in result.stdout


@pytest.mark.usefixtures("folder")
def test_the_settings_name_events_and_contacts() -> None:
    settings = '[history]\nevents = ["events.jsonl"]\ncontacts = "contacts.jsonl"\n'
    Path("jdsl.toml").write_text(settings, encoding="utf-8")
    write("contacts.jsonl", [{"contact": "cleo"}])
    given = jdsl_run(".", "--events", "events.jsonl", "--contacts", "contacts.jsonl")
    assert jdsl_run(".").stdout == given.stdout
    assert jdsl_run("welcome.journey").stdout == given.stdout
    write("other.jsonl", EVENTS[:1])
    assert jdsl_run(".", "--events", "other.jsonl").stdout != given.stdout
    write("contacts.jsonl", [{"contact": "ann"}])
    assert jdsl_run(".", "--contacts", "contacts.jsonl").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_without_events_nothing_runs() -> None:
    Path("jdsl.toml").write_text('[history]\ncontacts = "contacts.jsonl"\n', encoding="utf-8")
    with pytest.raises(click.MissingParameter):
        run_command.main(["welcome.journey"], standalone_mode=False)


@pytest.mark.usefixtures("folder")
def test_effects_go_to_a_file_packed_or_not_or_to_standard_output() -> None:
    assert jdsl_run("welcome.journey", "--events", "events.jsonl", "--effects", "out.jsonl").exit_code == 0
    lines = Path("out.jsonl").read_bytes()
    effects = [json.loads(line) for line in lines.splitlines()]
    assert [(effect["contact"], effect["effect"], effect["time"]) for effect in effects] == [
        ("ann", "enter", "2026-03-02T08:00:00.000Z"),
        ("ann", "send", "2026-03-04T08:00:00.000Z"),
        ("ann", "complete", "2026-03-04T08:00:00.000Z"),
        ("bob", "enter", "2026-03-05T09:00:00.000Z"),
    ]
    packed: list[bytes] = []
    for _ in range(2):
        assert jdsl_run("welcome.journey", "--events", "events.jsonl", "--effects", "out.jsonl.gz").exit_code == 0
        packed.append(Path("out.jsonl.gz").read_bytes())
    assert packed[0] == packed[1]
    assert gzip.decompress(packed[0]) == lines
    shown = jdsl_run("welcome.journey", "--events", "events.jsonl", "--effects", "-")
    assert shown.stdout.encode() == lines
    assert "sent whitepaper" in shown.stderr
    assert {path.name for path in Path().iterdir()} == {"welcome.journey", "events.jsonl", "out.jsonl", "out.jsonl.gz"}


@pytest.mark.usefixtures("folder")
def test_events_come_from_standard_input_packed_or_not() -> None:
    plain = Path("events.jsonl").read_bytes()
    usual = jdsl_run("welcome.journey", "--events", "events.jsonl").stdout
    assert jdsl_run("welcome.journey", "--events", "-", stdin=plain).stdout == usual
    assert jdsl_run("welcome.journey", "--events", "-", stdin=gzip.compress(plain)).stdout == usual


CSV = """\
contact,time,event,subject
ann,2026-03-02T09:00:00+01:00,clicked,teaser
bob,2026-03-05T09:00:00Z,clicked,teaser
"""


@pytest.mark.usefixtures("folder")
def test_events_and_effects_are_csv_where_the_name_or_the_option_says_so() -> None:
    written = CSV.encode()
    Path("events.csv").write_bytes(written)
    Path("excel.csv").write_bytes(b"\xef\xbb\xbf" + written.replace(b",", b";").replace(b"\n", b"\r\n"))
    Path("events.csv.gz").write_bytes(gzip.compress(written))
    Path("events.txt").write_bytes(written)
    usual = jdsl_run("welcome.journey", "--events", "events.jsonl", "--effects", "-").stdout
    for name in ("events.csv", "excel.csv", "events.csv.gz"):
        assert jdsl_run("welcome.journey", "--events", name, "--effects", "-").stdout == usual
    assert jdsl_run("welcome.journey", "--events", "events.csv", "--effects", "out.csv").exit_code == 0
    effects = Path("out.csv").read_bytes()
    assert effects.startswith(b"id,time,contact,journey,effect,name,reason,value,values,file,line\r\nwelcome:1:")
    assert effects.count(b"\r\n") == usual.count("\n") + 1
    assert jdsl_run("welcome.journey", "--events", "events.csv", "--effects", "out.csv.gz").exit_code == 0
    assert gzip.decompress(Path("out.csv.gz").read_bytes()) == effects
    # Where no name says so, the option does: standard input and output, and files called anyhow.
    piped = jdsl_run("welcome.journey", "--events", "-", "--effects", "-", "--format", "csv", stdin=written)
    assert piped.stdout_bytes == effects
    assert jdsl_run("welcome.journey", "--events", "events.txt", "--effects", "x.jsonl", "--format=csv").exit_code == 0
    assert Path("x.jsonl").read_text(encoding="utf-8") == usual
    assert "cannot be read from character 1" in jdsl_run("welcome.journey", "--events", "events.txt").stdout


@pytest.mark.usefixtures("folder")
def test_contacts_are_csv_where_the_name_says_so() -> None:
    Path("catalog.journey").write_text('channel news "News"\nattribute country one of CZ, DE\n', encoding="utf-8")
    Path("contacts.csv").write_text(
        "contact;country;subscriptions;unsubscribed\ncid;CZ;news;\ndan;FR;news;yes\n", encoding="utf-8"
    )
    result = jdsl_run(".", "--events", "events.jsonl", "--contacts", "contacts.csv", "--strict")
    assert result.exit_code == 1
    assert "contacts  4\n" in result.stdout
    assert 'contacts.csv:3: `country` is "FR", which is none of CZ, DE\n' in result.stdout


@pytest.mark.usefixtures("folder")
def test_a_report_in_json_is_all_of_standard_output() -> None:
    Path("offer.journey").write_text("when clicked teaser then exit\n", encoding="utf-8")
    result = jdsl_run(".", "--events", "events.jsonl", "--effects", "out.jsonl", "--report", "json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert list(report) == ["from", "until", "contacts", "overflows", "journeys", "events", "contact_lines", "clean"]
    offer, welcome = report["journeys"]
    assert (welcome["visits"], welcome["sent"], offer["exits"]) == (2, {"whitepaper": 1}, {"": 2})
    assert (report["events"]["lines"], report["clean"]) == (2, True)
    write("odd.jsonl", [{"contact": "cid", "time": 0, "event": "klicked\ud800"}])
    result = jdsl_run("welcome.journey", "--events", "odd.jsonl", "--report", "json", "--strict")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["events"]["findings"][0]["cause"] == "no event is called `klicked\ud800`"
    assert "--strict" in result.stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [
        ("welcome.journey", "--events", "1.jsonl", "2.jsonl"),
        ("welcome.journey", "--events", "1.jsonl", "--events", "2.jsonl"),
        ("welcome.journey", "--events=1.jsonl", "2.jsonl", "--strict"),
        ("--events", "1.jsonl", "2.jsonl", "welcome.journey"),
        ("--events", "1.jsonl", "2.jsonl", "."),
        (".", "--strict", "--events", "1.jsonl", "2.jsonl", "--from", "2026-03-02"),
    ],
)
def test_several_files_of_events(arguments: tuple[str, ...]) -> None:
    write("1.jsonl", EVENTS[:1])
    write("2.jsonl", EVENTS[1:])
    result = jdsl_run(*arguments)
    assert result.exit_code == 0
    assert "handled            2\n" in result.stdout


@pytest.mark.usefixtures("folder")
def test_contacts_and_the_range() -> None:
    write("contacts.jsonl", [{"contact": "cid"}])
    result = jdsl_run(
        "welcome.journey", "--events", "events.jsonl", "--contacts", "contacts.jsonl",
        "--from", "2026-03-01", "--until", "2026-03-04T09:00:00+01:00",
    )  # fmt: skip
    assert result.exit_code == 0
    assert "contacts  2\n" in result.stdout
    assert "outside the range  1\n" in result.stdout
    assert "sent whitepaper   1\n" in result.stdout


@pytest.mark.usefixtures("folder")
def test_strict_makes_odd_data_an_error_and_reports_all_the_same() -> None:
    write("odd.jsonl", [*EVENTS, {"contact": "cid", "time": 0, "event": "klicked"}])
    assert jdsl_run("welcome.journey", "--events", "odd.jsonl").exit_code == 0
    result = jdsl_run("welcome.journey", "--events", "odd.jsonl", "--strict")
    assert result.exit_code == 1
    assert "odd.jsonl:3: no event is called `klicked`" in result.stdout
    assert "--strict" in result.stderr
    assert jdsl_run("welcome.journey", "--events", "events.jsonl", "--strict").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_files_with_errors_do_not_run() -> None:
    Path("welcome.journey").write_text("when clicked teaser then sned whitepaper\n", encoding="utf-8")
    result = jdsl_run("welcome.journey", "--events", "events.jsonl")
    assert result.exit_code == 1
    assert "welcome.journey:1" in result.stderr
    assert result.stdout == ""


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("none.journey", "--events", "events.jsonl"), "there is no such file"),
        (("welcome.journey", "--events", "none.jsonl"), "there is no file none.jsonl"),
        (("welcome.journey", "--events", "-", "-"), "standard input can be read only once"),
        (("-", "--events", "-"), "standard input can be read only once"),
        (("welcome.journey", "--events", "events.jsonl", "--effects", "events.jsonl"), "is read by this run"),
        (("welcome.journey", "--events", "events.jsonl", "--effects", "none/out.jsonl"), "cannot be written"),
        (("welcome.journey", "--events", "events.jsonl", "--effects", "-", "--report", "json"), "name a file for the"),
        (
            ("welcome.journey", "--events", "events.jsonl", "--from", "2027-01-01", "--until", "2026-12-31"),
            "^the run would start at 2027-01-01T00:00:00.000Z, after its end at 2026-12-31T00:00:00.000Z$",
        ),
    ],
)
def test_wrong_use_is_one_sentence(arguments: tuple[str, ...], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        jdsl_run(*arguments)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("moment", ["yesterday", "2026-03-02T09:00:00", "2026-02-30", "1e3"])
def test_a_moment_that_is_none(moment: str) -> None:
    result = jdsl_run("welcome.journey", "--events", "events.jsonl", "--from", moment)
    assert result.exit_code == 2
    assert f"`{moment}`" in result.stderr


@pytest.mark.usefixtures("folder")
def test_a_file_runs_alone_with_the_names_of_its_workspace() -> None:
    Path("jdsl.toml").write_text("", encoding="utf-8")
    Path("welcome.journey").write_text(
        "when clicked teaser\n  start goodbye\n  if in journey goodbye then send whitepaper\n", encoding="utf-8"
    )
    Path("goodbye.journey").write_text(
        'stage last\n  wait 1d\n  send farewell\n\nscenario "none"\n  day 0 clicked teaser\n  expect nothing else\n',
        encoding="utf-8",
    )
    alone = jdsl_run("welcome.journey", "--events", "events.jsonl", "--effects", "out.jsonl")
    assert alone.exit_code == 0, alone.stderr
    effects = [json.loads(line) for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [effect["effect"] for effect in effects] == ["enter", "complete"] * 2
    assert "goodbye" not in alone.stdout
    together = jdsl_run(".", "--events", "events.jsonl", "--effects", "out.jsonl")
    assert together.exit_code == 0
    assert '"farewell"' in Path("out.jsonl").read_text(encoding="utf-8")


@pytest.mark.usefixtures("folder")
def test_a_journey_may_come_in_on_standard_input() -> None:
    usual = jdsl_run("welcome.journey", "--events", "events.jsonl").stdout
    piped = jdsl_run("-", "--events", "events.jsonl", stdin=JOURNEY.encode())
    assert piped.exit_code == 0
    assert piped.stdout.count("sent whitepaper") == usual.count("sent whitepaper") == 1
    with pytest.raises(UsageError, match=r"^\. and standard input are two workspaces"):
        jdsl_run("welcome.journey", "-", "--events", "events.jsonl", stdin=b"")


@pytest.mark.usefixtures("folder")
def test_of_journeys_with_errors_the_errors_are_counted() -> None:
    """A hint, as that emails are inferred, is not shown by this command."""
    Path("bad.journey").write_text("when clicked teaser then send a then sned b\n", encoding="utf-8")
    result = jdsl_run("bad.journey", "--events", "events.jsonl")
    assert result.exit_code == 1
    assert result.stderr.startswith("error[unknown-keyword]")
    assert "hint[" not in result.stderr
    assert result.stderr.endswith("\n\n1 error in 2 files: nothing was done\n")
    assert result.stdout == ""


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("text", ["", "# nothing yet\n", "email teaser\n"])
def test_a_folder_without_a_journey_has_nothing_to_run(text: str) -> None:
    Path("welcome.journey").write_text(text, encoding="utf-8")
    for path in (".", "welcome.journey"):
        with pytest.raises(UsageError, match=f"^{path}: there is no journey to run$"):
            jdsl_run(path, "--events", "events.jsonl")


@pytest.mark.usefixtures("folder")
def test_what_is_said_of_contacts_and_not_in_the_catalog_is_counted_and_told() -> None:
    write("contacts.jsonl", [{"contact": "ann", "email": "a@b.example"}, {"contact": "bob", "city": "Brno"}])
    arguments = ("welcome.journey", "--events", "events.jsonl", "--contacts", "contacts.jsonl")
    result = jdsl_run(*arguments)
    assert result.exit_code == 0
    account = result.stdout.partition("contacts file\n")[2]
    assert "handled        2\n" in account
    assert "unknown names  1  in these lines\n" in account
    assert "contacts.jsonl:2: no attribute is called `city`\n" in account
    strict = jdsl_run(*arguments, "--strict")
    assert (strict.exit_code, strict.stdout) == (1, result.stdout)
    assert strict.stderr == "error: the data are not clean (the report says where), and --strict asks for that\n"
