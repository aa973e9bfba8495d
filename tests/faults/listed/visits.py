"""Faults in entering and leaving (§6). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "6.2",
        "entries are asked from the last to the first",
        "engine.entering",
        (
            Edit(
                "ask_entries",
                "range(area, area + memory[S_MATCHED] * MATCHED_WORDS, MATCHED_WORDS)",
                "reversed(range(area, area + memory[S_MATCHED] * MATCHED_WORDS, MATCHED_WORDS))",
            ),
        ),
    ),
    Fault(
        "6.2",
        "entering does not reset the count of the entry",
        "engine.entering",
        (Edit("ask_entry", "reset_counts(memory, state, base, entry, memory[S_NOW])", "pass"),),
    ),
    Fault(
        "6.2",
        "a false `if` of an entry resets its count",
        "engine.entering",
        (
            Edit(
                "ask_entry",
                "condition = memory[entry + L_COND]",
                "condition = memory[entry + L_COND]\nreset_counts(memory, state, base, entry, memory[S_NOW])",
            ),
        ),
    ),
    Fault(
        "6.2",
        "counts of `enter` do not go on during visits",
        "engine.looks",
        (
            Edit(
                "look_alone",
                "range(memory[pointer], memory[pointer + 1])",
                "range(memory[pointer], memory[pointer + 1] if instance == 0 else memory[pointer])",
            ),
        ),
    ),
    Fault(
        "6.4",
        "`reenter after D` turns away exactly D after leaving",
        "engine.entering",
        (
            Edit(
                "may_enter",
                "now_ms >= state[contact_words + JC_LEFT] + argument",
                "now_ms > state[contact_words + JC_LEFT] + argument",
            ),
        ),
    ),
    Fault(
        "6.4",
        "`reenter after D` counts from entering",
        "engine.entering",
        (Edit("may_enter", "JC_LEFT] + argument", "JC_ENTERED] + argument"),),
    ),
    Fault(
        "6.4",
        "`at most N times` allows one fewer",
        "engine.entering",
        (Edit("may_enter", "visits <= argument", "visits < argument"),),
    ),
    Fault(
        "6.4",
        "`at most N times` allows one more",
        "engine.entering",
        (Edit("may_enter", "visits <= argument", "visits - 1 <= argument"),),
    ),
    Fault(
        "6.6",
        "rules that are entries act from the last to the first",
        "engine.entering",
        (
            Edit(
                "act_on_entry",
                "range(area, area + matched * MATCHED_WORDS, MATCHED_WORDS)",
                "reversed(range(area, area + matched * MATCHED_WORDS, MATCHED_WORDS))",
            ),
        ),
    ),
    Fault(
        "6.6",
        "a rule of a stage that was left at once acts on what led in",
        "engine.entering",
        (Edit("act_on_entry", "if memory[rule + L_STAGED] == 1 and state[instance + I_STAYS] != 1:", "if False:"),),
    ),
    Fault(
        "6.6",
        "acting on what led in does not reset the rule's count as an entry",
        "engine.entering",
        (Edit("act_on_entry", "reset_counts(memory, state, base, entry, memory[S_NOW])", "pass"),),
    ),
    Fault(
        "6.6",
        "what led in does not count for the rules that did not match it",
        "engine.entering",
        (Edit("begin_rules", "begin_counts(memory, state, instance, alternative, matched)", "pass"),),
    ),
    Fault(
        "6.6",
        "what led in counts for the rules that acted on it",
        "engine.entering",
        (Edit("begin_counts", "if memory[place] == memory[listener + L_ENTRY]:", "if False:"),),
    ),
    Fault(
        "6.6",
        "a late event that led in does not arm a silence that is an entry",
        "engine.entering",
        (Edit("begin_counts", "state[instance + memory[alternative + A_SLOT] + 1] = MISSING", "pass"),),
    ),
    Fault(
        "6.6",
        "a silence that was the entry goes off a second time",
        "engine.timers",
        (Edit("fire_entry", "state[own] = NEVER_MS", "pass"),),
    ),
    Fault(
        "6.6",
        "the rule whose silence was the entry does not act on it",
        "engine.timers",
        (Edit("fire_entry", "act(memory, state, base, words, instance, rule, 0, 0)", "pass"),),
    ),
    Fault(
        "6.7",
        "`start` passes nothing on",
        "engine.bodies",
        (Edit("queue_start", "memory[record + 1] = (place - record - 2) // 2", "memory[record + 1] = 0"),),
    ),
    Fault(
        "6.7",
        "`start` lets in whom `reenter` turns away",
        "engine.looks",
        (Edit("look_at_start", " and may_enter(memory, state, words, contact_words, memory[S_NOW])", ""),),
    ),
    Fault(
        "6.9",
        "a goal counts each time",
        "engine.bodies",
        (Edit("reach_goal", "if state[spent] & mask != 0:", "if False:"),),
    ),
    Fault(
        "6.11",
        "visits are completed from the last journey to the first",
        "engine.looks",
        (Edit("end_look", "range(area, area + count)", "range(area + count - 1, area - 1, -1)"),),
    ),
    Fault(
        "6.11",
        "a body of a rule above the stages keeps nobody in",
        "compiler.journeys",
        (Edit("_lower_stage", "[*above.body_slots, *part.body_slots]", "part.body_slots"),),
    ),
    Fault(
        "6.11",
        "a body of the stage keeps nobody in",
        "compiler.journeys",
        (Edit("_lower_stage", "[*above.body_slots, *part.body_slots]", "above.body_slots"),),
    ),
    Fault(
        "6.11",
        "one rule that is spent is enough",
        "engine.looks",
        (
            Edit(
                "is_completed",
                "state[instance + memory[pair]] & memory[pair + 1] != memory[pair + 1]",
                "state[instance + memory[pair]] & memory[pair + 1] == 0",
            ),
        ),
    ),
    Fault(
        "6.11",
        "a `whenever` keeps nobody in",
        "compiler.journeys",
        (Edit("_lower_rule", "part.lasting = part.lasting or whenever", "pass"),),
    ),
    Fault(
        "6.11",
        "rules above the stages keep the visit in",
        "compiler.journeys",
        (Edit("_lower_stage", "part.full_words()", "[*part.full_words(), *above.full_words()]"),),
    ),
)
