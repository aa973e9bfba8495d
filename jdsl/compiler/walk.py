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
def _is_leaf(kind: Any) -> bool:
    return issubclass(kind, _LEAVES)


@cache
def _names(kind: Any) -> tuple[str, ...] | None:
    """The fields of a kind of node; None of tuples and mappings, which are none."""
    if issubclass(kind, tuple | Mapping):
        return None
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def nodes(within: object) -> Iterator[object]:
    """The node and all below it, in the order of the source; places and constants are none."""
    waiting = [within]
    while waiting:
        node = waiting.pop()
        kind = type(node)
        if _is_leaf(kind):
            continue
        names = _names(kind)
        if names is not None:
            yield node
            waiting.extend([getattr(node, name) for name in reversed(names)])
        elif isinstance(node, tuple):
            waiting.extend(reversed(cast("tuple[object, ...]", node)))
        else:
            waiting.extend(reversed([*cast("Mapping[Any, object]", node).values()]))


def of_kind(within: object, *kinds: type[Node]) -> Iterator[Node]:
    """The nodes of some kinds."""
    for node in nodes(within):
        if isinstance(node, kinds):
            yield node
