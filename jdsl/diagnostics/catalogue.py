"""Every code there is, one constant a row. What a code says of a certain place is built beside its check."""

from __future__ import annotations

from jdsl.diagnostics.diagnostic import Code, Severity

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_HINT = Severity.HINT

# --- layout and syntax ---

TAB = Code("tab", _ERROR, "a line is indented with a tab")
UNEVEN_INDENTATION = Code("uneven-indentation", _ERROR, "a line is indented as deep as no line above it")
TOO_DEEP = Code("too-deep", _ERROR, "lines stand in each other, or parentheses do, more levels deep than can be read")
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

# --- names ---

DECLARED_TWICE = Code("declared-twice", _ERROR, "two declarations use one name")
REFUSED_NAME = Code("refused-name", _ERROR, "a name would be read as something else in some place")
UNKNOWN_MESSAGE = Code("unknown-message", _ERROR, "an email, sms or push is used that is not declared")
UNKNOWN_CHANNEL = Code("unknown-channel", _ERROR, "a channel is used that is not declared")
UNKNOWN_PAGE = Code("unknown-page", _ERROR, "a page is used that is not declared")
UNKNOWN_FORM = Code("unknown-form", _ERROR, "a form is used that is not declared")
UNKNOWN_PRODUCT = Code("unknown-product", _ERROR, "a product is used that is not declared")
UNKNOWN_TAG = Code("unknown-tag", _ERROR, "a tag is used that is not declared")
UNKNOWN_TEAM = Code("unknown-team", _ERROR, "a notice goes to a team that is not declared")
UNKNOWN_ATTRIBUTE = Code("unknown-attribute", _ERROR, "an attribute is used that is not declared")
UNKNOWN_PROPERTY = Code("unknown-property", _ERROR, "a property is used that the event does not carry")
UNKNOWN_VERB = Code("unknown-verb", _ERROR, "an event is used that is not declared")
UNKNOWN_LINK = Code("unknown-link", _ERROR, "a link is used that the message does not have")
UNKNOWN_JOURNEY = Code("unknown-journey", _ERROR, "a journey is used that is not there")
UNKNOWN_STAGE = Code("unknown-stage", _ERROR, "a stage is used that the journey does not have")
UNKNOWN_GOAL = Code("unknown-goal", _ERROR, "a goal is used that is not there")
UNKNOWN_KIND = Code("unknown-kind", _ERROR, "an event is about a kind of thing that there is not")
UNKNOWN_WEBINAR = Code("unknown-webinar", _ERROR, "a webinar is used that is not declared")
UNKNOWN_WEBHOOK = Code("unknown-webhook", _ERROR, "a webhook is called that is not declared")
UNKNOWN_ZONE = Code("unknown-zone", _ERROR, "a time zone is named that there is not")
UNKNOWN_COUNTRY = Code("unknown-country", _ERROR, "holidays are those of a country that is not known")
UNKNOWN_VALUE = Code("unknown-value", _ERROR, "a value is none of those that the attribute can have")
INFERRED_EMAILS = Code("inferred-emails", _HINT, "emails are used that are not declared, and none is")
INFERRED_CHANNELS = Code("inferred-channels", _HINT, "channels are used that are not declared, and none is")
INFERRED_PAGES = Code("inferred-pages", _HINT, "pages are used that are not declared, and none is")
INFERRED_FORMS = Code("inferred-forms", _HINT, "forms are used that are not declared, and none is")
INFERRED_PRODUCTS = Code("inferred-products", _HINT, "products are used that are not declared, and none is")
INFERRED_TAGS = Code("inferred-tags", _HINT, "tags are used that are not declared, and none is")

# --- events and triggers ---

WRONG_KIND = Code("wrong-kind", _ERROR, "a name stands where a name of another kind belongs")
VERB_DIFFERS = Code("verb-differs", _ERROR, "an event of the prelude is declared as being about something else")
MISSING_SUBJECT = Code("missing-subject", _ERROR, "an event is said with its preposition, but not what it is about")
UNEXPECTED_WORDS = Code("unexpected-words", _ERROR, "words follow an event that do not belong to it")
NO_LINK_HERE = Code("no-link-here", _ERROR, "a link is asked for where there can be none")
ATTRIBUTE_IN_WHERE = Code("attribute-in-where", _ERROR, "a `where` speaks of something that is not the event's own")
ANNOUNCED_PRELUDE = Code("announced-prelude", _ERROR, "a journey announces an event of the prelude")

# --- values and conditions ---

WRONG_TYPE = Code("wrong-type", _ERROR, "a value is of another type than the place needs")
UNQUOTED_TEXT = Code("unquoted-text", _ERROR, "a text is not quoted")
YES_NO_COMPARED = Code("yes-no-compared", _ERROR, "a yes/no attribute is compared instead of standing alone")
NO_CONDITION = Code("no-condition", _ERROR, "a word stands alone that is neither true nor false")
MIXED_AND_OR = Code("mixed-and-or", _ERROR, "`and` and `or` are mixed without parentheses")
AMBIGUOUS_WORD = Code("ambiguous-word", _ERROR, "a word after `or` is both a value and a yes/no attribute")
NO_EVENT_AT_HAND = Code("no-event-at-hand", _ERROR, "a property is used where no event that has it can be at hand")
PROPERTIES_DISAGREE = Code(
    "properties-disagree", _ERROR, "the events that can be at hand have one property with two types"
)

# --- dates, lengths, and what is remembered ---

NO_TIME_OF_DAY = Code("no-time-of-day", _ERROR, "a date stands alone where an instant is needed")
WRONG_LENGTH = Code("wrong-length", _ERROR, "a length is counted in something that does not go with where it stands")
NO_DATE_HERE = Code("no-date-here", _ERROR, "something is counted from that no date can be counted from there")
NOT_REMEMBERED = Code("not-remembered", _ERROR, "a property is needed later, and nothing remembers it")
REMEMBERED_DISAGREES = Code("remembered-disagrees", _ERROR, "values of two types are remembered under one name")

# --- journeys and scenarios ---

SAID_TWICE = Code("said-twice", _ERROR, "a line that may stand once stands twice")
ONE_EVENT = Code("one-event", _ERROR, "a scenario's day does not say one event")
PLAIN_FACT = Code("plain-fact", _ERROR, "a scenario's `given` or `where` does not say one value")
SENT_AT_MIDNIGHT = Code("sent-at-midnight", _HINT, "a limit puts messages off to the next day, and no hours are said")

# --- the workspace ---

OTHER_ENCODING = Code("other-encoding", _ERROR, "a file is not UTF-8")


def _all_codes() -> dict[str, Code]:
    return {value.slug: value for value in globals().values() if isinstance(value, Code)}


ALL_CODES = _all_codes()
