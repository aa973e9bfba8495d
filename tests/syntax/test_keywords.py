from jdsl.syntax.expectations import first_words, in_words
from jdsl.syntax.keywords import BY_SPELLING, GRAMMAR_WORDS, KEYWORDS, REFUSED_NAMES, RESERVED, STEP_WORDS, UNIT_WORDS
from jdsl.syntax.parser import terminal_spellings


def test_no_keyword_is_there_twice() -> None:
    assert len(BY_SPELLING) == len(KEYWORDS)


def test_every_meaning_is_a_phrase() -> None:
    for keyword in KEYWORDS:
        assert keyword.meaning
        assert keyword.meaning == keyword.meaning.strip()
        assert keyword.meaning[-1] not in ".!"


def test_what_the_table_says_is_read_is_read() -> None:
    words = {word for spelling in terminal_spellings().values() for word in spelling.replace(",", "").split()}
    words |= {"stay", "s", "min", "h", "d", "w"} | {unit + "s" for unit in ("second", "minute", "hour", "day", "week")}
    words |= {"second", "minute", "hour", "week", "any", "one", "fails"}
    for keyword in KEYWORDS:
        assert set(keyword.spelling.split()) <= words, keyword.spelling


def test_the_fourteen_reserved_words() -> None:
    assert len(RESERVED) == 14
    assert RESERVED <= REFUSED_NAMES
    assert RESERVED <= GRAMMAR_WORDS


def test_names_that_the_language_refuses() -> None:
    refused = (
        "after before one set today now yes no in tagged monday sunday weekday weekdays day any reaches comes answers"
    )
    assert set((refused + " fails between stay send wait tag d min weeks withheld").split()) <= REFUSED_NAMES
    assert not {"score", "link", "email", "a", "limit", "text"} & REFUSED_NAMES


def test_units_of_time() -> None:
    assert {"s", "min", "h", "d", "w", "minutes", "day", "days", "weekdays", "months"} <= UNIT_WORDS <= REFUSED_NAMES
    assert not {"today", "monday", "weekday"} & UNIT_WORDS


def test_steps_and_first_words() -> None:
    assert {"send", "tag", "untag", "call", "wait", "exit"} <= STEP_WORDS
    assert {"when", "send", "journey", "expect", "meanwhile"} <= first_words()
    assert "then" not in first_words()


def test_a_list_in_words() -> None:
    assert in_words({"NAME"}) == "a name"
    assert in_words({"NAME", "$END"}) == "a name or the end of the line"
    assert in_words({"DURATION", "WHEN", "$END"}) == "a length of time, such as `2d`, `when` or the end of the line"
    assert in_words(set()) == "nothing"
