from jdsl.diagnostics.catalogue import UNREADABLE
from jdsl.diagnostics.diagnostic import Diagnostic, Label
from jdsl.diagnostics.render import render, render_all, render_short
from jdsl.text.source import Source
from jdsl.text.span import Span

TEXT = "journey a\n  send whitepapr\n"
SOURCES = {"a.journey": Source("a.journey", TEXT)}


def found(
    span: Span, path: str = "a.journey", message: str = "no email is called `whitepapr`", **more: object
) -> Diagnostic:
    return Diagnostic(UNREADABLE, path, span, message, **more)  # type: ignore[arg-type]


def test_a_diagnostic_shows_its_line() -> None:
    expected = """\
error[unreadable]: no email is called `whitepapr`
 --> a.journey:2:8
  |
2 |   send whitepapr
  |        ^^^^^^^^^
  = help: did you mean `whitepaper`?"""
    assert render(found(Span(17, 26), help="did you mean `whitepaper`?"), SOURCES) == expected


def test_a_label_shows_its_line_too() -> None:
    shown = render(found(Span(17, 26), labels=(Label(Span(8, 9), "the journey"),)), SOURCES).splitlines()
    assert shown[5:] == ["  = the journey:", " --> a.journey:1:9", "  |", "1 | journey a", "  |         -"]


def test_a_file_that_is_not_there_is_named() -> None:
    assert render(found(Span(0, 1), path="gone.journey"), SOURCES).splitlines()[1] == " --> gone.journey"


def test_the_underline_stays_on_its_line_and_is_never_empty() -> None:
    shown = render(found(Span(12, 999)), SOURCES).splitlines()
    assert shown[-1] == "  |   " + "^" * len("send whitepapr")
    assert render(found(Span(26, 26)), SOURCES).splitlines()[-1].endswith(" ^")


def test_columns_of_wide_letters_and_tabs() -> None:
    sources = {"a.journey": Source("a.journey", "\t日本 x\n")}
    shown = render(found(Span(4, 5)), sources).splitlines()
    assert shown[-2] == "1 |  日本 x"
    assert shown[-1] == "  |       ^"  # one column for the tab, four for two wide letters, one for the space


def test_nothing_is_sent_to_the_terminal_that_it_would_obey() -> None:
    sources = {"a.journey": Source("a.journey", "send \x1b[31mred\u202e\n")}
    shown = render(found(Span(5, 6), message="bad \x1b]0;title\x07 text"), sources)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "\u202e" not in shown


def test_a_long_line_is_cut_around_the_mark() -> None:
    sources = {"a.journey": Source("a.journey", "x" * 5_000 + "HERE" + "y" * 5_000)}
    shown = render(found(Span(5_000, 5_004)), sources).splitlines()
    assert len(shown[-2]) < 140
    at = shown[-1].index("^")
    assert shown[-2][at : at + 4] == "HERE"
    assert shown[-1].count("^") == 4


def test_color_is_only_where_it_is_asked_for() -> None:
    assert "\x1b[" not in render(found(Span(0, 1)), SOURCES)
    assert "\x1b[" in render(found(Span(0, 1)), SOURCES, color=True)


def test_several_are_a_blank_line_apart() -> None:
    both = render_all([found(Span(0, 1)), found(Span(2, 3))], SOURCES)
    assert both.count("\n\n") == 1
    assert both.endswith("^\n")
    assert render_all([], SOURCES) == ""


def test_one_line() -> None:
    short = render_short(found(Span(17, 26)), SOURCES["a.journey"])
    assert short == "a.journey:2:8: error[unreadable]: no email is called `whitepapr`"


def test_a_diagnostic_moves_with_its_line() -> None:
    label = Label(Span(0, 1), "here")
    moved = Diagnostic(UNREADABLE, "", Span(1, 2), "m", labels=(label,)).moved("b", 10)
    assert (moved.path, moved.span, moved.labels[0].span) == ("b", Span(11, 12), Span(10, 11))
