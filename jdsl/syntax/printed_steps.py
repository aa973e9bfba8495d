"""Steps, as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from jdsl.syntax import ast
from jdsl.syntax.printed_asking import (
    condition_in_words,
    if_in_words,
    optional,
    phrase_in_words,
    value_in_words,
    was_in_words,
)
from jdsl.syntax.printed_times import (
    at_in_words,
    date_in_words,
    days_in_words,
    duration_in_words,
    length_in_words,
    moment_in_words,
)


def steps_in_words(steps: Sequence[ast.Step]) -> list[str]:
    """Steps joined by `then`."""
    words: list[str] = []
    for step in steps:
        words += ["then"] if words else []
        words += _step(step)
    return words


def then_in_words(steps: Sequence[ast.Step]) -> list[str]:
    """`then` and the steps, if there are any."""
    return ["then", *steps_in_words(steps)] if steps else []


def _step(step: ast.Step) -> list[str]:
    match step:
        case ast.Send():
            after = [] if step.after is None else ["after", *length_in_words(step.after)]
            return ["send", step.message.text, *after, *at_in_words(step.at)]
        case ast.Notify():
            return ["notify", step.target.text, *optional(step.text)]
        case (
            ast.Wait()
            | ast.WaitUpTo()
            | ast.WaitUntil()
            | ast.WaitUntilDate()
            | ast.WaitUntilMoment()
            | ast.WaitUpToUntil()
        ):
            return _waiting(step)
        case ast.If():
            return [*if_in_words(step.condition), *then_in_words(step.steps)]
        case ast.Move():
            return ["move to", step.stage.text]
        case ast.Reach():
            return ["reach", step.goal.text]
        case ast.Exit():
            return ["exit", *optional(step.reason)]
        case ast.Set():
            return ["set", step.attribute.text, "to", value_in_words(step.value)]
        case ast.Add():
            return ["add", value_in_words(step.value), "to", step.name.text]
        case ast.Take():
            return ["take", value_in_words(step.value), "from", step.name.text]
        case ast.Remember():
            return ["remember", value_in_words(step.value), *([] if step.name is None else ["as", step.name.text])]
        case ast.Hold():
            duration = [] if step.duration is None else ["for", duration_in_words(step.duration.parts)]
            return ["hold", _channel(step.channel), *duration]
        case ast.Release():
            return ["release", _channel(step.channel)]
        case ast.Call():
            return ["call", step.webhook.text]
        case ast.Tag() | ast.Untag():
            return ["tag" if isinstance(step, ast.Tag) else "untag", step.name.text]
        case ast.Subscribe():
            return ["subscribe to", step.channel.text]
        case ast.Unsubscribe():
            return ["unsubscribe from", step.channel.text]
        case ast.Announce():
            return ["announce", *phrase_in_words(step.phrase)]
        case ast.Start():
            return ["start", step.journey.text]
        case ast.Do():
            return ["do", step.piece.text]
        case ast.Split():
            return ["split", step.name.text, *was_in_words(step.was)]
        case ast.Repeat():
            if step.condition is None:
                return ["repeat", str(step.times.value), "times"]
            return ["repeat at most", str(step.times.value), "times until", *condition_in_words(step.condition)]
        case _:
            assert_never(step)


def _waiting(
    step: ast.Wait | ast.WaitUpTo | ast.WaitUntil | ast.WaitUntilDate | ast.WaitUntilMoment | ast.WaitUpToUntil,
) -> list[str]:
    match step:
        case ast.Wait():
            length = [] if step.duration is None else length_in_words(step.duration)
            return ["wait", *length, *at_in_words(step.at)]
        case ast.WaitUpTo():
            return ["wait up to", *length_in_words(step.duration)]
        case ast.WaitUntil():
            at = at_in_words(step.at)
            return ["wait until", *(at[1:] if step.days is None else [*days_in_words(step, one="weekday"), *at])]
        case ast.WaitUntilDate():
            return ["wait until", date_in_words(step.date), *at_in_words(step.at), *_else(step.otherwise)]
        case ast.WaitUntilMoment():
            return ["wait until", *moment_in_words(step.moment), *_else(step.otherwise)]
        case ast.WaitUpToUntil():
            condition = condition_in_words(step.condition)
            return ["wait up to", *length_in_words(step.duration), "until", *condition, *_else(step.otherwise)]
        case _:
            assert_never(step)


def _else(steps: Sequence[ast.Step]) -> list[str]:
    return ["else", *steps_in_words(steps)] if steps else []


def _channel(channel: ast.Name | None) -> str:
    return "everything" if channel is None else channel.text
