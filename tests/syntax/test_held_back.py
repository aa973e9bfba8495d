"""What is read and could be held back: the formatter writes it, and the model never sees it until it is carried out."""

from __future__ import annotations

from typing import Any

import pytest

from jdsl.syntax import ast, format_source, hold_back, parse
from jdsl.syntax.held_back import NOT_YET

SAMPLES: dict[Any, str] = {
    ast.TimezoneLine: "timezone Europe/Prague",
    ast.HolidaysLine: "holidays CZ",
    ast.WebinarLine: "webinar w at 2026-05-12 15:00 Europe/Prague",
    ast.MomentLine: "moment m at 2026-05-12 15:00",
    ast.WebhookLine: 'webhook crm "https://x"',
    ast.TransactionalLine: "email a\n  transactional",
    ast.TypeName.DATE: "attribute d date",
    ast.TypeName.MOMENT: "attribute d moment",
    ast.EnterEvery: "enter every monday at 09:00",
    ast.EnterOn: "enter on 2026-11-27 at 09:00",
    ast.LimitLine: "limit 2 emails per day else delay",
    ast.SendBetween: "send between 08:00 and 18:00 on weekdays",
    ast.HoldOut: "hold out 10%",
    (ast.GoalLine, "within"): "goal x within 3d",
    ast.EveryLine: "every day at 10:00 then exit",
    (ast.WheneverLine, "at_most_once_per_day"): "whenever x, at most once per day then exit",
    ast.WaitUntil: "when x then wait until 09:00",
    ast.WaitUntilDate: "when x then wait until 2026-12-24 at 09:00",
    ast.WaitUntilMoment: "when x then wait until d else exit",
    ast.WaitUpToUntil: "when x then wait up to 3d until vip",
    ast.Remember: "when x then remember amount",
    ast.Hold: "when x then hold everything for 3d",
    ast.Release: "when x then release news",
    ast.Call: "when x then call crm",
    ast.At: "when x then send y after 2d at 10:00",
    ast.CalendarUnit.WEEKDAYS: "when x then wait 3 weekdays",
    ast.CalendarUnit.MONTHS: "when x then wait 2 months",
    ast.CalendarUnit.YEARS: "after 1 year then exit",
    **{unit: f"when x then send y after gap {unit}" for unit in ast.LongUnit},
    (ast.Moment, "side"): "when 7d before trial_ends then exit",
    (ast.Moment, "date"): "when renewal_date comes then exit",
    (ast.Happening, "counting_machines"): "when clicked any email counting machines then exit",
    (ast.Quiet, "counting_machines"): "when not clicked any email counting machines for 3d then exit",
    (ast.Has, "counting_machines"): "exit when x if has clicked counting machines",
    ast.CalendarSpan.TODAY: "exit when x if has purchased today",
    ast.CalendarSpan.THIS_WEEK: "exit when x if has purchased this week",
    ast.CalendarSpan.THIS_MONTH: "exit when x if has purchased this month",
    ast.CalendarSpan.THIS_YEAR: "exit when x if has purchased this year",
    ast.Operator.IS_BEFORE: "exit when x if d is before e",
    ast.Operator.IS_NOT_BEFORE: "exit when x if d is not before e",
    ast.Operator.IS_AFTER: "exit when x if d is after e",
    ast.Operator.IS_NOT_AFTER: "exit when x if d is not after e",
    ast.IsWithin: "exit when x if d is within the last 3d",
    ast.NowIsOn: "exit when x if now is on weekdays",
    ast.NowIsBetween: "exit when x if now is between 08:00 and 18:00",
    ast.Now: "exit when x if d is now",
    ast.Today: "exit when x if d is today",
    ast.Date: "exit when x if d is 2026-05-01",
    ast.DateTime: "exit when x if d is 2026-05-01 09:00",
    ast.HeldOut: 'scenario "x"\n  given held out',
    ast.ExpectKind.HOLD: 'scenario "x"\n  day 1 expect hold news',
    ast.ExpectKind.RELEASE: 'scenario "x"\n  day 1 expect release news',
    ast.ExpectKind.CALL: 'scenario "x"\n  day 1 expect call crm',
}


@pytest.mark.parametrize("key", SAMPLES, ids=str)
def test_it_is_read_and_written_and_can_be_held_back(key: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    source = SAMPLES[key]
    parsed = parse("a", source)
    assert parsed.diagnostics == ()
    assert format_source("a", source) == source + "\n"
    assert hold_back(parsed) == parsed
    monkeypatch.setitem(NOT_YET, key, "this")
    held = hold_back(parsed)
    (found,) = held.diagnostics
    assert found.code.slug == "not-yet"
    assert found.message == "`this` cannot be used yet in this version"
    assert 0 <= found.span.start < found.span.end <= len(source)
    line = held.file.lines[0]
    assert isinstance((line.children[0] if line.children else line).statement, ast.Broken)


def test_what_is_carried_out_is_left_alone() -> None:
    source = 'when clicked a then send b after 2 days\nscenario "x" starting 2026-03-02\n  day 1 at 09:00 clicked a\n'
    parsed = parse("a", source)
    assert hold_back(parsed) == parsed


def test_a_block_is_held_back_with_one_diagnostic(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(NOT_YET, ast.EveryLine, "every")
    monkeypatch.setitem(NOT_YET, ast.At, "at")
    source = "every day at 09:00\n  if now is on weekdays\n    wait until 10:00\n    send x at 11:00\n"
    (found,) = hold_back(parse("a", source)).diagnostics
    assert found.message == "`every` cannot be used yet in this version"
