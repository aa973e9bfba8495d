"""What makes two programs the same, and two versions of jdsl able to read each other's."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from jdsl.machine import calendar_layout, layout
from jdsl.machine.plain import plain
from jdsl.machine.program import IR_VERSION, Program

FORMAT = "jdsl program"


def digest(value: Any) -> str:
    """The SHA-256 of a value of JSON, however its file is laid out."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode('ascii')).hexdigest()}"


def meaning(program: Program) -> str:
    """The hash of what a program does and of the names in it.

    Comments, layout, the names of files and the order of declarations do not change it, for places do not count.
    """
    values = plain(program)
    for word in ("places", "steps_at"):
        del values[word]
    for journey in values["journeys"]:
        for one in (journey, *journey["stages"], *journey["goals"]):
            del one["place"]
    return digest([IR_VERSION, values])


def layout_digest() -> str:
    """The hash of all numbers of the layout; who compiled with others has other tables."""
    known = {**vars(calendar_layout), **vars(layout)}
    return digest({name: value for name, value in known.items() if name.isupper()})
