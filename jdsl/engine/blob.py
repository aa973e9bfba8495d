"""A page as one run of bytes: what stands around the contacts' parts, which the kernel packs.

    MAGIC | version | program | check | counts | ids and texts, as JSON | the kernel's bytes

The version says what these bytes mean. `program` tells the tables that the words hang on, `check` finds damage. Texts
are those beyond the program's own; only such as some contact holds, where that can be told.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jdsl.engine.pack import COUNTED_AT, LEFT_OUT, TEXT
from jdsl.engine.returning import kind_of
from jdsl.errors import PageError
from jdsl.machine.layout import (
    ATTRIBUTE_CODE,
    ATTRIBUTE_SLOT,
    ATTRIBUTE_TEXT,
    ATTRIBUTE_WORDS,
    B_HAND_HI,
    B_HAND_LO,
    CELL_JOURNEY,
    CELL_KIND,
    CELL_SENDS,
    CELL_SLOT,
    CODE_CELLS_HI,
    CODE_CELLS_LO,
    CODE_WORDS,
    D_ARGUMENT,
    D_KIND,
    DUE_WAIT,
    DUE_WORDS,
    G_DUES_HI,
    G_DUES_LO,
    H_ATTRIBUTE_COUNT,
    H_ATTRIBUTES,
    H_CODE_COUNT,
    H_CODES,
    H_JOURNEYS,
    I_BURST,
    I_BURST_AT,
    I_DUE,
    J_CONTACT,
    J_HELD_OUT_SLOT,
    J_KEY_PROPERTY,
    J_KEY_SLOT,
    J_REMEMBERED,
    J_STAGES,
    J_WATCH,
    J_WATCH_STAGE,
    JC_BURST,
    JC_ENTERED,
    JC_FIRST,
    JC_NUMBER,
    JC_NUMBER_AT,
    JC_VALUES,
    JOURNEY_WORDS,
    K_DUE,
    K_INTEREST,
    REENTER_ALWAYS,
    SEND_VALUE,
    SENDS_KEPT,
    STAGE_WORDS,
    VALUE_WORDS,
    VALUES_KEPT,
)  # fmt: skip
from jdsl.machine.program import Program
from jdsl.machine.values import ValueKind
from jdsl.machine.vocabulary import (
    FIRST_OWN_PROPERTY,
    LINK_PROPERTY,
    NEW_PROPERTY,
    OLD_PROPERTY,
    REASON_PROPERTY,
    UNUSED,
)

MAGIC = b"JDSL"
PAGE_VERSION = 2  # INVARIANT: raised whenever what is written comes to mean something else
HEAD = struct.Struct("<4sH16sI")
UNKNOWN = frozenset(ValueKind)
OF_INSTANCE = ((I_DUE, LEFT_OUT), (I_BURST_AT, COUNTED_AT), (I_BURST, COUNTED_AT + I_BURST - I_BURST_AT))
KEYED_SEND = SEND_VALUE + 1  # words of a send that is kept with its value
COUNTS = struct.Struct("<QQQ")  # contacts, words of instances, bytes of the JSON


@dataclass(frozen=True, slots=True)
class Packed:
    """`texts` are those beyond the program's own, in order of their numbers. `data` is what the kernel packed."""

    ids: Sequence[str]
    texts: Sequence[str]
    arena_words: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Special:
    """Which words are more than numbers, as `pack` wants to have it told.

    `words`: where the pairs (slot, what is special) of a contact's part begin and end; for each journey, where the same
    of its stages begins, and where all that ends; the bounds, then the pairs. `all_texts`: some words hold now a text
    and now something else, so that no text can be left out or get another number.
    """

    words: array[int]
    all_texts: bool


def fingerprint(program: Program) -> bytes:
    """Tells programs apart whose words mean different things."""
    tables = program.tables[:]
    if sys.byteorder == "big":
        tables.byteswap()
    digest = hashlib.sha256(tables.tobytes())
    said = [program.texts, [(name, kind.kind, kind.values) for name, kind in program.attributes], _meant(program)]
    digest.update(json.dumps(said, sort_keys=True).encode("ascii"))
    return digest.digest()[:16]


def _meant(program: Program) -> list[object]:
    """What of the world outside the numbers of codes, properties, channels and tags stand for."""
    vocabulary = program.vocabulary
    verbs: list[list[object]] = []
    for spelled, verb in sorted(vocabulary.verbs.items()):
        usual = (0, verb.bare_code, verb.unknown_code)  # a subject that is like any other may come and go
        subjects = {name: code for name, code in verb.subjects.items() if code not in usual}
        slots = {name: slot for name, slot in verb.properties.items() if slot.number != UNUSED}
        properties = {name: (slot.number, slot.type.kind, slot.type.values) for name, slot in slots.items()}
        if subjects or any(usual):
            verbs.append([spelled, usual, subjects, properties])
    named = [
        {name: number for name, number in numbers.items() if number != UNUSED}
        for numbers in (vocabulary.channels, vocabulary.tags)
    ]
    return [verbs, *named]


def special(program: Program) -> Special:
    """Find which words are not written, or not always, and which hold texts."""
    tables = program.tables
    kinds = _kinds(program)
    attributes = range(tables[H_ATTRIBUTES], len(tables), ATTRIBUTE_WORDS)[: tables[H_ATTRIBUTE_COUNT]]
    contact = [(tables[row + ATTRIBUTE_SLOT], TEXT) for row in attributes if tables[row + ATTRIBUTE_TEXT]]
    contact += [(K_DUE, LEFT_OUT), (K_INTEREST, LEFT_OUT)]
    contact += [(split.slot, LEFT_OUT) for split in program.splits]  # the contact's id says it
    sent, all_texts = _values_sent(tables, kinds)
    contact += sent
    stages: list[list[tuple[int, int]]] = []
    starts = [0]
    for number, journey in enumerate(program.journeys):
        words = tables[H_JOURNEYS] + number * JOURNEY_WORDS
        first = tables[words + J_CONTACT]
        contact.append((first + JC_FIRST, LEFT_OUT))
        contact.append((first + JC_BURST, COUNTED_AT + JC_BURST - JC_ENTERED))
        contact += [(first + JC_NUMBER_AT, COUNTED_AT), (first + JC_NUMBER, COUNTED_AT + JC_NUMBER - JC_NUMBER_AT)]
        if tables[words + J_HELD_OUT_SLOT]:
            contact.append((tables[words + J_HELD_OUT_SLOT], LEFT_OUT))  # the contact's id says it
        watched = tables[words + J_WATCH_STAGE] + 1 if tables[words + J_WATCH] else 0
        first = tables[words + J_REMEMBERED]
        remembered = [
            (first + place, TEXT) for place, (_, kind) in enumerate(journey.remembers) if kind.kind is ValueKind.TEXT
        ]
        for stage in range(max(len(journey.stages), watched)):
            pairs = [*OF_INSTANCE, *remembered]
            for asked, slot in _kept(tables, words, tables[words + J_STAGES] + stage * STAGE_WORDS):
                found = kinds.get(asked, UNKNOWN if asked >= FIRST_OWN_PROPERTY else frozenset())
                if ValueKind.TEXT in found:
                    pairs.append((slot, TEXT))
                    all_texts = all_texts or len(found) > 1
                    if slot == tables[words + J_KEY_SLOT]:
                        contact.extend((left, TEXT) for left in _values_left(tables, words))
            stages.append(sorted(set(pairs)))
        starts.append(len(stages))
    if all_texts:  # INVARIANT: a word that may be no text is never taken for one
        contact = [pair for pair in contact if pair[1] != TEXT]
        stages = [[pair for pair in pairs if pair[1] != TEXT] for pairs in stages]
    return Special(_flat(sorted(set(contact)), stages, starts), all_texts)


def _flat(contact: list[tuple[int, int]], stages: list[list[tuple[int, int]]], starts: list[int]) -> array[int]:
    """Bounds and pairs as one run of words; `starts`: where each journey's stages start, and where the last ends."""
    pairs = array("q")
    bounds: list[int] = []
    first = 2 + len(starts) + 2 * len(stages)
    for record in (contact, *stages):
        bounds.append(first + len(pairs))
        for pair in record:
            pairs.extend(pair)
        bounds.append(first + len(pairs))
    return array("q", [*bounds[:2], *(2 + len(starts) + 2 * start for start in starts), *bounds[2:]]) + pairs


def _kinds(program: Program) -> dict[int, frozenset[ValueKind]]:
    """What kinds of values each property can have."""
    kinds: dict[int, set[ValueKind]] = {}
    for verb in program.vocabulary.verbs.values():
        for slot in verb.properties.values():
            kinds.setdefault(slot.number, set()).add(slot.type.kind)
    for attribute, (_, kind) in enumerate(program.attributes):
        if program.tables[program.tables[H_ATTRIBUTES] + attribute * ATTRIBUTE_WORDS + ATTRIBUTE_CODE]:
            for number in (OLD_PROPERTY, NEW_PROPERTY):  # somebody hears that it changed
                kinds.setdefault(number, set()).add(kind.kind)
    for number in (LINK_PROPERTY, REASON_PROPERTY):
        kinds.setdefault(number, set()).add(ValueKind.TEXT)
    return {number: frozenset(found) for number, found in kinds.items()}


def _kept(tables: array[int], words: int, row: int) -> Iterator[tuple[int, int]]:
    """The properties that an instance keeps in a stage, and in which slots."""
    if tables[words + J_KEY_SLOT]:
        yield tables[words + J_KEY_PROPERTY], tables[words + J_KEY_SLOT]
    for due in range(tables[row + G_DUES_LO], tables[row + G_DUES_HI], DUE_WORDS):
        if tables[due + D_KIND] == DUE_WAIT:  # INVARIANT: every body has one
            body = tables[due + D_ARGUMENT]
            for pair in range(tables[body + B_HAND_LO], tables[body + B_HAND_HI], 2):
                yield tables[pair], tables[pair + 1]


def _values_sent(tables: array[int], kinds: Mapping[int, frozenset[ValueKind]]) -> tuple[list[tuple[int, int]], bool]:
    """The texts among the values of sends that are kept for `ignored`; whether one may be something else as well."""
    texts: dict[int, frozenset[ValueKind]] = {}
    for row in range(tables[H_CODES], len(tables), CODE_WORDS)[: tables[H_CODE_COUNT]]:
        for pointer in range(tables[row + CODE_CELLS_LO], tables[row + CODE_CELLS_HI]):
            cell = tables[pointer]
            if tables[cell + CELL_KIND] == CELL_SENDS and tables[cell + CELL_JOURNEY] != 0:
                found = kinds.get(tables[cell + CELL_JOURNEY] - 1, UNKNOWN)
                first = tables[cell + CELL_SLOT] + 1 + SEND_VALUE
                if ValueKind.TEXT in found:
                    texts.update(dict.fromkeys(range(first, first + SENDS_KEPT * KEYED_SEND, KEYED_SEND), found))
    return [(slot, TEXT) for slot in texts], any(len(found) > 1 for found in texts.values())


def _values_left(tables: array[int], words: int) -> range:
    """The slots of the values that left, which a journey with `per` remembers for its `reenter`."""
    first = tables[words + J_CONTACT] + JC_VALUES
    kept = 0 if kind_of(tables, words) == REENTER_ALWAYS else VALUES_KEPT
    return range(first, first + kept * VALUE_WORDS, VALUE_WORDS)


def to_bytes(program: Program, packed: Packed) -> bytes:
    """Put a page's parts together."""
    names = json.dumps([packed.ids, packed.texts], ensure_ascii=False, separators=(",", ":"))
    said = names.encode("utf-8", "surrogatepass")
    rest = COUNTS.pack(len(packed.ids), packed.arena_words, len(said)) + said + packed.data
    return HEAD.pack(MAGIC, PAGE_VERSION, fingerprint(program), zlib.crc32(rest)) + rest


def from_bytes(program: Program, blob: bytes) -> Packed:
    """Take a page apart; raises PageError where it cannot be this program's, whole, and of this version."""
    if len(blob) < HEAD.size or not blob.startswith(MAGIC):
        raise PageError("these bytes are not a page of contacts, or their beginning is missing")
    _, version, program_seen, check = HEAD.unpack_from(blob)
    if version != PAGE_VERSION:
        age = "newer" if version > PAGE_VERSION else "older"
        raise PageError(
            f"this page was written by {age} jdsl (version {version} of pages); this one reads version {PAGE_VERSION}"
        )
    rest = blob[HEAD.size :]
    if len(rest) < COUNTS.size or zlib.crc32(rest) != check:
        raise PageError("this page is damaged: its bytes are not those that were written")
    if program_seen != fingerprint(program):
        raise PageError("this page belongs to other journeys, or to these before they were changed")
    contacts, arena_words, said = COUNTS.unpack_from(rest)
    names: Any = json.loads(rest[COUNTS.size : COUNTS.size + said].decode("utf-8", "surrogatepass"))
    ids, texts = names
    if len(ids) != contacts:
        raise PageError("this page is damaged: it has not as many contacts as it says")
    return Packed(ids, texts, arena_words, rest[COUNTS.size + said :])
