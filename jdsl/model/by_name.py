"""What is asked about by its name alone: scores, splits, and what a segment or a score must not ask about."""

from __future__ import annotations

from enum import Enum

from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.lookup import Hand
from jdsl.model.scope import About, Scope, did_you_mean
from jdsl.model.types import NUMBER
from jdsl.model.values import value_of
from jdsl.syntax import ast
from jdsl.text.span import Span

_ORDERS = {
    ast.Operator.LESS: model.Order.LESS,
    ast.Operator.LESS_OR_EQUAL: model.Order.LESS_OR_EQUAL,
    ast.Operator.MORE: model.Order.MORE,
    ast.Operator.MORE_OR_EQUAL: model.Order.MORE_OR_EQUAL,
}
_EQUAL = {ast.Operator.IS, ast.Operator.IS_NOT}


class Asked(Enum):
    """What a condition can speak of that not every one may (§16.1, §16.6)."""

    JOURNEY = "journeys"
    SPLIT = "splits"
    NOW = "the clock"
    ENTERING = "entering"
    SEGMENT = "segments"
    SCORE = "scores"


_NOT_BY = {
    About.VISIT: frozenset[Asked](),
    About.SEGMENT: frozenset((Asked.JOURNEY, Asked.SPLIT, Asked.NOW, Asked.ENTERING)),
    About.SCORE: frozenset((Asked.JOURNEY, Asked.SPLIT, Asked.ENTERING, Asked.SEGMENT, Asked.SCORE)),
}


def may_ask(scope: Scope, asked: Asked, span: Span) -> bool:
    """Whether a condition of this scope may speak of it; if not, it is reported."""
    if asked not in _NOT_BY[scope.about]:
        return True
    if scope.about is About.SEGMENT:
        code, who, why = codes.NOT_IN_SEGMENT, "a segment", "one is in it or not, whatever journey asks and when"
    else:
        code, who, why = codes.NOT_IN_SCORE, "a score", "its points go by the contact and the event alone"
    scope.report(code, span, f"{who} cannot ask about {asked.value}", why)
    return False


def is_left_alone(scope: Scope, hand: Hand, name: ast.Name) -> bool:
    """Whether it is a score or a split, which stand on the left of a condition alone."""
    catalog = scope.world.catalog
    return not hand.is_where and (name.text in catalog.splits or name.text in catalog.scores)


def compared_by_name(scope: Scope, hand: Hand, written: ast.Comparison) -> model.Condition | None:
    """`readiness >= 50`, `offer_test is offer`; None: it is reported."""
    name, operator = written.left.text, written.operator
    if name in scope.world.catalog.splits:
        return _in_arm(scope, written)
    if not may_ask(scope, Asked.SCORE, written.span):
        return None
    if operator not in _ORDERS and operator not in _EQUAL:
        message = f"`{operator}` does not go with `{name}`, which is a score, so a number"
        scope.report(codes.WRONG_TYPE, written.span, message)
        return None
    right = value_of(scope, hand, written.right, NUMBER, name)
    if right is None:
        return None
    left = model.ScoreValue(name)
    if operator in _ORDERS:
        return model.Compares(left, _ORDERS[operator], right)
    return _negated(model.Equals(left, right), negated=operator is ast.Operator.IS_NOT)


def one_of_arms(scope: Scope, written: ast.OneOf) -> model.Condition | None:
    """`offer_test is one of offer, control`; None: it is reported."""
    name = written.left.text
    if name not in scope.world.catalog.splits:
        message = f"`{name}` is a score, which is compared with one number at a time"
        scope.report(codes.WRONG_TYPE, written.span, message, f"say `{name} >= …`")
        return None
    if not may_ask(scope, Asked.SPLIT, written.span):
        return None
    arms = [arm_of(scope, name, option) for option in written.options]
    parts = tuple(model.InArm(name, arm) for arm in dict.fromkeys(arms) if arm is not None)
    if None in arms:
        return None
    return _negated(parts[0] if len(parts) == 1 else model.Or(parts), negated=written.negated)


def _in_arm(scope: Scope, written: ast.Comparison) -> model.Condition | None:
    name = written.left.text
    if not may_ask(scope, Asked.SPLIT, written.span):
        return None
    if written.operator not in _EQUAL:
        message = f"`{name}` is a split, and one asks which arm it is"
        scope.report(codes.WRONG_TYPE, written.span, message, f"say `{name} is …`")
        return None
    arm = arm_of(scope, name, written.right)
    if arm is None:
        return None
    return _negated(model.InArm(name, arm), negated=written.operator is ast.Operator.IS_NOT)


def is_arm(scope: Scope, split: str, name: str) -> bool:
    return any(share.arm == name for share in scope.world.catalog.splits[split].arms)


def arm_of(scope: Scope, split: str, written: ast.Value) -> str | None:
    """The arm of the split that is named, or None: then it is reported."""
    arms = [share.arm for share in scope.world.catalog.splits[split].arms]
    text = written.text if isinstance(written, ast.Name) else ""
    if text in arms:
        return text
    if arms:  # else they could not be read
        near = scope.nearest(text, arms)
        listed = ", ".join(f"`{arm}`" for arm in arms[:6])
        fixes = [scope.replacing(f"use `{near}`", written.span, near, certain=False)] if near else []
        message = f"the split `{split}` has no arm `{scope.written(written.span)}`"
        advice = did_you_mean(near) or f"its arms are {listed}"
        scope.report(codes.UNKNOWN_ARM, written.span, message, advice, fixes=fixes)
    return None


def report_never_missing(scope: Scope, written: ast.IsSet) -> None:
    name = written.left.text
    if name in scope.world.catalog.splits:
        message, advice = f"`{name}` is a split, and every contact is in one of its arms", f"say `{name} is …`"
    else:
        message, advice = f"`{name}` is a score, which is never missing: it begins at 0", f"say `{name} > 0`"
    scope.report(codes.NO_CONDITION, written.span, message, advice)


def report_alone(scope: Scope, word: ast.Name) -> None:
    name = word.text
    what, example = ("a split", "is …") if name in scope.world.catalog.splits else ("a score", ">= …")
    message = f"`{name}` is {what}, which alone is neither true nor false"
    scope.report(codes.NO_CONDITION, word.span, message, f"compare it: `{name} {example}`")


def _negated(condition: model.Condition, *, negated: bool) -> model.Condition:
    return model.Not(condition) if negated else condition
