"""The report as one JSON document: all that the text says, under names that stay."""

import io
import json
from typing import Any

import pytest

from jdsl.replay.readers import Source
from jdsl.replay.run import run
from tests.replay.pretend import PROGRAM, PretendPage

DAY_MS = 86_400_000


@pytest.fixture(autouse=True)
def pretend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jdsl.replay.run.Page", PretendPage)


def document(events: list[object], contacts: list[object] | None = None) -> dict[str, Any]:
    def source(name: str, lines: list[object]) -> Source:
        content = "".join(json.dumps(line) + "\n" for line in lines).encode()
        return Source(name, lambda: io.BytesIO(content))

    rows = [] if contacts is None else [source("contacts.jsonl", contacts)]
    written = run(PROGRAM, [source("events.jsonl", events)], contacts=rows, native=False).json()
    assert written.endswith("}\n")
    return json.loads(written)


@pytest.fixture
def said() -> dict[str, Any]:
    events: list[object] = [{"contact": name, "time": 1000, "event": "clicked"} for name in ("ann", "bob", "cid")]
    events += [{"contact": "ann", "time": DAY_MS, "event": "purchased"}]
    events += [{"contact": "bob", "time": "noon", "event": "clicked"}, {"contact": "bob"}, {"contact": "eve"}]
    events += [{"contact": "cid", "time": 1000, "event": "klicked", "machine": "ü"}]
    return document(events, [{"contact": "dan", "country": "FR"}])


def test_the_whole(said: dict[str, Any]) -> None:
    assert list(said) == ["from", "until", "contacts", "overflows", "journeys", "events", "contact_lines", "clean"]
    assert (said["from"], said["until"]) == ("1970-01-01T00:00:01.000Z", "1970-01-02T00:00:00.000Z")
    assert (said["contacts"], said["overflows"], said["clean"]) == (4, 0, False)


def test_journeys(said: dict[str, Any]) -> None:
    assert said["journeys"] == [
        {
            "name": "welcome",
            "title": "Welcome",
            "visits": 3,
            "contacts": 3,
            "standing": {"start": 0, "later": 3},
            "goals": [{"name": "sale", "reached": 1, "median_ms": DAY_MS - 1000}],
            "sent": {},
            "notified": {},
            "called": {},
            "withheld": {"limit": 3},
            "refused": {},
            "exits": {},
            "completed": 0,
        }
    ]


def finding(oddity: str, kind: str, count: int, line: int, cause: str) -> dict[str, object]:
    file = "contacts.jsonl" if kind == "attribute country" else "events.jsonl"
    return {"oddity": oddity, "kind": kind, "count": count, "file": file, "line": line, "cause": cause}


def test_accounts(said: dict[str, Any]) -> None:
    no_time = '`time` "noon" is no time: write 2026-03-02T09:00:00Z, or milliseconds since 1970'
    assert said["events"] == {
        "lines": 8,
        "handled": 5,
        "repeated": 0,
        "outside": 0,
        "unreadable": 3,
        "bad_fields": 1,
        "unknown_names": 1,
        "findings": [
            finding("unreadable", "time", 3, 5, no_time),
            finding("bad_field", "machine", 1, 8, '`machine` is "ü", which is neither true nor false'),
            finding("unknown_name", "event", 1, 8, "no event is called `klicked`"),
        ],
    }
    assert said["contact_lines"] == {
        "lines": 1,
        "handled": 1,
        "repeated": 0,
        "outside": 0,
        "unreadable": 0,
        "bad_fields": 1,
        "unknown_names": 0,
        "findings": [finding("bad_field", "attribute country", 1, 1, '`country` is "FR", which is none of CZ, DE, US')],
    }


def test_what_is_not_there_is_null() -> None:
    said = document([])
    assert (said["from"], said["until"], said["contact_lines"], said["clean"]) == (None, None, None, True)
    assert said["journeys"][0]["goals"] == [{"name": "sale", "reached": 0, "median_ms": None}]
    assert said["events"]["findings"] == []
