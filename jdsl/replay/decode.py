"""A line becomes a row of integers: names to numbers, values by their types, and what is odd to the account."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from jdsl.engine.page import folded
from jdsl.machine.values import MISSING
from jdsl.machine.vocabulary import UNUSED, Slot, Verb, Vocabulary
from jdsl.replay.account import Account, Oddity
from jdsl.replay.dates import Clock
from jdsl.replay.scan import (
    Fields,
    Json,
    OutOfRangeError,
    Reading,
    Readings,
    UnreadableError,
    readings,
    repeated_names,
    scanned,
    shown,
)
from jdsl.replay.spill import ContactRow, Part, Spill
from jdsl.replay.times import instant_ms

_ROW_BYTES = 150  # what a row takes beside what its line holds, at most in about
_SPELLINGS_KEPT = 4096  # of subjects: paths of pages may be without number
_LINK = "link"
_CALL = "call"
_WEBHOOK = "webhook"
_TIMEZONE = "timezone"


def contact_id(fields: Fields) -> str:
    """Who the line is about; a whole number is read as its digits. Raises UnreadableError."""
    contact = _name(fields.pop("contact", None))
    if contact:
        return contact
    raise UnreadableError("contact", "does not say which `contact` it is about")


def _name(value: Json) -> str | None:
    if type(value) is str:
        return value
    return str(value) if type(value) is int else None


def _instant(fields: Fields, name: str) -> int:
    value = fields.pop(name)
    try:
        return instant_ms(value)
    except ValueError as error:
        raise UnreadableError(name, f"`{name}` {shown(value)} {error}") from None


def _object(line: str) -> Fields:
    fields = _fields(scanned(line))
    if fields is None:
        raise UnreadableError("not an object", "is no JSON object")
    return fields


def _fields(value: Json) -> Fields | None:
    return cast("Fields", value) if type(value) is dict else None


class Decoder(ABC):
    """What events and contacts have in common."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        account: Account,
        spill: Spill,
        read: Callable[[Mapping[str, Slot], Clock], Readings] = readings,
    ) -> None:
        """`read`: how the values of attributes and properties are read; by default those of JSON."""
        self._vocabulary = vocabulary
        self._account = account
        self._spill = spill
        self._attributes: Readings = read(vocabulary.attributes, vocabulary.clock)
        if vocabulary.zones and _TIMEZONE in self._attributes:
            self._attributes[_TIMEZONE] = self._noting_zones(*self._attributes[_TIMEZONE])

    def take(self, line: str) -> None:
        """Add what a line of JSON says. Raises UnreadableError, and then nothing is added."""
        fields = _object(line)
        # As many `":` as names: none is there twice. Else a text may hold one, or a blank may stand before a colon.
        if line.count('":') != self._names_in(fields):
            for name in repeated_names(line):
                self._bad("the same name twice", f"`{name}` stands there twice; the last one counts")
        self.add(fields, len(line))

    @abstractmethod
    def add(self, fields: Fields, size: int) -> None:
        """Add what these fields say, which are used up; `size`: of their line. Raises UnreadableError like `take`."""

    def _names_in(self, fields: Fields) -> int:
        """How many names stand in the objects of a line that are looked into."""
        return len(fields)

    def _bad(self, kind: str, cause: str) -> None:
        self._account.note(Oddity.BAD_FIELD, kind, cause)

    def _unknown(self, kind: str, cause: str) -> None:
        self._account.note(Oddity.UNKNOWN_NAME, kind, cause)

    def _noting_zones(self, number: int, reading: Reading) -> tuple[int, Reading]:
        """The same reading, which notes texts that are no zone; they are kept all the same (S7.4)."""
        zones = frozenset(map(folded, self._vocabulary.zones))

        def read(value: Json) -> int | str:
            text = reading(value)
            if isinstance(text, str) and folded(text) not in zones:
                self._unknown(_TIMEZONE, f"no zone is called {shown(text)}")
            return text

        return number, read

    def _part(self, contact: str, size: int) -> Part:
        self._spill.grew(size + _ROW_BYTES)
        try:
            return self._spill.part(contact)
        except UnicodeEncodeError:
            raise UnreadableError("contact", "has a `contact` that is no valid text") from None

    def _pairs(self, known: Readings, kind: str, fields: Fields, part: Part, start: int) -> list[int]:
        """Slot and value of each field that is to be stored; they will stand in the part's data from `start` on."""
        pairs: list[int] = []
        for name, value in fields.items():
            found = known.get(name)
            if found is None:
                self._unknown(kind, f"no {kind} is called `{name}`")
                continue
            number, reading = found
            if value is None:
                value = MISSING  # noqa: PLW2901
            else:
                try:
                    value = reading(value)  # noqa: PLW2901
                except OutOfRangeError:
                    told = f"`{name}` is {shown(value)}, which is out of range, and counts as missing"
                    self._bad(f"{kind} {name}", told)
                    value = MISSING  # noqa: PLW2901
                except ValueError as error:
                    self._bad(f"{kind} {name}", f"`{name}` is {shown(value)}, which {error}")
                    continue
            if number != UNUSED:
                pairs.append(number)
                if isinstance(value, str):
                    part.text_at.append(start + len(pairs))
                    value = part.texts.setdefault(value, len(part.texts))  # noqa: PLW2901
                pairs.append(value)
        return pairs


@dataclass(slots=True)
class _KnownVerb:
    verb: Verb
    codes: dict[str, int]  # by every spelling of a subject that has been seen
    names: dict[str, str]  # the catalog's name by spelling, of messages, for their links
    properties: Readings
    kind: str  # what the account calls a property of it


class EventDecoder(Decoder):
    """Takes event lines into the spill, and remembers when the first and the last were received."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        account: Account,
        spill: Spill,
        read: Callable[[Mapping[str, Slot], Clock], Readings] = readings,
    ) -> None:
        """As of `Decoder`."""
        super().__init__(vocabulary, account, spill, read)
        known = {id(verb): _known(verb, read(verb.properties, vocabulary.clock)) for verb in vocabulary.verbs.values()}
        self._verbs = {spelled: known[id(verb)] for spelled, verb in vocabulary.verbs.items()}
        self.first_ms: int | None = None
        self.last_ms: int | None = None

    def _names_in(self, fields: Fields) -> int:
        names = len(fields)
        if (sets := _fields(fields.get("set"))) is not None:
            names += len(sets)
        if (nested := _fields(fields.get("properties"))) is not None:
            names += len(nested)
        return names

    def add(self, fields: Fields, size: int) -> None:
        """Add an event."""
        contact = contact_id(fields)
        time_ms, received_ms = _times(fields)
        verb = self._verb(fields)
        subject = self._subject(fields, verb)
        code = self._code(verb, subject)
        part = self._part(contact, size)
        event_id = self._id(fields)
        machine = self._machine(fields)
        part.contact.append(part.contacts.setdefault(contact, len(part.contacts)))
        part.time_ms.append(time_ms)
        part.received_ms.append(received_ms)
        part.code.append(code)
        part.ids.append(event_id)
        part.record.append(self._record(fields, part, verb, subject, machine))
        if self.first_ms is None or self.last_ms is None:
            self.first_ms = self.last_ms = received_ms
        elif received_ms < self.first_ms:
            self.first_ms = received_ms
        elif received_ms > self.last_ms:
            self.last_ms = received_ms

    def _verb(self, fields: Fields) -> _KnownVerb | None:
        spelled = fields.pop("event", None)
        if type(spelled) is not str or not spelled:
            raise UnreadableError("event", "does not say which `event` it is")
        verb = self._verbs.get(spelled)
        if verb is None and "_" in spelled:
            verb = self._verbs.get(spelled.replace("_", " "))
        if verb is None:
            self._unknown("event", f"no event is called `{spelled}`")
        return verb

    def _subject(self, fields: Fields, verb: _KnownVerb | None) -> str | None:
        value = fields.pop("subject", None)
        if value is None or verb is None:
            return None
        subject = _name(value)
        if subject is None:
            if verb.verb.strict_subject:
                raise UnreadableError("subject", f"`subject` {shown(value)} is no name")
            self._bad("subject", f"`subject` {shown(value)} is no name")
        return subject

    def _code(self, verb: _KnownVerb | None, subject: str | None) -> int:
        if verb is None:
            return 0
        if subject is None:
            return verb.verb.bare_code
        code = verb.codes.get(subject)
        if code is not None:
            return code
        name = self._vocabulary.subject(verb.verb.kind, subject)
        code = verb.verb.subjects.get(name)
        if code is not None:
            if len(verb.codes) > _SPELLINGS_KEPT:
                verb.codes, verb.names = dict(verb.verb.subjects), {}
            verb.codes[subject], verb.names[subject] = code, name
            return code
        kind = verb.verb.kind or "subject"
        # S6.5: an unknown channel is a bad line, never "everything".
        if verb.verb.strict_subject:
            raise UnreadableError(f"unknown {kind}", f"no {kind} is called `{subject}`")
        self._unknown(f"{kind} of {verb.verb.name}", f"no {kind} is called `{subject}`")
        return verb.verb.unknown_code

    def _id(self, fields: Fields) -> str | None:
        value = fields.pop("id", None)
        if value is None:
            return None
        event_id = _name(value)
        if not event_id:
            self._bad("id", f"`id` {shown(value)} is no id, so that repeats of it are not known")
            return None
        return event_id

    def _machine(self, fields: Fields) -> bool:
        value = fields.pop("machine", None)
        if value is not None and type(value) is not bool:
            self._bad("machine", f"`machine` is {shown(value)}, which is neither true nor false")
        return value is True

    def _record(self, fields: Fields, part: Part, verb: _KnownVerb | None, subject: str | None, machine: bool) -> int:
        """Write down what else the event carries; its place, 0 for nothing."""
        start = len(part.data)
        sets = self._inner(fields, "set")
        nested = self._inner(fields, "properties")
        called = self._call(fields) if verb is not None and verb.verb.kind == _WEBHOOK else ()
        carried = [word for pair in called for word in pair]
        if verb is not None and (fields or nested):
            if _LINK in fields:
                self._link(fields, verb, subject)
            for name in fields.keys() & nested.keys():
                self._bad("the same name twice", f"`{name}` stands there twice; that in `properties` counts")
            carried += self._pairs(verb.properties, verb.kind, {**fields, **nested}, part, start + 2 + len(carried))
        middle = start + 2 + len(carried)
        pairs = self._pairs(self._attributes, "attribute", sets, part, middle + 1) if sets else []
        if not (machine or carried or pairs):
            return 0
        part.data.extend((machine, len(carried) // 2, *carried, len(pairs) // 2, *pairs))
        return start

    def _call(self, fields: Fields) -> tuple[tuple[int, int], ...]:
        """The call that an answer names, as properties; none where it names none."""
        value = fields.pop(_CALL, None)
        if value is None:
            return ()
        call = _name(value)
        if not call:
            self._bad(_CALL, f"`call` is {shown(value)}, which is no id, so that the oldest call is answered")
            return ()
        return self._vocabulary.called(call)

    def _inner(self, fields: Fields, name: str) -> Fields:
        value = fields.pop(name, None)
        if value is None:
            return {}
        inner = _fields(value)
        if inner is None:
            self._bad(name, f"`{name}` is {shown(value)}, and should be an object: {{…}}")
            return {}
        return inner

    def _link(self, fields: Fields, verb: _KnownVerb, subject: str | None) -> None:
        """Put the link's name in the place of its address."""
        link = fields[_LINK]
        if type(link) is not str or subject is None:
            return
        links: Mapping[str, str] = self._vocabulary.links.get(verb.names.get(subject, subject), {})
        if link in links:
            fields[_LINK] = links[link]
        elif link not in links.values():
            self._unknown(_LINK, f"`{subject}` has no link `{shown(link)}`")


def _known(verb: Verb, properties: Readings) -> _KnownVerb:
    return _KnownVerb(verb, dict(verb.subjects), {}, properties, f"property of `{verb.name}`")


def _times(fields: Fields) -> tuple[int, int]:
    """When it happened, and when it was received, never before that (S1.3)."""
    if "time" not in fields:
        raise UnreadableError("time", "has no `time`")
    time_ms = _instant(fields, "time")
    if fields.get("received") is None:
        fields.pop("received", None)
        return time_ms, time_ms
    return time_ms, max(time_ms, _instant(fields, "received"))


class ContactDecoder(Decoder):
    """Takes lines of a contacts file into the spill."""

    def add(self, fields: Fields, size: int) -> None:
        """Add a contact."""
        contact = contact_id(fields)
        part = self._part(contact, size + _ROW_BYTES)
        channels, tags = self._vocabulary.channels, self._vocabulary.tags
        subscribed = self._names(fields, "subscriptions", "channel", channels)
        unsubscribed: list[int] = []
        everything = fields.get("unsubscribed") is True
        if type(fields.get("unsubscribed")) is bool:
            del fields["unsubscribed"]
        else:
            unsubscribed = self._names(fields, "unsubscribed", "channel", channels)
        bounced = fields.pop("bounced", None)
        if bounced is not None and type(bounced) is not bool:
            self._bad("bounced", f"`bounced` is {shown(bounced)}, which is neither true nor false")
        tagged = self._names(fields, "tags", "tag", tags)
        start = len(part.data)
        part.data.extend(self._pairs(self._attributes, "attribute", fields, part, start))
        row: ContactRow = (
            contact,
            start,
            len(part.data),
            subscribed,
            unsubscribed,
            everything,
            bounced is True,
            tagged,
        )
        part.rows.append(row)

    def _names(self, fields: Fields, field: str, kind: str, known: Mapping[str, int]) -> list[int]:
        value = fields.pop(field, None)
        if value is None:
            return []
        if type(value) is not list:
            self._bad(field, f"`{field}` is {shown(value)}, and should be a list: […]")
            return []
        numbers: list[int] = []
        for name in cast("list[Json]", value):
            number = known.get(name) if type(name) is str else None
            if number is None:
                self._unknown(kind, f"no {kind} is called {shown(name)}")
            elif number != UNUSED:
                numbers.append(number)
        return numbers
