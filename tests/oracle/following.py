"""What follows from data that is set, from the contact's zone that changes, and from conditions that come to hold."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from jdsl.model.model import AttributeValue, Model, RememberedValue
from tests.oracle.listening import Listening
from tests.oracle.moments import Name
from tests.oracle.places import Body, Instance, RuleState
from tests.oracle.schedules import Times
from tests.oracle.visits import Visits


class Following(Visits):
    def __init__(self, model: Model, contact: str) -> None:
        super().__init__(model, contact)
        self.standing.when_set.append(lambda name: self.follow((AttributeValue, name), None))
        self.standing.when_zone_changes.append(self.follow_zone)

    # --- what listens ---

    def listenings(self, instance: Instance) -> Iterator[Listening]:
        """Everything that listens in a visit; one of a rule that is ignored hears too, and is reset later (S4.3)."""
        yield from (listening for listening in instance.goals if listening is not None)
        yield from instance.exits
        if instance.stay is None:
            return
        yield from (state.listening for state in self.states(instance) if state.listening is not None)
        for body in self.bodies(instance):
            if body.waiting is not None:
                yield from body.waiting.arms

    def states(self, instance: Instance) -> list[RuleState]:
        return instance.rules + ([] if instance.stay is None else instance.stay.rules)

    def bodies(self, instance: Instance) -> Iterator[Body]:
        """Those under way, in the order of S1.6."""
        stay = instance.stay
        assert stay is not None
        for body in (*(state.body for state in instance.rules), stay.body, *(state.body for state in stay.rules)):
            if body is not None:
                yield body

    def clocks_of_all(
        self, instance: Instance | None
    ) -> Iterator[tuple[Listening | None, RuleState | None, Times | None]]:
        """What may follow data: of a visit, or of everything."""
        instances: list[Instance] = []
        if instance is not None:
            instances = [instance]
        else:
            for points in self.points.values():
                yield from ((listening, None, None) for listening in points.lines)
            for walk in self.walks:
                yield from ((listening, None, None) for listening in walk.entries)
                yield from ((None, None, times) for times in walk.times if times is not None)
                instances += [*walk.live, *([] if walk.watched is None else [walk.watched])]
        for each in instances:
            yield from ((listening, None, None) for listening in self.listenings(each))
            for state in self.states(each):
                yield None, state, state.times

    # --- data (§14.8, §9.10, §14.13) ---

    def follow(self, name: Name, instance: Instance | None) -> None:
        """An attribute was set, or (`instance`) something that a visit remembers."""
        for listening, state, times in self.clocks_of_all(instance):
            if listening is not None:
                listening.follow(name, self.now_ms)
            if state is not None and state.after is not None and not state.fired and name in state.after.names:
                state.after.again(self.now_ms)
            if times is not None and times.follows(name):
                times.again(self.now_ms)

    def follow_remembered(self, instance: Instance, name: str) -> None:
        self.follow((RememberedValue, name), instance)

    def follow_zone(self) -> None:
        """§14.14."""
        for listening, state, times in self.clocks_of_all(None):
            if listening is not None:
                listening.follow_zone(self.now_ms)
            if state is not None and state.after is not None and not state.fired and state.after.by_contact_time:
                state.after.again(self.now_ms)
            if times is not None and times.by_contact_time:
                times.again(self.now_ms)

    # --- waits (§8.21) ---

    def judge_waits(self, instance: Instance) -> None:
        """In the order of their places, from the first again after each that goes on."""
        goes_on = True
        while goes_on and instance.is_live:
            goes_on = False
            for body in self.bodies(instance):
                if self.goes_on(body):
                    self.run(body)
                    goes_on = True
                    break

    def judge_all_waits(self) -> None:
        for instance in [instance for walk in self.walks for instance in walk.live]:
            self.judge_waits(instance)

    def all_entry_clocks(self) -> Iterator[tuple[Listening, Times | None]]:
        return chain.from_iterable(zip(walk.entries, walk.times, strict=True) for walk in self.walks)
