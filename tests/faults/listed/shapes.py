"""Faults in rounds, splits and sums (§19). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "19.2",
        "what follows a split is done by its last arm alone",
        "compiler.steps",
        (Edit("_lower_split", "branches[-1][1]", "(*branches[-1][1], *branches[0][1])"),),
    ),
    Fault(
        "19.3",
        "a draw that is just the shares so far goes the arm before",
        "engine.draws",
        (Edit("arm_of", "drawn < end", "drawn <= end"),),
    ),
    Fault(
        "19.3",
        "the draw is the same for all splits",
        "engine.draws",
        (Edit("split", "split:{name}", "split:"),),
    ),
    Fault(
        "19.5",
        "`repeat N times` is done once more",
        "engine.waits",
        (Edit("count_round", "state[slot] >= memory[pc + 2]", "state[slot] > memory[pc + 2]"),),
    ),
    Fault(
        "19.5",
        "a `repeat` that is reached again counts on",
        "engine.waits",
        (Edit("count_round", "state[slot] = 0", "pass"),),
    ),
    Fault(
        "19.5",
        "`until` is asked behind each round",
        "compiler.steps",
        (
            Edit(
                "_lower_repeat",
                """
                    if step.until is not None:
                        section.add(OP_IF, condition(body.scope, Not(step.until)), 0)
                        ends.append(len(section.words) - 1)
                    before = body.effects
                    _lower_steps(body, step.steps)
                    """,
                """
                    before = body.effects
                    _lower_steps(body, step.steps)
                    if step.until is not None:
                        section.add(OP_IF, condition(body.scope, Not(step.until)), 0)
                        ends.append(len(section.words) - 1)
                    """,
            ),
        ),
    ),
    Fault(
        "19.5",
        "`until` is asked before the first round alone",
        "compiler.steps",
        (
            Edit("_lower_repeat", "section.add(OP_JUMP, again)", "section.add(OP_JUMP, first)"),
            Edit(
                "_lower_repeat",
                "before = body.effects",
                """
                    section.add(OP_JUMP, 0)
                    behind = len(section.words) - 1
                    first = section.here()
                    section.add(OP_ROUND, slot, step.times, 0)
                    ends.append(len(section.words) - 1)
                    section.words[behind] = section.here()
                    before = body.effects
                    """,
            ),
        ),
    ),
    Fault(
        "19.6",
        "a product is rounded down",
        "engine.reckoning",
        (Edit("product_of", "2 * left > MILLION or", "False and"),),
    ),
    Fault(
        "19.6",
        "half a millionth is rounded up",
        "engine.reckoning",
        (Edit("product_of", "total % 2 == 1", "True"),),
    ),
    Fault(
        "19.6",
        "half a millionth is rounded down",
        "engine.reckoning",
        (Edit("product_of", "total % 2 == 1", "False"),),
    ),
    Fault(
        "19.6",
        "half a millionth below 0 is rounded as above",
        "engine.reckoning",
        (
            Edit(
                "times",
                "return -product",
                "return -product - (abs(one) * abs(other) % MILLION * 2 == MILLION)",
            ),
        ),
    ),
    Fault(
        "19.6",
        "what is missing counts as 0 in a sum",
        "engine.reckoning",
        (
            Edit(
                "reckoned",
                "if MISSING in (left, right):\n    return MISSING",
                "left, right = (0 if left == MISSING else left, 0 if right == MISSING else right)",
            ),
        ),
    ),
    Fault(
        "19.6",
        "a sum that is just at the end of the range is missing",
        "engine.reckoning",
        (Edit("added", "one > NUMBER_LIMIT - other", "one >= NUMBER_LIMIT - other"),),
    ),
    Fault(
        "19.6",
        "a difference that is just at the end of the range is missing",
        "engine.reckoning",
        (Edit("added", "one < -NUMBER_LIMIT - other", "one <= -NUMBER_LIMIT - other"),),
    ),
    Fault(
        "19.6",
        "a product one millionth beyond the range is there",
        "engine.reckoning",
        (Edit("product_of", "return added(total, 1)", "return total + 1"),),
    ),
)
