"""What a program knows by name: from the catalog, as far as journeys look at it, to a vocabulary."""

from __future__ import annotations

from jdsl.almanac.zones import zone_table
from jdsl.compiler.patterns import subjects_of
from jdsl.compiler.workspace_tables import WorkspaceTables, value_type
from jdsl.machine.vocabulary import TAG_BITS, UNUSED, Slot, Verb, Vocabulary
from jdsl.model import model as m


def vocabulary(tables: WorkspaceTables) -> Vocabulary:
    """The vocabulary of a workspace, when all its journeys are lowered: only then it is known what they look at."""
    catalog = tables.model.catalog
    verbs: dict[str, Verb] = {}
    bare: dict[str, Verb] = {}
    for declared in catalog.verbs.values():
        properties = {
            name: Slot(tables.properties[name] if name in tables.asked else UNUSED, value_type(kind))
            for name, kind in declared.properties.items()
        }
        for name in ("old", "new"):
            if declared.kind is m.Kind.ATTRIBUTE:
                properties.pop(name, None)
        verb = Verb(
            name=declared.name,
            kind=None if declared.kind is None else str(declared.kind),
            bare_code=tables.code(declared.name, None),
            unknown_code=tables.code(declared.name, ""),
            subjects={
                subject: tables.code(declared.name, subject) for subject in subjects_of(catalog, tables.model, declared)
            },
            properties=properties,
            strict_subject=declared.kind is m.Kind.CHANNEL,
        )
        verbs[declared.name] = verb
        bare.setdefault(declared.bare, verb)
    for spelled, verb in bare.items():
        verbs.setdefault(spelled, verb)
    return Vocabulary(
        verbs=verbs,
        journeys=tuple(journey.name for journey in tables.model.journeys),
        clock=_clock(tables.model),
        attributes={
            name: Slot(tables.attributes.get(name, UNUSED), value_type(kind))
            for name, kind in catalog.attributes.items()
        },
        channels={name: tables.channel_slots.get(name, UNUSED) for name in catalog.channels},
        tags={name: _tag_number(tables, name) for name in catalog.tags},
        ids={
            message.provider_id: message.name
            for message in catalog.messages.values()
            if message.provider_id is not None
        },
        links={
            message.name: {**{link: link for link in message.links}, **message.link_addresses}
            for message in catalog.messages.values()
            if message.links
        },
        pages=tuple((page.pattern, page.name) for _, page in sorted(catalog.pages.items()) if page.pattern is not None),
    )


def _clock(model: m.Model) -> tuple[tuple[int, int], ...]:
    """By which moments without an offset are read; UTC where there are none."""
    verbs = [kind for verb in model.catalog.verbs.values() for kind in verb.properties.values()]
    read = any(isinstance(kind, m.MomentType) for kind in (*verbs, *model.catalog.attributes.values()))
    return zone_table(model.zone) if read and model.zone != "UTC" else ()


def _tag_number(tables: WorkspaceTables, name: str) -> int:
    slot, mask = tables.tag_bits.get(name, (0, 0))
    return UNUSED if mask == 0 else slot * TAG_BITS + mask.bit_length() - 1
