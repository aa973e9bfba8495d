"""What goes with a call in the effects of a run, and which call an answer belongs to."""

import io
import json
from datetime import UTC, datetime

import pytest

from jdsl.compiler import lower
from jdsl.machine.vocabulary import CALLED_JOURNEY, NO_JOURNEY
from jdsl.replay.account import Account, Oddity
from jdsl.replay.decode import EventDecoder
from jdsl.replay.effect_lines import CELLS
from jdsl.replay.readers import Format, Source
from jdsl.replay.run import run
from jdsl.replay.spill import Spill
from jdsl.workspace import Workspace
from tests.replay.pretend import record_of

CALLS = """webhook crm "https://crm.acme.example/hooks"
attribute vip yes/no
event order
  property amount number
  property code text
journey j
  enter when order
  stage only
    remember amount
    remember code as last_code
    remember vip as was_vip
    call crm
"""


def test_a_call_carries_what_is_remembered() -> None:
    """In JSON one field more, in CSV a column that others leave empty."""
    model = Workspace.from_texts({"calls.journey": CALLS}).snapshot.model
    assert model is not None
    line = {"contact": "c", "time": 0, "event": "order", "amount": 2.5, "code": 'a"b'}
    program = lower(model)
    source = Source("it.jsonl", lambda: io.BytesIO(json.dumps(line).encode()))
    found: list[bytes] = []
    for format_ in (Format.JSONL, Format.CSV):
        effects = io.BytesIO()
        run(program, [source], effects=effects, effects_format=format_)
        found.append(effects.getvalue())
    calls = [json.loads(said) for said in found[0].splitlines() if b'"call"' in said]
    assert [call["values"] for call in calls] == [{"amount": 2.5, "last_code": 'a"b', "was_vip": None}]
    assert list(calls[0]) == list(CELLS)
    assert (
        b',call,crm,,,"{""amount"": 2.5, ""last_code"": ""a\\""b"", ""was_vip"": null}",calls.journey,12\r\n'
        in found[1]
    )


ANSWERED = """webhook crm "https://crm.acme.example/hooks"
  property approved yes/no
  answers within 1h
webhook erp "https://erp.acme.example/hooks"
event order
journey asking
  enter when order
  reenter always
  stage only
    call crm
    wait 1min
    call crm
    wait
      when crm answers where approved then exit "approved"
    meanwhile
      whenever crm answers
        send heard
      whenever crm fails
        send failed
email heard
email failed
"""
FIRST, SECOND = "asking:1:0:1", "asking:1:60000:0"


def answers(*lines: dict[str, object], of: Format = Format.JSONL, until_ms: int = 3_660_000) -> list[tuple[int, str]]:
    """When what was sent, of somebody who is called for at 0 and at 1 min; answers are lines without the contact."""
    model = Workspace.from_texts({"calls.journey": ANSWERED}).snapshot.model
    assert model is not None
    events: list[dict[str, object]] = [{"contact": "c", "time": 0, "event": "order"}]
    events += [{"contact": "c", "event": "answered", "subject": "crm", **line} for line in lines]
    if of is Format.JSONL:
        content = "".join(json.dumps(event) + "\n" for event in events)
    else:
        names = dict.fromkeys(name for event in events for name in event)
        rows = [names, *([event.get(name, "") for name in names] for event in events)]
        content = "".join(",".join(map(str, row)) + "\n" for row in rows)
    source = Source("it", lambda: io.BytesIO(content.encode()), format=of)
    effects = io.BytesIO()
    report = run(lower(model), [source], effects=effects, from_ms=0, until_ms=until_ms)
    assert report.events.is_clean, report.events.findings
    said = [json.loads(line) for line in effects.getvalue().splitlines()]
    calls = [effect["id"] for effect in said if effect["effect"] == "call"]
    assert calls == [FIRST, SECOND]
    started = datetime(1970, 1, 1, tzinfo=UTC)
    return [
        (round((datetime.fromisoformat(effect["time"]) - started).total_seconds() * 1000), effect["name"])
        for effect in said
        if effect["effect"] == "send"
    ]


@pytest.mark.parametrize("of", list(Format))
@pytest.mark.parametrize(
    ("call", "heard"),
    [
        # Of the call that was not answered the time is up.
        ({}, [(90_000, "heard"), (3_660_000, "failed")]),
        ({"call": FIRST}, [(90_000, "heard"), (3_660_000, "failed")]),
        ({"call": SECOND}, [(90_000, "heard"), (3_600_000, "failed")]),
        *(
            ({"call": no_call}, [(3_600_000, "failed"), (3_660_000, "failed")])
            for no_call in (
                "asking:1:0:0", "asking:1:0:2", "asking:1:1:1", "asking:2:0:1", "other:1:0:1", "asking:1:0", "x",
                "asking:1:0:1:0", "asking:01:0:1", "asking:1:0:+1", "asking:1:0: 1", "asking:1:0:1 ",
                "asking:1:18446744073709551616:1", "asking:1:-3600000:1", "ASKING:1:0:1",
            )
        ),
    ],
)  # fmt: skip
def test_an_answer_belongs_to_the_call_that_it_names(
    call: dict[str, object], heard: list[tuple[int, str]], of: Format
) -> None:
    """Without a name to the oldest; with that of no open call to none, and nobody hears it."""
    assert answers({"time": 90_000, **call}, of=of) == heard


@pytest.mark.parametrize(
    ("second_ms", "heard"),
    [
        (3_599_999, [(90_000, "heard"), (3_599_999, "heard")]),
        (3_659_999, [(90_000, "heard"), (3_659_999, "heard")]),
        (3_660_000, [(90_000, "heard"), (3_660_000, "failed")]),
    ],
)
def test_each_call_is_answered_once_and_in_time(second_ms: int, heard: list[tuple[int, str]]) -> None:
    """The first call has gone wrong by an hour; what is left belongs to the second alone."""
    first: dict[str, object] = {"time": 90_000, "call": FIRST}
    assert answers(first, {"time": 120_000, "call": FIRST}, {"time": second_ms, "call": SECOND}) == heard
    assert answers(first, {"time": second_ms}) == heard


def test_a_failure_may_name_its_call_too() -> None:
    failed: dict[str, object] = {"time": 90_000, "event": "failed", "call": SECOND}
    assert answers(failed) == [(90_000, "failed"), (3_600_000, "failed")]


def read(line: dict[str, object]) -> tuple[list[tuple[Oddity, str]], list[dict[int, int]]]:
    """What is odd about a line, and what it carries."""
    model = Workspace.from_texts({"calls.journey": ANSWERED}).snapshot.model
    assert model is not None
    account = Account(file="it")
    spill = Spill(partitions=1)
    EventDecoder(lower(model).vocabulary, account, spill).take(json.dumps({"contact": "c", "time": 0, **line}))
    part = spill.part("c")
    carried = [dict(record_of(part.data, record)[1]) for record in part.record]
    return [(finding.oddity, finding.kind) for finding in account.findings.values()], carried


def test_a_call_of_something_else_is_a_property() -> None:
    """Which an order does not have; nor is it the field if it stands among the properties."""
    assert read({"event": "order", "call": FIRST}) == ([(Oddity.UNKNOWN_NAME, "property of `order`")], [{}])
    nested = {"event": "answered", "subject": "crm", "properties": {"call": FIRST}}
    assert read(nested) == ([(Oddity.UNKNOWN_NAME, "property of `answered`")], [{}])


@pytest.mark.parametrize("no_id", [True, 1.5, "", [FIRST], {}])
def test_a_call_that_is_no_id_is_left_out(no_id: object) -> None:
    found, carried = read({"event": "answered", "subject": "crm", "call": no_id})
    assert (found, carried) == ([(Oddity.BAD_FIELD, "call")], [{}])


def test_a_whole_number_is_an_id_of_no_call() -> None:
    found, carried = read({"event": "answered", "subject": "crm", "call": 17})
    assert (found, carried) == ([], [{CALLED_JOURNEY: NO_JOURNEY}])


MANY = """webhook crm "https://crm.acme.example/hooks"
event order
  property code text
journey j
  enter when order per code
  stage only
    call crm
    wait
"""


def test_the_report_counts_calls_and_who_was_refused() -> None:
    """A contact is in a journey with a hundred values at most; the effect gives no reason (S3.6)."""
    lines = [{"contact": "c", "time": number, "event": "order", "code": str(number)} for number in range(103)]
    events = io.BytesIO("\n".join(map(json.dumps, lines)).encode())
    report = run(Workspace.from_texts({"many.journey": MANY}).program(), [Source("it.jsonl", lambda: events)])
    assert (report.journeys[0].called, report.journeys[0].refused) == ({"crm": 100}, {"": 3})
    rows = [line.split() for line in report.text().splitlines()]
    assert ["called", "crm", "100"] in rows
    assert ["refused,", "a", "hundred", "at", "once", "3"] in rows
