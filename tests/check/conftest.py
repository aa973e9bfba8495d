"""The whole language is checked, also what the rest does not carry out yet."""

import pytest

from jdsl.syntax.held_back import NOT_YET


@pytest.fixture(autouse=True)
def nothing_is_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in list(NOT_YET):
        monkeypatch.delitem(NOT_YET, key)
