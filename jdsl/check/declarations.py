"""Names: declared once, and none that would be read as something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.diagnostic import Diagnostic, Label
from jdsl.model.declarations import Declaration, Declarations, ParsedFile, Thing
from jdsl.syntax import ast
from jdsl.syntax.keywords import KEYWORDS, REFUSED_NAMES, STEP_WORDS, UNIT_WORDS, KeywordKind
from jdsl.text.span import Span

# A journey, stage or goal never stands where a unit, step or effect could be meant.
_EFFECTS = {keyword.spelling for keyword in KEYWORDS if keyword.kind is KeywordKind.EFFECT}
_REFUSED_PLACES = REFUSED_NAMES - UNIT_WORDS - STEP_WORDS - _EFFECTS
# Nor does an attribute or a property stand behind a number, or as the subject of a verb of one's own.
_REFUSED_VALUES = REFUSED_NAMES - UNIT_WORDS
_VALUES = (Thing.ATTRIBUTE, Thing.SCORE, Thing.SPLIT, Thing.MOMENT, Thing.WEBINAR)
# Lines below others that declare something.
_INNER = (ast.LinkLine, ast.PropertyLine, ast.StageLine, ast.GoalLine, ast.PieceLine)
_NO_CHANNEL = frozenset(("everything", "out"))
_NO_VERB_BEGINS = frozenset(("after", "before", "changed", "expect", "ignored", "set"))
# What goes on with a phrase, or begins what stands behind it.
_NO_VERB_GOES_ON = STEP_WORDS | {"comes", "followed", "reaches", "today", "yesterday"}
# Words that end a phrase; a verb that holds them could never be said.
_PHRASE_ENDS = (
    "at least", "at most", "in the last", "since entering", "by a machine", "followed by", "in a row",
    "counting machines", "falls below",
)  # fmt: skip


def check_declarations(declared: Declarations, files: Iterable[ParsedFile], prelude: ParsedFile) -> list[Diagnostic]:
    """Everything that is declared twice or has a name that cannot be used."""
    found = [_twice(first, again, prelude.path) for first, again in declared.again]
    for file in files:
        for line in file.tree.lines:
            found.extend(_in_line(file.path, line))
    found.extend(trouble for split in declared.things[Thing.SPLIT].values() for trouble in _in_split(split))
    standard = {name for path, line in declared.events if path == prelude.path for name in _verb(line)}
    found.extend(
        trouble
        for path, line in declared.events
        if path != prelude.path and not standard.issuperset(_verb(line))
        for trouble in _refused_verb(path, line)
    )
    return found


# --- twice ---


def _twice(first: Declaration, again: Declaration, prelude_path: str) -> Diagnostic:
    name = again.name
    if first.path == prelude_path:
        message = f"`{name}` is an attribute that every contact has"
        label = Label(first.span, "declared with the language", first.path)
        return Diagnostic(codes.DECLARED_TWICE, again.path, again.span, message, "leave this line out", (label,))
    label = Label(first.span, "first here", first.path)
    if first.thing is Thing.JOURNEY and isinstance(again.line.statement, ast.JourneyLine) is False:
        message = f"this file is the journey `{name}`, and there is another of that name"
        help_text = "rename the file, or give its journey a `journey` line with another name"
    elif first.thing is again.thing:
        word = "piece" if first.thing is Thing.PIECE else again.thing.value
        message = f"the {word} `{name}` is declared twice"
        help_text = "rename one of the two, or leave one out"
    else:
        message = f"`{name}` is declared twice, as {first.thing.with_article} and as {again.thing.with_article}"
        values = "attributes, scores, splits, moments and webinars"
        sharing = values if first.thing in _VALUES else "messages, teams and webhooks"
        help_text = f"{sharing} share their names, so rename one of the two"
    return Diagnostic(codes.DECLARED_TWICE, again.path, again.span, message, help_text, (label,))


# --- refused names ---


def _in_line(path: str, line: ast.Line) -> Iterator[Diagnostic]:
    """What the line and those below it declare, links and properties included."""
    statement = line.statement
    name = None if isinstance(statement, ast.Broken | ast.EventLine) else getattr(statement, "name", None)
    if isinstance(name, ast.Name):
        span = name.span.shifted(line.start)
        if name.text in _refused_for(statement):
            yield _refused(path, span, name.text)
    seen: dict[str, Span] = {}
    for child in line.children:
        if isinstance(child.statement, ast.LinkLine):
            link = child.statement.name
            if link.text in seen:
                yield _link_twice(path, link.text, link.span.shifted(child.start), seen[link.text])
            seen.setdefault(link.text, link.span.shifted(child.start))
        if isinstance(child.statement, _INNER):
            yield from _in_line(path, child)


def _in_split(split: Declaration) -> Iterator[Diagnostic]:
    """A split stands among steps, and its arms below it."""
    if split.name in _REFUSED_VALUES:
        yield _refused(split.path, split.span, split.name)
    for child in split.line.children:
        arm = child.statement
        if isinstance(arm, ast.ArmLine) and arm.name.text in REFUSED_NAMES:
            yield _refused(split.path, arm.name.span.shifted(child.start), arm.name.text)


def _refused_for(statement: ast.Statement) -> frozenset[str]:
    if isinstance(statement, ast.JourneyLine | ast.StageLine | ast.GoalLine | ast.PieceLine):
        return _REFUSED_PLACES
    if isinstance(statement, ast.AttributeLine | ast.PropertyLine | ast.ScoreLine):
        return _REFUSED_VALUES
    return REFUSED_NAMES | _NO_CHANNEL if isinstance(statement, ast.ChannelLine) else REFUSED_NAMES


def _link_twice(path: str, name: str, span: Span, first: Span) -> Diagnostic:
    label = Label(first, "first here")
    return Diagnostic(codes.DECLARED_TWICE, path, span, f"the link `{name}` is declared twice", labels=(label,))


def _refused(path: str, span: Span, text: str) -> Diagnostic:
    message = f"`{text}` is a word of the language, and cannot be a name"
    return Diagnostic(codes.REFUSED_NAME, path, span, message, f"choose another, such as `my_{text}`")


def _verb(line: ast.Line) -> tuple[str, ...]:
    """The verb that an `event` line declares, alone."""
    assert isinstance(line.statement, ast.EventLine)
    texts = [word.text for word in line.statement.words.words]
    if len(texts) > 2 and texts[-2] in {"a", "an"}:
        texts = texts[:-2]
    return (" ".join(texts),)


def _refused_verb(path: str, line: ast.Line) -> Iterator[Diagnostic]:
    assert isinstance(line.statement, ast.EventLine)
    words = line.statement.words.words
    (verb,) = _verb(line)
    size = verb.count(" ") + 1
    first = words[0]

    def told(start: ast.Name, end: ast.Name, message: str) -> Diagnostic:
        span = Span(start.span.start, end.span.end).shifted(line.start)
        return Diagnostic(codes.REFUSED_NAME, path, span, message, "choose another verb")

    ending = next((phrase for phrase in _PHRASE_ENDS if f" {phrase} " in f" {verb} "), None)
    if first.text in _NO_VERB_BEGINS or (size == 1 and first.text in REFUSED_NAMES):
        yield told(first, first, f"an event cannot begin with `{first.text}`, which is a word of the language")
    elif ending is not None:
        yield told(first, words[size - 1], f"an event cannot hold `{ending}`, which ends what is said of one")
    elif size > 1 and words[1].text in _NO_VERB_GOES_ON:
        yield told(words[1], words[1], f"an event cannot go on with `{words[1].text}`, which is a word of the language")
    elif size > 1 and words[1].text in UNIT_WORDS:
        yield told(words[1], words[1], f"an event cannot have the unit `{words[1].text}` as its second word")
    else:
        taken = next((word for word in words[:size] if word.text in {"any", "link"}), None)
        if taken is not None:
            yield told(taken, taken, f"an event cannot hold `{taken.text}`, which says what one is about")
