"""The law, read for clarity alone: what a checked model does with contacts and their events.

One `Walker` takes one contact through the run. It keeps everything that ever happened, and works out anew whenever
it is asked what is due, what a count has reached and what history holds. Comments name the law's paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from jdsl.model.model import Exact, Goal, Model, Moment, ReenterKind, RuleKind, Start, WaitUntilCondition
from tests.oracle.facts import ContactRow, Effect, Event, Happening
from tests.oracle.following import Following
from tests.oracle.listening import Heard, Listening
from tests.oracle.places import NOTHING, AtHand, Body, Instance, Matched, Queued, RuleState, Timer, Walk
from tests.oracle.schedules import Times
from tests.oracle.walls import HORIZON_MS


class Walker(Following):
    """Takes one contact through events and timers, in the law's order."""

    def __init__(self, model: Model, contact: str, from_ms: int) -> None:
        super().__init__(model, contact)
        self.from_ms = from_ms
        self.until_ms = from_ms
        """As far as timers are run now."""

    # --- the run ---

    def know(self, known_ms: int, now_ms: int) -> None:
        """S5.1: the contact is known from here on, so `enter` listens."""
        if not self.walks:
            for journey in self.model.journeys:
                entries = [
                    Listening(entry.trigger or (), known_ms, now_ms, self.reckon_for_all, enters=True)
                    for entry in journey.entries
                ]
                times = [
                    None if entry.schedule is None else self.times(entry.schedule, entry.place, known_ms)
                    for entry in journey.entries
                ]
                self.walks.append(Walk(journey, entries, times))

    def reckon_for_all(self, moment: Moment) -> int | None:
        """Entries ask for nothing that is remembered."""
        return self.reckon(moment, None)

    def take_history(self, event: Event) -> None:
        """S1.7: an event before `from`: S2.1 alone; what of `enter` counts hears it, and no journey looks."""
        self.use_up_entries(event.handled_ms)
        self.now_ms = event.handled_ms
        self.know(event.time_ms, event.handled_ms)
        self.hear_entries(Heard(self.take_in(event), event.handled_ms))

    def use_up_entries(self, until_ms: int) -> None:
        """S1.7: what of `enter` is due by then and before `from`."""
        for listening, times in self.all_entry_clocks():
            for index, due_ms in listening.clocks():
                if due_ms <= until_ms and due_ms < self.from_ms:
                    listening.use_up(index)
            if times is not None:
                times.use_up(min(until_ms, self.from_ms - 1))

    def begin(self, row: ContactRow | None) -> None:
        """The run comes to `from`; a contact without a row is not known by that."""
        self.use_up_entries(self.from_ms)
        self.now_ms = self.from_ms
        if row is not None:
            self.know(self.from_ms, self.from_ms)
            self.standing.lay_over(row, self.from_ms)

    def take(self, event: Event) -> None:
        """S2, after the timers that are due by then (S1.5)."""
        self.run_timers(event.handled_ms)
        self.now_ms = event.handled_ms
        self.know(event.time_ms, event.handled_ms)
        happening = self.take_in(event)
        self.look(Heard(happening, self.now_ms), len(self.standing.history))
        self.finish_look()

    def take_in(self, event: Event) -> Happening:
        declared = self.model.catalog.verbs[event.verb].properties if event.verb is not None else {}
        return self.standing.take_in(event, {name: value for name, value in event.properties if name in declared})

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
                self.look(Heard(queued.happening, self.now_ms), queued.history_mark)
            self.complete()

    # --- one look ---

    def look(self, look: Heard, history_mark: int) -> None:
        """S2.2: each journey looks, by priority, then name."""
        self.hear_entries(look)
        for walk in self.walks:
            if walk.instance is None:
                self.look_at_watched(walk, look)
                self.look_to_enter(walk, look, history_mark)  # S2.6
            else:
                self.look_inside(walk.instance, look)
            self.judge_waits(walk)

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
            if instance.walk.instance is instance:  # the end of the visit drops all
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

    def look_at_watched(self, walk: Walk, look: Heard) -> None:
        """§6.13: goals of the last visit whose window is not over; they are counted, and that is all."""
        instance = walk.watched
        if instance is None:
            return
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

    def can_act(self, state: RuleState) -> bool:
        """Whether a match would not be ignored (S4.3)."""
        if state.rule.kind is RuleKind.WHEN:
            return not state.fired
        if state.pause_until_ms is not None and self.now_ms < state.pause_until_ms:
            return False
        return state.body is None or state.rule.starting_over

    def still_listens(self, instance: Instance, state: RuleState) -> bool:
        """S4.1: a rule of a stage that is left does not."""
        if instance.walk.instance is not instance or instance.stay is None:
            return False
        return any(state is other for other in instance.rules + instance.stay.rules)

    def is_under_way(self, instance: Instance, body: Body) -> bool:
        """S4.2: leaving a stage drops its bodies."""
        if body.rule is None:
            return instance.stay is not None and instance.stay.body is body
        return self.still_listens(instance, body.rule) and body.rule.body is body

    # --- entering ---

    def look_to_enter(self, walk: Walk, look: Heard, history_mark: int) -> None:
        """S3.1: through the first entry that matches, whose `if` holds, and that is let in."""
        found = [listening.matched(look) for listening in walk.entries]
        for index, (entry, at_hand) in enumerate(zip(walk.journey.entries, found, strict=True)):
            if at_hand is not None and self.holds(entry.condition, None, at_hand) and self.may_enter(walk):
                lead = look if entry.rule is not None else None
                instance = self.enter(walk, at_hand, entry.place, history_mark, lead)
                if instance is not None:
                    walk.entries[index].reset(self.now_ms)  # S5.2
                    self.act_on_entry(instance, found)
                return

    def may_enter(self, walk: Walk) -> bool:
        """`reenter` (S3.1)."""
        reenter = walk.journey.reenter
        match reenter.kind:
            case ReenterKind.NEVER:
                return walk.visits == 0
            case ReenterKind.ALWAYS:
                return True
            case ReenterKind.AFTER:
                assert reenter.after is not None
                after = self.known(reenter.after, None, NOTHING) or Exact(0)  # §14.8
                return walk.left_ms is None or self.now_ms >= self.after(walk.left_ms, after, None)
            case ReenterKind.AT_MOST:
                assert reenter.times is not None
                return walk.visits <= reenter.times

    def act_on_entry(self, instance: Instance, found: Sequence[AtHand | None]) -> None:
        """S3.3: every rule that is an entry and matches what led in acts on it, if it still listens."""
        walk = instance.walk
        for index, (entry, at_hand) in enumerate(zip(walk.journey.entries, found, strict=True)):
            if entry.rule is not None and at_hand is not None:
                state = instance.first_rules[entry.rule]
                if self.still_listens(instance, state) and self.holds(state.rule.condition, instance, at_hand):
                    walk.entries[index].reset(self.now_ms)
                    self.fire(instance, state, at_hand)

    def enter_by_clock(self, walk: Walk, index: int, silence: int) -> None:
        """A silence of `enter` is due: used up, whether it leads in or not (S3.1, S5.4)."""
        listening, entry = walk.entries[index], walk.journey.entries[index]
        listening.use_up(silence)
        if walk.instance is not None or not self.holds(entry.condition, None, NOTHING) or not self.may_enter(walk):
            return
        instance = self.enter(walk, NOTHING, entry.place, len(self.standing.history))
        if instance is None:
            return
        listening.reset(self.now_ms)
        if entry.rule is not None:
            state = instance.first_rules[entry.rule]
            assert state.listening is not None
            state.listening.use_up(silence)  # S4.3: it was the entry
            if self.still_listens(instance, state) and self.holds(state.rule.condition, instance, NOTHING):
                self.fire(instance, state, NOTHING)

    def enter_by_calendar(self, walk: Walk) -> None:
        """§6.12: all moments and schedules of its entries that are due now are one look."""
        found: list[AtHand | None] = []
        for listening, times in zip(walk.entries, walk.times, strict=True):
            moments = listening.moments_due(self.now_ms)
            is_due = times is not None and times.is_due(self.now_ms)
            found.append(NOTHING if moments or is_due else None)
            if moments:
                listening.use_up(moments[0])
            if times is not None:
                times.use_up(self.now_ms)
        if walk.instance is not None:
            return
        for index, (entry, at_hand) in enumerate(zip(walk.journey.entries, found, strict=True)):
            if at_hand is not None and self.holds(entry.condition, None, NOTHING) and self.may_enter(walk):
                instance = self.enter(walk, NOTHING, entry.place, len(self.standing.history))
                if instance is not None:
                    walk.entries[index].reset(self.now_ms)
                    self.act_on_entry(instance, found)
                return

    def start(self, step: Start, queued: Queued) -> None:
        """S3.4: a look of that journey alone; nothing if it is live or `reenter` says no."""
        walk = self.walk(step.journey)
        if walk.instance is None and self.may_enter(walk):
            self.enter(walk, queued.at_hand, step.place, queued.history_mark)

    # --- timers ---

    def timers(self) -> Iterator[Timer]:
        """All that is armed, in the order in which they go off at one instant (S1.6)."""
        for walk in self.walks:
            if walk.instance is not None:
                yield from self.timers_inside(walk.instance)
            elif walk.watched is not None:
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
        for state in instance.rules:
            yield from self.rule_timers(instance, state)
        yield from self.body_timers(instance.stay.body)
        for state in instance.stay.rules:
            yield from self.rule_timers(instance, state)

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
        listening.use_up(silence)
        if not self.is_too_late(instance, goal) and self.holds(goal.condition, instance, NOTHING):
            self.count_goal(instance, goal, goal.place)
            if not goal.and_stay and instance.walk.instance is instance:
                self.leave(instance)

    def exit_by_clock(self, instance: Instance, index: int, silence: int) -> None:
        exit_when = instance.walk.journey.exits[index]
        instance.exits[index].use_up(silence)
        if self.holds(exit_when.condition, instance, NOTHING):
            self.exit(instance, exit_when.reason, exit_when.place)

    def fire_by_clock(self, instance: Instance, state: RuleState, silence: int | None) -> None:
        """An `after`, or a silence: used up, whether or not the rule can act (S5.4)."""
        if silence is None:
            state.fired = True
        else:
            assert state.listening is not None
            state.listening.use_up(silence)
            if not self.can_act(state):
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
        body.waiting.arms[index].use_up(silence)
        arm = body.waiting.step.arms[index]
        if self.holds(arm.condition, body.instance, body.at_hand):
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


@dataclass(frozen=True)
class Evaluation:
    """Effects in the order of a file (S8.3), and each contact as it stood at the end."""

    effects: list[Effect]
    contacts: dict[str, Walker]

    def stage(self, contact: str, journey: str) -> str | None:
        """The stage in which the contact stands, None if it is not in the journey."""
        walker = self.contacts.get(contact)
        walk = next((walk for walk in walker.walks if walk.journey.name == journey), None) if walker else None
        stay = walk.instance.stay if walk is not None and walk.instance is not None else None
        return None if stay is None else stay.stage.name


def run(
    model: Model,
    contacts: Sequence[ContactRow],
    events: Sequence[Event],
    from_ms: int | None = None,
    until_ms: int | None = None,
    effects_at_most: int | None = None,
) -> Evaluation:
    """Take every contact through [from, until] (S1.7).

    `effects_at_most`, if given, is for one contact; beyond it TooManyEffectsError is raised.
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
