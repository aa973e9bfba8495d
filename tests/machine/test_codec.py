"""Stored programs: the same program back, the same bytes everywhere, and a sentence for what is none."""

import gzip
import json
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from jdsl.compiler import lower
from jdsl.errors import ProgramError
from jdsl.machine.codec import load_program, program_text, read_program, schema_text
from jdsl.machine.meaning import digest
from jdsl.machine.plain import plain
from jdsl.machine.program import IR_VERSION, Program
from jdsl.workspace import Workspace
from tests.machine.compiled import EXAMPLES, SHOP, program_of, shop
from tests.oracle.cases import CASES, Case, read_case
from tests.oracle.compiled import run_program
from tests.oracle.evaluated import model_of
from tests.oracle.generate import make_case

RECORDED = sorted(CASES.glob("*.json"))
DRAWN = range(7000, 7025)

Json = dict[str, Any]


@cache
def schema() -> jsonschema.Draft202012Validator:
    read = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(read)
    return jsonschema.Draft202012Validator(read)


def agrees(case: Case) -> None:
    """What is stored is valid, is the same program, and runs to the same effects."""
    program = lower(model_of(case))
    text = program_text(program)
    schema().validate(json.loads(text))
    stored = read_program(text, "stored.json")
    assert stored == program
    assert program_text(stored) == text
    range_of_run = (case.contacts, case.events, case.from_ms, case.until_ms)
    assert run_program(stored, *range_of_run) == run_program(program, *range_of_run)


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: path.stem)
def test_recorded_workspaces_are_the_same_when_they_come_back(path: Path) -> None:
    agrees(read_case(path)[0])


@pytest.mark.parametrize("seed", DRAWN)
def test_drawn_workspaces_are_the_same_when_they_come_back(seed: int) -> None:
    agrees(make_case(seed))


@pytest.mark.parametrize("folder", [*EXAMPLES, SHOP], ids=lambda path: path.name)
def test_examples_are_the_same_when_they_come_back(folder: Path) -> None:
    program = Workspace.load(folder).program()
    text = program_text(program)
    schema().validate(json.loads(text))
    assert read_program(text, "stored.json") == program


def test_nothing_of_a_program_is_left_out() -> None:
    """Whoever gives programs one more field has to store it."""
    assert set(plain(shop())) == {field.name for field in fields(Program)}


def test_one_journey_of_a_workspace_stays_the_only_one_that_runs(tmp_path: Path) -> None:
    for name in ("alpha", "beta"):
        (tmp_path / f"{name}.journey").write_text(f"journey {name}\n  enter when purchased\n  stage s\n    send m\n")
    program = Workspace.load(tmp_path / "beta.journey").program()
    stored = read_program(program_text(program), "stored.json")
    assert [journey.name for journey in stored.journeys if journey.is_running] == ["beta"]


def test_a_verb_is_one_thing_however_it_is_spelled() -> None:
    stored = read_program(program_text(shop()), "stored.json")
    assert stored.vocabulary.verbs["unsubscribed"] is stored.vocabulary.verbs["unsubscribed from"]


# --- the text ---


def test_the_text_can_be_read_by_people() -> None:
    lines = program_text(shop()).splitlines()
    numbers = [line for line in lines if line.strip(" -0123456789,") == ""]
    assert max(map(len, numbers)) <= 120
    assert '"machines": [' in "".join(lines)
    assert "shop.journey" in program_text(shop())


def test_no_path_of_the_machine_is_in_it(tmp_path: Path) -> None:
    folders = [tmp_path / "here", tmp_path / "there" / "below"]
    texts: list[str] = []
    for folder in folders:
        (folder / "mails").mkdir(parents=True)
        (folder / "jdsl.toml").touch()
        (folder / "mails" / "shop.journey").write_text(SHOP.read_text(encoding="utf-8"), encoding="utf-8")
        texts.append(program_text(Workspace.load(folder).program()))
    assert texts[0] == texts[1]
    assert '"mails/shop.journey"' in texts[0]
    assert str(tmp_path) not in texts[0]


def test_how_the_file_is_laid_out_does_not_matter() -> None:
    program = shop()
    read: Json = json.loads(program_text(program))
    assert read_program(json.dumps(read, indent=4, sort_keys=True), "stored.json") == program
    assert read_program(json.dumps(read, separators=(",\r\n", ":")), "stored.json") == program


def test_texts_of_any_kind_come_back() -> None:
    program = program_of('when purchased then notify sales "ěščř \\"x\\" 😀 \u2028"\nteam sales "sales@acme.example"\n')
    assert read_program(program_text(program), "stored.json") == program


def test_a_file_may_be_packed_or_begin_with_a_mark(tmp_path: Path) -> None:
    text = program_text(shop())
    (tmp_path / "packed.json.gz").write_bytes(gzip.compress(text.encode("utf-8")))
    (tmp_path / "marked.json").write_text(text, encoding="utf-8-sig")
    assert load_program(tmp_path / "packed.json.gz") == load_program(str(tmp_path / "marked.json")) == shop()


# --- the schema ---


def test_the_schema_is_of_this_format() -> None:
    read: Json = json.loads(schema_text())
    assert read["properties"]["version"] == {
        "const": IR_VERSION,
        "description": read["properties"]["version"]["description"],
    }
    assert f"format {IR_VERSION}" in read["title"]


@pytest.mark.parametrize(
    "change",
    [
        lambda read: read.pop("machines"),
        lambda read: read.update(more=1),
        lambda read: read["tables"].append(1.5),
        lambda read: read["machines"][0].pop("line"),
        lambda read: read["machines"][0]["stages"][0]["steps"][0].pop("at"),
        lambda read: read["vocabulary"]["verbs"][0].pop("code"),
        lambda read: read.update(meaning="sha256:0"),
    ],
)
def test_the_schema_refuses_what_is_no_program(change: Callable[[Json], object]) -> None:
    read: Json = json.loads(program_text(shop()))
    change(read)
    assert not schema().is_valid(read)


# --- what is refused ---


def refusal(text: str | bytes, tmp_path: Path) -> str:
    path = tmp_path / "stored.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(ProgramError) as caught:
        load_program(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path} ")
    assert "\n" not in sentence
    return sentence.removeprefix(f"{path} ")


def changed(**more: object) -> str:
    read: Json = {**json.loads(program_text(shop())), **more}
    del read["checksum"]
    return json.dumps({**read, "checksum": digest(read)})


@pytest.mark.parametrize(
    "foreign",
    ["", "{}", "[]", "null", "1", '"x"', '{"format": "other"}', '{"id": "e1"}\n{"id": "e2"}\n', "journey x\n",
     b"\xff\xfe", b"\x1f\x8bx", "[" * 100_000],
)  # fmt: skip
def test_what_is_no_program_is_told_apart(foreign: str | bytes, tmp_path: Path) -> None:
    assert refusal(foreign, tmp_path).startswith("is no program of jdsl; ")


def test_a_newer_program_is_refused(tmp_path: Path) -> None:
    told = refusal(changed(version=IR_VERSION + 1), tmp_path)
    assert told.startswith(f"is of format {IR_VERSION + 1}, and this jdsl reads {IR_VERSION}; install a newer jdsl")


def test_a_newer_program_is_refused_whatever_else_is_new_in_it(tmp_path: Path) -> None:
    newer = json.dumps({"format": "jdsl program", "version": IR_VERSION + 1, "blocks": []})
    assert refusal(newer, tmp_path).startswith(f"is of format {IR_VERSION + 1}")


def test_an_older_program_is_refused(tmp_path: Path) -> None:
    assert refusal(changed(version=0), tmp_path).startswith("is of format 0, which this jdsl no longer reads")


def test_other_numbers_of_the_layout_are_refused(tmp_path: Path) -> None:
    assert "lays out its tables in another way" in refusal(changed(layout="sha256:" + "0" * 64), tmp_path)


@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_program_that_ends_too_early_is_damaged(share: float, tmp_path: Path) -> None:
    text = program_text(shop())
    assert refusal(text[: int(len(text) * share)], tmp_path).startswith("is damaged, its JSON is not whole; ")


def test_any_changed_number_is_damage(tmp_path: Path) -> None:
    text = program_text(shop())
    read: Json = json.loads(text)
    for place in range(0, len(read["tables"]), 7):
        tables = read["tables"][:]
        tables[place] += 1
        with pytest.raises(ProgramError, match="does not fit its checksum"):
            read_program(json.dumps({**read, "tables": tables}), "stored.json")
    assert "damaged" in refusal(json.dumps({**read, "names": read["names"][::-1]}), tmp_path)
    assert "damaged" in refusal(json.dumps({**read, "version": "1"}), tmp_path)
    assert "damaged" in refusal(json.dumps({**read, "checksum": None}), tmp_path)


@pytest.mark.parametrize(
    "more",
    [{"tables": None}, {"tables": [2**64]}, {"tables": ["x"]}, {"names": 3}, {"vocabulary": []}, {"journeys": [{}]},
     {"predicates": [1]}, {"attributes": [{"name": "a", "type": "day"}]}, {"steps_at": [[1]]}],
)  # fmt: skip
def test_a_checksum_that_fits_nonsense_does_not_make_it_a_program(more: Json, tmp_path: Path) -> None:
    assert refusal(changed(**more), tmp_path).startswith("is damaged: ")


def test_a_program_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_program(tmp_path / "nothing.json")
