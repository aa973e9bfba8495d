"""What one declaration is resolved against, and what resolving it finds."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Code, Diagnostic, Edit, Fix, Label
from jdsl.model.catalog import INFERRED, Use, Verbs
from jdsl.model.declarations import MESSAGES, Declarations, JourneySource, ParsedFile, Thing
from jdsl.model.model import Catalog, Medium, Place, Type
from jdsl.syntax import ast
from jdsl.text.nearest import nearest
from jdsl.text.source import Source
from jdsl.text.span import Span

_UNKNOWN = {
    Thing.EMAIL: (codes.UNKNOWN_MESSAGE, "no email, sms or push"),
    Thing.CHANNEL: (codes.UNKNOWN_CHANNEL, "no channel"),
    Thing.PAGE: (codes.UNKNOWN_PAGE, "no page"),
    Thing.FORM: (codes.UNKNOWN_FORM, "no form"),
    Thing.PRODUCT: (codes.UNKNOWN_PRODUCT, "no product"),
    Thing.TAG: (codes.UNKNOWN_TAG, "no tag"),
    Thing.JOURNEY: (codes.UNKNOWN_JOURNEY, "no journey"),
    Thing.GOAL: (codes.UNKNOWN_GOAL, "no goal"),
    Thing.ATTRIBUTE: (codes.UNKNOWN_ATTRIBUTE, "no attribute"),
    Thing.TEAM: (codes.UNKNOWN_TEAM, "no team"),
    Thing.WEBINAR: (codes.UNKNOWN_WEBINAR, "no webinar"),
    Thing.WEBHOOK: (codes.UNKNOWN_WEBHOOK, "no webhook"),
    Thing.SEGMENT: (codes.UNKNOWN_SEGMENT, "no segment"),
    Thing.SCORE: (codes.UNKNOWN_SCORE, "no score"),
}
_DRAFTS = {
    Thing.TEAM: 'team {} "team@example.com"',
    Thing.ATTRIBUTE: "attribute {} text",
    Thing.WEBINAR: "webinar {} at 2026-05-12 15:00",
    Thing.WEBHOOK: 'webhook {} "https://example.com"',
    Thing.SEGMENT: "segment {} if has purchased",
    Thing.SCORE: "score {}\n  add 10 when clicked",
}
_END = "\n"
# A name declared as one of these is never taken for another kind of thing.
_PLAIN = (
    Thing.EMAIL, Thing.SMS, Thing.PUSH, Thing.CHANNEL, Thing.PAGE, Thing.FORM, Thing.PRODUCT, Thing.TEAM,
    Thing.WEBHOOK, Thing.WEBINAR, Thing.MOMENT, Thing.SEGMENT, Thing.SCORE, Thing.SPLIT,
)  # fmt: skip


@dataclass(slots=True)
class Suggestions:
    """Looks for what was probably meant, as long as that costs little.

    In a workspace with thousands of unknown names each would be held against thousands of others. `comparisons_left` is
    what may still be spent; behind that nothing is suggested.
    """

    comparisons_left: int = 30_000

    def nearest(self, text: str, names: Iterable[str]) -> str | None:
        """The one of `names` that is closest to `text`, if one is close."""
        known = list(names)
        if len(known) > self.comparisons_left:
            return None
        self.comparisons_left -= len(known)
        return nearest(text, known)


class About(Enum):
    """Whose conditions are resolved, which decides what they may speak of."""

    VISIT = auto()
    SEGMENT = auto()
    SCORE = auto()


@dataclass(frozen=True, slots=True)
class Memory:
    """Where something is first remembered."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class World:
    """What all declarations of a workspace are resolved against; `zone` is the workspace's.

    `files` are by path.
    """

    declared: Declarations
    catalog: Catalog
    verbs: Verbs
    zone: str = "UTC"
    files: Mapping[str, ParsedFile] = field(default_factory=dict[str, ParsedFile], compare=False)
    suggestions: Suggestions = field(default_factory=Suggestions, compare=False)
    messages_of: dict[tuple[Medium, str | None], frozenset[str]] = field(
        default_factory=dict[tuple[Medium, str | None], frozenset[str]], compare=False
    )

    def any_message(self, medium: Medium, channel: str | None) -> frozenset[str]:
        """All messages of the medium, or those of them that go through the channel."""
        key = (medium, channel)
        found = self.messages_of.get(key)
        if found is None:
            found = self.messages_of[key] = frozenset(
                message.name
                for message in self.catalog.messages.values()
                if message.medium is medium and (channel is None or message.channel == channel)
            )
        return found


@dataclass(slots=True)
class Scope:
    """One declaration being resolved.

    `start` is where the logical line at hand begins: the spans of its tree count from there.
    `asks_all` is set when something depended on the whole list of a kind (`any email`), so on what others infer.
    `zone` is that of the journey or scenario, `remembered` what the journey remembers, by name (§8.22); `memories` has
    where each is first given, also those whose type could not be told. `is_outside`: what is asked when there is no
    visit, and nothing is remembered. `step` is where the step at hand begins, None outside of bodies. `per` is the
    property of which each visit has a value, with its type: remembered in a visit, and in `entering_per` the event's.
    `doing` are the pieces that are being done, each with the step that does it, the outermost first; `rounds` how
    often a step at hand can be done by the `repeat`s around it.
    """

    world: World
    source: Source
    start: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list[Diagnostic])
    uses: dict[tuple[Thing, str], Use] = field(default_factory=dict[tuple[Thing, str], Use])
    asks_all: bool = False
    insert_at: int = 0
    zone: str = "UTC"
    remembered: dict[str, Type] = field(default_factory=dict[str, Type])
    memories: Mapping[str, Memory] = field(default_factory=dict[str, Memory])
    is_outside: bool = False
    step: int | None = None
    about: About = About.VISIT
    per: tuple[str, Type] | None = None
    entering_per: bool = False
    doing: tuple[tuple[str, Label], ...] = ()
    rounds: int = 1

    @property
    def path(self) -> str:
        return self.source.path

    @contextmanager
    def inside(self, path: str, name: str, span: Span) -> Generator[None]:
        """What is resolved now stands in the piece `name` of the file `path`; `span` is the step that does it."""
        before = self.source, self.insert_at, self.start, self.step, self.doing
        label = Label(span.shifted(self.start), "done here", self.path)
        file = self.world.files[path]
        self.source, self.insert_at, self.step = file.source, file.insert_at, None
        self.doing = (*self.doing, (name, label))
        yield
        self.source, self.insert_at, self.start, self.step, self.doing = before

    def place(self, span: Span) -> Place:
        start = self.start + span.start
        return Place(self.source.path, self.source.line_of(start), start, self.start + span.end)

    def written(self, span: Span) -> str:
        """The source text of `span` of the line at hand."""
        return self.source.text[self.start + span.start : self.start + span.end]

    def report(
        self,
        code: Code,
        span: Span,
        message: str,
        help: str | None = None,  # noqa: A002
        labels: Sequence[Label] = (),
        fixes: Sequence[Fix] = (),
    ) -> None:
        """Note a problem; `span` counts from the line at hand, labels and fixes from the file.

        In a piece of steps the line that does it is told too.
        """
        where = span.shifted(self.start)
        labels = (*labels, *(label for _, label in self.doing[:1]))
        self.diagnostics.append(Diagnostic(code, self.path, where, message, help, labels, tuple(fixes)))

    def replacing(self, title: str, span: Span, text: str, *, certain: bool) -> Fix:
        """A fix that writes `text` in place of `span` of the line at hand."""
        return Fix(title, (Edit(span.shifted(self.start), text),), certain)

    def declaring(self, line: str) -> Fix:
        """A fix that drafts a declaration at the top of the file."""
        title = f"declare it: {line.partition(_END)[0]}"
        return Fix(title, (Edit(Span(self.insert_at, self.insert_at), f"{line}\n"),), certain=False)

    def nearest(self, text: str, names: Iterable[str]) -> str | None:
        """The one of `names` that was probably meant."""
        return self.world.suggestions.nearest(text, names)

    # --- names of the catalog ---

    def message(self, name: ast.Name, *, after_verb: bool = False) -> str | None:
        """An email, sms or push; undeclared, it is taken for an email."""
        return self._catalog_name(name, MESSAGES, Thing.EMAIL, after_verb)

    def named(self, name: ast.Name, thing: Thing, *, after_verb: bool = False) -> str | None:
        """The name of a `thing` of the catalog, or None: then it is reported."""
        return self._catalog_name(name, (thing,), thing, after_verb)

    def _catalog_name(self, name: ast.Name, things: Sequence[Thing], wanted: Thing, after_verb: bool) -> str | None:
        declared = self.world.declared.things
        text = name.text
        for thing in things:
            if text in declared[thing]:
                return text
        other = self.world.declared.find(text, _PLAIN)
        if other is not None:
            self.wrong_kind(name, other.thing, wanted, after_verb=after_verb)
            return None
        if wanted in INFERRED and not declared[wanted]:
            self.uses.setdefault((wanted, text), Use(wanted, text, self.path, name.span.shifted(self.start)))
            return text
        self.unknown(name, wanted, [known for thing in things for known in declared[thing]])
        return None

    def attribute(self, name: ast.Name) -> Type | None:
        """The type of the attribute, or None: then it is reported."""
        found = self.world.catalog.attributes.get(name.text)
        other = self.world.declared.find(name.text, (Thing.SCORE, Thing.SPLIT))
        if found is None and other is not None:
            self.wrong_kind(name, other.thing, Thing.ATTRIBUTE)
        elif found is None and name.text not in self.world.declared.things[Thing.ATTRIBUTE]:
            self.unknown(name, Thing.ATTRIBUTE, self.world.catalog.attributes)
        return found

    def journey_name(self, name: ast.Name) -> str | None:
        if name.text in self.world.declared.journeys:
            return name.text
        self.unknown(name, Thing.JOURNEY, self.world.declared.journeys)
        return None

    def goal_anywhere(self, name: ast.Name) -> str | None:
        """A goal of any journey, as `reached` speaks of it."""
        goals = self.world.declared.things[Thing.GOAL]
        if name.text in goals:
            return name.text
        self.unknown(name, Thing.GOAL, goals)
        return None

    def stage_of(self, journey: JourneySource, name: ast.Name) -> str | None:
        if name.text in journey.stages:
            return name.text
        self._unknown_in_journey(codes.UNKNOWN_STAGE, "stage", journey, name, journey.stages)
        return None

    def goal_of(self, journey: JourneySource, name: ast.Name) -> str | None:
        if name.text in journey.goals:
            return name.text
        self._unknown_in_journey(codes.UNKNOWN_GOAL, "goal", journey, name, journey.goals)
        return None

    # --- what is said when a name is not there ---

    def unknown(self, name: ast.Name, thing: Thing, known: Iterable[str]) -> None:
        """No `thing` has this name: the nearest is suggested, or a declaration drafted."""
        code, said = _UNKNOWN[thing]
        text = name.text
        near = self.nearest(text, known)
        fixes: list[Fix] = []
        if near is not None:
            fixes.append(self.replacing(f"use `{near}`", name.span, near, certain=False))
        can_declare = thing not in {Thing.JOURNEY, Thing.GOAL}
        if can_declare:
            draft = _DRAFTS.get(thing, f"{thing.value} {{}}").format(text)
            fixes.append(self.declaring(draft))
            advice = f"declare it with a line like `{draft.partition(_END)[0]}`"
        else:
            advice = f"there is no `{thing.value}` line with this name in the workspace"
        self.report(code, name.span, f"{said} is called `{text}`", did_you_mean(near) or advice, fixes=fixes)

    def wrong_kind(self, name: ast.Name, found: Thing, wanted: Thing, *, after_verb: bool = False) -> None:
        """The name is of another kind; after a verb, those that go with it are told."""
        said = "an email, sms or push" if wanted is Thing.EMAIL else wanted.with_article
        message = f"`{name.text}` is {found.with_article}, and {said} belongs here"
        word = "message" if found in MESSAGES else found.value
        verbs = [f"`{verb.name}`" for verb in self.world.verbs.by_name.values() if verb.kind == word]
        advice = f"of a {word} one says {', '.join(verbs[:4])}" if verbs and after_verb else None
        self.report(codes.WRONG_KIND, name.span, message, advice)

    def _unknown_in_journey(
        self, code: Code, word: str, journey: JourneySource, name: ast.Name, known: Iterable[str]
    ) -> None:
        names = list(known)
        near = self.nearest(name.text, names)
        fixes = [self.replacing(f"use `{near}`", name.span, near, certain=False)] if near else []
        listed = ", ".join(f"`{known_name}`" for known_name in names[:6])
        advice = f"its {word}s are {listed}" if names else f"it has no {word}s"
        message = f"the journey `{journey.name}` has no {word} `{name.text}`"
        self.report(code, name.span, message, did_you_mean(near) or advice, fixes=fixes)


def did_you_mean(near: str | None) -> str | None:
    return f"did you mean `{near}`?" if near else None
