"""What a program is made of, by name, and which of it a run comes upon.

The names are those of `machine/layout.py`: `OP_SEND` is "step: send", `TEST_LESS` "test: less". A program is walked
from its header on to find where such a word stands. In a run of the plain kernel these words notice when they are asked
what they are; so what is counted was executed, and a program that merely holds it does not count.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, replace

from jdsl.machine.calendar_layout import (
    EVERY_LISTENER,
    EVERY_SCHEDULE,
    MOMENT_KIND,
    MOMENT_LENGTH_KIND,
    MOMENT_UNIT,
    SCHEDULE_KIND,
    SCHEDULE_UNIT,
    WRITTEN,
)
from jdsl.machine.layout import (
    A_GUARD,
    A_KIND,
    A_MS,
    A_OWNER,
    ACTION_BOUNCE,
    ALTERNATIVE_MOMENT,
    CELL_GUARD,
    CELL_KIND,
    CELL_SCORE,
    CELL_TIMES,
    CODE_ACTION,
    CODE_ARGUMENT,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_WORDS,
    D_ARGUMENT,
    D_KIND,
    DUE_AFTER,
    DUE_MOMENT,
    DUE_SCHEDULE,
    DUE_SILENCE,
    DUE_WORDS,
    ENTRY_DUE_WORDS,
    G_DUES_HI,
    G_DUES_LO,
    G_STEPS,
    H_CODE_COUNT,
    H_CODES,
    H_JOURNEYS,
    H_OWN_DUES_HI,
    H_OWN_DUES_LO,
    H_SEGMENTS_HI,
    H_SEGMENTS_LO,
    J_CODES,
    J_ENTER,
    J_ENTRY_DUES_HI,
    J_ENTRY_DUES_LO,
    J_REENTER,
    J_REENTER_ARGUMENT,
    J_STAGES,
    J_TRANSITIONS,
    J_WATCH,
    JOURNEY_WORDS,
    L_AFTER,
    L_COND,
    L_COND_BY_CLOCK,
    L_KIND,
    L_PC,
    N_ARGUMENT,
    N_KIND,
    OP_ADD,
    OP_ADD_REMEMBERED,
    OP_END,
    OP_EXIT,
    OP_IF,
    OP_JUMP,
    OP_MOVE,
    OP_REACH,
    OP_REMEMBER,
    OP_SET,
    OP_UNLESS_HELD_OUT,
    OP_WAIT,
    OP_WAIT_LATER,
    OP_WAIT_MOMENT,
    OP_WAIT_TIME,
    OP_WAIT_UNTIL,
    OPERAND_DATE_OF,
    OPERAND_MOMENT,
    OPERAND_TRANSLATED,
    REENTER_LATER,
    SEGMENT_CONDITION,
    SEGMENT_WORDS,
    STAGE_WORDS,
    STEP_WORDS,
    TEST_IS_SET,
    TEST_LESS_OR_EQUAL,
    TEST_SPAN,
    TEST_TRUE,
    W_CONDITION,
    W_MOMENT,
    W_OTHER,
    W_RESUME,
    W_SILENCES,
    W_SILENCES_HI,
)
from jdsl.machine.opcodes import names_of
from jdsl.machine.program import Program

FAMILIES = {
    "OP": "step",
    "TEST": "test",
    "OPERAND": "operand",
    "LISTENER": "listener",
    "ALTERNATIVE": "alternative",
    "DUE": "due",
    "CELL": "cell",
    "ACTION": "action",
    "REENTER": "reenter",
    "ON": "schedule",
    "UNIT": "unit",
    "SPAN": "span",
}
"""How the layout's constants begin, and what they are called here."""

NEVER_ASKED = {
    "listener: entry": "the kernel comes upon it by the table of `enter` alone",
    "listener: line": "the kernel comes upon it by the table of its score alone",
}
"""What no run asks about, and why: here it counts that a program holds it."""


ANSWERS = ("test: true", "test: false")
"""Where conditions end; they are no tests."""


WAITS = (OP_WAIT, OP_WAIT_LATER, OP_WAIT_TIME, OP_WAIT_MOMENT, OP_WAIT_UNTIL)


NAMES = {
    prefix: {
        number: f"{family}: {name}" for number, name in names_of(prefix).items() if f"{family}: {name}" not in ANSWERS
    }
    for prefix, family in FAMILIES.items()
}
"""By family, number to name."""

EVERY_NAME = tuple(name for family in NAMES.values() for name in family.values())


# --- where they stand ---


class _Walk:
    """One walk through a program's tables: `found` is place to name."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.tables = program.tables
        self.found: dict[int, str] = {}

    def note(self, prefix: str, place: int) -> bool:
        """Whether the word at that place was not known yet."""
        if place in self.found:
            return False
        self.found[place] = NAMES[prefix][self.tables[place]]
        return True

    def everything(self) -> None:
        tables = self.tables
        for row in range(tables[H_CODES], tables[H_CODES] + tables[H_CODE_COUNT] * CODE_WORDS, CODE_WORDS):
            self.code(row)
        for due in range(tables[H_OWN_DUES_LO], tables[H_OWN_DUES_HI], ENTRY_DUE_WORDS):
            self.clock(tables[due + N_KIND], tables[due + N_ARGUMENT])
        for segment in range(tables[H_SEGMENTS_LO], tables[H_SEGMENTS_HI], SEGMENT_WORDS):
            self.test(tables[segment + SEGMENT_CONDITION])
        for number, journey in enumerate(self.program.journeys):
            self.journey(tables[H_JOURNEYS] + number * JOURNEY_WORDS, len(journey.stages))

    def code(self, row: int) -> None:
        self.note("ACTION", row + CODE_ACTION)
        if self.tables[row + CODE_ACTION] == ACTION_BOUNCE:
            self.test(self.tables[row + CODE_ARGUMENT])
        for cell in self.pointed_to(self.tables[row + CODE_CELLS_LO], self.tables[row + CODE_CELLS_HI]):
            if self.note("CELL", cell + CELL_KIND):
                self.test(self.tables[cell + CELL_GUARD])
                if self.tables[cell + CELL_KIND] == CELL_SCORE:
                    self.alternative(self.tables[cell + CELL_TIMES])

    def journey(self, row: int, stages: int) -> None:
        tables = self.tables
        self.note("REENTER", row + J_REENTER)
        if tables[row + J_REENTER] == REENTER_LATER:
            self.moment(tables[row + J_REENTER_ARGUMENT])
        watched = int(tables[row + J_WATCH] != 0)  # a visit that is over stands in a stage of its own, without steps
        for pointers, rows in ((tables[row + J_TRANSITIONS], stages + watched), (tables[row + J_ENTER], 1)):
            end = pointers + rows * tables[row + J_CODES]
            for alternative in self.pointed_to(tables[pointers], tables[end]):
                self.alternative(alternative)
        for due in range(tables[row + J_ENTRY_DUES_LO], tables[row + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
            self.clock(tables[due + N_KIND], tables[due + N_ARGUMENT])
        for number in range(stages + watched):
            stage = tables[row + J_STAGES] + number * STAGE_WORDS
            if number < stages:
                self.steps(tables[stage + G_STEPS])
            for due in range(tables[stage + G_DUES_LO], tables[stage + G_DUES_HI], DUE_WORDS):
                self.due(due)

    def pointed_to(self, low: int, high: int) -> Iterator[int]:
        return (self.tables[pointer] for pointer in range(low, high))

    def due(self, row: int) -> None:
        self.note("DUE", row + D_KIND)
        self.clock(self.tables[row + D_KIND], self.tables[row + D_ARGUMENT])

    def clock(self, kind: int, argument: int) -> None:
        if kind in (DUE_SILENCE, DUE_MOMENT):
            self.alternative(argument)
        elif kind == DUE_AFTER:
            self.listener(argument)
        elif kind == DUE_SCHEDULE:
            self.listener(self.tables[argument + EVERY_LISTENER])
            schedule = self.tables[argument + EVERY_SCHEDULE]
            self.note("ON", schedule + SCHEDULE_KIND)
            self.note("UNIT", schedule + SCHEDULE_UNIT)

    def moment(self, row: int) -> None:
        """There is none at 0."""
        if row and self.note("UNIT", row + MOMENT_UNIT):
            self.operand(row + MOMENT_KIND)
            if self.tables[row + MOMENT_LENGTH_KIND] != WRITTEN:
                self.operand(row + MOMENT_LENGTH_KIND)

    def alternative(self, row: int) -> None:
        if self.note("ALTERNATIVE", row + A_KIND):
            self.test(self.tables[row + A_GUARD])
            if self.tables[row + A_KIND] == ALTERNATIVE_MOMENT:
                self.moment(self.tables[row + A_MS])
            self.listener(self.tables[row + A_OWNER])

    def listener(self, row: int) -> None:
        if self.note("LISTENER", row + L_KIND):
            self.test(self.tables[row + L_COND])
            self.test(self.tables[row + L_COND_BY_CLOCK])
            self.moment(self.tables[row + L_AFTER])
            if self.tables[row + L_PC] != 0:
                self.steps(self.tables[row + L_PC])

    def test(self, place: int) -> None:
        """A condition from one of its tests on; there is none at 0, and at 0 and 1 its answers."""
        if place <= TEST_TRUE or not self.note("TEST", place):
            return
        operation = self.tables[place]
        if operation <= TEST_IS_SET:
            self.operand(place + 1)
        if operation <= TEST_LESS_OR_EQUAL:
            self.operand(place + 3)
        if operation == TEST_SPAN:
            self.note("SPAN", place + 3)
        self.test(self.tables[place + 5])
        self.test(self.tables[place + 6])

    def operand(self, place: int) -> None:
        if not self.note("OPERAND", place):
            return
        if self.tables[place] in (OPERAND_TRANSLATED, OPERAND_DATE_OF):
            self.operand(self.tables[place + 1])
        elif self.tables[place] == OPERAND_MOMENT:
            self.moment(self.tables[place + 1])

    def steps(self, place: int) -> None:
        """Steps, on to where they end, and all that they lead to."""
        while self.note("OP", place):
            operation = self.tables[place]
            if operation == OP_IF:
                self.test(self.tables[place + 1])
                self.steps(self.tables[place + 2])
            elif operation == OP_JUMP:
                self.steps(self.tables[place + 1])
            elif operation in WAITS:
                self.wait(self.tables[place + 1])
                if operation in (OP_WAIT_LATER, OP_WAIT_UNTIL):
                    self.moment(self.tables[place + 2])
            elif operation == OP_UNLESS_HELD_OUT:
                self.steps(self.tables[place + 4])
            elif operation == OP_REACH:
                self.listener(self.tables[place + 1])
            elif operation in (OP_SET, OP_ADD, OP_REMEMBER, OP_ADD_REMEMBERED):
                self.operand(place + 2)
            if operation in (OP_END, OP_JUMP, OP_MOVE, OP_EXIT, *WAITS):
                return
            place += STEP_WORDS[operation]

    def wait(self, row: int) -> None:
        tables = self.tables
        for alternative in self.pointed_to(tables[row + W_SILENCES], tables[row + W_SILENCES_HI]):
            self.alternative(alternative)
        self.test(tables[row + W_CONDITION])
        self.moment(tables[row + W_MOMENT])
        if tables[row + W_OTHER]:
            self.steps(tables[row + W_OTHER])
        self.steps(tables[row + W_RESUME])


def places(program: Program) -> dict[int, str]:
    """Where in the program's tables each step, test, operand and so on stands, by place."""
    walk = _Walk(program)
    walk.everything()
    return walk.found


# --- what a run comes upon ---


class _Word(int):
    """A word of a program that notices when it is asked what it is."""

    name: str
    asked: set[str]

    __hash__ = int.__hash__

    def __eq__(self, other: object) -> bool:
        self.asked.add(self.name)
        return int.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        self.asked.add(self.name)
        return int.__ne__(self, other)

    def __lt__(self, other: int) -> bool:
        self.asked.add(self.name)
        return int.__lt__(self, other)

    def __le__(self, other: int) -> bool:
        self.asked.add(self.name)
        return int.__le__(self, other)

    def __gt__(self, other: int) -> bool:
        self.asked.add(self.name)
        return int.__gt__(self, other)

    def __ge__(self, other: int) -> bool:
        self.asked.add(self.name)
        return int.__ge__(self, other)


class _Tables(array):  # not yet `array[int]`: that cannot be asked for at run time before Python 3.12
    """A program's tables that give the plain kernel such words; arrays of the compiled one are as ever."""

    found: dict[int, str]
    asked: set[str]

    def tolist(self) -> list[int]:
        words: list[int] = super().tolist()
        for place, name in self.found.items():
            word = words[place] = _Word(words[place])
            word.name = name
            word.asked = self.asked
        return words


@dataclass(frozen=True)
class Watched:
    """A program with what it holds, and what its runs have come upon."""

    program: Program
    holds: frozenset[str]
    executed: set[str]


def watched(program: Program) -> Watched:
    """The same program, to be run by the plain kernel."""
    tables = _Tables("q", program.tables)
    tables.found = places(program)
    holds = frozenset(tables.found.values())
    tables.asked = {name for name in NEVER_ASKED if name in holds}
    return Watched(replace(program, tables=tables), holds, tables.asked)
