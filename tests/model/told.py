"""What is said about a text, short enough to compare."""

from __future__ import annotations

from jdsl.diagnostics.diagnostic import Diagnostic
from jdsl.model.model import Journey, Model
from jdsl.text.edit import apply_edits
from jdsl.workspace import Snapshot, Workspace

CATALOG = """\
channel product_news
channel partner_news
email product_teaser "Meet Product X"
  channel product_news
  link whitepaper_cta "https://acme.example/whitepaper"
  link unsubscribe_here
email whitepaper
sms renewal_nudge "Soon"
page pricing "/pricing*"
form demo_request
product starter_plan
team sales "sales@acme.example"
tag vip_lead
attribute country one of CZ, DE, US, "55-64"
attribute birth_country one of CZ, DE
attribute vip yes/no
attribute points number
attribute nickname text
attribute renewal_date date
attribute trial_ends moment
moment sale_opens at 2026-11-27 08:00 Europe/Vienna
webinar spring_webinar at 2026-05-12 15:00 Europe/Prague
webhook crm "https://crm.acme.example/hooks"
  property approved yes/no
event ordered
  property due date
  property paid_at moment
  property gap number
event redeemed
  property worth number
  property approved yes/no
event played a page
  property worth text
"""


def snapshot(text: str, **others: str) -> Snapshot:
    """One file `x.journey`, and further ones by keyword."""
    texts = {"x.journey": text, **{f"{name}.journey": other for name, other in others.items()}}
    return Workspace.from_texts(texts).snapshot


def told(found: Snapshot) -> list[tuple[str, str, str]]:
    """Code, text that is underlined, and message."""
    return [(one.code.slug, underlined(found, one), one.message) for one in found.diagnostics]


def underlined(found: Snapshot, one: Diagnostic) -> str:
    return found.sources[one.path].text[one.span.start : one.span.end]


def fixed(found: Snapshot, one: Diagnostic, number: int = 0) -> str:
    """The file with one of the fixes applied."""
    edits = ((edit.span, edit.text) for edit in one.fixes[number].edits)
    return apply_edits(found.sources[one.path].text, edits)


def model_of(text: str, **others: str) -> Model:
    """The model of a text that has no errors."""
    found = snapshot(text, **others)
    assert found.model is not None, told(found)
    return found.model


def journey_of(text: str) -> Journey:
    """The only journey of a text below the catalog."""
    (journey,) = model_of(CATALOG + text).journeys
    return journey
