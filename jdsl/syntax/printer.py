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
from jdsl.syntax.printed_asking import (
    condition_in_words,
    if_in_words,
    operand_in_words,
    optional,
    percent_in_words,
    phrase_in_words,
    trigger_in_words,
    value_in_words,
    values_with_commas,
)
from jdsl.syntax.printed_times import (
    at_in_words,
    clock_in_words,
    contact_time,
    date_in_words,
    days_in_words,
    duration_in_words,
    hours_in_words,
    length_in_words,
    moment_in_words,
    schedule_in_words,
    with_commas,
)
from jdsl.syntax.reading import parse

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
            after = [] if step.after is None else ["after", *length_in_words(step.after)]
            return ["send", step.message.text, *after, *at_in_words(step.at)]
        case ast.Notify():
            return ["notify", step.target.text, *optional(step.text)]
        case (
            ast.Wait()
            | ast.WaitUpTo()
            | ast.WaitUntil()
            | ast.WaitUntilDate()
            | ast.WaitUntilMoment()
            | ast.WaitUpToUntil()
        ):
            return _waiting(step)
        case ast.If():
            return [*if_in_words(step.condition), *_then(step.steps)]
        case ast.Move():
            return ["move to", step.stage.text]
        case ast.Reach():
            return ["reach", step.goal.text]
        case ast.Exit():
            return ["exit", *optional(step.reason)]
        case ast.Set():
            return ["set", step.attribute.text, "to", value_in_words(step.value)]
        case ast.Add():
            return ["add", value_in_words(step.value), "to", step.name.text]
        case ast.Take():
            return ["take", value_in_words(step.value), "from", step.name.text]
        case ast.Remember():
            return ["remember", value_in_words(step.value), *([] if step.name is None else ["as", step.name.text])]
        case ast.Hold():
            duration = [] if step.duration is None else ["for", duration_in_words(step.duration.parts)]
            return ["hold", _channel(step.channel), *duration]
        case ast.Release():
            return ["release", _channel(step.channel)]
        case ast.Call():
            return ["call", step.webhook.text]
        case ast.Tag():
            return ["tag", step.name.text]
        case ast.Untag():
            return ["untag", step.name.text]
        case ast.Subscribe():
            return ["subscribe to", step.channel.text]
        case ast.Unsubscribe():
            return ["unsubscribe from", step.channel.text]
        case ast.Announce():
            return ["announce", *phrase_in_words(step.phrase)]
        case ast.Start():
            return ["start", step.journey.text]
        case _:
            assert_never(step)


def _waiting(
    step: ast.Wait | ast.WaitUpTo | ast.WaitUntil | ast.WaitUntilDate | ast.WaitUntilMoment | ast.WaitUpToUntil,
) -> list[str]:
    match step:
        case ast.Wait():
            length = [] if step.duration is None else length_in_words(step.duration)
            return ["wait", *length, *at_in_words(step.at)]
        case ast.WaitUpTo():
            return ["wait up to", *length_in_words(step.duration)]
        case ast.WaitUntil():
            at = at_in_words(step.at)
            return ["wait until", *(at[1:] if step.days is None else [*days_in_words(step, one="weekday"), *at])]
        case ast.WaitUntilDate():
            return ["wait until", date_in_words(step.date), *at_in_words(step.at), *_else(step.otherwise)]
        case ast.WaitUntilMoment():
            return ["wait until", *moment_in_words(step.moment), *_else(step.otherwise)]
        case ast.WaitUpToUntil():
            condition = condition_in_words(step.condition)
            return ["wait up to", *length_in_words(step.duration), "until", *condition, *_else(step.otherwise)]
        case _:
            assert_never(step)


def _else(steps: Sequence[ast.Step]) -> list[str]:
    return ["else", *_steps(steps)] if steps else []


def _channel(channel: ast.Name | None) -> str:
    return "everything" if channel is None else channel.text


# --- statements ---


def _statement(statement: ast.Statement) -> list[str]:
    match statement:
        case (
            ast.WhenLine()
            | ast.WheneverLine()
            | ast.AfterLine()
            | ast.EveryLine()
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
            | ast.EnterEvery()
            | ast.EnterOn()
            | ast.ReenterNever()
            | ast.ReenterAlways()
            | ast.ReenterAfter()
            | ast.ReenterAtMost()
            | ast.ExitWhen()
            | ast.GoalLine()
            | ast.LimitLine()
            | ast.SendBetween()
            | ast.HoldOut()
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
    | ast.TeamLine | ast.TagLine | ast.AttributeLine | ast.PropertyLine | ast.EventLine | ast.TransactionalLine
    | ast.WebinarLine | ast.MomentLine | ast.WebhookLine | ast.TimezoneLine | ast.HolidaysLine
)  # fmt: skip
_Header = (
    ast.JourneyLine | ast.EnterWhen | ast.EnterEvery | ast.EnterOn | ast.ReenterNever | ast.ReenterAlways
    | ast.ReenterAfter | ast.ReenterAtMost | ast.ExitWhen | ast.GoalLine | ast.LimitLine | ast.SendBetween
    | ast.HoldOut | ast.PriorityLine | ast.OwnerLine | ast.VersionLine | ast.LabelsLine
)  # fmt: skip
_RuleOrStep = (
    ast.StageLine | ast.MeanwhileLine | ast.WhenLine | ast.WheneverLine | ast.AfterLine | ast.EveryLine
    | ast.StepsLine | ast.ElseIfLine | ast.ElseLine | ast.OtherwiseLine
)  # fmt: skip


def _catalog(statement: _Catalog) -> list[str]:
    match statement:
        case ast.ChannelLine():
            return ["channel", statement.name.text, *optional(statement.title)]
        case ast.MessageLine():
            return [statement.kind, statement.name.text, *optional(statement.text)]
        case ast.IdLine():
            return ["id", value_in_words(statement.id)]
        case ast.LinkLine():
            return ["link", statement.name.text, *optional(statement.url)]
        case ast.PageLine():
            return ["page", statement.name.text, *optional(statement.pattern)]
        case ast.FormLine():
            return ["form", statement.name.text]
        case ast.ProductLine():
            return ["product", statement.name.text]
        case ast.TeamLine():
            return ["team", statement.name.text, value_in_words(statement.address)]
        case ast.TagLine():
            return ["tag", statement.name.text]
        case ast.AttributeLine():
            return ["attribute", statement.name.text, *_type(statement.type)]
        case ast.PropertyLine():
            return ["property", statement.name.text, *_type(statement.type)]
        case ast.EventLine():
            return ["event", *phrase_in_words(statement.words)]
        case ast.TransactionalLine():
            return ["transactional"]
        case ast.WebinarLine() | ast.MomentLine():
            kind = "webinar" if isinstance(statement, ast.WebinarLine) else "moment"
            zone = [] if statement.zone is None else [statement.zone.text]
            return [kind, statement.name.text, "at", date_in_words(statement.at), *zone]
        case ast.WebhookLine():
            return ["webhook", statement.name.text, value_in_words(statement.address)]
        case ast.TimezoneLine():
            return ["timezone", statement.zone.text]
        case ast.HolidaysLine():
            return ["holidays", statement.country.text]
        case _:
            assert_never(statement)


def _type(type_: ast.TypeName | ast.OneOfType) -> list[str]:
    return ["one of", *values_with_commas(type_.values)] if isinstance(type_, ast.OneOfType) else [type_.value]


def _header(statement: _Header) -> list[str]:
    match statement:
        case ast.JourneyLine():
            return ["journey", statement.name.text, *optional(statement.title)]
        case ast.EnterWhen():
            return ["enter when", *trigger_in_words(statement.trigger), *if_in_words(statement.condition)]
        case ast.EnterEvery():
            return ["enter every", *schedule_in_words(statement.schedule), *if_in_words(statement.condition)]
        case ast.EnterOn():
            date = date_in_words(statement.date)
            return ["enter on", date, *at_in_words(statement.at), *if_in_words(statement.condition)]
        case ast.ReenterNever():
            return ["reenter never"]
        case ast.ReenterAlways():
            return ["reenter always"]
        case ast.ReenterAfter():
            return ["reenter after", *length_in_words(statement.duration)]
        case ast.ReenterAtMost():
            return ["reenter at most", str(statement.times.value), "times"]
        case ast.ExitWhen():
            condition = if_in_words(statement.condition)
            return ["exit when", *trigger_in_words(statement.trigger), *condition, *optional(statement.reason)]
        case ast.GoalLine():
            within = [] if statement.within is None else ["within", duration_in_words(statement.within.parts)]
            when = [] if statement.trigger is None else ["when", *trigger_in_words(statement.trigger)]
            stay = ["and", "stay"] if statement.and_stay else []
            return ["goal", statement.name.text, *within, *when, *if_in_words(statement.condition), *stay]
        case ast.LimitLine():
            return _limit(statement)
        case ast.SendBetween():
            on = [] if statement.days is None else ["on", *days_in_words(statement)]
            return ["send between", *hours_in_words(statement), *on, *contact_time(statement)]
        case ast.HoldOut():
            return ["hold out", percent_in_words(statement.share.hundredths)]
        case ast.PriorityLine():
            return ["priority", str(statement.value)]
        case ast.OwnerLine():
            return ["owner", value_in_words(statement.owner)]
        case ast.VersionLine():
            return ["version", value_in_words(statement.version)]
        case ast.LabelsLine():
            return ["labels", *values_with_commas(statement.labels)]
        case _:
            assert_never(statement)


def _limit(limit: ast.LimitLine) -> list[str]:
    unit = limit.unit.value
    channel = [] if limit.channel is None else [limit.channel.text]
    counted = unit.removesuffix("s") if limit.most.value == 1 and unit != ast.MessageUnit.SMS else unit
    per = "day" if limit.per is None else duration_in_words(limit.per.parts)
    words = ["limit", str(limit.most.value), *channel, counted, "per", per]
    return [*words, "else", "delay"] if limit.else_delay else words


def _rule_or_step(statement: _RuleOrStep) -> list[str]:
    match statement:
        case ast.StageLine():
            return ["stage", statement.name.text, *optional(statement.title)]
        case ast.MeanwhileLine():
            return ["meanwhile"]
        case ast.WhenLine():
            words = ["when", *trigger_in_words(statement.trigger), *if_in_words(statement.condition)]
            return [*words, *_then(statement.steps)]
        case ast.WheneverLine():
            words = ["whenever", *trigger_in_words(statement.trigger), *if_in_words(statement.condition)]
            if statement.starting_over:
                words[-1] += ","
                words.append("starting over")
            if statement.at_most_once_per is not None or statement.at_most_once_per_day:
                rest = statement.at_most_once_per
                words[-1] += ","
                words += ["at most once per", "day" if rest is None else duration_in_words(rest.parts)]
            return [*words, *_then(statement.steps)]
        case ast.AfterLine():
            length = length_in_words(statement.duration)
            return ["after", *length, *at_in_words(statement.at), *_then(statement.steps)]
        case ast.EveryLine():
            schedule = schedule_in_words(statement.schedule)
            return ["every", *schedule, *if_in_words(statement.condition), *_then(statement.steps)]
        case ast.StepsLine():
            return _steps(statement.steps)
        case ast.ElseIfLine():
            return ["else", *if_in_words(statement.condition), *_then(statement.steps)]
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
            words = ["scenario", value_in_words(statement.title)]
            words += ["for", *values_with_commas(statement.journeys)] if statement.journeys else []
            date = statement.starting
            return words if date is None else [*words, "starting", date_in_words(date)]
        case ast.GivenLine():
            return ["given", *with_commas(" ".join(_fact(fact)) for fact in statement.facts)]
        case ast.DayLine():
            at = [] if statement.at is None else ["at", clock_in_words(statement.at.ms)]
            return ["day", str(statement.day), *at, *_what(statement.what)]
        case ast.ExpectNothingElse():
            return ["expect nothing else"]
        case _:
            assert_never(statement)


def _fact(fact: ast.Comparison | ast.SubscribedTo | ast.Tagged | ast.Bare | ast.Not | ast.HeldOut) -> list[str]:
    return ["held out"] if isinstance(fact, ast.HeldOut) else operand_in_words(fact)


def _what(what: ast.Occurs | ast.SetAttribute | ast.ExpectEffect | ast.ExpectCondition) -> list[str]:
    match what:
        case ast.Occurs():
            facts = [operand_in_words(fact) for fact in what.where]
            where = ["where", *facts[0]] if facts else []
            for fact in facts[1:]:
                where += ["and", *fact]
            return [*phrase_in_words(what.phrase), *where, *(["by a machine"] if what.by_machine else [])]
        case ast.SetAttribute():
            return ["set", what.attribute.text, "to", value_in_words(what.value)]
        case ast.ExpectEffect():
            return ["expect", *_effect(what)]
        case ast.ExpectCondition():
            return ["expect", *condition_in_words(what.condition)]
        case _:
            assert_never(what)


_EFFECT_LINK = {ast.ExpectKind.SUBSCRIBE: "to", ast.ExpectKind.UNSUBSCRIBE: "from"}


def _effect(effect: ast.ExpectEffect) -> list[str]:
    words = [effect.kind.value, *([_EFFECT_LINK[effect.kind]] if effect.kind in _EFFECT_LINK else [])]
    if isinstance(effect.name, ast.Phrase):
        words += phrase_in_words(effect.name)
    elif effect.name is not None:
        words.append(effect.name.text)
    words += [] if effect.value is None else ["to", value_in_words(effect.value)]
    return words + optional(effect.text)
