"""Our own cases, as recorded: whatever the product becomes, both readings of the law still say the same of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.bench import OWN_CASES
from tests.faults.large import large_cases
from tests.oracle.agreement import compare
from tests.oracle.cases import Case, read_case


@pytest.mark.parametrize("path", sorted(OWN_CASES.glob("*.json")), ids=lambda path: path.stem)
def test_both_readings_are_as_recorded(path: Path) -> None:
    case, effects = read_case(path)
    compared = compare(case)
    assert compared is not None
    assert compared.oracle == effects
    assert compared.compiled == effects


@pytest.mark.parametrize("case", list(large_cases()), ids=lambda case: case.name)
def test_both_readings_agree_on_what_is_large(case: Case) -> None:
    compared = compare(case)
    assert compared is not None
    assert len(compared.oracle) > 50
    assert compared.agree
