"""Effect rows: what the kernel writes, ten integers each, and what they mean (S8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum

EFFECT_WORDS = 10
EFFECT_TIME_MS = 0
EFFECT_CONTACT = 1  # the contact's number in its page
EFFECT_JOURNEY = 2  # index into `Program.journeys`
EFFECT_VISIT = 3
EFFECT_NUMBER = 4  # S8.2: from 0 for contact, journey and instant
EFFECT_KIND = 5
EFFECT_NAME = 6  # index into `Program.names`, or -1; of `set` the attribute's number in `Program.attributes`
EFFECT_REASON = 7  # index into `Program.names`, or -1
EFFECT_VALUE = 8  # of `set` the new value (MISSING: none); of `notify`, `announce` an index into `Program.names`, or -1
EFFECT_PLACE = 9  # index into `Program.places`

VALUE_OF_CALL = 18
"""The kind of a row that is no effect: right behind a `call`, a value that goes with it.

`EFFECT_NAME` is its place in `ProgramJourney.remembers`; all else but the value is as in the row of the `call`.
"""


class EffectKind(IntEnum):
    """The word in the effects file is the name in small letters."""

    ENTER = 0
    REFUSED = 1
    MOVE = 2
    SEND = 3
    WITHHELD = 4
    NOTIFY = 5
    CALL = 6
    SET = 7
    TAG = 8
    UNTAG = 9
    SUBSCRIBE = 10
    UNSUBSCRIBE = 11
    HOLD = 12
    RELEASE = 13
    ANNOUNCE = 14
    REACH = 15
    EXIT = 16
    COMPLETE = 17


def effects_in(words: Sequence[int]) -> Iterator[tuple[Sequence[int], tuple[int, ...]]]:
    """The row of each effect, and of a `call` the values that go with it, by their places in what is remembered."""
    values: list[int] = []
    for start in range(0, len(words), EFFECT_WORDS):
        kind = words[start + EFFECT_KIND]
        if kind == VALUE_OF_CALL:
            continue
        values.clear()
        if kind == EffectKind.CALL:
            end = start + EFFECT_WORDS
            while end < len(words) and words[end + EFFECT_KIND] == VALUE_OF_CALL:
                values.append(words[end + EFFECT_VALUE])
                end += EFFECT_WORDS
        yield words[start : start + EFFECT_WORDS], tuple(values)
