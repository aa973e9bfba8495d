"""Tables with some zones and holidays, and the calendar's functions over them, plain or compiled."""

from __future__ import annotations

import types
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from jdsl.almanac.zones import zone_table
from jdsl.engine import calendar, wall_clock, windows
from jdsl.engine.kernel import KERNEL
from jdsl.machine.calendar_layout import DAY_MS, holiday_words, zone_words
from jdsl.machine.values import NEVER_MS
from tests.conftest import NATIVE

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ZONES = (
    "UTC", "Europe/Prague", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Santiago",
    "America/Havana", "America/Juneau", "Africa/Casablanca", "Africa/Cairo", "Africa/Monrovia", "Asia/Beirut",
    "Asia/Kolkata", "Asia/Tokyo", "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kwajalein", "Antarctica/Troll",
    "Etc/GMT+12",
)  # fmt: skip
HOLIDAYS = (
    date(2026, 1, 1),
    date(2026, 4, 3),
    date(2026, 4, 6),
    date(2026, 5, 1),
    date(2026, 12, 24),
    date(2026, 12, 25),
)
"""New Year on a Thursday, Good Friday and Easter Monday, 1 May on a Friday, Christmas on a Thursday and a Friday."""

MODULES = {module.__name__ for module in (wall_clock, calendar, windows)}
WITHOUT_TABLES = {
    function.__name__
    for function in KERNEL
    if function.__module__ in MODULES and function.__code__.co_varnames[0] != "memory"
}


@cache
def functions() -> dict[str, Callable[..., Any]]:
    """The calendar's functions by name."""
    own = [function for function in KERNEL if function.__module__ in MODULES]
    if not NATIVE:
        return {function.__name__: function for function in own}
    import numba

    compiled: dict[str, Callable[..., Any]] = {}
    for function in own:
        names = dict(function.__globals__)
        names.update({name: compiled[name] for name in names if name in compiled})
        twin = types.FunctionType(function.__code__, names, function.__name__)
        compiled[function.__name__] = numba.njit(_nrt=False)(twin)
    return compiled


class Tables:
    """Words of a program under construction, and calls of the calendar over them: `tables.wall_at(zone, at_ms)`."""

    def __init__(self, zones: tuple[str, ...] = ZONES, holidays: tuple[date, ...] = HOLIDAYS) -> None:
        self._words = [1]
        words, self.zones = zone_words({name: zone_table(name) for name in zones}, len(self._words))
        self._words += words
        self.holidays = len(self._words)
        self._words += holiday_words((number(day) for day in holidays), self.holidays)
        self._memory: Any = None

    def add(self, *words: int) -> int:
        """Where they stand."""
        self._memory = None
        self._words += words
        return len(self._words) - len(words)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        function = functions()[name]

        def call(*arguments: Any) -> Any:
            return function(*arguments) if name in WITHOUT_TABLES else function(self.memory(), *arguments)

        return call

    def memory(self) -> Any:
        if self._memory is None:
            self._memory = self._words
            if NATIVE:
                import numpy

                self._memory = numpy.array(self._words, dtype=numpy.int64)
        return self._memory


@cache
def tables() -> Tables:
    """For tests that add nothing."""
    return Tables()


def number(day: date) -> int:
    return (day - EPOCH.date()).days


def wall(text: str) -> int:
    """`2026-03-29 02:30`, also with seconds, also `24:00`, as wall time."""
    day, _, time = text.partition(" ")
    return number(date.fromisoformat(day)) * DAY_MS + clock(time or "00:00")


def clock(text: str) -> int:
    """`09:00` as time of day."""
    hours, minutes, seconds = [*text.split(":"), "0", "0"][:3]
    return int(hours) * 3_600_000 + int(minutes) * 60_000 + round(float(seconds) * 1000)


def at(text: str) -> int:
    """An instant, from the same in UTC; also `never`."""
    return NEVER_MS if text == "never" else wall(text)


def told(at_ms: int) -> str:
    """The same back, for messages: `2026-03-29 02:30:00.000`, or `never`."""
    if at_ms == NEVER_MS:
        return "never"
    return utc(at_ms).replace(tzinfo=None).isoformat(" ", "milliseconds")


def utc(at_ms: int) -> datetime:
    return EPOCH + timedelta(milliseconds=at_ms)
