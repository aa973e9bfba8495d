"""`import jdsl`: about a dozen names, each loaded when it is used."""

import subprocess
import sys

import pytest

import jdsl


@pytest.mark.parametrize("name", jdsl.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(jdsl, name) is not None
    assert name in dir(jdsl)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = jdsl.nothing  # type: ignore[attr-defined]


def test_importing_loads_no_room() -> None:
    code = "import sys, jdsl; print([name for name in sys.modules if name.startswith('jdsl.') or name == 'lark'])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"
