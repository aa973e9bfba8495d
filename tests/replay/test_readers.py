"""Lines come out of plain and gzipped bytes alike, and damage is told where it is."""

import gzip
import io
import os
import threading
from pathlib import Path

import pytest

from jdsl.errors import UsageError
from jdsl.replay import readers
from jdsl.replay.readers import Source, Unread, file_source, numbered_lines


def read(content: bytes) -> list[tuple[int, str]]:
    source = Source("it", lambda: io.BytesIO(content))
    return [(number, f"<{line.kind}>" if isinstance(line, Unread) else line) for number, line in numbered_lines(source)]


CASES = {
    "nothing": (b"", []),
    "one line without an end": (b"a", [(1, "a")]),
    "lines": (b"a\nb\n", [(1, "a"), (2, "b")]),
    "blank lines count as places, not as lines": (b"\n a\n  \t\r\nb\n\n", [(2, " a"), (4, "b")]),
    "a line separator inside a text is no end": ("a\u2028b\x0bc\nd".encode(), [(1, "a\u2028b\x0bc"), (2, "d")]),
    "a byte order mark": (b"\xef\xbb\xbfa\nb", [(1, "a"), (2, "b")]),
    "a bad byte costs its line": (b"a\nb\xff\nc", [(1, "a"), (2, "<not UTF-8>"), (3, "c")]),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("chunk", [1, 2, 3, 1 << 20])
@pytest.mark.parametrize("packed", [False, True])
def test_lines(name: str, chunk: int, packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_CHUNK", chunk)
    content, lines = CASES[name]
    assert read(gzip.compress(content) if packed else content) == lines


def test_gzip_of_several_members_and_padding() -> None:
    assert read(gzip.compress(b"a\nb") + gzip.compress(b"c\n") + b"\0" * 99) == [(1, "a"), (2, "bc")]


def test_gzip_that_ends_early_keeps_what_was_read() -> None:
    packed = gzip.compress(b"".join(b"line %d\n" % number for number in range(5000)), mtime=0)
    lines = read(packed[: len(packed) // 2])
    assert len(lines) > 1000
    assert lines[-1] == (len(lines), "<cut off>")
    assert [line for _, line in lines[:-1]] == [f"line {number}" for number in range(len(lines) - 1)]
    # Only the last eight bytes are gone, which are no text.
    assert read(packed[:-8])[-2:] == [(5000, "line 4999"), (5001, "<cut off>")]


@pytest.mark.parametrize("size", [2, 5, 10, 11])
def test_gzip_that_hardly_starts(size: int) -> None:
    assert read(gzip.compress(b"a\n")[:size]) == [(1, "<cut off>")]


def test_gzip_with_a_wrong_sum_keeps_its_lines() -> None:
    packed = bytearray(gzip.compress(b"a\nb\n"))
    packed[-8] ^= 1
    assert read(bytes(packed)) == [(1, "a"), (2, "b"), (3, "<damaged>")]


def test_gzip_damaged_in_the_middle() -> None:
    packed = bytearray(gzip.compress(b"".join(b"line %d\n" % (number * 7919) for number in range(20_000))))
    middle = len(packed) // 2
    packed[middle : middle + 40] = b"\xff" * 40
    lines = read(bytes(packed))
    assert lines[0] == (1, "line 0")
    assert [line for _, line in lines].count("<damaged>") == 1
    assert len(lines) > 5000


def test_a_line_that_is_too_long_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "_CHUNK", 10)
    monkeypatch.setattr(readers, "LONGEST_LINE", 30)
    assert read(b"a\n" + b"x" * 100 + b"\nb\nc") == [(1, "a"), (2, "<too long>"), (3, "b"), (4, "c")]
    assert read(b"a\n" + b"x" * 100) == [(1, "a"), (2, "<too long>")]


def test_progress_is_in_bytes_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl.gz"
    path.write_bytes(gzip.compress(b"a\n" * 1000))
    source = file_source(path)
    told: list[int] = []
    assert sum(1 for _ in numbered_lines(source, told.append)) == 1000
    assert sum(told) == source.size == path.stat().st_size


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no file"):
        file_source(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="is a folder"):
        file_source(tmp_path)


def test_what_is_packed_a_thousandfold_is_unpacked_in_pieces() -> None:
    packed = gzip.compress(b"\n" * (64 << 20))
    pieces = list(map(len, (piece for piece in readers._unpacked(packed, iter(())) if isinstance(piece, bytes))))
    assert sum(pieces) == 64 << 20
    assert max(pieces) < 20 << 20


def test_a_pipe_with_a_name_is_opened_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"a\nb\n",))
    writer.start()
    source = file_source(pipe)
    assert source.size is None
    assert [line for _, line in numbered_lines(source)] == ["a", "b"]
    writer.join()
