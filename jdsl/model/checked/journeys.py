"""Journeys: their rules and stages, how one comes in and leaves, and how they send."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from jdsl.model.checked.asking import Condition, Trigger, Window
from jdsl.model.checked.catalog import Medium
from jdsl.model.checked.guarantees import Guarantee
from jdsl.model.checked.steps import Step
from jdsl.model.checked.values import At, AttributeValue, Calendar, Days, Length, Place, Type

# --- schedules ---


@dataclass(frozen=True, slots=True)
class OnDays:
    """`day at T` (all days), `weekday at T`, `monday, thursday at T` (§14.11)."""

    days: Days
    at: At


@dataclass(frozen=True, slots=True)
class EveryWeeks:
    """`N weeks on tuesday at T from DATE`: in each Nth week from Monday, that of `starting` being the first.

    Dates before `starting`, in days since 1970-01-01, do not come.
    """

    weeks: int
    days: Days
    starting: int
    at: At


@dataclass(frozen=True, slots=True)
class Monthly:
    """`month on day N at T`, or the month's last day where it has no such day; `day` None: the last day."""

    day: int | None
    at: At


@dataclass(frozen=True, slots=True)
class Yearly:
    """`year on ATTR at T`, `year D before ATTR at T` (§14.13): ATTR's day in each year, then `length` on or back.

    ATTR is a date, or a moment: its date by the clock of `zone`, the journey's. `sign` is -1 for `before`, else 1.
    """

    attribute: AttributeValue
    length: Calendar | None
    sign: int
    at: At
    zone: str


@dataclass(frozen=True, slots=True)
class Once:
    """`enter on DATE at T`: a schedule of one date, in days since 1970-01-01."""

    date: int
    at: At


Schedule: TypeAlias = OnDays | EveryWeeks | Monthly | Yearly | Once


# --- sending ---


@dataclass(frozen=True, slots=True)
class SendBetween:
    """`send between A and B [on DAYS] [in contact time]` (§15.2)."""

    window: Window
    place: Place


@dataclass(frozen=True, slots=True)
class Limit:
    """`limit N [CHANNEL] KIND per D [else delay]` (§15.4); what counts: §15.5.

    `medium` None: emails, sms and push alike. `per_ms` None: per day of the calendar, by the clock of `zone`, the
    workspace's.
    """

    most: int  # 1 to 255
    channel: str | None
    medium: Medium | None
    per_ms: int | None
    zone: str
    else_delay: bool
    place: Place


@dataclass(frozen=True, slots=True)
class HoldOut:
    """`hold out P%`: 100 P, 1 to 10,000 (§15.8)."""

    hundredths: int
    place: Place


# --- journeys ---


class RuleKind(StrEnum):
    WHEN = "when"
    WHENEVER = "whenever"
    AFTER = "after"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Rule:
    """`trigger` is of `when` and `whenever`, `after` and `after_at` of `after`, `schedule` of `every`, and of no other.

    `after` is from the beginning of the stay, above the stages of the visit: like a `Wait` from there (§7.9, §7.12).
    `at_most_once_per_day` is the day by the clock of `Journey.zone`; then `at_most_once_per_ms` is None (§7.8).
    """

    kind: RuleKind
    trigger: Trigger | None
    after: Length | None
    condition: Condition | None
    starting_over: bool
    at_most_once_per_ms: int | None
    steps: tuple[Step, ...]
    place: Place
    after_at: At | None = None
    schedule: Schedule | None = None
    at_most_once_per_day: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    title: str | None
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]
    place: Place
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An `enter when`, `enter every` or `enter on` line, or (`rule` given) a rule that is also an entry (S3.3).

    Either `trigger` or `schedule` is given. `rule` is the index in `Journey.rules + Journey.stages[0].rules`.
    """

    trigger: Trigger | None
    condition: Condition | None
    rule: int | None
    place: Place
    schedule: Schedule | None = None


@dataclass(frozen=True, slots=True)
class ExitWhen:
    trigger: Trigger
    condition: Condition | None
    reason: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Goal:
    name: str
    trigger: Trigger | None  # None: a step `reach` says so
    condition: Condition | None
    and_stay: bool
    place: Place
    within_ms: int | None = None  # §6.13
    was: tuple[str, ...] = ()


class ReenterKind(StrEnum):
    NEVER = "never"
    ALWAYS = "always"
    AFTER = "after"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True)
class Reenter:
    kind: ReenterKind
    after: Length | None = None  # of AFTER
    times: int | None = None  # of AT_MOST: N re-entries
    from_entering: bool = False  # of AFTER: counted from the last entering, else from leaving


@dataclass(frozen=True, slots=True)
class Per:
    """`per P [, newest only]` of all `enter when` lines (§17): one live visit for each value of the property P.

    `type` is that of P in all verbs that declare it. P is the first of `Journey.remembers`.
    """

    name: str
    type: Type
    newest_only: bool


@dataclass(frozen=True, slots=True)
class NotWhileIn:
    """`not while in J` (§6.14)."""

    journey: str
    place: Place


class OnChange(StrEnum):
    """What a new version does to who is inside (§6.15); nothing within a run."""

    KEEP = "keep"
    FOLLOW = "follow"


@dataclass(frozen=True, slots=True)
class Journey:
    """`stages` is never empty: a journey without a `stage` line has one, of the journey's name and place.

    `rules` are those above the stages. All is in source order. `reenter` is what is written, or the default (§6.4).
    `zone` is its own, else the workspace's, else UTC (§14.1). `windows` and `limits` are those written in it alone,
    without the workspace's. `remembers` are all names that it remembers, with their types (§8.22), and P of `per`
    before them. Calls of `hears_answers_of` are open (§18.3): webhooks about which a trigger of the journey, or a `has`
    in it, says `answered` or `failed`; all webhooks where it says so of any. `steps` of a `do` stand in its place, with
    their own places.
    """

    name: str
    title: str | None
    priority: int
    owner: str | None
    version: str | None
    labels: tuple[str, ...]
    entries: tuple[Entry, ...]
    reenter: Reenter
    exits: tuple[ExitWhen, ...]
    goals: tuple[Goal, ...]
    rules: tuple[Rule, ...]
    stages: tuple[Stage, ...]
    place: Place
    zone: str = "UTC"
    windows: tuple[SendBetween, ...] = ()
    limits: tuple[Limit, ...] = ()
    hold_out: HoldOut | None = None
    remembers: Mapping[str, Type] = field(default_factory=dict[str, Type])
    per: Per | None = None
    not_while_in: tuple[NotWhileIn, ...] = ()
    hears_answers_of: frozenset[str] = frozenset()
    on_change: OnChange = OnChange.KEEP
    guarantees: tuple[Guarantee, ...] = ()
    was: tuple[str, ...] = ()

    @property
    def drawn_as(self) -> str:
        """The name that the draw of `hold out` goes by: the oldest (§2.11)."""
        return self.was[-1] if self.was else self.name
