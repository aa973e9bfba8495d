"""`python -m tests.benchmarks.scenarios [SCENARIOS]`: how long `jdsl test` takes over many scenarios.

CPU time of the whole command, in a process of its own, with the plain kernel; medians over rounds. The workspace has
the journeys of `examples/product_interest`, and its scenarios again and again, each with a title and times of day of
its own: lines of which no two are alike. `asking` has two conditions more in each, no two of them alike.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

EXAMPLE = Path(__file__).parents[2] / "examples" / "product_interest"
DAY_MINUTES = 24 * 60
LATEST_MINUTES = 14 * 60  # by so much a scenario is moved at most

_SCENARIO = re.compile(r"^(?=scenario )", re.MULTILINE)
_TIME = re.compile(r"\bday (-?\d+) at (\d+):(\d+)")


def journeys_and_scenarios() -> tuple[dict[str, str], list[str]]:
    """The example's files without their scenarios, and these."""
    files: dict[str, str] = {}
    scenarios: list[str] = []
    for path in sorted(EXAMPLE.glob("*.journey")):
        files[path.name], *own = _SCENARIO.split(path.read_text(encoding="utf-8"))
        scenarios += own
    return files, scenarios


def moved(scenario: str, minutes: int) -> str:
    """The scenario so much later."""

    def later(found: re.Match[str]) -> str:
        day, minute = divmod(int(found[1]) * DAY_MINUTES + int(found[2]) * 60 + int(found[3]) + minutes, DAY_MINUTES)
        return f"day {day} at {minute // 60:02}:{minute % 60:02}"

    return _TIME.sub(later, scenario).rstrip() + "\n"


def many(scenarios: list[str], count: int, *, are_asking: bool) -> Iterator[str]:
    choice = random.Random(1)
    for number in range(count):
        text = moved(scenarios[number % len(scenarios)], choice.randrange(LATEST_MINUTES))
        text = text.replace('" for ', f' ({number})" for ', 1)
        if are_asking:
            conditions = f"  day 0 expect not interest > {number}\n  day 0 expect interest is not {number + 0.5}\n"
            text = text.removesuffix("  expect nothing else\n") + conditions
        yield text


def seconds(folder: Path) -> float:
    """CPU seconds of the command, its start and its children with it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run(
        [sys.executable, "-m", "jdsl", "test", str(folder)],
        stdout=subprocess.DEVNULL,
        check=False,
        env={**os.environ, "PYTHONPATH": str(EXAMPLE.parents[1])},
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert run.returncode == 0, "a scenario fails"
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(count: int, rounds: int) -> None:
    """Print a line for each of the workspaces."""
    files, scenarios = journeys_and_scenarios()
    for name, are_asking in (("plain", False), ("asking", True)):
        with tempfile.TemporaryDirectory() as folder:
            texts = [*many(scenarios, count, are_asking=are_asking)]
            for file, text in {**files, "scenarios.journey": "\n".join(texts), "jdsl.toml": ""}.items():
                (Path(folder) / file).write_text(text, encoding="utf-8")
            spent = [seconds(Path(folder)) for _ in range(rounds + 1)][1:]  # the first may make the parser's tables
        lines = sum(text.count("\n") for text in texts) / count
        sys.stdout.write(f"{count:,} scenarios, {name}, of {lines:.1f} lines: {median(spent):.2f} s CPU\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("scenarios", nargs="*", type=int, default=[1000])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    for count in asked.scenarios:
        measure(count, asked.rounds)


if __name__ == "__main__":
    main()
