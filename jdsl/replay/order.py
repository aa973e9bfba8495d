"""Parts of the spill become a page's events: in order of `received`, without repeats, split at the start of the run."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from jdsl.engine.page import Events, Page, Rows
from jdsl.replay.spill import ContactRow, Part

REPEATED_WITHIN_MS = 30 * 86_400_000  # S1.8


@dataclass(slots=True)
class Loaded:
    """What a page is to be told; `names` are its contacts by number. The rest is for the account."""

    history: Events = field(default_factory=Events)
    events: Events = field(default_factory=Events)
    rows: Rows = field(default_factory=Rows)
    names: list[str] = field(default_factory=list[str])
    handled: int = 0
    repeated: int = 0
    outside: int = 0


def load(parts: Sequence[Part], page: Page, from_ms: int, until_ms: int) -> Loaded:
    """Everything in `parts`, which hold all rows of their contacts, for a new `page`."""
    loaded = Loaded()
    joined = _joined(parts, page)
    groups: list[list[int]] = [[] for _ in joined.contacts]
    for index, contact in enumerate(joined.contact):
        groups[contact].append(index)
    order: list[int] = []
    numbers = array("q")
    for contact, group in zip(joined.contacts, groups, strict=True):
        kept = _kept(group, joined, until_ms, loaded)
        if kept:
            number = page.contact(contact)
            loaded.names.append(contact)
            order += kept
            numbers.extend([number] * len(kept))
    _fill(loaded, joined, order, numbers, from_ms)
    _add_rows(loaded, joined, page)
    return loaded


@dataclass(slots=True)
class _Joined:
    contacts: dict[str, int] = field(default_factory=dict[str, int])
    contact: array[int] = field(default_factory=lambda: array("q"))
    received_ms: array[int] = field(default_factory=lambda: array("q"))
    time_ms: array[int] = field(default_factory=lambda: array("q"))
    code: array[int] = field(default_factory=lambda: array("q"))
    record: array[int] = field(default_factory=lambda: array("q"))
    data: array[int] = field(default_factory=lambda: array("q"))
    ids: list[str | None] = field(default_factory=list[str | None])
    rows: list[ContactRow] = field(default_factory=list[ContactRow])


def _joined(parts: Sequence[Part], page: Page) -> _Joined:
    """The parts behind each other; texts as the page numbers them."""
    joined = _Joined()
    contacts = joined.contacts
    for part in parts:
        numbers = [contacts.setdefault(contact, len(contacts)) for contact in part.contacts]
        joined.contact.extend([numbers[contact] for contact in part.contact])
        joined.received_ms += part.received_ms
        joined.time_ms += part.time_ms
        joined.code += part.code
        joined.ids += part.ids
        start = len(joined.data)
        # A part's data starts with the 0 that no record is at, and so do the joined data, which start with a part's.
        joined.data += part.data
        joined.record.extend([record and record + start for record in part.record])
        texts = [page.text(text) for text in part.texts]
        for at in part.text_at:
            joined.data[start + at] = texts[part.data[at]]
        joined.rows += [(row[0], start + row[1], start + row[2], *row[3:]) for row in part.rows]
    return joined


def _kept(group: list[int], joined: _Joined, until_ms: int, loaded: Loaded) -> list[int]:
    """One contact's events in order, those that can make a difference; the others are counted alone."""
    received_ms, ids = joined.received_ms, joined.ids
    within = [index for index in group if received_ms[index] <= until_ms]
    loaded.outside += len(group) - len(within)
    within.sort(key=received_ms.__getitem__)  # stable: equal ones in the order given (S1.3)
    if len({ids[index] for index in within}) < len(within):
        count = len(within)
        within = _without_repeats(within, joined)
        loaded.repeated += count - len(within)
    loaded.handled += len(within)
    code, record = joined.code, joined.record
    # The first one makes the contact known, whatever it is.
    return within[:1] + [index for index in within[1:] if code[index] or record[index]]


def _without_repeats(indexes: list[int], joined: _Joined) -> list[int]:
    """S1.8: what has the id of one kept less than 30 days before is a repeat."""
    kept: list[int] = []
    kept_ms: dict[str, int] = {}
    for index in indexes:
        event_id = joined.ids[index]
        if event_id is not None:
            received_ms = joined.received_ms[index]
            before_ms = kept_ms.get(event_id)
            if before_ms is not None and received_ms - before_ms < REPEATED_WITHIN_MS:
                continue
            kept_ms[event_id] = received_ms
        kept.append(index)
    return kept


def _fill(loaded: Loaded, joined: _Joined, order: list[int], numbers: array[int], from_ms: int) -> None:
    received_ms = joined.received_ms
    loaded.events.data = loaded.history.data = joined.data or array("q", [0])
    if all(received_ms[index] >= from_ms for index in order):
        _gather(loaded.events, joined, order, numbers)
        return
    for events, before in ((loaded.history, True), (loaded.events, False)):
        places = [place for place, index in enumerate(order) if (received_ms[index] < from_ms) is before]
        chosen = array("q", [numbers[place] for place in places])
        _gather(events, joined, [order[place] for place in places], chosen)


def _gather(events: Events, joined: _Joined, order: list[int], numbers: array[int]) -> None:
    events.contact = numbers
    events.received_ms = array("q", [joined.received_ms[index] for index in order])
    events.time_ms = array("q", [joined.time_ms[index] for index in order])
    events.code = array("q", [joined.code[index] for index in order])
    events.record = array("q", [joined.record[index] for index in order])


def _add_rows(loaded: Loaded, joined: _Joined, page: Page) -> None:
    for contact, low, high, subscribed, unsubscribed, everything, bounced, tags in joined.rows:
        number = page.contact(contact)
        if number == len(loaded.names):
            loaded.names.append(contact)
        words = joined.data[low:high]
        pairs = list(zip(words[::2], words[1::2], strict=True))
        loaded.rows.add(
            number, pairs, tags=tags, subscribed=subscribed, unsubscribed=unsubscribed,
            unsubscribed_from_everything=everything, bounced=bounced,
        )  # fmt: skip
