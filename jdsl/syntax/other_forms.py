"""How people say sequences, scores, splits and promises that this language says otherwise: a table of slips."""

from __future__ import annotations

from jdsl.syntax.slips import END, LENGTH, NAME, UNITS, slip

_UNIT = rf"(?:s|min|h|d|w|seconds?|minutes?|hours?|days?|weeks?|weekdays?|months?|years?){END}"
_WHEN = r"\b(?:when|whenever|or)"
_ASKED = r"\b(?:if|and|or|not|until)"
_VALUE_FOLLOWS = r"(?:\b(?:to|add|take|remember|is)\s+|[<>]=?\s*)"
_WAS = rf"was\s+{NAME}(?:\s*,\s*{NAME})*"
_REST_OF_TRIGGER = r"(?=\s*(?:$|then\b|if\b|or\b))"
_NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_SEQUENCES = (
    slip(
        r"\bhas\s.*\s(?P<here>followed\s+by)\b",
        message="`has` asks for one event, not for a sequence",
        advice="listen for it, such as `when clicked a followed by visited b`",
    ),
    slip(
        r"\bfollowed\s+by\b.*\s(?P<here>followed\s+by)\b",
        message="a sequence has two parts, and no third",
        advice="let the first two lead into a stage that listens for the third",
    ),
    slip(
        r"\bfollowed\s+by\b.*\s(?P<here>or)\b",
        message="`or` does not fit beside a sequence",
        advice="write two rules",
    ),
    slip(
        r"\bor\s.*\s(?P<here>followed\s+by)\b",
        message="a sequence does not fit beside `or`",
        advice="write two rules",
    ),
    slip(
        r"\bat\s+least\s+\d+\s+times\s.*?(?P<here>followed\s+by)\b",
        message="what is counted stands in no sequence",
        advice="let the count lead into a stage that listens for what follows",
    ),
    slip(
        r"\bfollowed\s+by\b.*\s(?P<here>at\s+least)\b",
        message="what is counted stands in no sequence",
        advice="let the first event lead into a stage that counts the second",
    ),
    slip(
        rf"(?:\bfor\s+{LENGTH}|\bcomes\b.*?|\b(?:before|after)\s+{NAME}(?:,?\s+at\s+\S+)?)\s+(?P<here>followed\s+by)\b",
        message="what goes by the clock stands in no sequence",
        advice="let it lead into a stage that listens for what follows",
    ),
    slip(
        rf"\bfollowed\s+by\s+(?:\S.*?\s)??(?P<here>not|for(?=\s+\d)|comes|{LENGTH}(?=\s+(?:before|after)\b))(?!\w)",
        message="what goes by the clock stands in no sequence",
        advice="let the first event lead into a stage that listens for the second",
    ),
    slip(
        rf"(?<!times)\s(?P<here>(?P<w>within\s+{LENGTH})\s+followed\s+by\s+(?P<b>\S.*?))(?=\s+(?:then|if)\b|\s*,|\s*$)",
        "followed by {b} {w}",
        message="`within` stands behind both parts of a sequence",
        certain=True,
    ),
    slip(r"\bfollowed\s+by\s.*\s(?P<here>in|after|before)\s+\d", "within", certain=True),
    slip(
        r"\bwhen\s[^,]*?(?P<here>,\s*(?:starting\s+over|at\s+most\s+once\s+per))\b",
        message="`when` acts once",
        advice="`whenever` acts each time, and may start over or rest",
    ),
    slip(rf"{_WHEN}\s.*?\s(?P<here>and\s+(?:then|later|afterwards?))\s+[^\W\d]", "followed by"),
    slip(rf"\bwhen(?:ever)?\s.*?\s(?P<here>then)\s+[^\W\d]\w*ed{END}.*\swithin\s+\d", "followed by"),
)

_IGNORED = (
    slip(
        r"\bignored\s+(?P<here>(?P<x>\S.*?)\s+(?P<f>for\s+\d+\s*[a-z]+)\s+counting\s+machines)\b",
        "{x} counting machines {f}",
        message="`counting machines` stands right behind what is ignored",
        certain=True,
    ),
    slip(
        r"\bignored\s+(?P<here>any\s+(?:(?P<c>(?!emails?\b)\S+\s+))?emails?\s+(?:at\s+least\s+)?(?P<n>\d+)\s+times"
        r"(?:\s+in\s+a\s+row)?)",
        "{n} {c}emails in a row",
        certain=True,
    ),
    slip(
        r"\bignored\s+(?P<here>1\s+(?P<c>(?:(?!emails?\b)\S+\s+)?)email\s+in\s+a\s+row)", "any {c}email", certain=True
    ),
    slip(r"\bignored\s+\d+\s+(?P<here>any\s+)", "", message="`any` is not needed here"),
    *(
        slip(rf"\bignored\s+(?P<here>{word}\s+(?P<rest>(?:\S+\s+)?emails\s+in))\b", f"{number} {{rest}}", certain=True)
        for number, word in enumerate(_NUMBER_WORDS, start=2)
    ),
    slip(
        r"\bignored\s+\d+\s+(?:\S+\s+)?(?P<here>messages?|sms|push)\s+in\s+a\s+row\b",
        "emails",
        message="emails alone are ignored in a row",
    ),
    slip(
        r"\bignored\s+any\s+(?:\S+\s+)?emails?\s+(?P<here>in\s+a\s+row)\b",
        message="how many in a row is not said",
        advice="such as `ignored 3 emails in a row for 14d`",
    ),
    slip(
        r"\bignored\s+\S.*?\s(?P<here>at\s+least\s+\d+\s+times)\b",
        message="what is ignored is not counted",
        advice="`ignored 3 emails in a row for 14d` looks at the last three",
    ),
    slip(
        r"\bignored\s+\S.*?\s(?P<here>where)\b",
        message="what was sent carries nothing to ask for",
        advice="ask with `if` instead",
    ),
    slip(r"\bignored\s+\S.*?\s(?P<here>within|since|after|in|longer\s+than)\s+\d", "for", certain=True),
    slip(
        rf"(?:\bignored|\bnot)\s+\S.*?\sfor\s+(?P<here>{NAME}\s+(?:seconds|minutes|hours|days|weeks|weekdays|months|years))\b",
        message="how long is written out here",
        advice="such as `for 14d`",
    ),
    slip(
        rf"\bignored\s+(?:\d+\s+(?:{NAME}\s+)?emails\s+in\s+a\s+row|(?!in\b)(?!for\b){NAME}(?:\s+(?!for\b|then\b|if\b|or\b){NAME}){{0,2}}?)"
        rf"(?:\s+counting\s+machines)?(?P<here>){_REST_OF_TRIGGER}",
        message="how long it has been ignored is not said",
        advice="put `for` and a length of time here, such as `for 5d`",
    ),
    slip(
        r"(?P<here>\d+\s+times\s+in\s+a\s+row)\b",
        message="`in a row` goes with `ignored` alone",
        advice="such as `ignored 3 emails in a row for 14d`",
    ),
)

_SCORES = (
    slip(r"^segment\s+\S+\s+(?P<here>(?:where|is|of|with|as)\b|=|:)", "if"),
    slip(r"^segment\s+\S+\s+(?P<here>when)\b", "if has"),
    slip(
        r"^segment\s+\S+(?P<here>)\s*$",
        message="who is in the segment is not said",
        advice="put `if` and a condition here, such as `if lifetime_value > 1000`",
    ),
    slip(r'^segment\s+\S+\s+(?P<here>"[^"]*"\s*)', "", message="a segment has a name alone"),
    slip(
        r"\bwhere\s(?:(?!\bif\b).)*?(?P<here>in\s+(?:segment|journey))\b",
        message="where the contact is stands behind `if`: `where` asks the event alone",
        advice="such as `if in segment regulars`, at the end of what is listened for",
    ),
    slip(rf"{_ASKED}\s+(?P<here>segment)\s+[^\W\d]", "in segment", certain=True),
    slip(rf"{_ASKED}\s+(?P<here>is\s+in)\s+(?:segment|journey)\b", "in", certain=True),
    slip(rf"{_ASKED}\s+(?P<here>is\s+not\s+in)\s+(?:segment|journey)\b", "not in", certain=True),
    slip(
        r"^score\s+\S+\s+(?P<here>(?!was\b)\S.*)$",
        message="what gives points stands below the score",
        advice="such as `add 10 when clicked any email`",
    ),
    slip(r"^(?:add|take)\s+[\d.]+\s+(?P<here>points?\s+)", "", message="`points` is not needed here", certain=True),
    slip(r"^(?:add|take)\s+[\d.]+\s+(?P<here>if|for|on|whenever|(?:each|every)\s+time|once|after)\s+[^\W\d]", "when"),
    slip(
        r"^(?P<here>(?P<v>add|take)\s+when)\b",
        message="how many points is not said",
        advice="such as `{v} 10 when clicked any email`",
    ),
    *(
        slip(rf"^halve\s+every\s+(?P<here>{unit})\b", length, certain=unit in {"day", "week"})
        for unit, length in (("day", "1d"), ("week", "7d"), ("month", "30d"), ("year", "365d"))
    ),
    slip(r"^halve\s+(?P<here>after|in|each|within|per)\s", "every", certain=True),
    slip(
        r"\b(?:reaches|falls\s+below)\s+-?[\d.]+\s*(?P<here>points?|percent|%)", "", message="a score is a plain number"
    ),
    slip(
        r"\b(?:reaches|falls\s+below)\s+-?[\d.]+\s+(?P<here>at\s+least|where|for|within|counting\s+machines)\b",
        message="a threshold is not counted, and carries nothing",
        advice="ask with `if` instead",
    ),
    slip(
        r"\b(?:reaches|falls\s+below)(?P<here>)(?=\s*$|\s+(?:then|if|or)\b)",
        message="the number is not said",
        advice="such as `readiness reaches 50`",
    ),
    slip(
        rf"\b(?:reaches|falls\s+below)\s+(?P<here>{NAME})",
        message="the number is written out here",
        advice="such as `readiness reaches 50`",
    ),
    slip(
        rf"{_WHEN}\s+{NAME}\s+(?P<here>(?:falls|drops|goes|sinks|gets|is)\s+(?:under|below|beneath)|is\s+less\s+than|<)"
        r"\s*-?\d",
        "falls below",
    ),
    slip(
        rf"{_WHEN}\s+{NAME}\s+(?P<here>exceeds|hits|passes|reached|(?:rises|goes|gets|climbs|comes)\s+(?:above|over|to)"
        r"|is(?:\s+(?:at\s+least|above|over|more\s+than))?|>=?)\s*-?\d",
        "reaches",
    ),
    slip(
        rf"{_WHEN}\s+not\s+{NAME}\s+(?P<here>reaches|falls\s+below)\s+-?\d",
        message="a threshold cannot stay away",
        advice="ask for the score with `if` instead",
    ),
    slip(r"^answers\s+(?P<here>in|after|by|under|for)\s+\d", "within", certain=True),
    slip(
        rf"\bwait\s+(?:until|for)\s+(?P<here>{NAME}\s+(?:answers|answered|fails|failed))\b",
        message="what is waited for stands in an arm",
        advice="such as `wait up to 1min`, and `when crm answers` below it",
    ),
    *(
        slip(
            rf"{_ASKED}\s+(?:not\s+)?(?P<here>(?P<n>{NAME})\s+{heard})\b",
            f"has {{n}} {asked}",
            message=f"`{heard}` is listened for, and asked for as `{asked}`",
            certain=True,
        )
        for heard, asked in (("answers", "answered"), ("fails", "failed"))
    ),
    slip(
        rf"{_ASKED}\s+{NAME}\s+(?P<here>reaches|reached)\s*-?\d",
        ">=",
        message="a score is compared here; `reaches` is listened for",
    ),
    slip(
        rf"{_ASKED}\s+{NAME}\s+(?P<here>(?:falls|fell)\s+below)\s*-?\d",
        "<",
        message="a score is compared here; `falls below` is listened for",
    ),
    slip(rf"{_ASKED}\s+(?P<here>score\s+)(?P<n>{NAME})\s+(?:[<>]|is\b)", "", message="`score` is not needed here"),
    slip(
        rf"{_WHEN}\s+(?P<here>score\s+(?P<n>{NAME})\s+(?P<v>reaches|falls\s+below))\b",
        "{n} {v}",
        message="`score` is not needed here",
        certain=True,
    ),
    slip(
        r"(?P<here>(?:does\s+not|doesn't|did\s+not|didn't)\s+(?:answer|respond|reply))\b",
        "fails",
    ),
)

_HEADERS = (
    slip(
        rf"^enter\s+when\s.*?\s(?P<here>(?P<c>if\s.*?)\s+(?P<p>per\s+{NAME}(?:\s*,\s*newest\s+only)?))\s*$",
        "{p} {c}",
        message="`per` stands before the `if`",
        certain=True,
    ),
    slip(
        r"^enter\s+when\s(?:(?!\sper\s).)*?(?P<here>,?\s*newest\s+only)\b",
        message="`newest only` goes with `per`",
        advice="such as `enter when purchased per order_id, newest only`",
    ),
    slip(
        rf"^enter\s+when\s.*\sper\s+{NAME}\s*(?P<here>,\s*(?:(?:the\s+)?(?:latest|last|newest)|only\s+(?:the\s+)?"
        rf"(?:latest|last|newest))(?:\s+only)?){END}",
        ", newest only",
        certain=True,
    ),
    slip(
        r"^enter\s+when\s.*\sper(?P<here>)\s*$",
        message="which property is not said",
        advice="such as `per order_id`: one visit for each order",
    ),
    slip(
        rf"^(?:enter\s+(?:every|on)|exit|goal|when|whenever)\s.*(?<!once)\s(?P<here>per)\s+{NAME}",
        message="`per` goes with `enter when` alone",
        advice="who came in `per order_id` hears what has the same `order_id` everywhere in the journey",
    ),
    slip(r"^not\s+while\s+(?P<here>in\s+journey)\s", "in", certain=True),
    slip(r"^not\s+(?P<here>in(?:\s+journey)?)\s", "while in", certain=True),
    slip(
        rf"^reenter\s+(?P<here>(?P<d>{LENGTH})\s+(?:after|from|since)\s+(?:entering|entry|enter))\b",
        "after {d} from entering",
        certain=True,
    ),
    slip(rf"^reenter\s+(?P<here>(?:in\s+)?(?P<d>{LENGTH})(?:\s+(?:after|later|from)\b.*)?)$", "after {d}"),
    slip(
        r"^reenter\s+after\s.*?\s(?P<here>(?:since|after|from|of)\s+(?:entering|entry|enter(?:ed)?|coming\s+in))\s*$",
        "from entering",
        certain=True,
    ),
    slip(
        r"^reenter\s+after\s.*?(?P<here>\s+(?:since|after|from)\s+(?:leaving|exit(?:ing)?|completing|the\s+end))\s*$",
        "",
        message="it counts from leaving unless `from entering` is said",
        certain=True,
    ),
    slip(r"^on\s+change\s+(?P<here>continue|finish|stay|remain|leave)\b", "keep"),
    slip(r"^on\s+change\s+(?P<here>move|migrate|update|switch|upgrade)\b", "follow"),
    slip(
        r"^on\s+change(?P<here>)\s*$",
        message="what becomes of the contacts inside is not said",
        advice="`keep`: they finish the version that they are on; `follow`: they move to the new one",
    ),
    slip(r"^on\s+(?P<here>update|upgrade|deploy(?:ment)?|changes|(?:a\s+)?new\s+version)\b", "change"),
)

_RENAMED = (
    slip(
        rf'^[a-z]+\s+{NAME}\s+(?P<here>(?P<w>{_WAS})\s+(?P<t>"[^"]*"))',
        "{t} {w}",
        message="`was` stands behind the text",
        certain=True,
    ),
    slip(
        rf"^(?:goal|attribute|property|webinar|moment|segment)\s+{NAME}\s+(?P<here>(?P<rest>(?!was\b)\S.*?)\s+(?P<w>{_WAS}))\s*$",
        "{w} {rest}",
        message="`was` stands right behind the name",
        certain=True,
    ),
    slip(rf'\bwas\s+(?P<here>"(?P<n>{NAME})")', "{n}", message="a name stands without quotes", certain=True),
    slip(
        rf'^[a-z]+\s+{NAME}(?:\s+"[^"]*")?\s+(?P<here>formerly|previously|aka|renamed\s+from|used\s+to\s+be|once)\b',
        "was",
    ),
    slip(
        rf'^[a-z]+\s+{NAME}(?:\s+"[^"]*")?\s+(?P<here>\(\s*(?P<w>{_WAS})\s*\))',
        "{w}",
        message="`was` stands without parentheses",
        certain=True,
    ),
    slip(
        r"^(?P<here>was)\b",
        message="`was` stands behind a name and its text, on the same line",
        advice="such as `stage trial was evaluation`",
    ),
)

_PROMISES = (
    slip(r"^guarantee\s+at\s+most\s.*\s(?P<here>per|in|every|each)\s+\d", "within", certain=True),
    slip(r"^guarantee\s+at\s+most\s.*\s(?P<here>(?:per|an?|every|each)\s+day|daily)\b", "within 1d"),
    slip(r"^guarantee\s+at\s+most\s.*\s(?P<here>(?:per|an?|every|each)\s+week|weekly)\b", "within 7d", certain=True),
    slip(
        r"^guarantee\s+at\s+most\s+\d+(?P<here>)\s+within\b",
        " messages",
        message="what is counted is not said",
        advice="`emails`, `sms`, `push`, or `messages` for all of them",
    ),
    slip(
        rf"^guarantee\s+at\s+most\s+\d+\s+(?:\S+\s+)?{UNITS}(?P<here>)\s*$",
        " within 7d",
        message="in how long a time is not said",
    ),
    slip(
        r"^guarantee\s+(?P<here>(?:all\s+|every\s+)?contacts?\s+leaves?|every(?:one|body)\s+leaves?|all\s+leave)\b",
        "every contact leaves",
        certain=True,
    ),
    slip(r"^guarantee\s+every\s+contact\s+leaves\s+(?P<here>in|after|before|by)\s", "within", certain=True),
    slip(
        r"^guarantee\s+every\s+contact\s+leaves(?P<here>)\s*$",
        " within 60d",
        message="in how long a time is not said",
    ),
    slip(
        r"^guarantee\s+never\s+send\s+\S.*?\s(?P<here>before\s.*)$",
        message="a promise looks back, not ahead",
        advice="say after what it must not be sent: `guarantee never send reminder after purchased`",
    ),
    slip(
        r"^guarantee\s+never\s+send\s.*?\safter\s.*?\s(?P<here>or|at\s+least|followed\s+by|for(?=\s+\d)|if)\b",
        message="a promise is about one event, and nothing besides",
        advice="write another `guarantee` for another event",
    ),
    slip(
        r"^guarantee\s+never\s+send(?:(?!\safter\s).)*?(?P<here>)\s*$",
        message="after what is not said",
        advice="such as `guarantee never send reminder after purchased`",
    ),
)

_BLOCKS = (
    slip(
        r"^split\s+\S+\s+(?P<here>(?:\d|into\b|in\b|by\b|between\b|then\b|:).*)$",
        message="the shares stand in lines below",
        advice="such as `50% control` and `50% offer`",
    ),
    slip(
        r"^\d+(?:\.\d+)?\s*%(?P<here>)\s*$",
        message="what the arm is called is not said",
        advice="such as `30% control`",
    ),
    slip(
        rf"^(?P<here>(?P<n>{NAME})\s*:?\s+(?P<p>\d+(?:\.\d+)?)\s*%)",
        "{p}% {n}",
        message="the share stands before the name of the arm",
        certain=True,
    ),
    slip(rf"^(?P<here>(?P<p>\d+(?:\.\d+)?)\s+(?P<n>{NAME}))", "{p}% {n}", message="a share is in percent"),
    slip(r"^\d+(?:\.\d+)?%\s*(?P<here>(?:(?:to|for|as|get|of|go\s+to)\b|:|=|-)\s*)", "", message="the name follows"),
    slip(
        r"^\d+(?:\.\d+)?%\s+[\w-]+(?P<here>\s*:\s*)\S", " then ", message="a step follows behind `then`", certain=True
    ),
    slip(r"^repeat\s+(?P<here>(?P<n>\d+)\s*(?:x|time|rounds?))" + END + r"(?!\s*until)", "{n} times", certain=True),
    slip(r"^repeat\s+(?P<here>(?P<n>\d+)\s+times)\s+until\b", "at most {n} times", certain=True),
    slip(r"^repeat\s+(?P<here>up\s+to|no\s+more\s+than|max(?:imum)?)\s+\d", "at most", certain=True),
    slip(r"^repeat\s+(?P<here>at\s+most\s+(?P<n>\d+)\s+times)\s*$", "{n} times", certain=True),
    slip(
        r"^repeat\s+(?P<here>until)\b",
        "at most 10 times until",
        message="how many times at most is not said",
        advice="such as `repeat at most 10 times until vip`",
    ),
    slip(
        r"^repeat\s+at\s+most\s+\d+\s+times\s+(?P<here>while)\s",
        "until not",
        message="rounds go on until something holds",
    ),
    slip(
        r"^repeat\s.*\s(?P<here>then)\b",
        message="what is repeated stands below",
        advice="put the steps below it, each on a line of its own",
    ),
    *(
        slip(shape, message="how many times is not said", advice="such as `repeat 3 times`")
        for shape in (
            r"^repeat(?P<here>)\s*$",
            r"^repeat\s+(?P<here>(?:for\s*ever|always|endlessly|every|each|while)\b.*)$",
        )
    ),
    slip(r"^(?P<here>do)\s+\d+\s+times\b", "repeat", certain=True),
    slip(r"\bdo\s+(?P<here>steps\s+)[^\W\d]", "", message="`steps` is not needed here", certain=True),
    slip(r"^template(?P<here>\s*[:=]\s*)", " ", message="nothing stands between `template` and the path", certain=True),
)

_SUMS = (
    slip(
        r"\b(?:wait|after|up\s+to)\s+\S+\s+(?P<here>plus|minus|times)\b",
        message="lengths of time are not reckoned with",
        advice="remember the number first, then wait: `wait gap days`",
    ),
    slip(
        rf"(?P<here>(?P<n>{NAME})\s+plus\s+(?P<d>(?:\d+|{NAME})\s*{_UNIT}))",
        "{d} after {n}",
        message="a length of time is not added, but counted from a date",
        certain=True,
    ),
    slip(
        rf"(?P<here>(?P<n>{NAME})\s+minus\s+(?P<d>(?:\d+|{NAME})\s*{_UNIT}))",
        "{d} before {n}",
        message="a length of time is not taken away, but counted back from a date",
        certain=True,
    ),
    *(
        slip(
            shape,
            message="two numbers are reckoned at a time, and no more",
            advice="remember the first two, such as `remember a plus b as both`",
        )
        for shape in (
            r"\b(?:plus|minus|times)\s+\S+\s+(?P<here>plus|minus|times|[-+*×/])",
            r"\b(?:plus|minus|times)\s+(?P<here>\()",
        )
    ),
    slip(
        rf"{_VALUE_FOLLOWS}(?P<here>\((?P<sum>[^()]*\b(?:plus|minus|times)\b[^()]*)\))",
        "{sum}",
        message="sums stand without parentheses",
        certain=True,
    ),
    slip(
        r"\b(?:plus|minus|times)\s+(?P<here>\"[^\"]*\"|yes\b|no\b|now\b|today\b|\d{4}-\d{2}-\d{2})",
        message="numbers alone are reckoned with",
    ),
    slip(
        rf"{_ASKED}\s+(?:{NAME}|-?[\d.]+)\s+(?P<here>plus|minus|times)\s+\S+\s+(?:[<>]|is\b)",
        message="what is reckoned stands on the right of a comparison",
        advice="such as `if total > limit plus 10`; or remember it first",
    ),
    *(
        slip(
            rf"{_VALUE_FOLLOWS}(?:{NAME}|[\d.]+)(?P<here>\s*{sign}\s*)(?=(?:\d+(?:\.\d+)?|{NAME}){END}(?!\s*{_UNIT}))",
            f" {word} ",
            certain=True,
        )
        for sign, word in ((r"\+", "plus"), ("-", "minus"), (r"[*×]", "times"))
    ),
    slip(
        r"(?<=\w)\s*(?P<here>/|÷|divided\s+by\b)\s*\w",
        message="there is no division",
        advice="multiply by a part, such as `total times 0.5`",
    ),
)

SLIPS_OF_FORM = (*_SEQUENCES, *_IGNORED, *_SCORES, *_HEADERS, *_RENAMED, *_PROMISES, *_BLOCKS, *_SUMS)
"""Asked before those of time."""

LAST_SLIPS = (slip(r"^(?P<here>on)\s+(?!change\b)", "when"),)
"""Asked after all others."""
