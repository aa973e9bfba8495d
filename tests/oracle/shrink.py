"""Makes a case on which the two readings differ as small as it goes, for whoever has to find out why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.oracle.cases import Case

Fails = Callable[[Case], bool]
"""Whether the case is valid and still shows what the whole one showed."""


def shrink(case: Case, fails: Fails, tries: int = 1500) -> Case:
    """Leaves out what can be left out, until nothing more can, or after so many tries."""
    left = tries
    found = True
    while found and left > 0:
        found = False
        for smaller in _smaller(case):
            left -= 1
            if fails(smaller):
                case, found = smaller, True
                break
            if left <= 0:
                break
    return case


def _smaller(case: Case) -> Iterator[Case]:
    """Every way to leave something out, the largest pieces first."""
    for contact in sorted({event.contact for event in case.events}):
        yield replace(
            case,
            events=tuple(event for event in case.events if event.contact != contact),
            contacts=tuple(row for row in case.contacts if row.contact != contact),
        )
    size = len(case.events) // 2
    while size:
        for start in range(0, len(case.events), size):
            yield replace(case, events=case.events[:start] + case.events[start + size :])
        size //= 2
    for index in range(len(case.contacts)):
        yield replace(case, contacts=case.contacts[:index] + case.contacts[index + 1 :])
    yield from _smaller_texts(case)
    for index, event in enumerate(case.events):
        plainer = replace(event, sets=(), properties=(), machine=False, link=None, time_ms=event.received_ms)
        for one in (plainer, replace(event, time_ms=event.received_ms), replace(event, sets=())):
            if one != event:
                yield replace(case, events=(*case.events[:index], one, *case.events[index + 1 :]))


def _smaller_texts(case: Case) -> Iterator[Case]:
    """Without a line and what stands below it; without the line alone, what stands below it moved out."""
    for name, text in case.files.items():
        lines = text.splitlines()
        for index, line in enumerate(lines):
            end = index + 1
            while end < len(lines) and _depth(lines[end]) > _depth(line):
                end += 1
            below = lines[index + 1 : end]
            ways = [lines[:index] + lines[end:]]
            if below:
                shift = _depth(below[0]) - _depth(line)
                ways.append(lines[:index] + [inner[shift:] for inner in below] + lines[end:])
            ways += [[*lines[:index], shorter, *lines[index + 1 :]] for shorter in _shorter(line)]
            for way in ways:
                yield replace(case, files={**case.files, name: "\n".join(way) + "\n"})


def _shorter(line: str) -> Iterator[str]:
    """Without its `if`, an ending, an alternative."""
    for mark in (
        " if ", ", starting over", ", at most once per", " within ", " or ", " and stay", " then ", " in contact time",
        " else delay", " on weekdays", " for ", " counting machines",
    ):  # fmt: skip
        head, found, tail = line.partition(mark)
        if found and not head.strip().endswith("else"):
            yield head
            if mark == " if " and " then " in tail:
                yield head + " then " + tail.partition(" then ")[2]
            if mark == " or ":
                word = head.split(maxsplit=1)[0]
                yield line[: _depth(line)] + word + " " + ("when " if word in {"enter", "exit"} else "") + tail


def _depth(line: str) -> int:
    """How far it is indented; an empty line belongs to what stands above it."""
    return len(line) - len(line.lstrip()) if line.strip() else 1_000
