"""Who is held out of a journey: drawn by the contact's id, the same in every run (S3.9)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeAlias

SHARES = 10_000

Draw: TypeAlias = Callable[[str, str], int]
"""Of 10,000, what a contact draws for a journey: its name, the contact's id."""


def draw(journey: str, contact_id: str) -> int:
    """What S3.9 says; whoever draws less than a journey's share in hundredths of a percent is held out of it."""
    text = f"hold out:{journey}\0{contact_id}"
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big") % SHARES


def everybody(_journey: str, _contact_id: str) -> int:
    """Everybody is held out, where anybody is."""
    return 0


def nobody(_journey: str, _contact_id: str) -> int:
    """Nobody is held out, unless all are."""
    return SHARES
