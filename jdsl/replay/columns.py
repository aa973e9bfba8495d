"""The header of a CSV file, and how the cells below it become the fields that a line of JSON has."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

from jdsl.replay.account import Account, Oddity
from jdsl.replay.cells import BACKSLASH, NULL, meant, names, time, yes_no, yes_no_or_names
from jdsl.replay.readers import Unread
from jdsl.replay.scan import Fields, Json, UnreadableError
from jdsl.replay.table import Row


@dataclass(frozen=True, slots=True)
class Layout:
    """What columns a kind of file has: those that must be there, and those whose cells are more than a text or a value.

    `nests`: by prefix of a column, the object that its field stands in.
    """

    needed: tuple[str, ...]
    readings: Mapping[str, Callable[[str], Json]]
    nests: Mapping[str, str] = field(default_factory=dict[str, str])


EVENTS = Layout(
    ("contact", "time", "event"),
    {"time": time, "received": time, "machine": yes_no},
    {"set.": "set", "prop.": "properties"},
)
CONTACTS = Layout(
    ("contact",), {"subscriptions": names, "unsubscribed": yes_no_or_names, "bounced": yes_no, "tags": names}
)


class _Object:
    """What a row becomes is objects; this is one of them: its names, and where in the row their cells are."""

    def __init__(self, header: Row, prefix: str, others: Sequence[str] = ()) -> None:
        """Takes the columns whose names start with `prefix`, but with none of `others`; a name is without it."""
        self._here = [name.startswith(prefix) and not name.startswith((*others,)) and bool(name) for name in header]
        self.names = [name.removeprefix(prefix) for name in compress(header, self._here)]

    def fields(self, row: Row, *, with_marks: bool) -> Fields:
        """What the row says of it. `with_marks`: there may be cells that are not what they look like."""
        fields: Fields = {name: cell for name, cell in zip(self.names, compress(row, self._here), strict=False) if cell}
        if with_marks:
            for name, cell in fields.items():
                fields[name] = meant(cell)
        return fields


class Columns:
    """Of one file."""

    def __init__(self, header: Row | Unread, layout: Layout, account: Account) -> None:
        """What is odd about the header goes to the account, at the line being read."""
        self._account = account
        self._unfit = ""  # why no row below can be read
        if isinstance(header, Unread):
            self._unfit = f"stands under a header (line {account.line}) that cannot be read"
            return
        header = [name.strip() for name in header]
        self._width = len(header)
        self._nameless = [place for place, name in enumerate(header) if not name]
        self._tell_what_is_odd(header, layout)
        missing = [f"`{name}`" for name in layout.needed if name not in header]
        if missing:
            self._unfit = f"stands under a header (line {account.line}) without {', '.join(missing)}"
        self._readings = [(name, reading) for name, reading in layout.readings.items() if name in header]
        nested = [(nest, _Object(header, prefix)) for prefix, nest in layout.nests.items()]
        self._nested = [(nest, inner) for nest, inner in nested if inner.names]
        # An object as a whole is no cell, and its name no field.
        flat = ["" if name in layout.nests.values() else name for name in header]
        self._flat = _Object(flat, "", tuple(layout.nests))

    def _tell_what_is_odd(self, header: Row, layout: Layout) -> None:
        for prefix, nest in layout.nests.items():
            if nest in header:
                self._bad(nest, f"the column `{nest}` is left out: columns are called `{prefix}…`, one for each name")
        for name, times in Counter(header).items():
            if name and times > 1:
                self._bad(
                    "the same name twice", f"`{name}` stands there twice; the last cell with something in it counts"
                )

    def _bad(self, kind: str, cause: str) -> None:
        self._account.note(Oddity.BAD_FIELD, kind, cause)

    def fields(self, row: Row, text: str) -> Fields:
        """The row, as a line of JSON would say it; an empty cell says nothing. Raises UnreadableError.

        `text`: all cells as one.
        """
        if self._unfit:
            raise UnreadableError("header", self._unfit)
        if len(row) != self._width:
            row = self._fitted(row)
        for place in self._nameless:
            if row[place]:
                told = f"has something in column {place + 1}, which has no name"
                self._bad("a column without a name", told)
        with_marks = NULL in text or BACKSLASH in text
        fields = self._flat.fields(row, with_marks=with_marks)
        for name, reading in self._readings:
            cell = fields.get(name)
            if cell is not None:
                fields[name] = reading(cell)
        for nest, columns in self._nested:
            if inner := columns.fields(row, with_marks=with_marks):
                fields[nest] = inner
        return fields

    def _fitted(self, row: Row) -> Row:
        """With as many cells as the header. Raises UnreadableError."""
        there = len(row)
        told = f"has {there} {'cell' if there == 1 else 'cells'}, and the header {self._width}"
        if any(row[self._width :]):
            raise UnreadableError("more cells than the header", told)
        if there < self._width:
            self._bad("fewer cells than the header", f"{told}: those at the end count as empty")
        return row[: self._width] + [""] * (self._width - there)
