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
ORDERED = """\
journey nurture
  enter when ordered
  stage first
    {}
  stage second
"""
RULE = """\
journey nurture
  enter when ordered
  stage first
    {}
"""
ENTERING = """\
journey nurture
  enter when ordered
  {}
  stage first
    remember 5 as total
"""
ENTERED = """\
journey nurture
  {}
  stage first
    wait 2d
"""
SCORED = """\
segment regulars if has purchased
score readiness
  add 10 when clicked any email
  {}
"""
PIECE = """\
journey nurture
  enter when ordered
  steps thanks
    {}
  stage first
    do thanks
"""
STARTED = """\
event booked
  property seat text
journey nurture
  enter when booked per seat
  stage first
    wait 2d
journey other
  enter when redeemed
  stage first
    {}
"""
PER = """\
event booked
  property seat text
journey nurture
  enter when booked per seat
  stage first
    {}
"""
ASKED = """\
segment regulars if has purchased
score readiness
  add 10 when clicked any email
journey nurture
  enter when redeemed
  stage first
    split offer_test
      30% control
      70% offer
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
    (FILE, "event ignored call", "refused-name", "ignored", "an event cannot begin with `ignored`, which is a word of the language", "event call ignored"),
    (FILE, "event asked call", "refused-name", "call", "an event cannot go on with `call`, which is a word of the language", "event asked twice"),
    (FILE, "event left at least", "refused-name", "left at least", "an event cannot hold `at least`, which ends what is said of one", "event left it"),
    (FILE, "event waited day", "refused-name", "day", "an event cannot have the unit `day` as its second word", "event waited one day"),
    (FILE, "event took any", "refused-name", "any", "an event cannot hold `any`, which says what one is about", "event took one"),
    # --- dates, lengths, and what is remembered ---
    (FILE, "timezone Europe/Pragu", "unknown-zone", "Europe/Pragu", "no time zone is called `Europe/Pragu`", "timezone Europe/Prague"),
    (HEADER, "timezone europe/prague", "unknown-zone", "europe/prague", "no time zone is called `europe/prague`", "timezone Europe/Prague"),
    (FILE, "moment m at 2026-05-12 15:00 Prague", "unknown-zone", "Prague", "no time zone is called `Prague`", "moment m at 2026-05-12 15:00 Europe/Prague"),
    (FILE, "holidays CZE", "unknown-country", "CZE", "the holidays of `CZE` are not known", "holidays CZ"),
    (FILE, "holidays xx", "unknown-country", "xx", "the holidays of `xx` are not known", "holidays AT"),
    (HEADER, "exit when registered for autumn_webinar", "unknown-webinar", "autumn_webinar", "no webinar is called `autumn_webinar`", "exit when registered for spring_webinar"),
    (JOURNEY, "call crmm", "unknown-webhook", "crmm", "no webhook is called `crmm`", "call crm"),
    (JOURNEY, "call sales", "wrong-kind", "sales", "`sales` is a team, and a webhook belongs here", "call crm"),
    (JOURNEY, "notify crm", "wrong-kind", "crm", "`crm` is a webhook, and a team belongs here", "notify sales"),
    (HEADER, "exit when 7d before renewal_date", "no-time-of-day", "7d before renewal_date", "`7d before renewal_date` is a whole day, and a time of day belongs here", "exit when 7d before renewal_date, at 09:00"),
    (HEADER, "exit when renewal_date comes", "no-time-of-day", "renewal_date comes", "`renewal_date` is a whole day, and a time of day belongs here", "exit when renewal_date comes, at 09:00"),
    (JOURNEY, "wait until renewal_date", "no-time-of-day", "renewal_date", "`renewal_date` is a whole day, and a time of day belongs here", "wait until renewal_date, at 09:00"),
    (HEADER, "exit when 5h before renewal_date", "wrong-length", "5h", "`5h` counts hours, and a date such as `renewal_date` counts days of the calendar", "exit when 5h before trial_ends"),
    (HEADER, "exit when 5h before trial_ends, at 09:00", "wrong-length", "5h", "`5h` counts hours, and `at 09:00` counts days of the calendar", "exit when 5d before trial_ends, at 09:00"),
    (JOURNEY, "wait 48h at 09:00", "wrong-length", "48h", "`48h` counts hours, and `at 09:00` counts days of the calendar", "wait 2d at 09:00"),
    (JOURNEY, "send whitepaper after 2d 12h at 09:00", "wrong-length", "2d 12h", "`2d 12h` counts hours, and `at 09:00` counts days of the calendar", "send whitepaper after 3d at 09:00"),
    (JOURNEY, "wait points hours at 09:00", "wrong-length", "points hours", "`points hours` counts hours, and `at 09:00` counts days of the calendar", "wait points days at 09:00"),
    (HEADER, "enter every year 5h before renewal_date, at 09:00", "wrong-length", "5h", "`5h` counts hours, and `year` counts days of the calendar", "enter every year 5d before renewal_date, at 09:00"),
    (JOURNEY, "if renewal_date is within the next 36h then exit", "wrong-length", "36h", "`renewal_date` is a date, and `36h` is not so many whole days", "if trial_ends is within the next 36h then exit"),
    (JOURNEY, "if trial_ends is within the next 0d then exit", "out-of-range", "0d", "`0d` is no time at all", "if trial_ends is within the next 1s then exit"),
    (JOURNEY, "if points is within the last 2d then exit", "wrong-type", "points is within the last 2d", "`is within the last` looks at dates, and `points` is a number", "if trial_ends is within the last 2d then exit"),
    (JOURNEY, "if trial_ends > now then exit", "wrong-type", "trial_ends > now", "`>` compares numbers, and `trial_ends` is a date or a moment", "if trial_ends is after now then exit"),
    (JOURNEY, "if points is before 5 then exit", "wrong-type", "points is before 5", "`is before` compares dates and moments, and `points` is a number", "if trial_ends is before now then exit"),
    (JOURNEY, 'if trial_ends contains "5" then exit', "wrong-type", 'trial_ends contains "5"', "`contains` looks into texts, and `trial_ends` is a moment", "if trial_ends is set then exit"),
    (JOURNEY, "if trial_ends is points then exit", "wrong-type", "points", "`trial_ends` is a moment, and `points` is a number", "if trial_ends is renewal_date then exit"),
    (JOURNEY, "set renewal_date to now", "wrong-type", "now", "`renewal_date` is a date, and `now` is a moment", "set renewal_date to today"),
    (JOURNEY, "set trial_ends to today", "wrong-type", "today", "`trial_ends` is a moment, and `today` is a date", "set trial_ends to now"),
    (JOURNEY, "set trial_ends to 3d after today", "wrong-type", "3d after today", "`trial_ends` is a moment, and `3d after today` is a date", "set trial_ends to 3d after today, at 09:00"),
    (JOURNEY, "set renewal_date to 3d after now", "wrong-type", "3d after now", "`renewal_date` is a date, and `3d after now` is a moment", "set renewal_date to 3d after today"),
    (JOURNEY, "set renewal_date to 2026-05-01 09:00", "wrong-type", "2026-05-01 09:00", "`renewal_date` is a date, and `2026-05-01 09:00` is a moment", "set renewal_date to 2026-05-01"),
    (JOURNEY, "set trial_ends to 2026-05-01", "wrong-type", "2026-05-01", "`trial_ends` is a moment, and `2026-05-01` is a date", "set trial_ends to 2026-05-01 09:00"),
    (JOURNEY, "set points to now", "wrong-type", "now", "`points` is a number, and `now` is a moment", "set points to 5"),
    (JOURNEY, "set trial_ends to renewal_date", "wrong-type", "renewal_date", "`trial_ends` is a moment, and `renewal_date` is a date", "set trial_ends to sale_opens"),
    (HEADER, "exit when 3d before points", "wrong-type", "points", "`points` is a number, and a date or a moment belongs here", "exit when 3d before trial_ends"),
    (HEADER, "exit when points weeks before country", "wrong-type", "country", "`country` is one of CZ, DE, US, 55-64, and a date or a moment belongs here", "exit when points weeks before trial_ends"),
    (JOURNEY, "wait nickname days", "wrong-type", "nickname", "`nickname` is a text, and a length is counted by a number", "wait points days"),
    (JOURNEY, "wait pionts days", "unknown-attribute", "pionts", "no attribute is called `pionts`", "wait points days"),
    (HEADER, "exit when 3d before trial_end", "unknown-attribute", "trial_end", "no attribute, moment or webinar is called `trial_end`", "exit when 3d before trial_ends"),
    (HEADER, "enter every year on birthday at 09:00", "unknown-attribute", "birthday", "no attribute is called `birthday`", "enter every year on renewal_date at 09:00"),
    (HEADER, "enter every year on points at 09:00", "wrong-type", "points", "`points` is a number, and a date or a moment belongs here", "enter every year on trial_ends at 09:00"),
    (HEADER, "enter every year on sale_opens at 09:00", "no-date-here", "sale_opens", "`sale_opens` comes once, and what comes every year goes by an attribute of the contact", "enter every year on renewal_date at 09:00"),
    (HEADER, "reenter after 0 months", "out-of-range", "0 months", "`0 months` is no time at all", "reenter after 1 month"),
    (JOURNEY, "wait until now", "no-date-here", "now", "one cannot wait for something counted from `now`, which goes on for ever", "wait 3d"),
    (HEADER, "exit when 3d after now", "no-date-here", "now", "one cannot listen for `now`, which goes on for ever", "exit when 3d after sale_opens"),
    (JOURNEY, "wait until 3d after today, at 09:00", "no-date-here", "today", "one cannot wait for something counted from `today`, which goes on for ever", "wait 3d at 09:00"),
    (HEADER, "enter on 2100-01-01 at 09:00", "out-of-range", "2100-01-01", "the date `2100-01-01` is not between 1970 and 2099", "enter on 2099-12-31 at 09:00"),
    (HEADER, "enter every 2 weeks on monday at 09:00 from 1969-12-31", "out-of-range", "1969-12-31", "the date `1969-12-31` is not between 1970 and 2099", "enter every 2 weeks on monday at 09:00 from 1970-01-01"),
    (JOURNEY, "wait until 2100-01-01 at 09:00", "out-of-range", "2100-01-01", "the date `2100-01-01` is not between 1970 and 2099", "if renewal_date is before 1960-01-01 or renewal_date is after 2100-01-01 then exit"),
    (FILE, "webinar talk at 2100-01-01 09:00", "out-of-range", "2100-01-01", "the date `2100-01-01` is not between 1970 and 2099", "webinar talk at 2099-12-31 09:00"),
    (FILE, 'scenario "x" starting 1969-12-31\n  day 0 clicked whitepaper', "out-of-range", "1969-12-31", "the date `1969-12-31` is not between 1970 and 2099", 'scenario "x" starting 1970-01-01\n  day 0 clicked whitepaper'),
    (HEADER, "enter every month on day 32 at 09:00", "out-of-range", "32", "no month has a day 32", "enter every month on day 31 at 09:00"),
    (HEADER, "enter every 0 weeks on monday at 09:00 from 2026-03-02", "out-of-range", "0", "every 0 weeks is never", "enter every 1 week on monday at 09:00 from 2026-03-02"),
    (HEADER, "send between 09:00 and 09:00", "out-of-range", "09:00 and 09:00", "from `09:00` to `09:00` is no time at all", "send between 00:00 and 24:00"),
    (JOURNEY, "if now is between 09:00 and 09:00 then exit", "out-of-range", "09:00 and 09:00", "from `09:00` to `09:00` is no time at all", "if now is between 09:00 and 08:59 then exit"),
    (HEADER, "limit 300 emails per 7d", "out-of-range", "300", "a count is from 1 to 255, and this is 300", "limit 255 emails per 7d"),
    (HEADER, "limit 2 emails per 0d", "out-of-range", "0d", "`0d` is no time at all", "limit 2 emails per day"),
    (HEADER, "limit 2 produc_news emails per 7d", "unknown-channel", "produc_news", "no channel is called `produc_news`", "limit 2 product_news emails per 7d"),
    (FILE, "limit 2 pricing emails per 7d", "wrong-kind", "pricing", "`pricing` is a page, and a channel belongs here", "limit 2 product_news emails per 7d"),
    (HEADER, "hold out 0%", "out-of-range", "0%", "`0%` of all contacts is nobody", "hold out 0.01%"),
    (HEADER, "hold out 5%\n  hold out 6%", "said-twice", "hold out", "`hold out` is said twice", "hold out 5%"),
    (HEADER, "timezone UTC\n  timezone UTC", "said-twice", "timezone", "`timezone` is said twice", "timezone UTC"),
    (FILE, "timezone UTC\ntimezone UTC", "said-twice", "timezone", "the workspace says `timezone` twice", "timezone UTC"),
    (FILE, "email z\n  transactional\n  transactional", "said-twice", "transactional", "`transactional` is said twice", "email z\n  transactional"),
    (HEADER, "goal bought within 0d when purchased", "out-of-range", "0d", "`0d` is no time at all", "goal bought within 1d when purchased"),
    (JOURNEY, "hold product_news for 0d", "out-of-range", "0d", "`0d` is no time at all", "hold product_news for 1d"),
    (JOURNEY, "hold newz", "unknown-channel", "newz", "no channel is called `newz`", "hold everything"),
    (JOURNEY, "release newz", "unknown-channel", "newz", "no channel is called `newz`", "release product_news"),
    (ORDERED, "wait until due, at 09:00", "not-remembered", "due", "`due` is a property of an event, which is gone when the moment is reckoned", "remember due then wait until due, at 09:00"),
    (ORDERED, "set trial_ends to gap days after now", "not-remembered", "gap", "`gap` is a property of an event, which is gone when the length is reckoned", "wait gap days"),
    (RULE, "after gap days then exit", "not-remembered", "gap", "`gap` is a property of an event, which is gone when the length is reckoned", "after points days then exit"),
    (ORDERED, "remember gap as x\n    remember due as x", "remembered-disagrees", "due", "`x` is a number elsewhere in this journey, and here a date", "remember gap as x\n    remember due as y"),
    (ORDERED, "remember points", "missing-word", "remember points", "`points` is an attribute, and what is remembered needs a name of its own", "remember points as earlier"),
    (ORDERED, "remember 5", "missing-word", "remember 5", "`5` has no name under which it could be remembered", "remember 5 as five"),
    (ORDERED, "remember b as a\n    remember a as b", "remembered-disagrees", "a", "what `a` is cannot be told, for it is remembered from itself", "remember gap as a\n    remember a as b"),
    (ORDERED, "remember 5 as points", "declared-twice", "points", "`points` is an attribute, and cannot be remembered under that name", "remember 5 as five"),
    (ORDERED, "remember 5 as monday", "refused-name", "monday", "`monday` is a word of the language, and cannot be a name", "remember 5 as mondays"),
    (ORDERED, "remember gapp", "unknown-property", "gapp", "`ordered` has no property `gapp`", "remember gap"),
    (ORDERED, "remember worth", "no-event-at-hand", "worth", "`worth` is a property, and no event that has it can be at hand here", "remember paid_at"),
    (ORDERED, "remember 5 as total\n    set total to 6", "wrong-kind", "total", "`total` is remembered, and `set` is for attributes", "remember 5 as total\n    add 6 to total"),
    (ORDERED, 'remember "a" as total\n    add 6 to total', "wrong-type", "total", "`total` is a text, and only numbers can be counted up or down", 'remember "a@b.example" as total\n    notify total'),
    (ENTERING, "enter when purchased if total > 5", "unknown-attribute", "total", "`total` is remembered during a visit, and this is asked when there is none", "exit when purchased if total > 5"),
    (ENTERING, "reenter after total days", "unknown-attribute", "total", "`total` is remembered during a visit, and this is asked when there is none", "reenter after points days"),
    (ENTERING, "exit when purchased where total > 5", "attribute-in-where", "total", "`total` is what the journey remembers, and `where` speaks of the event's own properties", "exit when purchased if total > 5"),
    (HEADER, "exit when purchased where amount > 3 and sale_opens is before now", "attribute-in-where", "sale_opens", "`sale_opens` is a moment, and `where` speaks of the event's own properties", "exit when ordered where paid_at is before now"),
    (HEADER, "exit when ordered where paid_at is after 3d before now", "attribute-in-where", "3d before now", "`3d before now` is reckoned, and `where` speaks of what the event carries", "exit when ordered where paid_at is within the last 3d"),
    (FILE, "moment trial_ends at 2026-03-02 09:00", "declared-twice", "trial_ends", "`trial_ends` is declared twice, as an attribute and as a moment", "moment trial_end at 2026-03-02 09:00"),
    (FILE, 'webhook sales "https://x.example"', "declared-twice", "sales", "`sales` is declared twice, as a team and as a webhook", 'webhook sales_hook "https://x.example"'),
    (FILE, "webinar monday at 2026-03-02 09:00", "refused-name", "monday", "`monday` is a word of the language, and cannot be a name", "webinar mondays at 2026-03-02 09:00"),
    # --- what webhooks answer ---
    (HEADER, "exit when crmm answers", "unknown-webhook", "crmm", "no webhook is called `crmm`", "exit when crm answers or any webhook fails"),
    (HEADER, "exit when crm fails where stat > 5", "unknown-property", "stat", "`failed` has no property `stat`", "exit when crm fails where status > 5"),
    (ENTERED, "enter when crm answers", "no-answer-here", "crm answers", "`crm answers` reaches the visit that called, and nobody else", "enter when redeemed"),
    (HEADER, "exit when not crm answers for 1h", "no-answer-here", "not crm answers for 1h", "a webhook that is silent fails, which is an event", "exit when crm fails"),
    (FILE, 'webhook shop "https://x.example"\n  property x text\nwebhook shop_2 "https://x.example"\n  property x number', "properties-disagree", "x", "`x` is of another type in what another webhook answers", 'webhook shop "https://x.example"\n  property x text'),
    (FILE, 'webhook shop "https://x.example"\n  property x text\n  property x text', "declared-twice", "x", "the property `x` is declared twice", 'webhook shop "https://x.example"\n  property x text'),
    (FILE, 'webhook shop "https://x.example"\n  answers within 1h\n  answers within 2h', "said-twice", "answers within", "`answers within` is said twice", 'webhook shop "https://x.example"\n  answers within 1h'),
    (FILE, 'webhook shop "https://x.example"\n  answers within 0s', "out-of-range", "0s", "`0s` is no time at all", 'webhook shop "https://x.example"\n  answers within 1s'),
    (HEADER, "exit when crm answer", "unknown-verb", "crm answer", "no event is called `crm answer`", "exit when crm answers"),
    (HEADER, "exit when fails crm", "unknown-verb", "fails crm", "no event is called `fails crm`", "exit when crm fails"),
    # --- sequences, and what is ignored ---
    (HEADER, "exit when clicked whitepaper followed by visited pricng", "unknown-page", "pricng", "no page is called `pricng`", "exit when clicked whitepaper followed by visited pricing within 2d"),
    (HEADER, "exit when clicked whitepaper followed by visited pricing within 0d", "out-of-range", "0d", "`0d` is no time at all", "exit when clicked whitepaper followed by visited pricing"),
    (HEADER, "exit when ignored whitepapr for 5d", "unknown-message", "whitepapr", "no email, sms or push is called `whitepapr`", "exit when ignored whitepaper for 5d"),
    (HEADER, "exit when ignored any page for 5d", "wrong-kind", "any page", "`any page` is no message", "exit when ignored any push for 5d or ignored any message for 5d"),
    (FILE, "email invoice\n  transactional\nwhen ignored invoice for 5d then exit", "ignored-transactional", "invoice", "`invoice` is transactional, and nobody has to open such a message", "when ignored any email for 5d then exit"),
    (HEADER, "exit when ignored whitepaper for 0d", "out-of-range", "0d", "`0d` is no time at all", "exit when ignored whitepaper for 1s"),
    (HEADER, "exit when ignored 33 emails in a row for 5d", "out-of-range", "33", "so many emails in a row are from 2 to 32, and this is 33", "exit when ignored 32 emails in a row for 5d"),
    (HEADER, "exit when ignored 1 emails in a row for 5d", "out-of-range", "1", "one email alone is no row of them", "exit when ignored 2 product_news emails in a row counting machines for 5d"),
    (HEADER, "exit when clicked any partner_news email", "no-such-messages", "partner_news", "no email goes through `partner_news`", "exit when clicked any product_news email"),
    (HEADER, "exit when clicked any product_news sms", "no-such-messages", "product_news", "no sms goes through `product_news`", "exit when redeemed if has clicked any product_news email"),
    # --- segments and scores ---
    (HEADER, "exit when joined regulars", "unknown-segment", "regulars", "no segment is called `regulars`", "exit when joined or left any segment"),
    (HEADER, "exit when readiness reaches 50", "unknown-score", "readiness", "no score is called `readiness`", "exit when redeemed"),
    (ASKED, "if regulars then exit", "no-condition", "regulars", "`regulars` is a segment, which alone is neither true nor false", "if in segment regulars then exit"),
    (ASKED, "if in segment regular then exit", "unknown-segment", "regular", "no segment is called `regular`", "if in segment regulars then exit"),
    (FILE, "segment seg if in journey nurture\njourney nurture\n  stage first", "not-in-segment", "in journey nurture", "a segment cannot ask about journeys", "segment seg if has completed nurture\njourney nurture\n  stage first"),
    (FILE, "segment seg if now is on monday", "not-in-segment", "now is on monday", "a segment cannot ask about the clock", "segment seg if trial_ends is before now"),
    (FILE, "segment seg if now is between 08:00 and 18:00", "not-in-segment", "now is between 08:00 and 18:00", "a segment cannot ask about the clock", "segment seg if renewal_date is within the next 30d"),
    (FILE, "segment seg if has purchased since entering", "not-in-segment", "has purchased since entering", "a segment cannot ask about entering", "segment seg if has purchased this week"),
    (FILE, "segment seg if in segment seg", "segment-circle", "seg", "`seg` asks for itself", "segment seg if vip"),
    (FILE, "segment seg if in segment other\nsegment other if vip or in segment seg", "segment-circle", "seg", "these segments ask for each other: seg → other → seg", "segment seg if in segment other\nsegment other if vip"),
    (SCORED, "take 5 when joined regulars", "not-in-score", "joined regulars", "`joined regulars` can be brought about by points, and cannot give any", "take 5 when visited pricing"),
    (SCORED, "take 5 when readiness reaches 50", "not-in-score", "readiness reaches 50", "`readiness reaches 50` is brought about by points, and cannot give any", "take 5 when ignored 2 emails in a row for 5d"),
    (SCORED, "take 5 when crm fails", "no-answer-here", "crm fails", "`crm fails` reaches the visit that called, and nobody else", "take 5 when not visited pricing for 5d"),
    (SCORED, "add 5 when opened counting machines", "not-in-score", "opened counting machines", "machines give no points, so a score cannot say `counting machines`", "add 5 when opened"),
    (SCORED, "add 5 when ignored whitepaper counting machines for 5d", "not-in-score", "ignored whitepaper counting machines for 5d", "machines give no points, so a score cannot say `counting machines`", "add 5 when ignored whitepaper for 5d"),
    (SCORED, "add 5 when redeemed if in segment regulars", "not-in-score", "in segment regulars", "a score cannot ask about segments", "add 5 when redeemed if worth > 5 and now is on monday"),
    (SCORED, "add 5 when redeemed if readiness > 5", "not-in-score", "readiness > 5", "a score cannot ask about scores", "add 5 when redeemed if points > 5"),
    (SCORED, "add 0 when redeemed", "out-of-range", "0", "`0` points give nothing", "add 0.000001 when redeemed"),
    (SCORED, "halve every 0d", "out-of-range", "0d", "`0d` is no time at all", "halve every 1d"),
    (SCORED, "halve every 1d\n  halve every 2d", "said-twice", "halve", "`halve` is said twice", "halve every 1d"),
    (FILE, "score interest\n  halve every 1d", "nothing-below", "score", "nothing gives points to `interest`", "score interest\n  add 1 when redeemed\n  halve every 1d"),
    (ASKED, "meanwhile\n      when readiness reaches 0 then exit", "out-of-range", "0", "a score is never below 0, so `0` is nothing to come to", "meanwhile\n      when readiness reaches 0.5 then exit"),
    (ASKED, "set readiness to 5", "wrong-kind", "readiness", "`readiness` is a score, and an attribute belongs here", "set points to 5"),
    (ASKED, "add 5 to readiness", "wrong-kind", "readiness", "`readiness` is a score, and an attribute belongs here", "add 5 to points"),
    (ASKED, "set points to readiness", "wrong-kind", "readiness", "`readiness` is a score, and is not a value that can be compared with, stored or reckoned with", "if readiness >= points then exit"),
    (ASKED, 'if readiness contains "5" then exit', "wrong-type", 'readiness contains "5"', "`contains` does not go with `readiness`, which is a score, so a number", "if readiness is not 5 then exit"),
    (ASKED, "if readiness is one of 5, 6 then exit", "wrong-type", "readiness is one of 5, 6", "`readiness` is a score, which is compared with one number at a time", "if readiness is 5 or readiness is 6 then exit"),
    (ASKED, "if readiness then exit", "no-condition", "readiness", "`readiness` is a score, which alone is neither true nor false", "if readiness > 0 then exit"),
    (ASKED, "if readiness is set then exit", "no-condition", "readiness is set", "`readiness` is a score, which is never missing: it begins at 0", "if readiness > 0 then exit"),
    (ASKED, "if readiness > nickname then exit", "wrong-type", "nickname", "`readiness` is a number, and `nickname` is a text", "if readiness > points plus 1 then exit"),
    (FILE, "score points\n  add 1 when redeemed", "declared-twice", "points", "`points` is declared twice, as an attribute and as a score", "score interest\n  add 1 when redeemed"),
    (FILE, "segment monday if vip", "refused-name", "monday", "`monday` is a word of the language, and cannot be a name", "segment mondays if vip"),
    (FILE, "score now\n  add 1 when redeemed", "refused-name", "now", "`now` is a word of the language, and cannot be a name", "score interest\n  add 1 when redeemed"),
    # --- splits ---
    (ASKED, "if offer_test is ofer then exit", "unknown-arm", "ofer", "the split `offer_test` has no arm `ofer`", "if offer_test is offer or control then exit"),
    (ASKED, "if offer_test is one of ofer, control then exit", "unknown-arm", "ofer", "the split `offer_test` has no arm `ofer`", "if offer_test is not one of offer, control then exit"),
    (ASKED, "if offer_test > 5 then exit", "wrong-type", "offer_test > 5", "`offer_test` is a split, and one asks which arm it is", "if offer_test is not offer then exit"),
    (ASKED, "if offer_test then exit", "no-condition", "offer_test", "`offer_test` is a split, which alone is neither true nor false", "if offer_test is offer then exit"),
    (ASKED, "if offer_test is set then exit", "no-condition", "offer_test is set", "`offer_test` is a split, and every contact is in one of its arms", "if offer_test is offer then exit"),
    (ASKED, "remember offer_test as arm", "wrong-kind", "offer_test", "`offer_test` is a split, and is not a value that can be compared with, stored or reckoned with", "if offer_test is offer then remember 5 as arm"),
    (ASKED, "remember 5 as offer_test", "declared-twice", "offer_test", "`offer_test` is a split, and cannot be remembered under that name", "remember 5 as offered"),
    (ASKED, "split offer_test\n      40% a\n      60% b", "declared-twice", "offer_test", "the split `offer_test` is declared twice", "split price_test\n      40% a\n      60% b"),
    (JOURNEY, "split points\n      40% a\n      60% b", "declared-twice", "points", "`points` is declared twice, as an attribute and as a split", "split price_test\n      40% a\n      60% b"),
    (JOURNEY, "split price_test\n      40% a\n      60% a", "declared-twice", "a", "the arm `a` is there twice", "split price_test\n      40% a\n      60% b"),
    (JOURNEY, "split price_test\n      40% a\n      60.5% b", "wrong-shares", "price_test", "the arms of `price_test` make 100.5% together, and not 100%", "split price_test\n      39.5% a\n      60.5% b"),
    (JOURNEY, "split price_test\n      40% a\n      6% b", "wrong-shares", "price_test", "the arms of `price_test` make 46% together, and not 100%", "split price_test\n      33.34% a\n      33.33% b\n      33.33% c"),
    (JOURNEY, "split price_test\n      100% a", "wrong-shares", "price_test", "`price_test` has one arm alone", "split price_test\n      99.99% a\n      0.01% b"),
    (JOURNEY, "split price_test\n      100% a\n      0% b", "out-of-range", "0%", "`0%` of all contacts is nobody", "split price_test\n      50% a\n      50% b"),
    (FILE, "segment seg if offer_test is a\njourney j\n  enter when redeemed\n  stage t\n    split offer_test\n      40% a\n      60% b", "not-in-segment", "offer_test is a", "a segment cannot ask about splits", "segment seg if vip"),
    (JOURNEY, "split monday\n      40% a\n      60% b", "refused-name", "monday", "`monday` is a word of the language, and cannot be a name", "split mondays\n      40% a\n      60% b"),
    (JOURNEY, "split price_test\n      40% now\n      60% b", "refused-name", "now", "`now` is a word of the language, and cannot be a name", "split price_test\n      40% low\n      60% high"),
    # --- rounds and sums ---
    (JOURNEY, "repeat 300 times\n      wait 1d", "out-of-range", "300", "a count is from 1 to 255, and this is 300", "repeat 255 times\n      wait 1d"),
    (JOURNEY, "repeat 0 times\n      wait 1d", "out-of-range", "0", "a count is from 1 to 255, and this is 0", "repeat at most 1 times until vip\n      wait 1d"),
    (JOURNEY, "repeat 250 times\n      repeat 5 times\n        wait 1d", "out-of-range", "5", "`repeat`s in each other make 1250 rounds here, and 1000 is the most", "repeat 250 times\n      repeat 4 times\n        wait 1d"),
    (JOURNEY, "repeat 2 times\n      send whitepapr", "unknown-message", "whitepapr", "no email, sms or push is called `whitepapr`", "repeat 2 times\n      send whitepaper"),
    (JOURNEY, "set points to points plus nickname", "no-sum-here", "nickname", "`nickname` is a text, and `plus` reckons with numbers", "set points to points plus 5"),
    (JOURNEY, "set points to renewal_date minus points", "no-sum-here", "renewal_date", "`renewal_date` is a date, and `minus` reckons with numbers", "set points to 5 times points"),
    (JOURNEY, "set nickname to points times 2", "wrong-type", "points times 2", "`nickname` is a text, and `points times 2` is a number", "add points times 2 to points"),
    (JOURNEY, "set points to pionts plus 5", "unknown-attribute", "pionts", "no attribute is called `pionts`", "if points < points minus 1 then exit"),
    (HEADER, "exit when purchased where amount > amount plus 5", "no-sum-here", "amount plus 5", "`amount plus 5` is reckoned, and `where` speaks of what the event carries", "exit when purchased if amount > amount plus 5"),
    # --- pieces ---
    (JOURNEY, "do thnks", "unknown-steps", "thnks", "no steps are called `thnks`", "send whitepaper"),
    (PIECE, "send whitepapr", "unknown-message", "whitepapr", "no email, sms or push is called `whitepapr`", "send whitepaper"),
    (PIECE, "do thanks", "steps-circle", "do thanks", "these pieces do each other for ever: thanks → thanks", "send whitepaper"),
    (FILE, "steps a\n  do b\nsteps b\n  send whitepaper then do a", "steps-circle", "do a", "these pieces do each other for ever: a → b → a", "email zzz"),
    (FILE, "steps thanks\n  send whitepaper", "unused-steps", "thanks", "nobody does `thanks`", "email zzz"),
    (FILE, "steps thanks\n  send whitepaper\njourney j\n  enter when redeemed\n  steps thanks\n    exit\n  stage t\n    do thanks", "declared-twice", "thanks", "the piece `thanks` is declared twice", "steps thanks\n  send whitepaper\njourney j\n  enter when redeemed\n  stage t\n    do thanks"),
    # --- visits for each value ---
    (ENTERED, "enter when ordered per gap\n  enter when ordered", "per-differs", "enter when ordered", "this entry does not say `per gap`", "enter when ordered per gap\n  enter when ordered where gap > 5 per gap"),
    (ENTERED, "enter when ordered per gap\n  enter when ordered per due", "per-differs", "enter when ordered per due", "this entry says `per due`, and another `per gap`", "enter when ordered per due"),
    (ENTERED, "enter when ordered per gap\n  enter when ordered per gap, newest only", "per-differs", "enter when ordered per gap, newest only", "`newest only` stands on one entry, and not on another", "enter when ordered per gap, newest only"),
    (ENTERED, "enter when ordered per gap\n  enter every monday at 09:00", "per-differs", "enter every monday at 09:00", "an entry by the calendar has no value", "enter when ordered per gap"),
    (ENTERED, "enter when ordered at least 2 times per gap", "per-not-plain", "ordered at least 2 times", "`ordered at least 2 times` is counted, which has no `gap` of its own", "enter when ordered or changed points per gap"),
    (ENTERED, "enter when not ordered for 5d per gap", "per-not-plain", "not ordered for 5d", "`not ordered for 5d` is a silence, which has no `gap` of its own", "enter when sent whitepaper per gap"),
    (ENTERED, "enter when redeemed followed by ordered per gap", "per-not-plain", "redeemed followed by ordered", "`redeemed followed by ordered` is a sequence, which has no `gap` of its own", "enter when ordered per gap if gap > 5"),
    (ENTERED, "enter when redeemed per gap", "no-per-value", "redeemed", "`redeemed` does not carry `gap`", "enter when ordered per gap"),
    (ENTERED, "enter when ordered per gapp", "unknown-property", "gapp", "no event carries `gapp`", "enter when ordered per gap"),
    (ENTERED, "enter when redeemed per worth", "properties-disagree", "worth", "`worth` is not of one type in all events that carry it", "enter when redeemed per approved"),
    (STARTED, "start nurture", "no-per-value", "nurture", "`nurture` lets in for each `seat`, and no event that has one can be at hand here", "wait 1d"),
    (PER, "remember 5 as seat", "per-is-fixed", "seat", "each visit of this journey has its own `seat`, which stays as it is", 'if seat is "a" then exit'),
    (PER, "remember seat", "per-is-fixed", "seat", "each visit of this journey has its own `seat`, which stays as it is", "remember seat as my_seat"),
    (PER, "add 5 to seat", "per-is-fixed", "seat", "each visit of this journey has its own `seat`, which stays as it is", "add 5 to points"),
    # --- other lines of a journey ---
    (HEADER, "not while in nurture", "excludes-itself", "nurture", "`nurture` has one visit at a time anyway, and cannot wait for itself", "reenter after 3d from entering"),
    (HEADER, "not while in other", "unknown-journey", "other", "no journey is called `other`", "on change follow"),
    (HEADER, "on change keep\n  on change follow", "said-twice", "on change", "`on change` is said twice", "on change keep"),
    (HEADER, "guarantee at most 3 newz emails within 7d", "unknown-channel", "newz", "no channel is called `newz`", "guarantee at most 3 product_news emails within 7d"),
    (FILE, "guarantee every contact leaves within 0d", "out-of-range", "0d", "`0d` is no time at all", "guarantee every contact leaves within 60d"),
    (FILE, "guarantee never send whitepapr after redeemed", "unknown-message", "whitepapr", "no email, sms or push is called `whitepapr`", "guarantee never send any product_news email after unsubscribed from product_news"),
    (FILE, "email zzz was whitepaper", "old-name", "whitepaper", "`whitepaper` is the name of another email now, and cannot be an old one", "email zzz was yyy, xxx"),
    (FILE, "email zzz was yyy\nsms xxx was yyy", "old-name", "yyy", "`yyy` is an old name twice", "email zzz was yyy\npage xxx was yyy"),
    (FILE, "event sold was redeemed", "old-name", "redeemed", "`redeemed` is the name of another event now, and cannot be an old one", "event sold a product was cashed in"),
    (HEADER, "goal a was b\n  goal b", "old-name", "b", "`b` is the name of another goal now, and cannot be an old one", "goal a was first\n  goal b was second"),
    (FILE, 'email zzz\n  template "a"\n  template "b"', "said-twice", "template", "`template` is said twice", 'email zzz\n  template "a"'),
    # --- circles ---
    (JOURNEY, "move to first", "endless-circle", "move to first", "contacts go round here without a wait: first → first", "move to second"),
    (JOURNEY, "if vip then move to first", "possible-circle", "move to first", "contacts may go round here without a wait: first → first", "wait 1d then move to first"),
    # --- scenarios ---
    (SCENARIO, "day 0 any webhook answers", "one-event", "any webhook answers", "an event is about one webhook, so `any` has no place here", "day 0 crm answers"),
    (SCENARIO, "day 0 clicked any email", "one-event", "clicked any email", "an event is about one message, so `any` has no place here", "day 0 clicked whitepaper"),
    (SCENARIO, "given points > 5", "plain-fact", "points > 5", "`points > 5` does not say one value", "given points is 5"),
    (SCENARIO, "given points", "no-condition", "points", "`points` stands alone, and is a number", "given not vip"),
    (SCENARIO, "day 0 purchased where amount > 5", "plain-fact", "amount > 5", "`amount > 5` does not say one value", "day 0 purchased where amount is 5"),
    (SCENARIO, "day 0 set points to points", "wrong-type", "points", "`points` is a number, and `points` is a word", "day 0 set points to 5"),
    (SCENARIO, "given renewal_date is 2026-05-01 09:00", "wrong-type", "2026-05-01 09:00", "`renewal_date` is a date, and `2026-05-01 09:00` is a moment", "given renewal_date is 2026-05-01"),
    (SCENARIO, "day 0 expect call crmm", "unknown-webhook", "crmm", "no webhook is called `crmm`", "day 0 expect call crm"),
    (SCENARIO, "day 0 expect hold newz", "unknown-channel", "newz", "no channel is called `newz`", "day 0 expect hold everything"),
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
    shown = {case[2] for case in CASES} | {case[1] for case in INFERRED}
    shown |= {"ambiguous-word", "sent-at-midnight"}
    assert used <= shown


def test_so_many_names_are_told_and_no_more() -> None:
    rule = "when clicked a or clicked b or clicked c or clicked d or clicked e or clicked f or clicked g then exit\n"
    (diagnostic,) = snapshot(rule).diagnostics
    assert diagnostic.message == "`a`, `b`, `c`, `d`, `e` and 2 more are taken for emails, as no email is declared"
    assert diagnostic.fixes[0].edits[0].text.count("\n") == 7
