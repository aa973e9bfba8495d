"""The table by which scores fade is that of the reference."""

from __future__ import annotations

import re

from tests.oracle.fading import TABLE, after_steps, first_step_below, instant_of_step, steps_by
from tests.reference.reading import reference

DAY_MS = 86_400_000


def test_the_table_is_the_references() -> None:
    written = re.findall(r"\b\d{9,10}\b", reference().partition("§16.9 ")[2].partition("§16.10")[0])
    assert [int(number) for number in written] == list(TABLE)


def test_the_first_step_below_is_the_first() -> None:
    for value, bound in (
        (40_000_000, 30_000_000),
        (1, 1),
        (9_200_000_000_000_000_000, 1),
        (7, 8),
        (1_000_000, 999_999),
    ):
        steps = first_step_below(value, bound)
        assert steps is not None
        assert after_steps(value, steps) < bound
        assert steps == 0 or after_steps(value, steps - 1) >= bound
    assert first_step_below(5, 0) is None


def test_a_step_begins_at_its_instant() -> None:
    for halve_ms in (DAY_MS, 1000, 7, 14 * DAY_MS + 1):
        for steps in (1, 2, 255, 256, 1000):
            at_ms = instant_of_step(12_345, halve_ms, steps)
            assert steps_by(12_345, halve_ms, at_ms) >= steps > steps_by(12_345, halve_ms, at_ms - 1)
