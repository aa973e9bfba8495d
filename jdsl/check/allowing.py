"""What the comments of a workspace allow: it is left out of what is told. And what is wrong with those comments."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from jdsl.diagnostics.catalogue import (
    ALL_CODES,
    ALLOW_WITHOUT_REASON,
    ALLOWED_ERROR,
    UNKNOWN_CODE,
    UNREADABLE_ALLOW,
    UNUSED_ALLOW,
)
from jdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Severity
from jdsl.syntax.allowing import Allow
from jdsl.text.nearest import nearest
from jdsl.text.span import Span

_ALLOW = "allow"
_LINE_END = re.compile(r"\r\n|[\r\n]|\Z")


def told_and_allowed(
    found: Iterable[Diagnostic], allows: Mapping[str, Sequence[Allow]]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Those of `found` that stay, and those that are allowed; `allows` are the comments of each file, by its path.

    No error is allowed. One that `jdsl.toml` has made of a warning is none here: levels come after.
    """
    reaches = _reaches(allows)
    told: list[Diagnostic] = []
    allowed: list[Diagnostic] = []
    for diagnostic in found:
        (allowed if _is_within(diagnostic, reaches) else told).append(diagnostic)
    return told, allowed


def check_allows(
    path: str, text: str, allows: Sequence[Allow], allowed: Iterable[Diagnostic] | None
) -> list[Diagnostic]:
    """What is wrong with the comments of a file, one diagnostic for each.

    `allowed` are those that were; None where a workspace has errors, and not everything was looked for.
    """
    starts = None if allowed is None else _starts(path, allowed)
    found = (
        _unread(path, allow) or _unknown(path, allow) or _unused(path, text, allow, starts) or _unreasoned(path, allow)
        for allow in allows
    )
    return [diagnostic for diagnostic in found if diagnostic is not None]


# --- what is about what ---

_Reaches: TypeAlias = dict[tuple[str, str], list[Span]]
"""By path and code, the parts of the file in which it is allowed: in their order, none touching the next."""


def _reaches(allows: Mapping[str, Sequence[Allow]]) -> _Reaches:
    each: dict[tuple[str, str], list[Span]] = {}
    for path, own in allows.items():
        for allow in own:
            if allow.verb.text == _ALLOW and allow.reach is not None:
                each.setdefault((path, allow.code.text), []).append(allow.reach)
    return {key: _joined(spans) for key, spans in each.items()}


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def _is_within(diagnostic: Diagnostic, reaches: _Reaches) -> bool:
    spans = reaches.get((diagnostic.path, diagnostic.code.slug))
    if spans is None or diagnostic.code.severity is Severity.ERROR:
        return False
    place = bisect_right(spans, diagnostic.span.start, key=lambda span: span.start)
    return place > 0 and diagnostic.span.start <= spans[place - 1].end


def _starts(path: str, allowed: Iterable[Diagnostic]) -> dict[str, list[int]]:
    """Where those of one file begin, by code."""
    starts: dict[str, list[int]] = {}
    for diagnostic in allowed:
        if diagnostic.path == path:
            starts.setdefault(diagnostic.code.slug, []).append(diagnostic.span.start)
    return {slug: sorted(found) for slug, found in starts.items()}


def _is_used(allow: Allow, starts: Mapping[str, Sequence[int]]) -> bool:
    if allow.reach is None:
        return False
    own = starts.get(allow.code.text, ())
    first = bisect_left(own, allow.reach.start)
    return first < len(own) and own[first] <= allow.reach.end


# --- what is wrong with a comment ---


def _unread(path: str, allow: Allow) -> Diagnostic | None:
    form = "`# jdsl: allow CODE because REASON`"
    if allow.verb.text != _ALLOW:
        near = nearest(allow.verb.text, [_ALLOW])
        fixes = (Fix(f"say `{_ALLOW}`", (Edit(allow.verb.span, _ALLOW),), certain=False),) if near else ()
        message = "a comment that begins with `jdsl:` goes on with `allow`"
        advice = f"write {form}; a comment for people begins otherwise"
        span = allow.verb.span if allow.verb.text else allow.span
        return Diagnostic(UNREADABLE_ALLOW, path, span, message, advice, (), fixes)
    if not allow.code.text:
        message = "this comment does not say which diagnostic is allowed"
        return Diagnostic(UNREADABLE_ALLOW, path, allow.span, message, f"write {form}")
    return None


def _unknown(path: str, allow: Allow) -> Diagnostic | None:
    slug, span = allow.code.text, allow.code.span
    code = ALL_CODES.get(slug)
    if code is None:
        near = nearest(slug, ALL_CODES)
        fixes = (Fix(f"say `{near}`", (Edit(span, near),), certain=False),) if near else ()
        advice = f"did you mean `{near}`?" if near else "`jdsl explain` lists all of them"
        return Diagnostic(UNKNOWN_CODE, path, span, f"no diagnostic is called `{slug}`", advice, (), fixes)
    if code.severity is Severity.ERROR:
        message = f"`{slug}` is an error, and cannot be allowed: what has it cannot be run"
        return Diagnostic(ALLOWED_ERROR, path, span, message, "put right what it tells, and delete this comment")
    return None


def _unused(path: str, text: str, allow: Allow, starts: Mapping[str, Sequence[int]] | None) -> Diagnostic | None:
    if starts is None or _is_used(allow, starts):
        return None
    where = "below this comment" if allow.reach is None else "here"
    message = f"there is no `{allow.code.text}` {where} that would have to be allowed"
    fix = Fix("delete the comment", (Edit(_with_its_room(text, allow.span), ""),), certain=True)
    return Diagnostic(UNUSED_ALLOW, path, allow.span, message, "delete this comment", (), (fix,))


def _unreasoned(path: str, allow: Allow) -> Diagnostic | None:
    if allow.reason is not None and re.search(r"\w", allow.reason):
        return None
    message = f"`{allow.code.text}` is allowed here, and nobody says why"
    span = Span(allow.code.span.start, allow.span.end)
    said = re.search(r"\w.*", allow.rest.text)
    if allow.reason is not None:
        fix = Fix("make room for the reason", (Edit(Span(span.end, span.end), " …"),), certain=False)
    elif said is not None:
        edit = Edit(Span(allow.code.span.end, allow.rest.span.start + said.start()), " because ")
        fix = Fix("say `because` before the reason", (edit,), certain=True)
    else:
        fix = Fix("make room for the reason", (Edit(Span(span.end, span.end), " because …"),), certain=False)
    advice = "add `because` and the reason, for whoever reads it next"
    return Diagnostic(ALLOW_WITHOUT_REASON, path, span, message, advice, (), (fix,))


def _with_its_room(text: str, comment: Span) -> Span:
    """The comment with the spaces before it; with its line, if nothing else stands there."""
    start = comment.start
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    line_end = _LINE_END.search(text, comment.end)
    assert line_end is not None
    is_alone = start == 0 or text[start - 1] in "\r\n\ufeff"
    return Span(start, line_end.end() if is_alone else line_end.start())
