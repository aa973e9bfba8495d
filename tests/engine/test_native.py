"""How the compiled kernel is made, kept and found again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from jdsl.engine import native
from jdsl.engine.kernel import KERNEL
from tests.conftest import NATIVE


def test_every_function_reaches_its_callers_in_one_way() -> None:
    ways = native._ways()
    assert not ways.put_in & ways.apart
    assert ways.put_in | ways.apart < {function.__name__ for function in KERNEL}


def test_functions_have_names_of_their_own() -> None:
    """They are found by them."""
    names = [function.__name__ for function in KERNEL]
    assert len(names) == len(set(names))


def test_a_new_text_is_another_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    numba = pytest.importorskip("numba")
    before = native._name(numba)
    assert native._name(numba) == before
    monkeypatch.setattr(native, "TEXT", native.TEXT + b"\n")
    assert native._name(numba) != before


def test_nothing_lies_ready_in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pytest.importorskip("numba")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert native.cache_folder() == tmp_path / "jdsl"
    assert not native.is_compiled()


@pytest.mark.skipif(not NATIVE, reason="JDSL_KERNEL is not native")
def test_what_lies_ready_is_read_and_not_made_again() -> None:
    native.native()
    assert native.is_compiled()
    script = (
        "from jdsl.engine.native import native\n"
        "kernel = native()\n"
        "print(sum(sum(one.stats.cache_misses.values()) for one in kernel))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
