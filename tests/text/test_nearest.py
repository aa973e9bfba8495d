import pytest

from jdsl.text.nearest import distance, nearest, nearest_all


@pytest.mark.parametrize(
    ("left", "right", "steps"),
    [
        ("send", "send", 0),
        ("sned", "send", 1),  # two letters swapped are one mistake
        ("snd", "send", 1),
        ("sendd", "send", 1),
        ("sent", "send", 1),
        ("whitepapr", "whitepaper", 1),
        ("abc", "xyz", 3),
        ("", "abc", 3),
        ("ca", "abc", 3),
    ],
)
def test_distance(left: str, right: str, steps: int) -> None:
    assert distance(left, right, 5) == steps
    assert distance(right, left, 5) == steps


def test_distance_gives_up_beyond_the_limit() -> None:
    assert distance("abcdefgh", "stuvwxyz", 2) == 3
    assert distance("a", "abcdefgh", 2) == 3


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("whitepapr", "whitepaper"),
        ("WhitePaper", "whitepaper"),
        ("white-paper", "white_paper"),
        ("whitepaper", None),  # what is known is no mistake
        ("newsletter", None),
        ("xy", None),  # one letter of two is no likeness
    ],
)
def test_nearest(word: str, found: str | None) -> None:
    known = ["whitepaper", "receipt", "xz"] if word != "white-paper" else ["white_paper"]
    assert nearest(word, known) == found


def test_the_closest_comes_first_and_equals_in_order() -> None:
    assert nearest_all("pricng", ["prices", "pricing", "shop"]) == ["pricing", "prices"]
    assert nearest_all("mail_a", ["mail_c", "mail_b"]) == ["mail_b", "mail_c"]
    assert nearest_all("pricng", ["pricing", "prices", "princes"], most=1) == ["pricing"]
