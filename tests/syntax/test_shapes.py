"""Lines of one shape share one parse: what comes of it must be what Lark alone makes of each."""

from __future__ import annotations

import random
import re

import pytest

from jdsl.syntax import tree
from jdsl.syntax.keywords import GRAMMAR_WORDS
from jdsl.syntax.parser import read_line, terminal_spellings
from jdsl.syntax.phrases import is_telling
from jdsl.syntax.tree import LineReader, Read
from tests.syntax.derivations import FILLERS, built_parser, derivation

NAMES = ("a", "beta", "x-y", "größe", "n1")
OTHER_WORDS = {
    "NAME": ("zeta", "w", "q-r", "straße", "n2"),
    "TEXT": ('"other"', '"#"', '""', '"\\""'),
    "NUMBER": ("7", "12.5", "-3", "-0.25"),
    "DURATION": ("4d", "5 hours", "1d 2h", "30min"),
    "COUNT": ("9", "10"),
    "SIGNED_INTEGER": ("-7", "12"),
    "CLOCK": ("10:30", "7:00", "00:00:01"),
    "DATE": ("2027-01-01",),
    "CALENDAR_LENGTH": ("5 weekdays", "1 year", "7 months"),
    "PERCENT": ("33%", "0.25%"),
    "ZONE": ("UTC", "Asia/Tokyo", "America/St_Johns"),
}


def _seen_anew(text: str) -> object:
    return LineReader().read_afresh(text)


def test_a_line_of_a_known_shape_is_what_it_would_be_alone() -> None:
    reader = LineReader()
    shared = 0
    for seed in range(200):
        chance = random.Random(seed)
        tokens = derivation(chance)
        reader.read_afresh(" ".join(tokens))
        shapes = len(reader._recipes)
        others = [_another(chance, token) for token in tokens]
        gaps = [chance.choice([" ", "  ", " \n   ", " # or when\n "]) for _ in others]
        text = "".join(token + gap for token, gap in zip(others, gaps, strict=True)).rstrip()
        text = re.sub(r"\s*# or when$", "", text)
        assert reader.read_afresh(text) == _seen_anew(text), text
        shared += len(reader._recipes) == shapes
    assert shared > 100


def _another(chance: random.Random, token: str) -> str:
    for terminal, words in FILLERS.items():
        if token in words and terminal in OTHER_WORDS:
            return chance.choice(OTHER_WORDS[terminal])
    return token


def test_lines_with_a_word_changed_are_read_alike() -> None:
    """A reader full of shapes, given lines that are nearly right."""
    reader = LineReader()
    readable = 0
    pool = ["then", "x", "2d", "2", '"t"', ",", "(", ")", "is", "not", "at least", "within", "3.5", "-4", "09:00", "%"]
    for seed in range(200):
        chance = random.Random(seed)
        tokens = derivation(chance)
        reader.read_afresh(" ".join(tokens))
        for _ in range(3):
            mutated = list(tokens)
            mutated[chance.randrange(len(tokens))] = chance.choice([*pool, chance.choice(tokens)])
            text = " ".join(mutated)
            found = reader.read_afresh(text)
            readable += isinstance(found, Read)
            alone = _seen_anew(text)
            assert type(found) is type(alone), text
            assert not isinstance(found, Read) or found == alone, text
    assert readable > 40


def test_every_word_of_the_grammar_is_in_the_keyword_table() -> None:
    """Else two lines with different keywords would have one shape."""
    for terminal in built_parser().terminals:
        if terminal.name not in FILLERS and not terminal.name.startswith("__IGNORE"):
            spelling = terminal_spellings()[terminal.name]
            assert not set(re.findall(r"[a-z/]+", spelling)) - GRAMMAR_WORDS, spelling
    units = next(terminal for terminal in built_parser().terminals if terminal.name == "DURATION")
    assert set(re.findall(r"[a-z]{2,}", units.pattern.value)) <= {
        *GRAMMAR_WORDS,
        "second",
        "minute",
        "hour",
        "day",
        "week",
    }


def test_no_kind_of_word_is_called_like_a_word() -> None:
    """Else `set x to text` would be read as a line whose last word is a text."""
    assert [kind for kind in tree._KINDS.groupindex if is_telling(kind) or "_" not in kind] == []


def test_each_terminal_of_many_spellings_is_known() -> None:
    names = {terminal.name for terminal in built_parser().terminals if not terminal.name.startswith("__IGNORE")}
    assert names - terminal_spellings().keys() == FILLERS.keys()


@pytest.mark.parametrize(
    "pair",
    [
        ("wait 2d", "wait 2 days"),
        ("priority 3", "priority -3"),
        ("add 3 to x", "add 3.5 to x"),
        ("set x to yes", "set x to y"),
        ("if x is CZ", "if x is set"),
        ("attribute x text", "attribute x yes/no"),
        ("send x", 'send x "y"'),
        ("day 1 at 09:00 clicked x", "day 1 at 9 clicked x"),
        ("wait 2d", "wait 2dd"),
        ("wait 12days", "wait 34days"),
        ("wait 12months", "wait 3months"),
        ("wait 2 months", "wait 2months"),
        ("hold out 10%", "hold out 10"),
        ("hold out 10%", "hold out 10 %"),
        ("timezone UTC", "timezone Europe/Prague"),
        ("send between 08:00 and 24:00", "send between 08:00 and 23:00"),
        ("wait until 09:00", "wait until 24:00"),
        ("wait 2d", "wait 2d3"),
        ("reenter at most 3 times", "reenter at most 3times"),
        ("if 2026-05-01 then exit", "if date then exit"),
        ('set x to "y"', "set x to text"),
        ("set x to -3", "set x to below"),
        ("wait until expires", "wait until midnight"),
        ("wait patience days", "wait two days"),
        ("hold news", "hold all"),
        ("if has purchased shoes", "if has purchased yesterday"),
        ("when clicked shoes offer", "when clicked shoes If"),
    ],
)
def test_these_are_of_different_shape(pair: tuple[str, str]) -> None:
    reader = LineReader()
    for text in pair:
        assert reader.read_afresh(text) == _seen_anew(text)


def test_equal_lines_are_read_once() -> None:
    reader = LineReader()
    assert reader.read("send a") is reader.read("send a")


def test_ten_thousand_lines_cost_as_many_parses_as_they_have_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    parses: list[str] = []

    def counted(text: str) -> object:
        parses.append(text)
        return read_line(text)

    monkeypatch.setattr(tree, "read_line", counted)
    reader = LineReader()
    frames = ("send message_{}", "when clicked m{0} then move to s{0}", "wait {}d", 'exit "reason {}"')
    for number in range(2_500):
        for frame in frames:
            assert isinstance(reader.read(frame.format(number)), Read)
    assert len(parses) == len(frames)
