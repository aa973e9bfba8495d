"""Certain fixes: each is applied, none touches more than it may, and what comes of it is valid."""

from __future__ import annotations

import pytest

import jdsl.fixes
from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix
from jdsl.fixes import Fixed, certain_fix, fixed
from jdsl.syntax import parse
from jdsl.text.span import Span
from jdsl.workspace import Snapshot, Workspace
from tests.model.told import CATALOG
from tests.syntax.test_mistakes import ROWS

NAME = "a.journey"


def fixed_text(text: str) -> str:
    return fixed(Workspace.from_texts({NAME: text}), {NAME}).workspace.texts[NAME]


def snapshot(**texts: str) -> Snapshot:
    return Workspace.from_texts({f"{name}.journey": text for name, text in texts.items()}).snapshot


# --- one workspace ---

WRONG = """\
Journey spring
\tenter When clicked product_teaser
\ttimezone "Europe/Prague"
\tLimit 2 emails per week
\tstage first
\t\twait for 2d
\t\twait until 9am
\t\tmove to second
\tstage second
\t\twhen clicked whitepaper Then send whitepaper
\t\twhen purchased
\t\t\tif vip AND nickname is "friend" then notify sales “soon”
\t\tevery monday and thursday at 09:00 then send whitepaper
\t\tafter 2d then move to third
\tstage third
\t\twait 1 year 2 months
\tgoal bought when purchased within 30d
"""


def test_a_fixed_file_validates() -> None:
    workspace = Workspace.from_texts({NAME: WRONG, "catalog.journey": CATALOG})
    assert workspace.snapshot.has_errors
    after = fixed(workspace, set(workspace.texts))
    assert [one.message for one in after.workspace.snapshot.diagnostics] == []
    assert after.workspace.texts["catalog.journey"] == CATALOG
    assert after.counts.keys() == {NAME}
    assert after.counts[NAME] > 10


def test_what_is_right_stays_as_it_is() -> None:
    workspace = Workspace.from_texts({"catalog.journey": CATALOG})
    assert fixed(workspace, set(workspace.texts)) == Fixed(workspace, {})


def test_a_guess_is_left_to_people() -> None:
    assert certain_fix(snapshot(a="sned x\n").diagnostics[0].fixes) is None
    assert fixed_text("sned x\n") == "sned x\n"


def test_hints_wait_until_no_error_is_left() -> None:
    """Else an email would be declared, and one of a line that cannot be read yet would be unknown."""
    assert fixed_text("when clicked a then exit\nsned b\n") == "when clicked a then exit\nsned b\n"
    assert fixed_text("when clicked a then exit\nWhen clicked b then exit\n") == (
        "email a\nemail b\nwhen clicked a then exit\nwhen clicked b then exit\n"
    )


def test_only_the_files_that_may_change_do() -> None:
    workspace = Workspace.from_texts({NAME: "Tag lead\n", "b.journey": "Tag other\n"})
    after = fixed(workspace, {"b.journey"})
    assert after.workspace.texts == {NAME: "Tag lead\n", "b.journey": "tag other\n"}
    assert after.counts == {"b.journey": 1}


def test_a_file_that_is_not_utf8_is_left_as_it_is() -> None:
    workspace = Workspace.from_bytes("-", b"# \xe9\nTag lead\n")
    assert fixed(workspace, {"-"}).counts == {}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_byte_order_mark_stay(mark: str, end: str) -> None:
    """Whole lines that a fix puts in end as the others do."""
    text = mark + end.join(["when clicked teaser then exit", "When clicked offer then exit", "", "# \u2028 Exit"])
    after = fixed_text(text)
    assert after == mark + end.join(["email teaser", "email offer", text.removeprefix(mark).replace("When", "when")])


# --- what fixes do to each other ---


class Scripted:
    """A checker that finds what a test says: for each text, the edits of fixes that are certain."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **found: list[list[Edit]]) -> None:
        self.found = found
        monkeypatch.setattr(Workspace, "snapshot", property(self.snapshot))

    def snapshot(self, workspace: Workspace) -> Snapshot:
        fixes = [Fix("write it", tuple(edits), certain=True) for edits in self.found.get(workspace.texts[NAME], [])]
        diagnostics = [Diagnostic(codes.TAB, NAME, fix.edits[0].span, "m", fixes=(fix,)) for fix in fixes]
        return Snapshot((), {}, tuple(diagnostics), None)


def edit(start: int, end: int, text: str, path: str | None = None) -> Edit:
    return Edit(Span(start, end), text, path)


def test_of_fixes_that_overlap_the_first_is_applied_and_the_rest_is_looked_at_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Scripted(
        monkeypatch,
        abcd=[[edit(0, 2, "AB")], [edit(1, 4, "x")], [edit(2, 3, "C")]],
        ABCd=[[edit(3, 4, "D")]],
    )
    after = fixed(Workspace.from_texts({NAME: "abcd"}), {NAME})
    assert (after.workspace.texts[NAME], after.counts) == ("ABCD", {NAME: 3})


def test_a_fix_is_applied_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    Scripted(monkeypatch, abcd=[[edit(1, 2, "B")], [edit(0, 1, "x"), edit(1, 2, "x")], [edit(3, 4, "D")]])
    assert fixed_text("abcd") == "aBcD"
    Scripted(monkeypatch, abcd=[[edit(0, 1, "A"), edit(0, 1, "x", "other.journey")]])
    assert fixed_text("abcd") == "abcd"


def test_two_that_put_something_in_at_one_place_go_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    Scripted(monkeypatch, **{"a": [[edit(0, 0, "1")], [edit(0, 0, "2")]], "1a": [[edit(0, 0, "2")]]})
    assert fixed_text("a") == "21a"


def test_fixes_that_undo_each_other_come_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    Scripted(monkeypatch, a=[[edit(0, 1, "b")]], b=[[edit(0, 1, "a")]])
    assert fixed_text("a") == "b"


def test_there_is_a_last_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jdsl.fixes, "ROUNDS_MOST", 3)
    Scripted(monkeypatch, **{"a" * count: [[edit(0, 0, "a")]] for count in range(1, 9)})
    assert fixed_text("a") == "aaaa"


# --- every mistake that is known ---

PLACES = {"misplaced", "nothing-below"}

AROUND = (
    "{}",
    "journey j\n  enter when purchased\n  {}\n  stage s\n    wait\n",
    "journey j\n  enter when purchased\n  stage s\n    {}\n",
    "journey j\n  enter when purchased\n  stage s\n    wait up to 3d\n      {}\n",
    "journey j\n  enter when purchased\n  stage s\n    split t\n      {}\n      50% b then exit\n",
    "webhook crm\n  {}\n",
    "email m\n  {}\n",
    "event ordered\n  {}\n",
    "score points\n  {}\n",
    'scenario "s"\n  {}\n',
)

CERTAIN = [row for row in ROWS if row[3] and (one := parse(NAME, row[0]).diagnostics[0].fixes) and one[0].certain]


def unread(text: str) -> list[str]:
    """The codes of what cannot be read in it."""
    return [one.code.slug for one in parse(NAME, text).diagnostics if one.code.slug not in PLACES]


def test_many_mistakes_have_a_certain_fix() -> None:
    assert len(CERTAIN) > 150


@pytest.mark.parametrize("row", CERTAIN, ids=lambda row: row[0])
def test_a_certain_fix_leaves_no_such_mistake_and_makes_none(row: tuple[str, str, str, str]) -> None:
    after = fixed_text(row[0])
    assert unread(after) == []
    assert after.split("\n")[-1].strip() == row[3]


@pytest.mark.parametrize("row", CERTAIN, ids=lambda row: row[0])
def test_wherever_the_line_may_stand_it_is_fixed_as_people_would(row: tuple[str, str, str, str]) -> None:
    """What is left to say of it is what would be said had it been right from the start."""
    fitting = [around for around in AROUND if not parse(NAME, around.format(row[3])).diagnostics]
    for around in fitting or AROUND[:1]:
        right, wrong = (snapshot(a=fixed_text(around.format(line))) for line in (row[3], row[0]))
        assert [one.message for one in wrong.diagnostics] == [one.message for one in right.diagnostics]
        assert wrong.sources[NAME].text == right.sources[NAME].text
