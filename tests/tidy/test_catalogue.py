"""Lists that people rely on are whole: codes are used, pages are there, versions agree."""

import ast
import re
import tomllib

import pytest

import jdsl
from jdsl.diagnostics import catalogue
from jdsl.diagnostics.diagnostic import Code
from tests.tidy.source import PACKAGE, ROOT, modules

CODES = {name: code for name, code in vars(catalogue).items() if isinstance(code, Code)}
PAGES = PACKAGE / "diagnostics" / "pages"


def test_every_code_has_a_slug_of_its_own() -> None:
    slugs = [code.slug for code in CODES.values()]
    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("name", CODES)
def test_a_code_is_a_small_phrase_and_its_constant_says_the_same(name: str) -> None:
    slug = CODES[name].slug
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", slug)
    assert name == slug.upper().replace("-", "_")


@pytest.mark.parametrize("name", CODES)
def test_a_code_is_reported_by_someone(name: str) -> None:
    used = {
        node.id if isinstance(node, ast.Name) else node.attr
        for module in modules()
        if module.name != "jdsl/diagnostics/catalogue.py"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert name in used, f"{CODES[name].slug} is in the catalogue and nobody reports it"


def test_pages_are_about_codes_that_exist() -> None:
    """There need not be a page yet; but a page about no code is one that nobody can come to."""
    assert {page.stem for page in PAGES.glob("*.md")} <= {code.slug for code in CODES.values()}


def test_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == jdsl.__version__
    assert re.search(
        rf"^## \[(Unreleased|{re.escape(jdsl.__version__)})\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
