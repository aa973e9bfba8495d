"""`jdsl test` as a person meets it: what it prints, and the status with which it ends."""

from pathlib import Path
from textwrap import dedent

import click.testing
import pytest

from jdsl.cli.main import cli

JOURNEY = """\
journey nurture
  enter when clicked teaser

  stage reading
    send whitepaper after 2d
    exit "read"

scenario "the whitepaper follows" for nurture
  day 0 at 09:00 clicked teaser
  day 2 at 09:00 expect send whitepaper
  expect nothing else

scenario "nothing comes of a visit" for nurture
  day 0 at 09:00 visited pricing
  expect nothing else

journey other
  enter when visited pricing

  stage only
    wait
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "nurture.journey").write_text(JOURNEY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def jdsl_test(*arguments: str, stdin: str | None = None) -> click.testing.Result:
    return click.testing.CliRunner().invoke(cli, ["test", *arguments], input=stdin)


def test_a_line_for_each_scenario_and_a_failure_with_its_timeline(folder: Path) -> None:
    result = jdsl_test()
    assert result.stdout == dedent("""\
        nurture.journey
          ✗ the whitepaper follows  (line 8)

                            expected                  got
              > day 0 at 09:00  clicked teaser   line 9
                day 0 at 09:00                            enter            line 2
              ✓ day 2 at 09:00  send whitepaper  line 10  send whitepaper  line 5
              ✗ day 2 at 09:00  nothing                   exit "read"      line 6

          ✓ nothing comes of a visit

        no scenario watches other
        1 of 2 scenarios failed
        """).replace("                    expected", "                        expected")
    assert result.exit_code == 1


def test_scenarios_are_chosen_by_title_or_journey(folder: Path) -> None:
    assert jdsl_test("nurture.journey", "-k", "VISIT").stdout == dedent("""\
        nurture.journey
          ✓ nothing comes of a visit

        1 scenario passed
        """)
    assert "1 of 2 scenarios failed" in jdsl_test("-k", "Nurture").stdout
    nothing = jdsl_test("-k", "othing at all")
    assert isinstance(nothing.exception, Exception)
    assert "`othing at all`" in str(nothing.exception)


def test_conditions_are_judged_after_all_that_happens_at_that_instant() -> None:
    result = jdsl_test(
        "-",
        stdin=dedent("""\
        tag reader
        attribute rounds number

        journey nurture
          enter when clicked teaser
          reenter always

          stage reading
            add 1 to rounds
            tag reader
            wait 1d
            untag reader

        scenario "tagged for a day"
          day 0 clicked teaser
          day 0 expect tagged reader and rounds is 1
          day 0 expect in journey nurture stage reading
          day 0 at 23:59:59 expect tagged reader
          day 1 expect not tagged reader
          day 1 clicked teaser
          day 1 expect rounds is 2 and tagged reader
        """),
    )
    assert "✗ day 1 at 00:00     not tagged reader" in result.stdout
    assert "\n1 scenario failed\n" in result.stdout
    assert result.stdout.count("holds") == 4
    assert result.exit_code == 1


def test_errors_in_files_are_shown_and_nothing_is_played() -> None:
    result = jdsl_test("-", stdin="when clicked teaser then sent whitepaper\n")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "no scenario was played" in result.stderr


def test_no_scenario_at_all_is_said() -> None:
    result = jdsl_test("-", stdin="when clicked teaser then send whitepaper\n")
    assert "there is no scenario to play" in result.stdout
    assert result.exit_code == 0
