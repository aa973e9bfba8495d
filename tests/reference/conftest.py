"""Where `JDSL_LATER` asks for the blocks of what is to come, nothing is held back from the model."""

import os

import pytest

from jdsl.syntax.held_back import NOT_YET


@pytest.fixture(autouse=True)
def nothing_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    if os.environ.get("JDSL_LATER"):
        for key in list(NOT_YET):
            monkeypatch.delitem(NOT_YET, key)
