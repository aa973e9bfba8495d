"""Every pattern of a workspace, and the event codes that tell them apart.

Two events that no pattern and no standing tells apart get the same code, so what journeys do not look at costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from jdsl.compiler.walk import of_kind
from jdsl.machine.layout import (
    ACTION_ANSWERED,
    ACTION_BOUNCE,
    ACTION_LIFT,
    ACTION_NONE,
    ACTION_SENT,
    ACTION_SUBSCRIBE,
    ACTION_UNSUBSCRIBE,
    ACTION_UNSUBSCRIBE_ALL,
)  # fmt: skip
from jdsl.model.model import (
    Alternative,
    And,
    Catalog,
    Comes,
    Condition,
    Counted,
    Crosses,
    Followed,
    Has,
    If,
    Ignored,
    InSegment,
    Journey,
    Kind,
    Model,
    Not,
    Or,
    Pattern,
    Plain,
    Repeat,
    Rule,
    Score,
    ScoreValue,
    Segment,
    Silence,
    Split,
    Step,
    Trigger,
    Verb,
    WaitFor,
    WaitUntilCondition,
    WaitUntilMoment,
)  # fmt: skip

UNSUBSCRIBED = "unsubscribed from"
COMPLAINED = "complained"
ANSWERS = ("clicked", "opened")
SENT = "sent"
REACHES = "reaches"
FALLS_BELOW = "falls below"
FLIPS = ("joined", "left")
ENDS_OF_CALLS = ("answered", "failed")


CODE_BITS = 62


def code_bit(code: int) -> int:
    """The bit of an event code among those that a contact listens to; the last is shared by all codes from there on."""
    return 0 if code == 0 else 1 << min(code - 1, CODE_BITS - 1)


def conditions_in(condition: Condition | None) -> Iterator[Condition]:
    """The condition and all that it is made of."""
    if condition is None:
        return
    yield condition
    if isinstance(condition, And | Or):
        for part in condition.parts:
            yield from conditions_in(part)
    elif isinstance(condition, Not):
        yield from conditions_in(condition.part)


def blocks_of(step: Step) -> Iterator[tuple[Step, ...]]:
    """The steps below a step, block by block, in source order."""
    match step:
        case If():
            for _, branch in step.branches:
                yield branch
            yield step.otherwise
        case WaitFor():
            for arm in step.arms:
                yield arm.steps
            yield step.otherwise
        case WaitUntilCondition() | WaitUntilMoment():
            yield step.otherwise
        case Repeat():
            yield step.steps
        case Split():
            for arm in step.arms:
                yield arm.steps
        case _:
            pass


def steps_in(steps: tuple[Step, ...]) -> Iterator[Step]:
    """All steps of a body, those in branches and arms too, in source order."""
    for step in steps:
        yield step
        for below in blocks_of(step):
            yield from steps_in(below)


def rules_of(journey: Journey) -> Iterator[Rule]:
    """All rules of a journey, in source order."""
    yield from journey.rules
    for stage in journey.stages:
        yield from stage.rules


def bodies_of(journey: Journey) -> Iterator[tuple[Step, ...]]:
    """The steps of every body of a journey."""
    for rule in journey.rules:
        yield rule.steps
    for stage in journey.stages:
        yield stage.steps
        for rule in stage.rules:
            yield rule.steps


def triggers_of(journey: Journey) -> Iterator[Trigger]:
    """Every trigger of a journey."""
    for entry in journey.entries:
        if entry.trigger is not None:
            yield entry.trigger
    for goal in journey.goals:
        if goal.trigger is not None:
            yield goal.trigger
    for way_out in journey.exits:
        yield way_out.trigger
    for rule in rules_of(journey):
        if rule.trigger is not None:
            yield rule.trigger
    for body in bodies_of(journey):
        for step in steps_in(body):
            if isinstance(step, WaitFor):
                for arm in step.arms:
                    yield arm.trigger


def asked_in(journey: Journey) -> Iterator[Condition]:
    """Every condition of a journey with all its parts; those of a `where` are not among them."""
    for owner in (*journey.entries, *journey.goals, *journey.exits, *rules_of(journey)):
        yield from conditions_in(owner.condition)
    for body in bodies_of(journey):
        for step in steps_in(body):
            if isinstance(step, If):
                for condition, _ in step.branches:
                    yield from conditions_in(condition)
            elif isinstance(step, WaitFor):
                for arm in step.arms:
                    yield from conditions_in(arm.condition)
            elif isinstance(step, WaitUntilCondition):
                yield from conditions_in(step.condition)
            elif isinstance(step, Repeat):
                yield from conditions_in(step.until)


@dataclass(slots=True)
class CodeTable:
    """Event codes. `of` finds one by verb and subject: a name, None for no subject, "" for an unknown one."""

    patterns: list[Pattern]
    matched_by: list[tuple[int, ...]] = field(default_factory=lambda: [()])  # code -> numbers of patterns
    actions: list[tuple[int, str]] = field(default_factory=lambda: [(ACTION_NONE, "")])  # code -> action, about what
    machines: list[int] = field(default_factory=lambda: [0])  # code -> the one that a machine's event has
    answers: list[str] = field(default_factory=lambda: [""])  # code -> the message that was opened or clicked too soon
    of: dict[tuple[str, str | None], int] = field(default_factory=dict[tuple[str, str | None], int])
    codes_of: dict[Pattern, list[int]] = field(default_factory=dict[Pattern, list[int]])


def subjects_of(catalog: Catalog, model: Model, verb: Verb) -> tuple[str, ...]:
    """All names that a verb can be about."""
    match verb.kind:
        case Kind.MESSAGE:
            return tuple(catalog.messages)
        case Kind.CHANNEL:
            return catalog.channels
        case Kind.PAGE:
            return tuple(catalog.pages)
        case Kind.FORM:
            return catalog.forms
        case Kind.PRODUCT:
            return catalog.products
        case Kind.ATTRIBUTE:
            return tuple(catalog.attributes)
        case Kind.TAG:
            return catalog.tags
        case Kind.JOURNEY:
            return tuple(journey.name for journey in model.journeys)
        case Kind.GOAL:
            names = [goal.name for journey in model.journeys for goal in journey.goals]
            return tuple(dict.fromkeys(names))
        case Kind.SEGMENT:
            return catalog.segments
        case Kind.WEBHOOK:
            return tuple(catalog.webhooks)
        case Kind.WEBINAR:
            return tuple(catalog.webinars)
        case None:
            return ()


def pattern_of(said: Plain | Counted | Silence | Crosses) -> Pattern:
    """What is heard; that a score crosses a threshold is an event of its own, which nobody can write."""
    if isinstance(said, Crosses):
        return Pattern(REACHES if said.upwards else FALLS_BELOW, frozenset((f"{said.score} {said.millionths}",)))
    return said.pattern


def watched_sends(ignored: Ignored) -> Pattern:
    """The sends that a trigger hears, all in one."""
    return Pattern(SENT, ignored.messages, counting_machines=ignored.counting_machines)


def ignored_patterns(ignored: Ignored, message: str) -> tuple[Pattern, ...]:
    """That one message of a set is sent, and what answers it."""
    return tuple(
        Pattern(verb, frozenset((message,)), counting_machines=ignored.counting_machines) for verb in (SENT, *ANSWERS)
    )


def patterns_of(alternative: Alternative) -> Iterator[Pattern]:
    """All that an alternative hears."""
    match alternative:
        case Comes():
            pass
        case Followed():
            yield pattern_of(alternative.first)
            yield pattern_of(alternative.then)
        case Ignored():
            yield watched_sends(alternative)
            for message in sorted(alternative.messages):
                yield from ignored_patterns(alternative, message)
        case _:
            yield pattern_of(alternative)


def all_patterns(model: Model) -> list[Pattern]:
    """Every pattern of the workspace, once, in order of journeys and source."""
    found: dict[Pattern, None] = {}
    for journey in model.journeys:
        for trigger in triggers_of(journey):
            for alternative in trigger:
                found.update(dict.fromkeys(patterns_of(alternative)))
        for condition in asked_in(journey):
            if isinstance(condition, Has):
                found[condition.pattern] = None
    for trigger, conditions in standing_asked(model):
        for alternative in trigger:
            found.update(dict.fromkeys(patterns_of(alternative)))
        found.update(dict.fromkeys(one.pattern for one in conditions if isinstance(one, Has)))
    return list(found)


def segments_used(model: Model) -> tuple[Segment, ...]:
    """The segments that journeys, or what they use, ask for."""
    if not model.segments:
        return ()
    known = {segment.name: segment for segment in model.segments}
    found = {one.segment for one in of_kind(model.journeys, InSegment)} | {one.name for one in watched_segments(model)}
    waiting = list(found)
    while waiting:
        for one in of_kind(known[waiting.pop()].condition, InSegment):
            if one.segment not in found:
                found.add(one.segment)
                waiting.append(one.segment)
    return tuple(segment for segment in model.segments if segment.name in found)


def watched_segments(model: Model) -> tuple[Segment, ...]:
    """The segments of which somebody hears who joins and leaves, or history has to know."""
    if not model.segments:
        return ()
    patterns = [one for one in of_kind((model.journeys, model.segments, model.scores), Pattern) if one.verb in FLIPS]
    if any(pattern.subjects is None for pattern in patterns):
        return model.segments
    names = {name for pattern in patterns for name in pattern.subjects or ()}
    return tuple(segment for segment in model.segments if segment.name in names)


def scores_used(model: Model) -> tuple[Score, ...]:
    """The scores that journeys and segments in use ask for, or wait for."""
    if not model.scores:
        return ()
    used = (model.journeys, tuple(segment.condition for segment in segments_used(model)))
    names = {one.name for one in of_kind(used, ScoreValue)} | {one.score for one in of_kind(used, Crosses)}
    return tuple(score for score in model.scores if score.name in names)


def standing_asked(model: Model) -> Iterator[tuple[Trigger, tuple[Condition, ...]]]:
    """The triggers and conditions of scores and segments in use."""
    for segment in segments_used(model):
        yield (), tuple(conditions_in(segment.condition))
    for score in scores_used(model):
        for line in score.lines:
            yield line.trigger, tuple(conditions_in(line.condition))


def _action(verb: str, subject: str | None) -> tuple[int, str]:
    """What an event does to standing (S6.5), and to which channel."""
    if subject:
        if verb in ("subscribed to", "confirmed"):
            return ACTION_SUBSCRIBE, subject
        if verb == UNSUBSCRIBED:
            return ACTION_UNSUBSCRIBE, subject
    elif subject is None:
        if verb == "subscribed to":
            return ACTION_LIFT, ""
        if verb == UNSUBSCRIBED:
            return ACTION_UNSUBSCRIBE_ALL, ""
    if verb in ENDS_OF_CALLS and subject:
        return ACTION_ANSWERED, subject
    if verb == COMPLAINED:
        return ACTION_UNSUBSCRIBE_ALL, ""
    if verb == "bounced":
        return ACTION_BOUNCE, ""
    return ACTION_NONE, ""


@dataclass(slots=True)
class _Numbering:
    """Codes under construction."""

    table: CodeTable
    by_verb: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    by_subject: dict[tuple[str, str], list[int]] = field(default_factory=dict[tuple[str, str], list[int]])
    known: dict[tuple[tuple[int, ...], tuple[int, str], str], int] = field(
        default_factory=lambda: {((), (ACTION_NONE, ""), ""): 0}
    )

    def numbers_of(self, verb: str, subject: str | None) -> tuple[int, ...]:
        """The patterns that match such an event."""
        numbers = set(self.by_verb.get(verb, ()))
        if subject:
            numbers.update(self.by_subject.get((verb, subject), ()))
        if verb == COMPLAINED or (verb == UNSUBSCRIBED and subject is None):
            numbers.update(n for n, pattern in enumerate(self.table.patterns) if pattern.verb == UNSUBSCRIBED)
        return tuple(sorted(numbers))

    def of_machines(self, numbers: tuple[int, ...]) -> tuple[int, ...]:
        """Those of the patterns that a machine's event matches as well."""
        return tuple(number for number in numbers if self.table.patterns[number].counting_machines)

    def code(self, numbers: tuple[int, ...], action: tuple[int, str], answered: str) -> int:
        """The code of events that match these patterns, and do and answer that."""
        code = self.known.get((numbers, action, answered))
        if code is None:
            code = self.known[numbers, action, answered] = len(self.table.matched_by)
            self.table.matched_by.append(numbers)
            self.table.actions.append(action)
            self.table.answers.append(answered)
            self.table.machines.append(0)
            self.table.machines[code] = self.code(self.of_machines(numbers), (ACTION_NONE, ""), "")
        return code


def _numbering(model: Model) -> _Numbering:
    numbering = _Numbering(CodeTable(all_patterns(model)))
    for number, pattern in enumerate(numbering.table.patterns):
        if pattern.subjects is None:
            numbering.by_verb.setdefault(pattern.verb, []).append(number)
        else:
            for subject in pattern.subjects:
                numbering.by_subject.setdefault((pattern.verb, subject), []).append(number)
    return numbering


def code_table(model: Model, used_channels: frozenset[str]) -> CodeTable:
    """Give a code to every verb and subject. Code 0 is what nobody looks at and what changes no standing."""
    numbering = _numbering(model)
    answered: set[str] = set()  # S2.9: messages of which somebody wants to know when they were sent
    for message in model.catalog.messages:
        for verb in ANSWERS:
            numbers = numbering.numbers_of(verb, message)
            if numbers != numbering.of_machines(numbers):
                answered.add(message)
    table = numbering.table
    # INVARIANT: codes follow names, not the order of declarations or files
    for verb in sorted(model.catalog.verbs.values(), key=lambda verb: verb.name):
        for subject in (*sorted(subjects_of(model.catalog, model, verb)), None, ""):
            action = _action(verb.name, subject)
            if action[0] == ACTION_ANSWERED:
                if not any(action[1] in journey.hears_answers_of for journey in model.journeys):
                    action = (ACTION_NONE, "")
            elif action[1] and action[1] not in used_channels:
                action = (ACTION_NONE, "")
            message = subject if subject and subject in answered else ""
            if verb.name == SENT and message:
                action = (ACTION_SENT, message)
            numbers = numbering.numbers_of(verb.name, subject)
            table.of[verb.name, subject] = numbering.code(numbers, action, message if verb.name in ANSWERS else "")
    for pattern in table.patterns:
        if pattern.verb in (REACHES, FALLS_BELOW):
            for subject in pattern.subjects or ():
                numbers = numbering.numbers_of(pattern.verb, subject)
                table.of[pattern.verb, subject] = numbering.code(numbers, (ACTION_NONE, ""), "")
    codes_of: list[list[int]] = [[] for _ in table.patterns]
    for code, numbers_of_code in enumerate(table.matched_by):
        for number in numbers_of_code:
            codes_of[number].append(code)
    table.codes_of = dict(zip(table.patterns, codes_of, strict=True))
    return table
