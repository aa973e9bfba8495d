"""Sections of a program's tables under construction, and links between them that are settled at the end."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias


class Link(NamedTuple):
    """A place in a section, to become an offset into the tables."""

    section: Section
    place: int


Word: TypeAlias = int | Link


@dataclass(slots=True, eq=False)
class Section:
    """A run of words that grows."""

    words: list[Word] = field(default_factory=list[Word])

    def here(self) -> Link:
        """Where the next word will stand."""
        return Link(self, len(self.words))

    def add(self, *words: Word) -> Link:
        """Append words; where the first of them stands."""
        link = Link(self, len(self.words))
        self.words.extend(words)
        return link

    def extend(self, words: Sequence[Word]) -> tuple[Link, Link]:
        """Append a list; its bounds, half-open."""
        low = self.here()
        self.words.extend(words)
        return low, self.here()


@dataclass(slots=True)
class Region:
    """Words of a record under construction: each taken word with its value at the beginning."""

    start: int
    template: list[int] = field(default_factory=list[int])

    def take(self, *values: int) -> int:
        """Take words with these first values; the slot of the first."""
        slot = self.start + len(self.template)
        self.template.extend(values)
        return slot

    @property
    def end(self) -> int:
        return self.start + len(self.template)


def link(sections: Sequence[Section]) -> array[int]:
    """Put sections one behind the other, the header first, and settle every link."""
    base: dict[int, int] = {}
    total = 0
    for section in sections:
        base[id(section)] = total
        total += len(section.words)
    tables = array("q")
    for section in sections:
        tables.extend(
            [word if isinstance(word, int) else base[id(word.section)] + word.place for word in section.words]
        )
    return tables
