"""Who is held out of a journey, and which arm of a split is whose: drawn by the contact's id, the same in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeAlias

SHARES = 10_000

Draw: TypeAlias = Callable[[str, str], int]
"""Of 10,000, what a contact draws: for what (`hold_out`, `split`), the contact's id."""


def hold_out(journey: str) -> str:
    """What is drawn for by a journey that holds out; whoever draws less than its share is held out of it (S3.9)."""
    return f"hold out:{journey}"


def split(name: str) -> str:
    """What is drawn for by a split."""
    return f"split:{name}"


def draw(drawn_for: str, contact_id: str) -> int:
    """What S3.9 says."""
    text = f"{drawn_for}\0{contact_id}"
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big") % SHARES


def arm_of(shares: Sequence[int], drawn: int) -> int:
    """The number of the arm into which a draw falls; the shares make 10,000 (S4.9)."""
    end = 0
    for number, share in enumerate(shares):
        end += share
        if drawn < end:
            return number
    return len(shares) - 1
