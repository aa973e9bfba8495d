"""The law, read for clarity alone: what a checked model does with contacts and their events.

One `Walker` takes one contact through the run. It keeps everything that ever happened, and works out anew whenever
it is asked what is due, what a count has reached and what history holds. Comments name the law's paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from jdsl.model.model import Goal, Model, Rule, RuleKind, Stage, Step, WaitUntilCondition
from tests.oracle.entering import Entering
from tests.oracle.facts import ContactRow, Effect, Event, Happening
from tests.oracle.flips import parts
from tests.oracle.listening import Heard, Listening
from tests.oracle.places import NOTHING, Body, Instance, Matched, OpenCall, RuleState, Timer, Walk
from tests.oracle.schedules import Times
from tests.oracle.walls import HORIZON_MS


class Walker(Entering):
    """Takes one contact through events and timers, in the law's order."""

    def __init__(self, model: Model, contact: str, from_ms: int) -> None:
        super().__init__(model, contact)
        self.from_ms = from_ms
        self.until_ms = from_ms
        """As far as timers are run now."""

    # --- the run ---

    def know(self, known_ms: int, now_ms: int) -> None:
        """S5.1: the contact is known from here on, so `enter` and scores listen."""
        if self.is_known:
            return
        self.begin_apart(known_ms)
        for journey in self.model.journeys:
            entries = [
                Listening(entry.trigger or (), known_ms, now_ms, self.hearer_for_all()) for entry in journey.entries
            ]
            times = [
                None if entry.schedule is None else self.times(entry.schedule, entry.place, known_ms)
                for entry in journey.entries
            ]
            self.walks.append(Walk(journey, entries, times))

    def take_history(self, event: Event) -> None:
        """S1.7: an event before `from`: S2.1 alone; what of `enter` counts hears it, and no journey looks."""
        self.use_up_entries(event.handled_ms)
        self.run_own_clock(event.handled_ms)
        self.now_ms = event.handled_ms
        self.know(event.time_ms, event.handled_ms)
        self.hear_entries(Heard(self.take_in(event), event.handled_ms))

    def run_own_clock(self, until_ms: int) -> None:
        """§16.5, §16.7: what of scores and segments is due by then and before `from`; no journey looks."""
        until_ms = min(until_ms, self.from_ms - 1)
        while (due_ms := self.clock_due(until_ms)) is not None:
            self.now_ms = max(due_ms, self.now_ms)
            self.hear_entries(Heard(self.own_clock(), self.now_ms))

    def use_up_entries(self, until_ms: int) -> None:
        """S1.7: what of `enter` is due by then and before `from`."""
        for listening, times in self.all_entry_clocks():
            for index, due_ms in listening.clocks():
                if due_ms <= until_ms and due_ms < self.from_ms:
                    listening.use_up(index, due_ms)
            if times is not None:
                times.use_up(min(until_ms, self.from_ms - 1))

    def begin(self, row: ContactRow | None) -> None:
        """The run comes to `from`; a contact without a row is not known by that."""
        self.use_up_entries(self.from_ms)
        self.run_own_clock(self.from_ms)
        self.now_ms = self.from_ms
        if row is not None:
            self.know(self.from_ms, self.from_ms)
            self.standing.lay_over(row, self.from_ms)
            self.settle_silently()

    def take(self, event: Event) -> None:
        """S2, after the timers that are due by then (S1.5)."""
        self.run_timers(event.handled_ms)
        self.now_ms = event.handled_ms
        self.know(event.time_ms, event.handled_ms)
        happening = self.take_in(event)
        self.look(Heard(happening, self.now_ms), len(self.standing.history))
        self.finish_look()

    def take_in(self, event: Event) -> Happening:
        """S2.1. An answer ends its call (§18.4)."""
        declared = self.model.catalog.verbs[event.verb].properties if event.verb is not None else {}
        happening = self.standing.take_in(event, {name: value for name, value in event.properties if name in declared})
        if event.verb in {"answered", "failed"}:
            call = self.call_of(event)
            if call is not None:
                self.end_call(call, happening)
        self.settle(happening)
        return happening

    def call_of(self, event: Event) -> OpenCall | None:
        """The call that it names, else the oldest; None: that is not open."""
        calls = [call for call in self.open_calls() if call.webhook == event.subject]
        if event.call is not None:
            calls = [call for call in calls if call.id == event.call]
        return calls[0] if calls else None

    def open_calls(self) -> list[OpenCall]:
        """Of all journeys, in the order in which they were made."""
        calls = [call for walk in self.walks for instance in walk.live for call in instance.calls]
        made = {effect.journey + effect.id: number for number, effect in enumerate(self.effects)}
        return sorted(calls, key=lambda call: made[call.instance.walk.journey.name + call.id])

    def end_call(self, call: OpenCall, happening: Happening) -> None:
        call.instance.calls = [other for other in call.instance.calls if other is not call]
        happening.answers = call.instance

    def end_call_by_clock(self, call: OpenCall) -> None:
        """§18.5: a look like one at an event."""
        happening = Happening(self.now_ms, "failed", call.webhook, handled_ms=self.now_ms)
        self.end_call(call, happening)
        self.standing.history.append(happening)
        self.settle(happening)
        self.look(Heard(happening, self.now_ms), len(self.standing.history))

    def look_by_clock(self) -> None:
        """§16.8."""
        self.look(Heard(self.own_clock(), self.now_ms), len(self.standing.history))

    def run_timers(self, until_ms: int) -> None:
        """S1.6: the earliest, of equal ones the first in the order of `timers`; chosen anew each time."""
        until_ms = min(until_ms, HORIZON_MS)  # §14.15: whatever is due later stays where it is
        self.until_ms = until_ms
        while due := [timer for timer in self.timers() if timer.due_ms <= until_ms]:
            timer = min(due, key=lambda timer: timer.due_ms)
            assert timer.due_ms >= self.now_ms, "time does not run backward"
            self.now_ms = timer.due_ms
            timer.go_off()
            self.judge_all_waits()  # §8.21
            self.finish_look()

    def finish_look(self) -> None:
        """S3.7, then S2.5: completions, then what was queued, each entry a look of its own."""
        self.complete()
        while self.queue:
            queued = self.queue.popleft()
            if queued.start is not None:
                self.start(queued.start, queued)
                self.judge_all_waits()
            elif queued.happening is not None:
                self.settle(queued.happening)  # §16.3, 3
                self.look(Heard(queued.happening, self.now_ms), queued.history_mark)
            self.complete()

    # --- one look ---

    def look(self, look: Heard, history_mark: int) -> None:
        """S2.2: each journey looks, by priority, then name."""
        self.hear_entries(look)
        for walk in self.walks:
            self.look_at(walk, look, history_mark)

    def look_at(self, walk: Walk, look: Heard, history_mark: int) -> None:
        """§5.6, §5.8: its live visits, each its whole turn; what is watched; entries."""
        value, live, watched = walk.value_of(look.happening), list(walk.live), walk.watched
        for instance in live:
            if instance.reaches(look.happening) and instance.is_live:
                self.look_inside(instance, look)
            self.judge_waits(instance)
        if watched is not None and walk.watched is watched and watched.reaches(look.happening):
            self.look_at_watched(walk, watched, look)
        if walk.journey.per is None:
            can_enter = not live
        else:
            can_enter = value is not None and all(instance.value != value for instance in live)  # §17.2
        if can_enter:
            instance = self.look_to_enter(walk, look, history_mark, value)
            if instance is not None:
                self.judge_waits(instance)

    def hear_entries(self, look: Heard) -> None:
        """S3.1: counts of `enter` go on during a visit."""
        for listening in chain.from_iterable(walk.entries for walk in self.walks):
            listening.hear(look)

    def look_inside(self, instance: Instance, look: Heard) -> None:
        """S2.3, for a live instance."""
        for listening in self.listenings(instance):
            listening.hear(look)
        if self.look_at_goals(instance, look) or self.look_at_exits(instance, look):
            return
        for matched in self.matches(instance, look):  # settled before any of them acts
            if instance.is_live:  # the end of the visit drops all
                self.act(instance, matched)

    def look_at_goals(self, instance: Instance, look: Heard) -> bool:
        """Whether the visit ended: each goal that is due is counted, then the first that ends, ends (S2.4)."""
        ends = False
        for goal, listening in zip(instance.walk.journey.goals, instance.goals, strict=True):
            if listening is not None and goal.name not in instance.counted and not self.is_too_late(instance, goal):
                at_hand = listening.matched(look)
                if at_hand is not None and self.holds(goal.condition, instance, at_hand):
                    self.count_goal(instance, goal, goal.place)
                    ends = ends or not goal.and_stay
        if ends:
            self.leave(instance)
        return ends

    def look_at_watched(self, walk: Walk, instance: Instance, look: Heard) -> None:
        """§6.13: goals of the last visit whose window is not over; they are counted, and that is all."""
        for goal, listening in zip(walk.journey.goals, instance.goals, strict=True):
            if listening is not None:
                listening.hear(look)
                if self.is_watched(instance, goal):
                    at_hand = listening.matched(look)
                    if at_hand is not None and self.holds(goal.condition, instance, at_hand):
                        self.count_goal(instance, goal, goal.place)

    def is_watched(self, instance: Instance, goal: Goal) -> bool:
        is_open = goal.within_ms is not None and not self.is_too_late(instance, goal)
        return is_open and goal.trigger is not None and goal.name not in instance.counted

    def look_at_exits(self, instance: Instance, look: Heard) -> bool:
        """Whether the visit ended."""
        for exit_when, listening in zip(instance.walk.journey.exits, instance.exits, strict=True):
            at_hand = listening.matched(look)
            if at_hand is not None and self.holds(exit_when.condition, instance, at_hand):
                self.exit(instance, exit_when.reason, exit_when.place)
                return True
        return False

    def matches(self, instance: Instance, look: Heard) -> list[Matched]:
        """The arms and rules that match, those above the stages first, in source order (S2.3)."""
        stay = instance.stay
        assert stay is not None
        result: list[Matched] = []
        for state in instance.rules:
            result += self.rule_matches(state, look)
        result += self.arm_matches(stay.body, look)
        for state in stay.rules:
            result += self.rule_matches(state, look)
        return result

    def rule_matches(self, state: RuleState, look: Heard) -> list[Matched]:
        result: list[Matched] = []
        if state.listening is not None and self.can_act(state):
            at_hand = state.listening.matched(look)
            if at_hand is not None:
                result.append(Matched(at_hand, rule=state))
        return result + self.arm_matches(state.body, look)

    def arm_matches(self, body: Body | None, look: Heard) -> list[Matched]:
        """S4.7: arms in source order; the first of them whose `if` holds will go on."""
        if body is None or body.waiting is None or body.waiting.step is None:
            return []
        result: list[Matched] = []
        for arm, listening in zip(body.waiting.step.arms, body.waiting.arms, strict=True):
            at_hand = listening.matched(look)
            if at_hand is not None:
                result.append(Matched(at_hand, arm=arm, body=body, waiting=body.waiting))
        return result

    def act(self, instance: Instance, matched: Matched) -> None:
        """Its turn: what was dropped meanwhile does nothing, and its `if` is judged now (S2.3)."""
        state, body, at_hand = matched.rule, matched.body, matched.at_hand
        if state is not None:
            if self.still_listens(instance, state) and self.holds(state.rule.condition, instance, at_hand):
                self.fire(instance, state, at_hand)
        elif body is not None and matched.arm is not None:
            stands = self.is_under_way(instance, body) and body.waiting is matched.waiting
            if stands and self.holds(matched.arm.condition, instance, at_hand):
                body.at_hand = at_hand  # S4.10
                self.go_on(body, matched.arm.steps)

    # --- timers ---

    def timers(self) -> Iterator[Timer]:
        """All that is armed, in the order in which they go off at one instant (S1.6)."""
        due_ms = self.clock_due(self.until_ms)
        if due_ms is not None:
            yield Timer(due_ms, self.look_by_clock)
        for walk in self.walks:
            for instance in walk.live:
                yield from self.timers_inside(instance)
            if walk.watched is not None:
                yield from self.goal_timers(walk.watched)
            for index, (listening, times) in enumerate(zip(walk.entries, walk.times, strict=True)):
                for clock, due_ms in listening.clocks():
                    if clock in listening.comings:
                        yield Timer(due_ms, partial(self.enter_by_calendar, walk))
                    else:
                        yield Timer(due_ms, partial(self.enter_by_clock, walk, index, clock))
                yield from self.schedule_timers(times, partial(self.enter_by_calendar, walk))

    def schedule_timers(self, times: Times | None, go_off: Callable[[], None]) -> Iterator[Timer]:
        due_ms = None if times is None else times.due_ms()
        if due_ms is not None:
            yield Timer(due_ms, go_off)

    def timers_inside(self, instance: Instance) -> Iterator[Timer]:
        """Goals, exits, rules above the stages, then the stage's steps and its rules."""
        yield from self.goal_timers(instance)
        for index, listening in enumerate(instance.exits):
            for silence, due_ms in listening.clocks():
                yield Timer(due_ms, partial(self.exit_by_clock, instance, index, silence))
        assert instance.stay is not None
        stay = instance.stay
        for state in instance.rules:
            yield from self.rule_timers(instance, state)
        stages = instance.walk.journey.stages
        here = next(index for index, stage in enumerate(stages) if stage is stay.stage)
        for stage in stages[:here]:
            yield from self.calls_of_stage(instance, stage)
        yield from self.calls_of(instance, stay.stage, None)
        yield from self.body_timers(stay.body)
        for state in stay.rules:
            yield from self.rule_timers(instance, state)
        for stage in stages[here + 1 :]:
            yield from self.calls_of_stage(instance, stage)

    def calls_of(self, instance: Instance, stage: Stage | None, rule: Rule | None) -> Iterator[Timer]:
        """§18.6: the open calls of a stage's steps, or of a rule, in the order of their steps, then oldest first."""
        steps = list(steps_in(rule.steps if rule is not None else () if stage is None else stage.steps))
        for step in steps:
            for call in instance.calls:
                is_own = call.stage is stage if rule is None else True
                if call.step is step and is_own and (None if call.rule is None else call.rule.rule) is rule:
                    yield Timer(call.due_ms, partial(self.end_call_by_clock, call))

    def calls_of_stage(self, instance: Instance, stage: Stage) -> Iterator[Timer]:
        """Those that a stage made which has been left."""
        yield from self.calls_of(instance, stage, None)
        for rule in stage.rules:
            yield from self.calls_of(instance, stage, rule)

    def goal_timers(self, instance: Instance) -> Iterator[Timer]:
        """Of a visit that is under way, or of one whose goals are watched (§6.13)."""
        for index, listening in enumerate(instance.goals):
            goal = instance.walk.journey.goals[index]
            if listening is not None and goal.name not in instance.counted:
                for silence, due_ms in listening.clocks():
                    if instance.walk.watched is not instance or goal.within_ms is not None:
                        yield Timer(due_ms, partial(self.reach_by_clock, instance, index, silence))

    def rule_timers(self, instance: Instance, state: RuleState) -> Iterator[Timer]:
        rule = state.rule
        if rule.after is not None and not state.fired:
            assert state.after is not None
            if state.after.due_ms is not None and not state.after.is_spent:
                yield Timer(state.after.due_ms, partial(self.fire_by_clock, instance, state, None))
        if state.listening is not None and not (rule.kind is RuleKind.WHEN and state.fired):
            for silence, due_ms in state.listening.clocks():
                yield Timer(due_ms, partial(self.fire_by_clock, instance, state, silence))
        yield from self.schedule_timers(state.times, partial(self.fire_by_schedule, instance, state))
        yield from self.calls_of(instance, None, rule)
        yield from self.body_timers(state.body)

    def body_timers(self, body: Body | None) -> Iterator[Timer]:
        """S4.7: at one instant the arms of a wait, then its end."""
        if body is None or body.waiting is None:
            return
        for index, listening in enumerate(body.waiting.arms):
            for silence, due_ms in listening.clocks():
                yield Timer(due_ms, partial(self.take_arm_by_clock, body, index, silence))
        for due_ms in self.flips(body, self.until_ms):
            yield Timer(due_ms, partial(self.end_flip, body))
        due_ms = self.end_due(body)
        if due_ms is not None:
            yield Timer(due_ms, partial(self.end_wait, body))

    def reach_by_clock(self, instance: Instance, index: int, silence: int) -> None:
        goal, listening = instance.walk.journey.goals[index], instance.goals[index]
        assert listening is not None
        if not listening.use_up(silence, self.now_ms):
            return
        if not self.is_too_late(instance, goal) and self.holds(goal.condition, instance, NOTHING):
            self.count_goal(instance, goal, goal.place)
            if not goal.and_stay and instance.is_live:
                self.leave(instance)

    def exit_by_clock(self, instance: Instance, index: int, silence: int) -> None:
        exit_when = instance.walk.journey.exits[index]
        if instance.exits[index].use_up(silence, self.now_ms) and self.holds(exit_when.condition, instance, NOTHING):
            self.exit(instance, exit_when.reason, exit_when.place)

    def fire_by_clock(self, instance: Instance, state: RuleState, silence: int | None) -> None:
        """An `after`, or a silence: used up, whether or not the rule can act (S5.4)."""
        if silence is None:
            state.fired = True
        else:
            assert state.listening is not None
            if not state.listening.use_up(silence, self.now_ms) or not self.can_act(state):
                return
        if self.holds(state.rule.condition, instance, NOTHING):
            self.fire(instance, state, NOTHING)

    def fire_by_schedule(self, instance: Instance, state: RuleState) -> None:
        """§7.11."""
        assert state.times is not None
        state.times.use_up(self.now_ms)
        if self.can_act(state) and self.holds(state.rule.condition, instance, NOTHING):
            self.fire(instance, state, NOTHING)

    def take_arm_by_clock(self, body: Body, index: int, silence: int) -> None:
        """A clock leaves at hand what the body had (S4.10)."""
        assert body.waiting is not None
        assert body.waiting.step is not None
        arm = body.waiting.step.arms[index]
        if body.waiting.arms[index].use_up(silence, self.now_ms) and self.holds(
            arm.condition, body.instance, body.at_hand
        ):
            self.go_on(body, arm.steps)

    def end_wait(self, body: Body) -> None:
        assert body.waiting is not None
        if body.waiting.send is not None:
            send, body.waiting = body.waiting.send, None
            if self.send(body, send):  # §15.6: judged anew
                self.run(body)
            return
        if self.has_moved(body):
            self.end_flip(body)
            return
        step = body.waiting.until if isinstance(body.waiting.until, WaitUntilCondition) else body.waiting.step
        self.go_on(body, () if step is None else step.otherwise)

    def end_flip(self, body: Body) -> None:
        """§8.21, 3."""
        if self.goes_on(body):
            self.run(body)


def steps_in(steps: Sequence[Step]) -> Iterator[Step]:
    """All of them, those in blocks too, in the order of the source."""
    return (part for part in parts(tuple(steps)) if isinstance(part, Step))


@dataclass(frozen=True)
class Evaluation:
    """Effects in the order of a file (S8.3), and each contact as it stood at the end."""

    effects: list[Effect]
    contacts: dict[str, Walker]

    def stage(self, contact: str, journey: str) -> str | None:
        """The stage in which the contact stands, None if it is not in the journey."""
        walker = self.contacts.get(contact)
        walk = next((walk for walk in walker.walks if walk.journey.name == journey), None) if walker else None
        stay = walk.live[0].stay if walk is not None and walk.live else None
        return None if stay is None else stay.stage.name


def run(
    model: Model,
    contacts: Sequence[ContactRow],
    events: Sequence[Event],
    from_ms: int | None = None,
    until_ms: int | None = None,
    effects_at_most: int | None = None,
    *,
    arms: Mapping[str, str] | None = None,
    holds_out: frozenset[str] | None = None,
) -> Evaluation:
    """Take every contact through [from, until] (S1.7).

    `effects_at_most`, if given, is for one contact; beyond it TooManyEffectsError is raised. `arms` and `holds_out` are
    what a scenario says instead of draws: the arms of splits, and the journeys that hold out (§13.2).
    """
    in_order = sorted(events, key=lambda event: event.handled_ms)  # S1.3; stable
    first_ms = in_order[0].handled_ms if in_order else until_ms or 0
    start_ms = first_ms if from_ms is None else from_ms
    end_ms = max(start_ms, in_order[-1].handled_ms if in_order else start_ms) if until_ms is None else until_ms
    rows = {row.contact: row for row in contacts}
    result: dict[str, Walker] = {}
    for contact in sorted({event.contact for event in events} | set(rows)):
        walker = result[contact] = Walker(model, contact, start_ms)
        walker.effects_at_most = effects_at_most
        walker.arms |= arms or {}
        walker.sending.holds_out = holds_out
        own = [event for event in in_order if event.contact == contact and event.handled_ms <= end_ms]
        for event in own:
            if event.handled_ms < start_ms:
                walker.take_history(event)
        if end_ms < start_ms:
            continue
        walker.begin(rows.get(contact))
        for event in own:
            if event.handled_ms >= start_ms:
                walker.take(event)
        walker.run_timers(end_ms)
    effects = sorted(
        (effect for walker in result.values() for effect in walker.effects),
        key=lambda effect: (effect.time_ms, effect.contact),  # stable: then the order of happening
    )
    return Evaluation(effects, result)


def evaluate(
    model: Model,
    contacts: Sequence[ContactRow],
    events: Sequence[Event],
    from_ms: int | None = None,
    until_ms: int | None = None,
) -> list[Effect]:
    """The effects of `run` alone."""
    return run(model, contacts, events, from_ms, until_ms).effects
