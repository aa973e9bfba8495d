"""Conditions, and the patterns of events that `has`, triggers and `where` speak of.

The tree has flat chains. Here `is CZ or DE` becomes a list first, and then `and` mixed with `or` is found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.by_name import (
    Asked,
    compared_by_name,
    is_arm,
    is_left_alone,
    may_ask,
    one_of_arms,
    report_alone,
    report_never_missing,
)
from jdsl.model.catalog import ANSWERED
from jdsl.model.dates import calendar_span, compared_dates, is_within, now_is_between, now_is_on, one_of_dates
from jdsl.model.declarations import Thing
from jdsl.model.lookup import CHANGED, Hand, look_up, named_value
from jdsl.model.model import Constant, NumberType, OneOfType, TextType, Value, YesNoType
from jdsl.model.names import resolve_phrase, verb_form
from jdsl.model.scope import Scope
from jdsl.model.types import NUMBER, YES_NO, is_calendar, type_in_words
from jdsl.model.values import constant_of, value_of
from jdsl.syntax import ast

COUNT_MOST = 255

_ORDERS = {
    ast.Operator.LESS: model.Order.LESS,
    ast.Operator.LESS_OR_EQUAL: model.Order.LESS_OR_EQUAL,
    ast.Operator.MORE: model.Order.MORE,
    ast.Operator.MORE_OR_EQUAL: model.Order.MORE_OR_EQUAL,
}

_DATE_OPERATORS = {
    ast.Operator.IS_BEFORE,
    ast.Operator.IS_NOT_BEFORE,
    ast.Operator.IS_AFTER,
    ast.Operator.IS_NOT_AFTER,
}


def resolve_condition(scope: Scope, hand: Hand, written: ast.Condition) -> model.Condition | None:
    """The condition, or None: then what is wrong with it is reported."""
    operands, joiners = _folded(scope, hand, written)
    mixed = len(set(joiners)) > 1
    if mixed:
        scope.report(
            codes.MIXED_AND_OR,
            written.span,
            "`and` and `or` are mixed, and could be read in two ways",
            "put parentheses around what belongs together",
        )
    parts = [_operand(scope, hand, operand) for operand in operands]
    good = tuple(part for part in parts if part is not None)
    if mixed or len(good) < len(parts):
        return None
    if len(good) == 1:
        return good[0]
    return model.And(good) if joiners[0] is ast.Joiner.AND else model.Or(good)


# --- lists ---


def _folded(scope: Scope, hand: Hand, written: ast.Condition) -> tuple[list[ast.Operand], list[ast.Joiner]]:
    """The chain with `is CZ or DE` and `one of CZ, DE or US` made lists (language.md §8)."""
    operands = [written.operands[0]]
    joiners: list[ast.Joiner] = []
    for joiner, operand in zip(written.joiners, written.operands[1:], strict=True):
        if joiner is ast.Joiner.OR and isinstance(operand, ast.Bare):
            longer = _with_option(scope, hand, operands[-1], operand)
            if longer is not None:
                operands[-1] = longer
                continue
        operands.append(operand)
        joiners.append(joiner)
    return operands, joiners


def _with_option(scope: Scope, hand: Hand, before: ast.Operand, bare: ast.Bare) -> ast.Operand | None:
    """`before` with one more option, or None if `bare` is a condition of its own."""
    if isinstance(before, ast.Not):
        inner = _with_option(scope, hand, before.operand, bare)
        return None if inner is None else replace(before, operand=inner)
    if isinstance(before, ast.Comparison) and before.operator in {ast.Operator.IS, ast.Operator.IS_NOT}:
        if isinstance(before.right, ast.Now | ast.Today | ast.Moment | ast.Sum):
            return None
        negated, options = before.operator is ast.Operator.IS_NOT, (before.right,)
    elif isinstance(before, ast.OneOf):
        negated, options = before.negated, before.options
    else:
        return None
    if isinstance(bare.value, ast.Name) and not _is_option(scope, hand, before.left, bare.value):
        return None
    span = replace(before.span, end=bare.span.end)
    return ast.OneOf(before.left, negated, (*options, bare.value), span)


def _is_option(scope: Scope, hand: Hand, left: ast.Name, word: ast.Name) -> bool:
    found = look_up(scope, hand, word.text)
    left_value = look_up(scope, hand, left.text)
    is_value = left_value is not None and isinstance(left_value.type, OneOfType) and word.text in left_value.type.values
    if not hand.is_where and left.text in scope.world.catalog.splits:
        is_value = is_arm(scope, left.text, word.text)
    if found is not None and isinstance(found.type, YesNoType):
        if is_value:
            scope.report(
                codes.AMBIGUOUS_WORD,
                word.span,
                f"`{word.text}` is a value of `{left.text}` and a yes/no attribute",
                f"say `{left.text} is one of …` for the value, or put the attribute first",
            )
        return is_value
    # `purchased where amount is 3 or refunded`: the last word is an event that should have come first.
    return is_value or not (hand.is_where and verb_form(scope.world.verbs, (word,)) is not None)


# --- operands ---


def _operand(scope: Scope, hand: Hand, written: ast.Operand) -> model.Condition | None:
    match written:
        case ast.Comparison():
            return _comparison(scope, hand, written)
        case ast.OneOf():
            return _one_of(scope, hand, written)
        case ast.IsSet(left) if is_left_alone(scope, hand, left):
            report_never_missing(scope, written)
            return None
        case ast.IsSet():
            value = named_value(scope, hand, written.left)
            return None if value is None else _negated(model.IsSet(value), written.negated)
        case ast.IsWithin():
            return is_within(scope, hand, written)
        case ast.NowIsOn():
            return now_is_on(scope, written) if may_ask(scope, Asked.NOW, written.span) else None
        case ast.NowIsBetween():
            return now_is_between(scope, written) if may_ask(scope, Asked.NOW, written.span) else None
        case ast.Bare():
            return _bare(scope, hand, written)
        case ast.Not():
            inner = _operand(scope, hand, written.operand)
            return None if inner is None else model.Not(inner)
        case ast.Group():
            return resolve_condition(scope, hand, written.condition)
        case ast.Has():
            return _has(scope, written)
        case ast.Tagged():
            tag = scope.named(written.tag, Thing.TAG)
            return None if tag is None else model.Tagged(tag)
        case ast.SubscribedTo():
            channel = scope.named(written.channel, Thing.CHANNEL)
            return None if channel is None else model.SubscribedTo(channel)
        case ast.InJourney():
            return _in_journey(scope, written) if may_ask(scope, Asked.JOURNEY, written.span) else None
        case ast.InSegment():
            if not may_ask(scope, Asked.SEGMENT, written.span):
                return None
            segment = scope.named(written.segment, Thing.SEGMENT)
            return None if segment is None else model.InSegment(segment)
    assert_never(written)


def _negated(condition: model.Condition, negated: bool) -> model.Condition:
    return model.Not(condition) if negated else condition


def _comparison(scope: Scope, hand: Hand, written: ast.Comparison) -> model.Condition | None:
    if is_left_alone(scope, hand, written.left):
        return compared_by_name(scope, hand, written)
    left = named_value(scope, hand, written.left)
    if left is None:
        return None
    operator = written.operator
    if is_calendar(left.type):
        return compared_dates(scope, hand, written, left)
    if operator in _DATE_OPERATORS:
        _wrong_operator(scope, written, left, "compares dates and moments")
        return None
    if operator in _ORDERS:
        if not isinstance(left.type, NumberType):
            _wrong_operator(scope, written, left, "compares numbers")
            return None
        right = value_of(scope, hand, written.right, NUMBER, written.left.text)
        return None if right is None else model.Compares(left, _ORDERS[operator], right)
    if operator is ast.Operator.CONTAINS or operator is ast.Operator.STARTS_WITH:
        return _text_comparison(scope, written, left)
    if isinstance(written.right, ast.YesNo) and isinstance(left.type, YesNoType):
        _yes_no_compared(scope, written, written.right)
        return None
    right = value_of(scope, hand, written.right, left.type, written.left.text)
    return None if right is None else _negated(model.Equals(left, right), operator is ast.Operator.IS_NOT)


def _text_comparison(scope: Scope, written: ast.Comparison, left: Value) -> model.Condition | None:
    operator = written.operator
    if not isinstance(left.type, TextType):
        _wrong_operator(scope, written, left, "looks into texts")
        return None
    if not isinstance(written.right, ast.Text):
        shown = scope.written(written.right.span)
        message = f"`{operator}` needs a quoted text, and `{shown}` is none"
        scope.report(codes.WRONG_TYPE, written.right.span, message)
        return None
    text = written.right.value
    return model.Contains(left, text) if operator is ast.Operator.CONTAINS else model.StartsWith(left, text)


def _wrong_operator(scope: Scope, written: ast.Comparison, left: Value, does: str) -> None:
    message = f"`{written.operator}` {does}, and `{written.left.text}` is {type_in_words(left.type)}"
    scope.report(codes.WRONG_TYPE, written.span, message)


def _yes_no_compared(scope: Scope, written: ast.Comparison, right: ast.YesNo) -> None:
    name = written.left.text
    is_yes = right.value is (written.operator is ast.Operator.IS)
    plain = name if is_yes else f"not {name}"
    # For a contact without the attribute `is no` and `not vip` differ, `is yes` and `vip` do not.
    certain = right.value and is_yes
    scope.report(
        codes.YES_NO_COMPARED,
        written.span,
        f"`{name}` is yes or no, and stands alone",
        f"write `{plain}`",
        fixes=[scope.replacing(f"write `{plain}`", written.span, plain, certain=certain)],
    )


def _one_of(scope: Scope, hand: Hand, written: ast.OneOf) -> model.Condition | None:
    if is_left_alone(scope, hand, written.left):
        return one_of_arms(scope, written)
    left = named_value(scope, hand, written.left)
    if left is None:
        return None
    if is_calendar(left.type):
        return one_of_dates(scope, written, left)
    rights = [value_of(scope, hand, option, left.type, written.left.text) for option in written.options]
    parts = tuple(model.Equals(left, right) for right in dict.fromkeys(rights) if right is not None)
    if any(right is None for right in rights):
        return None
    return _negated(parts[0] if len(parts) == 1 else model.Or(parts), written.negated)


def _bare(scope: Scope, hand: Hand, written: ast.Bare) -> model.Condition | None:
    word = written.value
    if not isinstance(word, ast.Name):
        shown = scope.written(word.span)
        message = f"`{shown}` alone is neither true nor false"
        scope.report(codes.NO_CONDITION, word.span, message, "compare something with it")
        return None
    if is_left_alone(scope, hand, word):
        report_alone(scope, word)
        return None
    found = look_up(scope, hand, word.text)
    if found is None:
        _unknown_bare(scope, hand, word)
        return None
    if isinstance(found.type, YesNoType):
        return model.Equals(found, Constant(value=True, type=YES_NO))
    message = f"`{word.text}` stands alone, and is {type_in_words(found.type)}"
    scope.report(codes.NO_CONDITION, word.span, message, f"compare it: `{word.text} is …`, or ask `{word.text} is set`")
    return None


def _unknown_bare(scope: Scope, hand: Hand, word: ast.Name) -> None:
    if verb_form(scope.world.verbs, (word,)) is not None and hand.is_where:
        scope.report(
            codes.NO_CONDITION,
            word.span,
            f"`{word.text}` is an event, and `where` speaks of the properties of the event before it",
            f"put `{word.text} or` in front: only the last event may have a `where`",
        )
    elif verb_form(scope.world.verbs, (word,)) is not None:
        _missing_before(scope, word, "has", "an event")
    elif word.text in scope.world.declared.things[Thing.TAG]:
        _missing_before(scope, word, "tagged", "a tag")
    elif word.text in scope.world.declared.things[Thing.SEGMENT] and not hand.is_where:
        _missing_before(scope, word, "in segment", "a segment")
    else:
        named_value(scope, hand, word)


def _missing_before(scope: Scope, word: ast.Name, keyword: str, what: str) -> None:
    plain = f"{keyword} {word.text}"
    scope.report(
        codes.NO_CONDITION,
        word.span,
        f"`{word.text}` is {what}, which alone is neither true nor false",
        f"say `{plain}`",
        fixes=[scope.replacing(f"say `{plain}`", word.span, plain, certain=True)],
    )


def _in_journey(scope: Scope, written: ast.InJourney) -> model.Condition | None:
    journey = scope.journey_name(written.journey)
    if journey is None:
        return None
    if written.stage is None:
        return model.InJourney(journey, None)
    stage = scope.stage_of(scope.world.declared.journeys[journey], written.stage)
    return None if stage is None else model.InJourney(journey, stage)


def _has(scope: Scope, written: ast.Has) -> model.Condition | None:
    if written.since_entering and not may_ask(scope, Asked.ENTERING, written.span):
        return None
    pattern = _has_pattern(scope, written)
    at_least = count_of(scope, written.at_least)
    at_most = written.at_most and count_of(scope, written.at_most, least=0)
    window = window_ms(scope, written.in_the_last)
    if pattern is None:
        return None
    plain = 1 if at_least is None and at_most is None else at_least
    span = calendar_span(scope, written.calendar_span)
    return _negated(model.Has(pattern, plain, at_most, window, written.since_entering, span), written.negated)


def _has_pattern(scope: Scope, written: ast.Has) -> model.Pattern | None:
    if isinstance(written.what, ast.Changed):
        return resolve_changed(scope, written.what)
    phrase = written.what
    if phrase.words[0].text == "been" and len(phrase.words) > 1:  # `has been sent x`
        phrase = replace(phrase, words=phrase.words[1:])
    return resolve_pattern(scope, phrase, written.where, counting_machines=written.counting_machines)


# --- patterns ---


def resolve_pattern(
    scope: Scope, phrase: ast.Phrase, where: ast.Condition | None, *, counting_machines: bool
) -> model.Pattern | None:
    """Which events `PHRASE [where COND]` means, or None: then it is reported."""
    said = resolve_phrase(scope, phrase)
    if said is None:
        return None
    pattern = model.Pattern(said.verb.name, said.subjects, said.link, counting_machines=counting_machines)
    return with_where(scope, pattern, where)


def with_where(scope: Scope, pattern: model.Pattern, where: ast.Condition | None) -> model.Pattern | None:
    """The pattern narrowed by its `where`, which speaks of the event alone (S5.11)."""
    if where is None:
        return pattern
    condition = resolve_condition(scope, Hand(frozenset((event_of(pattern),)), is_where=True), where)
    return None if condition is None else replace(pattern, where=condition)


def resolve_changed(scope: Scope, written: ast.Changed) -> model.Pattern | None:
    """`changed [ATTRIBUTE] [from V] [to W]`; None: reported."""
    if written.attribute is None:
        if written.from_value is None and written.to_value is None:
            return model.Pattern(CHANGED, None)
        message = "`changed` does not say which attribute"
        scope.report(codes.MISSING_SUBJECT, written.span, message, "name the attribute: `changed country to …`")
        return None
    kind = scope.attribute(written.attribute)
    if kind is None:
        return None
    name = written.attribute.text
    from_value = written.from_value and constant_of(scope, written.from_value, kind, name)
    to_value = written.to_value and constant_of(scope, written.to_value, kind, name)
    if (written.from_value and from_value is None) or (written.to_value and to_value is None):
        return None
    return model.Pattern(CHANGED, frozenset((name,)), from_value=from_value, to_value=to_value)


def event_of(pattern: model.Pattern) -> str:
    """The event as a `Hand` has it."""
    if pattern.verb == CHANGED:
        return f"{CHANGED}:{''.join(pattern.subjects or ())}"
    if pattern.verb == ANSWERED and pattern.subjects is not None and len(pattern.subjects) == 1:
        return f"{ANSWERED}:{''.join(pattern.subjects)}"
    return pattern.verb


# --- counts and windows ---


def count_of(scope: Scope, written: ast.Count | None, *, least: int = 1) -> int | None:
    """The count, if there is one; beyond what can be kept, it is reported."""
    if written is None:
        return None
    if not least <= written.value <= COUNT_MOST:
        message = f"a count is from {least} to {COUNT_MOST}, and this is {written.value}"
        scope.report(codes.OUT_OF_RANGE, written.span, message, "more is never kept of a contact")
    return written.value


def window_ms(scope: Scope, written: ast.Duration | None) -> int | None:
    """The length, if there is one; a window of no length is reported."""
    if written is None:
        return None
    if written.ms == 0:
        message = f"`{scope.written(written.span)}` is no time at all"
        scope.report(codes.OUT_OF_RANGE, written.span, message, "say how long, such as `7d`")
    return written.ms
