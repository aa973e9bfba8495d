"""Times, days, lengths, moments and schedules, as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from jdsl.syntax import ast


def with_commas(words: Iterable[str]) -> list[str]:
    """The words, a comma behind each but the last."""
    listed = list(words)
    return [word + "," for word in listed[:-1]] + listed[-1:]


def duration_in_words(parts: Iterable[tuple[int, str]]) -> str:
    """A length of time in the units in which it was written, each in its short form: `2w`, `36h`, `2d 12h`."""
    return " ".join(f"{count}{unit}" for count, unit in parts)


def length_in_words(length: ast.Length) -> list[str]:
    """`2d 12h`, `1 month`, `gap days`."""
    match length:
        case ast.Duration():
            return [duration_in_words(length.parts)]
        case ast.CalendarLength():
            unit = length.unit.value
            return [str(length.count), unit.removesuffix("s") if length.count == 1 else unit]
        case ast.DataLength():
            return [length.name.text, length.unit.value]
        case _:
            assert_never(length)


def clock_in_words(ms: int) -> str:
    """A time of day: `09:00`, or `09:00:30`."""
    minutes, seconds = divmod(ms // 1000, 60)
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{clock}:{seconds:02}" if seconds else clock


def date_in_words(date: ast.Date | ast.DateTime) -> str:
    """`2026-05-01`, `2026-05-01 09:00`."""
    if isinstance(date, ast.DateTime):
        return f"{date_in_words(date.date)} {clock_in_words(date.clock.ms)}"
    return f"{date.year:04}-{date.month:02}-{date.day:02}"


def contact_time(said: ast.At | ast.SendBetween | ast.NowIsOn | ast.NowIsBetween) -> list[str]:
    """`in contact time`, or nothing."""
    return ["in contact time"] if said.in_contact_time else []


def at_in_words(at: ast.At | None) -> list[str]:
    """`at 09:00`, and whose; nothing if there is no time."""
    return [] if at is None else ["at", clock_in_words(at.clock.ms), *contact_time(at)]


def days_in_words(
    said: ast.WaitUntil | ast.SendBetween | ast.NowIsOn | ast.OnDays | ast.EveryWeeks, one: str = "weekdays"
) -> list[str]:
    """`monday, friday`; or, of all weekdays, the word `one`."""
    assert said.days is not None
    return [one] if said.days.weekdays else with_commas(day.value for day in said.days.days)


def hours_in_words(said: ast.SendBetween | ast.NowIsBetween) -> list[str]:
    """`08:00 and 18:00`, in words that no line is broken between."""
    return [f"{clock_in_words(said.opens.ms)} and {clock_in_words(said.closes.ms)}"]


def moment_in_words(moment: ast.Moment, *, comes: bool = False) -> list[str]:
    """`7d before renewal_date, at 09:00`; with `comes`, a date alone is `renewal_date comes`."""
    match moment.date:
        case ast.Name():
            date = moment.date.text
        case ast.Now():
            date = "now"
        case ast.Today():
            date = "today"
    if moment.length is not None and moment.side is not None:
        words = [*length_in_words(moment.length), moment.side.value, date]
    else:
        words = [date, "comes"] if comes else [date]
    if moment.at is not None:
        words[-1] += ","
    return [*words, *at_in_words(moment.at)]


def schedule_in_words(schedule: ast.Schedule) -> list[str]:
    """What stands after `every`."""
    at = at_in_words(schedule.at)
    match schedule:
        case ast.Daily():
            return ["day", *at]
        case ast.OnDays():
            return [*days_in_words(schedule, one="weekday"), *at]
        case ast.EveryWeeks():
            count = schedule.weeks.value
            weeks = [str(count), "week" if count == 1 else "weeks"]
            return [*weeks, "on", *days_in_words(schedule), *at, "from", date_in_words(schedule.starting)]
        case ast.Monthly():
            day = ["the last day"] if schedule.day is None else ["day", str(schedule.day.value)]
            return ["month", "on", *day, *at]
        case ast.Yearly():
            if schedule.length is None or schedule.side is None:
                return ["year", "on", schedule.date.text, *at]
            return ["year", *length_in_words(schedule.length), schedule.side.value, schedule.date.text, *at]
        case _:
            assert_never(schedule)
