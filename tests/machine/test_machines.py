"""What a machine tells of its journey, and that it leaves nothing out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jdsl.machine import disassemble
from jdsl.machine.machines import Listener, Machine, Place, Step, machines
from jdsl.machine.meaning import meaning
from jdsl.machine.program import IR_VERSION
from jdsl.workspace import Workspace
from tests.conftest import Golden
from tests.machine.compiled import EXAMPLES, HERE, SHOP, program_of, shop


def steps(machine: Machine) -> Iterator[Step]:
    for listener in listeners(machine):
        yield from listener.steps
    for stage in machine.stages:
        yield from stage.steps


def listeners(machine: Machine) -> Iterator[Listener]:
    yield from (*machine.entries, *machine.goals, *machine.exits, *machine.rules)
    for stage in machine.stages:
        yield from stage.rules
        for step in (*stage.steps, *(step for rule in stage.rules for step in rule.steps)):
            yield from step.arms


def places(machine: Machine) -> set[int]:
    things: list[Place | None] = [machine.place, *(stage.place for stage in machine.stages)]
    things += [listener.place for listener in listeners(machine)]
    things += [step.place for step in steps(machine)]
    return {place.line for place in things if place is not None}


def test_every_line_of_a_journey_has_its_state_or_effect() -> None:
    """All lines but those that only add to another: the catalog, the header, `meanwhile`, `otherwise`, `else`."""
    lines = SHOP.read_text(encoding="utf-8").splitlines()
    silent = ("owner", "priority", "reenter", "else")
    first = lines.index('journey shop "The shop"') + 1
    wanted = {
        number
        for number, line in enumerate(lines, 1)
        if number >= first and line.strip() and not line.strip().startswith(silent)
    }
    found = set[int]().union(*(places(machine) for machine in machines(shop())))
    assert found == wanted


def test_every_effect_says_where_it_is_written() -> None:
    quiet = {"end", "jump", "if"}  # `else if` is part of the line of its `if`
    for machine in machines(shop()):
        assert all(step.place for step in steps(machine) if step.operation not in quiet)


def test_steps_lead_to_steps() -> None:
    for machine in machines(shop()):
        bodies = [stage.steps for stage in machine.stages] + [rule.steps for rule in machine.rules]
        for body in bodies:
            known = {step.at for step in body}
            for step in body:
                for name in ("then", "to", "else"):
                    if name in step.named and step.operation in ("wait", "jump", "if"):
                        assert step.named[name] in known
                assert {arm.start for arm in step.arms} <= known


def test_transitions_lead_to_what_listens() -> None:
    for machine in machines(shop()):
        known = {heard.at for listener in listeners(machine) for heard in listener.hears}
        for stage in machine.stages:
            assert {to for transition in stage.transitions for to in transition.to} <= known


def test_timers_come_in_the_order_of_one_instant() -> None:
    (first, _) = machines(shop())[0].stages
    assert [timer.kind for timer in first.timers] == ["after", "arm", "wait"]
    assert first.timers[0].ms == 60 * 86_400_000


def test_a_journey_that_was_not_asked_for_is_known_by_name_alone(tmp_path: Path) -> None:
    for name in ("alpha", "beta"):
        (tmp_path / f"{name}.journey").write_text(
            f"journey {name}\n  enter when purchased\n  stage s\n    send {name}_mail\n"
        )
    program = Workspace.load(tmp_path / "alpha.journey").program()
    assert [(machine.journey, machine.is_running) for machine in machines(program)] == [
        ("alpha", True),
        ("beta", False),
    ]
    assert "is only known by name" in disassemble.disassemble(program)


# --- as text ---


def renumbered(text: str) -> str:
    """Events and machines, with lines counted for offsets: those change with every new word of the layout."""
    _, events, machines_told = text.split("\n\n", 2)
    lines = machines_told.splitlines()
    wide = max(len(line.split()[0]) for line in lines if line and line[0] != " ")
    first = re.search(r"\d+(?=  journey)", lines[0])
    assert first is not None
    end = first.end()
    numbers = {line[wide:end].strip(): str(number) for number, line in enumerate(lines, 1) if line[wide:end].strip()}
    told = [events, ""]
    for line in lines:
        rest = re.sub(r"-> (\d+)", lambda found: f"-> {numbers[found[1]]}", line[end:])
        told.append(f"{line[:wide]:{wide}} {numbers.get(line[wide:end].strip(), ''):>3}{rest}".rstrip())
    return "\n".join(told) + "\n"


def test_the_text_is_as_recorded(golden: Golden) -> None:
    golden(HERE / "shop.machine", renumbered(disassemble.disassemble(shop())))


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_told_whole(folder: Path) -> None:
    text = disassemble.disassemble(Workspace.load(folder).program())
    assert "None" not in text
    assert " and more" not in text
    assert "#" not in text


def test_a_text_begins_with_format_and_meaning() -> None:
    first, second, *_ = disassemble.disassemble(shop()).splitlines()
    assert first == f"jdsl program {IR_VERSION}"
    assert second == f"meaning {meaning(shop())}"


def test_the_same_program_gives_the_same_text() -> None:
    text = "when purchased then send thanks\n"
    assert disassemble.disassemble(program_of(text)) == disassemble.disassemble(program_of(text))
