"""Questions about dates and about now: `is before`, `within the next 3d`, `now is on weekdays` (§10.7 to §10.9)."""

from __future__ import annotations

from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.clocks import days_of, window_of, zone_of
from jdsl.model.lookup import NOTHING_AT_HAND, Hand, named_value
from jdsl.model.model import DateOrder, Value
from jdsl.model.scope import Scope
from jdsl.model.types import DATE, is_calendar, type_in_words
from jdsl.model.values import constant_of, date_of
from jdsl.model.zones import DAY_MS
from jdsl.syntax import ast
from jdsl.text.span import Span

_NEGATED = {ast.Operator.IS_NOT, ast.Operator.IS_NOT_BEFORE, ast.Operator.IS_NOT_AFTER}
_ORDERS = {
    ast.Operator.IS: DateOrder.IS,
    ast.Operator.IS_NOT: DateOrder.IS,
    ast.Operator.IS_BEFORE: DateOrder.BEFORE,
    ast.Operator.IS_NOT_BEFORE: DateOrder.BEFORE,
    ast.Operator.IS_AFTER: DateOrder.AFTER,
    ast.Operator.IS_NOT_AFTER: DateOrder.AFTER,
}
_INSTEAD = {
    ast.Operator.LESS: "is before",
    ast.Operator.LESS_OR_EQUAL: "is not after",
    ast.Operator.MORE: "is after",
    ast.Operator.MORE_OR_EQUAL: "is not before",
}
_SPANS = {
    ast.CalendarSpan.TODAY: model.SpanUnit.DAY,
    ast.CalendarSpan.THIS_WEEK: model.SpanUnit.WEEK,
    ast.CalendarSpan.THIS_MONTH: model.SpanUnit.MONTH,
    ast.CalendarSpan.THIS_YEAR: model.SpanUnit.YEAR,
}


def compared_dates(scope: Scope, hand: Hand, written: ast.Comparison, left: Value) -> model.Condition | None:
    """A comparison of `left`, which is a date or a moment; None: it is reported."""
    operator = written.operator
    if operator in _INSTEAD:
        _say_instead(scope, written, _INSTEAD[operator])
        return None
    order = _ORDERS.get(operator)
    if order is None:
        message = f"`{operator}` looks into texts, and `{written.left.text}` is {type_in_words(left.type)}"
        scope.report(codes.WRONG_TYPE, written.span, message)
        return None
    right = date_of(scope, hand, written.right, left.type, written.left.text)
    if right is None:
        return None
    found = _compares(scope, left, order, right)
    return model.Not(found) if operator in _NEGATED else found


def _compares(scope: Scope, left: Value, order: DateOrder, right: Value) -> model.ComparesDates:
    as_dates = DATE in {left.type, right.type}
    return model.ComparesDates(left, order, right, as_dates, scope.zone)


def _say_instead(scope: Scope, written: ast.Comparison, words: str) -> None:
    between = Span(written.left.span.end, written.right.span.start)
    name = written.left.text
    scope.report(
        codes.WRONG_TYPE,
        written.span,
        f"`{written.operator}` compares numbers, and `{name}` is a date or a moment",
        f"say `{name} {words} …`",
        fixes=[scope.replacing(f"say `{words}`", between, f" {words} ", certain=True)],
    )


def one_of_dates(scope: Scope, written: ast.OneOf, left: Value) -> model.Condition | None:
    """`A is [not] one of` written dates or moments; None: it is reported."""
    parts: list[model.Condition] = []
    complete = True
    for option in written.options:
        if isinstance(option, ast.Date | ast.DateTime):
            right = date_of(scope, NOTHING_AT_HAND, option, left.type, written.left.text)
        else:
            right = constant_of(scope, option, left.type, written.left.text)
        complete = complete and right is not None
        if right is not None:
            parts.append(_compares(scope, left, DateOrder.IS, right))
    if not complete:
        return None
    found = parts[0] if len(parts) == 1 else model.Or(tuple(dict.fromkeys(parts)))
    return model.Not(found) if written.negated else found


def is_within(scope: Scope, hand: Hand, written: ast.IsWithin) -> model.Condition | None:
    """§10.8; None: it is reported."""
    left = named_value(scope, hand, written.left)
    length = written.duration
    shown = scope.written(length.span)
    if length.ms == 0:
        scope.report(codes.OUT_OF_RANGE, length.span, f"`{shown}` is no time at all", "say how long, such as `7d`")
        return None
    if left is None:
        return None
    if not is_calendar(left.type):
        words = "within the next" if written.ahead else "within the last"
        message = f"`is {words}` looks at dates, and `{written.left.text}` is {type_in_words(left.type)}"
        scope.report(codes.WRONG_TYPE, written.span, message)
        return None
    if left.type == DATE and length.ms % DAY_MS:
        message = f"`{written.left.text}` is a date, and `{shown}` is not so many whole days"
        scope.report(codes.WRONG_LENGTH, length.span, message, "say days or weeks, such as `2d`")
        return None
    found = model.IsWithin(left, written.ahead, length.ms, scope.zone)
    return model.Not(found) if written.negated else found


def now_is_on(scope: Scope, written: ast.NowIsOn) -> model.Condition:
    zone = zone_of(scope, in_contact_time=written.in_contact_time)
    found = model.NowIsOn(days_of(written.days), zone)
    return model.Not(found) if written.negated else found


def now_is_between(scope: Scope, written: ast.NowIsBetween) -> model.Condition | None:
    window = window_of(scope, written.opens, written.closes, None, in_contact_time=written.in_contact_time)
    if window is None:
        return None
    found = model.NowIsBetween(window)
    return model.Not(found) if written.negated else found


def calendar_span(scope: Scope, written: ast.CalendarSpan | None) -> model.CalendarSpan | None:
    return None if written is None else model.CalendarSpan(_SPANS[written], scope.zone)
