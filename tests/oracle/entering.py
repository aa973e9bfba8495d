"""Who comes in, by an event, by the clock or by `start`; and what rules do about it."""

from __future__ import annotations

from collections.abc import Sequence

from jdsl.model.model import Exact, ReenterKind, RuleKind, Start
from tests.oracle.facts import Value
from tests.oracle.following import Following
from tests.oracle.listening import Heard
from tests.oracle.places import NOTHING, AtHand, Body, Instance, Past, Queued, RuleState, Walk


class Entering(Following):
    """Which entries let in."""

    # --- entering ---

    def look_to_enter(self, walk: Walk, look: Heard, history_mark: int, value: Value | None) -> Instance | None:
        """S3.1: through the first entry that matches, whose `if` holds, and that is let in. `value`: of P."""
        found = [listening.matched(look) for listening in walk.entries]
        for index, (entry, at_hand) in enumerate(zip(walk.journey.entries, found, strict=True)):
            if at_hand is not None and self.holds(entry.condition, None, at_hand) and self.may_enter(walk, value):
                lead = look if entry.rule is not None else None
                instance = self.enter(walk, at_hand, entry.place, history_mark, lead, value)
                if instance is not None:
                    walk.entries[index].reset(self.now_ms)  # S5.2
                    self.act_on_entry(instance, found)
                return instance
        return None

    def may_enter(self, walk: Walk, value: Value | None = None) -> bool:
        """`reenter`, of that value, and `not while in` (S3.1)."""
        return self.may_reenter(walk, walk.past_of(value)) and not any(
            self.is_in(line.journey, None) for line in walk.journey.not_while_in
        )

    def may_reenter(self, walk: Walk, past: Past | None) -> bool:
        reenter = walk.journey.reenter
        if past is None:
            return True
        match reenter.kind:
            case ReenterKind.NEVER:
                return False
            case ReenterKind.ALWAYS:
                return True
            case ReenterKind.AFTER:
                assert reenter.after is not None
                after = self.known(reenter.after, None, NOTHING) or Exact(0)  # §14.8
                begin_ms = past.entered_ms if reenter.from_entering else past.left_ms
                return self.now_ms >= self.after(begin_ms, after, None)
            case ReenterKind.AT_MOST:
                assert reenter.times is not None
                return past.visits <= reenter.times

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
        if not listening.use_up(silence, self.now_ms) or walk.live:
            return
        if not self.holds(entry.condition, None, NOTHING) or not self.may_enter(walk):
            return
        instance = self.enter(walk, NOTHING, entry.place, len(self.standing.history))
        if instance is None:
            return
        listening.reset(self.now_ms)
        if entry.rule is not None:
            state = instance.first_rules[entry.rule]
            assert state.listening is not None
            state.listening.use_up(silence, self.now_ms)  # S4.3: it was the entry
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
                listening.use_up(moments[0], self.now_ms)
            if times is not None:
                times.use_up(self.now_ms)
        if walk.live:
            return
        for index, (entry, at_hand) in enumerate(zip(walk.journey.entries, found, strict=True)):
            if at_hand is not None and self.holds(entry.condition, None, NOTHING) and self.may_enter(walk):
                instance = self.enter(walk, NOTHING, entry.place, len(self.standing.history))
                if instance is not None:
                    walk.entries[index].reset(self.now_ms)
                    self.act_on_entry(instance, found)
                return

    def start(self, step: Start, queued: Queued) -> None:
        """S3.4: a look of that journey alone; nothing if it is live (of that value) or it lets nobody in."""
        walk = self.walk(step.journey)
        value = None if walk.journey.per is None else value_to_start(walk.journey.per.name, queued)
        if walk.journey.per is not None and value is None:
            return
        if all(instance.value != value for instance in walk.live) and self.may_enter(walk, value):
            self.enter(walk, queued.at_hand, step.place, queued.history_mark, value=value)

    # --- whether something still acts ---

    def can_act(self, state: RuleState) -> bool:
        """Whether a match would not be ignored (S4.3)."""
        if state.rule.kind is RuleKind.WHEN:
            return not state.fired
        if state.pause_until_ms is not None and self.now_ms < state.pause_until_ms:
            return False
        return state.body is None or state.rule.starting_over

    def still_listens(self, instance: Instance, state: RuleState) -> bool:
        """S4.1: a rule of a stage that is left does not."""
        if not instance.is_live or instance.stay is None:
            return False
        return any(state is other for other in instance.rules + instance.stay.rules)

    def is_under_way(self, instance: Instance, body: Body) -> bool:
        """S4.2: leaving a stage drops its bodies."""
        if body.rule is None:
            return instance.stay is not None and instance.stay.body is body
        return self.still_listens(instance, body.rule) and body.rule.body is body


def value_to_start(name: str, queued: Queued) -> Value | None:
    """§17.7: of the event at hand, else of the starter."""
    value = queued.at_hand.get(name)
    if value is None and queued.of_value is not None and queued.of_value[0] == name:
        return queued.of_value[1]
    return value
