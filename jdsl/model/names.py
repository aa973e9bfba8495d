"""Verb phrases: the longest declared verb, then what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jdsl.diagnostics import catalogue as codes
from jdsl.model.catalog import ANSWERED, FAILED, VerbForm, Verbs
from jdsl.model.declarations import Thing
from jdsl.model.model import Kind, Medium, Verb
from jdsl.model.scope import Scope, did_you_mean
from jdsl.syntax import ast
from jdsl.syntax.keywords import STEP_WORDS
from jdsl.text.span import Span

_THINGS = {
    Kind.CHANNEL: Thing.CHANNEL,
    Kind.PAGE: Thing.PAGE,
    Kind.FORM: Thing.FORM,
    Kind.PRODUCT: Thing.PRODUCT,
    Kind.TAG: Thing.TAG,
    Kind.WEBINAR: Thing.WEBINAR,
    Kind.SEGMENT: Thing.SEGMENT,
    Kind.WEBHOOK: Thing.WEBHOOK,
}
# How the verbs of webhooks are said, behind what they are about (§18.2).
_OF_WEBHOOKS = {"answers": ANSWERED, "fails": FAILED, ANSWERED: ANSWERED, FAILED: FAILED}
_MEDIA = {medium.value: medium for medium in Medium}


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase, resolved. `subjects` None: any, or none at all."""

    verb: Verb
    subjects: frozenset[str] | None
    link: str | None


def verb_form(verbs: Verbs, words: Sequence[ast.Name]) -> VerbForm | None:
    """The longest declared verb that the words begin with."""
    for form in verbs.forms.get(words[0].text, ()):
        size = len(form.words)
        if size == 1 or (size <= len(words) and all(words[i].text == form.words[i] for i in range(1, size))):
            return form
    return None


def webhook_form(verbs: Verbs, words: Sequence[ast.Name]) -> tuple[Verb, Sequence[ast.Name]] | None:
    """`crm answers`, `any webhook fails`, `crm answered`: the verb, and what stands before it."""
    name = _OF_WEBHOOKS.get(words[-1].text)
    is_any = len(words) == 3 and words[0].text == "any" and words[1].text == Kind.WEBHOOK
    if name is None or not (is_any or len(words) == 2) or verb_form(verbs, words) is not None:
        return None
    return verbs.by_name[name], words[:-1]


def said_verb(verbs: Verbs, words: Sequence[ast.Name]) -> Verb | None:
    """The verb of a phrase, wherever it stands."""
    form = verb_form(verbs, words)
    if form is not None:
        return form.verb
    of_webhook = webhook_form(verbs, words)
    return of_webhook[0] if of_webhook is not None else None


def resolve_phrase(scope: Scope, phrase: ast.Phrase) -> Said | None:
    """What the phrase says, or None: then it is reported."""
    verbs = scope.world.verbs
    of_webhook = webhook_form(verbs, phrase.words)
    form = verb_form(verbs, phrase.words)
    verb = of_webhook[0] if of_webhook is not None else form.verb if form is not None else None
    if verb is None:
        _unknown_verb(scope, phrase)
        return None
    if of_webhook is not None:
        return resolve_subject(scope, *of_webhook)
    assert form is not None
    rest = phrase.words[len(form.words) :]
    if not rest:
        if form.verb.kind is not None and not form.is_bare and form.verb.name != form.verb.bare:
            _missing_subject(scope, phrase, form.verb)
            return None
        return Said(form.verb, None, None)
    if form.is_bare and form.verb.name != form.verb.bare and rest[0].text not in STEP_WORDS:
        _missing_preposition(scope, form.verb, phrase.words[len(form.words) - 1])
        return None
    return resolve_subject(scope, form.verb, rest)


def resolve_subject(scope: Scope, verb: Verb, rest: Sequence[ast.Name]) -> Said | None:
    """`any KIND`, or `NAME [link NAME]`; `rest` is what follows the verb, never empty."""
    if verb.kind is None or rest[0].text in STEP_WORDS:
        return _unexpected(scope, verb, rest)
    if rest[0].text == "any":
        return _any(scope, verb, rest)
    extra = rest[1:]
    link: ast.Name | None = None
    if len(extra) >= 2 and extra[0].text == "link":
        link, extra = extra[1], extra[2:]
    if extra:
        return _unexpected(scope, verb, extra)
    name = subject_name(scope, verb, rest[0])
    if name is None:
        return None
    if link is not None and not _is_link_known(scope, verb, name, rest[1], link):
        return None
    return Said(verb, frozenset((name,)), link.text if link else None)


def subject_name(scope: Scope, verb: Verb, name: ast.Name) -> str | None:
    """The name as one of the verb's kind, or None: then it is reported."""
    kind = verb.kind
    if kind is Kind.MESSAGE:
        return scope.message(name, after_verb=True)
    if kind is not None and kind in _THINGS:
        return scope.named(name, _THINGS[kind], after_verb=True)
    if kind is Kind.ATTRIBUTE:
        return name.text if scope.attribute(name) is not None else None
    if kind is Kind.JOURNEY:
        return scope.journey_name(name)
    assert kind is Kind.GOAL, f"an event about a {kind} is not read yet"
    return scope.goal_anywhere(name)


def _any(scope: Scope, verb: Verb, rest: Sequence[ast.Name]) -> Said | None:
    kind = verb.kind
    assert kind is not None
    words = [name.text for name in rest[1:]]
    if kind is Kind.MESSAGE and words and words[0] in _MEDIA and len(words) == 1:
        return Said(verb, _messages(scope, _MEDIA[words[0]], None), None)
    if kind is Kind.MESSAGE and len(words) == 2 and words[1] in _MEDIA:
        messages = messages_of_channel(scope, rest[1], _MEDIA[words[1]])
        return None if messages is None else Said(verb, messages, None)
    if words == [kind.value]:
        return Said(verb, _all_of(scope, kind), None)
    after = 3 if len(words) > 2 and words[1] in _MEDIA else 2
    extra = rest[after:]
    if extra and extra[0].text in STEP_WORDS:
        return _unexpected(scope, verb, extra)
    wanted = "any email`, `any sms` or `any push" if kind is Kind.MESSAGE else f"any {kind.value}"
    span = Span(rest[0].span.start, rest[-1].span.end)
    shown = " ".join(name.text for name in rest)
    scope.report(codes.WRONG_KIND, span, f"`{verb.name}` cannot be about `{shown}`", f"say `{wanted}`")
    return None


def _all_of(scope: Scope, kind: Kind) -> frozenset[str] | None:
    """Everything of the kind that is declared; None: what has no subject is meant as well."""
    world = scope.world
    scope.asks_all = True
    match kind:
        case Kind.MESSAGE:
            return frozenset(world.catalog.messages)
        case Kind.PAGE:
            return frozenset(world.catalog.pages)
        case Kind.FORM:
            return frozenset(world.catalog.forms)
        case Kind.PRODUCT:
            return frozenset(world.catalog.products)
        case Kind.TAG:
            return frozenset(world.catalog.tags)
        case Kind.WEBINAR:
            return frozenset(world.catalog.webinars)
        case Kind.JOURNEY:
            return frozenset(world.declared.journeys)
        case Kind.GOAL:
            return frozenset(world.declared.things[Thing.GOAL])
        case _:
            # Who unsubscribes from everything does so from any channel.
            return None


def _messages(scope: Scope, medium: Medium, channel: str | None) -> frozenset[str]:
    scope.asks_all = True
    return scope.world.any_message(medium, channel)


def messages_of_channel(scope: Scope, channel: ast.Name, medium: Medium | None) -> frozenset[str] | None:
    """All messages of the channel (and medium); None: there is none, or no such channel, which is reported."""
    name = scope.named(channel, Thing.CHANNEL)
    if name is None:
        return None
    media = tuple(Medium) if medium is None else (medium,)
    found = frozenset[str]().union(*(_messages(scope, one, name) for one in media))
    if not found:
        word = medium.value if medium is not None else "message"
        message = f"no {word} goes through `{name}`"
        advice = f"say so below the {word} that does: `channel {name}`"
        scope.report(codes.NO_SUCH_MESSAGES, channel.span, message, advice)
        return None
    return found


def any_message(scope: Scope, medium: Medium | None) -> frozenset[str]:
    """All messages, or all of the medium."""
    media = tuple(Medium) if medium is None else (medium,)
    return frozenset[str]().union(*(_messages(scope, one, None) for one in media))


def messages_meant(scope: Scope, phrase: ast.Phrase) -> frozenset[str] | None:
    """`NAME`, `any email`, `any message`, `any C email`, where messages alone can stand; None: it is reported."""
    words = phrase.words
    texts = [word.text for word in words]
    if len(words) == 1:
        name = scope.message(words[0])
        return None if name is None else frozenset((name,))
    if texts[0] == "any" and len(words) <= 3 and (texts[-1] in _MEDIA or texts[-1] == Kind.MESSAGE):
        medium = _MEDIA.get(texts[-1])
        if len(words) == 3:
            return messages_of_channel(scope, words[1], medium)
        return any_message(scope, medium)
    message = f"`{' '.join(texts)}` is no message"
    advice = "name one, or say `any email`, `any sms`, `any push` or `any message`"
    scope.report(codes.WRONG_KIND, phrase.span, message, advice)
    return None


def _is_link_known(scope: Scope, verb: Verb, message: str, word: ast.Name, link: ast.Name) -> bool:
    if "link" not in verb.properties:
        span = Span(word.span.start, link.span.end)
        message_text = f"only a click knows its link, and this says `{verb.name}`"
        scope.report(codes.NO_LINK_HERE, span, message_text, "say `clicked`")
        return False
    found = scope.world.catalog.messages.get(message)
    if found is None or not found.links or link.text in found.links:
        return True
    near = scope.nearest(link.text, found.links)
    listed = ", ".join(f"`{name}`" for name in found.links[:6])
    fixes = [scope.replacing(f"use `{near}`", link.span, near, certain=False)] if near else []
    message_text = f"`{message}` has no link `{link.text}`"
    advice = did_you_mean(near) or f"its links are {listed}"
    scope.report(codes.UNKNOWN_LINK, link.span, message_text, advice, fixes=fixes)
    return False


# --- what is said when a phrase is none ---


def _unknown_verb(scope: Scope, phrase: ast.Phrase) -> None:
    words = phrase.words
    if words[0].text in scope.world.declared.broken_events:
        return
    if _is_misspelt_answer(scope, phrase):
        return
    names = sorted(verb for verb in scope.world.verbs.by_name)
    for size in range(min(3, len(words)), 0, -1):
        text = " ".join(word.text for word in words[:size])
        near = scope.nearest(text, (name for name in names if name.count(" ") == size - 1))
        if near is not None:
            span = Span(words[0].span.start, words[size - 1].span.end)
            fix = scope.replacing(f"use `{near}`", span, near, certain=False)
            scope.report(codes.UNKNOWN_VERB, span, f"no event is called `{text}`", did_you_mean(near), fixes=[fix])
            return
    size = _verb_size(scope, words)
    span = Span(words[0].span.start, words[size - 1].span.end)
    text = " ".join(word.text for word in words[:size])
    draft = f"event {text}"
    if size < len(words):
        found = scope.world.declared.find(words[size].text, Thing)
        kind = _kind_of(found.thing) if found else ""
        draft += f" a {kind}" if kind in {kind.value for kind in Kind} else ""
    scope.report(
        codes.UNKNOWN_VERB,
        span,
        f"no event is called `{text}`",
        f"declare it with a line like `{draft}`",
        fixes=[scope.declaring(draft)],
    )


def _is_misspelt_answer(scope: Scope, phrase: ast.Phrase) -> bool:
    """Whether it is `crm answer` or `answers crm`; then it is reported."""
    if len(phrase.words) != 2:
        return False
    first, second = phrase.words
    webhooks = scope.world.declared.things[Thing.WEBHOOK]
    if first.text in webhooks:
        word = scope.nearest(second.text, ("answers", "fails"))
        text = f"{first.text} {word}" if word is not None else None
    else:
        is_turned = second.text in webhooks and first.text in {"answers", "fails"}
        text = f"{second.text} {first.text}" if is_turned else None
    if text is None:
        return False
    said = " ".join(word.text for word in phrase.words)
    fix = scope.replacing(f"say `{text}`", phrase.span, text, certain=False)
    scope.report(codes.UNKNOWN_VERB, phrase.span, f"no event is called `{said}`", did_you_mean(text), fixes=[fix])
    return True


def _verb_size(scope: Scope, words: Sequence[ast.Name]) -> int:
    """How many of the words are most likely the verb: all before the first that names something."""
    for size in range(1, len(words)):
        if words[size].text == "any" or scope.world.declared.find(words[size].text, Thing) is not None:
            return size
    return len(words)


def _kind_of(thing: Thing) -> str:
    return "message" if thing.value in _MEDIA else thing.value


def _missing_subject(scope: Scope, phrase: ast.Phrase, verb: Verb) -> None:
    kind = verb.kind.value if verb.kind else ""
    scope.report(
        codes.MISSING_SUBJECT,
        phrase.span,
        f"`{verb.name}` does not say which {kind}",
        f"name the {kind}, or say `{verb.bare}` for any",
        fixes=[scope.replacing(f"say `{verb.bare}`", phrase.span, verb.bare, certain=False)],
    )


def _missing_preposition(scope: Scope, verb: Verb, last: ast.Name) -> None:
    preposition = verb.name[len(verb.bare) + 1 :]
    end = Span(last.span.end, last.span.end)
    scope.report(
        codes.MISSING_WORD,
        last.span,
        f"`{preposition}` is missing after `{verb.bare}`",
        fixes=[scope.replacing(f"add `{preposition}`", end, f" {preposition}", certain=True)],
    )


def _unexpected(scope: Scope, verb: Verb, extra: Sequence[ast.Name]) -> None:
    first = extra[0]
    if first.text in STEP_WORDS:
        before = Span(first.span.start, first.span.start)
        scope.report(
            codes.MISSING_WORD,
            first.span,
            f"`then` is missing before `{first.text}`",
            fixes=[scope.replacing("add `then`", before, "then ", certain=True)],
        )
        return
    span = Span(first.span.start, extra[-1].span.end)
    text = " ".join(word.text for word in extra)
    if verb.kind is None:
        advice = f"if it is about something, say what in its `event` line: `event {verb.name} a page`"
        message = f"`{verb.name}` is about nothing in particular, so `{text}` has no place"
        scope.report(codes.UNEXPECTED_WORDS, span, message, advice)
    else:
        message = f"`{text}` has no place after `{verb.name}` and its {verb.kind.value}"
        scope.report(codes.UNEXPECTED_WORDS, span, message)
