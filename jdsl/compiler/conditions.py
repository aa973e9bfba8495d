"""Conditions to chains of tests: each test knows where to go on if it holds, and where if it does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from jdsl.compiler.assembler import Region, Word
from jdsl.compiler.workspace_tables import WorkspaceTables
from jdsl.machine.layout import (
    CELL_COUNT,
    CELL_LATEST,
    OPERAND_ATTRIBUTE,
    OPERAND_CONSTANT,
    OPERAND_HAND,
    OPERAND_PROPERTY,
    OPERAND_TRANSLATED,
    PREDICATES_IN_A_WORD,
    TEST_COUNT,
    TEST_EQUAL,
    TEST_FALSE,
    TEST_IN_JOURNEY,
    TEST_IS_SET,
    TEST_LESS,
    TEST_LESS_OR_EQUAL,
    TEST_MASK,
    TEST_PREDICATE,
    TEST_RECENT,
    TEST_SUBSCRIBED,
    TEST_TAG,
    TEST_TEXT_EQUAL,
    TEST_TRUE,
    TEST_VISIT_COUNT,
)  # fmt: skip
from jdsl.machine.values import MISSING
from jdsl.model.model import (
    And,
    AttributeValue,
    Compares,
    Condition,
    Constant,
    Contains,
    Equals,
    Has,
    InJourney,
    IsSet,
    Not,
    OneOfType,
    Or,
    Order,
    Pattern,
    PropertyValue,
    StartsWith,
    SubscribedTo,
    Tagged,
    TextType,
    Type,
    Value,
)  # fmt: skip

MASK_BITS = 62


Test: TypeAlias = tuple[int, Word, Word, Word, Word]
"""An operation and its four arguments."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a condition stands: its journey and, within a body, where that keeps the properties at hand.

    `hand` None: properties are asked of the event that is looked at.
    """

    tables: WorkspaceTables
    journey: int
    instance: Region
    hand: Mapping[str, int] | None = None


def operand(scope: Scope, value: Value, wanted: Type | None = None) -> tuple[int, Word]:
    """The kind of an operand and its argument.

    A value of a `one of` is its place in its list; where another list is `wanted`, the same word's place in that one.
    """
    if isinstance(wanted, OneOfType) and isinstance(value.type, OneOfType) and value.type != wanted:
        places = [wanted.values.index(word) if word in wanted.values else MISSING for word in value.type.values]
        if isinstance(value, Constant):
            return OPERAND_CONSTANT, places[scope.tables.constant(value)]
        return OPERAND_TRANSLATED, scope.tables.conditions.add(*operand(scope, value), *places)
    match value:
        case Constant():
            return OPERAND_CONSTANT, scope.tables.constant(value)
        case AttributeValue():
            return OPERAND_ATTRIBUTE, scope.tables.attribute_slots[value.name]
        case PropertyValue():
            if scope.hand is not None:
                return OPERAND_HAND, scope.hand[value.name]
            return OPERAND_PROPERTY, scope.tables.property(value.name)


def condition(scope: Scope, asked: Condition | None) -> Word:
    """Lower a condition; where it begins, 0 for none."""
    return 0 if asked is None else _lower(scope, asked, TEST_TRUE, TEST_FALSE)


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
            return scope.tables.conditions.add(*_test(scope, asked), no, yes)
        case _:
            return scope.tables.conditions.add(*_test(scope, asked), yes, no)


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
        case And() | Or() | Not():
            raise AssertionError("a test is no chain")


def _has(scope: Scope, asked: Has) -> Test:
    """Whether the cell holds the number that is asked for, or of `at most N` one more than that."""
    cell = scope.tables.cell(asked, scope.journey, scope.instance)
    if cell.kind == CELL_COUNT:
        return TEST_COUNT, cell.slot, cell.times, 0, 0
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
