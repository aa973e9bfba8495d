"""Each code: where it shows, what is said, and that the right way says nothing."""

# ruff: noqa: E501 # the table is read across

from __future__ import annotations

import re
from pathlib import Path

import pytest

import jdsl
from jdsl.diagnostics import catalogue
from tests.model.told import CATALOG, fixed, snapshot, told

PACKAGE = Path(jdsl.__file__).parent

JOURNEY = """\
journey nurture
  enter when clicked product_teaser
  goal sales_ready
  stage first
    {}
  stage second
"""
HEADER = """\
journey nurture
  enter when clicked product_teaser
  {}
  stage first
    wait 2d
"""
SCENARIO = """\
when clicked product_teaser then send whitepaper
scenario "s"
  {}
"""
FILE = "{}\n"

# Frame, what is wrong in it, code, text underlined, message, what is right.
CASES = [
    # --- names ---
    (JOURNEY, "send whitepapr", "unknown-message", "whitepapr", "no email, sms or push is called `whitepapr`", "send whitepaper"),
    (JOURNEY, "subscribe to newz", "unknown-channel", "newz", "no channel is called `newz`", "subscribe to product_news"),
    (HEADER, "exit when visited pricng", "unknown-page", "pricng", "no page is called `pricng`", "exit when visited pricing"),
    (HEADER, "exit when submitted x", "unknown-form", "x", "no form is called `x`", "exit when submitted demo_request"),
    (HEADER, "exit when purchased x", "unknown-product", "x", "no product is called `x`", "exit when purchased starter_plan"),
    (JOURNEY, "tag vip_led", "unknown-tag", "vip_led", "no tag is called `vip_led`", "tag vip_lead"),
    (JOURNEY, "notify sals", "unknown-team", "sals", "no team is called `sals`", "notify sales"),
    (JOURNEY, "set points_ to 5", "unknown-attribute", "points_", "no attribute is called `points_`", "set points to 5"),
    (HEADER, "exit when redeemed where wort > 5", "unknown-property", "wort", "`redeemed` has no property `wort`", "exit when redeemed where worth > 5"),
    (HEADER, "exit when clikced whitepaper", "unknown-verb", "clikced", "no event is called `clikced`", "exit when clicked whitepaper"),
    (HEADER, "exit when signed in", "unknown-verb", "signed in", "no event is called `signed in`", "exit when redeemed"),
    (HEADER, "exit when clicked product_teaser link whitepaper_ct", "unknown-link", "whitepaper_ct", "`product_teaser` has no link `whitepaper_ct`", "exit when clicked product_teaser link whitepaper_cta"),
    (JOURNEY, "start nurtur", "unknown-journey", "nurtur", "no journey is called `nurtur`", "start nurture"),
    (JOURNEY, "move to secnd", "unknown-stage", "secnd", "the journey `nurture` has no stage `secnd`", "move to second"),
    (JOURNEY, "reach sales_redy", "unknown-goal", "sales_redy", "the journey `nurture` has no goal `sales_redy`", "reach sales_ready"),
    (HEADER, "exit when reached x", "unknown-goal", "x", "no goal is called `x`", "exit when reached"),
    (JOURNEY, "set country to FR", "unknown-value", "FR", "`country` is never `FR`", "set country to DE"),
    (FILE, "event met a robot", "unknown-kind", "robot", "an event cannot be about a `robot`", "event met a page"),
    # --- events and triggers ---
    (HEADER, "exit when clicked pricing", "wrong-kind", "pricing", "`pricing` is a page, and an email, sms or push belongs here", "exit when visited pricing"),
    (JOURNEY, "notify whitepaper", "wrong-kind", "whitepaper", "`whitepaper` is an email, and a team belongs here", "notify nickname"),
    (HEADER, "exit when visited any email", "wrong-kind", "any email", "`visited` cannot be about `any email`", "exit when visited any page"),
    (FILE, "event purchased a page", "verb-differs", "purchased a page", "`purchased` is a standard event and is about a product", "event purchased"),
    (HEADER, "exit when registered for", "missing-subject", "registered for", "`registered for` does not say which webinar", "exit when registered"),
    (HEADER, 'exit when changed to "x"', "missing-subject", 'changed to "x"', "`changed` does not say which attribute", "exit when changed"),
    (HEADER, "exit when redeemed starter_plan", "unexpected-words", "starter_plan", "`redeemed` is about nothing in particular, so `starter_plan` has no place", "exit when redeemed"),
    (HEADER, "exit when visited pricing twice", "unexpected-words", "twice", "`twice` has no place after `visited` and its page", "exit when visited pricing"),
    (HEADER, "exit when opened product_teaser link whitepaper_cta", "no-link-here", "link whitepaper_cta", "only a click knows its link, and this says `opened`", "exit when opened product_teaser"),
    (HEADER, "exit when purchased where country is CZ", "attribute-in-where", "country", "`country` is an attribute, and `where` speaks of the event's own properties", "exit when purchased if country is CZ"),
    (JOURNEY, "announce purchased starter_plan", "announced-prelude", "purchased starter_plan", "`purchased` is a standard event, which a journey cannot announce", "announce played pricing"),
    (JOURNEY, "announce played any page", "one-event", "played any page", "an event is about one page, so `any` has no place here", "announce played"),
    (HEADER, "exit when unsubscribed product_news", "missing-word", "unsubscribed", "`from` is missing after `unsubscribed`", "exit when unsubscribed from product_news"),
    (HEADER, "exit when registered for spring_webinar", "not-yet", "spring_webinar", "`webinar` is not read yet by this version, so `registered for` cannot name one", "exit when registered for any webinar"),
    (HEADER, "exit when joined big_spenders", "not-yet", "joined", "`joined` is not read yet by this version", "exit when tagged vip_lead"),
    # --- values and conditions ---
    (JOURNEY, 'set points to "5"', "wrong-type", '"5"', '`points` is a number, and `"5"` is a text', "set points to 5"),
    (JOURNEY, "set nickname to points", "wrong-type", "points", "`nickname` is a text, and `points` is a number", "set nickname to email"),
    (JOURNEY, "set birth_country to country", "wrong-type", "country", "`country` can be `US`, and `birth_country` is one of CZ, DE", "set country to birth_country"),
    (JOURNEY, "add 5 to nickname", "wrong-type", "nickname", "`nickname` is a text, and only numbers can be counted up or down", "add 5 to points"),
    (JOURNEY, "notify points", "wrong-type", "points", "`points` is a number, and an address is a text", "notify email"),
    (JOURNEY, "if nickname < 5 then exit", "wrong-type", "nickname < 5", "`<` compares numbers, and `nickname` is a text", "if points < 5 then exit"),
    (JOURNEY, 'if points contains "5" then exit', "wrong-type", 'points contains "5"', "`contains` looks into texts, and `points` is a number", 'if nickname contains "5" then exit'),
    (JOURNEY, "if nickname starts with email then exit", "wrong-type", "email", "`starts with` needs a quoted text, and `email` is none", 'if nickname starts with "e" then exit'),
    (JOURNEY, "set vip to 1", "wrong-type", "1", "`vip` is yes or no, and `1` is a number", "set vip to yes"),
    (JOURNEY, "if nickname is bob then exit", "unquoted-text", "bob", "`nickname` is a text, and `bob` is not quoted", 'if nickname is "bob" then exit'),
    (JOURNEY, "if vip is yes then exit", "yes-no-compared", "vip is yes", "`vip` is yes or no, and stands alone", "if vip then exit"),
    (JOURNEY, "if country then exit", "no-condition", "country", "`country` stands alone, and is one of CZ, DE, US, 55-64", "if country is set then exit"),
    (JOURNEY, "if redeemed then exit", "no-condition", "redeemed", "`redeemed` is an event, which alone is neither true nor false", "if has redeemed then exit"),
    (JOURNEY, "if vip_lead then exit", "no-condition", "vip_lead", "`vip_lead` is a tag, which alone is neither true nor false", "if tagged vip_lead then exit"),
    (JOURNEY, "if vip or 5 then exit", "no-condition", "5", "`5` alone is neither true nor false", "if vip or points is 5 then exit"),
    (HEADER, "exit when purchased where amount > 3 or redeemed", "no-condition", "redeemed", "`redeemed` is an event, and `where` speaks of the properties of the event before it", "exit when redeemed or purchased where amount > 3"),
    (JOURNEY, "if vip and points > 5 or country is CZ then exit", "mixed-and-or", "vip and points > 5 or country is CZ", "`and` and `or` are mixed, and could be read in two ways", "if vip and (points > 5 or country is CZ) then exit"),
    (JOURNEY, "set points to amount", "no-event-at-hand", "amount", "`amount` is a property, and no event that has it can be at hand here", "set points to points"),
    (HEADER, "exit when redeemed or played pricing if worth is set", "properties-disagree", "worth", "`worth` is not of one type in all events that can be at hand here", "exit when redeemed if worth is set"),
    (HEADER, "exit when changed if new is set", "properties-disagree", "new", "`new` can be of any type after `changed` without an attribute", "exit when changed points if new > 5"),
    (HEADER, "exit when redeemed at least 300 times", "out-of-range", "300", "a count is from 1 to 255, and this is 300", "exit when redeemed at least 255 times"),
    (HEADER, "exit when not redeemed for 0d", "out-of-range", "0d", "`0d` is no time at all", "exit when not redeemed for 1d"),
    (HEADER, "reenter after 0h", "out-of-range", "0h", "`0h` is no time at all", "reenter after 1h"),
    (HEADER, 'owner "a"\n  owner "b"', "said-twice", "owner", "`owner` is said twice", 'owner "a"'),
    # --- declarations ---
    (FILE, "email whitepaper", "declared-twice", "whitepaper", "the email `whitepaper` is declared twice", "email whitepaper_2"),
    (FILE, "sms sales", "declared-twice", "sales", "`sales` is declared twice, as a team and as an sms", "sms sales_news"),
    (FILE, "attribute email text", "declared-twice", "email", "`email` is an attribute that every contact has", "attribute email_2 text"),
    (FILE, "event redeemed", "declared-twice", "redeemed", "the event `redeemed` is declared twice", "event redeemed again"),
    (FILE, "event sold\n  property x number\n  property x text", "declared-twice", "x", "the property `x` is declared twice", "event sold\n  property x number"),
    (FILE, "email z\n  link a\n  link a", "declared-twice", "a", "the link `a` is declared twice", "email z\n  link a\n  link b"),
    (FILE, "channel everything", "refused-name", "everything", "`everything` is a word of the language, and cannot be a name", "page everything"),
    (FILE, "page monday", "refused-name", "monday", "`monday` is a word of the language, and cannot be a name", "page mondays"),
    (FILE, "event changed mind", "refused-name", "changed", "an event cannot begin with `changed`, which is a word of the language", "event mind changed"),
    (FILE, "event left at least", "refused-name", "left at least", "an event cannot hold `at least`, which ends what is said of one", "event left it"),
    (FILE, "event waited day", "refused-name", "day", "an event cannot have the unit `day` as its second word", "event waited one day"),
    (FILE, "event took any", "refused-name", "any", "an event cannot hold `any`, which says what one is about", "event took one"),
    # --- scenarios ---
    (SCENARIO, "day 0 clicked any email", "one-event", "clicked any email", "an event is about one message, so `any` has no place here", "day 0 clicked whitepaper"),
    (SCENARIO, "given points > 5", "plain-fact", "points > 5", "`points > 5` does not say one value", "given points is 5"),
    (SCENARIO, "given points", "no-condition", "points", "`points` stands alone, and is a number", "given not vip"),
    (SCENARIO, "day 0 purchased where amount > 5", "plain-fact", "amount > 5", "`amount > 5` does not say one value", "day 0 purchased where amount is 5"),
    (SCENARIO, "day 0 set points to points", "wrong-type", "points", "`points` is a number, and `points` is a word", "day 0 set points to 5"),
    (SCENARIO, "day 0 expect stage nowhere", "unknown-stage", "nowhere", "the journey `x` has no stage `nowhere`", "day 0 expect complete"),
]  # fmt: skip


def others(frame: str, line: str) -> list[tuple[str, str, str]]:
    return told(snapshot(CATALOG + frame.format(line)))


@pytest.mark.parametrize(
    ("frame", "wrong", "code", "place", "message", "right"), CASES, ids=[case[1] for case in CASES]
)
def test_one_mistake_is_one_diagnostic(frame: str, wrong: str, code: str, place: str, message: str, right: str) -> None:
    assert others(frame, wrong) == [(code, place, message)]
    assert others(frame, right) == []


AMBIGUOUS = """\
attribute level one of low, vip
attribute vip yes/no
journey a
  enter when redeemed if level is low or {}
  stage s
event redeemed
"""


def test_a_word_that_is_a_value_and_an_attribute() -> None:
    message = "`vip` is a value of `level` and a yes/no attribute"
    assert told(snapshot(AMBIGUOUS.format("vip"))) == [("ambiguous-word", "vip", message)]
    assert told(snapshot(AMBIGUOUS.format("level is vip"))) == []


INFERRED = [
    ("when clicked a or clicked b then send c", "inferred-emails", "a", "`a`, `b` and `c` are taken for emails, as no email is declared"),
    ("when redeemed\n  subscribe to a\nevent redeemed", "inferred-channels", "a", "`a` is taken for a channel, as no channel is declared"),
    ("when visited a then exit", "inferred-pages", "a", "`a` is taken for a page, as no page is declared"),
    ("when submitted a then exit", "inferred-forms", "a", "`a` is taken for a form, as no form is declared"),
    ("when purchased a then exit", "inferred-products", "a", "`a` is taken for a product, as no product is declared"),
    ("when redeemed then tag a\nevent redeemed", "inferred-tags", "a", "`a` is taken for a tag, as no tag is declared"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code", "place", "message"), INFERRED, ids=[case[1] for case in INFERRED])
def test_what_use_alone_tells_is_a_hint_with_declarations(text: str, code: str, place: str, message: str) -> None:
    found = snapshot(f"{text}\n")
    assert told(found) == [(code, place, message)]
    assert found.model is not None
    assert found.diagnostics[0].fixes[0].certain
    repaired = snapshot(fixed(found, found.diagnostics[0]))
    assert told(repaired) == []
    assert repaired.model is not None
    assert repaired.model.catalog == found.model.catalog


def test_then_is_missing() -> None:
    found = snapshot(CATALOG + "when clicked product_teaser send whitepaper then exit\n")
    assert told(found) == [("missing-word", "send", "`then` is missing before `send`")]
    repaired = fixed(found, found.diagnostics[0])
    assert repaired.endswith("when clicked product_teaser then send whitepaper then exit\n")
    assert told(snapshot(repaired)) == []


def test_a_file_and_a_journey_of_one_name() -> None:
    rule = "when clicked product_teaser then exit\n"
    found = snapshot(CATALOG + "journey y\n  enter when clicked whitepaper\n  stage s\n", y=rule)
    message = "this file is the journey `y`, and there is another of that name"
    assert told(found) == [("declared-twice", rule[:-1], message)]
    (label,) = found.diagnostics[0].labels
    assert label.path == "x.journey"


def test_every_code_that_is_reported_here_is_shown() -> None:
    rooms = [PACKAGE / "model", PACKAGE / "check"]
    used = {
        getattr(catalogue, name).slug
        for room in rooms
        for module in room.glob("*.py")
        for name in re.findall(r"\bcodes\.([A-Z_]+)", module.read_text(encoding="utf-8"))
    }
    shown = {case[2] for case in CASES} | {case[1] for case in INFERRED} | {"ambiguous-word"}
    assert used <= shown


def test_so_many_names_are_told_and_no_more() -> None:
    rule = "when clicked a or clicked b or clicked c or clicked d or clicked e or clicked f or clicked g then exit\n"
    (diagnostic,) = snapshot(rule).diagnostics
    assert diagnostic.message == "`a`, `b`, `c`, `d`, `e` and 2 more are taken for emails, as no email is declared"
    assert diagnostic.fixes[0].edits[0].text.count("\n") == 7
