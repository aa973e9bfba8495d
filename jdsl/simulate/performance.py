"""What comes of scenarios: many at once, each with contacts of its own, on as few pages as their beginnings allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jdsl.engine import draws
from jdsl.machine.program import Program
from jdsl.model.model import (
    Constant,
    DateType,
    ExpectCondition,
    ExpectNothingElse,
    GivenArm,
    GivenAttribute,
    GivenHeldOut,
    GivenSubscription,
    GivenTag,
    MomentType,
    Occurs,
    Scenario,
)
from jdsl.simulate.effect import Day, Effect, Held, Instant
from jdsl.simulate.probes import PROBES, question
from jdsl.simulate.rehearsal import Known, Occurrence, Rehearsal

DAY_MS = 86_400_000
LOOK_ON_MS = 400 * DAY_MS
"""How long `expect nothing else` looks on after the last line, at most."""

_LOOKS_ON_MS = (20 * DAY_MS, 100 * DAY_MS, LOOK_ON_MS)  # most have left soon, and other journeys may go on for ever
_TOGETHER = 250  # scenarios on a page: so many that a page costs little, so few that it stays small


@dataclass(frozen=True, slots=True)
class Performance:
    """What came of a scenario: effects of its journeys up to `until_ms`, in order.

    `held` are the places, among its expectations, of the conditions that held.
    """

    effects: tuple[Effect, ...]
    until_ms: int
    held: frozenset[int]


def perform(program: Program, scenarios: Sequence[Scenario]) -> list[Performance]:
    """Let each scenario happen. No scenario knows of another: each has contacts of its own."""
    pages: dict[int, list[list[int]]] = {}  # by the instant at which they begin, for a page begins once
    for number, scenario in enumerate(scenarios):
        there = pages.setdefault(scenario.start_ms, [[]])
        if len(there[-1]) == _TOGETHER:
            there.append([])
        there[-1].append(number)
    found: dict[int, Performance] = {}
    for numbers in (numbers for there in pages.values() for numbers in there):
        page = _ScenarioPage(program, [scenarios[number] for number in numbers])
        found.update(zip(numbers, page.performances(), strict=True))
    return [found[number] for number in range(len(scenarios))]


def is_strict(scenario: Scenario) -> bool:
    """Whether it expects nothing else."""
    return any(isinstance(expected, ExpectNothingElse) for expected in scenario.expectations)


def held_of(constant: Constant) -> Held:
    """A constant's value as effects have it: dates and moments are told from numbers."""
    match constant.type:
        case DateType():
            return Day(constant.value)
        case MomentType():
            return Instant(constant.value)
        case _:
            return constant.value


# --- many on a page ---


@dataclass(frozen=True, slots=True)
class _Role:
    """A contact who lives through the scenario of that number, up to and with `until_ms`.

    `asked` are places among its expectations, of conditions. To ask is an event and leaves traces, so that the
    conditions of each instant have a contact of their own, and the one whose effects count is asked nothing.
    """

    contact: str
    number: int
    scenario: Scenario
    until_ms: int
    asked: tuple[int, ...] = ()


def _roles(number: int, scenario: Scenario) -> Iterator[_Role]:
    """Those of one scenario, the one whose effects count first."""
    yield _Role(f"{number}", number, scenario, max(scenario.start_ms, *_instants(scenario)))
    asked: dict[int, list[int]] = {}
    for place, expected in enumerate(scenario.expectations):
        if isinstance(expected, ExpectCondition):
            asked.setdefault(expected.at_ms, []).append(place)
    for at_ms, places in asked.items():
        yield _Role(f"{number} at {at_ms}", number, scenario, at_ms, tuple(places))


class _ScenarioPage:
    """Scenarios that begin at one instant."""

    def __init__(self, program: Program, scenarios: Sequence[Scenario]) -> None:
        self._roles = [role for number, scenario in enumerate(scenarios) for role in _roles(number, scenario)]
        draw_of = {role.contact: _draw(program, role.scenario) for role in self._roles}
        self._rehearsal = Rehearsal(program, draw=lambda drawn_for, contact: draw_of[contact](drawn_for))
        # A goal named once with `and stay` and once without, in two journeys, is told apart by its journey.
        self._staying = frozenset(
            (journey.name, goal.name) for journey in program.journeys for goal in journey.goals if goal.and_stay
        )

    def performances(self) -> Iterator[Performance]:
        """One for each scenario, in their order."""
        self._play()
        held = self._ask()
        acting = [role for role in self._roles if not role.asked]
        left = self._look_on([role for role in acting if is_strict(role.scenario)])
        for role in acting:
            until_ms = left.get(role.number, role.until_ms)
            effects = tuple(effect for effect in self._own_effects(role) if effect.time_ms <= until_ms)
            yield Performance(effects, until_ms, frozenset(held[role.number]))

    def _play(self) -> None:
        """Let all happen that is to happen, each contact's up to its end."""
        before: list[Occurrence] = []
        after: list[Occurrence] = []
        known: dict[str, Known] = {}
        for role in self._roles:
            known[role.contact] = _known(role.scenario)
            for event in sorted(role.scenario.events, key=lambda event: event.at_ms):  # of one instant: as written
                if event.at_ms < role.scenario.start_ms:
                    before.append(_occurrence(role.contact, event))
                elif event.at_ms <= role.until_ms:
                    after.append(_occurrence(role.contact, event))
            after.append(_passing(role.contact, role.until_ms))
        self._rehearsal.remember(before)
        self._rehearsal.begin(self._roles[0].scenario.start_ms, known)
        self._rehearsal.advance(after)

    def _ask(self) -> list[set[int]]:
        """The places of the conditions that hold, by scenario."""
        held: list[set[int]] = [set() for _ in range(self._roles[-1].number + 1)]
        for turn in range(max(len(role.asked) for role in self._roles)):
            asked = [role for role in self._roles if turn < len(role.asked)]
            answers = [len(self._answers(role)) for role in asked]
            self._rehearsal.advance([_asking(role, role.asked[turn]) for role in asked])
            for role, before in zip(asked, answers, strict=True):
                if len(self._answers(role)) > before:
                    held[role.number].add(role.asked[turn])
        return held

    def _answers(self, role: _Role) -> list[Effect]:
        return [effect for effect in self._rehearsal.effects_of[role.contact] if effect.journey == PROBES]

    def _look_on(self, roles: Sequence[_Role]) -> dict[int, int]:
        """Play on until each has left its scenario's journeys, at most `LOOK_ON_MS`; the instant, by scenario."""
        left = {role.number: role.until_ms + LOOK_ON_MS for role in roles}
        for look_on_ms in (0, *_LOOKS_ON_MS):
            if look_on_ms:
                self._rehearsal.advance([_passing(role.contact, role.until_ms + look_on_ms) for role in roles])
            inside: list[_Role] = []
            for role in roles:
                left_ms = self._left_ms(role)
                if left_ms is None:
                    inside.append(role)
                else:
                    left[role.number] = left_ms
            roles = inside
        return left

    def _left_ms(self, role: _Role) -> int | None:
        """When the contact was first in no visit of the scenario's journeys, from its end on; None: it still is."""
        inside: set[tuple[str, int]] = set()
        left_ms = role.until_ms
        for effect in self._own_effects(role):
            if not inside and effect.time_ms > left_ms:
                break
            visit = (effect.journey, effect.visit)
            if effect.kind == "enter":
                inside.add(visit)
            elif self._ends(effect):
                inside.discard(visit)
                left_ms = max(left_ms, effect.time_ms)
        return None if inside else left_ms

    def _ends(self, effect: Effect) -> bool:
        """Whether a visit ends by it."""
        is_goal = effect.kind == "reach" and (effect.journey, effect.name) not in self._staying
        return is_goal or effect.kind in ("exit", "complete")

    def _own_effects(self, role: _Role) -> Iterator[Effect]:
        return (
            effect for effect in self._rehearsal.effects_of[role.contact] if effect.journey in role.scenario.journeys
        )


# --- one scenario, as the engine's contact ---


def _draw(program: Program, scenario: Scenario) -> Callable[[str], int]:
    """Nobody is held out, unless the scenario says so: then out of all journeys that hold out.

    Of a split the first arm is the contact's, unless the scenario says which.
    """
    held_out = any(isinstance(given, GivenHeldOut) for given in scenario.given)
    arms = {given.split: given.arm for given in scenario.given if isinstance(given, GivenArm)}
    drawn: dict[str, int] = {}
    for split in program.splits:
        names = [name for name, _ in split.arms]
        before = names.index(arms[split.name]) if split.name in arms else 0
        drawn[draws.split(split.drawn_as)] = sum(share for _, share in split.arms[:before])
    rest = 0 if held_out else draws.SHARES
    return lambda drawn_for: drawn.get(drawn_for, rest)


def _known(scenario: Scenario) -> Known:
    attributes: dict[str, Held] = {}
    subscribed: list[str] = []
    unsubscribed: list[str] = []
    tags: list[str] = []
    for given in scenario.given:
        match given:
            case GivenAttribute():
                attributes[given.attribute] = held_of(given.value)
            case GivenSubscription(on=True):
                subscribed.append(given.channel)
            case GivenSubscription():
                unsubscribed.append(given.channel)
            case GivenTag():
                tags.append(given.tag)
            case GivenHeldOut() | GivenArm():
                pass  # drawn otherwise
    return Known(attributes, subscribed, unsubscribed, tags)


def _instants(scenario: Scenario) -> list[int]:
    """The instants of all lines that have one."""
    expected = [line.at_ms for line in scenario.expectations if not isinstance(line, ExpectNothingElse)]
    return [*(event.at_ms for event in scenario.events), *expected]


def _occurrence(contact: str, event: Occurs) -> Occurrence:
    return Occurrence(
        received_ms=event.at_ms,
        time_ms=event.at_ms,
        verb=event.verb,
        subject=event.subject,
        link=event.link,
        machine=event.machine,
        properties=_held(event.properties),
        sets=_held(event.sets),
        contact=contact,
    )


def _held(constants: Mapping[str, Constant]) -> dict[str, Held]:
    return {name: held_of(constant) for name, constant in constants.items()}


def _asking(role: _Role, place: int) -> Occurrence:
    expected = role.scenario.expectations[place]
    assert isinstance(expected, ExpectCondition)
    return Occurrence(expected.at_ms, expected.at_ms, question(role.scenario, expected), contact=role.contact)


def _passing(contact: str, until_ms: int) -> Occurrence:
    """An event that is nothing, so that all goes off that is due up to then."""
    return Occurrence(until_ms, until_ms, None, contact=contact)
