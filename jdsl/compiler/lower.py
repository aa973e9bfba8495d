"""A checked workspace to a program: journeys are lowered, what they share is laid out, and all is linked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from jdsl.almanac.zones import version
from jdsl.compiler.assembler import Link, Region, Section, Word, link
from jdsl.compiler.conditions import Scope, condition, guard
from jdsl.compiler.hands import hands
from jdsl.compiler.journeys import Lowering, Sections, lower_journey
from jdsl.compiler.listeners import Listeners
from jdsl.compiler.names import vocabulary
from jdsl.compiler.patterns import FALLS_BELOW, REACHES, code_bit
from jdsl.compiler.sending import SendingTables
from jdsl.compiler.standing import fading_table, lower_scores, lower_segments
from jdsl.compiler.times import followed
from jdsl.compiler.workspace_tables import TIMEZONE, WorkspaceTables, value_type, workspace_tables
from jdsl.machine.effects import EFFECT_WORDS
from jdsl.machine.layout import (
    ACTION_ANSWERED,
    ACTION_BOUNCE,
    ACTION_NONE,
    ACTION_SENT,
    CELL_VISIT,
    CHANGE_WORDS,
    CLASS_ANSWER,
    CLASS_CHANGING,
    CLASS_HEARD,
    CLASS_KNOCKING,
    CLASS_KNOCKING_ANSWER,
    CODE_ACTION,
    CODE_ARGUMENT,
    CODE_CLASS,
    CODE_LOOKS_HI,
    CODE_LOOKS_LO,
    CODE_MACHINE,
    CODE_SENT,
    CODE_WORDS,
    H_ARENA_ROOM,
    H_ATTRIBUTE_COUNT,
    H_ATTRIBUTES,
    H_AWAITS,
    H_CALLS_SLOT,
    H_CELL_COUNT,
    H_CODE_COUNT,
    H_CODES,
    H_CONTACT_TEMPLATE,
    H_CONTACT_WORDS,
    H_EMAIL_SLOT,
    H_ENTRY_DUES,
    H_EVERYWHERE,
    H_FADING,
    H_FOLLOWS,
    H_HOLDS_HI,
    H_HOLDS_LO,
    H_HOLIDAYS,
    H_INTEREST,
    H_JOURNEY_COUNT,
    H_JOURNEYS,
    H_MARKS,
    H_OUT_ROOM,
    H_OWN_DUES_HI,
    H_OWN_DUES_LO,
    H_QUEUE_ROOM,
    H_QUEUE_WORDS,
    H_SCORES_HI,
    H_SCORES_LO,
    H_SCRATCH_CANDIDATES,
    H_SCRATCH_CHANGES,
    H_SCRATCH_EVENT,
    H_SCRATCH_FREE,
    H_SCRATCH_HAND,
    H_SCRATCH_LED_IN,
    H_SCRATCH_MARKS,
    H_SCRATCH_MATCHED,
    H_SCRATCH_QUEUE,
    H_SCRATCH_TOTALS,
    H_SCRATCH_TOUCHED,
    H_SEGMENTS_HI,
    H_SEGMENTS_LO,
    H_STANDS,
    H_TEXT_WORDS,
    H_TIMEZONE_SLOT,
    H_VERSION,
    H_VISIT_CELLS,
    HEADER_WORDS,
    INSTANCE_FIXED,
    J_CELLS_HI,
    J_CELLS_LO,
    J_INSTANCES,
    J_WORDS,
    JOURNEY_WORDS,
    K_DUE,
    K_INTEREST,
    LAYOUT_VERSION,
    LISTENER_WORDS,
    MATCHED_WORDS,
    PREDICATES_IN_A_WORD,
    QUEUE_RECORD,
)  # fmt: skip
from jdsl.machine.program import Program, ProgramGoal, ProgramJourney, ProgramSplit, ProgramStage
from jdsl.machine.values import MISSING
from jdsl.model.model import Constant, DeclaredSplit, Equals, Journey, Model, PropertyValue, TextType

FIRST_EVENT = 1 << 62  # the bit of code 0, where the first event of a contact can flip a segment
ALL_CODES = (1 << 63) - 1
MOST_BEGUN = 100  # S2.7: stays and bodies that one visit can begin at an instant


@dataclass(slots=True)
class _Shared:
    """The sections that are made when all journeys are lowered."""

    journeys: Section = field(default_factory=Section)
    codes: Section = field(default_factory=Section)
    attributes: Section = field(default_factory=Section)
    cells: Section = field(default_factory=Section)
    cell_lists: Section = field(default_factory=Section)
    looks: Section = field(default_factory=Section)


def lower(model: Model) -> Program:
    """Compile a checked workspace. The same model gives the same tables, everywhere."""
    tables = workspace_tables(model)
    lists = Section()
    sections = Sections(Listeners(tables, lists), SendingTables(tables), lists=lists)
    numbers = {journey.name: number for number, journey in enumerate(model.journeys)}
    kept = hands(model)
    shared = _Shared()
    lowered: list[Lowering] = []
    looks: list[list[Word]] = [[] for _ in tables.codes.matched_by]
    for number, journey in enumerate(model.journeys):
        low = Lowering(journey, number, tables, sections, kept, numbers, Region(0, [0] * INSTANCE_FIXED))
        row, own = lower_journey(low)
        lowered.append(low)
        shared.journeys.add(*row)
        for code, own_number in own.items():
            looks[code].extend((number, own_number))
    own_dues = lower_scores(tables, sections.listeners, lists)
    segments = lower_segments(tables, lists)
    _add_cells(tables, shared, lowered)
    _add_codes(tables, shared, looks, lowered)
    followed = _add_attributes(tables, shared)
    words = vocabulary(tables)
    described = tuple(_described(tables, journey) for journey in model.journeys)
    calls_slot = tables.contact.take(0) if any(low.calls.rings for low in lowered) else 0
    header, template = _header(tables, shared, lowered)
    fading = Section(list(fading_table()) if any(score.halve_ms is not None for score in tables.scores) else [])
    _add_standing(header.words, tables, own_dues, segments, fading)
    placed = [
        header, template, shared.journeys, shared.codes, shared.attributes, shared.cells, shared.cell_lists,
        shared.looks, sections.listeners.listeners, sections.listeners.alternatives, sections.steps, sections.waits,
        sections.bodies, sections.lists, sections.stages, sections.templates, sections.pointers, tables.conditions,
        sections.sending.rows, sections.sending.limits, sections.sending.holds, tables.calendar.zones,
        tables.calendar.rows, tables.score_rows, own_dues, segments, fading,
    ]  # fmt: skip
    _add_holds(header.words, sections.sending)
    header.words[H_CALLS_SLOT] = calls_slot
    header.words[H_AWAITS] = int(any(low.awaits for low in lowered))
    header.words[H_FOLLOWS] = int(followed)
    header.words[H_EVERYWHERE] = int(header.words[H_AWAITS] == 1 or followed)
    _add_scratch(header.words, tables, sections, shared, sum(len(section.words) for section in placed))
    names = tuple(tables.texts)
    steps = sum(len(section.words) for section in placed[: placed.index(sections.steps)])
    return Program(
        tables=link(placed),
        names=names,
        texts=names,
        predicates=tuple(tables.predicates),
        places=tuple(tables.places),
        attributes=tuple((name, value_type(model.catalog.attributes[name])) for name in tables.attributes),
        journeys=described,
        vocabulary=replace(words, zones=_named_zones(tables, placed)),
        steps_at=tuple((steps + at, place) for at, place in tables.steps_at),
        tzdata=version() if tables.calendar.zones.words else "",
        scores=tuple(score.name for score in tables.scores),
        splits=tuple(_split(model.catalog.splits[name], slot) for name, slot in tables.split_slots.items()),
    )


def _add_attributes(tables: WorkspaceTables, shared: _Shared) -> bool:
    """The attributes that journeys look at; whether anything follows one of them, or what is remembered."""
    found = [followed(one) for one in (*tables.model.journeys, *tables.scores)]
    names = {name for attributes, _ in found for name in attributes}
    if tables.calendar.in_contact_time:
        names.add(TIMEZONE)
    for name in tables.attributes:
        text = int(isinstance(tables.model.catalog.attributes[name], TextType))
        changed = tables.code("changed", name)
        shared.attributes.add(tables.attribute_slots[name], text, changed, int(name in names))
    return bool(names) or any(remembered for _, remembered in found)


def _add_cells(tables: WorkspaceTables, shared: _Shared, lowered: list[Lowering]) -> None:
    """The history cells, by code and by journey."""
    by_code: list[list[Word]] = [[] for _ in tables.codes.matched_by]
    by_journey: list[list[Word]] = [[] for _ in lowered]
    visit_cells = 0
    scope = Scope(tables, 0, Region(0))
    for number, cell in enumerate(tables.all_cells()):
        row = shared.cells.add(
            cell.kind,
            cell.slot,
            cell.alternative or cell.times,
            guard(scope, cell.pattern),
            cell.journey,
            number,
            visit_cells,
        )
        if cell.kind == CELL_VISIT:
            visit_cells += 1
            by_journey[cell.journey].append(row)
        for code in tables.codes.codes_of[cell.pattern]:
            by_code[code].append(row)
    for number, rows in enumerate(by_journey):
        low, high = shared.cell_lists.extend(rows)
        shared.journeys.words[number * JOURNEY_WORDS + J_CELLS_LO] = low
        shared.journeys.words[number * JOURNEY_WORDS + J_CELLS_HI] = high
    for code, rows in enumerate(by_code):
        bit = FIRST_EVENT if code == 0 and tables.watched_segments else code_bit(code)
        answered = tables.sent_slots.get(tables.codes.answers[code], 0)
        shared.codes.add(
            *shared.cell_lists.extend(rows), 0, 0, 0, 0, bit, CLASS_CHANGING, answered,
            tables.codes.machines[code],
        )  # fmt: skip


def _add_codes(tables: WorkspaceTables, shared: _Shared, looks: list[list[Word]], lowered: list[Lowering]) -> None:
    """What each event code means: who looks, and what it does to standing."""
    counted = {code for low in lowered for code in low.counted_codes}
    counts_visits = any(cell.kind == CELL_VISIT for cell in tables.all_cells())
    hard = Equals(PropertyValue("type", TextType()), Constant("hard", TextType()))
    words = shared.codes.words
    remembered = {code for cell in tables.all_cells() for code in tables.codes.codes_of[cell.pattern]}
    for code, pairs in enumerate(looks):
        row = code * CODE_WORDS
        words[row + CODE_LOOKS_LO], words[row + CODE_LOOKS_HI] = shared.looks.extend(pairs)
        action, name = tables.codes.actions[code]
        words[row + CODE_ACTION] = action
        if action == ACTION_BOUNCE:
            words[row + CODE_ARGUMENT] = condition(Scope(tables, 0, Region(0)), hard)  # S6.5
        elif action == ACTION_ANSWERED:
            words[row + CODE_ARGUMENT] = _rings(tables.model, shared, lowered, name)
        elif name:
            slots = tables.sent_slots if action == ACTION_SENT else tables.channel_slots
            words[row + CODE_ARGUMENT] = slots[name]
        if action == ACTION_NONE and code not in remembered and not counts_visits:
            classes = ((CLASS_HEARD, CLASS_KNOCKING), (CLASS_ANSWER, CLASS_KNOCKING_ANSWER))
            if tables.watched_segments:
                continue
            knocks = code not in counted and words[row + CODE_MACHINE] == 0
            words[row + CODE_CLASS] = classes[words[row + CODE_SENT] != 0][knocks]


def _rings(model: Model, shared: _Shared, lowered: list[Lowering], webhook: str) -> Link:
    """Where the open calls of a webhook are, journey by journey, and how long they wait."""
    within_ms = model.catalog.webhooks[webhook].answers_within_ms
    listening = [low for low in lowered if webhook in low.calls.rings]
    triples = [word for low in listening for word in (low.number, low.calls.rings[webhook], within_ms)]
    bounds = shared.cell_lists.extend(triples)
    return shared.cell_lists.add(*bounds)


def _header(tables: WorkspaceTables, shared: _Shared, lowered: list[Lowering]) -> tuple[Section, Section]:
    stands = bool(tables.scores or tables.watched_segments)
    by_clock = stands or any(low.enters_by_clock for low in lowered)
    always = _always_of_interest(tables)
    contact = list(tables.contact.template)
    contact[K_INTEREST] = always
    for low in lowered:
        contact[K_INTEREST] |= low.entry_interest
    if tables.watched_segments:
        contact[K_INTEREST] = ALL_CODES  # S5.7: the first event is taken in, whatever it is
    if by_clock:
        contact[K_DUE] = MISSING  # INVARIANT: a contact whose next due time is missing is not known yet
    template = Section([*contact])
    header = Section([0] * HEADER_WORDS)
    words = header.words
    words[H_VERSION] = LAYOUT_VERSION
    words[H_CONTACT_WORDS] = len(template.words)
    words[H_CONTACT_TEMPLATE] = Link(template, 0)
    words[H_JOURNEY_COUNT] = len(lowered)
    words[H_JOURNEYS] = Link(shared.journeys, 0)
    words[H_CODE_COUNT] = len(tables.codes.matched_by)
    words[H_CODES] = Link(shared.codes, 0)
    words[H_TEXT_WORDS] = 1 + -(-len(tables.predicates) // PREDICATES_IN_A_WORD) + int(tables.calendar.in_contact_time)
    words[H_HOLIDAYS] = tables.calendar.holidays()
    words[H_TIMEZONE_SLOT] = tables.attribute_slots[TIMEZONE] if tables.calendar.in_contact_time else 0
    words[H_ATTRIBUTE_COUNT] = len(tables.attributes)
    words[H_ATTRIBUTES] = Link(shared.attributes, 0)
    words[H_EMAIL_SLOT] = tables.attribute_slots.get("email", 0)
    words[H_CELL_COUNT] = len(tables.all_cells())
    words[H_VISIT_CELLS] = sum(cell.kind == CELL_VISIT for cell in tables.all_cells())
    words[H_INTEREST] = always
    words[H_ENTRY_DUES] = int(by_clock)
    _add_rooms(words, shared, lowered)
    return header, template


def _named_zones(tables: WorkspaceTables, placed: list[Section]) -> dict[str, int]:
    """Where the zone of each name stands, for contacts who live there; none if nothing is in contact time."""
    if not tables.calendar.in_contact_time:
        return {}
    start = sum(len(section.words) for section in placed[: placed.index(tables.calendar.zones)])
    return {name: word if isinstance(word, int) else start + word.place for name, word in tables.calendar.named.items()}


def _add_holds(words: list[Word], sending: SendingTables) -> None:
    """Where the holds stand; nowhere if no journey holds anything."""
    if sending.holds.words:
        words[H_HOLDS_LO], words[H_HOLDS_HI] = Link(sending.holds, 0), sending.holds.here()


def _add_standing(
    words: list[Word], tables: WorkspaceTables, own_dues: Section, segments: Section, fading: Section
) -> None:
    """Where scores and segments stand; nowhere if none is in use."""
    words[H_MARKS] = len(tables.all_cells()) + tables.score_lines
    if not tables.scores and not segments.words:
        return
    words[H_STANDS] = 1
    words[H_FADING] = Link(fading, 0)
    for section, low, high in (
        (tables.score_rows, H_SCORES_LO, H_SCORES_HI), (own_dues, H_OWN_DUES_LO, H_OWN_DUES_HI),
        (segments, H_SEGMENTS_LO, H_SEGMENTS_HI),
    ):  # fmt: skip
        if section.words:
            words[low], words[high] = Link(section, 0), section.here()


def _always_of_interest(tables: WorkspaceTables) -> int:
    """The bits of codes that change history or standing, whoever looks."""
    bits = 0
    for cell in tables.all_cells():
        for code in tables.codes.codes_of[cell.pattern]:
            bits |= code_bit(code)
    for code, (action, _) in enumerate(tables.codes.actions):
        if action != ACTION_NONE:
            bits |= code_bit(code)
    return bits


def _add_rooms(words: list[Word], shared: _Shared, lowered: list[Lowering]) -> None:
    """How much one look can write, at most (S8.4)."""
    effects = 1
    arena = 0
    for number, low in enumerate(lowered):
        bodies = len(low.rule_listeners) + 1
        row = number * JOURNEY_WORDS
        visits = _number(shared.journeys.words[row + J_INSTANCES])
        effects += visits * ((MOST_BEGUN + bodies) * low.most_effects + len(low.goals) + 4)
        size = _number(shared.journeys.words[row + J_WORDS])
        # Whoever enters and leaves in one look leaves a visit that is watched.
        arena += 2 * size if low.watched.slot else size
    starts = max((low.most_starts for low in lowered), default=0)
    entry = QUEUE_RECORD + 3 + 2 * max(2, starts) + int(_number(words[H_VISIT_CELLS]))
    words[H_QUEUE_WORDS] = entry
    words[H_OUT_ROOM] = effects * EFFECT_WORDS
    words[H_QUEUE_ROOM] = (effects + 1) * entry
    words[H_ARENA_ROOM] = arena


def _number(word: Word) -> int:
    assert isinstance(word, int)
    return word


def _add_scratch(words: list[Word], tables: WorkspaceTables, sections: Sections, shared: _Shared, place: int) -> None:
    """Where the areas of the scratch begin, behind the tables that end at `place`; each as long as a look can need."""
    attributes = len(tables.attributes)
    alternatives = len(sections.listeners.heard) + 1
    made = 2 * len(tables.watched_segments) + sum(verb in (REACHES, FALLS_BELOW) for verb, _ in tables.codes.of)
    visit_cells = _number(words[H_VISIT_CELLS])
    rows = range(0, len(shared.journeys.words), JOURNEY_WORDS)
    visits = [_number(shared.journeys.words[row + J_INSTANCES]) for row in rows]
    sizes = (
        (H_SCRATCH_EVENT, 4 + 2 * (4 + len(tables.properties) + attributes)),  # with the parts of the id of a call
        (H_SCRATCH_CHANGES, CHANGE_WORDS * (attributes + made + 2)),
        (H_SCRATCH_CANDIDATES, 2 * alternatives * (attributes + made + 2)),
        (H_SCRATCH_MATCHED, MATCHED_WORDS * (alternatives + len(sections.listeners.listeners.words) // LISTENER_WORDS)),
        (H_SCRATCH_TOUCHED, 3 * sum(visits) + 1),
        (H_SCRATCH_HAND, len(tables.properties) + 1),
        (H_SCRATCH_MARKS, len(tables.all_cells()) + tables.score_lines + 1),
        (H_SCRATCH_TOTALS, visit_cells + 1),
        (H_SCRATCH_LED_IN, visit_cells + 1),
        (H_SCRATCH_FREE, len(visits)),
        (H_SCRATCH_QUEUE, 0),
    )
    for header_word, size in sizes:
        words[header_word] = place
        place += size


def _split(declared: DeclaredSplit, slot: int) -> ProgramSplit:
    shares = tuple((share.arm, share.hundredths) for share in declared.arms)
    return ProgramSplit(declared.name, declared.drawn_as, shares, slot)


def _described(tables: WorkspaceTables, journey: Journey) -> ProgramJourney:
    return ProgramJourney(
        name=journey.name,
        title=journey.title,
        owner=journey.owner,
        stages=tuple(ProgramStage(stage.name, tables.place(stage.place)) for stage in journey.stages),
        goals=tuple(ProgramGoal(goal.name, goal.and_stay, tables.place(goal.place)) for goal in journey.goals),
        place=tables.place(journey.place),
        hold_out=0 if journey.hold_out is None else journey.hold_out.hundredths,
        remembers=tuple((name, value_type(kind)) for name, kind in journey.remembers.items()),
        drawn_as=journey.drawn_as,
    )
