"""Bodies to operations: branches, waits and arms become jumps (S4)."""

from __future__ import annotations

from jdsl.compiler.assembler import Link, Region, Section, Word
from jdsl.compiler.body import Body, BodyTables
from jdsl.compiler.calendar_tables import which_days
from jdsl.compiler.conditions import condition, operand, timed_condition
from jdsl.compiler.listeners import ByClock, alternative_words
from jdsl.compiler.operands import Scope
from jdsl.compiler.patterns import steps_in
from jdsl.compiler.sending_steps import NONE, lower_sending
from jdsl.compiler.times import exact_ms, later, moment
from jdsl.machine.layout import (
    BODY_WORDS,
    DUE_ARM,
    DUE_AWAITED,
    DUE_WAIT,
    LISTENER_ARM,
    OP_ADD,
    OP_ADD_REMEMBERED,
    OP_ANNOUNCE,
    OP_END,
    OP_EXIT,
    OP_IF,
    OP_JUMP,
    OP_MOVE,
    OP_REACH,
    OP_REMEMBER,
    OP_ROUND,
    OP_ROUNDS,
    OP_SET,
    OP_START,
    OP_SUBSCRIPTION,
    OP_TAG,
    OP_TAKE_STOCK,
    OP_WAIT,
    OP_WAIT_LATER,
    OP_WAIT_MOMENT,
    OP_WAIT_TIME,
    OP_WAIT_UNTIL,
    W_CONDITION,
    W_MOMENT,
    W_MOMENTS,
    W_OTHER,
    W_RESUME,
    W_SILENCES,
    W_SILENCES_HI,
    W_SOONEST_MS,
    W_TESTS_HI,
    W_TESTS_LO,
    WAIT_WORDS,
)  # fmt: skip
from jdsl.machine.values import NEVER_MS
from jdsl.model.model import (
    Add,
    AddRemembered,
    Announce,
    Arm,
    At,
    Call,
    Comes,
    Exit,
    Hold,
    If,
    Ignored,
    InArm,
    Length,
    Move,
    Not,
    Notify,
    Reach,
    Release,
    Remember,
    Repeat,
    Send,
    Set,
    Silence,
    Split,
    Start,
    Step,
    Subscription,
    Tag,
    Wait,
    WaitFor,
    WaitUntilCondition,
    WaitUntilMoment,
    WaitUntilTime,
)  # fmt: skip

MAY_FLIP = (Send, Call, Set, Add, Tag, Subscription, Announce)
"""Steps behind which somebody may be in another segment than before."""


def _waits_in(steps: tuple[Step, ...]) -> list[WaitFor]:
    return [step for step in steps_in(steps) if isinstance(step, WaitFor)]


def _awaits(steps: tuple[Step, ...]) -> bool:
    """Whether a body waits for a condition or a moment."""
    return any(isinstance(step, WaitUntilCondition | WaitUntilMoment) for step in steps_in(steps))


def _new_wait(body: Body) -> Link:
    row: list[Word] = [0] * WAIT_WORDS
    row[W_SOONEST_MS] = NEVER_MS
    return body.tables.waits.add(*row)


def _silences_in(wait: WaitFor) -> int:
    return sum(isinstance(alternative, ByClock) for arm in wait.arms for alternative in arm.trigger)


def _count_words_in(wait: WaitFor) -> int:
    words = 0
    for arm in wait.arms:
        for alternative in arm.trigger:
            if not isinstance(alternative, ByClock):
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
    awaited_slot = region.take(NEVER_MS, 0) if _awaits(steps) else 0
    row = tables.bodies.add(slot, listener, since_slot, low, high, int(staged), awaited_slot)
    assert len(tables.bodies.words) % BODY_WORDS == 0
    body_scope = Scope(scope.tables, scope.journey, scope.instance, hand)
    body = Body(
        tables, body_scope, region, staged, slot, since_slot, silences, counts, row, silence_count=silence_count
    )
    start = tables.steps.here()
    known = len(tables.calls.dues)
    _lower_steps(body, steps)
    body.due_rows = tables.calls.dues[known:]  # S1.6: before the wait, whatever ends it
    body.due_rows.extend((silences + 2 * index, DUE_ARM, row, index) for index in range(silence_count))
    if awaited_slot:
        body.due_rows.append((awaited_slot, DUE_AWAITED, row, 0))
        body.awaits = True
    body.due_rows.append((slot + 1, DUE_WAIT, row, 0))
    tables.steps.add(OP_END)
    return body, start


def _jump(section: Section) -> int:
    """Add a jump whose end is not known yet; the place of its argument."""
    section.add(OP_JUMP, 0)
    return len(section.words) - 1


def _lower_steps(body: Body, steps: tuple[Step, ...]) -> None:
    for step in steps:
        _lower_step(body, step)
        if body.scope.tables.watched_segments and isinstance(step, MAY_FLIP):
            body.tables.steps.add(OP_TAKE_STOCK)


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


def _passes_a_wait(steps: tuple[Step, ...]) -> bool:
    """Whether nobody comes through steps at one instant, whatever holds."""
    return any(
        isinstance(step, Wait | WaitFor) and exact_ms(step.length) != 0 and not _may_be_none(step.length)
        for step in steps
    )


def _may_be_none(length: Length | None) -> bool:
    """Whether a length can be nothing at all."""
    return length is not None and exact_ms(length) is None


def _lower_repeat(body: Body, step: Repeat) -> None:
    section = body.tables.steps
    slot = body.region.take(0)
    section.add(OP_ROUNDS, slot)
    again = section.here()
    section.add(OP_ROUND, slot, step.times, 0)
    ends = [len(section.words) - 1]
    if step.until is not None:
        section.add(OP_IF, condition(body.scope, Not(step.until)), 0)
        ends.append(len(section.words) - 1)
    before = body.effects
    _lower_steps(body, step.steps)
    rounds = min(step.times, 2) if _passes_a_wait(step.steps) else step.times
    body.effects = before + (body.effects - before) * rounds
    section.add(OP_JUMP, again)
    for end in ends:
        section.words[end] = section.here()


def _lower_split(body: Body, step: Split) -> None:
    """Arm by arm the question whether it is the contact's; nothing is asked before the last."""
    branches = tuple((InArm(step.split, arm.arm), arm.steps) for arm in step.arms)
    _lower_if(body, If(branches[:-1], branches[-1][1], step.place))


def _lower_blocks(body: Body, step: If | Repeat | Split) -> None:
    match step:
        case If():
            _lower_if(body, step)
        case Repeat():
            _lower_repeat(body, step)
        case Split():
            _lower_split(body, step)


def _begin_wait(body: Body, length: Length | None, at: At | None = None) -> Link:
    """Begin to wait so long, None: without end; the row of the wait."""
    wait = _new_wait(body)
    ms = NEVER_MS if length is None else exact_ms(length, at)
    if ms is not None:
        body.tables.steps.add(OP_WAIT, wait, ms)
    else:
        assert length is not None
        body.tables.steps.add(OP_WAIT_LATER, wait, later(body.scope, length, at))
    return wait


def _lower_wait(body: Body, step: Wait) -> None:
    if exact_ms(step.length, step.at) == 0:
        return  # S4.4
    wait = _begin_wait(body, step.length, step.at)
    body.tables.waits.words[wait.place + W_RESUME] = body.tables.steps.here()


def _lower_wait_until_time(body: Body, step: WaitUntilTime) -> None:
    section = body.tables.steps
    wait, zone = _new_wait(body), step.at.zone
    place = body.scope.tables.calendar.zone(zone.name)
    section.add(OP_WAIT_TIME, wait, which_days(step.days), step.at.clock_ms, place, int(zone.in_contact_time))
    body.tables.waits.words[wait.place + W_RESUME] = section.here()


def _lower_wait_until_moment(body: Body, step: WaitUntilMoment) -> None:
    section, waits = body.tables.steps, body.tables.waits
    wait, row = _new_wait(body), moment(body.scope, step.moment)
    waits.words[wait.place + W_MOMENT] = row
    section.add(OP_WAIT_MOMENT, wait, row)
    waits.words[wait.place + W_OTHER] = section.here()
    _lower_steps(body, step.otherwise)
    waits.words[wait.place + W_RESUME] = section.here()


def _lower_wait_until_condition(body: Body, step: WaitUntilCondition) -> None:
    section, waits = body.tables.steps, body.tables.waits
    wait = _new_wait(body)
    section.add(OP_WAIT_UNTIL, wait, later(body.scope, step.length))
    asked, tests = timed_condition(body.scope, step.condition)
    waits.words[wait.place + W_CONDITION] = asked
    low, high = body.tables.lists.extend(tests)
    waits.words[wait.place + W_TESTS_LO], waits.words[wait.place + W_TESTS_HI] = low, high
    waits.words[wait.place + W_RESUME] = section.here()
    _lower_steps(body, step.otherwise)
    waits.words[wait.place + W_OTHER] = section.here()


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
        if isinstance(alternative, ByClock):
            slot = body.silences + len(silences) * 2
            link = tables.listeners.alternative(event_scope, listener, alternative, slot, 0)
            silences.append(link)
            if isinstance(alternative, Silence):
                armed.extend((slot, alternative.for_ms, slot + 1, -1))
        else:
            tables.listeners.alternative(event_scope, listener, alternative, counts, 0)
            counts += len(alternative_words(alternative))
    tables.listeners.close(listener)
    tables.listeners.set_start(listener, tables.steps.here())
    _lower_steps(body, arm.steps)
    return counts


def _lower_wait_for(body: Body, step: WaitFor) -> None:
    if exact_ms(step.length) == 0:  # S4.4: it passes at once
        _lower_steps(body, step.otherwise)
        return
    tables = body.tables
    section = tables.steps
    wait = _begin_wait(body, step.length)
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
            if not isinstance(alternative, ByClock):
                for value in alternative_words(alternative):
                    reset.extend((body.counts + len(reset) // 2, value))
    row = wait.place
    waits = tables.waits.words
    waits[row + W_SILENCES], waits[row + W_SILENCES_HI] = tables.lists.extend(silences)
    waits[row + W_MOMENTS] = int(any(isinstance(one, Comes | Ignored) for arm in step.arms for one in arm.trigger))
    tables.waits.words[row + 2], tables.waits.words[row + 3] = tables.lists.extend(armed)
    tables.waits.words[row + 4], tables.waits.words[row + 5] = tables.lists.extend(reset)
    lengths = [one.for_ms for arm in step.arms for one in arm.trigger if isinstance(one, Silence)]
    tables.waits.words[row + W_SOONEST_MS] = min(lengths, default=NEVER_MS)


def _lower_start(body: Body, step: Start, place: int) -> None:
    tables = body.tables
    hand = body.scope.hand or {}
    pairs: list[Word] = []
    shared = body.scope.tables
    names = list(tables.hands[step.journey, 0, -1])
    started = shared.model.journeys[tables.journeys[step.journey]].per
    if started is not None and started.name not in names:
        names.append(started.name)
    for name in names:
        pairs.extend((shared.property(name), hand[name]))
    own = tables.journey.per
    if started is not None and own is not None and own.name == started.name:  # S3.6: what is at hand goes before
        pairs.extend((shared.property(own.name), shared.remembered[body.scope.journey][own.name]))
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
        case Send() | Notify() | Call() | Hold() | Release():
            lower_sending(body, step, place)
        case Wait():
            _lower_wait(body, step)
        case WaitUntilTime():
            _lower_wait_until_time(body, step)
        case WaitUntilMoment():
            _lower_wait_until_moment(body, step)
        case WaitUntilCondition():
            _lower_wait_until_condition(body, step)
        case Remember():
            slot = shared.remembered[body.scope.journey][step.name]
            section.add(
                OP_REMEMBER,
                slot,
                *operand(body.scope, step.value, body.tables.journey.remembers[step.name], counted=True),
            )
        case AddRemembered():
            slot = shared.remembered[body.scope.journey][step.name]
            section.add(OP_ADD_REMEMBERED, slot, *operand(body.scope, step.value, counted=True), step.sign)
        case WaitFor():
            _lower_wait_for(body, step)
        case If() | Repeat() | Split():
            _lower_blocks(body, step)
        case Move():
            section.add(OP_MOVE, body.tables.stages[step.stage], place)
        case Reach():
            section.add(OP_REACH, body.tables.goals[step.goal], place)
        case Exit():
            section.add(OP_EXIT, NONE if step.reason is None else shared.text(step.reason), place)
        case Set():
            declared = shared.model.catalog.attributes[step.attribute]
            value = operand(body.scope, step.value, declared, counted=True)
            section.add(OP_SET, shared.attributes[step.attribute], *value, place)
        case Add():
            value = operand(body.scope, step.value, counted=True)
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
