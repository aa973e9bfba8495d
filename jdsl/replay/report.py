"""What came of a run, as data, as a page of plain text, and as JSON."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from jdsl.machine.effects import EffectKind
from jdsl.machine.program import Program, ProgramJourney
from jdsl.replay.account import Account, Oddity
from jdsl.replay.tally import Tally
from jdsl.replay.times import duration_written, written

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class GoalReport:
    """`reached`: by how many visits. `median_ms`: from entering."""

    name: str
    reached: int
    median_ms: int | None


@dataclass(frozen=True, slots=True)
class JourneyReport:
    """One journey. Mappings are from name (of stage, message, reason …) to how often, in the program's order.

    The reason of an exit that gives none is "". `standing` has every stage; the others what happened.
    """

    name: str
    title: str | None
    visits: int
    contacts: int
    standing: Mapping[str, int]
    goals: tuple[GoalReport, ...]
    sent: Mapping[str, int]
    notified: Mapping[str, int]
    called: Mapping[str, int]
    withheld: Mapping[str, int]
    refused: Mapping[str, int]
    exits: Mapping[str, int]
    completed: int


@dataclass(frozen=True, slots=True)
class Report:
    """`from_ms` and `until_ms` are None where there was nothing to say when.

    `overflows`: numbers that left their range while journeys ran, and became missing (S7.1).
    """

    from_ms: int | None
    until_ms: int | None
    contacts: int
    overflows: int
    journeys: tuple[JourneyReport, ...]
    events: Account
    contact_lines: Account | None

    @property
    def is_clean(self) -> bool:
        """Whether every line could be read, and every field and name in it."""
        return self.events.is_clean and (self.contact_lines is None or self.contact_lines.is_clean)

    def text(self) -> str:
        """The whole report, for people."""
        blocks = [_head(self), *map(_journey, self.journeys), _account("events", self.events, with_range=True)]
        if self.contact_lines is not None:
            blocks.append(_account("contacts file", self.contact_lines, with_range=False))
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"

    def json(self) -> str:
        """The whole report, for programs: one document (§12.10), numbers exact and lengths of time in ms."""
        return json.dumps(_document(self), ensure_ascii=False, indent=2) + "\n"


def journey_reports(program: Program, tally: Tally, shown: Collection[str] | None) -> tuple[JourneyReport, ...]:
    """What the tally says of each journey, or of those of these names, in alphabetical order."""
    numbered = sorted(enumerate(program.journeys), key=lambda entry: entry[1].name)
    return tuple(
        _journey_report(program, tally, number, journey)
        for number, journey in numbered
        if shown is None or journey.name in shown
    )


def _journey_report(program: Program, tally: Tally, number: int, journey: ProgramJourney) -> JourneyReport:
    def by(kind: EffectKind, word: int) -> dict[str, int]:
        """How often each name (word 2) or reason (word 3) came with effects of that kind, the most frequent first."""
        counts: dict[str, int] = {}
        for key, times in tally.counts.items():
            if key[0] == number and key[1] == kind:
                name = program.names[key[word]] if key[word] >= 0 else ""
                counts[name] = counts.get(name, 0) + times
        return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))

    reached = by(EffectKind.REACH, 2)
    medians = {
        program.names[goal]: lengths.median_ms() for (of, goal), lengths in tally.lengths.items() if of == number
    }
    return JourneyReport(
        name=journey.name,
        title=journey.title,
        visits=sum(by(EffectKind.ENTER, 2).values()),
        contacts=tally.contacts_entered[number],
        standing={stage.name: tally.standing[number, place] for place, stage in enumerate(journey.stages)},
        goals=tuple(GoalReport(goal.name, reached.get(goal.name, 0), medians.get(goal.name)) for goal in journey.goals),
        sent=by(EffectKind.SEND, 2),
        notified=by(EffectKind.NOTIFY, 2),
        called=by(EffectKind.CALL, 2),
        withheld=by(EffectKind.WITHHELD, 3),
        refused=by(EffectKind.REFUSED, 3),
        exits=by(EffectKind.EXIT, 3),
        completed=sum(by(EffectKind.COMPLETE, 2).values()),
    )


# --- the document; its names are told in the reference (§12.10), and stay ---

_ODDITIES = {
    Oddity.UNREADABLE: "unreadable",
    Oddity.BAD_FIELD: "bad_field",
    Oddity.UNKNOWN_NAME: "unknown_name",
}


def _document(report: Report) -> dict[str, object]:
    return {
        "from": None if report.from_ms is None else written(report.from_ms),
        "until": None if report.until_ms is None else written(report.until_ms),
        "contacts": report.contacts,
        "overflows": report.overflows,
        "journeys": [_journey_document(journey) for journey in report.journeys],
        "events": _account_document(report.events),
        "contact_lines": None if report.contact_lines is None else _account_document(report.contact_lines),
        "clean": report.is_clean,
    }


def _journey_document(journey: JourneyReport) -> dict[str, object]:
    return {
        "name": journey.name,
        "title": journey.title,
        "visits": journey.visits,
        "contacts": journey.contacts,
        "standing": dict(journey.standing),
        "goals": [{"name": goal.name, "reached": goal.reached, "median_ms": goal.median_ms} for goal in journey.goals],
        "sent": dict(journey.sent),
        "notified": dict(journey.notified),
        "called": dict(journey.called),
        "withheld": dict(journey.withheld),
        "refused": dict(journey.refused),
        "exits": dict(journey.exits),
        "completed": journey.completed,
    }


def _account_document(account: Account) -> dict[str, object]:
    found = sorted(account.findings.values(), key=lambda finding: list(Oddity).index(finding.oddity))
    return {
        "lines": account.lines,
        "handled": account.handled,
        "repeated": account.repeated,
        "outside": account.outside,
        "unreadable": account.unreadable,
        "bad_fields": account.count(Oddity.BAD_FIELD),
        "unknown_names": account.count(Oddity.UNKNOWN_NAME),
        "findings": [
            {
                "oddity": _ODDITIES[finding.oddity],
                "kind": finding.kind,
                "count": finding.count,
                "file": finding.file,
                "line": finding.line,
                "cause": finding.cause,
            }
            for finding in found
        ],
    }


# --- the text ---

_REFUSED = {"": "a hundred at once"}  # S3.6: the cap of `per` gives no reason


def _head(report: Report) -> list[str]:
    if report.from_ms is None or report.until_ms is None:
        period = "none: there are no events"
    else:
        period = f"{written(report.from_ms)} to {written(report.until_ms)}"
    lines = [f"period    {period}", f"contacts  {report.contacts:,}"]
    if report.overflows:
        lines.append(f"numbers   {report.overflows:,} left their range, and became missing")
    return lines


def _journey(journey: JourneyReport) -> list[str]:
    title = f' "{journey.title}"' if journey.title else ""
    lines = [f"{journey.name}{title}"]
    rows = [("entered", _number(journey.visits), f"visits, by {_count(journey.contacts, 'contact')}")]
    rows += [
        (f"in stage {stage}", _number(contacts), "are there at the end") for stage, contacts in journey.standing.items()
    ]
    for goal in journey.goals:
        rows.append((f"reached {goal.name}", _number(goal.reached), _conversion(goal, journey.visits)))
    rows += _rows("sent", journey.sent)
    rows += _rows("notified", journey.notified)
    rows += _rows("called", journey.called)
    rows += _rows("withheld,", journey.withheld)
    rows += [(f"refused, {_REFUSED.get(why, why)}", _number(times), "") for why, times in journey.refused.items()]
    rows += _rows("exit,", journey.exits)
    rows.append(("completed", _number(journey.completed), ""))
    return lines + _aligned(rows)


def _rows(word: str, counts: Mapping[str, int]) -> list[tuple[str, str, str]]:
    return [(f"{word} {name or 'no reason given'}", _number(times), "") for name, times in counts.items()]


def _conversion(goal: GoalReport, visits: int) -> str:
    if not goal.reached or not visits:
        return "of the visits"
    share = f"{100 * goal.reached / visits:.1f} % of the visits"
    return share if goal.median_ms is None else f"{share}, half of them within {duration_written(goal.median_ms)}"


def _account(title: str, account: Account, *, with_range: bool) -> list[str]:
    rows = [("lines", _number(account.lines), ""), ("handled", _number(account.handled), "")]
    if with_range:
        rows.append(("repeated", _number(account.repeated), ""))
        rows.append(("outside the range", _number(account.outside), ""))
    rows.append(("unreadable", _number(account.unreadable), ""))
    odd = {oddity: account.count(oddity) for oddity in (Oddity.BAD_FIELD, Oddity.UNKNOWN_NAME)}
    rows += [(oddity.value, _number(times), "in these lines") for oddity, times in odd.items() if times]
    return [title, *_aligned(rows), *_findings(account)]


def _findings(account: Account) -> Iterable[str]:
    for oddity in Oddity:
        found = [finding for finding in account.findings.values() if finding.oddity is oddity]
        if not found:
            continue
        yield f"{_INDENT}{oddity.value}, the first of each kind"
        width = max(len(_number(finding.count)) for finding in found)
        for finding in found:
            yield f"{_INDENT * 2}{_number(finding.count):>{width}}  {finding.file}:{finding.line}: {finding.cause}"


def _aligned(rows: list[tuple[str, str, str]]) -> list[str]:
    name_width = max(len(name) for name, _, _ in rows)
    number_width = max(len(number) for _, number, _ in rows)
    return [f"{_INDENT}{name:<{name_width}}  {number:>{number_width}}  {told}".rstrip() for name, number, told in rows]


def _number(number: int) -> str:
    return f"{number:,}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
