"""Lists that people rely on are whole: codes are used, pages are there, versions agree."""

import ast
import re
import tomllib

import pytest

import jdsl
from jdsl.diagnostics import catalogue
from jdsl.diagnostics.diagnostic import Code
from jdsl.diagnostics.page import page_of
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


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {page.stem for page in PAGES.glob("*")} == {code.slug for code in CODES.values()}


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.slug)
def test_a_page_has_the_form_of_pages(code: Code) -> None:
    text = (PAGES / f"{code.slug}.md").read_text(encoding="utf-8")
    title, *_ = text.split("\n\n")
    assert title == f"# {code.slug}"
    assert re.findall(r"^## (.+)", text, re.MULTILINE) in (["Wrong", "Right"], ["Wrong", "Right", "What else"])
    page = page_of(code)
    assert len(page.why) > 80, "it says why it matters"
    assert page.wrong
    assert page.right
    prose = re.sub(r"^```.*?^```$", "", text.partition("\n")[2], flags=re.MULTILINE | re.DOTALL)
    assert max(map(len, prose.splitlines())) <= 100, "it is read in terminals"


def test_every_code_is_in_a_group() -> None:
    assert [code for codes in catalogue.GROUPS.values() for code in codes] == list(CODES.values())
    assert all(catalogue.GROUPS.values())


def test_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == jdsl.__version__
    assert re.search(
        rf"^## \[(Unreleased|{re.escape(jdsl.__version__)})\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE
    )
