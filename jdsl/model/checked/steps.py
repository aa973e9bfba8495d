"""Steps: what is done, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from jdsl.model.checked.asking import Condition, Trigger
from jdsl.model.checked.values import At, Days, Length, Moment, Place, Value


@dataclass(frozen=True, slots=True)
class Send:
    message: str
    place: Place


@dataclass(frozen=True, slots=True)
class Notify:
    """To a team, or to the address that an attribute holds or that is remembered: exactly one of the three is given."""

    team: str | None
    attribute: str | None
    text: str | None
    place: Place
    remembered: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """`wait D [at T]`; `send x after D [at T]` is this and then the `Send` (§8.1, §8.17).

    Without `at`: D on from now. With it: T on the date that is D on from that of now by the clock of `at.zone`. It
    passes at once if that is not after now, or a length from data is missing.
    """

    length: Length
    at: At | None
    place: Place


@dataclass(frozen=True, slots=True)
class WaitUntilTime:
    """`wait until T`, `wait until weekday at T`; `send x at T` is this and then the `Send` (§8.18).

    Until the first instant not before now at which it is T on one of the days.
    """

    days: Days
    at: At
    place: Place


@dataclass(frozen=True, slots=True)
class WaitUntilMoment:
    """`wait until MOMENT [else STEP]`, and of a written date, whose source is a constant (§8.19).

    `moment` is of type moment. `otherwise` has at most one step, or those of a piece.
    """

    moment: Moment
    otherwise: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class WaitUntilCondition:
    """`wait up to D until COND [else STEP]` (§8.20). `otherwise` has at most one step, or those of a piece."""

    length: Length
    condition: Condition
    otherwise: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Arm:
    trigger: Trigger
    condition: Condition | None
    steps: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class WaitFor:
    """`wait up to D` and bare `wait` (`length` None: no end) with their arms, in source order."""

    length: Length | None
    arms: tuple[Arm, ...]
    otherwise: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class If:
    """The first branch whose condition holds, else `otherwise`; then the next step follows."""

    branches: tuple[tuple[Condition, tuple[Step, ...]], ...]
    otherwise: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Repeat:
    """`repeat N times`, `repeat at most N times until COND` (§19.5).

    COND is judged before each round, the first included; `until` None: there is none. Each has its own count, also
    where one piece of `steps` stands in several places.
    """

    times: int  # 1 to 255
    until: Condition | None
    steps: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class SplitArm:
    arm: str
    steps: tuple[Step, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Split:
    """`split NAME`: the steps of the arm into which the contact's draw falls (§19.2, §19.3).

    `arms` are in the order of `Catalog.splits[split].arms`, which has their shares.
    """

    split: str
    arms: tuple[SplitArm, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Move:
    stage: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reach:
    goal: str
    place: Place


@dataclass(frozen=True, slots=True)
class Exit:
    reason: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Set:
    attribute: str
    value: Value
    place: Place


@dataclass(frozen=True, slots=True)
class Add:
    """`add V to A`; `take V from A` has `sign` -1."""

    attribute: str
    value: Value
    sign: int
    place: Place


@dataclass(frozen=True, slots=True)
class Remember:
    """`remember VALUE [as NAME]`: no effect, no event (§8.22); `name` is one of `Journey.remembers`."""

    name: str
    value: Value
    place: Place


@dataclass(frozen=True, slots=True)
class AddRemembered:
    """`add V to NAME`, `take V from NAME` (`sign` -1) of something remembered: like `Add`, without effect and event."""

    name: str
    value: Value
    sign: int
    place: Place


@dataclass(frozen=True, slots=True)
class Tag:
    tag: str
    on: bool  # False: `untag`
    place: Place


@dataclass(frozen=True, slots=True)
class Subscription:
    channel: str
    on: bool  # False: `unsubscribe from`
    place: Place


@dataclass(frozen=True, slots=True)
class Hold:
    """`hold C [for D]` (§15.7); `channel` None: everything; `for_ms` None: until the visit ends."""

    channel: str | None
    for_ms: int | None
    place: Place


@dataclass(frozen=True, slots=True)
class Release:
    """`release C`; `channel` None: `release everything`, what was held as everything."""

    channel: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Call:
    """`call W` (§8.23): its effect carries all of `Journey.remembers`.

    Where W is one of `Journey.hears_answers_of` the call is open until it has ended (§18.3).
    """

    webhook: str
    place: Place


@dataclass(frozen=True, slots=True)
class Announce:
    """`subject` is None for a verb about nothing, or said without its subject."""

    verb: str
    subject: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Start:
    """`start J`. If J is per P, with P's value of the event at hand, else of the starter's own visit (§17.7)."""

    journey: str
    place: Place


Step: TypeAlias = (
    Send | Notify | Wait | WaitUntilTime | WaitUntilMoment | WaitUntilCondition | WaitFor | If | Repeat | Split | Move
    | Reach | Exit | Set | Add | Remember | AddRemembered | Tag | Subscription | Hold | Release | Call | Announce
    | Start
)  # fmt: skip
