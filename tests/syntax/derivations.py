"""Lines drawn from the grammar itself: any sentence that it allows, up to a depth, with names and values filled in."""

from __future__ import annotations

import random
import re
from functools import cache
from typing import Any
from unittest import mock

from jdsl.syntax.parser import build_parser, grammar_text, terminal_spellings

NAMES = ("alpha", "clicked", "product_news", "x", "größe", "b2b", "a-b", "CZ", "email", "score", "link")
FILLERS = {
    "NAME": NAMES,
    "TEXT": ('"hello"', '""', '"a \\"b\\" \\\\ c"', '"# no comment"', '"žluťoučký kůň"', '"if x then y"'),
    "NUMBER": ("0", "3", "-2.5", "1000000", "0.000001"),
    "COUNT": ("1", "3", "255"),
    "SIGNED_INTEGER": ("0", "7", "-40"),
    "DURATION": ("2d", "12h", "2d 12h", "3 days", "1 week", "0s", "90min", "1w 2d 3h 4min 5s"),
    "DATE": ("2026-03-02", "2028-02-29"),
    "CLOCK": ("09:00", "9:00", "23:59:59"),
    "CALENDAR_LENGTH": ("3 weekdays", "1 month", "12 months", "2 years", "1 weekday"),
    "PERCENT": ("10%", "2.5%", "100%"),
    "ZONE": ("Europe/Prague", "UTC", "America/Port-au-Prince", "Etc/GMT+5", "America/Argentina/Buenos_Aires"),
    "OR_DAY": ("or",),
    "MIDNIGHT": ("24:00",),
}


@cache
def built_parser() -> Any:
    """A parser made from the grammar's text, without the search for collisions that takes seconds."""
    with mock.patch("lark.lexer.has_interegular", new=False):
        return build_parser(grammar_text())


@cache
def _rules() -> dict[str, list[list[Any]]]:
    rules: dict[str, list[list[Any]]] = {}
    for rule in built_parser().rules:
        rules.setdefault(rule.origin.name, []).append(list(rule.expansion))
    return rules


@cache
def _least_depth() -> dict[str, int]:
    """How deep the shallowest tree of each rule is."""
    depths: dict[str, int] = {}
    grew = True
    while grew:
        grew = False
        for name, expansions in _rules().items():
            for expansion in expansions:
                inner = [0 if symbol.is_term else depths.get(symbol.name, 10_000) for symbol in expansion]
                depth = 1 + max(inner, default=0)
                if depth < depths.get(name, 10_000):
                    depths[name] = depth
                    grew = True
    return depths


def derivation(chance: random.Random, start: str = "line", depth: int = 16) -> list[str]:
    """The tokens of one sentence."""

    def expand(name: str, depth: int) -> list[str]:
        expansions = _rules()[name]
        affordable = [
            expansion
            for expansion in expansions
            if all(symbol.is_term or _least_depth()[symbol.name] < depth for symbol in expansion)
        ]
        if not affordable:
            least = min(max((_least_depth().get(symbol.name, 0) for symbol in one), default=0) for one in expansions)
            affordable = [
                one
                for one in expansions
                if max((_least_depth().get(symbol.name, 0) for symbol in one), default=0) == least
            ]
        tokens: list[str] = []
        for symbol in chance.choice(affordable):
            tokens += [_token(chance, symbol.name)] if symbol.is_term else expand(symbol.name, depth - 1)
        return tokens

    return expand(start, depth)


FRAMES = {
    "_catalog": "{}", "_header": "{}", "_stage_or_rule": "{}", "_step_line": "{}", "_scenario": "{}", "_step": "{}",
    "_alternative": "when {} then exit", "followed_by": "whenever {} if a, starting over then exit",
    "_plain": "guarantee never send a after {}", "_operand": "if {} then exit", "_asked": "when a where {} then exit",
    "_value": "set a to {}", "_schedule": "every {} then exit", "_length": "wait {} at 09:00",
    "_fact": "given {}", "_what": "day 1 at 09:00 {}", "_guarantee": "{}", "_reenter": "{}", "steps_line": "{}",
}  # fmt: skip
"""Rules that only group, and a line that each of their ways to be written stands in."""


def of_everything(times: int) -> list[list[str]]:
    """The tokens of so many lines for every way to write what groups."""
    return [
        [
            token
            for word in frame.split()
            for token in (derivation(random.Random(seed), symbol.name, depth=8) if word == "{}" else [word])
        ]
        for group, frame in FRAMES.items()
        for expansion in _rules()[group]
        for symbol in expansion
        if not symbol.is_term and len(expansion) == 1
        for seed in range(times)
    ]


def _token(chance: random.Random, terminal: str) -> str:
    if terminal in FILLERS:
        return chance.choice(FILLERS[terminal])
    return terminal_spellings()[terminal]


def line(chance: random.Random) -> str:
    """One line of text, its tokens one space apart."""
    return re.sub(r" +", " ", " ".join(derivation(chance)))
