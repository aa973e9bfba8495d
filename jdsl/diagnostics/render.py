"""Diagnostics as text for people: the sentence, the line it is about with the place underlined, and what would help."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from jdsl.diagnostics.diagnostic import Diagnostic, Label, Severity
from jdsl.text.source import Source
from jdsl.text.span import Span

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.HINT: "36"}
_LONGEST = 140
_BEFORE = 50


def rendered(diagnostic: Diagnostic, sources: Mapping[str, Source], *, color: bool = False) -> str:
    """Several lines, without a newline at the end. `color`: with ANSI codes."""
    severity = diagnostic.severity
    paint = _COLORS[severity] if color else None
    lines = [f"{_painted(f'{severity}[{diagnostic.code.slug}]', paint)}: {_bold(diagnostic.message, color)}"]
    source = sources.get(diagnostic.path)
    if source is None:
        lines.append(f"  --> {diagnostic.path}")
    else:
        lines += _excerpt(source, diagnostic.span, paint)
    margin = " " * (len(str(source.line_of(diagnostic.span.start))) if source else 1)
    if diagnostic.help:
        lines.append(f"{margin} = help: {diagnostic.help}")
    lines += [f"{margin} = {_place(label, diagnostic, sources)}: {label.message}" for label in diagnostic.labels]
    return "\n".join(lines)


def summed_up(diagnostics: Iterable[Diagnostic], file_count: int) -> str:
    """`2 errors and 1 hint in 3 files`, as one line."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    counts = [(found.count(severity), severity.value) for severity in Severity]
    told = [_count(count, word) for count, word in counts if count]
    problems = " and ".join(filter(None, (", ".join(told[:-1]), told[-1]))) if told else "no problems"
    return f"{problems} in {_count(file_count, 'file')}"


def _count(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _excerpt(source: Source, span: Span, paint: str | None) -> list[str]:
    position = source.position(span.start)
    text = source.line_text(position.line)
    start = position.column - 1
    end = min(max(start + span.end - span.start, start + 1), max(len(text), start + 1))
    cut = max(0, start - _BEFORE) if len(text) > _LONGEST else 0
    shown = ("…" if cut else "") + _plain(text[cut : cut + _LONGEST]) + ("…" if len(text) - cut > _LONGEST else "")
    before = ("…" if cut else "") + _plain(text[cut:start])
    marked = _plain(text[start : min(end, cut + _LONGEST)])
    number = str(position.line)
    margin = " " * len(number)
    underline = " " * _width(before) + _painted("^" * max(_width(marked), 1), paint)
    return [
        f"{margin}--> {source.path}:{position.line}:{position.column}",
        f"{margin} |",
        f"{number} | {shown}".rstrip(),
        f"{margin} | {underline}",
    ]


def _place(label: Label, diagnostic: Diagnostic, sources: Mapping[str, Source]) -> str:
    path = label.path or diagnostic.path
    source = sources.get(path)
    return f"{path}:{source.line_of(label.span.start)}" if source else path


def _plain(text: str) -> str:
    """One column or more for each character, and nothing that a terminal would obey."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    # Cc: control, Cf: writing direction and the like; they would move what stands beside them.
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} else character


def _width(text: str) -> int:
    """In columns of a terminal."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _painted(text: str, code: str | None) -> str:
    return f"\x1b[1;{code}m{text}\x1b[0m" if code else text


def _bold(text: str, color: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if color else text
