"""Scores and segments to rows: what stands about a contact apart from all journeys (S5.7, S5.8)."""

from __future__ import annotations

from math import isqrt

from jdsl.compiler.assembler import Link, Region, Section, Word
from jdsl.compiler.conditions import condition, timed_condition
from jdsl.compiler.listeners import Listeners, contact_alternatives
from jdsl.compiler.operands import Scope
from jdsl.compiler.patterns import FALLS_BELOW, REACHES
from jdsl.compiler.workspace_tables import Cell, WorkspaceTables
from jdsl.machine.layout import (
    CELL_SCORE,
    ENTRY_DUE_WORDS,
    LISTENER_LINE,
    SCORE_FALLS_HI,
    SCORE_FALLS_LO,
    SCORE_REACHES_HI,
    SCORE_REACHES_LO,
    SCORE_WORDS,
    SEGMENT_WORDS,
)
from jdsl.machine.values import NEVER_MS
from jdsl.model.model import Score

FADING_BITS = 30


def lower_scores(tables: WorkspaceTables, listeners: Listeners, lists: Section) -> Section:
    """Fill the rows of the scores that are asked for, and lower their lines; the clocks of these."""
    dues = Section()
    lines = 0
    for number, score in enumerate(tables.scores):
        row = Link(tables.score_rows, number * SCORE_WORDS)
        _add_thresholds(tables, score, row, lists)
        scope = Scope(tables, -1, Region(0))
        for line in score.lines:
            listener = listeners.add(
                LISTENER_LINE, condition=condition(scope, line.condition), place=line.place, body=row,
                name=line.sign * line.millionths, code=lines,
            )  # fmt: skip
            lines += 1
            heard, clocks = contact_alternatives(listeners, scope, listener, line.trigger)
            listeners.close(listener)
            dues.extend(clocks)
            tables.more_cells.extend(Cell(CELL_SCORE, 0, 0, one.pattern, 0, one.link) for one in heard)
    assert len(dues.words) % ENTRY_DUE_WORDS == 0
    tables.score_lines = lines
    return dues


def _add_thresholds(tables: WorkspaceTables, score: Score, row: Link, lists: Section) -> None:
    words = row.section.words
    for verb, low, high in (
        (REACHES, SCORE_REACHES_LO, SCORE_REACHES_HI),
        (FALLS_BELOW, SCORE_FALLS_LO, SCORE_FALLS_HI),
    ):
        crossed = [subject.rpartition(" ") for known, subject in tables.codes.of if known == verb and subject]
        thresholds = sorted(int(millionths) for name, _, millionths in crossed if name == score.name)
        pairs: list[Word] = []
        for threshold in thresholds:
            pairs.extend((threshold, tables.code(verb, f"{score.name} {threshold}")))
        words[row.place + low], words[row.place + high] = lists.extend(pairs)


def lower_segments(tables: WorkspaceTables, lists: Section) -> Section:
    """The rows of the segments of which it is seen who joins and leaves."""
    rows = Section()
    scope = Scope(tables, -1, Region(0))
    for segment in tables.watched_segments:
        asked, tests = timed_condition(scope, segment.condition)
        slot = tables.contact.take(0, NEVER_MS)
        codes = (tables.code("joined", segment.name), tables.code("left", segment.name))
        rows.add(slot, asked, *codes, *lists.extend(tests))
    assert len(rows.words) % SEGMENT_WORDS == 0
    return rows


def fading_table() -> list[int]:
    """2^(30 - n/256), rounded down, for n from 0 to 255."""
    table: list[int] = []
    for step in range(256):
        value = 1 << (FADING_BITS * 256 - step)
        for _ in range(8):
            value = isqrt(value)
        table.append(value)
    return table
