"""What Lark does to a grammar without a word; each of these was met while building one."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lark.exceptions import GrammarError, LarkError

from jdsl.syntax import ast
from jdsl.syntax.keywords import GRAMMAR_WORDS, REFUSED_NAMES, RESERVED, UNIT_WORDS
from jdsl.syntax.parser import (
    Misfit,
    Node,
    build_parser,
    build_tables,
    expectation,
    grammar_text,
    read_line,
    terminal_spellings,
)
from jdsl.syntax.tree import LineReader, Read
from tests.syntax.derivations import built_parser, derivation, line, of_everything

DIRECTED = of_everything(6)
"""Of everything that the language has, a few lines."""

CORPUS = sorted(
    {line(random.Random(seed)) for seed in range(400)} | {" ".join(tokens) for tokens in DIRECTED},
    key=lambda text: (len(text), text),
)
SHORT = [text for text in CORPUS if len(text) < 120]


def test_the_grammar_has_no_conflict() -> None:
    build_parser(grammar_text(), strict=True)


def test_no_two_terminals_match_the_same_but_for_names() -> None:
    """interegular finds no collision with NAME, whose look-aheads it cannot follow: so without them."""
    grammar = grammar_text()
    plain = re.sub(r"^NAME: .*$", r"NAME: /[a-z]+/", grammar, flags=re.MULTILINE)
    assert plain != grammar
    build_parser(plain, strict=True)


@pytest.mark.parametrize(
    ("where", "planted"),
    [
        ('stage_line: "stage" NAME [TEXT]', 'stage_line: "stage" (NAME | WEEKEND) [TEXT]'),
        ("?line: _catalog", '?line: "stage" NAME | _catalog'),
    ],
)
def test_a_planted_fault_is_found(where: str, planted: str) -> None:
    grammar = grammar_text()
    assert where in grammar
    bad = re.sub(r"^NAME: .*$", r"NAME: /[a-z]+/", grammar, flags=re.MULTILINE).replace(where, planted)
    bad += "\nWEEKEND: /saturday|sunday/\n" if "WEEKEND" in planted else ""
    with pytest.raises((GrammarError, LarkError)):
        build_parser(bad, strict=True)


def test_the_tables_are_those_of_the_grammar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loaded tables keep the word ends, which are made by a hook when they are built."""
    from lark import Lark

    monkeypatch.setattr("lark.lexer.has_interegular", False)
    build_tables(tmp_path / "tables")
    with (tmp_path / "tables").open("rb") as file:
        loaded = Lark.load(file)
    built = built_parser()
    for text in SHORT[:120]:
        assert loaded.parse(text) == built.parse(text)
    assert _patterns(loaded) == _patterns(built)
    with pytest.raises(LarkError):
        loaded.parse("reenter after2d")


def _patterns(parser: Any) -> list[tuple[str, str, int]]:
    return [(terminal.name, terminal.pattern.value, terminal.priority) for terminal in parser.terminals]


def test_everything_is_drawn() -> None:
    used: set[str] = set()
    for text in CORPUS:
        tree = read_line(text)
        assert isinstance(tree, Node), text
        used |= {node.rule for node in _all_nodes(tree)}
    named = {rule.alias or rule.origin.name for rule in built_parser().rules}
    assert {name for name in named if not name.startswith("_") and name != "line"} <= used


def _all_nodes(node: Node) -> Iterator[Node]:
    yield node
    for part in node.parts:
        if isinstance(part, Node):
            yield from _all_nodes(part)


def test_every_sentence_of_the_grammar_is_read() -> None:
    for text in CORPUS:
        assert isinstance(read_line(text), Node), text


def test_a_keyword_ends_with_its_word() -> None:
    """Glued to the word beside it, it is an error or says something else; never the same."""
    tried = 0
    for seed in range(400):
        tokens = derivation(random.Random(seed))
        whole = read_line(" ".join(tokens))
        for number in range(len(tokens) - 1):
            left, right = tokens[number], tokens[number + 1]
            if left[-1].isalnum() and right[0].isalnum():
                tried += 1
                glued = read_line(" ".join([*tokens[:number], left + right, *tokens[number + 2 :]]))
                assert not isinstance(glued, Node) or _kinds(glued) != _kinds(whole), left + right
    assert tried > 2_000


def _kinds(node: Node | object) -> str:
    if not isinstance(node, Node):
        return ""
    parts = [_kinds(part) if isinstance(part, Node) else getattr(part, "terminal", "") for part in node.parts]
    return f"{node.rule}({' '.join(parts)})"


def test_no_word_may_be_dropped_unseen() -> None:
    """Optional words vanish from a Lark tree unless they are kept; dropped, the statement must differ."""
    tried = 0
    for tokens in [derivation(random.Random(seed)) for seed in range(150)] + DIRECTED:
        whole = _statement(" ".join(tokens))
        for number in range(1, len(tokens)):
            without = _statement(" ".join(tokens[:number] + tokens[number + 1 :]))
            tried += 1
            assert without is None or without != whole, tokens[number]
    assert tried > 1_000


_READER = LineReader()


def _statement(text: str) -> str | None:
    """The statement without its places, or nothing if the line cannot be read."""
    found = _READER.read(text)
    return re.sub(r"Span\(start=\d+, end=\d+\)", "", repr(found.statement)) if isinstance(found, Read) else None


# Whatever may follow a phrase is taken from every verb: a terminal here that looks like a name would be a fault.
AFTER_A_TRIGGER = {
    "$END", "NAME", "COUNTING_MACHINES", "WHERE", "AT_LEAST", "FOLLOWED_BY", "OR", "IF", "THEN",
}  # fmt: skip
# A second word may make `gap days before …`, `renewal_date comes` or `readiness reaches 50` of the first; none of these
# is free as a name.
SECOND_IN_A_TRIGGER = {"COMES", "REACHES", "FALLS_BELOW", *(unit.upper() for unit in ast.LongUnit)}
AFTER_A_WHENEVER = AFTER_A_TRIGGER | {"STARTING_OVER", "AT_MOST_ONCE_PER"}


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("when clicked x ", AFTER_A_TRIGGER),
        ("when clicked ", AFTER_A_TRIGGER | SECOND_IN_A_TRIGGER),
        ("whenever clicked x", AFTER_A_WHENEVER),
        ("exit when clicked x", (AFTER_A_TRIGGER - {"THEN"}) | {"TEXT"}),
        ("goal g when clicked x", (AFTER_A_TRIGGER - {"THEN"}) | {"AND_STAY"}),
        ("if has clicked x", {"$END", "NAME", "COUNTING_MACHINES", "WHERE", "AT_LEAST", "AT_MOST", "IN_THE_LAST"}
            | {"SINCE_ENTERING", "TODAY", "THIS_WEEK", "THIS_MONTH", "THIS_YEAR", "AND", "OR", "THEN"}),
        ("announce clicked x", {"$END", "NAME", "THEN"}),
        ("enter when clicked x", (AFTER_A_TRIGGER - {"THEN"}) | {"PER"}),
        ("when ignored x", {"NAME", "COUNTING_MACHINES", "FOR_DURATION"}),
        ("when clicked a followed by clicked x", (AFTER_A_TRIGGER - {"AT_LEAST", "FOLLOWED_BY", "OR"}) | {"WITHIN"}),
        ("guarantee never send x", {"NAME", "AFTER"}),
        ("guarantee never send x after clicked x", {"$END", "NAME", "COUNTING_MACHINES", "WHERE"}),
        ("event clicked x", {"$END", "NAME", "WAS"}),
        ("day 1 clicked x", {"$END", "NAME", "WHERE", "BY_A_MACHINE"}),
    ],
)  # fmt: skip
def test_what_may_follow_a_phrase_is_pinned(text: str, fits: set[str]) -> None:
    assert expectation(text).expected == fits


def test_the_lexer_takes_no_more_from_phrases_than_ends_them() -> None:
    """States merge: what ends a phrase anywhere is a keyword after a phrase everywhere. These are all there are."""
    words = {
        spelling.removeprefix(", ")
        for terminal, spelling in terminal_spellings().items()
        if terminal.isupper() and spelling.removeprefix(", ").replace(" ", "").isalpha()
    }
    taken = set()
    for spelling in words:
        first = spelling.split(" ")[0]
        if isinstance(read_line(f"when clicked {first} beta"), Misfit) and first not in RESERVED:
            taken.add(first)
    assert taken == {"comes", "reaches", *ast.LongUnit}
    assert taken <= REFUSED_NAMES
    taken = set()
    for spelling in words:
        got = read_line(f"when clicked {spelling} beta")
        if isinstance(got, Misfit) and not set(spelling.split(" ")) & (RESERVED | {"comes", "reaches", *ast.LongUnit}):
            taken.add(spelling)
    assert taken == {"at least", "counting machines", "falls below"}
    taken = {
        spelling
        for spelling in words
        if not set(spelling.split(" ")) & RESERVED and isinstance(read_line(f"when clicked x {spelling} beta"), Misfit)
    }
    assert taken == {
        "at least", "at most", "counting machines", "in the last", "since entering", "by a machine",
        "today", "this week", "this month", "this year",
    }  # fmt: skip


@pytest.mark.parametrize("preposition", ["to", "from", "for", "at", "in", "on", "by", "up", "as", "of", "with"])
@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize(
    "frame", ["event {}", "when {} then exit", "whenever {} at least 3 times", "if has {} in the last 3d",
              "announce {}", "when not {} for 3d", "day 2 at 09:00 {} by a machine", "exit when {} or {}"]
)  # fmt: skip
def test_verbs_of_many_words(preposition: str, place: int, frame: str) -> None:
    words = ["added", "item", "cart", "x"]
    words.insert(place, preposition)
    text = frame.replace("{}", " ".join(words))
    assert isinstance(read_line(text), Node), text


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_reserved_words_are_never_a_name(word: str) -> None:
    for text in (f"email {word}", f"send {word}", f"stage {word}"):
        assert isinstance(read_line(text), Misfit), text
    assert isinstance(read_line(f"send {word}x"), Node)
    assert isinstance(read_line(f"send {word}-x"), Node)


@pytest.mark.parametrize(
    ("name", "fine"),
    [("größe", True), ("名前", True), ("a1", True), ("a_b-c", True), ("a--b", False), ("a-", False), ("_a", False),
     ("1a", False), ("a.b", False), ("a/b", False), ("é", True)],
)  # fmt: skip
def test_names(name: str, fine: bool) -> None:
    assert isinstance(read_line(f"send {name}"), Node) is fine


PLACES = """
when clicked {} then exit
when clicked a or clicked {} at least 3 times within 3d then exit
when not clicked {} for 3d then exit
whenever clicked {}, starting over then exit
when clicked a link {} then exit
if {} then exit
if not {} then exit
if {} is a
if {} is not one of a, b
if {} is set
if ({} or b) and c
if a is {}
if a is not {}
if a < {}
if a is one of b, {}
if a is one of {}, b
if a or {}
if a is b or {}
if a is b or {} is c
if a contains {}
set {} to 3
set a to {}
add 3 to {}
add {} to a
take {} from a
notify {} "x"
notify {}
if in journey {} stage {}
if tagged {}
if subscribed to {}
when changed {} then exit
when changed {} from a to b then exit
when changed a from {} to {} then exit
when changed a to {} at least 3 times then exit
if has changed {} from {} to {}
given {}
given a, {} is {}
given a is {}, not {}
given tagged {}, subscribed to {}
day 1 clicked {}
day 1 at 09:00 clicked {} by a machine
day 1 clicked a where {} is {} and {} is 3
day 1 expect {} is a
day 1 expect {}
day 1 expect send {}
day 1 expect stage {}
day 1 expect set {} to {}
day 1 expect announce {} {}
day 1 set {} to {}
scenario "x" for {}, {}
labels {}, {}
attribute {} text
attribute a one of {}, b
attribute a one of b, {}
property {} number
if has clicked {} at least 2 times in the last 3d
if has clicked {} at most 2 times since entering
if has clicked {} where {} is 3
when a where {} > 3 then exit
when a where b is {} then exit
exit when clicked {} if {} "x"
goal {} when clicked {} if {} and stay
goal {} and stay
enter when clicked {} if {}
email {} "x"
link {} "x"
page {} "x"
team {} "x"
journey {} "x"
stage {} "x"
channel {}
send {} after 3d then send {}
move to {} then reach {} then start {}
tag {} then untag {}
subscribe to {} then unsubscribe from {}
announce redeemed {} then exit
event redeemed a {}
limit 2 {} emails per 7d
hold a for 3d then call {}
remember {} as {}
remember 7d after {} as x
remember {}, at 09:00 as x
wait until {} else exit
wait until {}, at 09:00
wait until 7d before {}, at 09:00
wait until {} days before {}
wait {} days
wait up to {} hours
wait up to 3d until {} else send {}
send {} after {} days at 09:00
after {} weekdays at 09:00
reenter after {} days
when {} comes then exit
when {} comes, at 09:00 or {} comes then exit
when 7d before {} then exit
when {} days after {}, at 09:00 then exit
when clicked {} counting machines where {} is 3 then exit
when not clicked {} counting machines for 3d then exit
if {} is before {}
if {} is not after today
if {} is within the next 3d
if a is 7d after {}
if a is {}, at 09:00
if has clicked {} today
if has clicked {} counting machines this week
if now is on monday or {}
every day at 09:00 if {} then exit
every year on {} at 09:00
every year 7d before {} at 09:00
enter every day at 09:00 if {} is {}
enter on 2026-11-27 at 09:00 if {}
goal {} within 3d when clicked {}
webinar {} at 2026-05-12 15:00
moment {} at 2026-05-12 15:00
webhook {} "x"
attribute {} date
holidays {}
day 1 expect call {}
day 1 expect hold {}
given held out, {}
segment {} if {}
segment a if in segment {} and b
score {}
add 3 when clicked {} if {}
template "x"
steps {}
when a then do {} then exit
split {}
30% {}
30% {} then send {}
repeat at most 3 times until {}
enter when a per {}
enter when a per {}, newest only if {}
not while in {}
when {} reaches 50 then exit
when {} falls below 50 or clicked {} then exit
when ignored {} for 3d then exit
when ignored any {} email for 3d then exit
when ignored 3 {} emails in a row for 3d then exit
when clicked {} followed by visited {} within 3d then exit
when changed {} followed by clicked {} where {} is 3 then exit
guarantee at most 3 {} emails within 3d
guarantee never send {} after clicked {}
guarantee never send any {} email after changed {} to {}
set a to {} plus {}
add {} times 3 to {}
if a > {} minus {} and b
stage a was {}
goal a was b, {} within 3d
attribute a was {} text
webinar a was {} at 2026-05-12 15:00
""".strip().splitlines()


@pytest.mark.parametrize("word", sorted((GRAMMAR_WORDS - REFUSED_NAMES - {"yes/no"}) | UNIT_WORDS))
def test_a_keyword_that_may_be_a_name_is_one_in_every_place(word: str) -> None:
    """Else it has to be refused where names are declared. Units are names wherever no number stands before them.

    They are names of attributes and properties alone, so not where a message, page or the like stands; and who waits
    until `weekdays` means each `weekday`. `was` stands in no verb behind its first word.
    """
    places = [place for place in PLACES if not re.search(r"(?:when|whenever|or) clicked \{\}", place)]
    for place in PLACES if word not in UNIT_WORDS else places:
        if (word == "weekdays" and "wait until {}" in place) or (word == "was" and place.startswith("event ")):
            continue
        assert _statement(place.replace("{}", word)) == _named(place, word), place


@cache
def _with_a_plain_name(place: str) -> str:
    statement = _statement(place.replace("{}", "zeta"))
    assert statement is not None, place
    return statement


def _named(place: str, word: str) -> str:
    return _with_a_plain_name(place).replace("'zeta'", repr(word))
