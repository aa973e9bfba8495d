"""Faults in one visit for each value (§17), and in what else keeps out (§6.4, §6.14).

Listed before anyone looked who is caught.
"""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "17.2",
        "an event with a value reaches every visit",
        "engine.keyed",
        (Edit("is_reached", "value in (MISSING, state[instance + memory[words + J_KEY_SLOT]])", "True"),),
    ),
    Fault(
        "17.2",
        "an event without a value reaches no visit",
        "engine.keyed",
        (
            Edit(
                "is_reached",
                "value in (MISSING, state[instance + memory[words + J_KEY_SLOT]])",
                "value == state[instance + memory[words + J_KEY_SLOT]]",
            ),
        ),
    ),
    Fault(
        "17.2",
        "an event without a value leads in",
        "engine.looks",
        (Edit("look_by_value", "value != MISSING and", ""),),
    ),
    Fault(
        "17.2",
        "an event that ends a visit lets its value in again",
        "engine.looks",
        (
            Edit(
                "look_by_value",
                "if enters:",
                "if value != MISSING and (not lives(memory, state, words, value)):",
            ),
        ),
    ),
    Fault(
        "17.2",
        "entries are not asked while another value is under way",
        "engine.keyed",
        (Edit("lives", "state[instance + memory[words + J_KEY_SLOT]] == value", "True"),),
    ),
    Fault(
        "17.2",
        "what another visit sent is ignored",
        "engine.ignoring",
        (Edit("concerns", "key == 0 or", "True or"),),
    ),
    Fault(
        "17.2",
        "what was sent without a value is ignored by no visit",
        "engine.ignoring",
        (Edit("concerns", "in (MISSING, state[offset + key])", "== state[offset + key]"),),
    ),
    Fault(
        "17.3",
        "of several visits the younger looks first",
        "engine.visits",
        (
            Edit(
                "new_instance",
                """
                    while state[link] != 0:
                        link = state[link] + I_NEXT
                    state[link] = instance
                    """,
                """
                    if memory[words + J_KEY_PROPERTY] != 0:
                        state[instance + I_NEXT] = state[link]
                    else:
                        while state[link] != 0:
                            link = state[link] + I_NEXT
                    state[link] = instance
                    """,
            ),
        ),
    ),
    Fault(
        "17.4",
        "a hundred and one visits are live side by side",
        "engine.side_by_side",
        (Edit("let_in", ">= memory[words + J_INSTANCES]", "> memory[words + J_INSTANCES]"),),
    ),
    Fault(
        "17.4",
        "whom `reenter` turns away is refused where a hundred are live",
        "engine.side_by_side",
        (
            Edit(
                "ask_by_value",
                "not may_return(memory, state, words, value_at(memory, words, at))",
                "(count_live(memory, state, words) < memory[words + J_INSTANCES]"
                " and not may_return(memory, state, words, value_at(memory, words, at)))",
            ),
        ),
    ),
    Fault(
        "17.4",
        "whom the `if` turns away is refused where a hundred are live",
        "engine.side_by_side",
        (
            Edit(
                "ask_by_value",
                "if condition == 0 or",
                "if condition == 0 or count_live(memory, state, words) >= memory[words + J_INSTANCES] or",
            ),
        ),
    ),
    Fault(
        "17.4",
        "one that is turned away ends the older",
        "engine.side_by_side",
        (
            Edit(
                "ask_by_value",
                "area = memory[H_SCRATCH_MATCHED]",
                """
                    area = memory[H_SCRATCH_MATCHED]
                    if memory[words + J_NEWEST_ONLY] != 0:
                        kept = [memory[place] for place in range(area, area + memory[S_MATCHED] * MATCHED_WORDS)]
                        end_older(memory, state, base + memory[words + J_CONTACT], memory[kept[0] + L_PLACE])
                    """,
            ),
        ),
    ),
    Fault(
        "17.4",
        "the older of `newest only` ends without a reason",
        "engine.side_by_side",
        (Edit("end_older", "REASON_NEWER", "NONE"),),
    ),
    Fault(
        "17.5",
        "what a visit brings about carries no value",
        "engine.keyed",
        (Edit("carried", "MISSING if slot == 0 else state[instance + slot]", "MISSING"),),
    ),
    Fault(
        "17.5",
        "`exited` carries no value",
        "engine.bodies",
        (Edit("exit_visit", "carried(memory, state, words, instance)", "MISSING"),),
    ),
    Fault(
        "17.5",
        "`completed` carries no value",
        "engine.looks",
        (Edit("complete", "carried(memory, state, words, instance)", "MISSING"),),
    ),
    Fault(
        "17.7",
        "`start` does not go with the value of the starter's own visit",
        "compiler.steps",
        (Edit("_lower_start", "own.name == started.name", "own.name != started.name"),),
    ),
    Fault(
        "17.7",
        "the value of the starter's own visit goes before that of the event at hand",
        "compiler.steps",
        (
            Edit(
                "_lower_start",
                "pairs.extend((shared.property(own.name), shared.remembered[body.scope.journey][own.name]))",
                "pairs[:0] = (shared.property(own.name), shared.remembered[body.scope.journey][own.name])",
            ),
        ),
    ),
    Fault(
        "17.7",
        "`start` without a value lets in",
        "engine.side_by_side",
        (Edit("start_by_value", "value != MISSING and", ""),),
    ),
    Fault(
        "17.7",
        "`start` does not ask `reenter`",
        "engine.side_by_side",
        (Edit("start_by_value", "and may_return(memory, state, words, value)", ""),),
    ),
    Fault(
        "17.8",
        "of the values that left 99 are known",
        "engine.keyed",
        (Edit("kept_at", "range(VALUES_KEPT)", "range(VALUES_KEPT - 1)"),),
    ),
    Fault(
        "17.8",
        "how often a value was in is not counted",
        "engine.keyed",
        (Edit("leave_value", "visits += state[place + VALUE_LEFT]", "pass"),),
    ),
    Fault(
        "17.8",
        "a value that leaves again keeps its place among the last hundred",
        "engine.keyed",
        (
            Edit(
                "leave_value",
                "while place > first:",
                "while place > first and visits == 1 and state[place] != value:",
            ),
            Edit("leave_value", "state[first] = value", "first = place\nstate[first] = value"),
        ),
    ),
    Fault(
        "17.8",
        "`from entering` of a value counts from leaving",
        "engine.keyed",
        (Edit("counts_from_entering", "== JC_ENTERED", "!= JC_ENTERED"),),
    ),
    Fault(
        "17.9",
        "an event with another value reaches what is watched",
        "engine.looks",
        (Edit("look_by_value", "and is_reached(memory, state, words, watched, value)", ""),),
    ),
    Fault(
        "17.9",
        "the visit that ended first is watched on when another ends by its goal",
        "engine.bodies",
        (Edit("reach_goal", "if ends and memory[words + J_APART] != 0:", "if False:"),),
    ),
    Fault(
        "6.14",
        "`not while in` asks who has been in before alone",
        "engine.returning",
        (Edit("may_enter_unusually", "return not is_barred", "return visits == 0 or not is_barred"),),
    ),
    Fault(
        "6.14",
        "of several `not while in` the first is asked",
        "engine.returning",
        (
            Edit(
                "is_barred",
                "range(memory[row + REENTRY_BARRED_LO], memory[row + REENTRY_BARRED_HI])",
                "range(memory[row + REENTRY_BARRED_LO], min(memory[row + REENTRY_BARRED_HI],"
                " memory[row + REENTRY_BARRED_LO] + 1))",
            ),
        ),
    ),
    Fault(
        "6.14",
        "`not while in` is not asked of a new value",
        "engine.keyed",
        (
            Edit(
                "may_return",
                "if memory[words + J_REENTER] != REENTER_UNUSUAL:",
                "if place == 0 or memory[words + J_REENTER] != REENTER_UNUSUAL:",
            ),
        ),
    ),
    Fault(
        "6.4",
        "`from entering` counts from leaving",
        "compiler.journeys",
        (Edit("_journey_row", "JC_ENTERED if reenter.from_entering else JC_LEFT", "JC_LEFT"),),
    ),
    Fault(
        "6.4",
        "`after D from entering` turns away exactly D after entering",
        "engine.returning",
        (Edit("lets_in", "memory[S_NOW] >= from_ms + argument", "memory[S_NOW] > from_ms + argument"),),
    ),
)
