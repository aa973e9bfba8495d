"""The command writes the same bytes whatever surrounds it, and however its input is cut or packed."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.replay.test_formats import table

EXAMPLE = Path(__file__).parents[2] / "examples" / "product_interest"


def ran(
    tmp_path: Path,
    *events: Path,
    contacts: Path = EXAMPLE / "contacts.jsonl",
    environment: Mapping[str, str] | None = None,
    flags: tuple[str, ...] = (),
) -> tuple[bytes, bytes]:
    """Effects and report."""
    output = tmp_path / "effects.jsonl"
    command = [sys.executable, *flags, "-m", "jdsl", "run", str(EXAMPLE), "--events", *map(str, events)]
    command += ["--contacts", str(contacts), "--effects", str(output)]
    done = subprocess.run(command, capture_output=True, env={**os.environ, **(environment or {})})
    assert done.returncode == 0, done.stderr.decode()
    return output.read_bytes(), done.stdout


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    effects, report = ran(tmp_path_factory.mktemp("usual"), EXAMPLE / "events.jsonl")
    assert effects.count(b"\n") > 500
    return effects, report


@pytest.mark.parametrize(
    ("environment", "flags"),
    [
        ({"PYTHONHASHSEED": "1"}, ()),
        ({"PYTHONHASHSEED": "4711"}, ()),
        ({"TZ": "Pacific/Kiritimati"}, ()),
        ({"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8"}, ()),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, ()),
        ({}, ("-O",)),
        ({}, ("-OO",)),
    ],
)
def test_surroundings_change_nothing(
    tmp_path: Path, usual: tuple[bytes, bytes], environment: Mapping[str, str], flags: tuple[str, ...]
) -> None:
    assert ran(tmp_path, EXAMPLE / "events.jsonl", environment=environment, flags=flags) == usual


@pytest.mark.slow
def test_the_fast_kernel_changes_nothing(tmp_path: Path, usual: tuple[bytes, bytes]) -> None:
    pytest.importorskip("numba")
    assert ran(tmp_path, EXAMPLE / "events.jsonl", environment={"JDSL_KERNEL": "native"}) == usual


def test_pieces_in_order_are_the_whole(tmp_path: Path, usual: tuple[bytes, bytes]) -> None:
    lines = (EXAMPLE / "events.jsonl").read_bytes().splitlines(keepends=True)
    first, second, third = tmp_path / "1.jsonl", tmp_path / "2.jsonl.gz", tmp_path / "3.jsonl"
    first.write_bytes(b"".join(lines[:100]))
    second.write_bytes(gzip.compress(b"".join(lines[100:900])))
    third.write_bytes(b"".join(lines[900:]))
    assert ran(tmp_path, first, second, third) == usual


@pytest.mark.parametrize(("delimiter", "head"), [(",", ""), (";", "\ufeff"), ("\t", "")])
def test_tables_are_the_same_run(tmp_path: Path, usual: tuple[bytes, bytes], delimiter: str, head: str) -> None:
    for name in ("events", "contacts"):
        lines = [json.loads(line) for line in (EXAMPLE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        content = table(lines, delimiter=delimiter, head=head).open().read()
        (tmp_path / f"{name}.csv").write_bytes(content)
    assert ran(tmp_path, tmp_path / "events.csv", contacts=tmp_path / "contacts.csv") == usual
