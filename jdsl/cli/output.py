"""Where a command writes what it makes: a file appears only when all of it is written."""

from __future__ import annotations

import gzip
import io
import shutil
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from jdsl.errors import UsageError

STANDARD_STREAM = "-"


@contextmanager
def output(name: str) -> Generator[BinaryIO]:
    """Where bytes go: standard output, or a file, packed if its name ends in `.gz`.

    What stood there before stays until all is written. Raises UsageError if it cannot be written.
    """
    if name == STANDARD_STREAM:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    if path.exists() and not path.is_file():  # a pipe or a device
        with _opened(path, path) as stream:
            yield stream
        return
    unfinished = _unfinished(path)
    try:
        with _opened(unfinished, path) as stream:
            yield stream
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def replace_file(path: Path, content: bytes) -> None:
    """Other content for a file that is there: all of it or none, and who may read it stays. A link stays a link.

    Raises OSError, and the file is as it was, if it cannot be written.
    """
    path = path.resolve()
    unfinished = _unfinished(path)
    try:
        with path.open("r+b"):
            pass  # who may not write the file may not replace it either
        unfinished.write_bytes(content)
        shutil.copymode(path, unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def refuse_to_overwrite(output: Path, inputs: Sequence[str], what: str) -> None:
    """Raises UsageError if `what` is to go where something is read from."""
    for name in inputs:
        if name != STANDARD_STREAM and output.exists() and output.samefile(name):
            raise UsageError(f"{output} is read by this run, so {what} cannot go there")


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.unfinished")


@contextmanager
def _opened(path: Path, shown: Path) -> Generator[BinaryIO]:
    try:
        raw = path.open("wb")
    except OSError as error:
        raise UsageError(f"{shown} cannot be written: {(error.strerror or str(error)).lower()}") from None
    with raw:
        if shown.suffix != ".gz":
            yield raw
            return
        # No time and no name in the header: the same content is the same bytes.
        with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packing:
            buffered = io.BufferedWriter(cast("io.RawIOBase", packing), 1 << 20)
            yield buffered
            buffered.flush()
            buffered.detach()
