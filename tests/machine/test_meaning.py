"""The hash of what a program means: what changes it, and what does not."""

import pytest

from jdsl.machine.meaning import meaning
from tests.machine.compiled import SHOP, program_of

JOURNEY = """\
journey shop
  enter when clicked hello if country is CZ
  exit when purchased where amount > 100 "bought"
  stage first
    send hello
    wait 1d
    if vip then tag lead
    send ping
"""
CATALOG = """\
attribute country one of CZ, DE
attribute vip yes/no
tag lead
tag late
email hello
email bye
sms ping
channel news
channel offers
page pricing "/pricing*"
page docs "/docs*"
"""


def of(*texts: str) -> str:
    return meaning(program_of(*texts))


AS_IT_IS = of(CATALOG + JOURNEY)


@pytest.mark.parametrize(
    ("why", "texts"),
    [
        ("comments", [f"# hello\n\n{CATALOG}\n\n# more\n{JOURNEY}# the end\n"]),
        ("lines of its own", [CATALOG + JOURNEY.replace("vip then tag lead", "vip\n      tag lead")]),
        ("blanks", [CATALOG.replace("one of CZ, DE", "one of CZ,DE") + JOURNEY.replace("  stage", "\n  stage")]),
        ("files", [JOURNEY, CATALOG]),
        ("the order of declarations", ["".join(reversed(CATALOG.splitlines(keepends=True))) + JOURNEY]),
        ("how lengths are written", [CATALOG + JOURNEY.replace("1d", "24h")]),
        ("how numbers are written", [CATALOG + JOURNEY.replace("100", "100.0")]),
        ("scenarios", [CATALOG + JOURNEY + 'scenario "x" for shop\n  day 0 clicked hello\n  expect nothing else\n']),
    ],
)
def test_what_does_not_count(why: str, texts: list[str]) -> None:
    assert of(*texts) == AS_IT_IS, why


def test_the_names_of_files_do_not_count() -> None:
    assert meaning(program_of(**{"b.journey": CATALOG, "a.journey": JOURNEY})) == AS_IT_IS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("journey shop", "journey store"),
        ("journey shop", 'journey shop "The shop"'),
        ("stage first", "stage start_here"),
        ('"bought"', '"paid"'),
        ("send ping", "send ping\n    send ping"),
        ("wait 1d", "wait 25h"),
        ("> 100", ">= 100"),
        ("country is CZ", "country is DE"),
        ("if vip", "if not vip"),
        ("email bye\n", ""),
        ('"/docs*"', '"/doc*"'),
    ],
)
def test_what_counts(old: str, new: str) -> None:
    assert of((CATALOG + JOURNEY).replace(old, new)) != AS_IT_IS


def test_more_journeys_are_not_the_same() -> None:
    other = "journey other\n  enter when purchased\n  stage s\n    send bye\n"
    both = of(CATALOG, JOURNEY, other)
    assert both != AS_IT_IS
    assert both == of(other, JOURNEY, CATALOG) == of(CATALOG + other + JOURNEY)


def test_the_shop_is_the_same_backwards() -> None:
    """Its declarations, one block after the other, last first."""
    text = SHOP.read_text(encoding="utf-8").replace("\n\n", "\n")
    blocks = text.replace("\n  ", "\0  ").splitlines()
    backwards = "\n".join(reversed(blocks)).replace("\0", "\n") + "\n"
    assert backwards != text
    assert of(backwards) == of(text)
