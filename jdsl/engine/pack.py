"""Pages to bytes and back: a compact record of every contact, its instances behind it."""

from __future__ import annotations

from jdsl.engine.kernel import Words, kernel


@kernel
def pack(state: Words) -> int:
    """To come with the layout's shape."""
    return len(state)


@kernel
def unpack(state: Words) -> int:
    """To come with the layout's shape."""
    return len(state)
