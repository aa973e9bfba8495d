"""One visit for each value; and the other lines of a journey that issue from its header."""

from __future__ import annotations

import pytest

from jdsl.model.model import (
    AtMostWithin,
    AttributeValue,
    Crosses,
    DateType,
    Equals,
    EveryoneLeaves,
    Exact,
    FromData,
    Guarantee,
    Journey,
    Medium,
    NeverSend,
    NotWhileIn,
    NumberType,
    OnChange,
    Pattern,
    Per,
    Plain,
    PropertyValue,
    ReenterKind,
    RememberedValue,
    Renamed,
    Start,
    TextType,
)
from tests.model.told import CATALOG, fixed, journey_of, model_of, snapshot, told

DAY = 86_400_000
BOOKED = "event booked\n  property seat text\nevent paid\n  property seat text\n"


def booked(header: str, *steps: str) -> Journey:
    body = "".join(f"    {step}\n" for step in steps or ("wait 1d",))
    (journey,) = model_of(f"{CATALOG}{BOOKED}journey j\n  {header}\n  stage s\n{body}").journeys
    return journey


# --- per ---


def test_per() -> None:
    found = booked("enter when booked per seat")
    assert found.per == Per("seat", TextType(), newest_only=False)
    assert found.remembers == {"seat": TextType()}
    assert (found.reenter.kind, found.not_while_in, found.on_change) == (ReenterKind.NEVER, (), OnChange.KEEP)
    newest = booked("enter when booked per seat, newest only\n  enter when paid per seat, newest only")
    assert newest.per == Per("seat", TextType(), newest_only=True)
    assert booked("enter when booked").per is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("ordered per gap", NumberType()), ("ordered per due", DateType()), ("clicked per link", TextType())],
)
def test_per_of_any_type(text: str, kind: object) -> None:
    found = booked(f"enter when {text}").per
    assert found is not None
    assert found.type == kind


def test_p_is_remembered_first_of_all() -> None:
    found = booked("enter when booked per seat", "remember 5 as total", "if seat is set then exit")
    assert list(found.remembers) == ["seat", "total"]


def test_p_is_the_events_at_the_entry_and_remembered_inside() -> None:
    found = booked('enter when booked per seat if seat is "a"\n  exit when paid if seat is "b"')
    entry, exits = found.entries[0].condition, found.exits[0].condition
    assert isinstance(entry, Equals)
    assert entry.left == PropertyValue("seat", TextType())
    assert isinstance(exits, Equals)
    assert exits.left == RememberedValue("seat", TextType())


def test_what_has_a_value_otherwise() -> None:
    score = "score readiness\n  add 10 when booked\nsegment rich if vip\n"
    for trigger in (
        "sent whitepaper", "changed points", "joined rich", "left rich", "entered k", "exited", "completed k",
        "reached", "readiness reaches 50", "readiness falls below 5",
    ):  # fmt: skip
        header = f'journey j\n  enter when {trigger} per seat if seat is "a"\n  stage s\n'
        found = snapshot(f"{CATALOG}{BOOKED}{score}{header}journey k\n  enter when redeemed\n  stage s\n")
        assert told(found) == [], trigger


def test_start_with_a_value() -> None:
    started = f"{CATALOG}{BOOKED}journey j\n  enter when booked per seat\n  stage s\n"
    other = "journey k\n  enter when {}\n  stage s\n    {}\n"
    for header, step in (
        ("booked", "start j"),
        ("booked per seat", "start j"),
        ("booked per seat", "wait 1d then start j"),
        ("redeemed", "wait\n      when paid then start j"),
        ("sent whitepaper", "start j"),
    ):
        assert told(snapshot(started + other.format(header, step))) == [], header
    found = told(snapshot(started + other.format("redeemed per worth", "start j").replace("per worth", "")))
    assert [code for code, _, _ in found] == ["no-per-value"]
    free = model_of(started + other.format("booked", "start k"))
    assert isinstance(free.journeys[1].stages[0].steps[0], Start)


def test_an_unknown_p_is_corrected() -> None:
    text = f"{CATALOG}{BOOKED}journey j\n  enter when booked per saet if saet is set\n  stage s\n"
    found = snapshot(text)
    assert told(found) == [("unknown-property", "saet", "no event carries `saet`")]
    assert "per seat" in fixed(found, found.diagnostics[0])


# --- other lines ---


def test_reenter_from_entering() -> None:
    found = booked("enter when booked\n  reenter after 30d from entering").reenter
    assert (found.kind, found.after, found.from_entering) == (ReenterKind.AFTER, Exact(30 * DAY), True)
    data = booked("enter when booked\n  reenter after points days from entering").reenter
    assert isinstance(data.after, FromData)
    assert not booked("enter when booked\n  reenter after 30d").reenter.from_entering


def test_not_while_in() -> None:
    text = "journey j\n  enter when redeemed\n  not while in k\n  not while in l\n  stage s\n"
    others = "journey k\n  stage s\n    wait 1d\njourney l\n  stage s\n    wait 1d\n"
    found = model_of(CATALOG + text + others).journeys[0]
    place = [one.place for one in found.not_while_in]
    assert found.not_while_in == (NotWhileIn("k", place[0]), NotWhileIn("l", place[1]))
    assert [one.line - CATALOG.count("\n") for one in place] == [3, 4]


def test_on_change() -> None:
    assert booked("enter when booked\n  on change follow").on_change is OnChange.FOLLOW
    assert booked("enter when booked\n  on change keep").on_change is OnChange.KEEP


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at most 3 emails within 7d", ("AtMostWithin", 3, None, Medium.EMAIL, 7 * DAY)),
        ("at most 3 product_news messages within 7d", ("AtMostWithin", 3, "product_news", None, 7 * DAY)),
        ("every contact leaves within 60d", ("EveryoneLeaves", 60 * DAY)),
        (
            "never send whitepaper after clicked whitepaper",
            ("NeverSend", {"whitepaper"}, Plain(Pattern("clicked", frozenset({"whitepaper"})))),
        ),
        (
            "never send any product_news email after unsubscribed from product_news",
            ("NeverSend", {"product_teaser"}, Plain(Pattern("unsubscribed from", frozenset({"product_news"})))),
        ),
        (
            "never send any message after readiness falls below 5",
            (
                "NeverSend",
                {"product_teaser", "whitepaper", "renewal_nudge"},
                Crosses("readiness", 5_000_000, upwards=False),
            ),
        ),
    ],
)
def test_guarantees(text: str, expected: tuple[object, ...]) -> None:
    score = "score readiness\n  add 10 when booked\n"
    whole = model_of(f"{CATALOG}{BOOKED}{score}guarantee {text}\n").guarantees
    own = model_of(f"{CATALOG}{BOOKED}{score}journey j\n  guarantee {text}\n  stage s\n").journeys[0].guarantees
    for (found,) in (whole, own):
        assert plainly(found) == expected


def plainly(found: Guarantee) -> tuple[object, ...]:
    match found:
        case AtMostWithin(most, channel, medium, within_ms):
            return ("AtMostWithin", most, channel, medium, within_ms)
        case EveryoneLeaves(within_ms):
            return ("EveryoneLeaves", within_ms)
        case NeverSend(messages, after):
            return ("NeverSend", set(messages), after)


def test_guarantees_of_a_file_that_is_a_journey_are_its_own() -> None:
    found = model_of(CATALOG, y="guarantee every contact leaves within 60d\nwhen redeemed then exit\n")
    assert (len(found.guarantees), len(found.journeys[0].guarantees)) == (0, 1)


def test_what_a_guarantee_names_can_be_inferred() -> None:
    found = snapshot("guarantee never send any email after clicked a\nguarantee never send b after clicked a\n")
    assert [code for code, _, _ in told(found)] == ["inferred-emails"]
    assert found.model is not None
    assert [sorted(getattr(one, "messages", ())) for one in found.model.guarantees] == [["a", "b"], ["b"]]


# --- was ---


def test_what_was_called_otherwise() -> None:
    text = """\
channel news was bulletin
email hello "Hello" was hi, hey
  link here was there
attribute age was years number
event cashed in a product was turned in, used up
  property size was length number
segment old_ones was elders if age > 60
score warmth was heat
  add 1 when redeemed
webhook shop "https://x" was store
  property price was cost number
journey trial "Trial" was tryout, test_drive
  hold out 10%
  enter when redeemed
  goal won was sold within 3d
  stage only was first, second
    split halves was parts
      50% a was left_arm
      50% b
event redeemed
"""
    found = model_of(text)
    assert set(found.catalog.renamed) == {
        Renamed("channel", "news", None, ("bulletin",)),
        Renamed("email", "hello", None, ("hi", "hey")),
        Renamed("link", "here", "hello", ("there",)),
        Renamed("attribute", "age", None, ("years",)),
        Renamed("event", "cashed in", None, ("turned in", "used up")),
        Renamed("property", "size", "cashed in", ("length",)),
        Renamed("segment", "old_ones", None, ("elders",)),
        Renamed("score", "warmth", None, ("heat",)),
        Renamed("webhook", "shop", None, ("store",)),
        Renamed("property", "price", "shop", ("cost",)),
        Renamed("journey", "trial", None, ("tryout", "test_drive")),
        Renamed("goal", "won", "trial", ("sold",)),
        Renamed("stage", "only", "trial", ("first", "second")),
        Renamed("split", "halves", None, ("parts",)),
        Renamed("arm", "a", "halves", ("left_arm",)),
    }
    (journey,) = found.journeys
    assert (journey.was, journey.drawn_as) == (("tryout", "test_drive"), "test_drive")
    assert (journey.goals[0].was, journey.stages[0].was) == (("sold",), ("first", "second"))
    assert found.catalog.splits["halves"].drawn_as == "parts"
    assert found.catalog.splits["halves"].arms[0].was == ("left_arm",)
    assert journey_of("journey j\n  enter when redeemed\n  stage s\n").drawn_as == "j"


def test_an_old_name_of_one_thing_may_be_the_name_of_another_kind() -> None:
    text = "page hello was hi\nemail hi was hello\njourney j\n  stage a was b\njourney k\n  stage b was a\n"
    assert told(snapshot(text)) == []
    crossed = snapshot("journey j\n  stage a was b\n  stage b was c\n    move to a\n")
    assert [code for code, _, _ in told(crossed)] == ["old-name"]
    twice = snapshot("email a was z\n", other="sms b was z\n")
    assert [(one.path, one.code.slug) for one in twice.diagnostics] == [("other.journey", "old-name")]
    assert twice.diagnostics[0].labels[0].path == "x.journey"


def test_a_template_is_kept() -> None:
    text = 'email hello\n  template "mails/hello.html"\n'
    assert model_of(text).catalog.messages["hello"].template == "mails/hello.html"
    attribute = model_of("attribute a was b one of x, y\n").catalog.attributes["a"]
    assert attribute == AttributeValue("a", attribute).type
