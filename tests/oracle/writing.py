"""Random workspaces as `.journey` text: few names, few lengths of time, so that everything meets everything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from tests.oracle.facts import Value
from tests.oracle.words import (
    CATALOG,
    CHANGED_CONDITIONS,
    CHANGED_SETTINGS,
    CHANNELS,
    CITIES,
    COUNTRIES,
    EMAILS,
    KINDS_OF_PATTERNS,
    LEVELS,
    MESSAGES,
    MIXED,
    MOODS,
    NO_PROPERTIES,
    NUMBERS,
    ORIGINS,
    PAGES,
    PRODUCTS,
    REASONS,
    REGIONS,
    TAGS,
    USUAL_LENGTHS,
    WHERE_END,
    WRITTEN_NUMBERS,
    Wanted,
    bare,
    changed_type,
    leaves,
)

T = TypeVar("T")


@dataclass
class Draft:
    """What the other journeys may say of one."""

    name: str
    stages: list[str]
    goals: list[str]
    reached_by_step: list[str] = field(default_factory=list[str])
    """Goals that a step `reach` may name."""
    staying: list[str] = field(default_factory=list[str])
    """Those of them after which the visit goes on."""


@dataclass(frozen=True)
class Reaction:
    """Where steps stand: what may be at hand there, and how deep they are nested."""

    at_hand: frozenset[str]
    """Names of properties."""
    depth: int = 0
    waited: bool = False
    """Time has surely passed since the stay began."""

    def deeper(self, at_hand: frozenset[str] | None = None, *, waited: bool = False) -> Reaction:
        return Reaction(self.at_hand if at_hand is None else at_hand, self.depth + 1, self.waited or waited)


class Writer:
    """Writes one workspace; `wanted` collects the events that it would react to."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.wanted: list[Wanted] = []
        self.leading_in: list[Wanted] = []
        self.drafts: list[Draft] = []
        self.draft = Draft("none", [], [])
        # Most cases use a few lengths and kinds of events only, so that they meet more often.
        self.lengths = USUAL_LENGTHS if self.chance(0.4) else random.sample(USUAL_LENGTHS, 3)
        self.counts = self.chance(0.25)
        """Whether this is a case of counts: most triggers count, and of one or two kinds of events."""
        few = self.one((1, 1, 2)) if self.counts else 3
        every = self.chance(0.4) and not self.counts
        self.kinds = range(KINDS_OF_PATTERNS) if every else random.sample(range(KINDS_OF_PATTERNS), few)
        self.passed_on: dict[str, frozenset[str]] = {}
        """By stage: properties that moves written so far pass on; by journey: that its starts do (S4.10)."""

    # --- chance ---

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, options: Sequence[T]) -> T:
        return self.random.choice(options)

    def length(self) -> str:
        return self.one(self.lengths)

    def weighted(self, options: Sequence[tuple[int, Callable[[], T]]]) -> T:
        """Call one of them."""
        return self.random.choices([make for _, make in options], [weight for weight, _ in options])[0]()

    # --- the workspace ---

    def workspace(self, journeys: int) -> dict[str, str]:
        """File name to text."""
        names = ["alpha", "beta", "gamma", "delta"][:journeys]
        self.random.shuffle(names)
        for name in names:
            count = self.one((0, 0, 1, 1, 2, 2, 3))
            stages = [f"{name}_{index}" for index in range(count)]
            goals = [goal for goal in ("won", "asked") if self.chance(0.4)]
            self.drafts.append(Draft(name, stages, goals))
        journey_texts = {draft.name: "\n".join(self.journey(draft)) + "\n" for draft in self.drafts}
        if self.chance(0.2):
            files = {f"{name}.journey": text for name, text in journey_texts.items()}
            return {"catalog.journey": CATALOG, **files}
        return {"all.journey": CATALOG + "\n" + "\n".join(journey_texts.values())}

    def journey(self, draft: Draft) -> list[str]:
        self.draft = draft
        lines = [f"journey {draft.name}"]
        if self.chance(0.3):
            lines.append(f"  priority {self.one((-1, 1, 2))}")
        goals = [self.goal(goal) for goal in draft.goals]
        entered_by_rules = self.chance(0.3)
        at_hand = NO_PROPERTIES
        if not entered_by_rules:
            for _ in range(self.one((1, 1, 1, 2))):
                line, found = self.entry()
                lines.append(line)
                at_hand |= found
        if reenter := self.reenter():
            lines.append(f"  reenter {reenter}")
        for _ in range(self.one((0, 0, 0, 1, 1, 2))):
            trigger, found = self.trigger(0.15)
            reason = f' "{self.one(REASONS)}"' if self.chance(0.6) else ""
            lines.append(f"  exit when {trigger}{self.guard(0.25, found)}{reason}")
        lines += goals
        return lines + self.inside(draft, at_hand, entered_by_rules=entered_by_rules)

    def inside(self, draft: Draft, at_hand: frozenset[str], *, entered_by_rules: bool) -> list[str]:
        """What stands below the header."""
        if not draft.stages:
            return [line for _ in range(self.one((1, 2, 2, 3))) for line in self.rule("  ", leading=entered_by_rules)]
        lines: list[str] = []
        above = self.chance(0.35)
        at_hand |= self.passed_on.get(draft.name, NO_PROPERTIES)
        if above:
            for _ in range(self.one((1, 1, 2))):
                lines += self.rule("  ", leading=entered_by_rules)
        for index, stage in enumerate(draft.stages):
            lines.append(f"  stage {stage}")
            must = entered_by_rules and not above and index == 0
            at_hand |= self.passed_on.get(stage, NO_PROPERTIES)
            lines += self.stage_body(draft, index, "    ", at_hand, must_listen=must)
            at_hand = NO_PROPERTIES
        return lines

    def stage_body(
        self, draft: Draft, index: int, indent: str, at_hand: frozenset[str], *, must_listen: bool
    ) -> list[str]:
        steps = self.steps(indent, Reaction(at_hand), 1, 5) if self.chance(0.85) else []
        if steps and self.chance(0.4) and index + 1 < len(draft.stages) and not leaves(steps[-1]):
            kept = NO_PROPERTIES if any(line.strip() == "wait" for line in steps) else at_hand
            steps.append(f"{indent}move to {self.passing_on(draft.stages[index + 1], kept)}")
        rules: list[str] = []
        inner = indent + "  " if steps else indent
        count = self.one((0, 0, 1, 1, 2, 3))
        for number in range(max(count, 1 if must_listen or not steps else 0)):
            leading = must_listen and number == 0
            rules += self.rule(inner, leading=leading) if leading or self.chance(0.85) else self.after(inner)
        if steps and rules:
            return [*steps, f"{indent}meanwhile", *rules]
        return steps + rules

    # --- header lines ---

    def entry(self) -> tuple[str, frozenset[str]]:
        seen = len(self.wanted)
        trigger, found = self.trigger(0.08, own=False)
        self.leading_in += self.wanted[seen:]
        passed_on = frozenset(each for each in found if not each.startswith("new "))
        return f"  enter when {trigger}{self.guard(0.2, found, inside=False)}", passed_on

    def reenter(self) -> str | None:
        return self.weighted(
            [
                (4, lambda: "always"),
                (3, lambda: f"after {self.length()}"),
                (2, lambda: f"at most {self.one((1, 2, 3))} times"),
                (1, lambda: "never"),
                (1, lambda: None),
            ]
        )

    def goal(self, name: str) -> str:
        stay = " and stay" if self.chance(0.5) else ""
        by_step = self.chance(0.35)
        if by_step or stay:
            self.draft.reached_by_step.append(name)
        if stay:
            self.draft.staying.append(name)
        if by_step:
            return f"  goal {name}{stay}"
        trigger, found = self.trigger(0.15)
        return f"  goal {name} when {trigger}{self.guard(0.3, found)}{stay}"

    def guard(self, share: float, at_hand: frozenset[str], *, inside: bool = True) -> str:
        return f" if {self.condition(at_hand, inside=inside)}" if self.chance(share) else ""

    # --- rules ---

    def rule(self, indent: str, *, leading: bool = False) -> list[str]:
        seen = len(self.wanted)
        trigger, found = self.trigger(0.2)
        if leading:
            self.leading_in += self.wanted[seen:]
        condition = self.guard(0.25, found)
        if self.chance(0.5):
            head = f"{indent}when {trigger}{condition}"
        else:
            over = ", starting over" if self.chance(0.35) else ""
            pause = f", at most once per {self.length()}" if self.chance(0.35) else ""
            head = f"{indent}whenever {trigger}{condition}{over}{pause}"
        return self.with_body(indent, head, Reaction(found))

    def after(self, indent: str) -> list[str]:
        length = "0s" if self.chance(0.1) else self.length()
        return self.with_body(indent, f"{indent}after {length}", Reaction(NO_PROPERTIES, waited=length != "0s"))

    def with_body(self, indent: str, head: str, reaction: Reaction) -> list[str]:
        if self.chance(0.25):
            return [f"{head} then {self.plain_step(reaction)}"]
        return [head, *self.steps(indent + "  ", reaction.deeper(), 1, 3)]

    # --- triggers ---

    def trigger(self, silence: float, *, own: bool = True) -> tuple[str, frozenset[str]]:
        """The text, and the properties that some event which it matches at carries."""
        parts: list[str] = []
        found: list[frozenset[str]] = []
        for _ in range(self.one((1, 1, 1, 1, 2))):
            if parts and parts[-1].endswith(WHERE_END):
                break
            if self.chance(silence):
                pattern, _ = self.pattern(where=False)
                if pattern.startswith("changed "):
                    pattern = " ".join(pattern.split()[:2])  # a silence takes no `from` and `to`
                parts.append(f"not {pattern} for {self.length()}")
                found.append(MIXED)
            elif self.chance(0.65 if self.counts else 0.22):
                pattern, properties = self.pattern(own=own)
                within = f" within {self.length()}" if self.chance(0.7) else ""
                parts.append(f"{pattern.removesuffix(WHERE_END)} at least {self.one((1, 2, 2, 2, 3))} times{within}")
                found.append(properties)
            else:
                pattern, properties = self.pattern(own=own)
                parts.append(pattern)
                found.append(properties)
        return " or ".join(parts).replace(WHERE_END, ""), frozenset[str]().union(*found)

    def pattern(self, *, where: bool = True, own: bool = True) -> tuple[str, frozenset[str]]:
        """`own`: also what journeys themselves bring about."""
        options: list[tuple[int, Callable[[], tuple[str, frozenset[str]]]]] = [
            (4, self.message_event),
            (4, self.page_event),
            (3, lambda: self.pinged(where=where)),
            (2, lambda: self.tried(where=where)),
            (2, self.purchase),
            (2, self.standing_event),
            (2, self.change),
            (1, self.announced),
        ]
        assert len(options) == KINDS_OF_PATTERNS
        options = [options[kind] for kind in self.kinds]
        if self.chance(0.3 if self.counts or not own else 1):
            options.append((4, self.brought_about))
        return self.weighted(options)

    def want(self, verb: str, subject: str | None = None, link: str | None = None, **properties: Value) -> None:
        self.wanted.append(Wanted(verb, subject, link, tuple(properties.items())))

    def message_event(self) -> tuple[str, frozenset[str]]:
        verb, message = self.one(("clicked", "opened", "clicked", "received")), self.one(EMAILS)
        self.want(verb, message, "cta" if verb == "clicked" and message == "teaser" else None)
        forms = [f"{verb} {message}"] * 3 + [verb, f"{verb} any email", f"{verb} any news email"]
        if verb == "clicked":
            forms += ["clicked teaser link cta"] * 2
            self.want(verb, "teaser", "cta")
        return self.one(forms), NO_PROPERTIES

    def page_event(self) -> tuple[str, frozenset[str]]:
        if self.chance(0.2):
            self.want("submitted", "signup")
            return "submitted signup", NO_PROPERTIES
        page = self.one(PAGES)
        self.want("visited", page)
        return self.one((f"visited {page}", f"visited {page}", "visited", "visited any page")), NO_PROPERTIES

    def pinged(self, *, where: bool) -> tuple[str, frozenset[str]]:
        level, mood = self.one(LEVELS), self.one(MOODS)
        self.want("pinged", level=level, mood=mood)
        if where and self.chance(0.5):
            return f"pinged where {self.event_condition()}{WHERE_END}", frozenset({"level", "mood"})
        return "pinged", frozenset({"level", "mood"})

    def event_condition(self) -> str:
        parts = [
            self.one(("level > 1", "level >= 2", "level < 2", "level <= 0", "level is 1", "level is not set")),
            self.one(
                ('mood is "good"', 'mood is not "bad"', 'mood contains "OO"', "mood is set", 'mood starts with "B"')
            ),
        ]
        if self.chance(0.5):
            return self.one(parts)
        joined = self.one((" and ", " or ")).join(parts)
        return f"not ({joined})" if self.chance(0.2) else joined

    def tried(self, *, where: bool) -> tuple[str, frozenset[str]]:
        product = self.one(PRODUCTS)
        self.want("tried", product, level=self.one(LEVELS), origin=self.one(ORIGINS))
        subject = f" {product}" if self.chance(0.5) else ""
        asked = self.one(("level >= 1", "origin is AT", "origin is not BE"))
        condition = f" where {asked}{WHERE_END}" if where and self.chance(0.3) else ""
        return f"tried{subject}{condition}", frozenset({"level", "origin"})

    def purchase(self) -> tuple[str, frozenset[str]]:
        self.want("purchased", self.one((*PRODUCTS, None)), amount=self.one((1_000_000, 50_000_000)))
        return self.one(("purchased", "purchased plan")), frozenset({"amount"})

    def standing_event(self) -> tuple[str, frozenset[str]]:
        channel = self.one(CHANNELS)
        verb, subject = self.one(
            (
                ("subscribed to", channel),
                ("subscribed to", None),
                ("confirmed", channel),
                ("unsubscribed from", channel),
                ("unsubscribed from", None),
                ("complained", "teaser"),
                ("bounced", "offer"),
            )
        )
        self.want(verb, subject, **({"type": self.one(("hard", "HARD", "soft"))} if verb == "bounced" else {}))
        return bare(verb) if subject is None or self.chance(0.2) else f"{verb} {subject}", NO_PROPERTIES

    def change(self) -> tuple[str, frozenset[str]]:
        name, value, ways, kind = self.one(
            (
                ("country", self.one(COUNTRIES), ("", " to AT", " from AT", " from AT to BE", " to CZ"), "one of"),
                ("points", self.one(NUMBERS), ("", "", " to 1", " from 0", " from 1 to 2"), "number"),
                ("city", self.one(CITIES), ("", "", ' to "linz"', ' from "strasse"'), "text"),
                ("region", self.one(REGIONS), ("", " to BE", " from CZ to AT", ' to "South"'), "region"),
                ("vip", self.chance(0.5), ("", " to yes", " from yes to no"), "yes/no"),
                ("email", self.one(CITIES), ("",), "text"),
            )
        )
        self.wanted.append(Wanted(self.one(("pinged", "visited")), sets=((name, value),)))
        if self.chance(0.2):
            return "changed", MIXED
        return f"changed {name}{self.one(ways)}", frozenset({f"new {kind}"})

    def announced(self) -> tuple[str, frozenset[str]]:
        verb, subject = self.one((("alarm", None), ("whispered", None), ("poked", "plan"), ("poked", "extra")))
        self.want(verb, subject)
        return verb if subject is None or self.chance(0.4) else f"{verb} {subject}", NO_PROPERTIES

    def brought_about(self) -> tuple[str, frozenset[str]]:
        """What journeys bring about; only now and then an event of that verb comes in by itself."""
        draft = self.one(self.drafts)
        options = [
            ("sent", self.one(MESSAGES)),
            ("tagged", self.one(TAGS)),
            ("entered", draft.name),
            ("completed", draft.name),
            ("exited", draft.name),
            (self.one(("subscribed to", "unsubscribed from")), self.one(CHANNELS)),
        ]
        if draft.goals:
            options.append(("reached", self.one(draft.goals)))
        verb, subject = self.one(options)
        if self.chance(0.3):
            self.want(verb, subject)
        if verb == "exited" and self.chance(0.3):
            return f'exited {subject} where reason is "{self.one(REASONS)}"{WHERE_END}', frozenset({"reason"})
        return bare(verb) if self.chance(0.2) else f"{verb} {subject}", NO_PROPERTIES

    # --- conditions ---

    def condition(self, at_hand: frozenset[str], depth: int = 0, *, inside: bool = True) -> str:
        if depth < 2 and self.chance(0.25):
            parts = [self.condition(at_hand, 2, inside=inside) for _ in range(2)]
            joined = self.one((" and ", " or ")).join(f"({part})" if " or " in part else part for part in parts)
            return f"not ({joined})" if self.chance(0.25) else joined
        return self.weighted(
            [
                (5, lambda: self.comparison(at_hand)),
                (2, lambda: self.one(("tagged hot", "tagged cold", "not tagged hot"))),
                (2, lambda: self.one(("subscribed to news", "subscribed to deals", "not subscribed to news"))),
                (1, self.in_journey),
                (4, lambda: self.has(inside=inside)),
            ]
        )

    def comparison(self, at_hand: frozenset[str]) -> str:
        own = [
            *(f"level {order} {value}" for order in ("<", ">=", "is") for value in ("1", "2", "points")),
            *('mood is "GOOD"', "mood is city", "mood is set", 'not mood contains "oo"'),
            *("level is not set", "level is not 1", "origin is country", "origin is region", "origin is BE"),
        ]
        own += CHANGED_CONDITIONS.get(changed_type(at_hand), ())
        own = [text for text in own if text.removeprefix("not ").split(maxsplit=1)[0] in {*at_hand, "old", "new"}]
        if own and self.chance(0.5):
            return self.one(own)
        options = [
            f"points {self.one(('<', '<=', '>', '>='))} {self.one(WRITTEN_NUMBERS)}",
            f"points {self.one(('is', 'is not', '>', '<='))} budget",
            self.one(("budget is set", "city is not set", "points is set", "email is set")),
            self.one(
                ('city is "linz"', 'city is not "STRASSE"', 'city contains "ss"', 'city starts with "mlad\u00e1"')
            ),
            self.one(("city is backup", "country is region", "region is not country", 'region is "South"')),
            self.one(
                ("country is AT", "country is not BE", "country is one of AT, CZ", "country is not one of AT, BE")
            ),
            self.one(("vip", "not vip")),
        ]
        return self.one(options)

    def in_journey(self) -> str:
        draft = self.one(self.drafts)
        stage = f" stage {self.one(draft.stages)}" if draft.stages and self.chance(0.5) else ""
        return f"{'not ' if self.chance(0.3) else ''}in journey {draft.name}{stage}"

    def has(self, *, inside: bool) -> str:
        pattern, _ = self.pattern()
        where = pattern.endswith(WHERE_END)
        pattern = pattern.removesuffix(WHERE_END)
        if pattern.split()[0] in {"sent", "tagged"}:
            pattern = f"been {pattern}"
        count = self.one(("", "", " at least 2 times", " at most 1 times", " at least 3 times", " at most 0 times"))
        window = self.one(("", "", f" in the last {self.length()}"))
        if inside and not window and self.chance(0.4):
            window = " since entering"
        if where and not count and not window:
            window = f" in the last {self.length()}"  # a `where` that stands last would swallow what follows
        return f"has {'not ' if self.chance(0.3) else ''}{pattern}{count}{window}"

    # --- steps ---

    def steps(self, indent: str, reaction: Reaction, least: int, most: int) -> list[str]:
        """What leaves stands last."""
        lines: list[str] = []
        for _ in range(self.random.randint(least, most)):
            more, reaction = self.step(indent, reaction)
            lines += more
        if self.chance(0.3 if reaction.depth else 0.12):
            lines.append(indent + self.leaving(reaction))
        return lines

    def step(self, indent: str, reaction: Reaction) -> tuple[list[str], Reaction]:
        """The lines, and where the steps after them stand."""
        if reaction.depth < 3 and self.chance(0.14):
            lines = self.if_block(indent, reaction)
            return lines, Reaction(reaction.at_hand | MIXED, reaction.depth, reaction.waited)
        if reaction.depth < 3 and self.chance(0.16):
            return self.wait_block(indent, reaction)
        if self.chance(0.16):
            length = self.length() if self.chance(0.92) else "0s"
            waited = reaction.waited or length != "0s"
            return [f"{indent}wait {length}"], Reaction(reaction.at_hand, reaction.depth, waited)
        return [indent + self.plain_step(reaction)], reaction

    def if_block(self, indent: str, reaction: Reaction) -> list[str]:
        inner = reaction.deeper()
        lines = [f"{indent}if {self.condition(reaction.at_hand)}", *self.steps(indent + "  ", inner, 1, 2)]
        if self.chance(0.3):
            lines.append(f"{indent}else if {self.condition(reaction.at_hand)}")
            lines += self.steps(indent + "  ", inner, 1, 2)
        if self.chance(0.4):
            lines += [f"{indent}else", *self.steps(indent + "  ", inner, 1, 2)]
        return lines

    def wait_block(self, indent: str, reaction: Reaction) -> tuple[list[str], Reaction]:
        ends = self.chance(0.8)
        after = reaction.at_hand if ends else NO_PROPERTIES
        length = self.length() if self.chance(0.96) else "0s"
        lines = [f"{indent}wait up to {length}" if ends else f"{indent}wait"]
        arms = self.one((1, 1, 2, 3)) if ends or self.chance(0.9) else 0
        for _ in range(arms):
            trigger, found = self.trigger(0.15)
            head = f"{indent}  when {trigger}{self.guard(0.25, found)}"
            body = self.steps(indent + "    ", reaction.deeper(found), 1, 2) if self.chance(0.75) else []
            lines += [head, *body]
            if not any(line.strip() == "wait" for line in body):
                after |= found  # else what went on there is at hand
        if ends and arms and self.chance(0.6):
            waited = reaction.deeper(waited=True)
            lines += [f"{indent}  otherwise", *self.steps(indent + "    ", waited, 1, 2)]
        return lines, Reaction(after | MIXED, reaction.depth, reaction.waited)

    def leaving(self, reaction: Reaction) -> str:
        stages = self.draft.stages
        if stages and (reaction.waited or reaction.depth) and self.chance(0.7):
            return f"move to {self.passing_on(self.one(stages), reaction.at_hand)}"
        reaching = [f"reach {goal}" for goal in self.draft.reached_by_step]
        return self.one(("exit", f'exit "{self.one(REASONS)}"', *reaching))

    def passing_on(self, name: str, at_hand: frozenset[str]) -> str:
        """The name of a stage or journey, noted as one that gets what is at hand."""
        plain = frozenset(each for each in at_hand if not each.startswith("new "))
        self.passed_on[name] = self.passed_on.get(name, NO_PROPERTIES) | plain
        return name

    def plain_step(self, reaction: Reaction) -> str:
        options: list[tuple[int, Callable[[], str]]] = [
            (6, lambda: f"send {self.one(MESSAGES)}"),
            (1, lambda: f"send {self.one(MESSAGES)} after {self.length()}"),
            (2, self.notify),
            (8 if reaction.at_hand else 3, lambda: self.setting(reaction.at_hand)),
            (3, lambda: self.adding(reaction.at_hand)),
            (2, lambda: f"{self.one(('tag', 'tag', 'untag'))} {self.one(TAGS)}"),
            (2, lambda: f"{self.one(('subscribe to', 'subscribe to', 'unsubscribe from'))} {self.one(CHANNELS)}"),
            (3, lambda: f"announce {self.one(('alarm', 'whispered', 'poked plan', 'poked extra', 'poked'))}"),
        ]
        others = [draft.name for draft in self.drafts if draft.name != self.draft.name]
        if others:
            options.append((2, lambda: f"start {self.passing_on(self.one(others), reaction.at_hand)}"))
        if self.draft.staying:
            options.append((2, lambda: f"reach {self.one(self.draft.staying)}"))
        return self.weighted(options)

    def notify(self) -> str:
        text = f' "{self.one(("look at this", "again"))}"' if self.chance(0.5) else ""
        return f"notify {self.one(('sales', 'support', 'backup', 'email', 'backup'))}{text}"

    def setting(self, at_hand: frozenset[str]) -> str:
        options = [
            ("points", self.one((*WRITTEN_NUMBERS, "budget"))),
            ("budget", self.one((*WRITTEN_NUMBERS, "points"))),
            ("city", self.one(('"Linz"', '"LINZ"', '"Straße"', "backup", "email"))),
            ("backup", self.one(("city", '"desk@acme.example"'))),
            ("country", self.one(COUNTRIES)),
            ("region", self.one(("AT", "BE", '"South"', "country", "country"))),
            ("vip", self.one(("yes", "no"))),
            ("email", self.one(('"new@acme.example"', "backup"))),
        ]
        own = (("points", "level"), ("city", "mood"), ("budget", "amount"), ("country", "origin"), ("region", "origin"))
        known = [pair for pair in own if pair[1] in at_hand]
        known += CHANGED_SETTINGS.get(changed_type(at_hand), ())
        if known and self.chance(0.6):
            options = known
        attribute, value = self.one(options)
        return f"set {attribute} to {value}"

    def adding(self, at_hand: frozenset[str]) -> str:
        value = self.one((*WRITTEN_NUMBERS, "budget", "points", *(["level"] * 4 if "level" in at_hand else [])))
        attribute = self.one(("points", "points", "budget"))
        return self.one((f"add {value} to {attribute}", f"take {value} from {attribute}"))
