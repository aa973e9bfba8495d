"""Names and places of what programs are made of."""

from __future__ import annotations

import pytest

from jdsl.compiler import lower
from jdsl.machine.layout import STEP_WORDS
from jdsl.machine.program import Program
from tests.oracle.agreement import compare
from tests.oracle.compiled import NATIVE
from tests.oracle.evaluated import model_of
from tests.oracle.generate import make_case
from tests.oracle.opcodes import EVERY_NAME, NAMES, NEVER_ASKED, places

SEEDS = range(0, 100, 5)


def compiled(seed: int) -> Program:
    return lower(model_of(make_case(seed)))


@pytest.mark.parametrize("family", NAMES)
def test_numbers_of_a_family_leave_no_gap(family: str) -> None:
    """So no record's slot is taken for a kind, and no kind for another."""
    numbers = sorted(NAMES[family])
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert numbers[0] == (1 if family == "TEST" else 0)
    assert len(numbers) > 1


def test_every_step_has_its_words() -> None:
    assert len(STEP_WORDS) == len(NAMES["OP"])


def test_what_is_excepted_exists() -> None:
    assert NEVER_ASKED.keys() <= set(EVERY_NAME)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_step_stands_within_another(seed: int) -> None:
    """They are as long as the compiler makes them."""
    program = compiled(seed)
    found = places(program)
    lengths = {NAMES["OP"][operation]: words for operation, words in enumerate(STEP_WORDS)}
    steps = {place: lengths[name] for place, name in found.items() if name in lengths}
    assert steps
    within = {place + word for place, words in steps.items() for word in range(1, words)}
    assert not within & steps.keys()


@pytest.mark.skipif(NATIVE, reason="words of an array do not notice that they are asked")
def test_what_is_executed_is_less_than_what_is_held() -> None:
    less = 0
    for seed in SEEDS:
        compared = compare(make_case(seed))
        if compared is not None:
            assert compared.watched.executed <= compared.watched.holds
            less += compared.watched.executed < compared.watched.holds
    assert less > 0
