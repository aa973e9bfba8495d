"""Faults in scores and segments (§16). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "16.7",
        "a score reaches N only above it",
        "engine.scores",
        (Edit("note_crossings", "left < memory[pair] <= after", "left < memory[pair] < after"),),
    ),
    Fault(
        "16.7",
        "a score that comes down to N falls below it",
        "engine.scores",
        (Edit("note_crossings", "after < memory[pair] <= before", "after <= memory[pair] < before"),),
    ),
    Fault(
        "16.7",
        "a score goes below 0",
        "engine.scores",
        (
            Edit(
                "with_points",
                "max(0, left + min(points, NUMBER_LIMIT - left))",
                "left + min(points, NUMBER_LIMIT - left)",
            ),
        ),
    ),
    Fault(
        "16.7",
        "a line of which two alternatives match gives its points twice",
        "engine.scores",
        (Edit("fire_line", "memory[mark] != 0 or ", ""),),
    ),
    Fault(
        "16.7",
        "`take` gives points",
        "engine.scores",
        (
            Edit(
                "fire_line",
                "add_points(memory, memory[line + L_NAME])",
                "add_points(memory, abs(memory[line + L_NAME]))",
            ),
        ),
    ),
    Fault(
        "16.6",
        "a false `if` of a line gives its points",
        "engine.scores",
        (Edit("fire_line", "condition != 0 and", "False and"),),
    ),
    Fault(
        "16.6",
        "a line that fired counts on",
        "engine.scores",
        (Edit("fire_line", "reset_counts(memory, state, base, line, memory[S_NOW])", "pass"),),
    ),
    Fault(
        "16.7",
        "points leave the time of the last change as it was",
        "engine.scores",
        (Edit("settle_score", "state[slot + 1] = now_ms", "pass"),),
    ),
    Fault(
        "16.7",
        "points are added to what was there before it faded",
        "engine.scores",
        (Edit("settle_score", "with_points(memory, left)", "with_points(memory, state[slot])"),),
    ),
    Fault(
        "16.7",
        "a machine's event gives points by what it changes",
        "engine.advance",
        (Edit("take_in", "0 if machine else 1", "1"),),
    ),
    Fault(
        "16.7",
        "lines that fall due before the run give nothing",
        "engine.own_clock",
        (
            Edit(
                "go_off_before",
                "go_off(memory, state, base)",
                """
                    from jdsl.machine.layout import H_SCORES_HI, H_SCORES_LO, SCORE_SLOT, SCORE_WORDS
                    rows = range(memory[H_SCORES_LO], memory[H_SCORES_HI], SCORE_WORDS)
                    kept = [state[base + memory[row + SCORE_SLOT]] for row in rows]
                    go_off(memory, state, base)
                    for row, value in zip(rows, kept, strict=True):
                        state[base + memory[row + SCORE_SLOT]] = value
                    """,
            ),
        ),
    ),
    Fault(
        "16.9",
        "a step of fading comes 1 ms too soon",
        "engine.fading",
        (
            Edit(
                "steps_by",
                "now_ms - state[base + memory[score + SCORE_SLOT] + 1]",
                "now_ms + 1 - state[base + memory[score + SCORE_SLOT] + 1]",
            ),
        ),
    ),
    Fault(
        "16.9",
        "what is left is rounded to the nearest millionth",
        "engine.fading",
        (
            Edit(
                "faded",
                "(value >> FADING_BITS) * factor + (low * factor >> FADING_BITS)",
                "(value >> FADING_BITS) * factor + (low * factor >> FADING_BITS) + (1 << (steps >> 8) >> 1)",
            ),
        ),
    ),
    Fault(
        "16.9",
        "a score fades evenly within a half life",
        "engine.fading",
        (
            Edit(
                "faded",
                "memory[memory[H_FADING] + (steps & 255)]",
                "memory[memory[H_FADING]] - (steps & 255) * (1 << 21)",
            ),
        ),
    ),
    Fault(
        "16.8",
        "a score that fades falls below nothing",
        "engine.scores",
        (
            Edit(
                "score_by_clock",
                "if state[slot + 2] == now_ms:",
                "if False:",
            ),
        ),
    ),
    Fault(
        "16.8",
        "the contact's own clock goes off behind the timers of its visits",
        "engine.timers",
        (
            Edit(
                "fire",
                "if memory[H_STANDS] != 0 and next_own(memory, state, base) == now_ms:",
                """
                    waits = False
                    for place in range(memory[H_JOURNEY_COUNT]):
                        first = state[base + memory[memory[H_JOURNEYS] + place * JOURNEY_WORDS + J_CONTACT] + JC_FIRST]
                        while first != 0:
                            waits = waits or state[first + I_DUE] == now_ms
                            first = state[first + I_NEXT]
                    if memory[H_STANDS] != 0 and next_own(memory, state, base) == now_ms and (not waits):
                    """,
            ),
        ),
    ),
    Fault(
        "5.1",
        "who is in which segment is settled before scores get their points",
        "engine.own_clock",
        (
            Edit(
                "stand_anew",
                """
                    if gives_points != 0:
                        add_to_scores(memory, state, base, code, at)
                    take_stock(memory, state, base, AT_EVENT, code, at)
                    """,
                """
                    take_stock(memory, state, base, AT_EVENT, code, at)
                    if gives_points != 0:
                        add_to_scores(memory, state, base, code, at)
                    """,
            ),
        ),
    ),
    Fault(
        "16.8",
        "by the clock segments flip before the lines of scores that fall due",
        "engine.own_clock",
        (
            Edit(
                "go_off",
                """
                    score_by_clock(memory, state, base)
                    take_stock(memory, state, base, AT_EVENT, 0, EMPTY_RECORD)
                    """,
                """
                    take_stock(memory, state, base, AT_EVENT, 0, EMPTY_RECORD)
                    score_by_clock(memory, state, base)
                    """,
            ),
        ),
    ),
    Fault(
        "16.7",
        "what journeys bring about gives no points",
        "engine.timers",
        (
            Edit(
                "drain",
                "stand_anew(memory, state, base, memory[entry + QUEUE_CODE], entry + QUEUE_RECORD, 1)",
                "stand_anew(memory, state, base, memory[entry + QUEUE_CODE], entry + QUEUE_RECORD, 0)",
            ),
        ),
    ),
    Fault(
        "16.3",
        "what a step flips is seen when the next entry of the queue has its turn",
        "compiler.steps",
        (Edit("_lower_steps", "body.scope.tables.watched_segments and", "False and"),),
    ),
    Fault(
        "16.3",
        "who joins or leaves by a tag is not seen right behind it",
        "compiler.steps",
        (
            Edit(
                "",
                "(Send, Call, Set, Add, Tag, Subscription, Announce)",
                "(Send, Call, Set, Add, Subscription, Announce)",
            ),
        ),
    ),
    Fault(
        "16.3",
        "who joins by entering is queued behind what the first step queues",
        "engine.entering",
        (Edit("enter", "take_stock_behind(memory, state)", "pass"),),
    ),
    Fault(
        "16.3",
        "who joins by a goal is queued behind what comes next",
        "engine.bodies",
        (Edit("reach_goal", "take_stock_behind(memory, state)", "pass"),),
    ),
    Fault(
        "16.3",
        "segments flip from the last to the first",
        "compiler.standing",
        (Edit("lower_segments", "in tables.watched_segments", "in reversed(tables.watched_segments)"),),
    ),
    Fault(
        "16.3",
        "whoever leaves a segment has joined it",
        "engine.segments",
        (Edit("take_stock", "SEGMENT_JOINED if is_in == 1 else SEGMENT_LEFT", "SEGMENT_JOINED"),),
    ),
    Fault(
        "16.3",
        "time alone brings nobody in or out but at whole seconds",
        "engine.segments",
        (
            Edit(
                "take_stock",
                "to_come(next_flip_of_tests(memory, state, base, 0, lo, hi), now_ms + 1)",
                "-(-to_come(next_flip_of_tests(memory, state, base, 0, lo, hi), now_ms + 1) // 1000) * 1000",
            ),
        ),
    ),
    Fault(
        "16.4",
        "a flip that a late event brought about stands in history at the event's own time",
        "engine.segments",
        (
            Edit(
                "take_stock",
                "remember(memory, state, base, flip, EMPTY_RECORD, 0, now_ms, memory[H_SCRATCH_MARKS])",
                """
                    from jdsl.machine.layout import S_OWN
                    remember(memory, state, base, flip, EMPTY_RECORD, 0, memory[S_OWN], memory[H_SCRATCH_MARKS])
                    """,
            ),
        ),
    ),
    Fault(
        "16.4",
        "a flip by a step is not put into history",
        "engine.segments",
        (
            Edit(
                "take_stock",
                "bring_about(memory, state, flip, 0, MISSING, 0, MISSING)",
                """
                    from jdsl.engine.visits import put_in_queue
                    from jdsl.machine.layout import QUEUE_RECORD, S_QUEUE_TAIL
                    entry = memory[S_QUEUE_TAIL]
                    memory[entry] = flip
                    for place in range(entry + 1, entry + QUEUE_RECORD + 3):
                        memory[place] = 0
                    put_in_queue(memory)
                    """,
            ),
        ),
    ),
    Fault(
        "16.5",
        "a line of a contacts file flips with a word",
        "engine.beginning",
        (Edit("lay_rows", "take_stock(memory, state, base, SILENTLY, 0, EMPTY_RECORD)", "pass"),),
    ),
)
