"""Which lines may stand where; one diagnostic for each parent, however much is wrong under it."""

from __future__ import annotations

import pytest

from jdsl.syntax import parse


def said(source: str) -> list[tuple[str, int, str | None]]:
    """Code, line and help of each diagnostic."""
    parsed = parse("a", source)
    return [(found.code.slug, source.count("\n", 0, found.span.start) + 1, found.help) for found in parsed.diagnostics]


def slugs(source: str) -> list[str]:
    return [slug for slug, _, _ in said(source)]


GOOD = {
    "a whole journey": """
        journey a
          owner "x"
          enter when clicked b
          goal g
          after 30d then exit
          stage s
            send b
            if vip
              send c
            else if gold then send d
            else
              tag e
            wait up to 3d
              when clicked b
              when clicked c
                exit
              otherwise exit
            wait
              when clicked b then exit
            meanwhile
              when clicked d then move to t
              after 2d
                exit
          stage t
            whenever clicked b then send c
          stage end
        scenario "x"
          given vip
          day 1 clicked b
          expect nothing else
        """,
    "a journey with hours, limits and a calendar": """
        timezone UTC
        holidays CZ
        limit 3 messages per day
        send between 08:00 and 20:00
        webinar w at 2026-05-12 15:00
        moment m at 2026-05-12 15:00
        webhook crm "x"
        sms b
          transactional
        journey a
          enter every monday at 09:00
          enter on 2026-05-12 at 09:00
          timezone Europe/Prague
          limit 2 emails per 7d
            else delay
          send between 08:00 and 18:00
          hold out 10%
          every day at 09:00 then send b
          stage s
            wait until m
              else exit
            wait up to 3d until vip
              and gold
              else exit
            hold c
            meanwhile
              every day at 10:00
                send b
        """,
    "the workspace's own lines in a file of a journey": "limit 2 emails per 7d\ntimezone UTC\nwhen a then send b\n",
    "a file that is one journey": 'owner "x"\nenter when clicked a\nwhen clicked b then send c\nstage s\n  send d\n',
    "one line": "when clicked product_teaser then send whitepaper after 2d\n",
    "a catalog": 'channel c\nemail a\n  channel c\n  id "x"\n  link l\nevent e\n  property p text\ntag t\n',
    "a scenario beside": 'journey a\nscenario "x"\n  expect nothing else\n',
    "scores, segments and what a webhook answers": (
        "score readiness was warmth\n  add 10 when clicked any email\n    if vip\n  take 3 when a followed by b\n"
        "    within 2d\n  halve every 14d\nsegment big\n  if vip\n  and gold\n"
        'webhook crm "x"\n  property approved yes/no\n  answers within 30s\nemail a\n  template "x.html"\n'
    ),
    "pieces, shares and rounds": """
        guarantee at most 3 emails within 7d
        steps shared
          send a
        journey j was i
          enter when purchased
            per order_id, newest only
            if vip
          not while in k
          on change keep
          guarantee every contact leaves within 60d
          steps own
            if vip then exit
            do shared
          stage s was r
            split offer_test
              30% control
              30% offer then send b then exit
              40% other was another
                wait 2d
                repeat 3 times
                  send c
            repeat at most 3 times until vip
              do own
              wait 1d
        """,
    "a piece and a promise make no file a journey": (
        "journey a\nsteps b\n  exit\nguarantee every contact leaves within 3d\n"
    ),
    "waiting for ever": "stage s\n  wait\n",
    "an arm and an otherwise that do nothing": "stage s\n  wait up to 2d\n    when clicked b\n    otherwise\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_wrong_with(name: str) -> None:
    source = "\n".join(line.removeprefix("        ") for line in GOOD[name].split("\n"))
    assert said(source) == []


@pytest.mark.parametrize(
    ("source", "line", "help_text"),
    [
        ("send a", 1, "it belongs under a stage, a rule, an `if` or an arm"),
        ("else\n  send a", 1, "it belongs right below an `if` and its steps, as deep as the `if`"),
        ("day 1 clicked a", 1, "it belongs under `scenario`"),
        ("property p text", 1, "it belongs under `event` or `webhook`"),
        ("journey a\nwhen clicked b then exit", 2, "it belongs under the `journey` that it is part of"),
        ('journey a\nowner "x"', 2, "it belongs under the `journey` that it is part of"),
        ("journey a\n  send b", 2, "it belongs under a stage, a rule, an `if` or an arm"),
        ("journey a\n  email b", 2, "it belongs at the margin, under nothing"),
        ('journey a\n  scenario "x"', 2, "it belongs at the margin, under nothing"),
        ("stage a\n  stage b", 2, "it belongs in a journey, beside its other stages"),
        ('stage a\n  owner "x"', 2, "it belongs under `journey`"),
        ("stage a\n  send b\n  when clicked c then exit", 3, "it belongs under `meanwhile`, for this stage has steps"),
        (
            "stage a\n  meanwhile\n    when clicked c then exit\n  send b",
            2,
            "it belongs under `stage`, below everything else",
        ),
        ("stage a\n  wait up to 3d\n    send b", 3, "it belongs under a stage, a rule, an `if` or an arm"),
        (
            "stage a\n  wait up to 3d\n    otherwise\n    when clicked b",
            3,
            "it belongs under `wait up to`, below the other arms",
        ),
        ("stage a\n  wait\n    otherwise exit", 3, "it belongs under `wait up to`"),
        ("stage a\n  wait 2d\n    when clicked b", 3, "indent it like the line above"),
        ("stage a\n  send b\n    send c", 3, "indent it like the line above"),
        ("stage a\n  send b then wait\n    when clicked c", 3, "indent it like the line above"),
        ("stage a\n  send b\n  else send c", 3, "it belongs right below an `if` and its steps, as deep as the `if`"),
        (
            "stage a\n  if b then exit\n  send c\n  else exit",
            4,
            "it belongs right below an `if` and its steps, as deep as the `if`",
        ),
        (
            "stage a\n  if b then exit\n  else exit\n  else exit",
            4,
            "it belongs right below an `if` and its steps, as deep as the `if`",
        ),
        ("when a\n  when b then exit", 2, "it belongs in a journey, in a stage or under `meanwhile`"),
        ("page a\n  link b", 2, "indent it like the line above"),
        ('scenario "x"\n  day 1 clicked a\n  given vip', 3, "it belongs under `scenario`, above its days"),
        ('scenario "x"\n  expect nothing else\n  day 1 clicked a', 2, "it belongs under `scenario`, below its days"),
        ("journey a\nhold out 10%", 2, "it belongs under the `journey` that it is part of"),
        ("transactional", 1, "it belongs under `email`, `sms` or `push`"),
        ("stage s\n  limit 2 emails per 7d", 2, "it belongs under `journey`, or at the margin for all journeys"),
        ("stage s\n  webinar w at 2026-05-12 15:00", 2, "it belongs at the margin, under nothing"),
        (
            "stage a\n  send b\n  every day at 09:00 then exit",
            3,
            "it belongs under `meanwhile`, for this stage has steps",
        ),
        ("when a\n  every day at 09:00 then exit", 2, "it belongs in a journey, in a stage or under `meanwhile`"),
        ("stage a\n  wait until 09:00\n    when clicked b", 3, "indent it like the line above"),
        (
            "stage a\n  wait up to 3d until vip\n    when clicked b",
            3,
            "arms wait for events, `until` for a condition: leave out the one or the other",
        ),
        ("add 10 when clicked a", 1, "it belongs under `score`"),
        ("stage s\n  take 10 when clicked a", 2, "it belongs under `score`"),
        ("score s\n  add 10 to x", 2, "it belongs under a stage, a rule, an `if` or an arm"),
        ("segment s if vip\n  halve every 3d", 2, "indent it like the line above"),
        ("answers within 30s", 1, "it belongs under `webhook`"),
        ("stage s\n  tag a was b", 2, "it belongs where `tag a` is declared, at the margin"),
        ("email e\n  channel a was b", 2, "it belongs where `channel a` is declared, at the margin"),
        ("event e\n  answers within 30s", 2, "it belongs under `webhook`"),
        ('template "x"', 1, "it belongs under `email`, `sms` or `push`"),
        ("stage s\n  30% a", 2, "it belongs under `split`"),
        ("stage s\n  split a\n    send b", 3, "it belongs under a stage, a rule, an `if` or an arm"),
        ("stage s\n  split a\n    when b then exit", 3, "it belongs in a journey, in a stage or under `meanwhile`"),
        ("stage s\n  steps a\n    exit", 2, "it belongs under `journey`, or at the margin for all journeys"),
        ("stage s\n  do a\n    exit", 3, "indent it like the line above"),
        ("not while in a\njourney b", 1, "it belongs under the `journey` that it is part of"),
        (
            "stage s\n  guarantee every contact leaves within 3d",
            2,
            "it belongs under `journey`, or at the margin for all journeys",
        ),
        ('event a\n  id "x"', 2, "it belongs under `email`, `sms` or `push`"),
    ],
)
def test_misplaced(source: str, line: int, help_text: str) -> None:
    assert said(source) == [("misplaced", line, help_text)]


@pytest.mark.parametrize(
    ("source", "slug", "line"),
    [
        ("when clicked a", "nothing-below", 1),
        ("whenever clicked a if b", "nothing-below", 1),
        ("after 2d", "nothing-below", 1),
        ("after 3 weekdays at 09:00", "nothing-below", 1),
        ("every day at 09:00 if vip", "nothing-below", 1),
        ("every day at 09:00 then exit\n  send b", "body-twice", 2),
        ("stage a\n  if b", "nothing-below", 2),
        ("stage a\n  if b then exit\n  else", "nothing-below", 3),
        ("stage a\n  wait up to 3d", "nothing-below", 2),
        ("stage a\n  meanwhile", "nothing-below", 2),
        ("score a", "nothing-below", 1),
        ("steps a", "nothing-below", 1),
        ("stage a\n  split b", "nothing-below", 2),
        ("stage a\n  repeat 3 times", "nothing-below", 2),
        ("stage a\n  repeat at most 3 times until vip", "nothing-below", 2),
        ("stage a\n  split b\n    30% c then exit\n      send d", "body-twice", 4),
        ("when clicked a then exit\n  send b", "body-twice", 2),
        ("stage a\n  if b then exit\n    send c", "body-twice", 3),
        ("stage a\n  wait up to 3d\n    otherwise exit\n      send c", "body-twice", 4),
    ],
)
def test_bodies(source: str, slug: str, line: int) -> None:
    assert [(found, at) for found, at, _ in said(source)] == [(slug, line)]


def test_one_diagnostic_for_each_parent() -> None:
    assert slugs("page a\n  send b\n  send c\n  send d\n") == ["misplaced"]
    assert slugs("send a\nsend b\nsend c\n") == ["misplaced"]


def test_children_of_a_bad_head_are_not_judged() -> None:
    source = "stgae a\n  send b\n  when clicked c then exit\n  meanwhile\n    when clicked d then exit\n"
    assert slugs(source) == ["unknown-keyword"]
    assert slugs("stage s\n  if vip and\n    send b\n  else\n    send c\n") == ["unreadable"]


def test_an_uneven_line_is_not_judged_for_its_place() -> None:
    assert slugs("when clicked a\n    send b\n   stage c\n") == ["uneven-indentation"]


def test_a_bad_line_is_a_body() -> None:
    assert slugs("when clicked a\n  sned b\n") == ["unknown-keyword"]
