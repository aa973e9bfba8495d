"""The compiled twin of the kernel: the same functions, made native by numba where that is installed (extra `fast`).

numba does not notice a change in a function that is called, so its cache lies in a folder named by a hash of the whole
kernel's text.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import sys
import tempfile
import types
from collections import Counter
from collections.abc import Callable
from dis import get_instructions
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jdsl.engine import advance as advance_module
from jdsl.engine import beginning
from jdsl.engine import pack as pack_module
from jdsl.engine.conditions import judge
from jdsl.engine.hearing import hear
from jdsl.engine.kernel import KERNEL
from jdsl.engine.visits import bring_about, effect
from jdsl.machine import calendar_layout, effects, layout, values, vocabulary


class Kernel(NamedTuple):
    """The functions that a page calls, plain or compiled."""

    advance: Callable[..., int]
    flush: Callable[..., int]
    hear_history: Callable[..., None]
    begin: Callable[..., None]
    lay_rows: Callable[..., None]
    survey: Callable[..., int]
    pack: Callable[..., int]
    unpack: Callable[..., int]


PLAIN = Kernel(
    advance_module.advance, advance_module.flush, advance_module.hear_history, beginning.begin, beginning.lay_rows,
    pack_module.survey, pack_module.pack, pack_module.unpack,
)  # fmt: skip


WORTH_MAKING_OFTEN = (effect, bring_about, judge, hear)
"""What is mostly called with constants, and runs faster where they are known."""


def is_available() -> bool:
    """Whether numba is installed."""
    return importlib.util.find_spec("numba") is not None


def _digest() -> str:
    """What tells this kernel from every other: the text of its modules, as it was when they were loaded."""
    digest = hashlib.sha256()
    modules = {sys.modules[function.__module__] for function in KERNEL} | {
        calendar_layout,
        effects,
        layout,
        values,
        vocabulary,
    }
    for path in sorted([__file__, *(str(module.__file__) for module in modules)]):
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()[:16]


DIGEST = _digest()


def cache_folder() -> Path:
    """Where the compiled kernel is kept: a folder of the user's, one for each text of the kernel."""
    root = os.environ.get("XDG_CACHE_HOME")
    folder = Path(root) if root else Path.home() / ".cache"
    return folder / "jdsl" / f"kernel-{DIGEST}"


def is_compiled() -> bool:
    """Whether a compiled kernel lies ready, as far as the cache shows; else the first call takes a while."""
    return cache_folder().is_dir() and any(cache_folder().rglob("*.nbc"))


def _address(numba: Any) -> Any:
    """A function for compiled code: the address of an array's first word.

    Given by address, an array is one argument of a call where numba passes seven, and no index is asked whether it
    counts from the end: the kernel runs in two thirds of the time.
    """
    extending: Any = importlib.import_module("numba.extending")

    def typing(_context: Any, words: Any) -> Any:
        def lower(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            return context.make_array(signature.args[0])(context, builder, arguments[0]).data

        return numba.types.CPointer(words.dtype)(words), lower

    return extending.intrinsic(typing)


def _enter(memory: Any, state: Any, *rest: Any) -> int:
    """Go into a function of the kernel with the addresses of its two arrays."""
    return _function(_address_of(memory), _address_of(state), *rest)


_function: Callable[..., int] = PLAIN.advance  # as a twin of `_enter` is made, its names stand for other things
_address_of: Callable[[Any], Any] = _address


def _called_once() -> set[str]:
    """The names of functions that are called at one place alone: compiled into it, they cost no call and no room.

    LLVM does not do that by itself, for it takes each of numba's functions for one that others may call, too.
    """
    named = Counter(
        word.argval for function in KERNEL for word in get_instructions(function) if word.opname == "LOAD_GLOBAL"
    )
    return {function.__name__ for function in KERNEL if named[function.__name__] == 1}


def _signature(numba: Any, function: Callable[..., Any]) -> tuple[Any, ...] | None:
    """The types of a function's arguments: said before, so that numba does not make one more for each constant given.

    None where that pays, for most of what is given is constant, and where words may be bytes: there the calls say it.
    """
    if function in WORTH_MAKING_OFTEN or function.__module__ == pack_module.__name__:
        return None
    address = numba.types.CPointer(numba.int64)
    by_name = {"memory": address, "state": address}
    by_kind = {"int": numba.int64, "Words": numba.int64[::1]}
    kinds = {name: kind for name, kind in function.__annotations__.items() if name != "return"}
    return tuple(by_name.get(name) or by_kind[kind] for name, kind in kinds.items())


def _compiled(
    numba: Any, function: Callable[..., Any], name: str, names: dict[str, Any],
    *, signature: tuple[Any, ...] | None = None, inline: bool = False,
) -> Any:  # fmt: skip
    """The compiled twin of a function, whose globals are `names`."""
    twin = types.FunctionType(function.__code__, names, name, function.__defaults__)
    twin.__qualname__ = name
    twin.__module__ = function.__module__
    return numba.njit(signature, cache=True, _nrt=False, forceinline=inline)(twin)


@cache
def native() -> Kernel:
    """Compile the kernel; raises ImportError where numba is missing."""
    numba: Any = importlib.import_module("numba")  # the extra `fast`
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = Path(tempfile.mkdtemp(prefix="jdsl-kernel-"))
    numba.config.CACHE_DIR = str(folder)
    compiled: dict[Callable[..., Any], Any] = {}
    once = _called_once()
    for function in KERNEL:
        names = dict(function.__globals__)
        for name, value in function.__globals__.items():
            if isinstance(value, types.FunctionType) and value in compiled:
                names[name] = compiled[value]
        compiled[function] = _compiled(
            numba, function, function.__name__, names, signature=_signature(numba, function),
            inline=function.__name__ in once,
        )  # fmt: skip
    address = _address(numba)

    def entered(function: Callable[..., Any]) -> Any:
        names = {**globals(), "_function": compiled[function], "_address_of": address}
        return _compiled(numba, _enter, f"enter_{function.__name__}", names)

    return Kernel(*(entered(function) for function in PLAIN))
