"""Faults in triggers (§9). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "9.1",
        "a guard of a link is not looked at",
        "compiler.conditions",
        (Edit("guard", "if pattern.link is not None:", "if False:"),),
    ),
    Fault(
        "9.2",
        "an event with an unknown subject is nothing to a verb without subject",
        "compiler.patterns",
        (
            Edit(
                "_Numbering.numbers_of",
                "self.by_verb.get(verb, ())",
                "self.by_verb.get(verb, ()) if subject != '' else ()",
            ),
        ),
    ),
    Fault(
        "9.2",
        "`unsubscribed` from everything is nothing to `unsubscribed from C`",
        "compiler.patterns",
        (Edit("_Numbering.numbers_of", "verb == UNSUBSCRIBED and subject is None", "False"),),
    ),
    Fault(
        "9.3",
        "`where` is not looked at",
        "compiler.conditions",
        (Edit("guard", "if pattern.where is not None:", "if False:"),),
    ),
    Fault(
        "9.4",
        "a window of a count holds its far edge",
        "engine.hearing",
        (
            Edit(
                "hear",
                "state[slot + times - 1] > memory[S_NOW] - within_ms",
                "state[slot + times - 1] >= memory[S_NOW] - within_ms",
            ),
        ),
    ),
    Fault(
        "9.4",
        "a window of a count ends at the event's own time",
        "engine.hearing",
        (
            Edit(
                "hear",
                "state[slot + times - 1] > memory[S_NOW] - within_ms",
                "state[slot + times - 1] > own_ms - within_ms",
            ),
        ),
    ),
    Fault(
        "9.4",
        "N in a window is one fewer",
        "engine.hearing",
        (Edit("hear", "state[slot + times - 1] > memory[S_NOW]", "state[slot + max(times - 2, 0)] > memory[S_NOW]"),),
    ),
    Fault(
        "9.4",
        "N without a window is one fewer",
        "engine.hearing",
        (Edit("hear", "return state[slot] >= times", "return state[slot] >= times - 1"),),
    ),
    Fault(
        "9.4",
        "a late event is kept as if it had just happened",
        "engine.hearing",
        (Edit("hear", "keep_latest(state, slot, times, own_ms)", "keep_latest(state, slot, times, memory[S_NOW])"),),
    ),
    Fault(
        "9.4",
        "only the latest own times are kept in the order of handling",
        "engine.history",
        (Edit("keep_latest", "state[place - 1] < own_ms", "False"),),
    ),
    Fault(
        "9.4",
        "a late event from before the last reset is not judged",
        "engine.hearing",
        (
            Edit(
                "hear",
                "if counts:\n    keep_latest(state, slot, times, own_ms)",
                "if not counts:\n    return False\nkeep_latest(state, slot, times, own_ms)",
            ),
        ),
    ),
    Fault(
        "9.5",
        "what happened at the instant of the reset does not count",
        "engine.hearing",
        (Edit("hear", "own_ms >= state[offset + start]", "own_ms > state[offset + start]"),),
    ),
    Fault(
        "9.5",
        "late events from before the reset count",
        "engine.hearing",
        (Edit("hear", "start == 0 or own_ms >= state[offset + start]", "True"),),
    ),
    Fault(
        "9.5",
        "firing resets the first alternative alone",
        "engine.visits",
        (Edit("reset_counts", "state[offset + start] = now_ms", "state[offset + start] = now_ms\nbreak"),),
    ),
    Fault(
        "9.5",
        "firing resets no count without a window",
        "engine.visits",
        (Edit("reset_counts", "state[slot] = 0", "pass"),),
    ),
    Fault(
        "9.5",
        "firing resets no count in a window",
        "engine.visits",
        (Edit("reset_counts", "state[place] = MISSING", "pass"),),
    ),
    Fault(
        "9.5",
        "a false `if` resets the count of a rule",
        "engine.acting",
        (
            Edit(
                "act",
                "condition = memory[listener + L_COND] if at != 0 else memory[listener + L_COND_BY_CLOCK]",
                "condition = memory[listener + L_COND] if at != 0 else memory[listener + L_COND_BY_CLOCK]\n"
                "if kind != LISTENER_ARM:\n"
                "    reset_counts(memory, state, instance, listener, now_ms)",
            ),
        ),
    ),
    Fault(
        "9.6",
        "`from V` is what it became, `to W` what it was",
        "compiler.conditions",
        (
            Edit(
                "guard",
                "(('old', pattern.from_value), ('new', pattern.to_value))",
                "(('new', pattern.from_value), ('old', pattern.to_value))",
            ),
        ),
    ),
    Fault(
        "9.6",
        "`changed A` matches a change of every attribute",
        "compiler.patterns",
        (
            Edit(
                "_numbering",
                "if pattern.subjects is None:",
                "if pattern.subjects is None or (pattern.verb == 'changed' and pattern.from_value is None "
                "and pattern.to_value is None):",
            ),
        ),
    ),
    Fault(
        "9.8",
        "an X as old as the last one arms the silence again",
        "engine.hearing",
        (Edit("hear", "if own_ms > state[slot + 1]:", "if own_ms >= state[slot + 1]:"),),
    ),
    Fault(
        "9.8",
        "an older late X arms the silence again",
        "engine.hearing",
        (Edit("hear", "if own_ms > state[slot + 1]:", "if True:"),),
    ),
    Fault(
        "9.8",
        "a silence counts from the handling of X",
        "engine.hearing",
        (
            Edit(
                "hear",
                "max(own_ms + memory[alternative + A_MS], memory[S_NOW])",
                "memory[S_NOW] + memory[alternative + A_MS]",
            ),
        ),
    ),
)
