"""A made-up program, and a page that answers every event: enough to see what the run does around the kernel."""

from array import array
from collections.abc import Iterator, Sequence

from jdsl.engine.page import EffectSink, Events, Rows
from jdsl.machine.effects import EffectKind
from jdsl.machine.program import Program, ProgramGoal, ProgramJourney, ProgramStage
from jdsl.machine.values import ValueKind, ValueType
from jdsl.machine.vocabulary import FIRST_OWN_PROPERTY, LINK_PROPERTY, UNUSED, Slot, Verb, Vocabulary

NUMBER = ValueType(ValueKind.NUMBER)
TEXT = ValueType(ValueKind.TEXT)
YES_NO = ValueType(ValueKind.YES_NO)
COUNTRY = ValueType(ValueKind.ONE_OF, ("CZ", "DE", "US"))

CLICKED = Verb(
    "clicked",
    "message",
    bare_code=1,
    unknown_code=2,
    subjects={"teaser": 3, "paper": 4},
    properties={"link": Slot(LINK_PROPERTY, TEXT)},
)
PURCHASED = Verb(
    "purchased",
    "product",
    bare_code=5,
    unknown_code=5,
    subjects={},
    properties={"amount": Slot(FIRST_OWN_PROPERTY, NUMBER), "currency": Slot(FIRST_OWN_PROPERTY + 1, TEXT)},
)
UNSUBSCRIBED = Verb(
    "unsubscribed from",
    "channel",
    bare_code=6,
    unknown_code=0,
    subjects={"news": 7},
    properties={},
    strict_subject=True,
)
VISITED = Verb("visited", "page", bare_code=0, unknown_code=0, subjects={"pricing": 8}, properties={})
SIGNED_IN = Verb("signed in", None, bare_code=0, unknown_code=0, subjects={}, properties={})

VOCABULARY = Vocabulary(
    verbs={
        "clicked": CLICKED,
        "purchased": PURCHASED,
        "unsubscribed from": UNSUBSCRIBED,
        "unsubscribed": UNSUBSCRIBED,
        "visited": VISITED,
        "signed in": SIGNED_IN,
    },
    attributes={
        "country": Slot(0, COUNTRY),
        "name": Slot(1, TEXT),
        "score": Slot(2, NUMBER),
        "vip": Slot(3, YES_NO),
        "age": Slot(UNUSED, NUMBER),
    },
    channels={"news": 0, "offers": UNUSED},
    tags={"lead": 0},
    ids={"d-1": "teaser"},
    links={"teaser": {"https://acme.example/paper": "paper_cta"}},
    pages=(("/pricing*", "pricing"),),
)

PROGRAM = Program(
    tables=array("q"),
    names=("teaser", "sale", "limit"),
    texts=(),
    predicates=(),
    places=(("welcome.journey", 3),),
    attributes=(("country", COUNTRY), ("name", TEXT), ("score", NUMBER), ("vip", YES_NO)),
    journeys=(
        ProgramJourney(
            "welcome",
            "Welcome",
            None,
            stages=(ProgramStage("start", 0), ProgramStage("later", 0)),
            goals=(ProgramGoal("sale", and_stay=False, place=0),),
            place=0,
        ),
    ),
    vocabulary=VOCABULARY,
)


class PretendPage:
    """Enters every contact on its first event, answers the others by what they set, `purchased` by the goal."""

    def __init__(self, program: Program, *, is_native: bool = False) -> None:
        self.overflows = 0
        self._contacts: dict[str, int] = {}
        self._texts: dict[str, int] = {}
        self._text_list: list[str] = []
        self._entered: dict[int, int] = {}

    def contact(self, contact_id: str) -> int:
        return self._contacts.setdefault(contact_id, len(self._contacts))

    def text(self, text: str) -> int:
        if text not in self._texts:
            self._text_list.append(text)
        return self._texts.setdefault(text, len(self._texts))

    def text_of(self, number: int) -> str:
        return self._text_list[number]

    def history(self, events: Events) -> None:
        pass

    def begin(self, from_ms: int, rows: Rows | None = None) -> None:
        pass

    def advance(self, events: Events, sink: EffectSink) -> None:
        clocks: dict[int, int] = {}
        columns = (events.contact, events.received_ms, events.time_ms, events.code, events.record)
        for contact, received_ms, time_ms, code, record in zip(*columns, strict=True):
            assert clocks.get(contact, 0) <= received_ms
            assert time_ms <= received_ms
            clocks[contact] = received_ms
            if contact not in self._entered:
                self._entered[contact] = received_ms
                sink([received_ms, contact, 0, 1, 0, EffectKind.ENTER, -1, -1, -1, 0])
            for number, (attribute, value) in enumerate(sets_of(events.data, record), 1):
                sink([received_ms, contact, 0, 1, number, EffectKind.SET, attribute, -1, value, 0])
            if code == 5:
                sink([received_ms, contact, 0, 1, 50, EffectKind.REACH, 1, -1, -1, 0])

    def flush(self, until_ms: int, sink: EffectSink) -> None:
        for contact in self._entered:
            sink([until_ms, contact, 0, 1, 99, EffectKind.WITHHELD, 0, 2, -1, 0])

    def standing(self) -> Iterator[tuple[int, int, int]]:
        return ((contact, 0, 1) for contact in self._entered)


def record_of(data: Sequence[int], at: int) -> tuple[bool, list[tuple[int, int]], list[tuple[int, int]]]:
    """Machine, properties, sets of the record at that place."""
    if not at:
        return False, [], []
    machine = bool(data[at])
    properties = pairs(data, at + 1)
    return machine, properties, pairs(data, at + 2 + 2 * len(properties))


def sets_of(data: Sequence[int], at: int) -> list[tuple[int, int]]:
    return record_of(data, at)[2]


def pairs(data: Sequence[int], at: int) -> list[tuple[int, int]]:
    return [(data[place], data[place + 1]) for place in range(at + 1, at + 1 + 2 * data[at], 2)]
