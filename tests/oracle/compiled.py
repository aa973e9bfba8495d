"""The product's reading of a workspace, in the oracle's terms: compiled, and run by the kernel."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from jdsl.compiler import lower
from jdsl.engine.page import Events, Page, Rows
from jdsl.machine.effects import EffectKind, effects_in
from jdsl.machine.program import Program
from jdsl.machine.values import MISSING, ValueKind, ValueType
from jdsl.machine.vocabulary import LINK_PROPERTY, UNUSED
from jdsl.model.model import Model
from tests.oracle.facts import UNKNOWN, ContactRow, Effect, Event

NATIVE = os.environ.get("JDSL_KERNEL") == "native"


def _encode(page: Page, kind: ValueType, value: int | str | bool | None) -> int:
    if value is None:
        return MISSING
    if kind.kind is ValueKind.TEXT:
        return page.text(str(value))
    if kind.kind is ValueKind.ONE_OF:
        return kind.values.index(str(value))
    return int(value)


def _decode(page: Page, kind: ValueType, value: int) -> int | str | bool | None:
    if value == MISSING:
        return None
    if kind.kind is ValueKind.TEXT:
        return page.text_of(value)
    if kind.kind is ValueKind.ONE_OF:
        return kind.values[value]
    return bool(value) if kind.kind is ValueKind.YES_NO else value


def _sets(page: Page, pairs: Sequence[tuple[str, int | str | bool | None]]) -> list[tuple[int, int]]:
    slots = page.program.vocabulary.attributes
    return [
        (slots[name].number, _encode(page, slots[name].type, value))
        for name, value in pairs
        if slots[name].number != UNUSED
    ]


def _add(page: Page, events: Events, event: Event) -> None:
    vocabulary = page.program.vocabulary
    code = 0
    properties: list[tuple[int, int]] = []
    if event.verb is not None:
        verb = vocabulary.verbs[event.verb]
        if event.subject is None:
            code = verb.bare_code
        elif event.subject == UNKNOWN:
            code = verb.unknown_code
        else:
            code = verb.subjects[event.subject]
        given = dict(event.properties)
        if event.link is not None:
            properties.append((LINK_PROPERTY, page.text(event.link)))
            given.pop("link", None)
        for name, value in given.items():
            slot = verb.properties.get(name)
            if slot is not None and slot.number != UNUSED and value is not None:
                properties.append((slot.number, _encode(page, slot.type, value)))
        if event.call is not None and verb.kind == "webhook":
            properties += vocabulary.called(event.call)
    events.add(
        page.contact(event.contact), event.received_ms, event.time_ms, code,
        machine=event.machine, properties=properties, sets=_sets(page, event.sets),
    )  # fmt: skip


def _rows(page: Page, known: Sequence[ContactRow]) -> Rows:
    vocabulary = page.program.vocabulary
    rows = Rows()
    for row in known:
        channels = row.unsubscribed if isinstance(row.unsubscribed, tuple) else ()
        rows.add(
            page.contact(row.contact),
            _sets(page, row.attributes),
            tags=_used(vocabulary.tags, row.tags),
            subscribed=_used(vocabulary.channels, row.subscriptions),
            unsubscribed=_used(vocabulary.channels, channels),
            unsubscribed_from_everything=row.unsubscribed is True,
            bounced=row.bounced,
        )
    return rows


def _used(numbers: Mapping[str, int], names: Sequence[str]) -> list[int]:
    """The numbers of those names that some journey looks at."""
    return [numbers[name] for name in names if numbers[name] != UNUSED]


def _effect(program: Program, page: Page, row: Sequence[int], carried: Sequence[int]) -> Effect:
    time_ms, contact, journey, visit, number, kind, name, reason, value, place = row
    journey_name = program.journeys[journey].name
    said: int | str | bool | None = None
    word = program.names[name] if name >= 0 else None
    if kind == EffectKind.SET:
        word, declared = program.attributes[name]
        said = _decode(page, declared, value)
    elif kind in (EffectKind.NOTIFY, EffectKind.ANNOUNCE):
        said = program.names[value] if value >= 0 else None
    values = None
    if kind == EffectKind.CALL:
        known = zip(program.journeys[journey].remembers, carried, strict=True)
        values = tuple((remembered, _decode(page, declared, each)) for (remembered, declared), each in known)
    file, line = program.places[place]
    return Effect(
        time_ms=time_ms, contact=page.id_of(contact), journey=journey_name,
        id=f"{journey_name}:{visit}:{time_ms}:{number}", kind=EffectKind(kind).name.lower(), name=word,
        reason=program.names[reason] if reason >= 0 else None, value=said, file=file, line=line, values=values,
    )  # fmt: skip


def run_program(
    program: Program,
    contacts: Sequence[ContactRow],
    events: Sequence[Event],
    from_ms: int | None,
    until_ms: int | None,
    *,
    is_native: bool = NATIVE,
) -> list[Effect]:
    """Run a compiled workspace; effects in the order of S8.3."""
    page = Page(program, is_native=is_native)
    ordered = sorted(events, key=lambda event: max(event.received_ms, event.time_ms))
    received = [max(event.received_ms, event.time_ms) for event in ordered]
    given = [at_ms for at_ms in (from_ms, until_ms) if at_ms is not None]
    start = from_ms if from_ms is not None else min([*received[:1], *given])
    end = until_ms if until_ms is not None else max([*received[-1:], start])
    history, now = Events(), Events()
    for event, at_ms in zip(ordered, received, strict=True):
        if at_ms <= end:
            _add(page, history if at_ms < start else now, event)
    rows = _rows(page, contacts)
    effects: list[Effect] = []

    def sink(words: Sequence[int]) -> None:
        effects.extend(_effect(program, page, row, carried) for row, carried in effects_in(words))

    page.history(history)
    page.begin(start, rows)
    page.advance(now, sink)
    page.flush(end, sink)
    order = {id(effect): place for place, effect in enumerate(effects)}
    return sorted(effects, key=lambda effect: (effect.time_ms, effect.contact, order[id(effect)]))


def run_compiled(
    model: Model,
    contacts: Sequence[ContactRow],
    events: Sequence[Event],
    from_ms: int | None,
    until_ms: int | None,
) -> list[Effect]:
    """Compile a model and run it."""
    return run_program(lower(model), contacts, events, from_ms, until_ms)
