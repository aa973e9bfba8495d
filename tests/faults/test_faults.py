"""The list of faults stays true while the source changes, and covers what it must; `test_caught` sees who is caught."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults.changes import Fault, apply
from tests.faults.listed import FAULTS

REFERENCE = Path(__file__).parents[2] / "grammar" / "REFERENCE.md"

LEAST = {
    "4.4": 1, "4.5": 12, "4.6": 1, "4.7": 1,
    "5.1": 4, "5.2": 3, "5.3": 4, "5.4": 1, "5.5": 2, "5.6": 8, "5.7": 1, "5.8": 1, "5.9": 2, "5.11": 5,
    "6.2": 3, "6.4": 5, "6.6": 6, "6.7": 1, "6.9": 1, "6.11": 3,
    "7.2": 4, "7.3": 1, "7.6": 1, "7.7": 1, "7.8": 3, "7.10": 1,
    "8.1": 1, "8.2": 3, "8.4": 3, "8.7": 1, "8.8": 1, "8.9": 1, "8.16": 3,
    "9.2": 1, "9.4": 3, "9.5": 4, "9.6": 1, "9.8": 2,
    "10.3": 2, "10.5": 3, "11.2": 1, "12.2": 1, "12.3": 2,
    "6.13": 5, "14.2": 6, "14.5": 3, "14.7": 4, "14.12": 2, "14.14": 4, "15.1": 15, "15.2": 10, "15.4": 9, "15.5": 5,
    "15.6": 2, "15.7": 9, "15.8": 3,
    "6.14": 3, "9.12": 7, "9.13": 16, "16.3": 7, "16.4": 2, "16.5": 1, "16.6": 2, "16.7": 10, "16.8": 3, "16.9": 3,
    "17.2": 7, "17.3": 1, "17.4": 5, "17.5": 3, "17.7": 4, "17.8": 4, "17.9": 2, "18.3": 7, "18.4": 6, "18.5": 4,
    "18.6": 4, "19.2": 1, "19.3": 2, "19.5": 4, "19.6": 8,
}  # fmt: skip
"""How many faults each paragraph needs at least: each order, each comparison of a due time, each edge, each
reset."""


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_finds_its_place(fault: Fault) -> None:
    apply(fault)


def test_no_fault_stands_twice() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS)
    assert len({fault.edits for fault in FAULTS}) == len(FAULTS)


def test_every_fault_breaks_a_paragraph_of_the_reference() -> None:
    paragraphs = set(re.findall(r"^§(\d+\.\d+) ", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE))
    assert {fault.paragraph for fault in FAULTS} <= paragraphs


def test_no_paragraph_is_short_of_faults() -> None:
    counts = {paragraph: sum(fault.paragraph == paragraph for fault in FAULTS) for paragraph in LEAST}
    assert {name: count for name, count in counts.items() if count < LEAST[name]} == {}
