"""Types of values, and how they are said."""

from __future__ import annotations

from typing import assert_never

from jdsl.model.model import DateType, MomentType, NumberType, OneOfType, TextType, Type, YesNoType
from jdsl.syntax import ast

NUMBER = NumberType()
TEXT = TextType()
YES_NO = YesNoType()
DATE = DateType()
MOMENT = MomentType()


def written_type(written: ast.TypeName | ast.OneOfType) -> Type:
    """The type that a declaration says; a value named twice counts once."""
    if isinstance(written, ast.OneOfType):
        values = (value.text if isinstance(value, ast.Name) else value.value for value in written.values)
        return OneOfType(tuple(dict.fromkeys(values)))
    match written:
        case ast.TypeName.NUMBER:
            return NUMBER
        case ast.TypeName.TEXT:
            return TEXT
        case ast.TypeName.YES_NO:
            return YES_NO
        case ast.TypeName.DATE:
            return DATE
        case ast.TypeName.MOMENT:
            return MOMENT
    assert_never(written)


def type_in_words(kind: Type) -> str:
    """`a number`, `one of CZ, DE`: completes `… is`."""
    match kind:
        case NumberType():
            return "a number"
        case TextType():
            return "a text"
        case YesNoType():
            return "yes or no"
        case DateType():
            return "a date"
        case MomentType():
            return "a moment"
        case OneOfType(values):
            shown = ", ".join(values[:6])
            return f"one of {shown}{', …' if len(values) > 6 else ''}"
    assert_never(kind)


def is_calendar(kind: Type) -> bool:
    """Whether it is a date or a moment."""
    return isinstance(kind, DateType | MomentType)


def is_same_kind(left: Type, right: Type) -> bool:
    """Whether values of the two can be held against each other."""
    return type(left) is type(right)
