"""Every operation by name, with a picture of the words behind it; and the names of the other kinds in the tables.

The pictures serve whoever reads a program: `machines` and through it `jdsl compile`. A new operation gets a row here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from jdsl.machine import calendar_layout, layout


class Word(Enum):
    """What a word behind an operation means."""

    TEXT = auto()  # index into `Program.names`, -1: none
    CHANNEL = auto()  # contact slot of a channel, 0: none
    ATTRIBUTE = auto()  # number of an attribute
    ATTRIBUTE_SLOT = auto()  # contact slot of an attribute, 0: none; negative: instance slot of something remembered
    KIND = auto()  # of the operand that is the next word
    OPERAND = auto()
    SIGN = auto()
    FLAG = auto()
    MS = auto()  # `NEVER_MS`: without end
    STAGE = auto()  # number within the journey
    GOAL = auto()  # row of its listener
    JOURNEY = auto()
    TEST = auto()
    STEP = auto()
    WAIT = auto()  # row of a wait
    CODE = auto()  # event code, 0: nobody hears it
    PLACE = auto()
    MOMENT = auto()  # row of a moment
    DAYS = auto()  # mask of days of the week
    CLOCK = auto()  # ms after 00:00
    ZONE = auto()  # where a zone stands
    REMEMBERED = auto()  # instance slot of what is remembered
    ROUNDS = auto()  # how many
    JUDGED = auto()  # row of what is judged when a message is sent
    NUMBER = auto()  # means nothing to people: a slot, a mask, a bound, a row


@dataclass(frozen=True, slots=True)
class Operation:
    """`words`: what stands behind the operation, word by word, each with a name."""

    name: str
    words: tuple[tuple[str, Word], ...]


_PLACE = ("place", Word.PLACE)
_EVENT = ("event", Word.CODE)
_VALUE = (("kind", Word.KIND), ("value", Word.OPERAND))
_MESSAGE = (
    ("message", Word.TEXT), ("channel", Word.CHANNEL), ("email", Word.FLAG), _PLACE, _EVENT, ("sent_at", Word.NUMBER),
)  # fmt: skip

OPERATIONS: Mapping[int, Operation] = {
    layout.OP_END: Operation("end", ()),
    layout.OP_SEND: Operation("send", _MESSAGE),
    layout.OP_NOTIFY: Operation(
        "notify", (("to", Word.TEXT), ("text", Word.TEXT), ("attribute", Word.ATTRIBUTE_SLOT), _PLACE)
    ),
    layout.OP_WAIT: Operation("wait", (("wait", Word.WAIT), ("ms", Word.MS))),
    layout.OP_IF: Operation("if", (("if", Word.TEST), ("else", Word.STEP))),
    layout.OP_JUMP: Operation("jump", (("to", Word.STEP),)),
    layout.OP_MOVE: Operation("move", (("stage", Word.STAGE), _PLACE)),
    layout.OP_REACH: Operation("reach", (("goal", Word.GOAL), _PLACE)),
    layout.OP_EXIT: Operation("exit", (("reason", Word.TEXT), _PLACE)),
    layout.OP_SET: Operation("set", (("attribute", Word.ATTRIBUTE), *_VALUE, _PLACE)),
    layout.OP_ADD: Operation("add", (("attribute", Word.ATTRIBUTE), *_VALUE, ("sign", Word.SIGN), _PLACE)),
    layout.OP_TAG: Operation(
        "tag",
        (("slot", Word.NUMBER), ("mask", Word.NUMBER), ("on", Word.FLAG), ("tag", Word.TEXT), _PLACE, _EVENT),
    ),
    layout.OP_SUBSCRIPTION: Operation(
        "subscription", (("slot", Word.NUMBER), ("on", Word.FLAG), ("channel", Word.TEXT), _PLACE, _EVENT)
    ),
    layout.OP_ANNOUNCE: Operation("announce", (_EVENT, ("verb", Word.TEXT), ("subject", Word.TEXT), _PLACE)),
    layout.OP_START: Operation(
        "start", (("journey", Word.JOURNEY), _PLACE, ("passed_lo", Word.NUMBER), ("passed_hi", Word.NUMBER))
    ),
    layout.OP_HOLD: Operation(
        "hold", (("hold", Word.NUMBER), ("ms", Word.MS), ("channel", Word.TEXT), _PLACE)
    ),
    layout.OP_RELEASE: Operation(
        "release", (("hold", Word.NUMBER), ("spare", Word.NUMBER), ("channel", Word.TEXT), _PLACE)
    ),
    layout.OP_SEND_JUDGED: Operation("send judged", (*_MESSAGE, ("judged", Word.JUDGED), ("put_off", Word.NUMBER))),
    layout.OP_SEND_ANYWAY: Operation("send anyway", _MESSAGE),
    layout.OP_UNLESS_HELD_OUT: Operation(
        "unless held out", (("slot", Word.NUMBER), ("name", Word.TEXT), _PLACE, ("else", Word.STEP))
    ),
    layout.OP_CALL: Operation(
        "call", (("webhook", Word.TEXT), _PLACE, ("values_lo", Word.NUMBER), ("values_hi", Word.NUMBER))
    ),
    layout.OP_WAIT_LATER: Operation("wait so long", (("wait", Word.WAIT), ("until", Word.MOMENT))),
    layout.OP_WAIT_TIME: Operation(
        "wait until time",
        (("wait", Word.WAIT), ("days", Word.DAYS), ("clock", Word.CLOCK), ("zone", Word.ZONE),
         ("in_contact_time", Word.FLAG)),
    ),
    layout.OP_WAIT_MOMENT: Operation("wait until moment", (("wait", Word.WAIT), ("until", Word.MOMENT))),
    layout.OP_WAIT_UNTIL: Operation("wait until condition", (("wait", Word.WAIT), ("until", Word.MOMENT))),
    layout.OP_REMEMBER: Operation("remember", (("name", Word.REMEMBERED), *_VALUE)),
    layout.OP_ADD_REMEMBERED: Operation("add remembered", (("name", Word.REMEMBERED), *_VALUE, ("sign", Word.SIGN))),
    layout.OP_ROUNDS: Operation("rounds", (("counter", Word.NUMBER),)),
    layout.OP_OPEN_CALL: Operation(
        "open call", (("ring", Word.NUMBER), ("due", Word.NUMBER), ("ms", Word.MS), _EVENT)
    ),
    layout.OP_FAIL_CALL: Operation("fail call", (_EVENT,)),
    layout.OP_TAKE_STOCK: Operation("take stock", ()),
    layout.OP_ROUND: Operation("round", (("counter", Word.NUMBER), ("at_most", Word.ROUNDS), ("else", Word.STEP))),
}  # fmt: skip


def names_of(prefix: str) -> Mapping[int, str]:
    """The names of one family of numbers of the layouts: of `TEST` 3 is `less`.

    Where the family has records as well, their slots come first, up to `…_WORDS`.
    """
    numbers = {**vars(layout), **vars(calendar_layout)}
    known = {name: value for name, value in numbers.items() if name.startswith(f"{prefix}_")}
    listed = list(known)
    if f"{prefix}_WORDS" in known:
        listed = listed[listed.index(f"{prefix}_WORDS") + 1 :]
    return {known[name]: name.removeprefix(f"{prefix}_").lower().replace("_", " ") for name in listed}


LISTENERS = names_of("LISTENER")
ALTERNATIVES = names_of("ALTERNATIVE")
DUES = names_of("DUE")
TESTS = {number: name for number, name in names_of("TEST").items() if name not in ("true", "false")}
ARITHMETIC = names_of("ARITHMETIC")
OPERANDS = names_of("OPERAND")
REENTER = names_of("REENTER")
