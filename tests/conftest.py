"""What every test may use: golden files, and an environment in which nothing depends on who runs the tests."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

Golden = Callable[[Path, str], None]

NATIVE = os.environ.get("JDSL_KERNEL") == "native"
"""Whether the tests of the engine run the compiled kernel."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the recorded outputs; then read the diff")


def signatures() -> list[object]:
    """What numba has compiled the step function for in this run; empty if nothing has called it."""
    from jdsl.engine.native import native

    return list(getattr(native().advance, "signatures", []))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run that was to test the compiled kernel and never called it has failed."""
    if NATIVE and session.exitstatus == pytest.ExitCode.OK and not signatures():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if NATIVE:
        terminalreporter.section("the kernel was compiled")
        terminalreporter.line(f"advance.signatures: {signatures()}")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the recorded file; with `--update-golden`, record it."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{path.name} is not recorded: run with --update-golden, then read it"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(autouse=True, scope="session")
def plain_environment() -> None:
    """Colours and widths must not depend on the terminal of whoever runs the tests."""
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"):
        os.environ.pop(name, None)
