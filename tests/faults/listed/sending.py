"""Faults in limits, holds, hold-outs and goals with D (§15.4 on, §6.13). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "15.6",
        "when the contact's zone changes, what is put off is not judged anew",
        "engine.sending",
        (
            Edit(
                "follow_zone",
                "if old_zone == zone:",
                "if True:",
            ),
        ),
    ),
    Fault(
        "15.6",
        "what is put off has its place in a limit already",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "if opens_ms > now_ms:",
                """
                    if opens_ms > now_ms:
                        count_sent(memory, state, base, lo, hi, now_ms)
                    if opens_ms > now_ms:
                    """,
            ),
        ),
    ),
    Fault(
        "15.4",
        "what is just D old is still in the way of a limit per D",
        "engine.limits",
        (
            Edit(
                "is_full",
                "oldest_ms > at_ms - within_ms",
                "oldest_ms >= at_ms - within_ms",
            ),
        ),
    ),
    Fault(
        "15.4",
        "a limit of N lets N + 1 go out",
        "compiler.sending",
        (
            Edit(
                "SendingTables._limit",
                "limit.most, limit.per_ms or 0",
                "limit.most + 1, limit.per_ms or 0",
            ),
            Edit(
                "SendingTables._limit",
                "[MISSING] * limit.most",
                "[MISSING] * (limit.most + 1)",
            ),
        ),
    ),
    Fault(
        "15.4",
        "a limit per D has room again when the latest is D old, not the Nth",
        "engine.limits",
        (
            Edit(
                "room_in_all",
                "oldest_counted(memory, state, base, limit)",
                "state[base + memory[limit + LIMIT_SLOT]]",
            ),
        ),
    ),
    Fault(
        "15.4",
        "`per day` of a limit is 24 hours",
        "engine.limits",
        (
            Edit(
                "is_full",
                "oldest_ms >= span_start(memory, memory[limit + LIMIT_ZONE], at_ms, SPAN_DAY)",
                "oldest_ms > at_ms - 86400000",
            ),
        ),
    ),
    Fault(
        "15.4",
        "what went out at the beginning of the day is not of that day",
        "engine.limits",
        (
            Edit(
                "is_full",
                "oldest_ms >= span_start",
                "oldest_ms > span_start",
            ),
        ),
    ),
    Fault(
        "15.4",
        "`per day` of a limit goes by UTC",
        "compiler.sending",
        (
            Edit(
                "SendingTables._limit",
                "self.tables.calendar.zone(limit.zone)",
                "self.tables.calendar.zone('UTC')",
            ),
        ),
    ),
    Fault(
        "15.4",
        "`else delay` per day waits for 24 hours, not for the next date",
        "engine.limits",
        (
            Edit(
                "room_from",
                "next_day_change(memory, memory[limit + LIMIT_ZONE], at_ms)",
                "at_ms + 86400000",
            ),
        ),
    ),
    Fault(
        "15.4",
        "of several full limits the last says whether it delays",
        "engine.limits",
        (
            Edit(
                "fullness",
                "return FULL",
                "found = FULL",
            ),
        ),
    ),
    Fault(
        "15.4",
        "a limit of a channel counts all channels",
        "compiler.sending",
        (
            Edit(
                "counts",
                "limit.channel in (None, message.channel)",
                "True",
            ),
        ),
    ),
    Fault(
        "15.4",
        "a limit of emails counts all messages",
        "compiler.sending",
        (
            Edit(
                "counts",
                "limit.medium in (None, message.medium)",
                "True",
            ),
        ),
    ),
    Fault(
        "15.5",
        "a limit of the workspace counts each journey for itself",
        "compiler.sending",
        (
            Edit(
                "SendingTables.row",
                "(('', self.tables.model.limits), (journey.name, journey.limits))",
                "((journey.name + '/', self.tables.model.limits), (journey.name, journey.limits))",
            ),
        ),
    ),
    Fault(
        "15.5",
        "a limit counts what went out in this visit alone",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "reason = standing_against(memory, state, journey, pc)",
                """
                    reason = standing_against(memory, state, journey, pc)
                    from jdsl.machine.layout import I_ENTERED, LIMIT_SLOT, LIMIT_TIMES
                    for pointer in range(lo, hi):
                        first = base + memory[memory[pointer] + LIMIT_SLOT]
                        for slot in range(first, first + memory[memory[pointer] + LIMIT_TIMES]):
                            if state[slot] < state[instance + I_ENTERED]:
                                state[slot] = MISSING
                    """,
            ),
        ),
    ),
    Fault(
        "15.5",
        "what is withheld as `held out` is not counted",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "count_sent(memory, state, base, lo, hi, now_ms)",
                """
                    held_out = memory[row + SENDING_HELD_OUT]
                    if held_out == 0 or state[base + held_out] == 0:
                        count_sent(memory, state, base, lo, hi, now_ms)
                    """,
            ),
        ),
    ),
    Fault(
        "15.5",
        "what is withheld for other reasons is counted",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "reason = standing_against(memory, state, journey, pc)",
                """
                    reason = standing_against(memory, state, journey, pc)
                    if reason != NONE:
                        count_sent(memory, state, base, lo, hi, now_ms)
                    """,
            ),
        ),
    ),
    Fault(
        "15.5",
        "what a limit withholds is counted",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "reason = REASON_LIMIT",
                """
                    reason = REASON_LIMIT
                    count_sent(memory, state, base, lo, hi, now_ms)
                    """,
            ),
        ),
    ),
    Fault(
        "15.7",
        "a journey's own messages do not pass its holds",
        "engine.holds",
        (
            Edit(
                "is_held",
                "memory[hold + HOLD_JOURNEY] == journey or ",
                "",
            ),
        ),
    ),
    Fault(
        "15.7",
        "a hold for D lasts at now + D",
        "engine.holds",
        (
            Edit(
                "is_held",
                "memory[S_NOW] < state[memory[S_BASE] + until]",
                "memory[S_NOW] <= state[memory[S_BASE] + until]",
            ),
        ),
    ),
    Fault(
        "15.7",
        "`hold everything` holds messages without a channel alone",
        "engine.holds",
        (
            Edit(
                "is_held",
                "not in (0, channel)",
                "!= channel",
            ),
        ),
    ),
    Fault(
        "15.7",
        "a hold for D ends with the visit",
        "engine.holds",
        (
            Edit(
                "is_held",
                "if until != 0 and memory[S_NOW] < state[memory[S_BASE] + until]:",
                """
                    from jdsl.engine.conditions import in_journey
                    lives = in_journey(memory, state, memory[S_BASE], memory[hold + HOLD_JOURNEY], -1)
                    if until != 0 and memory[S_NOW] < state[memory[S_BASE] + until] and lives:
                    """,
            ),
        ),
    ),
    Fault(
        "15.7",
        "a hold without D lasts while goals are watched",
        "engine.holds",
        (
            Edit(
                "held_by_visit",
                " and state[instance + I_WATCHED] == 0",
                "",
            ),
        ),
    ),
    Fault(
        "15.7",
        "of two holds for D the longer lasts",
        "engine.holds",
        (
            Edit(
                "hold_or_release",
                "= memory[S_NOW] + memory[pc + 2]",
                "= max(state[memory[S_BASE] + memory[hold + HOLD_UNTIL]], memory[S_NOW] + memory[pc + 2])",
            ),
        ),
    ),
    Fault(
        "15.7",
        "`release` leaves what is held for D",
        "engine.holds",
        (
            Edit(
                "release",
                "if memory[hold + HOLD_UNTIL] != 0:",
                "if False:",
            ),
        ),
    ),
    Fault(
        "15.7",
        "`release` leaves what is held without D",
        "engine.holds",
        (
            Edit(
                "release",
                "if memory[hold + HOLD_UNTIMED] == 0:",
                "if True:",
            ),
        ),
    ),
    Fault(
        "15.7",
        "a hold for D replaces one without",
        "engine.holds",
        (
            Edit(
                "hold_or_release",
                "state[memory[S_BASE] + memory[hold + HOLD_UNTIL]] = memory[S_NOW] + memory[pc + 2]",
                """
                    release(memory, state, hold)
                    state[memory[S_BASE] + memory[hold + HOLD_UNTIL]] = memory[S_NOW] + memory[pc + 2]
                    """,
            ),
        ),
    ),
    Fault(
        "15.8",
        "notices and calls go out to who is held out",
        "engine.sending",
        (
            Edit(
                "is_not_held_out",
                "== 0:",
                ">= 0:",
            ),
        ),
    ),
    Fault(
        "15.8",
        "a draw that is just the share is held out",
        "engine.page",
        (
            Edit(
                "Page._hold_out",
                "< journey.hold_out",
                "<= journey.hold_out",
            ),
        ),
    ),
    Fault(
        "15.8",
        "the draw is the same in all journeys",
        "engine.draws",
        (
            Edit(
                "hold_out",
                "hold out:{journey}",
                "hold out:",
            ),
        ),
    ),
    Fault(
        "8.6",
        "a notice without an address is withheld from who is held out as `held out`",
        "compiler.sending_steps",
        (
            Edit(
                "_lower_notify",
                "if address is not None and body.tables.held_out != 0:",
                "if False:",
            ),
        ),
    ),
    Fault(
        "6.13",
        "what happened at entered + D counts for a goal within D",
        "engine.watched",
        (
            Edit(
                "is_in_window",
                "memory[S_OWN] < entered_ms + memory[goal + L_WITHIN_MS]",
                "memory[S_OWN] <= entered_ms + memory[goal + L_WITHIN_MS]",
            ),
            Edit(
                "is_over",
                ">= state[instance + I_ENTERED] + within_ms",
                "> state[instance + I_ENTERED] + within_ms",
            ),
        ),
    ),
    Fault(
        "6.13",
        "what happened in time and is handled too late counts for a goal within D",
        "engine.watched",
        (
            Edit(
                "is_in_window",
                """
                    if is_over(memory, state, instance, goal):
                        return False
                    """,
                "pass",
            ),
        ),
    ),
    Fault(
        "6.13",
        "`reach G` in time by less than nothing, at entered + D, reaches it",
        "engine.watched",
        (
            Edit(
                "is_over",
                ">= state[instance + I_ENTERED] + within_ms",
                "> state[instance + I_ENTERED] + within_ms",
            ),
        ),
    ),
    Fault(
        "6.13",
        "`reach G` too late ends the visit although G says `and stay`",
        "engine.bodies",
        (
            Edit(
                "run_body",
                "if memory[goal + L_STAY] == 0:",
                "if True:",
            ),
        ),
    ),
    Fault(
        "6.13",
        "goals are watched on beside the next visit",
        "engine.entering",
        (
            Edit(
                "enter",
                "end_watch(memory, state, contact_words)",
                "pass",
            ),
        ),
    ),
    Fault(
        "6.13",
        "goals are watched on after a goal has ended the visit",
        "engine.bodies",
        (
            Edit(
                "run_body",
                """
                    if reach_goal(memory, state, instance, memory[pc + 1], memory[pc + 2]):
                        end_visit(memory, state, instance)
                    """,
                """
                    if reach_goal(memory, state, instance, memory[pc + 1], memory[pc + 2]):
                        leave_visit(memory, state, instance)
                    """,
            ),
        ),
    ),
    Fault(
        "5.4",
        "a click five seconds after the message is a machine's",
        "engine.history",
        (
            Edit(
                "is_too_soon",
                "< state[base + sent] + MACHINE_MS",
                "<= state[base + sent] + MACHINE_MS",
            ),
        ),
    ),
    Fault(
        "5.4",
        "a click at the instant of the message is none of a machine's",
        "engine.history",
        (
            Edit(
                "is_too_soon",
                "state[base + sent] <= own_ms",
                "state[base + sent] < own_ms",
            ),
        ),
    ),
)
