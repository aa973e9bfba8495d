"""Rows come back complete and in order, each contact's in one page, however small the parts must be."""

import random

import pytest

from jdsl.replay.spill import Part, Spill


def filled(spill: Spill) -> dict[str, list[tuple[int, str | None]]]:
    """Rows of some contacts, of which one has more than all others; what each has, in order."""
    choice = random.Random(3)
    given: dict[str, list[tuple[int, str | None]]] = {}
    for number in range(400):
        contact = "hot" if number % 2 else f"c{choice.randrange(30)}"
        spill.grew(200)
        part = spill.part(contact)
        if number == 7:
            part.data.extend((0, part.texts.setdefault("row", len(part.texts))))
            part.text_at.append(len(part.data) - 1)
            part.rows.append((contact, len(part.data) - 2, len(part.data), [1], [2], False, True, [3]))
        part.contact.append(part.contacts.setdefault(contact, len(part.contacts)))
        part.received_ms.append(number)
        part.time_ms.append(number)
        part.code.append(1)
        part.ids.append(None)
        text = f"t{choice.randrange(20)}" if choice.random() < 0.7 else None
        part.record.append(len(part.data) if text else 0)
        if text:
            part.data.extend((0, 1, 5, number, 2, 6, number, 7, part.texts.setdefault(text, len(part.texts))))
            part.text_at.append(len(part.data) - 1)
        given.setdefault(contact, []).append((number, text))
    return given


def rows(part: Part) -> list[tuple[str, int, str | None]]:
    contacts, texts = list(part.contacts), list(part.texts)
    found: list[tuple[str, int, str | None]] = []
    for contact, received_ms, record in zip(part.contact, part.received_ms, part.record, strict=True):
        if record:
            assert list(part.data[record : record + 8]) == [0, 1, 5, received_ms, 2, 6, received_ms, 7]
            assert record + 8 in part.text_at
        found.append((contacts[contact], received_ms, texts[part.data[record + 8]] if record else None))
    return found


@pytest.mark.parametrize("partitions", [1, 2, 50])
@pytest.mark.parametrize("buffered_bytes", [1, 5000, 1 << 20])
@pytest.mark.parametrize("loaded_bytes", [1, 1000, 1 << 20])
def test_rows_come_back(partitions: int, buffered_bytes: int, loaded_bytes: int) -> None:
    spill = Spill(partitions=partitions, buffered_bytes=buffered_bytes, loaded_bytes=loaded_bytes)
    given = filled(spill)
    back: dict[str, list[tuple[int, str | None]]] = {}
    pages_of_hot = 0
    for page in spill.pages():
        seen: dict[str, list[tuple[int, str | None]]] = {}
        for part in page:
            for contact, received_ms, text in rows(part):
                seen.setdefault(contact, []).append((received_ms, text))
            for contact, low, high, *rest in part.rows:
                assert (contact, rest) == ("hot", [[1], [2], False, True, [3]])
                assert [part.data[low], list(part.texts)[part.data[low + 1]], high - low] == [0, "row", 2]
                pages_of_hot += 1
        assert not back.keys() & seen.keys()
        back.update(seen)
    assert back == given
    assert pages_of_hot == 1
    spill.close()
