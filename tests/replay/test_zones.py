"""Texts in `timezone` that are no zone are counted where anything goes by contact time, and nowhere else (§12.7)."""

import io
import json

import pytest

from jdsl.replay.account import Oddity
from jdsl.replay.readers import Source
from jdsl.replay.run import run
from jdsl.workspace import Workspace

JOURNEY = "journey a\n  enter when clicked teaser\n  stage only\n    wait until 09:00{}\n    send letter\n"
ZONES = ("Europe/Prague", "europe/prague", "Prague", "Nowhere", None, "Factory")


def oddities(text: str) -> list[tuple[Oddity, str, int, str]]:
    lines = "".join(
        json.dumps({"contact": "ann", "time": time, "event": "clicked", "set": {"timezone": zone}}) + "\n"
        for time, zone in enumerate(ZONES)
    ).encode()
    contacts = b'{"contact": "bob", "timezone": "Here"}\n'
    report = run(
        Workspace.from_texts({"a.journey": text}).program(),
        [Source("events.jsonl", lambda: io.BytesIO(lines))],
        contacts=[Source("contacts.jsonl", lambda: io.BytesIO(contacts))],
        native=False,
    )
    accounts = (report.events, report.contact_lines)
    return [
        (finding.oddity, finding.kind, finding.count, finding.cause)
        for account in accounts
        for finding in account.findings.values()
    ]


@pytest.mark.parametrize(
    "text",
    [
        JOURNEY.format(" in contact time"),
        "send between 09:00 and 18:00 in contact time\n" + JOURNEY.format("").replace("journey a", "\njourney a"),
    ],
)
def test_where_something_goes_by_contact_time_they_are_counted(text: str) -> None:
    assert oddities(text) == [
        (Oddity.UNKNOWN_NAME, "timezone", 3, 'no zone is called "Prague"'),
        (Oddity.UNKNOWN_NAME, "timezone", 1, 'no zone is called "Here"'),
    ]


def test_where_nothing_does_nobody_asks() -> None:
    assert oddities("timezone Europe/Prague\n" + JOURNEY.format("")) == []
