"""What a person gets who installs jdsl: the grammar is inside, and neither numpy nor a checkout is needed."""

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.tidy.source import ROOT
from tests.tidy.test_readme import MAIN_COMMAND

pytestmark = pytest.mark.packaging

LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "node_modules")


def ran(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command outside the checkout, with nothing of ours on Python's path."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        stdin=subprocess.DEVNULL,
    )


def well(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, f"{done.args} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("built")
    shutil.copytree(ROOT, folder / "checkout", ignore=LEFT_OUT)
    well(ran(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, folder / "checkout", folder=folder))
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of an environment in which only the wheel and what it asks for are installed."""
    folder = tmp_path_factory.mktemp("environment")
    well(ran(sys.executable, "-m", "venv", folder, folder=folder))
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    well(ran(programs / "python", "-m", "pip", "install", "--quiet", wheel, folder=folder))
    return programs


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The examples, somewhere else."""
    folder = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def test_the_wheel_holds_what_is_not_python(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in ("journey.lark", "prelude.journey", "REFERENCE.md", "journey.tables"):
        assert f"jdsl/_grammar/{name}" in names
    assert "jdsl/py.typed" in names
    assert "jdsl/machine/program.schema.json" in names
    assert "jdsl/diagnostics/findings.schema.json" in names
    pages = {f"jdsl/diagnostics/pages/{path.name}" for path in (ROOT / "jdsl/diagnostics/pages").glob("*.md")}
    assert pages <= names
    assert not [name for name in names if name.split("/")[0] in {"tests", "examples", "grammar"}]


def test_the_source_archive_holds_the_tests_and_the_examples(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    for name in ("grammar/hatch_build.py", "tests/conftest.py", "LICENSE", "README.md", "CONTRIBUTING.md"):
        assert name in names
    assert any(name.startswith("examples/") for name in names)


def test_numpy_is_not_there(installed: Path) -> None:
    listed = well(ran(installed / "python", "-m", "pip", "list", folder=installed))
    assert "numpy" not in listed
    assert "numba" not in listed


@pytest.mark.parametrize("command", ["validate", "test"])
def test_the_installed_command_works_on_the_examples(command: str, installed: Path, example: Path) -> None:
    for journey in sorted((example / "examples").rglob("*.journey")):
        well(ran(installed / "jdsl", command, journey, folder=example))


def test_the_main_job_runs_from_the_wheel(installed: Path, example: Path) -> None:
    arguments = MAIN_COMMAND.split("jdsl run ", 1)[1].split()
    report = well(ran(installed / "jdsl", "run", *arguments, folder=example))
    here = subprocess.run(
        [sys.executable, "-m", "jdsl", "run", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600
    )
    assert report == here.stdout != ""


LANGUAGE = ("syntax", "model", "check", "compiler", "diagnostics", "simulate", "_grammar", "workspace.py")


def test_a_stored_program_runs_where_there_is_no_parser(
    wheel: Path, installed: Path, example: Path, tmp_path: Path
) -> None:
    """An environment without Lark, from whose jdsl all that knows the language has been taken out."""
    program = tmp_path / "stored.json"
    well(ran(installed / "jdsl", "compile", example / "examples" / "product_interest", "-o", program, folder=example))
    well(ran(sys.executable, "-m", "venv", tmp_path / "bare", folder=tmp_path))
    bare = tmp_path / "bare" / installed.name
    well(ran(bare / "python", "-m", "pip", "install", "--quiet", "click>=8.2,<9", folder=tmp_path))
    well(ran(bare / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel, folder=tmp_path))
    package = Path(well(ran(bare / "python", "-c", "import jdsl; print(jdsl.__path__[0])", folder=tmp_path)).strip())
    for name in LANGUAGE:
        path = package / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    arguments = MAIN_COMMAND.split("jdsl run ", 1)[1].split()
    report = well(ran(bare / "jdsl", "run", program, *arguments[1:], folder=example))
    assert report == well(ran(installed / "jdsl", "run", *arguments, folder=example)) != ""


def test_the_parse_tables_are_those_of_the_grammar(installed: Path, example: Path) -> None:
    """With the grammar's text gone, the tables alone must do."""
    code = "import jdsl.syntax.parser as p, pathlib; print(pathlib.Path(p.__file__).parents[1] / '_grammar')"
    grammar = Path(well(ran(installed / "python", "-c", code, folder=example)).strip())
    text = (grammar / "journey.lark").read_text(encoding="utf-8")
    (grammar / "journey.lark").write_text("this is no grammar", encoding="utf-8")
    try:
        journey = next((example / "examples").rglob("*.journey"))
        well(ran(installed / "jdsl", "validate", journey, folder=example))
    finally:
        (grammar / "journey.lark").write_text(text, encoding="utf-8")


def test_the_readme_sets_up_and_runs_the_main_job(tmp_path: Path) -> None:
    """Word for word, in a fresh copy of the project."""
    shutil.copytree(ROOT, tmp_path / "copy", ignore=LEFT_OUT)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        MAIN_COMMAND,
        shell=True,
        cwd=tmp_path / "copy",
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        stdin=subprocess.DEVNULL,
    )
    assert well(done)
