"""The machines of a program, one a journey, read from its tables: states, what they listen to, steps, due times.

This is the program for people and for tools that draw or explain it; the kernel reads the tables themselves. `at` is
always the offset in the tables at which the thing stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from jdsl.machine import said_sending, said_times
from jdsl.machine.asked import Asking, Condition
from jdsl.machine.calendar_layout import EVERY_LISTENER
from jdsl.machine.layout import (
    A_GUARD,
    A_KIND,
    A_MS,
    A_OWNER,
    A_TIMES,
    ALTERNATIVE_IGNORED,
    ALTERNATIVE_MOMENT,
    ALTERNATIVE_SILENCE,
    ALTERNATIVE_WORDS,
    B_HAND_HI,
    B_HAND_LO,
    B_LISTENER,
    D_ARGUMENT,
    D_KIND,
    D_SLOT,
    DUE_AFTER,
    DUE_ARM,
    DUE_AWAITED,
    DUE_CALL,
    DUE_IGNORED,
    DUE_MOMENT,
    DUE_SCHEDULE,
    DUE_SILENCE,
    DUE_WAIT,
    DUE_WORDS,
    ENTRY_DUE_WORDS,
    G_ARMED_HI,
    G_ARMED_LO,
    G_BODY,
    G_DUES_HI,
    G_DUES_LO,
    G_STEPS,
    H_JOURNEYS,
    J_ARMED_HI,
    J_ARMED_LO,
    J_ENTER,
    J_ENTRY_DUES_HI,
    J_ENTRY_DUES_LO,
    J_KEY_SLOT,
    J_NEWEST_ONLY,
    J_REENTER,
    J_REENTER_ARGUMENT,
    J_REMEMBERED,
    J_STAGES,
    J_TRANSITIONS,
    JC_ENTERED,
    JC_LEFT,
    JOURNEY_WORDS,
    L_AFTER,
    L_ALTERNATIVES_HI,
    L_ALTERNATIVES_LO,
    L_BODY,
    L_COND,
    L_KIND,
    L_NAME,
    L_OVER,
    L_PAUSE_MS,
    L_PC,
    L_PLACE,
    L_REASON,
    L_STAGED,
    L_STAY,
    L_WAIT,
    L_WITHIN_MS,
    LISTENER_AFTER,
    LISTENER_ARM,
    LISTENER_ENTRY,
    LISTENER_EXIT,
    LISTENER_GOAL,
    LISTENER_WHEN,
    LISTENER_WHENEVER,
    N_ARGUMENT,
    N_KIND,
    OP_END,
    OP_EXIT,
    OP_JUMP,
    OP_MOVE,
    OP_WAIT,
    OP_WAIT_LATER,
    OP_WAIT_MOMENT,
    OP_WAIT_TIME,
    OP_WAIT_UNTIL,
    PAUSE_DAY,
    REENTER_AFTER,
    REENTER_AT_MOST,
    REENTER_LATER,
    REENTER_UNUSUAL,
    REENTRY_ARGUMENT,
    REENTRY_BARRED_HI,
    REENTRY_BARRED_LO,
    REENTRY_FROM,
    REENTRY_KIND,
    STAGE_WORDS,
    STEP_WORDS,
    W_CONDITION,
    W_OTHER,
    W_RESUME,
)
from jdsl.machine.opcodes import ALTERNATIVES, DUES, LISTENERS, OPERATIONS, REENTER, Word
from jdsl.machine.program import Program, ProgramStage
from jdsl.machine.values import NEVER_MS, ValueType
from jdsl.machine.words import Words

Named: TypeAlias = str | int | bool | Condition | None

_RULES = (LISTENER_WHEN, LISTENER_WHENEVER, LISTENER_AFTER)
_LEADS = frozenset(name for operation in OPERATIONS.values() for name, kind in operation.words if kind is Word.STEP) | {
    "then", "or",
}  # fmt: skip
"""Names of words that tell where to go on."""

_WAITS = (OP_WAIT, OP_WAIT_LATER, OP_WAIT_TIME, OP_WAIT_MOMENT, OP_WAIT_UNTIL)
_LAST = (OP_END, OP_JUMP, *_WAITS, OP_MOVE, OP_EXIT)
"""Operations behind which nothing goes on."""


@dataclass(frozen=True, slots=True)
class Place:
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to set a listener off: `within_ms` of a count, `for_ms` of a silence, `comes`: a moment in words."""

    at: int
    kind: str
    codes: tuple[int, ...]
    events: tuple[str, ...]
    where: Condition | None
    times: int | None
    within_ms: int | None
    for_ms: int | None
    comes: str | None


@dataclass(frozen=True, slots=True)
class Listener:
    """What listens. `steps`: of an arm none, for they stand among those of its body, at `start`.

    `after`: what is no exact length; `every`: a schedule; both in words.
    """

    at: int
    kind: str
    place: Place
    name: str | None
    hears: tuple[Alternative, ...]
    after_ms: int | None
    after: str | None
    every: str | None
    condition: Condition | None
    within_ms: int | None
    and_stay: bool | None
    starting_over: bool | None
    at_most_once_per_ms: int | None
    at_most_once_per_day: bool | None
    reason: str | None
    start: int | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One operation, with what stands behind it by name. `arms`: of a wait, what else it waits for."""

    at: int
    operation: str
    place: Place | None
    named: Mapping[str, Named]
    arms: tuple[Listener, ...] = ()


@dataclass(frozen=True, slots=True)
class Timer:
    """What can be due in a stage, in the order of one instant; `of`: where the alternative, listener or body stands."""

    kind: str
    place: Place
    slot: int
    of: int
    ms: int | None


@dataclass(frozen=True, slots=True)
class Transition:
    """An event code that a stage hears, and the alternatives that hear it, in order."""

    code: int
    to: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    at: int
    name: str
    place: Place
    steps: tuple[Step, ...]
    rules: tuple[Listener, ...]
    transitions: tuple[Transition, ...]
    timers: tuple[Timer, ...]


@dataclass(frozen=True, slots=True)
class Machine:
    """One journey. `rules` are those above the stages."""

    at: int
    journey: str
    title: str | None
    owner: str | None
    is_running: bool
    place: Place
    reenter: str
    reenter_ms: int | None
    reenter_after: str | None
    reenter_times: int | None
    entries: tuple[Listener, ...]
    goals: tuple[Listener, ...]
    exits: tuple[Listener, ...]
    rules: tuple[Listener, ...]
    stages: tuple[Stage, ...]
    reenter_from_entering: bool | None = None
    not_while_in: tuple[str, ...] = ()
    per: str | None = None
    newest_only: bool | None = None


def machines(program: Program) -> tuple[Machine, ...]:
    """The machine of each journey, in the order in which they look."""
    words = Words(program)
    step_places = dict(program.steps_at)
    return tuple(_Reading(program, words, step_places, number).machine() for number in range(len(program.journeys)))


@dataclass(slots=True)
class _Reading:
    """One journey's machine while it is read.

    `heard`: alternatives, each with the event codes that it hears. `after`: rules by the clock alone, and how
    long after. `waiting`: bodies that hold a wait.
    """

    program: Program
    words: Words
    step_places: Mapping[int, int]
    journey: int
    row: int = 0
    own: Mapping[int, int] = field(default_factory=dict[int, int])
    heard: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    waiting: set[int] = field(default_factory=set[int])
    listeners: dict[int, None] = field(default_factory=dict[int, None])
    after: dict[int, int] = field(default_factory=dict[int, int])
    schedules: dict[int, str] = field(default_factory=dict[int, str])

    def machine(self) -> Machine:
        tables = self.program.tables
        described = self.program.journeys[self.journey]
        self.row = tables[H_JOURNEYS] + self.journey * JOURNEY_WORDS
        self.own = self.words.own_codes(self.journey)
        rows = [tables[self.row + J_STAGES] + number * STAGE_WORDS for number in range(len(described.stages))]
        transitions = [self._transitions(self.row + J_TRANSITIONS, number) for number in range(len(rows))]
        self._transitions(self.row + J_ENTER, 0)
        for at in range(tables[self.row + J_ENTRY_DUES_LO], tables[self.row + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
            if tables[at + N_KIND] == DUE_SCHEDULE:
                self._met_schedule(tables[at + N_ARGUMENT])
            else:
                self._met(tables[at + N_ARGUMENT])
        for row in rows:
            self._note_lengths(row)
        rules = self._above(*_RULES)
        stages = tuple(
            self._stage(row, one, transitions[number])
            for number, (row, one) in enumerate(zip(rows, described.stages, strict=True))
        )
        reenter, argument = tables[self.row + J_REENTER], tables[self.row + J_REENTER_ARGUMENT]
        since, barred = JC_LEFT, ()
        if reenter == REENTER_UNUSUAL:
            row = argument
            reenter, argument, since = (tables[row + at] for at in (REENTRY_KIND, REENTRY_ARGUMENT, REENTRY_FROM))
            barred = tables[tables[row + REENTRY_BARRED_LO] : tables[row + REENTRY_BARRED_HI]]
        kind = REENTER[REENTER_AFTER if reenter == REENTER_LATER else reenter]
        is_per = tables[self.row + J_KEY_SLOT] != 0
        return Machine(
            at=self.row, journey=described.name, title=described.title, owner=described.owner,
            is_running=described.is_running, place=self._place(described.place), reenter=kind,
            reenter_ms=argument if reenter == REENTER_AFTER else None,
            reenter_after=self._after(argument) if reenter == REENTER_LATER else None,
            reenter_times=argument if reenter == REENTER_AT_MOST else None,
            entries=self._above(LISTENER_ENTRY), goals=self._above(LISTENER_GOAL), exits=self._above(LISTENER_EXIT),
            rules=rules, stages=stages, reenter_from_entering=since == JC_ENTERED or None,
            not_while_in=tuple(self.program.journeys[number].name for number in barred),
            per=described.remembers[0][0] if is_per else None,
            newest_only=bool(tables[self.row + J_NEWEST_ONLY]) or None,
        )  # fmt: skip

    def _stage(self, row: int, described: ProgramStage, transitions: tuple[Transition, ...]) -> Stage:
        tables = self.program.tables
        place = self._place(described.place)
        steps = self._body(tables[row + G_BODY], tables[row + G_STEPS])
        rules = self._rules_of(row, transitions)  # INVARIANT: before the timers, which ask which bodies have a wait
        return Stage(row, described.name, place, steps, rules, transitions, self._timers(row, place))

    def _place(self, number: int) -> Place:
        return Place(*self.program.places[number])

    # --- what listens, and when ---

    def _met(self, alternative: int, code: int | None = None) -> None:
        """Remember an alternative, the listener that it belongs to, and a code that it hears."""
        self.heard.setdefault(alternative, [])
        if code is not None and code not in self.heard[alternative]:
            self.heard[alternative].append(code)
        self.listeners[self.program.tables[alternative + A_OWNER]] = None

    def _after(self, row: int) -> str:
        """A length that is not exact."""
        return said_times.moment(self.words, row, Asking(self.words, self.journey, {}, ()).operand, as_length=True)

    def _met_schedule(self, every: int) -> None:
        listener = self.program.tables[every + EVERY_LISTENER]
        self.listeners[listener] = None
        self.schedules[listener] = said_times.schedule(self.words, every)

    def _transitions(self, word: int, stage: int) -> tuple[Transition, ...]:
        tables = self.program.tables
        found: list[Transition] = []
        for own, code in sorted(self.own.items()):
            pointer = tables[word] + stage * len(self.own) + own
            to = tuple(tables[at] for at in range(tables[pointer], tables[pointer + 1]))
            for alternative in to:
                self._met(alternative, code)
            if to:
                found.append(Transition(code, to))
        return tuple(found)

    def _dues(self, stage: int) -> Iterator[tuple[int, int, int]]:
        """The due times of a stage: kind, slot, argument."""
        tables = self.program.tables
        for at in range(tables[stage + G_DUES_LO], tables[stage + G_DUES_HI], DUE_WORDS):
            yield tables[at + D_KIND], tables[at + D_SLOT], tables[at + D_ARGUMENT]

    def _note_lengths(self, stage: int) -> None:
        """Remember the rules that go by the clock alone, and after how long."""
        tables = self.program.tables
        armed: dict[int, int] = {}
        for row, low, high in ((stage, G_ARMED_LO, G_ARMED_HI), (self.row, J_ARMED_LO, J_ARMED_HI)):
            armed.update((tables[at], tables[at + 1]) for at in range(tables[row + low], tables[row + high], 2))
        for kind, slot, argument in self._dues(stage):
            if kind == DUE_AFTER:
                self.listeners[argument] = None
                if slot in armed:
                    self.after[argument] = armed[slot]
            elif kind in (DUE_MOMENT, DUE_IGNORED):
                self._met(argument)
            elif kind == DUE_SCHEDULE:
                self._met_schedule(argument)

    def _timers(self, stage: int, place: Place) -> tuple[Timer, ...]:
        """The timers of a stage that is written there; those of waits only where a body has a wait."""
        tables = self.program.tables
        found: list[Timer] = []
        for kind, slot, argument in self._dues(stage):
            listener, ms = 0, None
            match kind:
                case _ if kind in (DUE_SILENCE, DUE_IGNORED):
                    listener, ms = tables[argument + A_OWNER], tables[argument + A_MS]
                case _ if kind == DUE_MOMENT:
                    listener = tables[argument + A_OWNER]
                case _ if kind == DUE_AFTER:
                    listener, ms = argument, self.after.get(argument)
                case _ if kind in (DUE_WAIT, DUE_ARM, DUE_AWAITED):
                    listener = tables[argument + B_LISTENER]
                    if argument not in self.waiting:
                        continue
                case _ if kind == DUE_CALL:
                    pass
                case _ if kind == DUE_SCHEDULE:
                    listener = tables[argument + EVERY_LISTENER]
                case _:
                    pass
            at = self._place(tables[listener + L_PLACE]) if listener else place
            found.append(Timer(DUES[kind], at, slot, argument, ms))
        return tuple(found)

    def _rules_of(self, stage: int, transitions: Sequence[Transition]) -> tuple[Listener, ...]:
        """The rules of one stage, in the order of the source."""
        tables = self.program.tables
        rows = {tables[alternative + A_OWNER] for one in transitions for alternative in one.to}
        for kind, _, argument in self._dues(stage):
            if kind == DUE_AFTER:
                rows.add(argument)
            elif kind in (DUE_MOMENT, DUE_IGNORED):
                rows.add(tables[argument + A_OWNER])
            elif kind == DUE_SCHEDULE:
                rows.add(tables[argument + EVERY_LISTENER])
        return tuple(
            self._listener(row) for row in sorted(rows) if tables[row + L_STAGED] and tables[row + L_KIND] in _RULES
        )

    def _above(self, *kinds: int) -> tuple[Listener, ...]:
        tables = self.program.tables
        return tuple(
            self._listener(row)
            for row in sorted(self.listeners)
            if not tables[row + L_STAGED] and tables[row + L_KIND] in kinds
        )

    def _listener(self, row: int) -> Listener:
        tables = self.program.tables
        body = tables[row + L_BODY]
        kind, start, pause_ms = tables[row + L_KIND], tables[row + L_PC], tables[row + L_PAUSE_MS]
        asking = Asking(self.words, self.journey, {}, self._codes(row))
        return Listener(
            at=row, kind=LISTENERS[kind], place=self._place(tables[row + L_PLACE]),
            name=self.words.text(tables[row + L_NAME]) if kind == LISTENER_GOAL else None,
            hears=tuple(map(self._alternative, self._alternatives(row))), after_ms=self.after.get(row),
            after=self._after(tables[row + L_AFTER]) if tables[row + L_AFTER] else None,
            every=self.schedules.get(row),
            condition=asking.condition(tables[row + L_COND]),
            within_ms=tables[row + L_WITHIN_MS] or None, and_stay=bool(tables[row + L_STAY]) or None,
            starting_over=bool(tables[row + L_OVER]) or None, at_most_once_per_ms=pause_ms if pause_ms > 0 else None,
            at_most_once_per_day=pause_ms == PAUSE_DAY or None,
            reason=self.words.text(tables[row + L_REASON]), start=start or None,
            steps=self._body(body, start) if start and kind != LISTENER_ARM else (),
        )  # fmt: skip

    def _alternative(self, at: int) -> Alternative:
        tables = self.program.tables
        codes = tuple(sorted(self.heard.get(at, ())))
        kind, ms = tables[at + A_KIND], tables[at + A_MS] or None
        is_silence = kind in (ALTERNATIVE_SILENCE, ALTERNATIVE_IGNORED)
        asking = Asking(self.words, self.journey, {}, codes)
        comes = None
        if kind == ALTERNATIVE_MOMENT:
            comes, ms = said_times.moment(self.words, tables[at + A_MS], asking.operand), None
        return Alternative(
            at=at, kind=ALTERNATIVES[kind], codes=codes, events=self.words.heard(codes),
            where=asking.condition(tables[at + A_GUARD]),
            times=tables[at + A_TIMES] or None, within_ms=None if is_silence else ms, for_ms=ms if is_silence else None,
            comes=comes,
        )  # fmt: skip

    def _alternatives(self, listener: int) -> range:
        tables = self.program.tables
        return range(tables[listener + L_ALTERNATIVES_LO], tables[listener + L_ALTERNATIVES_HI], ALTERNATIVE_WORDS)

    def _codes(self, listener: int) -> frozenset[int]:
        """All event codes that a listener hears; none of 0, which is none."""
        alternatives = self._alternatives(listener) if listener else ()
        return frozenset(code for at in alternatives for code in self.heard.get(at, ()))

    def _asking(self, body: int) -> Asking:
        tables = self.program.tables
        pairs = range(tables[body + B_HAND_LO], tables[body + B_HAND_HI], 2)
        hand = {tables[at + 1]: tables[at] for at in pairs}
        return Asking(self.words, self.journey, hand, self._codes(tables[body + B_LISTENER]))

    # --- what is done ---

    def _body(self, body: int, start: int) -> tuple[Step, ...]:
        """All steps that can be come to from there, as they stand."""
        asking = self._asking(body)
        found: dict[int, Step] = {}
        waiting = [start]
        while waiting:
            at = waiting.pop()
            if at in found:
                continue
            found[at] = step = self._step(at, asking)
            operation = self.program.tables[at]
            if operation in _WAITS:
                self.waiting.add(body)
            if operation not in _LAST:
                waiting.append(at + STEP_WORDS[operation])
            waiting.extend(to for name, to in step.named.items() if name in _LEADS and isinstance(to, int))
            waiting.extend(arm.start for arm in step.arms if arm.start is not None)
        return tuple(found[at] for at in sorted(found))

    def _step(self, at: int, asking: Asking) -> Step:
        tables = self.program.tables
        operation = OPERATIONS[tables[at]]
        named: dict[str, Named] = {}
        place = self.step_places.get(at)
        arms: tuple[Listener, ...] = ()
        for offset, (name, kind) in enumerate(operation.words, 1):
            word = tables[at + offset]
            match kind:
                case Word.PLACE:
                    place = word
                case Word.WAIT:
                    named["then"] = tables[word + W_RESUME]
                    if tables[word + W_OTHER]:
                        named["or"] = tables[word + W_OTHER]
                    if tables[word + W_CONDITION]:
                        named["if"] = asking.condition(tables[word + W_CONDITION])
                    arms = tuple(self._listener(row) for row in sorted(self.listeners) if tables[row + L_WAIT] == word)
                case Word.OPERAND:
                    is_set = operation.words[0][1] is Word.ATTRIBUTE
                    is_remembered = operation.words[0][1] is Word.REMEMBERED
                    beside = self.program.attributes[tables[at + 1]][1] if is_set else None
                    if is_remembered:
                        beside = self._remembered(tables[at + 1])[1]
                    named[name] = asking.operand(tables[at + offset - 1], word, beside)
                case Word.GOAL:
                    self.listeners[word] = None  # it may have no trigger
                    named[name] = self.words.text(tables[word + L_NAME])
                case Word.TEST:
                    named[name] = asking.condition(word)
                case Word.MOMENT:
                    as_length = tables[at] != OP_WAIT_MOMENT
                    named[name] = said_times.moment(self.words, word, asking.operand, as_length=as_length)
                case Word.JUDGED:
                    named[name] = said_sending.judged(self.words, word)
                case Word.KIND | Word.NUMBER | Word.ZONE:
                    pass
                case _:
                    named[name] = self._named(kind, word)
        return Step(at, operation.name, None if place is None else self._place(place), named, arms)

    def _remembered(self, slot: int) -> tuple[str, ValueType]:
        """The name and type of what stands in an instance slot."""
        return self.program.journeys[self.journey].remembers[slot - self.program.tables[self.row + J_REMEMBERED]]

    def _named(self, kind: Word, word: int) -> str | int | bool | None:
        """A word that says what it says wherever it stands; None where it means that there is none."""
        words, program = self.words, self.program
        match kind:
            case Word.TEXT:
                return words.text(word)
            case Word.CHANNEL:
                return words.channels[word] if word else None
            case Word.ATTRIBUTE:
                return program.attributes[word][0]
            case Word.ATTRIBUTE_SLOT:
                return words.attribute_slots[word][0] if word > 0 else None
            case Word.FLAG:
                return bool(word)
            case Word.DAYS:
                return said_times.days(word)
            case Word.CLOCK:
                return said_times.clock(word)
            case Word.REMEMBERED:
                return self._remembered(word)[0]
            case Word.MS:
                return None if word >= NEVER_MS else word
            case Word.STAGE:
                return program.journeys[self.journey].stages[word].name
            case Word.JOURNEY:
                return program.journeys[word].name
            case Word.CODE:
                return word or None
            case _:
                return word
