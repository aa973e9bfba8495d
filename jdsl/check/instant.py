"""What a list of steps does at the instant at which it begins: all that no wait surely puts off."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from jdsl.model.model import (
    Calendar,
    Exact,
    Exit,
    Goal,
    If,
    Length,
    Move,
    Reach,
    Repeat,
    Split,
    Step,
    Wait,
    WaitFor,
    WaitUntilCondition,
    WaitUntilMoment,
    WaitUntilTime,
)

_WAITS = (Wait, WaitFor, WaitUntilCondition, WaitUntilMoment, WaitUntilTime)


@dataclass(frozen=True, slots=True)
class Doing:
    """A step that can be done at the instant at which its body begins; `is_certain`: that surely is."""

    step: Step
    is_certain: bool


@dataclass(slots=True)
class Instant:
    """`can_end`: the steps can all be done at that instant. `has_wait`: somewhere among them is one that may last."""

    doings: list[Doing] = field(default_factory=list[Doing])
    can_end: bool = False
    has_wait: bool = False

    @property
    def can_finish(self) -> bool:
        """Whether the body can be over at that instant: it ends, or leads out."""
        return self.can_end or any(isinstance(doing.step, Move | Exit | Reach) for doing in self.doings)

    @property
    def must_leave(self) -> bool:
        """Whether the visit is surely over at that instant."""
        leads_out = any(isinstance(doing.step, Exit | Reach) for doing in self.doings)
        goes_on = self.can_end or self.has_wait or any(isinstance(doing.step, Move) for doing in self.doings)
        return leads_out and not goes_on


@dataclass(frozen=True, slots=True)
class _Way:
    """Behind some steps: whether one can come there at the instant, and whether one surely does."""

    is_open: bool
    is_certain: bool


_CLOSED = _Way(is_open=False, is_certain=False)
_THROUGH = _Way(is_open=True, is_certain=True)


def instant_of(steps: Sequence[Step], goals: Iterable[Goal]) -> Instant:
    """What the steps do at once; `goals` are the journey's, some of which let the visit go on."""
    found = Instant()
    staying = frozenset(goal.name for goal in goals if goal.and_stay)
    found.can_end = _walk(found, steps, staying, is_certain=True).is_open
    return found


def _walk(found: Instant, steps: Sequence[Step], staying: frozenset[str], *, is_certain: bool) -> _Way:
    """`is_certain`: the first of the steps is surely reached. What is returned is certain if that is."""
    way = _THROUGH
    for step in steps:
        if not isinstance(step, Wait | WaitFor | WaitUntilTime):
            found.doings.append(Doing(step, is_certain and way.is_certain))
        found.has_wait = found.has_wait or (isinstance(step, _WAITS) and not _is_nothing(step))
        behind = _behind(found, step, staying, is_certain=is_certain and way.is_certain)
        way = _Way(behind.is_open, way.is_certain and behind.is_certain)
        if not way.is_open:
            return _CLOSED
    return way


def _behind(found: Instant, step: Step, staying: frozenset[str], *, is_certain: bool) -> _Way:
    match step:
        case Move() | Exit():
            return _CLOSED
        case Reach(goal):
            return _THROUGH if goal in staying else _CLOSED
        case Wait(length) | WaitFor(length, (), ()) if length is not None:
            return _CLOSED if _is_real(length) else _Way(is_open=True, is_certain=_is_nothing(step))
        case WaitFor(length):
            if length is None or _is_real(length):
                return _CLOSED
            return _one_of(found, [*(arm.steps for arm in step.arms), step.otherwise], staying, is_waiting=True)
        case WaitUntilTime():
            return _Way(is_open=True, is_certain=False)
        case WaitUntilMoment() | WaitUntilCondition():
            return _one_of(found, [step.otherwise, ()], staying, is_waiting=True)
        case If():
            return _one_of(found, [*(then for _, then in step.branches), step.otherwise], staying)
        case Split():
            return _one_of(found, [arm.steps for arm in step.arms], staying)
        case Repeat(_, until):
            round_ = _walk(found, step.steps, staying, is_certain=is_certain and until is None)
            return round_ if until is None else _Way(is_open=True, is_certain=round_.is_certain)
        case _:
            return _THROUGH


def _one_of(
    found: Instant, branches: Sequence[Sequence[Step]], staying: frozenset[str], *, is_waiting: bool = False
) -> _Way:
    """One of the branches is gone; what follows is certain if all of them surely come to their end."""
    ways = [_walk(found, branch, staying, is_certain=False) for branch in branches]
    is_certain = not is_waiting and all(way.is_certain for way in ways)
    return _Way(any(way.is_open for way in ways), is_certain)


def _is_real(length: Length) -> bool:
    """Whether it surely takes time: written out, and more than nothing."""
    match length:
        case Exact(ms):
            return ms > 0
        case Calendar(count):
            return count > 0
        case _:
            return False


def _is_nothing(step: Step) -> bool:
    """Whether it is a wait that never takes any time."""
    match step:
        case Wait(Exact(0)) | Wait(Calendar(0), None) | WaitFor(Exact(0), (), ()):
            return True
        case _:
            return False
