"""How the calendar stands in a program's tables: zones, holidays, lengths, schedules, windows.

A *wall time* is what a clock on the wall shows, in ms since 1970-01-01T00:00 by that clock; a *day* is a number too,
0 is 1970-01-01; a *time of day* is ms since midnight. Wherever a row of these is named, 0 means there is none: the
zone 0 is UTC, the holidays 0 are no holidays. A program lays out what it uses, so who uses none has none.

    zone       lo, hi -> pairs of an instant and the offset that holds from then on, ascending; the first is EVER_MS
    holidays   lo, hi -> days, ascending, none a Saturday or Sunday
    moment     what it counts from, how far, at which time of day
    every      what listens to a schedule, and where its next time stands
    schedule   kind, days, every, date, time of day, and how far from the day of the year: unit, count
    window     days, from, to, zone, whether in contact time

*Which days* is a mask: bit 0 is Monday … bit 6 Sunday, and `NOT_ON_HOLIDAYS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, TypeVar

Table: TypeAlias = tuple[tuple[int, int], ...]
"""What a zone's changes are made of: pairs of an instant and the offset from then on, in ms."""

Word = TypeVar("Word")
"""A word, or what stands for it while a program is under construction."""

DAY_MS = 86_400_000
EVER_MS = -(2**62)  # before all instants
HORIZON_MS = 4_102_444_800_000  # 2100-01-01T00:00Z: nothing comes after it
FIRST_DAY = -719_162  # 0001-01-01 and 9999-12-31: a date beyond is missing
LAST_DAY = 2_932_896
LAST_YEAR = 9999

# --- one zone ---
ZONE_LO = 0
ZONE_HI = 1
ZONE_WORDS = 2
CHANGE_AT = 0
CHANGE_OFFSET = 1
CHANGE_WORDS = 2

UTC = 0
NO_ZONE = -1  # of a contact who has none: there the zone counts that the row names

# --- the holidays of a workspace ---
HOLIDAYS_LO = 0
HOLIDAYS_HI = 1

# --- which days ---
EVERY_DAY = 0b1111111
NOT_ON_HOLIDAYS = 1 << 7
WEEKDAYS = 0b0011111 | NOT_ON_HOLIDAYS

# --- one moment: `2d at 09:00` from now, `7d before trial_ends`, `gap weeks after renewal_date, at 10:00` ---
# Weeks are days, years are months, `before` is negative. Days and weeks are exact unless there is an `at`, or what they
# are counted from is a date. Without an `at`, and from a date, another date is meant.
MOMENT_KIND = 0  # the operand that it counts from
MOMENT_ARGUMENT = 1
MOMENT_IS_DATE = 2  # 1: that is a date
MOMENT_UNIT = 3
MOMENT_COUNT = 4  # of a length from data what one unit counts, 7 of a week: times `whole_units`
MOMENT_LENGTH_KIND = 5  # the operand that says how many, or WRITTEN
MOMENT_LENGTH = 6
MOMENT_TIME = 7  # of day, or SAME_TIME
MOMENT_ZONE = 8
MOMENT_IN_CONTACT_TIME = 9  # 1: the zone is for contacts who have none
MOMENT_WORDS = 10

WRITTEN = -1

UNIT_MS = 0  # exact, and none at all; its time of day is always SAME_TIME
UNIT_DAY = 1
UNIT_WEEKDAY = 2
UNIT_MONTH = 3

SAME_TIME = -1  # no `at`: the wall-clock time stays
COUNT_LIMIT = 10_000_000  # more of a unit than that is taken as that: some 27,000 years of days

# --- one schedule ---
SCHEDULE_KIND = 0
SCHEDULE_DAYS = 1  # which days, of ON_DAYS and ON_WEEKS
SCHEDULE_EVERY = 2  # how many weeks, or which day of the month
SCHEDULE_DATE = 3  # a day, of ON_WEEKS and ON_DATE
SCHEDULE_TIME = 4  # of day
SCHEDULE_UNIT = 5  # of ON_YEAR: how far from the day of the year
SCHEDULE_COUNT = 6
CALENDAR_SCHEDULE_WORDS = 7

ON_DAYS = 0  # `day`, `weekday`, `monday, thursday`
ON_WEEKS = 1  # `2 weeks on tuesday … from DATE`
ON_MONTH = 2  # `month on day 31`; `the last day` is 31
ON_DATE = 3  # `on 2026-11-27`
ON_YEAR = 4  # `year 7d before ATTR`

# --- one schedule that something listens to ---
EVERY_LISTENER = 0
EVERY_SCHEDULE = 1
EVERY_SLOT = 2  # of the next time; of `enter` in the contact's part, else in the instance
EVERY_MARK = 3  # slot of the mark of the latest time that has come
EVERY_MARK_OF_CONTACT = 4  # 1: that stands in the contact's part
EVERY_ZONE = 5
EVERY_IN_CONTACT_TIME = 6
EVERY_ATTRIBUTE = 7  # of ON_YEAR its contact slot, else 0
EVERY_IS_DATE = 8  # 1: that is a date, 0: a moment
EVERY_DATE_ZONE = 9  # by whose clocks that moment is of a date
EVERY_WORDS = 10

# --- one window: `send between 22:00 and 02:00 on friday` ---
WINDOW_DAYS = 0  # on which days it opens
WINDOW_FROM = 1  # time of day
WINDOW_TO = 2  # later than `from`: of a window over midnight the time of day and DAY_MS
WINDOW_ZONE = 3
WINDOW_IN_CONTACT_TIME = 4  # 1: the zone is for contacts who have none
WINDOW_WORDS = 5

SEARCH_MS = 400 * DAY_MS  # S6.1: how far the next opening is looked for

# --- what `today`, `this week`, `this month`, `this year` begin with ---
SPAN_DAY = 0
SPAN_WEEK = 1
SPAN_MONTH = 2
SPAN_YEAR = 3


def zone_words(tables: Mapping[str, Table], at: int) -> tuple[list[int], dict[str, int]]:
    """Zones as they stand from place `at` on, and the place of each by its name.

    Those with the same changes stand there once, and one that is never off UTC not at all.
    """
    words: list[int] = []
    places: dict[Table, int] = {((EVER_MS, 0),): UTC}
    for _, table in sorted(tables.items()):
        if table not in places:
            places[table] = place = at + len(words)
            pairs = [word for change in table for word in change]
            words += [place + ZONE_WORDS, place + ZONE_WORDS + len(pairs), *pairs]
    return words, {name: places[table] for name, table in tables.items()}


def holiday_words(days: Iterable[int], at: int) -> list[int]:
    """Holidays as they stand from place `at` on; those on a Saturday or Sunday change nothing and are left out."""
    kept = sorted({day for day in days if (day + 3) % 7 < 5})
    return [at + 2, at + 2 + len(kept), *kept]


def window_words(days: int, from_ms: int, to_ms: int, zone: Word, *, in_contact_time: bool = False) -> list[int | Word]:
    """A window; one that ends no later than it begins ends on the next day."""
    return [days, from_ms, to_ms if to_ms > from_ms else to_ms + DAY_MS, zone, int(in_contact_time)]


def days_mask(weekdays: Sequence[int]) -> int:
    """Which days, from numbers of weekdays, Monday 0."""
    return sum(1 << weekday for weekday in set(weekdays))
