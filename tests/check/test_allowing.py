"""`# jdsl: allow CODE because REASON`: what it is about, what it lets through, and what is wrong with it (§2.12)."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from jdsl.diagnostics.diagnostic import Severity
from jdsl.syntax.printer import format_source
from jdsl.workspace import Workspace
from tests.model.told import fixed, snapshot, told

CATALOG = """\
email offer
attribute vip yes/no
"""
ALLOW = "# jdsl: allow {} because it is so"
UNUSED = ALLOW.format("unused-steps")
CIRCLE = ALLOW.format("possible-circle")

TWO_CIRCLES = """\
email offer
attribute vip yes/no
{0}
journey hello
  enter when purchased
  {1}
  stage asking
    {2}
    if vip  {3}
      {4}
      move to asking  {5}
  stage other
    {6}
    if not vip
      move to other {7}
{8}
"""
"""Two circles, and places for comments."""


@pytest.mark.parametrize(
    ("place", "allowed"),
    [
        (0, ["asking", "other"]),  # above the journey: all that is below it
        (1, ["asking"]),
        (2, ["asking"]),
        (3, []),  # at the end of the `if`: of that line alone
        (4, ["asking"]),
        (5, ["asking"]),
        (6, ["other"]),
        (7, ["other"]),
        (8, []),
    ],
)
def test_what_a_comment_is_about(place: int, allowed: list[str]) -> None:
    comments = ["#"] * 9
    comments[place] = CIRCLE
    text = TWO_CIRCLES.format(*comments)
    found = snapshot(text)
    assert [told_of(one.message) for one in found.allowed] == allowed
    left = [one for one in found.diagnostics if one.code.slug == "possible-circle"]
    assert {told_of(one.message) for one in left} == {"asking", "other"} - set(allowed)
    assert [one.code.slug for one in found.diagnostics].count("unused-allow") == (0 if allowed else 1)
    # The formatter keeps it where it is.
    printed = format_source("x.journey", text)
    assert printed.count(CIRCLE) == 1
    again = snapshot(printed)
    assert [told_of(one.message) for one in again.allowed] == allowed
    assert len(again.diagnostics) == len(found.diagnostics)


def told_of(message: str) -> str:
    return message.rpartition(" ")[2]


@pytest.mark.parametrize(
    "text",
    [
        "steps follow_up\n  send offer {}\n",  # of the line below, not of its head
        "{}\nemail other\nsteps follow_up\n  send offer\n",
        'email other "{}"\nsteps follow_up\n  send offer\n',  # no comment at all
    ],
)
def test_what_it_is_not_about(text: str) -> None:
    found = snapshot(CATALOG + text.format(UNUSED))
    assert "unused-steps" in {one.code.slug for one in found.diagnostics}
    assert not found.allowed


@pytest.mark.parametrize(
    "comment",
    [
        "#jdsl:allow unused-steps because x",
        "#  jdsl :  allow  unused-steps  because  x  ",
        "# JDSL: allow unused-steps Because x",
        "# for the spring\n# jdsl: allow unused-steps because x\n\n# see above",
        "# jdsl: allow unused-steps because x\r\n",
    ],
)
def test_how_it_may_be_written(comment: str) -> None:
    found = snapshot(f"{CATALOG}{comment}\nsteps follow_up\n  send offer\n")
    assert told(found) == []
    assert [one.code.slug for one in found.allowed] == ["unused-steps"]


@pytest.mark.parametrize(
    "lines",
    [
        # Within a statement it is as if it stood above, where the formatter puts it.
        "limit 2 emails per day {}\n  else delay\n",
        "limit 2 emails per day\n  {}\n  else delay\n",
        "limit 2 emails per day\n  else delay {}\n",
    ],
)
def test_a_statement_of_several_lines(lines: str) -> None:
    comment = ALLOW.format("sent-at-midnight")
    text = CATALOG + lines.format(comment) + "journey x\n  enter when purchased\n  stage only\n    send offer\n"
    for written in (text, format_source("x.journey", text)):
        found = snapshot(written)
        assert told(found) == []
        assert [one.code.slug for one in found.allowed] == ["sent-at-midnight"]


STEPS = "steps follow_up\n  send offer\n"
USED = "journey x\n  enter when purchased\n  stage only\n    do follow_up\n"


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "repaired"),
    [
        (
            f"# jdsl: alow unused-steps because x\n{STEPS}{USED}",
            "unreadable-allow",
            "alow",
            "a comment that begins with `jdsl:` goes on with `allow`",
            f"# jdsl: allow unused-steps because x\n{STEPS}{USED}",
        ),
        (
            "# jdsl: ignore everything\n",
            "unreadable-allow",
            "ignore",
            "a comment that begins with `jdsl:` goes on with `allow`",
            None,
        ),
        (
            "# jdsl:\n",
            "unreadable-allow",
            "# jdsl:",
            "a comment that begins with `jdsl:` goes on with `allow`",
            None,
        ),
        (
            "# jdsl: allow\n",
            "unreadable-allow",
            "# jdsl: allow",
            "this comment does not say which diagnostic is allowed",
            None,
        ),
        (
            "# jdsl: allow unused-step because x\n",
            "unknown-code",
            "unused-step",
            "no diagnostic is called `unused-step`",
            "# jdsl: allow unused-steps because x\n",
        ),
        (
            "# jdsl: allow everything because x\n",
            "unknown-code",
            "everything",
            "no diagnostic is called `everything`",
            None,
        ),
        (
            "# jdsl: allow unknown-page because x\n",
            "allowed-error",
            "unknown-page",
            "`unknown-page` is an error, and cannot be allowed: what has it cannot be run",
            None,
        ),
        (
            f"# jdsl: allow unused-steps\n{STEPS}",
            "allow-without-reason",
            "unused-steps",
            "`unused-steps` is allowed here, and nobody says why",
            f"# jdsl: allow unused-steps because …\n{STEPS}",
        ),
        (
            f"# jdsl: allow unused-steps because …\n{STEPS}",
            "allow-without-reason",
            "unused-steps because …",
            "`unused-steps` is allowed here, and nobody says why",
            f"# jdsl: allow unused-steps because … …\n{STEPS}",
        ),
        (
            f"# jdsl: allow unused-steps - for the spring\n{STEPS}",
            "allow-without-reason",
            "unused-steps - for the spring",
            "`unused-steps` is allowed here, and nobody says why",
            f"# jdsl: allow unused-steps because for the spring\n{STEPS}",
        ),
        (
            f"{STEPS}{USED}    wait 1d  # jdsl: allow unused-steps\n    send offer\n",
            "unused-allow",
            "# jdsl: allow unused-steps",
            "there is no `unused-steps` here that would have to be allowed",
            f"{STEPS}{USED}    wait 1d\n    send offer\n",
        ),
        (
            f"{STEPS}  # jdsl: allow unused-steps because x\r\n{USED}",
            "unused-allow",
            "# jdsl: allow unused-steps because x",
            "there is no `unused-steps` here that would have to be allowed",
            f"{STEPS}{USED}",
        ),
        (
            f"{STEPS}{USED}# jdsl: allow unused-steps because x",
            "unused-allow",
            "# jdsl: allow unused-steps because x",
            "there is no `unused-steps` below this comment that would have to be allowed",
            f"{STEPS}{USED}",
        ),
        (
            "# jdsl: allow unused-allow because x\n",
            "unused-allow",
            "# jdsl: allow unused-allow because x",
            "there is no `unused-allow` here that would have to be allowed",
            "",
        ),
    ],
)
def test_what_is_wrong_with_it(text: str, code: str, place: str, message: str, repaired: str | None) -> None:
    end = "" if text.endswith("x") or "below" in message else "email z\n"
    found = snapshot(f"{CATALOG}{text}{end}")
    assert told(found) == [(code, place, message)]
    assert found.model is not None
    if repaired is None:
        assert found.diagnostics[0].fixes == ()
    else:
        assert fixed(found, found.diagnostics[0]) == f"{CATALOG}{repaired}{end}"


def test_what_the_fix_makes_is_a_reason() -> None:
    text = CATALOG + f"# jdsl: allow unused-steps - for the spring\n{STEPS}"
    found = snapshot(text)
    assert found.diagnostics[0].fixes[0].certain
    assert told(snapshot(fixed(found, found.diagnostics[0]))) == []


def test_where_there_are_errors_not_everything_was_looked_for() -> None:
    text = TWO_CIRCLES.format(CIRCLE, *["#"] * 8)
    found = snapshot(text.replace("stage other", "stage other\n    send offr"))
    assert [one.code.slug for one in found.diagnostics] == ["unknown-message"]


def test_each_file_has_its_own() -> None:
    found = snapshot(f"{CATALOG}{UNUSED}\n{STEPS}", other="steps further\n  send offer\n")
    assert [(one.path, one.code.slug) for one in found.diagnostics] == [("other.journey", "unused-steps")]
    assert [(one.path, one.code.slug) for one in found.allowed] == [("x.journey", "unused-steps")]


def test_in_the_settings_each_line_is_for_itself() -> None:
    settings = f'nam = "x"  {ALLOW.format("unknown-setting")}\nlave = []\n{ALLOW.format("unknown-setting")}\ntke = []\n'
    found = Workspace.from_texts({"x.journey": "email offer\n"}, settings).snapshot
    assert [one.message for one in found.diagnostics] == ["no setting is called `lave`"]
    assert [one.message for one in found.allowed] == ["no setting is called `nam`", "no setting is called `tke`"]


@pytest.mark.parametrize("level", ["error", "warning", "hint", "off"])
def test_what_is_allowed_is_so_at_every_level(level: str) -> None:
    settings = f'[levels]\nunused-steps = "{level}"\n'
    found = Workspace.from_texts({"x.journey": f"{CATALOG}{UNUSED}\n{STEPS}"}, settings).snapshot
    assert found.diagnostics == ()
    assert found.model is not None
    assert len(found.allowed) == 1


def test_levels_are_for_these_codes_too() -> None:
    settings = '[levels]\nallow-without-reason = "error"\n'
    found = Workspace.from_texts({"x.journey": f"{CATALOG}# jdsl: allow unused-steps\n{STEPS}"}, settings).snapshot
    assert [(one.code.slug, one.severity) for one in found.diagnostics] == [("allow-without-reason", Severity.ERROR)]
    assert found.model is None


PIECES = [
    CIRCLE, UNUSED, "# jdsl: allow unused-steps", "# jdsl:", "#jdsl : allow", "# because", "\n", "\r\n", "\r", "  ",
    "    ", "steps follow_up", "exit", "when visited p", "\ufeff", "\u2028", "\x00", '"', "\\", "if vip", "journey j",
    "stage only", "else", "and", "\t", "limit 2 emails per day", "else delay", "move to only",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_whatever_stands_around_it(seed: int) -> None:
    """Deleting what is unused changes nothing else; and the formatter keeps what is allowed."""
    draw = random.Random(seed)
    for _ in range(20):
        words = [draw.choice(PIECES) + draw.choice(["", "\n", " ", "\n  "]) for _ in range(draw.randint(1, 40))]
        found = snapshot("".join(words))
        codes = Counter(one.code.slug for one in found.diagnostics)
        for one in found.diagnostics:
            if one.code.slug == "unused-allow":
                left = Counter(other.code.slug for other in snapshot(fixed(found, one)).diagnostics)
                assert left == codes - Counter(["unused-allow"])
        if found.model is not None:
            again = snapshot(format_source("x.journey", found.sources["x.journey"].text))
            assert Counter(one.code.slug for one in again.diagnostics) == codes
            assert len(again.allowed) == len(found.allowed)
