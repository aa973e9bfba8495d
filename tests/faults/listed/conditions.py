"""Faults in conditions and values (§10). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "10.1",
        "`>` is `>=`",
        "compiler.conditions",
        (
            Edit(
                "_test",
                "case Order.MORE:\n    return (TEST_LESS, *right, *left)",
                "case Order.MORE:\n    return (TEST_LESS_OR_EQUAL, *right, *left)",
            ),
        ),
    ),
    Fault(
        "10.1",
        "`<=` is `<`",
        "compiler.conditions",
        (Edit("_test", "(TEST_LESS_OR_EQUAL, *left, *right)", "(TEST_LESS, *left, *right)"),),
    ),
    Fault(
        "10.3",
        "texts are compared in small letters, not case folded",
        "engine.page",
        (
            Edit(
                "folded",
                "unicodedata.normalize('NFC', unicodedata.normalize('NFC', text).casefold())",
                "unicodedata.normalize('NFC', unicodedata.normalize('NFC', text).lower())",
            ),
        ),
    ),
    Fault(
        "10.3",
        "texts are not brought to NFC",
        "engine.page",
        (
            Edit(
                "folded",
                "unicodedata.normalize('NFC', unicodedata.normalize('NFC', text).casefold())",
                "text.casefold()",
            ),
        ),
    ),
    Fault(
        "10.4",
        "something missing is less than every number",
        "engine.conditions",
        (Edit("judge", "if value == MISSING:", "if value == MISSING and operation != TEST_LESS:"),),
    ),
    Fault(
        "10.5",
        "`at most N` holds for N + 1",
        "compiler.workspace_tables",
        (Edit("WorkspaceTables.cell", "(has.at_most or 0) + 1", "(has.at_most or 0) + 2"),),
    ),
    Fault(
        "10.5",
        "`in the last D` holds its far edge",
        "engine.conditions",
        (
            Edit(
                "judge", "state[base + first] > memory[S_NOW] - second", "state[base + first] >= memory[S_NOW] - second"
            ),
        ),
    ),
    Fault(
        "10.5",
        "`at least N` in a window is one fewer",
        "compiler.conditions",
        (Edit("_has", "TEST_RECENT, cell.slot + cell.times - 1", "TEST_RECENT, cell.slot + max(cell.times - 2, 0)"),),
    ),
    Fault(
        "10.5",
        "what led in has been since entering",
        "engine.entering",
        (Edit("begin_visit_cell", " - memory[memory[H_SCRATCH_LED_IN] + index]", ""),),
    ),
    Fault(
        "10.5",
        "what was handled between what led in and the entering has not been since entering",
        "engine.entering",
        (Edit("enter", "begin_visit_cell(memory, state, instance, memory[cell])", "pass"),),
    ),
    Fault(
        "10.5",
        "an own time of the instant of entering is before it",
        "engine.history",
        (Edit("remember_in", "own_ms >= state[instance + I_ENTERED]", "own_ms > state[instance + I_ENTERED]"),),
    ),
    Fault(
        "10.5",
        "late events from before entering have been since",
        "engine.history",
        (Edit("remember_in", "own_ms >= state[instance + I_ENTERED] and ", ""),),
    ),
    Fault(
        "10.5",
        "something can have been since entering while entering is asked",
        "engine.conditions",
        (Edit("judge", "instance != 0 and state[instance + first] >= second", "state[instance + first] >= second"),),
    ),
    Fault(
        "10.6",
        "`subscribed to C` holds while everything is unsubscribed",
        "engine.conditions",
        (Edit("judge", " and state[base + K_FLAGS] & FLAG_UNSUBSCRIBED == 0", ""),),
    ),
    Fault(
        "10.6",
        "`in journey J stage S` holds in every stage of J",
        "engine.conditions",
        (Edit("in_journey", "(stage < 0 or state[instance + I_STAGE] == stage)", "True"),),
    ),
)
