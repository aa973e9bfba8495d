"""What is worked out about a contact apart from all journeys: segments and scores (§16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jdsl.model.model import Crosses, Model, Score, ScoreLine
from tests.oracle.asking import Asking
from tests.oracle.facts import Crossing, Flip, Happening
from tests.oracle.fading import after_steps, first_step_below, instant_of_step, steps_by
from tests.oracle.flips import candidates, parts
from tests.oracle.listening import Heard, Listening
from tests.oracle.places import NOTHING, AtHand
from tests.oracle.sums import LARGEST


@dataclass(eq=False)
class Points:
    """A score of one contact: its value at its last change, and what was left when thresholds were last judged."""

    score: Score
    lines: list[Listening]
    thresholds: list[int]
    """Of `falls below`, wherever it is asked for."""
    value: int = 0
    changed_ms: int = 0
    judged: int = 0

    def left(self, now_ms: int) -> int:
        if self.score.halve_ms is None:
            return self.value
        return after_steps(self.value, steps_by(self.changed_ms, self.score.halve_ms, now_ms))

    def below_ms(self, bound: int) -> int | None:
        """The first instant since its last change at which less than that is left; None: never."""
        steps = first_step_below(self.value, bound)
        if steps is None or (steps > 0 and self.score.halve_ms is None):
            return None
        return instant_of_step(self.changed_ms, self.score.halve_ms or 0, steps)


class Apart(Asking):
    """One contact's segments and scores; `members` are the segments that it is in by the last stocktaking."""

    def __init__(self, model: Model, contact: str) -> None:
        super().__init__(model, contact)
        self.points: dict[str, Points] = {}
        self.members: set[str] = set()
        self.is_known = False
        self.clock_seen: tuple[object, int | None] | None = None

    def begin_apart(self, known_ms: int) -> None:
        """§4.7: the contact is known from here on."""
        self.is_known = True
        crosses = [
            part for part in parts(self.model.journeys if self.model.scores else ()) if isinstance(part, Crosses)
        ]
        for score in self.model.scores:
            lines = [Listening(line.trigger, known_ms, self.now_ms, self.hearer_for_all()) for line in score.lines]
            thresholds = [one.millionths for one in crosses if one.score == score.name and not one.upwards]
            self.points[score.name] = Points(score, lines, thresholds)

    def score_left(self, name: str) -> int:
        points = self.points.get(name)
        return 0 if points is None else points.left(self.now_ms)

    # --- points (§16.7) ---

    def give_points(self, happening: Happening) -> None:
        """Every line that matches fires; then each threshold is judged. A machine's event skips all of it."""
        if happening.machine:
            return
        look = Heard(happening, self.now_ms)
        for points in self.points.values():
            total: int | None = None
            for line, listening in zip(points.score.lines, points.lines, strict=True):
                listening.hear(look)
                at_hand = listening.matched(look)
                if at_hand is not None:
                    total = self.fire_line(line, listening, at_hand, total)
            if total is not None:
                self.change(points, total, happening)

    def fire_line(self, line: ScoreLine, listening: Listening, at_hand: AtHand, total: int | None) -> int | None:
        if not self.holds(line.condition, None, at_hand):
            return total
        listening.reset(self.now_ms)
        return (total or 0) + line.sign * line.millionths

    def change(self, points: Points, total: int, happening: Happening) -> None:
        left = points.left(self.now_ms)
        points.value = min(max(left + total, 0), LARGEST)
        points.changed_ms = self.now_ms
        self.judge(points, left, happening)

    def judge(self, points: Points, left: int, happening: Happening) -> None:
        after = points.left(self.now_ms)
        if (left, points.judged) != (after, after):
            happening.crossings.append(Crossing(points.score.name, left, points.judged, after))
        points.judged = after

    # --- segments (§16.3) ---

    def flips_now(self) -> Iterator[Flip]:
        """Who has joined or left since the last stocktaking, in the order in which it is told."""
        if not self.is_known:
            return
        for segment in self.model.segments:
            inside = self.holds(segment.condition, None, NOTHING)
            if inside != (segment.name in self.members):
                (self.members.add if inside else self.members.discard)(segment.name)
                yield Flip(segment.name, inside)

    def settle(self, happening: Happening) -> None:
        """What an event or an entry of the queue has made of scores, then of segments; seen in its look."""
        self.give_points(happening)
        self.flip(happening)

    def flip(self, happening: Happening) -> None:
        """Each that is asked sees in history the flips before it."""
        for flip in self.flips_now():
            happening.flips.append(flip)

    def settle_silently(self) -> None:
        """§16.5: a line of a contacts file."""
        for _ in self.flips_now():
            pass

    # --- the contact's own clock (§16.8) ---

    def clock_due(self, until_ms: int) -> int | None:
        """When it goes off next, if nothing happens before."""
        if not self.is_known or not (self.model.segments or self.model.scores):
            return None
        standing = self.standing
        seen = (
            self.now_ms, until_ms, len(standing.history), tuple(standing.attributes.items()), tuple(standing.tags),
            tuple(standing.channels), standing.everything_off, tuple(self.members),
            [(points.value, points.changed_ms, points.judged) for points in self.points.values()],
            [listening.clocks() for points in self.points.values() for listening in points.lines],
        )  # fmt: skip
        if self.clock_seen is None or self.clock_seen[0] != seen:
            due = [due_ms for due_ms in self.all_due(until_ms) if due_ms <= until_ms]
            self.clock_seen = seen, min(due, default=None)
        return self.clock_seen[1]

    def all_due(self, until_ms: int) -> Iterator[int]:
        for points in self.points.values():
            for listening in points.lines:
                yield from (due_ms for _, due_ms in listening.clocks())
            for bound in points.thresholds:
                below_ms = points.below_ms(bound)
                if below_ms is not None and points.judged >= bound:
                    yield max(below_ms, self.now_ms)
        for segment in self.model.segments:
            yield from self.flip_due(segment.condition, until_ms, was=segment.name in self.members)

    def flip_due(self, condition: Any, until_ms: int, *, was: bool, at_hand: AtHand = NOTHING) -> Iterator[int]:
        """The first instant at which it has the other answer."""
        now_ms, lookup = self.now_ms, self.lookup(None, at_hand)
        tried = candidates(self.written_out(condition), lookup, self.standing.history, self.contact_zone(), now_ms,
                           until_ms, self.fading_instants)  # fmt: skip
        at_ms = self.first_flip(tried, condition, None, at_hand, was=was)
        if at_ms is not None:
            yield at_ms

    def fading_instants(self, score: str, bound: int) -> list[int]:
        """When a score comes below that, and when it is that much no longer or just now."""
        points = self.points.get(score)
        found = [] if points is None else [points.below_ms(bound), points.below_ms(bound + 1)]
        return [at_ms for at_ms in found if at_ms is not None]

    def written_out(self, condition: Any) -> tuple[Any, ...]:
        """The condition and those of all segments that it asks for."""
        named = {segment.name: segment for segment in self.model.segments}
        found = [condition]
        for each in found:
            for part in parts(each):
                name = getattr(part, "segment", None)
                if isinstance(name, str) and named[name].condition not in found:
                    found.append(named[name].condition)
        return tuple(found)

    def own_clock(self) -> Happening:
        """What is due of it now, all in one: lines, then what has faded, then segments. History knows of it."""
        happening = Happening(self.now_ms, None, handled_ms=self.now_ms)
        self.standing.history.append(happening)
        for points in self.points.values():
            total: int | None = None
            left = points.left(self.now_ms)
            for line, listening in zip(points.score.lines, points.lines, strict=True):
                due = [index for index, due_ms in listening.clocks() if due_ms <= self.now_ms]
                matching = [index for index in due if listening.use_up(index, self.now_ms)]
                if matching:
                    total = self.fire_line(line, listening, NOTHING, total)
            if total is not None:
                self.change(points, total, happening)
            else:
                self.judge(points, left, happening)
        self.flip(happening)
        return happening
