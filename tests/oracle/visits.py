"""What happens to one contact inside journeys: entering, stays, bodies, steps, leaving, and the effects of it all."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence

from jdsl.model.model import (
    Add,
    AddRemembered,
    Announce,
    Call,
    Exit,
    Goal,
    Hold,
    If,
    Length,
    Model,
    Move,
    Notify,
    Place,
    Reach,
    Release,
    Remember,
    Repeat,
    Rule,
    RuleKind,
    Schedule,
    Send,
    Set,
    Split,
    Stage,
    Start,
    Step,
    Subscription,
    Tag,
    Wait,
    WaitFor,
    WaitUntilCondition,
    WaitUntilMoment,
    WaitUntilTime,
)
from tests.oracle.facts import Change, Effect, Happening, Value, Values
from tests.oracle.listening import Heard
from tests.oracle.moments import After, goes_by_contact_time, names_of
from tests.oracle.places import (
    NOTHING,
    AtHand,
    Body,
    Instance,
    OpenCall,
    Past,
    Queued,
    Round,
    RuleState,
    Stay,
    Waiting,
    Walk,
)
from tests.oracle.schedules import Times
from tests.oracle.sums import added
from tests.oracle.waits import Waits
from tests.oracle.walls import date_at, instant_of

STAYS_AND_BODIES = 99
"""S2.7: as many may one visit begin at one instant."""
ENTRIES = 999
"""S2.7: as many times may a contact enter one journey at one instant."""

SIDE_BY_SIDE = 100
"""§17.4: so many visits of a journey may be live."""
VALUES = 100
"""§17.8: so many values that left are known."""
CALLS = 32
"""§18.3: so many calls of a webhook may a visit have open."""


class TooManyEffectsError(Exception):
    """A made-up workspace goes round for ever: raised where a run was given a bound."""


class Visits(Waits):
    """What a contact does in journeys at one instant."""

    def __init__(self, model: Model, contact: str) -> None:
        super().__init__(model, contact)
        self.standing.when_zone_changes.append(self.judge_put_off_sends)
        self.queue: deque[Queued] = deque()
        self.effects: list[Effect] = []
        self.numbers: Counter[tuple[str, int]] = Counter()
        self.years: dict[object, int] = {}
        """Of a yearly schedule, by its place: the last year that has come (§14.13)."""
        self.effects_at_most: int | None = None

    # --- what comes out ---

    def effect(
        self,
        of: Instance | Walk,
        kind: str,
        place: Place,
        *,
        name: str | None = None,
        reason: str | None = None,
        value: Value | None = None,
        values: Values | None = None,
    ) -> str:
        """S8.2: numbered from 0 for contact, journey and instant; its id. Of a walk: of the visit that is not to be."""
        walk, visit = (of, of.visits + 1) if isinstance(of, Walk) else (of.walk, of.visit)
        if self.effects_at_most is not None and len(self.effects) >= self.effects_at_most:
            raise TooManyEffectsError(self.contact)
        journey = walk.journey.name
        number = self.numbers[journey, self.now_ms]
        self.numbers[journey, self.now_ms] += 1
        id = f"{journey}:{visit}:{self.now_ms}:{number}"  # noqa: A001
        self.effects.append(
            Effect(self.now_ms, self.contact, journey, id, kind, name, reason, value, place.file, place.line, values)
        )
        return id

    def record(
        self, verb: str, subject: str | None, by: Instance | None = None, answers: Instance | None = None,
        **properties: Value | None,
    ) -> None:  # fmt: skip
        """S2.5: history knows it at once, its look is queued; then who has joined or left by it (§16.3).

        `by`: the visit whose value it carries. A `where` sees that where the verb declares P (§17.5).
        """
        known = {name: value for name, value in properties.items() if value is not None}
        of_value = None if by is None else by.of_value
        if of_value is not None and of_value[0] in self.model.catalog.verbs[verb].properties:
            known.setdefault(*of_value)
        self.put(
            Happening(
                self.now_ms, verb, subject, properties=known, handled_ms=self.now_ms, of_value=of_value, answers=answers
            )
        )
        self.take_stock()

    def put(self, happening: Happening) -> None:
        self.standing.history.append(happening)
        self.queue.append(Queued(len(self.standing.history), happening))

    def take_stock(self) -> None:
        """§16.3, 2: after a step, and whatever else queues something."""
        for flip in self.flips_now():
            verb = "joined" if flip.inside else "left"
            self.put(Happening(self.now_ms, verb, flip.segment, handled_ms=self.now_ms))

    # --- entering ---

    def enter(
        self,
        walk: Walk,
        at_hand: AtHand,
        place: Place,
        history_mark: int,
        lead: Heard | None = None,
        value: Value | None = None,
    ) -> Instance | None:
        """S3.2; None if it is refused (S2.7, §17.4). `lead`: what led in, where the rules' counts begin with it (S3.3).

        `value`: of P.
        """
        journey = walk.journey
        if len(walk.live) == SIDE_BY_SIDE:
            self.effect(walk, "refused", place)
            return None
        if walk.entered_ms != self.now_ms:
            walk.entered_ms, walk.entered = self.now_ms, 0
        if walk.entered == ENTRIES:
            if walk.refused_ms != self.now_ms:
                walk.refused_ms = self.now_ms
                self.effect(walk, "refused", place, reason="circle")
            return None
        if journey.per is not None and journey.per.newest_only:
            for older in list(walk.live):
                self.exit(older, "newer", place)
        walk.entered += 1
        walk.visits += 1
        instance = Instance(
            walk=walk,
            visit=walk.visits,
            entered_ms=self.now_ms,
            history_mark=history_mark,
            goals=[],
            exits=[],
            rules=[],
            value=value,
        )
        if journey.per is not None and value is not None:
            instance.remembered[journey.per.name] = value  # §17.6
        instance.goals += [
            None if goal.trigger is None else self.listen(goal.trigger, instance) for goal in journey.goals
        ]
        instance.exits += [self.listen(exit_when.trigger, instance) for exit_when in journey.exits]
        instance.rules += [self.rule_state(instance, rule, lead) for rule in journey.rules]
        walk.live.append(instance)
        walk.watched = None
        self.effect(instance, "enter", place)
        self.record("entered", journey.name, instance)
        stay = Stay(journey.stages[0], [self.rule_state(instance, rule, lead) for rule in journey.stages[0].rules])
        instance.first_rules = instance.rules + stay.rules
        self.begin_stay(instance, stay, at_hand)
        return instance

    def rule_state(self, instance: Instance, rule: Rule, lead: Heard | None = None) -> RuleState:
        """A rule that begins to listen now (§7.2)."""
        listening = None if rule.trigger is None else self.listen(rule.trigger, instance, lead)
        state = RuleState(rule, self.now_ms, listening)
        if rule.after is not None:
            state.after = self.after_rule(instance, rule, rule.after)
        if rule.schedule is not None:
            state.times = self.times(rule.schedule, rule.place, self.now_ms)
        return state

    def after_rule(self, instance: Instance, rule: Rule, length: Length) -> After:
        begin_ms = self.now_ms

        def reckon() -> int | None:
            exactly = self.known(length, instance, NOTHING)
            return None if exactly is None else self.after(begin_ms, exactly, rule.after_at)

        after = After(reckon, frozenset(names_of(length)), goes_by_contact_time(rule.after_at))
        after.begin(begin_ms)
        return after

    def times(self, schedule: Schedule, place: Place, begin_ms: int) -> Times:
        return Times(
            schedule,
            begin_ms,
            self.now_ms,
            place,
            self.years,
            self.contact_zone,
            self.date_attribute,
            self.holidays,
        )

    def goes_round(self, instance: Instance) -> bool:
        """Whether one more stay or body would be one too many at this instant (S2.7)."""
        return instance.begun_ms == self.now_ms and instance.begun == STAYS_AND_BODIES

    def count_begun(self, instance: Instance) -> None:
        instance.begun = instance.begun + 1 if instance.begun_ms == self.now_ms else 1
        instance.begun_ms = self.now_ms

    def begin_stay(self, instance: Instance, stay: Stay, at_hand: AtHand) -> None:
        """S4.1: its rules listen by now, its steps run."""
        self.count_begun(instance)
        instance.stay = stay
        stay.body = Body(instance, None, at_hand, [(stay.stage.steps, 0)])
        self.run(stay.body)

    def move(self, instance: Instance, stage: Stage, at_hand: AtHand, place: Place) -> None:
        """S4.2: what stands in the old stage is dropped."""
        self.effect(instance, "move", place, name=stage.name)
        self.begin_stay(instance, Stay(stage, [self.rule_state(instance, rule) for rule in stage.rules]), at_hand)

    # --- leaving ---

    def leave(self, instance: Instance) -> None:
        """S3.5: its timers, its open calls and all that waits go with it."""
        assert instance.is_live
        walk = instance.walk
        instance.is_live = False
        walk.live = [each for each in walk.live if each is not instance]
        walk.watched = None
        before = walk.past_of(instance.value)
        past = Past(instance.value, self.now_ms, instance.entered_ms, 1 + (0 if before is None else before.visits))
        walk.past = [past, *(each for each in walk.past if each is not before)][:VALUES]
        self.sending.end_visit(walk.journey.name, instance.visit)

    def exit(self, instance: Instance, reason: str | None, place: Place) -> None:
        self.effect(instance, "exit", place, reason=reason)
        self.leave(instance)
        instance.walk.watched = instance  # §6.13
        self.record("exited", instance.walk.journey.name, instance, reason=reason)

    def count_goal(self, instance: Instance, goal: Goal, place: Place) -> None:
        """S3.8: once per visit."""
        instance.counted.add(goal.name)
        self.effect(instance, "reach", place, name=goal.name)
        self.record("reached", goal.name, instance)

    def is_too_late(self, instance: Instance, goal: Goal) -> bool:
        """§6.13: whether the goal's window is over now."""
        return goal.within_ms is not None and self.now_ms >= instance.entered_ms + goal.within_ms

    def complete(self) -> None:
        """S3.7: visits in which nothing can happen any more."""
        for walk in self.walks:
            for instance in list(walk.live):
                if instance.stay is not None and self.is_over(instance, instance.stay):
                    self.effect(instance, "complete", instance.stay.stage.place)
                    self.leave(instance)
                    walk.watched = instance  # §6.13
                    self.record("completed", walk.journey.name, instance)

    def is_over(self, instance: Instance, stay: Stay) -> bool:
        under_way = [stay.body, *(state.body for state in instance.rules + stay.rules)]
        return all(body is None for body in under_way) and all(self.is_spent(state) for state in stay.rules)

    def is_spent(self, state: RuleState) -> bool:
        """S3.7."""
        match state.rule.kind:
            case RuleKind.WHEN:
                assert state.listening is not None
                return state.fired or state.listening.is_past(self.now_ms)
            case RuleKind.AFTER:
                return state.fired or (state.after is not None and state.after.is_spent)
            case RuleKind.WHENEVER | RuleKind.EVERY:
                return False

    # --- bodies ---

    def fire(self, instance: Instance, state: RuleState, at_hand: AtHand) -> None:
        """A rule's body begins, after its `if` held (S4.3)."""
        rule = state.rule
        if self.goes_round(instance):
            self.exit(instance, "circle", rule.place)
            return
        self.count_begun(instance)
        state.fired = True
        if state.listening is not None:
            state.listening.reset(self.now_ms)  # S5.2
        if rule.at_most_once_per_day or rule.at_most_once_per_ms is not None:
            state.pause_until_ms = self.now_ms + (rule.at_most_once_per_ms or 0)
            if rule.at_most_once_per_day:  # §7.8
                zone = instance.walk.journey.zone
                state.pause_until_ms = instant_of(zone, date_at(zone, self.now_ms) + 1, 0)
            if state.listening is not None:
                state.listening.reset(state.pause_until_ms)
        state.body = Body(instance, state, at_hand, [(rule.steps, 0)])
        self.run(state.body)

    def run(self, body: Body) -> None:
        """S4.4: to its next wait or its end."""
        while body.blocks:
            steps, next_step = body.blocks.pop()
            if next_step < len(steps):
                body.blocks.append((steps, next_step + 1))
                goes_on = self.step(body, steps[next_step])
                self.take_stock()
                if not goes_on:
                    return
        self.end(body)

    def go_on(self, body: Body, steps: Sequence[Step]) -> None:
        """A wait is over: these steps, then those that follow the wait."""
        body.waiting = None
        body.blocks.append((steps, 0))
        self.run(body)

    def end(self, body: Body) -> None:
        """The body's own end: a rule that ignored matches meanwhile counts anew (S4.3)."""
        state = body.rule
        if state is None:
            assert body.instance.stay is not None
            body.instance.stay.body = None
            return
        state.body = None
        if state.rule.kind is RuleKind.WHENEVER and not state.rule.starting_over and state.listening is not None:
            state.listening.reset(self.now_ms)

    # --- steps ---

    def step(self, body: Body, step: Step | Round) -> bool:
        """Do one step; whether the body goes on with the next at once."""
        match step:
            case Repeat():
                body.blocks.append(((Round(step, 0),), 0))
            case Round(repeat, done):
                self.begin_round(body, repeat, done)
            case Split(split, arms, _):
                drawn = self.arm(split)
                body.blocks.append((next(arm.steps for arm in arms if arm.arm == drawn), 0))
            case Wait() | WaitFor() | WaitUntilTime() | WaitUntilMoment() | WaitUntilCondition():
                return self.wait(body, step)
            case If(branches, otherwise):
                for condition, steps in branches:
                    if self.holds(condition, body.instance, body.at_hand):
                        body.blocks.append((steps, 0))
                        return True
                body.blocks.append((otherwise, 0))
                return True
            case Move() | Exit() | Reach():
                return self.step_out(body, step)
            case Set() | Add():
                self.set(body, step)
            case Remember() | AddRemembered():
                self.remember(body, step)
            case Start():
                # S3.4: at hand there is what is at hand here.
                mark = len(self.standing.history)
                of_value = body.instance.of_value
                self.queue.append(Queued(mark, start=step, at_hand=body.at_hand, of_value=of_value))
            case Send():
                return self.send(body, step)
            case Notify() | Call():
                self.tell(body, step)
            case _:
                self.step_outside(body.instance, step)
        return True

    def begin_round(self, body: Body, repeat: Repeat, done: int) -> None:
        """§19.5: the next round, if there is one."""
        if done == repeat.times:
            return
        if repeat.until is None or not self.holds(repeat.until, body.instance, body.at_hand):
            body.blocks.append(((Round(repeat, done + 1),), 0))
            body.blocks.append((repeat.steps, 0))

    def step_out(self, body: Body, step: Move | Exit | Reach) -> bool:
        """The steps that can end the body they stand in (S4.2)."""
        instance = body.instance
        journey = instance.walk.journey
        match step:
            case Move(name, place):
                if self.goes_round(instance):
                    self.exit(instance, "circle", place)
                    return False
                self.end(body)
                stage = next(stage for stage in journey.stages if stage.name == name)
                self.move(instance, stage, body.at_hand, place)
                return False
            case Exit(reason, place):
                self.exit(instance, reason, place)
                return False
            case Reach(name, place):
                goal = next(goal for goal in journey.goals if goal.name == name)
                if goal.name in instance.counted:
                    return True
                if self.is_too_late(instance, goal):  # §6.13
                    if not goal.and_stay:
                        self.exit(instance, f"too late for {goal.name}", place)
                    return goal.and_stay
                self.count_goal(instance, goal, place)
                if not goal.and_stay:
                    self.leave(instance)
                return goal.and_stay

    def send(self, body: Body, step: Send) -> bool:
        """§15.1: it goes out, is withheld, or is put off; whether the body goes on at once."""
        walk, message = body.instance.walk, self.model.catalog.messages[step.message]
        verdict = self.sending.judge(walk.journey, message, self.now_ms)
        if verdict.until_ms is not None:
            zone = self.sending.contact_zone()
            body.waiting = Waiting(verdict.until_ms, None, [], send=step, contact_zone=zone)  # §15.6
            return False
        if verdict.withheld in {None, "held out"}:
            self.sending.note(walk.journey, message, self.now_ms)
        if verdict.withheld is not None:
            self.effect(body.instance, "withheld", step.place, name=step.message, reason=verdict.withheld)
        else:
            self.effect(body.instance, "send", step.place, name=step.message)
            self.record("sent", step.message, body.instance)
        return True

    def judge_put_off_sends(self) -> None:
        """§15.6: the contact's zone has changed; what is put off by its clock is due now."""
        for instance in [instance for walk in self.walks for instance in walk.live]:
            if instance.stay is None:
                continue
            for body in (instance.stay.body, *(state.body for state in instance.rules + instance.stay.rules)):
                waiting = None if body is None else body.waiting
                if waiting is None or waiting.send is None:
                    continue
                if self.sending.goes_by_another_clock(instance.walk.journey, waiting.contact_zone):
                    waiting.due_ms = self.now_ms

    def tell(self, body: Body, step: Notify | Call) -> None:
        """§8.6, §8.23."""
        if isinstance(step, Call):
            self.call(body, step)
            return
        instance = body.instance
        name = step.team or step.attribute or step.remembered
        unknown = (step.attribute is not None and step.attribute not in self.standing.attributes) or (
            step.remembered is not None and instance.remembered.get(step.remembered) is None
        )
        is_held_out = self.sending.is_held_out(instance.walk.journey)
        if unknown or is_held_out:
            reason = "no address" if unknown else "held out"
            self.effect(instance, "withheld", step.place, name=name, reason=reason)
        else:
            self.effect(instance, "notify", step.place, name=name, value=step.text)

    def call(self, body: Body, step: Call) -> None:
        """§18.3: open, if the journey listens to it."""
        instance, journey = body.instance, body.instance.walk.journey
        is_heard = step.webhook in journey.hears_answers_of
        if self.sending.is_held_out(journey):
            self.effect(instance, "withheld", step.place, name=step.webhook, reason="held out")
            if is_heard:
                self.record("failed", step.webhook, answers=instance)
            return
        values = tuple((name, instance.remembered.get(name)) for name in journey.remembers)
        id = self.effect(instance, "call", step.place, name=step.webhook, values=values)  # noqa: A001
        if not is_heard:
            return
        assert instance.stay is not None
        due_ms = self.now_ms + self.model.catalog.webhooks[step.webhook].answers_within_ms
        own = [call for call in instance.calls if call.webhook == step.webhook]
        instance.calls.append(OpenCall(id, step.webhook, due_ms, step, instance, instance.stay.stage, body.rule))
        if len(own) == CALLS:
            instance.calls = [call for call in instance.calls if call is not own[0]]
            self.record("failed", step.webhook, answers=instance)

    def step_outside(self, instance: Instance, step: Step) -> None:
        """Steps that leave the body where it is; each queues what it brought about (S2.5)."""
        match step:
            case Hold(channel, _, place):
                self.effect(instance, "hold", place, name=channel or "everything")
                self.sending.hold(instance.walk.journey.name, instance.visit, step, self.now_ms)
            case Release(channel, place):
                self.effect(instance, "release", place, name=channel or "everything")
                self.sending.release(instance.walk.journey.name, step)
            case Tag(tag, on, place):
                self.effect(instance, "tag" if on else "untag", place, name=tag)
                if on and tag not in self.standing.tags:
                    self.standing.tags.add(tag)
                    self.record("tagged", tag)
                elif not on:
                    self.standing.tags.discard(tag)
            case Subscription(channel, True, place):
                self.effect(instance, "subscribe", place, name=channel)
                if self.standing.subscribe(channel, self.now_ms):
                    self.record("subscribed to", channel)
            case Subscription(channel, False, place):
                self.effect(instance, "unsubscribe", place, name=channel)
                if self.standing.unsubscribe(channel, self.now_ms):
                    self.record("unsubscribed from", channel)
            case Announce(verb, subject, place):
                self.effect(instance, "announce", place, name=verb, value=subject)
                self.record(verb, subject)
            case _:
                raise AssertionError(step)

    def set(self, body: Body, step: Set | Add) -> None:
        value = self.value(step.value, body.instance, body.at_hand)
        if isinstance(step, Add):
            value = added(self.standing.attributes.get(step.attribute), step.sign, value)
        self.effect(body.instance, "set", step.place, name=step.attribute, value=value)
        change = self.standing.assign(step.attribute, value, self.now_ms)
        if change is not None:
            self.record_change(change)

    def remember(self, body: Body, step: Remember | AddRemembered) -> None:
        """§8.22: no effect and no event."""
        remembered = body.instance.remembered
        value = self.value(step.value, body.instance, body.at_hand)
        if isinstance(step, AddRemembered):
            value = added(remembered.get(step.name), step.sign, value)
        remembered.pop(step.name, None)
        if value is not None:
            remembered[step.name] = value
        self.follow_remembered(body.instance, step.name)

    def follow_remembered(self, instance: Instance, name: str) -> None:
        """What counts from something remembered is reckoned anew."""
        raise NotImplementedError

    def record_change(self, change: Change) -> None:
        self.record("changed", change.attribute, old=change.old, new=change.new)
