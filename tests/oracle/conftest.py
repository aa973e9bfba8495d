"""Shows, after the tests, what the compared cases held."""

from __future__ import annotations

from typing import Any

from tests.oracle.tally import TALLY


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if TALLY.cases:
        terminalreporter.section("the two readings of the law")
        for line in TALLY.table():
            terminalreporter.line(line)
