"""What the paths of a command line lead to: files, folders, and standard input as `-`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from jdsl.workspace import STANDARD_INPUT, Workspace


def workspaces(paths: Iterable[str]) -> list[Workspace]:
    """The workspaces of all the paths, each once; that of standard input comes last.

    Raises UsageError for a path that leads to no journey file.
    """
    asked = list(paths)
    found = Workspace.load_all(path for path in asked if path != STANDARD_INPUT)
    if STANDARD_INPUT in asked:
        found.append(Workspace.from_bytes(STANDARD_INPUT, standard_input()))
    return found


def standard_input() -> bytes:
    """All that comes in, to its end."""
    with click.open_file("-", "rb") as stream:
        return stream.read()
