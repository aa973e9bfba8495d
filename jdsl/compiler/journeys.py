"""One journey to one machine: its listeners, stages, due times, and which event codes each stage hears."""

from __future__ import annotations

from dataclasses import dataclass, field

from jdsl.compiler.assembler import Link, Region, Section, Word
from jdsl.compiler.body import Body, BodyTables, Calls
from jdsl.compiler.conditions import condition
from jdsl.compiler.hands import BodyKey
from jdsl.compiler.listeners import Heard, Listeners, alternative_words, contact_alternatives
from jdsl.compiler.operands import Scope
from jdsl.compiler.patterns import asked_in, bodies_of, code_bit, rules_of, steps_in
from jdsl.compiler.sending import SendingTables
from jdsl.compiler.steps import lower_body
from jdsl.compiler.times import every_words, exact_ms, later
from jdsl.compiler.workspace_tables import WorkspaceTables
from jdsl.machine.layout import (
    CALL_WORDS,
    CALLS_KEPT,
    DUE_AFTER,
    DUE_CALL,
    DUE_IGNORED,
    DUE_MOMENT,
    DUE_SCHEDULE,
    DUE_SILENCE,
    DUE_WATCH,
    G_DUES_HI,
    G_DUES_LO,
    G_INTEREST,
    G_TEMPLATE,
    I_BURST_AT,
    I_DUE,
    I_JOURNEY,
    J_APART,
    J_HELD_OUT_SLOT,
    J_INSTANCES,
    J_KEY_PROPERTY,
    J_KEY_SLOT,
    J_NEWEST_ONLY,
    J_REENTER,
    J_REENTER_ARGUMENT,
    J_WATCH,
    J_WATCH_STAGE,
    JC_ENTERED,
    JC_LEFT,
    JC_NUMBER_AT,
    JOURNEY_CONTACT_WORDS,
    JOURNEY_WORDS,
    LISTENER_AFTER,
    LISTENER_ENTRY,
    LISTENER_EXIT,
    LISTENER_GOAL,
    LISTENER_WHEN,
    LISTENER_WHENEVER,
    PAUSE_DAY,
    REENTER_AFTER,
    REENTER_ALWAYS,
    REENTER_AT_MOST,
    REENTER_LATER,
    REENTER_NEVER,
    REENTER_UNUSUAL,
    REENTRY_WORDS,
    STAGE_WORDS,
    VALUES_KEPT,
)  # fmt: skip
from jdsl.machine.values import MISSING, NEVER_MS
from jdsl.model.model import (
    Call,
    Comes,
    Counted,
    Entry,
    Followed,
    Has,
    Ignored,
    Journey,
    ReenterKind,
    Rule,
    RuleKind,
    Silence,
    Stage,
    Step,
    Trigger,
    Yearly,
)

BITS_IN_A_WORD = 62
MOST_VISITS = 100  # S3.6: of one contact at a time, in a journey `per P`
REENTER = {
    ReenterKind.NEVER: REENTER_NEVER,
    ReenterKind.ALWAYS: REENTER_ALWAYS,
    ReenterKind.AFTER: REENTER_AFTER,
    ReenterKind.AT_MOST: REENTER_AT_MOST,
}
LISTENER = {
    RuleKind.WHEN: LISTENER_WHEN,
    RuleKind.WHENEVER: LISTENER_WHENEVER,
    RuleKind.AFTER: LISTENER_AFTER,
    RuleKind.EVERY: LISTENER_WHENEVER,
}

DueRow = tuple[int, int, Word, int]


@dataclass(slots=True)
class Sections:
    """The sections that all journeys share."""

    listeners: Listeners
    sending: SendingTables
    steps: Section = field(default_factory=Section)
    waits: Section = field(default_factory=Section)
    bodies: Section = field(default_factory=Section)
    lists: Section = field(default_factory=Section)
    stages: Section = field(default_factory=Section)
    templates: Section = field(default_factory=Section)
    pointers: Section = field(default_factory=Section)


@dataclass(slots=True)
class Part:
    """What listens and what can be due, above the stages or in one stage."""

    region: Region
    staged: bool
    heard: list[Heard] = field(default_factory=list[Heard])
    dues: list[DueRow] = field(default_factory=list[DueRow])
    armed: list[Word] = field(default_factory=list[Word])
    soonest_ms: int = NEVER_MS
    body_slots: list[Word] = field(default_factory=list[Word])
    bits: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    lasting: bool = False
    by_calendar: bool = False
    clocks: list[Word] = field(default_factory=list[Word])  # rules that the clock can pass
    awaits: list[Word] = field(default_factory=list[Word])  # bodies that wait for a condition or a moment

    def spent_bit(self) -> tuple[int, int]:
        """A bit for one more thing that happens once: its slot and mask."""
        place = len(self.bits) % BITS_IN_A_WORD
        slot = self.region.take(0) if place == 0 else self.bits[-1][0]
        self.bits.append((slot, 1 << place))
        return self.bits[-1]

    def full_words(self) -> list[Word]:
        """Pairs of a slot and the mask that it holds when all is spent."""
        masks: dict[int, int] = {}
        for slot, mask in self.bits:
            masks[slot] = masks.get(slot, 0) | mask
        return [word for pair in masks.items() for word in pair]


@dataclass(slots=True)
class Watched:
    """Goals `within D` that go on when the visit is over: what they hear, and their due times."""

    slot: int = 0  # instance slot: until when they are watched; 0: there are none
    heard: list[Heard] = field(default_factory=list[Heard])
    dues: list[DueRow] = field(default_factory=list[DueRow])


@dataclass(slots=True)
class Lowering:
    """One journey under construction."""

    journey: Journey
    number: int
    shared: WorkspaceTables
    sections: Sections
    hands: dict[BodyKey, tuple[str, ...]]
    numbers: dict[str, int]
    instance: Region
    overlay_words: int = 0
    most_effects: int = 1
    most_starts: int = 0
    entry_interest: int = 0
    counted_codes: set[int] = field(default_factory=set[int])  # what entries hear that count, or wait for a silence
    enters_by_clock: bool = False
    rule_listeners: list[Link] = field(default_factory=list[Link])
    goals: dict[str, Link] = field(default_factory=dict[str, Link])
    watched: Watched = field(default_factory=Watched)
    awaits: bool = False
    year_marks: dict[int, int] = field(default_factory=dict[int, int])  # rule -> contact slot of the year that has come
    held_out: int = 0  # contact slot: who is held out of the journey, 0 for none
    calls: Calls = field(default_factory=Calls)
    holds: dict[str | None, Link] = field(default_factory=dict[str | None, Link])

    @property
    def scope(self) -> Scope:
        return Scope(self.shared, self.number, self.instance)


def _add_alternatives(low: Lowering, part: Part, listener: Link, trigger: Trigger, *, resets: bool) -> None:
    """Append the alternatives of a rule, a goal or an exit, with their words and due times."""
    listeners = low.sections.listeners
    for alternative in trigger:
        from_slot = 0
        if isinstance(alternative, Comes):
            slot = part.region.take(NEVER_MS)
            link = listeners.alternative(low.scope, listener, alternative, slot, 0)
            part.dues.append((slot, DUE_MOMENT, link, 0))
            part.by_calendar = True
            continue
        if isinstance(alternative, Ignored):
            slot = part.region.take(NEVER_MS, 0)
            part.by_calendar = True
        elif isinstance(alternative, Silence):
            slot = part.region.take(NEVER_MS, MISSING)
            part.armed.extend((slot, alternative.for_ms, slot + 1, -1))
            part.soonest_ms = min(part.soonest_ms, alternative.for_ms)
        else:
            words = alternative_words(alternative)
            slot = part.region.take(*words) if words else 0
            if resets and isinstance(alternative, Counted | Followed):
                from_slot = part.region.take(MISSING)
        heard = len(listeners.heard)
        link = listeners.alternative(low.scope, listener, alternative, slot, from_slot)
        part.heard.extend(listeners.heard[heard:])
        if isinstance(alternative, Silence | Ignored):
            part.dues.append((slot, DUE_SILENCE if isinstance(alternative, Silence) else DUE_IGNORED, link, 0))
    listeners.close(listener)


def _lower_rule(low: Lowering, part: Part, rule: Rule, key: BodyKey) -> None:
    listeners = low.sections.listeners
    whenever = rule.kind in (RuleKind.WHENEVER, RuleKind.EVERY)
    pause_ms = PAUSE_DAY if rule.at_most_once_per_day else rule.at_most_once_per_ms or 0
    passes = rule.trigger is not None and all(isinstance(one, Comes) for one in rule.trigger) and not whenever
    spent = (0, 0) if whenever else (part.region.take(0), 1) if passes else part.spent_bit()
    after_ms = exact_ms(rule.after, rule.after_at)
    after = later(low.scope, rule.after, rule.after_at) if rule.after is not None and after_ms is None else 0
    listener = listeners.add(
        LISTENER[rule.kind], condition=condition(low.scope, rule.condition), place=rule.place, staged=part.staged,
        spent=spent, over=rule.starting_over, pause_ms=pause_ms, after=after,
        fired_slot=part.region.take(MISSING) if pause_ms else 0,
    )  # fmt: skip
    if passes:
        part.clocks.append(listener)
    low.rule_listeners.append(listener)
    part.lasting = part.lasting or whenever
    if rule.trigger is not None:
        _add_alternatives(low, part, listener, rule.trigger, resets=whenever)
    if rule.schedule is not None:
        slot = part.region.take(NEVER_MS)
        of_contact = isinstance(rule.schedule, Yearly)
        mark = low.shared.contact.take(MISSING) if of_contact else part.region.take(MISSING)
        if of_contact:
            low.year_marks[len(low.rule_listeners) - 1] = mark
        every = every_words(low.scope, rule.schedule, listener, slot, mark, of_contact)
        part.dues.append((slot, DUE_SCHEDULE, every, 0))
        part.by_calendar = True
    if rule.after is not None:
        slot = part.region.take(NEVER_MS)
        if after_ms is not None:
            part.armed.extend((slot, after_ms))
            part.soonest_ms = min(part.soonest_ms, after_ms)
        else:
            part.by_calendar = True
        part.dues.append((slot, DUE_AFTER, listener, 0))
    body, start = _lower_body(low, part, rule.steps, key, listener)
    listeners.set_body(listener, body.row)
    listeners.set_start(listener, start)


def _lower_body(low: Lowering, part: Part, steps: tuple[Step, ...], key: BodyKey, listener: Word) -> tuple[Body, Link]:
    sections = low.sections
    before = len(sections.listeners.heard)
    tables = BodyTables(
        steps=sections.steps, waits=sections.waits, lists=sections.lists, bodies=sections.bodies,
        listeners=sections.listeners,
        stages={stage.name: number for number, stage in enumerate(low.journey.stages)},
        goals=low.goals, journeys=low.numbers, hands=low.hands, sending=sections.sending, journey=low.journey,
        held_out=low.held_out, holds=low.holds, calls=low.calls,
    )  # fmt: skip
    body, start = lower_body(tables, low.scope, part.region, steps, low.hands[key], listener, staged=part.staged)
    part.heard.extend(sections.listeners.heard[before:])
    part.dues.extend(body.due_rows)
    part.body_slots.append(body.slot)
    if body.awaits:
        part.awaits.append(body.row)
    low.most_effects = max(low.most_effects, body.effects)
    low.most_starts = max(low.most_starts, body.starts)
    return body, start


def _lower_goals_and_exits(low: Lowering, part: Part) -> None:
    listeners = low.sections.listeners
    for goal in low.journey.goals:
        heard, dues = len(part.heard), len(part.dues)
        listener = listeners.add(
            LISTENER_GOAL, condition=condition(low.scope, goal.condition), place=goal.place, spent=part.spent_bit(),
            name=low.shared.text(goal.name), stay=goal.and_stay, code=low.shared.code("reached", goal.name),
            within_ms=goal.within_ms or 0,
            reason=-1 if goal.within_ms is None else low.shared.text(f"too late for {goal.name}"),
        )  # fmt: skip
        low.goals[goal.name] = listener
        _add_alternatives(low, part, listener, goal.trigger or (), resets=False)
        if goal.within_ms is not None:
            low.watched.heard.extend(part.heard[heard:])
            low.watched.dues.extend(part.dues[dues:])
    lengths = [goal.within_ms for goal in low.journey.goals if goal.within_ms is not None and goal.trigger is not None]
    if lengths:
        low.watched.slot = part.region.take(NEVER_MS)
        part.armed.extend((low.watched.slot, max(lengths)))
    for way_out in low.journey.exits:
        reason = -1 if way_out.reason is None else low.shared.text(way_out.reason)
        listener = listeners.add(
            LISTENER_EXIT, condition=condition(low.scope, way_out.condition), place=way_out.place, reason=reason
        )
        _add_alternatives(low, part, listener, way_out.trigger, resets=False)


@dataclass(frozen=True, slots=True)
class LoweredStage:
    """`row` is not whole yet: the template has no place, and what is listened to is known when all codes are."""

    row: list[Word]
    template: list[int]
    heard: list[Heard]
    dues: list[DueRow]


def _lower_stage(low: Lowering, above: Part, number: int, stage: Stage) -> LoweredStage:
    part = Part(Region(low.instance.end), staged=True)
    steps, start = _lower_body(low, part, stage.steps, (low.journey.name, number, -1), 0)
    for place, rule in enumerate(stage.rules):
        _lower_rule(low, part, rule, (low.journey.name, number, place))
    low.overlay_words = max(low.overlay_words, len(part.region.template))
    lists = low.sections.lists
    row: list[Word] = [start, steps.row, 0, 0, 0]
    row.extend(lists.extend([*above.body_slots, *part.body_slots]))
    row.append(int(part.lasting))
    row.extend(lists.extend(part.full_words()))
    row.extend((low.shared.text(stage.name), low.shared.place(stage.place)))
    row.extend(lists.extend(part.armed))
    row.extend((0, part.soonest_ms, int(part.by_calendar), *lists.extend(part.clocks)))
    awaits = [*above.awaits, *part.awaits]
    low.awaits = low.awaits or bool(awaits)
    row.extend(lists.extend(awaits))
    return LoweredStage(row, part.region.template, [*above.heard, *part.heard], part.dues)


def _add_dues(low: Lowering, above: Part, stages: list[LoweredStage], number: int, stage: LoweredStage) -> None:
    """The due times of a stage, with those of calls that other stages made, which stand where their stage does."""
    before = [due for other in stages[:number] for due in other.dues if due[1] == DUE_CALL]
    after = [due for other in stages[number + 1 :] for due in other.dues if due[1] == DUE_CALL]
    words = [word for due in (*above.dues, *before, *stage.dues, *after) for word in due]
    stage.row[G_DUES_LO], stage.row[G_DUES_HI] = low.sections.lists.extend(words)


def _watch_stage(low: Lowering) -> LoweredStage:
    """The stage of a visit that is over while its goals are watched: nothing but these is in it (S3.8)."""
    lists = low.sections.lists
    dues = [word for due in (*low.watched.dues, (low.watched.slot, DUE_WATCH, 0, 0)) for word in due]
    row: list[Word] = [0, 0, 0, *lists.extend(dues), *lists.extend([]), 1, *lists.extend([])]
    row.extend((low.shared.text(low.journey.name), low.shared.place(low.journey.place), *lists.extend([])))
    row.extend((0, NEVER_MS, 0, *lists.extend([]), *lists.extend([])))
    return LoweredStage(row, [], low.watched.heard, [])


def _lower_entries(low: Lowering) -> tuple[list[Heard], list[Word]]:
    """Lower the entries: what they hear, and the rows of their silences."""
    listeners = low.sections.listeners
    contact = low.shared.contact
    heard: list[Heard] = []
    dues: list[Word] = []
    for entry in low.journey.entries:
        listener = listeners.add(LISTENER_ENTRY, condition=condition(low.scope, entry.condition), place=entry.place)
        found, clocks = contact_alternatives(listeners, low.scope, listener, entry.trigger or ())
        heard.extend(found)
        dues.extend(clocks)
        listeners.close(listener)
        if entry.schedule is not None:
            slot = contact.take(NEVER_MS)
            shared_mark = None if entry.rule is None else low.year_marks.get(entry.rule)  # S5.10: a year is the line's
            mark = contact.take(MISSING) if shared_mark is None else shared_mark
            every = every_words(low.scope, entry.schedule, listener, slot, mark, mark_of_contact=True)
            dues.extend((slot, DUE_SCHEDULE, every))
        _pair(low, entry, listener)
    return heard, dues


def _pair(low: Lowering, entry: Entry, listener: Link) -> None:
    if entry.rule is not None:
        low.sections.listeners.pair(listener, low.rule_listeners[entry.rule])


def _own_codes(low: Lowering, heard: list[Heard]) -> dict[int, int]:
    """The event codes that the journey knows, and its own number for each."""
    codes = low.shared.codes
    known = {code for one in heard for code in codes.codes_of[one.pattern]}
    return {code: number for number, code in enumerate(sorted(known))}


def _interest(low: Lowering, heard: list[Heard]) -> int:
    """The bits of all event codes that one of these hears."""
    codes = low.shared.codes
    bits = 0
    for one in heard:
        for code in codes.codes_of[one.pattern]:
            bits |= code_bit(code)
    return bits


def _add_pointers(low: Lowering, own: dict[int, int], rows: list[list[Heard]]) -> Link:
    """Append, row by row, the lists of alternatives that hear each code, and the pointers to them."""
    codes = low.shared.codes
    pointers: list[Word] = []
    lists = low.sections.lists
    for row in rows:
        by_code: list[list[Word]] = [[] for _ in own]
        for one in row:
            for code in codes.codes_of[one.pattern]:
                by_code[own[code]].append(one.link)
        for links in by_code:
            pointers.append(lists.here())
            lists.extend(links)
    pointers.append(lists.here())
    return low.sections.pointers.add(*pointers)


def _take_calls(low: Lowering) -> None:
    """Words for calls that wait for their answers: they outlive the stages in which they are made (S2.8)."""
    made = [step for body in bodies_of(low.journey) for step in steps_in(body) if isinstance(step, Call)]
    heard = [step.webhook for step in made if step.webhook in low.journey.hears_answers_of]
    for webhook in dict.fromkeys(heard):
        low.calls.rings[webhook] = low.instance.take(*[0] * (CALLS_KEPT * CALL_WORDS))
    low.calls.free = [low.instance.take(NEVER_MS) for _ in heard]


def lower_journey(low: Lowering) -> tuple[list[Word], dict[int, int]]:
    """Lower a journey: its row of the journey table, and its own numbers of event codes."""
    journey, shared = low.journey, low.shared
    contact_slot = shared.contact.take(*[0] * JOURNEY_CONTACT_WORDS)
    if journey.per is not None and journey.reenter.kind is not ReenterKind.ALWAYS:
        shared.contact.take(*[MISSING, 0] * VALUES_KEPT)
    for slot in (JC_ENTERED, JC_LEFT, JC_NUMBER_AT):
        shared.contact.template[contact_slot + slot] = MISSING
    for asked in asked_in(journey):
        if isinstance(asked, Has) and asked.since_entering:
            shared.cell(asked, low.number, low.instance)
    low.held_out = shared.contact.take(0) if journey.hold_out is not None else 0
    low.holds = low.sections.sending.holds_of(journey, low.number, low.instance)
    low.shared.remembered.append({name: low.instance.take(MISSING) for name in journey.remembers})
    _take_calls(low)
    above = Part(low.instance, staged=False)
    _lower_goals_and_exits(low, above)
    for number, rule in enumerate(journey.rules):
        _lower_rule(low, above, rule, (journey.name, -1, number))
    # INVARIANT: the instance's own words end here; every stage lays out the words behind them anew
    stages = [_lower_stage(low, above, number, stage) for number, stage in enumerate(journey.stages)]
    for number, stage in enumerate(stages):
        _add_dues(low, above, stages, number, stage)
    if low.watched.slot:
        stages.append(_watch_stage(low))
    entries, entry_dues = _lower_entries(low)
    return _journey_row(low, contact_slot, above, stages, entries, entry_dues)


def _pause_zone(low: Lowering) -> Word:
    """The zone whose days tell when a rule pauses no more; 0 if none asks."""
    pauses = any(rule.at_most_once_per_day for rule in rules_of(low.journey))
    return low.shared.calendar.zone(low.journey.zone) if pauses else 0


def _journey_row(
    low: Lowering, contact_slot: int, above: Part,
    stages: list[LoweredStage], entries: list[Heard], entry_dues: list[Word],
) -> tuple[list[Word], dict[int, int]]:  # fmt: skip
    journey, shared, sections = low.journey, low.shared, low.sections
    overlay = low.instance.end
    own = _own_codes(low, [*entries, *(one for stage in stages for one in stage.heard)])
    stage_rows = sections.stages.here()
    low.entry_interest = _interest(low, entries)
    low.counted_codes = {code for one in entries if one.counts_on for code in shared.codes.codes_of[one.pattern]}
    low.enters_by_clock = bool(entry_dues)
    for stage in stages:
        spare = [0] * (low.overlay_words - len(stage.template))
        stage.row[G_TEMPLATE] = sections.templates.add(*stage.template, *spare)
        assert len(stage.row) == STAGE_WORDS
        stage.row[G_INTEREST] = _interest(low, stage.heard)
        sections.stages.add(*stage.row)
    instance = [*low.instance.template, *[0] * low.overlay_words]
    instance[I_JOURNEY] = low.number + 1
    instance[I_DUE] = NEVER_MS
    instance[I_BURST_AT] = MISSING
    template_link = sections.templates.add(*instance)
    reenter = journey.reenter
    reenter_ms = exact_ms(reenter.after)
    words: list[Word] = [
        contact_slot, len(instance), template_link, REENTER[reenter.kind], reenter_ms or reenter.times or 0,
        stage_rows, len(own), _add_pointers(low, own, [stage.heard for stage in stages]),
        _add_pointers(low, own, [entries]), _add_pointers(low, own, [[one for one in entries if one.counts_on]]),
        *sections.lists.extend(entry_dues), overlay, low.overlay_words, *sections.lists.extend(above.armed),
        shared.code("entered", journey.name), shared.code("exited", journey.name),
        shared.code("completed", journey.name), 1, 0, 0, 0,
        int(any(entry.rule is not None for entry in journey.entries)), 0, 0, 0, 0,
        low.entry_interest, _interest(low, [one for one in entries if one.counts_on]), above.soonest_ms,
        int(above.by_calendar), int(low.awaits), 0, 0, _pause_zone(low),
        min(shared.remembered[low.number].values(), default=0),
    ]  # fmt: skip
    assert len(words) == JOURNEY_WORDS
    if journey.reenter.after is not None and exact_ms(journey.reenter.after) is None:
        words[J_REENTER], words[J_REENTER_ARGUMENT] = REENTER_LATER, later(low.scope, journey.reenter.after)
    if journey.not_while_in or reenter.from_entering:
        barred = sections.lists.extend([low.numbers[one.journey] for one in journey.not_while_in])
        from_word = JC_ENTERED if reenter.from_entering else JC_LEFT
        row = sections.lists.add(words[J_REENTER], words[J_REENTER_ARGUMENT], from_word, *barred)
        assert len(sections.lists.words) - row.place == REENTRY_WORDS
        words[J_REENTER], words[J_REENTER_ARGUMENT] = REENTER_UNUSUAL, row
    words[J_HELD_OUT_SLOT] = low.held_out
    if low.watched.slot:
        words[J_WATCH], words[J_APART], words[J_WATCH_STAGE] = low.watched.slot, 1, len(journey.stages)
    if journey.per is not None:
        words[J_INSTANCES], words[J_APART], words[J_NEWEST_ONLY] = MOST_VISITS, 1, int(journey.per.newest_only)
        words[J_KEY_SLOT] = shared.remembered[low.number][journey.per.name]
        words[J_KEY_PROPERTY] = shared.property(journey.per.name)
    return words, own
