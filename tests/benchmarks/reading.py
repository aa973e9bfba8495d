"""`python -m tests.benchmarks.reading [EVENTS]`: how fast events are read, as lines of JSON and as rows of CSV.

CPU time from the bytes to the spill, medians over rounds in which the formats take turns; the spills must be equal.
`lean` events are those of workload W, `rich` ones set ten attributes, `quoted` is a table with quotes around all cells.
"""

from __future__ import annotations

import argparse
import csv
import gc
import io
import json
import random
import sys
import time
from collections.abc import Sequence
from statistics import median

from jdsl.machine.program import Program
from jdsl.replay.account import Account
from jdsl.replay.cells import cell_readings
from jdsl.replay.columns import EVENTS
from jdsl.replay.decode import EventDecoder
from jdsl.replay.intake import take_in
from jdsl.replay.readers import Format, Source
from jdsl.replay.scan import readings
from jdsl.replay.spill import Spill
from jdsl.workspace import Workspace
from tests.benchmarks.workload import BOUNCED, KINDS, Workload, contact_id, workload

CATALOG = """\
channel product_news "News"
email product_teaser "A teaser"
  channel product_news
email whitepaper "A paper"
  channel product_news
page pricing
page blog
attribute country one of AT, CZ, DE, FR, US
attribute plan one of free, team, business
attribute name text
attribute city text
attribute company text
attribute vip yes/no
attribute score number
attribute seats number
attribute spent number

journey nurture
  enter when visited pricing if country is CZ and plan is team and name is set and city is set and company is set
  exit when clicked product_teaser if vip or score > 50 or seats > 3 or spent > 100

  stage only
    wait 2d
    send whitepaper
"""

Event = dict[str, object]


def program() -> Program:
    """One whose vocabulary uses all that the events say."""
    return Workspace.from_texts({"nurture.journey": CATALOG}).program()


def lean(work: Workload) -> list[Event]:
    """The events of workload W."""
    found: list[Event] = []
    for number, (contact, kind, time_ms, received_ms) in enumerate(work.events()):
        verb, subject = KINDS[kind]
        event: Event = {"id": f"e{number}", "contact": contact_id(contact), "time": time_ms, "event": verb}
        event |= {"subject": subject} if subject else {}
        event |= {"received": received_ms} if received_ms != time_ms else {}
        event |= {"type": "hard"} if kind == BOUNCED else {}
        found.append(event)
    return found


def rich(events: Sequence[Event]) -> list[Event]:
    """The same, each with ten attributes."""
    choice = random.Random(1)
    return [
        {
            **event,
            "set": {
                "email": f"{event['contact']}@mail.example",
                "country": choice.choice(("AT", "CZ", "DE", "FR", "US")),
                "plan": choice.choice(("free", "team", "business")),
                "name": f"Anna {event['contact']}",
                "city": f"city {choice.randrange(5000)}",
                "company": f"Company {choice.randrange(20_000)} GmbH",
                "vip": choice.random() < 0.5,
                "score": choice.randrange(100),
                "seats": choice.randrange(50),
                "spent": choice.randrange(100_000) / 100,
            },
        }
        for event in events
    ]


def jsonl(events: Sequence[Event]) -> Source:
    content = "".join(json.dumps(event, separators=(",", ":")) + "\n" for event in events).encode()
    return Source("it.jsonl", lambda: io.BytesIO(content), len(content))


def table(events: Sequence[Event], quoting: int = csv.QUOTE_MINIMAL) -> Source:
    rows: list[Event] = []
    for event in events:
        row = {name: value for name, value in event.items() if name != "set"}
        sets = event.get("set")
        if isinstance(sets, dict):
            row |= {
                f"set.{name}": str(value).lower() if value in (True, False) else value for name, value in sets.items()
            }
        rows.append(row)
    out = io.StringIO()
    writer = csv.DictWriter(out, dict.fromkeys(name for row in rows for name in row), quoting=quoting)
    writer.writeheader()
    writer.writerows(rows)
    content = out.getvalue().encode()
    return Source("it.csv", lambda: io.BytesIO(content), len(content), Format.CSV)


def read(source: Source, compiled: Program) -> tuple[float, object]:
    """CPU seconds, and what came of it."""
    account, spill = Account(), Spill(buffered_bytes=1 << 40)
    read_as = {Format.JSONL: readings, Format.CSV: cell_readings}[source.format]
    decoder = EventDecoder(compiled.vocabulary, account, spill, read_as)
    gc.collect()
    start = time.process_time()
    take_in([source], {source.format: decoder}, EVENTS, account)
    seconds = time.process_time() - start
    assert account.is_clean, account.findings
    return seconds, [part.packed() for part in spill._parts if part is not None]


def measure(event_count: int, rounds: int) -> None:
    """Print a line for each format of each kind of events."""
    compiled = program()
    few = lean(workload(event_count))
    for name, events in (("lean", few), ("rich", rich(few))):
        sources = {"JSON lines": jsonl(events), "CSV": table(events), "CSV, quoted": table(events, csv.QUOTE_ALL)}
        times: dict[str, list[float]] = {format_: [] for format_ in sources}
        for _ in range(rounds):
            came_of = []
            for format_, source in sources.items():
                seconds, what = read(source, compiled)
                times[format_].append(seconds)
                came_of.append(what)
            assert came_of.count(came_of[0]) == len(came_of), "the spills differ"
        sys.stdout.write(f"{event_count:,} {name} events; median of {rounds} rounds, CPU time\n")
        for format_, spent in times.items():
            size = sources[format_].size or 0
            ratio = median(first / own for first, own in zip(times["JSON lines"], spent, strict=True))
            sys.stdout.write(
                f"  {format_:12}  {event_count / median(spent):10,.0f} events/s   {size / event_count:5.0f} bytes each"
                f"   {ratio:5.2f} x JSON lines\n"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("events", nargs="?", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    measure(asked.events, asked.rounds)


if __name__ == "__main__":
    main()
