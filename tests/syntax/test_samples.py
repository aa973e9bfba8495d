"""Every kind of line, field and word of the later half of the language: it is read, and written as it was."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from jdsl.syntax import ast, format_source, parse

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
    ast.SegmentLine: "segment big if vip and has purchased in the last 90d",
    ast.ScoreLine: "score readiness\n  add 10 when clicked any email",
    ast.AddWhen: "score readiness\n  add 10 when clicked any email if vip",
    ast.TakeWhen: "score readiness\n  take 2.5 when ignored any email for 14d",
    ast.HalveLine: "score readiness\n  halve every 14d",
    ast.PropertyLine: 'webhook crm "https://x"\n  property approved yes/no',
    ast.AnswersWithinLine: 'webhook crm "https://x"\n  answers within 30s',
    ast.TemplateLine: 'email a\n  template "x.html"',
    (ast.ChannelLine, "was"): 'channel a "A" was b',
    (ast.MessageLine, "was"): 'email a "A" was b, c',
    (ast.LinkLine, "was"): 'email a\n  link l "u" was m',
    (ast.PageLine, "was"): 'page a "/a" was b',
    (ast.FormLine, "was"): "form a was b",
    (ast.ProductLine, "was"): "product a was b",
    (ast.TeamLine, "was"): 'team a "x@y" was b',
    (ast.TagLine, "was"): "tag a was b",
    (ast.AttributeLine, "was"): "attribute a was b number",
    (ast.PropertyLine, "was"): "event a\n  property b was c text",
    (ast.EventLine, "was"): "event signed up a page was registered here, joined up",
    (ast.WebinarLine, "was"): "webinar a was b at 2026-05-12 15:00",
    (ast.MomentLine, "was"): "moment a was b at 2026-05-12 15:00",
    (ast.WebhookLine, "was"): 'webhook a "https://x" was b',
    (ast.JourneyLine, "was"): 'journey a "A" was b',
    (ast.StageLine, "was"): 'stage a "A" was b, c',
    (ast.GoalLine, "was"): "goal a was b within 3d when purchased and stay",
    (ast.EnterWhen, "per"): "enter when purchased where amount > 3 per order_id, newest only if vip",
    (ast.ReenterAfter, "from_entering"): "reenter after 30d from entering",
    ast.NotWhileIn: "not while in other",
    ast.OnChange: "on change follow",
    ast.GuaranteeAtMost: "guarantee at most 1 news email within 7d",
    ast.GuaranteeLeaves: "guarantee every contact leaves within 60d",
    ast.GuaranteeNever: "guarantee never send any news email after unsubscribed from news",
    ast.PieceLine: "steps a\n  send b",
    ast.Do: "when x then do a then exit",
    ast.Split: "stage s\n  split a\n    30% b then send c\n    70% d",
    ast.Repeat: "stage s\n  repeat at most 3 times until vip\n    send c",
    ast.ArmLine: "when x\n  split a\n    30% b was c then send d",
    ast.Operation.PLUS: "when x then set a to b plus 3",
    ast.Operation.MINUS: "when x then add 2.5 minus b to c",
    ast.Operation.TIMES: "exit when x if a > b times 3 and c",
    ast.FollowedBy: 'when clicked a where link is "b" followed by readiness reaches 3 within 2d then exit',
    ast.Ignored: "when clicked a or ignored any news email counting machines for 5d then exit",
    ast.IgnoredInARow: "when ignored 3 news emails in a row counting machines for 5d then exit",
    ast.Reaches: "when readiness reaches 50 then exit",
    ast.FallsBelow: "when readiness falls below 2.5 or clicked a then exit",
    (ast.Phrase, "answers"): "when crm answers where approved then exit",
    (ast.Phrase, "fails"): 'exit when any webhook fails "broken"',
    ast.InSegment: "exit when x if not in segment a and b",
}


@pytest.mark.parametrize("key", SAMPLES, ids=str)
def test_it_is_read_and_written(key: Any) -> None:
    source = SAMPLES[key]
    parsed = parse("a", source)
    assert parsed.diagnostics == ()
    assert format_source("a", source) == source + "\n"
    assert _holds(key, parsed.file.lines)


def _holds(key: Any, part: Any) -> bool:
    """Whether it is somewhere in a tree: a node of that class, that word of an enumeration, that field filled."""
    if isinstance(part, tuple):
        return any(_holds(key, one) for one in part)
    if part == key or type(part) is key:
        return True
    if not dataclasses.is_dataclass(part):
        return False
    if isinstance(key, tuple) and isinstance(part, key[0]):
        is_filled = bool(getattr(part, key[1], None))
        if is_filled or (isinstance(part, ast.Phrase) and key[1] in [word.text for word in part.words]):
            return True
    return any(_holds(key, getattr(part, field.name)) for field in dataclasses.fields(part))
