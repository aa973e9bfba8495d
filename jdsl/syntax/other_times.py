"""How people say times, days, limits and hours that this language says otherwise: a table of slips."""

from __future__ import annotations

from jdsl.syntax.slips import END as _END
from jdsl.syntax.slips import LENGTH as _D
from jdsl.syntax.slips import UNITS as _UNITS
from jdsl.syntax.slips import slip

_T = r"\d{1,2}:\d{2}(?::\d{2})?"
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DATE = r"\d{4}-\d{2}-\d{2}"
_EVERY = rf"\bevery{_END}\s+"
_AFTER_A_WAIT = r"\b(?:wait|after|up\s+to|send\s+\S+\s+after)"
_CALENDAR = r"(?:weekdays?|months?|years?)"


_CLOCKS = (
    slip(
        r"(?P<here>24:00)(?![-:\w])",
        "00:00",
        message="no clock shows `24:00`, save at the end of a span of hours",
        advice="a day begins at `00:00`",
    ),
    slip(
        rf"\bbetween\s+(?P<here>(?P<a>{_T})\s*(?:-|–|to{_END}|till{_END}|until{_END})\s*(?P<b>{_T}))",
        "{a} and {b}",
        certain=True,
    ),
    slip(
        rf"^send\s+(?P<here>from\s+(?P<a>{_T})\s+(?:to|till|until)\s+(?P<b>{_T}))", "between {a} and {b}", certain=True
    ),
    slip(r"^send\s+(?P<here>only\s+)between\b", "", message="`only` is not needed here", certain=True),
    slip(
        r"^send\s+\S+\s+(?P<here>between)\s",
        message="`between` does not fit behind a message",
        advice="a line `send between …` in the journey's header holds for all that it sends",
    ),
    slip(
        r"(?P<here>in\s+(?:the\s+)?(?:contact|customer|user|recipient|local|their)(?:'s|s')?\s+"
        r"(?:own\s+|local\s+)?(?:time\s*zone|timezone|zone|time))" + _END,
        "in contact time",
        certain=True,
    ),
    slip(
        rf"{_T}\s+(?P<here>in\s+[A-Z]\w*(?:/\w+)*)",
        message="a time has no zone of its own here",
        advice="a line `timezone …` in the journey's header says whose clock is meant",
    ),
    slip(
        rf"\d+\s*[a-z]+\s+(?P<here>until)\s+{_T}",
        "at",
        advice="`wait 2d at 09:00` is 09:00 two days later",
    ),
    slip(r"\bwait\s+(?P<here>for\s+)\d", "", message="`for` is not needed here", certain=True),
    slip(
        rf"\bwait\s+(?P<here>until\s+(?P<d>{_D}))(?=\s*(?:$|then{_END}|else{_END}))",
        "{d}",
        message="`until` goes with a time or a date, not with a length of time",
        certain=True,
    ),
    slip(r"\b(?:wait\s+up\s+to|reenter\s+after)\s+.*\s(?P<here>at)\s+\d", message="no time of day fits here"),
    slip(rf"\buntil\s+(?P<here>next\s+)(?:{_DAY}|weekday)", "", message="`next` is not needed here", certain=True),
    slip(
        rf"\bwait\s+until\s+(?:{_T}|(?:weekday|{_DAY}).*?\sat\s+{_T})(?:\s+in\s+contact\s+time)?\s+(?P<here>else)",
        message="such a time is never past, so `else` would never be done",
        advice="`else` goes with a date: `wait until trial_ends else exit`",
    ),
    slip(
        r"\bwait\s+until\s.*\selse\s.*\s(?P<here>then)",
        message="`else` has one step, and ends the line",
        advice="put the other steps on lines of their own",
    ),
    slip(
        r"\bif\s.*\sthen\s.*\bwait\s(?:.*\s)?until\s.*\s(?P<here>else)",
        message="`else` could belong to `if` or to `wait`",
        advice="put the steps below the `if`, each on a line of its own",
    ),
    slip(
        r"\bwait\s+until\s+(?:not\s+)?(?P<here>has\s|tagged\s|subscribed\s|[^\W\d]\w*\s+(?:is|contains|starts|and|or|[<>]=?)\s)",
        message="`wait until` waits for a time, not for a condition",
        advice="say how long at most: `wait up to 30d until …`",
    ),
    slip(
        r"\bwait\s+until\s.*?\s(?P<here>up\s+to)\s",
        message="`up to` stands before `until`",
        advice="such as `wait up to 30d until vip`",
    ),
    slip(rf"\bwait\s+up\s+to\s+{_D}\s+(?P<here>for)\s", "until"),
    slip(r"\bwait\s+(?P<here>up)\s+\d", "up to", certain=True),
    slip(
        rf"\bwait\s+(?P<here>(?P<d>{_D})\s+(?P<s>before|after))\s",
        "until {d} {s}",
        message="`until` is missing before the moment",
        certain=True,
    ),
    slip(
        rf"\bwait\s+(?P<here>(?:at\s+)?(?P<t>{_T}))",
        "until {t}",
        message="`until` is missing before the time",
        certain=True,
    ),
    slip(
        r"\bwait\s+(?P<here>(?P<n>[^\W\d]\w*(?:-\w+)*))(?=\s*(?:$|,|at\s|else\s|then\s))",
        "until {n}",
        message="`until` is missing before the date",
    ),
)

_DATES = (
    slip(
        rf"(?P<here>(?P<d>{_DATE})T(?P<t>{_T})(?:Z|[-+]\d{{2}}:?\d{{2}})?)",
        "{d} {t}",
        message="a date and a time have a space between them",
        certain=True,
    ),
    slip(
        r"(?P<here>(?P<y>\d{4})[/.](?P<m>\d{2})[/.](?P<d>\d{2}))" + _END,
        "{y}-{m}-{d}",
        message="a date is written year, month, day",
        certain=True,
    ),
    slip(
        r"(?P<here>\d{1,2}(?:[./-]|\.?\s+)(?:\d{1,2}|[A-Z][a-z]+)(?:[./-]|\.?\s+)\d{4})" + _END,
        message="a date is written year, month, day",
        advice="such as `2026-05-12`",
    ),
    slip(rf"^(?:webinar|moment)\s+\S+\s+(?P<here>on\s+(?P<d>{_DATE})\s+at)\s", "at {d}", certain=True),
    slip(
        rf"^(?:webinar|moment)\s+\S+\s+at\s+{_DATE}\s+(?P<here>at\s+)\d", "", message="`at` is said once", certain=True
    ),
    slip(
        rf"(?P<here>(?P<n>[^\W\d]\w*)\s*-\s*(?P<d>{_D}))(?=\s*(?:$|,|at{_END}|then{_END}|else{_END}|as{_END}))",
        "{d} before {n}",
        certain=True,
    ),
    slip(
        rf"(?P<here>(?P<n>[^\W\d]\w*)\s*\+\s*(?P<d>{_D}))(?=\s*(?:$|,|at{_END}|then{_END}|else{_END}|as{_END}))",
        "{d} after {n}",
        certain=True,
    ),
    slip(rf"\b(?:to|remember)\s+(?P<here>in\s+(?P<d>{_D}))" + _END, "{d} after now", certain=True),
    slip(rf"\b{_D}\s+(?P<here>from|since|past)\s+(?!entering)[^\W\d]", "after", certain=True),
    slip(rf"(?:\b(?:when|whenever|until|or)|^enter\s+when)\s+{_D}\s+(?P<here>to|till|until)\s+[^\W\d]", "before"),
    slip(
        r"\buntil\s+(?P<here>before|after)\s+[^\W\d]",
        message="how long `{here}` is not said",
        advice="such as `7d {here} trial_ends`",
    ),
    slip(
        rf"\b(?:when|whenever)\s+(?P<here>(?P<n>[^\W\d]\w*)\s+in\s+(?P<d>{_D}))",
        "{d} before {n}",
    ),
    slip(
        rf"\b(?:before|after|comes)\b[^,]*(?P<here>,)\s*{_T}",
        ", at",
        message="`at` is missing before the time",
        certain=True,
    ),
    slip(
        r"(?:\bcomes|\b(?:before|after)\s+[^\W\d]\w*)(?:,?\s+at\s+\S+)?\s+(?P<here>where|counting\s+machines)\b",
        message="a moment is no event, and carries nothing",
        advice="ask with `if` instead",
    ),
    slip(
        r"(?:\bcomes|\b(?:before|after)\s+[^\W\d]\w*)(?:,?\s+at\s+\S+)?\s+(?P<here>at\s+least|for)\b",
        message="a moment comes once, and cannot be counted",
    ),
    slip(rf"\b(?:when|whenever|or)\s+not\s+(?P<here>{_D})\s+(?:before|after)\b", message="a moment cannot stay away"),
    slip(r"\bis\s+(?:not\s+)?(?P<here>(?:earlier|sooner|older)\s+than)\b", "before", certain=True),
    slip(r"\bis\s+(?:not\s+)?(?P<here>(?:later|newer|younger)\s+than)\b", "after", certain=True),
    slip(r"\bis\s+(?:not\s+)?(?P<here>in\s+the\s+past)\b", "before now"),
    slip(r"\bis\s+(?:not\s+)?(?P<here>in\s+the\s+future)\b", "after now"),
    slip(r"\bis\s+(?:not\s+)?(?P<here>(?:with)?in(?:\s+the)?\s+next)\s+\d", "within the next", certain=True),
    slip(r"\bis\s+(?:not\s+)?(?P<here>(?:with)?in(?:\s+the)?\s+(?:last|past))\s+\d", "within the last", certain=True),
    slip(
        r"\bis\s+(?:not\s+)?(?P<here>(?:with)?in)\s+\d",
        "within the next",
        advice="`within the next 30d` looks ahead, `within the last 30d` looks back",
    ),
    slip(
        r"\bhas\s.*\s(?P<here>within(?:\s+the)?(?:\s+(?:last|past))?)\s+\d",
        "in the last",
        certain=True,
    ),
    slip(
        r"(?P<here>now\s+is\s+(?P<not>not\s+)?(?P<side>before|after)\s+(?P<n>[^\W\d]\w*(?:-\w+)*))" + _END,
        "{n} is {not}{turned} now",
        message="what is compared stands on the left of `is`, and `now` on the right",
        certain=True,
    ),
    slip(
        r"\bnow\s+(?P<here>[<>]=?|=)\s",
        message="`now` is compared by `before` and `after`",
        advice="such as `trial_ends is after now`",
    ),
    slip(r"\bnow\s+is\s+(?:not\s+)?(?P<here>(?:on\s+)?a?\s*weekday)" + _END, "on weekdays", certain=True),
    slip(rf"\bnow\s+is\s+(?:not\s+)?(?P<here>(?P<d>{_DAY}))" + _END, "on {d}", certain=True),
    slip(rf"\bnow\s+is\s+.*{_T}\s+(?P<here>on)\s", "and now is on", certain=True),
)

_SCHEDULES = (
    slip(rf"^(?P<here>on)\s+(?:{_DAY}|weekdays?|mon|tue|wed|thu|fri|sat|sun)", "every"),
    slip(rf"^enter\s+(?P<here>on\s+(?P<d>{_DAY}|weekday))" + _END, "every {d}", certain=True),
    slip(r"^enter\s+(?P<here>daily)\b", "every day", certain=True),
    slip(rf"^enter\s+(?P<here>at)\s+{_DATE}", "on"),
    slip(_EVERY + r"(?P<here>(?P<n>\d+)\s*w)\s+on\b", "{n} weeks", certain=True),
    slip(
        _EVERY + rf"(?P<here>(?:other|second|2nd)\s+(?P<d>{_DAY}))",
        message="every other week is said `2 weeks on {d}`",
        advice="such as `2 weeks on {d} at 09:00 from 2026-03-03`, the date being in the first of those weeks",
    ),
    slip(_EVERY + rf"(?P<here>week\s+on\s+)(?:{_DAY})", "", message="`week on` is not needed here", certain=True),
    slip(
        _EVERY + r"(?P<here>week)\b", message="on which day of the week is not said", advice="such as `monday at 09:00`"
    ),
    slip(
        _EVERY + r"\d+\s+weeks?\s+on\s.*\sat\s+\S+(?:\s+in\s+contact\s+time)?(?P<here>)(?=\s|$)",
        message="from which week on is not said",
        advice="put `from` and a date behind the time, such as `from 2026-03-02`: its week is the first",
    ),
    slip(_EVERY + r"(?P<here>weekends?)\b", "saturday, sunday", certain=True),
    slip(
        _EVERY
        + r"(?P<here>(?:\d+\s*)?(?:s|mins?|h|d|hours?|minutes?|seconds?|days|months|years|morning|evening|night))"
        + _END,
        message="a schedule goes by the calendar",
        advice="such as `day at 09:00`, `monday, thursday at 09:00` or `month on day 1 at 09:00`",
    ),
    slip(
        _EVERY + r"\d+\s+(?P<here>min|mins|h|d|hours?|minutes?|days|months|years)" + _END,
        message="a schedule goes by the calendar",
        advice="such as `day at 09:00`, `2 weeks on tuesday at 09:00 from 2026-03-03` or `month on day 1 at 09:00`",
    ),
    slip(_EVERY + r"month\s+(?P<here>on\s+(?:the\s+)?(?P<n>\d+)(?:st|nd|rd|th)?)" + _END, "on day {n}", certain=True),
    slip(_EVERY + r"month\s+on\s+(?P<here>(?:the\s+)?last(?:\s+day)?)" + _END, "the last day", certain=True),
    slip(
        _EVERY + r"(?P<here>(?:the\s+)?last\s+day\s+of\s+(?:the|each|every)\s+month)\b",
        "month on the last day",
        certain=True,
    ),
    slip(
        _EVERY + r"(?P<here>(?:the\s+)?(?P<n>\d+)(?:st|nd|rd|th)\s+(?:day\s+)?of\s+(?:the|each|every)\s+month)\b",
        "month on day {n}",
        certain=True,
    ),
    slip(
        _EVERY + r"month\s+(?P<here>at)\b",
        message="on which day of the month is not said",
        advice="such as `month on day 1 at 09:00` or `month on the last day at 09:00`",
    ),
    slip(
        _EVERY + r"year\s+(?P<here>[^\W\d]\w*\s+(?:days|weeks|weekdays|months|years))\s+(?:before|after)\b",
        message="a schedule is known in advance: its lengths are written out",
        advice="such as `year 7d before renewal_date at 09:00`",
    ),
    slip(
        _EVERY + r".*(?P<here>,)\s*(?:starting\s+over|at\s+most\s+once)\b",
        message="`every` acts at each of its times",
        advice="what it does can be made to depend on a condition, with `if`",
    ),
    slip(_EVERY + rf"(?P<here>(?P<n>(?!{_DAY}|weekday|day|month|year)[^\W\d]\w*))\s+at\s", "year on {n}"),
    slip(rf"{_DAY}(?P<here>\s+(?:and|&)\s+)(?={_DAY})", ", ", message="days have a comma between them", certain=True),
    slip(
        r"(?P<here>monday\s*(?:to|-|–|till|until|through)\s*friday)" + _END,
        "monday, tuesday, wednesday, thursday, friday",
        message="days are listed one by one",
        advice="`weekdays` are these, without the holidays",
    ),
    slip(rf"{_DAY}\s*(?P<here>to|-|–|till|until|through)\s*{_DAY}", message="days are listed one by one"),
    slip(r"\bon\s+(?P<here>weekends?)\b", "saturday, sunday", certain=True),
    slip(
        rf"^send\s+[^\W\d]\w*\s+(?:at\s+{_T}\s+)?(?P<here>on)\s+(?:{_DAY}|weekdays?|{_DATE})",
        message="`send` goes at a time, not on a day",
        advice="wait for the day first: `wait until monday at 09:00`",
    ),
    slip(
        rf"\bsend\s+\S+\s+(?P<here>at\s+(?P<t>{_T})\s+after\s+(?P<d>{_D}))",
        "after {d} at {t}",
        message="the time of day stands behind the length of time",
        certain=True,
    ),
)

_LENGTHS = (
    slip(
        r"\b(?P<here>(?P<y>\d+)\s*years?\s*,?\s*(?:and\s+)?(?P<m>\d+)\s*months?)\b",
        "{months} months",
        message="lengths on the calendar do not add up",
        certain=True,
    ),
    slip(
        rf"(?P<here>\d+\s*{_CALENDAR}\s*,?\s*(?:and\s+)?\d+\s*[a-z]+|\d+\s*[a-z]+\s*,?\s*(?:and\s+)?\d+\s*{_CALENDAR})\b",
        message="lengths on the calendar do not add up with others",
        advice="wait for the one, then for the other",
    ),
    slip(
        rf"\b(?:wait|after|up\s+to)\s+(?P<here>an?)\s+(?:second|minute|hour|day|week|weekday|month|year)s?{_END}", "1"
    ),
    slip(
        r"\b(?:wait|after|up\s+to|send\s+\S+\s+after)\s+[^\W\d]\w*\s+(?P<here>s|second)" + _END, "seconds", certain=True
    ),
    slip(
        r"\b(?:wait|after|up\s+to|send\s+\S+\s+after)\s+[^\W\d]\w*\s+(?P<here>min|minute)" + _END,
        "minutes",
        certain=True,
    ),
    *(
        slip(rf"{_AFTER_A_WAIT}\s+[^\W\d]\w*\s+(?P<here>{units})" + _END, f"{units.split('|')[-1]}s", certain=True)
        for units in ("s|second", "min|minute", "h|hour", "d|day", "w|week", "weekday", "month", "year")
    ),
)

_SENDING = (
    slip(r"^limit\s.*\s(?P<here>(?:per|an?|every|each)\s+week)" + _END, "per 7d", certain=True),
    slip(r"^limit\s.*\s(?P<here>(?:per|an?|every|each)\s+month)" + _END, "per 30d"),
    slip(r"^limit\s.*\s(?P<here>(?:per|an?|every|each)\s+year)" + _END, "per 365d"),
    slip(r"^limit\s.*\s(?P<here>(?:per|an?|every|each)\s+hour)" + _END, "per 1h", certain=True),
    slip(r"^limit\s.*\s(?P<here>(?:an?|every|each)\s+day|daily)" + _END, "per day", certain=True),
    slip(rf"^limit\s.*\s(?P<here>every|each|in|within|for)\s+{_D}", "per", certain=True),
    slip(
        r"^limit\s+\d+(?P<here>)\s+per\b",
        " messages",
        message="what is counted is not said",
        advice="`emails`, `sms`, `push`, or `messages` for all of them",
    ),
    slip(
        rf"^limit\s+\d+\s+(?:\S+\s+)?{_UNITS}(?P<here>)\s*$",
        " per 7d",
        message="in how long a time is not said",
        advice="such as `per 7d` or `per day`",
    ),
    slip(rf"^limit\s+(?P<here>(?P<u>{_UNITS})\s+(?:to\s+)?(?P<n>\d+))", "{n} {u}", certain=True),
    slip(r"^limit\s+(?P<here>to\s+)\d", "", message="`to` is not needed here", certain=True),
    slip(r"^limit\s.*\selse\s+(?P<here>wait|defer|postpone|later|put\s+off|hold)" + _END, "delay", certain=True),
    slip(r"^hold\s+out\s+(?P<here>(?P<n>\d+(?:\.\d+)?)\s*per\s?cent)" + _END, "{n}%", certain=True),
    slip(r"^hold\s+out\s+(?P<here>(?P<n>[1-9]\d*(?:\.\d+)?))$", "{n}%", message="a share is in percent", certain=True),
    slip(r"^hold\s+out\s+(?P<here>0\.\d+)$", "{percent}", message="a share is in percent"),
    slip(
        r"\bhold\s+\S+\s+(?P<here>until)\s",
        message="a hold lasts for a length of time",
        advice="`for 3d`, or no end and a `release` later",
    ),
    slip(
        r"\bhold\s+(?P<here>(?:for\s+)?\d+\s*[a-z]*)",
        message="which channel is held is not said",
        advice="or say `hold everything`",
    ),
    slip(r"^goal\s+\S+\s+(?P<here>in)\s+\d", "within", certain=True),
    slip(
        rf"^goal\s+\S+\s+(?P<here>(?P<w>when\s.*)\s+(?P<d>within\s+{_D}))$",
        "{d} {w}",
        message="`within` stands right behind the goal's name",
        certain=True,
    ),
    slip(r'^timezone\s+(?P<here>"(?P<z>[\w/+-]+)")', "{z}", message="a zone stands without quotes", certain=True),
    slip(r"^timezone\s+(?P<here>[-+]\d.*)", message="a zone is called by its name", advice="such as `Europe/Prague`"),
    slip(r'^holidays\s+(?P<here>"(?P<c>\w+)")', "{c}", message="a country stands without quotes", certain=True),
    slip(
        r"(?P<here>(?P<w>where\s.*)\s+(?P<c>counting\s+machines))" + _END,
        "{c} {w}",
        message="`counting machines` stands right behind the verb and what it is about",
        certain=True,
    ),
    slip(
        r"(?P<here>(?P<w>(?:at\s+least|at\s+most)\s+\d+\s+times.*)\s+(?P<c>counting\s+machines))" + _END,
        "{c} {w}",
        message="`counting machines` stands right behind the verb and what it is about",
        certain=True,
    ),
    slip(r"^remember\s+(?P<here>(?P<n>[^\W\d]\w*)\s*=\s*(?P<v>\S.*))$", "{v} as {n}", certain=True),
    slip(r"^remember\s+.*\s(?P<here>in|into|to|under)\s+[^\W\d]\w*$", "as", certain=True),
    slip(
        r"(?P<here>,\s*(?:at\s+most\s+)?(?:once|1\s+times?|one\s+time)\s+(?:per|an?|every|each|in))\s+(?:\d|day)",
        ", at most once per",
        certain=True,
    ),
    slip(
        r",\s*(?:at\s+most\s+)?(?P<here>once\s+(?:per|an?|every|each)\s+week)" + _END,
        "once per 7d",
        certain=True,
    ),
    slip(r"\bcall\s+(?P<here>webhook\s+)[^\W\d]", "", message="`webhook` is not needed here", certain=True),
    slip(
        r"\bcall\s+(?P<here>\")",
        message="a webhook is called by its name",
        advice='declare it in a line of its own, such as `webhook crm "https://…"`',
    ),
    slip(r'^webhook\s+\S+\s+(?P<here>at\s+)"', "", message="`at` is not needed here", certain=True),
    slip(
        r"^given\s.*(?P<here>not\s+held\s+out)" + _END,
        message="nobody is held out unless it is said",
        advice="leave it out",
    ),
    slip(
        r"\b(?:if|until|and)\s+(?:not\s+)?(?P<here>(?P<v>(?!subscribed|tagged)[^\W\d]\w*ed)\s+[^\W\d]\w*)" + _END,
        "has {here}",
        message="`has` is missing before `{v}`",
        advice="a condition asks whether something has happened",
    ),
)

SLIPS_OF_TIME = (*_CLOCKS, *_DATES, *_LENGTHS, *_SCHEDULES, *_SENDING)
"""The first that matches at the misfit is told."""
