"""Every code there is, one constant a row. What a code says of a certain place is built beside its check."""

from __future__ import annotations

from jdsl.diagnostics.diagnostic import Code, Severity

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_HINT = Severity.HINT

# --- layout and syntax ---

TAB = Code("tab", _ERROR, "a line is indented with a tab")
UNEVEN_INDENTATION = Code("uneven-indentation", _ERROR, "a line is indented as deep as no line above it")
UNREADABLE = Code("unreadable", _ERROR, "a line says something that the language does not know")
UNKNOWN_KEYWORD = Code("unknown-keyword", _ERROR, "a line begins with a word that begins no line")
LETTER_CASE = Code("letter-case", _ERROR, "a keyword is not in lower case")
OTHER_LANGUAGE = Code("other-language", _ERROR, "something is said as other languages say it")
MISSING_WORD = Code("missing-word", _ERROR, "a word has been left out")
UNCLOSED_TEXT = Code("unclosed-text", _ERROR, "a text has no closing quote on its line")
MINUTE_UNIT = Code("minute-unit", _ERROR, "`m` may be minutes or months")
OUT_OF_RANGE = Code("out-of-range", _ERROR, "a number, time or date is larger than it can be")
NOT_YET = Code("not-yet", _ERROR, "this version does not read this part of the language yet")
MISPLACED = Code("misplaced", _ERROR, "a line stands where lines of its kind may not stand")
NOTHING_BELOW = Code("nothing-below", _ERROR, "a line that needs lines below it has none")
BODY_TWICE = Code("body-twice", _ERROR, "a line has steps behind `then` and below it too")


def _all_codes() -> dict[str, Code]:
    return {value.slug: value for value in globals().values() if isinstance(value, Code)}


ALL_CODES = _all_codes()
