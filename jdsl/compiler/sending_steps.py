"""The steps that send, notify, call, hold and release (S6)."""

from __future__ import annotations

from jdsl.compiler.assembler import Word
from jdsl.compiler.body import Body
from jdsl.compiler.conditions import condition
from jdsl.machine.layout import (
    DUE_CALL,
    OP_CALL,
    OP_FAIL_CALL,
    OP_HOLD,
    OP_IF,
    OP_JUMP,
    OP_NOTIFY,
    OP_OPEN_CALL,
    OP_RELEASE,
    OP_SEND,
    OP_SEND_ANYWAY,
    OP_SEND_JUDGED,
    OP_UNLESS_HELD_OUT,
    W_RESUME,
    W_SOONEST_MS,
    WAIT_WORDS,
)
from jdsl.machine.values import NEVER_MS
from jdsl.model.model import (
    AttributeValue,
    Call,
    Hold,
    IsSet,
    Medium,
    Notify,
    Release,
    RememberedValue,
    Send,
    Value,
)

NONE = -1
EVERYTHING = "everything"


def lower_sending(body: Body, step: Send | Notify | Call | Hold | Release, place: int) -> None:
    """Lower one of the steps of this module."""
    match step:
        case Send():
            _lower_send(body, step, place)
        case Notify():
            _lower_notify(body, step, place)
        case Call():
            _lower_call(body, step, place)
        case Hold():
            _lower_hold(body, step, place)
        case Release():
            _lower_release(body, step, place)


def _lower_send(body: Body, step: Send, place: int) -> None:
    """A message: transactional, judged by what its journey and the workspace say, or by standing and holds alone."""
    shared, tables = body.scope.tables, body.tables
    section = tables.steps
    message = shared.model.catalog.messages[step.message]
    channel = 0 if message.channel is None else shared.channel_slots[message.channel]
    words: list[Word] = [
        shared.text(step.message), channel, int(message.medium is Medium.EMAIL), place,
        shared.code_made("sent", step.message), shared.sent_slots.get(step.message, 0),
    ]  # fmt: skip
    if message.transactional:
        section.add(OP_SEND_ANYWAY, *words)
        return
    row = tables.sending.row(tables.journey, message, tables.held_out, tables.lists)
    if row == 0:
        section.add(OP_SEND, *words)
        return
    wait: list[Word] = [0] * WAIT_WORDS
    wait[W_RESUME] = section.here()  # put off, it is judged anew
    wait[W_SOONEST_MS] = NEVER_MS
    section.add(OP_SEND_JUDGED, *words, row, tables.waits.add(*wait))


def _hold_out(body: Body, name: str, place: int) -> int | None:
    """Pass a notice or a call by where the contact is held out; where to put the place behind it, None if nobody is."""
    tables = body.tables
    if tables.held_out == 0:
        return None
    tables.steps.add(OP_UNLESS_HELD_OUT, tables.held_out, body.scope.tables.text(name), place, 0)
    return len(tables.steps.words) - 1


def _address(body: Body, step: Notify) -> tuple[int, Value | None]:
    """Where the address of a notice stands: a contact slot, the negative of an instance slot, or 0; and the value."""
    shared = body.scope.tables
    if step.attribute is not None:
        known = shared.model.catalog.attributes[step.attribute]
        return shared.attribute_slots[step.attribute], AttributeValue(step.attribute, known)
    if step.remembered is not None:
        slot = shared.remembered[body.scope.journey][step.remembered]
        return -slot, RememberedValue(step.remembered, body.tables.journey.remembers[step.remembered])
    return 0, None


def _lower_notify(body: Body, step: Notify, place: int) -> None:
    """A notice; that there is no address is found before that the contact is held out (S6.4)."""
    shared, section = body.scope.tables, body.tables.steps
    name = step.team or step.attribute or step.remembered or ""
    slot, address = _address(body, step)
    is_set = -1
    if address is not None and body.tables.held_out != 0:
        section.add(OP_IF, condition(body.scope, IsSet(address)), 0)
        is_set = len(section.words) - 1
    behind = _hold_out(body, name, place)
    if is_set >= 0:
        section.words[is_set] = section.here()
    section.add(OP_NOTIFY, shared.text(name), NONE if step.text is None else shared.text(step.text), slot, place)
    if behind is not None:
        section.words[behind] = section.here()


def _lower_call(body: Body, step: Call, place: int) -> None:
    """A call, with all that the journey remembers."""
    section = body.tables.steps
    behind = _hold_out(body, step.webhook, place)
    remembered = body.scope.tables.remembered[body.scope.journey]
    low, high = body.tables.lists.extend([remembered[name] for name in body.tables.journey.remembers])
    body.effects += len(remembered)
    section.add(OP_CALL, body.scope.tables.text(step.webhook), place, low, high)
    ring = body.tables.calls.rings.get(step.webhook)
    if ring is None:
        if behind is not None:
            section.words[behind] = section.here()
        return
    failed = body.scope.tables.code("failed", step.webhook)
    due_slot = body.tables.calls.free.pop(0)
    within_ms = body.scope.tables.model.catalog.webhooks[step.webhook].answers_within_ms
    section.add(OP_OPEN_CALL, ring, due_slot, within_ms, failed)
    row = body.tables.lists.add(ring, due_slot, failed)
    body.tables.calls.dues.append((due_slot, DUE_CALL, row, 0))
    if behind is not None:
        section.add(OP_JUMP, 0)
        over = len(section.words) - 1
        section.words[behind] = section.here()
        section.add(OP_FAIL_CALL, failed)
        section.words[over] = section.here()


def _lower_hold(body: Body, step: Hold, place: int) -> None:
    """`hold C [for D]`."""
    name = body.scope.tables.text(step.channel or EVERYTHING)
    body.tables.steps.add(OP_HOLD, body.tables.holds[step.channel], step.for_ms or 0, name, place)


def _lower_release(body: Body, step: Release, place: int) -> None:
    """`release C`."""
    name = body.scope.tables.text(step.channel or EVERYTHING)
    body.tables.steps.add(OP_RELEASE, body.tables.holds[step.channel], 0, name, place)
