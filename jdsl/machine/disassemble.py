"""A program as text for people: each journey's states, what they listen to, and their steps, with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jdsl.machine.asked import Condition
from jdsl.machine.machines import Alternative, Listener, Machine, Place, Stage, Step, Timer, machines
from jdsl.machine.meaning import FORMAT, meaning
from jdsl.machine.program import IR_VERSION, Program
from jdsl.machine.words import Words, length
from jdsl.text.written import text_in_quotes

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the text: where it is written, where it stands in the tables, how deep, and what it says."""

    place: Place | None
    at: int | None
    depth: int
    text: str


def disassemble(program: Program) -> str:
    """The program as text; the same program gives the same text."""
    words = Words(program)
    lines = [f"{FORMAT} {IR_VERSION}", f"meaning {meaning(program)}", "", "events"]
    lines += (f"{code:4}  {'; '.join(words.events((code,)))}" for code in words.codes)
    rows: list[_Row] = []
    for machine in machines(program):
        rows.append(_Row(None, None, 0, ""))
        rows.extend(_machine(machine))
    return "\n".join([*lines, *_set(rows)]) + "\n"


def _set(rows: list[_Row]) -> Iterator[str]:
    """The rows in three columns: place, offset, text."""
    places = ["" if row.place is None else f"{row.place.file}:{row.place.line}" for row in rows]
    offsets = ["" if row.at is None else str(row.at) for row in rows]
    wide, broad = max(map(len, places)), max(map(len, offsets))
    for place, offset, row in zip(places, offsets, rows, strict=True):
        yield f"{place:{wide}}  {offset:>{broad}}  {_INDENT * row.depth}{row.text}".rstrip()


def _machine(machine: Machine) -> Iterator[_Row]:
    title = f" {text_in_quotes(machine.title)}" if machine.title else ""
    yield _Row(machine.place, machine.at, 0, f"journey {machine.journey}{title}")
    if not machine.is_running:
        yield _Row(None, None, 1, "is only known by name: its file was not asked for")
        return
    if machine.owner is not None:
        yield _Row(None, None, 1, f"owner {machine.owner}")
    if machine.per is not None:
        yield _Row(None, None, 1, f"per {machine.per}{', newest only' if machine.newest_only else ''}")
    yield _Row(None, None, 1, f"reenter {_reenter(machine)}")
    for barred in machine.not_while_in:
        yield _Row(None, None, 1, f"not while in {barred}")
    for listener in (*machine.entries, *machine.goals, *machine.exits, *machine.rules):
        yield from _listener(listener, 1)
    for stage in machine.stages:
        yield _Row(None, None, 0, "")
        yield from _stage(stage)


def _reenter(machine: Machine) -> str:
    since = " from entering" if machine.reenter_from_entering else ""
    if machine.reenter_ms is not None:
        return f"after {length(machine.reenter_ms)}{since}"
    if machine.reenter_after is not None:
        return f"after {machine.reenter_after}{since}"
    return machine.reenter if machine.reenter_times is None else f"at most {machine.reenter_times} times"


def _stage(stage: Stage) -> Iterator[_Row]:
    yield _Row(stage.place, stage.at, 1, f"stage {stage.name}")
    yield from _steps(stage.steps, 2)
    for rule in stage.rules:
        yield from _listener(rule, 2)
    if stage.timers:
        yield _Row(None, None, 2, "timers, in the order of one instant")
        for timer in stage.timers:
            yield _Row(timer.place, None, 3, _timer(timer))


def _timer(timer: Timer) -> str:
    match timer.kind:
        case "wait":
            return "the end of a wait"
        case "call":
            return "the time of a call is up"
        case "arm":
            return "a silence or a moment that a wait listens for"
        case "awaited":
            return "what a wait is for may have come about"
        case "ignored":
            return f"nobody has answered for {length(timer.ms or 0)}"
        case "silence":
            return f"nothing for {length(timer.ms or 0)}"
        case _:
            return timer.kind if timer.ms is None else f"{timer.kind} {length(timer.ms)}"


# --- what listens ---


def _listener(listener: Listener, depth: int) -> Iterator[_Row]:
    yield _Row(listener.place, listener.at, depth, _heading(listener))
    yield from _steps(listener.steps, depth + 1)


def _heading(listener: Listener) -> str:
    trigger = " or ".join(_alternative(one) for one in listener.hears)
    parts = {
        "entry": ["enter when", trigger],
        "goal": [f"goal {listener.name}", f"when {trigger}" if trigger else ""],
        "exit": ["exit when", trigger],
        "arm": ["when", trigger],
        "after": ["after", listener.after or length(listener.after_ms or 0)],
    }.get(listener.kind, [listener.kind, trigger])
    if listener.every is not None:
        parts = ["enter every" if listener.kind == "entry" else "every", listener.every]
    if listener.within_ms is not None:
        parts.append(f"within {length(listener.within_ms)}")
    if listener.condition is not None:
        parts.append(f"if {listener.condition.says}")
    if listener.and_stay:
        parts.append("and stay")
    if listener.kind == "exit" and listener.reason is not None:
        parts.append(text_in_quotes(listener.reason))
    if listener.starting_over:
        parts.append("starting over")
    if listener.at_most_once_per_ms is not None:
        parts.append(f"at most once per {length(listener.at_most_once_per_ms)}")
    if listener.at_most_once_per_day:
        parts.append("at most once per day")
    if listener.kind == "arm":
        parts.append(f"-> {listener.start}")
    return " ".join(part for part in parts if part)


def _alternative(alternative: Alternative) -> str:
    if alternative.comes is not None:
        counted = any(side in alternative.comes for side in (" before ", " after "))
        return alternative.comes if counted else f"{alternative.comes} comes"
    events = " or ".join(alternative.events)
    if alternative.where is not None:
        events += f" where {alternative.where.says}"
    if alternative.kind == "first":
        return f"what follows {events}"
    if alternative.kind == "silence":
        several = len(alternative.events) > 1
        return f"not {f'({events})' if several else events} for {length(alternative.for_ms or 0)}"
    if alternative.kind == "ignored":
        streak = f"{alternative.times} in a row of " if alternative.times != 1 else ""
        return f"ignored {streak}{events} for {length(alternative.for_ms or 0)}"
    if alternative.times is not None:
        events += f" at least {alternative.times} times"
    return events if alternative.within_ms is None else f"{events} within {length(alternative.within_ms)}"


# --- steps ---


def _steps(steps: Iterable[Step], depth: int) -> Iterator[_Row]:
    for step in steps:
        yield _Row(step.place, step.at, depth, _step(step))
        for arm in step.arms:
            yield _Row(arm.place, None, depth + 1, _heading(arm))


def _step(step: Step) -> str:
    """The step as the language says it, as far as it can; where it goes on is an offset behind an arrow."""
    named = step.named
    match step.operation:
        case "send" | "send judged" | "send anyway":
            kind = " (email)" if named["email"] else ""
            judged = f": {named['judged']}" if "judged" in named else ""
            anyway = ", transactional" if step.operation == "send anyway" else ""
            return f"send {named['message']}{kind}{_over(named['channel'])}{anyway}{judged}"
        case "unless held out":
            return f"unless held out from {named['name']} else -> {named['else']}"
        case "notify":
            text = f" {text_in_quotes(str(named['text']))}" if named["text"] is not None else ""
            return f"notify {named['to']}{text}"
        case "wait so long" | "wait until moment":
            other = f" or -> {named['or']}" if "or" in named else ""
            until = "" if step.operation == "wait so long" else " until"
            return f"wait{until} {named['until']} -> {named['then']}{other}"
        case "wait until time":
            zone = " in contact time" if named["in_contact_time"] else ""
            return f"wait until {named['days']} at {named['clock']}{zone} -> {named['then']}"
        case "wait until condition":
            asked = named["if"]
            says = asked.says if isinstance(asked, Condition) else "always"
            return f"wait {named['until']} until {says} -> {named['or']} else -> {named['then']}"
        case "remember":
            return f"remember {named['value']} as {named['name']}"
        case "add remembered":
            sign = named["sign"]
            word, link = ("add", "to") if isinstance(sign, int) and sign > 0 else ("take", "from")
            return f"{word} {named['value']} {link} {named['name']}"
        case "wait":
            ms = named["ms"]
            return f"wait{f' {length(ms)}' if isinstance(ms, int) else ''} -> {named['then']}"
        case "if":
            asked = named["if"]
            says = asked.says if isinstance(asked, Condition) else "always"
            return f"if {says} else -> {named['else']}"
        case "round":
            return f"round, at most {named['at_most']} else -> {named['else']}"
        case "jump" | "move":
            return f"-> {named['to']}" if step.operation == "jump" else f"move to {named['stage']}"
        case "exit":
            return "exit" if named["reason"] is None else f"exit {text_in_quotes(str(named['reason']))}"
        case "set":
            return f"set {named['attribute']} to {named['value']}"
        case "add":
            sign = named["sign"]
            word, link = ("add", "to") if isinstance(sign, int) and sign > 0 else ("take", "from")
            return f"{word} {named['value']} {link} {named['attribute']}"
        case "tag":
            return f"{'tag' if named['on'] else 'untag'} {named['tag']}"
        case "subscription":
            return f"{'subscribe to' if named['on'] else 'unsubscribe from'} {named['channel']}"
        case "hold":
            ms = named["ms"]
            return f"hold {named['channel']}{f' for {length(ms)}' if isinstance(ms, int) and ms else ''}"
        case _:
            return " ".join([step.operation, *(str(value) for name, value in named.items() if _is_said(name, value))])


def _over(channel: object) -> str:
    return "" if channel is None else f" over {channel}"


def _is_said(name: str, value: object) -> bool:
    return name != "event" and value is not None
