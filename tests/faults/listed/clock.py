"""Faults in time, order and the range of a run (§4, §12.3). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "4.4",
        "a timer due at the instant of an event goes off after the event",
        "engine.advance",
        (Edit("advance", "if state[base + K_DUE] <= now_ms:", "if state[base + K_DUE] < now_ms:"),),
    ),
    Fault(
        "4.4",
        "of several timers, those due at the instant of an event go off after it",
        "engine.timers",
        (Edit("run_timers", "state[base + K_DUE] <= until_ms", "state[base + K_DUE] < until_ms"),),
    ),
    Fault(
        "12.3",
        "a timer due at `until` does not go off",
        "engine.advance",
        (Edit("flush", "state[base + K_DUE] <= until_ms", "state[base + K_DUE] < until_ms"),),
    ),
    Fault(
        "12.3",
        "a silence of `enter` due at `from` is used up",
        "engine.timers",
        (Edit("use_up_entries", "if state[slot] < before_ms:", "if state[slot] <= before_ms:"),),
    ),
    Fault(
        "12.3",
        "a silence of `enter` due before `from` goes off at `from`",
        "engine.timers",
        (Edit("use_up_entries", "state[slot] = NEVER_MS", "state[slot] = before_ms"),),
    ),
    Fault(
        "12.3",
        "counts of `enter` do not hear what was before `from`",
        "engine.advance",
        (Edit("hear_history", "range(memory[H_JOURNEY_COUNT])", "range(0)"),),
    ),
    Fault(
        "4.5",
        "journeys of the lowest priority have their timers first",
        "engine.timers",
        (
            Edit(
                "fire",
                "for journey in range(memory[H_JOURNEY_COUNT]):",
                "for journey in range(memory[H_JOURNEY_COUNT] - 1, -1, -1):\n"
                "    words = memory[H_JOURNEYS] + journey * JOURNEY_WORDS",
            ),
        ),
    ),
    Fault(
        "4.5",
        "silences of `enter` go off before the timers of the visit",
        "engine.timers",
        (
            Edit(
                "fire",
                "instance = state[base + memory[words + J_CONTACT] + JC_FIRST]",
                """
                for due in range(memory[words + J_ENTRY_DUES_LO], memory[words + J_ENTRY_DUES_HI], ENTRY_DUE_WORDS):
                    if state[base + memory[due + N_SLOT]] == now_ms:
                        fire_entry(memory, state, base, journey, words, memory[due + N_ARGUMENT], now_ms)
                        end_look(memory, state, base)
                        return
                instance = state[base + memory[words + J_CONTACT] + JC_FIRST]
                """,
            ),
        ),
    ),
    Fault(
        "4.5",
        "silences of exits go off before those of goals",
        "compiler.journeys",
        (
            Edit(
                "_lower_goals_and_exits",
                "_add_alternatives(low, part, listener, way_out.trigger, resets=False)",
                "before = len(part.dues)\n"
                "_add_alternatives(low, part, listener, way_out.trigger, resets=False)\n"
                "part.dues[:] = part.dues[before:] + part.dues[:before]",
            ),
        ),
    ),
    Fault(
        "4.5",
        "silences of goals go off from the last to the first",
        "compiler.journeys",
        (
            Edit(
                "_lower_goals_and_exits",
                "for way_out in low.journey.exits:",
                "part.dues.reverse()\nfor way_out in low.journey.exits:",
            ),
        ),
    ),
    Fault(
        "4.5",
        "an `after` goes off before all that stands above it",
        "compiler.journeys",
        (
            Edit(
                "_lower_rule",
                "part.dues.append((slot, DUE_AFTER, listener, 0))",
                "part.dues.insert(0, (slot, DUE_AFTER, listener, 0))",
            ),
        ),
    ),
    Fault(
        "4.5",
        "timers of the stage go off before those above the stages",
        "compiler.journeys",
        (Edit("_add_dues", "*above.dues, *before, *stage.dues, *after", "*before, *stage.dues, *after, *above.dues"),),
    ),
    Fault(
        "4.5",
        "the wait of the stage's steps ends after the timers of its rules",
        "compiler.journeys",
        (
            Edit(
                "_lower_stage",
                "*part.heard], part.dues)",
                "*part.heard], [*part.dues[len(steps.due_rows):], *steps.due_rows])",
            ),
        ),
    ),
    Fault(
        "4.5",
        "timers of a stage's rules go off from the last to the first",
        "compiler.journeys",
        (
            Edit(
                "_lower_stage",
                "*part.heard], part.dues)",
                "*part.heard], [*steps.due_rows, *reversed(part.dues[len(steps.due_rows):])])",
            ),
        ),
    ),
    Fault(
        "4.5",
        "the wait of a rule's body ends before the silences of its trigger",
        "compiler.journeys",
        (Edit("_lower_body", "part.dues.extend(body.due_rows)", "part.dues[:0] = body.due_rows"),),
    ),
    Fault(
        "4.5",
        "a wait ends before the silences of its arms go off",
        "compiler.steps",
        (
            Edit(
                "lower_body",
                "body.due_rows.append((slot + 1, DUE_WAIT, row, 0))",
                "body.due_rows.insert(0, (slot + 1, DUE_WAIT, row, 0))",
            ),
        ),
    ),
    Fault(
        "4.5",
        "silences of arms go off from the last to the first",
        "compiler.steps",
        (Edit("lower_body", "for index in range(silence_count)", "for index in reversed(range(silence_count))"),),
    ),
    Fault(
        "4.5",
        "silences of `enter` go off from the last to the first",
        "compiler.journeys",
        (Edit("_lower_entries", "dues.extend(clocks)", "dues[:0] = clocks"),),
    ),
    Fault(
        "4.5",
        "the queue waits until all that is due has gone off",
        "engine.timers",
        (
            Edit(
                "run_timers",
                "if memory[S_QUEUE_HEAD] < memory[S_QUEUE_TAIL]:",
                "if state[base + K_DUE] > until_ms and memory[S_QUEUE_HEAD] < memory[S_QUEUE_TAIL]:",
            ),
        ),
    ),
    Fault(
        "4.6",
        "a due time that a late event moves into the past goes off in the past",
        "engine.hearing",
        (
            Edit(
                "hear", "max(own_ms + memory[alternative + A_MS], memory[S_NOW])", "own_ms + memory[alternative + A_MS]"
            ),
        ),
    ),
    Fault(
        "4.7",
        "silences of `enter` begin when the first event is handled, not when it happened",
        "engine.beginning",
        (Edit("begin_entry_clock", "known_ms + memory[of + A_MS]", "now_ms + memory[of + A_MS]"),),
    ),
)
