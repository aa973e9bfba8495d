"""Clicks and opens that come too soon to be a person's, and who counts them all the same."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

TEXT = """email letter
email other
email seen
email scanned
event go
event again
attribute vip yes/no

journey j
  enter when go
  stage only
    whenever again then send letter
    whenever clicked letter then send seen
    whenever clicked letter counting machines then send scanned
"""
PERSON = "send seen", "send scanned"
MACHINE = ("send scanned",)


@both
@pytest.mark.parametrize(
    ("events", "clicked", "found"),
    [
        # Sent by us at 1 h.
        ("1h again", "1h-1ms", PERSON),
        ("1h again", "1h", MACHINE),  # handled behind the send
        ("1h again", "1h4999ms", MACHINE),
        ("1h again", "1h5s", PERSON),
        # Sent by another tool.
        ("1h sent letter", "1h", MACHINE),
        ("1h sent letter", "1h4999ms", MACHINE),
        ("1h sent letter", "1h5s", PERSON),
        # The latest own time counts, in whatever order they come in.
        ("1h sent letter; 2h of 30min sent letter", "2h1s", PERSON),
        ("1h sent letter; 1h4s of 58min sent letter", "1h4999ms", MACHINE),
        ("1h again; 1h4s again", "1h8999ms", MACHINE),
        ("1h again; 1h4s again", "1h9s", PERSON),
        # What is known when it is handled: not what comes in later.
        ("1h1s of 1h sent letter", "1h", PERSON),
        # About another message.
        ("1h sent other", "1h", PERSON),
        # Nothing was sent.
        ("", "1h", PERSON),
    ],
)
def test_five_seconds(events: str, clicked: str, found: tuple[str, ...], packed: bool) -> None:
    text = TEXT
    happening = "; ".join(["0 go", *(event for event in events.split("; ") if event), f"{clicked} clicked letter"])
    rows = played(text, happening, "1d", packed=packed).split("; ")
    assert tuple(row.partition(" ")[2] for row in rows if "seen" in row or "scanned" in row) == found


@both
@pytest.mark.parametrize(
    ("clicked", "found"),
    [
        ("2h of 1h-1ms clicked letter", PERSON),  # late, and before the send
        ("2h of 1h clicked letter", MACHINE),
        ("2h of 1h4999ms clicked letter", MACHINE),
        ("2h of 1h5s clicked letter", PERSON),
        ("2h machine: clicked letter", MACHINE),  # it says so itself
    ],
)
def test_by_its_own_time(clicked: str, found: tuple[str, ...], packed: bool) -> None:
    rows = played(TEXT, f"0 go; 1h again; {clicked}", "1d", packed=packed).split("; ")
    assert tuple(row.partition(" ")[2] for row in rows if "seen" in row or "scanned" in row) == found


@both
def test_before_the_run_as_well(packed: bool) -> None:
    rows = played(TEXT, "-1h go; -2s sent letter; 0 go; 2999ms clicked letter; 3s clicked letter", "1d", packed=packed)
    assert rows == "0 enter; 2s999ms send scanned; 3s send seen; 3s send scanned"


@both
def test_what_it_sets_is_seen(packed: bool) -> None:
    text = TEXT + "    whenever changed vip then send other\n"
    assert played(text, "0 go; 1h again; 1h1s set vip=yes; 1h2s machine: again", "1d", packed=packed) == (
        "0 enter; 1h send letter; 1h1s send other"
    )


HISTORY = """email letter
email a
email b
email c
event go
event ask

journey j
  enter when go
  stage only
    whenever ask
      if has clicked letter then send a
      if has clicked letter counting machines then send b
      if has clicked letter at least 2 times counting machines since entering then send c
"""


@both
def test_has(packed: bool) -> None:
    text = HISTORY.replace(" at least 2 times counting machines", " counting machines at least 2 times")
    events = "0 go; 1h sent letter; 1h1s clicked letter; 2h ask; 3h machine: clicked letter; 4h ask"
    events += "; 5h clicked letter; 6h ask"
    assert played(text, events, "1d", packed=packed) == (
        "0 enter; 2h send b; 4h send b; 4h send c; 6h send a; 6h send b; 6h send c"
    )


ENTRIES = """email letter
email note
event go
journey people
  enter when clicked letter
  stage only
    send note
journey scanners
  enter when opened letter counting machines
  reenter always
  stage only
    send note
journey patient
  enter when go
  stage only
    wait up to 1d
      when opened any email then send letter
      when not clicked letter for 2h then exit "quiet"
"""


@both
def test_entries_arms_and_silences(packed: bool) -> None:
    events = "0 sent letter; 1s go; 2s clicked letter; 3s opened letter; 1h clicked letter"
    assert played(ENTRIES, events, "1d", packed=packed) == (
        "1s patient: enter; 3s scanners: enter; 3s scanners: send note; 3s scanners: complete; "
        '1h people: enter; 1h people: send note; 1h people: complete; 3h patient: exit "quiet"'
    )


COUNTED = """email letter
email three
email three_scanned
event go
journey j
  enter when go
  stage only
    whenever opened any email counting machines at least 3 times within 1h then send three_scanned
    whenever opened any email at least 3 times within 1h then send three
"""


@both
def test_counts(packed: bool) -> None:
    events = "0 go; 1min sent letter; 1min1s opened letter; 1min2s opened letter; 2min opened letter"
    events += "; 3min opened letter; 4min opened three"
    assert played(COUNTED, events, "1d", packed=packed) == "0 enter; 2min send three_scanned; 4min send three"
