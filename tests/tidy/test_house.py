"""The project as a whole: what stands at the top, what things are called, what must not be in it."""

import ast
import re
from pathlib import Path

import pytest

from tests.tidy.source import ROOT, Module, modules

TOP = {
    "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md",
    "jdsl", "grammar", "examples", "editor", "tests",
}  # fmt: skip
MADE_BY_TOOLS = {"build", "dist"}

FOLDERS = ("jdsl", "grammar", "examples", "editor", "tests", ".ci")
TEXT = {".py", ".md", ".toml", ".journey", ".lark", ".json", ".jsonl", ".txt", ".machine", ".yaml", ".yml", ".cfg", ""}

# Put together from halves, so that this file passes its own test.
MACHINE_PATHS = [
    "/" + "tmp/",
    "/" + "work/",
    "/" + "home/",
    "/" + "root/",
    "/" + "Users/",
    ".." + "/shared",
    "C:" + "\\Users",
]

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc", "shared", "tools"}


def files() -> list[Path]:
    """Every text file that belongs to the project."""
    found = [path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXT]
    for folder in FOLDERS:
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix in TEXT]
    skipped = {"__pycache__", "node_modules", ".hypothesis"}
    return sorted(path for path in found if not skipped & set(path.parts))


def test_the_top_holds_only_what_it_should() -> None:
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert there - MADE_BY_TOOLS <= TOP


def test_nothing_names_a_place_on_somebodys_machine() -> None:
    for path in files():
        text = path.read_text(encoding="utf-8", errors="replace")
        for machine_path in MACHINE_PATHS:
            assert machine_path not in text, f"{path.relative_to(ROOT)} says {machine_path}"


@pytest.mark.parametrize("module", modules() + modules("tests"), ids=lambda module: module.name)
def test_no_module_is_called_after_nothing(module: Module) -> None:
    assert not VAGUE_NAMES & set(Path(module.name).with_suffix("").parts)


@pytest.mark.parametrize(
    "module", [module for module in modules() if module.name.endswith("/__init__.py")], ids=lambda module: module.name
)
def test_a_folder_opens_with_what_it_is_for(module: Module) -> None:
    said = ast.get_docstring(module.tree)
    assert said is not None, f"{module.name} says nothing"
    assert said.count(".") >= 2, (
        f"{module.name} says too little: what it holds, what comes in and out, what it does not know"
    )


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_folder_of_modules_is_a_package(module: Module) -> None:
    assert (ROOT / module.name).with_name("__init__.py").exists()


def test_ignored_findings_are_few_and_have_reasons() -> None:
    found: list[str] = []
    for module in modules():
        for number, line in enumerate(module.text.splitlines(), start=1):
            if match := re.search(r"#\s*(?:type|pyright):\s*ignore(?:\[[\w, -]+\])?(.*)", line):
                found.append(f"{module.name}:{number}")
                assert re.search(r"\w{3}", match[1]), f"{module.name}:{number} ignores without a reason"
    assert len(found) <= 10, found


@pytest.mark.parametrize("module", modules("tests"), ids=lambda module: module.name)
def test_no_test_is_skipped_without_a_reason(module: Module) -> None:
    for node in ast.walk(module.tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"skip", "skipif", "xfail"}
        ):
            said = node.args if node.func.attr == "skip" else []
            said = [*said, *(keyword.value for keyword in node.keywords if keyword.arg == "reason")]
            assert said, f"{module.name}:{node.lineno} skips without a reason"


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_comments_tell_nothing_that_will_be_out_of_date(module: Module) -> None:
    for number, line in enumerate(module.text.splitlines(), start=1):
        assert not re.search(r"#.*\b(TODO|FIXME|XXX|HACK)\b", line), f"{module.name}:{number} leaves something undone"
