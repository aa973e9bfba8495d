"""What is asked at one instant about one contact: values, conditions, moments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jdsl.model.model import (
    Arithmetic,
    At,
    Calendar,
    Condition,
    Constant,
    DeclaredMoment,
    Exact,
    Has,
    InArm,
    InJourney,
    InSegment,
    Length,
    Model,
    Moment,
    Now,
    NowIsBetween,
    NowIsOn,
    Pattern,
    PropertyValue,
    RememberedValue,
    ScoreValue,
    SubscribedTo,
    Tagged,
    Today,
)
from jdsl.model.model import Value as ValueExpression
from tests.oracle.calendar import Holidays, first_day_of
from tests.oracle.facts import Happening, Value
from tests.oracle.listening import Hearer
from tests.oracle.matching import Asked, Found, Lookup, holds, match_past
from tests.oracle.moments import NEVER_MS, after, days_after, known, reckon
from tests.oracle.places import NOTHING, AtHand, Instance, Walk
from tests.oracle.sending import Sending
from tests.oracle.shares import arm_of
from tests.oracle.standing import Standing
from tests.oracle.sums import reckoned
from tests.oracle.walls import by_clock_of, date_at, instant_of, is_one_of, zone_of_contact


class Asking:
    """One contact at one instant, `now_ms`; `walks` is in the order in which journeys look (S1.6)."""

    def __init__(self, model: Model, contact: str) -> None:
        self.model = model
        self.contact = contact
        self.now_ms = 0
        self.standing = Standing(model.catalog.attributes)
        self.sending = Sending(model, contact, self.standing)
        self.walks: list[Walk] = []
        self.while_time_goes_by: dict[int, list[Found | None]] | None = None
        self.arms: dict[str, str] = {}
        """What a scenario says of splits (§13.2)."""

    @property
    def holidays(self) -> Holidays:
        return self.model.holidays

    def contact_zone(self) -> str | None:
        """§14.1; None: the journey's is meant."""
        return zone_of_contact(self.standing.attributes.get("timezone"))

    def walk(self, journey: str) -> Walk:
        return next(walk for walk in self.walks if walk.journey.name == journey)

    # --- conditions ---

    def holds(self, condition: Condition | None, instance: Instance | None, at_hand: AtHand) -> bool:
        """S4.5: judged now. No condition always holds; `instance` None: on entering."""

        def fact(asked: Asked) -> bool:
            match asked:
                case Has():
                    return self.has(asked, instance)
                case Tagged(tag):
                    return tag in self.standing.tags
                case SubscribedTo(channel):
                    return self.standing.is_subscribed(channel)
                case InJourney(journey, stage):
                    return self.is_in(journey, stage)
                case InSegment(name):
                    segment = next(segment for segment in self.model.segments if segment.name == name)
                    return self.holds(segment.condition, None, NOTHING)  # §16.2
                case InArm(split, arm):
                    return self.arm(split) == arm
                case NowIsBetween(window):
                    return self.sending.is_open(window, self.now_ms)
                case NowIsOn(days, zone):
                    today = date_at(by_clock_of(zone, self.contact_zone()), self.now_ms)
                    return is_one_of(days, self.holidays, today)

        return condition is None or holds(condition, self.lookup(instance, at_hand), fact)

    def has(self, asked: Has, instance: Instance | None) -> bool:
        """S7.2: how often history holds it, the event that is handled included."""
        history = self.standing.history
        mark, since_ms = 0, -NEVER_MS
        if asked.since_entering:
            if instance is None:
                mark = len(history)  # in the `if` of an entry
            else:
                mark, since_ms = instance.history_mark, instance.entered_ms
        if asked.in_the_last_ms is not None:
            since_ms = self.now_ms - asked.in_the_last_ms + 1  # S1.1
        if asked.calendar_span is not None:
            zone = asked.calendar_span.zone
            first = first_day_of(asked.calendar_span.unit, date_at(zone, self.now_ms))
            since_ms = instant_of(zone, first, 0)  # §14.4
        found = self.found_in(history, asked.pattern)
        count = sum(1 for each in found[mark:] if each is not None and each.at_ms >= since_ms)
        if asked.at_most is not None:
            return count <= asked.at_most
        return count >= (1 if asked.at_least is None else asked.at_least)

    def found_in(self, history: Sequence[Happening], pattern: Pattern) -> list[Found | None]:
        """What of history matches; while only time goes by, that stays as it is."""
        if self.while_time_goes_by is None:
            return [match_past(pattern, past) for past in history]
        if id(pattern) not in self.while_time_goes_by:
            self.while_time_goes_by[id(pattern)] = [match_past(pattern, past) for past in history]
        return self.while_time_goes_by[id(pattern)]

    def first_flip(self, instants: Iterable[int], condition: Condition, instance: Instance | None,
                   at_hand: AtHand, *, was: bool) -> int | None:  # fmt: skip
        """The first of these instants at which it has the other answer, if nothing happens before."""
        now_ms, self.while_time_goes_by = self.now_ms, {}
        found: int | None = None
        for at_ms in instants:
            self.now_ms = at_ms
            if self.holds(condition, instance, at_hand) is not was:
                found = at_ms
                break
        self.now_ms, self.while_time_goes_by = now_ms, None
        return found

    def is_in(self, journey: str, stage: str | None) -> bool:
        """Whether some live visit is (§17.9)."""
        return any(
            stage is None or (instance.stay is not None and instance.stay.stage.name == stage)
            for instance in self.walk(journey).live
        )

    def arm(self, split: str) -> str:
        """§19.3."""
        return self.arms.get(split) or arm_of(self.model.catalog.splits[split], self.contact)

    # --- values ---

    def lookup(self, instance: Instance | None, at_hand: AtHand) -> Lookup:
        return lambda value: self.value(value, instance, at_hand)

    def value(self, value: ValueExpression, instance: Instance | None, at_hand: AtHand) -> Value | None:
        """§10.10. A property that the event at hand lacks is missing (S4.10)."""
        match value:
            case Constant(written, _):
                return written
            case PropertyValue(name, _):
                return at_hand.get(name)
            case RememberedValue(name, _):
                # In the `if` of an entry P is the event's (§17.6).
                return at_hand.get(name) if instance is None else instance.remembered.get(name)
            case ScoreValue(name):
                return self.score_left(name)
            case Arithmetic(left, operation, right):
                return reckoned(self.value(left, instance, at_hand), operation, self.value(right, instance, at_hand))
            case DeclaredMoment(_, at_ms):
                return at_ms
            case Now():
                return self.now_ms
            case Today(zone):
                return date_at(zone, self.now_ms)
            case Moment():
                return self.reckon(value, instance, at_hand)
            case _:
                return self.standing.attributes.get(value.name)

    def score_left(self, name: str) -> int:
        """What is left of a score now (§16.9)."""
        raise NotImplementedError

    def date_attribute(self, name: str) -> int | None:
        """What an attribute of type date or moment holds."""
        value = self.standing.attributes.get(name)
        assert value is None or isinstance(value, int), "a date or a moment"
        return value

    def reckon(self, moment: Moment, instance: Instance | None, at_hand: AtHand = NOTHING) -> int | None:
        """§14.10, by the contact's zone of now."""
        return reckon(moment, self.lookup(instance, at_hand), self.contact_zone(), self.holidays)

    def reckon_for_all(self, moment: Moment) -> int | None:
        """Entries and scores ask for nothing that is remembered."""
        return self.reckon(moment, None)

    def hearer_for_all(self) -> Hearer:
        return Hearer(self.standing.history, self.reckon_for_all)

    def known(self, length: Length, instance: Instance | None, at_hand: AtHand) -> Exact | Calendar | None:
        """§14.8."""
        return known(length, self.lookup(instance, at_hand))

    def after(self, begin_ms: int, length: Exact | Calendar, at: At | None) -> int:
        """`D` or `D at T` from an instant on (§14.5, §14.6)."""
        if at is None:
            there = after(begin_ms, length, self.holidays)
        else:
            there = days_after(begin_ms, length, at, self.contact_zone(), self.holidays)
        return NEVER_MS if there is None else there
