"""Faults in sequences and in what is ignored (§9.12, §9.13). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "9.12",
        "what comes at the end of the window follows in time",
        "engine.sequences",
        (Edit("hear_sequence", "own_ms < first_ms + within_ms", "own_ms <= first_ms + within_ms"),),
    ),
    Fault(
        "9.12",
        "what comes at the instant of the first does not follow it",
        "engine.sequences",
        (Edit("hear_sequence", "first_ms <= own_ms", "first_ms < own_ms"),),
    ),
    Fault(
        "9.12",
        "the first of several first ones counts, not the latest",
        "engine.sequences",
        (Edit("hear_sequence", "own_ms > first_ms and", "first_ms == MISSING and"),),
    ),
    Fault(
        "9.12",
        "a late first one takes the place of a younger",
        "engine.sequences",
        (Edit("hear_sequence", "own_ms > first_ms and", "own_ms != first_ms and"),),
    ),
    Fault(
        "9.12",
        "a first one from before the reset counts",
        "engine.sequences",
        (Edit("hear_sequence", "own_ms >= state[offset + start]", "own_ms != MISSING"),),
    ),
    Fault(
        "9.12",
        "firing leaves the first one for the next that follows",
        "engine.sequences",
        (Edit("forget_first", "state[offset + memory[alternative + A_SLOT]] = MISSING", "pass"),),
    ),
    Fault(
        "9.12",
        "an event that is both is kept as the first one before it is asked whether it follows",
        "compiler.listeners",
        (
            Edit(
                "Listeners.alternative",
                """
                    self._hearing(scope, listener, ALTERNATIVE_THEN, alternative.then, slot=slot, ms=ms)
                    """,
                """
                    first = alternative.first
                    first = self._hearing(scope, listener, ALTERNATIVE_FIRST, first, slot=slot, from_slot=from_slot)
                    self._hearing(scope, listener, ALTERNATIVE_THEN, alternative.then, slot=slot, ms=ms)
                    return first
                    """,
            ),
        ),
    ),
    Fault(
        "6.6",
        "a sequence of a rule that does not act on what led in does not have it as its first one",
        "engine.entering",
        (Edit("begin_counts", "kind == ALTERNATIVE_PLAIN:", "kind in (ALTERNATIVE_PLAIN, ALTERNATIVE_FIRST):"),),
    ),
    Fault(
        "9.13",
        "an open at the instant of the send does not answer it",
        "engine.ignoring",
        (Edit("is_answered", ">= state[send]", "> state[send]"),),
    ),
    Fault(
        "9.13",
        "what falls due just as listening begins is due",
        "engine.ignoring",
        (Edit("arm_ignored", "> begun_ms", ">= begun_ms"),),
    ),
    Fault(
        "9.13",
        "what was sent before listening began does not count",
        "engine.ignoring",
        (Edit("arm_ignored", "waiting |= 1 << place", "pass"),),
    ),
    Fault(
        "9.13",
        "a send that is heard of too late does not fall due",
        "engine.ignoring",
        (
            Edit(
                "hear_send",
                "state[slot] = min(state[slot], max(due_ms, memory[S_NOW]))",
                """
                    if due_ms <= memory[S_NOW]:
                        state[slot + 1] = before
                        return
                    state[slot] = min(state[slot], due_ms)
                    """,
            ),
        ),
    ),
    Fault(
        "9.13",
        "for an entry a send from before the contact was known falls due",
        "engine.ignoring",
        (Edit("hear_send", "offset == base and due_ms <= state[base + K_KNOWN]", "False"),),
    ),
    Fault(
        "9.13",
        "a send that is due stays due",
        "engine.ignoring",
        (Edit("falls_due", "waiting ^= 1 << place", "pass"),),
    ),
    Fault(
        "9.13",
        "of what is due at one instant each is a match",
        "engine.ignoring",
        (
            Edit(
                "falls_due",
                "matches = matches or is_ignored(memory, state, offset, alternative, send)",
                """
                    matches = matches or is_ignored(memory, state, offset, alternative, send)
                    break
                    """,
            ),
        ),
    ),
    Fault(
        "9.13",
        "of so many in a row the last alone must be unanswered",
        "engine.ignoring",
        (
            Edit(
                "is_ignored",
                "is_answered(memory, state, row, send)",
                "_one == 0 and is_answered(memory, state, row, send)",
            ),
        ),
    ),
    Fault(
        "9.13",
        "so many in a row are one more",
        "engine.ignoring",
        (Edit("is_ignored", "range(memory[alternative + A_TIMES])", "range(memory[alternative + A_TIMES] - 1)"),),
    ),
    Fault(
        "9.13",
        "in a row go by the order in which they were heard of",
        "engine.ignoring",
        (
            Edit(
                "comes_before", "state[send] != state[other]", "state[send + SEND_SERIAL] == state[other + SEND_SERIAL]"
            ),
        ),
    ),
    Fault(
        "9.13",
        "of sends at one instant the one handled later is the older",
        "engine.ignoring",
        (
            Edit(
                "comes_before",
                "state[send + SEND_SERIAL] < state[other + SEND_SERIAL]",
                "state[send + SEND_SERIAL] > state[other + SEND_SERIAL]",
            ),
        ),
    ),
    Fault(
        "9.13",
        "a send that is older than all that are kept takes the place of one",
        "engine.ignoring",
        (Edit("keep_send", "own_ms < state[oldest]", "False"),),
    ),
    Fault(
        "9.13",
        "31 sends are kept",
        "engine.ignoring",
        (
            Edit(
                "keep_send",
                "range(ring + 1, ring + 1 + SENDS_KEPT * width, width)",
                "range(ring + 1, ring + 1 + (SENDS_KEPT - 1) * width, width)",
            ),
        ),
    ),
    Fault(
        "9.13",
        "what a machine opens is answered",
        "compiler.patterns",
        (
            Edit(
                "ignored_patterns",
                "counting_machines=ignored.counting_machines",
                "counting_machines=verb != SENT or ignored.counting_machines",
            ),
        ),
    ),
    Fault(
        "9.13",
        "a click answers nothing",
        "compiler.patterns",
        (Edit("ignored_patterns", "(SENT, *ANSWERS)", "(SENT, ANSWERS[1])"),),
    ),
    Fault(
        "9.13",
        "what is sent while the rule's body is under way is not heard",
        "engine.hearing",
        (
            Edit(
                "listen",
                "not in (ALTERNATIVE_SILENCE, ALTERNATIVE_IGNORED)",
                "!= ALTERNATIVE_SILENCE",
            ),
        ),
    ),
)
