"""Lines of files, plain or gzipped, and of standard input, in bounded memory."""

import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypeAlias

from jdsl.errors import UsageError

Progress = Callable[[int], None]
"""Told how many more bytes of a source have been read."""

LONGEST_LINE = 16 << 20  # bytes; a longer one is unreadable, so that no input can fill the memory

_CHUNK = 1 << 20
_PIECE = 1 << 14  # of packed bytes: they unpack to a thousand times as many at most
_GZIP_BITS = 31
_GZIP_MAGIC = b"\x1f\x8b"
_BOM = "\ufeff"


class Format(Enum):
    """How events, contacts and effects are written; the value is what the command line calls it."""

    JSONL = "jsonl"
    CSV = "csv"


_PACKED = ".gz"
_FORMATS = {".jsonl": Format.JSONL, ".ndjson": Format.JSONL, ".json": Format.JSONL, ".csv": Format.CSV}


def format_of(name: str, otherwise: Format = Format.JSONL) -> Format:
    """The format that a file's suffix tells, packed or not; `otherwise` for a name that tells none."""
    return _FORMATS.get(Path(name.lower().removesuffix(_PACKED)).suffix, otherwise)


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read, and what to call it. `size`: in bytes, None where nobody knows."""

    name: str
    open: Callable[[], BinaryIO]
    size: int | None = None
    format: Format = Format.JSONL


@dataclass(frozen=True, slots=True)
class Unread:
    """Stands in the place of a line that could not be had; `kind` and `cause` are for the account."""

    kind: str
    cause: str


def file_source(path: Path, otherwise: Format = Format.JSONL) -> Source:
    """A file, or a pipe that has a name; `otherwise` is its format where the name tells none.

    Raises UsageError where there is nothing to read.
    """
    format_ = format_of(path.name, otherwise)
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name the files in it")
        size = path.stat().st_size
        if not path.is_file():  # a pipe can be opened only once, and has no size to speak of
            return Source(str(path), lambda: path.open("rb"), format=format_)
        with path.open("rb"):
            return Source(str(path), lambda: path.open("rb"), size, format_)
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from None


def stdin_source(format: Format = Format.JSONL) -> Source:  # noqa: A002 -- as the field of a source is called
    """Standard input."""
    return Source("standard input", lambda: sys.stdin.buffer, format=format)


Numbered: TypeAlias = tuple[int, str | Unread]


def numbered_lines(source: Source, progress: Progress | None = None, *, with_blank: bool = False) -> Iterator[Numbered]:
    """The lines that are not blank, or all, each with its number from 1, without its end.

    A line that is not UTF-8 or too long is `Unread`; so is the place where a damaged gzip stream breaks off.
    """
    number = 0
    for block in _line_blocks(source, progress):
        if isinstance(block, Unread):
            yield number + 1, block
            number += block.kind == "too long"
            continue
        for line in _texts(block):
            number += 1
            if number == 1 and isinstance(line, str):
                line = line.removeprefix(_BOM)  # noqa: PLW2901
            if with_blank or isinstance(line, Unread) or (line and not line.isspace()):
                yield number, line


def _texts(block: bytes) -> list[str] | list[str | Unread]:
    try:
        return block.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return [_text(line) for line in block.split(b"\n")]


def _text(line: bytes) -> str | Unread:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return Unread("not UTF-8", "is not UTF-8")


def _line_blocks(source: Source, progress: Progress | None) -> Iterator[bytes | Unread]:
    """Whole lines, many at a time, without the end of the last."""
    rest: list[bytes] = []
    rest_size = 0
    skipping = False  # inside a line that is too long
    for chunk in _plain(source, progress):
        if isinstance(chunk, Unread):
            # What came of the broken line is not what was written.
            yield chunk
            return
        end = chunk.rfind(b"\n")
        if end < 0:
            rest_size += len(chunk)
            if rest_size > LONGEST_LINE:
                rest, skipping = [], True
            elif not skipping:
                rest.append(chunk)
            continue
        head, tail = chunk[:end], chunk[end + 1 :]
        if skipping:
            yield Unread("too long", f"is longer than {LONGEST_LINE >> 20} MB")
            skipping = False
            _, found, head = head.partition(b"\n")
            if found:
                yield head
        else:
            yield b"".join((*rest, head))
        rest, rest_size = [tail], len(tail)
    if skipping:
        yield Unread("too long", f"is longer than {LONGEST_LINE >> 20} MB")
    elif rest_size:
        yield b"".join(rest)


def _plain(source: Source, progress: Progress | None) -> Iterator[bytes | Unread]:
    """The bytes of a source, unpacked where they are gzipped (which the first two bytes say)."""
    with source.open() as stream:
        chunks = _chunks(stream, source.name, progress)
        first = next(chunks, b"")
        while 0 < len(first) < len(_GZIP_MAGIC) and (more := next(chunks, b"")):
            first += more
        if first.startswith(_GZIP_MAGIC):
            yield from _unpacked(first, chunks)
        else:
            yield first
            yield from chunks


def _chunks(stream: BinaryIO, name: str, progress: Progress | None) -> Iterator[bytes]:
    while True:
        try:
            chunk = stream.read(_CHUNK)
        except OSError as error:
            raise UsageError(f"{name} cannot be read: {(error.strerror or str(error)).lower()}") from None
        if not chunk:
            return
        if progress is not None:
            progress(len(chunk))
        yield chunk


def _unpacked(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes | Unread]:
    """What a gzip stream holds: one member or several, with or without padding behind."""
    unpack = zlib.decompressobj(wbits=_GZIP_BITS)
    for chunk in chain((first,), chunks):
        for start in range(0, len(chunk), _PIECE):
            packed = chunk[start : start + _PIECE]
            while packed:
                if unpack.eof:
                    packed = packed.lstrip(b"\0")
                    if not packed:
                        break
                    unpack = zlib.decompressobj(wbits=_GZIP_BITS)
                before = unpack.copy()
                try:
                    yield unpack.decompress(packed)
                except zlib.error:
                    yield from _up_to_the_damage(before.decompress, packed)
                    yield Unread("damaged", "cannot be unpacked, nor what follows: the gzip data is damaged here")
                    return
                packed = unpack.unused_data
    if not unpack.eof:
        yield Unread("cut off", "is missing, or its end is: the gzip data ends early")


def _up_to_the_damage(unpack: Callable[[bytes], bytes], packed: bytes) -> Iterator[bytes]:
    for at in range(len(packed)):
        try:
            yield unpack(packed[at : at + 1])
        except zlib.error:
            return
