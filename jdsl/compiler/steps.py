"""Bodies to operations: branches, waits and arms become jumps (S4)."""

from __future__ import annotations

from dataclasses import dataclass, field

from jdsl.compiler.assembler import Link, Region, Section, Word
from jdsl.compiler.conditions import Scope, condition, operand
from jdsl.compiler.hands import BodyKey
from jdsl.compiler.listeners import Listeners, alternative_words
from jdsl.machine.layout import (
    BODY_WORDS,
    DUE_ARM,
    DUE_WAIT,
    LISTENER_ARM,
    OP_ADD,
    OP_ANNOUNCE,
    OP_END,
    OP_EXIT,
    OP_IF,
    OP_JUMP,
    OP_MOVE,
    OP_NOTIFY,
    OP_REACH,
    OP_SEND,
    OP_SET,
    OP_START,
    OP_SUBSCRIPTION,
    OP_TAG,
    OP_WAIT,
    W_SOONEST_MS,
)  # fmt: skip
from jdsl.machine.values import NEVER_MS
from jdsl.model.model import (
    Add,
    Announce,
    Arm,
    Exact,
    Exit,
    If,
    Length,
    Medium,
    Move,
    Notify,
    Reach,
    Send,
    Set,
    Silence,
    Start,
    Step,
    Subscription,
    Tag,
    Wait,
    WaitFor,
)  # fmt: skip

NONE = -1


@dataclass(slots=True)
class BodyTables:
    """The sections that bodies are lowered into, and what a journey knows of itself."""

    steps: Section
    waits: Section
    lists: Section
    bodies: Section
    listeners: Listeners
    stages: dict[str, int]
    goals: dict[str, Link]
    journeys: dict[str, int]
    hands: dict[BodyKey, tuple[str, ...]]  # what each body of the workspace keeps of the event at hand


@dataclass(slots=True)
class Body:
    """One body under construction: its words in the instance, and the due times that it can have, in order."""

    tables: BodyTables
    scope: Scope
    staged: bool
    slot: int
    since_slot: int
    silences: int  # first word of the silences of its arms, two each
    counts: int  # first word of the counts of its arms
    row: Link
    effects: int = 0
    starts: int = 0
    silence_count: int = 0
    due_rows: list[tuple[int, int, Word, int]] = field(default_factory=list[tuple[int, int, Word, int]])


def _waits_in(steps: tuple[Step, ...]) -> list[WaitFor]:
    found: list[WaitFor] = []
    for step in steps:
        if isinstance(step, If):
            for _, branch in step.branches:
                found.extend(_waits_in(branch))
            found.extend(_waits_in(step.otherwise))
        elif isinstance(step, WaitFor):
            found.append(step)
            for arm in step.arms:
                found.extend(_waits_in(arm.steps))
            found.extend(_waits_in(step.otherwise))
    return found


def _silences_in(wait: WaitFor) -> int:
    return sum(isinstance(alternative, Silence) for arm in wait.arms for alternative in arm.trigger)


def _count_words_in(wait: WaitFor) -> int:
    words = 0
    for arm in wait.arms:
        for alternative in arm.trigger:
            if not isinstance(alternative, Silence):
                words += len(alternative_words(alternative))
    return words


def lower_body(
    tables: BodyTables, scope: Scope, region: Region, steps: tuple[Step, ...], names: tuple[str, ...],
    listener: Word, *, staged: bool,
) -> tuple[Body, Link]:  # fmt: skip
    """Lower one body and lay out its words; the body and where its steps begin.

    `names`: the properties that it keeps of the event at hand. `listener`: its rule, 0 for a stage's steps.
    """
    waits = _waits_in(steps)
    slot = region.take(0, NEVER_MS)
    since_slot = region.take(0) if any(wait.arms for wait in waits) else 0
    silence_count = max((_silences_in(wait) for wait in waits), default=0)
    silences = region.take(*[NEVER_MS] * (2 * silence_count))
    counts = region.take(*[0] * max((_count_words_in(wait) for wait in waits), default=0))
    hand = {name: region.take(0) for name in names}
    pairs: list[Word] = []
    for name, hand_slot in hand.items():
        pairs.extend((scope.tables.property(name), hand_slot))
    low, high = tables.lists.extend(pairs)
    row = tables.bodies.add(slot, listener, since_slot, low, high, int(staged))
    assert len(tables.bodies.words) % BODY_WORDS == 0
    body_scope = Scope(scope.tables, scope.journey, scope.instance, hand)
    body = Body(tables, body_scope, staged, slot, since_slot, silences, counts, row, silence_count=silence_count)
    body.due_rows = [(silences + 2 * index, DUE_ARM, row, index) for index in range(silence_count)]
    body.due_rows.append((slot + 1, DUE_WAIT, row, 0))
    start = tables.steps.here()
    _lower_steps(body, steps)
    tables.steps.add(OP_END)
    return body, start


def _jump(section: Section) -> int:
    """Add a jump whose end is not known yet; the place of its argument."""
    section.add(OP_JUMP, 0)
    return len(section.words) - 1


def _lower_steps(body: Body, steps: tuple[Step, ...]) -> None:
    for step in steps:
        _lower_step(body, step)


def _lower_if(body: Body, step: If) -> None:
    section = body.tables.steps
    ends: list[int] = []
    for asked, branch in step.branches:
        section.add(OP_IF, condition(body.scope, asked), 0)
        otherwise = len(section.words) - 1
        _lower_steps(body, branch)
        ends.append(_jump(section))
        section.words[otherwise] = section.here()
    _lower_steps(body, step.otherwise)
    for end in ends:
        section.words[end] = section.here()


def _lower_wait(body: Body, ms: int) -> None:
    if ms == 0:
        return  # S4.4
    section = body.tables.steps
    wait = body.tables.waits.add(0, 0, 0, 0, 0, 0, NEVER_MS)
    section.add(OP_WAIT, wait, ms)
    body.tables.waits.words[wait.place] = section.here()


def _lower_arm(body: Body, arm: Arm, wait: Link, counts: int, silences: list[Word], armed: list[Word]) -> int:
    """Lower one arm; the first free word of the counts behind it."""
    tables = body.tables
    event_scope = Scope(body.scope.tables, body.scope.journey, body.scope.instance)
    by_event = condition(event_scope, arm.condition)
    by_clock = condition(body.scope, arm.condition)
    listener = tables.listeners.add(
        LISTENER_ARM, condition=by_event, by_clock=by_clock, body=body.row, place=arm.place, staged=body.staged,
        wait=wait,
    )  # fmt: skip
    for alternative in arm.trigger:
        if isinstance(alternative, Silence):
            slot = body.silences + len(silences) * 2
            link = tables.listeners.alternative(event_scope, listener, alternative, slot, 0)
            silences.append(link)
            armed.extend((slot, alternative.for_ms, slot + 1, -1))
        else:
            tables.listeners.alternative(event_scope, listener, alternative, counts, 0)
            counts += len(alternative_words(alternative))
    tables.listeners.close(listener)
    tables.listeners.set_start(listener, tables.steps.here())
    _lower_steps(body, arm.steps)
    return counts


def exact_ms(length: Length) -> int:
    assert isinstance(length, Exact), "lengths of the calendar and from data are held back"
    return length.ms


def _lower_wait_for(body: Body, step: WaitFor) -> None:
    end_ms = None if step.length is None else exact_ms(step.length)
    if end_ms == 0:  # S4.4: it passes at once
        _lower_steps(body, step.otherwise)
        return
    tables = body.tables
    section = tables.steps
    wait = tables.waits.add(0, 0, 0, 0, 0, 0, NEVER_MS)
    section.add(OP_WAIT, wait, NEVER_MS if end_ms is None else end_ms)
    ends: list[int] = []
    silences: list[Word] = []
    armed: list[Word] = []
    reset: list[Word] = []
    counts = body.counts
    for arm in step.arms:
        counts = _lower_arm(body, arm, wait, counts, silences, armed)
        ends.append(_jump(section))
    tables.waits.words[wait.place] = section.here()
    _lower_steps(body, step.otherwise)
    for end in ends:
        section.words[end] = section.here()
    for arm in step.arms:
        for alternative in arm.trigger:
            if not isinstance(alternative, Silence):
                for value in alternative_words(alternative):
                    reset.extend((body.counts + len(reset) // 2, value))
    row = wait.place
    low, _ = tables.lists.extend(silences)
    tables.waits.words[row + 1] = low
    tables.waits.words[row + 2], tables.waits.words[row + 3] = tables.lists.extend(armed)
    tables.waits.words[row + 4], tables.waits.words[row + 5] = tables.lists.extend(reset)
    lengths = [one.for_ms for arm in step.arms for one in arm.trigger if isinstance(one, Silence)]
    tables.waits.words[row + W_SOONEST_MS] = min(lengths, default=NEVER_MS)


def _lower_start(body: Body, step: Start, place: int) -> None:
    tables = body.tables
    hand = body.scope.hand or {}
    pairs: list[Word] = []
    for name in tables.hands[step.journey, 0, -1]:
        pairs.extend((body.scope.tables.property(name), hand[name]))
    low, high = tables.lists.extend(pairs)
    body.starts = max(body.starts, len(pairs) // 2)
    tables.steps.add(OP_START, tables.journeys[step.journey], place, low, high)


def _lower_step(body: Body, step: Step) -> None:
    shared = body.scope.tables
    section = body.tables.steps
    place = shared.place(step.place)
    shared.steps_at.append((len(section.words), place))
    body.effects += 1
    match step:
        case Send():
            message = shared.model.catalog.messages[step.message]
            channel = 0 if message.channel is None else shared.channel_slots[message.channel]
            email = int(message.medium is Medium.EMAIL)
            section.add(OP_SEND, shared.text(step.message), channel, email, place, shared.code("sent", step.message))
        case Notify():
            slot = 0 if step.attribute is None else shared.attribute_slots[step.attribute]
            text = NONE if step.text is None else shared.text(step.text)
            section.add(OP_NOTIFY, shared.text(step.team or step.attribute or ""), text, slot, place)
        case Wait():
            _lower_wait(body, exact_ms(step.length))
        case WaitFor():
            _lower_wait_for(body, step)
        case If():
            _lower_if(body, step)
        case Move():
            section.add(OP_MOVE, body.tables.stages[step.stage], place)
        case Reach():
            section.add(OP_REACH, body.tables.goals[step.goal], place)
        case Exit():
            section.add(OP_EXIT, NONE if step.reason is None else shared.text(step.reason), place)
        case Set():
            declared = shared.model.catalog.attributes[step.attribute]
            value = operand(body.scope, step.value, declared)
            section.add(OP_SET, shared.attributes[step.attribute], *value, place)
        case Add():
            value = operand(body.scope, step.value)
            section.add(OP_ADD, shared.attributes[step.attribute], *value, step.sign, place)
        case Tag():
            slot, mask = shared.tag_bits[step.tag]
            code = shared.code("tagged", step.tag) if step.on else 0
            section.add(OP_TAG, slot, mask, int(step.on), shared.text(step.tag), place, code)
        case Subscription():
            code = shared.code("subscribed to" if step.on else "unsubscribed from", step.channel)
            slot = shared.channel_slots[step.channel]
            section.add(OP_SUBSCRIPTION, slot, int(step.on), shared.text(step.channel), place, code)
        case Announce():
            subject = NONE if step.subject is None else shared.text(step.subject)
            code = shared.code(step.verb, step.subject)
            section.add(OP_ANNOUNCE, code, shared.text(step.verb), subject, place)
        case Start():
            _lower_start(body, step, place)
