"""What a slip is: something that people write otherwise than the language does, and what is said about it."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAME = r"[^\W\d]\w*(?:-\w+)*"
LENGTH = r"\d+\s*[a-z]+(?:\s+\d+\s*[a-z]+)*"
END = r"(?![-\w])"
UNITS = r"(?:emails?|sms|push|messages?)"


@dataclass(frozen=True, slots=True)
class Slip:
    """`shape` has a group `here`, around what does not fit or right before it.

    `instead` is what to write for it, with the groups of `shape` in braces; empty: it is left out. None: no fix.
    `message` and `help` may name groups too; without a message it says that the one is said as the other.
    """

    shape: re.Pattern[str]
    instead: str | None = None
    message: str | None = None
    help: str | None = None
    certain: bool = False


def slip(
    shape: str,
    instead: str | None = None,
    *,
    message: str | None = None,
    advice: str | None = None,
    certain: bool = False,
) -> Slip:
    """A slip, its shape as a regular expression in which `.` stands for line ends, too."""
    return Slip(re.compile(shape, re.DOTALL), instead, message, advice, certain)
