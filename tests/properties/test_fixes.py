"""Certain fixes over examples that a seed has spoilt: never worse than before, and what was meant."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from jdsl.diagnostics.diagnostic import Severity
from jdsl.fixes import certain_fix, fixed
from jdsl.workspace import Snapshot, Workspace

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/jdsl.toml"))

TOKEN = re.compile(r'"[^"\n]*"|[\w-]+|[^\w\s]')


def errors(snapshot: Snapshot) -> list[str]:
    return [one.message for one in snapshot.diagnostics if one.severity is Severity.ERROR]


def changed(workspace: Workspace, name: str, text: str) -> Workspace:
    return Workspace.from_texts({**workspace.texts, name: text}, workspace.settings_text)


@pytest.mark.parametrize("seed", range(100))
def test_fixes_make_nothing_worse(seed: int) -> None:
    drawn = random.Random(seed)
    workspace = Workspace.load(drawn.choice(EXAMPLES).parent)
    name = drawn.choice(sorted(workspace.texts))
    text = workspace.texts[name]
    tokens = list(TOKEN.finditer(text))
    for token in sorted(drawn.sample(tokens, 2), key=re.Match.start, reverse=True):
        word = token[0]
        other = drawn.choice(["", f"{word} {word}", word.upper(), word[:-1], drawn.choice(tokens)[0]])
        text = text[: token.start()] + other + text[token.end() :]
    spoilt = changed(workspace, name, text)
    after = fixed(spoilt, set(spoilt.texts)).workspace.snapshot
    assert len(errors(after)) <= len(errors(spoilt.snapshot))
    assert [one.message for one in after.diagnostics if one.severity is Severity.ERROR and certain_fix(one.fixes)] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.parent.name)
def test_keywords_in_capitals_are_as_they_were(example: Path) -> None:
    workspace = Workspace.load(example.parent)
    for name, text in workspace.texts.items():
        for keyword in ("journey", "enter", "when", "send", "stage", "wait", "goal", "email", "attribute"):
            spoilt = changed(workspace, name, re.sub(rf"(?m)^( *){keyword}\b", rf"\1{keyword.upper()}", text, count=1))
            after = fixed(spoilt, set(spoilt.texts)).workspace
            assert errors(after.snapshot) == []
            assert after.texts[name] == text
