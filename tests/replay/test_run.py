"""The run around the kernel: order, repeats, range, account, and the same bytes however it is cut."""

import gzip
import io
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from jdsl.errors import UsageError
from jdsl.replay.readers import Source, file_source
from jdsl.replay.report import Report
from jdsl.replay.run import Sizes, run
from tests.replay.pretend import PROGRAM, PretendPage

DAY_MS = 86_400_000
TINY = Sizes(partitions=7, buffered_bytes=2000, loaded_bytes=1500, held_bytes=5000)


@pytest.fixture(autouse=True)
def pretend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jdsl.replay.run.Page", PretendPage)


def source(lines: Iterable[object], name: str = "events.jsonl") -> Source:
    content = "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines).encode()
    return Source(name, lambda: io.BytesIO(content))


def event(contact: str, time: int, event: str = "clicked", **fields: object) -> dict[str, object]:
    return {"contact": contact, "time": time, "event": event, **fields}


def ran(*sources: Source, sizes: Sizes | None = None, **options: int) -> tuple[Report, list[dict[str, object]]]:
    out = io.BytesIO()
    report = run(PROGRAM, sources, effects=out, sizes=sizes, native=False, **options)  # type: ignore[arg-type]
    return report, [json.loads(line) for line in out.getvalue().splitlines()]


def sums(report: Report) -> tuple[int, int, int, int, int]:
    account = report.events
    assert account.lines == account.handled + account.repeated + account.outside + account.unreadable
    return account.lines, account.handled, account.repeated, account.outside, account.unreadable


def seen(effects: Sequence[dict[str, object]]) -> list[tuple[object, object, object]]:
    """What the contacts' events set `score` to, in order: each event of these tests sets it to its own number."""
    return [(effect["contact"], effect["time"], effect["value"]) for effect in effects if effect["effect"] == "set"]


def test_effect_lines_are_as_the_law_writes_them() -> None:
    out = io.BytesIO()
    sets = {"country": "DE", "name": 'Zoë "Z"', "score": -0.5, "vip": True}
    run(PROGRAM, [source([event("ann", 1, set=sets), event("ann", 2, set={"score": None})])], effects=out, native=False)
    lines = out.getvalue().decode().split("\n")
    head = '"time": "1970-01-01T00:00:00.001Z", "contact": "ann", "journey": "welcome", '
    place = ', "file": "welcome.journey", "line": 3}'
    assert lines[:5] == [
        '{"id": "welcome:1:1:0", ' + head + '"effect": "enter", "name": null, "reason": null, "value": null' + place,
        '{"id": "welcome:1:1:1", ' + head + '"effect": "set", "name": "country", "reason": null, "value": "DE"' + place,
        '{"id": "welcome:1:1:2", '
        + head
        + '"effect": "set", "name": "name", "reason": null, "value": "Zoë \\"Z\\""'
        + place,
        '{"id": "welcome:1:1:3", ' + head + '"effect": "set", "name": "score", "reason": null, "value": -0.5' + place,
        '{"id": "welcome:1:1:4", ' + head + '"effect": "set", "name": "vip", "reason": null, "value": true' + place,
    ]
    assert '"value": null' in lines[5]
    assert '"effect": "withheld", "name": "teaser", "reason": "limit"' in lines[6]
    assert lines[7:] == [""]


def test_events_are_handled_as_they_were_received() -> None:
    lines = [
        event("ann", 5, set={"score": 1}),
        event("ann", 1, received=5, set={"score": 2}),
        event("ann", 3, set={"score": 3}),
        event("ann", 4, received=2, set={"score": 4}),
    ]
    _, effects = ran(source(lines))
    assert [value for _, _, value in seen(effects)] == [3, 4, 1, 2]


def test_effects_are_in_order_of_time_then_contact_by_code_point() -> None:
    names = ["b", "a", "B", "é", "z", "\U0001f600", "\uffee", "aa", "10", "9"]
    lines = [event(name, time, set={"score": time}) for time in (2, 1) for name in names]
    for sizes in (None, TINY, Sizes(partitions=1)):
        _, effects = ran(source(lines), sizes=sizes)
        keys = [(effect["time"], effect["contact"]) for effect in effects]
        assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("later_ms", "repeated"), [(0, 1), (1, 1), (30 * DAY_MS - 1, 1), (30 * DAY_MS, 0), (30 * DAY_MS + 1, 0)]
)
def test_a_repeat_is_dropped_within_30_days(later_ms: int, repeated: int) -> None:
    lines = [event("ann", 1, id="x", set={"score": 1}), event("ann", 1 + later_ms, id="x", set={"score": 2})]
    report, effects = ran(source(lines))
    assert sums(report) == (2, 2 - repeated, repeated, 0, 0)
    assert len(seen(effects)) == 2 - repeated
    # It is the one received first that is kept, wherever it stands.
    report, effects = ran(source(reversed(lines)))
    assert len(seen(effects)) == 2 - repeated
    assert seen(effects)[0][2] == (1 if later_ms else 2)


def test_what_is_no_repeat() -> None:
    lines = [
        event("ann", 1),
        event("ann", 1),
        event("ann", 1, id="x"),
        event("bob", 1, id="x"),
        event("ann", 1, id="y"),
    ]
    assert sums(ran(source(lines))[0]) == (5, 5, 0, 0, 0)


def test_a_repeat_is_of_the_one_kept() -> None:
    """Day 0 is kept, day 20 its repeat; day 40 is 30 days and more after the one kept."""
    lines = [event("ann", day * DAY_MS, id="x") for day in (0, 20, 40, 69, 70)]
    assert sums(ran(source(lines))[0]) == (5, 3, 2, 0, 0)


def test_the_range() -> None:
    lines = [event("ann", ms, set={"score": ms}) for ms in (1, 2, 3, 4, 5)]
    report, effects = ran(source(lines))
    assert (report.from_ms, report.until_ms) == (1, 5)
    report, effects = ran(source(lines), from_ms=2, until_ms=4)
    assert sums(report) == (5, 4, 0, 1, 0)
    assert [value for _, _, value in seen(effects)] == [2, 3, 4]


def test_a_range_that_ends_before_it_starts() -> None:
    lines = [event("ann", ms, set={"score": ms}) for ms in (3, 5)]
    with pytest.raises(UsageError, match=r"would start at 1970-01-01T00:00:00\.009Z, after its end at .*\.007Z$"):
        ran(source(lines), from_ms=9, until_ms=7)
    with pytest.raises(UsageError, match=r"would start at .*\.003Z with the first event, after its end at .*\.002Z$"):
        ran(source(lines), until_ms=2)


def test_a_start_after_the_last_event_is_the_end_as_well() -> None:
    lines = [event("ann", ms, set={"score": ms}) for ms in (1, 2)]
    report, effects = ran(source(lines), from_ms=9)
    assert (report.from_ms, report.until_ms, report.contacts) == (9, 9, 1)
    assert sums(report) == (2, 2, 0, 0, 0)
    assert seen(effects) == []


def test_nothing_to_read() -> None:
    report, effects = ran(source([]))
    assert (report.from_ms, report.until_ms, report.contacts, effects) == (None, None, 0, [])
    assert "there are no events" in report.text()


def test_the_account_tells_file_line_and_cause() -> None:
    first = source([event("ann", 1), "\n", "oops\n", event("bob", 1, "klicked")], "one.jsonl")
    second = source([event("ann", "now"), event("ann", 1, "purchased", amount="1"), "oops\n"], "two.jsonl")
    report, _ = ran(first, second)
    assert sums(report) == (6, 3, 0, 0, 3)
    assert not report.is_clean
    text = report.text()
    assert "    2  one.jsonl:3: is no JSON: it cannot be read from character 1 on\n" in text
    assert '    1  two.jsonl:1: `time` "now" is no time: ' in text
    assert '    1  two.jsonl:2: `amount` is "1", which is no number\n' in text
    assert "    1  one.jsonl:4: no event is called `klicked`\n" in text


def test_a_gzip_that_ends_early_is_an_unreadable_line() -> None:
    packed = gzip.compress((json.dumps(event("ann", 1)) + "\n").encode())[:-4]
    report, _ = ran(Source("events.jsonl.gz", lambda: io.BytesIO(packed)))
    assert sums(report) == (2, 1, 0, 0, 1)
    assert "events.jsonl.gz:2: is missing, or its end is: the gzip data ends early" in report.text()


def test_the_report_counts_what_happened() -> None:
    lines = [event(name, 1) for name in ("ann", "bob", "cid", "dan")]
    lines += [event("ann", 2 * DAY_MS, "purchased"), event("bob", 3 * DAY_MS, "purchased")]
    report, _ = ran(source(lines))
    (journey,) = report.journeys
    assert (journey.visits, journey.contacts, report.contacts) == (4, 4, 4)
    assert journey.standing == {"start": 0, "later": 4}
    (goal,) = journey.goals
    assert (goal.name, goal.reached, goal.median_ms) == ("sale", 2, 2 * DAY_MS - 1)
    assert journey.withheld == {"limit": 4}
    assert "reached sale     2  50.0 % of the visits, half of them within 1d 23h" in report.text()


# --- the same bytes, however it is cut ---


def many(seed: int) -> list[str]:
    choice = random.Random(seed)
    lines: list[str] = []
    for number in range(600):
        contact = f"c{choice.randrange(40)}"
        time = choice.randrange(90) * DAY_MS
        fields: dict[str, object] = {"set": {"score": number, "name": f"n{choice.randrange(9)}"}}
        if choice.random() < 0.5:
            fields["id"] = str(choice.randrange(5))
        if choice.random() < 0.2:
            fields["received"] = time + choice.randrange(3) * DAY_MS
        if choice.random() < 0.1:
            fields["subject"] = choice.choice(["teaser", "d-1", "nope"])
        lines.append(json.dumps(event(contact, time, **fields)) + "\n")
    return lines


def bytes_of(*sources: Source, sizes: Sizes | None = None) -> tuple[bytes, str]:
    out = io.BytesIO()
    report = run(PROGRAM, sources, effects=out, sizes=sizes, native=False)
    # Where things stand differs when the input is cut; what is counted must not.
    return out.getvalue(), "\n".join(line for line in report.text().split("\n") if ".jsonl:" not in line)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "sizes",
    [
        TINY,
        Sizes(partitions=1),
        Sizes(partitions=3, buffered_bytes=1),
        Sizes(loaded_bytes=0),
        Sizes(held_bytes=0),
        Sizes(partitions=1, buffered_bytes=9000, loaded_bytes=900),
        Sizes(partitions=2, buffered_bytes=1, loaded_bytes=1),
    ],
)
def test_sizes_change_nothing(seed: int, sizes: Sizes) -> None:
    lines = many(seed)
    whole = bytes_of(source(lines))
    assert whole[0].count(b"\n") > 1000
    assert bytes_of(source(lines), sizes=sizes) == whole


@pytest.mark.parametrize("seed", range(3))
def test_pieces_in_order_are_the_whole(seed: int) -> None:
    lines = many(seed)
    cuts = sorted(random.Random(seed).sample(range(len(lines)), 5))
    pieces = [lines[start:end] for start, end in zip([0, *cuts], [*cuts, len(lines)], strict=True)]
    sources = [source(piece, f"{number}.jsonl") for number, piece in enumerate(pieces)]
    assert bytes_of(*sources) == bytes_of(source(lines))


def test_gzip_changes_nothing(tmp_path: Path) -> None:
    lines = many(7)
    path = tmp_path / "events.jsonl.gz"
    path.write_bytes(gzip.compress("".join(lines).encode()))
    assert bytes_of(file_source(path))[0] == bytes_of(source(lines))[0]
