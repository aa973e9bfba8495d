"""Which kinds of rules, triggers and waits can stand together, and that the rest is refused."""

from __future__ import annotations

import pytest

from jdsl.diagnostics.diagnostic import Severity
from jdsl.workspace import Workspace
from tests.oracle.pairs import REFUSED, RULES, TRIGGERS, WAITS, is_legal, pairs_of

CATALOG = """\
webhook crm "https://crm.acme.example/hooks"
email letter
attribute points number
attribute ends_at moment
event ordered
  property order_id text
event pinged
segment rich if points > 1
score heat
  add 1 when pinged
"""

TRIGGER_TEXTS = {
    "plain": "ordered",
    "changed": "changed points",
    "joined or left": "joined rich",
    "crosses": "heat reaches 2",
    "answer": "crm answers",
    "count": "ordered at least 2 times",
    "silence": "not ordered for 1d",
    "moment": "ends_at comes",
    "sequence": "ordered followed by pinged",
    "ignored": "ignored letter for 1d",
    "in a row": "ignored 2 emails in a row for 1d",
}
BODY_TEXTS = {
    "wait D": "wait 1d",
    "wait until T": "wait until 09:00",
    "wait until a moment": "wait until ends_at",
    "wait until a condition": "wait up to 1d until points > 1",
    "wait for arms": "wait up to 1d\n  when pinged",
    "bare wait": "wait\n  when pinged",
    "open call": "call crm\nif has crm answered then exit",
    "in a round": "repeat 2 times\n  wait 1d",
    "in a split": "split halves\n  50% half then wait 1d\n  50% rest",
}
RULE_TEXTS = {
    "enter": "  enter when TRIGGER\n    BODY\n",
    "enter per": "  enter when TRIGGER per order_id\n    BODY\n",
    "rule that enters": "  stage only\n    when pinged then exit\n    when TRIGGER\n      BODY\n",
    "exit when": "  ENTER\n  exit when TRIGGER\n    BODY\n",
    "goal": "  ENTER\n  goal won when TRIGGER\n    BODY\n",
    "goal within": "  ENTER\n  goal won within 1d when TRIGGER\n    BODY\n",
    "when": "  ENTER\n  stage only\n    when TRIGGER\n      BODY\n",
    "whenever": "  ENTER\n  stage only\n    whenever TRIGGER\n      BODY\n",
    "starting over": "  ENTER\n  stage only\n    whenever TRIGGER, starting over\n      BODY\n",
    "at most once per": "  ENTER\n  stage only\n    whenever TRIGGER, at most once per 1d\n      BODY\n",
    "above the stages": "  ENTER\n  when TRIGGER\n    BODY\n  stage only\n    wait\n",
    "after": "  ENTER\n  stage only\n    after 1d TRIGGER\n      BODY\n",
    "every": "  ENTER\n  stage only\n    every day at 09:00 TRIGGER\n      BODY\n",
    "arm": "  ENTER\n  stage only\n    wait\n      when TRIGGER\n        BODY\n",
    "the stage's steps": "  ENTER\n  stage only TRIGGER\n    BODY\n",
}
WITHOUT_TRIGGER = {"after", "every", "the stage's steps"}


def written(rule: str, trigger: str | None, wait: str | None) -> str:
    """A workspace in which they meet; None: nothing stands there, where that can be."""
    if trigger is None:
        said = "" if rule in WITHOUT_TRIGGER else "ordered"
    else:
        said = ("when " if rule in WITHOUT_TRIGGER else "") + TRIGGER_TEXTS[trigger]
    text = RULE_TEXTS[rule].replace("TRIGGER", said).replace("ENTER", "enter when ordered")
    body = "send letter" if wait is None else BODY_TEXTS[wait]
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() == "BODY":
            depth = len(line) - len(line.lstrip())
            has_none = rule in {"enter", "enter per", "exit when", "goal", "goal within"} and wait is None
            lines += [] if has_none else [" " * depth + each for each in body.split("\n")]
        else:
            lines.append(line.rstrip())
    stage = [] if "stage" in text else ["  stage only", "    wait"]
    return CATALOG + "\n".join(["journey meeting", *lines, *stage, ""])


def errors(text: str) -> set[str]:
    found = Workspace.from_texts({"all.journey": text}).snapshot.diagnostics
    return {one.code.slug for one in found if one.severity is Severity.ERROR}


PAIRS = [
    *((rule, trigger, written(rule, trigger, None)) for rule in RULES for trigger in TRIGGERS),
    *((rule, wait, written(rule, None, wait)) for rule in RULES for wait in WAITS),
    *((trigger, wait, written("when", trigger, wait)) for trigger in TRIGGERS for wait in WAITS),
]


def test_each_kind_has_its_text() -> None:
    assert (tuple(RULE_TEXTS), tuple(TRIGGER_TEXTS), tuple(BODY_TEXTS)) == (RULES, TRIGGERS, WAITS)
    assert REFUSED.keys() <= {(left, right) for left, right, _ in PAIRS}


@pytest.mark.parametrize("left", [*RULES, *TRIGGERS])
def test_what_can_stand_together_does(left: str) -> None:
    for one, other, text in PAIRS:
        if one == left and is_legal(one, other):
            snapshot = Workspace.from_texts({"all.journey": text}).snapshot
            assert snapshot.model is not None, (other, errors(text), text)
            assert (one, other) in set(pairs_of(snapshot.model)), text


@pytest.mark.parametrize("left", sorted({left for left, _ in REFUSED}))
def test_the_rest_is_refused(left: str) -> None:
    for one, other, text in PAIRS:
        if one == left and not is_legal(one, other):
            assert errors(text) == {REFUSED[one, other]}, text
