"""Shows, after the tests, what the compared cases held."""

from __future__ import annotations

import sys
from typing import Any


def pytest_terminal_summary(terminalreporter: Any) -> None:
    module = sys.modules.get("tests.oracle.test_agreement")
    if module is None or not module.TALLY.cases:
        return
    terminalreporter.section("oracle and kernel agree")
    terminalreporter.line(f"fresh seed: {module.FRESH_SEED}")
    for line in module.TALLY.table():
        terminalreporter.line(line)
