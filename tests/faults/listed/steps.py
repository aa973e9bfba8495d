"""Faults in steps (§8). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "8.1",
        "a wait ends a millisecond late",
        "engine.bodies",
        (
            Edit(
                "begin_wait",
                "slot = instance + memory[body + B_SLOT]",
                "slot = instance + memory[body + B_SLOT]\nif ms != NEVER_MS:\n    ms += 1",
            ),
        ),
    ),
    Fault(
        "8.1",
        "a wait ends a millisecond early",
        "engine.bodies",
        (
            Edit(
                "begin_wait",
                "slot = instance + memory[body + B_SLOT]",
                "slot = instance + memory[body + B_SLOT]\nif ms != NEVER_MS:\n    ms -= 1",
            ),
        ),
    ),
    Fault(
        "8.2",
        "a second arm that matched acts too",
        "engine.acting",
        (Edit("settle", "memory[other + L_BODY] == memory[listener + L_BODY]", "False"),),
    ),
    Fault(
        "8.2",
        "arms of another wait of the body act",
        "engine.hearing",
        (Edit("listen", "!= memory[listener + L_WAIT]", "== 0"),),
    ),
    Fault(
        "8.2",
        "counts of arms are kept from the wait before",
        "engine.bodies",
        (Edit("begin_wait", "range(memory[wait + W_RESET_LO], memory[wait + W_RESET_HI], 2)", "range(0)"),),
    ),
    Fault(
        "8.2",
        "silences of arms do not begin with the wait",
        "engine.bodies",
        (Edit("begin_wait", "range(memory[wait + W_ARMED_LO], memory[wait + W_ARMED_HI], 2)", "range(0)"),),
    ),
    Fault(
        "8.2",
        "silences of arms stay armed when the wait is over",
        "engine.bodies",
        (Edit("leave_wait", "range(memory[wait + W_ARMED_LO], memory[wait + W_ARMED_HI], 2)", "range(0)"),),
    ),
    Fault(
        "8.2",
        "`wait up to 0s` listens",
        "compiler.steps",
        (Edit("_lower_wait_for", "if exact_ms(step.length) == 0:", "if False:"),),
    ),
    Fault(
        "8.4",
        "`not subscribed` goes before `unsubscribed`",
        "engine.sending",
        (
            Edit(
                "standing_against",
                "if flags & FLAG_UNSUBSCRIBED != 0:",
                "if flags & FLAG_UNSUBSCRIBED != 0 and not (channel != 0 and state[base + channel] == 0):",
            ),
        ),
    ),
    Fault(
        "8.4",
        "`bounced` goes before `not subscribed`",
        "engine.sending",
        (
            Edit(
                "standing_against",
                "if channel != 0 and state[base + channel] == 0:",
                "if channel != 0 and state[base + channel] == 0 and "
                "not (memory[pc + 3] == 1 and flags & FLAG_BOUNCED != 0):",
            ),
        ),
    ),
    Fault(
        "8.4",
        "`bounced` goes before `unsubscribed`",
        "engine.sending",
        (
            Edit(
                "standing_against",
                "if flags & FLAG_UNSUBSCRIBED != 0:",
                "if flags & FLAG_UNSUBSCRIBED != 0 and not (memory[pc + 3] == 1 and flags & FLAG_BOUNCED != 0):",
            ),
        ),
    ),
    Fault(
        "8.4",
        "a bounce stops what is no email",
        "engine.sending",
        (Edit("standing_against", "memory[pc + 3] == 1 and ", ""),),
    ),
    Fault(
        "8.6",
        "`notify` to a missing attribute goes",
        "engine.sending",
        (Edit("notify", "slot != 0 and ", "False and "),),
    ),
    Fault(
        "8.7",
        "a sum at the limit of the range is missing",
        "engine.bodies",
        (Edit("sum_of", "first > NUMBER_LIMIT - second", "first >= NUMBER_LIMIT - second"),),
    ),
    Fault(
        "8.7",
        "a difference at the limit of the range is missing",
        "engine.bodies",
        (Edit("sum_of", "first < -NUMBER_LIMIT - second", "first <= -NUMBER_LIMIT - second"),),
    ),
    Fault(
        "8.7",
        "a missing number stays missing when something is added",
        "engine.bodies",
        (
            Edit(
                "sum_of",
                "first = 0 if left == MISSING else left",
                "if left == MISSING:\n    return MISSING\nfirst = left",
            ),
        ),
    ),
    Fault(
        "8.7",
        "adding something missing makes the attribute missing",
        "engine.bodies",
        (
            Edit(
                "sum_of",
                "second = 0 if right == MISSING else right",
                "second = right\nif right == MISSING:\n    return MISSING",
            ),
        ),
    ),
    Fault(
        "8.7",
        "`take` adds",
        "engine.bodies",
        (Edit("run_body", "value *= memory[pc + 4]", "pass"),),
    ),
    Fault(
        "8.8",
        "`tagged` is queued for a tag that was there",
        "engine.bodies",
        (Edit("run_body", "elif state[slot] & mask == 0:", "else:"),),
    ),
    Fault(
        "8.9",
        "a subscription that changes nothing is queued",
        "engine.bodies",
        (Edit("run_body", "if before != on:", "if True:"),),
    ),
    Fault(
        "8.9",
        "unsubscribing by a step is no younger unsubscription for late subscriptions",
        "engine.bodies",
        (Edit("run_body", "state[slot + 1] = now_ms", "pass"),),
    ),
    Fault(
        "8.14",
        "a step `reach` does not end the visit",
        "engine.bodies",
        (
            Edit(
                "run_body",
                "if reach_goal(memory, state, instance, memory[pc + 1], memory[pc + 2]):",
                "if reach_goal(memory, state, instance, memory[pc + 1], memory[pc + 2]) and False:",
            ),
        ),
    ),
    Fault(
        "8.16",
        "an arm that the clock sets off leaves nothing at hand",
        "engine.bodies",
        (Edit("go_on", "if at != 0:", "if True:"),),
    ),
    Fault(
        "8.16",
        "an arm leaves at hand what began the body",
        "engine.bodies",
        (Edit("go_on", "if at != 0:", "if False:"),),
    ),
    Fault(
        "8.16",
        "a move passes nothing on",
        "engine.bodies",
        (Edit("run_body", "pass_hand(memory, state, instance, body, steps)", "pass"),),
    ),
    Fault(
        "8.16",
        "entering passes nothing on",
        "engine.entering",
        (Edit("enter", "take_hand(memory, state, instance, body, at, change)", "pass"),),
    ),
    Fault(
        "8.16",
        "a rule's body keeps what the one before it had at hand",
        "engine.bodies",
        (
            Edit(
                "take_hand",
                "state[instance + memory[pair + 1]] = property_of(memory, at, change, memory[pair])",
                "if property_of(memory, at, change, memory[pair]) != MISSING:\n"
                "    state[instance + memory[pair + 1]] = property_of(memory, at, change, memory[pair])",
            ),
        ),
    ),
)
