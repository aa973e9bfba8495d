"""Triggers: alternatives joined by `or`, where a lone word repeats the verb before it."""

from __future__ import annotations

from enum import Enum, auto

from jdsl.diagnostics import catalogue as codes
from jdsl.model import model
from jdsl.model.catalog import ANSWERED
from jdsl.model.conditions import count_of, resolve_changed, resolve_pattern, window_ms, with_where
from jdsl.model.declarations import MESSAGES, Thing
from jdsl.model.lookup import CHANGED, NOTHING_AT_HAND, UNKNOWN_EVENT
from jdsl.model.model import Kind, Medium
from jdsl.model.moments import From, resolve_moment
from jdsl.model.names import (
    any_message,
    messages_meant,
    messages_of_channel,
    resolve_subject,
    said_verb,
    verb_form,
    webhook_form,
)
from jdsl.model.scope import Scope, World
from jdsl.syntax import ast
from jdsl.text.span import Span

_ROW_LEAST, _ROW_MOST = 2, 32
_IN_A_ROW = "in a row"


class Listens(Enum):
    """Who listens, which decides what can be heard."""

    INSIDE = auto()  # goals, exits, rules and arms: during a visit
    ENTERING = auto()
    SCORE = auto()


def resolve_trigger(scope: Scope, written: ast.Trigger, listens: Listens = Listens.INSIDE) -> model.Trigger | None:
    """The trigger, or None: then what is wrong with it is reported."""
    found: list[model.Alternative] = []
    complete = True
    before: ast.Alternative | None = None
    for alternative in written.alternatives:
        spelled_out = _spelled_out(scope.world, before, alternative)
        resolved = _alternative(scope, before, spelled_out, listens)
        if resolved is None:
            complete = False
        else:
            found.append(resolved)
        before = _repeatable(before, spelled_out, scope.world)
    return tuple(found) if complete else None


def trigger_events(world: World, written: ast.Trigger) -> frozenset[str]:
    """The events that a match puts at hand, as a `Hand` has them; what goes by the clock or a score puts none."""
    events: list[str] = []
    last = UNKNOWN_EVENT
    before: ast.Alternative | None = None
    for alternative in written.alternatives:
        event = alternative.second if isinstance(alternative, ast.FollowedBy) else alternative
        match event:
            case ast.Changed():
                last = f"{CHANGED}:{event.attribute.text if event.attribute else ''}"
                events.append(last)
            case ast.Happening():
                verb = said_verb(world.verbs, event.phrase.words)
                if verb is not None:
                    last = _event_said(world, verb, event.phrase)
                elif not _is_repetition(world, before, event):
                    last = UNKNOWN_EVENT
                events.append(last)
            case _:
                pass
        before = _repeatable(before, alternative, world)
    return frozenset(events)


def _event_said(world: World, verb: model.Verb, phrase: ast.Phrase) -> str:
    if verb.name == ANSWERED:
        named = [word.text for word in phrase.words if word.text in world.catalog.webhooks]
        return f"{ANSWERED}:{named[0]}" if named else ANSWERED
    return verb.name


def has_clock(world: World, written: ast.Trigger) -> bool:
    """Whether an alternative can go off by the clock, so that nothing new comes to hand."""
    singles = (one.second if isinstance(one, ast.FollowedBy) else one for one in written.alternatives)
    return any(_may_be_clock(world, one) for one in singles)


def _may_be_clock(world: World, alternative: ast.Alternative) -> bool:
    match alternative:
        case ast.Happening():
            verb = said_verb(world.verbs, alternative.phrase.words)
            return verb is not None and verb.kind is Kind.SEGMENT  # joined, or left, by time alone
        case ast.Changed():
            return False
        case _:
            return True


# --- a lone word after `or` ---


def _spelled_out(world: World, before: ast.Alternative | None, alternative: ast.Alternative) -> ast.Alternative:
    """`changed country to CZ or DE` has `changed country to DE` as its second alternative."""
    if not isinstance(before, ast.Changed) or not isinstance(alternative, ast.Happening) or before.to_value is None:
        return alternative
    words = alternative.phrase.words
    if len(words) != 1 or said_verb(world.verbs, words) is not None:
        return alternative
    (word,) = words
    return ast.Changed(
        before.attribute, before.from_value, word, alternative.at_least, alternative.within, alternative.span
    )


def _repeatable(before: ast.Alternative | None, alternative: ast.Alternative, world: World) -> ast.Alternative | None:
    """What a lone word after this alternative would repeat."""
    if isinstance(alternative, ast.Happening) and said_verb(world.verbs, alternative.phrase.words) is None:
        return before
    return alternative


def _is_repetition(world: World, before: ast.Alternative | None, alternative: ast.Happening) -> bool:
    if isinstance(before, ast.Changed):
        return _spelled_out(world, before, alternative) is not alternative
    return _repeated_verb(world, before, alternative.phrase) is not None


def _alternative(
    scope: Scope, before: ast.Alternative | None, alternative: ast.Alternative, listens: Listens
) -> model.Alternative | None:
    match alternative:
        case ast.Quiet():
            return _quiet(scope, alternative, listens)
        case ast.Moment():
            moment = resolve_moment(scope, NOTHING_AT_HAND, alternative, From.TRIGGER)
            return None if moment is None else model.Comes(moment)
        case ast.Ignored():
            return _ignored(scope, alternative, listens)
        case ast.IgnoredInARow():
            return _ignored_in_a_row(scope, alternative, listens)
        case ast.FollowedBy():
            return _followed_by(scope, alternative, listens)
        case ast.Reaches() | ast.FallsBelow():
            return _crosses(scope, alternative, listens)
        case ast.Changed():
            pattern = resolve_changed(scope, alternative)
        case ast.Happening():
            pattern = _happening(scope, before, alternative)
    times = count_of(scope, alternative.at_least)
    within = window_ms(scope, alternative.within)
    if pattern is None or not _is_heard(scope, pattern, alternative.span, listens):
        return None
    return model.Plain(pattern) if times is None else model.Counted(pattern, times, within)


def resolve_single(scope: Scope, written: ast.Plain, listens: Listens = Listens.INSIDE) -> model.Single | None:
    """One plain event, as in a sequence; None: it is reported."""
    found = _alternative(scope, None, written, listens)
    assert found is None or isinstance(found, model.Plain | model.Crosses), "the grammar counts nothing here"
    return found


def _followed_by(scope: Scope, written: ast.FollowedBy, listens: Listens) -> model.Followed | None:
    first = resolve_single(scope, written.first, listens)
    then = resolve_single(scope, written.second, listens)
    within = window_ms(scope, written.within)
    return None if first is None or then is None else model.Followed(first, then, within)


def _quiet(scope: Scope, written: ast.Quiet, listens: Listens) -> model.Silence | None:
    verb = said_verb(scope.world.verbs, written.phrase.words)
    if verb is not None and verb.kind is Kind.WEBHOOK:
        of_webhook = webhook_form(scope.world.verbs, written.phrase.words)
        about = of_webhook[1] if of_webhook is not None else written.phrase.words[1:]
        text = f"{' '.join(word.text for word in about) or 'any webhook'} fails"
        message = "a webhook that is silent fails, which is an event"
        fix = scope.replacing(f"say `{text}`", written.span, text, certain=False)
        scope.report(codes.NO_ANSWER_HERE, written.span, message, f"say `{text}`", fixes=[fix])
        return None
    pattern = resolve_pattern(scope, written.phrase, written.where, counting_machines=written.counting_machines)
    length = window_ms(scope, written.duration)
    if pattern is None or length is None or not _is_heard(scope, pattern, written.span, listens):
        return None
    return model.Silence(pattern, length)


def _crosses(scope: Scope, written: ast.Reaches | ast.FallsBelow, listens: Listens) -> model.Crosses | None:
    score = scope.named(written.score, Thing.SCORE)
    number = written.number
    if number.millionths <= 0:
        message = f"a score is never below 0, so `{scope.written(number.span)}` is nothing to come to"
        scope.report(codes.OUT_OF_RANGE, number.span, message, "say a number above 0")
        return None
    if listens is Listens.SCORE:
        message = f"`{scope.written(written.span)}` is brought about by points, and cannot give any"
        scope.report(codes.NOT_IN_SCORE, written.span, message, "listen to the events themselves")
        return None
    return None if score is None else model.Crosses(score, number.millionths, isinstance(written, ast.Reaches))


def _is_heard(scope: Scope, pattern: model.Pattern, span: Span, listens: Listens) -> bool:
    """Whether such an event can be heard there; if not, it is reported."""
    kind = scope.world.verbs.by_name[pattern.verb].kind
    shown = scope.written(span)
    if kind is Kind.WEBHOOK and listens is not Listens.INSIDE:
        message = f"`{shown}` reaches the visit that called, and nobody else"
        scope.report(codes.NO_ANSWER_HERE, span, message, "`announce` an event from there, and listen to that")
        return False
    if listens is Listens.SCORE and kind is Kind.SEGMENT:
        message = f"`{shown}` can be brought about by points, and cannot give any"
        scope.report(codes.NOT_IN_SCORE, span, message, "listen to the events themselves")
        return False
    if listens is Listens.SCORE and pattern.counting_machines:
        _report_machines(scope, span)
        return False
    return True


def _report_machines(scope: Scope, span: Span) -> None:
    message = "machines give no points, so a score cannot say `counting machines`"
    scope.report(codes.NOT_IN_SCORE, span, message, "leave it out")


# --- what is ignored ---


def _ignored(scope: Scope, written: ast.Ignored, listens: Listens) -> model.Ignored | None:
    found = messages_meant(scope, written.what)
    length = window_ms(scope, written.duration)
    if found is None or length is None:
        return None
    messages = scope.world.catalog.messages
    if len(written.what.words) == 1 and any(name in messages and messages[name].transactional for name in found):
        message = f"`{written.what.words[0].text}` is transactional, and nobody has to open such a message"
        advice = "listen to what should happen: `not visited pricing for 5d`"
        scope.report(codes.IGNORED_TRANSACTIONAL, written.what.span, message, advice)
        return None
    return _watched(scope, found, 1, length, written, listens)


def _ignored_in_a_row(scope: Scope, written: ast.IgnoredInARow, listens: Listens) -> model.Ignored | None:
    count, length = written.count, window_ms(scope, written.duration)
    if count.value == 1:
        _no_row(scope, written)
        return None
    if not _ROW_LEAST <= count.value <= _ROW_MOST:
        message = f"so many emails in a row are from {_ROW_LEAST} to {_ROW_MOST}, and this is {count.value}"
        scope.report(codes.OUT_OF_RANGE, count.span, message, "more is never kept of a contact")
        return None
    if written.channel is not None:
        found = messages_of_channel(scope, written.channel, Medium.EMAIL)
    else:
        found = any_message(scope, Medium.EMAIL)
    return None if found is None or length is None else _watched(scope, found, count.value, length, written, listens)


def _no_row(scope: Scope, written: ast.IgnoredInARow) -> None:
    channel = f"{written.channel.text} " if written.channel is not None else ""
    text = f"any {channel}email"
    end = scope.written(written.span).index(_IN_A_ROW) + written.span.start + len(_IN_A_ROW)
    fix = scope.replacing(f"say `ignored {text}`", Span(written.count.span.start, end), text, certain=True)
    message = "one email alone is no row of them"
    scope.report(codes.OUT_OF_RANGE, written.count.span, message, f"say `ignored {text}`", fixes=[fix])


def _watched(
    scope: Scope,
    found: frozenset[str],
    in_a_row: int,
    for_ms: int,
    written: ast.Ignored | ast.IgnoredInARow,
    listens: Listens,
) -> model.Ignored | None:
    if listens is Listens.SCORE and written.counting_machines:
        _report_machines(scope, written.span)
        return None
    messages = scope.world.catalog.messages
    watched = frozenset(name for name in found if name not in messages or not messages[name].transactional)
    return model.Ignored(watched, in_a_row, for_ms, written.counting_machines)


# --- plain events ---


def _happening(scope: Scope, before: ast.Alternative | None, written: ast.Happening) -> model.Pattern | None:
    verb = _repeated_verb(scope.world, before, written.phrase)
    if verb is None:
        machines = written.counting_machines
        return resolve_pattern(scope, written.phrase, written.where, counting_machines=machines)
    said = resolve_subject(scope, verb, written.phrase.words)
    if said is None:
        return None
    pattern = model.Pattern(said.verb.name, said.subjects, said.link, counting_machines=written.counting_machines)
    return with_where(scope, pattern, written.where)


def _repeated_verb(world: World, before: ast.Alternative | None, phrase: ast.Phrase) -> model.Verb | None:
    """The verb of `before`, if the phrase is a subject alone."""
    words = phrase.words
    if not isinstance(before, ast.Happening | ast.Quiet) or said_verb(world.verbs, words) is not None:
        return None
    form = verb_form(world.verbs, before.phrase.words)
    if form is None or form.verb.kind is None or len(before.phrase.words) == len(form.words):
        return None
    is_short = len(words) == 1 or words[0].text == "any" or (len(words) == 3 and words[1].text == "link")
    if not is_short:
        return None
    # A misspelt verb is not a new email.
    if not _is_declared(world, words[0].text, form.verb.kind) and world.suggestions.nearest(
        words[0].text, world.verbs.by_name
    ):
        return None
    return form.verb


def _is_declared(world: World, name: str, kind: Kind) -> bool:
    things = MESSAGES if kind is Kind.MESSAGE else tuple(thing for thing in Thing if thing.value == kind.value)
    return name == "any" or world.declared.find(name, things) is not None
