"""The rule at the end of a zone's file, `CET-1CEST,M3.5.0,M10.5.0/3`: how the clock goes on year after year."""

from __future__ import annotations

import re
from datetime import date, timedelta

_NAME = r"(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]+>)"
_CLOCK = r"[+-]?\d{1,3}(?::\d{2}){0,2}"
_DAY = r"(?:M\d{1,2}\.\d\.\d|J\d{1,3}|\d{1,3})"
_RULE = re.compile(
    rf"{_NAME}(?P<standard>{_CLOCK})"
    rf"(?:{_NAME}(?P<summer>{_CLOCK})?,(?P<start>{_DAY})(?:/(?P<start_at>{_CLOCK}))?"
    rf",(?P<end>{_DAY})(?:/(?P<end_at>{_CLOCK}))?)?"
)
_EPOCH = date(1970, 1, 1)


def clock_changes(rule: str, after_ms: int, until_ms: int) -> list[tuple[int, int]]:
    """The changes of the years between two instants: when, and the offset from then on, in ms, ascending.

    Without summer time it is one: the offset that holds from `after_ms` on.
    """
    read = _RULE.fullmatch(rule)
    assert read is not None, f"the rule {rule!r} is not one of POSIX"
    standard_ms = -_clock_ms(read["standard"])  # POSIX counts from the clock to UTC
    if read["start"] is None:
        return [(after_ms + 1, standard_ms)]
    summer_ms = standard_ms + 3_600_000 if read["summer"] is None else -_clock_ms(read["summer"])
    start_at_ms, end_at_ms = (_clock_ms(read[name] or "2") for name in ("start_at", "end_at"))
    years = [(_EPOCH + timedelta(milliseconds=max(at_ms, 0))).year for at_ms in (after_ms, until_ms)]
    changes: list[tuple[int, int]] = []
    for year in range(years[0], years[1] + 1):
        changes.append((_day_ms(read["start"], year) + start_at_ms - standard_ms, summer_ms))
        changes.append((_day_ms(read["end"], year) + end_at_ms - summer_ms, standard_ms))
    return sorted(changes)


def _clock_ms(text: str) -> int:
    """`-3:30` or `24`; up to a week, for days that a rule counts from another."""
    sign = -1 if text.startswith("-") else 1
    hours, minutes, seconds = ([int(part) for part in text.lstrip("+-").split(":")] + [0, 0])[:3]
    return sign * (hours * 3600 + minutes * 60 + seconds) * 1000


def _day_ms(text: str, year: int) -> int:
    """Midnight of the day that a rule means: `M10.5.0` the last Sunday of October, `J60` 1 March, `59` the 60th day."""
    if text.startswith("M"):
        month, week, weekday = (int(part) for part in text[1:].split("."))
        first = date(year, month, 1)
        day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (week - 1))
        while day.month != month:
            day -= timedelta(7)
    elif text.startswith("J"):
        day = date(2001, 1, 1) + timedelta(int(text[1:]) - 1)  # 29 February is never counted
        day = day.replace(year=year)
    else:
        day = date(year, 1, 1) + timedelta(int(text))
    return (day - _EPOCH).days * 86_400_000
