"""The compiled twin of the kernel: the same functions, made native by numba where that is installed (extra `fast`).

It is compiled once, as a whole, and kept in a folder named by a hash of all that it depends on. Where numba would put
a copy of a function, and of all that it calls, into each of its callers, the large ones and the seldom ones are
compiled apart here, and found by their symbols: the whole then costs as much as there is text.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import importlib.util
import os
import shutil
import sys
import tempfile
import types
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dis import get_instructions
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jdsl.engine import advance as advance_module
from jdsl.engine import (
    answered,
    answering,
    awaiting,
    beginning,
    calendar,
    clocks,
    fading,
    flips,
    following,
    holds,
    ignoring,
    keyed,
    limits,
    moments,
    own_clock,
    reckoning,
    returning,
    schedules,
    scores,
    segments,
    sequences,
    side_by_side,
    wall_clock,
    watched,
    windows,
    zones,
)
from jdsl.engine import pack as pack_module
from jdsl.engine.advance import handle, take_in
from jdsl.engine.conditions import holds_by_calendar, judge, operand, plain_operand, reckoned_operand
from jdsl.engine.entering import is_turned_away, may_enter
from jdsl.engine.hearing import hear
from jdsl.engine.kernel import KERNEL
from jdsl.engine.looks import end_look_everywhere, is_completed, look_apart, look_awaiting
from jdsl.engine.sending import follow_zone, go_out, send_or_call, standing_against
from jdsl.engine.timers import fire, fire_entries, go_on_by_time
from jdsl.engine.visits import bring_about, effect
from jdsl.engine.waits import arm_moments, begin_wait, leave_wait, wait_or_remember
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


M_TRIM_THRESHOLD = -1  # malloc.h
M_MMAP_THRESHOLD = -3

WORTH_MAKING_OFTEN = (effect, bring_about, judge, hear)
"""What is mostly called with constants, and runs faster where they are known."""

WORTH_PUTTING_IN = (
    begin_wait,
    go_out,
    is_completed,
    leave_wait,
    may_enter,
    operand,
    plain_operand,
    standing_against,
)
"""What is put into its callers, though there are several."""

LARGE = 600
"""From so many bytes of Python's own code on a function is compiled apart, unless it is called at one place alone."""

APART = (
    # loops over events and timers are faster without these
    fire, handle, is_turned_away, take_in,
    # few programs come to these
    end_look_everywhere, look_apart, look_awaiting, holds_by_calendar, reckoned_operand, follow_zone, send_or_call,
    fire_entries, go_on_by_time, arm_moments, wait_or_remember,
)  # fmt: skip
"""What is compiled apart, wherever it is called and however large it is."""

SELDOM_MODULES = frozenset(
    module.__name__
    for module in (
        answered, answering, awaiting, calendar, clocks, fading, flips, following, holds, ignoring, keyed, limits,
        moments, own_clock, reckoning, returning, schedules, scores, segments, sequences, side_by_side, wall_clock,
        watched, windows, zones,
    )
)  # fmt: skip
"""And whole rooms of such functions: what others call of them is compiled apart."""


def is_available() -> bool:
    """Whether numba is installed."""
    return importlib.util.find_spec("numba") is not None


def _text() -> bytes:
    """The modules of the kernel, as they were when they were loaded."""
    modules = {sys.modules[function.__module__] for function in KERNEL} | {
        calendar_layout,
        effects,
        layout,
        values,
        vocabulary,
    }
    paths = sorted([__file__, *(str(module.__file__) for module in modules)])
    return b"".join(Path(path).read_bytes() for path in paths)


TEXT = _text()


def cache_folder() -> Path:
    """Where compiled kernels are kept: a folder of the user's."""
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "jdsl"


def _name(numba: Any) -> str:
    """What tells this kernel from every other: its text, and what it is compiled by and for."""
    binding: Any = importlib.import_module("llvmlite.binding")
    features = binding.get_host_cpu_features().flatten()
    made = (numba.__version__, sys.version, binding.get_host_cpu_name(), features)
    return "kernel-" + hashlib.sha256(TEXT + repr(made).encode()).hexdigest()[:16]


def is_compiled() -> bool:
    """Whether the compiled kernel lies ready; else the first call takes a minute. Raises ImportError as `native`."""
    return (cache_folder() / _name(importlib.import_module("numba"))).is_dir()


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


def _calls() -> Iterator[tuple[Callable[..., Any], str]]:
    """Each call that the kernel's text has: who calls, and the name of what."""
    for function in KERNEL:
        for word in get_instructions(function):
            if word.opname == "LOAD_GLOBAL":
                yield function, word.argval


class Ways(NamedTuple):
    """How functions reach their callers, by name; numba decides by itself on all others."""

    put_in: frozenset[str]
    apart: frozenset[str]


def _named(functions: Iterable[Callable[..., Any]]) -> set[str]:
    return {function.__name__ for function in functions}


def _ways() -> Ways:
    """A function called at one place alone is put in there: LLVM takes each for one that others may call, too."""
    known = {function.__name__: function for function in KERNEL}
    calls = [(caller, name) for caller, name in _calls() if name in known]
    places = Counter(name for _, name in calls)
    doors = {
        name
        for caller, name in calls
        if known[name].__module__ in SELDOM_MODULES and caller.__module__ not in SELDOM_MODULES
    } | _named(APART)
    put_in = _named(WORTH_PUTTING_IN) | {name for name in known if places[name] == 1} - doors
    large = {name for name, function in known.items() if len(function.__code__.co_code) >= LARGE}
    return Ways(frozenset(put_in), frozenset((doors | large) - put_in - _named(WORTH_MAKING_OFTEN)))


def _signature(numba: Any, function: Callable[..., Any]) -> tuple[Any, ...]:
    """The types of a function's arguments."""
    address = numba.types.CPointer(numba.int64)
    by_name = {"memory": address, "state": address}
    by_kind = {"int": numba.int64, "Words": numba.int64[::1], "Bytes": numba.uint8[::1]}
    kinds = {name: kind for name, kind in function.__annotations__.items() if name != "return"}
    return tuple(by_name.get(name) or by_kind[kind] for name, kind in kinds.items())


def _find_by_symbol(twin: Any) -> None:
    """Let callers call a compiled function where it is, and not copy it."""
    binding: Any = importlib.import_module("llvmlite.binding")
    (result,) = twin.overloads.values()
    symbol = result.fndesc.llvm_func_name
    binding.add_symbol(symbol, result.library.get_pointer_to_function(symbol))
    twin.targetctx.remove_user_function(result.entry_point)
    twin.targetctx.insert_user_function(result.entry_point, result.fndesc, [])


class _Maker:
    """Makes twins in a folder, or reads those that lie there."""

    def __init__(self, numba: Any, folder: Path, text: Path) -> None:
        """`text`: a file that stands for all modules of the kernel; it is written if it is not there."""
        _write_text(text)
        self._numba = numba
        self._text = text
        numba.config.CACHE_DIR = str(folder)

    def kernel(self, *, is_there: bool) -> Kernel:
        """All functions made; of what lies there, those alone that are found by their symbols are read."""
        ways = _ways()
        made: dict[Callable[..., Any], Any] = {}
        for function in KERNEL:
            name = function.__name__
            if is_there and name not in ways.apart and function not in PLAIN:
                continue
            names = {
                known: made.get(value, value) if isinstance(value, types.FunctionType) else value
                for known, value in function.__globals__.items()
            }
            signature = None if function in WORTH_MAKING_OFTEN else _signature(self._numba, function)
            made[function] = self._twin(function, name, names, signature, is_put_in=name in ways.put_in)
            if name in ways.apart:
                _find_by_symbol(made[function])
        return Kernel(*(self._entry(function, made[function]) for function in PLAIN))

    def _entry(self, function: Callable[..., Any], twin: Any) -> Any:
        """A function as it is called from outside: with arrays where the kernel has their addresses."""
        names = {**globals(), "_function": twin, "_address_of": _address(self._numba)}
        words = self._numba.int64[::1]
        rest = self._numba.types.BaseTuple.from_types(_signature(self._numba, function)[2:])
        signature = (words, words, rest)
        return self._twin(_enter, f"enter_{function.__name__}", names, signature)

    def _twin(
        self, function: Callable[..., Any], name: str, names: dict[str, Any], signature: tuple[Any, ...] | None,
        *, is_put_in: bool = False,
    ) -> Any:  # fmt: skip
        """The compiled twin of a function, whose globals are `names`.

        numba is told that its text stands in one file, the same for all and wherever jdsl is installed.
        """
        code = function.__code__.replace(co_filename=str(self._text))
        twin = types.FunctionType(code, names, name, function.__defaults__)
        twin.__qualname__ = name
        twin.__module__ = function.__module__
        return self._numba.njit(signature, cache=True, _nrt=False, forceinline=is_put_in)(twin)


def _write_text(path: Path) -> None:
    """The kernel's text, always of one age: numba takes what is younger for changed."""
    if not path.exists():
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(TEXT)
        os.utime(file.name, (0, 0))
        Path(file.name).replace(path)


def _writable(folder: Path) -> Path:
    """The folder, made if it has to be; one for this process alone where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="jdsl-"))
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="jdsl-"))


def _keep_freed_memory() -> None:
    """Let blocks up to 32 MB that are freed stay with the process, as far as its C library can be told so (mallopt(3)).

    glibc gives them back to the kernel, which clears each 4 KB anew for the next page of contacts: a seventh of a run.
    """
    tell = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    if tell is not None:
        tell(M_MMAP_THRESHOLD, 32 << 20)
        tell(M_TRIM_THRESHOLD, 256 << 20)


@cache
def native() -> Kernel:
    """The compiled kernel; it is compiled now if it does not lie ready. Raises ImportError where numba is missing.

    INVARIANT: a folder of that name is whole, and made by one process: its functions call each other by their symbols.
    """
    numba: Any = importlib.import_module("numba")  # the extra `fast`
    _keep_freed_memory()
    name = _name(numba)
    folder = cache_folder() / name
    if folder.is_dir():
        try:
            return _Maker(numba, folder, folder.with_suffix(".txt")).kernel(is_there=True)
        except numba.errors.NumbaError:  # something is missing there
            shutil.rmtree(folder, ignore_errors=True)
    root = _writable(cache_folder())
    making = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=root))
    kernel = _Maker(numba, making, root / f"{name}.txt").kernel(is_there=False)
    try:
        making.rename(root / name)
    except OSError:  # another process was faster
        shutil.rmtree(making, ignore_errors=True)
    return kernel
