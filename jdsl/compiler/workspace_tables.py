"""What all journeys of a workspace share: names, places, and the words of a contact that belong to no journey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from jdsl.compiler.assembler import Link, Region, Section, Word
from jdsl.compiler.calendar_tables import CalendarTables, is_in_contact_time
from jdsl.compiler.patterns import (
    CodeTable,
    asked_in,
    bodies_of,
    code_table,
    ignored_patterns,
    patterns_of,
    scores_used,
    segments_used,
    standing_asked,
    steps_in,
    triggers_of,
    watched_segments,
)
from jdsl.compiler.walk import of_kind
from jdsl.machine.layout import (
    CELL_ANSWERED,
    CELL_COUNT,
    CELL_LATEST,
    CELL_SENDS,
    CELL_VISIT,
    CHANNEL_WORDS,
    CONTACT_FIXED,
    FIXED_TEXTS,
    K_CLOCK,
    K_DUE,
    K_KNOWN,
    K_UNSUBSCRIBED_AT,
    SCORE_WORDS,
    SEND_VALUE,
    SENDS_KEPT,
)  # fmt: skip
from jdsl.machine.program import TextPredicate
from jdsl.machine.values import MISSING, NEVER_MS, ValueKind, ValueType
from jdsl.machine.vocabulary import FIRST_OWN_PROPERTY, LINK_PROPERTY, NEW_PROPERTY, OLD_PROPERTY, REASON_PROPERTY
from jdsl.model.model import (
    Add,
    AttributeValue,
    Condition,
    Constant,
    DateType,
    Has,
    Ignored,
    InArm,
    Journey,
    Medium,
    Model,
    MomentType,
    Notify,
    NumberType,
    OneOfType,
    Pattern,
    Place,
    Score,
    Segment,
    Send,
    Set,
    Split,
    SubscribedTo,
    Subscription,
    Tag,
    Tagged,
    TextType,
    Trigger,
    Type,
)  # fmt: skip

TAGS_IN_A_WORD = 62
TIMEZONE = "timezone"


def value_type(declared: Type) -> ValueType:
    """A type of the model as programs know it."""
    if isinstance(declared, NumberType):
        return ValueType(ValueKind.NUMBER)
    if isinstance(declared, TextType):
        return ValueType(ValueKind.TEXT)
    if isinstance(declared, OneOfType):
        return ValueType(ValueKind.ONE_OF, declared.values)
    if isinstance(declared, DateType):
        return ValueType(ValueKind.DATE)
    if isinstance(declared, MomentType):
        return ValueType(ValueKind.MOMENT)
    return ValueType(ValueKind.YES_NO)


@dataclass(slots=True)
class _Used:
    """Names that some journey looks at, in order of first use."""

    attributes: dict[str, None] = field(default_factory=dict[str, None])
    channels: dict[str, None] = field(default_factory=dict[str, None])
    tags: dict[str, None] = field(default_factory=dict[str, None])
    splits: dict[str, None] = field(default_factory=dict[str, None])
    emails: bool = False

    def note_condition(self, condition: Condition) -> None:
        if isinstance(condition, Tagged):
            self.tags[condition.tag] = None
        elif isinstance(condition, SubscribedTo):
            self.channels[condition.channel] = None
        elif isinstance(condition, InArm):
            self.splits[condition.split] = None
        elif isinstance(condition, Has):
            self.note_pattern(condition.pattern)

    def note_pattern(self, pattern: Pattern) -> None:
        if pattern.verb == "changed" and pattern.subjects is not None:
            for name in sorted(pattern.subjects):
                self.attributes[name] = None


def _note_asked(model: Model, used: _Used, trigger: Trigger, conditions: Sequence[Condition]) -> None:
    """Note what a trigger and some conditions look at."""
    for condition in conditions:
        used.note_condition(condition)
    patterns = [pattern for alternative in trigger for pattern in patterns_of(alternative)]
    patterns += [condition.pattern for condition in conditions if isinstance(condition, Has)]
    for pattern in patterns:
        used.note_pattern(pattern)
        if pattern.verb == "changed" and pattern.subjects is None:
            used.attributes.update(dict.fromkeys(model.catalog.attributes))


def _used_by(model: Model, used: _Used, journey: Journey) -> None:
    used.attributes.update(dict.fromkeys(node.name for node in of_kind(journey, AttributeValue)))
    for condition in asked_in(journey):
        used.note_condition(condition)
    for trigger in triggers_of(journey):
        for alternative in trigger:
            for pattern in patterns_of(alternative):
                used.note_pattern(pattern)
                if pattern.verb == "changed" and pattern.subjects is None:
                    used.attributes.update(dict.fromkeys(model.catalog.attributes))
    for condition in asked_in(journey):
        if isinstance(condition, Has) and condition.pattern.verb == "changed" and condition.pattern.subjects is None:
            used.attributes.update(dict.fromkeys(model.catalog.attributes))
    for body in bodies_of(journey):
        for step in steps_in(body):
            match step:
                case Send():
                    message = model.catalog.messages[step.message]
                    if message.channel is not None:
                        used.channels[message.channel] = None
                    used.emails = used.emails or message.medium is Medium.EMAIL
                case Split():
                    used.splits[step.split] = None
                case Set() | Add():
                    used.attributes[step.attribute] = None
                case Notify():
                    if step.attribute is not None:
                        used.attributes[step.attribute] = None
                case Tag():
                    used.tags[step.tag] = None
                case Subscription():
                    used.channels[step.channel] = None
                case _:
                    pass


@dataclass(slots=True, frozen=True)
class Cell:
    """One history cell: `slot` in the contact part, or (CELL_VISIT) in the instance of `journey`."""

    kind: int
    slot: int
    times: int
    pattern: Pattern
    journey: int
    alternative: Word = 0  # of CELL_SCORE, instead of `times`


@dataclass(slots=True)
class WorkspaceTables:
    """Numbers and slots of everything that journeys share. Made once, then asked while journeys are lowered."""

    model: Model
    codes: CodeTable
    contact: Region
    texts: dict[str, int]
    places: list[tuple[str, int]]
    steps_at: list[tuple[int, int]]  # where in the section of steps one begins, and its place
    predicates: dict[TextPredicate, int]
    properties: dict[str, int]
    attributes: dict[str, int]  # name -> number, of those that are used
    attribute_slots: dict[str, int]
    channel_slots: dict[str, int]
    tag_bits: dict[str, tuple[int, int]]  # name -> contact slot and mask
    split_slots: dict[str, int]  # split -> contact slot of the arm that is the contact's
    sent_slots: dict[str, int]  # message -> contact slot of when it was sent, where somebody hears of clicks and opens
    cells: dict[tuple[Pattern, int, int | None, int | None], Cell]
    calendar: CalendarTables
    segments: dict[str, Segment]  # those in use
    watched_segments: tuple[Segment, ...]
    scores: tuple[Score, ...]  # those in use
    score_rows: Section
    score_lines: int = 0
    remembered: list[dict[str, int]] = field(default_factory=list[dict[str, int]])  # by journey: name -> instance slot
    timed: list[Word] = field(
        default_factory=list[Word]
    )  # tests whose answer time alone can change, as they are lowered
    conditions: Section = field(default_factory=Section)
    more_cells: list[Cell] = field(default_factory=list[Cell])  # that no `has` asks for
    sends_slots: dict[tuple[frozenset[str], bool, str | None], int] = field(
        default_factory=dict[tuple[frozenset[str], bool, str | None], int]
    )
    answer_slots: dict[tuple[str, bool], int] = field(default_factory=dict[tuple[str, bool], int])
    asked: set[str] = field(default_factory=set[str])

    def text(self, text: str) -> int:
        """The number of a constant text; names of all kinds are among them."""
        return self.texts.setdefault(text, len(self.texts))

    def place(self, place: Place) -> int:
        """A new number for the place of a state or an effect.

        INVARIANT: two things on one line have two numbers, so that how lines are laid out changes no table
        """
        self.places.append((place.file, place.line))
        return len(self.places) - 1

    def property(self, name: str) -> int:
        """The number of a property that some journey asks for."""
        self.asked.add(name)
        return self.properties.setdefault(name, len(self.properties))

    def predicate(self, kind: str, operand: str) -> int:
        return self.predicates.setdefault(TextPredicate(kind, operand), len(self.predicates))

    def constant(self, constant: Constant) -> int:
        """A written value as the integer that it is in the tables."""
        value = constant.value
        if isinstance(constant.type, OneOfType):
            return constant.type.values.index(str(value))
        if isinstance(value, str):
            return self.text(value)
        return int(value)

    def arm(self, split: str, arm: str) -> int:
        """The number of an arm of a split."""
        return [share.arm for share in self.model.catalog.splits[split].arms].index(arm)

    def score_row(self, name: str) -> Link:
        """The row of a score."""
        return Link(self.score_rows, [score.name for score in self.scores].index(name) * SCORE_WORDS)

    def code(self, verb: str, subject: str | None) -> int:
        """The code of an event, 0 if nobody looks at it."""
        return self.codes.of.get((verb, subject), 0)

    def code_made(self, verb: str, subject: str | None) -> int:
        """The same of an event that a step makes, and which changes no standing: 0 if no pattern matches it either."""
        code = self.code(verb, subject)
        return code if self.codes.matched_by[code] else 0

    def cell(self, has: Has, journey: int, instance: Region) -> Cell:
        """The history cell that answers a `has`; made at the first asking."""
        times = has.at_least if has.at_least is not None else (has.at_most or 0) + 1
        of_journey = journey if has.since_entering else None
        # A negative length is that of no window: the ring of a calendar's span
        window_ms = has.in_the_last_ms if has.calendar_span is None else -1
        key = (has.pattern, times, window_ms, of_journey)
        known = self.cells.get(key)
        if known is not None:
            return known
        if has.since_entering:
            cell = Cell(CELL_VISIT, instance.take(0), times, has.pattern, journey)
        elif window_ms is None:
            cell = Cell(CELL_COUNT, self.contact.take(0), times, has.pattern, 0)
        else:
            # INVARIANT: one ring serves one `has`; a longer one for the same pattern would do, and is not looked for
            cell = Cell(CELL_LATEST, self.contact.take(*[MISSING] * times), times, has.pattern, 0)
        self.cells[key] = cell
        return cell

    def sends(self, ignored: Ignored, journey: int, lists: Section) -> Word:
        """The row of what an `ignored` watches; its sends are kept once for all that watch the same."""
        per = self.model.journeys[journey].per if journey >= 0 else None
        key = None if per is None else per.name
        messages = sorted(ignored.messages)
        kept = (ignored.messages, ignored.counting_machines, key)
        if kept not in self.sends_slots:
            width = SEND_VALUE if key is None else SEND_VALUE + 1
            blank = [MISSING, 0, 0, MISSING][:width]
            self.sends_slots[kept] = slot = self.contact.take(0, *blank * SENDS_KEPT)
            for number, message in enumerate(messages):
                sent = ignored_patterns(ignored, message)[0]
                carried = 0 if key is None else 1 + self.property(key)
                self.more_cells.append(Cell(CELL_SENDS, slot, number, sent, carried))
        answers = lists.add(*(self._answer_slot(ignored, message) for message in messages))
        key_slot = 0 if key is None else self.remembered[journey][key]
        return lists.add(self.sends_slots[kept], SEND_VALUE + (key is not None), answers, key_slot)

    def _answer_slot(self, ignored: Ignored, message: str) -> int:
        """The contact slot of when a message was answered last."""
        kept = (message, ignored.counting_machines)
        if kept not in self.answer_slots:
            self.answer_slots[kept] = slot = self.contact.take(MISSING)
            for pattern in ignored_patterns(ignored, message)[1:]:
                self.more_cells.append(Cell(CELL_ANSWERED, slot, 0, pattern, 0))
        return self.answer_slots[kept]

    def all_cells(self) -> list[Cell]:
        """Of what is asked, and of what is kept for triggers."""
        return [*self.cells.values(), *self.more_cells]


def workspace_tables(model: Model) -> WorkspaceTables:
    """Lay out the part of a contact that belongs to no journey, as far as journeys look at it."""
    used = _Used()
    for journey in model.journeys:
        _used_by(model, used, journey)
    scores, segments = scores_used(model), segments_used(model)
    used.attributes.update(dict.fromkeys(node.name for node in of_kind((scores, segments), AttributeValue)))
    for trigger, conditions in standing_asked(model):
        _note_asked(model, used, trigger, conditions)
    if used.emails and "email" in model.catalog.attributes:
        used.attributes["email"] = None  # S6.5: its change ends a bounce
    calendar = CalendarTables(model, is_in_contact_time(model))
    if calendar.in_contact_time:
        used.attributes[TIMEZONE] = None
        calendar.add_all_zones()
    contact = Region(0)
    contact.take(*[0] * CONTACT_FIXED)
    contact.template[K_CLOCK] = -1
    contact.template[K_DUE] = NEVER_MS
    contact.template[K_KNOWN] = MISSING
    contact.template[K_UNSUBSCRIBED_AT] = MISSING
    channels = {name: contact.take(0, MISSING) for name in sorted(used.channels)}
    assert CHANNEL_WORDS == 2
    tags: dict[str, tuple[int, int]] = {}
    slot = 0
    for index, name in enumerate(sorted(used.tags)):
        if index % TAGS_IN_A_WORD == 0:
            slot = contact.take(0)
        tags[name] = (slot, 1 << (index % TAGS_IN_A_WORD))
    attributes = sorted(used.attributes)
    codes = code_table(model, frozenset(channels))
    score_rows = Section()
    for score in scores:
        score_rows.add(contact.take(0, 0, NEVER_MS), score.halve_ms or 0, 0, 0, 0, 0)
    assert len(score_rows.words) == len(scores) * SCORE_WORDS
    return WorkspaceTables(
        model=model,
        codes=codes,
        contact=contact,
        texts={text: number for number, text in enumerate(FIXED_TEXTS)},
        places=[],
        steps_at=[],
        predicates={},
        properties={
            "link": LINK_PROPERTY, "old": OLD_PROPERTY, "new": NEW_PROPERTY, "reason": REASON_PROPERTY,
        },
        attributes={name: number for number, name in enumerate(attributes)},
        attribute_slots={name: contact.take(MISSING, MISSING) for name in attributes},
        channel_slots=channels,
        tag_bits=tags,
        split_slots={name: contact.take(0) for name in sorted(used.splits)},
        sent_slots={name: contact.take(MISSING) for name in sorted({*codes.answers} - {""})},
        cells={},
        segments={segment.name: segment for segment in segments},
        watched_segments=watched_segments(model),
        scores=scores,
        score_rows=score_rows,
        calendar=calendar,
    )  # fmt: skip


assert FIRST_OWN_PROPERTY == 4
