"""The mark of a kernel function, and the register from which the compiled twin is made."""

from __future__ import annotations

from collections.abc import Callable, MutableSequence
from typing import Any, TypeAlias, TypeVar

Words: TypeAlias = MutableSequence[int]
"""A flat run of 64-bit integers: a list for the plain kernel, an array for the compiled one."""

Bytes: TypeAlias = MutableSequence[int]
"""The same of bytes."""

Function = TypeVar("Function", bound=Callable[..., Any])

KERNEL: list[Callable[..., Any]] = []
"""All kernel functions, each after those that it calls."""


def kernel(function: Function) -> Function:
    """Mark a function of the kernel: integers and flat integer arrays in, the same out, nothing else.

    As it stands it runs as plain Python over lists; `jdsl.engine.native` compiles the same text for arrays.
    """
    KERNEL.append(function)
    return function
