"""Texts and numbers as the language writes them, and everyone who shows some."""

from __future__ import annotations

_MILLION = 1_000_000


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """`1 file`, `3 files`, `2 fixes`."""
    return f"{count} {noun if count == 1 else plural or f'{noun}s'}"


def text_in_quotes(value: str) -> str:
    """A text as it is written."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def number_in_words(millionths: int) -> str:
    """A decimal number as it is written, in as few digits as say it exactly."""
    whole, places = divmod(abs(millionths), _MILLION)
    decimals = f".{places:06}".rstrip("0") if places else ""
    return f"{'-' if millionths < 0 else ''}{whole}{decimals}"
