"""Values beside `is`, `<` and `to`: what is written, as a value of the type that is wanted."""

from __future__ import annotations

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Fix
from jdsl.model import model
from jdsl.model.lookup import NOTHING_AT_HAND, Hand, is_property_anywhere, look_up, report_not_there
from jdsl.model.model import Constant, OneOfType, TextType, Type, Value, YesNoType
from jdsl.model.moments import SOME_TIME, From, resolve_moment
from jdsl.model.scope import Scope, did_you_mean
from jdsl.model.types import DATE, MOMENT, NUMBER, TEXT, YES_NO, is_calendar, is_same_kind, type_in_words
from jdsl.model.zones import day_of, instant_of_written
from jdsl.syntax import ast
from jdsl.text.span import Span


def value_of(scope: Scope, hand: Hand, written: ast.Value, wanted: Type, left: str) -> Value | None:
    """`written` as a value of the type `wanted`, which is that of `left`; else None: then it is reported."""
    match written:
        case ast.Number():
            return _constant(scope, written, written.millionths, NUMBER, wanted, left)
        case ast.YesNo():
            return _constant(scope, written, written.value, YES_NO, wanted, left)
        case ast.Text():
            if isinstance(wanted, OneOfType):
                return _one_of(scope, written, written.value, wanted, left)
            return _constant(scope, written, written.value, TEXT, wanted, left)
        case ast.Name():
            return _named(scope, hand, written, wanted, left)
        case ast.Date() | ast.DateTime() | ast.Now() | ast.Today() | ast.Moment():
            found = calendar_value(scope, hand, written)
            if found is None or found.type == wanted:
                return found
            _wrong_calendar_type(scope, written, found.type, wanted, left)
            return None
        case ast.Sum():
            if wanted == NUMBER:
                return sum_of(scope, hand, written)
            _wrong_type(scope, written, wanted, left, "a number")
            return None


def sum_of(scope: Scope, hand: Hand, written: ast.Sum) -> model.Arithmetic | None:
    """`X plus Y`, of two numbers (§19.6); None: it is reported."""
    if hand.is_where:
        message = f"`{scope.written(written.span)}` is reckoned, and `where` speaks of what the event carries"
        scope.report(codes.NO_SUM_HERE, written.span, message, "put what is reckoned behind `if`")
        return None
    left, right = (_operand(scope, hand, written, one) for one in (written.left, written.right))
    if left is None or right is None:
        return None
    return model.Arithmetic(left, model.Operation(written.operation.value), right)


def _operand(scope: Scope, hand: Hand, whole: ast.Sum, written: ast.Name | ast.Number) -> Value | None:
    if isinstance(written, ast.Number):
        return Constant(written.millionths, NUMBER)
    found = look_up(scope, hand, written.text)
    if found is None:
        report_not_there(scope, hand, written)
        return None
    if found.type == NUMBER:
        return found
    advice = "dates are not added to: say `30d after renewal_date`, or compare the two"
    message = f"`{written.text}` is {type_in_words(found.type)}, and `{whole.operation}` reckons with numbers"
    scope.report(codes.NO_SUM_HERE, written.span, message, advice if is_calendar(found.type) else None)
    return None


def calendar_value(
    scope: Scope, hand: Hand, written: ast.Date | ast.DateTime | ast.Now | ast.Today | ast.Moment
) -> Value | None:
    """A date or a moment that is not just a name; None: it is reported."""
    match written:
        case ast.Date():
            return Constant(day_of(written), DATE)
        case ast.DateTime():
            return Constant(instant_of_written(scope.zone, written), MOMENT)
        case ast.Now():
            return model.Now()
        case ast.Today():
            return model.Today(scope.zone)
        case ast.Moment():
            if hand.is_where:
                scope.report(
                    codes.ATTRIBUTE_IN_WHERE,
                    written.span,
                    f"`{scope.written(written.span)}` is reckoned, and `where` speaks of what the event carries",
                    "put what is reckoned behind `if`",
                )
                return None
            return resolve_moment(scope, hand, written, From.VALUE)


def _wrong_calendar_type(
    scope: Scope,
    written: ast.Date | ast.DateTime | ast.Now | ast.Today | ast.Moment,
    found: Type,
    wanted: Type,
    left: str,
) -> None:
    """A date is no moment, and a moment no date (§10.10); what would be one is proposed."""
    shown = scope.written(written.span)
    fix: Fix | None = None
    if wanted == DATE and found == MOMENT:
        fix = _as_date(scope, written)
    elif wanted == MOMENT and found == DATE:
        fix = _as_moment(scope, written)
    message = f"`{left}` is {type_in_words(wanted)}, and `{shown}` is {type_in_words(found)}"
    scope.report(codes.WRONG_TYPE, written.span, message, fix.title if fix else None, fixes=[fix] if fix else [])


def _as_date(scope: Scope, written: ast.Date | ast.DateTime | ast.Now | ast.Today | ast.Moment) -> Fix | None:
    match written:
        case ast.Now():
            return scope.replacing("say `today`", written.span, "today", certain=False)
        case ast.DateTime(date):
            text = scope.written(date.span)
            return scope.replacing(f"say `{text}`", written.span, text, certain=False)
        case ast.Moment(_, _, ast.Now() as now):
            return scope.replacing("count from `today`", now.span, "today", certain=False)
        case _:
            return None


def _as_moment(scope: Scope, written: ast.Date | ast.DateTime | ast.Now | ast.Today | ast.Moment) -> Fix | None:
    end = Span(written.span.end, written.span.end)
    match written:
        case ast.Today():
            return scope.replacing("say `now`", written.span, "now", certain=False)
        case ast.Date():
            return scope.replacing(f"add a time of day: `{SOME_TIME}`", end, f" {SOME_TIME}", certain=False)
        case ast.Moment():
            return scope.replacing(f"add `, at {SOME_TIME}`", end, f", at {SOME_TIME}", certain=False)
        case _:
            return None


def untyped_value(scope: Scope, hand: Hand, written: ast.Value) -> Value | None:
    """`written` as a value of whatever type it has; None: it is reported."""
    match written:
        case ast.Number():
            return Constant(written.millionths, NUMBER)
        case ast.YesNo():
            return Constant(written.value, YES_NO)
        case ast.Text():
            return Constant(written.value, TEXT)
        case ast.Name():
            found = look_up(scope, hand, written.text)
            if found is None:
                report_not_there(scope, hand, written)
            return found
        case ast.Date() | ast.DateTime() | ast.Now() | ast.Today() | ast.Moment():
            return calendar_value(scope, hand, written)
        case ast.Sum():
            return sum_of(scope, hand, written)


def date_of(scope: Scope, hand: Hand, written: ast.Value, wanted: Type, left: str) -> Value | None:
    """A right side beside a date or a moment of the type `wanted`, where either will do (§10.7); None: reported."""
    match written:
        case ast.Number() | ast.YesNo() | ast.Text() | ast.Sum():
            return value_of(scope, hand, written, wanted, left)
        case ast.Name():
            found = look_up(scope, hand, written.text)
            if found is None:
                report_not_there(scope, hand, written)
            elif not is_calendar(found.type):
                _wrong_type(scope, written, wanted, left, type_in_words(found.type))
                return None
            return found
        case ast.Date() | ast.DateTime() | ast.Now() | ast.Today() | ast.Moment():
            return calendar_value(scope, hand, written)


def constant_of(scope: Scope, written: ast.Value, wanted: Type, left: str) -> Constant | None:
    """Like `value_of`, where only what is written out will do."""
    if isinstance(written, ast.Name) and not isinstance(wanted, OneOfType):
        if isinstance(wanted, TextType):
            _unquoted(scope, written, left)
        else:
            _wrong_type(scope, written, wanted, left, "a word")
        return None
    found = value_of(scope, NOTHING_AT_HAND, written, wanted, left)
    if found is None or isinstance(found, Constant):
        return found
    message = f"`{scope.written(written.span)}` is not written out, and a plain value belongs here"
    scope.report(codes.PLAIN_FACT, written.span, message)
    return None


def _constant(
    scope: Scope, written: ast.Value, value: int | str | bool, kind: Type, wanted: Type, left: str
) -> Constant | None:
    if kind == wanted:
        return Constant(value, kind)
    _wrong_type(scope, written, wanted, left, type_in_words(kind))
    return None


def _named(scope: Scope, hand: Hand, written: ast.Name, wanted: Type, left: str) -> Value | None:
    if isinstance(wanted, OneOfType) and written.text in wanted.values:
        return Constant(written.text, wanted)
    found = look_up(scope, hand, written.text)
    if found is not None:
        if is_same_kind(found.type, wanted):
            return found
        _wrong_type(scope, written, wanted, left, type_in_words(found.type))
        return None
    if isinstance(wanted, OneOfType):
        return _one_of(scope, written, written.text, wanted, left)
    if isinstance(wanted, TextType) and not is_property_anywhere(scope, written.text):
        _unquoted(scope, written, left)
        return None
    report_not_there(scope, hand, written)
    return None


def _one_of(scope: Scope, written: ast.Name | ast.Text, value: str, wanted: OneOfType, left: str) -> Constant | None:
    if value in wanted.values:
        return Constant(value, wanted)
    near = scope.nearest(value, wanted.values)
    fixes = [scope.replacing(f"use `{near}`", written.span, _as_written(near), certain=False)] if near else []
    advice = did_you_mean(near) or f"it is {type_in_words(wanted)}"
    scope.report(codes.UNKNOWN_VALUE, written.span, f"`{left}` is never `{value}`", advice, fixes=fixes)
    return None


def _as_written(value: str) -> str:
    return value if value.replace("-", "_").isidentifier() else f'"{value}"'


def _wrong_type(scope: Scope, written: ast.Value, wanted: Type, left: str, found: str) -> None:
    shown = scope.written(written.span)
    advice = "texts are quoted, numbers are not" if isinstance(written, ast.Text | ast.Number) else None
    if isinstance(wanted, YesNoType):
        advice = "a yes/no attribute is set to `yes` or `no`, and stands alone in a condition"
    message = f"`{left}` is {type_in_words(wanted)}, and `{shown}` is {found}"
    scope.report(codes.WRONG_TYPE, written.span, message, advice)


def _unquoted(scope: Scope, written: ast.Name, left: str) -> None:
    quoted = f'"{written.text}"'
    scope.report(
        codes.UNQUOTED_TEXT,
        written.span,
        f"`{left}` is a text, and `{written.text}` is not quoted",
        f"write `{quoted}`",
        fixes=[scope.replacing(f"write `{quoted}`", written.span, quoted, certain=False)],
    )
