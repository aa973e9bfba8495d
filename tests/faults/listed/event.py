"""Faults in what one event does (§5). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "5.1",
        "standing changes before attributes",
        "engine.advance",
        (
            Edit("take_in", "if action != ACTION_NONE:", "if action != ACTION_NONE and record == 0:"),
            Edit(
                "take_in",
                "assign_all(memory, state, base, at, own_ms)",
                "first = memory[H_CODES] + code * CODE_WORDS\n"
                "if memory[first + CODE_ACTION] != ACTION_NONE:\n"
                "    argument = memory[first + CODE_ARGUMENT]\n"
                "    stand(memory, state, base, at, memory[first + CODE_ACTION], argument, own_ms)\n"
                "assign_all(memory, state, base, at, own_ms)",
            ),
        ),
    ),
    Fault(
        "5.1",
        "standing changes after the looks",
        "engine.advance",
        (
            Edit("take_in", "stand(memory, state, base, at, action, memory[row + CODE_ARGUMENT], own_ms)", "pass"),
            Edit(
                "handle",
                "look(memory, state, base, seen, at)",
                """
                look(memory, state, base, seen, at)
                stand(memory, state, base, at, memory[row + CODE_ACTION], memory[row + CODE_ARGUMENT], memory[S_OWN])
                """,
            ),
        ),
    ),
    Fault(
        "5.1",
        "an event comes into history after the looks at it",
        "engine.advance",
        (
            Edit(
                "take_in",
                "elif seen != 0 and memory[row + CODE_CELLS_LO] < ",
                "elif False and 0 < ",
            ),
            Edit(
                "handle",
                "look(memory, state, base, seen, at)",
                """
                changes = memory[S_CHANGES]
                look(memory, state, base, seen, at)
                if seen != 0 and changes == 0:
                    remember(memory, state, base, seen, at, 0, memory[S_OWN], 0)
                """,
            ),
        ),
    ),
    Fault(
        "5.2",
        "of two `set` of one own time the earlier handled wins",
        "engine.history",
        (Edit("assign", "if own_ms < state[slot + 1]:", "if own_ms <= state[slot + 1]:"),),
    ),
    Fault(
        "5.2",
        "a late `set` overwrites what is newer",
        "engine.history",
        (Edit("assign", "if own_ms < state[slot + 1]:", "if False:"),),
    ),
    Fault(
        "5.2",
        "setting an equal value does not count as set",
        "engine.history",
        (Edit("assign", "old = state[slot]", "old = state[slot]\nif old == value:\n    return"),),
    ),
    Fault(
        "5.2",
        "setting an equal value is a change",
        "engine.history",
        (Edit("assign", "if old == value:", "if False:"),),
    ),
    Fault(
        "5.2",
        "a text that differs in letter case alone is a change",
        "engine.history",
        (Edit("assign", "memory[row + ATTRIBUTE_TEXT] == 1", "memory[row + ATTRIBUTE_TEXT] == 2"),),
    ),
    Fault(
        "5.3",
        "a late subscription does not act on an unsubscription of the same instant",
        "engine.history",
        (Edit("stand", "state[channel + 1] <= own_ms", "state[channel + 1] < own_ms"),),
    ),
    Fault(
        "5.3",
        "a late subscription acts on a younger unsubscription of its channel",
        "engine.history",
        (Edit("stand", "state[channel + 1] <= own_ms and ", ""),),
    ),
    Fault(
        "5.3",
        "a late subscription acts on a younger unsubscription from everything",
        "engine.history",
        (Edit("stand", " and state[base + K_UNSUBSCRIBED_AT] <= own_ms", ""),),
    ),
    Fault(
        "5.3",
        "a late unsubscription moves the latest one back",
        "engine.history",
        (Edit("stand", "state[channel + 1] = max(state[channel + 1], own_ms)", "state[channel + 1] = own_ms"),),
    ),
    Fault(
        "5.3",
        "a late `subscribed` lifts a younger unsubscription from everything",
        "engine.history",
        (
            Edit(
                "stand",
                "if state[base + K_UNSUBSCRIBED_AT] <= own_ms:\n    state[base + K_FLAGS] &= ~FLAG_UNSUBSCRIBED",
                "state[base + K_FLAGS] &= ~FLAG_UNSUBSCRIBED",
            ),
        ),
    ),
    Fault(
        "5.3",
        "a bounce outlives a new address",
        "engine.history",
        (Edit("assign", "state[base + K_FLAGS] &= ~FLAG_BOUNCED", "pass"),),
    ),
    Fault(
        "5.3",
        "every bounce is a hard one",
        "engine.history",
        (Edit("stand", " and judge(memory, state, base, 0, at, 0, argument)", ""),),
    ),
    Fault(
        "5.4",
        "a machine's event is seen by triggers and `has`",
        "engine.advance",
        (Edit("take_in", "machine or memory[at] != 0", "machine"),),
    ),
    Fault(
        "5.4",
        "what a machine's event changed is not seen",
        "engine.advance",
        (Edit("take_in", "    return seen", "    if machine:\n        memory[S_CHANGES] = 0\n    return seen"),),
    ),
    Fault(
        "5.5",
        "several changes of one event are several matches of an alternative",
        "engine.looks",
        (Edit("hear_instance", "alternative == heard or not fits", "not fits"),),
    ),
    Fault(
        "5.5",
        "several changes of one event are several matches of a `has`",
        "engine.history",
        (Edit("remember", "if marks != 0 and memory[marks + memory[cell + CELL_ID]] != 0:", "if False:"),),
    ),
    Fault(
        "5.6",
        "`exit when` acts before goals",
        "engine.acting",
        (
            Edit(
                "settle",
                "hi = area + memory[S_MATCHED] * MATCHED_WORDS",
                """
                hi = area + memory[S_MATCHED] * MATCHED_WORDS
                for early in range(area, hi, MATCHED_WORDS):
                    if memory[memory[early] + L_KIND] == LISTENER_EXIT:
                        if act_in_turn(memory, state, base, words, instance, memory[early], at, memory[early + 1]):
                            return
                """,
            ),
        ),
    ),
    Fault(
        "5.6",
        "rules and arms act before `exit when`",
        "engine.acting",
        (
            Edit(
                "settle",
                "for place in range(area, hi, MATCHED_WORDS):",
                """
                for early in range(area, hi, MATCHED_WORDS):
                    if memory[memory[early] + L_KIND] > LISTENER_EXIT:
                        if act_in_turn(memory, state, base, words, instance, memory[early], at, memory[early + 1]):
                            if state[instance + I_JOURNEY] == 0:
                                return
                        memory[early] = 0
                for place in range(area, hi, MATCHED_WORDS):
                """,
            ),
        ),
    ),
    Fault(
        "5.6",
        "rules of the stage act before those above the stages",
        "compiler.journeys",
        (Edit("_lower_stage", "[*above.heard, *part.heard]", "[*part.heard, *above.heard]"),),
    ),
    Fault(
        "5.6",
        "arms and rules act from the last to the first",
        "engine.acting",
        (
            Edit(
                "settle",
                "for place in range(area, hi, MATCHED_WORDS):",
                "for place in range(hi - MATCHED_WORDS, area - MATCHED_WORDS, -MATCHED_WORDS):",
            ),
        ),
    ),
    Fault(
        "5.6",
        "goals are counted from the last to the first",
        "compiler.journeys",
        (Edit("_lower_goals_and_exits", "for goal in low.journey.goals:", "for goal in reversed(low.journey.goals):"),),
    ),
    Fault(
        "5.6",
        "a rule acts before it is settled which others match",
        "engine.looks",
        (
            Edit(
                "hear_instance_alone",
                "match(memory, listener, 0)",
                """
                memory[S_MATCHED] = 0
                match(memory, listener, 0)
                settle(memory, state, base, words, instance, at)
                memory[S_MATCHED] = 0
                if state[instance + I_JOURNEY] == 0:
                    return
                """,
            ),
        ),
    ),
    Fault(
        "5.6",
        "an `if` is judged before the rules in front have acted",
        "engine.looks",
        (
            Edit(
                "hear_instance_alone",
                "match(memory, listener, 0)",
                """
                from jdsl.engine.conditions import judge
                from jdsl.machine.layout import L_COND
                if memory[listener + L_COND] != 0:
                    if not judge(memory, state, base, instance, at, 0, memory[listener + L_COND]):
                        continue
                match(memory, listener, 0)
                """,
            ),
        ),
    ),
    Fault(
        "5.6",
        "after a move, rules of the old stage that had matched still act",
        "engine.acting",
        (Edit("settle", "memory[other + L_STAGED] == 1 and ", "False and "),),
    ),
    Fault(
        "5.6",
        "after a move, rules above the stages that had matched do not act",
        "engine.acting",
        (Edit("settle", "memory[other + L_STAGED] == 1 and ", ""),),
    ),
    Fault(
        "5.6",
        "after the end of the visit, rules that had matched still act",
        "engine.acting",
        (Edit("settle", "if state[instance + I_JOURNEY] == 0:\n    return", "pass"),),
    ),
    Fault(
        "5.7",
        "of several goals only the first that ends the visit is counted",
        "engine.acting",
        (Edit("count_goals", "ends = True", "ends = True\nbreak"),),
    ),
    Fault(
        "5.7",
        "`and stay` ends the visit",
        "engine.bodies",
        (Edit("reach_goal", "ends = memory[listener + L_STAY] == 0", "ends = True"),),
    ),
    Fault(
        "5.8",
        "an event that ends a visit begins the next",
        "engine.looks",
        (
            Edit(
                "look_alone",
                "instance = following",
                """
                instance = following
                if instance == 0 and state[base + memory[words + J_CONTACT] + JC_FIRST] == 0:
                    hear_entries(memory, state, base, journey, code, at, memory[words + J_ENTER])
                    ask_entries(memory, state, base, journey, words, code, at)
                """,
            ),
        ),
    ),
    Fault(
        "5.9",
        "the queue is handled last in, first out",
        "engine.timers",
        (
            Edit(
                "drain",
                "entry = memory[S_QUEUE_HEAD]",
                """
                entry = memory[S_QUEUE_HEAD]
                last = memory[S_QUEUE_TAIL] - memory[H_QUEUE_WORDS]
                for index in range(memory[H_QUEUE_WORDS]):
                    memory[entry + index], memory[last + index] = (memory[last + index], memory[entry + index])
                """,
            ),
        ),
    ),
    Fault(
        "5.9",
        "`entered` is queued behind what the first steps queue",
        "engine.entering",
        (
            Edit("enter", "bring_about_of(memory, state, words, instance, memory[words + J_ENTERED_CODE])", "pass"),
            Edit(
                "enter",
                "run_body(memory, state, words, instance, body, memory[row + G_STEPS])",
                "run_body(memory, state, words, instance, body, memory[row + G_STEPS])\n"
                "bring_about_of(memory, state, words, instance, memory[words + J_ENTERED_CODE])",
            ),
        ),
    ),
    Fault(
        "5.9",
        "a withheld message is `sent`",
        "engine.sending",
        (
            Edit(
                "go_out",
                "    return",
                "    bring_about(memory, state, memory[pc + 5], 0, MISSING, 0, MISSING)\n    return",
            ),
        ),
    ),
    Fault(
        "5.11",
        "the hundredth stay or body of an instant is begun",
        "engine.visits",
        (Edit("begun_too_often", "return begun >= MOST_BEGUN", "return begun > MOST_BEGUN"),),
    ),
    Fault(
        "5.11",
        "the ninety-ninth stay or body of an instant is not begun",
        "engine.visits",
        (Edit("", "MOST_BEGUN = 100", "MOST_BEGUN = 99"),),
    ),
    Fault(
        "5.11",
        "the first stay is not counted",
        "engine.entering",
        (Edit("enter", "begun_too_often(state, instance, now_ms)", "pass"),),
    ),
    Fault(
        "5.11",
        "stays and bodies of earlier instants count",
        "engine.visits",
        (Edit("begun_too_often", "if state[instance + I_BURST_AT] == now_ms:", "if True:"),),
    ),
    Fault(
        "5.11",
        "the thousandth entering at an instant is done",
        "engine.entering",
        (Edit("", "MOST_ENTERINGS = 1000", "MOST_ENTERINGS = 1001"),),
    ),
    Fault(
        "5.11",
        "the 999th entering at an instant is refused",
        "engine.entering",
        (Edit("", "MOST_ENTERINGS = 1000", "MOST_ENTERINGS = 999"),),
    ),
    Fault(
        "5.11",
        "each further entering is refused with an effect",
        "engine.entering",
        (Edit("enter", "if burst == MOST_ENTERINGS:", "if True:"),),
    ),
    Fault(
        "5.11",
        "enterings of earlier instants count",
        "engine.entering",
        (Edit("enter", "if state[contact_words + JC_ENTERED] == now_ms else 1", "if True else 1"),),
    ),
)
