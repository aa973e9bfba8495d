"""Faults in walls, dates and calendars (§14). Listed before anyone looked who is caught."""

from __future__ import annotations

from tests.faults.changes import Edit, Fault

FAULTS = (
    Fault(
        "14.2",
        "a time that is skipped comes before the gap, by as much",
        "engine.wall_clock",
        (
            Edit(
                "instant_of",
                "max(memory[change + CHANGE_AT], wall_ms - memory[change + CHANGE_OFFSET])",
                "wall_ms - memory[change + CHANGE_OFFSET]",
            ),
        ),
    ),
    Fault(
        "14.2",
        "a time that is skipped comes behind the gap, by as much",
        "engine.wall_clock",
        (
            Edit(
                "instant_of",
                "memory[change + CHANGE_WORDS + CHANGE_AT] + memory[change + CHANGE_OFFSET] <= wall_ms",
                "memory[change + CHANGE_WORDS + CHANGE_AT] + max(memory[change + CHANGE_OFFSET], "
                "memory[change + CHANGE_WORDS + CHANGE_OFFSET]) <= wall_ms",
            ),
        ),
    ),
    Fault(
        "14.2",
        "of a time that comes twice the second is meant",
        "engine.wall_clock",
        (
            Edit(
                "instant_of",
                "memory[change + CHANGE_WORDS + CHANGE_AT] + memory[change + CHANGE_OFFSET] <= wall_ms",
                "memory[change + CHANGE_WORDS + CHANGE_AT] + min(memory[change + CHANGE_OFFSET], "
                "memory[change + CHANGE_WORDS + CHANGE_OFFSET]) <= wall_ms",
            ),
        ),
    ),
    Fault(
        "14.2",
        "a change of the clock holds a millisecond later",
        "engine.wall_clock",
        (
            Edit(
                "change_at",
                "memory[middle + CHANGE_AT] <= at_ms",
                "memory[middle + CHANGE_AT] < at_ms",
            ),
        ),
    ),
    Fault(
        "14.2",
        "a date that is skipped has no time at all",
        "engine.calendar",
        (
            Edit(
                "next_time_on",
                "day_at(memory, zone, from_ms) - 1",
                "day_at(memory, zone, from_ms)",
            ),
        ),
    ),
    Fault(
        "14.2",
        "a time of a schedule that is skipped with its date is left out",
        "engine.calendar",
        (
            Edit(
                "next_scheduled",
                "max(day_at(memory, zone, from_ms) - 1, mark + 1)",
                "max(day_at(memory, zone, from_ms), mark + 1)",
            ),
        ),
    ),
    Fault(
        "14.4",
        "what happened at 00:00 was not today",
        "engine.conditions",
        (
            Edit(
                "holds_by_calendar",
                ">= span_start",
                "> span_start",
            ),
        ),
    ),
    Fault(
        "14.4",
        "weeks begin on Sunday",
        "engine.calendar",
        (
            Edit(
                "first_day",
                "return day - weekday(day)",
                "return day - (weekday(day) + 1) % 7",
            ),
        ),
    ),
    Fault(
        "14.5",
        "a month on from its 31st goes over into the month after the next",
        "engine.calendar",
        (
            Edit(
                "day_of_month",
                "min(first + day - 1, next_first - 1)",
                "first + day - 1",
            ),
        ),
    ),
    Fault(
        "14.5",
        "0 of the calendar from an hour that comes twice is the first of both",
        "engine.calendar",
        (
            Edit(
                "shift",
                "if time_ms == SAME_TIME and count == 0:",
                "if False:",
            ),
        ),
    ),
    Fault(
        "14.5",
        "lengths of the calendar do not keep milliseconds",
        "engine.calendar",
        (
            Edit(
                "shift",
                "time_ms = wall_ms - day * DAY_MS",
                "time_ms = (wall_ms - day * DAY_MS) // 1000 * 1000",
            ),
        ),
    ),
    Fault(
        "14.6",
        "`D at T` when T has passed today counts from tomorrow",
        "engine.calendar",
        (
            Edit(
                "shift",
                """
                    if time_ms == SAME_TIME:
                        time_ms = wall_ms - day * DAY_MS
                    """,
                """
                    if time_ms == SAME_TIME:
                        time_ms = wall_ms - day * DAY_MS
                    elif wall_ms - day * DAY_MS > time_ms:
                        day += 1
                    """,
            ),
        ),
    ),
    Fault(
        "14.7",
        "0 weekdays from a Saturday is the Friday before it",
        "engine.calendar",
        (
            Edit(
                "add_weekdays",
                "if count == 0:",
                "if False:",
            ),
        ),
    ),
    Fault(
        "14.7",
        "one weekday from a Saturday is Tuesday",
        "engine.calendar",
        (
            Edit(
                "add_weekdays",
                "weekdays_until(memory, holidays, day) + count",
                "weekdays_until(memory, holidays, day) + count + (weekday(day) > 4)",
            ),
        ),
    ),
    Fault(
        "14.7",
        "weekdays know no holidays when they are counted on",
        "engine.calendar",
        (
            Edit(
                "add_weekdays",
                "found = holidays_until(memory, holidays, day)",
                "found = skipped",
            ),
        ),
    ),
    Fault(
        "14.7",
        "days by name leave out holidays",
        "engine.calendar",
        (
            Edit(
                "is_among",
                "if days & NOT_ON_HOLIDAYS == 0:",
                "if days & NOT_ON_HOLIDAYS == 0 and holidays == 0:",
            ),
        ),
    ),
    Fault(
        "14.8",
        "lengths from data are rounded up",
        "engine.calendar",
        (
            Edit(
                "whole_units",
                "value // MILLION",
                "-(-value // MILLION)",
            ),
        ),
    ),
    Fault(
        "14.8",
        "lengths from data that are negative go back",
        "engine.calendar",
        (
            Edit(
                "whole_units",
                "if value < 0:",
                "if value == MISSING:",
            ),
        ),
    ),
    Fault(
        "8.18",
        "`wait until T` at T waits for tomorrow's",
        "engine.calendar",
        (
            Edit(
                "next_time_on",
                "if at_ms >= from_ms:",
                "if at_ms > from_ms:",
            ),
        ),
    ),
    Fault(
        "8.19",
        "a wait until now does `else`",
        "engine.waits",
        (
            Edit(
                "wait_for_moment",
                "if at_ms == now_ms:",
                "if False:",
            ),
            Edit(
                "wait_for_moment",
                "if at_ms < now_ms:",
                "if at_ms <= now_ms:",
            ),
        ),
    ),
    Fault(
        "8.19",
        "a wait until what is past goes on without `else`",
        "engine.waits",
        (
            Edit(
                "wait_for_moment",
                "memory[wait + W_OTHER]",
                "memory[wait + W_RESUME]",
            ),
        ),
    ),
    Fault(
        "8.19",
        "a wait whose date becomes past goes on without `else`",
        "engine.awaiting",
        (
            Edit(
                "goes_on_at",
                "W_RESUME if at_ms == memory[S_NOW] else W_OTHER",
                "W_RESUME",
            ),
        ),
    ),
    Fault(
        "14.14",
        "a wait until a moment follows the contact's zone",
        "engine.awaiting",
        (
            Edit(
                "awaited_moment",
                "zone = state[instance + memory[body + B_AWAITED_SLOT] + 1]",
                """
                    from jdsl.engine.moments import moment_zone
                    zone = moment_zone(memory, state, base, memory[wait + W_MOMENT])
                    """,
            ),
        ),
    ),
    Fault(
        "14.14",
        "when the contact's zone changes, schedules keep their next time",
        "engine.following",
        (
            Edit(
                "schedule_asks_for",
                "memory[every + EVERY_IN_CONTACT_TIME] == 1",
                "False",
            ),
        ),
    ),
    Fault(
        "14.14",
        "when the contact's zone changes, moments keep their instant",
        "engine.following",
        (
            Edit(
                "asks_for",
                "memory[moment + MOMENT_IN_CONTACT_TIME] == 1 and due_ms != NEVER_MS",
                "False",
            ),
        ),
    ),
    Fault(
        "14.14",
        "what has gone off comes again in another zone",
        "engine.following",
        (
            Edit(
                "asks_for",
                " and due_ms != NEVER_MS",
                "",
            ),
        ),
    ),
    Fault(
        "14.12",
        "a date that has come comes again in another zone",
        "engine.calendar",
        (
            Edit(
                "next_scheduled",
                "max(day_at(memory, zone, from_ms) - 1, mark + 1)",
                "day_at(memory, zone, from_ms) - 1",
            ),
        ),
    ),
    Fault(
        "14.12",
        "a schedule comes at the instant at which listening begins",
        "engine.clocks",
        (
            Edit(
                "arm_clock",
                "argument, now_ms + 1)",
                "argument, now_ms)",
            ),
        ),
    ),
    Fault(
        "14.11",
        "every second week counts from the written date, not from its Monday",
        "engine.calendar",
        (
            Edit(
                "next_of_weeks",
                "monday = date - weekday(date)",
                "monday = date",
            ),
        ),
    ),
    Fault(
        "14.11",
        "every second week comes before the written date",
        "engine.calendar",
        (
            Edit(
                "next_of_weeks",
                "day = max(day, date)",
                "pass",
            ),
        ),
    ),
    Fault(
        "14.13",
        "a year comes again when the date is set to a later one in it",
        "engine.calendar",
        (
            Edit(
                "next_of_years",
                "max(date_year, mark + 1, from_year - 1)",
                "max(date_year, from_year - 1)",
            ),
        ),
    ),
    Fault(
        "14.13",
        "a yearly day comes before its first year",
        "engine.calendar",
        (
            Edit(
                "next_of_years",
                "max(date_year, mark + 1, from_year - 1)",
                "max(mark + 1, from_year - 1)",
            ),
        ),
    ),
    Fault(
        "9.10",
        "a moment that is now as listening begins comes",
        "engine.clocks",
        (
            Edit(
                "arm_moment",
                "memory[S_NOW] + 1",
                "memory[S_NOW]",
            ),
        ),
    ),
    Fault(
        "6.12",
        "times of schedules of `enter` before `from` come at `from`",
        "engine.schedules",
        (
            Edit(
                "pass_times",
                "while at_ms < from_ms:",
                "while False:",
            ),
        ),
    ),
    Fault(
        "6.12",
        "moments of entries that are due together are looks of their own",
        "engine.timers",
        (
            Edit(
                "fire_entries",
                "state[slot] != now_ms or",
                "state[slot] != now_ms or memory[S_MATCHED] > 0 or",
            ),
        ),
    ),
    Fault(
        "7.8",
        "at most once per day pauses 24 hours",
        "engine.acting",
        (
            Edit(
                "pause_end",
                "return day_start(memory, zone, day_at(memory, zone, now_ms) + 1)",
                "return now_ms + 86400000",
            ),
        ),
    ),
)
