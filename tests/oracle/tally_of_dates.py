"""What cases hold of the calendar (§14), construct by construct."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from jdsl.model import model as checked
from jdsl.model.model import Model
from tests.oracle.cases import Case

WANTED = (
    "zone: the workspace's", "zone: a journey's", "zone: the contact's", "holidays", "webinar",
    "wait: exact", "wait: of the calendar", "wait: from data", "wait: at T", "wait: from data, at T",
    "wait: until T", "wait: until a weekday", "wait: until days by name", "wait: until a moment",
    "wait: until a written date", "wait: until a moment, else", "wait: until a condition",
    "wait: until a condition, else", "wait: until a condition, from data", "wait: arms, of the calendar or data",
    "after: exact", "after: of the calendar", "after: from data", "after: at T", "after: in contact time",
    "moment: of a date", "moment: of a date, at T", "moment: of a moment, exact",
    "moment: of a moment, by the calendar",
    "moment: of a moment, at T", "moment: from data", "moment: of an attribute", "moment: of something remembered",
    "moment: declared", "moment: of now", "moment: of today", "moment: before", "moment: after",
    "entries: comes", "exits: comes", "goals: comes", "rules: comes", "arms: comes",
    "schedule: day", "schedule: weekday", "schedule: days by name", "schedule: weeks", "schedule: month on day",
    "schedule: month on the last day", "schedule: year on", "schedule: year before", "schedule: year after",
    "schedule: once", "schedule: in contact time", "entry: by a schedule", "rule: every",
    "rule: at most once per day", "has: today", "has: this week", "has: this month", "has: this year",
    "dates: is", "dates: before", "dates: after", "dates: as dates", "dates: as moments",
    "within: next, a date", "within: next, a moment", "within: last, a date", "within: last, a moment",
    "now: between", "now: on weekdays", "now: on days by name", "now: in contact time", "where: now or today",
    "reenter: of the calendar", "reenter: from data", "value: a date", "value: a moment", "remember: a date",
    "remember: a moment", "remember: a number", "remember: add or take", "event: sets a date", "event: sets a moment",
    "event: sets the zone", "run: over a change of the clock", "run: over a leap day", "run: over the end of a month",
)  # fmt: skip
"""Each is to be in ten cases or more."""

CLOCK_CHANGES_MS = (1_774_746_000_000, 1_792_890_000_000)
"""29 March and 25 October 2026, 01:00 UTC."""
LEAP_DAY_MS = 1_835_395_200_000
"""29 February 2028."""


def of_case(case: Case, model: Model) -> Iterator[str]:
    if model.zone != "UTC":
        yield "zone: the workspace's"
    if any(journey.zone != model.zone for journey in model.journeys):
        yield "zone: a journey's"
    if model.holidays:
        yield "holidays"
    names = {name for event in case.events for name, _ in event.sets}
    for name, said in (("due_on", "a date"), ("ends_at", "a moment"), ("timezone", "the zone")):
        if name in names:
            yield f"event: sets {said}"
    first_ms = min(event.received_ms for event in case.events)
    last_ms = max(case.until_ms or 0, *(event.received_ms for event in case.events))
    if any(first_ms < at_ms < last_ms for at_ms in CLOCK_CHANGES_MS):
        yield "run: over a change of the clock"
    if first_ms < LEAP_DAY_MS < last_ms:
        yield "run: over a leap day"
    if _month(first_ms) != _month(last_ms):
        yield "run: over the end of a month"


def _month(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1000, UTC):%Y-%m}"


def _kind(length: checked.Length | None) -> str:
    match length:
        case checked.Exact() | None:
            return "exact"
        case checked.Calendar():
            return "of the calendar"
        case checked.FromData():
            return "from data"


def of_value(value: Any) -> Iterator[str]:
    """What is told apart of one node of the model."""
    yield from _of_wait(value)
    yield from _of_schedule(value)
    yield from _of_condition(value)
    match value:
        case checked.Zone(_, True):
            yield "zone: the contact's"
        case checked.Moment():
            yield from _of_moment(value)
        case checked.DeclaredMoment("talk", _):
            yield "webinar"
        case checked.Rule():
            if value.at_most_once_per_day:
                yield "rule: at most once per day"
            if value.after is not None:
                yield "after: " + ("at T" if value.after_at is not None else _kind(value.after))
                if isinstance(value.after, checked.FromData):
                    yield "after: from data"
                if value.after_at is not None and value.after_at.zone.in_contact_time:
                    yield "after: in contact time"
        case checked.Entry() if value.schedule is not None:
            yield "entry: by a schedule"
        case checked.Reenter() if value.after is not None:
            yield f"reenter: {_kind(value.after)}"
        case checked.Set():
            kind = {checked.DateType: "a date", checked.MomentType: "a moment"}.get(type(value.value.type))
            if kind is not None:
                yield f"value: {kind}"
        case checked.Remember():
            kinds = {checked.DateType: "a date", checked.MomentType: "a moment", checked.NumberType: "a number"}
            yield f"remember: {kinds.get(type(value.value.type), 'something else')}"
        case checked.AddRemembered():
            yield "remember: add or take"
        case checked.Pattern() if "Now(" in repr(value.where) or "Today(" in repr(value.where):
            yield "where: now or today"
        case _:
            pass


def _of_wait(value: Any) -> Iterator[str]:
    match value:
        case checked.Wait(length, None, _):
            yield f"wait: {_kind(length)}"
        case checked.Wait(length, _, _):
            yield "wait: from data, at T" if isinstance(length, checked.FromData) else "wait: at T"
        case checked.WaitUntilTime(days, _, _):
            named = "a weekday" if days.without_holidays else "days by name"
            yield "wait: until " + ("T" if days == checked.ALL_DAYS else named)
        case checked.WaitUntilMoment(moment, otherwise, _):
            written = isinstance(moment.source, checked.Constant)
            yield "wait: until " + ("a written date" if written else "a moment")
            if otherwise:
                yield "wait: until a moment, else"
        case checked.WaitUntilCondition(length, _, otherwise, _):
            yield "wait: until a condition"
            if otherwise:
                yield "wait: until a condition, else"
            if isinstance(length, checked.FromData):
                yield "wait: until a condition, from data"
        case checked.WaitFor(length, _, _, _) if isinstance(length, checked.Calendar | checked.FromData):
            yield "wait: arms, of the calendar or data"
        case _:
            pass


def _of_moment(moment: checked.Moment) -> Iterator[str]:
    sources = {
        checked.AttributeValue: "of an attribute",
        checked.RememberedValue: "of something remembered",
        checked.DeclaredMoment: "declared",
        checked.Now: "of now",
        checked.Today: "of today",
    }
    yield f"moment: {sources.get(type(moment.source), 'written')}"
    at = ", at T" if moment.at is not None else ""
    if isinstance(moment.source.type, checked.DateType):
        yield f"moment: of a date{at}"
    elif at:
        yield f"moment: of a moment{at}"
    else:
        exact = moment.length is None or isinstance(moment.length, checked.Exact)
        yield "moment: of a moment, " + ("exact" if exact else "by the calendar")
    if isinstance(moment.length, checked.FromData):
        yield "moment: from data"
    if moment.length is not None:
        yield "moment: " + ("before" if moment.sign < 0 else "after")


def _of_schedule(value: Any) -> Iterator[str]:
    match value:
        case checked.OnDays(days, _):
            named = "weekday" if days.without_holidays else "days by name"
            yield "schedule: " + ("day" if days == checked.ALL_DAYS else named)
        case checked.EveryWeeks():
            yield "schedule: weeks"
        case checked.Monthly(day, _):
            yield "schedule: month on " + ("the last day" if day is None else "day")
        case checked.Yearly():
            side = "before" if value.sign < 0 else "after"
            yield "schedule: year " + ("on" if value.length is None else side)
        case checked.Once():
            yield "schedule: once"
        case _:
            return
    if value.at.zone.in_contact_time:
        yield "schedule: in contact time"


def _of_condition(value: Any) -> Iterator[str]:
    match value:
        case checked.Has() if value.calendar_span is not None:
            yield f"has: {value.calendar_span.unit.value}"
        case checked.ComparesDates():
            yield f"dates: {value.order.value}"
            yield "dates: as " + ("dates" if value.as_dates else "moments")
        case checked.IsWithin():
            kind = "a date" if isinstance(value.value.type, checked.DateType) else "a moment"
            yield f"within: {'next' if value.ahead else 'last'}, {kind}"
        case checked.NowIsBetween(window):
            yield "now: between"
            if window.zone.in_contact_time:
                yield "now: in contact time"
        case checked.NowIsOn(days, zone):
            yield "now: on " + ("weekdays" if days.without_holidays else "days by name")
            if zone.in_contact_time:
                yield "now: in contact time"
        case _:
            pass
