"""Shows, after the slow tests, who caught what."""

from __future__ import annotations

from typing import Any

from tests.faults.tables import TABLES_TO_SHOW


def pytest_terminal_summary(terminalreporter: Any) -> None:
    for title, lines in TABLES_TO_SHOW.items():
        terminalreporter.section(title)
        for line in lines:
            terminalreporter.line(line)
