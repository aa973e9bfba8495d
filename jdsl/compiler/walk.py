"""All that a checked model is made of, node by node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

from jdsl.model.model import Constant, Place

Node = TypeVar("Node")

_LEAVES = (Place, Constant, str, int, bool, type(None), frozenset)
_CONTAINERS = (tuple, Mapping)


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a kind of node; None if it is none."""
    if issubclass(kind, _LEAVES) or issubclass(kind, _CONTAINERS):
        return None
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def nodes(within: object) -> Iterator[object]:
    """The node and all below it, in the order of the source; places and constants are none."""
    waiting = [within]
    while waiting:
        node = waiting.pop()
        names = _names(type(node))
        if names is not None:
            yield node
            waiting.extend([getattr(node, name) for name in reversed(names)])
        elif isinstance(node, tuple):
            waiting.extend(reversed(cast("tuple[object, ...]", node)))
        elif isinstance(node, Mapping):
            waiting.extend(reversed([*cast("Mapping[Any, object]", node).values()]))


def of_kind(within: object, *kinds: type[Node]) -> Iterator[Node]:
    """The nodes of some kinds."""
    for node in nodes(within):
        if isinstance(node, kinds):
            yield node
