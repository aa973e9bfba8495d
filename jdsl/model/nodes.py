"""Everything that is in a part of the checked model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, cast

from jdsl.model.model import Place


def nodes_in(node: Any) -> Iterator[object]:
    """The node, and all nodes in it, at any depth."""
    if isinstance(node, tuple):
        for part in cast("tuple[object, ...]", node):
            yield from nodes_in(part)
    elif is_dataclass(node) and not isinstance(node, Place):
        yield node
        for one in fields(node):
            yield from nodes_in(getattr(node, one.name))
