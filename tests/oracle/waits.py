"""Waits of every kind: when they begin, and when those for a condition or a moment go on."""

from __future__ import annotations

from collections.abc import Iterator

from jdsl.model.model import Moment, Trigger, Wait, WaitFor, WaitUntilCondition, WaitUntilMoment, WaitUntilTime
from tests.oracle.apart import Apart
from tests.oracle.calendar import next_time
from tests.oracle.facts import Value
from tests.oracle.flips import candidates
from tests.oracle.listening import Heard, Hearer, Listening
from tests.oracle.moments import NEVER_MS, reckon
from tests.oracle.places import Body, Instance, Waiting

AnyWait = Wait | WaitFor | WaitUntilTime | WaitUntilMoment | WaitUntilCondition


class Waits(Apart):
    """How bodies come to stand, and what they wait for."""

    def listen(self, trigger: Trigger, instance: Instance, lead: Heard | None = None) -> Listening:
        hearer = Hearer(self.standing.history, lambda moment: self.reckon(moment, instance), instance, instance.reaches)
        return Listening(trigger, self.now_ms, self.now_ms, hearer, lead=lead)

    def wait(self, body: Body, step: AnyWait) -> bool:
        """Whether the body goes on at once: one that passes at once is no wait (S4.4)."""
        match step:
            case Wait():
                due_ms = self.end_of(body, step)
                return self.stand(body, Waiting(due_ms, None, []))
            case WaitUntilTime(days, at, _):
                due_ms = next_time(days, at, self.contact_zone(), self.now_ms, self.holidays)
                return self.stand(body, Waiting(NEVER_MS if due_ms is None else due_ms, None, []))
            case WaitFor():
                due_ms = self.end_of(body, step)
                if due_ms is not None and due_ms <= self.now_ms:
                    body.blocks.append((step.otherwise, 0))
                    return True
                arms = [self.listen(arm.trigger, body.instance) for arm in step.arms]  # S4.7
                return self.stand(body, Waiting(due_ms, step, arms))
            case WaitUntilMoment():
                return self.wait_for_moment(body, step)
            case WaitUntilCondition():
                if self.holds(step.condition, body.instance, body.at_hand):
                    return True
                due_ms = self.end_of(body, step)
                if due_ms is not None and due_ms <= self.now_ms:
                    body.blocks.append((step.otherwise, 0))
                    return True
                return self.stand(body, Waiting(due_ms, None, [], until=step))

    def end_of(self, body: Body, step: Wait | WaitFor | WaitUntilCondition) -> int | None:
        """When it is over; now, if there is no such length (§14.8); None: never."""
        if step.length is None:
            return None
        length = self.known(step.length, body.instance, body.at_hand)
        at = step.at if isinstance(step, Wait) else None
        return self.now_ms if length is None else self.after(self.now_ms, length, at)

    def stand(self, body: Body, waiting: Waiting) -> bool:
        if waiting.due_ms is not None and waiting.due_ms <= self.now_ms:
            return True
        body.waiting = waiting
        return False

    # --- for a moment (§8.19) ---

    def wait_for_moment(self, body: Body, step: WaitUntilMoment) -> bool:
        waiting = Waiting(None, None, [], until=step, contact_zone=self.contact_zone())
        waiting.reads = self.read_by(body, step.moment)
        waiting.due_ms = self.moment_of(body, step, waiting.contact_zone)
        if waiting.due_ms is None or waiting.due_ms < self.now_ms:
            body.blocks.append((step.otherwise, 0))
            return True
        return self.stand(body, waiting)

    def moment_of(self, body: Body, step: WaitUntilMoment, contact_zone: str | None) -> int | None:
        """By the contact's zone as it was when the wait began (§14.14)."""
        return reckon(step.moment, self.lookup(body.instance, body.at_hand), contact_zone, self.holidays)

    def read_by(self, body: Body, moment: Moment) -> tuple[Value | None, ...]:
        """What a moment counts from, as it is now: its date, and its length if that comes from data."""
        values = [self.value(moment.source, body.instance, body.at_hand)]
        length = getattr(moment.length, "value", None)
        if length is not None:
            values.append(self.value(length, body.instance, body.at_hand))
        return tuple(values)

    # --- going on (§8.21) ---

    def goes_on(self, body: Body) -> bool:
        """Judges the wait in which a body stands: whether it is over; what follows has still to be run."""
        waiting = body.waiting
        if waiting is None or waiting.until is None:
            return False
        step = waiting.until
        if isinstance(step, WaitUntilCondition):
            if not self.holds(step.condition, body.instance, body.at_hand):
                return False
            body.waiting = None
            return True
        reads = self.read_by(body, step.moment)
        if reads == waiting.reads:
            return False
        waiting.reads = reads
        waiting.due_ms = self.moment_of(body, step, waiting.contact_zone)
        if waiting.due_ms is not None and waiting.due_ms > self.now_ms:
            return False
        if waiting.due_ms is None or waiting.due_ms < self.now_ms:
            body.blocks.append((step.otherwise, 0))
        body.waiting = None
        return True

    def has_moved(self, body: Body) -> bool:
        """Whether what the moment counts from has been changed, and the wait not been judged yet."""
        waiting = body.waiting
        if waiting is None or not isinstance(waiting.until, WaitUntilMoment):
            return False
        return self.read_by(body, waiting.until.moment) != waiting.reads

    def end_due(self, body: Body) -> int | None:
        """When the end of the wait is due; of one for a moment that has moved, where that lies now."""
        waiting = body.waiting
        assert waiting is not None
        if isinstance(waiting.until, WaitUntilMoment) and self.has_moved(body):
            due_ms = self.moment_of(body, waiting.until, waiting.contact_zone)
            return self.now_ms if due_ms is None else max(due_ms, self.now_ms)
        return waiting.due_ms

    def flips(self, body: Body, until_ms: int) -> Iterator[int]:
        """When the condition comes to hold, if nothing happens before; now, if it does already."""
        waiting = body.waiting
        assert waiting is not None
        if not isinstance(waiting.until, WaitUntilCondition):
            return
        condition = waiting.until.condition
        end_ms = until_ms if waiting.due_ms is None else min(until_ms, waiting.due_ms)
        now_ms = self.now_ms
        lookup = self.lookup(body.instance, body.at_hand)
        tried = candidates(self.written_out(condition), lookup, self.standing.history, self.contact_zone(), now_ms,
                           end_ms, self.fading_instants)  # fmt: skip
        at_ms = self.first_flip(tried, condition, body.instance, body.at_hand, was=False)
        if at_ms is not None:
            yield at_ms
