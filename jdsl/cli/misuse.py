"""What is said of a command that makes no sense: Click's complaints, in the words of this house."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from jdsl.text.nearest import nearest

_TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)")


def told(error: click.ClickException) -> str:
    """One sentence about the error; where there is no better one, Click's own."""
    match error:
        case click.NoSuchOption():
            return unknown("option", error.option_name, error.possibilities or ())
        case click.MissingParameter() if error.param is not None:
            return f"{_shown(error.param)} is missing"
        case click.BadParameter() if error.param is not None:
            return f"{_shown(error.param)}: {error.message}"
        case click.BadOptionUsage():
            takes = "takes no value" if "not take" in error.message else "needs a value behind it"
            return f"`{error.option_name}` {takes}"
        case _:
            surplus = _TOO_MANY.match(error.message)
            return f"`{surplus[1]}` is too much here" if surplus is not None else error.format_message()


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """That there is no such command or option, and which one may be meant."""
    near = nearest(name, known)
    return f"there is no {kind} `{name}`" + (f"; did you mean `{near}`?" if near else "")


def _shown(parameter: click.Parameter) -> str:
    """What the help calls it: an option by its name, an argument in capitals."""
    if isinstance(parameter, click.Argument):
        return parameter.human_readable_name.strip("[].")
    return f"`{parameter.opts[0]}`"
