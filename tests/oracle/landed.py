"""Which patterns of random cases hold only what this version carries out: all do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum

from jdsl.syntax import ast

NOT_YET: Mapping[object, str] = {}

_OF_SEGMENTS = r"\bsegment\b|\bjoined\b|\bleft\b|\b(?:rich|regulars|warm|odd)\b"
_OF_SCORES = r"\bscore\b|\breadiness\b|\bmood_told\b"

SAID: tuple[tuple[type | Enum | tuple[type, str], str], ...] = (
    (ast.SegmentLine, _OF_SEGMENTS),
    (ast.InSegment, r"in segment"),
    (ast.ScoreLine, _OF_SCORES),
    (ast.AddWhen, _OF_SCORES),
    (ast.TakeWhen, _OF_SCORES),
    (ast.HalveLine, r"\bhalve\b"),
    (ast.Reaches, r"\breaches\b"),
    (ast.FallsBelow, r"\bfalls below\b"),
    ((ast.WebhookLine, "property"), r"\b(?:approved|grade)\b"),
    (ast.AnswersWithinLine, r"\banswers within\b"),
    ((ast.Phrase, "answers"), r"\banswers\b|\banswered\b"),
    ((ast.Phrase, "fails"), r"\bfails\b|\bfailed\b"),
    ((ast.EnterWhen, "per"), r"\bper order_id\b"),
    ((ast.ReenterAfter, "from_entering"), r"\bfrom entering\b"),
    (ast.NotWhileIn, r"\bnot while in\b"),
    (ast.OnChange, r"\bon change\b"),
    (ast.GuaranteeNever, r"\bguarantee\b"),
    (ast.PieceLine, r"\bpiece_a\b"),
    (ast.Do, r"\bdo\b"),
    (ast.Split, r"\bsplit\b|\bTHE_SPLIT\b"),
    (ast.ArmLine, r"\bsplit\b|\bTHE_SPLIT\b"),
    (ast.Repeat, r"\brepeat\b"),
    (ast.Operation.PLUS, r" plus "),
    (ast.Operation.MINUS, r" minus "),
    (ast.Operation.TIMES, r"(?<!least \d)(?<!most \d) times [\dp]"),
    (ast.FollowedBy, r"\bfollowed by\b"),
    (ast.Ignored, r"\bignored\b"),
    (ast.IgnoredInARow, r"\bin a row\b"),
)
"""What is held back, and how patterns say it."""


def held() -> re.Pattern[str] | None:
    """What finds a part of a pattern that is held back; None: nothing is."""
    said = {words for key, words in SAID if key in NOT_YET}
    return re.compile("|".join(sorted(said))) if said else None


def landed(*patterns: Mapping[str, tuple[str, ...]]) -> list[dict[str, tuple[str, ...]]]:
    """The options that are not held back. An option that is drawn from nothing is none either."""
    found = held()
    left = [
        {
            name: tuple(one for one in options if found is None or not found.search(one))
            for name, options in each.items()
        }
        for each in patterns
    ]
    empty: set[str] = set()
    while now_empty := {name for each in left for name, options in each.items() if not options} - empty:
        empty |= now_empty
        gone = re.compile(rf"\b(?:{'|'.join(sorted(now_empty))})\b")
        left = [
            {name: tuple(one for one in options if not gone.search(one)) for name, options in each.items()}
            for each in left
        ]
    return left


def lines_landed(text: str, known: Mapping[str, tuple[str, ...]]) -> str:
    """Without the lines that are held back, or drawn from nothing."""
    found = held()
    empty = [name for name, options in known.items() if not options]
    gone = re.compile(rf"\b(?:{'|'.join(empty)})\b") if empty else None
    return "".join(
        f"{line}\n"
        for line in text.splitlines()
        if not (found is not None and found.search(line)) and not (gone is not None and gone.search(line))
    )
