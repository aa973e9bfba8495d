"""Faults in rules and bodies (§7). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "7.2",
        "an event of the instant at which listening began is not heard",
        "engine.hearing",
        (Edit("listen", "if memory[S_OWN] < begun_ms", "if memory[S_OWN] <= begun_ms"),),
    ),
    Fault(
        "7.2",
        "late events from before listening began are heard",
        "engine.hearing",
        (Edit("listen", "if memory[S_OWN] < begun_ms", "if memory[S_OWN] < -(1 << 62)"),),
    ),
    Fault(
        "7.2",
        "rules of a stage listen from entering the journey on",
        "engine.hearing",
        (
            Edit(
                "listen",
                "state[instance + I_STAY] if memory[listener + L_STAGED] == 1 else",
                "",
            ),
        ),
    ),
    Fault(
        "7.2",
        "rules above the stages, goals and exits listen from the last stay on",
        "engine.hearing",
        (
            Edit(
                "listen",
                "state[instance + I_STAY] if memory[listener + L_STAGED] == 1 else",
                "state[instance + I_STAY] if True else",
            ),
        ),
    ),
    Fault(
        "7.2",
        "arms listen from entering the journey on",
        "engine.hearing",
        (Edit("listen", "state[instance + memory[body + B_SINCE_SLOT]]", "state[instance + I_ENTERED]"),),
    ),
    Fault(
        "7.3",
        "a move to the same stage keeps what its rules remember",
        "engine.visits",
        (
            Edit(
                "begin_stay",
                "state[instance + I_STAGE] = stage",
                "old = state[instance + I_STAGE]\nstate[instance + I_STAGE] = stage",
            ),
            Edit(
                "begin_stay",
                "state[to + place] = memory[template + place]",
                "if old != stage or state[instance + I_STAYS] == 1:\n    state[to + place] = memory[template + place]",
            ),
        ),
    ),
    Fault(
        "7.3",
        "`after` counts from entering the journey",
        "engine.visits",
        (
            Edit(
                "begin_stay",
                "state[instance + memory[pair]] = now_ms + memory[pair + 1]",
                "from jdsl.machine.layout import I_ENTERED\n"
                "state[instance + memory[pair]] = max(now_ms, state[instance + I_ENTERED] + memory[pair + 1])",
            ),
        ),
    ),
    Fault(
        "7.4",
        "leaving a stage by a rule above the stages leaves that rule's body under way",
        "engine.bodies",
        (Edit("run_body", "if memory[body + B_STAGED] == 0:", "if False:"),),
    ),
    Fault(
        "7.6",
        "a false `if` uses a `when` up",
        "engine.acting",
        (
            Edit(
                "act",
                "condition = memory[listener + L_COND] if at != 0 else memory[listener + L_COND_BY_CLOCK]",
                "condition = memory[listener + L_COND] if at != 0 else memory[listener + L_COND_BY_CLOCK]\n"
                "if spent != 0:\n"
                "    state[spent] |= memory[listener + L_SPENT_MASK]",
            ),
        ),
    ),
    Fault(
        "7.6",
        "a `when` fires each time",
        "engine.acting",
        (Edit("act", "state[spent] |= memory[listener + L_SPENT_MASK]", "pass"),),
    ),
    Fault(
        "7.7",
        "a match while the body is under way begins it again",
        "engine.hearing",
        (Edit("is_paused", "memory[listener + L_OVER] == 0 and ", "False and "),),
    ),
    Fault(
        "7.7",
        "counts of a `whenever` go on when its body ends",
        "engine.bodies",
        (Edit("end_body", "reset_counts(memory, state, instance, listener, now_ms)", "pass"),),
    ),
    Fault(
        "7.8",
        "counts of a `whenever …, starting over` begin anew when its body ends",
        "engine.bodies",
        (Edit("end_body", " and (memory[listener + L_OVER] == 0)", ""),),
    ),
    Fault(
        "7.8",
        "starting over leaves the arms' silences of the dropped body armed",
        "engine.bodies",
        (Edit("begin_body", "leave_wait(memory, state, instance, body)", "pass"),),
    ),
    Fault(
        "7.8",
        "`at most once per D` ignores a match at F + D",
        "engine.hearing",
        (Edit("is_paused", "now_ms < state[", "now_ms <= state["),),
    ),
    Fault(
        "7.8",
        "counts go on in the pause",
        "engine.acting",
        (Edit("act", "listener, end_ms)", "listener, now_ms)"),),
    ),
    Fault(
        "7.8",
        "`at most once per` is measured from the first firing",
        "engine.acting",
        (
            Edit(
                "act",
                "if memory[listener + L_FIRED_SLOT] != 0:",
                "if memory[listener + L_FIRED_SLOT] != 0 and state[instance + memory[listener + L_FIRED_SLOT]] < 0:",
            ),
        ),
    ),
    Fault(
        "7.8",
        "`starting over` lifts the pause",
        "engine.hearing",
        (Edit("is_paused", "return slot != 0 and", "return memory[listener + L_OVER] == 0 and slot != 0 and"),),
    ),
    Fault(
        "7.10",
        "a silence that is due while the body is under way begins it again",
        "engine.acting",
        (
            Edit(
                "act",
                "is_paused(memory, state, instance, listener, now_ms)",
                "at != 0 and is_paused(memory, state, instance, listener, now_ms)",
            ),
        ),
    ),
    Fault(
        "7.10",
        "a silence hears nothing while the body is under way",
        "engine.hearing",
        (Edit("listen", "not in (ALTERNATIVE_SILENCE, ALTERNATIVE_IGNORED)", "!= ALTERNATIVE_IGNORED"),),
    ),
)
