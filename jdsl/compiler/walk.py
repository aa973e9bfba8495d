"""All that a checked model is made of, node by node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

from jdsl.model.model import Constant, Place

Node = TypeVar("Node")

_LEAVES = (Place, Constant, str, int, bool, type(None), frozenset)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def nodes(within: object) -> Iterator[object]:
    """The node and all below it, in the order of the source; places and constants are none."""
    if isinstance(within, _LEAVES):
        return
    if isinstance(within, tuple):
        for part in cast("tuple[object, ...]", within):
            yield from nodes(part)
        return
    if isinstance(within, Mapping):
        for part in cast("Mapping[Any, object]", within).values():
            yield from nodes(part)
        return
    yield within
    for name in _names(type(within)):
        yield from nodes(getattr(within, name))


def of_kind(within: object, *kinds: type[Node]) -> Iterator[Node]:
    """The nodes of some kinds."""
    for node in nodes(within):
        if isinstance(node, kinds):
            yield node
