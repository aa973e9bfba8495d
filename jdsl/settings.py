"""`jdsl.toml`: what a workspace takes and leaves, how loud each diagnostic is, and where its history lies (§2.10).

In: the text. Out: plain values, and diagnostics for what does not fit. It deliberately does not know the disk, nor the
workspace that goes by it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeVar, cast

from jdsl.diagnostics import catalogue as codes
from jdsl.diagnostics.catalogue import ALL_CODES
from jdsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Severity
from jdsl.text.nearest import nearest
from jdsl.text.source import Source
from jdsl.text.span import Span

FILE = "jdsl.toml"

_KEYS = ("name", "take", "leave", "levels", "history")
_HISTORY_KEYS = ("events", "contacts")
_OFF = "off"
_LEVELS = (*(severity.value for severity in Severity), _OFF)
_AT_LINE = re.compile(r"(?P<what>.*) \(at line (?P<line>\d+), column (?P<column>\d+)\)")
_KEY = re.compile(r"""[ \t]*(?P<key>[\w-]+|"[^"]*"|'[^']*')(?P<more>[ \t]*\.[ \t]*[\w-]+)*[ \t]*=[ \t]*""")
_VALUE = re.compile(r"""("[^"]*"|'[^']*'|\[[^\]]*\]|[^#\s][^#\n]*?)(?=\s*(?:#|$))""")
_TABLE = re.compile(r"[ \t]*\[[ \t]*(?P<name>[\w.-]+)[ \t]*\]")
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Settings:
    """`take` and `leave` are patterns of file names from the folder; `levels` are by code, None: not told at all.

    `events` and `contacts` are paths from the folder; none: an empty tuple, None.
    """

    name: str | None = None
    take: tuple[str, ...] = ("**",)
    leave: tuple[str, ...] = ()
    levels: Mapping[str, Severity | None] = field(default_factory=dict[str, "Severity | None"])
    events: tuple[str, ...] = ()
    contacts: str | None = None

    def takes(self, name: str) -> bool:
        """Whether the file of this name, a path with `/` from the folder, is part of the workspace."""
        return any(_fits(one, name) for one in self.take) and not any(_fits(one, name) for one in self.leave)

    def levelled(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The diagnostics as loud as they are to be, without those that are off."""
        if not self.levels:
            return list(diagnostics)
        found: list[Diagnostic] = []
        for one in diagnostics:
            severity = self.levels.get(one.code.slug, one.severity)
            if severity is one.severity:
                found.append(one)
            elif severity is not None:
                found.append(replace(one, code=replace(one.code, severity=severity)))
        return found


def read_settings(text: str) -> tuple[Settings, list[Diagnostic]]:
    """What the text of a `jdsl.toml` says, and all that is wrong with it."""
    try:
        tables = tomllib.loads(text.replace("\ufeff", " ", 1) if text.startswith("\ufeff") else text)
    except tomllib.TOMLDecodeError as error:
        return Settings(), [_no_toml(text, str(error))]
    reader = _Reader(text)
    return reader.settings(tables), reader.diagnostics


# --- patterns ---


def _fits(pattern: str, name: str) -> bool:
    return _regular(pattern).fullmatch(name) is not None


@cache
def _regular(pattern: str) -> re.Pattern[str]:
    """`*` stands for anything within a name, `**` for folders of any depth, at the end for all that is in them."""
    parts = pattern.removeprefix("./").split("/")
    found = ""
    for number, part in enumerate(parts):
        is_last = number == len(parts) - 1
        if part == "**":
            found += ".+" if is_last else "(?:[^/]+/)*"
        else:
            found += "[^/]*".join(re.escape(piece) for piece in part.split("*")) + ("" if is_last else "/")
    return re.compile(found)


# --- reading ---


def _no_toml(text: str, error: str) -> Diagnostic:
    source = Source(FILE, text)
    start, what = len(text), error.partition(" (")[0]
    found = _AT_LINE.fullmatch(error)
    if found is not None:
        line = min(int(found["line"]), len(source.starts))
        start, what = min(source.line_start(line) + int(found["column"]) - 1, len(text)), found["what"]
    end = text.find("\n", start)
    message = f"the settings cannot be read from here on: {what[:1].lower()}{what[1:]}"
    advice = 'each is a line such as `name = "Acme"`, texts in quotes, lists in brackets'
    return Diagnostic(codes.UNREADABLE, FILE, Span(start, end if end >= 0 else len(text)), message, advice)


class _Reader:
    def __init__(self, text: str) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._keys, self._values = _places(text)

    def settings(self, tables: dict[str, Any]) -> Settings:
        self._unknown_keys(tables, _KEYS, "")
        history = self._table(tables, "history")
        self._unknown_keys(history, _HISTORY_KEYS, "history")
        settings = Settings(
            name=self._one(tables, "", "name", _text, "a text in quotes"),
            levels=self._levels(self._table(tables, "levels")),
            events=self._one(history, "history", "events", _text_or_texts, "a path in quotes, or a list of them") or (),
            contacts=self._one(history, "history", "contacts", _text, "a path in quotes"),
        )
        wanted = 'a list of patterns, such as `["journeys/**"]`'
        take = self._one(tables, "", "take", _texts, wanted)
        leave = self._one(tables, "", "leave", _texts, wanted)
        return replace(settings, take=settings.take if take is None else take, leave=leave or ())

    def _table(self, tables: dict[str, Any], name: str) -> dict[str, Any]:
        found = tables.get(name, {})
        if isinstance(found, dict):
            return cast("dict[str, Any]", found)
        self._wrong("", name, f"`{name}` is a group of settings", f"write them below a line `[{name}]`")
        return {}

    def _one(
        self, table: dict[str, Any], group: str, key: str, read: Callable[[object], _Found | None], wanted: str
    ) -> _Found | None:
        if key not in table:
            return None
        found = read(table[key])
        if found is None:
            self._wrong(group, key, f"`{key}` is {wanted}, and this is something else")
        return found

    def _levels(self, table: dict[str, Any]) -> dict[str, Severity | None]:
        levels: dict[str, Severity | None] = {}
        self._unknown_keys(table, tuple(ALL_CODES), "levels")
        for slug, value in table.items():
            code = ALL_CODES.get(slug)
            if code is None:
                continue
            if not isinstance(value, str) or value not in _LEVELS:
                listed = ", ".join(f'`"{level}"`' for level in _LEVELS)
                self._wrong("levels", slug, f"a level is one of {listed}, and this is something else")
            elif code.severity is Severity.ERROR and value != Severity.ERROR:
                message = f"`{slug}` is an error, and stays one: what has it cannot be run"
                self._wrong("levels", slug, message, "leave this line out")
            else:
                levels[slug] = None if value == _OFF else Severity(value)
        return levels

    def _unknown_keys(self, table: dict[str, Any], known: tuple[str, ...], group: str) -> None:
        for key in table:
            if key in known:
                continue
            near = nearest(key, known)
            span = self._keys.get((group, key)) or self._keys.get((key, "")) or Span(0, 0)
            what = "no diagnostic" if group == "levels" else "no setting"
            listed = "" if group == "levels" else f"there are {', '.join(f'`{name}`' for name in known)}"
            fixes = (Fix(f"say `{near}`", (Edit(span, near),), certain=False),) if near and span.end > 0 else ()
            advice = f"did you mean `{near}`?" if near else listed or None
            message = f"{what} is called `{key}`"
            self.diagnostics.append(Diagnostic(codes.UNKNOWN_SETTING, FILE, span, message, advice, (), fixes))

    def _wrong(self, group: str, key: str, message: str, advice: str | None = None) -> None:
        span = self._values.get((group, key)) or self._keys.get((group, key)) or Span(0, 0)
        self.diagnostics.append(Diagnostic(codes.WRONG_SETTING, FILE, span, message, advice))


def _places(text: str) -> tuple[dict[tuple[str, str], Span], dict[tuple[str, str], Span]]:
    """Where each key stands, and its value, by group and key; the line of a group itself has no key."""
    keys: dict[tuple[str, str], Span] = {}
    values: dict[tuple[str, str], Span] = {}
    group, start = "", 0
    for line in text.splitlines(keepends=True):
        table, key = _TABLE.match(line), _KEY.match(line)
        if key is not None:
            name = key["key"].strip("\"'")
            where = (group, name)
            keys.setdefault(where, Span(start + key.start("key"), start + key.end("key")))
            value = _VALUE.match(line, key.end())
            if value is not None:
                values.setdefault(where, Span(start + value.start(1), start + value.end(1)))
        elif table is not None:
            group = table["name"]
            keys.setdefault((group, ""), Span(start + table.start("name"), start + table.end("name")))
        start += len(line)
    return keys, values


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    parts = tuple(part for part in cast("list[object]", value) if isinstance(part, str))
    return parts if len(parts) == len(cast("list[object]", value)) else None


def _text_or_texts(value: object) -> tuple[str, ...] | None:
    return (value,) if isinstance(value, str) else _texts(value)
