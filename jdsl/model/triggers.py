"""Triggers: alternatives joined by `or`, where a lone word repeats the verb before it."""

from __future__ import annotations

from jdsl.model import model
from jdsl.model.conditions import count_of, resolve_changed, resolve_pattern, window_ms, with_where
from jdsl.model.declarations import MESSAGES, Thing
from jdsl.model.lookup import CHANGED, NOTHING_AT_HAND, UNKNOWN_EVENT
from jdsl.model.model import Kind
from jdsl.model.moments import From, resolve_moment
from jdsl.model.names import resolve_subject, verb_form
from jdsl.model.scope import Scope, World
from jdsl.syntax import ast


def resolve_trigger(scope: Scope, written: ast.Trigger) -> model.Trigger | None:
    """The trigger, or None: then what is wrong with it is reported."""
    found: list[model.Alternative] = []
    complete = True
    before: ast.Alternative | None = None
    for alternative in written.alternatives:
        spelled_out = _spelled_out(scope.world, before, alternative)
        resolved = _alternative(scope, before, spelled_out)
        if resolved is None:
            complete = False
        else:
            found.append(resolved)
        before = _repeatable(before, spelled_out, scope.world)
    return tuple(found) if complete else None


def trigger_events(world: World, written: ast.Trigger) -> frozenset[str]:
    """The events that a match puts at hand, as a `Hand` has them; a silence and a moment put none."""
    events: list[str] = []
    last = UNKNOWN_EVENT
    before: ast.Alternative | None = None
    for alternative in written.alternatives:
        match alternative:
            case ast.Changed():
                last = f"{CHANGED}:{alternative.attribute.text if alternative.attribute else ''}"
                events.append(last)
            case ast.Happening():
                form = verb_form(world.verbs, alternative.phrase.words)
                if form is not None:
                    last = form.verb.name
                elif not _is_repetition(world, before, alternative):
                    last = UNKNOWN_EVENT
                events.append(last)
            case ast.Quiet() | ast.Moment():
                pass
        before = _repeatable(before, alternative, world)
    return frozenset(events)


def has_clock(written: ast.Trigger) -> bool:
    """Whether an alternative goes off by the clock, so that nothing new comes to hand."""
    return any(isinstance(alternative, ast.Quiet | ast.Moment) for alternative in written.alternatives)


# --- a lone word after `or` ---


def _spelled_out(world: World, before: ast.Alternative | None, alternative: ast.Alternative) -> ast.Alternative:
    """`changed country to CZ or DE` has `changed country to DE` as its second alternative."""
    if not isinstance(before, ast.Changed) or not isinstance(alternative, ast.Happening) or before.to_value is None:
        return alternative
    words = alternative.phrase.words
    if len(words) != 1 or verb_form(world.verbs, words) is not None:
        return alternative
    (word,) = words
    return ast.Changed(
        before.attribute, before.from_value, word, alternative.at_least, alternative.within, alternative.span
    )


def _repeatable(before: ast.Alternative | None, alternative: ast.Alternative, world: World) -> ast.Alternative | None:
    """What a lone word after this alternative would repeat."""
    if isinstance(alternative, ast.Happening) and verb_form(world.verbs, alternative.phrase.words) is None:
        return before
    return alternative


def _is_repetition(world: World, before: ast.Alternative | None, alternative: ast.Happening) -> bool:
    if isinstance(before, ast.Changed):
        return _spelled_out(world, before, alternative) is not alternative
    return _repeated_verb(world, before, alternative.phrase) is not None


def _alternative(
    scope: Scope, before: ast.Alternative | None, alternative: ast.Alternative
) -> model.Alternative | None:
    match alternative:
        case ast.Quiet():
            machines = alternative.counting_machines
            pattern = resolve_pattern(scope, alternative.phrase, alternative.where, counting_machines=machines)
            length = window_ms(scope, alternative.duration)
            return None if pattern is None or length is None else model.Silence(pattern, length)
        case ast.Moment():
            moment = resolve_moment(scope, NOTHING_AT_HAND, alternative, From.TRIGGER)
            return None if moment is None else model.Comes(moment)
        case ast.Changed():
            pattern = resolve_changed(scope, alternative)
        case ast.Happening():
            pattern = _happening(scope, before, alternative)
    times = count_of(scope, alternative.at_least)
    within = window_ms(scope, alternative.within)
    if pattern is None:
        return None
    return model.Plain(pattern) if times is None else model.Counted(pattern, times, within)


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
    if before is None or isinstance(before, ast.Changed | ast.Moment) or verb_form(world.verbs, words) is not None:
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
