"""Values, triggers and conditions, as they are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from jdsl.syntax import ast
from jdsl.syntax.printed_times import (
    contact_time,
    date_in_words,
    days_in_words,
    duration_in_words,
    hours_in_words,
    moment_in_words,
    with_commas,
)
from jdsl.text.written import number_in_words, text_in_quotes

# --- words ---


def percent_in_words(hundredths: int) -> str:
    """A share as it is written: `10%`, `2.5%`."""
    return number_in_words(hundredths * 10_000) + "%"


def value_in_words(value: ast.Value) -> str:
    """A value, as it is written."""
    match value:
        case ast.Name():
            return value.text
        case ast.Text():
            return text_in_quotes(value.value)
        case ast.Number():
            return number_in_words(value.millionths)
        case ast.YesNo():
            return "yes" if value.value else "no"
        case ast.Date() | ast.DateTime():
            return date_in_words(value)
        case ast.Now():
            return "now"
        case ast.Today():
            return "today"
        case ast.Moment():
            return " ".join(moment_in_words(value))
        case ast.Sum():
            return f"{value_in_words(value.left)} {value.operation.value} {value_in_words(value.right)}"
        case _:
            assert_never(value)


def values_with_commas(values: Iterable[ast.Value]) -> list[str]:
    """Values, as a list is written."""
    return with_commas(value_in_words(value) for value in values)


def optional(value: ast.Value | None) -> list[str]:
    """The value if there is one."""
    return [] if value is None else [value_in_words(value)]


def was_in_words(names: Iterable[ast.Name]) -> list[str]:
    """`was` and the names that something had before, if there are any."""
    listed = values_with_commas(names)
    return ["was", *listed] if listed else []


def phrase_in_words(phrase: ast.Phrase, *, counting_machines: bool = False) -> list[str]:
    """A verb and its subject."""
    return [*(word.text for word in phrase.words), *(["counting machines"] if counting_machines else [])]


# --- triggers ---


def trigger_in_words(trigger: ast.Trigger) -> list[str]:
    """Alternatives joined by `or`."""
    words: list[str] = []
    for alternative in trigger.alternatives:
        words += ["or"] if words else []
        words += alternative_in_words(alternative)
    return words


def alternative_in_words(alternative: ast.Alternative) -> list[str]:
    """What is listened for, without what else might be."""
    match alternative:
        case ast.Happening():
            return [
                *phrase_in_words(alternative.phrase, counting_machines=alternative.counting_machines),
                *_where(alternative.where),
                *_times(alternative.at_least, alternative.within),
            ]
        case ast.Changed():
            return [*_changed(alternative), *_times(alternative.at_least, alternative.within)]
        case ast.Quiet():
            return [
                "not",
                *phrase_in_words(alternative.phrase, counting_machines=alternative.counting_machines),
                *_where(alternative.where),
                "for",
                duration_in_words(alternative.duration.parts),
            ]
        case ast.Moment():
            return moment_in_words(alternative, comes=True)
        case ast.Reaches():
            return [alternative.score.text, "reaches", number_in_words(alternative.number.millionths)]
        case ast.FallsBelow():
            return [alternative.score.text, "falls below", number_in_words(alternative.number.millionths)]
        case ast.Ignored():
            what = phrase_in_words(alternative.what, counting_machines=alternative.counting_machines)
            return ["ignored", *what, "for", duration_in_words(alternative.duration.parts)]
        case ast.IgnoredInARow():
            channel = [] if alternative.channel is None else [alternative.channel.text]
            machines = ["counting machines"] if alternative.counting_machines else []
            words = ["ignored", str(alternative.count.value), *channel, "emails", "in a row", *machines]
            return [*words, "for", duration_in_words(alternative.duration.parts)]
        case ast.FollowedBy():
            within = [] if alternative.within is None else ["within", duration_in_words(alternative.within.parts)]
            second = alternative_in_words(alternative.second)
            return [*alternative_in_words(alternative.first), "followed by", *second, *within]
        case _:
            assert_never(alternative)


def _changed(changed: ast.Changed) -> list[str]:
    from_value = ["from", value_in_words(changed.from_value)] if changed.from_value is not None else []
    to_value = ["to", value_in_words(changed.to_value)] if changed.to_value is not None else []
    return ["changed", *optional(changed.attribute), *from_value, *to_value]


def _times(at_least: ast.Count | None, within: ast.Duration | None) -> list[str]:
    times = [] if at_least is None else ["at least", str(at_least.value), "times"]
    return times if within is None else [*times, "within", duration_in_words(within.parts)]


def _where(where: ast.Condition | None) -> list[str]:
    return [] if where is None else ["where", *condition_in_words(where)]


# --- conditions ---


def condition_in_words(condition: ast.Condition) -> list[str]:
    """A chain of operands."""
    words = operand_in_words(condition.operands[0])
    for joiner, operand in zip(condition.joiners, condition.operands[1:], strict=True):
        words += [joiner.value, *operand_in_words(operand)]
    return words


def operand_in_words(operand: ast.Operand) -> list[str]:
    """One operand; parentheses stand with the words beside them."""
    match operand:
        case ast.Comparison():
            return [operand.left.text, operand.operator.value, value_in_words(operand.right)]
        case ast.OneOf():
            return [operand.left.text, "is", *_not(operand.negated), "one of", *values_with_commas(operand.options)]
        case ast.IsSet():
            return [operand.left.text, "is", *_not(operand.negated), "set"]
        case ast.IsWithin():
            side = "within the next" if operand.ahead else "within the last"
            return [operand.left.text, "is", *_not(operand.negated), side, duration_in_words(operand.duration.parts)]
        case ast.NowIsOn():
            return ["now is", *_not(operand.negated), "on", *days_in_words(operand), *contact_time(operand)]
        case ast.NowIsBetween():
            return ["now is", *_not(operand.negated), "between", *hours_in_words(operand), *contact_time(operand)]
        case ast.Has():
            return _has(operand)
        case ast.Tagged():
            return ["tagged", operand.tag.text]
        case ast.SubscribedTo():
            return ["subscribed to", operand.channel.text]
        case ast.InJourney():
            stage = [] if operand.stage is None else ["stage", operand.stage.text]
            return ["in journey", operand.journey.text, *stage]
        case ast.InSegment():
            return ["in segment", operand.segment.text]
        case ast.Bare():
            return [value_in_words(operand.value)]
        case ast.Not():
            return ["not", *operand_in_words(operand.operand)]
        case ast.Group():
            inside = condition_in_words(operand.condition)
            inside[0] = "(" + inside[0]
            inside[-1] += ")"
            return inside
        case _:
            assert_never(operand)


def _has(has: ast.Has) -> list[str]:
    words = ["has", *_not(has.negated)]
    if isinstance(has.what, ast.Changed):
        words += _changed(has.what)
    else:
        words += phrase_in_words(has.what, counting_machines=has.counting_machines)
    words += _where(has.where)
    words += _times(has.at_least, None)
    if has.at_most is not None:
        words += ["at most", str(has.at_most.value), "times"]
    if has.in_the_last is not None:
        words += ["in the last", duration_in_words(has.in_the_last.parts)]
    if has.calendar_span is not None:
        words.append(has.calendar_span.value)
    return [*words, "since entering"] if has.since_entering else words


def _not(negated: bool) -> list[str]:
    return ["not"] if negated else []


def if_in_words(condition: ast.Condition | None) -> list[str]:
    """`if` and the condition, if there is one."""
    return [] if condition is None else ["if", *condition_in_words(condition)]
