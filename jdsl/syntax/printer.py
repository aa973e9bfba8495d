"""From a tree to text, in the one layout that the language has.

Two spaces a level; a blank line before each journey, stage and scenario, and elsewhere where the writer left one;
comments at line ends aligned where they stand below each other. A line longer than `WIDTH` is broken before words that
go on with the line above. Lines that could not be read are left as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from jdsl.syntax import ast
from jdsl.syntax.layout import code_lines
from jdsl.syntax.reading import parse
from jdsl.text.written import number_in_words, text_in_quotes

WIDTH = 100

_SEPARATED = (ast.JourneyLine, ast.StageLine, ast.ScenarioLine)
_IF_GOES_ON = (ast.EnterWhen, ast.ExitWhen, ast.GoalLine)
_CONTINUED = 4  # how much deeper a line goes on


def format_source(path: str, source: str) -> str:
    """The text of a file in the canonical layout; what cannot be read stays as it is."""
    return print_file(parse(path, source).file)


def print_file(file: ast.File) -> str:
    """The file's text; nothing for an empty one, else it ends with the end of its last line."""
    printer = _Printer()
    printer.lines(file.lines, 0)
    comments = file.trailing_comments
    printer.comments(comments if file.lines else _without_blank_start(comments), 0)
    return "".join(line + "\n" for line in printer.finished())


def print_statement(statement: ast.Statement) -> str:
    """What the line says, on one line; of a line that could not be read its first words."""
    return " ".join(_statement(statement))


@dataclass(slots=True)
class _Printed:
    code: str
    comment: str | None = None


class _Printer:
    def __init__(self) -> None:
        self.out: list[_Printed] = []

    def lines(self, lines: Sequence[ast.Line], depth: int) -> None:
        for number, line in enumerate(lines):
            comments: Iterable[str] = line.comments
            if number == 0:
                comments = _without_blank_start(line.comments)
            elif isinstance(line.statement, _SEPARATED) and line.comments[:1] != ("",):
                comments = ("", *line.comments)
            self.comments(comments, depth)
            self.code(line, depth)
            self.lines(line.children, depth + 1)

    def comments(self, comments: Iterable[str], depth: int) -> None:
        for comment in comments:
            if comment:
                self.out.append(_Printed(f"{'  ' * depth}# {comment}".rstrip()))
            elif self.out and self.out[-1].code:
                self.out.append(_Printed(""))

    def code(self, line: ast.Line, depth: int) -> None:
        indent = "  " * depth
        if isinstance(line.statement, ast.Broken):
            broken = code_lines(line.text)
        else:
            broken = _broken(_statement(line.statement), WIDTH - len(indent), isinstance(line.statement, _IF_GOES_ON))
        for number, code in enumerate(broken):
            self.out.append(_Printed(indent + (" " * _CONTINUED if number else "") + code))
        self.out[-1].comment = line.comment

    def finished(self) -> list[str]:
        """The lines, comments that stand below each other in one column."""
        done: list[str] = []
        run: list[_Printed] = []
        for printed in [*self.out, _Printed("")]:
            if printed.comment is not None:
                run.append(printed)
                continue
            column = max((len(member.code) for member in run), default=0)
            done += [f"{member.code.ljust(column)}  # {member.comment}".rstrip() for member in run]
            run = []
            done.append(printed.code)
        done.pop()
        return done


def _without_blank_start(comments: tuple[str, ...]) -> tuple[str, ...]:
    return comments[1:] if comments[:1] == ("",) else comments


# --- breaking long lines ---


def _broken(words: list[str], width: int, if_goes_on: bool) -> list[str]:
    """The words as one line, or as several each of which begins with a word that goes on with the line above.

    Such words are reserved, so no name is mistaken for one, and a text begins with its quote.
    """
    whole = " ".join(words)
    if len(whole) <= width:
        return [whole]
    strong = {"then", "if"} if if_goes_on else {"then"}
    lines: list[str] = []
    for part in _split(words, strong):
        room = width - (_CONTINUED if lines else 0)
        lines += _filled(part, room, width - _CONTINUED)
    return lines


def _split(words: Iterable[str], at: set[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for word in words:
        if word in at and parts[-1]:
            parts.append([])
        parts[-1].append(word)
    return parts


def _filled(words: list[str], first_room: int, room: int) -> list[str]:
    """As many pieces on each line as go there."""
    lines: list[str] = []
    for piece in _split(words, {"and", "or", "where", "within"}):
        text = " ".join(piece)
        space = room if len(lines) > 1 else first_room
        if lines and len(lines[-1]) + 1 + len(text) <= space:
            lines[-1] += " " + text
        else:
            lines.append(text)
    return lines


# --- words ---


def duration_in_words(parts: Iterable[tuple[int, str]]) -> str:
    """A length of time in the units in which it was written, each in its short form: `2w`, `36h`, `2d 12h`."""
    return " ".join(f"{count}{unit}" for count, unit in parts)


def clock_in_words(ms: int) -> str:
    """A time of day: `09:00`, or `09:00:30`."""
    minutes, seconds = divmod(ms // 1000, 60)
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{clock}:{seconds:02}" if seconds else clock


def _value(value: ast.Value) -> str:
    match value:
        case ast.Name():
            return value.text
        case ast.Text():
            return text_in_quotes(value.value)
        case ast.Number():
            return number_in_words(value.millionths)
        case ast.YesNo():
            return "yes" if value.value else "no"
        case _:
            assert_never(value)


def _listed(values: Iterable[ast.Value]) -> list[str]:
    words = [_value(value) for value in values]
    return [word + "," for word in words[:-1]] + words[-1:]


def _optional(value: ast.Value | None) -> list[str]:
    return [] if value is None else [_value(value)]


def _phrase(phrase: ast.Phrase) -> list[str]:
    return [word.text for word in phrase.words]


def _duration(duration: ast.Duration) -> str:
    return duration_in_words(duration.parts)


# --- triggers ---


def _trigger(trigger: ast.Trigger) -> list[str]:
    words: list[str] = []
    for alternative in trigger.alternatives:
        words += ["or"] if words else []
        words += _alternative(alternative)
    return words


def _alternative(alternative: ast.Alternative) -> list[str]:
    match alternative:
        case ast.Happening():
            return [
                *_phrase(alternative.phrase),
                *_where(alternative.where),
                *_times(alternative.at_least, alternative.within),
            ]
        case ast.Changed():
            return [*_changed(alternative), *_times(alternative.at_least, alternative.within)]
        case ast.Quiet():
            return [
                "not",
                *_phrase(alternative.phrase),
                *_where(alternative.where),
                "for",
                _duration(alternative.duration),
            ]
        case _:
            assert_never(alternative)


def _changed(changed: ast.Changed) -> list[str]:
    from_value = ["from", _value(changed.from_value)] if changed.from_value is not None else []
    to_value = ["to", _value(changed.to_value)] if changed.to_value is not None else []
    return ["changed", *_optional(changed.attribute), *from_value, *to_value]


def _times(at_least: ast.Count | None, within: ast.Duration | None) -> list[str]:
    times = [] if at_least is None else ["at least", str(at_least.value), "times"]
    return times if within is None else [*times, "within", _duration(within)]


def _where(where: ast.Condition | None) -> list[str]:
    return [] if where is None else ["where", *_condition(where)]


# --- conditions ---


def _condition(condition: ast.Condition) -> list[str]:
    words = _operand(condition.operands[0])
    for joiner, operand in zip(condition.joiners, condition.operands[1:], strict=True):
        words += [joiner.value, *_operand(operand)]
    return words


def _operand(operand: ast.Operand) -> list[str]:
    match operand:
        case ast.Comparison():
            return [operand.left.text, operand.operator.value, _value(operand.right)]
        case ast.OneOf():
            negated = ["not"] if operand.negated else []
            return [operand.left.text, "is", *negated, "one of", *_listed(operand.options)]
        case ast.IsSet():
            return [operand.left.text, "is", *(["not"] if operand.negated else []), "set"]
        case ast.Has():
            return _has(operand)
        case ast.Tagged():
            return ["tagged", operand.tag.text]
        case ast.SubscribedTo():
            return ["subscribed to", operand.channel.text]
        case ast.InJourney():
            stage = [] if operand.stage is None else ["stage", operand.stage.text]
            return ["in journey", operand.journey.text, *stage]
        case ast.Bare():
            return [_value(operand.value)]
        case ast.Not():
            return ["not", *_operand(operand.operand)]
        case ast.Group():
            inside = _condition(operand.condition)
            inside[0] = "(" + inside[0]
            inside[-1] += ")"
            return inside
        case _:
            assert_never(operand)


def _has(has: ast.Has) -> list[str]:
    words = ["has", *(["not"] if has.negated else [])]
    words += _changed(has.what) if isinstance(has.what, ast.Changed) else _phrase(has.what)
    words += _where(has.where)
    words += _times(has.at_least, None)
    if has.at_most is not None:
        words += ["at most", str(has.at_most.value), "times"]
    if has.in_the_last is not None:
        words += ["in the last", _duration(has.in_the_last)]
    return [*words, "since entering"] if has.since_entering else words


def _if(condition: ast.Condition | None) -> list[str]:
    return [] if condition is None else ["if", *_condition(condition)]


# --- steps ---


def _steps(steps: Sequence[ast.Step]) -> list[str]:
    words: list[str] = []
    for step in steps:
        words += ["then"] if words else []
        words += _step(step)
    return words


def _then(steps: Sequence[ast.Step]) -> list[str]:
    return ["then", *_steps(steps)] if steps else []


def _step(step: ast.Step) -> list[str]:
    match step:
        case ast.Send():
            after = [] if step.after is None else ["after", _duration(step.after)]
            return ["send", step.message.text, *after]
        case ast.Notify():
            return ["notify", step.target.text, *_optional(step.text)]
        case ast.Wait():
            return ["wait"] if step.duration is None else ["wait", _duration(step.duration)]
        case ast.WaitUpTo():
            return ["wait up to", _duration(step.duration)]
        case ast.If():
            return [*_if(step.condition), *_then(step.steps)]
        case ast.Move():
            return ["move to", step.stage.text]
        case ast.Reach():
            return ["reach", step.goal.text]
        case ast.Exit():
            return ["exit", *_optional(step.reason)]
        case ast.Set():
            return ["set", step.attribute.text, "to", _value(step.value)]
        case ast.Add():
            return ["add", _value(step.value), "to", step.name.text]
        case ast.Take():
            return ["take", _value(step.value), "from", step.name.text]
        case ast.Tag():
            return ["tag", step.name.text]
        case ast.Untag():
            return ["untag", step.name.text]
        case ast.Subscribe():
            return ["subscribe to", step.channel.text]
        case ast.Unsubscribe():
            return ["unsubscribe from", step.channel.text]
        case ast.Announce():
            return ["announce", *_phrase(step.phrase)]
        case ast.Start():
            return ["start", step.journey.text]
        case _:
            assert_never(step)


# --- statements ---


def _statement(statement: ast.Statement) -> list[str]:
    match statement:
        case (
            ast.WhenLine()
            | ast.WheneverLine()
            | ast.AfterLine()
            | ast.StepsLine()
            | ast.ElseIfLine()
            | ast.ElseLine()
            | ast.OtherwiseLine()
            | ast.StageLine()
            | ast.MeanwhileLine()
        ):
            return _rule_or_step(statement)
        case ast.ScenarioLine() | ast.GivenLine() | ast.DayLine() | ast.ExpectNothingElse():
            return _scenario(statement)
        case ast.Broken():
            return [statement.kind, *([] if statement.name is None else [statement.name.text])]
        case (
            ast.JourneyLine()
            | ast.EnterWhen()
            | ast.ReenterNever()
            | ast.ReenterAlways()
            | ast.ReenterAfter()
            | ast.ReenterAtMost()
            | ast.ExitWhen()
            | ast.GoalLine()
            | ast.PriorityLine()
            | ast.OwnerLine()
            | ast.VersionLine()
            | ast.LabelsLine()
        ):
            return _header(statement)
        case _:
            return _catalog(statement)


_Catalog = (
    ast.ChannelLine | ast.MessageLine | ast.IdLine | ast.LinkLine | ast.PageLine | ast.FormLine | ast.ProductLine
    | ast.TeamLine | ast.TagLine | ast.AttributeLine | ast.PropertyLine | ast.EventLine
)  # fmt: skip
_Header = (
    ast.JourneyLine | ast.EnterWhen | ast.ReenterNever | ast.ReenterAlways | ast.ReenterAfter | ast.ReenterAtMost
    | ast.ExitWhen | ast.GoalLine | ast.PriorityLine | ast.OwnerLine | ast.VersionLine | ast.LabelsLine
)  # fmt: skip
_RuleOrStep = (
    ast.StageLine | ast.MeanwhileLine | ast.WhenLine | ast.WheneverLine | ast.AfterLine | ast.StepsLine
    | ast.ElseIfLine | ast.ElseLine | ast.OtherwiseLine
)  # fmt: skip


def _catalog(statement: _Catalog) -> list[str]:
    match statement:
        case ast.ChannelLine():
            return ["channel", statement.name.text, *_optional(statement.title)]
        case ast.MessageLine():
            return [statement.kind, statement.name.text, *_optional(statement.text)]
        case ast.IdLine():
            return ["id", _value(statement.id)]
        case ast.LinkLine():
            return ["link", statement.name.text, *_optional(statement.url)]
        case ast.PageLine():
            return ["page", statement.name.text, *_optional(statement.pattern)]
        case ast.FormLine():
            return ["form", statement.name.text]
        case ast.ProductLine():
            return ["product", statement.name.text]
        case ast.TeamLine():
            return ["team", statement.name.text, _value(statement.address)]
        case ast.TagLine():
            return ["tag", statement.name.text]
        case ast.AttributeLine():
            return ["attribute", statement.name.text, *_type(statement.type)]
        case ast.PropertyLine():
            return ["property", statement.name.text, *_type(statement.type)]
        case ast.EventLine():
            return ["event", *_phrase(statement.words)]
        case _:
            assert_never(statement)


def _type(type_: ast.TypeName | ast.OneOfType) -> list[str]:
    return ["one of", *_listed(type_.values)] if isinstance(type_, ast.OneOfType) else [type_.value]


def _header(statement: _Header) -> list[str]:
    match statement:
        case ast.JourneyLine():
            return ["journey", statement.name.text, *_optional(statement.title)]
        case ast.EnterWhen():
            return ["enter when", *_trigger(statement.trigger), *_if(statement.condition)]
        case ast.ReenterNever():
            return ["reenter never"]
        case ast.ReenterAlways():
            return ["reenter always"]
        case ast.ReenterAfter():
            return ["reenter after", _duration(statement.duration)]
        case ast.ReenterAtMost():
            return ["reenter at most", str(statement.times.value), "times"]
        case ast.ExitWhen():
            condition = _if(statement.condition)
            return ["exit when", *_trigger(statement.trigger), *condition, *_optional(statement.reason)]
        case ast.GoalLine():
            when = [] if statement.trigger is None else ["when", *_trigger(statement.trigger)]
            stay = ["and", "stay"] if statement.and_stay else []
            return ["goal", statement.name.text, *when, *_if(statement.condition), *stay]
        case ast.PriorityLine():
            return ["priority", str(statement.value)]
        case ast.OwnerLine():
            return ["owner", _value(statement.owner)]
        case ast.VersionLine():
            return ["version", _value(statement.version)]
        case ast.LabelsLine():
            return ["labels", *_listed(statement.labels)]
        case _:
            assert_never(statement)


def _rule_or_step(statement: _RuleOrStep) -> list[str]:
    match statement:
        case ast.StageLine():
            return ["stage", statement.name.text, *_optional(statement.title)]
        case ast.MeanwhileLine():
            return ["meanwhile"]
        case ast.WhenLine():
            return ["when", *_trigger(statement.trigger), *_if(statement.condition), *_then(statement.steps)]
        case ast.WheneverLine():
            words = ["whenever", *_trigger(statement.trigger), *_if(statement.condition)]
            if statement.starting_over:
                words[-1] += ","
                words.append("starting over")
            if statement.at_most_once_per is not None:
                words[-1] += ","
                words += ["at most once per", _duration(statement.at_most_once_per)]
            return [*words, *_then(statement.steps)]
        case ast.AfterLine():
            return ["after", _duration(statement.duration), *_then(statement.steps)]
        case ast.StepsLine():
            return _steps(statement.steps)
        case ast.ElseIfLine():
            return ["else", *_if(statement.condition), *_then(statement.steps)]
        case ast.ElseLine():
            return ["else", *_steps(statement.steps)]
        case ast.OtherwiseLine():
            return ["otherwise", *_steps(statement.steps)]
        case _:
            assert_never(statement)


# --- scenarios ---


def _scenario(
    statement: ast.ScenarioLine | ast.GivenLine | ast.DayLine | ast.ExpectNothingElse,
) -> list[str]:
    match statement:
        case ast.ScenarioLine():
            words = ["scenario", _value(statement.title)]
            words += ["for", *_listed(statement.journeys)] if statement.journeys else []
            date = statement.starting
            return words if date is None else [*words, "starting", f"{date.year:04}-{date.month:02}-{date.day:02}"]
        case ast.GivenLine():
            facts = [" ".join(_operand(fact)) for fact in statement.facts]
            return ["given", *(fact + "," for fact in facts[:-1]), facts[-1]]
        case ast.DayLine():
            at = [] if statement.at is None else ["at", clock_in_words(statement.at.ms)]
            return ["day", str(statement.day), *at, *_what(statement.what)]
        case ast.ExpectNothingElse():
            return ["expect nothing else"]
        case _:
            assert_never(statement)


def _what(what: ast.Occurs | ast.SetAttribute | ast.ExpectEffect | ast.ExpectCondition) -> list[str]:
    match what:
        case ast.Occurs():
            facts = [_operand(fact) for fact in what.where]
            where = ["where", *facts[0]] if facts else []
            for fact in facts[1:]:
                where += ["and", *fact]
            return [*_phrase(what.phrase), *where, *(["by a machine"] if what.by_machine else [])]
        case ast.SetAttribute():
            return ["set", what.attribute.text, "to", _value(what.value)]
        case ast.ExpectEffect():
            return ["expect", *_effect(what)]
        case ast.ExpectCondition():
            return ["expect", *_condition(what.condition)]
        case _:
            assert_never(what)


_EFFECT_LINK = {ast.ExpectKind.SUBSCRIBE: "to", ast.ExpectKind.UNSUBSCRIBE: "from"}


def _effect(effect: ast.ExpectEffect) -> list[str]:
    words = [effect.kind.value, *([_EFFECT_LINK[effect.kind]] if effect.kind in _EFFECT_LINK else [])]
    if isinstance(effect.name, ast.Phrase):
        words += _phrase(effect.name)
    elif effect.name is not None:
        words.append(effect.name.text)
    words += [] if effect.value is None else ["to", _value(effect.value)]
    return words + _optional(effect.text)
