"""The reference is tested: its journeys are checked and played, its timed tables run, its numbers lead somewhere."""

import re
from pathlib import Path

from jdsl.syntax.keywords import KEYWORDS, REFUSED_NAMES, RESERVED, KeywordKind
from tests.reference.reading import citations, journeys, paragraphs, reference

TESTS = Path(__file__).parents[1]

BLOCKS = list(journeys())

RULES = {1: 8, 2: 10, 3: 9, 4: 11, 5: 11, 6: 6, 7: 4, 8: 5}
"""How many execution rules each of S1 to S8 has."""


def test_every_number_is_given_once_and_in_order() -> None:
    numbers = [tuple(int(part) for part in number.split(".")) for number in paragraphs()]
    assert len(set(numbers)) == len(numbers)
    assert numbers == sorted(numbers)


def test_every_number_that_is_named_is_there() -> None:
    assert citations() <= set(paragraphs())


def test_every_execution_rule_is_answered() -> None:
    table = reference().partition("### §20.3")[2]
    answered = re.findall(r"\| (S\d\.\d+) \| (\S[^|]*) ", table)
    assert sorted(rule for rule, _ in answered) == sorted(
        f"S{section}.{number}" for section, count in RULES.items() for number in range(1, count + 1)
    )


def test_what_pins_a_rule_is_there() -> None:
    rows = [row.strip("| ").split(" | ") for row in reference().partition("### §20.3")[2].split("\n") if "| §" in row]
    pins = [pin for row in rows for pin in row[-1].split(" · ")]
    assert len(pins) > 200
    assert [pin for pin in pins if not _is_there(pin)] == []


WRITTEN = (KeywordKind.CATALOG, KeywordKind.HEADER, KeywordKind.RULE, KeywordKind.STEP, KeywordKind.TRIGGER)
INSIDE = {"before", "comes"}
"""What the row of moments as triggers is about."""


def test_all_that_can_be_written_is_in_the_table() -> None:
    rows = re.findall(r"^\| (.+?) \| §", reference().partition("### §20.3")[2].partition("| rule |")[0], re.MULTILINE)
    words = [keyword.spelling for keyword in KEYWORDS if keyword.kind in WRITTEN]
    assert [word for word in words if word not in INSIDE and not _names(" ".join(rows), word)] == []


def _is_there(pin: str) -> bool:
    if found := re.fullmatch(r"`(\S+)::(\S+)`", pin):
        file = TESTS / found[1]
        return file.is_file() and f"\ndef {found[2]}(" in file.read_text(encoding="utf-8")
    found = re.fullmatch(r'§(\d+) "(.+)"', pin)
    if found is None:
        return False
    section = reference().partition(f"\n## §{found[1]} ")[2].partition("\n## ")[0]
    return f'\nscenario "{found[2]}"' in section or f"\n| {found[2]} | " in section


def test_the_contents_name_every_section() -> None:
    headings = re.findall(r"^## (§\d+ .*)$", reference(), re.MULTILINE)
    for heading in headings:
        anchor = re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
        assert f"[{heading}](#{anchor.removeprefix('§')})" in reference().replace("\n", " "), heading


def test_there_is_something_to_run() -> None:
    assert len(BLOCKS) >= 10
    assert sum(len(block.cases) for block in BLOCKS) >= 60


def test_every_block_is_run_or_shows_parts() -> None:
    opened = re.findall(r"^```(.+)$", reference(), re.MULTILINE)
    assert set(opened) == {"journey", "lines"}
    assert opened.count("journey") == len(BLOCKS)


def _said(heading: str) -> str:
    """What stands in code spans under a heading of §20."""
    text = reference().partition(f"### §{heading} ")[2].partition("\n### ")[0]
    return " | ".join(re.findall(r"`([^`]*)`", text))


def _names(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def test_every_keyword_is_in_the_lists() -> None:
    missing = [
        keyword.spelling
        for keyword in KEYWORDS
        if keyword.kind is not KeywordKind.UNIT  # those are explained in one paragraph, §2.6
        and not _names(_said("20.1"), keyword.spelling)
    ]
    assert missing == []


def test_the_names_that_are_refused_are_listed() -> None:
    assert _said("20.2").split(" | ") == sorted(REFUSED_NAMES - RESERVED)
