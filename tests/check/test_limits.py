"""A limit of a day that puts off gets a hint where no hours are said."""

from __future__ import annotations

import pytest

from tests.model.told import CATALOG, snapshot, told

JOURNEY = """\
{workspace}
journey nurture
  enter when clicked product_teaser
  {header}

  stage first
    send whitepaper

journey other
  enter when clicked product_teaser
  {beside}

  stage first
    wait 2d
"""
DELAYING = "limit 2 emails per day else delay"
HOURS = "send between 08:00 and 18:00"
HINT = ("sent-at-midnight", DELAYING, "what is over this limit goes out at 00:00, when the next day begins")


@pytest.mark.parametrize(
    ("workspace", "header", "beside", "hints"),
    [
        ("", DELAYING, "", 1),
        (DELAYING, "", "", 1),
        (DELAYING, DELAYING, "", 2),
        ("", DELAYING, HOURS, 1),
        (DELAYING, "", HOURS, 0),
        ("", f"{DELAYING}\n  {HOURS}", "", 0),
        (f"{DELAYING}\n{HOURS}", "", "", 0),
        (HOURS, DELAYING, "", 0),
        ("", "limit 2 emails per day", "", 0),
        ("", "limit 2 emails per 24h else delay", "", 0),
    ],
)
def test_where_messages_would_go_at_midnight(workspace: str, header: str, beside: str, hints: int) -> None:
    found = snapshot(CATALOG + JOURNEY.format(workspace=workspace, header=header, beside=beside))
    assert told(found) == [HINT] * hints
    assert found.model is not None
