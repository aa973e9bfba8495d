"""What a step makes others hear, and who hears it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jdsl.model.model import (
    Add,
    Announce,
    AttributeValue,
    Call,
    Constant,
    Counted,
    Crosses,
    Exit,
    Followed,
    Has,
    Ignored,
    InSegment,
    Journey,
    Model,
    Pattern,
    Place,
    Plain,
    Reach,
    ScoreValue,
    Send,
    Set,
    Silence,
    Step,
    SubscribedTo,
    Subscription,
    Tag,
    Tagged,
    Trigger,
)
from jdsl.model.nodes import nodes_in

REACHES, FALLS_BELOW = "reaches", "falls below"
_JOINED, _LEFT = "joined", "left"


@dataclass(frozen=True, slots=True)
class Raised:
    """An event that comes about; of `reaches` and `falls below` the score is the subject. `value`: changed to that."""

    verb: str
    subject: str | None
    value: Constant | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What is raised by what stands at `place`."""

    raised: Raised
    place: Place


def raised_by(step: Step, journey: Journey) -> Iterator[Raised]:
    """The events that the step can bring about by itself (§5.9)."""
    match step:
        case Send(message):
            yield Raised("sent", message)
        case Set(attribute, value):
            yield Raised("changed", attribute, value if isinstance(value, Constant) else None)
        case Add(attribute):
            yield Raised("changed", attribute)
        case Tag(tag, True):
            yield Raised("tagged", tag)
        case Subscription(channel, on):
            yield Raised("subscribed to" if on else "unsubscribed from", channel)
        case Announce(verb, subject):
            yield Raised(verb, subject)
        case Exit():
            yield Raised("exited", journey.name)
        case Reach(goal):
            yield Raised("reached", goal)
            yield Raised("exited", journey.name)  # too late
        case Call(webhook) if journey.hold_out is not None:
            yield Raised("failed", webhook)
        case _:
            pass


def hears(trigger: Trigger, raised: Raised) -> bool:
    """Whether it can match at that event."""
    for alternative in trigger:
        single = alternative.then if isinstance(alternative, Followed) else alternative
        if isinstance(single, Crosses):
            word = REACHES if single.upwards else FALLS_BELOW
            if (word, single.score) == (raised.verb, raised.subject):
                return True
        elif isinstance(single, Plain | Counted) and matches(single.pattern, raised):
            return True
    return False


def what_is_heard(trigger: Trigger) -> frozenset[tuple[str, str | None]]:
    """The verbs and subjects of all events at which it can match; subject None: any."""
    found: set[tuple[str, str | None]] = set()
    for alternative in trigger:
        single = alternative.then if isinstance(alternative, Followed) else alternative
        if isinstance(single, Crosses):
            found.add((REACHES if single.upwards else FALLS_BELOW, single.score))
        elif isinstance(single, Plain | Counted):
            pattern = single.pattern
            found.update((pattern.verb, subject) for subject in pattern.subjects or (None,))
    return frozenset(found)


def hears_plainly(trigger: Trigger, raised: Raised) -> bool:
    """Whether it surely matches at that event."""
    return any(isinstance(one, Plain) and one.pattern.where is None and matches(one.pattern, raised) for one in trigger)


def matches(pattern: Pattern, raised: Raised) -> bool:
    if pattern.verb != raised.verb or pattern.link is not None:
        return False
    if pattern.subjects is not None and raised.subject not in pattern.subjects:
        return False
    wanted = pattern.to_value
    return wanted is None or raised.value is None or _folded(wanted) == _folded(raised.value)


def _folded(constant: Constant) -> object:
    value = constant.value
    return value.casefold() if isinstance(value, str) else value


# --- segments and scores ---


@dataclass(frozen=True, slots=True)
class _Reads:
    """What an answer depends on."""

    attributes: frozenset[str]
    tags: frozenset[str]
    channels: frozenset[str]
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Flips:
    """What steps can make of segments and scores."""

    reads: tuple[tuple[tuple[Raised, ...], _Reads], ...]

    def by_step(self, step: Step) -> tuple[Raised, ...]:
        """Segments that can be joined or left, and thresholds that can be crossed, by what the step changes."""
        if not self.reads:
            return ()
        return tuple(raised for flips, reads in self.reads if _touches(step, reads) for raised in flips)


def flips_of(model: Model) -> Flips:
    found: list[tuple[tuple[Raised, ...], _Reads]] = []
    scores = {score.name: _reads(nodes_in(score.lines), {}, {}) for score in model.scores}
    for name, reads in scores.items():
        found.append(((Raised(REACHES, name), Raised(FALLS_BELOW, name)), reads))
    segments: dict[str, _Reads] = {}
    for segment in model.segments:  # those that others ask for come first
        segments[segment.name] = reads = _reads(nodes_in(segment.condition), scores, segments)
        found.append(((Raised(_JOINED, segment.name), Raised(_LEFT, segment.name)), reads))
    return Flips(tuple(found))


def _touches(step: Step, reads: _Reads) -> bool:
    match step:
        case Set(name) | Add(name):
            return name in reads.attributes or _is_seen(reads, Raised("changed", name))
        case Tag(name, on):
            return name in reads.tags or (on and _is_seen(reads, Raised("tagged", name)))
        case Subscription(name, on):
            verb = "subscribed to" if on else "unsubscribed from"
            return name in reads.channels or _is_seen(reads, Raised(verb, name))
        case Send(name):
            return _is_seen(reads, Raised("sent", name))
        case Announce(verb, subject):
            return _is_seen(reads, Raised(verb, subject))
        case _:
            return False


def _is_seen(reads: _Reads, raised: Raised) -> bool:
    return any(matches(pattern, raised) for pattern in reads.patterns)


def _reads(nodes: Iterable[object], scores: dict[str, _Reads], segments: dict[str, _Reads]) -> _Reads:
    attributes: set[str] = set()
    tags: set[str] = set()
    channels: set[str] = set()
    patterns: list[Pattern] = []
    for node in nodes:
        other: _Reads | None = None
        match node:
            case AttributeValue(name):
                attributes.add(name)
            case Tagged(name):
                tags.add(name)
            case SubscribedTo(name):
                channels.add(name)
            case Has(pattern) | Plain(pattern) | Counted(pattern) | Silence(pattern):
                patterns.append(pattern)
            case Ignored(messages):
                patterns.append(Pattern("sent", messages))
            case ScoreValue(name):
                other = scores.get(name)
            case InSegment(name):
                other = segments.get(name)
            case _:
                pass
        if other is not None:
            attributes |= other.attributes
            tags |= other.tags
            channels |= other.channels
            patterns.extend(other.patterns)
    return _Reads(frozenset(attributes), frozenset(tags), frozenset(channels), tuple(patterns))
