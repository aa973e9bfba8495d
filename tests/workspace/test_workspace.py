"""From files to a snapshot."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from jdsl.errors import UsageError
from jdsl.model.model import Exact, ReenterKind, RuleKind, Send, Wait
from jdsl.workspace import Workspace
from tests.model.told import model_of, snapshot, told

RULE = "when clicked product_teaser then send whitepaper after 2d\n"


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / (name.replace("__", "/") + ".journey")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_the_smallest_program() -> None:
    (journey,) = model_of(RULE).journeys
    assert journey.name == "x"
    assert journey.reenter.kind is ReenterKind.NEVER
    (stage,) = journey.stages
    (rule,) = stage.rules
    assert journey.rules == ()
    assert rule.kind is RuleKind.WHEN
    assert [entry.rule for entry in journey.entries] == [0]
    assert journey.entries[0].trigger == rule.trigger
    wait, send = rule.steps
    assert isinstance(wait, Wait)
    assert wait.length == Exact(2 * 86_400_000)
    assert isinstance(send, Send)
    assert send.message == "whitepaper"
    assert RULE[send.place.start : send.place.end] == "send whitepaper after 2d"
    assert send.place.line == 1


def test_a_place_is_the_line_on_which_a_step_begins() -> None:
    (journey,) = model_of("\r\n# about it\r\nwhen clicked a\r\n    then send b\r\n    then send c\r\n").journeys
    assert [step.place.line for step in journey.stages[0].rules[0].steps] == [4, 5]


def test_journeys_look_by_priority_then_name() -> None:
    header = "journey {}\n  priority {}\n  enter when redeemed\n  stage s\n"
    text = "event redeemed\n" + "".join(header.format(*one) for one in (("b", 0), ("a", -5), ("z", 10), ("c", 0)))
    assert [journey.name for journey in model_of(text).journeys] == ["z", "b", "c", "a"]


def test_the_rules_that_are_entries_too() -> None:
    text = (
        "event redeemed\nevent left_it\njourney j\n  when redeemed then move to t\n  after 2d then exit\n  stage s\n"
        "    wait 2d\n    meanwhile\n      whenever left_it then exit\n  stage t\n    when redeemed then exit\n"
    )
    (journey,) = model_of(text).journeys
    assert [(entry.rule, entry.place.line) for entry in journey.entries] == [(0, 4), (2, 9)]


def test_an_enter_line_is_the_only_entry() -> None:
    text = "event redeemed\njourney j\n  enter when redeemed\n  when redeemed then exit\n  stage s\n"
    (journey,) = model_of(text).journeys
    assert [(entry.rule, entry.place.line) for entry in journey.entries] == [(None, 3)]


def test_a_journey_that_is_only_started_has_no_entry() -> None:
    (journey,) = model_of("journey j\n  stage s\n    wait 2d\n").journeys
    assert journey.entries == ()


def test_files_share_their_names() -> None:
    found = snapshot("when clicked a then send b\n", catalog="email a\nemail b\n", other="when opened a then exit\n")
    assert told(found) == []
    assert found.model is not None
    assert [journey.name for journey in found.model.journeys] == ["other", "x"]


def test_all_problems_of_all_files_come_in_one_go() -> None:
    found = snapshot(
        "when clicked a then send c\n",
        catalog="email a\nemail a\n",
        other="when clicked d then exit\nwhen opened a then move to e\n",
    )
    assert [(one.path, one.code.slug) for one in found.diagnostics] == [
        ("catalog.journey", "declared-twice"),
        ("other.journey", "unknown-message"),
        ("other.journey", "unknown-stage"),
        ("x.journey", "unknown-message"),
    ]
    assert found.model is None


def test_a_name_that_is_unknown_in_many_places_is_one_diagnostic() -> None:
    found = snapshot("email a\njourney j\n  enter when clicked b\n  stage s\n    send b\n    send b\n")
    assert told(found) == [("unknown-message", "b", "no email, sms or push is called `b`")]
    assert [label.message for label in found.diagnostics[0].labels] == ["here too", "here too"]


def test_what_a_broken_line_declares_is_declared() -> None:
    text = "email a 5\npage p 5\nevent signed_in 5\njourney j 5\n  enter when signed_in\n  stage s 5\n    move to s\n"
    found = snapshot(
        text + "  stage t\n    send a\n    start j\n    wait up to 2d\n      when visited p then move to s\n"
    )
    assert {one.span for one in found.diagnostics if one.code.slug.startswith(("unknown", "inferred"))} == set()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/welcome.journey", "welcome"),
        ("2024 spring!.journey", "journey_2024_spring"),
        ("Jaro-čaj.journey", "Jaro-čaj"),
    ],
)
def test_a_file_names_its_journey(path: str, name: str) -> None:
    model = Workspace.from_texts({path: RULE}).snapshot.model
    assert model is not None
    assert [journey.name for journey in model.journeys] == [name]


def test_byte_order_mark_and_line_ends() -> None:
    found = snapshot("\ufeffwhen clicked a then send b")
    assert found.model is not None
    fix = found.diagnostics[0].fixes[0]
    assert fix.edits[0].span.start == 1


# --- on disk ---


def test_a_file_is_read_with_those_beside_it(tmp_path: Path) -> None:
    write(tmp_path, a=RULE, catalog="email product_teaser\nemail whitepaper\n", below__b="nonsense\n")
    workspace = Workspace.load(tmp_path / "a.journey")
    assert [Path(name).name for name in workspace.texts] == ["a.journey", "catalog.journey"]
    assert [Path(name).name for name in workspace.selected] == ["a.journey"]
    assert workspace.snapshot.model is not None


def test_a_folder_with_settings_holds_what_is_below(tmp_path: Path) -> None:
    write(tmp_path, catalog="email a\n", one__b="when clicked a then exit\n", one__two__c="when opened a then exit\n")
    write(tmp_path, other__d="email a\n", **{".hidden__e": "email a\n"})
    (tmp_path / "jdsl.toml").touch()
    (tmp_path / "other" / "jdsl.toml").touch()
    workspace = Workspace.load(tmp_path / "one" / "two" / "c.journey")
    assert [Path(name).name for name in workspace.texts] == ["catalog.journey", "b.journey", "c.journey"]
    assert workspace.root == tmp_path
    assert [Path(name).name for name in workspace.selected] == ["c.journey"]
    assert [Path(name).name for name in Workspace.load(tmp_path / "one").selected] == ["b.journey", "c.journey"]
    assert workspace.snapshot.model is not None


def test_what_is_not_utf8_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.journey"
    path.write_bytes(b"# caf\xe9\nwhen clicked a then move to b\n")
    found = Workspace.load(path).snapshot
    assert {one.code.slug for one in found.diagnostics} == {"other-encoding", "unknown-stage", "inferred-emails"}
    assert found.diagnostics[0].span.start == len("# caf")
    assert found.model is None


def test_what_is_utf8_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "a.journey"
    path.write_bytes("# café\nwhen clicked a then exit\n".encode())
    assert [one.code.slug for one in Workspace.load(path).snapshot.diagnostics] == ["inferred-emails"]


@pytest.mark.parametrize("name", ["nowhere", "notes.txt", "empty"])
def test_what_is_no_workspace_is_said_plainly(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").touch()
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError):
        Workspace.load(tmp_path / name)


def test_a_folder_above_says_what_is_below(tmp_path: Path) -> None:
    write(tmp_path, one__a=RULE)
    with pytest.raises(UsageError, match=r"put a `jdsl\.toml` into it"):
        Workspace.load(tmp_path)
    (tmp_path / "one" / "jdsl.toml").touch()
    with pytest.raises(UsageError, match=r"there are workspaces in .*/one$"):
        Workspace.load(tmp_path)


# --- the same always ---

_PRINT_MODEL = """
import sys
from jdsl.workspace import Workspace
found = Workspace.from_texts({"x.journey": sys.stdin.read()}).snapshot
for one in found.diagnostics:
    print(one)
for part in (found.model.catalog, found.model.scenarios, [journey.stages for journey in found.model.journeys]):
    print(part)
"""
SENDING = """\
event redeemed
  property worth number
journey j
  enter when redeemed or clicked a or opened b
  stage s
    send c
    move to t
  stage t
    tag d
"""


def test_the_order_of_sets_shows_nowhere() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", _PRINT_MODEL],
            input=SENDING,
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


def test_a_model_can_be_pickled() -> None:
    model = model_of(SENDING)
    assert pickle.loads(pickle.dumps(model)) == model


def test_names_are_the_same_wherever_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, sub__a="when clicked b then move to c\n")
    (tmp_path / "jdsl.toml").touch()
    for here, asked in ((tmp_path, "sub"), (tmp_path / "sub", "a.journey"), (tmp_path, "sub/a.journey")):
        monkeypatch.chdir(here)
        workspace = Workspace.load(asked)
        assert workspace.selected == ("sub/a.journey",)
        assert {one.path for one in workspace.snapshot.diagnostics} == {"sub/a.journey"}
        shown = {one.path for one in workspace.shown_diagnostics}
        assert {Path(path).resolve() for path in shown} == {tmp_path / "sub" / "a.journey"}


def test_paths_of_one_workspace_are_one_workspace(tmp_path: Path) -> None:
    write(tmp_path, a=RULE, b=RULE, c=RULE)
    write(tmp_path / "other", d=RULE)
    found = Workspace.load_all([tmp_path / "c.journey", tmp_path / "other", tmp_path / "a.journey"])
    assert [one.selected for one in found] == [("a.journey", "c.journey"), ("d.journey",)]
