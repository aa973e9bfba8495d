"""Faults in the order of judging a send, and in windows (§15.1 to §15.3). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "15.2",
        "a window is closed at the instant at which it opens",
        "engine.windows",
        (
            Edit(
                "opened_on",
                "memory[window + WINDOW_FROM] <= time_ms",
                "memory[window + WINDOW_FROM] < time_ms",
            ),
        ),
    ),
    Fault(
        "15.2",
        "a window is open at the instant at which it closes",
        "engine.windows",
        (
            Edit(
                "opened_on",
                "<= time_ms < to_ms",
                "<= time_ms <= to_ms",
            ),
        ),
    ),
    Fault(
        "15.2",
        "a window over midnight is open at the instant at which it closes",
        "engine.windows",
        (
            Edit(
                "opened_on",
                "time_ms + DAY_MS < to_ms",
                "time_ms + DAY_MS <= to_ms",
            ),
        ),
    ),
    Fault(
        "15.2",
        "a window over midnight belongs to the day on which it closes",
        "engine.windows",
        (
            Edit(
                "opened_on",
                "is_among(memory, holidays, days, day - 1)",
                "is_among(memory, holidays, days, day)",
            ),
        ),
    ),
    Fault(
        "15.2",
        "a window over midnight closes at midnight",
        "engine.windows",
        (
            Edit(
                "opened_on",
                "if time_ms + DAY_MS < to_ms and",
                "if False and",
            ),
        ),
    ),
    Fault(
        "15.2",
        "a window opens once more in an hour that comes twice",
        "engine.windows",
        (
            Edit(
                "next_opening",
                "wall_ms = latest_wall(memory, own_zone, at_ms)",
                """
                    from jdsl.engine.wall_clock import wall_at
                    wall_ms = wall_at(memory, own_zone, at_ms)
                    """,
            ),
        ),
    ),
    Fault(
        "15.2",
        "of several windows the first alone has to be open",
        "engine.windows",
        (
            Edit(
                "first_open",
                "range(lo, hi, WINDOW_WORDS)",
                "range(lo, min(hi, lo + WINDOW_WORDS), WINDOW_WORDS)",
            ),
        ),
    ),
    Fault(
        "15.2",
        "a window of the journey stands in place of those of the workspace",
        "compiler.sending",
        (
            Edit(
                "SendingTables._windows_of",
                "(*self.tables.model.windows, *journey.windows)",
                "journey.windows or self.tables.model.windows",
            ),
        ),
    ),
    Fault(
        "15.2",
        "windows on weekdays are open on holidays",
        "compiler.calendar_tables",
        (
            Edit(
                "which_days",
                "NOT_ON_HOLIDAYS if days.without_holidays else 0",
                "0",
            ),
        ),
    ),
    Fault(
        "15.2",
        "what goes by contact time goes by the journey's zone",
        "engine.windows",
        (
            Edit(
                "window_zone",
                "return contact_zone",
                "return memory[window + WINDOW_ZONE]",
            ),
        ),
    ),
    Fault(
        "15.1",
        "standing is judged before the windows",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "if opens_ms > now_ms:",
                "if opens_ms > now_ms and standing_against(memory, state, journey, pc) == NONE:",
            ),
        ),
    ),
    Fault(
        "15.1",
        "limits are judged before the windows",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "if opens_ms > now_ms:",
                """
                    from jdsl.engine.limits import FULL
                    if opens_ms > now_ms and fullness(memory, state, base, lo, hi, now_ms) != FULL:
                    """,
            ),
        ),
    ),
    Fault(
        "15.1",
        "who is held out is not put off by windows",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "if opens_ms > now_ms:",
                """
                    held_out = memory[row + SENDING_HELD_OUT]
                    if opens_ms > now_ms and (held_out == 0 or state[base + held_out] == 0):
                    """,
            ),
        ),
    ),
    Fault(
        "15.1",
        "`not subscribed` goes before `unsubscribed`",
        "engine.sending",
        (
            Edit(
                "standing_against",
                "if flags & FLAG_UNSUBSCRIBED != 0:",
                """
                    if channel != 0 and state[base + channel] == 0:
                        return REASON_NOT_SUBSCRIBED
                    if flags & FLAG_UNSUBSCRIBED != 0:
                    """,
            ),
        ),
    ),
    Fault(
        "15.1",
        "`hold` goes before `not subscribed`",
        "engine.sending",
        (
            Edit(
                "standing_against",
                "if channel != 0 and state[base + channel] == 0:",
                """
                    if memory[H_HOLDS_LO] != 0 and is_held(memory, state, journey, channel):
                        return REASON_HOLD
                    if channel != 0 and state[base + channel] == 0:
                    """,
            ),
        ),
    ),
    Fault(
        "15.1",
        "`bounced` goes before `hold`",
        "engine.sending",
        (
            Edit(
                "standing_against",
                "if memory[H_HOLDS_LO] != 0 and is_held(memory, state, journey, channel):",
                """
                    if memory[pc + 3] == 1 and flags & FLAG_BOUNCED != 0:
                        return REASON_BOUNCED
                    if memory[H_HOLDS_LO] != 0 and is_held(memory, state, journey, channel):
                    """,
            ),
        ),
    ),
    Fault(
        "15.1",
        "`limit` goes before what standing and holds say",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "reason = standing_against(memory, state, journey, pc)",
                """
                    reason = standing_against(memory, state, journey, pc)
                    if fullness(memory, state, base, lo, hi, now_ms) == 1:
                        reason = REASON_LIMIT
                    """,
            ),
        ),
    ),
    Fault(
        "15.1",
        "`limit` goes before `bounced`",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "reason = standing_against(memory, state, journey, pc)",
                """
                    reason = standing_against(memory, state, journey, pc)
                    if reason == REASON_BOUNCED and fullness(memory, state, base, lo, hi, now_ms) == 1:
                        reason = REASON_LIMIT
                    """,
            ),
        ),
    ),
    Fault(
        "15.1",
        "`held out` goes before `limit`",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "if full == DELAYING:",
                """
                    held_out = memory[row + SENDING_HELD_OUT]
                    if held_out != 0 and state[base + held_out] == 1:
                        go_out(memory, state, instance, pc, REASON_HELD_OUT)
                        return True
                    if full == DELAYING:
                    """,
            ),
        ),
    ),
    Fault(
        "15.1",
        "`held out` goes before what standing and holds say",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "reason = standing_against(memory, state, journey, pc)",
                """
                    reason = standing_against(memory, state, journey, pc)
                    held_out = memory[row + SENDING_HELD_OUT]
                    if held_out != 0 and state[base + held_out] == 1:
                        reason = REASON_HELD_OUT
                    """,
            ),
        ),
    ),
    Fault(
        "15.1",
        "where no window opens the reason is `window` even if a limit is full",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "REASON_LIMIT if full else REASON_WINDOW",
                "REASON_WINDOW",
            ),
        ),
    ),
    Fault(
        "15.1",
        "where no window opens standing goes first",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "go_out(memory, state, instance, pc, REASON_LIMIT if full else REASON_WINDOW)",
                """
                    reason = standing_against(memory, state, journey, pc)
                    if reason == NONE:
                        reason = REASON_LIMIT if full else REASON_WINDOW
                    go_out(memory, state, instance, pc, reason)
                    """,
            ),
        ),
    ),
    Fault(
        "15.1",
        "an instant just 400 days on is within 400 days",
        "engine.sending",
        (
            Edit(
                "send_if_it_may",
                "end_ms = now_ms + SEARCH_MS",
                "end_ms = now_ms + SEARCH_MS + 1",
            ),
        ),
    ),
    Fault(
        "15.1",
        "room that comes in 400 days, when no window is open any more, is enough",
        "engine.sending",
        (
            Edit(
                "room_and_open",
                "if at_ms != NEVER_MS:",
                "if False:",
            ),
        ),
    ),
    Fault(
        "15.1",
        "what was put off goes out without being judged again",
        "compiler.sending_steps",
        (
            Edit(
                "_lower_send",
                "wait[W_RESUME] = section.here()",
                """
                    from jdsl.machine.layout import OP_JUMP
                    section.add(OP_JUMP, 0)
                    jump = len(section.words) - 1
                    wait[W_RESUME] = section.here()
                    section.add(OP_SEND, *words)
                    section.add(OP_JUMP, 0)
                    over = len(section.words) - 1
                    section.words[jump] = section.here()
                    """,
            ),
            Edit(
                "_lower_send",
                "section.add(OP_SEND_JUDGED, *words, row, tables.waits.add(*wait))",
                """
                    section.add(OP_SEND_JUDGED, *words, row, tables.waits.add(*wait))
                    section.words[over] = section.here()
                    """,
            ),
        ),
    ),
    Fault(
        "15.3",
        "a transactional email goes out after a hard bounce",
        "engine.sending",
        (
            Edit(
                "send_anyway",
                "REASON_BOUNCED if bounced else NONE",
                "NONE",
            ),
        ),
    ),
    Fault(
        "15.3",
        "a hard bounce withholds transactional sms",
        "engine.sending",
        (
            Edit(
                "send_anyway",
                "memory[pc + 3] == 1 and ",
                "",
            ),
        ),
    ),
    Fault(
        "15.3",
        "transactional messages are judged as others are",
        "compiler.sending_steps",
        (
            Edit(
                "_lower_send",
                "if message.transactional:",
                "if False:",
            ),
        ),
    ),
)
