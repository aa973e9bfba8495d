"""What keeps out: `not while in J`, `reenter … from entering`, and both where visits have values (S3.1)."""

from __future__ import annotations

import pytest

from tests.engine.sending.played import both, played

BARRED = """event go
event come
event leave
{other}
journey target
  enter when {entry}
  reenter {reenter}
  not while in other_one
  exit when leave
  stage only
    {steps}
"""
OTHER = """journey other_one
  {line}enter when come
  reenter always
  exit when leave
  stage only
    wait 1d
"""


@both
@pytest.mark.parametrize(
    ("events", "effects"),
    [
        ("0 go", "0 target: enter; 0 target: send mail; 0 target: complete"),
        ("0 come; 1h go", "0 other_one: enter; 1d other_one: complete"),
        # It ends by the clock: before an event of that instant.
        ("0 come; 1d-1ms go", "0 other_one: enter; 1d other_one: complete"),
        ("0 come; 1d go", (
            "0 other_one: enter; 1d other_one: complete; 1d target: enter; 1d target: send mail; 1d target: complete")),
        # It ends by an event: by the next one of the instant it lets in.
        ("0 come; 1h leave; 1h go", (
            "0 other_one: enter; 1h other_one: exit; 1h target: enter; 1h target: send mail; 1h target: complete")),
        # Later it is not asked.
        ("0 go; 1h come", (
            "0 target: enter; 0 target: send mail; 0 target: complete; 1h other_one: enter; 1d1h other_one: complete")),
    ],
)  # fmt: skip
def test_not_while_in(events: str, effects: str, packed: bool) -> None:
    text = BARRED.format(other=OTHER.format(line=""), entry="go", reenter="never", steps="send mail")
    assert played(text, events, "9d", packed=packed) == effects


@both
@pytest.mark.parametrize(
    ("line", "effects"),
    [
        # Led in by one event: the one that looks first.
        ("", "0 other_one: enter; 1d other_one: complete"),
        ("priority -1\n  ", ("0 target: enter; 0 other_one: enter; 1h target: send mail; 1h target: complete; "
         "1d other_one: complete")),
    ],
)  # fmt: skip
def test_one_event_that_leads_into_both(line: str, effects: str, packed: bool) -> None:
    text = BARRED.format(other=OTHER.format(line=line), entry="come", reenter="always", steps="wait 1h\n    send mail")
    assert played(text, "0 come", "9d", packed=packed) == effects


@both
def test_each_bars_the_other(packed: bool) -> None:
    other = OTHER.format(line="").replace("reenter always", "reenter always\n  not while in target")
    text = BARRED.format(other=other, entry="come", reenter="always", steps="wait 1d")
    assert played(text, "0 come; 1h leave; 1h come", "9d", packed=packed) == (
        "0 other_one: enter; 1h other_one: exit; 1h other_one: enter; 1d1h other_one: complete"
    )


@both
@pytest.mark.parametrize(
    ("entry", "events", "effects"),
    [
        # By the clock it is used up where it is turned away.
        ("not visited home for 2h", "0 visited home; 1h come", "1h other_one: enter; 1d1h other_one: complete"),
        ("not visited home for 2h", "0 visited home", "2h target: enter; 2h target: send mail; 2h target: complete"),
    ],
)
def test_by_the_clock(entry: str, events: str, effects: str, packed: bool) -> None:
    text = BARRED.format(other=OTHER.format(line=""), entry=entry, reenter="never", steps="send mail")
    assert played(text, events, "9d", packed=packed) == effects


@both
def test_by_start(packed: bool) -> None:
    text = BARRED.format(other=OTHER.format(line=""), entry="never_said", reenter="always", steps="send mail")
    text = text.replace("event go\n", "event go\nevent never_said\n") + (
        "journey starter\n  enter when go\n  reenter always\n  stage only\n    start target\n"
    )
    assert played(text, "0 come; 1h go; 2h leave; 3h go", "9d", packed=packed) == (
        "0 other_one: enter; 1h starter: enter; 1h starter: complete; 2h other_one: exit; 3h starter: enter; "
        "3h starter: complete; 3h target: enter; 3h target: send mail; 3h target: complete"
    )


RETURNING = """event go
event ordered
  property id text
attribute gap number
enter when {entry}
reenter {reenter}
stage only
  wait 1d
"""


@both
@pytest.mark.parametrize(
    ("reenter", "events", "effects"),
    [
        ("after 3d from entering", "0 go; 3d-1ms go; 3d go", "0 enter; 1d complete; 3d enter; 4d complete"),
        ("after 3d from entering", "0 go; 3d-1ms go", "0 enter; 1d complete"),
        ("after 3d from entering", "0 go; 3d+1ms go", "0 enter; 1d complete; 3d1ms enter; 4d1ms complete"),
        ("after 3d", "0 go; 3d go; 4d-1ms go", "0 enter; 1d complete"),
        ("after 3d", "0 go; 4d go", "0 enter; 1d complete; 4d enter; 5d complete"),
        # From the last entering; shorter than the visit, it lets in as that ends.
        ("after 3d from entering", "0 go; 3d go; 6d-1ms go; 6d go",
         "0 enter; 1d complete; 3d enter; 4d complete; 6d enter; 7d complete"),
        ("after 1h from entering", "0 go; 2h go; 1d go", "0 enter; 1d complete; 1d enter; 2d complete"),
        # Of the calendar and from data: read when it is asked.
        ("after 1 months from entering", "0 go; 31d-1ms go; 31d go", "0 enter; 1d complete; 31d enter; 32d complete"),
        ("after gap days from entering", "0 set gap=5; 0 go; 2d go; 3d set gap=2; 3d go",
         "0 enter; 1d complete; 3d enter; 4d complete"),
        ("after gap days from entering", "0 go; 1d go", "0 enter; 1d complete; 1d enter; 2d complete"),
    ],
)  # fmt: skip
def test_from_entering(reenter: str, events: str, effects: str, packed: bool) -> None:
    assert played(RETURNING.format(entry="go", reenter=reenter), events, "40d", packed=packed) == effects


@both
@pytest.mark.parametrize(
    ("reenter", "events", "effects"),
    [
        ("after 3d from entering", "0 ordered id=a; 2d ordered id=b; 3d-1ms ordered id=a; 5d-1ms ordered id=b",
         "0 enter; 1d complete; 2d enter; 3d complete"),
        ("after 3d from entering", "0 ordered id=a; 2d ordered id=b; 3d ordered id=a; 5d ordered id=b",
         "0 enter; 1d complete; 2d enter; 3d complete; 3d enter; 4d complete; 5d enter; 6d complete"),
        ("after 3d", "0 ordered id=a; 2d ordered id=b; 4d-1ms ordered id=a; 6d ordered id=b",
         "0 enter; 1d complete; 2d enter; 3d complete; 6d enter; 7d complete"),
        ("after gap days", "0 set gap=3; 0 ordered id=a; 4d-1ms ordered id=a; 4d ordered id=a",
         "0 enter; 1d complete; 4d enter; 5d complete"),
        ("after 1 months from entering", "0 ordered id=a; 31d-1ms ordered id=a; 31d ordered id=a",
         "0 enter; 1d complete; 31d enter; 32d complete"),
    ],
)  # fmt: skip
def test_for_each_value(reenter: str, events: str, effects: str, packed: bool) -> None:
    assert played(RETURNING.format(entry="ordered per id", reenter=reenter), events, "40d", packed=packed) == effects
