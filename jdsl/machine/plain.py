"""Programs as plain JSON values and back: everything that `run` needs, without the machines that people read."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any, TypeAlias

from jdsl.machine.program import Program, ProgramGoal, ProgramJourney, ProgramSplit, ProgramStage, TextPredicate
from jdsl.machine.values import ValueKind, ValueType
from jdsl.machine.vocabulary import UNUSED, Slot, Verb, Vocabulary

Json: TypeAlias = Any
"""What `json` reads and writes; whoever reads it finds out by trying."""

_KINDS = {
    ValueKind.NUMBER: "number", ValueKind.TEXT: "text", ValueKind.YES_NO: "yes/no", ValueKind.DATE: "date",
    ValueKind.MOMENT: "moment",
}  # fmt: skip
_KINDS_BY_NAME = {name: kind for kind, name in _KINDS.items()}


def plain(program: Program) -> dict[str, Json]:
    """The program as values of JSON."""
    return {
        "journeys": [_journey(journey) for journey in program.journeys],
        "attributes": [{"name": name, "type": _type(kind)} for name, kind in program.attributes],
        "vocabulary": vocabulary(program.vocabulary),
        "names": list(program.names),
        "texts": list(program.texts),
        "predicates": [{"kind": one.kind, "text": one.operand} for one in program.predicates],
        "places": [{"file": file, "line": line} for file, line in program.places],
        "splits": [_split(split) for split in program.splits],
        "scores": list(program.scores),
        "steps_at": [list(pair) for pair in program.steps_at],
        "tzdata": program.tzdata,
        "tables": program.tables.tolist(),
    }


def program(values: Mapping[str, Json]) -> Program:
    """The program of such values; others raise KeyError, TypeError, ValueError, OverflowError or AttributeError."""
    return Program(
        tables=array("q", values["tables"]),
        names=tuple(values["names"]),
        texts=tuple(values["texts"]),
        predicates=tuple(TextPredicate(one["kind"], one["text"]) for one in values["predicates"]),
        places=tuple((one["file"], one["line"]) for one in values["places"]),
        attributes=tuple((one["name"], _read_type(one["type"])) for one in values["attributes"]),
        journeys=tuple(_read_journey(one) for one in values["journeys"]),
        vocabulary=_read_vocabulary(values["vocabulary"], tuple(one["name"] for one in values["journeys"])),
        steps_at=tuple((at, place) for at, place in values["steps_at"]),
        tzdata=values["tzdata"],
        scores=tuple(values["scores"]),
        splits=tuple(_read_split(one) for one in values["splits"]),
    )


# --- journeys ---


def _journey(journey: ProgramJourney) -> Json:
    return {
        "name": journey.name,
        "title": journey.title,
        "owner": journey.owner,
        "runs": journey.is_running,
        "hold_out": journey.hold_out,
        "drawn_as": journey.drawn_as,
        "remembers": [{"name": name, "type": _type(kind)} for name, kind in journey.remembers],
        "place": journey.place,
        "stages": [{"name": stage.name, "place": stage.place} for stage in journey.stages],
        "goals": [{"name": goal.name, "and_stay": goal.and_stay, "place": goal.place} for goal in journey.goals],
    }


def _read_journey(one: Mapping[str, Json]) -> ProgramJourney:
    return ProgramJourney(
        name=one["name"],
        title=one["title"],
        owner=one["owner"],
        stages=tuple(ProgramStage(stage["name"], stage["place"]) for stage in one["stages"]),
        goals=tuple(ProgramGoal(goal["name"], goal["and_stay"], goal["place"]) for goal in one["goals"]),
        place=one["place"],
        is_running=one["runs"],
        hold_out=one["hold_out"],
        drawn_as=one["drawn_as"],
        remembers=tuple((known["name"], _read_type(known["type"])) for known in one["remembers"]),
    )


def _split(split: ProgramSplit) -> Json:
    return {
        "name": split.name,
        "drawn_as": split.drawn_as,
        "arms": [{"name": name, "hundredths": hundredths} for name, hundredths in split.arms],
        "slot": split.slot,
    }


def _read_split(one: Mapping[str, Json]) -> ProgramSplit:
    arms = tuple((arm["name"], arm["hundredths"]) for arm in one["arms"])
    return ProgramSplit(one["name"], one["drawn_as"], arms, one["slot"])


# --- the vocabulary ---


def _type(kind: ValueType) -> Json:
    return {"one of": list(kind.values)} if kind.kind is ValueKind.ONE_OF else _KINDS[kind.kind]


def _read_type(said: Json) -> ValueType:
    if isinstance(said, str):
        return ValueType(_KINDS_BY_NAME[said])
    return ValueType(ValueKind.ONE_OF, tuple(said["one of"]))


def _slots(slots: Mapping[str, Slot]) -> Json:
    return {name: {"number": _number(slots[name].number), "type": _type(slots[name].type)} for name in sorted(slots)}


def _read_slots(said: Mapping[str, Json]) -> dict[str, Slot]:
    return {name: Slot(_read_number(one["number"]), _read_type(one["type"])) for name, one in said.items()}


def _number(number: int) -> int | None:
    return None if number == UNUSED else number


def _read_number(number: int | None) -> int:
    return UNUSED if number is None else number


def _numbers(numbers: Mapping[str, int]) -> Json:
    return {name: _number(numbers[name]) for name in sorted(numbers)}


def _read_numbers(said: Mapping[str, int | None]) -> dict[str, int]:
    return {name: _read_number(number) for name, number in said.items()}


def vocabulary(known: Vocabulary) -> dict[str, Json]:
    """A vocabulary as values of JSON; each verb once, with all its spellings."""
    spellings: dict[str, list[str]] = {}
    verbs: dict[str, Verb] = {}
    for spelled, verb in sorted(known.verbs.items()):
        spellings.setdefault(verb.name, []).append(spelled)
        verbs[verb.name] = verb
    return {
        "verbs": [
            {
                "name": name,
                "spelled": spellings[name],
                "about": verb.kind,
                "needs_known_subject": verb.strict_subject,
                "code": verb.bare_code,
                "code_of_unknown": verb.unknown_code,
                "subjects": {subject: verb.subjects[subject] for subject in sorted(verb.subjects)},
                "properties": _slots(verb.properties),
            }
            for name, verb in sorted(verbs.items())
        ],
        "attributes": _slots(known.attributes),
        "channels": _numbers(known.channels),
        "tags": _numbers(known.tags),
        "ids": {name: known.ids[name] for name in sorted(known.ids)},
        "links": {message: dict(sorted(known.links[message].items())) for message in sorted(known.links)},
        "pages": [{"pattern": pattern, "name": name} for pattern, name in known.pages],
        "clock": [list(change) for change in known.clock],
        "zones": {name: known.zones[name] for name in sorted(known.zones)},
    }


def _read_vocabulary(said: Mapping[str, Json], journeys: tuple[str, ...]) -> Vocabulary:
    verbs: dict[str, Verb] = {}
    for one in said["verbs"]:
        verb = Verb(
            name=one["name"],
            kind=one["about"],
            bare_code=one["code"],
            unknown_code=one["code_of_unknown"],
            subjects=dict(one["subjects"]),
            properties=_read_slots(one["properties"]),
            strict_subject=one["needs_known_subject"],
        )
        verbs.update(dict.fromkeys(one["spelled"], verb))
    return Vocabulary(
        verbs=verbs,
        attributes=_read_slots(said["attributes"]),
        channels=_read_numbers(said["channels"]),
        tags=_read_numbers(said["tags"]),
        ids=dict(said["ids"]),
        links={message: dict(links) for message, links in said["links"].items()},
        pages=tuple((one["pattern"], one["name"]) for one in said["pages"]),
        clock=tuple((at_ms, offset_ms) for at_ms, offset_ms in said["clock"]),
        zones=dict(said["zones"]),
        journeys=journeys,
    )
