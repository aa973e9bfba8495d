"""Every code there is, one constant a row, below the group that it belongs to.

What a code says of a certain place is built beside its check; what it says to whoever asks is `pages/CODE.md`.
"""

from __future__ import annotations

from jdsl.diagnostics.diagnostic import Code, Group, Severity

_ERROR = Severity.ERROR
_WARNING = Severity.WARNING
_HINT = Severity.HINT

_LINES = Group("lines and words")

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
MISPLACED = Code("misplaced", _ERROR, "a line stands where lines of its kind may not stand")
NOTHING_BELOW = Code("nothing-below", _ERROR, "a line that needs lines below it has none")
BODY_TWICE = Code("body-twice", _ERROR, "a line has steps behind `then` and below it too")

_NAMES = Group("names")

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
UNKNOWN_SEGMENT = Code("unknown-segment", _ERROR, "a segment is used that is not declared")
UNKNOWN_SCORE = Code("unknown-score", _ERROR, "a score is used that is not declared")
UNKNOWN_STEPS = Code("unknown-steps", _ERROR, "a step does a piece of steps that is not there")
UNKNOWN_ARM = Code("unknown-arm", _ERROR, "an arm is named that the split does not have")
UNKNOWN_ZONE = Code("unknown-zone", _ERROR, "a time zone is named that there is not")
UNKNOWN_COUNTRY = Code("unknown-country", _ERROR, "holidays are those of a country that is not known")
UNKNOWN_VALUE = Code("unknown-value", _ERROR, "a value is none of those that the attribute can have")
OLD_NAME = Code("old-name", _ERROR, "what something `was` is in use, or is said twice")
INFERRED_EMAILS = Code("inferred-emails", _HINT, "emails are used that are not declared, and none is")
INFERRED_CHANNELS = Code("inferred-channels", _HINT, "channels are used that are not declared, and none is")
INFERRED_PAGES = Code("inferred-pages", _HINT, "pages are used that are not declared, and none is")
INFERRED_FORMS = Code("inferred-forms", _HINT, "forms are used that are not declared, and none is")
INFERRED_PRODUCTS = Code("inferred-products", _HINT, "products are used that are not declared, and none is")
INFERRED_TAGS = Code("inferred-tags", _HINT, "tags are used that are not declared, and none is")

_EVENTS = Group("events and triggers")

WRONG_KIND = Code("wrong-kind", _ERROR, "a name stands where a name of another kind belongs")
VERB_DIFFERS = Code("verb-differs", _ERROR, "an event of the prelude is declared as being about something else")
MISSING_SUBJECT = Code("missing-subject", _ERROR, "an event is said with its preposition, but not what it is about")
UNEXPECTED_WORDS = Code("unexpected-words", _ERROR, "words follow an event that do not belong to it")
NO_LINK_HERE = Code("no-link-here", _ERROR, "a link is asked for where there can be none")
ATTRIBUTE_IN_WHERE = Code("attribute-in-where", _ERROR, "a `where` speaks of something that is not the event's own")
NO_SUCH_MESSAGES = Code("no-such-messages", _ERROR, "all messages of a channel are meant, and it has none")
NO_ANSWER_HERE = Code("no-answer-here", _ERROR, "an answer is listened for where none is ever heard")
IGNORED_TRANSACTIONAL = Code("ignored-transactional", _ERROR, "a transactional message is watched for being ignored")
ANNOUNCED_PRELUDE = Code("announced-prelude", _ERROR, "a journey announces an event of the prelude")

_VALUES = Group("values and conditions")

WRONG_TYPE = Code("wrong-type", _ERROR, "a value is of another type than the place needs")
UNQUOTED_TEXT = Code("unquoted-text", _ERROR, "a text is not quoted")
YES_NO_COMPARED = Code("yes-no-compared", _ERROR, "a yes/no attribute is compared instead of standing alone")
NO_CONDITION = Code("no-condition", _ERROR, "a word stands alone that is neither true nor false")
MIXED_AND_OR = Code("mixed-and-or", _ERROR, "`and` and `or` are mixed without parentheses")
AMBIGUOUS_WORD = Code("ambiguous-word", _ERROR, "a word after `or` is both a value and a yes/no attribute")
NO_EVENT_AT_HAND = Code("no-event-at-hand", _ERROR, "a property is used where no event that has it can be at hand")
NO_SUM_HERE = Code("no-sum-here", _ERROR, "something is reckoned that cannot be, or where nothing can be")
PROPERTIES_DISAGREE = Code(
    "properties-disagree", _ERROR, "the events that can be at hand have one property with two types"
)

_DATES = Group("dates, lengths, and what is remembered")

NO_TIME_OF_DAY = Code("no-time-of-day", _ERROR, "a date stands alone where an instant is needed")
WRONG_LENGTH = Code("wrong-length", _ERROR, "a length is counted in something that does not go with where it stands")
NO_DATE_HERE = Code("no-date-here", _ERROR, "something is counted from that no date can be counted from there")
NOT_REMEMBERED = Code("not-remembered", _ERROR, "a property is needed later, and nothing remembers it")
REMEMBERED_DISAGREES = Code("remembered-disagrees", _ERROR, "values of two types are remembered under one name")

_SEGMENTS = Group("segments and scores")

NOT_IN_SEGMENT = Code("not-in-segment", _ERROR, "a segment asks for something that it cannot depend on")
NOT_IN_SCORE = Code("not-in-score", _ERROR, "a score listens to something, or asks for it, that gives no points")
SEGMENT_CIRCLE = Code("segment-circle", _ERROR, "segments ask for each other in a circle")

_VISITS = Group("visits for each value, pieces and shares")

PER_DIFFERS = Code("per-differs", _ERROR, "entries of one journey let in for each value of different things")
PER_NOT_PLAIN = Code("per-not-plain", _ERROR, "an entry for each value does not go by plain events")
NO_PER_VALUE = Code("no-per-value", _ERROR, "a journey for each value of a property can be entered without one")
PER_IS_FIXED = Code("per-is-fixed", _ERROR, "the value that a visit goes by is remembered anew")
EXCLUDES_ITSELF = Code("excludes-itself", _ERROR, "a journey keeps those out who are in it")
STEPS_CIRCLE = Code("steps-circle", _ERROR, "pieces of steps do each other in a circle")
UNUSED_STEPS = Code("unused-steps", _WARNING, "a piece of steps is done nowhere")
WRONG_SHARES = Code("wrong-shares", _ERROR, "the arms of a split do not make a whole")

_JOURNEYS = Group("journeys and scenarios")

SAID_TWICE = Code("said-twice", _ERROR, "a line that may stand once stands twice")
ONE_EVENT = Code("one-event", _ERROR, "a scenario's day does not say one event")
PLAIN_FACT = Code("plain-fact", _ERROR, "a scenario's `given` or `where` does not say one value")
SENT_AT_MIDNIGHT = Code("sent-at-midnight", _HINT, "a limit puts messages off to the next day, and no hours are said")

_CIRCLES = Group("circles")

ENDLESS_CIRCLE = Code("endless-circle", _ERROR, "contacts go round at one instant, without a wait")
POSSIBLE_CIRCLE = Code("possible-circle", _WARNING, "contacts may go round at one instant, without a wait")

_WORKSPACE = Group("the workspace")

UNKNOWN_SETTING = Code("unknown-setting", _WARNING, "`jdsl.toml` has a key, or the level of a code, that there is not")
WRONG_SETTING = Code("wrong-setting", _ERROR, "a key of `jdsl.toml` has a value that does not fit")
OTHER_ENCODING = Code("other-encoding", _ERROR, "a file is not UTF-8")

# What is allowed is no error, so that a comment never keeps a journey from running.
_ALLOWING = Group("what is allowed")

UNREADABLE_ALLOW = Code("unreadable-allow", _WARNING, "a comment for jdsl does not say what is allowed")
UNKNOWN_CODE = Code("unknown-code", _WARNING, "a code is allowed that there is not")
ALLOWED_ERROR = Code("allowed-error", _WARNING, "an error is allowed, which none can be")
ALLOW_WITHOUT_REASON = Code("allow-without-reason", _WARNING, "something is allowed, and nobody says why")
UNUSED_ALLOW = Code("unused-allow", _HINT, "something is allowed that is not there")


def _grouped() -> dict[str, tuple[Code, ...]]:
    """Each code under the group that stands above it in this file."""
    groups: dict[str, tuple[Code, ...]] = {}
    title = ""
    for value in globals().values():
        if isinstance(value, Group):
            title = value.title
            groups[title] = ()
        elif isinstance(value, Code):
            groups[title] += (value,)
    return groups


GROUPS = _grouped()
ALL_CODES = {code.slug: code for codes in GROUPS.values() for code in codes}

ABOUT_ALLOWING = GROUPS[_ALLOWING.title]
"""Those of the comments that allow something, which no such comment can allow."""
