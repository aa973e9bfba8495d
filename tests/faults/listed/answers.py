"""Faults in calls and their answers (§18). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "18.3",
        "a call fails 1 ms too late",
        "engine.answering",
        (Edit("open_call", "memory[S_NOW] + memory[pc + 3]", "memory[S_NOW] + memory[pc + 3] + 1"),),
    ),
    Fault(
        "18.3",
        "a 33rd call is not open, and ends none",
        "engine.answering",
        (
            Edit(
                "open_call",
                """
                    free = oldest_call(state, ring, 0)
                    end_call(state, instance, ring, free)
                    queue_failure(memory, state, instance, memory[pc + 4])
                    """,
                "return",
            ),
        ),
    ),
    Fault(
        "18.3",
        "a 32nd call ends the oldest",
        "engine.answering",
        (
            Edit(
                "open_call",
                "range(ring, ring + CALLS_KEPT * CALL_WORDS, CALL_WORDS)",
                "range(ring, ring + (CALLS_KEPT - 1) * CALL_WORDS, CALL_WORDS)",
            ),
        ),
    ),
    Fault(
        "18.3",
        "the call that a 33rd ends ends without a word",
        "engine.answering",
        (Edit("open_call", "queue_failure(memory, state, instance, memory[pc + 4])", "pass"),),
    ),
    Fault(
        "18.3",
        "a call that was answered fails all the same",
        "engine.answering",
        (Edit("end_call", "state[one + CALL_SERIAL] = 0", "pass"),),
    ),
    Fault(
        "18.3",
        "when a call has ended, no other of its step falls due",
        "engine.answering",
        (Edit("end_call", "NEVER_MS if following == 0 else state[following + CALL_DUE]", "NEVER_MS"),),
    ),
    Fault(
        "18.3",
        "who is held out does not hear that the call failed",
        "compiler.sending_steps",
        (Edit("_lower_call", "section.add(OP_FAIL_CALL, failed)", "pass"),),
    ),
    Fault(
        "18.4",
        "an answer belongs to the youngest call of a visit",
        "engine.answering",
        (
            Edit(
                "oldest_call",
                "state[one + CALL_SERIAL] < state[found + CALL_SERIAL]",
                "state[one + CALL_SERIAL] > state[found + CALL_SERIAL]",
            ),
        ),
    ),
    Fault(
        "18.4",
        "of several visits an answer belongs to the one that called last",
        "engine.answering",
        (
            Edit(
                "find_called",
                "state[one + CALL_SERIAL] < state[found + CALL_SERIAL]",
                "state[one + CALL_SERIAL] > state[found + CALL_SERIAL]",
            ),
        ),
    ),
    Fault(
        "18.4",
        "calls are as old as their places say",
        "engine.answering",
        (Edit("open_call", "state[free + CALL_SERIAL] = state[calls]", "state[free + CALL_SERIAL] = 1"),),
    ),
    Fault(
        "18.4",
        "an answer that names a call belongs to the oldest all the same",
        "engine.answering",
        (Edit("find_called", "if named == MISSING:", "if True:"),),
    ),
    Fault(
        "18.4",
        "an answer to a call that is over belongs to the oldest open one",
        "engine.answering",
        (
            Edit(
                "find_called",
                "one = named_call(memory, state, instance, ring, memory[triple + 2], at)",
                """
                    one = named_call(memory, state, instance, ring, memory[triple + 2], at)
                    one = oldest_call(state, ring, 0) if one == 0 else one
                    """,
            ),
        ),
    ),
    Fault(
        "18.4",
        "a call is known by its instant alone",
        "engine.answering",
        (Edit("named_call", "state[one + CALL_NUMBER] == property_of(memory, at, 0, CALLED_NUMBER)", "True"),),
    ),
    Fault(
        "18.5",
        "every visit hears an answer",
        "engine.answered",
        (Edit("look_unkeyed", "code if instance == called else 0", "code"),),
    ),
    Fault(
        "18.5",
        "what an answer has flipped is seen in the visit that called alone",
        "engine.answered",
        (
            Edit(
                "look_unkeyed",
                "hear_instance(memory, state, base, journey, words, instance, own, at)",
                """
                    if own != 0:
                        hear_instance(memory, state, base, journey, words, instance, own, at)
                    """,
            ),
        ),
    ),
    Fault(
        "18.5",
        "a failure by the clock is not put into history",
        "engine.answering",
        (Edit("fail_by_clock", "remember(memory, state, base, code, EMPTY_RECORD, 0, memory[S_NOW], 0)", "pass"),),
    ),
    Fault(
        "18.5",
        "a failure at once is put into history when its turn comes, after the next steps",
        "engine.answering",
        (
            Edit(
                "queue_failure",
                "remember(memory, state, memory[S_BASE], code, entry + QUEUE_RECORD, 0, memory[S_NOW], 0)",
                "pass",
            ),
        ),
    ),
    Fault(
        "18.6",
        "the wait of a body ends before its calls fail",
        "compiler.steps",
        (
            Edit("lower_body", "body.due_rows = tables.calls.dues[known:]", "body.due_rows = []"),
            Edit(
                "lower_body",
                "body.due_rows.append((slot + 1, DUE_WAIT, row, 0))",
                """
                    body.due_rows.append((slot + 1, DUE_WAIT, row, 0))
                    body.due_rows.extend(tables.calls.dues[known:])
                    """,
            ),
        ),
    ),
    Fault(
        "18.6",
        "the clocks of a body's arms go off before its calls fail",
        "compiler.steps",
        (
            Edit("lower_body", "body.due_rows = tables.calls.dues[known:]", "body.due_rows = []"),
            Edit(
                "lower_body",
                "if awaited_slot:",
                """
                    body.due_rows.extend(tables.calls.dues[known:])
                    if awaited_slot:
                    """,
            ),
        ),
    ),
    Fault(
        "18.6",
        "calls of a stage above fail after what the current stage has due",
        "compiler.journeys",
        (Edit("_add_dues", "*before, *stage.dues, *after", "*stage.dues, *before, *after"),),
    ),
    Fault(
        "18.6",
        "calls of a stage below fail before what the current stage has due",
        "compiler.journeys",
        (Edit("_add_dues", "*before, *stage.dues, *after", "*before, *after, *stage.dues"),),
    ),
)
