"""What can lead to what at one instant, through all journeys: spots, and the ways between them (§5.12)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias

from jdsl.check.heard import Heard, Raised, flips_of, hears, hears_plainly, raised_by, what_is_heard
from jdsl.check.instant import Doing, Instant, instant_of
from jdsl.model.model import (
    Add,
    Announce,
    Exit,
    FromData,
    Goal,
    Journey,
    Model,
    Move,
    Place,
    Reach,
    ReenterKind,
    Rule,
    RuleKind,
    Set,
    Stage,
    Start,
    Step,
    Subscription,
    Tag,
    Trigger,
)


class SpotKind(Enum):
    STEPS = auto()  # the steps of a stage, from their beginning
    BODY = auto()  # the body of a rule
    LEAVING = auto()  # an `exit when`, or a goal with a trigger


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something begins at an instant. `stage` None: of the whole journey; `number`: which rule, exit or goal."""

    journey: str
    kind: SpotKind
    stage: str | None
    number: int
    place: Place


@dataclass(frozen=True, slots=True)
class Way:
    """From one spot to the next, by what stands at `place`.

    `is_entering`: it leads into a journey. `is_open` tells whether it can be gone again and again by what the spots of
    a circle do.
    """

    source: Spot
    target: Spot
    place: Place
    is_certain: bool
    is_entering: bool = False
    is_open: tuple[_Need, ...] = ()


_Need: TypeAlias = Callable[["Ways", Collection[Spot]], bool]


@dataclass(slots=True)
class Ways:
    """All ways of a workspace, by the spot that they begin at. `endings` are exits and goals that end a visit."""

    model: Model
    endings: set[Spot] = field(default_factory=set[Spot])
    instants: dict[Spot, Instant] = field(default_factory=dict[Spot, Instant])
    from_spot: dict[Spot, list[Way]] = field(default_factory=dict[Spot, list[Way]])

    def add(self, way: Way) -> None:
        self.from_spot.setdefault(way.source, []).append(way)

    def steps_in(self, spots: Collection[Spot]) -> Iterator[Step]:
        """What the spots do at once."""
        for spot in spots:
            if spot in self.instants:
                yield from (doing.step for doing in self.instants[spot].doings)


def ways_of(model: Model) -> Ways:
    """Every way that can be gone without a wait that surely takes time."""
    ways = Ways(model)
    spots = _Spots(model)
    for spot, steps in spots.bodies():
        ways.instants[spot] = instant_of(steps, spots.journeys[spot.journey].goals)
    for spot, instant in ways.instants.items():
        for doing in instant.doings:
            _from_doing(ways, spots, spot, doing)
        _from_end(ways, spots, spot, instant)
    for journey in model.journeys:
        _from_leaving(ways, spots, journey)
        first = spots.first_steps(journey)
        entered = Heard(Raised("entered", journey.name), journey.place)
        # Whoever is to come in again must have left.
        _heard(ways, spots, first, [entered], (_can_leave(journey.name),))
    return ways


@dataclass(frozen=True, slots=True)
class _Listener:
    """A trigger, and where it leads; `need`: for that to happen again."""

    trigger: Trigger
    target: Spot
    is_entering: bool
    need: _Need


class _Spots:
    """Which spots there are, and who listens to what."""

    def __init__(self, model: Model) -> None:
        self.journeys = {journey.name: journey for journey in model.journeys}
        self.flips = flips_of(model)
        self.rule_of = {spot: rule for journey in model.journeys for spot, _, rule in self.rules(journey)}
        self._listeners: dict[tuple[str, str | None], list[_Listener]] = {}
        for journey in model.journeys:
            for listener in _listeners(self, journey):
                for heard in what_is_heard(listener.trigger):
                    self._listeners.setdefault(heard, []).append(listener)

    def listeners(self, raised: Raised) -> Iterator[_Listener]:
        """All who hear it."""
        for key in dict.fromkeys(((raised.verb, raised.subject), (raised.verb, None))):
            yield from (one for one in self._listeners.get(key, ()) if hears(one.trigger, raised))

    def steps(self, journey: Journey, stage: Stage) -> Spot:
        return Spot(journey.name, SpotKind.STEPS, stage.name, 0, stage.place)

    def first_steps(self, journey: Journey) -> Spot:
        return self.steps(journey, journey.stages[0])

    def body(self, journey: Journey, stage: Stage | None, number: int, rule: Rule) -> Spot:
        return Spot(journey.name, SpotKind.BODY, stage.name if stage else None, number, rule.place)

    def rules(self, journey: Journey) -> Iterator[tuple[Spot, Stage | None, Rule]]:
        for number, rule in enumerate(journey.rules):
            yield self.body(journey, None, number, rule), None, rule
        for stage in journey.stages:
            for number, rule in enumerate(stage.rules):
                yield self.body(journey, stage, number, rule), stage, rule

    def bodies(self) -> Iterator[tuple[Spot, tuple[Step, ...]]]:
        for journey in self.journeys.values():
            for stage in journey.stages:
                yield self.steps(journey, stage), stage.steps
            for spot, _, rule in self.rules(journey):
                yield spot, rule.steps

    def leaving(self, journey: Journey) -> Iterator[tuple[Spot, str, Goal | None]]:
        """Each `exit when` and each goal with a trigger: the spot, the verb of what it raises, and the goal."""
        for number, one in enumerate(journey.exits):
            yield Spot(journey.name, SpotKind.LEAVING, None, number, one.place), "exited", None
        for number, goal in enumerate(journey.goals, len(journey.exits)):
            if goal.trigger is not None:
                yield Spot(journey.name, SpotKind.LEAVING, None, number, goal.place), "reached", goal


# --- where ways begin ---


def _from_doing(ways: Ways, spots: _Spots, spot: Spot, doing: Doing) -> None:
    journey, step = spots.journeys[spot.journey], doing.step
    match step:
        case Move(stage_name):
            stage = next((stage for stage in journey.stages if stage.name == stage_name), None)
            if stage is not None:
                ways.add(Way(spot, spots.steps(journey, stage), step.place, doing.is_certain))
        case Start(name):
            started = spots.journeys.get(name)
            if started is not None and _lets_in_again(started):
                first = spots.first_steps(started)
                needs = (_can_leave(name),)
                ways.add(Way(spot, first, step.place, is_certain=False, is_entering=True, is_open=needs))
        case _:
            pass
    raised = [Heard(one, step.place) for one in raised_by(step, journey)]
    _heard(ways, spots, spot, raised, _changes_again(step), doing)
    flipped = [Heard(one, step.place) for one in spots.flips.by_step(step)]
    for one in flipped:
        _heard(ways, spots, spot, [one], (_flips_back(spots, one.raised),))


def _from_end(ways: Ways, spots: _Spots, spot: Spot, instant: Instant) -> None:
    """A stage whose steps, or whose rule, can end at once may be completed then."""
    journey = spots.journeys[spot.journey]
    stages = [stage for stage in journey.stages if spot.stage in {None, stage.name}]
    if instant.can_end and any(_can_be_completed(stage) for stage in stages):
        _heard(ways, spots, spot, [Heard(Raised("completed", journey.name), spot.place)], ())


def _from_leaving(ways: Ways, spots: _Spots, journey: Journey) -> None:
    for spot, verb, goal in spots.leaving(journey):
        subject = goal.name if goal is not None else journey.name
        stays = goal is not None and goal.and_stay
        if not stays:
            ways.endings.add(spot)
        needs = (_can_leave(journey.name),) if stays else ()
        _heard(ways, spots, spot, [Heard(Raised(verb, subject), spot.place)], needs)


# --- where they lead ---


def _heard(
    ways: Ways,
    spots: _Spots,
    source: Spot,
    raised: Iterable[Heard],
    needs: tuple[_Need, ...],
    doing: Doing | None = None,
) -> None:
    """Ways from `source` to all that hears one of `raised`."""
    for one in raised:
        for listener in spots.listeners(one.raised):
            target, needs_here = listener.target, (*needs, listener.need)
            if target.journey == source.journey and not listener.is_entering and _must_leave(ways, source):
                needs_here = (*needs_here, _can_enter(spots.first_steps(spots.journeys[source.journey])))
            is_certain = doing is not None and _is_certain(ways, spots, source, doing, target)
            ways.add(Way(source, target, one.place, is_certain, listener.is_entering, needs_here))


def _must_leave(ways: Ways, source: Spot) -> bool:
    return source in ways.instants and ways.instants[source].must_leave


def _listeners(spots: _Spots, journey: Journey) -> Iterator[_Listener]:
    for spot, stage, rule in spots.rules(journey):
        if rule.trigger is not None:
            yield _Listener(rule.trigger, spot, False, _can_begin_again(spots, journey, stage, spot, rule))
    for spot, _, goal in spots.leaving(journey):
        trigger = goal.trigger if goal is not None else journey.exits[spot.number].trigger
        if trigger is not None:
            yield _Listener(trigger, spot, False, _can_enter(spots.first_steps(journey)))
    if _lets_in_again(journey):
        for entry in journey.entries:
            if entry.trigger is not None:
                yield _Listener(entry.trigger, spots.first_steps(journey), True, _can_leave(journey.name))


def _is_certain(ways: Ways, spots: _Spots, source: Spot, doing: Doing, target: Spot) -> bool:
    """An announcement that a `whenever` of the stage, or above the stages, cannot but act on."""
    step = doing.step
    if not (isinstance(step, Announce) and doing.is_certain) or target.kind is not SpotKind.BODY:
        return False
    if target.journey != source.journey or target.stage not in {None, source.stage}:
        return False
    rule = spots.rule_of[target]
    is_open = rule.kind is RuleKind.WHENEVER and rule.condition is None and not _has_pause(rule)
    if not is_open or rule.trigger is None or not hears_plainly(rule.trigger, Raised(step.verb, step.subject)):
        return False
    leaving = (Exit, Reach) if target.stage is None else (Exit, Reach, Move)
    if any(isinstance(other.step, leaving) for other in ways.instants[source].doings):
        return False
    return rule.starting_over or not ways.instants[target].has_wait


# --- what must be so for a way to be gone again ---


def _lets_in_again(journey: Journey) -> bool:
    """Whether one who has left may come in again at the same instant."""
    reenter = journey.reenter
    return reenter.kind is ReenterKind.ALWAYS or (
        reenter.kind is ReenterKind.AFTER and isinstance(reenter.after, FromData)
    )


def _can_be_completed(stage: Stage) -> bool:
    return all(rule.kind in {RuleKind.WHEN, RuleKind.AFTER} for rule in stage.rules)


def _has_pause(rule: Rule) -> bool:
    return rule.at_most_once_per_ms is not None or rule.at_most_once_per_day


def _can_leave(name: str) -> _Need:
    """The journey's visit can end by what the spots do."""

    def can_leave(ways: Ways, spots: Collection[Spot]) -> bool:
        journey = next(journey for journey in ways.model.journeys if journey.name == name)
        for spot in spots:
            if spot.journey != name:
                continue
            instant = ways.instants.get(spot)
            if instant is None:
                if spot in ways.endings:
                    return True
                continue
            if any(isinstance(doing.step, Exit | Reach) for doing in instant.doings):
                return True
            if instant.can_end and any(_can_be_completed(stage) for stage in journey.stages):
                return True
        return False

    return can_leave


def _can_enter(first: Spot) -> _Need:
    """The visit can begin anew by what the spots do."""
    return lambda ways, spots: any(
        way.target == first and way.is_entering for spot in spots for way in ways.from_spot.get(spot, ())
    )


def _can_begin_again(spots: _Spots, journey: Journey, stage: Stage | None, body: Spot, rule: Rule) -> _Need:
    """The rule hears again: it is a `whenever` that is not busy, or its stay, or visit, can begin anew."""
    begins_anew = _can_enter(spots.first_steps(journey)) if stage is None else _can_come(spots.steps(journey, stage))

    def can_begin_again(ways: Ways, around: Collection[Spot]) -> bool:
        is_free = rule.starting_over or ways.instants[body].can_finish
        if rule.kind is RuleKind.WHENEVER and is_free and not _has_pause(rule):
            return True
        return begins_anew(ways, around)

    return can_begin_again


def _can_come(steps: Spot) -> _Need:
    return lambda ways, spots: any(way.target == steps for spot in spots for way in ways.from_spot.get(spot, ()))


def _changes_again(step: Step) -> tuple[_Need, ...]:
    """What changes nothing the second time is not heard again, unless something changes it back."""
    if not isinstance(step, Tag | Subscription | Set):
        return ()
    return (lambda ways, spots: any(_undoes(other, step) for other in ways.steps_in(spots)),)


def _undoes(other: Step, step: Tag | Subscription | Set) -> bool:
    match step, other:
        case Tag(), Tag():
            return other.tag == step.tag and other.on is not step.on
        case Subscription(), Subscription():
            return other.channel == step.channel and other.on is not step.on
        case Set(), Set() | Add():
            return other.attribute == step.attribute and not (isinstance(other, Set) and other.value == step.value)
        case _:
            return False


def _flips_back(spots: _Spots, raised: Raised) -> _Need:
    """Two steps at least have to do with it, so that it can go back and forth."""

    def flips_back(ways: Ways, around: Collection[Spot]) -> bool:
        touching = {step.place for step in ways.steps_in(around) if raised in spots.flips.by_step(step)}
        return len(touching) > 1

    return flips_back
