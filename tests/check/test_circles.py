"""Circles at one instant: which must go round, which may, which cannot, and how they are shown (§5.12)."""

from __future__ import annotations

import pytest

from tests.model.told import snapshot, told, underlined

CATALOG = """\
channel news
email first_mail
email next_mail
tag seen
tag done
team sales "sales@acme.example"
webhook crm "https://x.example"
attribute calm yes/no
attribute points number
attribute gap number
attribute country one of CZ, DE
attribute ends moment
event pinged
  property size number
event ponged a page
page home
page shop
segment rich if points > 5
segment richest if in segment rich and tagged done
score warmth
  add 10 when sent first_mail
"""
ENDLESS, POSSIBLE = "endless-circle", "possible-circle"


def circles(text: str) -> list[tuple[str, str]]:
    """What is told of a journey: how sure it is, and the way round."""
    found = snapshot(CATALOG, y=text).diagnostics
    assert {one.code.slug for one in found} <= {ENDLESS, POSSIBLE}
    return [(one.code.slug, one.message.partition(": ")[2]) for one in found]


def in_stage(*steps: str, rules: str = "") -> str:
    """One journey with a stage `ask` of these steps and rules, and a stage `other`."""
    lines = "".join(f"    {line}\n" for step in steps for line in step.splitlines())
    below = "".join(f"      {line}\n" for line in rules.splitlines())
    meanwhile = f"    meanwhile\n{below}" if rules else ""
    return f"journey j\n  enter when visited home\n  stage ask\n{lines}{meanwhile}  stage other\n    wait 1d\n"


ROUND = "ask → ask"


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        (["move to ask"], ENDLESS),
        (["send first_mail", "move to ask"], ENDLESS),
        (["wait 0s", "move to ask"], ENDLESS),
        (["if calm then tag seen", "move to ask"], ENDLESS),
        (["if calm\n  tag seen\nelse\n  tag done", "move to ask"], ENDLESS),
        (["repeat 2 times\n  send first_mail", "move to ask"], ENDLESS),
        (["repeat 2 times\n  move to ask"], ENDLESS),
        (["repeat at most 2 times until calm\n  send first_mail", "move to ask"], ENDLESS),
        (["split halves\n  50% a then tag seen\n  50% b", "move to ask"], ENDLESS),
        (["if calm then move to ask"], POSSIBLE),
        (["if calm then exit", "move to ask"], POSSIBLE),
        (["if calm then wait 1d", "move to ask"], POSSIBLE),
        (["if calm then wait until 09:00", "move to ask"], POSSIBLE),
        (["wait until 09:00", "move to ask"], POSSIBLE),
        (["wait until monday at 09:00", "move to ask"], POSSIBLE),
        (["wait until ends", "move to ask"], POSSIBLE),
        (["wait until ends else move to ask"], POSSIBLE),
        (["wait until 2026-12-24 at 09:00", "move to ask"], POSSIBLE),
        (["wait up to 1d until calm", "move to ask"], POSSIBLE),
        (["wait up to 1d until calm else exit", "move to ask"], POSSIBLE),
        (["wait gap days", "move to ask"], POSSIBLE),
        (["wait 0d at 09:00", "move to ask"], POSSIBLE),
        (["wait up to gap days\n  when visited shop then move to ask"], POSSIBLE),
        (["wait up to gap days\n  when visited shop\n  otherwise move to ask"], POSSIBLE),
        (["repeat at most 2 times until calm\n  move to ask"], POSSIBLE),
        (["split halves\n  50% a then move to ask\n  50% b"], POSSIBLE),
        (["move to other", "move to ask"], None),
        (["wait 1d", "move to ask"], None),
        (["wait 1d at 09:00", "move to ask"], None),
        (["wait 3 weekdays", "move to ask"], None),
        (["wait", "move to ask"], None),
        (["wait up to 1d\n  when visited shop then move to ask\n  otherwise move to ask"], None),
        (["wait\n  when visited shop then move to ask"], None),
        (["if calm then exit\nelse exit", "move to ask"], None),
        (["repeat 2 times\n  wait 1d", "move to ask"], None),
        (["exit", "move to ask"], None),
    ],
)
def test_a_stage_that_leads_to_itself(steps: list[str], code: str | None) -> None:
    assert circles(in_stage(*steps)) == ([(code, ROUND)] if code else [])


WHENEVER = "whenever pinged (line 6)"


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("whenever pinged then announce pinged", ENDLESS),
        ("whenever pinged, starting over then announce pinged then wait 1d", ENDLESS),
        ("whenever pinged if calm then announce pinged", POSSIBLE),
        ("whenever pinged where size > 5 then announce pinged", POSSIBLE),
        ("whenever pinged at least 2 times then announce pinged", POSSIBLE),
        ("whenever visited shop followed by pinged then announce pinged", POSSIBLE),
        ("whenever pinged then wait gap days then announce pinged", POSSIBLE),
        ("whenever pinged\n  if calm then announce pinged", POSSIBLE),
        ("whenever pinged then announce pinged then wait until 09:00", POSSIBLE),
        ("whenever pinged then announce pinged then exit", None),
        ("whenever pinged, at most once per 1d then announce pinged", None),
        ("whenever pinged, at most once per day then announce pinged", None),
        ("whenever pinged then announce pinged then wait 1d", None),
        ("whenever pinged then wait 1d then announce pinged", None),
        ("when pinged then announce pinged", None),
        ("whenever not pinged for 1d then announce pinged", None),
        ("whenever pinged then announce ponged home", None),
    ],
)
def test_a_rule_that_hears_itself(rule: str, code: str | None) -> None:
    found = circles(in_stage("wait", rules=rule))
    assert [told_code for told_code, _ in found] == ([code] if code else [])
    for _, way in found:
        head = way.partition(" (line")[0]
        assert rule.startswith(head)
        assert way == f"{head} (line 6) → {head} (line 6)"


@pytest.mark.parametrize(
    ("rule", "is_told"),
    [
        ("whenever ponged home then announce ponged home", True),
        ("whenever ponged home then announce ponged shop", False),
        ("whenever ponged then announce ponged shop", True),
        ("whenever tagged seen then untag seen then tag seen", True),
        ("whenever tagged seen then tag seen", False),
        ("whenever tagged seen then tag done then untag done", False),
        ("whenever changed points then add 1 to points", True),
        ("whenever changed points then take 1 from points", True),
        ("whenever changed points then set points to points plus 1 then set points to 5", True),
        ("whenever changed points then set points to 5", False),
        ("whenever changed country to CZ then set country to DE then set country to CZ", True),
        ("whenever changed country to CZ then set country to DE", False),
        ("whenever subscribed to news then unsubscribe from news then subscribe to news", True),
        ("whenever subscribed to news then subscribe to news", False),
        ("whenever unsubscribed then unsubscribe from news then subscribe to news", True),
        ("whenever sent first_mail then send first_mail", True),
        ("whenever sent next_mail then send first_mail", False),
        ("whenever sent any email then send first_mail", True),
        ("whenever joined rich then set points to 1 then set points to 9", True),
        ("whenever joined rich then set points to 9", False),
        ("whenever joined richest then set points to 1 then set points to 9", True),
        ("whenever joined richest then untag done then tag done", True),
        ("whenever left rich then tag seen then untag seen", False),
        ("whenever warmth reaches 20 then send first_mail then send first_mail", True),
        ("whenever warmth reaches 20 then send next_mail then send next_mail", False),
        ("whenever crm fails then call crm", False),
        ("whenever reached won then wait 1d", False),
    ],
)
def test_what_a_step_makes_others_hear(rule: str, is_told: bool) -> None:
    text = in_stage("wait", rules=rule).replace("enter when", "goal won and stay\n  enter when", 1)
    head = rule.partition(" then ")[0]
    way = f"{head} (line 7) → {head} (line 7)"
    certain = head.startswith("whenever ponged")
    assert circles(text) == ([(ENDLESS if certain else POSSIBLE, way)] if is_told else [])


def test_whoever_is_held_out_gets_no_answer() -> None:
    text = in_stage("wait", rules="whenever crm fails then call crm").replace("enter", "hold out 10%\n  enter", 1)
    assert circles(text) == [(POSSIBLE, "whenever crm fails (line 7) → whenever crm fails (line 7)")]


def test_a_goal_that_lets_stay_can_be_reached_once() -> None:
    header = "  goal won and stay\n  goal also and stay\n"
    text = in_stage("wait", rules="whenever reached won then reach won").replace("  enter", f"{header}  enter", 1)
    assert circles(text) == [(POSSIBLE, "whenever reached won (line 8) → whenever reached won (line 8)")]


# --- several spots ---


def test_through_stages_and_rules() -> None:
    text = (
        "journey j\n  enter when visited home\n  stage ask\n    send first_mail\n    move to welcome\n"
        "  stage welcome\n    move to ask\n"
    )
    found = snapshot(CATALOG, y=text)
    (one,) = found.diagnostics
    assert told(found) == [(ENDLESS, "move to ask", "contacts go round here without a wait: ask → welcome → ask")]
    (label,) = one.labels
    assert (label.path, text[label.span.start : label.span.end]) == ("y.journey", "move to welcome")
    assert label.message == "on to welcome"


def test_a_when_goes_round_with_its_stage_alone() -> None:
    heard = "when pinged then move to ask"
    text = in_stage("announce pinged", "wait", rules=heard)
    assert circles(text) == [(POSSIBLE, "ask → when pinged (line 7) → ask")]
    # It has fired in this stay, and nobody leaves it.
    rules = "when pinged then announce ponged\nwhenever ponged then announce pinged"
    assert circles(in_stage("wait", rules=rules)) == []
    above = "  when pinged then move to ask\n  stage ask\n    announce pinged\n    wait\n"
    assert circles(f"journey j\n  enter when visited home\n{above}") == []


def test_an_announcement_that_leaves_its_stage_is_heard_by_the_next() -> None:
    text = (
        "journey j\n  enter when visited home\n  stage ask\n    announce pinged\n    move to welcome\n"
        "  stage welcome\n    when pinged then move to ask\n"
    )
    assert circles(text) == [(POSSIBLE, "ask → when pinged (line 7) → ask")]


def test_two_rules() -> None:
    rules = "whenever pinged then announce ponged\nwhenever ponged then announce pinged"
    way = "whenever pinged (line 6) → whenever ponged (line 7) → whenever pinged (line 6)"
    assert circles(in_stage("wait", rules=rules)) == [(ENDLESS, way)]
    first, second = rules.splitlines()
    above = in_stage("wait", rules=first).replace("  stage ask", f"  {second}\n  stage ask")
    # The rule above the stages does not know in which stage one is.
    assert [code for code, _ in circles(above)] == [POSSIBLE]
    slow = "whenever pinged then announce ponged\nwhenever ponged then announce pinged then wait 1d"
    assert circles(in_stage("wait", rules=slow)) == []


def test_each_circle_is_told_once_the_shortest() -> None:
    text = (
        "journey j\n  enter when visited home\n  stage a\n    if calm then move to b\n    move to c\n"
        "  stage b\n    move to c\n  stage c\n    move to a\n"
    )
    assert circles(text) == [(POSSIBLE, "a → c → a"), (POSSIBLE, "a → b → c → a")]
    assert circles(text.replace("if calm then move", "if calm then wait 1d then move")) == [(POSSIBLE, "a → c → a")]
    assert circles(text.replace("    if calm then move to b\n", "")) == [(ENDLESS, "a → c → a")]


def test_circles_side_by_side() -> None:
    text = in_stage("move to ask") + in_stage("if calm then move to ask").replace("journey j", "journey k")
    assert circles(text) == [(ENDLESS, ROUND), (POSSIBLE, ROUND)]


def test_other_errors_come_first() -> None:
    found = snapshot(CATALOG, y=in_stage("send nothing", "move to ask"))
    assert [one.code.slug for one in found.diagnostics] == ["unknown-message"]


# --- journeys ---

AGAIN = "journey {name}\n  enter when {trigger}\n  reenter {reenter}\n  stage {name}\n    {steps}\n"


def again(name: str, trigger: str, steps: str, reenter: str = "always") -> str:
    return AGAIN.format(name=name, trigger=trigger, reenter=reenter, steps=steps)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (again("j", "sent first_mail", "send first_mail"), "j → j"),
        (again("j", "sent first_mail", "send first_mail", "after gap days"), "j → j"),
        (again("j", "entered k", "exit") + again("k", "exited j", "exit"), "j → k → j"),
        (again("j", "completed k", "send first_mail") + again("k", "completed j", "send first_mail"), "j → k → j"),
        (again("j", "visited home", "start k") + again("k", "visited shop", "start j"), "j → k → j"),
        (again("j", "reached won", "reach won").replace("  stage", "  goal won\n  stage"), "j → j"),
        (again("j", "exited j", "reach won").replace("  stage", "  goal won within 1d\n  stage"), "j → j"),
        (again("j", "sent first_mail", "send first_mail", "after 1d"), None),
        (again("j", "sent first_mail", "send first_mail", "never"), None),
        (again("j", "sent first_mail", "send first_mail", "at most 3 times"), None),
        (again("j", "sent first_mail", "send first_mail then wait 1d"), None),
        (again("j", "sent first_mail", "wait 1d then send first_mail"), None),
        (again("j", "visited home", "start k then wait 1d") + again("k", "visited shop", "start j"), None),
        (again("j", "completed k", "wait") + again("k", "completed j", "send first_mail"), None),
    ],
)
def test_in_and_out_again(text: str, way: str | None) -> None:
    assert circles(text) == ([(POSSIBLE, way)] if way else [])


def test_by_an_exit_or_a_goal_of_the_other() -> None:
    line = "  stage"
    text = again("j", "exited k", "wait").replace(line, "  exit when entered k\n  stage")
    text += again("k", "entered j", "wait").replace(line, "  exit when exited j\n  stage")
    way = "exit when entered k (line 4) → exit when exited j (line 10) → j → k → exit when entered k (line 4)"
    assert circles(text) == [(POSSIBLE, way)]
    goals = text.replace("exit when entered k", "goal won within 3d when entered k")
    goals = goals.replace("exit when exited j", "goal lost when reached won").replace("exited k", "reached lost")
    way = "goal won (line 4) → goal lost when reached won (line 10) → j → k → goal won (line 4)"
    assert circles(goals) == [(POSSIBLE, way)]
    # Whoever stays does not come in again.
    assert circles(goals.replace("when reached won", "when reached won and stay")) == []


def test_a_rule_that_is_an_entry() -> None:
    text = "journey j\n  reenter always\n  stage s\n    when sent first_mail then send first_mail\n"
    found = circles(text)
    assert found[0][0] == POSSIBLE
    assert circles(text.replace("always", "never")) == []


def test_stages_of_two_journeys_tell_whose_they_are() -> None:
    text = (again("j", "visited home", "start k") + again("k", "visited shop", "start j")).replace("stage k", "stage s")
    assert circles(text) == [(POSSIBLE, "j → s of k → j")]


def test_a_step_of_a_piece_is_told_where_it_stands() -> None:
    piece = "steps back\n  move to ask\n"
    found = snapshot(CATALOG, pieces=piece, y=in_stage("do back"))
    (one,) = found.diagnostics
    assert (one.path, underlined(found, one), one.code.slug) == ("pieces.journey", "move to ask", ENDLESS)
