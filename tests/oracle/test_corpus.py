"""Recorded cases, replayed through both readings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oracle.agreement import compare
from tests.oracle.cases import CASES, read_case

RECORDED = sorted(path for path in CASES.glob("*.json") if not path.name.startswith("differs-"))


def test_there_are_recorded_cases() -> None:
    assert len(RECORDED) >= 40


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_both_readings_are_as_recorded(path: Path) -> None:
    case, effects = read_case(path)
    compared = compare(case)
    assert compared is not None
    assert compared.oracle == effects
    assert compared.compiled == effects
