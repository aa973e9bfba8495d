"""The whole language in random cases: as long as some of it is held back, the oracle alone takes them."""

from __future__ import annotations

import pytest

from jdsl.syntax.held_back import NOT_YET
from tests.oracle.agreement import model_of
from tests.oracle.evaluator import run
from tests.oracle.further import make_further_case
from tests.oracle.landed import SAID, held

SEEDS = range(24)


@pytest.fixture
def nothing_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in list(NOT_YET):
        monkeypatch.delitem(NOT_YET, key)


def test_what_is_held_back_is_told_by_its_words() -> None:
    """What no random case says needs no words."""
    never_said = {"template", "was", "guarantee"}
    assert {spelling for key, spelling in NOT_YET.items() if key not in dict(SAID)} <= never_said


@pytest.mark.usefixtures("nothing_is_held_back")
def test_the_oracle_takes_all_of_it() -> None:
    assert held() is None
    effects = 0
    for seed in SEEDS:
        case = make_further_case(seed)
        model = model_of(case)
        assert model is not None
        effects += len(run(model, case.contacts, case.events, case.from_ms, case.until_ms).effects)
    assert effects > 5 * len(SEEDS)


def test_a_case_is_the_same_each_time() -> None:
    assert make_further_case(7) == make_further_case(7)
