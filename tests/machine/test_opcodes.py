"""Every number of the layout that a program can hold has a name, and every operation a picture."""

import pytest

from jdsl.machine import layout, opcodes

OPERATIONS = {name: value for name, value in vars(layout).items() if name.startswith("OP_")}


@pytest.mark.parametrize("name", OPERATIONS)
def test_each_operation_has_a_picture_of_all_its_words(name: str) -> None:
    number = OPERATIONS[name]
    assert 1 + len(opcodes.OPERATIONS[number].words) == layout.STEP_WORDS[number]


def test_no_two_operations_share_a_name() -> None:
    names = [operation.name for operation in opcodes.OPERATIONS.values()]
    assert len(set(names)) == len(names) == len(OPERATIONS)


def test_the_words_of_an_operation_have_names_of_their_own() -> None:
    for operation in opcodes.OPERATIONS.values():
        names = [name for name, _ in operation.words]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "family", [opcodes.LISTENERS, opcodes.ALTERNATIVES, opcodes.DUES, opcodes.OPERANDS, opcodes.REENTER]
)
def test_a_family_counts_from_zero(family: dict[int, str]) -> None:
    assert sorted(family) == list(range(len(family)))


def test_tests_count_from_one_behind_the_two_answers() -> None:
    assert sorted(opcodes.TESTS) == list(range(1, len(opcodes.TESTS) + 1))
    assert "true" not in opcodes.TESTS.values()
