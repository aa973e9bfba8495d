"""Values that stand for themselves, as operands; and where they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jdsl.compiler.assembler import Region, Word
from jdsl.compiler.workspace_tables import WorkspaceTables
from jdsl.machine.layout import (
    OPERAND_ATTRIBUTE,
    OPERAND_CONSTANT,
    OPERAND_HAND,
    OPERAND_NOW,
    OPERAND_PROPERTY,
    OPERAND_REMEMBERED,
    OPERAND_TODAY,
)
from jdsl.model.model import (
    Arithmetic,
    AttributeValue,
    Constant,
    DeclaredMoment,
    Moment,
    Now,
    PropertyValue,
    RememberedValue,
    ScoreValue,
    Today,
    Value,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a condition stands: its journey and, within a body, where that keeps the properties at hand.

    `hand` None: properties are asked of the event that is looked at.
    """

    tables: WorkspaceTables
    journey: int
    instance: Region
    hand: Mapping[str, int] | None = None


def simple_operand(scope: Scope, value: Value) -> tuple[int, Word]:
    """The kind of an operand and its argument, of what is no MOMENT, and not reckoned."""
    tables = scope.tables
    match value:
        case Constant():
            return OPERAND_CONSTANT, tables.constant(value)
        case AttributeValue():
            return OPERAND_ATTRIBUTE, tables.attribute_slots[value.name]
        case PropertyValue():
            if scope.hand is not None:
                return OPERAND_HAND, scope.hand[value.name]
            return OPERAND_PROPERTY, tables.property(value.name)
        case RememberedValue():
            return OPERAND_REMEMBERED, tables.remembered[scope.journey][value.name]
        case DeclaredMoment():
            return OPERAND_CONSTANT, value.at_ms
        case Now():
            return OPERAND_NOW, 0
        case Today():
            return OPERAND_TODAY, tables.calendar.zone(value.zone)
        case Moment() | Arithmetic() | ScoreValue():
            raise AssertionError("it has a row of its own")
