"""What lines say, as it is written."""

from __future__ import annotations

from typing import assert_never

from jdsl.syntax import ast
from jdsl.syntax.printed_asking import (
    alternative_in_words,
    condition_in_words,
    if_in_words,
    operand_in_words,
    optional,
    percent_in_words,
    phrase_in_words,
    trigger_in_words,
    value_in_words,
    values_with_commas,
    was_in_words,
)
from jdsl.syntax.printed_steps import steps_in_words, then_in_words
from jdsl.syntax.printed_times import (
    at_in_words,
    clock_in_words,
    contact_time,
    date_in_words,
    days_in_words,
    duration_in_words,
    hours_in_words,
    length_in_words,
    schedule_in_words,
    with_commas,
)

_Catalog = (
    ast.ChannelLine | ast.MessageLine | ast.IdLine | ast.LinkLine | ast.PageLine | ast.FormLine | ast.ProductLine
    | ast.TeamLine | ast.TagLine | ast.AttributeLine | ast.PropertyLine | ast.EventLine | ast.TransactionalLine
    | ast.WebinarLine | ast.MomentLine | ast.WebhookLine | ast.AnswersWithinLine | ast.TemplateLine | ast.SegmentLine
    | ast.ScoreLine | ast.AddWhen | ast.TakeWhen | ast.HalveLine | ast.TimezoneLine | ast.HolidaysLine
)  # fmt: skip
_Header = (
    ast.JourneyLine | ast.EnterWhen | ast.EnterEvery | ast.EnterOn | ast.ReenterNever | ast.ReenterAlways
    | ast.ReenterAfter | ast.ReenterAtMost | ast.NotWhileIn | ast.OnChange | ast.ExitWhen | ast.GoalLine
    | ast.LimitLine | ast.SendBetween | ast.HoldOut | ast.PriorityLine | ast.OwnerLine | ast.VersionLine
    | ast.LabelsLine | ast.GuaranteeAtMost | ast.GuaranteeLeaves | ast.GuaranteeNever
)  # fmt: skip
_RuleOrStep = (
    ast.StageLine | ast.MeanwhileLine | ast.WhenLine | ast.WheneverLine | ast.AfterLine | ast.EveryLine
    | ast.StepsLine | ast.ElseIfLine | ast.ElseLine | ast.OtherwiseLine | ast.ArmLine | ast.PieceLine
)  # fmt: skip
_Scenario = ast.ScenarioLine | ast.GivenLine | ast.DayLine | ast.ExpectNothingElse


def statement_in_words(statement: ast.Statement) -> list[str]:
    """What the line says; of a line that could not be read its first words."""
    if isinstance(statement, ast.Broken):
        return [statement.kind, *([] if statement.name is None else [statement.name.text])]
    if isinstance(statement, _RuleOrStep):
        return _rule_or_step(statement)
    if isinstance(statement, _Scenario):
        return _scenario(statement)
    return _header(statement) if isinstance(statement, _Header) else _catalog(statement)


def _catalog(statement: _Catalog) -> list[str]:
    match statement:
        case ast.ChannelLine():
            return ["channel", statement.name.text, *optional(statement.title), *was_in_words(statement.was)]
        case ast.MessageLine():
            return [statement.kind, statement.name.text, *optional(statement.text), *was_in_words(statement.was)]
        case ast.IdLine():
            return ["id", value_in_words(statement.id)]
        case ast.LinkLine():
            return ["link", statement.name.text, *optional(statement.url), *was_in_words(statement.was)]
        case ast.PageLine():
            return ["page", statement.name.text, *optional(statement.pattern), *was_in_words(statement.was)]
        case ast.FormLine():
            return ["form", statement.name.text, *was_in_words(statement.was)]
        case ast.ProductLine():
            return ["product", statement.name.text, *was_in_words(statement.was)]
        case ast.TeamLine():
            return ["team", statement.name.text, value_in_words(statement.address), *was_in_words(statement.was)]
        case ast.TagLine():
            return ["tag", statement.name.text, *was_in_words(statement.was)]
        case ast.AttributeLine():
            return ["attribute", statement.name.text, *was_in_words(statement.was), *_type(statement.type)]
        case ast.PropertyLine():
            return ["property", statement.name.text, *was_in_words(statement.was), *_type(statement.type)]
        case ast.EventLine():
            verbs = with_commas(" ".join(phrase_in_words(verb)) for verb in statement.was)
            return ["event", *phrase_in_words(statement.words), *(["was", *verbs] if verbs else [])]
        case ast.TransactionalLine():
            return ["transactional"]
        case ast.WebinarLine() | ast.MomentLine():
            kind = "webinar" if isinstance(statement, ast.WebinarLine) else "moment"
            zone = [] if statement.zone is None else [statement.zone.text]
            return [kind, statement.name.text, *was_in_words(statement.was), "at", date_in_words(statement.at), *zone]
        case ast.WebhookLine():
            return ["webhook", statement.name.text, value_in_words(statement.address), *was_in_words(statement.was)]
        case ast.AnswersWithinLine():
            return ["answers within", duration_in_words(statement.duration.parts)]
        case ast.TemplateLine():
            return ["template", value_in_words(statement.path)]
        case ast.SegmentLine():
            return ["segment", statement.name.text, *was_in_words(statement.was), *if_in_words(statement.condition)]
        case ast.ScoreLine():
            return ["score", statement.name.text, *was_in_words(statement.was)]
        case ast.AddWhen() | ast.TakeWhen():
            head = "add" if isinstance(statement, ast.AddWhen) else "take"
            when = ["when", *trigger_in_words(statement.trigger)]
            return [head, value_in_words(statement.points), *when, *if_in_words(statement.condition)]
        case ast.HalveLine():
            return ["halve every", duration_in_words(statement.duration.parts)]
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
            return ["journey", statement.name.text, *optional(statement.title), *was_in_words(statement.was)]
        case ast.EnterWhen():
            per = [] if statement.per is None else ["per", statement.per.text]
            if statement.newest_only:
                per[-1] += ","
                per.append("newest only")
            return ["enter when", *trigger_in_words(statement.trigger), *per, *if_in_words(statement.condition)]
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
            since = ["from entering"] if statement.from_entering else []
            return ["reenter after", *length_in_words(statement.duration), *since]
        case ast.ReenterAtMost():
            return ["reenter at most", str(statement.times.value), "times"]
        case ast.NotWhileIn():
            return ["not while in", statement.journey.text]
        case ast.OnChange():
            return ["on change", "follow" if statement.follow else "keep"]
        case ast.ExitWhen():
            condition = if_in_words(statement.condition)
            return ["exit when", *trigger_in_words(statement.trigger), *condition, *optional(statement.reason)]
        case ast.GoalLine():
            within = [] if statement.within is None else ["within", duration_in_words(statement.within.parts)]
            when = [] if statement.trigger is None else ["when", *trigger_in_words(statement.trigger)]
            stay = ["and", "stay"] if statement.and_stay else []
            name = [statement.name.text, *was_in_words(statement.was)]
            return ["goal", *name, *within, *when, *if_in_words(statement.condition), *stay]
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
        case ast.GuaranteeAtMost() | ast.GuaranteeLeaves() | ast.GuaranteeNever():
            return ["guarantee", *_guaranteed(statement)]
        case _:
            assert_never(statement)


def _limit(limit: ast.LimitLine) -> list[str]:
    per = "day" if limit.per is None else duration_in_words(limit.per.parts)
    words = ["limit", *_so_many(limit), "per", per]
    return [*words, "else", "delay"] if limit.else_delay else words


def _guaranteed(guarantee: ast.GuaranteeAtMost | ast.GuaranteeLeaves | ast.GuaranteeNever) -> list[str]:
    match guarantee:
        case ast.GuaranteeAtMost():
            return ["at most", *_so_many(guarantee), "within", duration_in_words(guarantee.within.parts)]
        case ast.GuaranteeLeaves():
            return ["every contact leaves", "within", duration_in_words(guarantee.within.parts)]
        case ast.GuaranteeNever():
            return ["never send", *phrase_in_words(guarantee.what), "after", *alternative_in_words(guarantee.after)]
        case _:
            assert_never(guarantee)


def _so_many(counted: ast.LimitLine | ast.GuaranteeAtMost) -> list[str]:
    unit = counted.unit.value
    channel = [] if counted.channel is None else [counted.channel.text]
    one = counted.most.value == 1 and counted.unit is not ast.MessageUnit.SMS
    return [str(counted.most.value), *channel, unit.removesuffix("s") if one else unit]


def _rule_or_step(statement: _RuleOrStep) -> list[str]:
    match statement:
        case ast.StageLine():
            return ["stage", statement.name.text, *optional(statement.title), *was_in_words(statement.was)]
        case ast.MeanwhileLine():
            return ["meanwhile"]
        case ast.WhenLine():
            words = ["when", *trigger_in_words(statement.trigger), *if_in_words(statement.condition)]
            return [*words, *then_in_words(statement.steps)]
        case ast.WheneverLine():
            words = ["whenever", *trigger_in_words(statement.trigger), *if_in_words(statement.condition)]
            if statement.starting_over:
                words[-1] += ","
                words.append("starting over")
            if statement.at_most_once_per is not None or statement.at_most_once_per_day:
                rest = statement.at_most_once_per
                words[-1] += ","
                words += ["at most once per", "day" if rest is None else duration_in_words(rest.parts)]
            return [*words, *then_in_words(statement.steps)]
        case ast.AfterLine():
            length = length_in_words(statement.duration)
            return ["after", *length, *at_in_words(statement.at), *then_in_words(statement.steps)]
        case ast.EveryLine():
            schedule = schedule_in_words(statement.schedule)
            return ["every", *schedule, *if_in_words(statement.condition), *then_in_words(statement.steps)]
        case ast.StepsLine():
            return steps_in_words(statement.steps)
        case ast.ElseIfLine():
            return ["else", *if_in_words(statement.condition), *then_in_words(statement.steps)]
        case ast.ElseLine():
            return ["else", *steps_in_words(statement.steps)]
        case ast.ArmLine():
            head = [percent_in_words(statement.share.hundredths), statement.name.text, *was_in_words(statement.was)]
            return [*head, *then_in_words(statement.steps)]
        case ast.PieceLine():
            return ["steps", statement.name.text]
        case ast.OtherwiseLine():
            return ["otherwise", *steps_in_words(statement.steps)]
        case _:
            assert_never(statement)


# --- scenarios ---


def _scenario(statement: _Scenario) -> list[str]:
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
