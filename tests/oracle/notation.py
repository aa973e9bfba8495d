"""Events and effects as tests write them: `2d of 1d clicked teaser`, `3d exit "went quiet"`.

Times count from `BASE_MS`. An event may end in `by a machine`, and in words such as `level=2`, `link=cta` and
`set:points=1` (`set:points=` clears); a number there is meant as such. `1d set points=1` does nothing but that. An
answer names its call by `call=test:1:2h:0`: journey, visit, time and number of its effect (§11.2).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import TypeAlias

from jdsl.model.model import Catalog, Kind, Model
from jdsl.workspace import Workspace
from tests.oracle.evaluator import evaluate
from tests.oracle.facts import UNKNOWN, ContactRow, Effect, Event, Value

Reading: TypeAlias = Callable[
    [Model, Sequence[ContactRow], Sequence[Event], int | None, int | None],
    list[Effect],
]
"""The oracle's `evaluate`, or `run_compiled`."""

BASE_MS = 1_767_225_600_000  # 2026-01-01T00:00Z
UNITS_MS = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000, "d": 86_400_000}
_TERM = re.compile(r"([+-]?\d+)(ms|s|min|h|d)|[+-]?0(?!\d)")


def milliseconds(text: str) -> int:
    """`2d-1ms` as whole milliseconds."""
    assert re.fullmatch(rf"(?:{_TERM.pattern})+", text), text
    return sum(int(found[1]) * UNITS_MS[found[2]] for found in _TERM.finditer(text) if found[1])


def model_of(text: str | dict[str, str]) -> Model:
    """The checked model of a workspace; it must be without errors."""
    workspace = Workspace.from_texts({"test.journey": text} if isinstance(text, str) else text).snapshot
    assert workspace.model is not None, [(found.code.slug, found.message) for found in workspace.diagnostics]
    return workspace.model


def events_of(catalog: Catalog, text: str, contact: str = "ann") -> list[Event]:
    """Events parted by `;`."""
    return [_event(catalog, part.strip(), contact) for part in text.split(";") if part.strip()]


def _event(catalog: Catalog, text: str, contact: str) -> Event:
    received, _, words = text.partition(" ")
    own = received
    if words.startswith("of "):
        _, own, words = words.split(" ", 2)
    machine = words.endswith(" by a machine")
    phrase: list[str] = []
    sets: dict[str, Value | None] = {}
    properties: dict[str, Value] = {}
    link = call = None
    for word in words.removesuffix(" by a machine").split():
        name, equals, value = word.partition("=")
        if not equals:
            phrase.append(word)
        elif phrase == ["set"]:
            sets[name] = _value(value) if value else None
        elif name == "link":
            link = value
        elif name == "call":
            journey, visit, at, number = value.split(":")
            call = f"{journey}:{visit}:{BASE_MS + milliseconds(at)}:{number}"
        elif name.startswith("set:"):
            sets[name.removeprefix("set:")] = _value(value) if value else None
        else:
            properties[name] = _value(value)
    verb, subject = _verb_and_subject(catalog, " ".join(phrase))
    return Event(
        contact,
        BASE_MS + milliseconds(received),
        BASE_MS + milliseconds(own),
        verb,
        subject,
        link,
        machine,
        tuple(sets.items()),
        tuple(properties.items()),
        call,
    )


def _value(text: str) -> Value:
    if text in {"yes", "no"}:
        return text == "yes"
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        whole, _, places = text.lstrip("-").partition(".")
        millionths = int(whole + places.ljust(6, "0"))
        return -millionths if text.startswith("-") else millionths
    return text


def _verb_and_subject(catalog: Catalog, phrase: str) -> tuple[str | None, str | None]:
    for verb in sorted(catalog.verbs.values(), key=lambda verb: -len(verb.name)):
        for said in (verb.name, verb.bare):
            if phrase == said:
                return verb.name, None
            if phrase.startswith(said + " "):
                subject = phrase.removeprefix(said + " ")
                return verb.name, subject if _is_known(catalog, verb.kind, subject) else UNKNOWN
    return None, None


def _is_known(catalog: Catalog, kind: Kind | None, subject: str) -> bool:
    """Whether the catalog knows it; a journey or goal is taken as written."""
    names: dict[Kind, Collection[str]] = {
        Kind.MESSAGE: catalog.messages,
        Kind.CHANNEL: catalog.channels,
        Kind.PAGE: catalog.pages,
        Kind.FORM: catalog.forms,
        Kind.PRODUCT: catalog.products,
        Kind.WEBINAR: catalog.webinars,
        Kind.TAG: catalog.tags,
        Kind.ATTRIBUTE: catalog.attributes,
    }
    return kind is not None and (kind not in names or subject in names[kind])


def shown(effect: Effect) -> tuple[int, str]:
    """An effect as tests write it: milliseconds from `BASE_MS`, and its words without the journey."""
    value = "null" if effect.value is None else effect.value
    if isinstance(value, int):
        whole, places = divmod(abs(value), 1_000_000)
        sign = "-" if value < 0 else ""
        value = (
            ("yes" if value else "no")
            if isinstance(value, bool)
            else f"{sign}{whole}.{places:06}".rstrip("0").rstrip(".")
        )
    words = {
        "move": f"stage {effect.name}",
        "set": f"set {effect.name} to {value}",
        "subscribe": f"subscribe to {effect.name}",
        "unsubscribe": f"unsubscribe from {effect.name}",
        "notify": f"notify {effect.name}" + (f' "{value}"' if effect.value is not None else ""),
        "announce": f"announce {effect.name}" + (f" {value}" if effect.value is not None else ""),
    }
    plain = " ".join(part for part in (effect.kind, effect.name, effect.reason and f'"{effect.reason}"') if part)
    return effect.time_ms - BASE_MS, words.get(effect.kind, plain)


def effects_of(text: str) -> list[tuple[int, str]]:
    """Effects parted by `;`, as `shown` shows them."""
    parts = [part.strip().partition(" ") for part in text.split(";") if part.strip()]
    return [(milliseconds(at), words) for at, _, words in parts]


def played(
    text: str | dict[str, str], events: str, until: str, *rows: ContactRow, reading: Reading = evaluate
) -> list[tuple[int, str]]:
    """What a reading of the law makes of it; `from` is `BASE_MS`."""
    model = model_of(text)
    listed = events_of(model.catalog, events)
    return all_shown(model, reading(model, rows, listed, BASE_MS, BASE_MS + milliseconds(until)))


def all_shown(model: Model, effects: Sequence[Effect]) -> list[tuple[int, str]]:
    """As `shown`; in a workspace of several journeys each with its journey's name before a colon."""
    if len(model.journeys) == 1:
        return [shown(effect) for effect in effects]
    return [(shown(effect)[0], f"{effect.journey}: {shown(effect)[1]}") for effect in effects]
