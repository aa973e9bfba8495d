"""A case: a workspace with contacts, events and a range; as a readable file, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from tests.oracle.facts import ContactRow, Effect, Event

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """`files` is name to text. A case can be made again from its `name`, if that is a seed."""

    name: str
    files: Mapping[str, str]
    contacts: tuple[ContactRow, ...]
    events: tuple[Event, ...]
    from_ms: int | None
    until_ms: int | None


_EVENT_DEFAULTS = {field.name: field.default for field in fields(Event)}
_ROW_DEFAULTS = {field.name: field.default for field in fields(ContactRow)}
_EFFECT_DEFAULTS: dict[str, Any] = {"name": None, "reason": None, "value": None, "values": None}


def _said(values: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in defaults or value != defaults[name]}


def _lines(items: Iterable[Mapping[str, Any]]) -> str:
    """A JSON list with an item a line."""
    return ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in items)


def write_case(path: Path, case: Case, effects: Mapping[str, Iterable[Effect]], about: str = "") -> None:
    """`effects`: by whose reading; a recorded case has one list, `effects`, on which both agree."""
    parts = [f'"about": {json.dumps(about)}', f'"from": {json.dumps(case.from_ms)}']
    parts.append(f'"until": {json.dumps(case.until_ms)}')
    for name, text in case.files.items():
        lines = ",\n".join("  " + json.dumps(line, ensure_ascii=False) for line in text.splitlines())
        parts.append(f"{json.dumps('file ' + name)}: [\n{lines}\n]")
    parts.append(f'"contacts": [\n{_lines(_said(asdict(row), _ROW_DEFAULTS) for row in case.contacts)}\n]')
    parts.append(f'"events": [\n{_lines(_said(asdict(event), _EVENT_DEFAULTS) for event in case.events)}\n]')
    for name, listed in effects.items():
        parts.append(
            f"{json.dumps(name)}: [\n{_lines(_said(asdict(effect), _EFFECT_DEFAULTS) for effect in listed)}\n]"
        )
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8", newline="\n")


def read_case(path: Path) -> tuple[Case, list[Effect]]:
    """A recorded case and its effects; of one that failed, no effects."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    files = {
        name.removeprefix("file "): "\n".join(lines) + "\n" for name, lines in data.items() if name.startswith("file ")
    }
    events = tuple(Event(**{name: _tupled(value) for name, value in item.items()}) for item in data["events"])
    rows = tuple(ContactRow(**{name: _tupled(value) for name, value in item.items()}) for item in data["contacts"])
    effects = [
        Effect(**{**_EFFECT_DEFAULTS, **{name: _tupled(value) for name, value in item.items()}})
        for item in data.get("effects", [])
    ]
    return Case(path.stem, files, rows, events, data["from"], data["until"]), effects


def _tupled(value: Any) -> Any:
    if isinstance(value, list):
        items: list[Any] = value
        return tuple(_tupled(item) for item in items)
    return value
