"""The header of a CSV file, and how the cells below it become the fields that a line of JSON has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from jdsl.replay.account import Account, Oddity
from jdsl.replay.cells import BACKSLASH, NULL, meant, names, time, yes_no, yes_no_or_names
from jdsl.replay.readers import Unread
from jdsl.replay.scan import Fields, Json, UnreadableError
from jdsl.replay.table import Row

_FLAT, _NAMELESS = 0, 1  # places among the objects that a row becomes; nested ones follow


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

_Column: TypeAlias = tuple[int, str, Callable[[str], Json] | None]
"""Which object of the row, the field's name in it, and how the cell is read where it is not just a text."""


class Columns:
    """Of one file."""

    def __init__(self, header: Row | Unread, layout: Layout, account: Account) -> None:
        """What is odd about the header goes to the account, at the line being read."""
        self._account = account
        self._nests = tuple(layout.nests.values())
        self._columns: list[_Column] = []
        self._unfit = ""  # why no row below can be read
        if isinstance(header, Unread):
            self._unfit = f"stands under a header (line {account.line}) that cannot be read"
            return
        header = [name.strip() for name in header]
        self._columns = [_column(name, place, layout) for place, name in enumerate(header, 1)]
        for prefix, nest in layout.nests.items():
            if nest in header:
                self._bad(nest, f"the column `{nest}` is left out: columns are called `{prefix}…`, one for each name")
        for name in dict.fromkeys(header):
            if name and header.count(name) > 1:
                self._bad(
                    "the same name twice", f"`{name}` stands there twice; the last cell with something in it counts"
                )
        missing = [f"`{name}`" for name in layout.needed if name not in header]
        if missing:
            self._unfit = f"stands under a header (line {account.line}) without {', '.join(missing)}"

    def _bad(self, kind: str, cause: str) -> None:
        self._account.note(Oddity.BAD_FIELD, kind, cause)

    def fields(self, cells: Row) -> Fields:
        """The row, as a line of JSON would say it; an empty cell says nothing. Raises UnreadableError."""
        if self._unfit:
            raise UnreadableError("header", self._unfit)
        if len(cells) != len(self._columns):
            self._compare(cells)
        flat: Fields = {}
        nameless: Fields = {}
        nested: list[Fields] = [{} for _ in self._nests]
        objects = (flat, nameless, *nested)
        for (place, name, reading), cell in zip(self._columns, cells, strict=False):
            if not cell:
                continue
            value: Json = meant(cell) if cell == NULL or cell[0] == BACKSLASH else cell
            objects[place][name] = value if reading is None or value is None else reading(value)
        for column in nameless:
            self._bad("a column without a name", f"has something in column {column}, which has no name")
        for nest, inner in zip(self._nests, nested, strict=True):
            flat.pop(nest, None)
            if inner:
                flat[nest] = inner
        return flat

    def _compare(self, cells: Row) -> None:
        there, wanted = len(cells), len(self._columns)
        told = f"has {there} {'cell' if there == 1 else 'cells'}, and the header {wanted}"
        if any(cells[wanted:]):
            raise UnreadableError("more cells than the header", told)
        if there < wanted:
            self._bad("fewer cells than the header", f"{told}: those at the end count as empty")


def _column(name: str, place: int, layout: Layout) -> _Column:
    if not name:
        return _NAMELESS, str(place), None
    for nest, prefix in enumerate(layout.nests, _NAMELESS + 1):
        if name.startswith(prefix):
            return nest, name.removeprefix(prefix), None
    return _FLAT, name, layout.readings.get(name)
