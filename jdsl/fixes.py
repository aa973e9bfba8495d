"""Certain fixes, applied to the files of a workspace until nothing changes.

In: a workspace. Out: one with other texts, and how many fixes went into each file. It deliberately does not know the
disk: who has a file that may be written says so, and writes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from jdsl.diagnostics.diagnostic import Edit, Fix, Severity
from jdsl.text.edit import apply_edits
from jdsl.text.span import Span
from jdsl.workspace import Workspace

_LINE_END = re.compile(r"\r\n|\n|\r")

ROUNDS_MOST = 100
"""A fix can bring out the next mistake of its line, so there are more rounds than one; but never more than this."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """`counts`: by file, how many fixes it has taken; files that are as they were are not in it."""

    workspace: Workspace
    counts: Mapping[str, int]

    def text(self, name: str) -> str:
        """What the file of this name says now."""
        return self.workspace.texts[name]


def certain_fix(fixes: Iterable[Fix]) -> Fix | None:
    """The one that may be applied unasked, if there is one."""
    return next((fix for fix in fixes if fix.certain), None)


def fixed(workspace: Workspace, files: AbstractSet[str]) -> Fixed:
    """The workspace with every certain fix of what is wrong in `files`, which are names of its files.

    No other file changes, nor one that is not UTF-8: who cannot read a letter cannot write it back. Of fixes that
    overlap the first is applied, and the rest is looked at anew. Warnings and hints wait until no error is left: what
    they would write can depend on lines that could not be read.
    """
    files = files & (workspace.texts.keys() - (workspace.undecodable or {}).keys())
    first = workspace.texts
    seen: list[Mapping[str, str]] = [first]
    counts: dict[str, int] = {}
    for _ in range(ROUNDS_MOST):
        edits = _chosen(workspace, files, counts)
        texts = {**workspace.texts, **{name: _applied(workspace.texts[name], edits[name]) for name in edits}}
        if texts in seen:  # two fixes that undo each other would go on for ever
            break
        seen.append(texts)
        workspace = replace(workspace, texts=texts)
    return Fixed(workspace, {name: count for name, count in counts.items() if workspace.texts[name] != first[name]})


def _chosen(workspace: Workspace, files: AbstractSet[str], counts: dict[str, int]) -> dict[str, list[Edit]]:
    """The edits of fixes that do not meet each other, by file; the fixes are counted."""
    chosen: dict[str, list[Edit]] = {}
    taken: dict[str, list[tuple[int, int]]] = {}
    has_errors = any(diagnostic.severity is Severity.ERROR for diagnostic in workspace.snapshot.diagnostics)
    for diagnostic in workspace.snapshot.diagnostics:
        fix = certain_fix(diagnostic.fixes)
        if fix is None or diagnostic.path not in files or (has_errors and diagnostic.severity is not Severity.ERROR):
            continue
        edits = [replace(edit, path=edit.path or diagnostic.path) for edit in fix.edits]
        if any(edit.path not in files or _meets(taken.get(edit.path, []), edit.span) for edit in edits if edit.path):
            continue
        for edit in edits:
            assert edit.path is not None
            chosen.setdefault(edit.path, []).append(edit)
            insort(taken.setdefault(edit.path, []), (edit.span.start, edit.span.end))
        counts[diagnostic.path] = counts.get(diagnostic.path, 0) + 1
    return chosen


def _meets(taken: list[tuple[int, int]], span: Span) -> bool:
    """Whether the span shares a letter with one of those, which are sorted and share none, or begins where one does."""
    at = bisect_left(taken, (span.start, span.start))
    before, behind = taken[max(at - 1, 0) : at], taken[at : at + 1]
    return any(end > span.start for _, end in before) or any(
        start < span.end or start == span.start for start, _ in behind
    )


def _applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits, whose lines end as the first of the text does."""
    found = _LINE_END.search(text)
    end = found[0] if found is not None else "\n"
    return apply_edits(text, [(edit.span, edit.text.replace("\n", end)) for edit in edits])
