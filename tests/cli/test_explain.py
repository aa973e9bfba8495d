"""`jdsl explain`: what it shows, and its status."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from jdsl.cli.main import cli
from jdsl.diagnostics.catalogue import ABOUT_ALLOWING, ALL_CODES, GROUPS
from jdsl.diagnostics.diagnostic import Code, Severity
from jdsl.diagnostics.page import page_of


def explain(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["explain", *arguments])


def test_a_page() -> None:
    result = explain("unused-steps")
    assert result.exit_code == 0
    assert result.output == (
        "warning[unused-steps]\n"
        "\n"
        "A piece of steps is done nowhere. It does no harm, but whoever changes a message in it will\n"
        "wonder why nobody gets it.\n"
        "\n"
        "Wrong:\n"
        "\n"
        "    email offer\n"
        "\n"
        "    steps follow_up\n"
        "          ^^^^^^^^^\n"
        "      send offer\n"
        "\n"
        "Right:\n"
        "\n"
        "    email offer\n"
        "\n"
        "    steps follow_up\n"
        "      send offer\n"
        "\n"
        "    journey hello\n"
        "      enter when purchased\n"
        "\n"
        "      stage only\n"
        "        do follow_up\n"
        "\n"
        "What else:\n"
        "\n"
        "Delete it, or say where it is done. A piece that waits for its journey can be allowed until\n"
        "then.\n"
        "\n"
        "If it is meant so: `# jdsl: allow unused-steps because …` above a line or at its end;\n"
        'or, for the whole workspace, `unused-steps = "off"` below `[levels]` in `jdsl.toml`.\n'
    )


def test_several_files_have_a_line_between_them() -> None:
    output = explain("unknown-setting").output
    assert '    [levels]\n    unused-step = "off"\n    ^^^^^^^^^^^\n\n    ---\n\n    email teaser\n' in output


@pytest.mark.parametrize("code", ALL_CODES.values(), ids=lambda code: code.slug)
def test_every_code_is_explained(code: Code) -> None:
    result = explain(code.slug)
    assert result.exit_code == 0
    assert page_of(code).why in result.output
    assert ("jdsl: allow" in result.output.splitlines()[-2]) is (
        code.severity is not Severity.ERROR and code not in ABOUT_ALLOWING
    )


def test_it_is_known_as_it_was_shown() -> None:
    assert explain("error[unknown-page]:").output == explain("unknown-page").output


def test_an_unknown_one() -> None:
    result = CliRunner().invoke(cli, ["explain", "unknwn-page"], standalone_mode=False)
    assert "there is no diagnostic `unknwn-page`; did you mean `unknown-page`?" in str(result.exception)
    assert explain("x").exit_code == 2


def test_all_of_them() -> None:
    result = explain()
    assert result.exit_code == 0
    lines = result.output.splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert listed == list(ALL_CODES)
    assert [line for line in lines if line and not line.startswith(" ")][:-1] == [name.capitalize() for name in GROUPS]
    assert "  unused-steps           warning  a piece of steps is done nowhere" in lines
