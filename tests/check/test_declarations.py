"""Names that are declared twice show both places; refused names are refused where they would be misread."""

from __future__ import annotations

import pytest

from jdsl.syntax.keywords import GRAMMAR_WORDS, RESERVED, UNIT_WORDS
from tests.model.told import snapshot, told


def test_both_places_are_shown() -> None:
    found = snapshot("page a\n", catalog="page b\npage a\n")
    (diagnostic,) = found.diagnostics
    assert (diagnostic.path, diagnostic.span.start) == ("x.journey", 5)
    (label,) = diagnostic.labels
    assert (label.path, label.span.start, label.message) == ("catalog.journey", 12, "first here")


@pytest.mark.parametrize(
    "text",
    [
        "page a\nform a\n",
        "tag a\nattribute a text\n",
        "email a\npage a\n",
        "journey a\n  stage a\njourney b\n  stage a\n",
    ],
)
def test_kinds_do_not_share_their_names(text: str) -> None:
    assert told(snapshot(text)) == []


@pytest.mark.parametrize("text", ["email a\nsms a\n", 'push a\nteam a "a@b.example"\n', 'team a "b"\nemail a\n'])
def test_messages_and_teams_do(text: str) -> None:
    assert [code for code, _, _ in told(snapshot(text))] == ["declared-twice"]


def test_stages_and_goals_of_one_journey() -> None:
    text = "journey a\n  goal g\n  goal g\n  stage s\n  stage s\n"
    assert told(snapshot(text)) == [
        ("declared-twice", "g", "the goal `g` is declared twice"),
        ("declared-twice", "s", "the stage `s` is declared twice"),
    ]


@pytest.mark.parametrize("word", ["week", "day", "send", "tag", "withheld"])
def test_a_stage_may_be_called_like_a_unit_a_step_or_an_effect(word: str) -> None:
    stages = f"  stage {word}\n    move to second\n  stage second\n    wait 1d\n    move to {word}\n"
    text = f"journey a\n  enter when purchased\n{stages}"
    assert told(snapshot(text)) == []


@pytest.mark.parametrize("unit", sorted(UNIT_WORDS))
def test_so_may_an_attribute_and_a_property(unit: str) -> None:
    text = (
        f"attribute {unit} number\nevent redeemed\n  property {unit} number\n"
        f"when redeemed where {unit} > 3 if {unit} is 3\n"
        f"  add 2 to {unit} then add {unit} to {unit} then set {unit} to 4 then wait 2 days\n"
        f"  wait\n    when changed {unit} from 3 to 4 then exit\n"
        f'scenario "x"\n  given {unit} is 2\n  day 1 redeemed where {unit} is 3\n  day 2 set {unit} to 3\n'
    )
    assert told(snapshot(text)) == []


@pytest.mark.parametrize("unit", sorted(UNIT_WORDS))
@pytest.mark.parametrize("declared", ["page {}", 'team {} "x"', "event {}", "email a\n  link {}"])
def test_nothing_else_of_the_catalog_may(declared: str, unit: str) -> None:
    assert [code for code, _, _ in told(snapshot(declared.format(unit)))] == ["refused-name"]


@pytest.mark.parametrize("text", ["tag send\n", "attribute today number\n", "form withheld\n", "event any\n"])
def test_a_name_of_the_catalog_may_not(text: str) -> None:
    assert [code for code, _, _ in told(snapshot(text))] == ["refused-name"]


def test_a_standard_verb_keeps_its_name() -> None:
    assert told(snapshot("event tagged\n  property source text\n")) == []


@pytest.mark.parametrize("word", sorted(GRAMMAR_WORDS - RESERVED))
def test_an_event_that_may_be_declared_can_be_said(word: str) -> None:
    """Each word of the language, as the first and as the second of an event's."""
    for verb in (f"{word} zork", f"zork {word}"):
        if told(snapshot(f"event {verb}\n")) == []:
            text = (
                f"event {verb}\njourney a\n  enter when {verb}\n  exit when {verb} if has {verb}\n  stage b\n    wait\n"
            )
            assert told(snapshot(text)) == []
