"""Conditions to chains of tests: each test knows where to go on if it holds, and where if it does not."""

from __future__ import annotations

from typing import TypeAlias

from jdsl.compiler.assembler import Word
from jdsl.compiler.calendar_tables import which_days
from jdsl.compiler.operands import Scope, simple_operand
from jdsl.compiler.times import is_moving, moment
from jdsl.machine.calendar_layout import DAY_MS, SPAN_DAY, SPAN_MONTH, SPAN_WEEK, SPAN_YEAR
from jdsl.machine.layout import (
    ARITHMETIC_MINUS,
    ARITHMETIC_PLUS,
    ARITHMETIC_TIMES,
    ARITHMETIC_WORDS,
    CELL_COUNT,
    CELL_LATEST,
    OPERAND_ARITHMETIC,
    OPERAND_ATTRIBUTE,
    OPERAND_CONSTANT,
    OPERAND_DATE_OF,
    OPERAND_MOMENT,
    OPERAND_SCORE,
    OPERAND_TODAY,
    OPERAND_TRANSLATED,
    PREDICATES_IN_A_WORD,
    TEST_BETWEEN,
    TEST_COUNT,
    TEST_EQUAL,
    TEST_FALSE,
    TEST_IN_JOURNEY,
    TEST_IS_SET,
    TEST_LESS,
    TEST_LESS_OR_EQUAL,
    TEST_MASK,
    TEST_ON_DAYS,
    TEST_PREDICATE,
    TEST_RECENT,
    TEST_SPAN,
    TEST_SUBSCRIBED,
    TEST_TAG,
    TEST_TEXT_EQUAL,
    TEST_TRUE,
    TEST_VISIT_COUNT,
)  # fmt: skip
from jdsl.machine.values import MISSING
from jdsl.model.model import (
    And,
    Arithmetic,
    Calendar,
    CalendarUnit,
    Compares,
    ComparesDates,
    Condition,
    Constant,
    Contains,
    DateOrder,
    DateType,
    Equals,
    Exact,
    Has,
    InArm,
    InJourney,
    InSegment,
    IsSet,
    IsWithin,
    Moment,
    Not,
    Now,
    NowIsBetween,
    NowIsOn,
    OneOfType,
    Operation,
    Or,
    Order,
    Pattern,
    PropertyValue,
    ScoreValue,
    SpanUnit,
    StartsWith,
    SubscribedTo,
    Tagged,
    TextType,
    Today,
    Type,
    Value,
)  # fmt: skip

MASK_BITS = 62
OPERATIONS = {
    Operation.PLUS: ARITHMETIC_PLUS,
    Operation.MINUS: ARITHMETIC_MINUS,
    Operation.TIMES: ARITHMETIC_TIMES,
}
SPANS = {
    SpanUnit.DAY: SPAN_DAY,
    SpanUnit.WEEK: SPAN_WEEK,
    SpanUnit.MONTH: SPAN_MONTH,
    SpanUnit.YEAR: SPAN_YEAR,
}


Test: TypeAlias = tuple[int, Word, Word, Word, Word]
"""An operation and its four arguments."""


def operand(scope: Scope, value: Value, wanted: Type | None = None, *, counted: bool = False) -> tuple[int, Word]:
    """The kind of an operand and its argument.

    A value of a `one of` is its place in its list; where another list is `wanted`, the same word's place in that one.
    `counted`: in a step, of which the report says how often it left the range.
    """
    if isinstance(wanted, OneOfType) and isinstance(value.type, OneOfType) and value.type != wanted:
        places = [wanted.values.index(word) if word in wanted.values else MISSING for word in value.type.values]
        if isinstance(value, Constant):
            return OPERAND_CONSTANT, places[scope.tables.constant(value)]
        return OPERAND_TRANSLATED, scope.tables.conditions.add(*operand(scope, value), *places)
    if isinstance(value, Moment):
        return OPERAND_MOMENT, moment(scope, value)
    if isinstance(value, ScoreValue):
        return OPERAND_SCORE, scope.tables.score_row(value.name)
    if isinstance(value, Arithmetic):
        left, right = simple_operand(scope, value.left), simple_operand(scope, value.right)
        row = scope.tables.conditions.add(*left, OPERATIONS[value.operation], *right, int(counted))
        assert len(scope.tables.conditions.words) - row.place == ARITHMETIC_WORDS
        return OPERAND_ARITHMETIC, row
    return simple_operand(scope, value)


def _date_operand(scope: Scope, value: Value, asked: ComparesDates) -> tuple[int, Word]:
    """An operand that is a date or a moment, as the comparison wants it."""
    if not asked.as_dates or isinstance(value.type, DateType):
        return operand(scope, value)
    zone = scope.tables.calendar.zone(asked.zone)
    if isinstance(value, Now):
        return OPERAND_TODAY, zone
    return OPERAND_DATE_OF, scope.tables.conditions.add(*operand(scope, value), zone)


def condition(scope: Scope, asked: Condition | None) -> Word:
    """Lower a condition; where it begins, 0 for none."""
    return 0 if asked is None else _lower(scope, asked, TEST_TRUE, TEST_FALSE)


def timed_condition(scope: Scope, asked: Condition) -> tuple[Word, list[Word]]:
    """Lower a condition; where it begins, and those of its tests whose answer time alone can change."""
    timed = scope.tables.timed
    timed.clear()
    begin = condition(scope, asked)
    return begin, list(timed)


def guard(scope: Scope, pattern: Pattern) -> Word:
    """Lower what a pattern asks of an event beyond verb and subject; 0 if nothing."""
    parts: list[Condition] = []
    text = TextType()
    if pattern.link is not None:
        parts.append(Equals(PropertyValue("link", text), Constant(pattern.link, text)))
    for name, constant in (("old", pattern.from_value), ("new", pattern.to_value)):
        if constant is not None:
            parts.append(Equals(PropertyValue(name, constant.type), constant))
    if pattern.where is not None:
        parts.append(pattern.where)
    return condition(scope, And(tuple(parts)) if parts else None)


def _lower(scope: Scope, asked: Condition, yes: Word, no: Word) -> Word:
    match asked:
        case And():
            for part in reversed(asked.parts):
                yes = _lower(scope, part, yes, no)
            return yes
        case Or():
            mask = _mask(scope, asked)
            if mask is not None:
                return scope.tables.conditions.add(*mask, yes, no)
            for part in reversed(asked.parts):
                no = _lower(scope, part, yes, no)
            return no
        case Not():
            return _lower(scope, asked.part, no, yes)
        case Has() if asked.at_most is not None:  # at most N is not N + 1 or more
            return _add_test(scope, asked, no, yes)
        case IsWithin():
            return _lower(scope, _within(asked), yes, no)
        case InSegment():
            return _lower(scope, scope.tables.segments[asked.segment].condition, yes, no)
        case _:
            return _add_test(scope, asked, yes, no)


def _add_test(scope: Scope, asked: Condition, yes: Word, no: Word) -> Word:
    link = scope.tables.conditions.add(*_test(scope, asked), yes, no)
    match asked:
        case ComparesDates():
            timed = is_moving(asked.left) or is_moving(asked.right)
        case Compares() | Equals():
            timed = isinstance(asked.left, ScoreValue)
        case Has():
            timed = asked.in_the_last_ms is not None or asked.calendar_span is not None
        case _:
            timed = isinstance(asked, NowIsBetween | NowIsOn)
    if timed:
        scope.tables.timed.append(link)
    return link


def _within(asked: IsWithin) -> And:
    """`within the next D`, `within the last D` as two comparisons, of dates or of moments (S7.5)."""
    value, zone = asked.value, asked.zone
    is_date = isinstance(value.type, DateType)
    now = Today(zone) if is_date else Now()
    length = Calendar(asked.ms // DAY_MS, CalendarUnit.DAYS, zone) if is_date else Exact(asked.ms)
    end = Moment(now, length, 1 if asked.ahead else -1, None, value.type)
    order = DateOrder.BEFORE if asked.ahead else DateOrder.AFTER
    return And(
        (
            Not(ComparesDates(value, order, now, as_dates=is_date, zone=zone)),
            ComparesDates(value, order, end, as_dates=is_date, zone=zone),
        )
    )


def _mask(scope: Scope, asked: Or) -> Test | None:
    """`is one of` on values of a `one of` is one test of a bit."""
    bits = 0
    left: Value | None = None
    for part in asked.parts:
        if not isinstance(part, Equals) or not isinstance(part.right, Constant):
            return None
        declared = part.right.type
        if not isinstance(declared, OneOfType) or len(declared.values) > MASK_BITS:
            return None
        if (left is not None and part.left != left) or isinstance(part.left, Constant) or part.left.type != declared:
            return None
        left = part.left
        bits |= 1 << scope.tables.constant(part.right)
    if left is None:
        return None
    kind, argument = operand(scope, left)
    return TEST_MASK, kind, argument, bits, 0


def _predicate(scope: Scope, kind: str, left: Value, text: str) -> Test:
    number = scope.tables.predicate(kind, text)
    first, second = operand(scope, left)
    return TEST_PREDICATE, first, second, 1 + number // PREDICATES_IN_A_WORD, number % PREDICATES_IN_A_WORD


def _test(scope: Scope, asked: Condition) -> Test:
    """One test: its operation and four arguments."""
    tables = scope.tables
    match asked:
        case Equals():
            if isinstance(asked.left.type, TextType):
                if isinstance(asked.right, Constant) and not isinstance(asked.left, Constant):
                    return _predicate(scope, "is", asked.left, str(asked.right.value))
                return (TEST_TEXT_EQUAL, *operand(scope, asked.left), *operand(scope, asked.right))
            return (TEST_EQUAL, *operand(scope, asked.left), *operand(scope, asked.right, asked.left.type))
        case Compares():
            left, right = operand(scope, asked.left), operand(scope, asked.right)
            match asked.order:
                case Order.LESS:
                    return (TEST_LESS, *left, *right)
                case Order.LESS_OR_EQUAL:
                    return (TEST_LESS_OR_EQUAL, *left, *right)
                case Order.MORE:
                    return (TEST_LESS, *right, *left)
                case Order.MORE_OR_EQUAL:
                    return (TEST_LESS_OR_EQUAL, *right, *left)
        case ComparesDates():
            left, right = _date_operand(scope, asked.left, asked), _date_operand(scope, asked.right, asked)
            match asked.order:
                case DateOrder.IS:
                    return (TEST_EQUAL, *left, *right)
                case DateOrder.BEFORE:
                    return (TEST_LESS, *left, *right)
                case DateOrder.AFTER:
                    return (TEST_LESS, *right, *left)
        case NowIsBetween():
            return TEST_BETWEEN, tables.calendar.window(asked.window), 0, 0, 0
        case NowIsOn():
            zone = tables.calendar.zone(asked.zone.name)
            return TEST_ON_DAYS, which_days(asked.days), zone, int(asked.zone.in_contact_time), 0
        case Contains():
            return _predicate(scope, "contains", asked.left, asked.text)
        case StartsWith():
            return _predicate(scope, "starts with", asked.left, asked.text)
        case IsSet():
            return (TEST_IS_SET, *operand(scope, asked.value), 0, 0)
        case Has():
            return _has(scope, asked)
        case Tagged():
            slot, mask = tables.tag_bits[asked.tag]
            return TEST_TAG, slot, mask, 0, 0
        case SubscribedTo():
            return TEST_SUBSCRIBED, tables.channel_slots[asked.channel], 0, 0, 0
        case InJourney():
            return (TEST_IN_JOURNEY, *_place_in(scope, asked), 0, 0)
        case InArm():
            arm = tables.arm(asked.split, asked.arm)
            return TEST_EQUAL, OPERAND_ATTRIBUTE, tables.split_slots[asked.split], OPERAND_CONSTANT, arm
        case And() | Or() | Not() | IsWithin() | InSegment():
            raise AssertionError("a test is no chain")


def _has(scope: Scope, asked: Has) -> Test:
    """Whether the cell holds the number that is asked for, or of `at most N` one more than that."""
    cell = scope.tables.cell(asked, scope.journey, scope.instance)
    if cell.kind == CELL_COUNT:
        return TEST_COUNT, cell.slot, cell.times, 0, 0
    if asked.calendar_span is not None:
        zone = scope.tables.calendar.zone(asked.calendar_span.zone)
        return TEST_SPAN, cell.slot + cell.times - 1, zone, SPANS[asked.calendar_span.unit], 0
    if cell.kind == CELL_LATEST:
        return TEST_RECENT, cell.slot + cell.times - 1, asked.in_the_last_ms or 0, 0, 0
    return TEST_VISIT_COUNT, cell.slot, cell.times, 0, 0


def _place_in(scope: Scope, asked: InJourney) -> tuple[int, int]:
    journeys = scope.tables.model.journeys
    number = next(place for place, journey in enumerate(journeys) if journey.name == asked.journey)
    if asked.stage is None:
        return number, -1
    names = [stage.name for stage in journeys[number].stages]
    return number, names.index(asked.stage)
