"""The one layout: what it looks like, and that it keeps what was written."""

from __future__ import annotations

import pytest

from jdsl.syntax import format_source, parse
from jdsl.syntax.printer import WIDTH


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("when   clicked  a then send b", "when clicked a then send b"),
        ("wait 2 days", "wait 2d"),
        ("wait 2 weeks", "wait 2w"),
        ("wait 14d", "wait 14d"),
        ("wait 1 week 36h", "wait 1w 36h"),
        ("send x after 90 minutes", "send x after 90min"),
        ("after 48 hours 0  seconds then exit", "after 48h 0s then exit"),
        ("property minutes  number", "property minutes number"),
        ("when a where minutes>=30 then wait 30 minutes", "when a where minutes >= 30 then wait 30min"),
        ("day 2 d where hours is 3", "day 2 d where hours is 3"),
        ("add 5.50 to x", "add 5.5 to x"),
        ("set x to -0", "set x to 0"),
        ("day 1 at 9:05 clicked a", "day 1 at 09:05 clicked a"),
        ("if (a  and b)or c", "if (a and b) or c"),
        ("if ( ( a ) )", "if ((a))"),
        ('attribute a one of b,c , "55-64"', 'attribute a one of b, c, "55-64"'),
        ("whenever a ,starting  over, at most once per 1 day", "whenever a, starting over, at most once per 1d"),
        ("given a is b , c", "given a is b, c"),
        ('notify a "x \\"y\\" \\d"', 'notify a "x \\"y\\" \\\\d"'),
        ("labels a,b", "labels a, b"),
        ("expect nothing else", "expect nothing else"),
        ("priority 007", "priority 7"),
        ("goal a when b and  stay", "goal a when b and stay"),
        ("if a is not one of b, c and d is not set", "if a is not one of b, c and d is not set"),
        ("timezone   America/Port-au-Prince", "timezone America/Port-au-Prince"),
        ("webinar w at 2026-05-12 9:00 UTC", "webinar w at 2026-05-12 09:00 UTC"),
        ("limit 1 emails per 24 hours", "limit 1 email per 24h"),
        ("limit 2 message per day else  delay", "limit 2 messages per day else delay"),
        ("limit 1 news sms per 1d", "limit 1 news sms per 1d"),
        ("limit 1 email push per 1d", "limit 1 email push per 1d"),
        ("send between 8:00 and 24:00", "send between 08:00 and 24:00"),
        (
            "send between 08:00 and 18:00 on monday or friday in contact  time",
            "send between 08:00 and 18:00 on monday, friday in contact time",
        ),
        ("hold out 10.0 %", "hold out 10%"),
        ("hold out 2.50%", "hold out 2.5%"),
        ("goal g within 2 days when a and stay", "goal g within 2d when a and stay"),
        ("wait 1 months at 9:00", "wait 1 month at 09:00"),
        ("wait 12month", "wait 12 months"),
        ("wait gap  days", "wait gap days"),
        ("wait until 9:00:00", "wait until 09:00"),
        ("wait until monday ,thursday at 09:00", "wait until monday, thursday at 09:00"),
        ("wait until 7 days before d at 9:00 else exit", "wait until 7d before d, at 09:00 else exit"),
        ("when d comes  at 9:00 in contact time then exit", "when d comes, at 09:00 in contact time then exit"),
        ("remember today at 09:00 as x", "remember today, at 09:00 as x"),
        ("wait up to 2 weeks until vip else exit", "wait up to 2w until vip else exit"),
        ("every 1 weeks on tuesday at 9:00 from 2026-03-03", "every 1 week on tuesday at 09:00 from 2026-03-03"),
        ("every 2 week on tuesday at 9:00 from 2026-03-03", "every 2 weeks on tuesday at 09:00 from 2026-03-03"),
        ("every month on the  last day at 09:00", "every month on the last day at 09:00"),
        ("every year 7d before d, at 09:00", "every year 7d before d at 09:00"),
        ("if now is on saturday or sunday or vip", "if now is on saturday, sunday or vip"),
        ("if d is not after 7d before e at 09:00", "if d is not after 7d before e, at 09:00"),
        ("if has a counting  machines this  week", "if has a counting machines this week"),
        ("given held  out,vip", "given held out, vip"),
        ("day 1 expect hold everything", "day 1 expect hold everything"),
        ("segment a  was b ,c   if d", "segment a was b, c if d"),
        ("add 10.50 when a  if b", "add 10.5 when a if b"),
        ("halve every 2 weeks", "halve every 2w"),
        ("answers  within 30 seconds", "answers within 30s"),
        ("event a b  was c  d, e", "event a b was c d, e"),
        ("enter when a per b ,newest  only if c", "enter when a per b, newest only if c"),
        ("reenter after 30 days from  entering", "reenter after 30d from entering"),
        ("when a followed  by b within 2 days then exit", "when a followed by b within 2d then exit"),
        ("when ignored 3 emails in  a row for 5 days then exit", "when ignored 3 emails in a row for 5d then exit"),
        ("when a falls  below 20.0 or b reaches 1 then exit", "when a falls below 20 or b reaches 1 then exit"),
        ("guarantee at most 1 emails within 7 days", "guarantee at most 1 email within 7d"),
        ("guarantee every contact  leaves within 7d", "guarantee every contact leaves within 7d"),
        ("guarantee never  send any a email after b", "guarantee never send any a email after b"),
        ("set a to b  plus 3.0", "set a to b plus 3"),
        ("30.0% a was b then exit", "30% a was b then exit"),
        ("repeat at  most 3 times until a", "repeat at most 3 times until a"),
        ("has it", "has it"),  # unreadable: left as it is
        ('sned  x   "y"', 'sned  x   "y"'),
    ],
)
def test_a_line(written: str, printed: str) -> None:
    assert format_source("a", written) == printed + "\n"


def test_two_spaces_a_level_and_the_blank_lines_of_the_writer() -> None:
    source = (
        'journey a\n\n\n     owner "x"\n\n\n     version "1"\n     stage b\n       send c\n'
        "\n       send d\n     stage e\n"
        'scenario "f"\n'
    )
    assert format_source("a", source) == (
        'journey a\n  owner "x"\n\n  version "1"\n\n  stage b\n    send c\n\n    send d\n\n  stage e\n\nscenario "f"\n'
    )


def test_comments_are_kept() -> None:
    source = (
        "# top\n\n#doc\n#\n#  deeper\njourney a   #   why\n\n     # above\n"
        '  owner "x"\n  # last inside\nscenario "s" #\n#end'
    )
    assert format_source("a", source) == (
        "# top\n\n# doc\n#\n#  deeper\njourney a  #   why\n  # above\n"
        '  owner "x"\n\n# last inside\nscenario "s"\n# end\n'
    )


def test_a_comment_in_the_middle_of_a_line_goes_above_it() -> None:
    source = "enter when a  # one\n    or b  # two\n    # three\n    if c  # four\n"
    assert format_source("a", source) == "# one\n# two\n# three\nenter when a or b if c  # four\n"


def test_comments_below_each_other_are_aligned() -> None:
    source = "page a # one\npage long_name # two\npage b\npage c # three\n"
    assert format_source("a", source) == "page a          # one\npage long_name  # two\npage b\npage c  # three\n"


def test_a_long_line_is_broken_where_it_is_read_as_one() -> None:
    condition = " and ".join(f"attribute_number_{number} is {number}" for number in range(6))
    source = (
        f"journey a\n  enter when clicked b if {condition}\n"
        f"  stage c\n    when clicked d if {condition} then send e then exit\n      \n"
    )
    printed = format_source("a", source)
    assert max(map(len, printed.splitlines())) <= WIDTH
    assert printed == format_source("a", printed)
    assert "\n      if attribute_number_0 is 0 and" in printed  # four deeper than `enter`
    assert "\n        then send e\n        then exit\n" in printed
    parsed = parse("a", printed)
    assert parsed.diagnostics == ()
    assert len(parsed.file.lines[0].children) == 2


@pytest.mark.parametrize(
    ("line", "second"),
    [
        ("segment {} if {} is 3 and {} is 4", "    if"),
        ("  add 10 when clicked {} if {}", "      if"),
        ("when clicked {} followed by visited {} within 2d then exit", "    followed by"),
        ("enter when purchased where {} > 3 per {}, newest only", "    per"),
    ],
)
def test_where_the_longer_lines_are_broken(line: str, second: str) -> None:
    source = ("score s\n" if line.startswith(" ") else "") + line.replace("{}", "a_rather_long_name_for_anything_" * 2)
    printed = format_source("a", source)
    assert any(found.startswith(second) for found in printed.splitlines()), printed
    assert format_source("a", printed) == printed
    assert len(parse("a", printed).file.lines) == 1


def test_a_name_is_never_taken_for_a_place_to_break() -> None:
    source = "if " + " or ".join(f'name contains "or and then {number} {"x" * 20}"' for number in range(8))
    for line in format_source("a", source).splitlines():
        assert line.count('"') % 2 == 0


def test_lines_that_cannot_be_read_are_left_as_they_are() -> None:
    source = (
        "journey a\n      stage  b\n           sned   x  # why\n"
        "           enter when   a\n                per b c   # c\n"
        "           send    c\n"
    )
    printed = format_source("a", source)
    assert printed == (
        "journey a\n  stage b\n    sned   x  # why\n    enter when   a\n        per b c  # c\n    send c\n"
    )
    assert format_source("a", printed) == printed


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_mark_and_line_ends_go(mark: str, end: str) -> None:
    assert format_source("a", f"{mark}page a{end}# b{end}page c") == "page a\n# b\npage c\n"


def test_tabs_become_spaces() -> None:
    assert format_source("a", "stage a\n\tsend b\n\tif c\n\t\tsend d\n") == "stage a\n  send b\n  if c\n    send d\n"


def test_nothing_stays_nothing() -> None:
    for source in ("", "\n\n", "  \n"):
        assert format_source("a", source) == ""
    assert format_source("a", "\n# only\n\n# comments\n\n") == "# only\n\n# comments\n"
