"""The catalog: what is declared, with what use alone tells, and the verbs by their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Code, Diagnostic, Edit, Fix, Label
from jdsl.model.declarations import MESSAGES, Declarations, Thing
from jdsl.model.model import (
    Catalog,
    DeclaredMoment,
    DeclaredSplit,
    Kind,
    Medium,
    Message,
    Page,
    Share,
    Type,
    Verb,
    Webhook,
)
from jdsl.model.renames import renamed_in, texts_of
from jdsl.model.types import written_type
from jdsl.model.zones import instant_of_written, is_zone
from jdsl.syntax import ast
from jdsl.text.nearest import nearest
from jdsl.text.span import Span

ANSWERED, FAILED = "answered", "failed"
_NAMES_SHOWN = 5

INFERRED = {
    Thing.EMAIL: codes.INFERRED_EMAILS,
    Thing.CHANNEL: codes.INFERRED_CHANNELS,
    Thing.PAGE: codes.INFERRED_PAGES,
    Thing.FORM: codes.INFERRED_FORMS,
    Thing.PRODUCT: codes.INFERRED_PRODUCTS,
    Thing.TAG: codes.INFERRED_TAGS,
}
"""What may be left undeclared, and the hint that says so. What needs more than a name is not here."""

PREPOSITIONS = frozenset(
    ("about", "at", "by", "for", "from", "in", "into", "of", "off", "on", "onto", "out", "through", "to", "up", "with")
)


@dataclass(frozen=True, slots=True)
class Use:
    """The first use of a name that is declared nowhere and taken for a `thing`."""

    thing: Thing
    name: str
    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One way to begin a phrase: a verb's whole name, or what is said without a subject."""

    words: tuple[str, ...]
    verb: Verb
    is_bare: bool


@dataclass(slots=True)
class Verbs:
    """All verbs. `forms` are by first word, the longest first, a whole name before a bare one of the same length.

    `of_any_answer` are the properties that the answers of all webhooks have, by an `event answered`.
    """

    by_name: dict[str, Verb] = field(default_factory=dict[str, Verb])
    forms: dict[str, list[VerbForm]] = field(default_factory=dict[str, list[VerbForm]])
    prelude: frozenset[str] = frozenset()
    of_any_answer: Mapping[str, Type] = field(default_factory=dict[str, Type])
    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])


def catalog_of(declared: Declarations, verbs: Verbs, uses: Sequence[Use], zone: str) -> Catalog:
    """Everything that is declared, and behind it what `uses` tell, in order of first use; `zone`: the workspace's."""
    inferred: dict[Thing, list[str]] = {thing: [] for thing in INFERRED}
    for use in uses:
        inferred[use.thing].append(use.name)

    def names(thing: Thing) -> tuple[str, ...]:
        return (*declared.things[thing], *inferred.get(thing, ()))

    attributes: dict[str, Type] = {}
    for name, declaration in declared.things[Thing.ATTRIBUTE].items():
        if isinstance(declaration.line.statement, ast.AttributeLine):
            attributes[name] = written_type(declaration.line.statement.type)
    return Catalog(
        messages=_messages(declared, inferred[Thing.EMAIL]),
        channels=names(Thing.CHANNEL),
        pages={name: Page(name, _pattern(declared, name)) for name in names(Thing.PAGE)},
        forms=names(Thing.FORM),
        products=names(Thing.PRODUCT),
        teams=_teams(declared),
        tags=names(Thing.TAG),
        attributes=attributes,
        verbs=verbs.by_name,
        moments=_moments(declared, Thing.MOMENT, zone),
        webinars=_moments(declared, Thing.WEBINAR, zone),
        webhooks=_webhooks(declared, verbs),
        segments=tuple(declared.things[Thing.SEGMENT]),
        scores=tuple(declared.things[Thing.SCORE]),
        splits={name: _split(name, one.line) for name, one in declared.things[Thing.SPLIT].items()},
        renamed=renamed_in(declared),
    )


def _moments(declared: Declarations, thing: Thing, zone: str) -> dict[str, DeclaredMoment]:
    """§3.8: by the clock of the zone that is written, else of the workspace's."""
    found: dict[str, DeclaredMoment] = {}
    for name, declaration in declared.things[thing].items():
        statement = declaration.line.statement
        at_ms = 0  # it could not be read, or its zone is none, which is reported
        if isinstance(statement, ast.MomentLine | ast.WebinarLine):
            written = statement.zone.text if statement.zone is not None else zone
            at_ms = instant_of_written(written if is_zone(written) else zone, statement.at)
        found[name] = DeclaredMoment(name, at_ms)
    return found


def _messages(declared: Declarations, inferred: Sequence[str]) -> dict[str, Message]:
    messages: dict[str, Message] = {}
    for thing in MESSAGES:
        for name, declaration in declared.things[thing].items():
            messages[name] = _message(name, Medium(thing.value), declaration.line)
    for name in inferred:
        messages.setdefault(name, Message(name, Medium.EMAIL, None, None, None, ()))
    return messages


def _message(name: str, medium: Medium, line: ast.Line) -> Message:
    statement = line.statement
    text = statement.text.value if isinstance(statement, ast.MessageLine) and statement.text else None
    channel: str | None = None
    provider_id: str | None = None
    links: list[str] = []
    addresses: dict[str, str] = {}
    transactional = False
    template: str | None = None
    for child in line.children:
        match child.statement:
            case ast.ChannelLine(channel_name):
                channel = channel_name.text
            case ast.IdLine(written):
                provider_id = written.value
            case ast.TransactionalLine():
                transactional = True
            case ast.TemplateLine(path):
                template = path.value
            case ast.LinkLine(link, address):
                links.append(link.text)
                if address is not None:
                    addresses.setdefault(address.value, link.text)
            case ast.Broken("link", ast.Name() as link):
                links.append(link.text)
            case _:
                pass
    every = tuple(dict.fromkeys(links))
    return Message(name, medium, text, channel, provider_id, every, addresses, transactional, template)


def _pattern(declared: Declarations, name: str) -> str | None:
    declaration = declared.things[Thing.PAGE].get(name)
    if declaration is None or not isinstance(declaration.line.statement, ast.PageLine):
        return None
    pattern = declaration.line.statement.pattern
    return pattern.value if pattern else None


def _teams(declared: Declarations) -> dict[str, str]:
    return {
        name: declaration.line.statement.address.value if isinstance(declaration.line.statement, ast.TeamLine) else ""
        for name, declaration in declared.things[Thing.TEAM].items()
    }


def _webhooks(declared: Declarations, verbs: Verbs) -> dict[str, Webhook]:
    found: dict[str, Webhook] = {}
    of_any = verbs.of_any_answer
    for name, one in declared.things[Thing.WEBHOOK].items():
        address = one.line.statement.address.value if isinstance(one.line.statement, ast.WebhookLine) else ""
        properties = {**of_any, **answered_properties(one.line)}
        found[name] = Webhook(name, address, properties)
        for child in one.line.children:
            if isinstance(child.statement, ast.AnswersWithinLine):
                found[name] = replace(found[name], answers_within_ms=child.statement.duration.ms)
                break
    return found


def answered_properties(line: ast.Line) -> dict[str, Type]:
    """What the answers of a webhook carry, by its lines."""
    found: dict[str, Type] = {}
    for child in line.children:
        if isinstance(child.statement, ast.PropertyLine):
            found.setdefault(child.statement.name.text, written_type(child.statement.type))
    return found


def _split(name: str, line: ast.Line) -> DeclaredSplit:
    was: tuple[str, ...] = ()
    if isinstance(line.statement, ast.StepsLine) and isinstance(line.statement.steps[0], ast.Split):
        was = texts_of(line.statement.steps[0].was)
    arms: dict[str, Share] = {}
    for child in line.children:
        arm = child.statement
        if isinstance(arm, ast.ArmLine):
            arms.setdefault(arm.name.text, Share(arm.name.text, arm.share.hundredths, texts_of(arm.was)))
    return DeclaredSplit(name, tuple(arms.values()), was[-1] if was else name, was)


# --- verbs ---


def verbs_of(declared: Declarations, prelude_path: str) -> Verbs:
    """Every verb that is declared; one that the prelude has too is added to."""
    verbs = Verbs()
    seen: dict[str, tuple[str, Span]] = {}
    prelude: list[str] = []
    for path, line in declared.events:
        assert isinstance(line.statement, ast.EventLine)
        name, kind, trouble = _event(path, line, line.statement)
        if trouble is not None:
            verbs.diagnostics.append(trouble)
        where = line.statement.words.span.shifted(line.start)
        known = verbs.by_name.get(name)
        properties = _properties(path, line, known, verbs.diagnostics)
        if path == prelude_path:
            prelude.append(name)
        elif name in seen and seen[name][0] != prelude_path:
            verbs.diagnostics.append(_event_twice(name, path, where, seen[name]))
        elif known is not None and kind is not None and kind is not known.kind:
            verbs.diagnostics.append(_kind_differs(name, path, where, known.kind))
        seen[name] = (path, where)
        if known is not None:
            kind, properties = known.kind, {**known.properties, **properties}
        verbs.by_name[name] = Verb(name, bare_form(name, kind), kind, properties)
    verbs.prelude = frozenset(prelude)
    _answers(declared, verbs)
    verbs.forms = _forms(verbs.by_name)
    return verbs


def _answers(declared: Declarations, verbs: Verbs) -> None:
    """`answered` carries what any webhook answers; a property of one name has one type in all of them (§18.1)."""
    answered = verbs.by_name[ANSWERED]
    verbs.of_any_answer = answered.properties
    first: dict[str, tuple[Type, Label | None]] = {name: (kind, None) for name, kind in answered.properties.items()}
    for one in declared.things[Thing.WEBHOOK].values():
        for child in one.line.children:
            if not isinstance(child.statement, ast.PropertyLine):
                continue
            name, kind = child.statement.name, written_type(child.statement.type)
            span = name.span.shifted(child.start)
            known, label = first.setdefault(name.text, (kind, Label(span, "first here", one.path)))
            if known != kind:
                message = f"`{name.text}` is of another type in what another webhook answers"
                labels = (label,) if label is not None else ()
                advice = "give it the same type, or another name"
                found = Diagnostic(codes.PROPERTIES_DISAGREE, one.path, span, message, advice, labels)
                verbs.diagnostics.append(found)
    properties = {name: kind for name, (kind, _) in first.items()}
    verbs.by_name[ANSWERED] = replace(answered, properties=properties)


def bare_form(name: str, kind: Kind | None) -> str:
    """How the verb is said without a subject: its last preposition goes."""
    words = name.split(" ")
    if kind is not None and len(words) > 1 and words[-1] in PREPOSITIONS:
        return " ".join(words[:-1])
    return name


def _event(path: str, line: ast.Line, statement: ast.EventLine) -> tuple[str, Kind | None, Diagnostic | None]:
    words = statement.words.words
    texts = [word.text for word in words]
    if len(texts) < 3 or texts[-2] not in {"a", "an"}:
        return " ".join(texts), None, None
    name, last = " ".join(texts[:-2]), words[-1]
    word = "message" if last.text in {medium.value for medium in Medium} else last.text
    if word in {kind.value for kind in Kind}:
        return name, Kind(word), None
    known = [kind.value for kind in Kind]
    near = nearest(last.text, known)
    span = last.span.shifted(line.start)
    trouble = Diagnostic(
        codes.UNKNOWN_KIND,
        path,
        span,
        f"an event cannot be about a `{last.text}`",
        help=f"did you mean `{near}`?" if near else "it can be a message, page, form, product, channel, tag or journey",
        fixes=(Fix(f"say `{near}`", (Edit(span, near),), certain=False),) if near else (),
    )
    return name, None, trouble


def _properties(path: str, line: ast.Line, known: Verb | None, diagnostics: list[Diagnostic]) -> Mapping[str, Type]:
    properties: dict[str, Type] = {}
    places: dict[str, Span] = {}
    for child in line.children:
        if not isinstance(child.statement, ast.PropertyLine):
            continue
        name, kind = child.statement.name, written_type(child.statement.type)
        span = name.span.shifted(child.start)
        before = known.properties.get(name.text) if known else None
        if name.text in places or (before is not None and before != kind):
            first = places.get(name.text)
            labels = (Label(first, "first here"),) if first else ()
            message = f"the property `{name.text}` is declared twice"
            diagnostics.append(Diagnostic(codes.DECLARED_TWICE, path, span, message, "leave one of them out", labels))
            continue
        places[name.text] = span
        properties[name.text] = kind
    return properties


def _event_twice(name: str, path: str, span: Span, first: tuple[str, Span]) -> Diagnostic:
    return Diagnostic(
        codes.DECLARED_TWICE,
        path,
        span,
        f"the event `{name}` is declared twice",
        help="put all its properties under one of the two",
        labels=(Label(first[1], "first here", first[0]),),
    )


def _kind_differs(name: str, path: str, span: Span, kind: Kind | None) -> Diagnostic:
    about = f"is about a {kind.value}" if kind else "is about nothing in particular"
    return Diagnostic(
        codes.VERB_DIFFERS,
        path,
        span,
        f"`{name}` is a standard event and {about}",
        help=f"say `event {name}` to add properties to it, or choose another verb",
    )


def _forms(verbs: Mapping[str, Verb]) -> dict[str, list[VerbForm]]:
    forms: dict[str, list[VerbForm]] = {}
    for verb in verbs.values():
        for text in dict.fromkeys((verb.name, verb.bare)):
            words = tuple(text.split(" "))
            forms.setdefault(words[0], []).append(VerbForm(words, verb, text != verb.name))
    for group in forms.values():
        group.sort(key=lambda form: (-len(form.words), form.is_bare))
    return forms


# --- what use tells ---


def inferred_hints(uses: Sequence[Use], insert_at: Mapping[str, int]) -> list[Diagnostic]:
    """One hint for each kind of thing that is used and not declared, with the declarations as its fix.

    `insert_at`: by file, the offset at which declarations can be put.
    """
    hints: list[Diagnostic] = []
    for thing, code in INFERRED.items():
        own = [use for use in uses if use.thing is thing]
        if own:
            hints.append(_inferred_hint(thing, code, own, insert_at))
    return hints


def _inferred_hint(thing: Thing, code: Code, uses: list[Use], insert_at: Mapping[str, int]) -> Diagnostic:
    first = uses[0]
    many = len(uses) > 1
    names = [f"`{use.name}`" for use in uses[: _NAMES_SHOWN + 1]]
    if len(names) > _NAMES_SHOWN:
        names[-1] = f"{len(uses) - _NAMES_SHOWN} more"
    listed = names[0] if not many else f"{', '.join(names[:-1])} and {names[-1]}"
    lines = "".join(f"{thing.value} {use.name}\n" for use in uses)
    start = insert_at[first.path]
    title = f"declare {'them' if many else 'it'}"
    verb = f"are taken for {_plural(thing)}" if many else f"is taken for {thing.with_article}"
    return Diagnostic(
        code,
        first.path,
        first.span,
        f"{listed} {verb}, as no {thing.value} is declared",
        help=f"{title}, and misspelt names will be found",
        fixes=(Fix(title, (Edit(Span(start, start), lines),), certain=True),),
    )


def _plural(thing: Thing) -> str:
    return f"{thing.value}s"
