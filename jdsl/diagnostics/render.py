"""Diagnostics as plain text: the sentence, the line it is about, and what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from jdsl.diagnostics.diagnostic import Diagnostic, Severity
from jdsl.text.source import Source
from jdsl.text.span import Span
from jdsl.text.written import counted

_COLUMNS_MOST = 120

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_BLUE = "\x1b[1;34m"
_COLOR = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.HINT: "\x1b[1;36m"}


def render(diagnostic: Diagnostic, sources: Mapping[str, Source], *, color: bool = False) -> str:
    """The diagnostic as several lines, without a line end after the last.

    `sources` has the files by their paths; of a file that is not there only the path is named.
    """
    brush = _Brush(color)
    mark = _COLOR[diagnostic.severity]
    head = brush.paint(mark, f"{diagnostic.severity.value}[{diagnostic.code.slug}]")
    lines = [f"{head}{brush.paint(_BOLD, ': ' + visible(diagnostic.message))}"]
    places = [(diagnostic.path, diagnostic.span), *_label_places(diagnostic)]
    margin = max((_line_number_width(sources.get(path), span) for path, span in places), default=1)
    lines += _excerpt(brush, sources.get(diagnostic.path), diagnostic.path, diagnostic.span, margin, mark)
    for label in diagnostic.labels:
        path = label.path or diagnostic.path
        lines.append(f"{' ' * margin} {brush.paint(_BLUE, '=')} {visible(label.message)}:")
        lines += _excerpt(brush, sources.get(path), path, label.span, margin, _BLUE, underline="-")
    if diagnostic.help is not None:
        lines.append(f"{' ' * margin} {brush.paint(_BLUE, '=')} help: {visible(diagnostic.help)}")
    return "\n".join(lines)


def render_all(diagnostics: Iterable[Diagnostic], sources: Mapping[str, Source], *, color: bool = False) -> str:
    """All of them, a blank line between two; nothing for none, else it ends with the end of a line."""
    shown = [render(diagnostic, sources, color=color) for diagnostic in diagnostics]
    return "\n\n".join(shown) + "\n" if shown else ""


def render_short(diagnostic: Diagnostic, source: Source | None) -> str:
    """The diagnostic on one line, as compilers write them: `path:line:column: error[code]: message`."""
    place = _place(diagnostic.path, source, diagnostic.span)
    return f"{place}: {diagnostic.severity.value}[{diagnostic.code.slug}]: {visible(diagnostic.message)}"


def visible(text: str) -> str:
    """The text without characters that a terminal would obey: they are shown as `\N{REPLACEMENT CHARACTER}`."""
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if letter == "\t":
        return " "
    # Cc, Cf: control and format characters, such as those that turn the direction of writing.
    return "\N{REPLACEMENT CHARACTER}" if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else letter


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    wide = sum(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in text)
    marks = sum(unicodedata.combining(letter) > 0 for letter in text)
    return len(text) + wide - marks


class _Brush:
    def __init__(self, color: bool) -> None:
        self.color = color

    def paint(self, mark: str, text: str) -> str:
        return f"{mark}{text}{_RESET}" if self.color else text


def _label_places(diagnostic: Diagnostic) -> list[tuple[str, Span]]:
    return [(label.path or diagnostic.path, label.span) for label in diagnostic.labels]


def _line_number_width(source: Source | None, span: Span) -> int:
    return len(str(source.line_of(span.start))) if source is not None else 1


def _place(path: str, source: Source | None, span: Span) -> str:
    if source is None:
        return visible(path)
    position = source.position(span.start)
    return f"{visible(path)}:{position.line}:{position.column}"


def _excerpt(
    brush: _Brush, source: Source | None, path: str, span: Span, margin: int, mark: str, underline: str = "^"
) -> list[str]:
    lines = [f"{' ' * margin}{brush.paint(_BLUE, '-->')} {_place(path, source, span)}"]
    if source is None:
        return lines
    number = source.line_of(span.start)
    text = source.line_text(number)
    column = source.position(span.start).column - 1
    length = max(min(span.end - span.start, len(text) - column), 1)
    text, column = _window(text, column)
    bar = brush.paint(_BLUE, "|")
    before = visible(text[:column])
    marked = visible(text[column : column + length])
    ticks = underline * max(_columns(marked), 1)
    return [
        *lines,
        f"{' ' * margin} {bar}",
        f"{brush.paint(_BLUE, str(number).rjust(margin))} {bar} {visible(text)}".rstrip(),
        f"{' ' * margin} {bar} {' ' * _columns(before)}{brush.paint(mark, ticks)}",
    ]


def _window(text: str, column: int) -> tuple[str, int]:
    """The part of a very long line around what is marked, and where the mark stands in it."""
    if len(text) <= _COLUMNS_MOST:
        return text, column
    start = max(0, min(column - 40, len(text) - _COLUMNS_MOST))
    end = min(len(text), start + _COLUMNS_MOST)
    shown = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    return shown, column - start + (1 if start else 0)


def summed_up(diagnostics: Iterable[Diagnostic], file_count: int, allowed_count: int = 0) -> str:
    """`2 errors and 1 hint in 3 files, 1 allowed`, as one line."""
    found = [diagnostic.severity for diagnostic in diagnostics]
    told = [counted(found.count(severity), severity.value) for severity in Severity if severity in found]
    problems = " and ".join(filter(None, (", ".join(told[:-1]), told[-1]))) if told else "no problems"
    allowed = f", {allowed_count} allowed" if allowed_count else ""
    return f"{problems} in {counted(file_count, 'file')}{allowed}"
