"""`jdsl.toml`: which files, how loud, and where the history lies."""

from __future__ import annotations

from pathlib import Path

import pytest

from jdsl.diagnostics.diagnostic import Severity
from jdsl.errors import UsageError
from jdsl.settings import Settings, read_settings
from jdsl.workspace import Workspace
from tests.model.told import told, underlined

RULE = "when visited a then exit\n"
WHOLE = """\
name = "Acme"
take = ["journeys/**"]
leave = ["journeys/drafts/**", "**/*_old.journey"]
[levels]
inferred-pages = "off"
possible-circle = "error"
unused-steps = "hint"
[history]
events = ["data/a.jsonl.gz", "b.jsonl"]
contacts = "data/contacts.csv"
"""


def test_all_keys() -> None:
    assert read_settings(WHOLE) == (
        Settings(
            "Acme",
            ("journeys/**",),
            ("journeys/drafts/**", "**/*_old.journey"),
            {"inferred-pages": None, "possible-circle": Severity.ERROR, "unused-steps": Severity.HINT},
            ("data/a.jsonl.gz", "b.jsonl"),
            "data/contacts.csv",
        ),
        [],
    )


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing\r\n", "[levels]\n[history]\n"])
def test_all_are_optional(text: str) -> None:
    assert read_settings(text) == (Settings(), [])


def test_one_path_is_a_list_of_one() -> None:
    assert read_settings('[history]\nevents = "a.jsonl"\n')[0].events == ("a.jsonl",)


@pytest.mark.parametrize(
    ("pattern", "fits", "fits_not"),
    [
        ("**", ["a.journey", "a/b/c.journey"], []),
        ("*.journey", ["a.journey"], ["a/b.journey"]),
        ("a/**", ["a/b.journey", "a/b/c.journey"], ["a.journey", "ab/c.journey"]),
        ("a/*", ["a/b.journey"], ["a/b/c.journey"]),
        ("**/b*.journey", ["b.journey", "a/b.journey", "a/c/bd.journey"], ["a/cb.journey", "b/c.journey"]),
        ("a/**/c.journey", ["a/c.journey", "a/b/d/c.journey"], ["a/b/d/cc.journey"]),
        ("./a.journey", ["a.journey"], ["b.journey"]),
        ("a.journey", ["a.journey"], ["aXjourney", "b/a.journey"]),
    ],
)
def test_patterns(pattern: str, fits: list[str], fits_not: list[str]) -> None:
    taking, leaving = Settings(take=(pattern,)), Settings(leave=(pattern,))
    for name in fits:
        assert (taking.takes(name), leaving.takes(name)) == (True, False)
    for name in fits_not:
        assert (taking.takes(name), leaving.takes(name)) == (False, True)


LEVELS = '`"error"`, `"warning"`, `"hint"`, `"off"`'


@pytest.mark.parametrize(
    ("text", "code", "place", "message"),
    [
        ('nam = "x"', "unknown-setting", "nam", "no setting is called `nam`"),
        ('[histroy]\nevents = "x"', "unknown-setting", "histroy", "no setting is called `histroy`"),
        ('[history]\nevent = "x"', "unknown-setting", "event", "no setting is called `event`"),
        ('[levels]\nunused-step = "off"', "unknown-setting", "unused-step", "no diagnostic is called `unused-step`"),
        ("name = 5 # five", "wrong-setting", "5", "`name` is a text in quotes, and this is something else"),
        (
            'take = "x"',
            "wrong-setting",
            '"x"',
            '`take` is a list of patterns, such as `["journeys/**"]`, and this is something else',
        ),
        (
            'leave = ["x", 5]',
            "wrong-setting",
            '["x", 5]',
            '`leave` is a list of patterns, such as `["journeys/**"]`, and this is something else',
        ),
        ("levels = 5", "wrong-setting", "5", "`levels` is a group of settings"),
        (
            '[levels]\nunused-steps = "loud"',
            "wrong-setting",
            '"loud"',
            f"a level is one of {LEVELS}, and this is something else",
        ),
        (
            '[levels]\nunknown-page = "off"',
            "wrong-setting",
            '"off"',
            "`unknown-page` is an error, and stays one: what has it cannot be run",
        ),
        (
            "[history]\ncontacts = [\n]",
            "wrong-setting",
            "[",
            "`contacts` is a path in quotes, and this is something else",
        ),
        (
            "[history]\nevents = 5",
            "wrong-setting",
            "5",
            "`events` is a path in quotes, or a list of them, and this is something else",
        ),
        (
            "name = Acme\n",
            "unreadable",
            "Acme",
            "the settings cannot be read from here on: invalid value",
        ),
    ],
)
def test_what_does_not_fit(text: str, code: str, place: str, message: str) -> None:
    found = Workspace.from_texts({"x.journey": "page a\nwhen visited a then exit\n"}, text).snapshot
    assert told(found) == [(code, place, message)]
    assert (found.model is None) is (code != "unknown-setting")
    assert found.diagnostics[0].path == "jdsl.toml"


def test_an_error_may_be_said_to_be_one() -> None:
    assert read_settings('[levels]\nunknown-page = "error"\n')[1] == []


def test_the_nearest_is_suggested() -> None:
    (found,) = read_settings('[levels]\nunused-step = "off"\n')[1]
    assert found.help == "did you mean `unused-steps`?"
    (edit,) = found.fixes[0].edits
    assert edit.text == "unused-steps"


@pytest.mark.parametrize(
    ("level", "severities", "runs"),
    [
        ("off", [], True),
        ("hint", [Severity.HINT], True),
        ("warning", [Severity.WARNING], True),
        ("error", [Severity.ERROR], False),
    ],
)
def test_how_loud_a_diagnostic_is(level: str, severities: list[Severity], runs: bool) -> None:
    found = Workspace.from_texts({"x.journey": RULE}, f'[levels]\ninferred-pages = "{level}"\n').snapshot
    assert [one.severity for one in found.diagnostics] == severities
    assert (found.model is not None) is runs


def test_settings_themselves_have_levels() -> None:
    text = 'nam = "x"\n[levels]\nunknown-setting = "off"\n'
    assert Workspace.from_texts({"x.journey": "page a\n"}, text).snapshot.diagnostics == ()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "journeys" / "drafts").mkdir(parents=True)
    for name in ("x", "journeys/y", "journeys/y_old", "journeys/drafts/z"):
        (tmp_path / f"{name}.journey").write_text(RULE, encoding="utf-8")
    (tmp_path / "jdsl.toml").write_text(WHOLE, encoding="utf-8")
    return tmp_path


def test_files_that_are_taken_and_left(folder: Path) -> None:
    found = Workspace.load(folder)
    assert list(found.texts) == ["journeys/y.journey"]
    assert found.snapshot.diagnostics == ()
    with pytest.raises(UsageError, match=r"x\.journey: `jdsl\.toml` of this workspace leaves it out"):
        Workspace.load(folder / "x.journey")
    with pytest.raises(UsageError, match=r"drafts: `jdsl\.toml` of this workspace leaves it out"):
        Workspace.load(folder / "journeys" / "drafts")


def test_where_the_history_lies(folder: Path) -> None:
    found = Workspace.load(folder / "journeys" / "y.journey")
    assert found.settings.name == "Acme"
    root = found.root
    assert root is not None
    assert found.history_events == (root / "data" / "a.jsonl.gz", root / "b.jsonl")
    assert found.history_contacts == root / "data" / "contacts.csv"
    (folder / "jdsl.toml").write_text("", encoding="utf-8")
    found = Workspace.load(folder)
    assert (found.history_events, found.history_contacts) == ((), None)


def test_settings_that_are_no_utf_8(folder: Path) -> None:
    (folder / "jdsl.toml").write_bytes(b'name = "Caf\xe9"\n')
    found = Workspace.load(folder)
    codes = [(one.path, one.code.slug) for one in found.snapshot.diagnostics if one.severity is Severity.ERROR]
    assert codes == [("jdsl.toml", "other-encoding")]
    (shown,) = [one for one in found.shown_diagnostics if one.severity is Severity.ERROR]
    assert shown.path == (folder / "jdsl.toml").as_posix()
    assert shown.path in found.shown_sources


def test_places_in_the_settings() -> None:
    text = "  'name' = 5\r\n [ levels ]\r\n\"unused-steps\" = true # so\r\n"
    found = Workspace.from_texts({"x.journey": "page a\n"}, text).snapshot
    assert [underlined(found, one) for one in found.diagnostics] == ["5", "true"]
