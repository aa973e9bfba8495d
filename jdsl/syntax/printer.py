"""From a tree to text, in the one layout that the language has.

Two spaces a level; a blank line before each journey, stage and scenario, and elsewhere where the writer left one;
comments at line ends aligned where they stand below each other. A line longer than `WIDTH` is broken before words that
go on with the line above. Lines that could not be read are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jdsl.syntax import ast
from jdsl.syntax.layout import code_lines
from jdsl.syntax.printed_lines import statement_in_words
from jdsl.syntax.reading import parse

WIDTH = 100

_SEPARATED = (ast.JourneyLine, ast.StageLine, ast.ScenarioLine)
_IF_GOES_ON = (ast.EnterWhen, ast.ExitWhen, ast.GoalLine, ast.SegmentLine, ast.AddWhen, ast.TakeWhen)
_CONTINUED = 4  # how much deeper a line goes on


def format_source(path: str, source: str) -> str:
    """The text of a file in the canonical layout; what cannot be read stays as it is."""
    return print_file(parse(path, source).file)


def print_file(file: ast.File) -> str:
    """The file's text; nothing for an empty one, else it ends with the end of its last line."""
    printer = _Printer()
    printer.lines(file.lines, 0)
    comments = file.trailing_comments
    printer.comments(comments if file.lines else _without_blank_start(comments), 0)
    return "".join(line + "\n" for line in printer.finished())


def print_statement(statement: ast.Statement) -> str:
    """What the line says, on one line; of a line that could not be read its first words."""
    return " ".join(statement_in_words(statement))


@dataclass(slots=True)
class _Printed:
    code: str
    comment: str | None = None


class _Printer:
    def __init__(self) -> None:
        self.out: list[_Printed] = []

    def lines(self, lines: Sequence[ast.Line], depth: int) -> None:
        for number, line in enumerate(lines):
            comments: Iterable[str] = line.comments
            if number == 0:
                comments = _without_blank_start(line.comments)
            elif isinstance(line.statement, _SEPARATED) and line.comments[:1] != ("",):
                comments = ("", *line.comments)
            self.comments(comments, depth)
            self.code(line, depth)
            self.lines(line.children, depth + 1)

    def comments(self, comments: Iterable[str], depth: int) -> None:
        for comment in comments:
            if comment:
                self.out.append(_Printed(f"{'  ' * depth}# {comment}".rstrip()))
            elif self.out and self.out[-1].code:
                self.out.append(_Printed(""))

    def code(self, line: ast.Line, depth: int) -> None:
        indent = "  " * depth
        if isinstance(line.statement, ast.Broken):
            broken = code_lines(line.text)
        else:
            broken = _broken(
                statement_in_words(line.statement), WIDTH - len(indent), isinstance(line.statement, _IF_GOES_ON)
            )
        for number, code in enumerate(broken):
            self.out.append(_Printed(indent + (" " * _CONTINUED if number else "") + code))
        self.out[-1].comment = line.comment

    def finished(self) -> list[str]:
        """The lines, comments that stand below each other in one column."""
        done: list[str] = []
        run: list[_Printed] = []
        for printed in [*self.out, _Printed("")]:
            if printed.comment is not None:
                run.append(printed)
                continue
            column = max((len(member.code) for member in run), default=0)
            done += [f"{member.code.ljust(column)}  # {member.comment}".rstrip() for member in run]
            run = []
            done.append(printed.code)
        done.pop()
        return done


def _without_blank_start(comments: tuple[str, ...]) -> tuple[str, ...]:
    return comments[1:] if comments[:1] == ("",) else comments


# --- breaking long lines ---


def _broken(words: list[str], width: int, if_goes_on: bool) -> list[str]:
    """The words as one line, or as several each of which begins with a word that goes on with the line above.

    Such words are reserved, so no name is mistaken for one, and a text begins with its quote.
    """
    whole = " ".join(words)
    if len(whole) <= width:
        return [whole]
    strong = {"then", "if"} if if_goes_on else {"then"}
    lines: list[str] = []
    for part in _split(words, strong):
        room = width - (_CONTINUED if lines else 0)
        lines += _filled(part, room, width - _CONTINUED)
    return lines


def _split(words: Iterable[str], at: set[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word in at and parts[-1]:
            parts.append([])
        parts[-1].append(word)
    return parts


def _filled(words: list[str], first_room: int, room: int) -> list[str]:
    """As many pieces on each line as go there."""
    lines: list[str] = []
    for piece in _split(words, {"and", "or", "where", "within", "followed by", "per"}):
        text = " ".join(piece)
        space = room if len(lines) > 1 else first_room
        if lines and len(lines[-1]) + 1 + len(text) <= space:
            lines[-1] += " " + text
        else:
            lines.append(text)
    return lines
