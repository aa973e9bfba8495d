"""Chains of tests read back as conditions: what is asked, in the language's words, and where each answer leads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from jdsl.machine import said_times
from jdsl.machine.calendar_layout import (
    MOMENT_IS_DATE,
    MOMENT_TIME,
    SAME_TIME,
    SPAN_DAY,
    SPAN_MONTH,
    SPAN_WEEK,
    SPAN_YEAR,
)
from jdsl.machine.layout import (
    ARITHMETIC_LEFT,
    ARITHMETIC_OPERATION,
    ARITHMETIC_RIGHT,
    H_JOURNEYS,
    J_REMEMBERED,
    JOURNEY_WORDS,
    OPERAND_ARITHMETIC,
    OPERAND_ATTRIBUTE,
    OPERAND_CONSTANT,
    OPERAND_DATE_OF,
    OPERAND_HAND,
    OPERAND_MOMENT,
    OPERAND_NOW,
    OPERAND_PROPERTY,
    OPERAND_REMEMBERED,
    OPERAND_SCORE,
    OPERAND_TODAY,
    OPERAND_TRANSLATED,
    PREDICATES_IN_A_WORD,
    TEST_BETWEEN,
    TEST_COUNT,
    TEST_EQUAL,
    TEST_FALSE,
    TEST_IN_JOURNEY,
    TEST_IS_SET,
    TEST_LESS,
    TEST_LESS_OR_EQUAL,
    TEST_MASK,
    TEST_ON_DAYS,
    TEST_PREDICATE,
    TEST_RECENT,
    TEST_SPAN,
    TEST_SUBSCRIBED,
    TEST_TAG,
    TEST_TEXT_EQUAL,
    TEST_TRUE,
    TEST_VISIT_COUNT,
)
from jdsl.machine.opcodes import ARITHMETIC, OPERANDS, TESTS
from jdsl.machine.values import ValueKind, ValueType
from jdsl.machine.words import Words, length
from jdsl.text.written import text_in_quotes

_YES = 5  # words of a test: where to go on
_NO = 6
_SPANS = {SPAN_DAY: "today", SPAN_WEEK: "this week", SPAN_MONTH: "this month", SPAN_YEAR: "this year"}
_SIGNS = {TEST_EQUAL: "is", TEST_TEXT_EQUAL: "is", TEST_LESS: "<", TEST_LESS_OR_EQUAL: "<="}
_TEXT = ValueType(ValueKind.TEXT)
_NUMBER = ValueType(ValueKind.NUMBER)
_YES_NO = ValueType(ValueKind.YES_NO)


@dataclass(frozen=True, slots=True)
class Test:
    """One test. `yes`, `no`: the test that comes next, or what the whole condition is then."""

    at: int
    test: str
    asks: str
    yes: int | bool
    no: int | bool


@dataclass(frozen=True, slots=True)
class Condition:
    """`says`: all of it in words."""

    says: str
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """Where a condition stands.

    `hand`: the properties that its body keeps, by instance slot. `codes`: the events that it is asked about, from which
    the type of `old` and `new` follows.
    """

    words: Words
    journey: int
    hand: Mapping[int, int]
    codes: Collection[int]

    def condition(self, place: int) -> Condition | None:
        """The condition that begins there, None of 0."""
        if place in (TEST_FALSE, TEST_TRUE):
            return None
        tests: dict[int, Test] = {}
        waiting = [place]
        while waiting:
            at = waiting.pop()
            if at not in tests:
                tests[at] = self._test(at)
                waiting.extend(to for to in (tests[at].yes, tests[at].no) if not isinstance(to, bool))
        return Condition(
            _said(place, tests), tuple(tests[at] for at in sorted(tests, key=lambda at: (at != place, -at)))
        )

    def operand(self, kind: int, argument: int, beside: ValueType | None = None) -> str:
        """An operand in words; a constant is of the type of what stands `beside` it."""
        tables = self.words.program.tables
        match kind:
            case _ if kind == OPERAND_ATTRIBUTE:
                return self.words.attribute_slots[argument][0]
            case _ if kind == OPERAND_PROPERTY:
                return self.words.properties[argument][0]
            case _ if kind == OPERAND_HAND:
                return self.words.properties[self.hand[argument]][0]
            case _ if kind in (OPERAND_TRANSLATED, OPERAND_DATE_OF):
                return self.operand(tables[argument], tables[argument + 1])
            case _ if kind == OPERAND_REMEMBERED:
                return self._remembered(argument)[0]
            case _ if kind == OPERAND_NOW:
                return "now"
            case _ if kind == OPERAND_TODAY:
                return "today"
            case _ if kind == OPERAND_MOMENT:
                return said_times.moment(self.words, argument, self._counted_from)
            case _ if kind == OPERAND_CONSTANT:
                return self.words.value(argument, beside)
            case _ if kind == OPERAND_SCORE:
                return self.words.score(argument)
            case _ if kind == OPERAND_ARITHMETIC:
                return self._reckoned(argument)
            case _:
                return f"{OPERANDS[kind]} {argument}"

    def _reckoned(self, row: int) -> str:
        tables = self.words.program.tables
        sides = [
            self.operand(tables[row + side], tables[row + side + 1], _NUMBER)
            for side in (ARITHMETIC_LEFT, ARITHMETIC_RIGHT)
        ]
        return f" {ARITHMETIC[tables[row + ARITHMETIC_OPERATION]]} ".join(sides)

    def type_of(self, kind: int, argument: int) -> ValueType | None:
        """The type of an operand; None of a constant, which has none of its own."""
        match kind:
            case _ if kind == OPERAND_ATTRIBUTE:
                return self.words.attribute_slots[argument][1]
            case _ if kind == OPERAND_PROPERTY:
                return self._property_type(argument)
            case _ if kind == OPERAND_HAND:
                return self._property_type(self.hand[argument])
            case _ if kind == OPERAND_REMEMBERED:
                return self._remembered(argument)[1]
            case _ if kind == OPERAND_NOW:
                return ValueType(ValueKind.MOMENT)
            case _ if kind in (OPERAND_SCORE, OPERAND_ARITHMETIC):
                return _NUMBER
            case _ if kind in (OPERAND_TODAY, OPERAND_DATE_OF):
                return ValueType(ValueKind.DATE)
            case _ if kind == OPERAND_MOMENT:
                return self._moment_type(argument)
            case _:
                return None

    def _remembered(self, slot: int) -> tuple[str, ValueType]:
        """The name and type of what stands in an instance slot."""
        program = self.words.program
        first = program.tables[program.tables[H_JOURNEYS] + self.journey * JOURNEY_WORDS + J_REMEMBERED]
        return program.journeys[self.journey].remembers[slot - first]

    def _moment_type(self, row: int) -> ValueType:
        tables = self.words.program.tables
        is_date = tables[row + MOMENT_IS_DATE] == 1 and tables[row + MOMENT_TIME] == SAME_TIME
        return ValueType(ValueKind.DATE if is_date else ValueKind.MOMENT)

    def _counted_from(self, kind: int, argument: int) -> str:
        return self.operand(kind, argument, ValueType(ValueKind.MOMENT))

    def _property_type(self, property_number: int) -> ValueType | None:
        return self.words.properties[property_number][1] or self.words.changed_type(self.codes)

    def _test(self, at: int) -> Test:
        tables = self.words.program.tables
        yes, no = (bool(to) if to in (TEST_FALSE, TEST_TRUE) else to for to in (tables[at + _YES], tables[at + _NO]))
        operation = tables[at]
        return Test(at, TESTS[operation], self._asked(operation, *tables[at + 1 : at + _YES]), yes, no)

    def _asked(self, operation: int, first: int, second: int, third: int, fourth: int) -> str:
        words = self.words
        match operation:
            case _ if operation in _SIGNS:
                text = _TEXT if operation == TEST_TEXT_EQUAL else None
                left = self.operand(first, second, text or self.type_of(third, fourth))
                right = self.operand(third, fourth, text or self.type_of(first, second))
                if operation in (TEST_LESS, TEST_LESS_OR_EQUAL) and first == OPERAND_CONSTANT:
                    return f"{right} {_SIGNS[operation].replace('<', '>')} {left}"
                kind = self.type_of(first, second) or self.type_of(third, fourth)
                if operation == TEST_LESS and kind is not None and kind.kind in (ValueKind.DATE, ValueKind.MOMENT):
                    return f"{left} is before {right}"
                if kind == _YES_NO and right == "yes" and left not in ("old", "new"):
                    return left  # as the language has it
                return f"{left} {_SIGNS[operation]} {right}"
            case _ if operation == TEST_MASK:
                kind = self.type_of(first, second)
                values = kind.values if kind is not None else ()
                listed = [value for place, value in enumerate(values) if third >> place & 1]
                return f"{self.operand(first, second)} is one of {', '.join(listed)}"
            case _ if operation == TEST_PREDICATE:
                asked = words.program.predicates[(third - 1) * PREDICATES_IN_A_WORD + fourth]
                return f"{self.operand(first, second)} {asked.kind} {text_in_quotes(asked.operand)}"
            case _ if operation == TEST_IS_SET:
                return f"{self.operand(first, second)} is set"
            case _ if operation in (TEST_COUNT, TEST_RECENT, TEST_VISIT_COUNT, TEST_SPAN):
                return self._has(operation, first, third if operation == TEST_SPAN else second)
            case _ if operation == TEST_BETWEEN:
                return f"now is between {said_times.window(words, first)}"
            case _ if operation == TEST_ON_DAYS:
                return f"now is on {said_times.days(first)}{' in contact time' if third else ''}"
            case _ if operation == TEST_TAG:
                return f"tagged {words.tag(first, second)}"
            case _ if operation == TEST_SUBSCRIBED:
                return f"subscribed to {words.channels[first]}"
            case _ if operation == TEST_IN_JOURNEY:
                journey = words.program.journeys[first]
                return f"in journey {journey.name}" + (f" stage {journey.stages[second].name}" if second >= 0 else "")
            case _:
                return f"{TESTS[operation]} {first} {second} {third} {fourth}"

    def _has(self, operation: int, slot: int, argument: int) -> str:
        cell = self.words.cells[self.journey if operation == TEST_VISIT_COUNT else -1, slot]
        guard = replace(self, codes=cell.codes).condition(cell.guard)
        where = "" if guard is None else f" where {guard.says}"
        told = f"has {' or '.join(self.words.heard(cell.codes))}{where}"
        if cell.times > 1:
            told += f" at least {cell.times} times"
        if operation == TEST_SPAN:
            return f"{told} {_SPANS[argument]}"
        if operation == TEST_RECENT:
            return f"{told} in the last {length(argument)}"
        return f"{told} since entering" if operation == TEST_VISIT_COUNT else told


# --- chains back to `and`, `or` and `not` ---


@dataclass(frozen=True, slots=True)
class _Said:
    """A condition as a tree: what one test asks, or parts with `and` or `or` between. `not` stands at tests alone."""

    text: str = ""
    is_not: bool = False
    word: str = ""
    parts: tuple[_Said, ...] = ()

    def negated(self) -> _Said:
        if not self.word:
            return replace(self, is_not=not self.is_not)
        word = "or" if self.word == "and" else "and"
        return _Said(word=word, parts=tuple(part.negated() for part in self.parts))

    def written(self, within: str = "") -> str:
        if not self.word:
            return f"not {self.text}" if self.is_not else self.text
        text = f" {self.word} ".join(part.written(self.word) for part in self.parts)
        return f"({text})" if within not in ("", self.word) else text


@dataclass(frozen=True, slots=True)
class _Part:
    """Several tests as one, and where their answers lead."""

    said: _Said
    yes: int | bool
    no: int | bool

    def negated(self) -> _Part:
        return _Part(self.said.negated(), self.no, self.yes)


def _said(start: int, tests: Mapping[int, Test]) -> str:
    """The condition in words: pairs of tests of which the second is met through the first alone become one, and on."""
    parts = {at: _Part(_Said(test.asks), test.yes, test.no) for at, test in tests.items()}
    while len(parts) > 1:
        pair = _pair(parts)
        if pair is None:
            return f"{parts[start].said.written()} and more"
        at, other, part = pair
        parts[at] = part
        del parts[other]
    only = parts[start]
    return (only.negated() if only.yes is False else only).said.written()


def _pair(parts: Mapping[int, _Part]) -> tuple[int, int, _Part] | None:
    """The places of two parts that can be one, and that one."""
    led = [to for part in parts.values() for to in (part.yes, part.no)]
    for at, part in parts.items():
        for first in (part, part.negated()):
            to = first.yes
            if isinstance(to, bool) or led.count(to) > 1:
                continue
            for second in (parts[to], parts[to].negated()):
                if second.no == first.no:
                    said = _Said(word="and", parts=(first.said, second.said))
                    return at, to, _Part(said, second.yes, second.no)
    return None
