"""Counts effect rows, and hands them on as lines where lines are wanted."""

from collections import Counter
from collections.abc import Sequence
from itertools import count

from jdsl.engine.page import Page
from jdsl.machine.effects import (
    EFFECT_CONTACT,
    EFFECT_JOURNEY,
    EFFECT_KIND,
    EFFECT_NAME,
    EFFECT_REASON,
    EFFECT_TIME_MS,
    EFFECT_VISIT,
    EffectKind,
    effects_in,
)
from jdsl.replay.effect_lines import EffectWriter
from jdsl.replay.median import Lengths
from jdsl.replay.merge import SortedLines


class Tally:
    """All of a run's effects, page after page. What it keeps is as large as the program, and one page's visits."""

    def __init__(self, lines: SortedLines | None, writer: EffectWriter) -> None:
        """`lines`: where the effects go, None if nobody wants them one by one."""
        self._lines = lines
        self._writer = writer
        self._order = count()
        self._page: Page | None = None
        self._names: Sequence[str] = ()
        self._entered_ms: dict[tuple[int, int], tuple[int, int]] = {}  # contact, journey: the latest visit, its start
        self.counts: Counter[tuple[int, int, int, int]] = Counter()  # journey, kind, name, reason
        self.contacts_entered: Counter[int] = Counter()  # by journey
        self.standing: Counter[tuple[int, int]] = Counter()  # by journey and stage
        self.lengths: dict[tuple[int, int], Lengths] = {}  # journey, goal's name: from entering to reaching

    def start(self, page: Page, names: Sequence[str]) -> None:
        """What comes now is of this page; `names` are its contacts by number."""
        self._page = page
        self._names = names
        self._entered_ms.clear()

    def finish(self) -> None:
        """The page is done: see who is still where."""
        assert self._page is not None
        for _, journey, stage in self._page.standing():
            self.standing[journey, stage] += 1

    def take(self, words: Sequence[int]) -> None:
        """The sink of `Page.advance` and `Page.flush`."""
        for row, values in effects_in(words):
            self._take(row, values)

    def _take(self, row: Sequence[int], values: Sequence[int]) -> None:
        kind, journey = row[EFFECT_KIND], row[EFFECT_JOURNEY]
        self.counts[journey, kind, row[EFFECT_NAME], row[EFFECT_REASON]] += 1
        if kind == EffectKind.ENTER:
            self._entered_ms[row[EFFECT_CONTACT], journey] = row[EFFECT_VISIT], row[EFFECT_TIME_MS]
            self.contacts_entered[journey] += row[EFFECT_VISIT] == 1
        elif kind == EffectKind.REACH:
            self._reached(row)
        if self._lines is not None:
            assert self._page is not None
            contact = self._names[row[EFFECT_CONTACT]]
            line = self._writer.line(row, contact, self._page, values)
            self._lines.add((row[EFFECT_TIME_MS], contact, next(self._order), line))

    def _reached(self, row: Sequence[int]) -> None:
        visit, entered_ms = self._entered_ms.get((row[EFFECT_CONTACT], row[EFFECT_JOURNEY]), (0, 0))
        if visit == row[EFFECT_VISIT]:
            goal = row[EFFECT_JOURNEY], row[EFFECT_NAME]
            if goal not in self.lengths:
                self.lengths[goal] = Lengths()
            self.lengths[goal].add(row[EFFECT_TIME_MS] - entered_ms)
