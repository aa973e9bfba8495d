"""Which known word a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable


def distance(left: str, right: str, limit: int) -> int:
    """How many letters to add, drop, replace or swap with the next to get from `left` to `right`.

    Beyond `limit` the answer is `limit + 1`.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, above, row = row, before, [i]
        for j, other in enumerate(right, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to `word`, or None if none is close.

    Close is one letter off in words of up to four letters, two in words of up to eight, three in longer
    ones; letter case and `-` against `_` count for nothing. Of equals the first in alphabetical order.
    """
    found = nearest_all(word, known, 1)
    return found[0] if found else None


def nearest_all(word: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Up to `most` known words that are close to `word`, the closest first."""
    plain = _plain(word)
    limit = 1 if len(plain) <= 4 else 2 if len(plain) <= 8 else 3
    found: list[tuple[int, str]] = []
    for candidate in set(known):
        if candidate == word:
            continue
        steps = distance(plain, _plain(candidate), limit)
        # A word of two letters with one of them wrong is any word of two letters.
        if steps <= limit and (steps == 0 or steps < len(plain) - 1):
            found.append((steps, candidate))
    return [candidate for _, candidate in sorted(found)[:most]]


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_")
