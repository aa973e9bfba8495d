"""A program's integers in words: events, values, names of slots, lengths of time."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from jdsl.machine.layout import (
    ATTRIBUTE_SLOT,
    ATTRIBUTE_WORDS,
    CELL_GUARD,
    CELL_JOURNEY,
    CELL_KIND,
    CELL_LATEST,
    CELL_SLOT,
    CELL_TIMES,
    CELL_VISIT,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_LOOKS_HI,
    CODE_LOOKS_LO,
    CODE_MACHINE,
    CODE_WORDS,
    H_ATTRIBUTES,
    H_CODE_COUNT,
    H_CODES,
    H_SCORES_HI,
    H_SCORES_LO,
    SCORE_FALLS_HI,
    SCORE_FALLS_LO,
    SCORE_REACHES_HI,
    SCORE_REACHES_LO,
    SCORE_WORDS,
)
from jdsl.machine.program import Program
from jdsl.machine.values import MISSING, NEVER_MS, ValueKind, ValueType, date_written, moment_written
from jdsl.machine.vocabulary import (
    LINK_PROPERTY,
    NEW_PROPERTY,
    OLD_PROPERTY,
    REASON_PROPERTY,
    TAG_BITS,
    UNUSED,
    Verb,
)
from jdsl.text.written import number_in_words, text_in_quotes

_UNITS = (("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1000))
_STANDING_PROPERTIES = {
    LINK_PROPERTY: ("link", ValueType(ValueKind.TEXT)), REASON_PROPERTY: ("reason", ValueType(ValueKind.TEXT)),
    OLD_PROPERTY: ("old", None), NEW_PROPERTY: ("new", None),
}  # fmt: skip
"""Name, and type; those of a change have that of the attribute that changes."""

_CHANGED = "changed"


def length(ms: int) -> str:
    """A length of time in the largest unit that it is a whole number of, as the language writes it."""
    if ms >= NEVER_MS:
        return "for ever"
    unit, unit_ms = next((one for one in _UNITS if ms % one[1] == 0), ("ms", 1))
    return f"{ms // unit_ms}{unit}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A history cell: what it counts, and how."""

    kind: int
    times: int
    guard: int
    codes: tuple[int, ...]


class Words:
    """What the numbers in one program's tables stand for."""

    def __init__(self, program: Program) -> None:
        self.program = program
        vocabulary = program.vocabulary
        self._verbs: dict[str, Verb] = {verb.name: verb for verb in vocabulary.verbs.values()}
        self._spelled: dict[str, str] = {}
        for spelled, verb in vocabulary.verbs.items():
            self._spelled[verb.name] = min(spelled, self._spelled.get(verb.name, spelled), key=len)
        self.channels = {slot: name for name, slot in vocabulary.channels.items() if slot != UNUSED}
        self._tags = {slot: name for name, slot in vocabulary.tags.items() if slot != UNUSED}
        self.properties: dict[int, tuple[str, ValueType | None]] = dict(_STANDING_PROPERTIES)
        for verb in self._verbs.values():
            for name, slot in sorted(verb.properties.items()):
                if slot.number != UNUSED:
                    self.properties.setdefault(slot.number, (name, slot.type))
        rows = program.tables[H_ATTRIBUTES]
        self.attribute_slots = {
            program.tables[rows + place * ATTRIBUTE_WORDS + ATTRIBUTE_SLOT]: attribute
            for place, attribute in enumerate(program.attributes)
        }
        for split in program.splits:
            self.attribute_slots[split.slot] = (
                split.name,
                ValueType(ValueKind.ONE_OF, tuple(arm for arm, _ in split.arms)),
            )
        self._machines = [program.tables[row + CODE_MACHINE] for row in self._code_rows()]
        self.cells = dict(self._found_cells())

    def _found_cells(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        """By the journey that they belong to (-1: none) and the slot that a test asks."""
        tables = self.program.tables
        codes: dict[int, list[int]] = {}
        for code, row in enumerate(self._code_rows()):
            for pointer in range(tables[row + CODE_CELLS_LO], tables[row + CODE_CELLS_HI]):
                codes.setdefault(tables[pointer], []).append(code)
        for row, heard in codes.items():
            kind, times = tables[row + CELL_KIND], tables[row + CELL_TIMES]
            if kind > CELL_VISIT:
                continue
            journey = tables[row + CELL_JOURNEY] if kind == CELL_VISIT else -1
            slot = tables[row + CELL_SLOT] + (times - 1 if kind == CELL_LATEST else 0)
            yield (journey, slot), Cell(kind, times, tables[row + CELL_GUARD], tuple(heard))

    def _code_rows(self) -> range:
        tables = self.program.tables
        return range(tables[H_CODES], tables[H_CODES] + tables[H_CODE_COUNT] * CODE_WORDS, CODE_WORDS)

    @property
    def codes(self) -> range:
        """All event codes that somebody or something hears."""
        return range(1, self.program.tables[H_CODE_COUNT])

    def own_codes(self, journey: int) -> Mapping[int, int]:
        """A journey's own numbers of event codes, to the codes."""
        tables = self.program.tables
        found: dict[int, int] = {}
        for code, row in enumerate(self._code_rows()):
            for at in range(tables[row + CODE_LOOKS_LO], tables[row + CODE_LOOKS_HI], 2):
                if tables[at] == journey:
                    found[tables[at + 1]] = code
        return found

    def changed_type(self, codes: Collection[int]) -> ValueType | None:
        """The type of the attributes whose change is one of these events; None if there is none, or several."""
        changed = self._verbs.get(_CHANGED)
        if changed is None:
            return None
        attributes = self.program.vocabulary.attributes
        found = {attributes[name].type for name, code in changed.subjects.items() if code in codes}
        return found.pop() if len(found) == 1 else None

    def score(self, row: int) -> str:
        """The name of a score, by its row."""
        return self.program.scores[(row - self.program.tables[H_SCORES_LO]) // SCORE_WORDS]

    def _crossed(self, codes: Collection[int]) -> Iterator[str]:
        """What scores reach or fall below when one of these codes happens."""
        tables = self.program.tables
        for row in range(tables[H_SCORES_LO], tables[H_SCORES_HI], SCORE_WORDS):
            for word, low, high in (
                ("reaches", SCORE_REACHES_LO, SCORE_REACHES_HI), ("falls below", SCORE_FALLS_LO, SCORE_FALLS_HI),
            ):  # fmt: skip
                for at in range(tables[row + low], tables[row + high], 2):
                    if tables[at + 1] in codes:
                        yield f"{self.score(row)} {word} {number_in_words(tables[at])}"

    def text(self, index: int) -> str | None:
        """The name or text of that number, None of -1."""
        return None if index < 0 else self.program.names[index]

    def tag(self, slot: int, mask: int) -> str:
        return self._tags[slot * TAG_BITS + mask.bit_length() - 1]

    def value(self, value: int, kind: ValueType | None) -> str:
        """A constant of the tables as the language writes it; one of an unknown type as it stands there."""
        if value == MISSING:
            return "nothing"
        if kind is None:
            return f"#{value}"
        match kind.kind:
            case ValueKind.TEXT:
                return text_in_quotes(self.program.names[value])
            case ValueKind.YES_NO:
                return "yes" if value else "no"
            case ValueKind.ONE_OF:
                return kind.values[value]
            case ValueKind.NUMBER:
                return number_in_words(value)
            case ValueKind.DATE:
                return date_written(value)
            case ValueKind.MOMENT:
                return moment_written(value)

    def events(self, codes: Collection[int]) -> tuple[str, ...]:
        """What happens when one of these codes does, verb by verb; in the language's words as far as it has them."""
        found = self._all_told(codes)
        if not found:
            by_machines = {code for code, machine in enumerate(self._machines) if machine in codes}
            found = [f"{told} by a machine" for told in self._all_told(by_machines)]
        return tuple(found)

    def heard(self, codes: Collection[int]) -> tuple[str, ...]:
        """The same of what is listened for, or counted: whether machines are."""
        counting = any(self._machines[code] in codes for code in codes)
        return tuple(f"{told}{' counting machines' if counting else ''}" for told in self.events(codes))

    def _all_told(self, codes: Collection[int]) -> list[str]:
        told = (self._told(verb, self._spelled[name], codes) for name, verb in sorted(self._verbs.items()))
        return [*(one for one in told if one is not None), *self._crossed(codes)]

    def _told(self, verb: Verb, bare: str, codes: Collection[int]) -> str | None:
        """The events of one verb that have one of these codes; None if there are none."""
        subjects = sorted(subject for subject, code in verb.subjects.items() if code in codes)
        is_bare, is_unknown = (code in codes for code in (verb.bare_code, verb.unknown_code))
        is_all = len(subjects) == len(verb.subjects)
        if is_bare and is_unknown:
            others = sorted(subject for subject in verb.subjects if subject not in subjects)
            return f"{bare} but for {' or '.join(others)}" if others else bare
        kind = verb.kind or "subject"
        article = "an" if kind[0] in "aeiou" else "a"
        parts: list[str] = []
        if subjects:
            several = is_all and len(subjects) > 1
            parts.append(f"{verb.name} {f'any {kind}' if several else ' or '.join(subjects)}")
        if is_bare:
            parts.append(f"{bare} without {article} {kind}")
        if is_unknown:
            parts.append(f"{verb.name} an unknown {kind}")
        return " or ".join(parts) if parts else None
