"""Faults in effects and contacts rows (§11, §12.2). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "11.2",
        "numbers of effects do not begin anew at another instant",
        "engine.visits",
        (Edit("effect", "if state[words + JC_NUMBER_AT] == now_ms:", "if True:"),),
    ),
    Fault(
        "11.2",
        "numbers of effects begin anew at each look",
        "engine.looks",
        (
            Edit(
                "look_at_start",
                "contact_words = base + memory[words + J_CONTACT]",
                "contact_words = base + memory[words + J_CONTACT]\n"
                "from jdsl.machine.layout import JC_NUMBER\n"
                "state[contact_words + JC_NUMBER] = 0",
            ),
        ),
    ),
    Fault(
        "11.2",
        "all visits have the number 1",
        "engine.entering",
        (Edit("enter", "state[instance + I_VISIT] = visit", "state[instance + I_VISIT] = 1"),),
    ),
    Fault(
        "12.2",
        "attributes of a contacts row count as set before `from`",
        "engine.beginning",
        (Edit("lay_row", "data[pair + 1], from_ms)", "data[pair + 1], from_ms - 1)"),),
    ),
    Fault(
        "12.2",
        "a new address in a contacts row does not lift a bounce",
        "engine.beginning",
        (
            Edit(
                "lay_row",
                "assign(memory, state, base, data[pair], data[pair + 1], from_ms)",
                "before = state[base + K_FLAGS]\n"
                "assign(memory, state, base, data[pair], data[pair + 1], from_ms)\n"
                "state[base + K_FLAGS] |= before",
            ),
        ),
    ),
)
