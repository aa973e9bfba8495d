"""Wall times around every change of clocks of eight zones, as people say them: `wait until 1993-03-28 at 02:30`."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jdsl.compiler import lower
from jdsl.simulate.rehearsal import Occurrence, Rehearsal
from jdsl.workspace import Workspace
from tests.conftest import NATIVE

WALL_TIMES = Path(__file__).parents[4] / "shared" / "data" / "timezones" / "wall_times.csv"
START_MS = 631_152_000_000  # 1990-01-01T00:00Z
END_MS = 1_893_456_000_000  # 2030-01-01T00:00Z


def rows() -> dict[str, list[tuple[str, str, int]]]:
    """By zone: date and time of day of each wall time, and the instant that it means, in ms."""
    found: dict[str, list[tuple[str, str, int]]] = {}
    with WALL_TIMES.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            instant = datetime.fromisoformat(row["utc"].removesuffix("Z")).replace(tzinfo=UTC)
            day, _, clock = row["wall"].partition("T")
            found.setdefault(row["zone"], []).append((day, clock, round(instant.timestamp() * 1000)))
    return found


def journeys(zone: str, times: list[tuple[str, str, int]]) -> str:
    """A journey for each time, that sends a message then."""
    lines = [f"timezone {zone}", 'email reminder "A reminder"', "page home"]
    for number, (day, clock, _) in enumerate(times):
        lines += [
            f"journey time_{number}",
            "  enter when visited home",
            "  stage only",
            f"    wait until {day} at {clock}",
            "    send reminder",
        ]
    return "\n".join(lines) + "\n"


@pytest.mark.skipif(not WALL_TIMES.exists(), reason="the list of wall times is not here")
def test_every_wall_time_is_its_instant() -> None:
    zones = rows()
    assert sum(map(len, zones.values())) == 2000
    for zone, times in zones.items():
        snapshot = Workspace.from_texts({"times.journey": journeys(zone, times)}).snapshot
        assert snapshot.model is not None, [diagnostic.message for diagnostic in snapshot.diagnostics]
        rehearsal = Rehearsal(lower(snapshot.model), is_native=NATIVE)
        rehearsal.begin(START_MS, None)
        rehearsal.advance([Occurrence(START_MS, START_MS, "visited", "home")])
        rehearsal.flush(END_MS)
        sent = {effect.journey: effect.time_ms for effect in rehearsal.effects if effect.kind == "send"}
        assert sent == {f"time_{number}": at_ms for number, (_, _, at_ms) in enumerate(times)}, zone
