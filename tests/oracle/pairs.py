"""Which kinds of rules, of triggers and of waits meet in the sources of compared cases, two by two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jdsl.model import model as checked
from jdsl.model.model import Alternative, Model, Rule, RuleKind, Step, Trigger
from tests.oracle.flips import parts

RULES = (
    "enter", "enter per", "rule that enters", "exit when", "goal", "goal within", "when", "whenever", "starting over",
    "at most once per", "above the stages", "after", "every", "arm", "the stage's steps",
)  # fmt: skip
TRIGGERS = (
    "plain", "changed", "joined or left", "crosses", "answer", "count", "silence", "moment", "sequence", "ignored",
    "in a row",
)  # fmt: skip
WAITS = (
    "wait D", "wait until T", "wait until a moment", "wait until a condition", "wait for arms", "bare wait",
    "open call", "in a round", "in a split",
)  # fmt: skip

_WITHOUT_BODY = ("enter", "enter per", "exit when", "goal", "goal within")
_CLOCKS_AND_COUNTS = ("count", "silence", "moment", "sequence", "ignored", "in a row")
REFUSED: Mapping[tuple[str, str], str] = {
    **{(rule, trigger): "unreadable" for rule in ("after", "every", "the stage's steps") for trigger in TRIGGERS},
    **{(rule, wait): "misplaced" for rule in _WITHOUT_BODY for wait in WAITS},
    ("enter", "answer"): "no-answer-here",  # §18.2
    ("enter per", "answer"): "no-answer-here",
    **{("enter per", trigger): "per-not-plain" for trigger in _CLOCKS_AND_COUNTS},  # §17.1
}
"""The pairs that cannot stand together, and the diagnostic that says so."""


def is_legal(left: str, right: str) -> bool:
    return (left, right) not in REFUSED


def trigger_kind(alternative: Alternative) -> str:
    match alternative:
        case checked.Counted():
            return "count"
        case checked.Silence():
            return "silence"
        case checked.Comes():
            return "moment"
        case checked.Followed():
            return "sequence"
        case checked.Ignored():
            return "ignored" if alternative.in_a_row == 1 else "in a row"
        case checked.Crosses():
            return "crosses"
        case checked.Plain(pattern):
            named = {"changed": "changed", "joined": "joined or left", "left": "joined or left"}
            return named.get(pattern.verb, "answer" if pattern.verb in {"answered", "failed"} else "plain")


def waits_in(steps: Sequence[Step], heard: frozenset[str]) -> Iterator[str]:
    for part in parts(tuple(steps)):
        match part:
            case checked.Wait():
                yield "wait D"
            case checked.WaitUntilTime():
                yield "wait until T"
            case checked.WaitUntilMoment():
                yield "wait until a moment"
            case checked.WaitUntilCondition():
                yield "wait until a condition"
            case checked.WaitFor():
                yield "wait for arms" if part.length is not None else "bare wait"
            case checked.Call(webhook, _) if webhook in heard:
                yield "open call"
            case checked.Repeat() if _has_wait(part.steps):
                yield "in a round"
            case checked.Split() if _has_wait(part.arms):
                yield "in a split"
            case _:
                pass


def _has_wait(steps: Any) -> bool:
    waits = (
        checked.Wait, checked.WaitFor, checked.WaitUntilTime, checked.WaitUntilMoment, checked.WaitUntilCondition,
    )  # fmt: skip
    return any(isinstance(part, waits) for part in parts(tuple(steps)))


def pairs_of(model: Model) -> Iterator[tuple[str, str]]:
    """(kind of rule, kind of trigger), (kind of rule, kind of wait), (kind of trigger, kind of wait)."""
    for journey in model.journeys:
        heard = journey.hears_answers_of
        by_rules = any(entry.rule is not None for entry in journey.entries)  # §6.6
        for entry in journey.entries:
            kind = "rule that enters" if entry.rule is not None else "enter"
            yield from _meeting([kind if journey.per is None else "enter per"], entry.trigger, (), heard)
        for exit_when in journey.exits:
            yield from _meeting(["exit when"], exit_when.trigger, (), heard)
        for goal in journey.goals:
            yield from _meeting(["goal" if goal.within_ms is None else "goal within"], goal.trigger, (), heard)
        for rule in journey.rules:
            kinds = ["above the stages", *(["rule that enters"] if by_rules else []), *_rule_kinds(rule)]
            yield from _meeting(kinds, rule.trigger, rule.steps, heard)
        for number, stage in enumerate(journey.stages):
            yield from _meeting(["the stage's steps"], None, stage.steps, heard)
            for rule in stage.rules:
                kinds = [*(["rule that enters"] if by_rules and number == 0 else []), *_rule_kinds(rule)]
                yield from _meeting(kinds, rule.trigger, rule.steps, heard)
        for part in parts((journey.rules, journey.stages)):
            if isinstance(part, checked.Arm):
                yield from _meeting(["arm"], part.trigger, part.steps, heard)


def _rule_kinds(rule: Rule) -> Iterator[str]:
    yield rule.kind.value
    if rule.kind is RuleKind.WHENEVER:
        if rule.starting_over:
            yield "starting over"
        if rule.at_most_once_per_day or rule.at_most_once_per_ms is not None:
            yield "at most once per"


def _meeting(
    rules: Sequence[str], trigger: Trigger | None, steps: Sequence[Step], heard: frozenset[str]
) -> Iterator[tuple[str, str]]:
    triggers = {trigger_kind(alternative) for alternative in trigger or ()}
    waits = set(waits_in(steps, heard))
    for left, right in ((rules, triggers), (rules, waits), (triggers, waits)):
        yield from ((one, other) for one in left for other in right)


def tables(counts: Mapping[tuple[str, str], int]) -> Iterator[str]:
    """For people: a dot where the two cannot stand together."""
    for lefts, rights in ((RULES, TRIGGERS), (RULES, WAITS), (TRIGGERS, WAITS)):
        yield f"{'':<24}" + "".join(f"{right:>24}" for right in rights)
        for left in lefts:
            cells = [counts.get((left, right), 0) if is_legal(left, right) else "." for right in rights]
            yield f"{left:<24}" + "".join(f"{cell:>24}" for cell in cells)


def missing(counts: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """The legal pairs that no case holds."""
    return [
        (left, right)
        for lefts, rights in ((RULES, TRIGGERS), (RULES, WAITS), (TRIGGERS, WAITS))
        for left in lefts
        for right in rights
        if is_legal(left, right) and not counts.get((left, right))
    ]
