"""The middle is exact, also where the lengths lie on disk."""

import random
import statistics

import pytest

from jdsl.replay.median import Lengths


@pytest.mark.parametrize("count", [1, 2, 3, 10, 1001, 1002])
@pytest.mark.parametrize("held", [1, 7, 100, 5000])
@pytest.mark.parametrize("largest", [1, 20, 1 << 14, 1 << 43])
def test_median(count: int, held: int, largest: int) -> None:
    choice = random.Random(count * held)
    values = [choice.randrange(largest) for _ in range(count)]
    lengths = Lengths(held)
    for value in values:
        lengths.add(value)
    assert lengths.median_ms() == statistics.median_low(values)


def test_of_none_there_is_none() -> None:
    assert Lengths().median_ms() is None
