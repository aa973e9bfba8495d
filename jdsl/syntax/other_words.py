"""What other languages, and hasty people, say for things that this language says otherwise."""

import re

AT_LINE_START = {
    "elif": "else if",
    "elsif": "else if",
    "elseif": "else if",
    "on": "when",
    "while": "whenever",
    "every time": "whenever",
    "once": "when",
    "delay": "wait",
    "pause": "wait",
    "sleep": "wait",
    "goto": "move to",
    "go to": "move to",
    "jump to": "move to",
    "quit": "exit",
    "leave": "exit",
    "stop": "exit",
    "return": "exit",
    "mail": "email",
    "flow": "journey",
    "campaign": "journey",
    "test": "scenario",
    "let": "set",
    "field": "attribute",
    "variable": "attribute",
    "alert": "notify",
    "default": "otherwise",
    "daily": "every day",
    "weekly": "every monday",
    "monthly": "every month",
    "yearly": "every year",
    "schedule": "every",
    "cap": "limit",
    "throttle": "limit",
    "at most": "limit",
    "max": "limit",
    "maximum": "limit",
    "time zone": "timezone",
    "tz": "timezone",
    "save": "remember",
    "store": "remember",
    "resume": "release",
    "holdout": "hold out",
    "control group": "hold out",
    "request": "call",
}
"""Words that begin no line, and those that do and mean it."""

ELSEWHERE = {
    "till": "until",
    "max": "at most",
    "maximum": "at most",
    "minimum": "at least",
    "more than": ">",
    "less than": "<",
    "greater than": ">",
    "equals": "is",
    "equal to": "is",
    "are": "is",
    "isn't": "is not",
    "no more than": "at most",
    "bool": "yes/no",
    "boolean": "yes/no",
    "datetime": "moment",
    "timestamp": "moment",
    "mails": "emails",
    "mail": "email",
    "notifications": "push",
    "string": "text",
    "str": "text",
    "int": "number",
    "integer": "number",
    "float": "number",
    "decimal": "number",
    "enum": "one of",
    "true": "yes",
    "false": "no",
    "any of": "one of",
    "begins with": "starts with",
    "time": "times",
    "prior to": "before",
    "ahead of": "before",
    "in the past": "in the last",
    "go to": "move to",
    "goto": "move to",
    "and": "then",
    "in": "one of",
}
"""Words in the middle of a line."""

COMPARISONS = {
    "is at least": ">=",
    "is at most": "<=",
    "is no more than": "<=",
    "is not more than": "<=",
    "is not less than": ">=",
    "is more than": ">",
    "is greater than": ">",
    "is bigger than": ">",
    "is higher than": ">",
    "is over": ">",
    "is above": ">",
    "is less than": "<",
    "is smaller than": "<",
    "is lower than": "<",
    "is fewer than": "<",
    "is under": "<",
    "is below": "<",
    "at least": ">=",
    "at most": "<=",
}
"""Comparisons in words; the longer before those that they end with."""

NUMBERS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "twice": "2 times",
}
"""Numbers in words."""

DAYS = {
    "mon": "monday",
    "tue": "tuesday",
    "tues": "tuesday",
    "wed": "wednesday",
    "thu": "thursday",
    "thur": "thursday",
    "thurs": "thursday",
    "fri": "friday",
    "sat": "saturday",
    "sun": "sunday",
    **{
        f"{day}s": day
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekday")
    },
}
"""Days as they are not written, and as they are."""

CLOCK_WORDS = {
    **DAYS,
    "noon": "12:00",
    "midday": "12:00",
    "midnight": "00:00",
    "tomorrow": None,
    "yesterday": None,
    "morning": None,
    "evening": None,
    "weekend": None,
    "weekends": None,
}
"""What people wait until, though it is no date; and how it is said, if there is one way."""

SIGNS = {
    "===": ("is",),
    "==": ("is",),
    "=>": (">=", "then"),
    "=<": ("<=",),
    "=": ("is", "to"),
    "->": ("then",),
    "!==": ("is not",),
    "!=": ("is not",),
    "<>": ("is not",),
    "&&": ("and",),
    "&": ("and", "then"),
    "||": ("or",),
    "|": ("or",),
    "!": ("not",),
    "≥": (">=",),
    "≤": ("<=",),
    "≠": ("is not",),
    "→": ("then",),
    "//": ("#",),
    "+": ("and",),
}
"""Signs, and what might be meant; the longer before those that they begin with."""

UNITS = {
    "sec": "s",
    "secs": "s",
    "mins": "min",
    "hr": "h",
    "hrs": "h",
    "wk": "w",
    "wks": "w",
    "ds": "d",
}
"""Units of time as they are not written, and as they are."""

PAGES = (
    (
        re.compile(r"(?:if|when|whenever)(?![-\w]).*\sthen\s.*?(?P<here>(?<![-\w])else)(?![-\w])", re.DOTALL),
        "`else` does not fit on this line",
        "begin a line with `else`, right below this one and as deep",
    ),
    (
        re.compile(r"(?:.*?\s)?(?:then|otherwise)\s+(?P<here>if)(?![-\w])", re.DOTALL),
        "`if` does not fit behind another step",
        "begin a line with `if`, or put the condition before `then`",
    ),
    (
        re.compile(r".*?\s(?:then|else|otherwise)\s+wait\s+(?P<here>up\s+to)(?![-\w])", re.DOTALL),
        "`wait up to` does not fit behind another step",
        "begin a line with `wait up to`, and put its arms below it",
    ),
    (
        re.compile(
            r"(?:(?:enter|exit)\s+)?(?:when|whenever)(?![-\w])(?!.*\s(?:if|where)\s).*?\s(?P<here>and)(?![-\w])",
            re.DOTALL,
        ),
        "what is listened for can be joined by `or` alone",
        "events come one at a time: listen for the last, and ask for the others with `if has …`",
    ),
    (
        re.compile(
            r"(?:.*?\s)?(?:when|whenever|or)\s+not\s(?!.*\sfor\s+\d).*?(?P<here>then|if|or|\Z)(?![-\w])", re.DOTALL
        ),
        "how long nothing has happened is not said",
        "put `for` and a length of time here, such as `for 14d`",
    ),
    (
        re.compile(r".*?\sbetween\s+(?P<here>\S+)\s+and\s", re.DOTALL),
        "`between` does not fit here",
        "say both bounds: `score >= 3 and score <= 5`",
    ),
    (
        re.compile(r".*?\d\s*[a-z]+\s*(?P<here>,|and(?=\s))\s*\d+\s*(?:s|min|h|d|w|[a-z]+s?)(?![-\w])", re.DOTALL),
        "the parts of a length of time have nothing between them",
        "such as `2d 12h`",
    ),
    (
        re.compile(r"(?:.*?\s)?send\s+\S+\s+(?P<here>in)\s+\d", re.DOTALL),
        "`in` is said `after` here",
        "`send x after 2d` waits two days, then sends x",
    ),
    (
        re.compile(
            r"(?:(?:enter|exit)\s+)?(?:when|whenever)\s.*?\s(?P<here>within)\s+\d+\s*[a-z]+(?!.*at\s+least)", re.DOTALL
        ),
        "`within` goes with a count",
        "say how often: `at least 3 times within 7d`",
    ),
)
"""Shapes of lines that are wrong in a way worth a sentence of its own: what does not fit, the message, the help."""
