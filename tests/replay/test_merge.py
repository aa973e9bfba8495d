"""Lines come out sorted, through as many runs as it takes."""

import random

import pytest

from jdsl.replay.merge import SortedLines


@pytest.mark.parametrize("held_bytes", [0, 3000, 1 << 20])
def test_sorted(held_bytes: int) -> None:
    choice = random.Random(1)
    lines = [(choice.randrange(50), f"c{choice.randrange(9)}", number, f"line {number}\n") for number in range(700)]
    sorted_lines = SortedLines(held_bytes)
    for line in lines:
        sorted_lines.add(line)
    assert list(sorted_lines.sorted()) == sorted(lines)
    sorted_lines.close()
