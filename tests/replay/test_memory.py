"""The memory of a run does not grow with its input: run it alone, with `-m benchmark`; it prints what it measured."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from jdsl.engine.native import is_available, is_compiled, native

CONTACTS = 200_000
LATE_SHARE = 0.2
START_MS = 1_767_225_600_000
YEAR_MS = 365 * 86_400_000
MOST_BYTES = 700_000_000
MOST_GROWTH = 1.1

JOURNEY = """\
channel news "News"
email welcome "Welcome"
  channel news
email offer "An offer"
  channel news
page pricing
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
  enter when visited pricing if country is one of CZ, DE, US and seats > 3
  reenter after 30d
  exit when purchased
  goal sold

  stage first
    wait 2d
    if vip or score > 50 or name starts with "A"
      send offer
    else
      send welcome
    meanwhile
      when clicked offer at least 2 times within 7d then reach sold
      when changed plan to business if spent > 100 or city is "Wien" or company contains "GmbH" then move to second

  stage second
    wait 5d
    if email is set
      send offer
    exit "enough"
"""


def lines(count: int) -> Iterator[bytes]:
    """Events of ids and ten attributes, in no order of time, a fifth of them received late."""
    choice = random.Random(count)
    chance = choice.random
    kinds = (
        '"visited","subject":"pricing"', '"clicked","subject":"offer"', '"clicked","subject":"welcome"', '"purchased"',
        '"opened","subject":"welcome"', '"visited","subject":"pricing"',
    )  # fmt: skip
    countries, plans, truths = ("AT", "CZ", "DE", "FR", "US"), ("free", "team", "business"), ("true", "false")
    block: list[str] = []
    for number in range(count):
        contact = int(chance() * CONTACTS)
        time_ms = START_MS + int(chance() * YEAR_MS)
        late = f'"received":{time_ms + int(chance() * 86_400_000 * 5)},' if chance() < LATE_SHARE else ""
        block.append(
            f'{{"id":"{number:x}-{contact:x}-4f2a-9c41","contact":"c{contact:06d}","time":{time_ms},{late}'
            f'"event":{kinds[int(chance() * 6)]},"set":{{"email":"c{contact}@mail.example",'
            f'"country":"{countries[contact % 5]}","plan":"{plans[int(chance() * 3)]}","name":"Anna {contact}",'
            f'"city":"city {contact % 5000}","company":"Company {contact % 20_000} GmbH",'
            f'"vip":{truths[int(chance() * 2)]},"score":{int(chance() * 100)},"seats":{contact % 50},'
            f'"spent":{chance() * 1000:.2f}}}}}\n'
        )
        if len(block) == 2000:
            yield "".join(block).encode()
            block.clear()
    yield "".join(block).encode()


ATTRIBUTES = ("email", "country", "plan", "name", "city", "company", "vip", "score", "seats", "spent")


def rows(count: int) -> Iterator[bytes]:
    """The same events as CSV."""
    fields = ("id", "contact", "time", "received", "event", "subject")
    yield ",".join((*fields, *(f"set.{name}" for name in ATTRIBUTES))).encode() + b"\r\n"
    for block in lines(count):
        out = io.StringIO()
        writer = csv.writer(out)
        for line in block.splitlines():
            event = json.loads(line)
            cells = [event.get(field) for field in fields] + [event["set"][name] for name in ATTRIBUTES]
            writer.writerow([str(cell).lower() if cell is True or cell is False else cell for cell in cells])
        yield out.getvalue().encode()


WRITTEN = {"jsonl": lines, "csv": rows}


class Measured(NamedTuple):
    peak_bytes: int
    cpu_seconds: float
    wall_seconds: float
    report: str


def measured(folder: Path, count: int, format_: str) -> Measured:
    """Run so many events through `jdsl run`, in a process of its own."""
    folder.mkdir()
    journey = folder / "nurture.journey"
    journey.write_text(JOURNEY, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "jdsl",
        "run",
        str(journey),
        "--events",
        "-",
        "--format",
        format_,
        "--effects",
        str(folder / f"out.{format_}"),
    ]
    start = time.monotonic()
    with (folder / "report.txt").open("wb") as report:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=report)
        assert process.stdin is not None
        for block in WRITTEN[format_](count):
            process.stdin.write(block)
        process.stdin.close()
        _, status, usage = os.wait4(process.pid, 0)
    assert status == 0
    text = (folder / "report.txt").read_text(encoding="utf-8")
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Measured(usage.ru_maxrss * 1024, cpu_seconds, time.monotonic() - start, text)


@pytest.mark.benchmark
@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is measured as Linux tells it")
@pytest.mark.parametrize("format_", WRITTEN)
def test_memory_is_bounded(tmp_path: Path, format_: str) -> None:
    if is_available() and not is_compiled():
        native()  # else what is measured first would hold the compiler as well
    peaks: list[int] = []
    for million in (5, 10):
        result = measured(tmp_path / str(million), million * 1_000_000, format_)
        print(  # noqa: T201
            f"{million} M events as {format_}: peak {result.peak_bytes / 1e6:.0f} MB, "
            f"{result.cpu_seconds:.0f} s of processor, {result.wall_seconds:.0f} s in all"
        )
        assert f"{million},000,000" in result.report
        peaks.append(result.peak_bytes)
    assert peaks[0] < MOST_BYTES
    assert peaks[1] <= peaks[0] * MOST_GROWTH
