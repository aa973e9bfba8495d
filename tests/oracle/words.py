"""The small vocabulary of random workspaces: a catalog, and the values, lengths and conditions that go with it."""

from __future__ import annotations

from dataclasses import dataclass

from tests.oracle.facts import Value

SECOND, MINUTE, HOUR, DAY = 1000, 60_000, 3_600_000, 86_400_000
LENGTHS = {"1s": SECOND, "1min": MINUTE, "1h": HOUR, "2h": 2 * HOUR, "3h": 3 * HOUR, "1d": DAY, "2d": 2 * DAY}
USUAL_LENGTHS = ("1h", "1h", "2h", "2h", "3h", "1d", "1d", "2d", "1min", "1s")

CATALOG = """\
channel news
channel deals
email teaser "Have a look"
  channel news
  link cta
  link more
email offer "For you"
  channel deals
email plain "Hello"
sms nudge "Come back"
  channel news
push bell "It is on"
page pricing
page docs
form signup
product plan
product extra
tag hot
tag cold
team sales "sales@acme.example"
team support "support@acme.example"
attribute points number
attribute budget number
attribute city text
attribute backup text
attribute country one of AT, BE, CZ
attribute region one of CZ, "South", AT, BE
attribute vip yes/no
event pinged
  property level number
  property mood text
event tried a product
  property level number
  property origin one of BE, AT
event alarm
event poked a product
event whispered
"""

EMAILS, MESSAGES = ("teaser", "offer", "plain"), ("teaser", "offer", "plain", "nudge", "bell")
CHANNELS, PAGES, PRODUCTS, TAGS = ("news", "deals"), ("pricing", "docs"), ("plan", "extra"), ("hot", "cold")
COUNTRIES = ("AT", "BE", "CZ")
REGIONS = ("CZ", "South", "AT", "BE")
ORIGINS = ("BE", "AT")
CITIES = ("Linz", "LINZ", "Straße", "STRASSE", "Bruges", "Mladá", "Mlada\u0301", "")
MOODS = ("good", "GOOD", "bad")
LEVELS = (0, 1_000_000, 2_000_000, 3_500_000)
LIMIT = 9_200_000_000_000_000_000
NUMBERS = (0, 1_000_000, -1_000_000, 2_000_000, 500_000, 1, 3_000_000, LIMIT, -LIMIT, LIMIT - 1)
WRITTEN_NUMBERS = ("0", "1", "1", "1", "2", "-1", "0.5", "3", "0.000001", "9200000000000", "-9200000000000")
REASONS = ("enough", "too late")


@dataclass(frozen=True)
class Wanted:
    """An event that the text speaks of, so that the stream can hold it."""

    verb: str
    subject: str | None = None
    link: str | None = None
    properties: tuple[tuple[str, Value], ...] = ()
    sets: tuple[tuple[str, Value | None], ...] = ()


NO_PROPERTIES: frozenset[str] = frozenset()
MIXED = frozenset({"new any"})
"""After a block, or a silence: there may be changes of other attributes at hand."""
KINDS_OF_PATTERNS = 8
CHANGED_CONDITIONS = {
    "text": ('new is "linz"', "old is city", 'old contains "s"', "new is set", "old is not set", "new is city"),
    "number": ("new > 1", "old < points", "new is not set", "old is 0", "new is points"),
    "one of": ("new is AT", "old is not AT", "old is one of AT, BE", "new is country", "old is region"),
    "yes/no": ("new", "not old", "old is set"),
}
CHANGED_SETTINGS = {
    "text": (("backup", "old"), ("city", "new"), ("city", "old")),
    "number": (("budget", "old"), ("points", "new"), ("points", "old")),
    "one of": (("country", "old"), ("country", "new"), ("region", "new")),
    "yes/no": (("vip", "old"), ("vip", "new")),
}
WHERE_END = "\u2060"
"""Marks, while writing, a pattern whose `where` goes on to the end of its part."""


def changed_type(at_hand: frozenset[str]) -> str:
    """The type of `old` and `new`, if all that can be at hand agrees on it, else nothing."""
    types = [each.removeprefix("new ") for each in sorted(at_hand) if each.startswith("new ")]
    return types[0] if len(types) == 1 else ""


def bare(verb: str) -> str:
    return {"subscribed to": "subscribed", "unsubscribed from": "unsubscribed"}.get(verb, verb)


def leaves(line: str) -> bool:
    """Whether nothing can follow this line in its block."""
    return line.split(maxsplit=1)[0] in {"exit", "move", "reach"}
