"""Draws, fixed by what is drawn for and the contact (§15.8, §19.3)."""

from __future__ import annotations

import hashlib

from jdsl.model.model import DeclaredSplit

ALL = 10_000


def drawn(text: str, contact: str) -> int:
    """Of 10,000."""
    digest = hashlib.sha256(text.encode() + b"\0" + contact.encode()).digest()
    return int.from_bytes(digest[:8], "big") % ALL


def arm_of(split: DeclaredSplit, contact: str) -> str:
    """The arm into which the contact's draw falls."""
    number = drawn(f"split:{split.drawn_as}", contact)
    below = 0
    for share in split.arms:
        below += share.hundredths
        if number < below:
            return share.arm
    raise AssertionError("shares make 10,000")
