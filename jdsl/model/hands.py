"""Which events can be at hand where (S4.10).

What starts or continues a body is at hand in it, and `move to`, entering and `start` pass it on. So hands flow along
those edges, through stages and from journey to journey; a stage's hand is the union of all that can flow into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from jdsl.model.declarations import JourneySource
from jdsl.model.lookup import UNKNOWN_EVENT
from jdsl.model.parts import JourneyParts, entries_of, parts_of, steps_on
from jdsl.model.pieces import piece_of
from jdsl.model.scope import World
from jdsl.model.triggers import has_clock, trigger_events
from jdsl.syntax import ast

Entering: TypeAlias = tuple[str, None]
"""What is at hand on entering the journey of this name."""
StageNode: TypeAlias = tuple[str, str]
"""What is at hand on entering a stage of a journey."""
Node: TypeAlias = Entering | StageNode
Flow: TypeAlias = frozenset[str | Node]
"""Events, and nodes from which all that is at hand there flows."""
Flows: TypeAlias = dict[Node, Flow]

_NOTHING: Flow = frozenset()
_UNKNOWN: Flow = frozenset((UNKNOWN_EVENT,))
_STARTED = re.compile(r"\bstart\s+([\w-]+)")


def arm_flow(world: World, trigger: ast.Trigger, before: Flow) -> Flow:
    """What is at hand in an arm: the event that went on; after a silence or a moment, what was at hand before."""
    events: Flow = frozenset(trigger_events(world, trigger))
    return events | before if has_clock(world, trigger) else events


def settled(flows: Iterable[Mapping[Node, Flow]]) -> dict[Node, frozenset[str]]:
    """Every node's events, all flows followed to their end."""
    targets: dict[Node, list[Node]] = {}
    hands: dict[Node, set[str]] = {}
    for journey_flows in flows:
        for node, flow in journey_flows.items():
            own = hands.setdefault(node, set())
            for item in flow:
                if isinstance(item, str):
                    own.add(item)
                else:
                    targets.setdefault(item, []).append(node)
    waiting = list(hands)
    while waiting:
        node = waiting.pop()
        for target in targets.get(node, ()):
            if not hands[node] <= hands[target]:
                hands[target] |= hands[node]
                waiting.append(target)
    return {node: frozenset(events) for node, events in hands.items()}


def flows_of(world: World, journey: JourneySource) -> Flows:
    """What flows where by this journey alone."""
    return _Walk(world, journey).flows


class _Walk:
    def __init__(self, world: World, journey: JourneySource) -> None:
        self.world = world
        self.journey = journey
        self.flows: Flows = {}
        self.doing: tuple[str, ...] = ()
        parts = self.parts = parts_of(journey)
        self._entering(parts)
        self._broken(journey.lines, parts)
        for rule in parts.rules:
            self._rule(rule)
        for stage in parts.stages:
            self._body(stage.steps, frozenset({(journey.name, stage.name)}))
            for rule in stage.rules:
                self._rule(rule)

    def _add(self, node: Node, flow: Flow) -> None:
        self.flows[node] = self.flows.get(node, _NOTHING) | flow

    def _entering(self, parts: JourneyParts) -> None:
        entering: Entering = (self.journey.name, None)
        self._add(entering, _NOTHING)
        for stage in parts.stages:
            self._add((self.journey.name, stage.name), _NOTHING)
        for line in entries_of(parts):
            if isinstance(line.statement, ast.EnterWhen | ast.WhenLine | ast.WheneverLine):
                self._add(entering, frozenset(trigger_events(self.world, line.statement.trigger)))
        self._add((self.journey.name, parts.stages[0].name), frozenset({entering}))

    def _broken(self, lines: Sequence[ast.Line], parts: JourneyParts) -> None:
        """What a line that could not be read brings about is unknown: then nothing more is said of properties."""
        for line in lines:
            if isinstance(line.statement, ast.Broken):
                self._add((self.journey.name, None), _UNKNOWN)
                for stage in parts.stages:
                    self._add((self.journey.name, stage.name), _UNKNOWN)
                for started in _STARTED.findall(line.text):
                    self._add((started, None), _UNKNOWN)
                self._body(line.children, _UNKNOWN)
            self._broken(line.children, parts)

    def _rule(self, line: ast.Line) -> None:
        statement = line.statement
        flow = _NOTHING
        if isinstance(statement, ast.WhenLine | ast.WheneverLine):
            flow = frozenset(trigger_events(self.world, statement.trigger))
        flow = self._steps(steps_on(statement), flow)
        self._body(line.children, flow)

    def _body(self, lines: Sequence[ast.Line], flow: Flow) -> Flow:
        before_if = flow
        for line in lines:
            statement = line.statement
            steps = steps_on(statement)
            if isinstance(statement, ast.ElseIfLine | ast.ElseLine):
                flow |= self._body(line.children, self._steps(steps, before_if))
            elif steps and isinstance(steps[0], ast.If):
                before_if = flow
                flow |= self._body(line.children, self._steps(steps[0].steps, flow))
            elif steps and isinstance(steps[0], ast.WaitUpTo | ast.Wait) and line.children:
                flow = self._arms(line, flow, has_end=isinstance(steps[0], ast.WaitUpTo))
            elif steps and isinstance(steps[0], ast.Split):
                for arm in line.children:
                    flow |= self._body(arm.children, self._steps(steps_on(arm.statement), flow))
            elif steps and isinstance(steps[0], ast.Repeat):
                flow |= self._rounds(line.children, flow)
            else:
                flow = self._steps(steps, flow)
        return flow

    def _rounds(self, lines: Sequence[ast.Line], flow: Flow) -> Flow:
        """What comes to hand in one round is there in the next."""
        return flow | self._body(lines, flow | self._body(lines, flow))

    def _arms(self, wait: ast.Line, before: Flow, *, has_end: bool) -> Flow:
        after = before if has_end else _NOTHING
        for line in wait.children:
            statement = line.statement
            if isinstance(statement, ast.WhenLine):
                flow = arm_flow(self.world, statement.trigger, before)
            elif isinstance(statement, ast.OtherwiseLine):
                flow = before
            else:
                continue
            after |= self._body(line.children, self._steps(steps_on(statement), flow))
        return after

    def _steps(self, steps: Sequence[ast.Step], flow: Flow) -> Flow:
        for step in steps:
            match step:
                case ast.Do():
                    flow = self._piece(step.piece.text, flow)
                case ast.Move():
                    self._add((self.journey.name, step.stage.text), flow)
                case ast.Start():
                    self._add((step.journey.text, None), flow)
                case ast.If():
                    flow |= self._steps(step.steps, flow)
                case ast.WaitUntilDate() | ast.WaitUntilMoment() | ast.WaitUpToUntil():
                    flow |= self._steps(step.otherwise, flow)
                case _:
                    pass
        return flow

    def _piece(self, name: str, flow: Flow) -> Flow:
        piece = piece_of(self.world.declared, self.journey, name)
        if piece is None or name in self.doing:
            return flow
        self.doing = (*self.doing, name)
        self._broken(piece.line.children, self.parts)
        flow = self._body(piece.line.children, flow)
        self.doing = self.doing[:-1]
        return flow
