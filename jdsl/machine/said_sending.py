"""What is judged when a message is sent, in words."""

from __future__ import annotations

from jdsl.machine.calendar_layout import WINDOW_WORDS
from jdsl.machine.layout import (
    LIMIT_DELAYS,
    LIMIT_MS,
    LIMIT_TIMES,
    SENDING_HELD_OUT,
    SENDING_LIMITS_HI,
    SENDING_LIMITS_LO,
    SENDING_WINDOWS_HI,
    SENDING_WINDOWS_LO,
)
from jdsl.machine.said_times import window
from jdsl.machine.words import Words, length


def limit(words: Words, row: int) -> str:
    """What stands behind `limit`; what it counts is said by who is judged by it."""
    tables = words.program.tables
    per = length(tables[row + LIMIT_MS]) if tables[row + LIMIT_MS] else "day"
    return f"{tables[row + LIMIT_TIMES]} per {per}{' else delay' if tables[row + LIMIT_DELAYS] else ''}"


def judged(words: Words, row: int) -> str:
    """When, how often and to whom a message goes."""
    tables = words.program.tables
    windows = range(tables[row + SENDING_WINDOWS_LO], tables[row + SENDING_WINDOWS_HI], WINDOW_WORDS)
    limits = range(tables[row + SENDING_LIMITS_LO], tables[row + SENDING_LIMITS_HI])
    parts = [f"between {window(words, at)}" for at in windows]
    parts += (f"limit {limit(words, tables[pointer])}" for pointer in limits)
    if tables[row + SENDING_HELD_OUT]:
        parts.append("unless held out")
    return ", ".join(parts)
